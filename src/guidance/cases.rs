//! A pack's own cases, run as `unisono pack test` and by the tests.

use super::apply::Guidance;
use super::matter::Matter;
use super::pack::{Pack, Verdict};
use crate::checker::index;
use crate::facts::Rendition;
use crate::language::Locale;
use crate::set::DocumentRef;
use serde::Serialize;

/// What came of a pack's cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseRun {
    /// Cases in the pack.
    pub cases: u32,
    /// Those that read otherwise than the pack says.
    pub failures: Vec<CaseFailure>,
    /// Claims without a case.
    pub untested: Vec<String>,
}

/// A case that reads otherwise than the pack says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseFailure {
    /// Its line in the pack's file, from 1.
    pub line: u32,
    /// The claim.
    pub claim: String,
    /// The language.
    pub locale: String,
    /// The sentence.
    pub sentence: String,
    /// What the pack says: `stated`, `contradicted`, `weakened`, or `near`.
    pub expected: &'static str,
    /// How it reads; `near` where the sentence is not taken for the claim.
    pub found: &'static str,
}

impl CaseRun {
    /// What came of it, for people. `file` is how the caller names the pack's file.
    #[must_use]
    pub fn render(&self, file: &str) -> String {
        let mut lines: Vec<String> = self
            .failures
            .iter()
            .map(|failure| {
                let CaseFailure { line, claim, locale, sentence, expected, found } = failure;
                format!("{file}:{line}: {claim} in {locale}: expected {expected}, found {found}: {sentence}")
            })
            .collect();
        if !self.untested.is_empty() {
            lines.push(format!("{file}: no cases for {}", self.untested.join(", ")));
        }
        let (cases, wrong) = (self.cases, self.failures.len());
        lines.push(format!("{cases} cases, {wrong} read otherwise than the pack says."));
        lines.join("\n") + "\n"
    }
}

/// Runs the cases of a pack.
#[must_use]
pub fn run_cases(pack: &Pack) -> CaseRun {
    let guidance = Guidance::new(vec![pack.clone()], Vec::new(), false);
    let mut run = CaseRun::default();
    for claim in &pack.claims {
        if claim.cases.is_empty() {
            run.untested.push(claim.id.clone());
        }
        for case in &claim.cases {
            run.cases += 1;
            let found = Locale::parse(&case.locale).and_then(|locale| {
                let indexed = index("", &format!("{}/case.md", case.locale), case.sentence.as_bytes());
                let document = indexed.page.documents.first()?;
                let rendition = Rendition {
                    id: DocumentRef { page: 0, document: 0 },
                    path: "",
                    locale: &locale,
                    document,
                    facts: indexed.facts.first()?,
                    terms: crate::glossary::Terms::default(),
                };
                let matter = Matter::of(rendition, guidance.verbs(), false)?;
                matter.find(claim).map(|found| found.judgement.verdict)
            });
            let name = |verdict: Option<Verdict>| verdict.map_or("near", Verdict::name);
            if found != case.verdict {
                run.failures.push(CaseFailure {
                    line: case.line,
                    claim: claim.id.clone(),
                    locale: case.locale.clone(),
                    sentence: case.sentence.clone(),
                    expected: name(case.verdict),
                    found: name(found),
                });
            }
        }
    }
    run
}
