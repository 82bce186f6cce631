//! One cause, one finding: what follows from a cause is folded into the finding that tells it, and what says the
//! same on many pages into the first of them.
//!
//! Nothing is lost: a folded finding keeps its places in the report, and `expand` tells each by itself.

use super::{Draft, code_block_changed, front_matter_changed, link_changed};
use crate::document::Page;
use crate::finding::{Finding, Severity};
use crate::source::Span;
use std::collections::BTreeMap;

/// What follows from a finding about a whole page.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Rules whose warnings and errors show it.
    pub signs: &'static [&'static str],
    /// Rules whose warnings show it, and whose errors are mistakes of their own: a single option of a command that
    /// is otherwise that of the source. So many errors of a page show it as well.
    pub hints: &'static [&'static str],
    /// Rules whose findings follow from it without showing it.
    pub follows: &'static [&'static str],
    /// Stretches of the translation's page, in bytes, where whatever is found follows from it; in order.
    pub within: Vec<Span>,
    /// How much has to show it.
    pub enough: Enough,
    /// Makes the message, of what it explains and the message it was made with.
    pub message: fn(&[Draft], String) -> String,
}

/// How many signs a cause needs to be told.
#[derive(Clone, Copy, Debug)]
pub enum Enough {
    /// One.
    One,
    /// Several, which together take up a share of so many bytes: of the page and its source.
    ShareOf(u32),
}

impl Enough {
    /// Some places: then a noticeable one.
    const SOME: usize = 3;
    /// Many places, whatever their share.
    const MANY: usize = 10;
    /// A page that lacks one part in sixteen is behind.
    const NOTICEABLE: u64 = 16;

    /// Whether so many signs of so many bytes are enough.
    fn is_met(self, places: usize, bytes: u64) -> bool {
        let Self::ShareOf(whole) = self else { return places > 0 };
        let whole = u64::from(whole);
        places >= Self::MANY || places >= Self::SOME && bytes * Self::NOTICEABLE >= whole
    }
}

impl Cause {
    /// Errors of a page that are no mistakes of their own any more.
    const ERRORS: usize = 5;

    /// The gravest severity of a hint that shows it, among the findings of a page.
    fn gravest_hint(&self, drafts: &[Draft]) -> Severity {
        let errors = drafts
            .iter()
            .filter(|draft| draft.severity == Severity::Error && self.hints.contains(&draft.rule));
        if errors.count() < Self::ERRORS { Severity::Warning } else { Severity::Error }
    }

    /// Whether a finding shows it; `gravest` is the gravest hint that does.
    fn is_shown_by(&self, draft: &Draft, gravest: Severity) -> bool {
        draft.severity >= Severity::Warning
            && (self.signs.contains(&draft.rule)
                || self.hints.contains(&draft.rule) && draft.severity <= gravest)
    }

    /// Whether a finding follows from it.
    fn explains(&self, draft: &Draft, gravest: Severity) -> bool {
        if draft.cause.is_some() {
            return false;
        }
        let near = self.within.partition_point(|span| span.end <= draft.span.start);
        let inside = self.within.get(near).is_some_and(|span| span.contains(draft.span));
        let named = |rules: &[&str]| rules.contains(&draft.rule);
        inside || named(self.signs) || named(self.follows) || self.is_shown_by(draft, gravest)
    }
}

/// Folds the findings of a page into those that tell their cause; of several causes the first takes what it
/// explains. With `expand` they stand beside it.
pub(super) fn causes(mut drafts: Vec<Draft>, expand: bool) -> Vec<Draft> {
    if drafts.iter().all(|draft| draft.cause.is_none()) {
        return drafts;
    }
    let (mut causes, mut rest): (Vec<Draft>, Vec<Draft>) =
        drafts.drain(..).partition(|draft| draft.cause.is_some());
    causes.sort_by_key(|draft| std::cmp::Reverse(draft.rule));
    for mut told in causes {
        let Some(cause) = told.cause.take() else { continue };
        let gravest = cause.gravest_hint(&rest);
        let (follow, other): (Vec<Draft>, Vec<Draft>) =
            rest.into_iter().partition(|draft| cause.explains(draft, gravest));
        let signs = || follow.iter().filter(|draft| cause.is_shown_by(draft, gravest));
        let bytes =
            signs().map(|draft| u64::from(draft.span.len() + draft.source.map_or(0, |s| s.0.len()))).sum();
        rest = other;
        if !cause.enough.is_met(signs().count(), bytes) {
            rest.extend(follow);
            continue;
        }
        told.message = (cause.message)(&follow, std::mem::take(&mut told.message));
        if expand {
            rest.extend(follow);
        } else {
            told.folded = follow;
        }
        drafts.push(told);
    }
    drafts.append(&mut rest);
    drafts.sort_by(|a, b| (a.span, a.rule, &a.fact, &a.message).cmp(&(b.span, b.rule, &b.fact, &b.message)));
    drafts
}

