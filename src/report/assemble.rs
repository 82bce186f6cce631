//! From findings in bytes to the report: positions, order, fingerprints and the summary.

use super::arguments::Arguments;
use super::mending;
use super::{
    DocumentSummary, FoldedFinding, Range, Report, ReportedDismissal, ReportedEdit, ReportedEvidence,
    ReportedFinding, ReportedFix, ReportedRelated, SetSummary, Summary, UnmatchedPage, matrix::Matrix,
};
use crate::dismiss::{Dismissal, baseline::Baseline};
use crate::document::{Page, RecordedKind, Side};
use crate::finding::{Edit, Finding, Fix, PageId, Place, Severity};
use crate::fingerprint::{Identity, collapse, fingerprint};
use crate::message::{Catalogue, Message};
use crate::order::{InOrder as _, OrderedMap};
use crate::set::{DocumentSet, Member, Reference, Sets};
use crate::source::Span;
use crate::source::position::{LineIndex, Position, PositionEncoding};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Version of the report's shape.
const FORMAT: u32 = 1;

/// What a run has to tell.
#[derive(Debug, Default)]
pub struct Told<'b> {
    /// The findings.
    pub findings: Vec<Finding>,
    /// Those that pages set aside.
    pub dismissed: Vec<(Finding, Dismissal)>,
    /// Those that are known.
    pub baseline: Option<&'b Baseline>,
    /// The day it is, where the host tells.
    pub today: Option<&'b str>,
    /// The words of another language than English.
    pub words: Option<&'b Catalogue>,
}

impl From<Vec<Finding>> for Told<'_> {
    fn from(findings: Vec<Finding>) -> Self {
        Self { findings, ..Self::default() }
    }
}

/// Lays out what a run found, its matrix and what it learned left empty. `pages` are those that the places and sets point into.
#[must_use]
pub fn build<'b>(
    pages: &[Page],
    sets: &Sets,
    told: impl Into<Told<'b>>,
    encoding: PositionEncoding,
) -> Report {
    let Told { findings, dismissed, baseline, today, words } = told.into();
    let mut reported = lay_out(pages, findings, dismissed, words, encoding);
    let renewal = baseline.map(|baseline| {
        let paths = pages.iter().map(|page| page.path.as_str()).collect();
        baseline.judge(&mut reported, &paths, today)
    });
    let (dismissed, findings): (Vec<_>, Vec<_>) =
        reported.into_iter().partition(|finding| finding.dismissal.is_some());
    let mut summary = summarise(pages, sets, &findings);
    summary.dismissed = u32::try_from(dismissed.len()).unwrap_or(u32::MAX);
    Report {
        version: FORMAT,
        summary,
        findings,
        dismissed,
        topology: None,
        matrix: Matrix::default(),
        renewal,
    }
}

/// Findings as they are reported, in order, those that pages set aside among them.
pub(crate) fn lay_out(
    pages: &[Page],
    findings: Vec<Finding>,
    dismissed: Vec<(Finding, Dismissal)>,
    words: Option<&Catalogue>,
    encoding: PositionEncoding,
) -> Vec<ReportedFinding> {
    let english = Catalogue::default();
    let words = words.unwrap_or(&english);
    // What is set aside counts for the names of the others: they stay the same when it is not.
    let mut all: Vec<(Finding, Option<Dismissal>)> =
        findings.into_iter().map(|finding| (finding, None)).collect();
    all.extend(dismissed.into_iter().map(|(finding, dismissal)| (finding, Some(dismissal))));
    all.put_in_order_by(|(a, _), (b, _)| order(pages, a, b));
    let ordinals = ordinals(&all);
    let mut positions = Positions::new(pages, encoding);
    let mut reported: Vec<ReportedFinding> = Vec::with_capacity(all.len());
    for ((finding, dismissal), ordinal) in all.into_iter().zip(ordinals) {
        let dismissal = dismissal.map(|dismissal| report_dismissal(dismissal, &mut positions));
        reported
            .push(ReportedFinding { dismissal, ..report_finding(finding, ordinal, words, &mut positions) });
    }
    reported
}

