//! What a concept does in a sentence. Code asks for a trait and never for a concept, so that which concept negates,
//! obliges or limits is said in `lexicon/concepts.yaml` alone.

/// Something a concept may do. The order is that of the list in `build/cues.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Trait {
    /// Recommends.
    Advises,
    /// Makes what follows a condition: "if", "unless", "when", "until".
    Conditional,
    /// Negates the clause it stands in: "not".
    Denies,
    /// Is a negative word that another language may render by a negation: "without", "fails".
    DeniesSoftly,
    /// Is done, as what verbs tell: "move", "configure".
    Done,
    /// Repeats the negation before it and adds none: "no … ningún".
    Echoes,
    /// Says that one of several is enough: "or".
    Either,
    /// Says from when on: "erst" for "not until".
    EndsInTime,
    /// States an exception: "unless".
    Excepts,
    /// Denies for all cases, or of all things: "never", "none".
    Excludes,
    /// Says of a feature that it is on its way out.
    Final,
    /// Tells what comes next, without saying what came first: "then".
    Follows,
    /// Forbids: "must not".
    Forbids,
    /// Frees from an obligation: "need not".
    Frees,
    /// Says that an example follows: "for example". Names in examples are often put in the reader's own country.
    GivesExamples,
    /// Joins parts or alternatives: "and", "or".
    Joins,
    /// Says that something goes out of a place: "out of", "away from".
    LeadsAway,
    /// Limits: "only".
    Limits,
    /// Limits without saying "only": "just", "single".
    LimitsSoftly,
    /// Is a unit, behind a number: "minute", "MB".
    Measures,
    /// Must be told: that it is lost is a finding of its own.
    MustBeTold,
    /// Is the negative half of an opposition, so that a negation beside its other half says the same.
    Negative,
    /// Obliges: "must", "should".
    Obliges,
    /// Speaks of a part only: "some", "a few".
    Partial,
    /// Permits: "may", "can".
    Permits,
    /// Names a server of a certain role.
    Server,
    /// Names a server of any role.
    ServerAtLarge,
    /// Stands for a negation: what a form denies beside it is told where the other side has such a word, too.
    StandsForNot,
    /// Is rendered by the same word nearly always.
    Steady,
    /// Takes up the sentence before, instead of saying its condition again: "otherwise".
    TakesUp,
    /// Turns what the sentence says into its contrary, so that two of them say what none says: "not", "unless", "without".
    Turns,
}

/// The traits of a concept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(pub(super) u32);

impl Traits {
    /// Whether a trait is among them.
    #[must_use]
    pub const fn has(self, one: Trait) -> bool {
        self.0 & 1 << one as u8 != 0
    }
}
