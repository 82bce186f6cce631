//! What pages taught: terms that are not rendered in one of the usual ways.

pub(super) mod term_added;
pub(super) mod term_inconsistent;
pub(super) mod term_missing;

pub(super) mod terms;

pub use term_inconsistent::{Taught, example_taught};
