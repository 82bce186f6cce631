//! Facts that changed places: the same set of facts on both sides, one in the place of another.
//!
//! Order alone proves nothing: languages put the same words in another order. What stands beside a fact does: the
//! name a version belongs to ("Player 2.6"), or a word that says which part it plays ("instead of `a`", "from 1").

use super::stretch;
use crate::align::{Alignment, Bead};
use crate::facts::{Fact, IdentifierKind, Value};
use crate::language::lexicon::{self, Relations};
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::source::Span;

/// Two facts that changed places.
#[derive(Clone, Copy, Debug)]
pub struct Exchange {
    /// The bead they stand in.
    pub bead: Bead,
    /// A fact of the reference.
    pub old: Fact,
    /// What stands in its place in the translation; `old` stands elsewhere there.
    pub new: Fact,
    /// The name before both, as they stand in the reference and in the translation, where a name tells it.
    pub names: Option<(Span, Span)>,
}

/// Many facts are a list, and its order is its own.
const MOST: usize = 8;

/// All exchanges of two documents, at most one in a bead.
pub(super) fn find(source: Rendition<'_>, target: Rendition<'_>, alignment: &Alignment) -> Vec<Exchange> {
    let beads = alignment.beads.iter().filter(|bead| bead.is_pair());
    beads.filter_map(|bead| in_bead(source, target, bead)).collect()
}

fn in_bead(reference: Rendition<'_>, translation: Rendition<'_>, bead: &Bead) -> Option<Exchange> {
    let count = |rendition: Rendition<'_>, range| {
        rendition.facts.of_range(range).iter().filter(|fact| takes_part(fact)).take(MOST + 1).count()
    };
    if !(2..=MOST).contains(&count(reference, bead.source))
        || !(2..=MOST).contains(&count(translation, bead.target))
    {
        return None;
    }
    let once = |rendition: Rendition<'_>, range: (u32, u32)| -> Vec<Fact> {
        let all: Vec<Fact> =
            rendition.facts.of_range(range).iter().filter(|fact| takes_part(fact)).copied().collect();
        let single = |fact: &&Fact| all.iter().filter(|other| same(other, fact)).count() == 1;
        all.iter().filter(single).copied().collect()
    };
    let (source, target) = (once(reference, bead.source), once(translation, bead.target));
    // Facts that stand once on either side, with their answers.
    let both: Vec<(Fact, Fact)> = source
        .iter()
        .filter_map(|old| target.iter().find(|new| same(old, new)).map(|new| (*old, *new)))
        .collect();
    by_names(reference, translation, bead, &both).or_else(|| by_words(reference, translation, bead, &both))
}

/// What may change places: an acronym or a time seldom does.
fn takes_part(fact: &Fact) -> bool {
    !matches!(fact.value, Value::Identifier { kind: IdentifierKind::Acronym, .. } | Value::Time(_))
}

fn same(a: &Fact, b: &Fact) -> bool {
    match (a.value, b.value) {
        (Value::Number(a), Value::Number(b)) => a.agrees(&b),
        (Value::Product { product: a, .. }, Value::Product { product: b, .. }) => a == b,
        (Value::Version(a), Value::Version(b)) | (Value::Code(a), Value::Code(b)) => a == b,
        (Value::Identifier { key: a, .. }, Value::Identifier { key: b, .. }) => a == b,
        _ => false,
    }
}

/// Versions that stand behind each other's names.
fn by_names(
    reference: Rendition<'_>,
    translation: Rendition<'_>,
    bead: &Bead,
    both: &[(Fact, Fact)],
) -> Option<Exchange> {
    let (source, target) = (reference.document.plain.as_str(), translation.document.plain.as_str());
    let named: Vec<(&Fact, &Fact, Span, Span)> = both
        .iter()
        .filter(|(old, _)| matches!(old.value, Value::Number(_) | Value::Version(_)))
        .filter_map(|(old, new)| Some((old, new, name_before(source, old)?, name_before(target, new)?)))
        .collect();
    for (at, (a, _, a_name, a_other)) in named.iter().enumerate() {
        for (_, b_new, b_name, b_other) in &named[at + 1..] {
            let (first, second) = (&source[a_name.range()], &source[b_name.range()]);
            if first != second && target[a_other.range()] == *second && target[b_other.range()] == *first {
                return Some(Exchange {
                    bead: *bead,
                    old: **a,
                    new: **b_new,
                    names: Some((*a_name, *b_other)),
                });
            }
        }
    }
    None
}

/// The name right before a version: a word in Latin letters with a capital.
fn name_before(text: &str, fact: &Fact) -> Option<Span> {
    let before = &text[..fact.text.start as usize];
    let trimmed = before.trim_end_matches([' ', '\u{a0}']);
    if before.len() - trimmed.len() > 2 {
        return None;
    }
    let start = trimmed
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    let name = &trimmed[start..];
    (name.len() >= 3
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().any(|b| b.is_ascii_alphabetic()))
    .then_some(Span::new(start as u32, trimmed.len() as u32))
}

/// Which parts words give a fact.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Part {
    replaced: bool,
    begins: bool,
    ends: bool,
}

