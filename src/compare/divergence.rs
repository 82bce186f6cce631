//! Divergences: what a translation states otherwise than its reference, whoever speaks of it.

use super::names::Names;
use super::rates::Use;
use super::sign::{self, Signs};
use super::{Comparison, Side, Statement, mismatch, shortened, weight};
use crate::language::lexicon::{self, Class, Concept, Trait};
use crate::order::InOrder as _;
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// The kinds of divergences. Each has weights of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Kind {
    /// The reference negates.
    NegationMissing,
    /// The translation negates.
    NegationAdded,
    /// The reference limits with "only".
    OnlyMissing,
    /// The translation limits with "only".
    OnlyAdded,
    /// A condition is lost.
    ConditionMissing,
    /// A condition became another: "if" and "unless".
    ConditionChanged,
    /// "And" became "or", or the other way round.
    AlternativeChanged,
    /// "Before" became "after", or the other way round.
    OrderChanged,
    /// A status became another.
    StatusChanged,
    /// A status that must be told is lost.
    StatusMissing,
    /// A word became its opposite.
    OppositeTerm,
    /// An obligation became a permission, or the like.
    ObligationChanged,
    /// A role became another.
    RoleChanged,
    /// A server of a certain role is not named.
    RoleMissing,
    /// A word that is rendered alike nearly everywhere is lost.
    WordMissing,
    /// A heading names another action.
    VerbChanged,
    /// A bound is turned round.
    BoundChanged,
    /// The sentence is another one.
    SentenceMismatch,
    /// The sentence repeats the translation of another one.
    SentenceRepeated,
    /// A technical term became another of its family.
    TermChanged,
    /// A listed name became another listed one.
    NameChanged,
    /// A name became another, and one of the two is not listed.
    NameUnlisted,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 22] = [
        Self::NegationMissing,
        Self::NegationAdded,
        Self::OnlyMissing,
        Self::OnlyAdded,
        Self::ConditionMissing,
        Self::ConditionChanged,
        Self::AlternativeChanged,
        Self::OrderChanged,
        Self::StatusChanged,
        Self::StatusMissing,
        Self::OppositeTerm,
        Self::ObligationChanged,
        Self::RoleChanged,
        Self::RoleMissing,
        Self::WordMissing,
        Self::VerbChanged,
        Self::BoundChanged,
        Self::SentenceMismatch,
        Self::SentenceRepeated,
        Self::TermChanged,
        Self::NameChanged,
        Self::NameUnlisted,
    ];

    /// Its name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NegationMissing => "negation-missing",
            Self::NegationAdded => "negation-added",
            Self::OnlyMissing => "only-missing",
            Self::OnlyAdded => "only-added",
            Self::ConditionMissing => "condition-missing",
            Self::ConditionChanged => "condition-changed",
            Self::AlternativeChanged => "alternative-changed",
            Self::OrderChanged => "order-changed",
            Self::StatusChanged => "status-changed",
            Self::StatusMissing => "status-missing",
            Self::OppositeTerm => "opposite-term",
            Self::ObligationChanged => "obligation-changed",
            Self::RoleChanged => "role-changed",
            Self::RoleMissing => "role-missing",
            Self::WordMissing => "word-missing",
            Self::VerbChanged => "verb-changed",
            Self::BoundChanged => "bound-changed",
            Self::SentenceMismatch => "sentence-mismatch",
            Self::SentenceRepeated => "sentence-repeated",
            Self::TermChanged => "term-changed",
            Self::NameChanged => "name-changed",
            Self::NameUnlisted => "name-unlisted",
        }
    }

    /// Whether it is about the sentence as a whole.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::SentenceMismatch | Self::SentenceRepeated)
    }

    /// Whether it is looked for only where the two sentences are surely each other's. Two sentences about different
    /// things often have terms that get confused with each other, and names.
    const fn needs_sure_bead(self) -> bool {
        matches!(self, Self::TermChanged | Self::NameChanged | Self::NameUnlisted)
    }

    /// Whether it is about names, which have places of their own, listed or not.
    pub(crate) const fn is_of_names(self) -> bool {
        matches!(self, Self::NameChanged | Self::NameUnlisted)
    }

    /// What a concept of one class that stands in the place of a concept of another makes.
    fn of_exchange(was: Class, is: Class) -> Option<Self> {
        Some(match (was, is) {
            // "Can", and "is kept from".
            (Class::Strength | Class::Status | Class::Soft, Class::Strength | Class::Soft)
            | (Class::Strength, Class::Opposite) => Self::ObligationChanged,
            (Class::Condition, _) => Self::ConditionChanged,
            (Class::Alternative, _) => Self::AlternativeChanged,
            (Class::Order, _) => Self::OrderChanged,
            (Class::Status, _) => Self::StatusChanged,
            (Class::Opposite, _) => Self::OppositeTerm,
            (Class::Role, _) => Self::RoleChanged,
            (Class::Bound, _) => Self::BoundChanged,
            _ => return None,
        })
    }

    /// What a concept that is lost makes, where nothing stands in its place.
    fn of_loss(concept: &Concept) -> Option<Self> {
        let has = |one| concept.traits.has(one);
        Some(match concept.class {
            Class::Polarity if has(Trait::Denies) => Self::NegationMissing,
            Class::Only => Self::OnlyMissing,
            Class::Condition if has(Trait::MustBeTold) => Self::ConditionMissing,
            Class::Status if has(Trait::MustBeTold) => Self::StatusMissing,
            _ if has(Trait::Server) => Self::RoleMissing,
            _ if has(Trait::Steady) => Self::WordMissing,
            _ => return None,
        })
    }

    /// What a concept that is new makes, where it stands in the place of nothing.
    fn of_gain(concept: &Concept) -> Option<Self> {
        match concept.class {
            Class::Polarity if concept.traits.has(Trait::Denies) => Some(Self::NegationAdded),
            Class::Only => Some(Self::OnlyAdded),
            _ => None,
        }
    }
}

