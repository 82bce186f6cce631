//! What a translation tells of a claim otherwise than its source: who it is said of, in which order, of how many,
//! under which alternatives, where it leads.
//!
//! A claim holds what its pack says; the sentence of the source holds more, and that counts too.

use super::judge::Reason;
use super::pack::{Claim, Polarity, Verdict};
use super::rivals::{follows_action, opposed};
use super::stretch::{Stretch, has_any};
use crate::compare::Statement;
use crate::facts::Cue;
use crate::language::lexicon::{self, Class, Trait, traits};
use crate::source::Span;

/// The sentences of the source that tell a claim, and those that answer them.
pub(super) struct Telling<'a> {
    /// In the source.
    pub from: Stretch<'a>,
    /// In the translation.
    pub to: Stretch<'a>,
    /// What the two state through words, where they were compared.
    pub statement: Option<&'a Statement>,
    /// Whether the source tells no other claim in these sentences.
    pub alone: bool,
}

/// A difference: what it makes of the claim, why, and the words that tell.
type Difference = (Verdict, Reason, Span);

impl<'a> Telling<'a> {
    /// The worst difference; of equal ones the first.
    pub fn differs(&self, claim: &Claim) -> Option<Difference> {
        let found = [
            self.direction(claim),
            self.order(claim),
            self.denied_name(claim),
            self.alternative(claim),
            self.limited(claim),
            self.replaced(claim),
            self.part(claim),
        ];
        found.into_iter().flatten().fold(None, |worst, one| match worst {
            Some(other) if other.0 >= one.0 => Some(other),
            _ => Some(one),
        })
    }

