//! The report for people at a terminal.

use super::excerpt::{Excerpt, excerpt};
use super::matrix::Answer;
use super::{Report, ReportedFinding, SetSummary, Summary};
use crate::document::{BlockKind, Page, Side};
use crate::finding::{Place, Severity};
use crate::language::{Locale, lexicon};
use crate::learning::{Learned, Origin};
use crate::order::{OrderedMap, OrderedSet};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

pub use super::excerpt::tame;

/// How the report is laid out.
///
/// ```
/// use unisono::Style;
///
/// let style = Style::default().with_color(true).with_width(60);
/// # let _ = style;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are used (ANSI escapes).
    pub(crate) color: bool,
    /// Columns of the terminal; 100 where unknown.
    pub(crate) width: Option<u32>,
    /// Whether the fingerprint of each finding is shown.
    pub(crate) fingerprints: bool,
}

impl Style {
    /// Whether colours are used: for what renders a part of a report elsewhere.
    #[doc(hidden)]
    #[must_use]
    pub fn color(&self) -> bool {
        self.color
    }

    /// Whether colours are used (ANSI escapes).
    #[must_use]
    pub fn with_color(self, color: bool) -> Self {
        Self { color, ..self }
    }

    /// Columns of the terminal; 100 where it is not said.
    #[must_use]
    pub fn with_width(self, width: impl Into<Option<u32>>) -> Self {
        Self { width: width.into(), ..self }
    }

    /// Whether the fingerprint of each finding is shown.
    #[must_use]
    pub fn with_fingerprints(self, fingerprints: bool) -> Self {
        Self { fingerprints, ..self }
    }
}

/// Columns where the terminal does not tell.
pub const DEFAULT_WIDTH: u32 = 100;
/// More sets than this are summed up instead of listed.
const LISTED_SETS: usize = 12;
/// More pages without a set than this are counted instead of listed.
const LISTED_PAGES: usize = 20;
/// More lines of what was folded into a finding than this are not named.
const SHOWN_LINES: usize = 5;
/// More differences of the guidance than this are counted instead of listed.
const LISTED_DIFFERENCES: usize = 20;
/// More second places of one finding than this are counted instead of shown.
const SHOWN_RELATED: usize = 3;

/// The findings, grouped by page, each with its sentence and that of the reference, then a summary.
/// `pages` are those that the report was built from.
#[must_use]
pub fn render(report: &Report, pages: &[Page], style: &Style) -> String {
    let mut out = Canvas { text: String::new(), color: style.color };
    // They are in the order of their pages.
    for of_page in report.findings.chunk_by(|one, next| one.path == next.path) {
        out.ink(Ink::Strong, &tame(&of_page[0].path));
        out.ink(Ink::Faint, &format!("  {}", counted(of_page.len(), "finding")));
        out.text.push_str("\n\n");
        for finding in of_page {
            render_finding(&mut out, finding, pages, style);
            out.text.push('\n');
        }
    }
    if let Some(topology) = &report.topology {
        topology.text(&mut out);
    }
    if let Some(answer) = &report.matrix.answer {
        render_answer(&mut out, answer);
    }
    render_summary(&mut out, &report.summary);
    out.text
}

