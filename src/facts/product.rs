//! Products: names found in the text, with the version that goes with each.

use crate::document::Document;
use crate::language::lexicon::{self, Lexicon};
use crate::order::{InOrder as _, OrderedMap};
use crate::search::Search;
use crate::source::Span;
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
    automaton: Option<Search>,
    /// For each pattern, the names it begins: those with a tail first.
    owners: Vec<Vec<(u16, u16)>>,
}

/// The names of all products in all languages, as one automaton.
fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut patterns: OrderedMap<String, Vec<(u16, u16)>> = OrderedMap::new();
        for (p, product) in lexicon::products().iter().enumerate() {
            for (n, name) in product.names.iter().enumerate() {
                let owner = (p as u16, n as u16);
                // Compounds join the last word with a hyphen ("Exchange-Server"); a no-break space
                // is as good as a space.
                let variants = [" ", "-", "\u{a0}"].map(|joint| match name.name.rsplit_once(' ') {
                    Some((head, tail)) => format!("{head}{joint}{tail}"),
                    None => name.name.to_owned(),
                });
                let solid = name.name.replace(' ', "\u{a0}");
                for variant in variants.into_iter().chain([solid]) {
                    let owners = patterns.entry(variant.to_ascii_lowercase()).or_default();
                    if !owners.contains(&owner) {
                        owners.push(owner);
                    }
                }
            }
        }
        for owners in patterns.values_mut() {
            owners.put_in_order_by_key(|&(p, n)| {
                let name = &lexicon::products()[p as usize].names[n as usize];
                (name.tail.is_empty(), !name.right, p, n)
            });
        }
        let (patterns, owners): (Vec<String>, Vec<_>) = patterns.into_iter().unzip();
        let automaton = Search::for_longest(&patterns.iter().map(String::as_str).collect::<Vec<_>>());
        Names { automaton, owners }
    })
}

/// Whether a name may begin or end between these two characters: letters of one alphabet do not
/// part, but kana or ideographs and Latin letters do.
fn parts(left: Option<char>, right: Option<char>) -> bool {
    let alphabetic = |c: Option<char>| c.is_some_and(|c| (c.is_alphanumeric() && c < '\u{1100}') || c == '_');
    !(alphabetic(left) && alphabetic(right))
}

/// All products named in a document, in order of the text. `edges` are the places where a link begins or
/// ends, in order: words end there, whatever stands next.
#[must_use]
pub(super) fn find(document: &Document, edges: &[u32]) -> Vec<Mention> {
    let language = document.locale.as_ref().and_then(lexicon::for_locale);
    find_between(&document.plain, edges, language)
}

fn find_between(text: &str, edges: &[u32], language: Option<&Lexicon>) -> Vec<Mention> {
    let edge = |at: usize| edges.binary_search(&(at as u32)).is_ok();
    let names = names();
    let Some(automaton) = &names.automaton else { return Vec::new() };
    let mut mentions = Vec::new();
    for found in automaton.longest_in(text) {
        let (start, end) = (found.start(), found.end());
        if !parts(text[..start].chars().next_back(), text[start..].chars().next()) && !edge(start) {
            continue;
        }
        let closed = parts(text[..end].chars().next_back(), text[end..].chars().next()) || edge(end);
        let owners = &names.owners[found.pattern().as_usize()];
        mentions
            .extend(owners.iter().find_map(|&owner| mention(text, (start, end), owner, closed, language)));
    }
    mentions
}

/// Reads a mention where one of its names begins; `None` where the name asks for more than is there.
fn mention(
    text: &str,
    (start, end): (usize, usize),
    owner: (u16, u16),
    closed: bool,
    language: Option<&Lexicon>,
) -> Option<Mention> {
    let product = &lexicon::products()[owner.0 as usize];
    let name = &product.names[owner.1 as usize];
    if (!closed && !name.inflected) || inside_technical_name(text, start, end) {
        return None;
    }
    let (version, version_text) =
        if product.versioned_by_year && closed { year_after(text, end) } else { (None, Span::default()) };
    if !name.tail.is_empty() {
        version?;
        let after = text[version_text.end as usize..].trim_start_matches([' ', '-', '\u{a0}']);
        let tail = after.get(..name.tail.len())?;
        if !tail.eq_ignore_ascii_case(name.tail) {
            return None;
        }
    }
    let written = &text[start..end];
    // "Close all windows."
    if version.is_none() && product.is_ordinary(written, language) {
        return None;
    }
    let right_case = written.bytes().zip(name.name.bytes()).all(|(a, b)| a == b || !a.is_ascii_alphabetic());
    Some(Mention {
        text: Span::new(start as u32, end as u32),
        product: owner.0,
        name: owner.1,
        right_case,
        version,
        version_text,
    })
}

