//! What a run knows: for each pair of languages that it compares a lesson, from a memory or from its own
//! pages.

use super::memory::{Bitext, Memory};
use super::{Knowledge, Lesson};
use crate::facts::Lexicons;
use crate::language::Locale;
use crate::order::OrderedMap;
use serde::Serialize;

/// Different segment pairs from which on a run learns from its own pages. Of fewer, most terms are too rare,
/// and one odd page weighs too much.
pub const LEAST_PAIRS: usize = 2000;

/// Whether a run learns from its own pages, where no memory knows their languages. It must see whole sets:
/// what some changed pages teach is not what the set says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Learning {
    /// Where no lexicon reads the words of both languages, and there are enough pages. Beside lexicons learning
    /// takes as long as the check itself and changes no error and no warning.
    #[default]
    Auto,
    /// Wherever there are enough pages.
    On,
    /// Never.
    Off,
}

impl Learning {
    /// Reads `auto`, `on` or `off`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "auto" => Some(Self::Auto),
            "on" => Some(Self::On),
            "off" => Some(Self::Off),
            _ => None,
        }
    }
}

/// Where a lesson comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// From what was learned before.
    Memory,
    /// From the pages of the run.
    Run,
    /// There is none.
    Off,
}

/// What was learned of a pair of languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Learned {
    /// Locale of the sources.
    pub source: String,
    /// Locale of the translations.
    pub target: String,
    /// Different segment pairs that were there to learn from.
    pub pairs: u32,
    /// Where they come from.
    pub from: Origin,
}

impl Memory {
    /// How much it holds, by source and target.
    #[must_use]
    pub fn learned(&self) -> Vec<Learned> {
        let learned = |((source, target), bitext): (&(Locale, Locale), &Bitext)| Learned {
            source: source.to_string(),
            target: target.to_string(),
            pairs: bitext.len() as u32,
            from: Origin::Memory,
        };
        self.bitexts.iter().filter(|(_, bitext)| !bitext.is_empty()).map(learned).collect()
    }
}

/// The pairs of languages that a run compares.
#[derive(Debug, Default)]
pub struct Wanted {
    /// By source and target: those that the memory knows it by, if it does.
    pairs: OrderedMap<(Locale, Locale), Option<(Locale, Locale)>>,
    /// What the pages of the run taught of the others.
    pub run: Memory,
}

impl Wanted {
    /// Takes a pair of languages; one that the memory does not know only where it is to be learned.
    pub fn add(&mut self, source: &Locale, target: &Locale, memory: &Memory, learn: bool) {
        let pair = (source.clone(), target.clone());
        if self.pairs.contains_key(&pair) {
            return;
        }
        let known = serving(memory, &pair);
        if known.is_some() || learn {
            self.pairs.insert(pair, known);
        }
    }

    /// All of them, in order.
    #[must_use]
    pub fn pairs(&self) -> Vec<(Locale, Locale)> {
        self.pairs.keys().cloned().collect()
    }

    /// Of what the pages of the run taught that which is enough to be used.
    #[must_use]
    pub fn enough(&self) -> Memory {
        let bitexts = self.run.bitexts.iter().filter(|(_, bitext)| bitext.len() >= LEAST_PAIRS);
        Memory { bitexts: bitexts.map(|(pair, bitext)| (pair.clone(), bitext.clone())).collect() }
    }

    /// Whether the memory does not know some of them.
    #[must_use]
    pub fn missing(&self) -> bool {
        self.pairs.values().any(Option::is_none)
    }

    /// Whether the memory does not know this one.
    #[must_use]
    pub fn is_missing(&self, source: &Locale, target: &Locale) -> bool {
        self.pairs.get(&(source.clone(), target.clone())).is_some_and(Option::is_none)
    }

    /// The lessons of the run, without some lexicons.
    #[must_use]
    pub fn lessons<'m>(&'m self, memory: &'m Memory, without: &Lexicons) -> Lessons<'m> {
        let lesson = |(pair, known): (&'m (Locale, Locale), &Option<(Locale, Locale)>)| {
            let (bitext, from) = match known {
                Some(known) => (memory.bitexts.get(known), Origin::Memory),
                None => (self.run.bitexts.get(pair), Origin::Run),
            };
            let enough = |bitext: &Bitext| from == Origin::Memory || bitext.len() >= LEAST_PAIRS;
            let taught = bitext.filter(|bitext| enough(bitext)).map(|bitext| {
                let bitext = bitext.sorted();
                let lexicons = [&pair.0, &pair.1].map(|locale| (!without.hold(locale)).then_some(locale));
                Lesson { knowledge: Knowledge::of(&bitext, lexicons), bitext }
            });
            let learned = Learned {
                source: pair.0.to_string(),
                target: pair.1.to_string(),
                pairs: bitext.map_or(0, |bitext| bitext.len() as u32),
                from: if taught.is_some() { from } else { Origin::Off },
            };
            (pair, taught, learned)
        };
        Lessons { lessons: self.pairs.iter().map(lesson).collect() }
    }
}

/// The pair of languages of a memory that serves another: itself, else one of the same languages.
fn serving(memory: &Memory, pair: &(Locale, Locale)) -> Option<(Locale, Locale)> {
    let known = || memory.bitexts.iter().filter(|(_, bitext)| !bitext.is_empty()).map(|(own, _)| own);
    let serves = |own: &&(Locale, Locale)| own.0.same_language(&pair.0) && own.1.same_language(&pair.1);
    known().find(|own| *own == pair).or_else(|| known().find(serves)).cloned()
}

/// The lessons of a run.
#[derive(Debug, Default)]
pub struct Lessons<'m> {
    /// Ordered by source and target.
    lessons: Vec<(&'m (Locale, Locale), Option<Lesson<'m>>, Learned)>,
}

impl<'m> Lessons<'m> {
    /// The lesson for a pair of languages.
    #[must_use]
    pub fn get(&self, source: &Locale, target: &Locale) -> Option<&Lesson<'m>> {
        let at = self.lessons.binary_search_by(|own| (&own.0.0, &own.0.1).cmp(&(source, target))).ok()?;
        self.lessons[at].1.as_ref()
    }

    /// What was learned, for people.
    #[must_use]
    pub fn learned(&self) -> Vec<Learned> {
        self.lessons.iter().map(|(.., learned)| learned.clone()).collect()
    }
}
