//! Cuts prose into sentences.
//!
//! A sentence ends at a terminator and the closing quotes and brackets after it: at `. ! ? …` where
//! white space follows, at `。 ！ ？` at once. A full stop is no end inside code, inside a word
//! (`5.0`, `setup.exe`), after an abbreviation, an initial or a list label (`1.`), or before a
//! lower-case word. Beyond that, sentences begin where the document says so: at visible line breaks
//! and at the borders of side-by-side units.

use super::{BlockKind, Document, Mark, MarkKind, Sentence, StringId};
use crate::language::{Locale, lexicon};
use crate::source::{Span, Stretches};

/// A stretch of plain text that is one unit of a side-by-side page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// In `plain`.
    pub(super) text: Span,
    pub(super) id: StringId,
}

/// Abbreviations that stand in texts of many languages.
const ABBREVIATIONS: [&str; 12] =
    ["e.g.", "i.e.", "vs.", "cf.", "approx.", "ca.", "dr.", "mr.", "mrs.", "ms.", "prof.", "st."];

/// Abbreviations that may well end a sentence: they do where a capital letter follows.
const CLOSING_ABBREVIATIONS: [&str; 16] = [
    "etc.", "usw.", "ecc.", "т.д.", "т.п.", "др.", "пр.", "д.", "п.", "llc.", "inc.", "ltd.", "corp.", "co.",
    "al.", "ff.",
];

/// Fills in the sentences of all blocks. `boundaries` are the places in `plain` where a sentence
/// begins whatever stands there; they and `units` ascend.
pub(super) fn split(document: &mut Document, locale: Option<&Locale>, boundaries: &[u32], units: &[Unit]) {
    let lexicon = locale.and_then(lexicon::for_locale);
    let abbreviations: &[&str] = lexicon.map_or(&[], |lexicon| lexicon.abbreviations);
    let months: &[&str] = lexicon.map_or(&[], |lexicon| lexicon.dates.months);
    let capital_nouns = lexicon.is_some_and(|lexicon| lexicon.nouns_have_capitals);
    let mut sentences = Vec::with_capacity(document.plain.len() / 80 + document.blocks.len());
    let mut next_boundary = 0;
    let mut next_unit = 0;
    for (id, block) in document.blocks.iter().enumerate() {
        let first = sentences.len() as u32;
        if !matches!(block.kind, BlockKind::Code { .. }) {
            while boundaries.get(next_boundary).is_some_and(|b| *b <= block.text.start) {
                next_boundary += 1;
            }
            let splitter = Splitter {
                text: &document.plain[block.text.range()],
                marks: &document.marks[block.marks.0 as usize..block.marks.1 as usize],
                base: block.text.start,
                heading: matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Title),
                abbreviations,
                months,
                capital_nouns,
            };
            let mut start = block.text.start;
            loop {
                let end = boundaries.get(next_boundary).copied().filter(|b| *b < block.text.end);
                let stop = end.unwrap_or(block.text.end);
                splitter.segment(start, stop, &mut |text| {
                    while units.get(next_unit).is_some_and(|unit| unit.text.end <= text.start) {
                        next_unit += 1;
                    }
                    let unit =
                        units.get(next_unit).filter(|unit| unit.text.overlaps(text)).map(|unit| unit.id);
                    // Behind a question that is a heading its original may stand in brackets.
                    let gloss = splitter.heading && document.plain[text.range()].starts_with(['(', '（']);
                    let sentence = Sentence { text, block: id as u32, unit };
                    push(&document.plain, &mut sentences, first, sentence, gloss);
                });
                match end {
                    Some(end) => start = end,
                    None => break,
                }
                next_boundary += 1;
            }
        }
    }
    // Sentences know their block; give each block its range.
    let mut next = 0;
    for (id, block) in document.blocks.iter_mut().enumerate() {
        let first = next;
        while sentences.get(next).is_some_and(|sentence: &Sentence| sentence.block == id as u32) {
            next += 1;
        }
        block.sentences = (first as u32, next as u32);
    }
    document.sentences = sentences;
    document.marked = Stretches::new(document.marks.iter().map(|mark| mark.text));
}

/// Adds a sentence; what holds neither letter nor digit is the tail of the sentence before it, and so is a gloss.
fn push(plain: &str, sentences: &mut Vec<Sentence>, first: u32, sentence: Sentence, gloss: bool) {
    let bare = gloss || !plain[sentence.text.range()].contains(char::is_alphanumeric);
    if bare
        && sentences.len() as u32 > first
        && let Some(last) = sentences.last_mut()
        && (sentence.unit.is_none() || sentence.unit == last.unit)
    {
        last.text.end = sentence.text.end;
        return;
    }
    sentences.push(sentence);
}

struct Splitter<'t> {
    /// Of the block.
    text: &'t str,
    marks: &'t [Mark],
    /// Where the block starts in `plain`.
    base: u32,
    heading: bool,
    abbreviations: &'static [&'static str],
    months: &'static [&'static str],
    /// Whether the language writes nouns with a capital.
    capital_nouns: bool,
}

