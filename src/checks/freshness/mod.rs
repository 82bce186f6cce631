//! Whether a page keeps up with its source.

pub(crate) mod change_not_followed;
pub(super) mod page_outdated;
pub(super) mod translation_stale;

pub(super) mod editions;
