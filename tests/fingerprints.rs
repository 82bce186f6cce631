//! Fingerprints through the whole engine: what they survive, and what they tell apart.

use std::ops::ControlFlow;
use unisono::{Checker, Options, Severity, config};

const SOURCE: &str = "# Ports\n\nRestart the service of the server.\n\nOpen port 5269 on the Edge Server.\n";
const TRANSLATION: &str =
    "# Ports\n\nStarten Sie den Dienst des Servers neu.\n\nÖffnen Sie auf dem Edgeserver Port 5296.\n";

fn fingerprints(options: Options, pages: &[(&str, &[u8])]) -> Vec<String> {
    let mut checker = Checker::new(options);
    for (path, bytes) in pages {
        checker.add("", path, bytes);
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    report.findings.into_iter().map(|finding| finding.fingerprint).collect()
}

fn of(source: &str, translation: &str) -> Vec<String> {
    let pages = [("en/ports.md", source.as_bytes()), ("de/ports.md", translation.as_bytes())];
    let options = config::parse("unisono.yaml", "source: en").expect("settings").options;
    fingerprints(options, &pages)
}

#[test]
fn a_fingerprint_survives_edits_around_the_finding() {
    let before = of(SOURCE, TRANSLATION);
    assert_eq!(before.len(), 1);
    let longer = |page: &str, added: &str| page.replace("# Ports\n", &format!("# Ports\n\n{added}\n"));
    assert_eq!(
        before,
        of(&longer(SOURCE, "Read this page first."), &longer(TRANSLATION, "Lesen Sie zuerst diese Seite."))
    );
    assert_eq!(before, of(&SOURCE.replace("port 5269 on", "port\n5269 on"), TRANSLATION));
    assert_eq!(before, of(&SOURCE.replace('\n', "\r\n"), TRANSLATION));
    assert_eq!(
        before,
        of(SOURCE, &TRANSLATION.replace("Öffnen Sie auf dem Edgeserver", "Auf dem Edgeserver öffnen Sie"))
    );
}

#[test]
fn another_severity_leaves_the_fingerprint_alone() {
    let pages = [("en/ports.md", SOURCE.as_bytes()), ("de/ports.md", TRANSLATION.as_bytes())];
    let options = config::parse("unisono.yaml", "source: en").expect("settings").options;
    let before = fingerprints(options.clone(), &pages);
    assert_eq!(before, fingerprints(options.with_rule("number-changed", Severity::Note), &pages));
}

#[test]
fn another_source_sentence_is_another_finding() {
    let before = of(SOURCE, TRANSLATION);
    let after = of(&SOURCE.replace("Open port", "Then open port"), TRANSLATION);
    assert_eq!(after.len(), 1);
    assert_ne!(before, after);
}

#[test]
fn a_broken_page_keeps_its_fingerprint_wherever_it_breaks_and_whatever_breaks_beside_it() {
    let alone = fingerprints(Options::default(), &[("b.txt", b"\xff")]);
    let beside = fingerprints(Options::default(), &[("a.txt", b"\xff"), ("b.txt", b"longer \xff")]);
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0], beside[1]);
    assert_ne!(beside[0], beside[1]);
}
