//! What differs between the facts of aligned sentences: what is missing, what is new, what became what.
//!
//! Facts are compared as multisets, leniently: a translation may name a thing once where the source
//! names it twice, or twice where a pronoun stood. A fact that is missing in one sentence of a
//! block and new in its neighbour has only moved.

use super::statement::beside;
use crate::align::{Alignment, Bead};
use crate::document::ContainerKind;
use crate::facts::{Fact, IdentifierKind, Key, Number, Rendition, Value};
use crate::language::lexicon::{self, Trait, traits};

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
    Time,
    Version,
    Product,
    Identifier,
    Code,
}

const CLASSES: [Class; 6] =
    [Class::Number, Class::Time, Class::Version, Class::Product, Class::Identifier, Class::Code];

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
        (Value::Number(a), Value::Number(b)) => a.agrees(&b),
        _ => key(a) == key(b),
    }
}

/// Compares the facts of all beads that have both sides.
pub fn compare(source: Rendition<'_>, target: Rendition<'_>, alignment: &Alignment) -> Vec<Difference> {
    let mut differences = Vec::new();
    for blocks in 0..alignment.blocks.len() as u32 {
        let mut open: Vec<(Bead, [Loose; 6])> = Vec::new();
        for bead in alignment.beads_of(blocks) {
            if bead.is_pair() {
                let loose = CLASSES.map(|class| loose(source, target, bead, class));
                if loose.iter().any(|l| !l.missing.is_empty() || !l.added.is_empty()) {
                    open.push((*bead, loose));
                }
            }
        }
        if open.len() > 1 {
            settle_between(&mut open);
        }
        if !open.is_empty() {
            settle_alone(source, target, alignment.beads_of(blocks), &mut open);
        }
        for (bead, loose) in open {
            let mut changes = Vec::new();
            for side in loose {
                pair_up(side, &mut changes);
            }
            if !changes.is_empty() {
                changes.sort_by_key(|change| match change {
                    Change::Became(_, new) | Change::Added(new) => (0, new.text),
                    Change::Missing(old) => (1, old.text),
                });
                differences.push(Difference { bead, changes });
            }
        }
    }
    differences
}

/// The facts of one class that do not find their equal in a bead.
fn loose(source: Rendition<'_>, target: Rendition<'_>, bead: &Bead, wanted: Class) -> Loose {
    let pick = |rendition: Rendition<'_>, range| {
        let mut facts: Vec<Fact> =
            rendition.facts.of_range(range).iter().filter(|f| class(f) == Some(wanted)).copied().collect();
        facts.sort_by_key(|f| (key(f), f.text));
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
    let has = |facts: &[Fact], fact: &Fact| {
        let at = facts.partition_point(|f| key(f) < key(fact));
        facts.get(at).is_some_and(|f| key(f) == key(fact))
            || facts.len() <= MOST && facts.iter().any(|f| same(f, fact))
    };
    let mut loose = Loose {
        missing: missing.into_iter().map(|f| (f, !has(&of_target, &f))).collect(),
        added: added.into_iter().map(|f| (f, !has(&of_source, &f))).collect(),
    };
    loose.missing.retain(|(fact, wholly)| !wholly || !excused(source, target, bead, fact));
    loose.added.retain(|(fact, wholly)| !wholly || !excused_new(source, target, bead, fact));
    loose.missing.sort_by_key(|(f, _)| f.text);
    loose.added.sort_by_key(|(f, _)| f.text);
    loose
}

/// Whether a missing fact is there in another form: spelled out, or as part of a longer word.
fn excused(source: Rendition<'_>, target: Rendition<'_>, bead: &Bead, fact: &Fact) -> bool {
    let text = || target.document.text(super::stretch(target, bead.target));
    match fact.value {
        Value::Number(number) => {
            let behind = &source.document.plain[fact.text.end as usize..];
            // "A 3-way call": other languages write one word.
            let part = behind.starts_with('-') && behind[1..].starts_with(char::is_alphabetic);
            number.digits <= 4 && spelled(text(), target.locale, u32::from(number.small), part)
                || number.agrees(&Number::of(MILLION)) && spelled(text(), target.locale, MILLION, false)
                || is_date(source, fact)
                || numbers_the_item(source, target, bead, fact)
                || spelled_with_unit(source.document.text(fact.text), text(), target.locale)
                || target.facts.of_range(bead.target).iter().any(|new| {
                    run_on(source, bead, target.document.text(new.text))
                        == Some(source.document.text(fact.text))
                })
                || in_equal_list(source, fact, text())
        }
        Value::Identifier { .. } | Value::Code(_) => {
            let written = source.document.text(fact.text);
            contains_folded(text(), written)
        }
        // "13 Uhr", "13h00", "13.00": told without a colon.
        Value::Time(minutes) => target.facts.of_range(bead.target).iter().any(|new| hour_of(new, minutes)),
        Value::Version(_) => in_equal_list(source, fact, text()),
        Value::Product { .. } => false,
    }
}

