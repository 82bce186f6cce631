//! How far a form can be trusted in this run: how often it has no answer here.
//!
//! What a form is worth differs from site to site. Where translators render literally, a "not" without an answer is
//! rare, and one that is found weighs more than the usual rate says. The run itself shows it. A run that shows *more*
//! without an answer than usual is not believed: it may be full of defects.

use super::sign::{self, Signs};
use super::{Comparison, Side, weight};
use crate::facts::Cue;
use crate::hash::Map;
use crate::interned::{self, Name};
use crate::language::lexicon::{self, Class};
use crate::order::InOrder as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A form: of which language, beside which, stating what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
struct Form {
    #[serde(deserialize_with = "interned::read")]
    own: Name,
    #[serde(deserialize_with = "interned::read")]
    other: Name,
    concept: u16,
    form: u32,
}

/// A form in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Use {
    form: Form,
    /// Thousandths in which it usually has no answer.
    usual: u32,
}

impl Use {
    /// The use of a cue on one side of a pair.
    pub(super) fn of(pair: &Comparison<'_>, cue: &Cue, side: Side) -> Option<Self> {
        let (own, other) = match side {
            Side::Source => (pair.source.locale, pair.target.locale),
            Side::Target => (pair.target.locale, pair.source.locale),
        };
        Some(Self {
            form: Form {
                own: lexicon::for_locale(own)?.tag,
                other: lexicon::for_locale(other)?.tag,
                concept: cue.concept,
                form: cue.form,
            },
            usual: weight::unanswered(own, other, cue),
        })
    }
}

/// What is counted of a form: how often it stands, and how often without an answer.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Seen {
    all: u32,
    unanswered: u32,
}

/// The language of forms, and that beside it.
type Languages = (Name, Name);

/// What is counted of forms, by concept and form.
type Forms = Map<(u16, u32), Seen>;

/// What a run shows of its forms.
#[derive(Clone, Debug, Default)]
pub struct Rates {
    seen: Map<Languages, Forms>,
    /// What was read back, to be added to others.
    read: Vec<OfPair>,
}

/// What is shown of the forms of one language beside another, in their order: a set has many, and names its languages
/// once.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct OfPair {
    #[serde(deserialize_with = "interned::read")]
    own: Name,
    #[serde(deserialize_with = "interned::read")]
    other: Name,
    /// The concept and the form of each.
    seen: Vec<(u16, u32, Seen)>,
}

/// Written down in the order of the forms.
impl Serialize for Rates {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of_pair = |(&(own, other), all): (&Languages, &Forms)| {
            let mut seen: Vec<(u16, u32, Seen)> =
                all.iter().map(|(&(concept, form), &seen)| (concept, form, seen)).collect();
            seen.put_in_order_by_key(|&(concept, form, _)| (concept, form));
            OfPair { own, other, seen }
        };
        let mut pairs: Vec<OfPair> =
            self.seen.iter().filter(|(_, seen)| !seen.is_empty()).map(of_pair).collect();
        pairs.put_in_order_by_key(|pair| (pair.own, pair.other));
        serializer.collect_seq(pairs)
    }
}

impl<'de> Deserialize<'de> for Rates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { seen: Map::default(), read: Vec::deserialize(deserializer)? })
    }
}

impl Rates {
    /// Counts the forms of a pair.
    pub fn count(&mut self, pair: &Comparison<'_>) {
        let tag = |locale| lexicon::for_locale(locale).map(|lexicon| lexicon.tag);
        let (Some(from), Some(to)) = (tag(pair.source.locale), tag(pair.target.locale)) else { return };
        let concepts = lexicon::concepts();
        for (side, own, other) in [(Side::Source, from, to), (Side::Target, to, from)] {
            let forms = self.seen.entry((own, other)).or_default();
            for statement in &pair.statements {
                let (rendition, range) = pair.side(&statement.bead, side);
                let text = super::stretch(rendition, range);
                for cue in rendition.facts.cues_in(text).iter().chain(rendition.facts.terms_in(text)) {
                    let concept = &concepts[cue.concept as usize];
                    if matches!(concept.class, Class::Soft | Class::Word | Class::Guide) {
                        continue;
                    }
                    let states = |concept: u16| {
                        let (source, target) = statement.count(concept);
                        if side == Side::Source { target > 0 } else { source > 0 }
                    };
                    let answered = states(cue.concept) || concept.kin.iter().any(|&kin| states(kin));
                    let seen = forms.entry((cue.concept, cue.form)).or_default();
                    seen.all += 1;
                    seen.unanswered += u32::from(!answered);
                }
            }
        }
    }

    /// Adds what another part of the run shows.
    pub(crate) fn add(&mut self, other: &Self) {
        let add = |forms: &mut Forms, form: (u16, u32), more: Seen| {
            let seen = forms.entry(form).or_default();
            seen.all += more.all;
            seen.unanswered += more.unanswered;
        };
        // Sums are the same in any order.
        #[allow(clippy::iter_over_hash_type)]
        for (&pair, all) in &other.seen {
            let forms = self.seen.entry(pair).or_default();
            all.iter().for_each(|(&form, &more)| add(forms, form, more));
        }
        for OfPair { own, other, seen } in &other.read {
            let forms = self.seen.entry((*own, *other)).or_default();
            seen.iter().for_each(|&(concept, form, more)| add(forms, (concept, form), more));
        }
    }

    /// Thousandths in which a form has no answer here.
    fn of(&self, form: &Use) -> u32 {
        /// How many sentences the usual rate counts for.
        const PRIOR: u32 = 40;
        let Form { own, other, concept, form: hash } = form.form;
        let forms = self.seen.get(&(own, other));
        let seen = forms.and_then(|forms| forms.get(&(concept, hash))).copied().unwrap_or_default();
        let here = (seen.unanswered * 1000 + form.usual * PRIOR) / (seen.all + PRIOR);
        here.min(form.usual)
    }

    /// The signs of the forms by which something is lost and new.
    pub(super) fn signs(&self, lost: Option<Use>, gained: Option<Use>, signs: &mut Signs) {
        for (form, steps) in [(lost, &sign::LOST_SLIPS), (gained, &sign::GAINED_SLIPS)] {
            if let Some(form) = form {
                let rate = self.of(&form);
                for &(least, sign) in steps {
                    signs.set_if(sign, rate >= least);
                }
            }
        }
    }
}
