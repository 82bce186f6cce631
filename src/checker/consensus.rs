//! Consensus: what to compare with where no source document is at hand.
//!
//! A page is compared with each of the other languages in turn; what most of them agree on is what
//! the source must have said. A finding counts where more than half of the others, and at least two,
//! raise it about the same words. Two languages alone cannot tell which of them is wrong: the second
//! is then compared with the first, and nothing is said at error. Two translations of one sentence differ in their
//! words more than either differs from the source, so that what only words say is told where it is much surer.

use super::members::pair_checks;
use crate::align;
use crate::checks::{Draft, Sink, agreed};
use crate::compare::{Comparison, Sign};
use crate::document::Side;
use crate::finding::{Finding, Severity};
use crate::message;
use crate::order::OrderedMap;
use crate::rendition::Rendition;
use crate::set::DocumentSet;
use crate::source::Span;

/// Rules that compare wording letter by letter with the source's language say nothing here: no
/// other language is the source.
const NEEDS_SOURCE: &[&str] = &["untranslated", "wrong-language"];

/// What several languages may say with one voice: rule, sentence and fact.
type Matter = (&'static str, Span, String);

/// Compares the member at `index` with the others and adds what most of them agree on.
pub(super) fn check(
    members: &[Rendition<'_>],
    index: usize,
    severities: &OrderedMap<String, Option<Severity>>,
    set: &DocumentSet,
    findings: &mut Vec<Finding>,
) {
    let target = members[index];
    // One voice a language: two pages of one language are not two witnesses.
    let mut others: Vec<Rendition<'_>> = Vec::new();
    for other in members {
        let heard = others.iter().any(|o| o.locale == other.locale);
        if other.locale != target.locale && other.document.side != Side::Source && !heard {
            others.push(*other);
        }
    }
    let alone = others.len() == 1;
    if others.is_empty() || (alone && others[0].locale > target.locale) {
        return;
    }
    let mut voices: OrderedMap<Matter, Vec<(usize, Draft)>> = OrderedMap::new();
    for (voice, other) in others.iter().enumerate() {
        for draft in drafts_of(*other, target, severities) {
            if NEEDS_SOURCE.contains(&draft.rule) {
                continue;
            }
            let key = (draft.rule, draft.sentence, about(&draft));
            let heard = voices.entry(key).or_default();
            if heard.last().is_none_or(|(last, _)| *last != voice) {
                heard.push((voice, draft));
            }
        }
    }
    for heard in voices.into_values() {
        let count = heard.len();
        if !alone && (count < 2 || count * 2 <= others.len()) {
            continue;
        }
        // They are as sure together as the one that is least so: they speak of one wording, and are no witnesses of it that
        // know nothing of each other.
        let sure = |draft: &Draft| (draft.severity, draft.confidence.as_ref().map(|(sure, _)| *sure));
        let Some((voice, mut draft)) = heard.into_iter().min_by_key(|(_, draft)| sure(draft)) else {
            continue;
        };
        let from = others[voice];
        let message = draft.message.of_others();
        draft.message = if alone {
            draft.severity = draft.severity.min(Severity::Warning);
            let (from, to) = (from.locale.as_str(), target.locale.as_str());
            message!(agreed::DIFFER, message, from, to)
        } else {
            message!(agreed::MOST, message, voices = count, languages = others.len())
        };
        findings.push(draft.shows(&agreed::ANOTHER_LANGUAGE).finding(
            (target.id.page, target.locale.as_str()),
            Some((from.id.page, from.locale.as_str())),
            &set.id,
        ));
    }
}

/// What the rules find in a translation held against one reference.
fn drafts_of(
    source: Rendition<'_>,
    target: Rendition<'_>,
    severities: &OrderedMap<String, Option<Severity>>,
) -> Vec<Draft> {
    let mut sink = Sink::default();
    let alignment = align::align(source, target);
    let mut pair = Comparison::new(source, target, &alignment, None);
    pair.divergences.iter_mut().for_each(|divergence| divergence.signs.set(Sign::WithoutSource));
    pair_checks(&pair, &mut sink);
    sink.finish(severities)
}

/// What a finding is about, in words that do not depend on the language compared with.
fn about(draft: &Draft) -> String {
    let fact: String = draft.fact.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    // Facts that are words of the page itself, or a number that each language groups its own way.
    fact.to_ascii_lowercase()
}