/// Something that a translation states otherwise than its reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divergence {
    /// Index of the statement in [`Comparison::statements`].
    pub at: u32,
    /// What kind it is.
    pub kind: Kind,
    /// The concept that the reference states and the translation does not.
    pub lost: Option<u16>,
    /// The concept that the translation states and the reference does not.
    pub gained: Option<u16>,
    /// The forms by which the two are stated.
    pub forms: (Option<Use>, Option<Use>),
    /// What speaks for it and against it.
    pub signs: Signs,
    /// The sum of the weights, in hundredths of a nat.
    pub score: i32,
    /// How probable it is that a reader would call it right, 0 to 100.
    pub confidence: u8,
    /// The words it explains, in the visible text: of the reference, of the translation.
    pub explains: (Span, Span),
}

/// The divergences of a pair, each with its signs.
pub(super) fn find(pair: &Comparison<'_>) -> Vec<Divergence> {
    let Some((in_source, in_target)) = pair.known() else { return Vec::new() };
    let concepts = lexicon::concepts();
    let mut found = Vec::new();
    let mut raise_at = |at: usize, kind, lost, gained, explains| {
        found.push(Divergence {
            at: at as u32,
            kind,
            lost,
            gained,
            forms: (None, None),
            signs: Signs::default(),
            score: 0,
            confidence: 0,
            explains,
        });
    };
    let mut names = Names::new(pair, (in_source, in_target));
    for (at, statement) in pair.statements.iter().enumerate() {
        for name in names.find(statement) {
            let both = name.lost.is_some() && name.gained.is_some();
            let kind = if both { Kind::NameChanged } else { Kind::NameUnlisted };
            raise_at(at, kind, name.lost, name.gained, name.words);
        }
        if let Some(words) = shortened::find(pair, statement) {
            raise_at(at, Kind::NameUnlisted, None, None, words);
        }
        let mut raise = |at, kind, lost, gained| raise_at(at, kind, lost, gained, Default::default());
        let title = is_title(pair, statement);
        for count in statement.words() {
            let concept = &concepts[count.concept as usize];
            let (source, target) = with_kin(statement, count.concept);
            if source > target && in_target[count.concept as usize] {
                let rival = concept.against.iter().copied().find(|&rival| {
                    let (before, after) = statement.count(rival);
                    after > before && in_source[rival as usize]
                });
                let exchanged = rival.and_then(|rival| {
                    let kind = Kind::of_exchange(concept.class, concepts[rival as usize].class)?;
                    Some((kind, rival))
                });
                if let Some((kind, rival)) = exchanged {
                    raise(at, kind, Some(count.concept), Some(rival));
                } else if let Some(kind) = Kind::of_loss(concept) {
                    raise(at, kind, Some(count.concept), None);
                } else if target == 0
                    && let Some(other) = confused(statement, concept, in_source)
                {
                    raise(at, Kind::TermChanged, Some(count.concept), Some(other));
                }
                if title
                    && target == 0
                    && let Some(other) = promised_instead(statement, concept, concepts)
                {
                    raise(at, Kind::VerbChanged, Some(count.concept), Some(other));
                }
            } else if target > source
                && in_source[count.concept as usize]
                && let Some(kind) = Kind::of_gain(concept)
            {
                raise(at, kind, None, Some(count.concept));
            }
        }
    }
    mismatch::find(pair, &mut found);
    found.put_in_order_by_key(|divergence| {
        (divergence.at, divergence.kind, divergence.lost, divergence.gained)
    });
    sign::read_all(pair, &mut found);
    found.retain(|divergence| !divergence.kind.needs_sure_bead() || divergence.signs.bead_is_sure());
    for divergence in &mut found {
        divergence.explains = explained(pair, divergence);
        let bead = &pair.statements[divergence.at as usize].bead;
        let form =
            |concept: Option<u16>, side| Use::of(pair, &sign::cue_of(pair, bead, concept?, side)?, side);
        divergence.forms = (form(divergence.lost, Side::Source), form(divergence.gained, Side::Target));
    }
    found
}