/// Facts whose parts, told by the words beside them, were exchanged.
fn by_words(
    reference: Rendition<'_>,
    translation: Rendition<'_>,
    bead: &Bead,
    both: &[(Fact, Fact)],
) -> Option<Exchange> {
    let relations = |rendition: Rendition<'_>| {
        lexicon::for_locale(rendition.locale).map(|l| (&l.relations, l.is_spaced()))
    };
    let (of_source, of_target) = (relations(reference)?, relations(translation)?);
    // Of many, several play one part.
    const FEW: usize = 4;
    if !(2..=FEW).contains(&both.len()) {
        return None;
    }
    let (here, there) = (stretch(reference, bead.source), stretch(translation, bead.target));
    let mut parts: Vec<(Fact, Fact, Part, Part)> = Vec::with_capacity(both.len());
    for (old, new) in both {
        let was = part(reference, bead.source, here, old, of_source);
        let is = part(translation, bead.target, there, new, of_target);
        parts.push((*old, *new, was, is));
    }
    // Two are no list: "instead of `a`, call `b`".
    let lists = parts.len() > 2;
    for (side, behind) in [of_source.0.behind, of_target.0.behind].into_iter().enumerate().filter(|_| lists) {
        let plain = if side == 0 { &reference.document.plain } else { &translation.document.plain };
        spread(&mut parts, side, behind, plain);
    }
    for (old, _, was, is) in &parts {
        for (other, new, other_was, other_is) in &parts {
            if std::mem::discriminant(&old.value) != std::mem::discriminant(&other.value) {
                continue;
            }
            let replaced = was.replaced && !other_was.replaced && other_is.replaced && !is.replaced;
            let turned = was.begins
                && other_was.ends
                && !was.ends
                && !other_was.begins
                && is.ends
                && other_is.begins
                && !is.begins
                && !other_is.ends;
            if replaced || turned {
                return Some(Exchange { bead: *bead, old: *old, new: *new, names: None });
            }
        }
    }
    None
}

/// "Instead of `a`, `b` and `c`": what is said of one of a list holds for those behind it, or before it where the
/// words stand behind.
fn spread(parts: &mut [(Fact, Fact, Part, Part)], side: usize, behind: bool, plain: &str) {
    let place = |part: &(Fact, Fact, Part, Part)| if side == 0 { part.0.text } else { part.1.text };
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.put_in_order_by_key(|&at| place(&parts[at]));
    if behind {
        order.reverse();
    }
    for two in order.windows(2) {
        let (by, of) = (parts[two[0]], &mut parts[two[1]]);
        let (first, next) = (place(&by), place(of));
        let (from, to) = if behind { (next.end, first.start) } else { (first.end, next.start) };
        let gap = plain.get(from as usize..to as usize).unwrap_or_default().trim();
        if !gap.is_empty() && gap.len() <= REACH_BEFORE {
            let (own, other) = if side == 0 { (&mut of.2, by.2) } else { (&mut of.3, by.3) };
            own.replaced |= other.replaced;
        }
    }
}

/// Bytes between a fact and the words that say its part, at most: an article or a verb before it, a noun behind it.
const REACH_BEFORE: usize = 12;
const REACH_BEHIND: usize = 24;

fn part(
    rendition: Rendition<'_>,
    sentences: (u32, u32),
    text: Span,
    fact: &Fact,
    (relations, spaced): (&Relations, bool),
) -> Part {
    let facts = rendition.facts.of_range(sentences);
    let plain = rendition.document.plain.as_str();
    let window = if relations.behind {
        let end =
            facts.iter().map(|f| f.text.start).find(|&start| start >= fact.text.end).unwrap_or(text.end);
        &plain[fact.text.end as usize..end.max(fact.text.end) as usize]
    } else {
        let start =
            facts.iter().rev().map(|f| f.text.end).find(|&end| end <= fact.text.start).unwrap_or(text.start);
        &plain[start.min(fact.text.start) as usize..fact.text.start as usize]
    };
    let breaks = ['.', ',', ';', ':', '(', ')', '。', '、', '，', '；', '：', '（', '）', '،', '؛', '\n'];
    let window = if relations.behind {
        &window[..window.find(breaks).unwrap_or(window.len())]
    } else {
        &window[window
            .rfind(breaks)
            .map_or(0, |at| at + window[at..].chars().next().map_or(1, char::len_utf8))..]
    };
    let mut lowered = String::with_capacity(window.len());
    crate::facts::lowered::push_lowered(window, &mut lowered);
    let lowered = lowered.replace('’', "'");
    // The nearest word says the part: "from the port to 5061".
    let place = |words: &[&str]| {
        let places = words.iter().filter_map(|word| {
            let at = if relations.behind { lowered.find(word)? } else { lowered.rfind(word)? };
            let (before, behind) = (&lowered[..at], &lowered[at + word.len()..]);
            let borders = !spaced
                || !before.ends_with(char::is_alphanumeric)
                    && (word.ends_with('\'') || !behind.starts_with(char::is_alphanumeric));
            let distance = if relations.behind { at } else { behind.len() };
            (borders && distance <= if relations.behind { REACH_BEHIND } else { REACH_BEFORE })
                .then_some(distance)
        });
        places.min()
    };
    let (begins, ends) = (place(relations.from), place(relations.to));
    let nearer = |a: Option<usize>, b: Option<usize>| a.is_some_and(|a| b.is_none_or(|b| a < b));
    Part {
        replaced: place(relations.instead_of).is_some(),
        begins: nearer(begins, ends),
        ends: nearer(ends, begins),
    }
}
