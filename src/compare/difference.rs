//! What differs between the facts of aligned sentences: what is missing, what is new, what became what.
//!
//! Facts are compared as multisets, leniently: a translation may name a thing once where the source
//! names it twice, or twice where a pronoun stood. A fact that is missing in one sentence of a
//! block and new in its neighbour has only moved.

use super::excuse::{differ_in_zeros, excused, excused_new};
use super::statement::beside;
use super::words;
use crate::align::{Alignment, Bead};
use crate::code::{inline, mentions::contains_folded};
use crate::facts::{Fact, IdentifierKind, Value};
use crate::hash::Key;
use crate::language::lexicon::{Trait, traits};
use crate::order::InOrder as _;
use crate::rendition::Rendition;

/// A difference between the facts of a bead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The first (reference) became the second (translation).
    Became(Fact, Fact),
    /// Only the reference has it.
    Missing(Fact),
    /// Only the translation has it.
    Added(Fact),
}

/// The differences of a bead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The bead.
    pub bead: Bead,
    /// Its changes, in order of the text.
    pub changes: Vec<Change>,
}

/// Facts of one class that one side has and the other has not, or has less often.
#[derive(Default)]
struct Loose {
    /// In the reference; whether the translation has it nowhere in the bead.
    missing: Vec<(Fact, bool)>,
    /// In the translation; whether the reference has it nowhere in the bead.
    added: Vec<(Fact, bool)>,
}

/// The classes within which a fact can become another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Number,
    Month,
    Time,
    Version,
    Product,
    Identifier,
    Code,
}

const CLASSES: [Class; 7] = [
    Class::Number,
    Class::Month,
    Class::Time,
    Class::Version,
    Class::Product,
    Class::Identifier,
    Class::Code,
];

fn class(fact: &Fact) -> Option<Class> {
    Some(match fact.value {
        Value::Number(_) => Class::Number,
        Value::Time(_) => Class::Time,
        Value::Version(_) => Class::Version,
        Value::Product { .. } => Class::Product,
        // A translation may have its own: "PSTN" is "RTC" in French.
        Value::Identifier { kind: IdentifierKind::Acronym, .. } => return None,
        Value::Identifier { .. } => Class::Identifier,
        Value::Code(_) => Class::Code,
    })
}

/// A key under which equal facts are equal.
fn key(fact: &Fact) -> Key {
    match fact.value {
        Value::Number(number) => number.grouped,
        Value::Version(key) | Value::Code(key) | Value::Identifier { key, .. } => key,
        Value::Product { product, .. } => Key::from(product),
        Value::Time(minutes) => Key::from(minutes),
    }
}

fn same(a: &Fact, b: &Fact) -> bool {
    match (a.value, b.value) {
        (Value::Number(a), Value::Number(b)) => a.agrees(&b) || a.is_decade_of(&b) || b.is_decade_of(&a),
        _ => key(a) == key(b),
    }
}

/// Compares the facts of all beads that have both sides.
pub fn compare(source: Rendition<'_>, target: Rendition<'_>, alignment: &Alignment) -> Vec<Difference> {
    let mut differences = Vec::new();
    for blocks in 0..alignment.blocks.len() as u32 {
        let mut open: Vec<(Bead, [Loose; CLASSES.len()])> = Vec::new();
        for bead in alignment.beads_of(blocks) {
            if bead.is_pair() {
                let there = classes(source, bead.source) | classes(target, bead.target);
                if there == 0 {
                    continue;
                }
                let loose = CLASSES.map(|class| match there >> class as u8 & 1 {
                    0 => Loose::default(),
                    _ => loose(source, target, bead, class),
                });
                if loose.iter().any(|l| !l.missing.is_empty() || !l.added.is_empty()) {
                    open.push((*bead, loose));
                }
            }
        }
        if open.len() > 1 {
            settle_between(&mut open);
        }
        if !open.is_empty() {
            settle_alone(source, target, (alignment, blocks), &mut open);
        }
        for (bead, loose) in open {
            let mut changes = Vec::new();
            for side in loose {
                pair_up(side, &mut changes);
            }
            if !changes.is_empty() {
                changes.put_in_order_by_key(|change| match change {
                    Change::Became(_, new) | Change::Added(new) => (0, new.text),
                    Change::Missing(old) => (1, old.text),
                });
                differences.push(Difference { bead, changes });
            }
        }
    }
    differences
}

/// The classes of which some sentences may have facts, a bit for each: most sentences have none of most.
fn classes(rendition: Rendition<'_>, range: (u32, u32)) -> u8 {
    let bit = |class: Class| 1 << class as u8;
    // A month stands beside a number; numbers are told by words and by Roman digits, too.
    let of = |fact: &Fact| match class(fact) {
        Some(Class::Number) => bit(Class::Number) | bit(Class::Month),
        Some(class) => bit(class),
        None => bit(Class::Number),
    };
    let spelled = match rendition.facts.spelled_in(super::stretch(rendition, range)) {
        [] => 0,
        _ => bit(Class::Number),
    };
    rendition.facts.of_range(range).iter().map(of).fold(spelled, |all, one| all | one)
}

