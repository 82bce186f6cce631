use super::{Change, Check, Draft, Example, Pair, Rule, Sink};
use crate::facts::Value;
use crate::finding::Severity;

/// Inline code differs.
pub static RULE: Rule = Rule {
    name: "inline-code-changed",
    severity: Severity::Error,
    summary: "inline code is another than in the source, or lost",
    explanation: "What stands in code style is typed or compared letter by letter. Placeholders in angle brackets may \
        be translated; code that lost its code style, but not its text, is not flagged.",
    examples: &[
        Example {
            source: "Set the value to `Enabled` and run `ipconfig /all` again.",
            locale: "de",
            target: "Legen Sie den Wert auf `Aktiviert` fest, und führen Sie `ipconfig /all` erneut aus.",
            flags: &["Aktiviert"],
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
                        .at(Severity::Warning)
                        .fact(was),
                    );
                }
                _ => {}
            }
        }
    }
}