/// Whether a number with its unit of thousands is there in words: "2 million", "zwei Millionen".
fn spelled_with_unit(written: &str, text: &str, locale: &crate::language::Locale) -> bool {
    let (Some(lexicon), Some(count)) = (
        lexicon::for_locale(locale),
        written.split_once(' ').and_then(|(count, unit)| {
            unit.starts_with(char::is_alphabetic).then(|| count.parse().ok()).flatten()
        }),
    ) else {
        return false;
    };
    spelled(text, locale, count, false)
        && text.split(|c: char| !c.is_alphabetic()).any(|word| lexicon.thousands(word).is_some())
}

/// The number that another one runs into in the translation, the two being read as one: "4 600" where the
/// source has "four 600".
fn run_on<'t>(source: Rendition<'_>, bead: &Bead, written: &'t str) -> Option<&'t str> {
    let (head, tail) = written.split_once([' ', '\u{a0}'])?;
    let head = head.parse().ok().filter(|&head: &u32| head < 100)?;
    let text = source.document.text(super::stretch(source, bead.source));
    (tail.starts_with(|c: char| c.is_ascii_digit()) && spelled(text, source.locale, head, false))
        .then_some(tail)
}

/// Whether a number stands among others, and all of them in the other text as they are, wide commas or not:
/// "80，443" may be one number or two.
fn in_equal_list(own: Rendition<'_>, fact: &Fact, other: &str) -> bool {
    let text = own.document.plain.as_str();
    let joins = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，' | ' ');
    let (before, behind) = (&text[..fact.text.start as usize], &text[fact.text.end as usize..]);
    let start = before.trim_end_matches(joins).len();
    let end = text.len() - behind.trim_start_matches(joins).len();
    let list = &text[start..end];
    if !list.contains('，') && !other.contains('，') {
        return false;
    }
    let narrow = |text: &str| text.replace('，', ",").replace(", ", ",");
    let (list, other) = (narrow(list), narrow(other));
    let list = list.trim_matches([' ', ',', '.']);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    list.contains(',')
        && other.match_indices(list).any(|(at, _)| {
            !digit(other[..at].chars().next_back()) && !digit(other[at + list.len()..].chars().next())
        })
}