/// A finding with its sentence and that of the reference.
pub fn render_finding(out: &mut Canvas, finding: &ReportedFinding, pages: &[Page], style: &Style) {
    let width = style.width.unwrap_or(DEFAULT_WIDTH) as usize;
    let ink = Ink::of(finding.severity);
    out.ink(ink, severity_name(finding.severity));
    out.text.push(' ');
    out.ink(Ink::Strong, finding.rule);
    out.text.push_str(": ");
    out.text.push_str(&tame(&finding.message));
    out.text.push('\n');

    let shown = finding.related.len().min(SHOWN_RELATED);
    let related = &finding.related[..shown];
    let last_line =
        related.iter().map(|related| related.range.start.line).fold(finding.range.start.line, u32::max);
    let gutter = Gutter { digits: last_line.to_string().len(), width };

    gutter.arrow(out, "-->");
    let start = finding.range.start;
    let has_text = page_text(pages, &finding.place).is_some();
    out.text.push_str(&tame(&finding.path));
    if has_text {
        let _ = write!(out.text, ":{}:{}", start.line, start.column);
    } else {
        let _ = write!(out.text, ", byte {}", start.offset);
    }
    out.locale(&finding.locale);
    gutter.source(out, pages, &finding.place, start.line, ('^', ink), "");

    for related in related {
        gutter.arrow(out, ":::");
        let start = related.range.start;
        let _ = write!(out.text, "{}:{}:{}", tame(&related.path), start.line, start.column);
        out.locale(&related.locale);
        gutter.source(out, pages, &related.place, start.line, ('-', Ink::Second), &related.message);
    }
    if shown < finding.related.len() {
        gutter.note(out, &format!("and {} more", counted(finding.related.len() - shown, "place")));
    }
    render_folded(out, finding, &gutter);
    if !finding.help.is_empty() {
        gutter.note(out, &format!("help: {}", tame(&finding.help)));
    }
    // Help that only repeats the fix is said once.
    if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.message != finding.help.trim_end_matches('.')) {
        gutter.note(out, &format!("fix: {}", tame(&fix.message)));
    }
    if style.fingerprints {
        gutter.note(out, &format!("fingerprint: {}", finding.fingerprint));
    }
}

/// What was folded into a finding: the same on other pages, or what follows from it by rule.
fn render_folded(out: &mut Canvas, finding: &ReportedFinding, gutter: &Gutter) {
    let (same, follow): (Vec<_>, Vec<_>) = finding
        .folded
        .iter()
        .filter(|folded| {
            !finding.is_of_language() || folded.rule == finding.rule && folded.path != finding.path
        })
        .partition(|folded| folded.rule == finding.rule && folded.path != finding.path);
    if !same.is_empty() {
        let places = counted(same.len(), "more place");
        let first = tame(&same[0].path);
        gutter.note(out, &format!("the same in {places}, next {first}:{}", same[0].range.start.line));
    }
    if follow.is_empty() {
        return;
    }
    let mut rules: OrderedMap<&str, usize> = OrderedMap::new();
    for folded in &follow {
        *rules.entry(folded.rule).or_default() += 1;
    }
    let lines: OrderedSet<u32> = follow.iter().map(|folded| folded.range.start.line).collect();
    let shown: Vec<String> = lines.iter().take(SHOWN_LINES).map(u32::to_string).collect();
    let more = if lines.len() > SHOWN_LINES { ", …" } else { "" };
    let counts: Vec<String> = rules.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    gutter.note(out, &format!("at line {}{more}: {}", shown.join(", "), counts.join(", ")));
}

fn page_text<'a>(pages: &'a [Page], place: &Place) -> Option<(&'a Page, &'a str)> {
    let page = pages.get(place.page as usize)?;
    (!page.text.is_empty()).then_some((page, page.text.as_str()))
}

/// Code is shown by the line, for its line breaks mean something; a cell with its row, for it says
/// little alone.
pub(super) fn by_line(page: &Page, place: &Place) -> bool {
    page.documents.iter().filter(|document| document.side == Side::Whole).any(|document| {
        let after = document.blocks.partition_point(|block| block.source.start <= place.span.start);
        document.blocks[..after].last().is_some_and(|block| {
            matches!(block.kind, BlockKind::Code { .. } | BlockKind::Cell { .. })
                && place.span.start <= block.source.end
        })
    })
}

/// The left margin with the numbers of lines.
struct Gutter {
    digits: usize,
    width: usize,
}

impl Gutter {
    fn arrow(&self, out: &mut Canvas, arrow: &str) {
        out.pad(self.digits);
        out.ink(Ink::Faint, arrow);
        out.text.push(' ');
    }

    fn bar(&self, out: &mut Canvas, number: &str) {
        let margin = format!("{number:>digits$} |", digits = self.digits);
        out.ink(Ink::Faint, &margin);
    }

    fn note(&self, out: &mut Canvas, text: &str) {
        out.pad(self.digits + 1);
        out.ink(Ink::Faint, "= ");
        out.text.push_str(text);
        out.text.push('\n');
    }

