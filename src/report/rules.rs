//! The rules, for people: the list of `unisono rules` and the page of `unisono explain RULE`. Those about
//! pages and those about deployments are one list, and no two share a name.

use super::text::severity_name;
use crate::checks::{self, Example, Rule, example_glossary, example_packs, example_taught};
use crate::finding::Severity;
use crate::language::lexicon::Class;
use crate::order::InOrder as _;
use std::fmt::Write as _;
use std::sync::OnceLock;

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
    /// Its category in the error typology of MQM.
    pub mqm: &'static str,
}

/// What the list asks of what is plugged in beside the core.
pub(crate) trait Plugged: Sync {
    /// Its rules about what it reads itself.
    fn summaries(&self) -> Vec<RuleSummary>;

    /// What there is to say of one of these rules besides its explanation, as a paragraph.
    fn explain(&self, rule: &str) -> Option<String>;
}

static PLUGGED: OnceLock<&'static dyn Plugged> = OnceLock::new();

/// Plugs rules into the list, for all reports of the process. There is one place: what comes later is left out.
pub(crate) fn plug_in(plugged: &'static dyn Plugged) {
    PLUGGED.get_or_init(|| plugged);
}

/// All rules, ordered by name.
#[must_use]
pub fn all() -> Vec<RuleSummary> {
    let pages = checks::all().map(|&Rule { name, severity, summary, explanation, mqm, .. }| RuleSummary {
        name,
        severity,
        summary,
        explanation,
        mqm,
    });
    let plugged = PLUGGED.get().map(|plugged| plugged.summaries()).into_iter().flatten();
    let mut rules: Vec<RuleSummary> = pages.chain(plugged).collect();
    rules.put_in_order_by_key(|rule| rule.name);
    rules
}

/// The rule of a name.
#[must_use]
pub fn summary(name: &str) -> Option<RuleSummary> {
    all().into_iter().find(|rule| rule.name == name)
}

/// A line a rule: name, severity, what it flags.
#[must_use]
pub fn list() -> String {
    let rules = all();
    let longest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules {
        line(
            &mut out,
            format_args!("{:longest$}  {:7}  {}", rule.name, severity_name(rule.severity), rule.summary),
        );
    }
    out
}

/// A page about a rule: what it flags and why, its examples, how to turn it off. `None` where there is no
/// rule of that name.
#[must_use]
pub fn explain(name: &str) -> Option<String> {
    let rule = summary(name)?;
    let mut out = String::new();
    line(&mut out, format_args!("{} ({}, {})", rule.name, severity_name(rule.severity), rule.mqm));
    paragraph(&mut out, &sentence(rule.summary));
    paragraph(&mut out, rule.explanation);
    if let Some(more) = PLUGGED.get().and_then(|plugged| plugged.explain(name)) {
        paragraph(&mut out, &more);
    }
    let examples = crate::checks::rule(name).map_or(&[][..], |rule| rule.examples);
    let (flagged, silent): (Vec<&Example>, Vec<&Example>) =
        examples.iter().partition(|example| !example.flags.is_empty());
    if let Some(glossary) = example_glossary(rule.name) {
        line(&mut out, format_args!("\nGlossary of the examples"));
        for row in glossary.lines() {
            line(&mut out, format_args!("  {row}"));
        }
    }
    for pack in example_packs(rule.name) {
        line(&mut out, format_args!("\nGuidance pack of the examples"));
        for row in pack.lines() {
            line(&mut out, format_args!("  {row}"));
        }
    }
    if let Some(taught) = example_taught(rule.name) {
        line(
            &mut out,
            format_args!("\nLearned in the examples: each of these sentences with each of these names"),
        );
        for (source, target) in taught.sentences.iter().chain(taught.names) {
            line(&mut out, format_args!("  {source} — {target}"));
        }
    }
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
    Some(out)
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
