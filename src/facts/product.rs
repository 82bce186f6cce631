//! Products: names found in the text, with the version that goes with each.

use crate::document::Document;
use crate::language::lexicon;
use crate::source::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::OnceLock;

/// A product named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where the name stands, without the version, in [`Document::plain`].
    pub text: Span,
    /// Index into [`lexicon::products`].
    pub product: u16,
    /// Index of the name in [`lexicon::Product::names`].
    pub name: u16,
    /// Whether the name is written in its right case.
    pub right_case: bool,
    /// The version, a year, that follows the name.
    pub version: Option<u16>,
    /// Where the version stands.
    pub version_text: Span,
}

struct Names {
    automaton: Option<AhoCorasick>,
    /// (product, name) of each pattern.
    owners: Vec<(u16, u16)>,
}

/// The names of all products in all languages, as one automaton.
fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut owners = Vec::new();
        let mut patterns = Vec::new();
        for (p, product) in lexicon::products().iter().enumerate() {
            for (n, name) in product.names.iter().enumerate() {
                let owner = (p as u16, n as u16);
                patterns.push(name.name.to_owned());
                owners.push(owner);
                // "Skype for Business-Server": compounds join the last word with a hyphen; a
                // no-break space is as good as a space.
                if let Some((head, tail)) = name.name.rsplit_once(' ') {
                    patterns.push(format!("{head}-{tail}"));
                    owners.push(owner);
                    patterns.push(format!("{head}\u{a0}{tail}"));
                    owners.push(owner);
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok();
        Names { automaton, owners }
    })
}

/// Whether a name may begin or end between these two characters: letters of one alphabet do not
/// part, but kana or ideographs and Latin letters do.
fn parts(left: Option<char>, right: Option<char>) -> bool {
    let alphabetic = |c: Option<char>| c.is_some_and(|c| (c.is_alphanumeric() && c < '\u{1100}') || c == '_');
    !(alphabetic(left) && alphabetic(right))
}

/// All products named in a document, in order of the text.
#[must_use]
pub fn find(document: &Document) -> Vec<Mention> {
    let text = document.plain.as_str();
    let names = names();
    let Some(automaton) = &names.automaton else { return Vec::new() };
    let mut mentions = Vec::new();
    for found in automaton.find_iter(text) {
        let (start, end) = (found.start(), found.end());
        if !parts(text[..start].chars().next_back(), text[start..].chars().next())
            || !parts(text[..end].chars().next_back(), text[end..].chars().next())
        {
            continue;
        }
        let (product, name) = names.owners[found.pattern().as_usize()];
        let entry = &lexicon::products()[product as usize];
        let canonical = entry.names[name as usize].name;
        let written = &text[start..end];
        let same = written.bytes().zip(canonical.bytes()).all(|(a, b)| a == b || matches!(a, b'-' | 0xc2 | 0xa0));
        let (version, version_text) = if entry.versioned_by_year { year_after(text, end) } else { (None, Span::default()) };
        mentions.push(Mention {
            text: Span::new(start as u32, end as u32),
            product,
            name,
            right_case: same,
            version,
            version_text,
        });
    }
    mentions
}

/// The year that directly follows a name: " 2019", "-2019", "2019".
fn year_after(text: &str, at: usize) -> (Option<u16>, Span) {
    let rest = &text[at..];
    let skipped = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '-', '\u{2011}']).len();
    if skipped > 2 {
        return (None, Span::default());
    }
    let digits = &rest[skipped..];
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let year = if length == 4 { digits[..4].parse::<u16>().ok().filter(|y| (1990..2100).contains(y)) } else { None };
    match year {
        Some(year) => {
            let start = (at + skipped) as u32;
            (Some(year), Span::new(start, start + 4))
        }
        None => (None, Span::default()),
    }
}