fn report_dismissal(dismissal: Dismissal, positions: &mut Positions<'_>) -> ReportedDismissal {
    let Dismissal { by, reason, until, place } = dismissal;
    let path = place.map(|place| path(positions.pages, place.page).to_owned());
    let range = place.map(|place| positions.range(place.page, place.span));
    ReportedDismissal { by: by.name(), reason, until, path, range }
}

/// What findings are ordered by: total, so that neither the order of pages nor that of checks shows.
fn order(pages: &[Page], a: &Finding, b: &Finding) -> Ordering {
    let place = |finding: &Finding| (finding.place.span.start, finding.place.span.end, finding.rule);
    let paths = path(pages, a.place.page).cmp(path(pages, b.place.page));
    paths
        .then_with(|| place(a).cmp(&place(b)))
        .then_with(|| a.message.text().cmp(&b.message.text()))
        .then_with(|| a.fact.cmp(&b.fact))
        .then_with(|| (a.severity, &a.locale, &a.set).cmp(&(b.severity, &b.locale, &b.set)))
}

fn path(pages: &[Page], page: PageId) -> &str {
    pages.get(page as usize).map_or("", |page| page.path.as_str())
}

/// How many findings of the same identity stand before each one, `findings` being in order.
fn ordinals(findings: &[(Finding, Option<Dismissal>)]) -> Vec<u32> {
    let texts: Vec<(Cow<'_, str>, Cow<'_, str>)> = findings
        .iter()
        .map(|(finding, _)| (collapse(&finding.source_sentence), collapse(&finding.fact)))
        .collect();
    let mut seen: OrderedMap<Identity<'_>, u32> = OrderedMap::new();
    findings
        .iter()
        .zip(&texts)
        .map(|((finding, _), (sentence, fact))| {
            let identity =
                Identity { rule: finding.rule, set: &finding.set, locale: &finding.locale, sentence, fact };
            let next = seen.entry(identity).or_default();
            *next += 1;
            *next - 1
        })
        .collect()
}

fn report_finding(
    finding: Finding,
    ordinal: u32,
    words: &Catalogue,
    positions: &mut Positions<'_>,
) -> ReportedFinding {
    let identity = Identity {
        rule: finding.rule,
        set: &finding.set,
        locale: &finding.locale,
        sentence: &finding.source_sentence,
        fact: &finding.fact,
    };
    let content = fingerprint(&Identity { set: "", ..identity }, 0);
    let fingerprint = fingerprint(&identity, ordinal);
    let place = finding.place;
    let mended = mending::of(positions.pages, &finding);
    let (mut fix, mut edits, mut edit_spans) = (None, Vec::new(), Vec::new());
    if let Some((Fix { message, edits: all }, safe)) = mended {
        if let [Edit { span, replacement }] = &all[..] {
            let (message, range) = (message.render(words), positions.range(place.page, *span));
            fix = Some(ReportedFix { message, range, replacement: replacement.clone(), safe });
        }
        let applicability = if safe { "safe" } else { "unsafe" };
        for Edit { span, replacement } in all {
            edit_spans.push(span);
            edits.push(ReportedEdit { range: positions.range(place.page, span), replacement, applicability });
        }
    }
    let (confidence, signs) = finding.confidence.unzip();
    let evidence = |(sign, weight)| ReportedEvidence { sign, weight };
    ReportedFinding {
        confidence,
        evidence: signs.unwrap_or_default().into_iter().map(evidence).collect(),
        rule: finding.rule,
        severity: finding.severity,
        path: path(positions.pages, place.page).to_owned(),
        range: positions.range(place.page, place.span),
        sentence: positions.range(place.page, place.sentence),
        related: finding
            .related
            .into_iter()
            .map(|related| ReportedRelated {
                path: path(positions.pages, related.place.page).to_owned(),
                locale: related.locale,
                range: positions.range(related.place.page, related.place.span),
                sentence: positions.range(related.place.page, related.place.sentence),
                message: related.message.render(words),
                place: related.place,
            })
            .collect(),
        fix,
        edits,
        edit_spans,
        folded: folded(finding.folded, words, positions),
        message: finding.message.render(words),
        message_id: finding.message.subject().id(),
        arguments: Arguments::of(&finding.message, words),
        locale: finding.locale,
        help: told(&finding.help, words),
        fingerprint,
        dismissal: None,
        place,
        content,
    }
}