impl Splitter<'_> {
    /// Gives the sentences of `start..end` (in `plain`) to `out`.
    fn segment(&self, start: u32, end: u32, out: &mut dyn FnMut(Span)) {
        let (start, end) = ((start - self.base) as usize, (end - self.base) as usize);
        let text = &self.text[..end];
        let mut from = start;
        let mut at = start;
        let mut content = Content { searched: start, found: None };
        let mut mark = 0;
        let mut links = Links { next: 0, last: None };
        while let Some(found) = next_terminator(&text.as_bytes()[at..]) {
            let terminator = at + found;
            // Nothing ends inside code or inside text that is to stay as it is.
            while self
                .marks
                .get(mark)
                .is_some_and(|mark| !is_opaque(mark) || self.place(mark.text.end) <= terminator)
            {
                mark += 1;
            }
            if let Some(mark) = self.marks.get(mark).filter(|mark| self.place(mark.text.start) <= terminator)
            {
                at = self.place(mark.text.end).min(end);
                continue;
            }
            // Nor does an end reach into code that follows it: "…。`.`".
            let bound =
                self.marks.get(mark).map_or(end, |mark| self.place(mark.text.start).clamp(terminator, end));
            let tail = text[terminator..bound].trim_start_matches(is_terminator);
            let rest = tail.trim_start_matches(is_closing);
            let (after, stop) = (bound - tail.len(), bound - rest.len());
            at = stop;
            if stop == end {
                break;
            }
            let Some(first) = content.before(text, terminator) else { continue };
            let in_link = links.before(self.marks, self.base + terminator as u32).is_some_and(|link| {
                (after..=stop).contains(&self.place(link.end)) && self.place(link.start) > first
            });
            if self.ends(Ending { text, content: first, terminator, after, stop, in_link }) {
                emit(self.text, self.base, from, stop, out);
                from = stop;
                content = Content { searched: stop, found: None };
            }
        }
        emit(self.text, self.base, from, end, out);
    }

    /// A place in `plain` as one in the block.
    const fn place(&self, plain: u32) -> usize {
        (plain - self.base) as usize
    }

    /// Whether a sentence ends there.
    fn ends(&self, ending: Ending<'_>) -> bool {
        let Ending { text, terminator, after, stop, .. } = ending;
        let rest = &text[stop..];
        let following = rest.chars().next();
        let Some(first) = text[terminator..].chars().next() else { return false };
        if is_wide(first) {
            // 「…。」と: a particle carries the sentence on after the quotation.
            return stop == after || !following.is_some_and(carries_on);
        }
        if !following.is_some_and(char::is_whitespace) {
            let before = text[..terminator].chars().next_back();
            return first != '…'
                && !ending.in_link
                && before.is_some_and(is_cjk)
                && following.is_some_and(is_cjk);
        }
        let word = rest.trim_start().trim_start_matches(is_opening);
        let Some(initial) = word.chars().next() else { return true };
        let single = after - terminator == first.len_utf8();
        let quoted = stop > after && first != '.';
        let ellipsis = stop > after && !single;
        let title = ending.in_link && (first != '.' || !single);
        if initial.is_lowercase() && quoted || !initial.is_uppercase() && (title || ellipsis) {
            // The end of a title or of a label that the sentence names: "see [What is it?](…) for
            // more", "(how many?) and", "[Browse...]".
            return false;
        }
        let stop_alone = text[..terminator].ends_with(char::is_whitespace);
        if stop_alone
            && initial.is_ascii_digit()
            && text[..terminator].trim_end().ends_with(|c: char| c.is_ascii_digit())
        {
            // "16 . 0 . 9126" was one number before somebody translated it.
            return false;
        }
        if first == '.' && single && stop == after && self.is_abbreviation(&ending, word) {
            return false;
        }
        if initial.is_lowercase() {
            let place = self.base + (text.len() - word.len()) as u32;
            let at = self.marks.partition_point(|mark| mark.text.start < place);
            let starts_code =
                self.marks[at..].iter().take_while(|mark| mark.text.start == place).any(is_opaque);
            let end = word.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(word.len());
            // `msRTCSIP` and `eth0` are names, not words, and may begin a sentence.
            let is_name = word[..end].contains(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '_');
            if !starts_code && !is_name {
                return matches!(first, '!' | '?') && !text[..terminator].ends_with("Yahoo");
            }
        }
        true
    }

    /// Whether a full stop belongs to the word before it.
    fn is_abbreviation(&self, ending: &Ending<'_>, next: &str) -> bool {
        let before = &ending.text[ending.content..ending.terminator];
        let word = before.rsplit(|c: char| c.is_whitespace() || is_opening(c)).next().unwrap_or_default();
        if word.is_empty() {
            return false;
        }
        let leads = before.len() == word.len();
        if word.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            // "1. Foo" at the start is a label; "1. Januar" is an ordinal; in a heading, "Step 1. Foo".
            return word.len() <= 5 && (leads || self.heading)
                || word.len() <= 2 && self.months.iter().any(|month| starts_with(next, month));
        }
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && (leads || letter.is_uppercase())
            && !is_cjk(letter)
        {
            // A label ("a. Foo") or an initial.
            return true;
        }
        let with_stop = &ending.text[ending.terminator - word.len()..=ending.terminator];
        if CLOSING_ABBREVIATIONS.iter().any(|known| equal(known, with_stop)) {
            return !next.starts_with(char::is_uppercase);
        }
        // "CA" is a name even where "ca." is an abbreviation.
        let is_name = word.chars().all(char::is_uppercase);
        // "5 min. Then": a unit after a number may end a sentence. Where nouns are capitalised, the
        // next word does not tell.
        let after_number =
            before[..before.len() - word.len()].trim_end().ends_with(|c: char| c.is_ascii_digit());
        let ends = after_number && !self.capital_nouns && next.starts_with(char::is_uppercase);
        !is_name
            && !ends
            && ABBREVIATIONS.iter().chain(self.abbreviations).any(|known| equal(known, with_stop))
    }
}

