//! Entries of catalogues that readers do not see in their language.

pub(super) mod entry_fuzzy;
pub(super) mod entry_untranslated;

pub(super) mod entries;
