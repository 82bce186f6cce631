//! What aligned sentences state through words: counted once, for all rules that compare it.

use super::{Draft, Pair, Rule, stretch};
use crate::align::{Alignment, Bead};
use crate::facts::{Cue, Rendition, cue, is_wide};
use crate::language::lexicon::concept::{self, CONCORD, NONE, NOT, NOT_SOFT, NOT_UNTIL};
use crate::language::lexicon::{self, Class};
use crate::source::Span;

/// Rules that compare words: they say nothing of a sentence that is in the wrong language as a whole.
pub(super) const WORDS: &[&str] = &[
    "alternative-changed",
    "bound-changed",
    "condition-changed",
    "condition-missing",
    "glossary-term-forbidden",
    "glossary-term-missing",
    "negation-added",
    "negation-missing",
    "obligation-changed",
    "only-added",
    "only-missing",
    "opposite-term",
    "order-changed",
    "role-changed",
    "role-missing",
    "sentence-mismatch",
    "status-changed",
    "verb-changed",
    "word-missing",
    "wrong-language",
];

/// How often the sentences of a bead state something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Index into [`lexicon::concepts`].
    pub concept: u16,
    /// In the reference.
    pub source: u8,
    /// In the translation.
    pub target: u8,
}

/// What the sentences of a bead state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The bead.
    pub bead: Bead,
    /// What either side states, ordered by concept.
    pub counts: Vec<Count>,
}

impl Statement {
    /// How often a concept is stated: in the reference, in the translation.
    #[must_use]
    pub fn count(&self, concept: u16) -> (u8, u8) {
        match self.counts.binary_search_by_key(&concept, |count| count.concept) {
            Ok(at) => (self.counts[at].source, self.counts[at].target),
            Err(_) => (0, 0),
        }
    }
    /// Whether the translation states one of these more often.
    #[must_use]
    pub fn more_in_target(&self, concepts: &[u16]) -> bool {
        concepts.iter().any(|&concept| {
            let (source, target) = self.count(concept);
            target > source
        })
    }
    /// Whether the reference states one of these more often.
    #[must_use]
    pub fn more_in_source(&self, concepts: &[u16]) -> bool {
        concepts.iter().any(|&concept| {
            let (source, target) = self.count(concept);
            source > target
        })
    }
    /// Whether the reference states any of these.
    #[must_use]
    pub fn source_has(&self, concepts: &[u16]) -> bool {
        concepts.iter().any(|&concept| self.count(concept).0 > 0)
    }
    /// Whether either side speaks of several things, and both of none: they hardly render each other.
    #[must_use]
    pub fn has_nothing_in_common(&self) -> bool {
        const SEVERAL: usize = 3;
        let concepts = lexicon::concepts();
        let content = self.counts.iter().filter(|count| {
            matches!(
                concepts[count.concept as usize].class,
                Class::Word | Class::Opposite | Class::Role | Class::Status
            )
        });
        let (mut source, mut target) = (0, 0);
        for count in content {
            if count.source > 0 && count.target > 0 {
                return false;
            }
            source += usize::from(count.source > 0);
            target += usize::from(count.target > 0);
        }
        source >= SEVERAL && target >= SEVERAL
    }
    /// Whether the translation states any of these.
    #[must_use]
    pub fn target_has(&self, concepts: &[u16]) -> bool {
        concepts.iter().any(|&concept| self.count(concept).1 > 0)
    }
}

/// Counts what the beads state; nothing where the words of one of the languages are not known.
pub(super) fn state(source: Rendition<'_>, target: Rendition<'_>, alignment: &Alignment) -> Vec<Statement> {
    if !source.facts.words || !target.facts.words {
        return Vec::new();
    }
    let mut statements = Vec::new();
    for bead in alignment.beads.iter().filter(|bead| bead.is_pair()) {
        let (from, to) = (stretch(source, bead.source), stretch(target, bead.target));
        // What was copied states the same, in whatever language.
        if source.document.text(from) == target.document.text(to) {
            continue;
        }
        let (of_source, of_target) = (source.facts.cues_in(from), target.facts.cues_in(to));
        let mut counts: Vec<(u16, bool)> = Vec::with_capacity(of_source.len() + of_target.len());
        counts.extend(meant(of_source, of_target).map(|concept| (concept, false)));
        counts.extend(meant(of_target, of_source).map(|concept| (concept, true)));
        counts.sort_unstable();
        let grouped = counts.chunk_by(|a, b| a.0 == b.0).map(|group| {
            let target = group.iter().filter(|count| count.1).count();
            Count {
                concept: group[0].0,
                source: (group.len() - target).min(255) as u8,
                target: target.min(255) as u8,
            }
        });
        let mut counts: Vec<Count> = grouped.collect();
        if let Ok(at) = counts.binary_search_by_key(&NOT, |count| count.concept) {
            let count = &mut counts[at];
            count.source = count.source.saturating_sub(repeated(source, of_source)).max(count.source.min(1));
            count.target = count.target.saturating_sub(repeated(target, of_target)).max(count.target.min(1));
        }
        statements.push(Statement { bead: *bead, counts });
    }
    statements
}

