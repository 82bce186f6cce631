//! A run in parts: sets that are learned from and compared elsewhere give the report that one run gives.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use unisono::checker::{Taught, Unreadable, Workbench, read_elsewhere};
use unisono::dismiss::baseline::Baseline;
use unisono::glossary::Glossary;
use unisono::language::Locale;
use unisono::learning::Learning;
use unisono::{Checker, Options, Report, report};

type Pages = Vec<(String, Vec<u8>)>;

/// The pages below a folder of the project.
fn pages_below(folder: &str) -> Pages {
    fn walk(folder: &Path, inner: &str, pages: &mut Pages) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let entry = entry.expect("its entries can be read");
            let path = format!("{inner}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{path}/"), pages);
            } else if path.ends_with(".md") {
                pages.push((path, fs::read(entry.path()).expect("the page can be read")));
            }
        }
    }
    let mut pages = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), "", &mut pages);
    assert!(!pages.is_empty(), "there are pages below {folder}");
    pages
}

fn checker(pages: &Pages, options: &Options) -> Checker {
    let mut checker = Checker::new(options.clone());
    for (path, bytes) in pages {
        checker.add("docs", path, bytes);
    }
    checker
}

fn finish(checker: &mut Checker) -> String {
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    report::json::render(&report)
}

/// Deals with the sets that `elsewhere` chooses in a checker of their own, and with the others here.
fn in_parts(pages: &Pages, options: &Options, elsewhere: impl Fn(u32) -> bool) -> String {
    let mut run = checker(pages, options);
    let helper = Checker::new(options.clone());
    let parts = run.parts();
    let ground = run.ground();
    let taught = Taught::read(&helper, &ground).expect("the ground can be read");
    let bench = Workbench::new(&helper, &taught);
    for &set in &parts.learn {
        let task = run.task(set).expect("the set is there");
        run.taught(&bench.learn(&task).expect("the task can be read")).expect("the memory can be read");
    }
    let ground = run.ground();
    let taught = Taught::read(&helper, &ground).expect("the ground can be read");
    let bench = Workbench::new(&helper, &taught);
    for &set in parts.compare.iter().filter(|set| elsewhere(**set)) {
        let task = run.task(set).expect("the set is there");
        run.supply(set, &bench.compare(&task).expect("the task can be read")).expect("it is of this build");
    }
    finish(&mut run)
}

fn same_in_parts(pages: &Pages, options: &Options) {
    let whole = finish(&mut checker(pages, options));
    assert!(whole.contains("\"rule\""), "something is found");
    assert_eq!(in_parts(pages, options, |_| true), whole, "all sets elsewhere");
    assert_eq!(in_parts(pages, options, |set| set % 2 == 0), whole, "every other set elsewhere");
    assert_eq!(in_parts(pages, options, |_| false), whole, "only learned elsewhere");
}

fn english() -> Options {
    Options::default().with_source(Locale::parse("en-US"))
}

#[test]
fn the_report_of_the_example_is_the_same_in_parts() {
    same_in_parts(&pages_below("examples/xmpp-migration"), &english());
}

#[test]
fn a_set_without_a_source_is_the_same_in_parts() {
    let mut pages = pages_below("examples/xmpp-migration");
    pages.retain(|(path, _)| !path.starts_with("en-US/"));
    same_in_parts(&pages, &Options::default());
}

#[test]
fn what_was_learned_elsewhere_is_learned_as_here() {
    let pages = pages_below("examples/xmpp-migration");
    let options = english().with_learning(Learning::On);
    same_in_parts(&pages, &options);
    let without = options.without_lexicons();
    let mut run = checker(&pages, &without);
    assert!(!run.parts().learn.is_empty(), "there is something to learn from");
    same_in_parts(&pages, &without);
}

#[test]
fn a_glossary_and_several_languages_count_in_parts_as_in_one_run() {
    let terms = "en-US,de-DE\nport,Anschluss\nserver,Rechner\n";
    let glossary = Glossary::read("terms.csv", terms.as_bytes()).expect("the glossary can be read");
    let options = english().with_glossary(glossary);
    same_in_parts(&pages_below("examples/xmpp-migration"), &options);
}

#[test]
fn pages_that_the_tree_reads_in_another_language_are_read_so_elsewhere() {
    // `vi.md` is about an editor; its own name says Vietnamese.
    let page = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let pages = vec![
        page("en/vi.md", "# vi\n\nOpen port 5269. Do not close it.\n"),
        page("de/vi.md", "# vi\n\nÖffnen Sie Port 5270. Schließen Sie ihn.\n"),
        page("en/ed.md", "# ed\n\nOpen port 25.\n"),
        page("de/ed.md", "# ed\n\nÖffnen Sie Port 26.\n"),
    ];
    same_in_parts(&pages, &Options::default());
}

