//! A stretch of text, and to which of its verbs a negation, an obligation or a permission belongs.

use super::matter::spaced;
use super::pack::Group;
use crate::facts::cue::{self, Words};
use crate::facts::date::as_date;
use crate::facts::{Cue, Fact, Value};
use crate::language::lexicon::{self, Class, Lexicon, Trait, traits};
use crate::rendition::Rendition;
use crate::source::Span;

/// Bytes of an article or a particle.
pub(super) const NEAR: u32 = 8;

/// A stretch of a document, with what is known of it.
#[derive(Clone, Copy)]
pub struct Stretch<'a> {
    pub rendition: Rendition<'a>,
    pub lexicon: &'static Lexicon,
    pub text: Span,
    /// What stands inside and does not belong: between the introduction of a list and an item of it.
    pub left: Span,
    pub cues: &'a [Cue],
    pub facts: &'a [Fact],
    /// The concepts that claims have as their actions, sorted.
    pub verbs: &'a [u16],
    /// Those of the claim that is read: they are verbs whatever else they name.
    pub own: &'a [Group],
    /// The words that packs bring along.
    pub words: &'a Words,
}

impl<'a> Stretch<'a> {
    /// The stretch of a range of sentences.
    pub fn of(
        rendition: Rendition<'a>,
        lexicon: &'static Lexicon,
        (verbs, words): (&'a [u16], &'a Words),
        cues: &'a [Cue],
        (first, last): (u32, u32),
    ) -> Option<Self> {
        let sentences = rendition.document.sentences.get(first as usize..last as usize)?;
        let text = Span::new(sentences.first()?.text.start, sentences.last()?.text.end);
        let facts = rendition.facts.of_range((first, last));
        let start = cues.partition_point(|cue| cue.text.start < text.start);
        let end = cues.partition_point(|cue| cue.text.start < text.end);
        let places = (text, Span::default());
        Some(Self::new(rendition, lexicon, (verbs, words), places, &cues[start..end], facts))
    }

    /// A stretch by what stands in it; `left` does not belong to it.
    pub fn new(
        rendition: Rendition<'a>,
        lexicon: &'static Lexicon,
        (verbs, words): (&'a [u16], &'a Words),
        (text, left): (Span, Span),
        cues: &'a [Cue],
        facts: &'a [Fact],
    ) -> Self {
        Self { rendition, lexicon, text, left, cues, facts, verbs, own: &[], words }
    }

    /// Where the second of two sentences begins.
    pub(super) fn second(&self) -> Option<u32> {
        let sentences = &self.rendition.document.sentences;
        let first = sentences.partition_point(|sentence| sentence.text.start < self.text.start);
        let second = sentences.get(first + 1)?.text.start;
        (self.left.is_empty() && second < self.text.end).then_some(second)
    }

    /// Whether a concept is an action that negations and obligations may belong to.
    fn is_verb(&self, concept: u16) -> bool {
        self.verbs.binary_search(&concept).is_ok() || self.own.iter().flatten().any(|own| *own == concept)
    }

