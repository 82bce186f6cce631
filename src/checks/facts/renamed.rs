//! Names that a language renders by right: placeholders made of words ("MyDatabase", "C:\homepage\picture.gif"), functions
//! that a program calls otherwise in every language, people and teams of a language's own.
//!
//! A name that was lost, or became another of the source's, is none of these.

use crate::align::Bead;
use crate::checks::page_words::{Of, Words, letters};
use crate::code::mentions::contains_whole;
use crate::compare::Comparison;
use crate::document::MarkKind;
use crate::facts::spelling::Spelling;
use crate::facts::{Fact, IdentifierKind, Value};
use crate::language::lexicon;
use crate::rendition::Rendition;
use crate::source::Span;

/// What a pair of pages shows of the names that its language renders. Words are gathered when they are first asked for.
pub(super) struct Renamed<'p, 'a> {
    pair: &'p Comparison<'a>,
    words: Option<[Words; 2]>,
    functions: Option<bool>,
}

/// The words and numbers that a name is made of: "C:\MyFiles\file1.txt" of C, My, Files, file, 1 and txt.
fn parts(name: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let bytes = name.as_bytes();
    let mut start = 0;
    for at in 0..=bytes.len() {
        let here = bytes.get(at);
        let ends = here.is_none_or(|b| !b.is_ascii_alphanumeric())
            || at > start && {
                let (last, next) = (bytes[at - 1], bytes[at]);
                let hump = next.is_ascii_uppercase()
                    && (last.is_ascii_lowercase() || bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase));
                last.is_ascii_digit() != next.is_ascii_digit() || hump
            };
        if !ends {
            continue;
        }
        if at > start {
            all.push(&name[start..at]);
        }
        start = if here.is_some_and(u8::is_ascii_alphanumeric) { at } else { at + 1 };
    }
    all
}

/// Whether a name is written in capitals, with points, lines and digits at most: "NORM.INV", "DAYS360".
fn in_capitals(name: &str) -> bool {
    const LEAST: usize = 3;
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    let other = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_');
    capitals >= LEAST && name.bytes().all(other)
}

/// Whether a part of a name stands for one of the reader's own, as documentation writes it: "myserver", "example".
fn is_example(part: &str) -> bool {
    const LEAST: usize = 3;
    let part = part.to_ascii_lowercase();
    let of = |whose: &str| part.strip_prefix(whose).is_some_and(|what| what.len() >= LEAST);
    matches!(part.as_str(), "my" | "your" | "example" | "sample") || of("my") || of("your")
}

/// The same, in whatever alphabet: "SCHÄTZER.EXP".
fn is_shouted(name: &str) -> bool {
    const LEAST: usize = 3;
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let other = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '_');
    capitals >= LEAST && name.chars().all(other)
}

/// Whether a name says by repeated letters how a date or an amount is written: "DD.MM.YYYY".
fn is_pattern(name: &str) -> bool {
    let repeated = |part: &str| {
        part.len() > 1 && part.bytes().all(|b| b == part.as_bytes()[0] && b.is_ascii_alphabetic())
    };
    name.split('.').all(repeated)
}

impl<'p, 'a> Renamed<'p, 'a> {
    pub(super) fn new(pair: &'p Comparison<'a>) -> Self {
        Self { pair, words: None, functions: None }
    }

    /// Whether the language may well call something its own way that became another name.
    pub(super) fn is_own(&mut self, bead: &Bead, kind: IdentifierKind, (old, new): (Fact, Fact)) -> bool {
        use IdentifierKind as K;
        let pair = self.pair;
        let (was, is) = (pair.source.document.text(old.text), pair.target.document.text(new.text));
        // Whatever the source has on another line is no translation.
        let another = contains_whole(&pair.source.document.plain, is);
        match kind {
            _ if another => false,
            // "ofBread": a lost space, and no name.
            K::Camel
                if is.starts_with(|c: char| c.is_ascii_lowercase())
                    && was.starts_with(char::is_uppercase) =>
            {
                true
            }
            K::Dotted if is_pattern(was) && is_pattern(is) => true,
            K::Camel | K::Mixed | K::Dotted => {
                self.is_translated(was, is)
                    || self.is_throughout(kind, was, is)
                    || self.is_function(was, is)
                    || kind == K::Dotted && speaks_of(is, pair.target)
            }
            K::Path => self.is_translated(was, is),
            K::Url => self.is_translated(was, is) || speaks_of(is, pair.target),
            K::Address => {
                self.is_translated(was, is)
                    || speaks_of(is, pair.target)
                    || is_of_another((pair.source, old), (pair.target, new), self.sentences(bead))
            }
            K::VerbNoun | K::Parameter | K::ServiceRecord | K::Guid | K::Acronym => false,
        }
    }

    fn sentences(&self, bead: &Bead) -> [Span; 2] {
        [self.pair.source_text(bead), self.pair.target_text(bead)]
    }

