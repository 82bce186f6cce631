//! Runs the literate cases of the core: pages, without what reads topologies.

mod literate;

use std::path::Path;

/// Where they are.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

#[test]
fn every_case_finds_exactly_what_it_says() {
    literate::find_what_they_say(Path::new(FOLDER));
}

#[test]
fn the_order_of_pages_does_not_show_and_reports_are_left_for_the_package() {
    // The package has every domain: the reports of a core without one are kept apart.
    let name = if cfg!(feature = "communications") { "cases.json" } else { "cases-of-the-core-alone.json" };
    let left_as = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    literate::do_not_show_the_order_of_pages(Path::new(FOLDER), &left_as);
}
