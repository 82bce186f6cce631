//! What is read of a claim, or of a procedure, in one document, for those who tell of it.

use super::judge::Judgement;
use super::pack::{Claim, Pack};
use crate::compare::Comparison;
use crate::rendition::Rendition;
use crate::source::Span;

/// Why a claim is read in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The document has to say it.
    Expected,
    /// The document is the reference.
    Reference,
    /// The claim is of another version than the document.
    OtherVersion,
}

/// What one document says of one claim.
#[derive(Clone, Debug)]
pub struct ClaimReading<'a> {
    /// The document with its reference, where it has one.
    pub pair: Option<&'a Comparison<'a>>,
    /// The document.
    pub target: Rendition<'a>,
    /// The pack.
    pub pack: &'a Pack,
    /// The claim.
    pub claim: &'a Claim,
    /// Why it is read here.
    pub standing: Standing,
    /// The sentence of the reference, in its visible text.
    pub source: Option<Span>,
    /// The sentences read, in the visible text of the document; `None` where there are none.
    pub text: Option<Span>,
    /// Where they are missing, and the text around.
    pub gap: Option<(Span, Span)>,
    /// How they read.
    pub judgement: Judgement,
    /// What they state instead: a claim of another version, with the title of its pack.
    pub other: Option<(&'a str, &'a Claim)>,
}

/// The steps of a procedure in a document.
#[derive(Debug)]
pub struct ProcedureReading<'a> {
    /// The document with its reference, where it has one.
    pub pair: Option<&'a Comparison<'a>>,
    /// The document.
    pub target: Rendition<'a>,
    /// The pack.
    pub pack: &'a Pack,
    /// Place in the procedure, claim, and visible text, ordered by the place.
    pub steps: Vec<(u32, &'a Claim, Span)>,
}

/// Who hears what documents say.
pub trait Listener {
    /// Hears what a document says of a claim.
    fn claim(&mut self, reading: &ClaimReading<'_>);

    /// Hears which steps of a procedure a document has, and where.
    fn procedure(&mut self, reading: &ProcedureReading<'_>);
}
