//! Packs that are made out of pages: they read their own cases as they say, and find what is planted in a translation.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests read files and print their figures"
)]

mod shared;

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use unisono::guidance::{self, Proposal, run_cases};
use unisono::language::Locale;
use unisono::{Checker, Options};

fn checker(pages: &[(String, Vec<u8>)]) -> Checker {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    for (path, bytes) in pages {
        checker.add("", path, bytes);
    }
    checker
}

/// A pack made of pages, which has to be one that reads its cases as it says.
fn proposed(id: &str, pages: &[(String, Vec<u8>)]) -> Proposal {
    let proposal = checker(pages).propose_pack(id).unwrap_or_else(|error| panic!("{error}"));
    if std::env::var_os("UNISONO_SHOW").is_some() {
        println!("{}", proposal.text);
    }
    let pack = guidance::parse("ours.yaml", &proposal.text).unwrap_or_else(|error| panic!("{error}"));
    let run = run_cases(&pack);
    assert_eq!((&run.failures, &run.untested), (&vec![], &vec![]), "{id}");
    assert_eq!((run.cases, pack.claims.len() as u32), (proposal.cases, proposal.claims), "{id}");
    proposal
}

fn pages_below(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(folder);
    let files =
        shared::files_below(&folder).into_iter().filter(|file| file.extension().is_some_and(|e| e == "md"));
    files
        .map(|file| {
            let path = file.strip_prefix(&folder).expect("it is below").to_string_lossy().replace('\\', "/");
            (path, fs::read(&file).expect("a page"))
        })
        .collect()
}

#[test]
fn packs_made_of_the_examples_pass_their_own_test() {
    // Of the first two pages every sentence is a claim, and every planted error is one that does not state it.
    for (folder, claims, differing) in
        [("packs/meridian-database", 5, 4), ("packs/orbit-runtime", 5, 4), ("xmpp-migration", 12, 8)]
    {
        // The words of the last one are those of a domain.
        if folder == "xmpp-migration" && !cfg!(feature = "communications") {
            continue;
        }
        let proposal = proposed("ours", &pages_below(folder));
        println!(
            "{folder}: {} claims, {} cases, {} differ, {} left",
            proposal.claims, proposal.cases, proposal.differing, proposal.left
        );
        assert!(proposal.claims >= claims && proposal.differing >= differing, "{folder}: {proposal:?}");
    }
}

/// One page in three languages, as it should be.
const RIGHT: [(&str, &str); 3] = [
    (
        "en",
        "# Lumen 4\n\nDo not throttle the broker during the upgrade. You must export all queues before you remove the old \
         node. Only administrators can change the password of the broker. You do not need to stop the clients. \
         Mirroring is no longer supported in Lumen 4. The broker works only if port 6001 is open.\n",
    ),
    (
        "de",
        "# Lumen 4\n\nDrosseln Sie den Broker während des Upgrades nicht. Sie müssen alle Warteschlangen exportieren, \
         bevor Sie den alten Knoten entfernen. Nur Administratoren können das Kennwort des Brokers ändern. Sie müssen \
         die Clients nicht beenden. Spiegelung wird in Lumen 4 nicht mehr unterstützt. Der Broker funktioniert nur, \
         wenn Port 6001 geöffnet ist.\n",
    ),
    (
        "fr",
        "# Lumen 4\n\nNe bridez pas le broker pendant la mise à niveau. Vous devez exporter toutes les files \
         d’attente avant de supprimer l’ancien nœud. Seuls les administrateurs peuvent modifier le mot de passe du \
         broker. Il n’est pas nécessaire d’arrêter les clients. La mise en miroir n’est plus prise en charge dans \
         Lumen 4. Le broker fonctionne uniquement si le port 6001 est ouvert.\n",
    ),
];

