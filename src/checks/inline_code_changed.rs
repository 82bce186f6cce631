use super::exchanged::tell_places;
use super::{Change, Check, Draft, Example, Pair, Rule, Sink};
use crate::align::Bead;
use crate::facts::Value;
use crate::finding::Severity;

/// Inline code differs.
pub static RULE: Rule = Rule {
    name: "inline-code-changed",
    severity: Severity::Error,
    summary: "inline code is another than in the source, or lost",
    explanation: "What stands in code style is typed or compared letter by letter. Placeholders in angle brackets may \
        be translated; code that lost its code style, but not its text, is not flagged. Two pieces that changed places are, \
        where the words beside them tell it (\"instead of\", \"from … to\"). A plain word that is lost is a note: a language may \
        have its own for it.",
    examples: &[
        Example {
            source: "Set the value to `Enabled` and run `ipconfig /all` again.",
            locale: "de",
            target: "Legen Sie den Wert auf `Aktiviert` fest, und führen Sie `ipconfig /all` erneut aus.",
            flags: &["Aktiviert"],
        },
        Example {
            source: "Call `oven.open` instead of `oven.vent`.",
            locale: "ja",
            target: "`oven.open`の代わりに`oven.vent`を呼び出してください。",
            flags: &["oven.open"],
        },
        Example {
            source: "Call `oven.open` instead of `oven.vent`.",
            locale: "ja",
            target: "`oven.vent`の代わりに`oven.open`を呼び出してください。",
            flags: &[],
        },
        Example {
            source: "Run `ping <host name>` first.",
            locale: "de",
            target: "Führen Sie zuerst `ping <Hostname>` aus.",
            flags: &[],
        },
    ],
    absorbs: &["identifier-changed", "number-changed"],
    checks: &[Check::Pair(check)],
};

/// Whether code is a word that a language may have its own for: "a `string`", "einer Zeichenfolge".
fn is_plain_word(code: &str) -> bool {
    code.len() >= 4 && code.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether the translation is so short that more than the word is lost.
fn shortened(pair: &Pair<'_>, bead: &Bead) -> bool {
    let (source, target) = (pair.source.facts.letters(bead.source), pair.target.facts.letters(bead.target));
    target < 0.8 * source * pair.ratio
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for difference in &pair.differences {
        let bead = &difference.bead;
        let (sentence, source) = (pair.target_text(bead), pair.source_text(bead));
        for change in &difference.changes {
            match *change {
                Change::Became(old, new) if matches!(old.value, Value::Code(_)) => {
                    let (was, is) =
                        (pair.source.document.text(old.text), pair.target.document.text(new.text));
                    sink.push(
                        Draft::new(
                            &RULE,
                            format!("the code {was} became {is}"),
                            pair.target,
                            new.text,
                            sentence,
                        )
                        .from_source(pair, old.text, source)
                        .help(format!("Write {was}: code is not translated."))
                        .fact(was),
                    );
                }
                Change::Missing(old) if matches!(old.value, Value::Code(_)) => {
                    let was = pair.source.document.text(old.text);
                    sink.push(
                        Draft::new(
                            &RULE,
                            format!("the code {was} is missing: the source has it"),
                            pair.target,
                            sentence,
                            sentence,
                        )
                        .from_source(pair, old.text, source)
                        .at(if is_plain_word(was) && !shortened(pair, bead) {
                            Severity::Note
                        } else {
                            Severity::Warning
                        })
                        .fact(was),
                    );
                }
                _ => {}
            }
        }
    }
    for exchange in &pair.exchanges {
        if matches!(exchange.old.value, Value::Code(_)) {
            tell_places(&RULE, pair, exchange, sink);
        }
    }
}
