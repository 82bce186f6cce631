//! A segment pair held against what is known: which terms were lost, which came from nowhere.
//!
//! Each term whose renderings are all absent is a sign, as strong as the logarithm of how much likelier
//! that is of a lost term than of a rendered one; signs add up (the weight of evidence: Good 1950).

use super::renderings::{Direction, Knowledge};
use super::terms::{self, Keys, Term};
use super::tokens::Token;
use crate::facts::Cue;
use crate::language::lexicon::{self, Class};
use crate::order::InOrder as _;
use crate::source::Span;

/// A sign that something was lost or added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sign {
    /// Which term.
    pub term: u32,
    /// Where, in the visible text of its document.
    pub text: Span,
    /// How strong, in nats.
    pub weight: f64,
    /// Whether it stands in the translation (added) or in the source (lost).
    pub added: bool,
    /// What it states, where a lexicon knows: by the word itself, or by what it renders.
    pub concept: Option<u16>,
}

/// One side of a segment pair.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its tokens.
    pub tokens: &'a [Token<'a>],
    /// What it states by its lexicon; none where there is no lexicon.
    pub cues: &'a [Cue],
}

/// What speaks against a segment pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Signs, strongest first; those of one side never overlap.
    pub signs: Vec<Sign>,
    /// Tokens of both sides whose renderings are known.
    pub known: u32,
}

/// Room for the work on many segment pairs.
#[derive(Debug, Default)]
pub struct Scales {
    letters: Vec<char>,
    /// Terms and features of the source and of the translation.
    terms: [Vec<Term>; 2],
    keys: [Vec<u32>; 2],
    /// Features of the side at which renderings are looked for.
    features: Keys,
    /// By token: how surely it is rendered.
    rendered: Vec<f64>,
    /// Terms whose renderings are absent, and which of those of the direction they are.
    found: Vec<(f64, Term, u32)>,
    /// Terms of the last pair whose renderings are known.
    pub(super) met: Vec<Met>,
}

/// A term of a segment whose renderings are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Met {
    /// Whether it stands in the translation.
    pub(super) added: bool,
    /// Which of the terms of its direction it is.
    pub(super) place: u32,
    /// Whether none of its renderings is there.
    pub(super) missed: bool,
}

/// Evidence from which on a token counts as rendered.
const RENDERED: f64 = 1.0;

impl Scales {
    /// Weighs a segment pair: the signs by themselves.
    pub(super) fn look(&mut self, knowledge: &Knowledge, source: Side<'_>, target: Side<'_>) -> Evidence {
        let mut evidence = Evidence::default();
        self.met.clear();
        for (side, own) in [source, target].into_iter().enumerate() {
            let (terms, keys) = (&mut self.terms[side], &mut self.keys[side]);
            terms::read(own.tokens, own.cues, &mut self.letters, terms, keys);
        }
        self.side(&knowledge.forth, source, false, &mut evidence);
        self.side(&knowledge.back, target, true, &mut evidence);
        evidence.signs.put_in_order_by(|a, b| b.weight.total_cmp(&a.weight).then(a.text.cmp(&b.text)));
        // A word said twice is one sign.
        let signs = &mut evidence.signs;
        let mut at = 0;
        while at < signs.len() {
            let (before, sign) = signs.split_at(at);
            if before.iter().any(|other| other.added == sign[0].added && other.term == sign[0].term) {
                signs.remove(at);
            } else {
                at += 1;
            }
        }
        evidence
    }

    /// Weighs a segment pair, in the light of how freely it is rendered as a whole.
    pub fn weigh(&mut self, knowledge: &Knowledge, source: Side<'_>, target: Side<'_>) -> Evidence {
        let mut evidence = self.look(knowledge, source, target);
        let freedoms = [false, true].map(|added| knowledge.freedom(&evidence, added));
        evidence.signs.retain(|sign| {
            let other = if sign.added { source } else { target };
            !sign.concept.is_some_and(|concept| answered(concept, other.cues))
        });
        let stated: Vec<(bool, u16)> =
            evidence.signs.iter().filter_map(|sign| Some((sign.added, sign.concept?))).collect();
        for sign in &mut evidence.signs {
            let bin = freedoms[usize::from(sign.added)];
            let direction = if sign.added { &knowledge.back } else { &knowledge.forth };
            if let Some(rendering) = direction.rendering(sign.term) {
                sign.weight = rendering.lost_in[bin];
                if sign.weight > LEAST_SIGN {
                    sign.weight += sign.concept.map_or(0.0, |concept| gravity(concept, sign.added, &stated));
                }
            }
        }
        evidence.signs.put_in_order_by(|a, b| b.weight.total_cmp(&a.weight).then(a.text.cmp(&b.text)));
        evidence
    }

