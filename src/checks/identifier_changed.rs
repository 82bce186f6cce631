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
            source: "Start LyncPerfTool.exe on each client computer.",
            locale: "de",
            target: "Starten Sie LyncPerfTool. exe auf jedem Clientcomputer.",
            flags: &["Starten Sie LyncPerfTool. exe auf jedem Clientcomputer."],
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
            if changed {
                Severity::Error
            } else {
                Severity::Warning
            }
        }
        K::Mixed | K::Camel => {
            if changed {
                Severity::Warning
            } else {
                Severity::Note
            }
        }
        K::Acronym => Severity::Note,
    }
}

/// Whether a text holds a name once spaces are dropped and full-width characters made narrow:
/// "LyncPerfTool. exe", "C：\\Users".
fn torn(text: &str, name: &str) -> bool {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '。' => '.',
        _ => c.to_ascii_lowercase(),
    };
    let squeeze =
        |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect() };
    squeeze(text).contains(&squeeze(name))
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for difference in &pair.differences {
        let bead = &difference.bead;
        let (sentence, source) = (pair.target_text(bead), pair.source_text(bead));
        for change in &difference.changes {
            match *change {
                Change::Became(old, new) => {
                    let Value::Identifier { kind, .. } = old.value else { continue };
                    let (was, is) =
                        (pair.source.document.text(old.text), pair.target.document.text(new.text));
                    sink.push(
                        Draft::new(
                            &RULE,
                            format!("{} {was} became {is}", kind.noun()),
                            pair.target,
                            new.text,
                            sentence,
                        )
                        .from_source(pair, old.text, source)
                        .at(severity(kind, was, true))
                        .help(format!("Write {was}: names like this are not translated."))
                        .fact(was),
                    );
                }
                Change::Missing(old) => {
                    let Value::Identifier { kind, .. } = old.value else { continue };
                    let was = pair.source.document.text(old.text);
                    let message = if torn(pair.target.document.text(sentence), was) {
                        format!("{} {was} is written with spaces or other characters in it", kind.noun())
                    } else {
                        format!("{} {was} is missing: the source has it", kind.noun())
                    };
                    sink.push(
                        Draft::new(&RULE, message, pair.target, sentence, sentence)
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
