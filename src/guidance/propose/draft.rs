//! A sentence of the source that obliges, permits, forbids, limits or orders, and the claim that it makes.

use super::ordered::Numbered;
use super::terms::{Table, Unknown, unknown};
use crate::facts::cue::Words;
use crate::facts::{Cue, IdentifierKind, Value, is_wide};
use crate::guidance::matter::Matter;
use crate::guidance::pack::{Claim, Group, Polarity, Strength};
use crate::guidance::stretch::{NEAR, Operators, Stretch, has_any};
use crate::language::Locale;
use crate::language::lexicon::{self, Class, Trait, traits};
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::source::Span;

/// A sentence of the source, and what answers it.
pub(super) struct Site<'a> {
    pub(super) source: Rendition<'a>,
    pub(super) sentence: u32,
    /// The translations, each with its sentences.
    pub(super) answers: Vec<(Rendition<'a>, (u32, u32))>,
    /// Where it begins a numbered step.
    pub(super) step: Option<Numbered>,
}

impl Site<'_> {
    pub(super) fn text(&self) -> Span {
        self.source.document.sentences[self.sentence as usize].text
    }
}

/// What a claim holds: concepts of a lexicon, or a word that none has, by its stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Known(Group),
    Own(String),
}

/// What a sentence speaks of, before the words are known that it needs.
pub(super) struct Draft<'a> {
    pub(super) site: Site<'a>,
    pub(super) action: (Piece, Span),
    /// Whether it obliges, permits, forbids, limits or orders: what does not is a step.
    pub(super) guides: bool,
    things: Vec<(Piece, Span)>,
}

/// What makes a sentence one that guides its reader, and may belong to a verb.
const OPERATORS: [&[Trait]; 3] = [
    &[Trait::Denies, Trait::Excludes, Trait::Forbids, Trait::Frees],
    &[Trait::Obliges, Trait::Advises],
    &[Trait::Permits],
];
/// The most things that a claim names.
const MOST: usize = 6;
/// Letters of the shortest word that names one.
const LEAST: usize = 4;

impl<'a> Draft<'a> {
    /// What a sentence speaks of; `None` where it guides nobody and is no step, or nothing is known to be done in it.
    pub(super) fn of(site: Site<'a>, verbs: &[u16], words: &Words, table: &Table) -> Option<Self> {
        let matter = Matter::of(site.source, (verbs, words), false)?;
        let stretch = matter.stretch((site.sentence, site.sentence + 1))?;
        let guides = |cue: &Cue| {
            (OPERATORS.iter().any(|traits| has_any(cue, traits)) && !is_own(&stretch, cue))
                || has_any(cue, &[Trait::Limits])
                || matches!(lexicon::concept(cue.concept).class, Class::Order | Class::Status)
        };
        let guides = stretch.cues.iter().any(guides);
        if !guides && site.step.is_none() {
            return None;
        }
        let own = unknown(site.source, stretch.text);
        let action = action(&stretch, &own)?;
        let mut things = things(&stretch, action.1);
        let telling = |word: &Unknown| word.form.chars().count() >= LEAST || word.form.chars().all(is_wide);
        let recurring =
            |word: &&Unknown| telling(word) && table.count(&word.stem) > 1 && !word.text.overlaps(action.1);
        for word in own.iter().filter(recurring) {
            things.push((Piece::Own(word.stem.clone()), word.text));
        }
        if things.is_empty() {
            let other = own.iter().find(|word| !word.text.overlaps(action.1));
            things.extend(other.map(|word| (Piece::Own(word.stem.clone()), word.text)));
        }
        things.put_in_order_by_key(|thing| thing.1);
        let mut seen = Vec::new();
        things.retain(|thing| {
            thing.0 != action.0 && !seen.contains(&thing.0) && {
                seen.push(thing.0.clone());
                true
            }
        });
        things.truncate(MOST);
        Some(Self { site, action, guides, things })
    }

