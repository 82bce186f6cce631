//! In which language the text is.

pub(super) mod page_untranslated;
pub(super) mod untranslated;
pub(super) mod wrong_language;

mod lone_words;