/// The facts of one class that do not find their equal in a bead.
fn loose(source: Rendition<'_>, target: Rendition<'_>, bead: &Bead, wanted: Class) -> Loose {
    let pick = |rendition: Rendition<'_>, range| {
        let mut facts: Vec<Fact> =
            rendition.facts.of_range(range).iter().filter(|f| class(f) == Some(wanted)).copied().collect();
        match wanted {
            Class::Number => words::numbers(rendition, range, &mut facts),
            Class::Month => words::months(rendition, range, &mut facts),
            _ => {}
        }
        facts.put_in_order_by_key(|f| (key(f), f.text));
        facts
    };
    let of_source = pick(source, bead.source);
    let of_target = pick(target, bead.target);
    if of_source.is_empty() && of_target.is_empty() {
        return Loose::default();
    }
    let (mut i, mut j) = (0, 0);
    let (mut missing, mut added) = (Vec::new(), Vec::new());
    while i < of_source.len() || j < of_target.len() {
        let next = match (of_source.get(i), of_target.get(j)) {
            (Some(a), Some(b)) => key(a).cmp(&key(b)),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => break,
        };
        match next {
            std::cmp::Ordering::Equal => {
                i += 1;
                j += 1;
            }
            std::cmp::Ordering::Less => {
                missing.push(of_source[i]);
                i += 1;
            }
            std::cmp::Ordering::Greater => {
                added.push(of_target[j]);
                j += 1;
            }
        }
    }
    // Few are left; readings that differ ("1.000") are told apart here.
    const MOST: usize = 64;
    if missing.len() <= MOST && added.len() <= MOST {
        missing.retain(|old| match added.iter().position(|new| same(old, new)) {
            Some(at) => {
                added.remove(at);
                false
            }
            None => true,
        });
    }
    if wanted == Class::Number && missing.len() <= MOST && added.len() <= MOST {
        // "20" and "20,00".
        missing.retain(|old| {
            let was = source.document.text(old.text);
            match added.iter().position(|new| differ_in_zeros(was, target.document.text(new.text))) {
                Some(at) => {
                    added.remove(at);
                    false
                }
                None => true,
            }
        });
    }
    if wanted == Class::Code && missing.len() <= MOST && added.len() <= MOST {
        settle_code(source, target, bead, &mut missing, &mut added);
    }
    let has = |facts: &[Fact], fact: &Fact| {
        let at = facts.partition_point(|f| key(f) < key(fact));
        facts.get(at).is_some_and(|f| key(f) == key(fact))
            || facts.len() <= MOST && facts.iter().any(|f| same(f, fact))
    };
    let mut loose = Loose {
        missing: missing.into_iter().map(|f| (f, !has(&of_target, &f))).collect(),
        added: added.into_iter().map(|f| (f, !has(&of_source, &f))).collect(),
    };
    if wanted != Class::Month {
        loose.missing.retain(|(fact, wholly)| !wholly || !excused(source, target, bead, fact));
        loose.added.retain(|(fact, wholly)| !wholly || !excused_new(source, target, bead, fact));
    }
    loose.missing.put_in_order_by_key(|(f, _)| f.text);
    loose.added.put_in_order_by_key(|(f, _)| f.text);
    loose
}

/// Drops pieces of code that differ only in what people translate.
fn settle_code(
    source: Rendition<'_>,
    target: Rendition<'_>,
    bead: &Bead,
    missing: &mut Vec<Fact>,
    added: &mut Vec<Fact>,
) {
    let around = source.document.text(super::stretch(source, bead.source));
    let known = |literal: &str| contains_folded(around, literal);
    missing.retain(|old| {
        let was = source.document.text(old.text);
        let answers = |new: &Fact| {
            inline::agree(was, target.document.text(new.text), &known)
                || calls_placeholder(source, old) && calls_placeholder(target, new)
        };
        match added.iter().position(answers) {
            Some(at) => {
                added.remove(at);
                false
            }
            None => true,
        }
    });
}

