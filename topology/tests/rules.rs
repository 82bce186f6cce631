//! All rules, with those about topologies: `docs/rules.md` is generated from their tables; `UNISONO_BLESS=1` writes it
//! anew. The examples of those about snippets run as tests.
#![allow(clippy::disallowed_methods, reason = "a test reads and writes files")]

#[path = "../../tests/rule_examples/mod.rs"]
mod rule_examples;

use std::fmt::Write as _;
use std::path::Path;
use unisono::Severity;
use unisono::checks::{self, Example, Rule, example_glossary, example_packs, example_taught};
use unisono_topology::rules as topology;

/// The rules about pages, ordered by name.
fn of_pages() -> Vec<&'static Rule> {
    unisono_topology::install();
    let mut rules: Vec<&Rule> = checks::all().collect();
    rules.sort_by_key(|rule| rule.name);
    rules
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A fence longer than any in the text.
fn fenced(out: &mut String, title: &str, text: &str) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let _ = write!(out, "{title}\n\n{fence}md\n{}\n{fence}\n\n", text.trim_matches('\n'));
}

fn example(out: &mut String, example: &Example) {
    fenced(out, "English:", example.source);
    fenced(out, &format!("Translation ({}):", example.locale), example.target);
    let flags: Vec<String> =
        example
            .flags
            .iter()
            .map(|flag| {
                if flag.is_empty() {
                    "the place where it should stand".into()
                } else {
                    format!("“{flag}”")
                }
            })
            .collect();
    let _ = match flags.as_slice() {
        [] => write!(out, "Not flagged.\n\n"),
        flags => write!(out, "Flagged: {}.\n\n", flags.join(", ")),
    };
}