#[test]
fn what_is_given_after_the_parts_were_made_undoes_them() {
    let pages = pages_below("examples/xmpp-migration");
    let mut run = checker(&pages, &english());
    let set = *run.parts().compare.first().expect("there is a set");
    let empty = Checker::new(english());
    let taught = Taught::read(&empty, &run.ground()).expect("the ground can be read");
    let found = Workbench::new(&empty, &taught).compare(&run.task(set).expect("the set is there"));
    run.supply(set, &found.expect("the task can be read")).expect("it is of this build");
    let (path, _) = &pages[0];
    run.add("docs", path, b"# Another page\n\nWith other words.\n");
    let mut other = pages.clone();
    other[0].1 = b"# Another page\n\nWith other words.\n".to_vec();
    assert_eq!(finish(&mut run), finish(&mut checker(&other, &english())));
}

#[test]
fn bytes_that_cannot_be_read_are_refused_and_the_set_is_compared_here() {
    let pages = pages_below("examples/xmpp-migration");
    let whole = finish(&mut checker(&pages, &english()));
    let mut run = checker(&pages, &english());
    let parts = run.parts();
    let helper = Checker::new(english());
    let taught = Taught::read(&helper, &run.ground()).expect("the ground can be read");
    let bench = Workbench::new(&helper, &taught);
    for &set in &parts.compare {
        let task = run.task(set).expect("the set is there");
        let found = bench.compare(&task).expect("the task can be read");
        assert_eq!(run.supply(set, &found[..found.len() - 1]), Err(Unreadable), "cut short");
        assert_eq!(run.supply(set, b"no part of a run"), Err(Unreadable));
        assert_eq!(run.supply(parts.total, &found), Err(Unreadable), "there is no such set");
        assert_eq!(bench.compare(&task[1..]).err(), Some(Unreadable));
        for at in (0..found.len()).step_by(101) {
            let mut damaged = found.clone();
            damaged[at] ^= 1;
            assert_eq!(run.supply(set, &damaged), Err(Unreadable), "byte {at} is damaged");
        }
        for at in (0..task.len()).step_by(101) {
            let mut damaged = task.clone();
            damaged[at] ^= 1;
            assert_eq!(bench.compare(&damaged).err(), Some(Unreadable), "byte {at} is damaged");
        }
    }
    assert_eq!(run.task(parts.total), None);
    assert_eq!(finish(&mut run), whole);
}

#[test]
fn where_only_a_change_is_told_of_no_set_is_dealt_with_elsewhere() {
    let pages = pages_below("examples/xmpp-migration");
    let mut run = checker(&pages, &english());
    run.only_changes();
    assert!(run.parts().compare.is_empty());
    let report: Report = run.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    assert!(report.findings.is_empty());
}

#[test]
fn sets_that_are_compared_ahead_are_told_as_the_others() {
    let pages = pages_below("examples/xmpp-migration");
    let whole = finish(&mut checker(&pages, &english()));
    let mut run = checker(&pages, &english());
    let parts = run.parts();
    assert!(parts.ahead);
    parts.compare.iter().step_by(2).for_each(|&set| run.compare_ahead(set));
    assert_eq!(finish(&mut run), whole);
    // Where something is learned it would have to be learned for each of them: they are left to the check.
    let options = english().with_learning(Learning::On);
    let whole = finish(&mut checker(&pages, &options));
    let mut run = checker(&pages, &options);
    assert!(!run.parts().ahead);
    run.compare_ahead(0);
    assert_eq!(finish(&mut run), whole);
}

