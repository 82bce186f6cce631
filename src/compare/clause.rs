//! The clause that a word of a sentence governs ("before …", "if …"), and what the other side has of it.

use super::{Change, Comparison, Statement, stretch};
use crate::align::Bead;
use crate::facts::{Cue, IdentifierKind, Value, cue};
use crate::language::lexicon::{self, Class, Trait, traits};
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::source::Span;

/// How much of a clause the translation has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// Words and facts of it that the translation states.
    pub stands: usize,
    /// Words and facts of it that it states nowhere.
    pub gone: usize,
}

/// Whether a language puts "before" and "after" behind what they govern.
pub(super) fn puts_last(rendition: Rendition<'_>) -> bool {
    lexicon::puts_last(rendition.locale).order
}

/// The clause that a word of the sentences of a bead opens: up to the next mark of punctuation that is none of
/// an enumeration.
pub(super) fn opened_by(rendition: Rendition<'_>, sentences: (u32, u32), word: Span) -> Span {
    let whole = stretch(rendition, sentences);
    let behind = Span::new(word.end.min(whole.end), whole.end);
    let text = rendition.document.text(behind);
    let mut ends = marks(text).peekable();
    let mut end = text.len();
    while let Some(mark) = ends.next() {
        let next = ends.peek().copied().unwrap_or(text.len());
        if !(lists(&text[..mark]) && goes_on(rendition, behind.start, text, (mark, next))) {
            end = mark;
            break;
        }
    }
    let end = text[..end].trim_end_matches(is_mark).len();
    Span::new(behind.start, behind.start + end as u32)
}

/// The clause that a word of the sentences of a bead closes: from the last mark of punctuation before it that is
/// none of an enumeration.
pub(super) fn closed_by(rendition: Rendition<'_>, sentences: (u32, u32), word: Span) -> Span {
    let whole = stretch(rendition, sentences);
    let before = Span::new(whole.start, word.start.max(whole.start));
    let text = rendition.document.text(before);
    let mut start = 0;
    let mut last = 0;
    for mark in marks(text) {
        if !(lists(&text[..mark]) && text[last..mark].trim().chars().count() <= MEMBER) {
            start = mark;
        }
        last = mark;
    }
    Span::new(before.start + start as u32, before.end)
}

/// Characters of a member of an enumeration, at most.
const MEMBER: usize = 12;

/// Whether a text ends with a mark that stands between the members of an enumeration, too.
fn lists(text: &str) -> bool {
    text.ends_with([',', '、'])
}

/// Whether what stands between two marks is a member of an enumeration: it is short, or begins with "and" or
/// "or".
fn goes_on(rendition: Rendition<'_>, origin: u32, text: &str, (from, to): (usize, usize)) -> bool {
    let member = text[from..to].trim_start();
    let start = origin + (to - member.len()) as u32;
    let joined = |cue: &Cue| cue.text.start == start && traits(cue.concept).has(Trait::Joins);
    let cues = rendition.facts.cues_in(Span::new(start, origin + to as u32));
    to < text.len() && member.chars().count() <= MEMBER || cues.iter().any(joined)
}

/// The clause that "before", "after" and the like govern.
pub(super) fn governed_by(rendition: Rendition<'_>, sentences: (u32, u32), word: Span) -> Span {
    let find = if puts_last(rendition) { closed_by } else { opened_by };
    find(rendition, sentences, word)
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '.' | '?' | '!' | '(' | ')' | '\n')
        || matches!(c, '、' | '，' | '；' | '：' | '。' | '（' | '）' | '？' | '！' | '،' | '؛' | '؟')
}

/// Where the marks of punctuation that end a clause end, in order. What stands within a number or a name
/// ("1,000", "pool.contoso.com") ends none.
fn marks(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(|(at, c)| {
        let end = at + c.len_utf8();
        let next = text[end..].chars().next();
        let ends = match c {
            ',' | ';' | ':' | '.' | '?' | '!' => next.is_none_or(char::is_whitespace),
            _ => is_mark(c),
        };
        ends.then_some(end)
    })
}

/// Whether a concept is about what a sentence speaks of, and not about how it speaks of it.
fn is_content(cue: &Cue) -> bool {
    matches!(
        lexicon::concepts()[cue.concept as usize].class,
        Class::Opposite | Class::Status | Class::Role | Class::Word
    )
}