    /// What each translation says is done, where no lexicon of the source has it: a stem, or a form as it stands.
    pub(super) fn renderings(&self, verbs: &[u16], words: &Words) -> Vec<(&'a Locale, String)> {
        let own = self.site.source.facts.cues_in(self.site.text());
        let from = self.site.text().start;
        // "Do not X" and "X" tell it first, and so do translations.
        let ordered = self.action.1.start == from
            || own.iter().any(|cue| cue.text.start == from && has_any(cue, OPERATORS[0]));
        let of = |(rendition, sentences): &(Rendition<'a>, (u32, u32))| {
            let matter = Matter::of(*rendition, (verbs, words), false)?;
            let stretch = matter.stretch(*sentences)?;
            let unknown = unknown(*rendition, stretch.text);
            let first = |place: Span| ordered && place.start == stretch.text.start;
            if let Some(word) = unknown.first().filter(|word| first(word.text)) {
                return Some((rendition.locale, word.stem.clone()));
            }
            let told = |cue: &&Cue| first(cue.text) && has_any(cue, &[Trait::Done]);
            let other = |cue: &&Cue| own.iter().all(|own| own.concept != cue.concept);
            if let Some(cue) = stretch.cues.iter().find(told).filter(other) {
                return Some((rendition.locale, rendition.document.text(cue.text).to_lowercase()));
            }
            match action(&stretch, &unknown)? {
                (Piece::Own(stem), _) => Some((rendition.locale, stem)),
                (Piece::Known(_), _) => None,
            }
        };
        self.site.answers.iter().filter_map(of).collect()
    }

    /// The stems that no lexicon has, and whether each is what is done.
    pub(super) fn own(&self) -> impl Iterator<Item = (&str, bool)> {
        let all =
            std::iter::once((&self.action.0, true)).chain(self.things.iter().map(|thing| (&thing.0, false)));
        all.filter_map(|(piece, done)| match piece {
            Piece::Own(stem) => Some((stem.as_str(), done)),
            Piece::Known(_) => None,
        })
    }

    /// The claim, once the words of the pack have their numbers; `None` where it would speak of nothing.
    pub(super) fn claim(&self, own: &[(String, u16)], verbs: &[u16], words: &Words) -> Option<Claim> {
        let group = |piece: &Piece| match piece {
            Piece::Known(group) => Some(group.clone()),
            Piece::Own(stem) => own.iter().find(|own| own.0 == *stem).map(|own| vec![own.1]),
        };
        let Site { source, sentence, .. } = self.site;
        let matter = Matter::of(source, (verbs, words), false)?;
        let stretch = matter.stretch((sentence, sentence + 1))?;
        let others: Vec<Matter<'_>> = self
            .site
            .answers
            .iter()
            .filter_map(|answer| Matter::of(answer.0, (verbs, words), false))
            .collect();
        let others: Vec<Stretch<'_>> = others
            .iter()
            .zip(&self.site.answers)
            .filter_map(|(matter, answer)| matter.stretch(answer.1))
            .collect();
        // What most languages do not say is how the source puts it; what one does not may be its mistake.
        let half = |of: usize, say: usize| of < 2 || say * 2 >= of;
        let said = |group: &Group| {
            let know: Vec<_> = others.iter().filter(|other| other.knows(group)).collect();
            half(know.len(), know.iter().filter(|other| other.says(group).is_some()).count())
        };
        let action = group(&self.action.0)?;
        let mut claim = Claim { action: vec![action.clone()], ..Claim::default() };
        for (piece, place) in &self.things {
            let Some(group) = group(piece).filter(said) else { continue };
            // A word that no translation renders is one of the source's own.
            let own = matches!(piece, Piece::Own(_));
            if own && !others.is_empty() && !others.iter().any(|other| other.knows(&group)) {
                continue;
            }
            let before = place.start < self.action.1.start;
            let order = group.iter().any(|&concept| lexicon::concept(concept).class == Class::Order);
            if before && !order { claim.subject.push(group) } else { claim.object.push(group) }
        }
        claim.names = names(&stretch);
        claim
            .names
            .retain(|name| half(others.len(), others.iter().filter(|other| other.names(name)).count()));
        for fact in stretch.facts {
            if let Value::Product { product, version: Some(year), .. } = fact.value
                && lexicon::products()[product as usize].versioned_by_year
                && !claim.versions.contains(&(product, year))
                && half(others.len(), others.iter().filter(|other| other.has_version(year)).count())
            {
                claim.versions.push((product, year));
            }
        }
        if claim.subject.is_empty() && claim.object.is_empty() && claim.names.is_empty() {
            return None;
        }
        let years: Vec<String> = claim.versions.iter().map(|version| version.1.to_string()).collect();
        claim.names.retain(|name| !years.contains(name));
        self.force(&mut claim, &stretch, &action);
        Some(claim)
    }

