//! What is left in the language of the source by intent, so that nobody is told to translate it.
//!
//! A team names it under `keep:` in `unisono.yaml`:
//!
//! ```yaml
//! keep:
//!   terms: [Night Desk, dial plan]
//!   sentences: ["Copyright *", "*All rights reserved*"]
//!   pages: ["*/release-notes.md", "*/blog/*"]
//! ```
//!
//! A pattern stands for a whole sentence or path; `*` stands for anything. Some pages need no naming: hardly anybody
//! translates a changelog ([`usual`]).

use std::sync::LazyLock;

/// What is kept, as a team says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Words that are names here, in any case.
    pub terms: Vec<String>,
    /// Sentences, by pattern.
    pub sentences: Vec<String>,
    /// Pages, by the pattern of their path below the root.
    pub pages: Vec<String>,
}

/// The rules that tell of what was left.
const RULES: [&str; 3] = ["page-untranslated", "untranslated", "wrong-language"];

/// Names of pages that are left in the source's language on most sites, and words of licences: `keep.txt`.
static USUAL: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("keep.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Whether a page is one that hardly anybody translates, by its name.
#[must_use]
pub fn usual(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    USUAL.binary_search(&stem.as_str()).is_ok()
}

/// Whether a text is one of a licence, or names one in its heading. It holds in the language that it was written in.
#[must_use]
pub(crate) fn is_licence(text: &str) -> bool {
    let text = text.to_lowercase();
    USUAL.iter().any(|words| words.contains(' ') && text.contains(words))
}

impl Keep {
    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.sentences.is_empty() && self.pages.is_empty()
    }

    /// Whether what a rule tells is about something that is kept; `path` is that of the page below the root, `marked`
    /// what it underlines, and `sentence` the sentence around it.
    pub(crate) fn holds_words(&self, rule: &str, path: &str, marked: &str, sentence: &str) -> bool {
        if !RULES.contains(&rule) {
            return false;
        }
        if self.pages.iter().any(|pattern| is_like(pattern, path)) {
            return true;
        }
        let (marked, sentence) = (marked.trim(), sentence.trim());
        let whole = |pattern: &String| is_like(pattern, sentence) || is_like(pattern, marked);
        rule != "page-untranslated" && (self.sentences.iter().any(whole) || self.are_terms(marked))
    }

    /// Whether words are terms that are kept, and nothing else.
    fn are_terms(&self, words: &str) -> bool {
        let mut left = words.to_lowercase();
        if self.terms.is_empty() || left.is_empty() {
            return false;
        }
        for term in &self.terms {
            left = left.replace(&term.to_lowercase(), " ");
        }
        !left.contains(char::is_alphabetic)
    }
}

/// Whether a text is what a pattern stands for, `*` being anything. After a star the earliest place at which the rest
/// fits is taken, which is enough where stars are the only wildcard.
pub(crate) fn is_like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{Keep, USUAL, is_licence, is_like, usual};

    #[test]
    fn a_pattern_stands_for_the_whole_text_and_a_star_for_anything() {
        assert!(is_like("Copyright *", "Copyright 2026 the bakers"));
        assert!(is_like("*rights*reserved*", "All rights are reserved."));
        assert!(is_like("docs/*/index.md", "docs/de/index.md"));
        assert!(is_like("as it is", "as it is"));
        assert!(!is_like("as it", "as it is"));
        assert!(!is_like("Copyright *", "The copyright"));
        assert!(!is_like("a*b*b", "ab"));
    }

    #[test]
    fn pages_that_hardly_anybody_translates_are_told_by_their_names() {
        assert!(USUAL.is_sorted());
        assert!(usual("docs/de/CHANGELOG.md") && usual("release-notes.mdx"));
        assert!(!usual("docs/de/changing-a-pool.md") && !usual(""));
    }

    #[test]
    fn a_licence_is_told_by_its_words() {
        assert!(
            is_licence("Appendix B: GNU General Public License")
                && is_licence("… or FITNESS FOR A PARTICULAR PURPOSE.")
        );
        assert!(!is_licence("Buy a license for each oven.") && !is_licence(""));
    }

    #[test]
    fn words_are_kept_where_all_of_them_are_terms() {
        let keep = Keep { terms: vec!["Night Desk".into(), "dial plan".into()], ..Keep::default() };
        assert!(keep.are_terms("night desk") && keep.are_terms("Night Desk, dial plan"));
        assert!(!keep.are_terms("the night desk") && !keep.are_terms(""));
    }
}