/// What was folded into a finding, and behind it what was folded into that: pages first, then what follows from each.
fn folded(findings: Vec<Finding>, words: &Catalogue, positions: &mut Positions<'_>) -> Vec<FoldedFinding> {
    let mut all = Vec::with_capacity(findings.len());
    let mut within = Vec::new();
    for mut finding in findings {
        within.append(&mut finding.folded);
        let (sentence, set) = (&finding.source_sentence, &finding.set);
        let identity =
            Identity { rule: finding.rule, set, locale: &finding.locale, sentence, fact: &finding.fact };
        let fingerprint = fingerprint(&identity, 0);
        all.push(FoldedFinding { fingerprint, ..fold(finding, words, positions) });
    }
    all.extend(within.into_iter().map(|finding| fold(finding, words, positions)));
    all
}

fn fold(finding: Finding, words: &Catalogue, positions: &mut Positions<'_>) -> FoldedFinding {
    FoldedFinding {
        fingerprint: String::new(),
        rule: finding.rule,
        severity: finding.severity,
        path: path(positions.pages, finding.place.page).to_owned(),
        range: positions.range(finding.place.page, finding.place.span),
        message: finding.message.render(words),
        locale: finding.locale,
    }
}

/// Sentences, one after the other.
fn told(messages: &[Message], words: &Catalogue) -> String {
    let mut said = String::new();
    for message in messages {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&message.render(words));
    }
    said
}

/// Line indexes of the pages that findings point into, each made when first needed.
pub(super) struct Positions<'a> {
    pages: &'a [Page],
    encoding: PositionEncoding,
    indexes: OrderedMap<PageId, LineIndex<'a>>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(pages: &'a [Page], encoding: PositionEncoding) -> Self {
        Self { pages, encoding, indexes: OrderedMap::new() }
    }

    pub(super) fn range(&mut self, page: PageId, span: Span) -> Range {
        Range { start: self.position(page, span.start), end: self.position(page, span.end) }
    }

    fn position(&mut self, page: PageId, byte: u32) -> Position {
        let undecodable = Position { line: 1, column: 1, offset: byte };
        // A page that could not be decoded has no text and so no lines: what is left is the byte.
        let Some(read) = self.pages.get(page as usize).filter(|read| !read.text.is_empty()) else {
            return undecodable;
        };
        let index = self.indexes.entry(page);
        index.or_insert_with(|| LineIndex::with_encoding(&read.text, self.encoding)).position(byte)
    }
}

/// The set that each page is in, and its locale there.
#[must_use]
pub fn whose(sets: &Sets) -> OrderedMap<PageId, (&str, &str)> {
    let mut of_page = OrderedMap::new();
    for set in &sets.sets {
        for member in set.members.iter().filter(|member| member.document.document == 0) {
            of_page.entry(member.document.page).or_insert((set.id.as_str(), member.locale.as_str()));
        }
    }
    of_page
}

