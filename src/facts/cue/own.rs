//! Words that no lexicon has: guidance packs bring them along.

use super::{Cue, Matcher, find_with};
use crate::document::Document;
use crate::facts::Fact;
use crate::facts::lowered::lowered;
use crate::language::{Locale, lexicon};
use crate::order::OrderedMap;

/// Words that somebody brings along beside those of the lexicons.
#[derive(Debug, Default)]
pub struct Words {
    /// By language: its forms, and the concepts that they state.
    languages: Vec<(Locale, Matcher, Vec<u16>)>,
}

impl Words {
    /// Words of several languages: a form with its concept, by the tag of the language.
    #[must_use]
    pub fn new(forms: &OrderedMap<String, Vec<(String, u16)>>) -> Self {
        let languages = forms.iter().filter_map(|(tag, forms)| {
            let locale = Locale::parse(tag)?;
            let lower: Vec<(String, u16)> =
                forms.iter().map(|(form, concept)| (form.to_lowercase(), *concept)).collect();
            let matcher = Matcher::new(
                lexicon::for_locale(&locale).map(|lexicon| lexicon.script),
                lower.iter().map(|(form, concept)| (form.as_str(), [*concept], false)),
            );
            let mut stated: Vec<u16> = lower.iter().map(|form| form.1).collect();
            stated.sort_unstable();
            Some((locale, matcher, stated))
        });
        Self { languages: languages.collect() }
    }

    /// The words of a locale: its own, or those of its language.
    fn of(&self, locale: &Locale) -> Option<&(Locale, Matcher, Vec<u16>)> {
        let own = self.languages.iter().find(|known| known.0 == *locale);
        own.or_else(|| self.languages.iter().find(|known| known.0.same_language(locale)))
    }

    /// Whether a locale has words for a concept.
    #[must_use]
    pub fn knows(&self, locale: &Locale, concept: u16) -> bool {
        self.of(locale).is_some_and(|known| known.2.binary_search(&concept).is_ok())
    }

    /// Where they stand in a document, in order of the text.
    #[must_use]
    pub fn find(&self, document: &Document, facts: &[Fact], locale: &Locale) -> Vec<Cue> {
        let found = self.of(locale).and_then(|known| find_with(lowered(document, facts), &known.1));
        found.map(|(cues, _)| cues).unwrap_or_default()
    }
}
