//! Which product a number belongs to, and whether two products are one.

use crate::align::Bead;
use crate::compare::Comparison;
use crate::facts::{Fact, Value};
use crate::language::lexicon;

/// Whether one of two products is named by the beginning of the other's name: a translation that
/// says the rest in its own words ("Exchange-Servern") means the same.
pub(super) fn akin(a: u16, b: u16) -> bool {
    let name = |p: u16| lexicon::products()[p as usize].name();
    let (a, b) = (name(a), name(b));
    a.starts_with(b) || b.starts_with(a)
}

/// Whether a number of the reference is the version of a product it stands behind.
pub(super) fn is_product_version(pair: &Comparison<'_>, bead: &Bead, fact: &Fact) -> bool {
    version_owner(pair, bead, fact).is_some()
}

/// The product whose version a number of the reference is.
pub(super) fn version_owner<'a>(pair: &Comparison<'a>, bead: &Bead, fact: &Fact) -> Option<&'a Fact> {
    let Value::Number(number) = fact.value else { return None };
    let facts = pair.source.facts.of_range(bead.source);
    let before = facts[..facts.partition_point(|f| f.text.start < fact.text.start)].last()?;
    match before.value {
        Value::Product { version: Some(version), .. }
            if version == number.small && fact.text.start - before.text.end <= 3 =>
        {
            Some(before)
        }
        _ => None,
    }
}
