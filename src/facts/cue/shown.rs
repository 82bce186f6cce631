//! The forms of a concept that are shown to people.

use crate::facts::is_wide;
use crate::language::Locale;
use crate::language::lexicon::{self, Lexicon};
use std::sync::OnceLock;

/// The forms by which a language states a concept, the first few, for messages.
#[must_use]
pub fn forms_of(locale: &Locale, concept: u16) -> &'static [&'static str] {
    static SHOWN: OnceLock<Vec<OnceLock<Vec<Vec<&'static str>>>>> = OnceLock::new();
    let all = SHOWN.get_or_init(|| lexicon::all().iter().map(|_| OnceLock::new()).collect());
    let Some(lexicon) = lexicon::for_locale(locale) else { return &[] };
    let shown = all[lexicon::place(lexicon)].get_or_init(|| shown_forms(lexicon));
    shown.get(concept as usize).map_or(&[], Vec::as_slice)
}

/// For each concept the forms that are shown.
fn shown_forms(lexicon: &'static Lexicon) -> Vec<Vec<&'static str>> {
    let mut of: Vec<Vec<&'static str>> = vec![Vec::new(); lexicon::concepts().len()];
    let all = lexicon.forms().chain(lexicon.terms()).filter(|(form, _)| !form.contains('…'));
    for (form, concepts) in all {
        concepts.into_iter().for_each(|concept| of[concept as usize].push(form));
    }
    of.into_iter().map(plainest).collect()
}

/// The plainest of some forms.
fn plainest(forms: Vec<&'static str>) -> Vec<&'static str> {
    const MOST: usize = 4;
    let (whole, stems): (Vec<&'static str>, Vec<&'static str>) =
        forms.into_iter().partition(|form| !form.contains(['*', '^']));
    // Stems are no words: they are shown only where there is nothing else.
    let mut forms = if whole.is_empty() { stems } else { whole };
    for form in &mut forms {
        *form = form.trim_matches(['*', '^']);
    }
    // The shortest are the plainest.
    forms.sort_by_key(|form| (form.chars().count(), *form));
    forms.dedup();
    forms.retain(|form| form.chars().count() > 1 || form.chars().all(is_wide));
    forms.truncate(MOST);
    forms
}