/// The concepts of a stretch that its sentence speaks of, sorted, each once.
fn content(rendition: Rendition<'_>, text: Span) -> Vec<u16> {
    let cues = rendition.facts.cues_in(text);
    let mut concepts: Vec<u16> = cues.iter().filter(|cue| is_content(cue)).map(|cue| cue.concept).collect();
    concepts.put_in_order();
    concepts.dedup();
    concepts
}

impl Comparison<'_> {
    /// What the translation has of a clause of the reference. Words that stand outside of the clause, too, tell
    /// nothing, nor do those that the translation's language has no forms for.
    pub(super) fn kept_of(&self, statement: &Statement, clause: Span) -> Kept {
        let mut kept = Kept::default();
        let concepts = lexicon::concepts();
        let whole = self.source.facts.cues_in(self.source_text(&statement.bead));
        for concept in content(self.source, clause) {
            let (source, target) = statement.count(concept);
            let inside = |cue: &&Cue| cue.concept == concept && clause.contains(cue.text);
            let outside = whole.iter().filter(|cue| cue.concept == concept && !inside(cue)).count();
            if source == 0 || !cue::knows(self.target.locale, concept) {
                continue;
            }
            let other_way = concepts[concept as usize].against.iter().any(|&other| {
                let (before, after) = statement.count(other);
                after > before
            });
            if usize::from(target) > outside || other_way {
                kept.stands += 1;
            } else if target == 0 && outside == 0 {
                kept.gone += 1;
            }
        }
        let facts = self.source.facts.of_range(statement.bead.source);
        for fact in facts.iter().filter(|fact| clause.contains(fact.text)) {
            let telling = match fact.value {
                Value::Identifier { kind, .. } => kind != IdentifierKind::Acronym,
                Value::Code(_) | Value::Product { .. } | Value::Version(_) => true,
                Value::Number(_) | Value::Time(_) => false,
            };
            if !telling || facts.iter().filter(|other| other.value == fact.value).count() > 1 {
                continue;
            }
            match self.change_of(&statement.bead, fact.text) {
                Some(true) => kept.gone += 1,
                Some(false) => {}
                None => kept.stands += 1,
            }
        }
        kept
    }

    /// Whether a fact of the reference is missing (`true`) or became another (`false`); `None` where the
    /// translation has it.
    fn change_of(&self, bead: &Bead, fact: Span) -> Option<bool> {
        let first = self.differences.partition_point(|difference| difference.bead.blocks < bead.blocks);
        let difference = self.differences[first..]
            .iter()
            .take_while(|difference| difference.bead.blocks == bead.blocks)
            .find(|difference| difference.bead == *bead)?;
        difference.changes.iter().find_map(|change| match change {
            Change::Missing(lost) if lost.text == fact => Some(true),
            Change::Became(was, _) if was.text == fact => Some(false),
            _ => None,
        })
    }

    /// Whose words a clause of the translation has: those of the clause of the reference, or those that stand
    /// around that clause. Gives how many of either, and how many the reference has not at all.
    pub(super) fn words_of(&self, bead: &Bead, clause: Span, told: Span) -> (usize, usize, usize) {
        let whole = self.source_text(bead);
        let inside = content(self.source, clause);
        let mut outside = content(self.source, Span::new(whole.start, clause.start));
        outside.extend(content(self.source, Span::new(clause.end, whole.end)));
        let words = content(self.target, told);
        let only = |own: &[u16], other: &[u16]| {
            words.iter().filter(|word| own.contains(word) && !other.contains(word)).count()
        };
        let facts = self.source.facts.of_range(bead.source);
        let there = self.target.facts.of_range(bead.target).iter().filter(|fact| told.contains(fact.text));
        let (mut own, mut others) = (only(&inside, &outside), only(&outside, &inside));
        for fact in there {
            let mut places = facts.iter().filter(|other| other.value == fact.value);
            match (places.next(), places.next()) {
                (Some(place), None) if clause.contains(place.text) => own += 1,
                (Some(_), None) => others += 1,
                _ => {}
            }
        }
        let strange = words.iter().filter(|word| !inside.contains(word) && !outside.contains(word)).count();
        (own, others, strange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_ends_at_its_comma_and_not_within_a_number() {
        let cut = |text: &str| marks(text).map(|end| text[..end].to_owned()).collect::<Vec<_>>();
        assert_eq!(cut("1,000 calls to pool.contoso.com, then stop"), ["1,000 calls to pool.contoso.com,"]);
        assert_eq!(cut("選取，後"), ["選取，"]);
    }
}
