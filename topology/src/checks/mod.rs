//! Rules about the snippets of pages, which compare them element by element.

pub(crate) mod cmdlet_unknown;
pub(crate) mod snippet_changed;

use unisono::checks::Rule;

/// The rules, ordered by name.
pub static RULES: &[&Rule] = &[&cmdlet_unknown::RULE, &snippet_changed::RULE];
