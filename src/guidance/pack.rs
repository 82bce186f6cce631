//! Packs and claims as data.

/// What a version's guidance says, claim by claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pack {
    /// Id, kebab-case.
    pub id: String,
    /// For people.
    pub title: String,
    /// The edition whose pages it is for: index into [`crate::language::lexicon::products`], year.
    pub edition: Option<(u16, u16)>,
    /// Parts of paths that name its pages, compared without regard to case.
    pub paths: Vec<String>,
    /// Words that no lexicon has.
    pub words: Vec<Word>,
    /// Claims of other packs that hold here too.
    pub shares: Vec<String>,
    /// Its claims, as they stand in the file.
    pub claims: Vec<Claim>,
}

/// The first number of a pack's own words among the concepts; those of the lexicon stand before.
pub const OWN: u16 = 0x8000;
/// The bit of those that are done, and no things.
pub const OWN_ACTION: u16 = 0x4000;

/// A word of a pack's own, with its forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Id, as claims name it.
    pub id: String,
    /// Its number among the concepts, from `OWN`.
    pub concept: u16,
    /// How messages call it.
    pub name: String,
    /// By tag of the language: the forms by which it is said.
    pub forms: Vec<(String, Vec<String>)>,
}

/// Concepts of which a sentence states one: indexes into [`crate::language::lexicon::concepts`].
pub type Group = Vec<u16>;

/// Something the guidance says, free of language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// Id.
    pub id: String,
    /// Its line in the file, from 1; 0 where unknown.
    pub line: u32,
    /// The claim in English, for messages.
    pub says: String,
    /// Where it comes from.
    pub origin: String,
    /// Who or what it is about.
    pub subject: Vec<Group>,
    /// What is done or is the case; where there are several, all of them.
    pub action: Vec<Group>,
    /// What it is done to, with or in.
    pub object: Vec<Group>,
    /// Roles that must be named.
    pub role: Vec<Group>,
    /// Things that belong together: the certificate on the gateway, the policy on the pool.
    pub together: Vec<[u16; 2]>,
    /// Names that no translation touches ("SMTP").
    pub names: Vec<String>,
    /// Names that a heading of the page has to hold: for claims whose sentence does not tell its topic.
    pub topic: Vec<String>,
    /// Products with the year that is their version: one of them must be named.
    pub versions: Vec<(u16, u16)>,
    /// Whether the action is affirmed or denied.
    pub polarity: Polarity,
    /// With what force.
    pub strength: Strength,
    /// Whether it is so only in this case.
    pub only: bool,
    /// Words of condition, one of each group.
    pub condition: Vec<Group>,
    /// The procedure it is a step of, and its place there, from 1.
    pub procedure: Option<(String, u32)>,
    /// How bad it is when it is contradicted, where the claim says: `error`, `warning` or `note`.
    pub severity: Option<&'static str>,
    /// Claims of other versions about the same matter.
    pub mirrors: Vec<String>,
    /// Claims of other versions that cannot hold together with it.
    pub excludes: Vec<String>,
    /// Claims of its own version that it is at odds with: pages that say this are to be mended.
    pub disputes: Vec<String>,
    /// Pages that have to say it.
    pub on: Vec<Selector>,
    /// Sentences that show it.
    pub cases: Vec<Case>,
}

impl Claim {
    /// All groups of concepts that it holds.
    pub(super) fn groups_mut(&mut self) -> impl Iterator<Item = &mut Group> {
        let Self { subject, action, object, role, condition, .. } = self;
        [subject, action, object, role, condition].into_iter().flatten()
    }
}

/// Whether something is affirmed or denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Polarity {
    /// Affirmed.
    #[default]
    Affirmed,
    /// Denied.
    Denied,
    /// Affirmed of one thing, denied of another.
    Both,
    /// Said not to be necessary: it may be done, and nobody has to.
    NeedNot,
}

/// With what force something is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It is so.
    #[default]
    Fact,
    /// It is possible or allowed.
    May,
    /// It is advised.
    Should,
    /// It is demanded.
    Must,
}

/// A page that has to say a claim; all that is not empty must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// Part of the path, compared without regard to case.
    pub path: String,
    /// `ms:assetid` of the front matter.
    pub asset: String,
    /// Name of an anchor.
    pub anchor: String,
}

/// A sentence that shows what a claim is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its language, BCP 47.
    pub locale: String,
    /// How the claim reads in it; `None` for a sentence that only comes near.
    pub verdict: Option<Verdict>,
    /// The sentence.
    pub sentence: String,
    /// Its line in the file, from 1.
    pub line: u32,
}

/// How a page reads against a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It says it.
    Stated,
    /// It says less: only a part, or with less force.
    Weakened,
    /// It does not say it.
    Missing,
    /// It says the contrary.
    Contradicted,
}

impl Verdict {
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Weakened => "weakened",
            Self::Missing => "missing",
            Self::Contradicted => "contradicted",
        }
    }
}