#[test]
fn links_to_places_on_other_pages_are_held_against_them_elsewhere_as_here() {
    let page = |path: String, text: String| (path, text.into_bytes());
    let mut pages = Vec::new();
    for n in 1..=6 {
        let wrong = if n == 3 { "alte-ports" } else { "ports-öffnen" };
        pages.push(page(
            format!("en/step-{n}.md"),
            format!("# Step {n}\n\nSee [the ports](ports.md#open-the-ports) before you go on with {n}.\n"),
        ));
        pages.push(page(
            format!("de/step-{n}.md"),
            format!("# Schritt {n}\n\nSiehe [die Ports](ports.md#{wrong}), bevor Sie mit {n} fortfahren.\n"),
        ));
    }
    pages.push(page(
        "en/ports.md".to_owned(),
        "# Ports\n\n## Open the ports\n\nOpen port 1.\n\n## Close the ports\n\nClose port 2.\n".to_owned(),
    ));
    pages.push(page(
        "de/ports.md".to_owned(),
        "---\nredirect_from: /alt/ports\n---\n# Ports\n\n## Ports öffnen\n\nÖffnen Sie Port 1.\n\n## Ports schließen\n\nSchließen Sie Port 2.\n".to_owned(),
    ));
    let whole = finish(&mut checker(&pages, &Options::default()));
    assert!(whole.contains("alte-ports"), "the wrong link is told: {whole}");
    same_in_parts(&pages, &Options::default());
    let mut run = checker(&pages, &Options::default());
    let parts = run.parts();
    parts.compare.iter().for_each(|&set| run.compare_ahead(set));
    assert_eq!(finish(&mut run), whole);
}

/// Pages of many kinds: side by side, catalogues, what cannot be decoded, front matter that is wrong.
fn pages_of_all_kinds() -> Pages {
    let mut pages = pages_below("examples/xmpp-migration");
    let catalogue =
        "msgid \"\"\nmsgstr \"Language: de\\n\"\n\nmsgid \"Open port 1.\"\nmsgstr \"Öffnen Sie Port 2.\"\n";
    let side_by_side = "# Ports\n\n<span data-ttu-id=\"1\">Öffnen Sie Port 2.</span>\
                        <span class=\"sxs-lookup\"><span data-stu-id=\"1\">Open port 1.</span></span>\n";
    for (path, bytes) in [
        ("de/app.po", catalogue.as_bytes()),
        ("app.pot", catalogue.as_bytes()),
        ("de/beside.md", side_by_side.as_bytes()),
        ("de/broken.md", b"---\nkey: [a, b\n---\n# B\xc3\n".as_slice()),
        ("en/broken.md", b"---\nkey: [a, b\n---\n\n# Broken\n"),
        ("en/mark.mdx", "\u{feff}import A from './a'\n\n<A>Open *port* 1.</A>\n\n| a | b |\n|-|-|\n| `c` | [d](e.md#f) |\n".as_bytes()),
        ("en/empty.md", b""),
    ] {
        pages.push((path.to_owned(), bytes.to_vec()));
    }
    pages
}

#[test]
fn a_page_that_was_read_elsewhere_is_the_page_that_is_read_here() {
    let pages = pages_of_all_kinds();
    let mut here = checker(&pages, &english());
    let mut run = Checker::new(english());
    for (path, bytes) in &pages {
        let read = read_elsewhere("docs", path, bytes);
        run.add_read_elsewhere("docs", path, bytes, &read).expect("it is of this build");
    }
    assert_eq!(format!("{:?}", run.pages()), format!("{:?}", here.pages()));
    assert_eq!(finish(&mut run), finish(&mut here));
}

#[test]
fn what_was_read_of_another_page_is_refused() {
    let mut run = Checker::new(english());
    let bytes = b"# Ports\n\nOpen port 5269.\n";
    let read = read_elsewhere("docs", "en/ports.md", bytes);
    let mut refused = |root: &str, path: &str, bytes: &[u8], read: &[u8]| {
        assert_eq!(run.add_read_elsewhere(root, path, bytes, read), Err(Unreadable), "{root} {path}");
        assert!(run.pages().is_empty());
    };
    refused("docs", "en/ports.md", b"# Ports\n\nOpen port 5296.\n", &read);
    refused("docs", "de/ports.md", bytes, &read);
    refused("site", "en/ports.md", bytes, &read);
    refused("docs", "en/ports.md", bytes, b"");
    refused("docs", "en/ports.md", bytes, &read[1..]);
    for at in 0..read.len() {
        let mut damaged = read.clone();
        damaged[at] ^= 1;
        refused("docs", "en/ports.md", bytes, &damaged);
    }
    run.add_read_elsewhere("docs", "en/ports.md", bytes, &read).expect("it is this page");
    assert_eq!(run.pages().len(), 1);
}

