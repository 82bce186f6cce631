//! What a change touched: pages as they were before it, held against what they are now, sentence by sentence.
//!
//! Lines do not tell: a paragraph that was wrapped anew or moved says what it said. So a page is cut into sentences,
//! headings and, where there are none, lines; what was not there before has changed, and where something was taken out,
//! its place has.

use crate::document::{self, BlockKind, Page};
use crate::finding::{Finding, PageId, Place};
use crate::language::Locale;
use crate::order::{InOrder as _, OrderedMap, OrderedSet};
use crate::source::Span;

/// How much around a change is told of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Findings whose sentence, or source sentence, has changed.
    #[default]
    Sentence,
    /// Findings in pages that have changed, or whose source page has.
    Page,
}

impl Scope {
    /// Reads `sentence` or `page`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "sentence" => Some(Self::Sentence),
            "page" => Some(Self::Page),
            _ => None,
        }
    }
}

/// Pages that a change touched, by their paths: as they were, or nothing where they are new.
pub type Before = OrderedMap<String, Option<Vec<u8>>>;

/// The places that a change touched.
#[derive(Debug, Default)]
pub struct Changes {
    pages: OrderedMap<PageId, Changed>,
    scope: Scope,
}

/// What changed in a page.
#[derive(Debug, Default)]
struct Changed {
    /// In order, none within another; an empty one is where something was taken out.
    spans: Vec<Span>,
    /// Whether there was no such page before.
    new: bool,
}

impl Changes {
    /// Holds pages against what they were; `None` where nothing is said of a change.
    #[must_use]
    pub fn of(pages: &[Page], before: Option<&Before>, scope: Scope) -> Option<Self> {
        let before = before?;
        let changed = (0..).zip(pages).filter_map(|(id, page)| {
            let changed = match before.get(&page.path)? {
                Some(old) => Changed { spans: differences(page, old), new: false },
                None => Changed { spans: vec![Span::new(0, page.text.len() as u32)], new: true },
            };
            Some((id, changed))
        });
        Some(Self { pages: changed.collect(), scope })
    }

    /// Whether a page was touched.
    #[must_use]
    pub fn touches(&self, page: PageId) -> bool {
        self.pages.contains_key(&page)
    }

    /// Whether a page is new.
    #[must_use]
    pub fn is_new(&self, page: PageId) -> bool {
        self.pages.get(&page).is_some_and(|changed| changed.new)
    }

    /// Whether a place was touched.
    #[must_use]
    pub fn touches_place(&self, page: PageId, span: Span) -> bool {
        let Some(changed) = self.pages.get(&page) else { return false };
        let near = changed.spans.partition_point(|own| own.end < span.start);
        let meets = |own: &Span| match (own.is_empty(), span.is_empty()) {
            (true, true) => own.start == span.start,
            (true, false) => span.start < own.start && own.start < span.end,
            (false, true) => own.start <= span.start && span.start <= own.end,
            (false, false) => own.overlaps(span),
        };
        changed.spans[near..].iter().take_while(|own| own.start <= span.end).any(meets)
    }

    /// Whether a finding is to be told: it, or what is folded into it, is about what was touched.
    #[must_use]
    pub fn concern(&self, finding: &Finding) -> bool {
        let of = |place: &Place| match self.scope {
            Scope::Page => self.touches(place.page),
            Scope::Sentence => {
                self.touches_place(place.page, place.span) || self.touches_place(place.page, place.sentence)
            }
        };
        of(&finding.place)
            || finding.related.iter().any(|related| of(&related.place))
            || finding.folded.iter().any(|folded| self.concern(folded))
    }
}

