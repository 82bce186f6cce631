use super::{Check, Draft, Example, Pair, Rule, Sink};
use crate::facts::Value;
use crate::finding::Severity;
use crate::language::lexicon::{self, Lexicon};
use crate::source::Span;

/// The version of a product is written as a year or date.
pub static RULE: Rule = Rule {
    name: "version-read-as-date",
    severity: Severity::Warning,
    summary: "the version of a product is written as a year or a date",
    explanation: "Machine translation takes the \"2019\" of \"Skype for Business Server 2019\" for the year: \
        \"2019年\", \"в 2019 году\", \"2019년 10월\". A reader looks for a date where a version is meant.",
    examples: &[
        Example {
            source: "The feature is deprecated in Skype for Business Server 2019.",
            locale: "ja",
            target: "この機能は 2019 年の Skype for Business Server で廃止されました。",
            flags: &["2019 年"],
        },
        Example {
            source: "The update was released in October 2019.",
            locale: "ja",
            target: "この更新プログラムは 2019 年 10 月にリリースされました。",
            flags: &[],
        },
        Example {
            source: "Users stay on Lync Server 2013.",
            locale: "ru",
            target: "Пользователи остаются на Lync Server 2013.",
            flags: &[],
        },
    ],
    absorbs: &["version-changed", "number-changed", "product-changed"],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    let Some(lexicon) = lexicon::for_locale(pair.target.locale) else { return };
    for bead in pair.alignment.beads.iter().filter(|bead| bead.is_pair()) {
        let source = pair.source.facts.of_range(bead.source);
        for fact in pair.target.facts.of_range(bead.target) {
            let Value::Number(number) = fact.value else { continue };
            if number.digits != 4 || !(1990..2100).contains(&number.small) {
                continue;
            }
            let Some(place) = as_date(&pair.target.document.plain, fact.text, lexicon) else { continue };
            // The source must have it as a version, and nowhere as a year of its own.
            let versions = source
                .iter()
                .filter(|f| matches!(f.value, Value::Product { version: Some(v), .. } if v == number.small))
                .count();
            let numbers =
                source.iter().filter(|f| matches!(f.value, Value::Number(n) if n.agrees(&number))).count();
            if versions == 0 || numbers > versions {
                continue;
            }
            // Of several products of that version, the one named before the date.
            let before = pair.target.facts.of_range(bead.target).iter().rev().find_map(|f| match f.value {
                Value::Product { product, .. } if f.text.end <= fact.text.start => Some(product),
                _ => None,
            });
            let owners = || {
                source.iter().filter(
                    |f| matches!(f.value, Value::Product { version: Some(v), .. } if v == number.small),
                )
            };
            let named = owners()
                .find(|f| matches!(f.value, Value::Product { product, .. } if Some(product) == before));
            let Some(owner) = named.or_else(|| owners().next()) else { continue };
            let owner_end = owner.text.end + 5;
            let was = Span::new(owner.text.start, owner_end.min(pair.source_text(bead).end));
            let name = pair.source.document.text(was);
            let written = pair.target.document.text(place);
            sink.push(
                Draft::new(
                    &RULE,
                    format!("the version of {name} is written as a date: {written}"),
                    pair.target,
                    place,
                    pair.target_text(bead),
                )
                .from_source(pair, was, pair.source_text(bead))
                .help(format!("Write the version behind the product's name: {name}."))
                .fact(name),
            );
        }
    }
}

/// The stretch that makes a year of a number, where something does.
pub(crate) fn as_date(text: &str, number: Span, lexicon: &Lexicon) -> Option<Span> {
    let behind = &text[number.end as usize..];
    let rest = behind.trim_start_matches([' ', '\u{a0}']);
    if behind.len() - rest.len() > 2 {
        return None;
    }
    let marker =
        lexicon.dates.after_year.iter().filter(|marker| starts_folded(rest, marker)).max_by_key(|m| m.len());
    if let Some(marker) = marker {
        // A letter behind the marker makes another word of it, where words have spaces.
        let next = rest[marker.len()..].chars().next();
        let spaced = !matches!(lexicon.tag.split('-').next(), Some("ja" | "zh" | "ko"));
        let ends_inside = spaced && next.is_some_and(char::is_alphabetic);
        // "2019 年版" is "the 2019 edition".
        let edition = next.is_some_and(|c| matches!(c, '版' | '판'));
        if !ends_inside && !edition {
            let end = number.end as usize + (behind.len() - rest.len()) + marker.len();
            return Some(Span::new(number.start, end as u32));
        }
    }
    let before = text[..number.start as usize].trim_end_matches([' ', '\u{a0}']);
    for marker in lexicon.dates.before_year {
        if let Some(at) = before.len().checked_sub(marker.len()) {
            let fits = before
                .get(at..)
                .is_some_and(|word| word.chars().flat_map(char::to_lowercase).eq(marker.chars()));
            let alone = fits && !before[..at].chars().next_back().is_some_and(char::is_alphabetic);
            if alone {
                return Some(Span::new(at as u32, number.end));
            }
        }
    }
    None
}

fn starts_folded(text: &str, lower: &str) -> bool {
    text.get(..lower.len()).is_some_and(|start| start.chars().flat_map(char::to_lowercase).eq(lower.chars()))
}