    fn source(
        &self,
        out: &mut Canvas,
        pages: &[Page],
        place: &Place,
        line: u32,
        (mark, ink): (char, Ink),
        label: &str,
    ) {
        let label = tame(label);
        let Some((page, text)) = page_text(pages, place) else {
            if !label.is_empty() {
                self.note(out, &label);
            }
            return;
        };
        let columns = self.width.saturating_sub(self.digits + 3);
        let Excerpt { before, marked, after } = &excerpt(text, place, columns, by_line(page, place));
        self.bar(out, &line.to_string());
        let _ = write!(out.text, " {before}");
        out.ink(ink, marked);
        out.text.push_str(after);
        out.text.push('\n');
        self.bar(out, "");
        let shown = Excerpt { before: before.clone(), marked: marked.clone(), after: String::new() };
        out.pad(shown.indent() + 1);
        let underline = mark.to_string().repeat(shown.underline());
        let together = shown.indent() + underline.len() + 1 + label.width();
        if label.is_empty() {
            out.ink(ink, &underline);
        } else if together <= columns {
            out.ink(ink, &format!("{underline} {label}"));
        } else {
            out.ink(ink, &underline);
            out.text.push('\n');
            self.bar(out, "");
            out.pad((shown.indent() + 1).min(columns.saturating_sub(label.width()) + 1));
            out.ink(ink, &label);
        }
        out.text.push('\n');
    }
}

fn render_summary(out: &mut Canvas, summary: &Summary) {
    if summary.sets.len() > LISTED_SETS {
        render_many_sets(out, summary);
    } else {
        for set in &summary.sets {
            render_set(out, set);
        }
    }
    if !summary.unmatched.is_empty() {
        out.ink(Ink::Strong, &format!("{} in no set", counted(summary.unmatched.len(), "page")));
        out.text.push('\n');
        for page in summary.unmatched.iter().take(LISTED_PAGES) {
            let _ = writeln!(out.text, "  {}: {}", tame(&page.path), tame(&page.reason));
        }
        if summary.unmatched.len() > LISTED_PAGES {
            let more = summary.unmatched.len() - LISTED_PAGES;
            let _ = writeln!(out.text, "  and {more} more (the JSON report lists them all)");
        }
        out.text.push('\n');
    }
    render_asides(out, summary);
    let languages: OrderedSet<&str> =
        summary.sets.iter().flat_map(|set| &set.documents).map(|document| document.locale.as_str()).collect();
    let _ = writeln!(
        out.text,
        "{} in {}, {}, {} compared",
        counted(summary.pages as usize, "page"),
        counted(summary.sets.len(), "document set"),
        counted(languages.len(), "language"),
        counted(summary.sentences as usize, "sentence"),
    );
    if let Some(line) = learned(&summary.learned) {
        out.text.push_str(&line);
        out.text.push('\n');
    }
    if summary.dismissed > 0 {
        let _ = writeln!(out.text, "{} set aside", counted(summary.dismissed as usize, "finding"));
    }
    let found = [
        (summary.errors, Severity::Error),
        (summary.warnings, Severity::Warning),
        (summary.notes, Severity::Note),
    ];
    if found.iter().all(|(count, _)| *count == 0) {
        out.ink(Ink::Good, "no findings");
    }
    let mut first = true;
    for (count, severity) in found.into_iter().filter(|(count, _)| *count > 0) {
        if !std::mem::take(&mut first) {
            out.text.push_str(", ");
        }
        out.ink(Ink::of(severity), &counted(count as usize, severity_name(severity)));
    }
    out.text.push('\n');
}