    /// With what force the sentence says it, and under which condition.
    fn force(&self, claim: &mut Claim, stretch: &Stretch<'_>, action: &Group) {
        let first = |place: Option<Span>| place.is_some_and(|place| place.start == stretch.text.start);
        let Operators { not, must_not, need_not, must, may, advice, .. } =
            Stretch { own: std::slice::from_ref(action), ..*stretch }.operators(action);
        // Who is told to do a thing at the beginning of a sentence has to.
        let ordered = self.guides && (first(Some(self.action.1)) || first(not));
        claim.polarity = match (need_not, not.or(must_not)) {
            (Some(_), _) => Polarity::NeedNot,
            (None, Some(_)) => Polarity::Denied,
            (None, None) => Polarity::Affirmed,
        };
        claim.strength = if claim.polarity == Polarity::NeedNot {
            Strength::Fact
        } else if must.or(must_not).is_some() || ordered {
            Strength::Must
        } else if advice.is_some() {
            Strength::Should
        } else if may.is_some_and(|may| !may.overlaps(self.action.1)) && claim.polarity == Polarity::Affirmed
        {
            Strength::May
        } else {
            Strength::Fact
        };
        claim.only = stretch.does_any(&[Trait::Limits]);
        let conditions = stretch.cues.iter().filter(|cue| has_any(cue, &[Trait::Conditional]));
        if let Some(cue) = conditions.min_by_key(|cue| cue.text.start) {
            let excepts = |concept: u16| traits(concept).has(Trait::Excepts);
            let same = lexicon::concept(cue.concept).answered.iter().copied().filter(|&other| {
                lexicon::concept(other).class == Class::Condition && !excepts(other) && !excepts(cue.concept)
            });
            claim.condition = vec![std::iter::once(cue.concept).chain(same).collect()];
        }
    }
}

/// What is done in a sentence: what its negation, obligation or permission belongs to, else its status, else the first
/// verb of its main clause.
pub(super) fn action(stretch: &Stretch<'_>, own: &[Unknown]) -> Option<(Piece, Span)> {
    let known = |cue: &Cue| {
        let group = stretch.cues.iter().filter(|other| other.text == cue.text && is_done(other));
        let mut group: Group = group.map(|other| other.concept).collect();
        group.dedup();
        (Piece::Known(group), cue.text)
    };
    let unknown = |word: &Unknown| (Piece::Own(word.stem.clone()), word.text);
    let done = || stretch.cues.iter().filter(|cue| is_done(cue));
    for traits in OPERATORS {
        for operator in stretch.cues.iter().filter(|cue| has_any(cue, traits)) {
            if is_own(stretch, operator) {
                continue;
            }
            // "No longer available" is what it says itself.
            let denying = has_any(operator, OPERATORS[0]);
            if let Some(cue) = done().find(|cue| denying && cue.text.overlaps(operator.text)) {
                return Some(known(cue));
            }
            let verb = stretch.verb_of(operator.text);
            if let Some(word) = beside(stretch, own, operator.text, verb) {
                return Some(unknown(word));
            }
            if let Some(verb) = verb {
                return Some(known(verb));
            }
        }
    }
    let status = || done().find(|cue| is_status(&[cue.concept]));
    let main = || done().find(|cue| !is_subordinate(stretch, cue.text));
    if let Some(cue) = status().or_else(main) {
        return Some(known(cue));
    }
    let first = own.first().filter(|word| word.text.start == stretch.text.start);
    first.map(unknown).or_else(|| done().next().map(known))
}

/// Whether a permission is a verb of its own: "allows", "enable".
fn is_own(stretch: &Stretch<'_>, operator: &Cue) -> bool {
    has_any(operator, OPERATORS[2])
        && stretch.cues.iter().any(|cue| is_done(cue) && cue.text.overlaps(operator.text))
}