/// The stretches of a page that were not in it before, and where something was taken out.
fn differences(page: &Page, old: &[u8]) -> Vec<Span> {
    let locale: Option<&Locale> = page.documents.first().and_then(|document| document.locale.as_ref());
    let old = document::read(&page.root, page.below_root(), old, locale);
    let (was, is) = (units(&old), units(page));
    let mut left: OrderedMap<&str, i32> = OrderedMap::new();
    for (text, _) in &was {
        *left.entry(text).or_default() += 1;
    }
    let mut spans = Vec::new();
    let mut kept: OrderedMap<&str, Vec<Span>> = OrderedMap::new();
    for (text, span) in &is {
        match left.get_mut(text.as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                kept.entry(text).or_default().push(*span);
            }
            _ => spans.push(*span),
        }
    }
    // What was taken out stood behind what was before it. Where something new stands there it was replaced.
    kept.values_mut().for_each(|spans| spans.reverse());
    let new: OrderedSet<Span> = spans.iter().copied().collect();
    let mut after = 0;
    for (text, _) in &was {
        if let Some(span) = kept.get_mut(text.as_str()).and_then(Vec::pop) {
            after = span.end;
            continue;
        }
        let next = is.partition_point(|(_, span)| span.start < after);
        if is.get(next).is_none_or(|(_, span)| !new.contains(span)) {
            spans.push(Span::new(after, after));
        }
    }
    spans.put_in_order();
    spans.dedup();
    spans
}

/// The sentences and headings of a page, and the lines in which there are none, with white space as single blanks.
fn units(page: &Page) -> Vec<(String, Span)> {
    let mut spans: Vec<Span> = Vec::new();
    for document in &page.documents {
        for block in &document.blocks {
            let (first, end) = block.sentences;
            match block.kind {
                BlockKind::Code { .. } => {}
                BlockKind::Heading { .. } => spans.push(block.source),
                _ => {
                    let own = document.sentences.get(first as usize..end as usize).unwrap_or_default();
                    spans.extend(own.iter().map(|sentence| document.source_span(sentence.text)));
                }
            }
        }
    }
    spans.put_in_order();
    let mut lines = Vec::new();
    let (mut at, mut next) = (0, 0);
    for line in page.text.split_inclusive('\n') {
        let own = Span::new(at, at + line.len() as u32);
        at = own.end;
        while spans.get(next).is_some_and(|span| span.end <= own.start) {
            next += 1;
        }
        if spans.get(next).is_none_or(|span| span.start >= own.end) {
            lines.push(own);
        }
    }
    spans.extend(lines);
    spans.put_in_order();
    spans
        .into_iter()
        .filter_map(|span| {
            let text = page.text.get(span.range())?;
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!words.is_empty()).then_some((words, span))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(old: &str, new: &str) -> Vec<String> {
        let page = document::read("", "en/a.md", new.as_bytes(), None);
        let spans = differences(&page, old.as_bytes());
        spans.iter().map(|span| new[span.range()].trim().to_owned()).collect()
    }

    #[test]
    fn what_says_what_it_said_has_not_changed() {
        let old = "# Ports\n\nOpen port 1. Stop the\nservice.\n\n```sh\nrun\n```\n";
        assert_eq!(changed(old, old), [""; 0]);
        assert_eq!(changed(old, "# Ports\n\n```sh\nrun\n```\n\nOpen port 1.\nStop the service.\n"), [""; 0]);
    }

    #[test]
    fn sentences_lines_of_code_and_headings_change_by_themselves() {
        let old = "# Ports\n\nOpen port 1. Stop the service.\n\n```sh\nrun\nwait\n```\n";
        let new = "## Ports\n\nOpen port 2. Stop the service.\n\n```sh\nrun\nstop\n```\n";
        assert_eq!(changed(old, new), ["## Ports", "Open port 2.", "stop"]);
    }

    #[test]
    fn what_is_taken_out_leaves_its_place() {
        let old = "One stays. Two goes. Three stays.\n";
        let page = document::read("", "en/a.md", b"One stays. Three stays.\n", None);
        assert_eq!(differences(&page, old.as_bytes()), [Span::new(10, 10)]);
    }
}
