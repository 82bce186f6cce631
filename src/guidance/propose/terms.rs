//! Words that no lexicon knows: where pages write them, and what the other languages write in their place.

use crate::facts::Cue;
use crate::guidance::stretch::has_any;
use crate::language::lexicon::{self, Trait};
use crate::learning::tokens::{Kind, Token, cut};
use crate::order::{InOrder as _, OrderedMap};
use crate::rendition::Rendition;
use crate::source::Span;

/// A word as a page writes it.
#[derive(Clone, Debug)]
pub(super) struct Unknown {
    /// Where, in the visible text.
    pub(super) text: Span,
    /// In lower case.
    pub(super) form: String,
    /// What its inflected forms share.
    pub(super) stem: String,
}

/// Letters of a stem.
const STEM: usize = 6;
/// Letters of the shortest word that tells something.
const SHORTEST: usize = 3;
/// Letters of the shortest beginning that stands for a word's forms.
const BEGINNING: usize = 5;

/// The words of a stretch that no lexicon knows.
pub(super) fn unknown(rendition: Rendition<'_>, stretch: Span) -> Vec<Unknown> {
    let Some(lexicon) = lexicon::for_locale(rendition.locale) else { return Vec::new() };
    let mut tokens = Vec::new();
    cut(rendition, stretch, &mut tokens);
    let cues = rendition.facts.cues_in(stretch);
    let mut found: Vec<Unknown> = Vec::new();
    for token in joined(&tokens, &rendition.document.plain) {
        let form = rendition.document.text(token.1).to_lowercase();
        let letters = form.chars().count();
        let shortest = if token.0 == Kind::Word { SHORTEST } else { 2 };
        let telling = letters >= shortest
            && form.chars().all(char::is_alphabetic)
            && !lexicon.common_words.contains(&form.as_str())
            && !cues.iter().any(|cue| holds(cue, token.1));
        if telling {
            found.push(Unknown { text: token.1, stem: stem(&form, token.0), form });
        }
    }
    found
}

/// Whether a cue is made of a word; "ne … pas" is not of what stands in its gap.
fn holds(cue: &Cue, word: Span) -> bool {
    let in_gap = cue.text.start < word.start && word.end < cue.text.end && has_any(cue, &[Trait::Denies]);
    cue.text.overlaps(word) && !in_gap
}