/// Whether a verb stands in the clause of an "if" or a "before".
fn is_subordinate(stretch: &Stretch<'_>, verb: Span) -> bool {
    const MARKS: [char; 6] = [',', ';', ':', '，', '、', '；'];
    let leads = |cue: &&Cue| {
        has_any(cue, &[Trait::Conditional]) || lexicon::concept(cue.concept).class == Class::Order
    };
    stretch
        .cues
        .iter()
        .filter(leads)
        .any(|cue| cue.text.end <= verb.start && !stretch.between(cue.text.end, verb.start).contains(MARKS))
}

fn is_status(group: &[u16]) -> bool {
    group.iter().all(|&concept| lexicon::concept(concept).class == Class::Status)
}

/// Whether a cue may be what is done.
fn is_done(cue: &Cue) -> bool {
    has_any(cue, &[Trait::Done]) || is_status(&[cue.concept])
}

/// A word that no lexicon has in the place of an operator's verb: right behind it, or right before it in Japanese and
/// Korean.
fn beside<'u>(
    stretch: &Stretch<'_>,
    own: &'u [Unknown],
    operator: Span,
    verb: Option<&Cue>,
) -> Option<&'u Unknown> {
    let head_final = lexicon::puts_last(stretch.rendition.locale).conditions;
    // "No se debe montar nunca" has its verb inside, "ne montez pas" before its end.
    let inside = |word: &&Unknown| {
        let adjacent = || {
            stretch.rendition.locale.language() == "fr"
                && word.text.end < operator.start
                && stretch.between(word.text.end, operator.start).trim().is_empty()
        };
        (operator.start < word.text.start && word.text.end < operator.end) || adjacent()
    };
    if let Some(word) = own.iter().find(inside) {
        return Some(word);
    }
    let near = |from: u32, to: u32| from <= to && to - from <= NEAR;
    let word = if head_final {
        own.iter().rfind(|word| near(word.text.end, operator.start))
    } else {
        own.iter().find(|word| near(operator.end, word.text.start))
    }?;
    // "Must silently move" has its verb.
    let apart =
        |place: Span| place.start.saturating_sub(operator.end).max(operator.start.saturating_sub(place.end));
    let nearer = verb.is_some_and(|verb| {
        apart(verb.text) <= apart(word.text) || (!head_final && near(word.text.end, verb.text.start))
    });
    (!nearer).then_some(word)
}

/// What else a sentence speaks of.
fn things(stretch: &Stretch<'_>, action: Span) -> Vec<(Piece, Span)> {
    let telling = |cue: &&Cue| {
        let concept = lexicon::concept(cue.concept);
        matches!(
            concept.class,
            Class::Role | Class::Opposite | Class::Word | Class::Guide | Class::Order | Class::Status
        ) && !OPERATORS.iter().any(|traits| has_any(cue, traits))
            && !cue.text.overlaps(action)
    };
    let mut found: Vec<(Group, Span)> = Vec::new();
    for cue in stretch.cues.iter().filter(telling) {
        match found.iter_mut().find(|other| other.1 == cue.text) {
            Some(other) => other.0.push(cue.concept),
            None => found.push((vec![cue.concept], cue.text)),
        }
    }
    found.into_iter().map(|(group, place)| (Piece::Known(group), place)).collect()
}

/// Names and numbers of a sentence that no translation touches.
fn names(stretch: &Stretch<'_>) -> Vec<String> {
    /// More of them are an example.
    const MOST: usize = 3;
    let document = stretch.rendition.document;
    let mut names: Vec<String> = Vec::new();
    for fact in stretch.facts {
        let text = document.text(fact.text).trim();
        let telling = match fact.value {
            Value::Number(_) => text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit()),
            Value::Identifier { kind, .. } => kind != IdentifierKind::Url,
            Value::Code(_) => text.is_ascii() && !text.is_empty(),
            _ => false,
        };
        if telling && !names.iter().any(|name| name.eq_ignore_ascii_case(text)) {
            names.push(text.to_owned());
        }
    }
    names.truncate(MOST);
    names
}
