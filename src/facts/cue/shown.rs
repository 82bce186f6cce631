//! The forms of a concept that are shown to people.

use crate::facts::is_wide;
use crate::language::Locale;
use crate::language::lexicon::{self, Lexicon};
use crate::order::InOrder as _;
use std::sync::OnceLock;

/// The forms of a language by what they state.
struct Shown {
    /// For each concept all that may be shown.
    all: Vec<Vec<&'static str>>,
    /// For each concept what is shown, once it was asked for.
    plainest: Vec<OnceLock<Vec<&'static str>>>,
}

/// The forms by which a language states a concept, the first few, for messages.
#[must_use]
pub fn forms_of(locale: &Locale, concept: u16) -> &'static [&'static str] {
    static SHOWN: OnceLock<Vec<OnceLock<Shown>>> = OnceLock::new();
    let languages = SHOWN.get_or_init(|| lexicon::all().iter().map(|_| OnceLock::new()).collect());
    let Some(lexicon) = lexicon::for_locale(locale) else { return &[] };
    let shown = languages[lexicon::place(lexicon)].get_or_init(|| Shown::new(lexicon));
    let at = concept as usize;
    let (Some(all), Some(kept)) = (shown.all.get(at), shown.plainest.get(at)) else { return &[] };
    kept.get_or_init(|| plainest(all.clone()))
}

impl Shown {
    fn new(lexicon: &'static Lexicon) -> Self {
        let concepts = lexicon::concepts().len();
        let mut of: Vec<Vec<&'static str>> = vec![Vec::new(); concepts];
        let all = lexicon.forms().chain(lexicon.terms()).filter(|(form, _)| !form.contains('…'));
        for (form, concepts) in all {
            concepts.iter().for_each(|&concept| of[concept as usize].push(form));
        }
        Self { all: of, plainest: (0..concepts).map(|_| OnceLock::new()).collect() }
    }
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
    forms.put_in_order_by_key(|form| (form.chars().count(), *form));
    forms.dedup();
    forms.retain(|form| form.chars().count() > 1 || form.chars().all(is_wide));
    forms.truncate(MOST);
    forms
}