/// Whether the number a paragraph begins with ("2: One disk") is that of the item its answer stands in.
fn numbers_the_item(source: Rendition<'_>, target: Rendition<'_>, bead: &Bead, fact: &Fact) -> bool {
    let Value::Number(number) = fact.value else { return false };
    let block = |r: Rendition<'_>, sentence: u32| r.document.sentences[sentence as usize].block as usize;
    let answer = &target.document.blocks[block(target, bead.target.0)];
    let mut index = None;
    for (_, container) in target.document.ancestors(answer) {
        match (container.kind, index) {
            (ContainerKind::Item { index: at }, None) => index = Some(at),
            (ContainerKind::List { ordered: Some(first) }, Some(index)) => {
                return first.saturating_add(index) == u32::from(number.small)
                    && source.document.blocks[block(source, bead.source.0)].text.start == fact.text.start;
            }
            _ => return false,
        }
    }
    false
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

/// Whether a new number is the hour or the minutes of a time of the reference.
fn tells_time(source: Rendition<'_>, bead: &Bead, fact: &Fact) -> bool {
    source.facts.of_range(bead.source).iter().any(|old| match (old.value, fact.value) {
        (Value::Time(minutes), Value::Number(number)) => {
            hour_of(fact, minutes) || (number.small == minutes % 60 && number.digits == 2)
        }
        _ => false,
    })
}

/// Whether a number is the hour of a time, alone ("13 Uhr") or with its minutes ("13.00").
fn hour_of(fact: &Fact, minutes: u16) -> bool {
    let Value::Number(number) = fact.value else { return false };
    [0, 12, 24].into_iter().map(|half| minutes / 60 + half).any(|hour| {
        let with_minutes = Number::with_decimals(hour, minutes % 60);
        number.digits <= 4
            && (number.small == hour && (hour > 0 || number.digits > 0) || number.agrees(&with_minutes))
    })
}

/// Whether a new fact stands for a word of the reference: a number word, a month, a name in prose.
fn excused_new(source: Rendition<'_>, target: Rendition<'_>, bead: &Bead, fact: &Fact) -> bool {
    let text = || source.document.text(super::stretch(source, bead.source));
    match fact.value {
        Value::Number(number) => {
            number.digits <= 4 && spelled(text(), source.locale, u32::from(number.small), false)
                || tells_time(source, bead, fact)
                || run_on(source, bead, target.document.text(fact.text)).is_some()
                || in_equal_list(target, fact, text())
                || (1..=31).contains(&number.small) && names_month(text(), source.locale)
        }
        Value::Identifier { .. } | Value::Code(_) => {
            let written = target.document.text(fact.text);
            contains_folded(text(), written)
        }
        Value::Product { .. } | Value::Version(_) | Value::Time(_) => false,
    }
}

/// A month stands as a number on one side and as a word on the other: "10/15/2012", "15. Oktober".
fn is_date(source: Rendition<'_>, fact: &Fact) -> bool {
    let Value::Number(number) = fact.value else { return false };
    if !(1..=12).contains(&number.small) || number.digits > 2 {
        return false;
    }
    let text = &source.document.plain;
    let behind = &text[fact.text.end as usize..];
    let before = &text[..fact.text.start as usize];
    let joint = |c: Option<char>| matches!(c, Some('/' | '-' | '.'));
    let mut ahead = behind.chars();
    let mut back = before.chars().rev();
    (joint(ahead.next()) && ahead.next().is_some_and(|c| c.is_ascii_digit()))
        || (joint(back.next()) && back.next().is_some_and(|c| c.is_ascii_digit()))
}

/// A number that is spelled out though it has more digits than [`spelled`] is asked for otherwise.
const MILLION: u32 = 1_000_000;

/// Whether a text spells out a number, as a word or (`part`) at the beginning of one.
fn spelled(text: &str, locale: &crate::language::Locale, value: u32, part: bool) -> bool {
    let Some(lexicon) = lexicon::for_locale(locale) else { return false };
    let spaced = !matches!(locale.language(), "ja" | "zh" | "ko");
    let words = lexicon.number_words.iter().filter(|w| w.value == value);
    if !spaced {
        return words.into_iter().any(|w| text.contains(w.word));
    }
    let words: Vec<&str> = words.map(|w| w.word).collect();
    !words.is_empty()
        && text.split(|c: char| !c.is_alphabetic()).any(|word| {
            let begins = |w: &str| part && w.len() > 3 && word.to_lowercase().starts_with(w);
            words.iter().any(|w| equal_folded(word, w) || begins(w))
        })
}

fn names_month(text: &str, locale: &crate::language::Locale) -> bool {
    lexicon::for_locale(locale).is_some_and(|lexicon| {
        text.split(|c: char| !c.is_alphabetic())
            .any(|word| word.len() > 2 && lexicon.dates.months.iter().any(|month| equal_folded(word, month)))
    })
}

fn equal_folded(word: &str, lower: &str) -> bool {
    word.len() == lower.len() && word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

/// Whether `text` holds `part`, ASCII case and spaces aside.
fn contains_folded(text: &str, part: &str) -> bool {
    let part = part.trim();
    if part.is_empty() {
        return true;
    }
    let bytes = text.as_bytes();
    let first = part.as_bytes()[0].to_ascii_lowercase();
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes).any(|at| {
        bytes.get(at..at + part.len()).is_some_and(|found| found.eq_ignore_ascii_case(part.as_bytes()))
    })
}

/// Drops what is missing in one bead and new in another bead of the same blocks: it only moved.
fn settle_between(open: &mut [(Bead, [Loose; 6])]) {
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
/// a full stop was set or taken away.
fn settle_alone(
    source: Rendition<'_>,
    target: Rendition<'_>,
    beads: &[Bead],
    open: &mut [(Bead, [Loose; 6])],
) {
    for (bead, loose) in open.iter_mut() {
        let alone = |rendition: Rendition<'_>, fact: &Fact, side: fn(&Bead) -> (u32, u32)| {
            let equal = |other: &Fact| class(other) == class(fact) && same(other, fact);
            beside(beads, bead).any(|bead| rendition.facts.of_range(side(bead)).iter().any(equal))
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
    changes.extend(missing.into_iter().filter(|(_, wholly)| *wholly).map(|(f, _)| Change::Missing(f)));
    changes.extend(added.into_iter().filter(|(_, wholly)| *wholly).map(|(f, _)| Change::Added(f)));
}

/// The best pair left: both sides wholly new first.
fn first_pair(
    missing: &[(Fact, bool)],
    added: &[(Fact, bool)],
    fits: impl Fn(&Fact, &Fact) -> bool,
) -> Option<(usize, usize)> {
    for want in [(true, true), (true, false), (false, true)] {
        for (i, (old, gone)) in missing.iter().enumerate() {
            for (j, (new, fresh)) in added.iter().enumerate() {
                if (*gone, *fresh) == want && fits(old, new) {
                    return Some((i, j));
                }
            }
        }
    }
    None
}