/// A language, a change to its page, and what the claim then reads as.
const PLANTED: [(&str, &str, &str, &str); 11] = [
    ("de", "während des Upgrades nicht", "während des Upgrades", "contradicted"),
    ("de", "bevor Sie den alten", "nachdem Sie den alten", "contradicted"),
    ("de", "Sie müssen alle Warteschlangen", "Sie müssen einige Warteschlangen", "weakened"),
    ("de", "Sie müssen die Clients nicht beenden", "Sie dürfen die Clients nicht beenden", "contradicted"),
    ("de", "wird in Lumen 4 nicht mehr unterstützt", "wird in Lumen 4 unterstützt", "contradicted"),
    ("de", "funktioniert nur, wenn", "funktioniert, wenn", "weakened"),
    ("fr", "avant de supprimer", "après avoir supprimé", "contradicted"),
    ("fr", "Vous devez exporter", "Vous pouvez exporter", "weakened"),
    ("fr", "Seuls les administrateurs", "Les administrateurs", "weakened"),
    ("fr", "n’est plus prise en charge", "est prise en charge", "contradicted"),
    ("fr", "Ne bridez pas le broker", "Bridez le broker", "contradicted"),
];

fn pages(change: Option<(&str, &str, &str)>) -> Vec<(String, Vec<u8>)> {
    RIGHT
        .iter()
        .map(|(tag, text)| {
            let changed = change.filter(|change| change.0 == *tag);
            let text = changed.map_or_else(
                || (*text).to_owned(),
                |(_, was, is)| {
                    assert_eq!(text.matches(was).count(), 1, "{was}");
                    text.replace(was, is)
                },
            );
            (format!("{tag}/lumen.md"), text.into_bytes())
        })
        .collect()
}

