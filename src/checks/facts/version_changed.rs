use super::products::{akin, version_owner};
use super::section_number::{is_of_a_section, told_as_one};
use crate::align::Bead;
use crate::checks::telling::tell_places;
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::{Change, Comparison, Difference};
use crate::facts::{Fact, Value};
use crate::finding::Severity;
use crate::language::lexicon;
use crate::message;

crate::message::wordings! {
    BECAME: "version-changed/became", "{was} became {is}: the version differs", Instead;
    MISSING: "version-changed/missing", "the version {was} is missing: the source has it"
        | "the version {was} is missing: the others have it", Missing;
    MISSING_OF: "version-changed/missing-of-product", "the version of {was} is missing: the source has it"
        | "the version of {was} is missing: the others have it", Missing;
    PLACES: "version-changed/changed-places", "{name} {was} became {name} {is}: the versions changed places", Instead;
    WRITE: "version-changed/help", "Write {was}, or check which of the two is right.";
}

/// A product has another version than in the source.
pub static RULE: Rule = Rule {
    name: "version-changed",
    severity: Severity::Error,
    mqm: "accuracy/mistranslation",
    summary: "a product or component has another version than in the source, or none",
    explanation: "\"SQL Server 2014\" and \"SQL Server 2016\" obey different rules: a reader who takes one for the \
        other follows the wrong guidance. Also flags dotted versions (6.0.9319.0) that differ, and the versions of \
        two products that changed places. The number of a section before its heading is no version: where several differ in a \
        language, its sections are counted otherwise, which is told nowhere.",
    examples: &[
        Example {
            source: "Move the databases from SQL Server 2014 to the new cluster.",
            locale: "fr",
            target: "Déplacez les bases de données de SQL Server 2016 vers le nouveau cluster.",
            flags: &["2016"],
        },
        Example {
            source: "Upgrade SQL Server 2016 before Windows Server 2019.",
            locale: "de",
            target: "Aktualisieren Sie SQL Server 2019 vor Windows Server 2016.",
            flags: &["SQL Server 2019"],
        },
        Example {
            source: "Install update 6.0.9319.259 on every server.",
            locale: "de",
            target: "Installieren Sie das Update 6.0.9319.295 auf jedem Server.",
            flags: &["6.0.9319.295"],
        },
        Example {
            source: "Brewer 4.2 works with Grinder 3.7.",
            locale: "es",
            target: "Brewer 3.7 funciona con Grinder 4.2.",
            flags: &["Brewer 3.7"],
        },
        Example {
            source: "Use SQL Server 2014 or 2016.",
            locale: "ru",
            target: "Используйте SQL Server 2014 или SQL Server 2016.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    for difference in &pair.differences {
        let bead = &difference.bead;
        let (sentence, source) = (pair.target_text(bead), pair.source_text(bead));
        for change in &difference.changes {
            match *change {
                Change::Became(old, new) => {
                    let owner = version_owner(pair, bead, &old);
                    if owner.is_none() && !matches!(old.value, Value::Version(_)) {
                        continue;
                    }
                    if owner.is_some_and(|owner| became_another_product(difference, owner)) {
                        continue;
                    }
                    let place = owner.map_or(old.text, |o| o.text.union(old.text));
                    let was = pair.source.document.text(place);
                    let is = pair.target.document.text(new.text);
                    let draft = Draft::new(&RULE, message!(BECAME, was, is), pair.target, new.text, sentence)
                        .from_source(pair, place, source)
                        .help(message!(WRITE, was = pair.source.document.text(old.text)))
                        .fact(was);
                    sink.push(told_as_one(draft, pair, bead, &old, Some(&new)));
                }
                Change::Missing(old) => {
                    let Some(owner) = version_owner(pair, bead, &old) else {
                        if matches!(old.value, Value::Version(_)) {
                            let was = pair.source.document.text(old.text);
                            let draft =
                                Draft::new(&RULE, message!(MISSING, was), pair.target, sentence, sentence)
                                    .from_source(pair, old.text, source)
                                    .at(if is_of_a_section(pair, bead, &old) {
                                        Severity::Note
                                    } else {
                                        Severity::Warning
                                    })
                                    .fact(was);
                            sink.push(told_as_one(draft, pair, bead, &old, None));
                        }
                        continue;
                    };
                    let place = owner.text.union(old.text);
                    let was = pair.source.document.text(place);
                    sink.push(
                        Draft::new(&RULE, message!(MISSING_OF, was), pair.target, sentence, sentence)
                            .from_source(pair, place, source)
                            .at(Severity::Warning)
                            .fact(was),
                    );
                }
                Change::Added(_) => {}
            }
        }
    }
    for bead in &pair.alignment.beads {
        if bead.is_pair() {
            versions_changed_places(pair, bead, sink);
        }
    }
    for exchange in &pair.exchanges {
        if exchange.names.is_some() || matches!(exchange.old.value, Value::Version(_)) {
            tell_places(&RULE, pair, exchange, sink);
        }
    }
}

/// Whether the product of a version became another one: product-changed says so, version included.
fn became_another_product(difference: &Difference, owner: &Fact) -> bool {
    difference.changes.iter().any(|change| match change {
        Change::Became(old, new) => match (old.value, new.value) {
            (Value::Product { product: was, .. }, Value::Product { product: is, .. }) => {
                old.text == owner.text && !akin(was, is)
            }
            _ => false,
        },
        _ => false,
    })
}

/// The same numbers, but with other products: "SQL Server 2016 … Windows Server 2019".
fn versions_changed_places(pair: &Comparison<'_>, bead: &Bead, sink: &mut Sink) {
    let versioned = |facts: &'_ [Fact]| -> Vec<(u16, u16, Fact)> {
        facts
            .iter()
            .filter_map(|f| match f.value {
                Value::Product { product, version: Some(version), .. } => Some((product, version, *f)),
                _ => None,
            })
            .collect()
    };
    let source = versioned(pair.source.facts.of_range(bead.source));
    if source.len() < 2 || source.len() > 16 {
        return;
    }
    let target = versioned(pair.target.facts.of_range(bead.target));
    for &(product, version, fact) in &source {
        let kept = target.iter().any(|&(p, v, _)| (p, v) == (product, version));
        if kept {
            continue;
        }
        // The version went to another product, and this product got one that was another's.
        let elsewhere = target
            .iter()
            .any(|&(p, v, _)| p != product && v == version && !source.iter().any(|s| (s.0, s.1) == (p, v)));
        let instead = target.iter().find(|&&(p, v, _)| {
            p == product
                && !source.iter().any(|s| (s.0, s.1) == (p, v))
                && source.iter().any(|s| s.0 != p && s.1 == v)
        });
        if let (true, Some(&(_, got, new))) = (elsewhere, instead) {
            let name = lexicon::products()[product as usize].name();
            let document = pair.target.document;
            let end = new.text.end
                + document.plain[new.text.end as usize..].find(|c: char| c.is_ascii_digit()).unwrap_or(0)
                    as u32
                + 4;
            let place = crate::source::Span::new(new.text.start, end.min(pair.target_text(bead).end));
            sink.push(
                Draft::new(
                    &RULE,
                    message!(PLACES, name, was = version, is = got),
                    pair.target,
                    place,
                    pair.target_text(bead),
                )
                .from_source(pair, fact.text, pair.source_text(bead))
                .fact(format!("{name} {version}")),
            );
            return;
        }
    }
}
