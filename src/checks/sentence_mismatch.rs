use super::{Check, Draft, Example, Pair, Rule, Sink, Statement, loss, repeated};
use crate::align::length_cost;
use crate::facts::{IdentifierKind, Rendition, Value, cue};
use crate::finding::Severity;
use crate::language::detect::{Verdict, looks_like};
use crate::language::lexicon;
use std::collections::BTreeMap;

/// The sentence is another one.
pub static RULE: Rule = Rule {
    name: "sentence-mismatch",
    severity: Severity::Warning,
    summary: "the translation of a sentence says something else altogether",
    explanation: "Aligned sentences that share next to nothing of what they state (roles, actions, names, numbers) and \
        differ in much; or a translation that stands a second time on the page, there for a sentence of the source \
        that it fits better. Then this rule speaks alone. On a page of which a tenth of the blocks or more have no answer, which \
        renders another edition, it is a note.",
    examples: &[
        Example {
            source: "Remove the gateway from the topology before you delete the database.\n\nThe users of the pool receive a message.",
            locale: "de",
            target: "Der Administrator installiert das Zertifikat auf jedem Computer.\n\nDie Benutzer des Pools erhalten eine Nachricht.",
            flags: &["Der Administrator installiert das Zertifikat auf jedem Computer."],
        },
        Example {
            source: "Install the certificate on the gateway.\n\nPlan the domains of the branch site.",
            locale: "de",
            target: "Installieren Sie das Zertifikat auf dem Gateway.\n\nInstallieren Sie das Zertifikat auf dem Gateway.",
            flags: &["Installieren Sie das Zertifikat auf dem Gateway."],
        },
        Example {
            source: "Remove the gateway from the topology.",
            locale: "de",
            target: "Entfernen Sie das Gateway aus der Topologie.",
            flags: &[],
        },
    ],
    absorbs: &[
        "alternative-changed",
        "bound-changed",
        "condition-changed",
        "condition-missing",
        "identifier-changed",
        "inline-code-changed",
        "negation-added",
        "negation-missing",
        "number-changed",
        "obligation-changed",
        "only-added",
        "only-missing",
        "opposite-term",
        "order-changed",
        "product-changed",
        "role-changed",
        "role-missing",
        "status-changed",
        "verb-changed",
        "version-changed",
        "word-missing",
    ],
    checks: &[Check::Pair(check)],
};

/// The evidence against two sentences being one, in nats: the logarithm of how much likelier what is
/// seen is of two sentences picked at random than of a sentence and its rendering (a sum of likelihood
/// ratios, as in Good 1950), over what they state, their facts and their lengths.
fn against(pair: &Pair<'_>, statement: &Statement) -> f64 {
    let concepts = lexicon::concepts();
    let mut evidence = 0.0;
    for count in &statement.counts {
        let known = |r: Rendition<'_>| cue::knows(r.locale, count.concept);
        if !known(pair.source) || !known(pair.target) {
            continue;
        }
        let [missing, shared, added] =
            concepts[count.concept as usize].evidence.map(|tenths| f64::from(tenths) / 10.0);
        evidence += match (count.source > 0, count.target > 0) {
            (true, true) => -shared,
            (true, false) => missing,
            _ => added,
        };
    }
    let source = pair.source.facts.of_range(statement.bead.source);
    let target = pair.target.facts.of_range(statement.bead.target);
    const MOST: usize = 64;
    for (facts, others, lack) in [(source, target, 2.0), (target, source, 1.0)] {
        for fact in facts.iter().take(MOST) {
            let same = others.iter().take(MOST).any(|other| match (fact.value, other.value) {
                (Value::Product { product: a, .. }, Value::Product { product: b, .. }) => a == b,
                (a, b) => a == b,
            });
            let weight = match fact.value {
                Value::Product { .. } | Value::Identifier { kind: IdentifierKind::Acronym, .. } => 0.4,
                _ => 1.0,
            };
            evidence += weight * if same { -1.5 } else { lack };
        }
    }
    let (expected, got) = loss::bead_lengths(pair, &statement.bead);
    // Two sentences picked at random differ in length by a cost of about 2.5.
    evidence + (length_cost(expected, got) - 2.5).clamp(-1.5, 4.0)
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    let twins = repeated::twins(pair);
    let severity = if loss::of_another_edition(pair) { Severity::Note } else { RULE.severity };
    let mut evidence = BTreeMap::new();
    let mut weigh = |at: usize| *evidence.entry(at).or_insert_with(|| against(pair, &pair.statements[at]));
    for (at, statement) in pair.statements.iter().enumerate() {
        let own = weigh(at);
        // What stands elsewhere on the page as the translation of another sentence, and fits better there.
        let misplaced = twins[at].filter(|&twin| own >= UNSURE && own - weigh(twin) >= BETTER);
        if own < LEAST && misplaced.is_none() || !readable(pair, statement) {
            continue;
        }
        let whole = pair.target_text(&statement.bead);
        let from = pair.source_text(&statement.bead);
        let draft = Draft::new(
            &RULE,
            if misplaced.is_some() {
                "this repeats the translation of another sentence of the page".to_owned()
            } else {
                "this sentence says something else than the source's".to_owned()
            },
            pair.target,
            whole,
            whole,
        );
        sink.push(
            draft
                .from_source(pair, from, from)
                .help("Translate the sentence of the source anew.")
                .at(severity)
                .fact("sentence"),
        );
    }
}

/// Whether the source's sentence can be judged: a few words at least, some of them known, and in the
/// language of the source.
fn readable(pair: &Pair<'_>, statement: &Statement) -> bool {
    const WORDS: usize = 3;
    let text = pair.source.document.text(pair.source_text(&statement.bead));
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    statement.counts.iter().any(|count| count.source > 0)
        && words.take(WORDS).count() == WORDS
        && !matches!(looks_like(text, pair.source.locale), Verdict::Other(_))
}

/// The evidence asked for. One sentence in some hundreds is a wrong one (ln 400 = 6.0), but free renderings
/// gather as much: measured on real pages, nine of ten findings are true from here on.
const LEAST: f64 = 12.5;

/// The evidence below which words that stand elsewhere, too, are left alone.
const UNSURE: f64 = -2.0;

/// How much better the same words have to fit elsewhere on the page.
const BETTER: f64 = 1.5;