/// Words, and runs of katakana, of ideographs and of syllables.
fn joined(tokens: &[Token<'_>], plain: &str) -> Vec<(Kind, Span)> {
    let mut runs: Vec<(Kind, Span)> = Vec::new();
    let is_hiragana =
        |span: Span| plain[span.range()].starts_with(|c| ('\u{3040}'..='\u{309f}').contains(&c));
    for token in tokens {
        let span = token.span();
        match token.kind {
            Kind::Wide if is_hiragana(span) => {}
            Kind::Wide => match runs.last_mut() {
                Some((Kind::Wide, last)) if last.end == span.start => last.end = span.end,
                _ => runs.push((Kind::Wide, span)),
            },
            Kind::Word | Kind::Kana => runs.push((token.kind, span)),
            Kind::Opaque | Kind::Gap => {}
        }
    }
    runs
}

fn stem(form: &str, kind: Kind) -> String {
    if kind != Kind::Word {
        return form.to_owned();
    }
    let singular = form.strip_suffix('s').filter(|short| short.chars().count() > SHORTEST).unwrap_or(form);
    singular.chars().take(STEM).collect()
}

/// The words of one language: in which sentences of the source, or in what answers them, each stands.
#[derive(Debug, Default)]
pub(super) struct Table {
    words: OrderedMap<String, Entry>,
    /// Sentences with the stems of their words, in order.
    sentences: Vec<(u32, String)>,
}

#[derive(Debug, Default)]
struct Entry {
    /// In order.
    sentences: Vec<u32>,
    /// In order.
    forms: Vec<String>,
}

impl Table {
    /// Takes in the words of what is, or answers, a sentence of the source; sentences come in order.
    pub(super) fn take(&mut self, sentence: u32, words: &[Unknown]) {
        for word in words {
            let entry = self.words.entry(word.stem.clone()).or_default();
            if entry.sentences.last() != Some(&sentence) {
                entry.sentences.push(sentence);
                self.sentences.push((sentence, word.stem.clone()));
            }
            if let Err(at) = entry.forms.binary_search(&word.form) {
                entry.forms.insert(at, word.form.clone());
            }
        }
    }

    /// In how many sentences a word stands.
    pub(super) fn count(&self, stem: &str) -> usize {
        self.words.get(stem).map_or(0, |entry| entry.sentences.len())
    }

    /// The words of a sentence.
    fn of_sentence(&self, sentence: u32) -> &[(u32, String)] {
        let start = self.sentences.partition_point(|other| other.0 < sentence);
        let end = self.sentences.partition_point(|other| other.0 <= sentence);
        &self.sentences[start..end]
    }

    /// The forms by which pages write a word.
    pub(super) fn forms(&self, stem: &str) -> Vec<String> {
        self.words.get(stem).map_or_else(Vec::new, |entry| written(&entry.forms))
    }

    /// A word as it is written somewhere.
    pub(super) fn form(&self, stem: &str) -> Option<&str> {
        self.words.get(stem)?.forms.first().map(String::as_str)
    }

    /// What this language, a translation, writes in the place of a word of the source: what looks like it, or stands
    /// where it stands; of a thing also the only word of a sentence that is not known in either language.
    pub(super) fn rendering(&self, source: &Self, word: &str, done: bool) -> Option<&str> {
        /// How alike words of two languages have to be, in thousandths, where they share a sentence.
        const ALIKE: u32 = 860;
        /// And how often they have to stand together, in thousandths, where they are not alike.
        const TOGETHER: usize = 750;
        /// In more sentences than these a word is known well enough.
        const SEEN: usize = 50;
        let of = &source.words.get(word)?.sentences;
        let alone = |table: &Self, sentence: u32| table.of_sentence(sentence).len() == 1;
        let mut beside: Vec<&String> =
            of.iter().take(SEEN).flat_map(|&at| self.of_sentence(at)).map(|found| &found.1).collect();
        beside.put_in_order();
        beside.dedup();
        let mut found: Vec<(usize, &str)> = Vec::new();
        for stem in beside {
            let entry = &self.words[stem];
            let shared = entry.sentences.iter().filter(|at| of.binary_search(at).is_ok());
            let likeness = (strsim::jaro_winkler(word, stem) * 1000.0) as u32;
            let only = !done && shared.clone().any(|&at| alone(source, at) && alone(self, at));
            let count = shared.count();
            let together = 2000 * count / (entry.sentences.len() + of.len());
            if likeness >= ALIKE || only || (count > 1 && together >= TOGETHER) {
                found.push((together + likeness as usize, stem.as_str()));
            }
        }
        found.put_in_order_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        match found[..] {
            [] => None,
            [(best, _), (next, _), ..] if best == next => None,
            [(_, stem), ..] => Some(stem),
        }
    }
}

/// Forms as a pack writes them: what several begin with, or the beginning of one that may be inflected.
fn written(forms: &[String]) -> Vec<String> {
    /// Letters of an ending.
    const ENDING: usize = 2;
    let spaced = forms.iter().all(|form| form.chars().all(|c| !crate::facts::is_wide(c)));
    let Some(first) = forms.first().filter(|_| spaced) else { return forms.to_vec() };
    let shared = forms.iter().skip(1).fold(first.chars().count(), |shared, form| {
        shared.min(first.chars().zip(form.chars()).take_while(|(a, b)| a == b).count())
    });
    let letters = if forms.len() == 1 && shared > STEM { shared - ENDING } else { shared };
    if letters < BEGINNING {
        return forms.to_vec();
    }
    vec![first.chars().take(letters).chain(['*']).collect()]
}
