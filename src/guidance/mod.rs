//! Guidance: what the documentation of each version has to say, as claims without a language, and how
//! the pages of each language read against them.
//!
//! A [`Pack`] holds the claims of one version. Which packs a page is held against tell the run's
//! options, the page's path and its edition; a claim is expected where the reference states it, where
//! most languages do, or where the claim names the page. Each language then states, weakens, misses or
//! contradicts it, and that is told twice: as findings and as the matrix.

mod apply;
mod cases;
mod heard;
mod judge;
mod listed;
mod matter;
mod pack;
mod propose;
mod reading;
mod rivals;
mod schema;
mod shown;
mod stretch;
mod told;
mod words;
mod written;

pub use apply::{Guidance, Selected};
pub use cases::{CaseFailure, CaseRun, run_cases};
pub use heard::{ClaimReading, Listener, ProcedureReading, Standing};
pub use judge::{Judgement, Reason, judge};
pub(crate) use judge::{WORDINGS, why};
pub use pack::{Case, Claim, Group, Pack, Polarity, Selector, Strength, Verdict, Word};
pub use propose::{Original, Proposal, propose};
pub use reading::{Cell, Reading};
pub(crate) use shown::show;

use crate::language::lexicon;
use crate::order::InOrder as _;
use crate::yaml;
use std::fmt;
use std::sync::OnceLock;

mod compiled {
    include!(concat!(env!("OUT_DIR"), "/packs.rs"));
}

/// What is wrong with a pack, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PackError {
    /// The file, as named by the caller.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// What is wrong and what is expected.
    pub message: String,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for PackError {}

/// The concepts and products of the compiled lexicon.
struct Compiled;

impl schema::Vocabulary for Compiled {
    fn concept(&self, id: &str) -> Option<u16> {
        lexicon::concepts().binary_search_by(|concept| concept.id.cmp(id)).ok().map(|at| at as u16)
    }
    fn product(&self, id: &str) -> Option<u16> {
        lexicon::products().binary_search_by(|product| product.id.cmp(id)).ok().map(|at| at as u16)
    }
    fn nearest(&self, id: &str) -> Vec<&'static str> {
        /// More of them help nobody.
        const MOST: usize = 3;
        /// In thousandths, how alike two words have to be.
        const ALIKE: u32 = 780;
        let alike = |concept: &lexicon::Concept| {
            let likeness = |other: &str| (strsim::jaro_winkler(id, other) * 1000.0) as u32;
            likeness(concept.id).max(likeness(concept.name))
        };
        let mut near: Vec<(u32, &'static str)> = lexicon::concepts()
            .iter()
            .map(|concept| (alike(concept), concept.id))
            .filter(|near| near.0 >= ALIKE)
            .collect();
        near.put_in_order_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        near.into_iter().take(MOST).map(|near| near.1).collect()
    }
}

/// The packs that come with Unisono, ordered by id, without their cases.
#[must_use]
pub fn built_in() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let read = |text: &&str| yaml::read(text).and_then(|root| schema::read(&root, &Compiled)).ok();
        compiled::PACKS.iter().filter_map(read).collect()
    })
}

impl Pack {
    /// Reads a pack. `name` is only for messages.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line.
    pub fn read(name: &str, text: &str) -> Result<Self, PackError> {
        parse(name, text)
    }
}

/// Reads a pack. `file` is only for messages.
///
/// # Errors
/// The first thing that is wrong, with its line.
pub fn parse(file: &str, text: &str) -> Result<Pack, PackError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let pack =
        yaml::read(text).and_then(|root| schema::read(&root, &Compiled)).map_err(|fault| PackError {
            file: file.to_owned(),
            line: u32::try_from(fault.line).unwrap_or(u32::MAX).max(1),
            message: fault.message,
        })?;
    let known = |id: &str| {
        let own = pack.claims.iter().any(|claim| claim.id == id);
        own || built_in().iter().any(|other| other.claims.iter().any(|claim| claim.id == id))
    };
    for claim in &pack.claims {
        let named = [&claim.mirrors, &claim.excludes, &claim.disputes];
        if let Some(id) = named.into_iter().flatten().find(|id| !known(id)) {
            return Err(PackError {
                file: file.to_owned(),
                line: claim.line,
                message: format!(
                    "{} names \"{id}\", which is no claim of this pack or of a built-in one",
                    claim.id
                ),
            });
        }
    }
    Ok(pack)
}
