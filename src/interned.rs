//! Names that live as long as the program: of rules, signs, languages.
//!
//! Findings carry them as `&'static str`. Where a finding is read back from bytes, its names become the one copy that
//! there is of each.

use serde::{Deserialize, Deserializer};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Such a name.
pub type Name = &'static str;

static KNOWN: Mutex<BTreeSet<Name>> = Mutex::new(BTreeSet::new());

/// The one copy of a name. There are as many as there are names in the program: they are kept for good.
pub(crate) fn name(text: &str) -> Name {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(text) {
        return known;
    }
    let kept: Name = Box::leak(Box::from(text));
    known.insert(kept);
    kept
}

/// Reads a name back.
pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    Ok(name(<&str>::deserialize(deserializer)?))
}

/// Reads a name back, where there is one.
pub(crate) fn read_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Name>, D::Error> {
    Ok(Option::<&str>::deserialize(deserializer)?.map(name))
}

/// Reads a confidence back: how much, and the names of what it rests on.
#[allow(clippy::type_complexity)]
pub(crate) fn read_confidence<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<(u8, Vec<(Name, i32)>)>, D::Error> {
    let read = Option::<(u8, Vec<(&str, i32)>)>::deserialize(deserializer)?;
    Ok(read.map(|(own, pieces)| (own, pieces.into_iter().map(|(text, adds)| (name(text), adds)).collect())))
}
