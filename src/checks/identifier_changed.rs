use super::{Change, Check, Draft, Example, Pair, Rule, Sink};
use crate::facts::{IdentifierKind, Value};
use crate::finding::Severity;

/// A cmdlet, parameter, host name, path or the like is another one, or lost.
pub static RULE: Rule = Rule {
    name: "identifier-changed",
    severity: Severity::Error,
    summary: "a cmdlet, parameter, host name, path or other name that must not be translated differs",
    explanation: "A reader types these names. Cmdlets, parameters, host and file names, service records, addresses, \
        paths and GUIDs must be the same in every language. Acronyms may differ (PSTN is RTC in French).",
    examples: &[
        Example {
            source: "Run Get-CsUser on the server before you continue.",
            locale: "de",
            target: "Führen Sie Set-CsUser auf dem Server aus, bevor Sie fortfahren.",
            flags: &["Set-CsUser"],
        },
        Example {
            source: "Create a record for sip.contoso.com in the public zone.",
            locale: "fr",
            target: "Créez un enregistrement pour sip.contoso.com dans la zone publique.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// How sure it is that a name of this kind must survive.
fn severity(kind: IdentifierKind, name: &str, changed: bool) -> Severity {
    use IdentifierKind as K;
    match kind {
        // "inSkype" is a lost space more often than a name.
        K::Camel if name.starts_with(|c: char| c.is_ascii_lowercase()) => Severity::Note,
        K::Cmdlet | K::ServiceRecord | K::Guid | K::Address | K::Dotted | K::Path | K::Parameter | K::Url => {
            if changed { Severity::Error } else { Severity::Warning }
        }
        K::Mixed | K::Camel => if changed { Severity::Warning } else { Severity::Note },
        K::Acronym => Severity::Note,
    }
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for difference in &pair.differences {
        let bead = &difference.bead;
        let (sentence, source) = (pair.target_text(bead), pair.source_text(bead));
        for change in &difference.changes {
            match *change {
                Change::Became(old, new) => {
                    let Value::Identifier { kind, .. } = old.value else { continue };
                    let (was, is) = (pair.source.document.text(old.text), pair.target.document.text(new.text));
                    sink.push(
                        Draft::new(&RULE, format!("{} {was} became {is}", kind.noun()), pair.target, new.text, sentence)
                            .from_source(pair, old.text, source)
                            .at(severity(kind, was, true))
                            .help(format!("Write {was}: names like this are not translated."))
                            .fact(was),
                    );
                }
                Change::Missing(old) => {
                    let Value::Identifier { kind, .. } = old.value else { continue };
                    let was = pair.source.document.text(old.text);
                    sink.push(
                        Draft::new(&RULE, format!("{} {was} is missing: the source has it", kind.noun()), pair.target, sentence, sentence)
                            .from_source(pair, old.text, source)
                            .at(severity(kind, was, false))
                            .fact(was),
                    );
                }
                Change::Added(_) => {}
            }
        }
    }
}
