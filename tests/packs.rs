//! The built-in packs: their cases, what they cover, and what wrong packs are told.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

#[cfg(feature = "communications")]
use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use unisono::guidance::{self, run_cases};
use unisono::language::Locale;
use unisono::{Checker, Options};

#[cfg(feature = "communications")]
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the packs are there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    files.sort();
    files
}

#[cfg(feature = "communications")]
#[test]
fn every_case_of_the_built_in_packs_reads_as_its_pack_says() {
    let mut wrong = Vec::new();
    for file in files() {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let text = fs::read_to_string(&file).expect("a pack");
        let pack = guidance::parse(&name, &text).expect("a right pack");
        let run = run_cases(&pack);
        assert!(run.untested.is_empty(), "{name}: no cases for {:?}", run.untested);
        wrong.extend(run.failures.into_iter().map(|f| {
            format!(
                "{name}:{}: {} in {}: {} not {}: {}",
                f.line, f.claim, f.locale, f.found, f.expected, f.sentence
            )
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The pack that the tutorial writes.
fn tutorial() -> (PathBuf, guidance::Pack) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/packs/contoso-relay.yaml");
    let text = fs::read_to_string(&file).expect("the tutorial's pack");
    (file, guidance::parse("contoso-relay.yaml", &text).expect("a right pack"))
}

#[test]
fn the_pack_of_the_tutorial_runs_and_its_parts_stand_in_the_tutorial() {
    let (file, pack) = tutorial();
    let run = run_cases(&pack);
    assert_eq!((run.failures, run.untested), (vec![], vec![]));
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packs.md");
    let docs = fs::read_to_string(docs).expect("the tutorial");
    let (_, tutorial) = docs.split_once("## A pack for another product").expect("the tutorial is there");
    let (tutorial, _) = tutorial.split_once("## The file").expect("it ends");
    let whole = fs::read_to_string(file).expect("the tutorial's pack");
    let known: Vec<&str> = whole.lines().collect();
    let mut inside = false;
    let mut shown = 0;
    for line in tutorial.lines() {
        if line.starts_with("```") {
            inside = line == "```yaml";
        } else if inside {
            shown += 1;
            assert!(known.contains(&line), "not in the pack: {line}");
        }
    }
    assert!(shown > 20);
}

#[test]
fn pages_are_read_against_a_pack_of_one_s_own() {
    let (_, pack) = tutorial();
    let options = Options::default().with_source(Locale::parse("en")).with_pack(pack);
    let mut checker = Checker::new(options);
    for (locale, text) in [
        (
            "en",
            "# Relay\n\nRelay users must not be moved to another pool. Relay works only if the firewall allows port \
             8443.\n\n1. Assign the certificate.\n2. Start the service.\n",
        ),
        (
            "de",
            "# Relay\n\nRelay-Benutzer müssen nicht in einen anderen Pool verschoben werden. Relay funktioniert nur, \
             wenn die Firewall Port 8443 zulässt.\n\n1. Weisen Sie das Zertifikat zu.\n2. Starten Sie den Dienst.\n",
        ),
        (
            "fr",
            "# Relay\n\nLes utilisateurs de Relay ne doivent pas être déplacés vers un autre pool. Relay fonctionne si \
             le pare-feu autorise le port 8443.\n\n1. Démarrez le service.\n2. Attribuez le certificat.\n",
        ),
    ] {
        checker.add("", &format!("relay/{locale}/page.md"), text.as_bytes());
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let told: Vec<(&str, &str, &str)> = report
        .findings
        .iter()
        .map(|finding| {
            (finding.locale.as_str(), finding.rule, finding.message.split(':').next().unwrap_or(""))
        })
        .collect();
    let expected = [
        ("de", "claim-contradicted", "no-move is contradicted"),
        ("fr", "claim-weakened", "port-open is weakened"),
        ("fr", "procedure-reordered", "step 1 of the procedure stands behind step 2"),
    ];
    assert_eq!(told, expected);
    let verdicts: Vec<Vec<&str>> = report
        .matrix
        .rows
        .iter()
        .map(|row| {
            row.claims[0].iter().flat_map(|claim| &claim.cells).flatten().map(|cell| cell.verdict).collect()
        })
        .collect();
    let stated = ["stated"; 3];
    assert_eq!(
        verdicts,
        [
            &["contradicted", "stated", "stated"][..],
            &["stated", "stated", "weakened"],
            // The step that comes too late.
            &["stated", "stated", "contradicted"],
            &stated
        ]
    );
}

#[test]
fn a_mistake_in_a_pack_is_told_with_its_line_and_what_is_expected() {
    let head = "pack: ours\ntitle: Ours\nclaims:\n  A1:\n    says: Users stay.\n    action: [remain]\n";
    for (text, expected) in [
        ("", "ours.yaml:1: the file is empty"),
        ("pack: ours\ntitle: Ours\n", "ours.yaml:1: \"claims\" (the claims, each under its id) is missing"),
        ("pack: Our Pack\ntitle: Ours\nclaims: {}\n", "ours.yaml:1: \"Our Pack\" has to be in kebab-case"),
        ("pack: ours\ntitle: Ours\nclaims: {}\n", "ours.yaml:3: a pack has at least one claim"),
        (
            &format!("{head}    subject: [usr]\n"),
            "ours.yaml:7: \"usr\" is no concept of lexicon/concepts.yaml",
        ),
        (
            &format!("{head}    polarity: negative\n"),
            "ours.yaml:7: expected one of affirmed, denied, both, need-not, found",
        ),
        (
            &format!("{head}    version: [lync-server]\n"),
            "ours.yaml:7: \"lync-server\" is no product with its version",
        ),
        (
            &format!("{head}    version: [lynx 2013]\n"),
            "ours.yaml:7: \"lynx\" is no product of lexicon/products.yaml",
        ),
        (
            &format!("{head}    order: 1\n"),
            "ours.yaml:7: \"order\" goes with \"procedure\", which is missing",
        ),
        (
            &format!("{head}    procedure: p\n    order: first\n"),
            "ours.yaml:8: expected a number from 1, found \"first\"",
        ),
        (
            &format!("{head}    mirrors: [Z9]\n"),
            "ours.yaml:4: A1 names \"Z9\", which is no claim of this pack",
        ),
        (
            &format!("{head}    case: {{}}\n"),
            "ours.yaml:7: \"case\" is not known here; known are: says, from",
        ),
        (
            &format!("{head}    cases: {{en: {{say: [a]}}}}\n"),
            "ours.yaml:7: \"say\" is not known here: expected states",
        ),
        (&format!("{head}    pages: [{{}}]\n"), "ours.yaml:7: expected path, asset or anchor"),
        (&format!("{head}  A1: {{}}\n"), "ours.yaml:7: \"A1\" stands here a second time (first in line 4)"),
        ("pack: [", "ours.yaml:"),
    ] {
        let error = guidance::parse("ours.yaml", text).expect_err(text).to_string();
        assert!(error.starts_with(expected), "{text:?} gives {error}");
    }
}

/// The 66 statements of the guidance, each with its claims, or with a reason why it has none.
#[cfg(feature = "communications")]
#[test]
fn every_statement_of_the_guidance_has_its_claims_or_a_reason_and_every_claim_its_statement() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/README.md")).expect("the table");
    let claims: BTreeSet<&str> = guidance::built_in()
        .iter()
        .flat_map(|pack| &pack.claims)
        .map(|claim| claim.id.as_str())
        .filter(|id| !id.starts_with("ENG-"))
        .collect();
    let (mut statements, mut named) = (BTreeSet::new(), BTreeSet::new());
    for row in readme.lines().filter(|row| row.starts_with("| X") || row.starts_with("| PS")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [statement, own, reason] = cells[..] else { panic!("three cells: {row}") };
        assert!(statements.insert(statement), "{statement} stands there twice");
        let own: Vec<&str> = own.split(", ").filter(|id| !id.is_empty()).collect();
        assert!(!own.is_empty() || !reason.is_empty(), "{statement} has neither claim nor reason");
        for id in own {
            assert!(claims.contains(id), "{statement} names {id}, which no pack has");
            named.insert(id);
        }
    }
    assert_eq!(statements.len(), 66);
    assert_eq!(claims.difference(&named).collect::<Vec<_>>(), Vec::<&&str>::new(), "claims of no statement");
}