/// Whether the guidance says the same in all languages, and where it does not.
pub(super) fn render_answer(out: &mut Canvas, answer: &Answer) {
    out.ink(Ink::Strong, &tame(&answer.sentence));
    out.text.push('\n');
    for difference in answer.differences.iter().take(LISTED_DIFFERENCES) {
        let line = difference.range.map_or_else(String::new, |range| format!(":{}", range.start.line));
        let _ = writeln!(out.text, "  {}", tame(&difference.sentence));
        out.ink(Ink::Faint, &format!("    {}{line}", tame(&difference.path)));
        out.text.push('\n');
    }
    if answer.differences.len() > LISTED_DIFFERENCES {
        let more = answer.differences.len() - LISTED_DIFFERENCES;
        let _ = writeln!(out.text, "  and {more} more (--format matrix lists them all)");
    }
    if !answer.nowhere.is_empty() {
        out.text.push_str("Said in no language:\n");
        for sentence in answer.nowhere.iter().take(LISTED_DIFFERENCES) {
            let _ = writeln!(out.text, "  {}", tame(sentence));
        }
        if answer.nowhere.len() > LISTED_DIFFERENCES {
            let more = answer.nowhere.len() - LISTED_DIFFERENCES;
            let _ = writeln!(out.text, "  and {more} more (--format matrix lists them all)");
        }
    }
    if !answer.by_design.is_empty() {
        out.text.push_str("By design the versions differ:\n");
        for sentence in &answer.by_design {
            let _ = writeln!(out.text, "  {}", tame(sentence));
        }
    }
    out.text.push('\n');
}

/// What was passed over, and what to write where the pages were not understood.
pub(super) fn render_asides(out: &mut Canvas, summary: &Summary) {
    if !summary.not_read.is_empty() {
        let kinds = summary
            .not_read
            .iter()
            .map(|(ending, count)| counted(*count as usize, &format!("{ending} file")));
        let _ = writeln!(out.text, "not read: {}", Vec::from_iter(kinds).join(", "));
    }
    for line in &summary.advice {
        out.ink(Ink::Second, "hint");
        let _ = writeln!(out.text, ": {}", tame(line));
    }
    if !summary.not_read.is_empty() || !summary.advice.is_empty() {
        out.text.push('\n');
    }
}

