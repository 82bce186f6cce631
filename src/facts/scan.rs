//! One pass over a sentence: words, numbers and names become facts and features.

use super::features::{self, Feature};
use super::identifier::{self, IdentifierKind};
use super::number::{self, Amount, Number, Written};
use super::product::Mention;
use super::{Fact, Facts, SentenceFacts, Value, WIDE, folded_key};
use crate::code::inline;
use crate::document::{Document, MarkKind, Sentence};
use crate::language::lexicon::{self, Lexicon, NumberKind, NumberWord};
use crate::language::{is_letter, is_letter_or_digit};
use crate::source::Span;

/// Ideographs, kana and hangul: written without spaces, each a letter of its own.
#[must_use]
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
        && !matches!(c, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{30fb}')
}

pub(super) struct Scanner<'a> {
    document: &'a Document,
    products: &'a [Mention],
    /// Where links begin and end, in order.
    edges: &'a [u32],
    next_product: usize,
    next_mark: usize,
    next_edge: usize,
    lexicon: Option<&'static Lexicon>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(document: &'a Document, products: &'a [Mention], edges: &'a [u32]) -> Self {
        let lexicon = document.locale.as_ref().and_then(lexicon::for_locale);
        Self { document, products, edges, next_product: 0, next_mark: 0, next_edge: 0, lexicon }
    }

    /// Reads one sentence; sentences must come in order.
    pub(super) fn sentence(&mut self, sentence: &Sentence, facts: &mut Facts) {
        let first_fact = facts.facts.len();
        let first_feature = facts.features.len();
        let mut length = 0;
        let end = sentence.text.end;
        let mut at = sentence.text.start;
        while at < end {
            // What stands next as a whole: untouchable code, or a product's name.
            let opaque = self.opaque_from(at, end);
            let product = self.product_from(at, end);
            let until = opaque.map_or(end, |s| s.start).min(product.map_or(end, |m| m.text.start));
            // Nothing that is read reaches across the border of a link: "[2015](…)ou".
            let until = until.min(self.edge_after(at).unwrap_or(until));
            if at < until {
                self.prose(Span::new(at, until), facts, &mut length);
                at = until;
                continue;
            }
            if let Some(code) = opaque.filter(|code| code.start == at) {
                let text = self.document.text(code);
                let key = inline::key(text);
                facts.facts.push(Fact { text: code, value: Value::Code(key) });
                facts.features.push(Feature::fact(key, 1));
                length += code.len();
                at = code.end;
            } else if let Some(mention) = product {
                facts.facts.push(Fact {
                    text: mention.text,
                    value: Value::Product {
                        product: mention.product,
                        version: mention.version,
                        right_case: mention.right_case,
                    },
                });
                facts.features.push(Feature::fact(u64::from(mention.product), 2));
                length += 12;
                self.digits_of_name(mention.text, facts);
                at = mention.text.end;
            }
        }
        if let Some(unit) = sentence.unit {
            facts.features.push(Feature::fact(folded_key(self.document.string(unit)), 10));
        }
        facts.features[first_feature..].sort_unstable();
        facts.sentences.push(SentenceFacts {
            facts: (first_fact as u32, facts.facts.len() as u32),
            features: (first_feature as u32, facts.features.len() as u32),
            length,
            marks: self.marks_of(sentence),
        });
    }

    /// The next border of a link behind a place; the places ascend.
    fn edge_after(&mut self, at: u32) -> Option<u32> {
        while self.edges.get(self.next_edge).is_some_and(|&edge| edge <= at) {
            self.next_edge += 1;
        }
        self.edges.get(self.next_edge).copied()
    }

    /// How many labels, links and pieces of code begin in a sentence.
    fn marks_of(&self, sentence: &Sentence) -> u16 {
        let marks = &self.document.marks;
        let first = marks.partition_point(|mark| mark.text.start < sentence.text.start);
        let inside = marks[first..].iter().take_while(|mark| mark.text.start < sentence.text.end);
        let counted = |kind| matches!(kind, MarkKind::Strong | MarkKind::Link { .. } | MarkKind::Code);
        inside.filter(|mark| counted(mark.kind)).count().try_into().unwrap_or(u16::MAX)
    }

    /// The next code or no-translate mark that starts at or after `at`, cut to the sentence.
    fn opaque_from(&mut self, at: u32, end: u32) -> Option<Span> {
        while let Some(mark) = self.document.marks.get(self.next_mark) {
            if mark.text.start >= end {
                return None;
            }
            if matches!(mark.kind, MarkKind::Code | MarkKind::NoLoc)
                && mark.text.end > at
                && !mark.text.is_empty()
            {
                return Some(Span::new(mark.text.start.max(at), mark.text.end.min(end)));
            }
            self.next_mark += 1;
        }
        None
    }

    /// The next product named at or after `at`, within the sentence.
    fn product_from(&mut self, at: u32, end: u32) -> Option<&'a Mention> {
        while let Some(mention) = self.products.get(self.next_product) {
            if mention.text.start >= end {
                return None;
            }
            if mention.text.start >= at && mention.text.end <= end {
                return Some(mention);
            }
            self.next_product += 1;
        }
        None
    }

    /// The numbers inside a product's name ("Office 365"): a name with another number is no name.
    fn digits_of_name(&self, name: Span, facts: &mut Facts) {
        let text = self.document.text(name);
        let Some(at) = text.find(|c: char| c.is_ascii_digit()) else { return };
        let alone = !text[..at].ends_with(|c: char| c.is_alphanumeric());
        if let (true, Some(Written::Number(number, length))) = (alone, number::read(&text[at..])) {
            let start = name.start + at as u32;
            facts.facts.push(Fact { text: Span::new(start, start + length), value: Value::Number(number) });
        }
    }

    /// Reads text that holds neither code nor product names.
    fn prose(&self, span: Span, facts: &mut Facts, length: &mut u32) {
        let text = self.document.text(span);
        let mut at = 0;
        // Until where the numbers of a date are read one by one.
        let mut dated = 0;
        let edge = self.edges.binary_search(&span.start).is_ok();
        let mut before = self.document.plain[..span.start as usize].chars().next_back().filter(|c| {
            // A link begins a word; behind one, "-Befehl" goes on.
            !edge || !c.is_alphanumeric() || text.starts_with('-')
        });
        while let Some(c) = text[at..].chars().next() {
            let place = |from: usize, to: usize| Span::new(span.start + from as u32, span.start + to as u32);
            let fresh = before.is_none_or(|b| {
                b.is_whitespace()
                    || matches!(b, '(' | '[' | '"' | '\'' | '“' | '„' | '«' | '（' | '「' | '|' | '/')
            });
            if number::digit(c).is_some() {
                // A GUID or an address may start with a digit.
                let run = technical_run(&text[at..]);
                if run.len() > 8
                    && let Some((kind, n)) = identifier::at_start(run, fresh)
                {
                    self.identifier(kind, place(at, at + n), facts);
                    *length += n as u32;
                    at += n;
                    before = Some('x');
                    continue;
                }
                if let Some((key, n)) = number::time(&text[at..]).or_else(|| self.clock(&text[at..])) {
                    facts.facts.push(Fact { text: place(at, at + n as usize), value: Value::Time(key) });
                    facts.features.push(Feature::fact(u64::from(key), 11));
                    *length += n;
                    at += n as usize;
                    before = Some('0');
                    continue;
                }
                if at >= dated
                    && let Some(n) = number::date(&text[at..])
                {
                    dated = at + n;
                }
                let alone = at < dated || self.is_day_of_month(text, at);
                let digits = if alone { &text[at..at + number::digits(&text[at..])] } else { &text[at..] };
                match number::read(digits) {
                    Some(Written::Number(number, n)) => {
                        let (number, n) = self.with_unit(number, n, &text[at..]);
                        let text = place(at, at + n as usize);
                        facts.facts.push(Fact { text, value: Value::Number(number) });
                        facts.features.push(Feature::fact(number.grouped, 3));
                        *length += n;
                        at += n as usize;
                    }
                    Some(Written::Version(key, n)) => {
                        facts
                            .facts
                            .push(Fact { text: place(at, at + n as usize), value: Value::Version(key) });
                        facts.features.push(Feature::fact(key, 4));
                        *length += n;
                        at += n as usize;
                    }
                    None => at += c.len_utf8(),
                }
                before = Some('0');
                continue;
            }
            if c == '<'
                && let Some(n) = tag(&text[at..])
            {
                at += n;
                before = Some(' ');
                continue;
            }
            if is_wide(c) {
                *length += WIDE;
                at += c.len_utf8();
                before = Some(c);
                continue;
            }
            let fresh = fresh && (c != '-' || self.begins_a_word(span, at, facts));
            if is_letter(c) || matches!(c, '-' | '_' | '\\' | '%' | '/') {
                let run = technical_run(&text[at..]);
                let starts_word = !before.is_some_and(|b| b.is_alphanumeric() && !is_wide(b));
                if starts_word && let Some((kind, n)) = identifier::at_start(run, fresh) {
                    self.identifier(kind, place(at, at + n), facts);
                    *length += n as u32;
                    at += n;
                    before = Some('x');
                    continue;
                }
                // "v4.0" is "version 4.0".
                if matches!(c, 'v' | 'V')
                    && starts_word
                    && is_version(&text[at + 1..])
                    && let Some(written) = number::read(&text[at + 1..])
                {
                    let (value, feature, n) = match written {
                        Written::Number(number, n) => {
                            (Value::Number(number), Feature::fact(number.grouped, 3), n)
                        }
                        Written::Version(key, n) => (Value::Version(key), Feature::fact(key, 4), n),
                    };
                    facts.facts.push(Fact { text: place(at, at + 1 + n as usize), value });
                    facts.features.push(feature);
                    *length += n + 1;
                    at += 1 + n as usize;
                    before = Some('0');
                    continue;
                }
                if is_letter(c) {
                    let n = word_length(&text[at..]);
                    let word = &text[at..at + n];
                    if let Some(kind) = identifier::word(word) {
                        self.identifier(kind, place(at, at + n), facts);
                    } else if let Some(feature) = features::word(word) {
                        facts.features.push(feature);
                    }
                    *length += word.chars().count() as u32;
                    at += n;
                    before = Some('x');
                    continue;
                }
            }
            at += c.len_utf8();
            before = Some(c);
        }
    }

    /// Whether a dash begins a word: it is no part of a compound behind code, a closing quotation mark ("»NFS LOOKUP«-Anfrage")
    /// or a part that is left out ("Lese-/-Schreibzugriff").
    fn begins_a_word(&self, span: Span, at: usize, facts: &Facts) -> bool {
        const QUOTES: [char; 10] = ['"', '\'', '“', '”', '„', '«', '»', '‘', '’', '`'];
        let place = span.start + at as u32;
        if facts
            .facts
            .last()
            .is_some_and(|fact| fact.text.end == place && matches!(fact.value, Value::Code(_)))
        {
            return false;
        }
        let before = &self.document.plain[..place as usize];
        let closes = |text: &str| {
            text.strip_suffix(QUOTES)
                .is_some_and(|text| text.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | '[')))
        };
        !closes(before) && !before.ends_with("-/")
    }

    /// Whether a number stands behind a month and, without a space, before a year: "December 30,1899".
    fn is_day_of_month(&self, text: &str, at: usize) -> bool {
        let day = number::digits(&text[at..]);
        let behind = &text[at + day..];
        if day > 2 || !behind.starts_with(',') || number::digits(&behind[1..]) != 4 {
            return false;
        }
        let before = text[..at].trim_end_matches([' ', '\u{a0}', '.']);
        let from = before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let month = |lexicon: &Lexicon| lexicon.month(&before[from..]).is_some();
        from < before.len() && (self.lexicon.is_some_and(month) || lexicon::english().is_some_and(month))
    }

    /// Takes in the units behind a number, and what follows them as part of it: "2 million", "1億2000万".
    fn with_unit(&self, number: Number, length: u32, text: &str) -> (Number, u32) {
        const PARTS: usize = 4;
        // "4K" is the same in languages that nothing is known of.
        let Some(lexicon) = self.lexicon.or_else(lexicon::english) else { return (number, length) };
        let (mut whole, mut end) = (None::<Amount>, length as usize);
        let (mut from, mut to) = (0, end);
        for _ in 0..PARTS {
            let (factor, behind) = units(lexicon, text, to);
            let part = Amount::of(&text[from..to], factor);
            let sum = match (whole, part) {
                (None, part) if factor > 1 => part,
                (Some(whole), Some(part)) => whole.plus(part),
                _ => None,
            };
            let Some(sum) = sum else { break };
            (whole, end) = (Some(sum), behind);
            // A unit and what belongs to it may stand apart: "2 億 5,000 万".
            let rest = text[end..].strip_prefix(' ').unwrap_or(&text[end..]);
            if lexicon.is_spaced() || factor == 1 || !rest.starts_with(|c| number::digit(c).is_some()) {
                break;
            }
            let Some(Written::Number(_, n)) = number::read(rest) else { break };
            (from, to) = (text.len() - rest.len(), text.len() - rest.len() + n as usize);
            let apart = from > end;
            let (next_factor, _) = units(lexicon, text, to);
            let small = Amount::of(&text[from..to], next_factor).is_some_and(|next| next.is_below(factor));
            if !small || apart && next_factor == 1 {
                break;
            }
        }
        whole.map_or((number, length), |whole| (whole.number(), end as u32))
    }

    /// A time of day that words divide: "13h30", "13 Uhr 30", "13時30分".
    fn clock(&self, text: &str) -> Option<(u16, u32)> {
        let dates = &self.lexicon?.dates;
        let two = |text: &str| -> Option<(u16, usize)> {
            let digits = text.chars().map_while(|c| Some((number::digit(c)?, c.len_utf8())));
            let (count, value, length) =
                digits.take(3).fold((0, 0, 0), |(count, value, length), (digit, n)| {
                    (count + 1, value * 10 + u16::from(digit), length + n)
                });
            (1..=2).contains(&count).then_some((value, length))
        };
        let skip = |text: &str, at: usize| {
            at + (text[at..].len() - text[at..].trim_start_matches([' ', '\u{a0}']).len())
        };
        let word = |words: &[&str], at: usize| {
            words.iter().filter(|word| text[at..].starts_with(**word)).map(|word| word.len()).max()
        };
        let (hour, at) = two(text)?;
        let at = skip(text, at);
        let at = skip(text, at + word(dates.after_hour, at)?);
        let (minute, n) = two(&text[at..])?;
        let wide = text[..at].ends_with(is_wide);
        let end = at + n;
        let marked = word(dates.after_minute, end).filter(|_| wide);
        let ends = !text[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',') && wide);
        (hour <= 24 && minute < 60 && (wide && marked.is_some() || !wide && n == 2 && ends))
            .then_some((hour % 12 * 60 + minute, (end + marked.unwrap_or(0)) as u32))
    }

    fn identifier(&self, kind: IdentifierKind, text: Span, facts: &mut Facts) {
        let written = self.document.text(text);
        let written = if kind == IdentifierKind::Acronym { written.trim_end_matches('s') } else { written };
        let key = folded_key(written);
        facts.facts.push(Fact { text, value: Value::Identifier { kind, key } });
        // "WebSocket", "les WebSockets": a plural is the same name.
        facts.features.push(Feature::fact(folded_key(written.trim_end_matches('s')), 5));
    }
}