/// How many negations only repeat the one before them in their clause: "no … ningún", "ничего не".
fn repeated(rendition: Rendition<'_>, cues: &[Cue]) -> u8 {
    /// Bytes between the two, at most.
    const NEAR: u32 = 60;
    let concepts = lexicon::concepts();
    let mut before: Option<(Span, bool)> = None;
    let mut again: u8 = 0;
    for group in cues.chunk_by(|a, b| a.text == b.text) {
        let states = |concept: u16| group.iter().any(|cue| cue.concept == concept);
        let (place, repeats) = (group[0].text, states(CONCORD));
        if states(NOT) {
            let joined = before.is_some_and(|(last, repeated)| {
                let near = last.end <= place.start && place.start - last.end <= NEAR;
                // "Neither this, nor that" goes on behind its commas.
                let ends: &[char] = if repeats && repeated {
                    &[';', ':', '.', ')', '\n']
                } else {
                    &[',', ';', ':', '.', '(', ')', '\n']
                };
                (repeats || repeated)
                    && near
                    && !rendition.document.text(Span::new(last.end, place.start)).contains(ends)
            });
            again = again.saturating_add(u8::from(joined));
            before = Some((place, repeats));
        } else if group.iter().any(|cue| concepts[cue.concept as usize].class == Class::Condition) {
            before = None;
        }
    }
    again
}

/// What the cues of one side state, given the other side: a word with several meanings means those that
/// the other side states too, where it states any; and a negation with its word ("does not include") means
/// the negation and the opposite of what the lexicon says ("not" and "include", instead of "exclude") where
/// the other side states that opposite, so that the two halves are compared one by one.
fn meant<'a>(cues: &'a [Cue], others: &'a [Cue]) -> impl Iterator<Item = u16> + 'a {
    let concepts = lexicon::concepts();
    let stated = move |concept: u16| others.iter().any(|other| other.concept == concept);
    cues.chunk_by(|a, b| a.text == b.text).flat_map(move |group| {
        let plain = |cue: &Cue| {
            !matches!(concepts[cue.concept as usize].class, Class::Polarity | Class::Soft | Class::Strength)
        };
        let answered = group.len() > 1 && group.iter().any(|cue| plain(cue) && stated(cue.concept));
        // "Does not apply" beside "applies": the word is the same, the negation is not answered by it.
        let denied =
            answered && !group.iter().any(|cue| plain(cue) && stated(cue.concept) && !affirms(cue.concept));
        let kept = move |cue: &&Cue| {
            // "Erst" is "until", and tells that a "not … until" was told the other way round; "andernfalls" is "if",
            // and tells that an "if not" was.
            let turns = matches!(cue.concept, NOT_UNTIL | concept::OTHERWISE);
            // "An earlier version" beside "version 4 or later": the version is answered, the bound is not.
            let own = &concepts[cue.concept as usize];
            let bounds = own.class == Class::Bound && own.against.iter().any(|&other| stated(other));
            // "Enable" that is answered as such permits nothing.
            let says = stated(cue.concept) && cue.concept != concept::MAY;
            !answered || says || turns || bounds || denied && cue.concept == NOT
        };
        let negates = group.iter().any(|cue| cue.concept == NOT);
        let halved = move |concept: u16| {
            let whole = !negates || concepts[concept as usize].class != Class::Opposite || stated(concept);
            let opposite = || {
                let against = concepts[concept as usize].against.iter().copied();
                against.filter(|&other| stated(other)).find(|&other| affirms(other) && !affirms(concept))
            };
            if whole { concept } else { opposite().unwrap_or(concept) }
        };
        group.iter().filter(kept).map(move |cue| halved(cue.concept))
    })
}

/// The sentences without a partner around a pair, of the beads of one block: the next few only.
pub(super) fn beside<'a>(beads: &'a [Bead], pair: &Bead) -> impl Iterator<Item = &'a Bead> {
    const FEW: usize = 3;
    let at = beads.partition_point(|b| (b.source.0, b.target.0) < (pair.source.0, pair.target.0));
    beads[at.saturating_sub(FEW)..(at + FEW + 1).min(beads.len())].iter().filter(|bead| !bead.is_pair())
}