/// Whether the words stand inside an address, a path or a host name: `https://sharepoint.contoso.com`.
fn inside_technical_name(text: &str, start: usize, end: usize) -> bool {
    const FAR: usize = 80;
    let joins = |b: &u8| {
        b.is_ascii_graphic() && !matches!(b, b'(' | b')' | b'[' | b']' | b'"' | b'\'' | b',' | b';' | b'|')
    };
    let bytes = text.as_bytes();
    let before = bytes[..start].iter().rev().take(FAR).take_while(|b| joins(b)).count();
    let after = bytes[end..].iter().take(FAR).take_while(|b| joins(b)).count();
    if before + after == 0 {
        return false;
    }
    let (from, to) = (start - before, end + after);
    let around = &bytes[from..to];
    let dotted = |part: &[u8]| part.windows(2).any(|w| w[0] == b'.' && w[1].is_ascii_alphanumeric());
    memchr::memmem::find(around, b"://").is_some()
        || around.contains(&b'\\')
        || around.contains(&b'@')
        || around.contains(&b'_')
        || dotted(&bytes[from..start])
        || dotted(&bytes[end..to])
        || bytes[from..start].starts_with(b"/")
}

/// The year that directly follows a name: " 2019", "-2019", "2019".
fn year_after(text: &str, at: usize) -> (Option<u16>, Span) {
    let rest = &text[at..];
    let skipped = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '-', '\u{2011}']).len();
    if skipped > 3 {
        return (None, Span::default());
    }
    let digits = &rest[skipped..];
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let year =
        if length == 4 { digits[..4].parse::<u16>().ok().filter(|y| (1990..2100).contains(y)) } else { None };
    match year {
        Some(year) => {
            let start = (at + skipped) as u32;
            (Some(year), Span::new(start, start + 4))
        }
        None => (None, Span::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str, Option<u16>, bool)> {
        find_between(text, &[], lexicon::english())
            .iter()
            .map(|m| {
                (lexicon::products()[m.product as usize].id, &text[m.text.range()], m.version, m.right_case)
            })
            .collect()
    }

    #[test]
    fn the_longest_name_wins_and_takes_its_version() {
        assert_eq!(
            found("Verschieben Sie Exchange Server 2019-Postfächer aus sharePoint Server 2013."),
            [
                ("exchange-server", "Exchange Server", Some(2019), true),
                ("sharepoint-server", "sharePoint Server", Some(2013), false),
            ]
        );
    }

    #[test]
    fn names_of_other_languages_mean_the_same_product() {
        for text in ["SQL サーバー 2019", "SQL 서버 2019", "SQL 服务器 2019"] {
            assert_eq!(found(text)[0].0, "sql-server", "{text}");
            assert_eq!(found(text)[0].2, Some(2019), "{text}");
        }
    }

    #[test]
    fn a_word_in_small_letters_is_no_product_where_the_language_has_it() {
        assert_eq!(found("Close all windows and offices, and exchange the keys of both teams."), []);
        assert_eq!(found("Windows closes, and so does windows server.").len(), 2);
        assert_eq!(found("exchange 2019 has it")[0].2, Some(2019));
        let german = lexicon::for_locale(&crate::language::Locale::parse("de").expect("a locale"));
        assert_eq!(find_between("unter windows", &[], german).len(), 1);
    }

    #[test]
    fn a_name_inside_a_word_is_none() {
        assert_eq!(found("asynchronous Exchanger"), []);
    }

    #[test]
    fn a_name_inside_an_address_or_path_is_none() {
        for text in
            ["https://atl-sharepoint-001/sites", "exchange.contoso.com", r"C:\SharePoint\x", "kim@exchange"]
        {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("Exchange/SharePoint").len(), 2);
        assert_eq!(found("(SharePoint).").len(), 1);
    }

    #[test]
    fn a_name_needs_no_space_beside_kana() {
        assert_eq!(found("のSQL Server 2016で")[0].2, Some(2016));
    }
}