pub(super) fn summarise(pages: &[Page], sets: &Sets, findings: &[ReportedFinding]) -> Summary {
    let mut by_document: OrderedMap<(PageId, &str), u32> = OrderedMap::new();
    let mut by_page: OrderedMap<PageId, u32> = OrderedMap::new();
    let mut counts = [0_u32; 3];
    for finding in findings {
        let Place { page, .. } = finding.place;
        *by_document.entry((page, finding.locale.as_str())).or_default() += 1;
        *by_page.entry(page).or_default() += 1;
        counts[finding.severity as usize] += 1;
    }
    let count = |member: &Member| {
        let page = member.document.page;
        let own = by_document.get(&(page, member.locale.as_str())).copied().unwrap_or(0);
        // What is found on a page without naming its language counts for its first document.
        let nameless = by_document.get(&(page, "")).copied().unwrap_or(0);
        own + if member.document.document == 0 { nameless } else { 0 }
    };
    Summary {
        pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        sentences: sets.sets.iter().map(|set| compared_sentences(pages, set)).sum(),
        learned: Vec::new(),
        not_read: OrderedMap::new(),
        dismissed: 0,
        advice: sets.advice.clone(),
        errors: counts[Severity::Error as usize],
        warnings: counts[Severity::Warning as usize],
        notes: counts[Severity::Note as usize],
        sets: sets.sets.iter().map(|set| summarise_set(pages, set, &count)).collect(),
        unmatched: sets
            .unmatched
            .iter()
            .map(|(page, reason)| UnmatchedPage {
                path: path(pages, *page).to_owned(),
                reason: reason.clone(),
                findings: by_page.get(page).copied().unwrap_or(0),
            })
            .collect(),
    }
}

fn summarise_set(pages: &[Page], set: &DocumentSet, count: &dyn Fn(&Member) -> u32) -> SetSummary {
    let (reference, source) = match set.reference {
        Reference::Source(member) => ("source", Some(member)),
        Reference::SideBySide(member) => ("side-by-side", Some(member)),
        Reference::Consensus => ("consensus", None),
        Reference::Alone => ("alone", None),
    };
    SetSummary {
        id: set.id.clone(),
        title: set.title.clone(),
        edition: set.edition.clone(),
        reference,
        source: source.and_then(|member| set.members.get(member)).map(|member| member.locale.to_string()),
        documents: set
            .members
            .iter()
            .enumerate()
            // Catalogues hold the source once each, which is one source.
            .filter(|(at, member)| Some(*at) == source || side(pages, member) != Side::Source)
            .map(|(_, member)| DocumentSummary {
                path: path(pages, member.document.page).to_owned(),
                locale: member.locale.to_string(),
                side: match side(pages, member) {
                    Side::Whole => "whole",
                    Side::Translation => "translation",
                    Side::Source => "source",
                },
                sentences: sentences(pages, member),
                findings: count(member),
                source_commit: recorded_commit(pages, member),
            })
            .collect(),
    }
}

fn recorded_commit(pages: &[Page], member: &Member) -> Option<String> {
    let recorded = &pages.get(member.document.page as usize)?.recorded;
    let commit = recorded.iter().find(|recorded| recorded.kind == RecordedKind::Commit);
    commit.map(|commit| commit.value.clone())
}

pub(super) fn side(pages: &[Page], member: &Member) -> Side {
    document(pages, member).map(|document| document.side).unwrap_or_default()
}

fn sentences(pages: &[Page], member: &Member) -> u32 {
    document(pages, member).map_or(0, |document| u32::try_from(document.sentences.len()).unwrap_or(u32::MAX))
}

fn document<'a>(pages: &'a [Page], member: &Member) -> Option<&'a crate::document::Document> {
    pages.get(member.document.page as usize)?.documents.get(member.document.document as usize)
}

/// Sentences of a set that were compared with something.
fn compared_sentences(pages: &[Page], set: &DocumentSet) -> u32 {
    let reference = match set.reference {
        Reference::Source(member) | Reference::SideBySide(member) => Some(member),
        Reference::Consensus => None,
        Reference::Alone => return 0,
    };
    set.members
        .iter()
        .enumerate()
        .filter(|(at, member)| Some(*at) != reference && side(pages, member) != Side::Source)
        .map(|(_, member)| sentences(pages, member))
        .sum()
}
