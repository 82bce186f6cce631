//! The members of a set: what each is held against, and each aligned and compared with it, and the rules run over them.

use crate::align::{self, Alignment};
use crate::checks::{self, Check, Sink};
use crate::compare::{self, Comparison};
use crate::document::Side;
use crate::freshness::Age;
use crate::learning::Lessons;
use crate::order::OrderedMap;
use crate::rendition::Rendition;
use crate::set::{DocumentSet, Reference};

/// Alignments that were made before the checks, by the place of the translation among the members of its set.
pub(super) type Aligned = OrderedMap<usize, Alignment>;

/// The member that the others of a set are held against.
pub(super) fn reference_of(set: &DocumentSet) -> Option<usize> {
    match set.reference {
        Reference::Source(index) | Reference::SideBySide(index) => Some(index),
        Reference::Consensus | Reference::Alone => None,
    }
}

/// What a translation is held against, by its place: the set's reference, or for a side-by-side page the source it
/// carries itself. `side` tells which side of its page a member is.
pub(super) fn source_of(
    set: &DocumentSet,
    side: impl Fn(usize) -> Side,
    reference: usize,
    target: usize,
) -> usize {
    if !matches!(set.reference, Reference::SideBySide(_)) {
        return reference;
    }
    let page = set.members[target].document.page;
    let carried = |at: &usize| set.members[*at].document.page == page && side(*at) == Side::Source;
    (0..set.members.len()).find(carried).unwrap_or(reference)
}

/// Each translation of a set with what it is held against, by their places.
pub(super) fn pairs(set: &DocumentSet, side: impl Fn(usize) -> Side) -> impl Iterator<Item = (usize, usize)> {
    let reference = reference_of(set);
    (0..set.members.len()).filter_map(move |target| {
        let at = reference?;
        let translated = side(target) != Side::Source && set.members[target].locale != set.members[at].locale;
        translated.then(|| (target, source_of(set, &side, at, target)))
    })
}

/// Aligns each translation of a set with what it is held against; what was aligned before is taken as it is.
pub(super) fn alignments(set: &DocumentSet, members: &[Rendition<'_>], mut aligned: Aligned) -> Aligned {
    let own = references(set, members).map(|(index, from, target)| {
        (index, aligned.remove(&index).unwrap_or_else(|| align::align(from, target)))
    });
    own.collect()
}

/// Compares each translation of a set with what it is held against, by its place among the members; and what they
/// state otherwise with what the other languages do.
pub(super) fn compared<'a>(
    set: &DocumentSet,
    members: &[Rendition<'a>],
    alignments: &'a Aligned,
    lessons: &'a Lessons<'a>,
) -> OrderedMap<usize, Comparison<'a>> {
    let (places, mut pairs): (Vec<usize>, Vec<Comparison<'a>>) = references(set, members)
        .filter_map(|(index, from, target)| {
            let lesson = lessons.get(from.locale, target.locale);
            Some((index, Comparison::new(from, target, alignments.get(&index)?, lesson)))
        })
        .unzip();
    // Pages that carry their source themselves have sources that differ.
    if matches!(set.reference, Reference::Source(_)) {
        compare::agree(&mut pairs);
    }
    places.into_iter().zip(pairs).collect()
}

/// Each translation of a set, by its place among the members, with what it is held against before it.
pub(super) fn references<'a>(
    set: &DocumentSet,
    members: &[Rendition<'a>],
) -> impl Iterator<Item = (usize, Rendition<'a>, Rendition<'a>)> {
    pairs(set, |at| members[at].document.side).map(|(target, from)| (target, members[from], members[target]))
}

/// Runs all rules that look at the members of a set together.
pub(super) fn set_checks(set: &DocumentSet, members: &[Rendition<'_>], sink: &mut Sink) {
    for check in checks::all().flat_map(|rule| rule.checks) {
        if let Check::Set(check) = check {
            check(set, members, sink);
        }
    }
}

/// Runs all rules that look at a translation by itself.
pub(super) fn document_checks(target: Rendition<'_>, sink: &mut Sink) {
    for check in checks::all().flat_map(|rule| rule.checks) {
        if let Check::Document(check) = check {
            check(target, sink);
        }
    }
}

/// Runs all rules about the age of a translation.
pub(super) fn age_checks(pair: &Comparison<'_>, age: &Age<'_>, sink: &mut Sink) {
    for check in checks::all().flat_map(|rule| rule.checks) {
        if let Check::Age(check) = check {
            check(pair, age, sink);
        }
    }
}

/// Runs all rules that compare a translation with its reference.
pub(super) fn pair_checks(pair: &Comparison<'_>, sink: &mut Sink) {
    for check in checks::all().flat_map(|rule| rule.checks) {
        if let Check::Pair(check) | Check::Once(check) = check {
            check(pair, sink);
        }
    }
    checks::meaning::propose(pair, sink);
    for check in checks::all().flat_map(|rule| rule.checks) {
        if let Check::Cause(check) = check {
            check(pair, sink);
        }
    }
}
