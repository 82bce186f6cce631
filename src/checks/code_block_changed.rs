use super::{Check, Draft, Example, Pair, Rule, Sink, snippet_changed};
use crate::document::BlockKind;
use crate::facts::{Key, Rendition, code};
use crate::finding::Severity;
use crate::source::Span;

/// A code block differs in more than comments and literals.
pub static RULE: Rule = Rule {
    name: "code-block-changed",
    severity: Severity::Error,
    summary: "a code block differs from the source in more than comments and string literals",
    explanation: "Readers copy code blocks. Comments, the contents of string literals and placeholders in angle \
        brackets may be translated; commands, parameters, values and their order may not. PowerShell, DNS records, \
        XML, JSON and YAML are compared element by element, by `snippet-changed`.",
    examples: &[
        Example {
            source: "Run this:\n\n```sql\n-- All of them\nSELECT Name FROM Pool WHERE Version = 7;\n```\n",
            locale: "de",
            target: "Führen Sie dies aus:\n\n```sql\n-- Alle\nSELECT Name FROM Pool WHERE Version = 8;\n```\n",
            flags: &["SELECT Name FROM Pool WHERE Version = 8;"],
        },
        Example {
            source: "Run this:\n\n```cmd\nnetsh interface set interface name=\"Local network\" newname=\"Main site\"\n```\n",
            locale: "de",
            target: "Führen Sie dies aus:\n\n```cmd\nnetsh interface set interface name=\"Lokales Netz\" newname=\"Hauptstandort\"\n```\n",
            flags: &[],
        },
    ],
    absorbs: &["inline-code-changed"],
    checks: &[Check::Pair(check)],
};

/// The lines of a block that hold code: their place in the visible text and their key.
fn lines(rendition: Rendition<'_>, block: u32) -> Vec<(Span, Key)> {
    let text = rendition.document.blocks[block as usize].text;
    let mut at = text.start;
    let mut lines = Vec::new();
    for line in rendition.document.text(text).split('\n') {
        let start = at + (line.len() - line.trim_start().len()) as u32;
        if let Some(key) = code::key(line, true) {
            lines.push((Span::new(start, at + line.trim_end().len() as u32), key));
        }
        at += line.len() as u32 + 1;
    }
    lines
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for bead in &pair.alignment.blocks {
        if !bead.is_pair() || bead.source.1 - bead.source.0 != 1 || bead.target.1 - bead.target.0 != 1 {
            continue;
        }
        let (s, t) = (bead.source.0, bead.target.0);
        let kinds =
            (pair.source.document.blocks[s as usize].kind, pair.target.document.blocks[t as usize].kind);
        if !matches!(kinds, (BlockKind::Code { .. }, BlockKind::Code { .. })) {
            continue;
        }
        // What can be read element by element is compared so.
        if snippet_changed::snippet(pair.source.document, &pair.source.document.blocks[s as usize]).is_some()
        {
            continue;
        }
        let (source, target) = (lines(pair.source, s), lines(pair.target, t));
        let same = source.iter().zip(&target).take_while(|(a, b)| a.1 == b.1).count();
        if same == source.len() && same == target.len() {
            continue;
        }
        let back = source[same..]
            .iter()
            .rev()
            .zip(target[same..].iter().rev())
            .take_while(|(a, b)| a.1 == b.1)
            .count();
        let (was, is) = (&source[same..source.len() - back], &target[same..target.len() - back]);
        // The same words on other lines are a matter of layout.
        let words = |rendition: Rendition<'_>, lines: &[(Span, Key)]| {
            let text: Vec<&str> = lines.iter().map(|l| rendition.document.text(l.0)).collect();
            code::key(&text.join(" "), true)
        };
        if words(pair.source, was) == words(pair.target, is) {
            continue;
        }
        let whole_source = pair.source.document.blocks[s as usize].text;
        let whole_target = pair.target.document.blocks[t as usize].text;
        let span =
            |lines: &[(Span, Key)], all: &[(Span, Key)], whole: Span| match (lines.first(), lines.last()) {
                (Some(first), Some(last)) => first.0.union(last.0),
                _ => all.get(same).or(all.last()).map_or(whole, |line| Span::new(line.0.start, line.0.start)),
            };
        let old = span(was, &source, whole_source);
        let new = span(is, &target, whole_target);
        let short = |rendition: Rendition<'_>, lines: &[(Span, Key)]| {
            lines
                .first()
                .map(|l| rendition.document.text(l.0).chars().take(60).collect::<String>())
                .unwrap_or_default()
        };
        let message = match (was.is_empty(), is.is_empty()) {
            (false, true) => format!("code is missing: the source has {}", short(pair.source, was)),
            (true, false) => format!("code is not in the source: {}", short(pair.target, is)),
            _ => format!("the code differs: the source has {}", short(pair.source, was)),
        };
        let fact = short(pair.source, was);
        sink.push(
            Draft::new(&RULE, message, pair.target, new, if is.is_empty() { whole_target } else { new })
                .from_source(pair, old, if was.is_empty() { whole_source } else { old })
                .help("Commands, parameters and values are not translated: copy them from the source.")
                .fact(fact),
        );
    }
}