    fn side(&mut self, direction: &Direction, from: Side<'_>, added: bool, evidence: &mut Evidence) {
        self.features.fill(&self.keys[usize::from(!added)]);
        self.rendered.clear();
        self.rendered.resize(from.tokens.len(), 0.0);
        self.found.clear();
        for &term in &self.terms[usize::from(added)] {
            let Some(place) = direction.place(term.key) else { continue };
            let rendering = direction.at(place);
            let mut present = direction.keys(place).iter().filter(|&&key| self.features.holds(key));
            let Some(first) = present.next() else {
                // What was copied is there, too.
                if term.word.is_some_and(|word| self.features.holds(word)) {
                    self.rendered[term.first as usize] = rendering.there;
                    self.met.push(Met { added, place, missed: false });
                } else {
                    self.found.push((rendering.lost, term, place));
                }
                continue;
            };
            self.met.push(Met { added, place, missed: false });
            let words = match term.parts {
                Some(parts) => {
                    // What renders one word of a pair does not speak for the other: in "should not" the
                    // rendering of "should" says nothing about "not".
                    let renders = |word: u32, feature: &u32| {
                        direction.place(word).is_some_and(|other| direction.keys(other).contains(feature))
                    };
                    std::iter::once(first).chain(present).fold([false; 2], |[one, two], feature| {
                        let (of_first, of_second) = (renders(parts.0, feature), renders(parts.1, feature));
                        [one || of_first || !of_second, two || of_second || !of_first]
                    })
                }
                None => [true; 2],
            };
            let last = term.last - 1;
            for at in term.first..term.last {
                if words[usize::from(at == last)] {
                    let token = &mut self.rendered[at as usize];
                    *token = token.max(rendering.there);
                }
            }
        }
        self.found.sort_unstable_by(|a, b| {
            b.0.total_cmp(&a.0).then(a.1.first.cmp(&b.1.first)).then(b.1.last.cmp(&a.1.last))
        });
        evidence.known += self.rendered.iter().filter(|&&token| token > 0.0).count() as u32;
        for &(_, term, place) in &self.found {
            let tokens = &self.rendered[term.first as usize..term.last as usize];
            self.met.push(Met { added, place, missed: tokens.iter().all(|&token| token < RENDERED) });
        }
        for &(weight, term, _) in &self.found {
            let tokens = &mut self.rendered[term.first as usize..term.last as usize];
            if tokens.iter().any(|&token| token >= RENDERED) {
                continue;
            }
            tokens.fill(RENDERED);
            evidence.known += u32::from(term.last - term.first);
            let (first, last) =
                (from.tokens[term.first as usize].span(), from.tokens[term.last as usize - 1].span());
            let text = first.union(last);
            let own = from.cues.iter().find(|cue| cue.text.overlaps(text) && matters(cue.concept));
            let concept = own
                .map(|cue| cue.concept)
                .or_else(|| direction.concept(term.key).filter(|&concept| matters(concept)));
            evidence.signs.push(Sign { term: term.key, text, weight, added, concept });
        }
    }
}

/// Whether a concept is one whose loss changes what a reader does.
fn matters(concept: u16) -> bool {
    !matches!(lexicon::concepts()[concept as usize].class, Class::Soft | Class::Word | Class::Guide)
}

/// Whether the other side says by its lexicon what a word of it seemed to have no rendering for, if in other
/// words: of negations, limits, conditions and obligations, one is as good as another here.
fn answered(concept: u16, cues: &[Cue]) -> bool {
    let class = |concept: u16| lexicon::concepts()[concept as usize].class;
    let own = &lexicon::concepts()[concept as usize];
    let speaks = match own.class {
        Class::Polarity | Class::Only | Class::Condition => true,
        Class::Strength => !own.kin.is_empty(),
        _ => false,
    };
    let says = |other: u16| [own.answered, own.hinted, own.kin].iter().any(|list| list.contains(&other));
    let alike = |other: u16| class(other) == own.class && own.class != Class::Strength;
    speaks && cues.iter().any(|cue| cue.concept == concept || says(cue.concept) || alike(cue.concept))
}

/// Of what concepts a sign of this strength at least is taken for more than rewording.
const LEAST_SIGN: f64 = 1.0;

/// How much likelier it is, in nats, of a word of this kind than of any other that it was lost or added by
/// mistake rather than reworded. Negations, limits, conditions and obligations are seldom reworded away;
/// opposites and roles are, unless their counterpart came in their place.
fn gravity(concept: u16, added: bool, stated: &[(bool, u16)]) -> f64 {
    let concepts = lexicon::concepts();
    let own = &concepts[concept as usize];
    let others = || stated.iter().filter(|other| other.0 != added).map(|other| other.1);
    match own.class {
        Class::Polarity | Class::Strength | Class::Only | Class::Condition => 3.5,
        Class::Role if others().any(|other| concepts[other as usize].class == Class::Role) => 4.0,
        Class::Opposite | Class::Order | Class::Status
            if others().any(|other| own.against.contains(&other)) =>
        {
            4.0
        }
        Class::Role => 1.0,
        Class::Opposite => 0.7,
        _ => 0.0,
    }
}

impl Evidence {
    /// The signs added up, in nats: each counts a quarter of the one before, for they are seldom independent.
    #[must_use]
    pub fn sum(&self) -> f64 {
        const FURTHER: f64 = 0.25;
        self.signs.iter().rev().fold(0.0, |sum, sign| sign.weight + sum * FURTHER)
    }
}
