//! The rules, for people: the list of `unisono rules` and the page of `unisono explain RULE`.

use super::text::severity_name;
use crate::checks::{Example, RULES, Rule};
use crate::finding::Severity;
use crate::language::lexicon::Class;
use std::fmt::Write as _;

/// Columns a paragraph is wrapped at.
const WIDTH: usize = 90;

/// A rule as data, for programs; mirrors `Rule` in `npm/types.ts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RuleSummary {
    /// Permanent name, kebab-case.
    pub name: &'static str,
    /// The severity of its findings, the gravest where it has several.
    pub severity: Severity,
    /// What it flags, in one line.
    pub summary: &'static str,
    /// Why it matters, what counts and what does not.
    pub explanation: &'static str,
}

/// All rules, ordered by name.
#[must_use]
pub fn all() -> Vec<RuleSummary> {
    RULES
        .iter()
        .map(|&&Rule { name, severity, summary, explanation, .. }| RuleSummary {
            name,
            severity,
            summary,
            explanation,
        })
        .collect()
}

/// A line a rule: name, severity, what it flags.
#[must_use]
pub fn list() -> String {
    let longest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in RULES {
        line(
            &mut out,
            format_args!("{:longest$}  {:7}  {}", rule.name, severity_name(rule.severity), rule.summary),
        );
    }
    out
}

/// A page about a rule: what it flags and why, its examples, how to turn it off.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    let mut out = String::new();
    line(&mut out, format_args!("{} ({})", rule.name, severity_name(rule.severity)));
    paragraph(&mut out, &sentence(rule.summary));
    paragraph(&mut out, rule.explanation);
    let (flagged, silent): (Vec<&Example>, Vec<&Example>) =
        rule.examples.iter().partition(|example| !example.flags.is_empty());
    for (title, examples) in [("Flagged", flagged), ("Not flagged", silent)] {
        if !examples.is_empty() {
            line(&mut out, format_args!("\n{title}"));
        }
        for (at, example) in examples.into_iter().enumerate() {
            if at > 0 {
                out.push('\n');
            }
            quote(&mut out, "en", example.source);
            quote(&mut out, example.locale, example.target);
        }
    }
    if Class::ALL.iter().any(|class| class.rules().contains(&rule.name)) {
        line(
            &mut out,
            format_args!("\nIt goes by words: unisono languages LOCALE shows those of a language."),
        );
    }
    line(&mut out, format_args!("\nTo turn it off, or give it another severity, in unisono.yaml:"));
    line(&mut out, format_args!("  rules:\n    {}: off", rule.name));
    out
}

/// A summary as a sentence of its own.
fn sentence(summary: &str) -> String {
    let mut chars = summary.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    let stop = if summary.ends_with('.') { "" } else { "." };
    first.chain(chars).chain(stop.chars()).collect()
}

/// Appends paragraphs, wrapped, each behind an empty line.
pub(super) fn paragraph(out: &mut String, text: &str) {
    for part in text.split("\n\n") {
        out.push('\n');
        let mut column = 0;
        for word in part.split_whitespace() {
            let width = word.chars().count();
            if column > 0 && column + 1 + width > WIDTH {
                out.push('\n');
                column = 0;
            }
            if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
        out.push('\n');
    }
}

/// A page of an example, each of its lines behind its locale.
fn quote(out: &mut String, locale: &str, page: &str) {
    for (at, text) in page.trim_end().lines().enumerate() {
        line(out, format_args!("  {:5}  {text}", if at == 0 { locale } else { "" }));
    }
}

/// Appends a line without blanks at its end.
pub(super) fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    write!(out, "{text}").expect("writing to a string cannot fail");
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}
