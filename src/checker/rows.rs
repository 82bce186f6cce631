//! Lays a set out as rows, for people who read its languages beside each other.

use super::Checker;
use super::members::{reference_of, source_of};
use crate::align::{self, Alignment};
use crate::document::{BlockKind, Document, Side};
use crate::facts::{Facts, Value};
use crate::glossary::Finders;
use crate::language::lexicon::{self, Class};
use crate::order::{InOrder as _, OrderedMap};
use crate::rendition::Rendition;
use crate::report::aligned::{
    AlignedDocument, AlignedRow, AlignedSentence, AlignedSet, FactMark, FindingMark,
};
use crate::report::{Range, Report};
use crate::source::Span;
use crate::source::position::{LineIndex, PositionEncoding};

/// What a row is made of: a sentence, or a code block.
#[derive(Clone, Copy, Debug)]
struct Unit {
    kind: &'static str,
    /// In [`Document::plain`].
    text: Span,
    /// In the page.
    source: Span,
}

/// The units of a document, in order.
#[derive(Debug, Default)]
struct Units {
    units: Vec<Unit>,
    /// The unit of each sentence.
    of_sentence: Vec<usize>,
    /// The unit of each code block, by its block.
    of_code: OrderedMap<u32, usize>,
}

/// Stretches of units that answer each other: of the reference, and of the other document.
type Links = Vec<((usize, usize), (usize, usize))>;

impl Checker {
    /// A set as rows: the sentences of its reference down, those that answer them beside. `set` is its place in
    /// [`crate::report::Summary::sets`] of the report of these pages, whose findings are marked. `None` where there is no such set.
    pub fn aligned(&mut self, set: usize, report: &Report) -> Option<AlignedSet> {
        let sets = self.form_sets();
        let set = sets.sets.get(set)?;
        let finders = Finders::new(&self.options.glossaries);
        let shelf = self.shelf(&finders);
        let terms = shelf.terms(set);
        let members = shelf.members(set, &terms);
        let reference = reference_of(set).unwrap_or(0);
        let units: Vec<Units> = members.iter().map(|member| Units::of(member.document)).collect();
        let mut rows = Rows::new(units.get(reference)?.units.len(), members.len());
        for (at, member) in members.iter().enumerate().filter(|(at, _)| *at != reference) {
            let own = source_of(set, |at| members[at].document.side, reference, at);
            let from = members[own];
            let links = if own == reference || own == at {
                links(&align::align(members[reference], *member), &units[reference], &units[at])
            } else {
                // A side-by-side page is laid beside the reference by way of the source it carries.
                let first = links(&align::align(members[reference], from), &units[reference], &units[own]);
                let second = links(&align::align(from, *member), &units[own], &units[at]);
                joined(&first, units[own].units.len(), second)
            };
            rows.add(at, &links);
        }
        let marked = Marked::of(report, self.options.encoding);
        let documents = members.iter().map(|member| AlignedDocument {
            path: member.path.to_owned(),
            locale: member.locale.to_string(),
            side: match member.document.side {
                Side::Whole => "whole",
                Side::Translation => "translation",
                Side::Source => "source",
            },
        });
        let columns: Vec<Vec<AlignedSentence>> = members
            .iter()
            .zip(&units)
            .map(|(member, units)| marked.column(*member, &self.pages[member.id.page as usize].text, units))
            .collect();
        Some(AlignedSet {
            documents: documents.collect(),
            reference: reference as u32,
            rows: rows.laid_out(reference, &units, columns),
        })
    }
}

impl Units {
    fn of(document: &Document) -> Self {
        let mut all = Self::default();
        for (at, block) in (0..).zip(&document.blocks) {
            let kind = match block.kind {
                BlockKind::Title | BlockKind::Heading { .. } => "heading",
                BlockKind::Cell { .. } => "cell",
                BlockKind::Description | BlockKind::Paragraph => "text",
                BlockKind::Code { .. } => {
                    all.of_code.insert(at, all.units.len());
                    all.units.push(Unit { kind: "code", text: block.text, source: block.source });
                    continue;
                }
            };
            for sentence in document.block_sentences(block) {
                all.of_sentence.push(all.units.len());
                let source = document.sentence_source(sentence);
                all.units.push(Unit { kind, text: sentence.text, source });
            }
        }
        all
    }

    /// The units of a range of sentences.
    fn of_sentences(&self, (first, last): (u32, u32)) -> Option<(usize, usize)> {
        let at = |sentence: u32| self.of_sentence.get(sentence as usize).copied();
        (first < last).then(|| Some((at(first)?, at(last - 1)? + 1)))?
    }
}