    pub(super) fn says(&self, group: &[u16]) -> Option<&'a Cue> {
        self.cues.iter().find(|cue| group.contains(&cue.concept))
    }

    /// Whether something here has one of these traits.
    pub fn does_any(&self, wanted: &[Trait]) -> bool {
        self.cues.iter().any(|cue| has_any(cue, wanted))
    }

    /// Whether a name stands here; letters of other scripts may follow it directly.
    pub(super) fn names(&self, name: &str) -> bool {
        if self.left.is_empty() {
            return self.names_in(self.text, name);
        }
        let [before, after] =
            [Span::new(self.text.start, self.left.start), Span::new(self.left.end, self.text.end)];
        self.names_in(before, name) || self.names_in(after, name)
    }

    fn names_in(&self, text: Span, name: &str) -> bool {
        let text = spaced(self.rendition.document.text(text), name);
        let (text, name) = (text.as_bytes(), name.as_bytes());
        let inside = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
        text.windows(name.len()).enumerate().any(|(at, window)| {
            window.eq_ignore_ascii_case(name)
                && !(inside(at.checked_sub(1).and_then(|before| text.get(before))) && inside(name.first()))
                && !(inside(text.get(at + name.len())) && inside(name.last()))
        })
    }

    /// Whether a year stands here as a version.
    pub(super) fn has_version(&self, year: u16) -> bool {
        let product = self.facts.iter().any(|fact| matches!(fact.value, Value::Product { .. }));
        self.facts.iter().any(|fact| match fact.value {
            Value::Product { version, .. } => version == Some(year),
            Value::Number(number) => {
                let plain = &self.rendition.document.plain;
                product && number.small == year && as_date(plain, fact.text, self.lexicon).is_none()
            }
            _ => false,
        })
    }

    /// A year that stands here as a version of one of these products.
    pub(super) fn other_version(&self, versions: &[(u16, u16)]) -> Option<u16> {
        self.facts.iter().find_map(|fact| match fact.value {
            Value::Product { product, version: Some(year), .. } => {
                versions.iter().any(|&(known, _)| known == product).then_some(year)
            }
            _ => None,
        })
    }

    /// Whether a language has words for one of these: what it has none for is not missed.
    pub(super) fn knows(&self, group: &[u16]) -> bool {
        let locale = self.rendition.locale;
        group.iter().any(|&concept| cue::knows(locale, concept) || self.words.knows(locale, concept))
    }

    /// What stands between two places, the earlier first.
    pub(super) fn between(&self, from: u32, to: u32) -> &'a str {
        if from < to { self.rendition.document.text(Span::new(from, to)) } else { "" }
    }

    /// Whether a clause ends between two places.
    pub(super) fn parted(&self, from: u32, to: u32) -> bool {
        const MARKS: [char; 13] = [',', ';', ':', '(', ')', '，', '、', '；', '：', '（', '）', '。', '؛'];
        // The colon of an introduction ends no clause: each item of its list goes on with it.
        let (colon, item) = (self.left.start, self.left.end);
        let marks = if !self.left.is_empty() && from <= colon && item <= to {
            let before = self.between(from, colon).trim_end_matches([':', '：']);
            before.contains(MARKS) || self.between(item, to).contains(MARKS)
        } else {
            self.between(from, to).contains(MARKS)
        };
        marks
            || self.cues.iter().any(|cue| {
                traits(cue.concept).has(Trait::Conditional) && from <= cue.text.start && cue.text.end <= to
            })
    }

    /// Whether a word is a noun: German writes them with a capital, also within a sentence.
    fn is_noun(&self, word: Span) -> bool {
        let document = self.rendition.document;
        let before = document.text(Span::new(self.text.start, word.start)).trim_end();
        self.rendition.locale.language() == "de"
            && !before.is_empty()
            && self.left.end != word.start
            && !before.ends_with(['.', ':', '!', '?', '\u{201e}', '"'])
            && document.text(word).starts_with(char::is_uppercase)
    }

    /// The verb that a negation, an obligation or a permission belongs to.
    pub(super) fn verb_of(&self, operator: Span) -> Option<&'a Cue> {
        let language = self.rendition.locale.language();
        // "No longer available" denies nothing but what it says itself.
        let denial = |cue: &Cue| {
            // Korean cuts its form before the negation that ends it.
            let cut = language == "ko"
                && cue.text.end <= operator.start
                && self.between(cue.text.end, operator.start).trim().is_empty();
            traits(cue.concept).has(Trait::Final)
                && self.is_verb(cue.concept)
                && (cut || swallows(operator, cue.text))
        };
        let denying = self.cues.iter().any(denial);
        // "Do not move" may be one form, which states the denial and the verb.
        let own = |cue: &&Cue| {
            let concept = lexicon::concept(cue.concept);
            cue.text == operator && concept.class != Class::Status && !concept.traits.has(Trait::Negative)
        };
        if let Some(verb) = self.cues.iter().filter(|cue| self.is_verb(cue.concept)).find(own) {
            return Some(verb);
        }
        let all =
            || self.cues.iter().filter(|cue| self.is_verb(cue.concept) && !swallows(operator, cue.text));
        // A negation denies nothing in the next sentence.
        let sentence = |place: u32| {
            self.rendition.document.sentences.partition_point(|sentence| sentence.text.start <= place)
        };
        let own = sentence(operator.start);
        let all = || all().filter(|cue| !self.left.is_empty() || sentence(cue.text.start) == own);
        let done = all().any(|cue| !self.is_noun(cue.text));
        let verbs = || all().filter(|cue| !(done && self.is_noun(cue.text)));
        let within = |cue: &&Cue| operator.start < cue.text.start && cue.text.end < operator.end;
        let before = || verbs().filter(|cue| cue.text.end <= operator.start).max_by_key(|cue| cue.text.end);
        let after = || verbs().filter(|cue| cue.text.start >= operator.end).min_by_key(|cue| cue.text.start);
        let near_before = || before().filter(|cue| !self.parted(cue.text.end, operator.start));
        let near_after = || after().filter(|cue| !self.parted(operator.end, cue.text.start));
        if denying {
            // Korean says "unavailable" and "cannot" with one word, which leans on the verb of the latter.
            return near_before().filter(|cue| {
                language == "ko"
                    && !traits(cue.concept).has(Trait::Final)
                    && operator.start - cue.text.end <= NEAR
            });
        }
        if lexicon::puts_last(self.rendition.locale).conditions {
            return near_before().or_else(near_after).or_else(before).or_else(after);
        }
        let adjacent = || {
            before().filter(|cue| {
                language == "fr" && self.between(cue.text.end, operator.start).trim().is_empty()
            })
        };
        let inner = || verbs().find(within);
        adjacent().or_else(near_after).or_else(near_before).or_else(inner).or_else(after).or_else(before)
    }

    /// How often something is denied or forbidden here.
    pub fn denials(&self) -> usize {
        let negative = |cue: &&Cue| has_any(cue, &[Trait::Denies, Trait::Forbids, Trait::Frees]);
        let mut places: Vec<Span> = self.cues.iter().filter(negative).map(|cue| cue.text).collect();
        places.dedup();
        places.len()
    }

    /// Whether a verb is one of these, or has one of these by its side: "eseguire la migrazione".
    pub(super) fn chained(&self, verb: &Cue, action: &Group) -> bool {
        self.cues.iter().filter(|cue| action.contains(&cue.concept)).any(|cue| {
            let (from, to) = if cue.text.start >= verb.text.end {
                (verb.text.end, cue.text.start)
            } else {
                (cue.text.end, verb.text.start)
            };
            cue.text.overlaps(verb.text) || (from <= to && to - from <= NEAR && !self.parted(from, to))
        })
    }

    /// The operators that belong to one of these actions.
    pub(super) fn operators(&self, action: &Group) -> Operators {
        let mut found = Operators::default();
        for cue in self.cues {
            // Italian "non devono" is either: it forbids, unless something else tells.
            let forbids = |twin: &Cue| twin.text == cue.text && has_any(twin, &[Trait::Forbids]);
            if has_any(cue, &[Trait::Frees]) && self.cues.iter().any(forbids) {
                continue;
            }
            let flag = match traits(cue.concept) {
                own if own.has(Trait::Excepts) => &mut found.unless,
                own if own.has(Trait::Denies) || own.has(Trait::Excludes) => &mut found.not,
                own if own.has(Trait::Forbids) => &mut found.must_not,
                own if own.has(Trait::Frees) => &mut found.need_not,
                own if own.has(Trait::Obliges) => &mut found.must,
                own if own.has(Trait::Permits) => &mut found.may,
                own if own.has(Trait::Advises) => &mut found.advice,
                _ => continue,
            };
            let own = self.verb_of(cue.text).is_some_and(|verb| self.chained(verb, action));
            if own && flag.is_none_or(|place: Span| place.start < cue.text.start) {
                *flag = Some(cue.text);
            }
        }
        found
    }
}

/// Whether what a cue states has one of these traits.
pub(super) fn has_any(cue: &Cue, wanted: &[Trait]) -> bool {
    wanted.iter().any(|&one| traits(cue.concept).has(one))
}

/// Whether an operator's form holds a verb as a part of its own ("no longer available"), not in its gap.
fn swallows(operator: Span, verb: Span) -> bool {
    operator.overlaps(verb) && !(operator.start < verb.start && verb.end < operator.end)
}

/// Where operators of an action stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Operators {
    pub(super) not: Option<Span>,
    pub(super) unless: Option<Span>,
    pub(super) must_not: Option<Span>,
    pub(super) need_not: Option<Span>,
    pub(super) must: Option<Span>,
    pub(super) may: Option<Span>,
    pub(super) advice: Option<Span>,
}

impl Operators {
    pub(super) fn denied(&self) -> Option<Span> {
        self.not.or(self.must_not)
    }
}