    /// Whether words of the source's language in a name became words of the translation's, and no more.
    fn is_translated(&mut self, was: &str, is: &str) -> bool {
        let (mut gone, mut come) = (parts(was), parts(is));
        gone.retain(|part| match come.iter().position(|other| other.eq_ignore_ascii_case(part)) {
            Some(at) => {
                come.remove(at);
                false
            }
            None => true,
        });
        let word = |part: &&str| part.bytes().all(|b| b.is_ascii_alphabetic());
        if gone.is_empty() || come.is_empty() || !come.iter().chain(&gone).all(word) {
            return false;
        }
        let [source, target] = self.words();
        // "myoven" and "mihorno" are no slips of each other.
        let slip = |other: &str, part: &str| strsim::levenshtein(other, part) * 5 <= part.len().max(5);
        let misspelled = |part: &str| gone.iter().any(|other| !is_example(other) && slip(other, part));
        // What stands for a name of the reader's own may be anything.
        let example = gone.iter().any(|part| is_example(part));
        let own = |part: &&&str| part.len() > 1 && !source.has(part);
        come.iter().filter(own).any(|part| example || target.know_joined(part))
            && come.iter().all(|part| target.know_joined(part) || !misspelled(part))
    }

    fn words(&mut self) -> &[Words; 2] {
        let pair = self.pair;
        self.words.get_or_insert_with(|| [Words::of(pair.source, Of::All), Words::of(pair.target, Of::Prose)])
    }

    /// Whether a page has one name wherever the source has the other, several times: what must stay is not lost everywhere.
    fn is_throughout(&self, kind: IdentifierKind, was: &str, is: &str) -> bool {
        let digits = |name: &str| name.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
        let own = |page: Rendition<'_>, name: &str| page.document.plain.matches(name).nth(1).is_some();
        (kind != IdentifierKind::Dotted || in_capitals(was))
            && digits(was) == digits(is)
            && (in_capitals(was) || strsim::levenshtein(was, is) * 4 > was.len().min(is.len()))
            && own(self.pair.source, was)
            && own(self.pair.target, is)
            && !contains_whole(&self.pair.target.document.plain, was)
    }

    /// Whether a name in capitals is that of a function on a page that calls several functions its own way.
    fn is_function(&mut self, was: &str, is: &str) -> bool {
        in_capitals(was) && in_capitals(is) && self.names_functions()
    }

    /// Whether the page calls functions by other names than its source: several of those that the source calls are lost.
    fn names_functions(&mut self) -> bool {
        const SOME: usize = 2;
        const SEVERAL: usize = 3;
        const MOST: usize = 24;
        let (source, target) = (self.pair.source, self.pair.target.document);
        *self.functions.get_or_insert_with(|| {
            let mut names: Vec<&str> = Vec::new();
            for fact in &source.facts.facts {
                let name = source.document.text(fact.text);
                let called = source.document.plain[fact.text.end as usize..].trim_start().starts_with('(');
                if called
                    && matches!(fact.value, Value::Identifier { .. })
                    && in_capitals(name)
                    && !names.contains(&name)
                {
                    names.push(name);
                    if names.len() == MOST {
                        break;
                    }
                }
            }
            let lost = names.iter().filter(|name| !contains_whole(&target.plain, name)).count();
            lost >= SEVERAL || lost >= SOME && lost * 2 > names.len()
        })
    }

    /// Whether a name that is missing is there in words of the translation's, which no reader takes for a name in ASCII:
    /// "Adresář.Adresy.Jméno"; or the function has a name of the language's own that has no points.
    pub(super) fn is_rendered(&mut self, bead: &Bead, kind: IdentifierKind, old: &Fact) -> bool {
        use IdentifierKind as K;
        let pair = self.pair;
        let was = pair.source.document.text(old.text);
        let sentence = pair.target.document.text(pair.target_text(bead));
        match kind {
            K::Dotted if is_pattern(was) => true,
            K::Dotted if in_capitals(was) => {
                let own = |word: &str| {
                    is_shouted(word)
                        && lexicon::acronyms().binary_search(&word).is_err()
                        && !contains_whole(&pair.source.document.plain, word)
                };
                !contains_whole(&pair.target.document.plain, was)
                    && self.names_functions()
                    && sentence.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_')).any(own)
            }
            K::Dotted | K::Path | K::Url => sentence
                .split(|c: char| {
                    c.is_whitespace() || matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | ';' | '(' | ')')
                })
                .any(|run| has_the_form(was, run)),
            K::Address => {
                let others = pair.target.facts.of_range(bead.target).iter();
                let address = |fact: &&Fact| {
                    matches!(fact.value, Value::Identifier { kind: IdentifierKind::Address, .. })
                };
                others.filter(address).any(|new| {
                    speaks_of(pair.target.document.text(new.text), pair.target)
                        || is_of_another((pair.source, *old), (pair.target, *new), self.sentences(bead))
                })
            }
            _ => false,
        }
    }
}