/// Folds findings that say the same on several pages of a language into the first of them: the same words of the
/// translation against the same sentence of the source (a footer, a heading that stands on every page), or one link
/// that leads elsewhere now.
pub(crate) fn over_pages(findings: Vec<Finding>, pages: &[Page]) -> Vec<Finding> {
    let mut groups: BTreeMap<Alike, Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        if let Some(alike) = Alike::of(finding, pages) {
            groups.entry(alike).or_default().push(at);
        }
    }
    // For each finding the one it is folded into.
    let mut into: Vec<Option<usize>> = vec![None; findings.len()];
    let place = |at: &usize| (findings[*at].place.page, findings[*at].place.span);
    for (alike, mut group) in groups {
        group.sort_by_key(place);
        if !alike.is_cause_of(&group, &findings) {
            continue;
        }
        for &at in &group[1..] {
            into[at] = Some(group[0]);
        }
    }
    let mut kept: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    for at in 0..kept.len() {
        let Some(first) = into[at] else { continue };
        if let (Some(taken), Some(told)) = (kept[at].take(), kept[first].as_mut()) {
            told.folded.push(taken);
        }
    }
    let mut kept: Vec<Finding> = kept.into_iter().flatten().collect();
    for finding in &mut kept {
        finding.folded.sort_by_key(|folded| (folded.place.page, folded.place.span));
    }
    kept
}

/// What findings have in common that are one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    /// The same sentence of the source, dates and counts aside.
    Sentence {
        rule: &'static str,
        locale: String,
        sentence: String,
        /// The words of the translation that are underlined, likewise.
        words: String,
        fact: String,
    },
    /// An address that became another: an organisation was renamed, a repository moved.
    Address { rule: &'static str, locale: String, fact: String },
    /// The links of a page to places in it: its headings were translated, and their ids with them.
    Anchors { page: u32 },
}

impl Alike {
    /// Letters of the source's sentence below which two may be the same by chance: "Note", "Port 80".
    const LETTERS: usize = 8;
    /// On how many pages the same has to be found.
    const PAGES: usize = 3;
    /// On how many, where something is missing and the translation has no words of its own that show that it is the
    /// same.
    const PAGES_WITHOUT_WORDS: usize = 10;

    /// `None` for what stands for itself: a cause, or a finding without a sentence of the source.
    fn of(finding: &Finding, pages: &[Page]) -> Option<Self> {
        if !finding.folded.is_empty() || finding.related.is_empty() {
            return None;
        }
        let (rule, locale) = (finding.rule, finding.locale.clone());
        // The fact of a link, or of an address in a sample, names both addresses.
        if [link_changed::RULE.name, code_block_changed::RULE.name].contains(&rule)
            && let Some((was, is)) = finding.fact.split_once(" → ")
        {
            let inside = was.starts_with('#') && is.starts_with('#');
            // A link that leads elsewhere is a mistake of its page; that an address moved is none.
            return match inside {
                true => Some(Self::Anchors { page: finding.place.page }),
                false if finding.severity > Severity::Note => None,
                false => Some(Self::Address { rule, locale, fact: finding.fact.clone() }),
            };
        }
        // The settings of a page are its own.
        if rule == front_matter_changed::RULE.name {
            return None;
        }
        let letters = finding.source_sentence.chars().filter(|c| c.is_alphanumeric()).take(Self::LETTERS);
        if letters.count() < Self::LETTERS {
            return None;
        }
        let text = pages.get(finding.place.page as usize).map_or("", |page| page.text.as_str());
        let words = text.get(finding.place.span.start as usize..finding.place.span.end as usize);
        Some(Self::Sentence {
            rule,
            locale,
            sentence: without_digits(&finding.source_sentence),
            words: without_digits(words.unwrap_or_default()),
            fact: without_digits(&finding.fact),
        })
    }

    /// Whether findings that are alike are so many that they are one; they are in order of page.
    fn is_cause_of(&self, group: &[usize], findings: &[Finding]) -> bool {
        let mut pages: Vec<u32> = group.iter().map(|&at| findings[at].place.page).collect();
        pages.dedup();
        match self {
            Self::Sentence { words, .. } if words.is_empty() => pages.len() >= Self::PAGES_WITHOUT_WORDS,
            Self::Sentence { .. } => pages.len() >= Self::PAGES,
            Self::Address { .. } | Self::Anchors { .. } => group.len() >= Self::PAGES,
        }
    }
}

/// A text with one `0` for each run of digits, and one blank for each run of white space.
fn without_digits(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.trim().chars() {
        let c = match c {
            _ if c.is_numeric() => '0',
            _ if c.is_whitespace() => ' ',
            _ => c,
        };
        if !(matches!(c, '0' | ' ') && plain.ends_with(c)) {
            plain.push(c);
        }
    }
    plain
}