fn rules_document() -> String {
    let mut out = String::from(
        "# Rules\n\n\
         <!-- Generated from the rules in src/checks/ and topology/src/ by `UNISONO_BLESS=1 cargo test --test rules`. -->\n\n\
         A name says what the rule flags and is permanent. *Error*: a reader would act wrongly; *warning*: the \
         languages differ and a person should look; *note*: worth knowing. `unisono.yaml` changes the severity of a \
         rule or turns it `off`.\n\n\
         | rule | severity | what it flags |\n|---|---|---|\n",
    );
    for rule in of_pages() {
        let _ =
            writeln!(out, "| [`{0}`](#{0}) | {1} | {2} |", rule.name, severity(rule.severity), rule.summary);
    }
    out.push_str(
        "\n## Rules about deployments\n\n\
         A topology (an export, a description, a script, DNS records) is held against the guidance of its versions. The \
         cases in [topology/tests/cases](../topology/tests/cases) show for each rule what breaks it and what does not. Those of \
         pages speak of the snippets inside pages, too.\n\n\
         | rule | severity | under | follows from | of pages | what it flags |\n|---|---|---|---|---|---|\n",
    );
    for rule in topology::RULES {
        let packs: Vec<&str> =
            rule.packs.iter().filter_map(|id| Some(topology::Pack::of_id(id)?.year)).collect();
        let packs = if packs.is_empty() { "all".to_owned() } else { packs.join(", ") };
        let (severity, claims) = (severity(rule.severity), rule.claims.join(", "));
        let of_pages = if rule.of_pages { "yes" } else { "" };
        let _ = writeln!(
            out,
            "| [`{0}`](#{0}) | {severity} | {packs} | {claims} | {of_pages} | {1} |",
            rule.name, rule.summary
        );
    }
    for rule in of_pages() {
        let _ = write!(
            out,
            "\n## {}\n\n*{}.* {}\n\n",
            rule.name,
            severity(rule.severity),
            rule.explanation.trim()
        );
        if let Some(glossary) = example_glossary(rule.name) {
            let _ = write!(out, "Glossary of the examples:\n\n```csv\n{glossary}```\n\n");
        }
        if !example_packs(rule.name).is_empty() {
            out.push_str("The examples go by [two packs](#packs-of-the-examples).\n\n");
        }
        if let Some(taught) = example_taught(rule.name) {
            let list = |pairs: &[(&str, &str)]| {
                let pairs: Vec<String> =
                    pairs.iter().map(|(source, target)| format!("{source} — {target}")).collect();
                pairs.join("\n")
            };
            let _ = write!(
                out,
                "Learned in the examples: each of these sentences with each of these names.\n\n\
                 ```text\n{}\n```\n\n```text\n{}\n```\n\n",
                list(taught.sentences),
                list(taught.names)
            );
        }
        for one in rule.examples {
            example(&mut out, one);
        }
    }
    out.push_str("\n## Packs of the examples\n");
    for pack in example_packs("claim-missing") {
        let _ = write!(out, "\n```yaml\n{pack}```\n");
    }
    for rule in topology::RULES {
        let (severity, explanation) = (severity(rule.severity), rule.explanation.trim());
        let _ = write!(
            out,
            "\n## {0}\n\n*{severity}.* {explanation} [Cases](../topology/tests/cases/{0}.md).\n\n",
            rule.name
        );
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    while let Some(at) = out.find("\n\n\n") {
        out.remove(at);
    }
    out
}

#[test]
fn the_rules_document_says_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules.md");
    let expected = rules_document();
    if std::env::var_os("UNISONO_BLESS").is_some() {
        std::fs::write(&path, &expected).expect("docs/rules.md can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = written.lines().zip(expected.lines()).find(|(written, expected)| written != expected);
    assert!(
        written == expected,
        "docs/rules.md is not what the rules say (first at {differs:?}): UNISONO_BLESS=1 cargo test --test rules"
    );
}

#[test]
fn rules_are_ordered_by_name_and_named_for_what_they_flag() {
    let names: Vec<&str> = of_pages().iter().map(|rule| rule.name).collect();
    let of_deployments: Vec<&str> = topology::RULES.iter().map(|rule| rule.name).collect();
    let snippets = unisono_topology::checks::RULES;
    assert!(snippets.is_sorted_by_key(|rule| rule.name) && of_deployments.is_sorted());
    let all = unisono::report::rules::all();
    assert!(all.windows(2).all(|pair| pair[0].name < pair[1].name), "a name stands for one rule");
    assert_eq!(all.len(), names.len() + of_deployments.len());
    for rule in all {
        assert!(rule.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{}", rule.name);
        assert!(!rule.name.contains(char::is_uppercase), "{}", rule.name);
        assert!(!rule.summary.is_empty() && !rule.explanation.is_empty(), "{}", rule.name);
    }
}

#[test]
fn every_rule_flags_what_its_examples_say_with_topologies_plugged_in() {
    rule_examples::flag_what_they_say(of_pages());
}

#[test]
fn a_rule_about_snippets_absorbs_only_rules_that_exist() {
    for rule in of_pages() {
        for absorbed in rule.absorbs {
            assert!(checks::rule(absorbed).is_some(), "{} absorbs {absorbed}", rule.name);
        }
    }
}

#[test]
fn a_rule_about_deployments_absorbs_only_rules_that_exist_and_has_its_cases() {
    for rule in topology::RULES {
        for absorbed in rule.absorbs {
            assert!(topology::rule(absorbed).is_some(), "{} absorbs {absorbed}", rule.name);
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{}.md", rule.name));
        let cases = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(cases.contains("```findings\n```"), "{} has no case in which nothing is found", rule.name);
        // Those that never find anything have none.
        let finds =
            cases.lines().any(|line| line.contains(&format!(" {} ", rule.name)) && line.contains(" — "));
        assert_eq!(finds, !rule.summary.starts_with("never found"), "{}: a case that breaks it", rule.name);
    }
}

#[test]
fn the_claims_that_rules_about_deployments_follow_from_are_those_of_the_packs() {
    let known = |id: &str| {
        let packs = unisono::guidance::built_in().iter();
        packs.flat_map(|pack| &pack.claims).any(|claim| claim.id == id)
    };
    for rule in topology::RULES {
        for claim in rule.claims {
            assert!(known(claim), "{} follows from {claim}, which no pack has", rule.name);
        }
    }
}

#[test]
fn the_list_of_sentences_is_that_of_the_rules() {
    unisono_topology::install();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../messages/en.yaml");
    let sentences = unisono::report::wordings::yaml(unisono_topology::wordings::ALL);
    if std::env::var_os("UNISONO_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        std::fs::write(&path, &sentences).expect("the list of sentences can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == sentences, "run UNISONO_BLESS=1 cargo test -p unisono-topology --test rules");
    let read = unisono::report::wordings::read("en.yaml", written.as_bytes()).expect("it is well formed");
    let unknown = unisono::report::wordings::unknown(&read, unisono_topology::wordings::ALL);
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn a_finding_is_told_in_the_words_that_a_host_hands_in() {
    unisono_topology::install();
    let german =
        "number-changed/became: 'Aus {was} wurde {is}'\nrelated/says-it: 'Hier steht es im Original'\n";
    let messages = unisono::report::wordings::read("de.yaml", german.as_bytes()).expect("it is well formed");
    let mut checker = unisono::Checker::new(unisono::Options::default().with_messages(messages));
    checker.add("", "en/a.md", b"Open port 5269 on the server.\n");
    checker.add("", "de/a.md", "Öffnen Sie Port 5296 auf dem Server.\n".as_bytes());
    let report = checker.check(&mut |_| std::ops::ControlFlow::Continue(())).expect("nothing cancels it");
    let told: Vec<(&str, &str, &str)> = report
        .findings
        .iter()
        .map(|finding| (finding.message.as_str(), finding.message_id, finding.related[0].message.as_str()))
        .collect();
    assert_eq!(told, [("Aus 5269 wurde 5296", "number-changed/became", "Hier steht es im Original")]);
}