/// What an alignment says of the units.
fn links(alignment: &Alignment, source: &Units, target: &Units) -> Links {
    let mut links: Links = alignment
        .beads
        .iter()
        .filter(|bead| bead.is_pair())
        .filter_map(|bead| Some((source.of_sentences(bead.source)?, target.of_sentences(bead.target)?)))
        .collect();
    for bead in alignment.blocks.iter().filter(|bead| bead.is_pair()) {
        let codes = |units: &Units, (first, last): (u32, u32)| -> Vec<usize> {
            (first..last).filter_map(|block| units.of_code.get(&block)).copied().collect()
        };
        for (from, to) in codes(source, bead.source).into_iter().zip(codes(target, bead.target)) {
            links.push(((from, from + 1), (to, to + 1)));
        }
    }
    links
}

/// The links from a reference to a document by way of a third one, which has `between` units.
fn joined(first: &Links, between: usize, second: Links) -> Links {
    let mut way: Vec<Option<(usize, usize)>> = vec![None; between];
    for (from, to) in first {
        way[to.0..to.1].fill(Some(*from));
    }
    let by_way = |((start, end), target): ((usize, usize), (usize, usize))| {
        let ways = || way[start..end].iter().flatten();
        let from = ways().map(|from| from.0).min()?;
        Some(((from, ways().map(|from| from.1).max()?), target))
    };
    second.into_iter().filter_map(by_way).collect()
}

/// The rows of a set while documents are laid beside its reference.
struct Rows {
    /// For each unit of the reference the first unit of its row.
    first: Vec<usize>,
    /// For each document the unit of the reference that each of its units stands beside.
    beside: Vec<OrderedMap<usize, usize>>,
}

impl Rows {
    fn new(units: usize, documents: usize) -> Self {
        Self { first: (0..units).collect(), beside: vec![OrderedMap::new(); documents] }
    }

    fn add(&mut self, document: usize, links: &Links) {
        for ((start, end), (from, to)) in links {
            // A row holds neighbours only: what is joined with one is joined with all that stand between.
            let row = self.first[*start];
            for unit in *start..*end {
                self.first[unit] = self.first[unit].min(row);
            }
            self.beside[document].extend((*from..*to).map(|unit| (unit, *start)));
        }
    }

    fn laid_out(
        mut self,
        reference: usize,
        units: &[Units],
        columns: Vec<Vec<AlignedSentence>>,
    ) -> Vec<AlignedRow> {
        // The first unit of a row may have been joined to an earlier one since.
        for unit in 0..self.first.len() {
            self.first[unit] = self.first[self.first[unit]];
        }
        let empty = || vec![Vec::new(); units.len()];
        let mut rows: OrderedMap<(usize, usize, usize), AlignedRow> = OrderedMap::new();
        for (document, column) in columns.into_iter().enumerate() {
            let mut last = 0;
            for (unit, sentence) in column.into_iter().enumerate() {
                let beside = if document == reference {
                    Some(unit)
                } else {
                    self.beside[document].get(&unit).copied()
                };
                let key = match beside {
                    Some(unit) => {
                        last = self.first[unit];
                        (last, 0, 0)
                    }
                    // It has no answer: a row of its own behind what it follows.
                    None => (last, document + 1, unit),
                };
                let kind = units[document].units[unit].kind;
                let row = rows.entry(key).or_insert_with(|| AlignedRow { kind, cells: empty() });
                row.cells[document].push(sentence);
            }
        }
        rows.into_values().collect()
    }
}

/// The findings of a report by page, for marking them.
struct Marked<'a> {
    report: &'a Report,
    encoding: PositionEncoding,
    of_page: OrderedMap<u32, Vec<u32>>,
}

impl<'a> Marked<'a> {
    fn of(report: &'a Report, encoding: PositionEncoding) -> Self {
        let mut of_page: OrderedMap<u32, Vec<u32>> = OrderedMap::new();
        for (at, finding) in (0..).zip(&report.findings) {
            of_page.entry(finding.place.page).or_default().push(at);
        }
        Self { report, encoding, of_page }
    }

