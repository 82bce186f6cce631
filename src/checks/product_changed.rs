use super::{Change, Check, Draft, Example, Pair, Rule, Sink};
use crate::facts::{Fact, Value};
use crate::finding::Severity;
use crate::language::lexicon;

/// A product of the source is another one, or lost, in the translation.
pub static RULE: Rule = Rule {
    name: "product-changed",
    severity: Severity::Error,
    summary: "a product of the source is another one, or lost, in the translation",
    explanation: "Products are compared by what they are, not by how a language writes them: \"Skype для бизнеса \
        Server\" is Skype for Business Server. Another version of the same product is version-changed; a name in the \
        wrong case is product-name-case.",
    examples: &[
        Example {
            source: "Remove the pool from Lync Server before you begin.",
            locale: "de",
            target: "Entfernen Sie den Pool aus Exchange Server, bevor Sie beginnen.",
            flags: &["Exchange Server"],
        },
        Example {
            source: "Move the users to the Lync Server 2013 pool.",
            locale: "de",
            target: "Verschieben Sie die Benutzer in den Skype for Business Server 2015-Pool.",
            flags: &["Skype for Business Server"],
        },
        Example {
            source: "Users stay on Skype for Business Server 2015.",
            locale: "ru",
            target: "Пользователи остаются на Skype для бизнеса Server 2015.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// Whether one of two products is named by the beginning of the other's name: a translation that
/// says the rest in its own words ("Skype for Business-Servern") means the same.
pub(super) fn akin(a: u16, b: u16) -> bool {
    let name = |p: u16| lexicon::products()[p as usize].name();
    let (a, b) = (name(a), name(b));
    a.starts_with(b) || b.starts_with(a)
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for difference in &pair.differences {
        let bead = &difference.bead;
        let (sentence, source) = (pair.target_text(bead), pair.source_text(bead));
        let named = |facts: &[Fact], product: u16| {
            facts.iter().any(|f| matches!(f.value, Value::Product { product: p, .. } if akin(p, product)))
        };
        for change in &difference.changes {
            match *change {
                Change::Became(old, new) => {
                    let (
                        Value::Product { product: was, version: was_version, .. },
                        Value::Product { product: is, version: is_version, .. },
                    ) = (old.value, new.value)
                    else {
                        continue;
                    };
                    if akin(was, is) {
                        continue;
                    }
                    let (was_name, is_name) =
                        (lexicon::products()[was as usize].name(), lexicon::products()[is as usize].name());
                    // Product and version are one fact: version-changed leaves this one alone.
                    let versioned = |name: &str, version: Option<u16>| match version {
                        Some(version) if was_version != is_version => format!("{name} {version}"),
                        _ => name.to_owned(),
                    };
                    let (was_text, is_text) =
                        (versioned(was_name, was_version), versioned(is_name, is_version));
                    sink.push(
                        Draft::new(
                            &RULE,
                            format!("{was_text} became {is_text}"),
                            pair.target,
                            new.text,
                            sentence,
                        )
                        .from_source(pair, old.text, source)
                        .help(format!("Name {was_text} here, as the source does."))
                        .fact(was_name),
                    );
                }
                Change::Missing(old) => {
                    let Value::Product { product, .. } = old.value else { continue };
                    if named(pair.target.facts.of_range(bead.target), product) {
                        continue;
                    }
                    let name = lexicon::products()[product as usize].name();
                    sink.push(
                        Draft::new(
                            &RULE,
                            format!("{name} is not named: the source names it"),
                            pair.target,
                            sentence,
                            sentence,
                        )
                        .from_source(pair, old.text, source)
                        .at(Severity::Note)
                        .fact(name),
                    );
                }
                Change::Added(new) => {
                    let Value::Product { product, .. } = new.value else { continue };
                    if named(pair.source.facts.of_range(bead.source), product) {
                        continue;
                    }
                    let name = lexicon::products()[product as usize].name();
                    sink.push(
                        Draft::new(
                            &RULE,
                            format!("{name} is named here, but not in the source"),
                            pair.target,
                            new.text,
                            sentence,
                        )
                        .from_source(pair, source, source)
                        .at(Severity::Note)
                        .fact(name),
                    );
                }
            }
        }
    }
}
