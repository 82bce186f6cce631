//! Whether the terms of the user's glossaries are rendered as they say.

pub(super) mod glossary_term_forbidden;
pub(super) mod glossary_term_missing;

pub(super) mod terms;

pub use terms::example_glossary;