/// Whether a concept says something that a negation beside it turns round: "valid", and not "invalid", "if"
/// or "only".
pub(super) fn affirms(concept: u16) -> bool {
    const DENIALS: &[u16] = &[
        concept::BLOCK,
        concept::CLEAR,
        concept::CLOSE,
        concept::DEPRECATED,
        concept::DIFFERENT,
        concept::DISABLE,
        concept::DISCONNECT,
        concept::EXCLUDE,
        concept::FAILURE,
        concept::FALSE,
        concept::HIDE,
        concept::INACTIVE,
        concept::INVALID,
        concept::LESS,
        concept::NEVER,
        concept::NO,
        concept::NONE,
        concept::OFFLINE,
        concept::OPTIONAL,
        concept::PRIVATE,
        concept::REJECT,
        concept::REMOVE,
        concept::STOP,
        concept::UNAVAILABLE,
        concept::UNINSTALL,
        concept::UNSUPPORTED,
    ];
    let class = lexicon::concepts()[concept as usize].class;
    matches!(class, Class::Opposite | Class::Status | Class::Role | Class::Word)
        && !DENIALS.contains(&concept)
}

/// Where a concept stands first among the cues of a range of sentences.
fn said(rendition: Rendition<'_>, range: (u32, u32), concept: u16) -> Option<Span> {
    let cues = rendition.facts.cues_in(stretch(rendition, range));
    cues.iter().find(|cue| cue.concept == concept).map(|cue| cue.text)
}

/// Where a concept stands among the cues of a stretch: its first place, else the whole stretch.
fn place(rendition: Rendition<'_>, range: (u32, u32), concept: u16) -> Span {
    said(rendition, range, concept).unwrap_or_else(|| stretch(rendition, range))
}

