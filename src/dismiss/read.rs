//! Reads the comments of a page that dismiss findings.

use super::{Fault, Ignore, day, matter};
use crate::checks;
use crate::document::{BlockKind, Document, MarkKind, Page, Sentence};
use crate::message;
use crate::message::{Message, Wording};
use crate::nearest::nearest;
use crate::source::Span;
use memchr::memmem;

crate::message::wordings! {
    NOTHING_FOLLOWS: "ignore-invalid/nothing-follows", "nothing follows this comment that could be ignored";
    MEANS_NOTHING: "ignore-invalid/means-nothing", "unisono-ignore-{is} means nothing: did you mean unisono-ignore-{meant}?";
    NEVER_ENDED: "ignore-invalid/never-ended", "this is never ended: it goes on to the end of the page";
    NOT_BEGUN: "ignore-invalid/not-begun", "nothing was begun that could be ended here";
    ONE_DAY: "ignore-invalid/one-day", "until needs one day";
    NO_RULE: "ignore-invalid/no-rule", "this names no rule to ignore";
    NO_DAY: "ignore-invalid/no-day", "{is} is no day";
    NO_REASON: "ignore-invalid/no-reason", "no reason is given for ignoring {rules}";
    UNKNOWN: "ignore-invalid/unknown", "there is no rule {is}";
    UNKNOWN_NEAR: "ignore-invalid/unknown-near", "there is no rule {is}: did you mean {meant}?";
    TOO_MANY: "ignore-invalid/too-many", "there are too many of these on one page";
    PUT_BEFORE: "ignore-invalid/help/put-before", "Put it before the sentence or block.";
    WRITE_FORMS: "ignore-invalid/help/forms", "Write unisono-ignore-next, -start and -end, or -file.";
    WRITE_END: "ignore-invalid/help/end", "Write <!-- unisono-ignore-end --> where it ends.";
    WRITE_START: "ignore-invalid/help/start", "Write <!-- unisono-ignore-start RULE: REASON --> where it begins.";
    WRITE_UNTIL: "ignore-invalid/help/until", "Write it as until 2026-12-31.";
    NAME_RULE: "ignore-invalid/help/rule", "Name the rule, such as unisono-ignore-next number-changed: why. unisono rules lists them.";
    WRITE_DAY: "ignore-invalid/help/day", "Write the last day on which it is ignored, as 2026-12-31.";
    WRITE_REASON: "ignore-invalid/help/reason", "Write it behind a colon: unisono-ignore-next number-changed: why.";
    LISTED: "ignore-invalid/help/listed", "unisono rules lists them.";
    WRITE_FILE: "ignore-invalid/help/file", "Write unisono-ignore-file.";
}

/// How every such comment begins.
const MARK: &str = "unisono-ignore-";
/// A comment longer than this, in bytes, is no such comment.
const LONGEST: usize = 4096;
/// More than this on one page are not heeded.
const MOST: usize = 1000;
/// How deep marks are looked for in one another.
const NESTED: usize = 8;

/// What a page dismisses, and what is wrong with how it says so.
pub(super) fn read(page: &Page, reason_required: bool) -> (Vec<Ignore>, Vec<Fault>) {
    let mut found = Reader { page, reason_required, ignores: Vec::new(), faults: Vec::new() };
    // The entries of a catalogue are moved about by tools, and comments with them: a baseline is the way there.
    if page.catalogue.is_some() || page.text.is_empty() {
        return (found.ignores, found.faults);
    }
    matter::read(&mut found);
    found.comments();
    (found.ignores, found.faults)
}

pub(super) struct Reader<'p> {
    pub(super) page: &'p Page,
    reason_required: bool,
    ignores: Vec<Ignore>,
    faults: Vec<Fault>,
}

/// A comment: its place, and what it says behind [`MARK`].
struct Comment<'p> {
    span: Span,
    form: &'p str,
    rest: &'p str,
}

impl<'p> Reader<'p> {
    fn comments(&mut self) {
        let text = self.page.text.as_str();
        // Those that are open, by their place in `ignores`.
        let mut open: Vec<usize> = Vec::new();
        for at in memmem::find_iter(text.as_bytes(), MARK) {
            let Some(comment) = comment(text, at).filter(|comment| !self.is_code(comment.span)) else {
                continue;
            };
            let Comment { span, form, rest } = comment;
            let first = self.ignores.len();
            match form {
                "next" => {
                    let covers = self.next_place(span);
                    if covers.is_none() {
                        self.fault(span, &NOTHING_FOLLOWS, &PUT_BEFORE);
                    }
                    self.ignore(span, rest, covers.unwrap_or(Span::new(span.end, span.end)));
                }
                "file" => self.ignore(span, rest, self.whole()),
                "start" => {
                    self.ignore(span, rest, Span::new(span.end, text.len() as u32));
                    open.extend(first..self.ignores.len());
                }
                "end" => self.close(span, rest, &mut open),
                other => {
                    let known = ["next", "start", "end", "file"];
                    let meant = nearest(other, &known).unwrap_or("next");
                    self.fault(span, message!(MEANS_NOTHING, is = other, meant), &WRITE_FORMS);
                }
            }
        }
        for at in open {
            let span = self.ignores[at].written;
            self.fault(span, &NEVER_ENDED, &WRITE_END);
        }
    }

