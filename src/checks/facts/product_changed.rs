use super::products::akin;
use crate::align::Bead;
use crate::checks::telling::tell_places;
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::{Change, Comparison};
use crate::facts::{Fact, Value};
use crate::finding::Severity;
use crate::language::lexicon::{self, Trait};
use crate::message;

crate::message::wordings! {
    SERVER: "product-changed/server-missing", "\"Server\" is missing from {name}";
    BECAME: "product-changed/became", "{was} became {is}", Became;
    MISSING: "product-changed/missing", "{name} is not named: the source names it"
        | "{name} is not named: the others name it";
    ADDED: "product-changed/added", "{name} is named here, but not in the source"
        | "{name} is named here, but not in the others";
    NAME_IT: "product-changed/help", "Name {was} here, as the source does.";
}

/// A product of the source is another one, or lost, in the translation.
pub static RULE: Rule = Rule {
    name: "product-changed",
    severity: Severity::Error,
    mqm: "accuracy/mistranslation",
    summary: "a product of the source is another one, or lost, in the translation",
    explanation: "Products are compared by what they are, not by how a language writes them: \"SQL サーバー\" \
        is SQL Server. Another version of the same product is version-changed; a name in the \
        wrong case is product-name-case.",
    examples: &[
        Example {
            source: "Remove the pool from SharePoint Server before you begin.",
            locale: "de",
            target: "Entfernen Sie den Pool aus Exchange Server, bevor Sie beginnen.",
            flags: &["Exchange Server"],
        },
        Example {
            source: "Move the users to the SQL Server 2016 cluster.",
            locale: "de",
            target: "Verschieben Sie die Benutzer in den Windows Server 2019-Cluster.",
            flags: &["Windows Server"],
        },
        Example {
            source: "Users stay on Exchange Server 2016.",
            locale: "es",
            target: "Los usuarios permanecen en Outlook 2016.",
            flags: &["Outlook"],
        },
        Example {
            source: "Do you use Exchange UM online or on premises?",
            locale: "it",
            target: "Si usa la messaggistica unificata di Exchange online o locale?",
            flags: &[],
        },
        Example {
            source: "Azure Active Directory holds the accounts.",
            locale: "pt-BR",
            target: "O Active Directory do Azure mantém as contas.",
            flags: &[],
        },
        Example {
            source: "Users stay on SQL Server 2016.",
            locale: "ja",
            target: "ユーザーは SQL サーバー 2016 に残ります。",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// Whether a server product became the product it serves: "Office 2019" for "Office Server
/// 2019". Only where a version stands by it and no other word says "server".
fn lost_its_server(
    pair: &Comparison<'_>,
    bead: &Bead,
    (old, was, version): (&Fact, u16, Option<u16>),
    is: u16,
) -> bool {
    let server = |product: u16| lexicon::products()[product as usize].name().ends_with(" Server");
    let at =
        pair.statements.partition_point(|s| (s.bead.blocks, s.bead.source.0) < (bead.blocks, bead.source.0));
    // "Office 2019 servers" are servers of any kind.
    version.is_some()
        && pair.source.document.text(old.text).ends_with(" Server")
        && server(was)
        && !server(is)
        && !pair
            .target
            .facts
            .of_range(bead.target)
            .iter()
            .any(|fact| matches!(fact.value, Value::Product { product, .. } if product == was))
        && pair.statements.get(at).is_some_and(|statement| {
            statement.bead == *bead && !statement.more_in_target(Trait::ServerAtLarge)
        })
}

/// Whether the rest of a longer name stands elsewhere in the sentence of the shorter one: "Exchange UM online"
/// is "UM de Exchange online" where adjectives follow their nouns, and "Azure Active Directory" is "Active
/// Directory do Azure".
fn torn(short: &str, long: u16, sentence: &str) -> bool {
    let long = lexicon::products()[long as usize].name();
    let behind = long.strip_prefix(short).filter(|rest| rest.starts_with(' '));
    let before = || long.strip_suffix(short).filter(|rest| rest.ends_with(' '));
    behind.or_else(before).is_some_and(|rest| {
        let rest = rest.trim().to_lowercase();
        sentence.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == rest)
    })
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
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
                        if lost_its_server(pair, bead, (&old, was, was_version), is) {
                            let name = lexicon::products()[was as usize].name();
                            sink.push(
                                Draft::new(&RULE, message!(SERVER, name), pair.target, new.text, sentence)
                                    .from_source(pair, old.text, source)
                                    .at(Severity::Warning)
                                    .fact(name),
                            );
                        }
                        continue;
                    }
                    let (of_source, of_target) = (pair.source.document, pair.target.document);
                    if torn(of_source.text(old.text), is, of_source.text(source))
                        || torn(of_target.text(new.text), was, of_target.text(sentence))
                    {
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
                            message!(BECAME, was = &was_text, is = is_text),
                            pair.target,
                            new.text,
                            sentence,
                        )
                        .from_source(pair, old.text, source)
                        .help(message!(NAME_IT, was = was_text))
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
                        Draft::new(&RULE, message!(MISSING, name), pair.target, sentence, sentence)
                            .from_source(pair, old.text, source)
                            .at(Severity::Note)
                            .fact(name),
                    );
                }
                Change::Added(new) => {
                    let Value::Product { product, .. } = new.value else { continue };
                    let of_list = &lexicon::products()[product as usize];
                    let written = pair.target.document.text(new.text);
                    // "windows" in a sentence that was left in English.
                    let ordinary = of_list.is_ordinary(written, lexicon::for_locale(pair.source.locale));
                    if ordinary || named(pair.source.facts.of_range(bead.source), product) {
                        continue;
                    }
                    let name = of_list.name();
                    sink.push(
                        Draft::new(&RULE, message!(ADDED, name), pair.target, new.text, sentence)
                            .from_source(pair, source, source)
                            .at(Severity::Note)
                            .fact(name),
                    );
                }
            }
        }
    }
    for exchange in &pair.exchanges {
        if matches!(exchange.old.value, Value::Product { .. }) {
            tell_places(&RULE, pair, exchange, sink);
        }
    }
}
