//! A pack's own cases, run as `unisono pack test` and by the tests.

use super::apply::Guidance;
use super::judge::why;
use super::matter::Matter;
use super::pack::{Case, Claim, Pack, Verdict};
use super::stretch::Stretch;
use crate::document;
use crate::facts::Facts;
use crate::language::Locale;
use crate::rendition::Rendition;
use crate::set::{self, DocumentRef};
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
    /// Why it reads so, piece by piece.
    pub why: String,
}

impl CaseRun {
    /// What came of it, for people. `file` is how the caller names the pack's file.
    #[must_use]
    pub fn render(&self, file: &str) -> String {
        let mut lines: Vec<String> = self
            .failures
            .iter()
            .map(|failure| {
                let CaseFailure { line, claim, locale, sentence, expected, found, why } = failure;
                format!(
                    "{file}:{line}: {claim} in {locale}: expected {expected}, found {found}: {sentence}\n    {why}"
                )
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
            let Some((found, why)) = read(&guidance, claim, case, pack) else {
                run.failures.push(failure(claim, case, "near", "this language is not known".to_owned()));
                continue;
            };
            if found != case.verdict {
                run.failures.push(failure(claim, case, name(found), why));
            }
        }
    }
    run
}

fn name(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("near", Verdict::name)
}

fn failure(claim: &Claim, case: &Case, found: &'static str, why: String) -> CaseFailure {
    CaseFailure {
        line: case.line,
        claim: claim.id.clone(),
        locale: case.locale.clone(),
        sentence: case.sentence.clone(),
        expected: name(case.verdict),
        found,
        why,
    }
}

/// How a case reads, and why; `None` where its language is not known.
pub(super) fn read(
    guidance: &Guidance,
    claim: &Claim,
    case: &Case,
    pack: &Pack,
) -> Option<(Option<Verdict>, String)> {
    let locale = Locale::parse(&case.locale)?;
    let path = format!("{}/case.md", case.locale);
    let page = document::read("", &path, case.sentence.as_bytes(), set::locale_in_path(&path).as_ref());
    let document = page.documents.first()?;
    let rendition = Rendition {
        id: DocumentRef { page: 0, document: 0 },
        path: "",
        locale: &locale,
        document,
        facts: &Facts::read(document),
        terms: crate::glossary::Terms::default(),
    };
    let matter = Matter::of(rendition, guidance.terms(), false)?;
    let found = matter.find(claim);
    let mut parts = Vec::new();
    if let Some(found) = found.as_ref().filter(|found| found.judgement.verdict != Verdict::Stated) {
        parts.push(why(&found.judgement, pack, Some(&locale)).text());
    }
    let whole = || matter.stretch((0, document.sentences.len() as u32));
    if let Some(stretch) = found.as_ref().and_then(|found| matter.told(found)).or_else(whole) {
        parts.push(pieces(claim, &stretch, pack));
    }
    Some((found.map(|found| found.judgement.verdict), parts.join("; ")))
}

/// Which pieces of a claim a stretch has, and which it lacks.
fn pieces(claim: &Claim, stretch: &Stretch<'_>, pack: &Pack) -> String {
    let (mut has, mut lacks) = (Vec::new(), Vec::new());
    let groups = [&claim.subject, &claim.action, &claim.object, &claim.role, &claim.condition];
    for group in groups.into_iter().flatten() {
        let names: Vec<&str> = group.iter().map(|&concept| pack.name_of(concept)).collect();
        let list = if stretch.says(group).is_some() { &mut has } else { &mut lacks };
        list.push(names.join(" or "));
    }
    for wanted in &claim.names {
        let list = if stretch.names(wanted) { &mut has } else { &mut lacks };
        list.push(wanted.clone());
    }
    let list = |what: &str, of: Vec<String>| {
        if of.is_empty() { format!("{what} nothing") } else { format!("{what} {}", of.join(", ")) }
    };
    format!("the sentence {}, and {}", list("has", has), list("lacks", lacks))
}