    /// All units of a document with what they state.
    fn column(&self, member: Rendition<'_>, page: &str, units: &Units) -> Vec<AlignedSentence> {
        let index = LineIndex::with_encoding(page, self.encoding);
        let own = self.of_page.get(&member.id.page).map_or(&[][..], Vec::as_slice);
        let locale = member.locale.to_string();
        let findings = own.iter().filter(|at| self.report.findings[**at as usize].locale == locale);
        let places: Vec<(u32, Span)> =
            findings.map(|at| (*at, self.report.findings[*at as usize].place.span)).collect();
        units
            .units
            .iter()
            .map(|unit| {
                let Unit { text, source, kind } = *unit;
                let mut marks: Vec<(Span, &'static str, &'static str)> =
                    if kind == "code" { Vec::new() } else { facts_in(member.facts, text) };
                marks.put_in_order_by_key(|(span, ..)| (span.start, span.end));
                let mut units = Utf16::new(member.document.text(text), text.start);
                let marks = marks
                    .into_iter()
                    .map(|(span, kind, name)| {
                        let (start, end) = units.range(span);
                        FactMark { kind, name, start, end }
                    })
                    .collect();
                // Findings are in order of where they begin; one that reaches far is looked for a little further back.
                let last = places.partition_point(|(_, span)| span.start <= source.end);
                let near = places[last.saturating_sub(NEAR)..last].iter();
                let findings = near
                    .filter(|(_, span)| {
                        span.end >= source.start && (span.end > source.start || span.is_empty())
                    })
                    .filter(|(_, span)| span.start < source.end || span.is_empty())
                    .map(|(finding, span)| {
                        let plain = plain_span(member.document, *span, text);
                        let mut units = Utf16::new(member.document.text(text), text.start);
                        let (start, end) = units.range(plain);
                        FindingMark { finding: *finding, start, end }
                    })
                    .collect();
                AlignedSentence {
                    range: Range { start: index.position(source.start), end: index.position(source.end) },
                    text: member.document.text(text).to_owned(),
                    marks,
                    findings,
                }
            })
            .collect()
    }
}

/// So many findings before a sentence's end may point into it.
const NEAR: usize = 64;

/// What a stretch of text states.
fn facts_in(facts: &Facts, text: Span) -> Vec<(Span, &'static str, &'static str)> {
    let first = facts.facts.partition_point(|fact| fact.text.start < text.start);
    let own = facts.facts[first..].iter().take_while(|fact| fact.text.start < text.end);
    let named = own.map(|fact| {
        let kind = match fact.value {
            Value::Number(_) => "number",
            Value::Time(_) => "time",
            Value::Version(_) => "version",
            Value::Product { .. } => "product",
            Value::Identifier { .. } => "identifier",
            Value::Code(_) => "code",
        };
        (fact.text, kind, "")
    });
    let cues = facts.cues_in(text).iter().filter_map(|cue| {
        let concept = &lexicon::concepts()[cue.concept as usize];
        let told = !matches!(concept.class, Class::Soft | Class::Word | Class::Guide);
        told.then_some((cue.text, concept.class.name(), concept.name))
    });
    named.chain(cues).collect()
}

/// The part of a visible text that comes from a stretch of the page; empty where nothing does.
fn plain_span(document: &Document, source: Span, text: Span) -> Span {
    let first = document.runs.partition_point(|run| run.plain.end <= text.start);
    let mut found: Option<Span> = None;
    let mut before = text.start;
    for run in document.runs[first..].iter().take_while(|run| run.plain.start < text.end) {
        if run.source.end <= source.start {
            before = run.plain.end.min(text.end);
        }
        let (start, end) = (run.source.start.max(source.start), run.source.end.min(source.end));
        if start > end || (start == end && !source.is_empty()) {
            continue;
        }
        let part = if run.plain.len() == run.source.len() {
            let at = |byte: u32| run.plain.start + (byte - run.source.start);
            Span::new(at(start), at(end))
        } else {
            run.plain
        };
        let part = Span::new(part.start.clamp(text.start, text.end), part.end.clamp(text.start, text.end));
        found = Some(found.map_or(part, |found| found.union(part)));
    }
    found.unwrap_or(Span::new(before, before))
}

/// Counts UTF-16 units from one place of a text to the next.
struct Utf16<'t> {
    text: &'t str,
    /// Where the text begins in `plain`.
    offset: u32,
    byte: usize,
    units: u32,
}

impl<'t> Utf16<'t> {
    fn new(text: &'t str, offset: u32) -> Self {
        Self { text, offset, byte: 0, units: 0 }
    }

    /// A span of `plain` as units of the text; `span` begins no earlier than the last one did.
    fn range(&mut self, span: Span) -> (u32, u32) {
        let start = self.advance(span.start);
        let (byte, units) = (self.byte, self.units);
        let end = self.advance(span.end);
        (self.byte, self.units) = (byte, units);
        (start, end)
    }

    fn advance(&mut self, to: u32) -> u32 {
        let to = self.text.floor_char_boundary(to.saturating_sub(self.offset) as usize).max(self.byte);
        self.units += self.text[self.byte..to].chars().map(|c| c.len_utf16() as u32).sum::<u32>();
        self.byte = to;
        self.units
    }
}