/// What the number that ends at a place is multiplied by, and where its units end: "2 mil millones", "100万".
fn units(lexicon: &Lexicon, text: &str, mut at: usize) -> (u64, usize) {
    let mut factor = 1;
    loop {
        let behind = text[at..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let gap = text[at..].len() - behind.len();
        if gap > 3 || !behind.starts_with(is_letter) {
            return (factor, at);
        }
        let word = &behind[..word_length(behind)];
        let found = if lexicon.is_spaced() || !word.is_empty() && word.is_ascii() {
            // One letter is a unit only where it stands by its number: "5k".
            let unit = lexicon.unit(word).or_else(|| english_unit(word));
            unit.map(|unit| (unit, word.len())).filter(|_| word.len() > 1 || gap == 0)
        } else {
            let nothing = |w: &NumberWord| w.kind == NumberKind::Nothing && behind.starts_with(w.word);
            lexicon.unit_at_start(behind).filter(|&(_, n)| {
                // "1 만들기" begins another word: apart from the number, a unit is a word by itself.
                (gap == 0 || !behind[n..].starts_with(is_hangul)) && !lexicon.number_words.iter().any(nothing)
            })
        };
        match found {
            Some((unit, n)) if factor == 1 || unit > factor => {
                let Some(product) = factor.checked_mul(unit) else { return (factor, at) };
                factor = product;
                at += gap + n;
            }
            _ => return (factor, at),
        }
    }
}

/// What an English word multiplies by, which samples have in all languages: "10.2 million".
fn english_unit(word: &str) -> Option<u64> {
    const LEAST: usize = 7;
    lexicon::english().filter(|_| word.len() >= LEAST && word.is_ascii())?.unit(word)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// Where links begin and end, in order.
pub(super) fn link_edges(document: &Document) -> Vec<u32> {
    let links = document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Link { .. }));
    let mut edges: Vec<u32> = links
        .filter(|mark| !mark.text.is_empty())
        .flat_map(|mark| [mark.text.start, mark.text.end])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// The length of a tag with attributes, or of an end tag, at the start of a text: one whose markup is broken
/// (`<span id="7f3a-12&quot;>`) is shown to readers and states nothing all the same.
fn tag(text: &str) -> Option<usize> {
    const LONGEST: usize = 200;
    let inside = text.get(1..)?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let end = inside.bytes().take(LONGEST).position(|b| b == b'>' || b == b'<')?;
    let body = inside.get(..end).filter(|_| inside.as_bytes()[end] == b'>')?;
    let closes = body.len() > 1
        && body.strip_prefix('/').is_some_and(|name| name.bytes().all(|b| b.is_ascii_lowercase()));
    (closes || body.contains("=\"")).then_some(end + 2)
}

/// The longest name that is looked for, in characters: keeps the search linear on hostile text.
const LONGEST_NAME: usize = 256;

/// The run of letters, digits and joining punctuation at the start of a text.
fn technical_run(text: &str) -> &str {
    let end = text
        .char_indices()
        .enumerate()
        .map_while(|(n, at)| (n < LONGEST_NAME).then_some(at))
        .find(|&(_, c)| {
            !(c.is_ascii_alphanumeric()
                || matches!(
                    c,
                    '_' | '-'
                        | '.'
                        | '/'
                        | '\\'
                        | ':'
                        | '@'
                        | '%'
                        | '$'
                        | '#'
                        | '*'
                        | '+'
                        | '&'
                        | '?'
                        | '='
                        | '~'
                )
                || (!c.is_ascii() && is_letter(c) && !is_wide(c)))
        })
        .map(|(at, _)| at);
    let end = end.unwrap_or_else(|| text.char_indices().nth(LONGEST_NAME).map_or(text.len(), |(at, _)| at));
    &text[..end]
}

/// Whether a text begins with a number of more parts than one, and no letters behind it: "4.0", not "1beta".
fn is_version(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let number = text[..end].trim_end_matches('.');
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.contains('.')
        && !text[end..].starts_with(|c: char| c.is_alphanumeric() && !is_wide(c) || c == '-')
}

/// The length of the word at the start of a text: letters of one alphabet and digits.
fn word_length(text: &str) -> usize {
    text.char_indices().find(|&(_, c)| !is_letter_or_digit(c) || is_wide(c)).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use crate::checker::index;
    use crate::facts::Value;

    fn numbers(page: &str) -> Vec<String> {
        let indexed = index("", "en/page.md", page.as_bytes());
        let text = |fact: &crate::facts::Fact| indexed.page.documents[0].text(fact.text).to_owned();
        let number = |value| matches!(value, Value::Number(_) | Value::Version(_));
        indexed.facts[0].facts.iter().filter(|fact| number(fact.value)).map(text).collect()
    }

    #[test]
    fn a_word_ends_where_a_link_begins_or_ends() {
        assert_eq!(numbers("Install [6.0.9319.72](a.md)or later."), ["6.0.9319.72"]);
        assert_eq!(numbers("See Exchange Server[2015](a.md)."), ["2015"]);
    }

    #[test]
    fn a_tag_with_broken_quotes_states_nothing() {
        assert_eq!(numbers("<span id=\"7f3a-12&quot;>Wait 5 minutes.</span>"), ["5"]);
        assert_eq!(numbers("Use <port 5061> here, if 3 < 4 or 5 > 2."), ["5061", "3", "4", "5", "2"]);
    }

    #[test]
    fn a_product_before_code_is_read_and_so_is_what_stands_between() {
        let indexed = index("", "en/page.md", b"Use SQL Server 2013 on port 5269 with `ipconfig`.");
        let facts = &indexed.facts[0].facts;
        let products = facts.iter().filter(|fact| matches!(fact.value, Value::Product { .. })).count();
        let numbers = facts.iter().filter(|fact| matches!(fact.value, Value::Number(_))).count();
        assert_eq!((products, numbers), (1, 2));
    }
}