/// Whether a run of characters has letters of no name in ASCII, and the punctuation of one.
fn has_the_form(name: &str, run: &str) -> bool {
    let joints = |text: &str| -> Vec<char> {
        text.chars().filter(|c| matches!(c, '.' | '/' | '\\' | ':' | '@' | '#' | '?')).collect()
    };
    let run = run.trim_end_matches(['.', ',', ':', '?', '!', '。', '、']);
    if run.is_ascii() || run.len() < 3 {
        return false;
    }
    let (wanted, found) = (joints(name), joints(run));
    let last = |text: &str| text.rsplit(['.', '/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    wanted == found && (wanted.len() > 1 || last(name) == last(run))
}

/// Whether an address is that of a language's own people: it bears the language's name or tag.
fn speaks_of(address: &str, rendition: Rendition<'_>) -> bool {
    let tag = rendition.locale.language();
    let name =
        lexicon::for_locale(rendition.locale).and_then(|lexicon| lexicon.english_name.split(' ').next());
    address.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| {
        part.eq_ignore_ascii_case(tag) || name.is_some_and(|name| part.eq_ignore_ascii_case(name))
    })
}

/// Whether two addresses stand behind the names of two people, neither of whom the other side names.
fn is_of_another(
    (source, old): (Rendition<'_>, Fact),
    (target, new): (Rendition<'_>, Fact),
    [here, there]: [Span; 2],
) -> bool {
    let (Some(was), Some(is)) = (person(source, &old, here), person(target, &new, there)) else {
        return false;
    };
    // "Kim Akers", "Kima Akersa": a language may inflect them.
    !contains_whole(target.document.text(there), was)
        && !contains_whole(source.document.text(here), is)
        && !Spelling::of(was).is_like(&Spelling::of(is))
}

/// The word with a capital before an address: "Kim Akers <kim@contoso.com>".
fn person<'a>(rendition: Rendition<'a>, address: &Fact, sentence: Span) -> Option<&'a str> {
    const OPENING: [char; 9] = [' ', '\u{a0}', '<', '(', '[', '⟨', '\\', '"', '*'];
    let plain = rendition.document.plain.as_str();
    let before = plain.get(sentence.start as usize..address.text.start as usize)?;
    let bracketed = before.trim_end_matches(OPENING);
    let (from, to) = letters(bracketed).last()?;
    let name = &bracketed[from..to];
    (bracketed.len() < before.len()
        && to == bracketed.len()
        && name.starts_with(char::is_uppercase)
        && name.len() > 1)
        .then_some(name)
}

/// An address without what says how it is reached, and whether a line ends it.
fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
}

/// Whether two addresses differ only in how they are reached: `http://contoso.com`, `https://www.contoso.com/`.
pub(super) fn is_reached_otherwise(was: &str, is: &str) -> bool {
    bare(was).eq_ignore_ascii_case(bare(is))
}

/// Where the links of a sentence of the translation lead that has lost an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Linked {
    /// Nowhere near.
    No,
    /// To another page of the same host.
    ToHost,
    /// There.
    ThereItself,
}

/// Whether a link of the translation's sentence leads where the address of the source does.
pub(super) fn linked(pair: &Comparison<'_>, bead: &Bead, was: &str) -> Linked {
    let document = pair.target.document;
    let sentence = pair.target_text(bead);
    let first = document.marks.partition_point(|mark| mark.text.start < sentence.start);
    let host =
        |address: &str| bare(address).split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let inside = document.marks[first..].iter().take_while(|mark| mark.text.start < sentence.end);
    let leads = inside.filter_map(|mark| match mark.kind {
        MarkKind::Link { destination } => Some(document.string(destination)),
        _ => None,
    });
    leads.fold(Linked::No, |best, to| match () {
        () if best == Linked::ThereItself || is_reached_otherwise(was, to) => Linked::ThereItself,
        () if best == Linked::ToHost || host(was) == host(to) => Linked::ToHost,
        () => Linked::No,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_words_and_numbers() {
        assert_eq!(parts("MyFirstValue"), ["My", "First", "Value"]);
        assert_eq!(parts(r"c:\files\draft1.txt"), ["c", "files", "draft", "1", "txt"]);
        assert_eq!(parts("DDEConv_2"), ["DDE", "Conv", "2"]);
        assert_eq!(parts("https://www.my-oven.com/"), ["https", "www", "my", "oven", "com"]);
    }

    #[test]
    fn an_address_is_one_however_it_is_reached() {
        assert!(is_reached_otherwise("http://contoso.com/a", "https://www.contoso.com/a/"));
        assert!(!is_reached_otherwise("http://contoso.com/a", "http://contoso.com/b"));
    }

    #[test]
    fn a_translated_name_has_the_form_of_its_original() {
        assert!(has_the_form("Oven.Bread.Name", "Ofen.Brötchen.Name"));
        assert!(has_the_form("draft.txt", "brouillon_é.txt,"));
        assert!(!has_the_form("draft.txt", "Ende.Über"));
        assert!(!has_the_form("Oven.Bread.Name", "Ofen.Brot.Name"));
    }
}
