//! Which kind of statement each concept is.

/// Kinds of [`Concept`](super::lexicon::Concept): each is compared by rules of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Negation.
    Polarity,
    /// Words that another language may render by a negation or by "only".
    Soft,
    /// Obligation and permission.
    Strength,
    /// Exclusivity.
    Only,
    /// Conditions.
    Condition,
    /// What joins alternatives, or parts of a whole.
    Alternative,
    /// Order in time.
    Order,
    /// Status of a feature.
    Status,
    /// One side of an opposition.
    Opposite,
    /// Roles and components.
    Role,
    /// Bounds of versions and numbers.
    Bound,
    /// Words without a rule of their own.
    Word,
    /// Words that only guidance packs speak of.
    Guide,
    /// Technical terms, compared within their families.
    Term,
    /// Names of countries, cities, languages …
    Name,
}

impl Class {
    /// All classes, in the order in which people are told of them.
    pub const ALL: &[Self] = &[
        Self::Polarity,
        Self::Strength,
        Self::Only,
        Self::Condition,
        Self::Alternative,
        Self::Order,
        Self::Status,
        Self::Opposite,
        Self::Role,
        Self::Bound,
        Self::Soft,
        Self::Word,
        Self::Guide,
        Self::Term,
        Self::Name,
    ];

    /// Its name, as in `lexicon/concepts.yaml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Polarity => "polarity",
            Self::Soft => "soft",
            Self::Strength => "strength",
            Self::Only => "only",
            Self::Condition => "condition",
            Self::Alternative => "alternative",
            Self::Order => "order",
            Self::Status => "status",
            Self::Opposite => "opposite",
            Self::Role => "role",
            Self::Bound => "bound",
            Self::Word => "word",
            Self::Guide => "guide",
            Self::Term => "term",
            Self::Name => "name",
        }
    }

    /// The rules that compare it.
    #[must_use]
    pub const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Polarity => &["negation-added", "negation-missing"],
            Self::Soft | Self::Guide => &[],
            Self::Strength => &["obligation-changed"],
            Self::Only => &["only-added", "only-missing"],
            Self::Condition => &["condition-changed", "condition-missing"],
            Self::Alternative => &["alternative-changed"],
            Self::Order => &["order-changed"],
            Self::Status => &["status-changed"],
            Self::Opposite => &["opposite-term"],
            Self::Role => &["role-changed", "role-missing", "word-missing"],
            Self::Bound => &["bound-changed"],
            Self::Word => &["sentence-mismatch", "verb-changed", "word-missing"],
            Self::Term => &["term-changed"],
            Self::Name => &["name-changed"],
        }
    }
}