/// How often a concept is stated, its kin counted in.
fn with_kin(statement: &Statement, concept: u16) -> (u8, u8) {
    let kin = lexicon::concepts()[concept as usize].kin.iter().map(|&kin| statement.count(kin));
    kin.fold(statement.count(concept), |sum, other| (sum.0.max(other.0), sum.1.max(other.1)))
}

/// The technical term of the same family that only the translation has.
fn confused(statement: &Statement, lost: &Concept, known: &[bool]) -> Option<u16> {
    let new = |&other: &u16| known[other as usize] && matches!(statement.count(other), (0, 1..));
    lost.confused.iter().copied().find(new)
}

/// The action that a heading promises in the place of one that is lost.
fn promised_instead(statement: &Statement, lost: &Concept, concepts: &[Concept]) -> Option<u16> {
    let own =
        |concept: u16| !lost.instead.contains(&concept) && !concepts[concept as usize].instead.is_empty();
    let kept = statement.counts.iter().any(|count| count.target > 0 && own(count.concept));
    let new = |&concept: &u16| matches!(statement.count(concept), (0, 1..));
    if kept { None } else { lost.instead.iter().copied().find(new) }
}

/// Whether a sentence is a heading, or a label of a few words that is written like one.
fn is_title(pair: &Comparison<'_>, statement: &Statement) -> bool {
    const WORDS: usize = 10;
    let text = pair.source.document.text(pair.source_text(&statement.bead)).trim_end();
    pair.is_heading(&statement.bead)
        || !text.ends_with(['.', ':', '!', '?', ';', ',']) && text.split_whitespace().nth(WORDS).is_none()
}

/// The words that a divergence explains: those that state what is lost, and those that state what is new.
fn explained(pair: &Comparison<'_>, divergence: &Divergence) -> (Span, Span) {
    let bead = &pair.statements[divergence.at as usize].bead;
    if divergence.kind.is_whole() {
        return (pair.source_text(bead), pair.target_text(bead));
    }
    if divergence.kind.is_of_names() {
        return divergence.explains;
    }
    let place =
        |concept: Option<u16>, side| concept.map_or(Span::default(), |c| pair.place_of(bead, c, side));
    let mut lost = place(divergence.lost, Side::Source);
    if divergence.kind == Kind::ConditionMissing {
        lost = sign::clause_of_condition(pair, divergence)
            .map_or(lost, |clause| Span::new(clause.start.min(lost.start), clause.end.max(lost.end)));
    }
    (lost, place(divergence.gained, Side::Target))
}

/// Which of the divergences of each statement speak, as one bit each: where several see one cause, the one that
/// explains most. A divergence that is loud is never silenced by one that is not.
#[must_use]
pub fn settle(divergences: &[Divergence]) -> Vec<bool> {
    let mut speaks = vec![false; divergences.len()];
    let mut start = 0;
    for group in divergences.chunk_by(|a, b| a.at == b.at) {
        let mut order: Vec<usize> = (0..group.len()).collect();
        // The sentence as a whole speaks where none of its words is surer.
        let words = group.iter().filter(|it| !it.kind.is_whole());
        let surest = words.map(|it| it.confidence).max().unwrap_or_default();
        let rank = |at: usize| {
            let it = &group[at];
            let parts = u8::from(it.lost.is_some()) + u8::from(it.gained.is_some());
            let whole = it.kind.is_whole() && it.confidence >= surest;
            (weight::is_loud(it.confidence), whole, parts, it.explains.0.len(), it.score)
        };
        order.put_in_order_by(|&a, &b| rank(b).cmp(&rank(a)).then(a.cmp(&b)));
        for (rank, &at) in order.iter().enumerate() {
            let meets = |a: Span, b: Span| !a.is_empty() && !b.is_empty() && a.overlaps(b);
            let told = order[..rank].iter().any(|&other| {
                speaks[start + other]
                    && (meets(group[other].explains.0, group[at].explains.0)
                        || meets(group[other].explains.1, group[at].explains.1))
            });
            speaks[start + at] = !told;
        }
        start += group.len();
    }
    speaks
}
