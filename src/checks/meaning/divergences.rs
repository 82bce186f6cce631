//! How divergences become findings: each rule declares the kinds it speaks of, and by which message.

use crate::checks::{Check, Draft, RULES, Rule, Sink};
use crate::compare::{Comparison, Divergence, Kind, Side, weight};
use crate::facts::cue;
use crate::language::lexicon::{self, Class};
use crate::message;
use crate::message::{Message, Wording};

crate::message::wordings! {
    ANEW: "meaning/help/anew", "Translate the sentence of the source anew.";
    RENDERED: "meaning/help/rendered", "\"{name}\" is rendered {forms}, or the like.";
}

/// Rules that compare words: they say nothing of a sentence that is in the wrong language as a whole.
pub(in crate::checks) const WORDS: &[&str] = &[
    "alternative-changed",
    "bound-changed",
    "condition-changed",
    "condition-missing",
    "glossary-term-forbidden",
    "glossary-term-missing",
    "name-changed",
    "negation-added",
    "negation-missing",
    "obligation-changed",
    "only-added",
    "only-missing",
    "opposite-term",
    "order-changed",
    "role-changed",
    "role-missing",
    "sentence-mismatch",
    "status-changed",
    "term-changed",
    "verb-changed",
    "word-missing",
    "wrong-language",
];

/// Puts the divergences of a pair before the sink, each with its finding; which of them speak, and how loudly, is
/// settled when the whole run is known.
pub(crate) fn propose(pair: &Comparison<'_>, sink: &mut Sink) {
    for divergence in &pair.divergences {
        let Some((rule, message)) = rule_of(divergence.kind) else { continue };
        if weight::may_be_told(divergence) && !ruled_by_glossary(pair, divergence) {
            sink.propose(divergence.clone(), draft(pair, divergence, rule, message));
        }
    }
}

/// The rule that declares a kind, and its message.
fn rule_of(wanted: Kind) -> Option<(&'static Rule, &'static Wording)> {
    RULES.iter().find_map(|rule| {
        rule.checks.iter().find_map(|check| match check {
            Check::Divergence { kind, message } if *kind == wanted => Some((*rule, *message)),
            _ => None,
        })
    })
}

/// Whether a glossary says how a role is rendered: then its rules speak.
fn ruled_by_glossary(pair: &Comparison<'_>, divergence: &Divergence) -> bool {
    let role = |concept: &u16| lexicon::concepts()[*concept as usize].class == Class::Role;
    let bead = &pair.statements[divergence.at as usize].bead;
    divergence
        .lost
        .filter(role)
        .is_some_and(|lost| pair.stands_in_glossary(bead, pair.place_of(bead, lost, Side::Source)))
}

fn draft(
    pair: &Comparison<'_>,
    divergence: &Divergence,
    rule: &'static Rule,
    message: &'static Wording,
) -> Draft {
    let concepts = lexicon::concepts();
    let bead = &pair.statements[divergence.at as usize].bead;
    let (whole, from) = (pair.target_text(bead), pair.source_text(bead));
    let place = |concept: Option<u16>, side, whole| concept.map_or(whole, |c| pair.place_of(bead, c, side));
    let name = |concept: Option<u16>| concept.map_or("", |concept| concepts[concept as usize].name);
    let names = divergence.kind.is_of_names();
    let there = if names { divergence.explains.0 } else { place(divergence.lost, Side::Source, from) };
    let here = if names { divergence.explains.1 } else { place(divergence.gained, Side::Target, whole) };
    let (was, is) = (name(divergence.lost), name(divergence.gained));
    let word = match message.values().any(|value| value == "word") {
        true if there == from => was.to_owned(),
        true => pair.source.document.text(there).to_lowercase(),
        false => String::new(),
    };
    let (name, other) = match names {
        true => (pair.source.document.text(there), pair.target.document.text(here)),
        false => ("", ""),
    };
    let told = message!(*message, was, is, word, name, other);
    let help = match divergence.lost {
        Some(lost) => renderings(pair, lost),
        None => divergence.kind.is_whole().then(|| message!(ANEW)),
    };
    let fact = divergence.lost.or(divergence.gained);
    Draft::new(rule, told, pair.target, here, whole)
        .from_source(pair, there, from)
        .perhaps_help(help)
        .fact(fact.map_or("sentence", |concept| concepts[concept as usize].id))
}

/// How the translation's language says something: "'only' is rendered nur, einzig, lediglich".
fn renderings(pair: &Comparison<'_>, concept: u16) -> Option<Message> {
    let forms = cue::forms_of(pair.target.locale, concept);
    let name = lexicon::concepts()[concept as usize].name;
    (!forms.is_empty()).then(|| message!(RENDERED, name, forms))
}
