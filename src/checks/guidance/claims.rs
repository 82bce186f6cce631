//! What the rules about guidance have in common.

use crate::checks::{Check, Draft, RULES, Rule, Sink};
use crate::finding::Severity;
use crate::guidance::{ClaimReading, Listener, ProcedureReading, why};
use crate::message;
use crate::message::Message;
use crate::source::Span;

crate::message::wordings! {
    SAYS: "claim/says", "{claim}: {says} ({pack}).";
    STANDS_HERE: "claim/other-version", "What stands here is guidance for {pack} ({claim}).";
}

/// Rules that see in single words what a rule about claims names as a whole.
pub(super) const SAME_WORDS: &[&str] = &[
    "claim-of-another-version",
    "condition-missing",
    "negation-added",
    "negation-missing",
    "obligation-changed",
    "only-added",
    "only-missing",
    "opposite-term",
    "order-changed",
    "status-changed",
    "term-changed",
];

/// The guidance packs that the examples of a rule go by, where it needs some.
#[must_use]
pub fn example_packs(rule: &str) -> &'static [&'static str] {
    const PACKS: &[&str] =
        &[include_str!("example_packs/files-2016.yaml"), include_str!("example_packs/files-2019.yaml")];
    let needs =
        rule.starts_with("claim-") || matches!(rule, "procedure-reordered" | "source-contradicts-pack");
    if needs { PACKS } else { &[] }
}

impl<'a> ClaimReading<'a> {
    /// A finding about the claim; it speaks for the whole sentence.
    pub(super) fn draft(&self, rule: &'static Rule, message: Message) -> Draft {
        let (place, around) = match (self.text, self.gap) {
            (Some(text), _) => {
                let place = self.judgement.place;
                (if text.contains(place) && !place.is_empty() { place } else { text }, text)
            }
            (None, Some(gap)) => gap,
            (None, None) => (Span::default(), Span::default()),
        };
        let mut draft = Draft::new(rule, message, self.target, place, around).fact(self.claim.id.clone());
        let whole = self.target.document.source_span(around);
        let own = if self.text.is_some() { whole } else { draft.span };
        draft.reach = Some((own, own));
        if let (Some(pair), Some(source)) = (self.pair, self.source) {
            draft = draft.from_source(pair, source, source);
            draft.reach = Some((own, pair.source.document.source_span(source)));
        }
        let other = self.other.map(|(pack, other)| message!(STANDS_HERE, pack, claim = &other.id));
        let says = message!(SAYS, claim = &self.claim.id, says = &self.claim.says, pack = &self.pack.title);
        draft.help(says).perhaps_help(other)
    }

    /// The finding, as grave as the claim says.
    pub(super) fn at_severity(&self, draft: Draft) -> Draft {
        match self.claim.severity {
            Some("warning") => draft.at(Severity::Warning),
            Some("note") => draft.at(Severity::Note),
            _ => draft,
        }
    }

    /// What is wrong with the words, in words.
    pub(super) fn why(&self) -> Message {
        why(&self.judgement, self.pack, Some(self.target.locale))
    }
}

/// A sink hears of claims by running the rules about them.
impl Listener for Sink {
    fn claim(&mut self, reading: &ClaimReading<'_>) {
        for check in RULES.iter().flat_map(|rule| rule.checks) {
            if let Check::Claim(check) = check {
                check(reading, self);
            }
        }
    }

    fn procedure(&mut self, reading: &ProcedureReading<'_>) {
        for check in RULES.iter().flat_map(|rule| rule.checks) {
            if let Check::Procedure(check) = check {
                check(reading, self);
            }
        }
    }
}
