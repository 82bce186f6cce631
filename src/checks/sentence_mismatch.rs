use super::{Check, Draft, Example, Pair, Rule, Sink, Statement, loss};
use crate::align::length_cost;
use crate::facts::{IdentifierKind, Rendition, Value, cue};
use crate::finding::Severity;
use crate::language::lexicon;

/// The sentence is another one.
pub static RULE: Rule = Rule {
    name: "sentence-mismatch",
    severity: Severity::Warning,
    summary: "the translation of a sentence says something else altogether",
    explanation: "Aligned sentences that share next to nothing of what they state (roles, actions, names, numbers) and \
        differ in much. Then this rule speaks alone.",
    examples: &[
        Example {
            source: "Remove the gateway from the topology before you delete the database.\n\nThe users of the pool receive a message.",
            locale: "de",
            target: "Der Administrator installiert das Zertifikat auf jedem Computer.\n\nDie Benutzer des Pools erhalten eine Nachricht.",
            flags: &["Der Administrator installiert das Zertifikat auf jedem Computer."],
        },
        Example {
            source: "Remove the gateway from the topology.",
            locale: "de",
            target: "Entfernen Sie das Gateway aus der Topologie.",
            flags: &[],
        },
    ],
    absorbs: &[
        "bound-changed",
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
        "version-changed",
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
    for statement in &pair.statements {
        if against(pair, statement) < LEAST {
            continue;
        }
        let whole = pair.target_text(&statement.bead);
        let from = pair.source_text(&statement.bead);
        let message = "this sentence says something else than the source's".to_owned();
        sink.push(
            Draft::new(&RULE, message, pair.target, whole, whole)
                .from_source(pair, from, from)
                .help("Translate the sentence of the source anew.")
                .fact("sentence"),
        );
    }
}

/// The evidence asked for: one sentence in some hundreds is a wrong one (ln 400 = 6.0).
const LEAST: f64 = 6.0;
