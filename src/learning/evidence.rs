//! A segment pair held against what is known: which terms were lost, which came from nowhere.
//!
//! Each term whose renderings are all absent is a sign, as strong as the logarithm of how much likelier
//! that is of a lost term than of a rendered one; signs add up (the weight of evidence: Good 1950).

use super::renderings::{Direction, Knowledge};
use super::terms::{self, Term};
use super::tokens::Token;
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
    terms: Vec<Term>,
    features: Vec<u32>,
    /// By token: how surely it is rendered.
    rendered: Vec<f64>,
    found: Vec<(f64, Term)>,
    /// Terms of the last pair whose renderings are known: whether in the translation, which, and whether it
    /// is missed.
    pub(super) met: Vec<(bool, u32, bool)>,
}

/// Evidence from which on a token counts as rendered.
const RENDERED: f64 = 1.0;

impl Scales {
    /// Weighs a segment pair: the signs by themselves.
    pub(super) fn look(
        &mut self,
        knowledge: &Knowledge,
        source: &[Token<'_>],
        target: &[Token<'_>],
    ) -> Evidence {
        let mut evidence = Evidence::default();
        self.met.clear();
        self.side(&knowledge.forth, source, target, false, &mut evidence);
        self.side(&knowledge.back, target, source, true, &mut evidence);
        evidence.signs.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.text.cmp(&b.text)));
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
    pub fn weigh(&mut self, knowledge: &Knowledge, source: &[Token<'_>], target: &[Token<'_>]) -> Evidence {
        let mut evidence = self.look(knowledge, source, target);
        let freedoms = [false, true].map(|added| knowledge.freedom(&evidence, added));
        for sign in &mut evidence.signs {
            let bin = freedoms[usize::from(sign.added)];
            let direction = if sign.added { &knowledge.back } else { &knowledge.forth };
            if let Some(rendering) = direction.rendering(sign.term) {
                sign.weight = rendering.lost_in[bin];
            }
        }
        evidence.signs.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.text.cmp(&b.text)));
        evidence
    }

    fn side(
        &mut self,
        direction: &Direction,
        from: &[Token<'_>],
        to: &[Token<'_>],
        added: bool,
        evidence: &mut Evidence,
    ) {
        terms::terms(from, &mut self.letters, &mut self.terms);
        terms::features(to, &mut self.letters, &mut self.features);
        self.rendered.clear();
        self.rendered.resize(from.len(), 0.0);
        self.found.clear();
        for &term in &self.terms {
            let Some(rendering) = direction.rendering(term.key) else { continue };
            let word = term.word.is_some_and(|word| self.features.binary_search(&word).is_ok());
            let mut present =
                rendering.features.iter().filter(|&feature| self.features.binary_search(feature).is_ok());
            let Some(first) = present.next() else {
                // What was copied is there, too.
                if word {
                    self.rendered[term.first as usize] = rendering.there;
                    self.met.push((added, term.key, false));
                } else {
                    self.found.push((rendering.lost, term));
                }
                continue;
            };
            self.met.push((added, term.key, false));
            let words = match term.parts {
                Some(parts) => {
                    // What renders one word of a pair does not speak for the other: in "should not" the
                    // rendering of "should" says nothing about "not".
                    let renders = |word: u32, feature: &u32| {
                        direction.rendering(word).is_some_and(|other| other.features.contains(feature))
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
        for (_, term) in &self.found {
            let tokens = &self.rendered[term.first as usize..term.last as usize];
            self.met.push((added, term.key, tokens.iter().all(|&token| token < RENDERED)));
        }
        for &(weight, term) in &self.found {
            let tokens = &mut self.rendered[term.first as usize..term.last as usize];
            if tokens.iter().any(|&token| token >= RENDERED) {
                continue;
            }
            tokens.fill(RENDERED);
            evidence.known += u32::from(term.last - term.first);
            let (first, last) = (from[term.first as usize].span(), from[term.last as usize - 1].span());
            evidence.signs.push(Sign { term: term.key, text: first.union(last), weight, added });
        }
    }
}

impl Evidence {
    /// Whether the signs add up to enough: each counts less than the one before, for they seldom are
    /// independent.
    #[must_use]
    pub fn is_strong(&self) -> bool {
        let mut factor = 1.0;
        let mut total = 0.0;
        for sign in &self.signs {
            total += sign.weight * factor;
            factor *= FURTHER;
        }
        total >= ENOUGH
    }
}

/// The evidence asked for, in nats.
const ENOUGH: f64 = 6.0;
/// What each further sign counts of the one before.
const FURTHER: f64 = 0.3;
