//! Words that packs bring along: names, numbers, and the forms by which pages say them.

use super::pack::{OWN, OWN_ACTION, Pack};
use crate::facts::cue::Words;
use crate::language::lexicon;
use crate::order::OrderedMap;

// The schema of packs is shared with the build, which knows no lexicon yet.
const _: () = assert!(OWN == lexicon::OWN && OWN_ACTION == lexicon::OWN_ACTION);

impl Pack {
    /// How messages call a concept.
    #[must_use]
    pub fn name_of(&self, concept: u16) -> &str {
        let own = self.words.iter().find(|word| word.concept == concept);
        own.map_or(lexicon::concept(concept).name, |word| word.name.as_str())
    }

    /// Gives its own words other numbers, further on by so many: those of another pack stand before.
    pub(super) fn renumber(&mut self, by: u16) {
        let own = OWN;
        let shift = |concept: &mut u16| *concept += if *concept >= own { by } else { 0 };
        self.words.iter_mut().for_each(|word| shift(&mut word.concept));
        for claim in &mut self.claims {
            claim.groups_mut().flatten().for_each(shift);
            claim.together.iter_mut().flatten().for_each(shift);
        }
    }
}

/// The forms of all packs, to be looked for in pages.
pub(super) fn of<'p>(packs: impl Iterator<Item = &'p Pack>) -> Words {
    let mut forms: OrderedMap<String, Vec<(String, u16)>> = OrderedMap::new();
    for word in packs.flat_map(|pack| &pack.words) {
        for (tag, of_tag) in &word.forms {
            let list = forms.entry(tag.clone()).or_default();
            list.extend(of_tag.iter().map(|form| (form.clone(), word.concept)));
        }
    }
    Words::new(&forms)
}