    /// What the translation states and the source does not.
    fn gained(&self, wanted: impl Fn(&Cue) -> bool) -> Option<&'a Cue> {
        self.to.cues.iter().find(|cue| wanted(cue) && self.from.says(&[cue.concept]).is_none())
    }

    /// Whether words belong to the claim, and not to another one of the same sentence.
    fn is_of(&self, claim: &Claim, place: Span) -> bool {
        self.alone
            || self
                .to
                .verb_of(place)
                .is_none_or(|verb| claim.action.iter().any(|action| self.to.chained(verb, action)))
    }

    /// "To" became "out of".
    fn direction(&self, claim: &Claim) -> Option<Difference> {
        let away = |cue: &&Cue| has_any(cue, &[Trait::LeadsAway]);
        let leads = |stretch: &Stretch<'_>, cue: &Cue| {
            let own = || {
                let of_it = |verb: &&Cue| claim.action.iter().any(|action| action.contains(&verb.concept));
                stretch.cues.iter().filter(of_it)
            };
            // "From a migration perspective, users … moved" leads nobody out of anything.
            let introduces = |verb: &Cue| {
                cue.text.start == stretch.text.start
                    && own().any(|main| {
                        main.text.start > verb.text.end && stretch.parted(verb.text.end, main.text.start)
                    })
            };
            own().any(|verb| {
                let (one, other) = if verb.text.start < cue.text.start { (verb, cue) } else { (cue, verb) };
                !stretch.parted(one.text.end, other.text.start) && !introduces(verb)
            })
        };
        if self.from.cues.iter().filter(away).any(|cue| leads(&self.from, cue)) {
            return None;
        }
        // What stands right behind the verb is of it, whatever another verb does further on.
        let behind = |cue: &Cue| {
            let verbs = self.to.cues.iter().filter(|verb| has_any(verb, &[Trait::Done]));
            let before =
                verbs.filter(|verb| verb.text.end <= cue.text.start).max_by_key(|verb| verb.text.end);
            before.is_some_and(|before| {
                let own = |concept: u16| claim.action.iter().any(|action| action.contains(&concept));
                self.to.cues.iter().any(|verb| verb.text == before.text && own(verb.concept))
            })
        };
        let out = |cue: &&Cue| leads(&self.to, cue) && (behind(cue) || self.is_of(claim, cue.text));
        let cue = self.to.cues.iter().filter(away).find(out)?;
        Some((Verdict::Contradicted, Reason::Direction, cue.text))
    }

    /// "Before" became "after", "unless" became "if".
    fn order(&self, claim: &Claim) -> Option<Difference> {
        let of_order = |concept: u16| lexicon::concept(concept).class == Class::Order;
        let orders =
            |concept: u16| matches!(lexicon::concept(concept).class, Class::Order | Class::Condition);
        // "If it is not" is "unless it is".
        if self.to.denials() > self.from.denials() {
            return None;
        }
        // "Sauf si" has an "if" in it and keeps none.
        let kept = |was: &Cue, is: &Cue| {
            let excepts = has_any(is, &[Trait::Excepts]);
            self.to.cues.iter().any(|cue| cue.concept == was.concept && !(excepts && cue.text == is.text))
        };
        // "Only if …, 才能" says "only" twice, and no order.
        let limits = |is: &Cue| {
            let twin = |cue: &Cue| cue.text == is.text && has_any(cue, &[Trait::Limits, Trait::LimitsSoftly]);
            lexicon::concept(is.concept).class == Class::Order
                && self.from.does_any(&[Trait::Limits])
                && self.to.cues.iter().any(twin)
        };
        let turns = |was: u16, is: u16| {
            let against = &lexicon::concept(is).against;
            // What the contrary may be told by: "when" is told by "after", and "before" turns it round.
            let told = |other: &u16| {
                lexicon::concept(*other).class == Class::Order
                    && lexicon::concept(*other).answered.contains(&was)
            };
            // Of conditions only the exception turns another round: "while" is told by "when" and by "until".
            let excepts = traits(was).has(Trait::Excepts) || traits(is).has(Trait::Excepts);
            (opposed(was, is) && (of_order(was) || of_order(is) || excepts)) || against.iter().any(told)
        };
        self.to.cues.iter().filter(|cue| orders(cue.concept)).find_map(|is| {
            if self.from.says(&[is.concept]).is_some()
                || limits(is)
                || follows_action(claim, &self.to, is)
                || !self.is_of(claim, is.text)
            {
                return None;
            }
            let lost = |was: &&Cue| orders(was.concept) && !kept(was, is);
            let was = self.from.cues.iter().filter(lost).find(|was| turns(was.concept, is.concept))?;
            Some((Verdict::Contradicted, Reason::Order(was.concept, is.concept), is.text))
        })
    }

    /// Of one name it is affirmed and of another denied: the two changed places.
    fn denied_name(&self, claim: &Claim) -> Option<Difference> {
        if claim.polarity != Polarity::Both || claim.names.len() < 2 {
            return None;
        }
        let (was, _) = denied_of(&claim.names, &self.from)?;
        let (is, place) = denied_of(&claim.names, &self.to)?;
        (was != is).then_some((Verdict::Contradicted, Reason::Denied, place))
    }

    /// "Or" became "and", or the other way round.
    fn alternative(&self, claim: &Claim) -> Option<Difference> {
        let statement = self.statement?;
        statement.counts.iter().filter(|count| count.source > count.target).find_map(|count| {
            let concept = lexicon::concept(count.concept);
            let is = concept.against.iter().copied().find(|&other| {
                let (before, after) = statement.count(other);
                concept.class == Class::Alternative && after > before
            })?;
            let place = self.to.says(&[is])?.text;
            // Where one was enough, both are asked for; where both were, one is.
            let verdict =
                if concept.traits.has(Trait::Either) { Verdict::Contradicted } else { Verdict::Weakened };
            self.is_of(claim, place).then_some((verdict, Reason::Alternative(count.concept, is), place))
        })
    }

    /// "Only" that the source does not have.
    fn limited(&self, claim: &Claim) -> Option<Difference> {
        const LIMITS: [Trait; 5] =
            [Trait::Limits, Trait::LimitsSoftly, Trait::Excepts, Trait::EndsInTime, Trait::Partial];
        if claim.only || self.from.does_any(&LIMITS) || self.from.denials() > 0 {
            return None;
        }
        let cue = self.gained(|cue| has_any(cue, &[Trait::Limits]))?;
        self.is_of(claim, cue.text).then_some((Verdict::Contradicted, Reason::Limited, cue.text))
    }

    /// Another thing stands in the place of what the claim is about.
    fn replaced(&self, claim: &Claim) -> Option<Difference> {
        let thing = |concept: u16| lexicon::concept(concept).class == Class::Role;
        let groups = || claim.subject.iter().chain(&claim.object).chain(&claim.role);
        let lost = groups().filter_map(|group| {
            let said = self.from.says(group).filter(|cue| thing(cue.concept))?;
            (self.to.says(group).is_none() && self.to.knows(group)).then_some(said)
        });
        lost.filter_map(|was| {
            let own = |cue: &Cue| groups().flatten().any(|concept| *concept == cue.concept);
            let more = |concept: u16| {
                let count =
                    |stretch: &Stretch<'_>| stretch.cues.iter().filter(|cue| cue.concept == concept).count();
                count(&self.to) > count(&self.from)
            };
            // "Servers … should stay on the legacy server": what is named once more took the place.
            let again =
                || self.to.cues.iter().find(|cue| thing(cue.concept) && own(cue) && more(cue.concept));
            let is = self.gained(|cue| thing(cue.concept) && !own(cue)).or_else(again)?;
            Some((Verdict::Missing, Reason::Replaced(was.concept, is.concept), is.text))
        })
        .next()
    }

    /// It is said of some where the source says it of all.
    fn part(&self, claim: &Claim) -> Option<Difference> {
        let partial = |cue: &Cue| has_any(cue, &[Trait::Partial]);
        if let Some(cue) = self.gained(partial).filter(|_| !self.from.cues.iter().any(partial)) {
            let whole = lexicon::concept(cue.concept).against;
            let other_place = self.to.says(whole).is_some() || !self.is_of(claim, cue.text);
            return (!other_place).then_some((Verdict::Weakened, Reason::Part(cue.concept), cue.text));
        }
        let whole = |concept: u16| {
            (0..lexicon::concepts().len() as u16).any(|part| {
                traits(part).has(Trait::Partial) && lexicon::concept(part).against.contains(&concept)
            })
        };
        let groups = claim.subject.iter().chain(&claim.object);
        let lost = groups.filter(|group| self.from.says(group).is_some() && self.to.says(group).is_none());
        lost.filter(|group| self.to.knows(group))
            .flatten()
            .find(|concept| whole(**concept))
            .map(|concept| (Verdict::Weakened, Reason::Lost(*concept), self.to.text))
    }
}

/// Which of several names a negation stands at: the next one behind it; in Japanese and Korean the last before it.
fn denied_of<'n>(names: &'n [String], stretch: &Stretch<'_>) -> Option<(&'n str, Span)> {
    let denial = stretch.cues.iter().find(|cue| has_any(cue, &[Trait::Denies, Trait::Forbids]))?.text;
    let head_final = lexicon::puts_last(stretch.rendition.locale).conditions;
    let (from, to) =
        if head_final { (stretch.text.start, denial.start) } else { (denial.end, stretch.text.end) };
    let text = stretch.between(from, to);
    let found = names.iter().filter_map(|name| {
        let at = if head_final { text.rfind(name.as_str()) } else { text.find(name.as_str()) };
        at.map(|at| (at, name.as_str()))
    });
    let nearest =
        if head_final { found.max_by_key(|found| found.0) } else { found.min_by_key(|found| found.0) };
    nearest.map(|(_, name)| (name, denial))
}