/// What was learned, in a line; `None` where nothing is compared with a source.
fn learned(learned: &[Learned]) -> Option<String> {
    let of = |origin| {
        let pairs = learned.iter().filter(move |one| one.from == origin);
        let targets: OrderedSet<&str> = pairs.clone().map(|one| one.target.as_str()).collect();
        let sum: usize = pairs.map(|one| one.pairs as usize).sum();
        (Vec::from_iter(targets).join(", "), counted(sum, "sentence pair"))
    };
    let mut parts = Vec::new();
    for (origin, whose) in [(Origin::Memory, "a memory"), (Origin::Run, "these pages")] {
        let (targets, pairs) = of(origin);
        if !targets.is_empty() {
            parts.push(format!("words of {targets} learned from {pairs} of {whose}"));
        }
    }
    let (targets, pairs) = of(Origin::Off);
    if !targets.is_empty() {
        // There are none where the run was told not to learn.
        let few = if pairs.starts_with("0 ") { String::new() } else { format!("only {pairs} here, and ") };
        parts.push(format!("learned checks are off for {targets}: {few}no memory (unisono learn makes one)"));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn render_set(out: &mut Canvas, set: &SetSummary) {
    out.ink(Ink::Strong, &tame(&set.title));
    if let Some(edition) = set.edition.as_ref().filter(|edition| !set.title.contains(edition.as_str())) {
        let _ = write!(out.text, " ({})", tame(edition));
    }
    out.text.push('\n');
    let reference = set.documents.iter().find(|document| {
        set.source.as_deref() == Some(&document.locale)
            && (document.side == "source") == (set.reference == "side-by-side")
    });
    let is_reference = |candidate| reference.is_some_and(|reference| std::ptr::eq(reference, candidate));
    let mut others: Vec<&str> = set
        .documents
        .iter()
        .filter(|document| !is_reference(*document))
        .map(|document| document.locale.as_str())
        .collect();
    others.dedup();
    let others = others.join(", ");
    let source = set.source.as_deref().unwrap_or_default();
    let _ = match (set.reference, reference) {
        ("source", _) => writeln!(out.text, "  {others}: compared with {source}"),
        ("side-by-side", Some(reference)) if is_catalogue(&reference.path) => writeln!(
            out.text,
            "  {others}: compared with the {} of each entry in {}",
            language_name(source),
            tame(&reference.path)
        ),
        ("side-by-side", Some(reference)) => writeln!(
            out.text,
            "  {others}: compared with the side-by-side {} inside {}",
            language_name(source),
            tame(&reference.path)
        ),
        ("consensus", _) => writeln!(out.text, "  compared by consensus of {others}: no source document"),
        _ => writeln!(out.text, "  {others}: one document only, nothing to compare it with"),
    };
    out.text.push('\n');
}

/// Whether a page is a catalogue of gettext.
fn is_catalogue(path: &str) -> bool {
    path.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("po"))
}

/// Figures by reference and by language, where listing every set would bury the findings.
fn render_many_sets(out: &mut Canvas, summary: &Summary) {
    let mut references: OrderedMap<(&str, &str), usize> = OrderedMap::new();
    let reference_of = |set: &SetSummary| match set.reference {
        "side-by-side" if set.documents.iter().any(|document| is_catalogue(&document.path)) => "catalogue",
        reference => reference,
    };
    let mut languages: OrderedMap<&str, (usize, usize)> = OrderedMap::new();
    for set in &summary.sets {
        *references.entry((reference_of(set), set.source.as_deref().unwrap_or_default())).or_default() += 1;
        for document in &set.documents {
            let (documents, findings) = languages.entry(&document.locale).or_default();
            *documents += 1;
            *findings += document.findings as usize;
        }
    }
    for ((reference, source), count) in references {
        let sets = counted(count, "document set");
        let _ = match reference {
            "source" => writeln!(out.text, "{sets} compared with {source}"),
            "side-by-side" => {
                writeln!(out.text, "{sets} compared with the side-by-side {} inside", language_name(source))
            }
            "catalogue" => {
                writeln!(out.text, "{sets} compared with the {} of each entry", language_name(source))
            }
            "consensus" => writeln!(out.text, "{sets} compared by consensus: no source document"),
            _ => writeln!(out.text, "{sets} of one document only, nothing to compare it with"),
        };
    }
    out.text.push('\n');
    let longest = languages.keys().map(|locale| locale.len()).max().unwrap_or(0);
    for (locale, (documents, findings)) in languages {
        let _ = writeln!(
            out.text,
            "  {locale:<longest$}  {}, {}",
            counted(documents, "document"),
            counted(findings, "finding")
        );
    }
    out.text.push('\n');
}

fn language_name(locale: &str) -> &str {
    Locale::parse(locale)
        .and_then(|locale| lexicon::for_locale(&locale))
        .map_or(locale, |lexicon| lexicon.english_name)
}

/// A severity, for people.
#[must_use]
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// "1 page", "2 pages".
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What a stretch of output is, and so how it is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// A note.
    Note,
    /// A second place.
    Second,
    /// A title.
    Strong,
    /// What is beside the point.
    Faint,
    /// What is right.
    Good,
}

impl Ink {
    /// That of a severity.
    #[must_use]
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Note => Self::Note,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Error => "1;31",
            Self::Warning => "1;33",
            Self::Note => "1;36",
            Self::Second => "34",
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Good => "32",
        }
    }
}

/// What a report for people is written to.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    /// What was written so far.
    pub text: String,
    /// Whether it is coloured.
    pub color: bool,
}

impl Canvas {
    /// Writes text in a colour.
    pub fn ink(&mut self, ink: Ink, text: &str) {
        if self.color && !text.is_empty() {
            let _ = write!(self.text, "\u{1b}[{}m{text}\u{1b}[0m", ink.code());
        } else {
            self.text.push_str(text);
        }
    }

    fn pad(&mut self, columns: usize) {
        self.text.extend(std::iter::repeat_n(' ', columns));
    }

    /// A locale in brackets, and the end of the line.
    fn locale(&mut self, locale: &str) {
        if !locale.is_empty() {
            self.ink(Ink::Faint, &format!(" ({})", tame(locale)));
        }
        self.text.push('\n');
    }
}