impl Pair<'_> {
    /// Whether a neighbouring bead of the same blocks has more of a concept in its translation than in
    /// its reference: then it only moved there.
    pub(super) fn moved_nearby(&self, at: usize, concept: u16) -> bool {
        self.near(at).any(|other| {
            let (source, target) = other.count(concept);
            // "None." is a negation in other languages: nothing came from elsewhere.
            let own = if concept == NOT { other.count(NONE).0 + other.count(NOT_SOFT).0 } else { 0 };
            target > source.saturating_add(own)
        })
    }

    /// The mirror: whether a neighbour has more in its reference.
    pub(super) fn came_from_nearby(&self, at: usize, concept: u16) -> bool {
        self.near(at).any(|other| {
            let (source, target) = other.count(concept);
            source > target
        })
    }

    /// The word by which the reference states something, in lower case; the concept's name where it states
    /// it without one.
    pub(super) fn said_in_source(&self, statement: &Statement, concept: u16) -> String {
        said(self.source, statement.bead.source, concept).map_or_else(
            || lexicon::concepts()[concept as usize].name.to_owned(),
            |said| self.source.document.text(said).to_lowercase(),
        )
    }

    /// Whether the reference states something anywhere in a bead, whatever else its word may mean.
    pub(super) fn source_says(&self, statement: &Statement, concept: u16) -> bool {
        said(self.source, statement.bead.source, concept).is_some()
    }

    /// Whether a word of the reference stands in the translation together with the word before it: "Teams
    /// Only" is a name.
    pub(super) fn left_as_a_name(&self, statement: &Statement, concept: u16) -> bool {
        let whole = super::stretch(self.source, statement.bead.source);
        let Some(said) = said(self.source, statement.bead.source, concept) else { return false };
        let before = self.source.document.text(Span::new(whole.start, said.start)).trim_end();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let start = before.len() - word.len();
        let name = self.source.document.text(Span::new(whole.start + start as u32, said.end));
        start < before.len() && self.target.document.text(self.target_text(&statement.bead)).contains(name)
    }

    /// Whether a word of the reference stands in the translation as it was: it was left untranslated, and
    /// is not lost.
    pub(super) fn left_as_it_was(&self, statement: &Statement, concept: u16) -> bool {
        said(self.source, statement.bead.source, concept).is_some_and(|said| {
            let word = self.source.document.text(said).to_lowercase();
            self.target.document.text(self.target_text(&statement.bead)).to_lowercase().contains(&word)
        })
    }

    /// The same, where the word has to stand by itself: "End" is no part of "gesendet".
    pub(super) fn left_as_a_word(&self, statement: &Statement, concept: u16) -> bool {
        said(self.source, statement.bead.source, concept).is_some_and(|said| {
            let word = self.source.document.text(said).to_lowercase();
            let text = self.target.document.text(self.target_text(&statement.bead)).to_lowercase();
            let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
            text.match_indices(&word).any(|(at, _)| {
                !joins(text[..at].chars().next_back()) && !joins(text[at + word.len()..].chars().next())
            })
        })
    }

    /// Whether the word by which the reference states something is a word of the translation, too: it was left
    /// untranslated.
    pub(super) fn stands_as_it_was(&self, statement: &Statement, concept: u16) -> bool {
        said(self.source, statement.bead.source, concept).is_some_and(|said| {
            let word = self.source.document.text(said);
            let text = self.target.document.text(self.target_text(&statement.bead));
            text.split(|c: char| !c.is_alphanumeric()).any(|other| other.eq_ignore_ascii_case(word))
        })
    }

    /// Whether a sentence of the same blocks that has no partner, on the side given, states one of these:
    /// it belongs to a neighbour.
    pub(super) fn alone_nearby(&self, statement: &Statement, side: Rendition<'_>, concepts: &[u16]) -> bool {
        beside(self.alignment.beads_of(statement.bead.blocks), &statement.bead).any(|bead| {
            let range =
                if std::ptr::eq(side.document, self.source.document) { bead.source } else { bead.target };
            side.facts.cues_in(stretch(side, range)).iter().any(|cue| concepts.contains(&cue.concept))
        })
    }

    /// Whether the translation says the opposite where the reference negates: "not enabled", "disabled".
    pub(super) fn denied_by_opposite(&self, statement: &Statement) -> bool {
        statement.counts.iter().filter(|count| count.source > count.target).any(|count| {
            let concept = &lexicon::concepts()[count.concept as usize];
            concept.class == Class::Opposite && statement.more_in_target(concept.against)
        })
    }

    /// What the neighbouring beads of the same blocks state.
    pub(super) fn near(&self, at: usize) -> impl Iterator<Item = &super::Statement> {
        let blocks = self.statements[at].bead.blocks;
        [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter_map(|near| self.statements.get(near))
            .filter(move |other| other.bead.blocks == blocks)
    }

    /// Whether a glossary says how a concept of the reference is rendered: then its rules speak.
    pub(super) fn ruled_by_glossary(&self, statement: &Statement, concept: u16) -> bool {
        self.stands_in_glossary(&statement.bead, place(self.source, statement.bead.source, concept))
    }

    /// A finding about something the reference states and the translation does not.
    pub(super) fn lost(
        &self,
        rule: &'static Rule,
        statement: &Statement,
        concept: u16,
        message: String,
    ) -> Draft {
        let bead = &statement.bead;
        let whole = self.target_text(bead);
        let name = lexicon::concepts()[concept as usize].id;
        Draft::new(rule, message, self.target, whole, whole)
            .from_source(self, place(self.source, bead.source, concept), self.source_text(bead))
            .help(self.renderings(concept))
            .fact(name)
    }

    /// A finding about something only the translation states.
    pub(super) fn gained(
        &self,
        rule: &'static Rule,
        statement: &Statement,
        concept: u16,
        message: String,
    ) -> Draft {
        let bead = &statement.bead;
        let from = self.source_text(bead);
        Draft::new(
            rule,
            message,
            self.target,
            place(self.target, bead.target, concept),
            self.target_text(bead),
        )
        .from_source(self, from, from)
        .fact(lexicon::concepts()[concept as usize].id)
    }

    /// A finding about something that became something else.
    pub(super) fn became(
        &self,
        rule: &'static Rule,
        statement: &Statement,
        was: u16,
        is: u16,
        message: String,
    ) -> Draft {
        let bead = &statement.bead;
        Draft::new(rule, message, self.target, place(self.target, bead.target, is), self.target_text(bead))
            .from_source(self, place(self.source, bead.source, was), self.source_text(bead))
            .help(self.renderings(was))
            .fact(lexicon::concepts()[was as usize].id)
    }

    /// How the translation's language says something: "'only' is rendered nur, einzig, lediglich".
    fn renderings(&self, concept: u16) -> String {
        let forms = cue::forms_of(self.target.locale, concept);
        let name = lexicon::concepts()[concept as usize].name;
        if forms.is_empty() {
            String::new()
        } else {
            format!("\"{name}\" is rendered {}, or the like.", forms.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(counts: &[(u16, u8, u8)]) -> Statement {
        let mut counts: Vec<Count> =
            counts.iter().map(|&(concept, source, target)| Count { concept, source, target }).collect();
        counts.sort_unstable_by_key(|count| count.concept);
        Statement { bead: Bead { source: (0, 1), target: (0, 1), blocks: 0 }, counts }
    }

    #[test]
    fn sentences_that_speak_of_different_things_have_nothing_in_common() {
        let own = [(concept::POOL, 1, 0), (concept::POLICY, 1, 0), (concept::DATABASE, 1, 0)];
        let other = [(concept::USER, 0, 1), (concept::PHONE, 0, 1), (concept::CALL, 0, 1)];
        let both = |more: &[(u16, u8, u8)]| statement(&[&own[..], &other[..], more].concat());
        assert!(both(&[]).has_nothing_in_common());
        assert!(!both(&[(concept::REPORT, 1, 1)]).has_nothing_in_common());
        assert!(!statement(&own).has_nothing_in_common());
    }
}