#[test]
fn what_a_set_is_named_by_tells_all_that_its_task_does_beside_the_bytes_of_its_pages() {
    let page = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let pages = |heading: &str| {
        vec![
            page("en/ports.md", "# Ports\n\n## Open the ports\n\nOpen port 1.\n"),
            page("de/ports.md", &format!("# Ports\n\n## {heading}\n\nÖffnen Sie Port 1.\n")),
            page("en/step.md", "# Step\n\nSee [the ports](ports.md#open-the-ports).\n"),
            page("de/step.md", "# Schritt\n\nSiehe [die Ports](ports.md#ports-öffnen).\n"),
        ]
    };
    let named = |pages: &Pages, path: &str| {
        let mut run = checker(pages, &Options::default());
        let total = run.parts().total;
        let mut outlines = (0..total).map(|set| {
            let (outline, paths) = run.outline(set).expect("the set is there");
            (outline, paths.into_iter().map(str::to_owned).collect::<Vec<_>>())
        });
        let found = outlines.find(|(_, paths)| paths.iter().any(|own| own == path));
        found.expect("the page is in a set")
    };
    let (outline, paths) = named(&pages("Ports öffnen"), "docs/de/step.md");
    assert_eq!(paths, ["docs/de/step.md", "docs/en/step.md"]);
    let mut turned = pages("Ports öffnen");
    turned.reverse();
    assert_eq!(named(&turned, "docs/de/step.md").0, outline, "the order of the pages does not show");
    let moved = named(&pages("Alle Ports öffnen"), "docs/de/step.md");
    assert_ne!(moved.0, outline, "its links lead elsewhere");
    // In which language a page is read, the other pages may tell.
    let few = vec![page("en/vi.md", "# vi\n\n5\n"), page("vi.md", "# vi\n\n5\n")];
    let mut more = few.clone();
    more.extend((0..9).map(|n| {
        page(&format!("p{n}.md"), "# Ports\n\nÖffnen Sie die Ports, und schließen Sie sie nicht.\n")
    }));
    more.extend(
        (0..9).map(|n| page(&format!("en/p{n}.md"), "# Ports\n\nOpen the ports, and do not close them.\n")),
    );
    assert_ne!(named(&few, "docs/en/vi.md").0, named(&more, "docs/en/vi.md").0);
    let mut run = checker(&few, &Options::default());
    let total = run.parts().total;
    assert!(run.outline(total).is_none(), "there is no such set");
}

/// Rule, page and place of findings, ordered.
fn places(findings: &[report::ReportedFinding]) -> Vec<(&'static str, String, u32)> {
    let place = |own: &report::ReportedFinding| (own.rule, own.path.clone(), own.place.span.start);
    let mut places: Vec<_> = findings.iter().map(place).collect();
    places.sort_unstable();
    places
}

#[test]
fn what_was_found_in_a_set_is_known_before_the_run_is_over() {
    let pages = pages_below("examples/xmpp-migration");
    let mut run = checker(&pages, &english());
    let parts = run.parts();
    assert!(parts.ahead, "nothing is learned, and there is no glossary");
    let mut found = Vec::new();
    for &set in &parts.compare {
        assert_eq!(run.found_in(set), [], "nothing is found before it is compared");
        run.compare_ahead(set);
        found.extend(run.found_in(set));
    }
    assert!(found.iter().all(|finding| finding.folded.is_empty() && finding.dismissal.is_none()));
    let whole = finish(&mut run);
    assert_eq!(whole, finish(&mut checker(&pages, &english())), "what was told before changes nothing");
    let mut expanded = checker(&pages, &english().with_expand(true));
    let report = expanded.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    assert_eq!(places(&found), places(&report.findings), "unfolded, and none else");
}

#[test]
fn what_a_page_or_the_baseline_sets_aside_is_not_told_before() {
    let page = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let english_page = "# Ports\n\nOpen port 5269.\n\nKeep it for 30 days.\n\nWait 5 minutes.\n";
    let german = "# Ports\n\nÖffnen Sie Port 5270.\n\n<!-- unisono-ignore-next number-changed: ours -->\n\
                  Bewahren Sie ihn 40 Tage auf.\n\nWarten Sie 6 Minuten.\n";
    let pages = vec![page("en/ports.md", english_page), page("de/ports.md", german)];
    let options = Options::default().with_source(Locale::parse("en"));
    let found = |baseline: Option<&str>| {
        let mut run = checker(&pages, &options);
        if let Some(known) = baseline {
            let file = format!(r#"{{"version":1,"findings":[{{"fingerprint":"{known}"}}]}}"#);
            run.set_baseline(Baseline::read("known.json", file.as_bytes()).expect("it can be read"));
        }
        run.parts();
        run.compare_ahead(0);
        run.found_in(0)
    };
    let all = found(None);
    assert_eq!(all.len(), 2, "{all:?}");
    let left = found(Some(&all[0].fingerprint));
    assert_eq!(left, all[1..]);
}