/// The first letter or digit of a sentence, looked for only as far as needed and only once.
struct Content {
    searched: usize,
    found: Option<usize>,
}

impl Content {
    fn before(&mut self, text: &str, end: usize) -> Option<usize> {
        if self.found.is_none() && self.searched < end {
            self.found = text[self.searched..end].find(char::is_alphanumeric).map(|at| self.searched + at);
            self.searched = end;
        }
        self.found
    }
}

/// A place where a sentence may end.
struct Ending<'t> {
    /// The block's text up to the end of the segment.
    text: &'t str,
    /// First letter or digit of the sentence.
    content: usize,
    /// First terminator.
    terminator: usize,
    /// After the terminators.
    after: usize,
    /// After the closing marks that follow them.
    stop: usize,
    /// Whether they end the text of a link inside the sentence.
    in_link: bool,
}

/// Finds the last link that starts before a place; the places ascend.
struct Links {
    next: usize,
    last: Option<Span>,
}

impl Links {
    fn before(&mut self, marks: &[Mark], place: u32) -> Option<Span> {
        while let Some(mark) = marks.get(self.next).filter(|mark| mark.text.start <= place) {
            if matches!(mark.kind, MarkKind::Link { .. }) {
                self.last = Some(mark.text);
            }
            self.next += 1;
        }
        self.last
    }
}

/// Whether `text` starts with the word `lower`, whatever its case.
fn starts_with(text: &str, lower: &str) -> bool {
    let mut text = text.chars().flat_map(char::to_lowercase);
    lower.chars().all(|c| text.next() == Some(c))
}

fn equal(lower: &str, text: &str) -> bool {
    // The letters of abbreviations are as long in either case.
    lower.len() == text.len() && lower.chars().eq(text.chars().flat_map(char::to_lowercase))
}

fn emit(text: &str, base: u32, from: usize, to: usize, out: &mut dyn FnMut(Span)) {
    let sentence = &text[from..to];
    let start = from + (sentence.len() - sentence.trim_start().len());
    let sentence = sentence.trim();
    if !sentence.is_empty() {
        out(Span::new(base + start as u32, base + (start + sentence.len()) as u32));
    }
}

/// Where the first terminator starts.
fn next_terminator(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes[at..]
            .iter()
            .position(|b| matches!(b, b'.' | b'!' | b'?' | 0xE2 | 0xE3 | 0xEF | 0xD8 | 0xDB | 0xE0))?;
        match bytes[at..] {
            [b'.' | b'!' | b'?', ..]
            | [0xE2, 0x80, 0xA6, ..]
            | [0xE3, 0x80, 0x82, ..]
            | [0xEF, 0xBC, 0x81 | 0x8E | 0x9F, ..]
            | [0xEF, 0xBD, 0xA1, ..]
            | [0xD8, 0x9F, ..]
            | [0xDB, 0x94, ..]
            | [0xE0, 0xA5, 0xA4, ..] => return Some(at),
            _ => at += 1,
        }
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।') || is_wide(c)
}

/// Terminators that need no space after them.
fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．')
}

/// Japanese particles and commas that go on after a quotation.
fn carries_on(c: char) -> bool {
    matches!(c, 'と' | 'を' | 'の' | 'が' | 'は' | 'に' | 'で' | 'も' | 'へ' | '、' | '，')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '}'
            | '”'
            | '’'
            | '“'
            | '»'
            | '«'
            | '›'
            | '）'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '］'
            | '*'
            | '_'
    )
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '('
            | '['
            | '{'
            | '“'
            | '‘'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '（'
            | '「'
            | '『'
            | '【'
            | '《'
            | '〈'
            | '［'
            | '¿'
            | '¡'
            | '*'
            | '_'
    )
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn is_opaque(mark: &Mark) -> bool {
    matches!(mark.kind, MarkKind::Code | MarkKind::NoLoc)
}