    /// Ends the last block that is open, or the one of these rules.
    fn close(&mut self, span: Span, rest: &str, open: &mut Vec<usize>) {
        let rules = words(rest.split(':').next().unwrap_or_default());
        let fits = |at: &usize| {
            rules.is_empty() || rules.iter().any(|rule| self.ignores[*at].rules.iter().any(|own| own == rule))
        };
        match open.iter().rposition(fits) {
            Some(last) => {
                let at = open.remove(last);
                self.ignores[at].covers.end = span.start;
            }
            None => self.fault(span, &NOT_BEGUN, &WRITE_START),
        }
    }

    /// Takes what is to be ignored, as written: `RULE, RULE until DAY: REASON`.
    pub(super) fn ignore(&mut self, written: Span, text: &str, covers: Span) {
        let (head, reason) = text.split_once(':').unwrap_or((text, ""));
        let mut rules = words(head);
        let mut until = None;
        if let Some(at) = rules.iter().position(|word| *word == "until") {
            let days = rules.split_off(at);
            match days[1..] {
                [day] => until = Some(day),
                _ => self.fault(written, &ONE_DAY, &WRITE_UNTIL),
            }
        }
        self.named(written, &rules, reason.trim(), until, covers);
    }

    /// Takes what is to be ignored; what is wrong with it becomes a fault, and the rest counts.
    pub(super) fn named(
        &mut self,
        written: Span,
        rules: &[&str],
        reason: &str,
        until: Option<&str>,
        covers: Span,
    ) {
        if rules.is_empty() {
            return self.fault(written, &NO_RULE, &NAME_RULE);
        }
        if let Some(wrong) = until.filter(|until| day(until).is_none()) {
            return self.fault(written, message!(NO_DAY, is = format!("{wrong:?}")), &WRITE_DAY);
        }
        if self.reason_required && reason.is_empty() {
            return self.fault(written, message!(NO_REASON, rules = rules.join(" and ")), &WRITE_REASON);
        }
        let mut known = Vec::new();
        for rule in rules {
            if checks::rule(rule).is_some() {
                known.push((*rule).to_owned());
                continue;
            }
            let names: Vec<&str> = checks::all().map(|rule| rule.name).collect();
            let message = match nearest(rule, &names) {
                Some(meant) => message!(UNKNOWN_NEAR, is = rule, meant),
                None => message!(UNKNOWN, is = rule),
            };
            self.fault(written, message, &LISTED);
        }
        if self.ignores.len() == MOST {
            return self.fault(written, &TOO_MANY, &WRITE_FILE);
        }
        if !known.is_empty() {
            let (reason, until) = (reason.to_owned(), until.map(str::to_owned));
            self.ignores.push(Ignore { rules: known, reason, until, written, covers });
        }
    }

    pub(super) fn fault(&mut self, span: Span, message: impl Into<Message>, help: &'static Wording) {
        self.faults.push(Fault { span, message: message.into(), help: help.into() });
    }

    /// The whole page.
    pub(super) fn whole(&self) -> Span {
        Span::new(0, self.page.text.len() as u32)
    }

    /// The sentence behind a comment inside a block, or the block behind one that stands between blocks.
    fn next_place(&self, comment: Span) -> Option<Span> {
        let places = self.page.documents.iter().filter_map(|document| next_in(document, comment));
        places.min_by_key(|span| span.start)
    }

    /// Whether a place is in a sample of code: what is shown there is no comment of ours.
    fn is_code(&self, span: Span) -> bool {
        let in_block = |document: &Document| {
            let after = document.blocks.partition_point(|block| block.source.start <= span.start);
            let block = document.blocks[..after].last();
            block.is_some_and(|block| {
                matches!(block.kind, BlockKind::Code { .. }) && block.source.contains(span)
            })
        };
        // Marks in marks come after them, and few are in one another.
        let in_mark = |document: &Document| {
            let after = document.marks.partition_point(|mark| mark.source.start <= span.start);
            let near = document.marks[..after].iter().rev().take(NESTED);
            near.into_iter().any(|mark| mark.kind == MarkKind::Code && mark.source.contains(span))
        };
        self.page.documents.iter().any(|document| in_block(document) || in_mark(document))
    }
}

fn next_in(document: &Document, comment: Span) -> Option<Span> {
    let after = document.blocks.partition_point(|block| block.source.start < comment.end);
    let around = document.blocks[..after].last().filter(|block| block.source.contains(comment));
    if let Some(block) = around {
        let (first, end) = block.sentences;
        let sentences = document.sentences.get(first as usize..end as usize).unwrap_or_default();
        let source = |sentence: &Sentence| document.source_span(sentence.text);
        // The sentence goes on behind a comment in its midst.
        let next = sentences.partition_point(|sentence| source(sentence).end <= comment.end);
        if let Some(sentence) = sentences.get(next) {
            return Some(source(sentence));
        }
    }
    document.blocks.get(after).map(|block| block.source)
}

/// The comment in which [`MARK`] stands at a place, where it is the first thing in one.
fn comment(text: &str, at: usize) -> Option<Comment<'_>> {
    let before = text[..at].trim_end();
    let (open, close) =
        [("<!--", "-->"), ("{/*", "*/}")].into_iter().find(|(open, _)| before.ends_with(open))?;
    let behind = &text[at + MARK.len()..];
    let behind = &behind[..behind.floor_char_boundary(LONGEST)];
    let end = memmem::find(behind.as_bytes(), close.as_bytes())?;
    let said = behind[..end].trim_end();
    let form = said.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or_default();
    let span = Span::new((before.len() - open.len()) as u32, (at + MARK.len() + end + close.len()) as u32);
    Some(Comment { span, form, rest: said[form.len()..].trim_start_matches(':').trim() })
}

/// Words between blanks and commas.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect()
}