/// Whether a sentence calls a placeholder of a command close by what stands in its braces: "`name`" of
/// "`oven open {{name}}`".
fn calls_placeholder(rendition: Rendition<'_>, fact: &Fact) -> bool {
    const NEAR: usize = 600;
    let plain = rendition.document.plain.as_str();
    let called = rendition.document.text(fact.text);
    let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if called.is_empty() || !called.chars().all(name) {
        return false;
    }
    let from = plain.floor_char_boundary((fact.text.start as usize).saturating_sub(NEAR));
    let to = plain.floor_char_boundary((fact.text.end as usize + NEAR).min(plain.len()));
    let around = &plain[from..to];
    around.match_indices(called).any(|(at, _)| {
        let (before, behind) = (&around[..at], &around[at + called.len()..]);
        let inside = before.rfind("{{").is_some_and(|open| !before[open..].contains("}}"));
        inside && !before.ends_with(name) && !behind.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}

/// Whether a sentence takes up the one before it by a word ("otherwise") instead of its condition, and a fact
/// of that condition stands in that one, on both sides.
fn taken_up(source: Rendition<'_>, target: Rendition<'_>, beads: &[Bead], bead: &Bead, fact: &Fact) -> bool {
    let cues = target.facts.cues_in(super::stretch(target, bead.target));
    if !cues.iter().any(|cue| traits(cue.concept).has(Trait::TakesUp)) {
        return false;
    }
    let at = beads.partition_point(|other| other.source.0 < bead.source.0);
    let equal = |other: &Fact| class(other) == class(fact) && same(other, fact);
    at.checked_sub(1).and_then(|before| beads.get(before)).is_some_and(|before| {
        source.facts.of_range(before.source).iter().any(equal)
            && target.facts.of_range(before.target).iter().any(equal)
    })
}

/// Drops what is missing in one bead and new in another bead of the same blocks: it only moved.
fn settle_between(open: &mut [(Bead, [Loose; CLASSES.len()])]) {
    for class in 0..CLASSES.len() {
        for i in 0..open.len() {
            for j in i.saturating_sub(2)..(i + 3).min(open.len()) {
                if i == j {
                    continue;
                }
                let mut added = std::mem::take(&mut open[j].1[class].added);
                open[i].1[class].missing.retain(|(old, _)| {
                    match added.iter().position(|(new, _)| same(old, new)) {
                        Some(at) => {
                            added.remove(at);
                            false
                        }
                        None => true,
                    }
                });
                open[j].1[class].added = added;
            }
        }
    }
}

/// Drops what is missing but stands in a sentence of the same blocks that has no partner, and the mirror:
/// a full stop was set or taken away. Code may stand in a block beside them that has none: an item was made several.
fn settle_alone(
    source: Rendition<'_>,
    target: Rendition<'_>,
    (alignment, blocks): (&Alignment, u32),
    open: &mut [(Bead, [Loose; CLASSES.len()])],
) {
    /// Sentences of such a block that are looked at.
    const FEW: usize = 8;
    let beads = alignment.beads_of(blocks);
    let lonely = |at: u32| match alignment.blocks.get(at as usize) {
        Some(block) if !block.is_pair() => alignment.beads_of(at),
        _ => &[],
    };
    let near = [lonely(blocks.wrapping_sub(1)), lonely(blocks + 1)];
    for (bead, loose) in open.iter_mut() {
        let alone = |rendition: Rendition<'_>, fact: &Fact, side: fn(&Bead) -> (u32, u32)| {
            let equal = |other: &Fact| class(other) == class(fact) && same(other, fact);
            let holds = |bead: &Bead| rendition.facts.of_range(side(bead)).iter().any(equal);
            let code = matches!(fact.value, Value::Code(_));
            beside(beads, bead).any(holds) || code && near.iter().copied().flatten().take(FEW).any(holds)
        };
        for side in loose {
            side.missing.retain(|(fact, _)| {
                !alone(target, fact, |bead| bead.target) && !taken_up(source, target, beads, bead, fact)
            });
            side.added.retain(|(fact, _)| !alone(source, fact, |bead| bead.source));
        }
    }
}

/// Pairs what is missing with what is new, in order; what stays alone was dropped or added.
fn pair_up(loose: Loose, changes: &mut Vec<Change>) {
    let Loose { mut missing, mut added } = loose;
    // A pair needs at least one side that is wholly new or wholly gone; and identifiers become
    // identifiers of their own kind only.
    let fits = |old: &Fact, new: &Fact| match (old.value, new.value) {
        (Value::Identifier { kind: a, .. }, Value::Identifier { kind: b, .. }) => a == b,
        _ => true,
    };
    while let Some((i, j)) = first_pair(&missing, &added, fits) {
        changes.push(Change::Became(missing.remove(i).0, added.remove(j).0));
    }
    // What words say may be said in other words: alone they prove nothing.
    let tells = |&(fact, wholly): &(Fact, bool)| wholly && !in_words(&fact);
    changes.extend(missing.into_iter().filter(tells).map(|(f, _)| Change::Missing(f)));
    changes.extend(added.into_iter().filter(tells).map(|(f, _)| Change::Added(f)));
}

/// Whether a number is told in words.
pub(crate) fn in_words(fact: &Fact) -> bool {
    matches!(fact.value, Value::Number(number) if number.digits == 0)
}

/// The best pair left: both sides wholly new first, and digits before words.
fn first_pair(
    missing: &[(Fact, bool)],
    added: &[(Fact, bool)],
    fits: impl Fn(&Fact, &Fact) -> bool,
) -> Option<(usize, usize)> {
    let wants = [(true, true, false), (true, true, true), (true, false, false), (false, true, false)];
    for want in wants {
        for (i, (old, gone)) in missing.iter().enumerate() {
            for (j, (new, fresh)) in added.iter().enumerate() {
                if (*gone, *fresh, in_words(old) || in_words(new)) == want && fits(old, new) {
                    return Some((i, j));
                }
            }
        }
    }
    None
}
