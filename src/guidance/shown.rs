//! What rules found in the sentence of a claim shows in its cell: a page whose port is wrong does not state the claim
//! that names it.

use super::apply::Guidance;
use super::pack::{Claim, Verdict};
use super::reading::Cell;
use crate::finding::{Finding, Severity};
use crate::language::lexicon;
use crate::order::OrderedMap;

/// Lowers the cells whose sentences hold an error or a warning about what they say.
pub fn show(cells: &mut [Cell], findings: &[Finding], guidance: &Guidance) {
    let mut of_page: OrderedMap<u32, Vec<usize>> = OrderedMap::new();
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.sentence.is_some()) {
        of_page.entry(cell.page).or_default().push(at);
    }
    if of_page.is_empty() {
        return;
    }
    for finding in findings.iter().flat_map(|finding| std::iter::once(finding).chain(&finding.folded)) {
        let Some(verdict) = cell_of(finding.rule).filter(|_| finding.severity >= Severity::Warning) else {
            continue;
        };
        let place = finding.place.span;
        let here = |cell: &Cell| {
            cell.locale.as_str() == finding.locale
                && cell.sentence.is_some_and(|sentence| sentence == place || sentence.overlaps(place))
        };
        let of_page = of_page.get(&finding.place.page).map_or(&[][..], Vec::as_slice);
        let touched: Vec<(usize, bool)> = of_page
            .iter()
            .filter(|&&at| here(&cells[at]))
            .map(|&at| {
                let claim = guidance.claim(&cells[at].claim);
                (at, claim.is_some_and(|(_, claim)| speaks_of(claim, &finding.fact)))
            })
            .collect();
        // Of several claims in one sentence, those that hold the word.
        let narrow = touched.iter().any(|(_, holds)| *holds);
        for (at, holds) in touched {
            if cells[at].verdict == Verdict::Stated && (!narrow || holds) {
                cells[at].verdict = verdict;
                cells[at].why = Some(finding.message.clone());
            }
        }
    }
}

/// Whether a claim holds a fact: a concept, or a name.
fn speaks_of(claim: &Claim, fact: &str) -> bool {
    let concept = lexicon::concepts().binary_search_by(|concept| concept.id.cmp(fact)).ok();
    let groups = [&claim.subject, &claim.action, &claim.object, &claim.role, &claim.condition];
    concept
        .is_some_and(|concept| groups.into_iter().flatten().flatten().any(|&own| usize::from(own) == concept))
        || claim.names.iter().any(|name| name.eq_ignore_ascii_case(fact))
}

/// What a finding makes of a claim whose sentence it stands in; `None` for rules that say nothing of what is said.
/// Ordered by the names of the rules.
fn cell_of(rule: &str) -> Option<Verdict> {
    const CELLS: [(&str, Verdict); 28] = [
        ("alternative-changed", Verdict::Contradicted),
        ("bound-changed", Verdict::Contradicted),
        ("code-block-changed", Verdict::Contradicted),
        ("condition-changed", Verdict::Contradicted),
        ("condition-missing", Verdict::Weakened),
        ("identifier-changed", Verdict::Contradicted),
        ("inline-code-changed", Verdict::Contradicted),
        ("negation-added", Verdict::Contradicted),
        ("negation-missing", Verdict::Contradicted),
        ("number-changed", Verdict::Contradicted),
        ("obligation-changed", Verdict::Contradicted),
        ("only-added", Verdict::Contradicted),
        ("only-missing", Verdict::Weakened),
        ("opposite-term", Verdict::Contradicted),
        ("order-changed", Verdict::Contradicted),
        ("procedure-reordered", Verdict::Contradicted),
        ("product-changed", Verdict::Missing),
        ("role-changed", Verdict::Missing),
        ("role-missing", Verdict::Missing),
        ("sentence-mismatch", Verdict::Missing),
        ("status-changed", Verdict::Contradicted),
        ("steps-reordered", Verdict::Contradicted),
        ("term-changed", Verdict::Weakened),
        ("untranslated", Verdict::Missing),
        ("verb-changed", Verdict::Missing),
        ("version-changed", Verdict::Missing),
        ("word-missing", Verdict::Weakened),
        ("wrong-language", Verdict::Missing),
    ];
    CELLS.binary_search_by(|known| known.0.cmp(rule)).ok().map(|at| CELLS[at].1)
}
