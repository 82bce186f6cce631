//! What sentences state through words.

pub(super) mod alternative_changed;
pub(super) mod bound_changed;
pub(super) mod condition_changed;
pub(super) mod condition_missing;
pub(super) mod name_changed;
pub(super) mod negation_added;
pub(super) mod negation_missing;
pub(super) mod obligation_changed;
pub(super) mod only_added;
pub(super) mod only_missing;
pub(super) mod opposite_term;
pub(super) mod order_changed;
pub(super) mod role_changed;
pub(super) mod role_missing;
pub(super) mod sentence_mismatch;
pub(super) mod status_changed;
pub(super) mod term_changed;
pub(super) mod verb_changed;
pub(super) mod word_missing;

pub(super) mod divergences;

pub(super) use divergences::WORDS;
pub(crate) use divergences::propose;
