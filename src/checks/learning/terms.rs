//! The findings about learned terms: which rule tells of a sign, and what the pages showed.

use super::{term_added, term_missing};
use crate::checks::meaning::{
    bound_changed, condition_missing, negation_added, negation_missing, obligation_changed, only_added,
    only_missing, opposite_term, order_changed, role_missing, status_changed,
};
use crate::checks::{Draft, Rule};
use crate::compare::{Comparison, Suspicion};
use crate::finding::Severity;
use crate::language::lexicon::{self, Class};
use crate::learning::Place;
use crate::learning::evidence::Sign;
use crate::message;
use crate::message::Message;

crate::message::wordings! {
    LEARNED: "learned/from", "Learned from {count} sentences with \"{word}\".";
    USUALLY: "learned/rendered", "In {count} sentences \"{word}\" is usually rendered {ways}.";
    USUALLY_RENDERS: "learned/renders", "In {count} sentences \"{word}\" usually renders {ways}.";
    SHARE: "learned/share", "{is} ({share} %)";
    EXAMPLE: "learned/example", "For example: {example}.";
    OTHERS: "learned/others", "Without an answer, too: {others}.";
    WORD: "learned/word", "\"{word}\"";
    QUOTED: "learned/quoted", "\"{text}\"";
    QUOTED_AT: "learned/quoted-at", "\"{text}\" ({path}:{line})";
}

/// The rule that speaks of a sign: that of the kind of statement, where a lexicon knows it.
fn rule_of(sign: &Sign) -> &'static Rule {
    let class = sign.concept.map(|concept| lexicon::concepts()[concept as usize].class);
    match (class, sign.added) {
        (Some(Class::Polarity), false) => &negation_missing::RULE,
        (Some(Class::Polarity), true) => &negation_added::RULE,
        (Some(Class::Only), false) => &only_missing::RULE,
        (Some(Class::Only), true) => &only_added::RULE,
        (Some(Class::Strength), false) => &obligation_changed::RULE,
        (Some(Class::Condition), false) => &condition_missing::RULE,
        (Some(Class::Order), false) => &order_changed::RULE,
        (Some(Class::Status), false) => &status_changed::RULE,
        (Some(Class::Opposite), false) => &opposite_term::RULE,
        (Some(Class::Role), false) => &role_missing::RULE,
        (Some(Class::Bound), false) => &bound_changed::RULE,
        (_, false) => &term_missing::RULE,
        (_, true) => &term_added::RULE,
    }
}

/// The findings about lost words, or about added ones: one for each suspicion, about its strongest sign.
pub(super) fn drafts<'p>(pair: &'p Comparison<'_>, added: bool) -> impl Iterator<Item = Draft> + 'p {
    pair.learned.suspicions.iter().filter_map(move |suspicion| {
        let sign = suspicion.evidence.signs.first().filter(|sign| sign.added == added)?;
        let (whole, from) = (pair.target_text(&suspicion.bead), pair.source_text(&suspicion.bead));
        let side = if added { pair.target } else { pair.source };
        let word = side.document.text(sign.text);
        let message =
            if added { message!(term_added::ADDED, word) } else { message!(term_missing::MISSING, word) };
        let (place, there) = if added { (sign.text, from) } else { (whole, sign.text) };
        let fact = sign.concept.map_or_else(
            || word.to_lowercase(),
            |concept| lexicon::concepts()[concept as usize].id.to_owned(),
        );
        let mut draft = Draft::new(rule_of(sign), message, pair.target, place, whole)
            .from_source(pair, there, from)
            .fact(fact)
            // What pages taught is a hint: read on several sites, hardly one in eight was right.
            .at(Severity::Note)
            .learned();
        draft.help = explained(pair, suspicion, sign, word);
        Some(draft)
    })
}

/// What the pages showed: the usual renderings with their share, a segment that has one, and what else speaks
/// against the sentence.
fn explained(pair: &Comparison<'_>, suspicion: &Suspicion, sign: &Sign, word: &str) -> Vec<Message> {
    let Some(usual) = pair.lesson.and_then(|lesson| lesson.usual(sign)) else { return Vec::new() };
    let share = |count: u32| (count * 100 + usual.count / 2) / usual.count.max(1);
    let way =
        |(written, count): &(_, u32)| -> Message { message!(SHARE, is = written, share = share(*count)) };
    let ways: Vec<Message> = usual.renderings.iter().map(way).collect();
    let (text, place) = usual.example;
    let wording = match (ways.is_empty(), sign.added) {
        (true, _) => &LEARNED,
        (false, true) => &USUALLY_RENDERS,
        (false, false) => &USUALLY,
    };
    let usually = message!(*wording, count = usual.count, word, ways);
    let mut help = vec![usually, message!(EXAMPLE, example = quoted(&text, &place))];
    let others: Vec<Message> = suspicion.evidence.signs[1..]
        .iter()
        .filter(|other| other.weight >= 2.0)
        .take(3)
        .map(|other| {
            let side = if other.added { pair.target } else { pair.source };
            message!(WORD, word = side.document.text(other.text))
        })
        .collect();
    if !others.is_empty() {
        help.push(message!(OTHERS, others));
    }
    help
}

/// A segment, shortened, with its place.
pub(super) fn quoted(text: &str, place: &Place) -> Message {
    const MOST: usize = 160;
    let text = match text.char_indices().nth(MOST - 1) {
        Some((end, last)) if end + last.len_utf8() < text.len() => format!("{}…", &text[..end]),
        _ => text.to_owned(),
    };
    if place.path.is_empty() {
        return message!(QUOTED, text);
    }
    message!(QUOTED_AT, text, path = &*place.path, line = place.line)
}
