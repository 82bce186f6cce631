use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::facts::Value;
use crate::facts::date::as_date;
use crate::finding::Severity;
use crate::language::lexicon;
use crate::message;
use crate::source::Span;

crate::message::wordings! {
    WRITTEN: "version-read-as-date/written", "the version of {name} is written as a date: {is}";
    WRITE: "version-read-as-date/help", "Write the version behind the product's name: {name}.";
}

/// The version of a product is written as a year or date.
pub static RULE: Rule = Rule {
    name: "version-read-as-date",
    severity: Severity::Warning,
    mqm: "locale-conventions/date-format",
    summary: "the version of a product is written as a year or a date",
    explanation: "Machine translation takes the \"2019\" of \"Windows Server 2019\" for the year: \
        \"2019年\", \"в 2019 году\", \"2019년 10월\". A reader looks for a date where a version is meant.",
    examples: &[
        Example {
            source: "The feature is deprecated in Windows Server 2019.",
            locale: "ja",
            target: "この機能は 2019 年の Windows Server で廃止されました。",
            flags: &["2019 年"],
        },
        Example {
            source: "The update was released in October 2019.",
            locale: "ja",
            target: "この更新プログラムは 2019 年 10 月にリリースされました。",
            flags: &[],
        },
        Example {
            source: "The roles stay on Windows Server 2016.",
            locale: "ru",
            target: "Роли остаются на Windows Server 2016.",
            flags: &[],
        },
    ],
    absorbs: &["version-changed", "number-changed", "product-changed"],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
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
                    message!(WRITTEN, name, is = written),
                    pair.target,
                    place,
                    pair.target_text(bead),
                )
                .from_source(pair, was, pair.source_text(bead))
                .help(message!(WRITE, name))
                .fact(name),
            );
        }
    }
}
