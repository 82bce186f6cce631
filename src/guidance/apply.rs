//! Which packs a set of pages is held against.

use super::built_in;
use super::pack::{Claim, Pack};
use super::words;
use crate::facts::cue::Words;
use crate::language::lexicon::{self, Class};
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::set::DocumentSet;
use std::borrow::Cow;

/// The packs of a run.
#[derive(Debug)]
pub struct Guidance {
    packs: Vec<Cow<'static, Pack>>,
    /// Ids of the packs asked for.
    forced: Vec<String>,
    /// Whether pages that tell their edition keep to it whatever is asked for.
    by_edition: bool,
    verbs: Vec<u16>,
    words: Words,
}

/// The packs that a set is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selected {
    /// Indexes of packs.
    pub packs: Vec<usize>,
    /// Whether something tells that it is these: otherwise each page is only asked whether it states
    /// what one of them says.
    pub certain: bool,
}

impl Guidance {
    /// The built-in packs and these; `forced` are the ids of packs that every page is held against, or
    /// with `by_edition` every page that does not tell its edition.
    #[must_use]
    pub fn new(own: Vec<Pack>, forced: Vec<String>, by_edition: bool) -> Self {
        let replaced = |pack: &&Pack| own.iter().all(|other| other.id != pack.id);
        let mut packs: Vec<Cow<'static, Pack>> =
            built_in().iter().filter(replaced).map(Cow::Borrowed).collect();
        // Each pack numbers its own words from the first; of several packs they are others.
        let mut taken = 0;
        for mut pack in own {
            let count = pack.words.len() as u16;
            pack.renumber(taken);
            taken = taken.saturating_add(count);
            packs.push(Cow::Owned(pack));
        }
        let words = words::of(packs.iter().map(Cow::as_ref));
        let mut verbs: Vec<u16> = packs
            .iter()
            .flat_map(|pack| &pack.claims)
            .flat_map(|claim| &claim.action)
            .flatten()
            .copied()
            // What names a thing is the action of the claim that says so, and no verb for others.
            .filter(|&concept| lexicon::concept(concept).class != Class::Role)
            .collect();
        verbs.put_in_order();
        verbs.dedup();
        Self { packs, forced, by_edition, verbs, words }
    }

    /// The packs, the built-in ones first.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter().map(Cow::as_ref)
    }

    /// A pack by its index.
    #[must_use]
    pub fn pack(&self, at: usize) -> &Pack {
        &self.packs[at]
    }

    /// The concepts that claims have as their actions, sorted, and the words that the packs bring along.
    pub(super) fn terms(&self) -> (&[u16], &Words) {
        (&self.verbs, &self.words)
    }

    /// The claims of a pack: its own and those it shares, each with the pack it stands in.
    pub fn claims(&self, pack: usize) -> impl Iterator<Item = &Claim> {
        let shared = self.packs[pack].shares.iter().filter_map(|id| self.claim(id).map(|found| found.1));
        self.packs[pack].claims.iter().chain(shared)
    }

    /// A claim by its id, with the index of its pack.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<(usize, &Claim)> {
        self.packs
            .iter()
            .enumerate()
            .find_map(|(at, pack)| pack.claims.iter().find(|claim| claim.id == id).map(|claim| (at, claim)))
    }

    /// Which packs a set is held against: those asked for; else those that its paths name; else those of
    /// its edition; else, where no edition is known, any.
    #[must_use]
    pub fn select(&self, set: &DocumentSet, members: &[Rendition<'_>]) -> Selected {
        let chosen = |fits: &dyn Fn(&Pack) -> bool| -> Vec<usize> {
            (0..self.packs.len()).filter(|&at| fits(&self.packs[at])).collect()
        };
        let forced = chosen(&|pack| self.forced.contains(&pack.id));
        if !forced.is_empty() && !self.by_edition {
            return Selected { packs: forced, certain: true };
        }
        // A pack of one's own that names neither edition nor path is for all pages.
        let everywhere = |pack: &Pack| pack.edition.is_none() && pack.paths.is_empty();
        let named = |pack: &Pack| {
            let paths = members.iter().map(|member| member.path.to_lowercase());
            pack.paths.iter().any(|part| paths.clone().any(|path| path.contains(&part.to_lowercase())))
        };
        let by_path = chosen(&named);
        if !by_path.is_empty() {
            return Selected { packs: chosen(&|pack| named(pack) || everywhere(pack)), certain: true };
        }
        if let Some(edition) = &set.edition {
            let of_edition = |pack: &Pack| {
                pack.edition.is_some_and(|(product, year)| {
                    let product = &lexicon::products()[product as usize];
                    *edition == format!("{} {year}", product.name())
                })
            };
            let versioned = edition.ends_with(|c: char| c.is_ascii_digit());
            if versioned {
                let packs = chosen(&|pack| of_edition(pack) || everywhere(pack));
                return Selected { packs, certain: true };
            }
        }
        if !forced.is_empty() {
            return Selected { packs: forced, certain: true };
        }
        Selected { packs: (0..self.packs.len()).collect(), certain: false }
    }
}