/// The cells of a language that are not stated, and how many there are.
fn cells(text: &str, tag: &str, change: Option<(&str, &str, &str)>) -> (Vec<(String, &'static str)>, usize) {
    let pack = guidance::parse("ours.yaml", text).expect("it was read before");
    let mut checker = checker(&pages(change));
    checker.add_pack(pack);
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let matrix = &report.matrix;
    let (mut others, mut all) = (Vec::new(), 0);
    for claim in matrix.rows.iter().flat_map(|row| &row.claims).flatten() {
        for (locale, cell) in matrix.versions[0].locales.iter().zip(&claim.cells) {
            if let (true, Some(cell)) = (locale == tag, cell) {
                all += 1;
                others.extend((cell.verdict != "stated").then(|| (claim.id.clone(), cell.verdict)));
            }
        }
    }
    (others, all)
}

#[test]
fn a_pack_made_of_right_pages_finds_each_error_planted_in_a_translation_and_no_other() {
    let proposal = proposed("ours", &pages(None));
    assert_eq!((proposal.claims, proposal.left, proposal.differing), (6, 0, 0), "{}", proposal.text);
    let mut wrong = Vec::new();
    for tag in ["en", "de", "fr"] {
        assert_eq!(cells(&proposal.text, tag, None), (vec![], 6), "{tag}");
    }
    for (tag, was, is, verdict) in PLANTED {
        let (others, _) = cells(&proposal.text, tag, Some((tag, was, is)));
        if !matches!(&others[..], [(_, found)] if *found == verdict) {
            wrong.push(format!("{tag}: {is}: {others:?}, not {verdict}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_pack_made_of_one_page_alone_finds_what_a_translation_turns_round() {
    let alone: Vec<(String, Vec<u8>)> = pages(None).into_iter().take(1).collect();
    let proposal = proposed("ours", &alone);
    assert_eq!((proposal.claims, proposal.cases), (6, 6), "{}", proposal.text);
    let change = ("de", "bevor Sie den alten", "nachdem Sie den alten");
    assert_eq!(cells(&proposal.text, "de", Some(change)).0.len(), 1, "{}", proposal.text);
}

/// A procedure in three languages, with a sentence that guides and one that does not.
const STEPS: [(&str, &str); 3] = [
    (
        "en",
        "# Move Lumen\n\nYou must export all queues.\n\n1. Deploy the new server.\n2. Move all users to the new \
         pool.\n3. Update the DNS records.\n4. Remove the old server.\n\nLumen has many users.\n",
    ),
    (
        "de",
        "# Lumen verschieben\n\nSie müssen alle Warteschlangen exportieren.\n\n1. Stellen Sie den neuen Server bereit.\n2. Verschieben \
         Sie alle Benutzer in den neuen Pool.\n3. Aktualisieren Sie die DNS-Einträge.\n4. Entfernen Sie den alten \
         Server.\n\nLumen hat viele Benutzer.\n",
    ),
    (
        "fr",
        "# Déplacer Lumen\n\nVous devez exporter toutes les files d’attente.\n\n1. Déployez le nouveau serveur.\n2. Déplacez tous les \
         utilisateurs vers le nouveau pool.\n3. Mettez à jour les enregistrements DNS.\n4. Supprimez l’ancien \
         serveur.\n\nLumen a beaucoup d’utilisateurs.\n",
    ),
];

fn steps(change: impl Fn(&str, &str) -> String) -> Vec<(String, Vec<u8>)> {
    STEPS.iter().map(|(tag, text)| (format!("{tag}/move-lumen.md"), change(tag, text).into_bytes())).collect()
}

/// The German page with its second and third step in each other's place.
fn swapped(tag: &str, text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("2.")).expect("a second step");
    if tag == "de" {
        lines.swap(at, at + 1);
    }
    let text = lines.join("\n");
    if tag == "de" {
        text.replace("\n3.", "\n0.").replace("\n2.", "\n3.").replace("\n0.", "\n2.")
    } else {
        text
    }
}

fn rules(pack: &str, pages: &[(String, Vec<u8>)]) -> Vec<(String, &'static str)> {
    let mut checker = checker(pages);
    checker.add_pack(guidance::parse("ours.yaml", pack).expect("it was read before"));
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    report.findings.iter().map(|finding| (finding.path.clone(), finding.rule)).collect()
}

#[test]
fn numbered_steps_that_stand_in_one_order_in_every_language_are_claims_with_that_order() {
    let right = steps(|_, text| text.to_owned());
    let proposal = proposed("ours", &right);
    assert_eq!(proposal.procedures, 1, "{}", proposal.text);
    let pack = guidance::parse("ours.yaml", &proposal.text).expect("it was read before");
    let step = |claim: &guidance::Claim| claim.procedure.clone();
    let ordered: Vec<(String, u32)> = pack.claims.iter().filter_map(step).collect();
    let expected = |number: u32| ("move-lumen-steps".to_owned(), number);
    assert_eq!(ordered, [1, 2, 3, 4].map(expected), "{}", proposal.text);
    assert_eq!((proposal.claims, proposal.differing), (5, 0), "{}", proposal.text);
    // The pack finds nothing in the pages that it was made of, and the step that changed its place.
    assert_eq!(rules(&proposal.text, &right), []);
    let wrong = rules(&proposal.text, &steps(swapped));
    assert_eq!(wrong, [("de/move-lumen.md".to_owned(), "procedure-reordered")]);
}

#[test]
fn steps_in_another_order_in_one_language_have_none_and_the_pack_says_where() {
    let proposal = proposed("ours", &steps(swapped));
    assert_eq!(proposal.procedures, 0, "{}", proposal.text);
    assert!(!proposal.text.contains("procedure:"), "{}", proposal.text);
    assert!(proposal.text.contains("# - en/move-lumen.md:5: not so in de\n"), "{}", proposal.text);
    // What guides is a claim as ever.
    assert_eq!(proposal.claims, 1, "{}", proposal.text);
}

#[test]
fn bullets_and_steps_that_say_the_same_have_no_order() {
    for was in [
        "- Deploy the new server.\n- Move all users to the new pool.\n- Update the DNS records.",
        "1. Deploy the new server.\n2. Deploy the new server.",
        "1. Deploy the new server.",
    ] {
        let page =
            ("en/page.md".to_owned(), format!("# Relay\n\nYou must open the port.\n\n{was}\n").into_bytes());
        let proposal = proposed("ours", &[page]);
        assert_eq!((proposal.claims, proposal.procedures), (1, 0), "{}", proposal.text);
    }
}

#[test]
fn a_word_that_readers_of_yaml_take_for_no_text_gets_another_id_and_a_wrong_id_is_told() {
    let page = |text: &str| ("en/page.md".to_owned(), format!("# Relay\n\n{text}\n").into_bytes());
    let proposal =
        proposed("ours", &[page("Do not off the relay. You must say \"yes\\no\" to a user before.")]);
    assert!(proposal.claims > 0, "{proposal:?}");
    let error =
        checker(&[page("Do not move users to another pool.")]).propose_pack("Our Pack").expect_err("no id");
    assert_eq!(error.message, "\"Our Pack\" has to be in kebab-case");
}
