//! A run in parts: it tells what one run tells, and a part that was damaged on its way is refused.

use crate::run::{File, Target, asks_to_fail, check, pieces};
use unisono::checker::{Taught, Unreadable, Workbench};
use unisono::learning::Learning;
use unisono::{Checker, Options, report};

/// The targets of this file.
pub const TARGETS: &[Target] = &[("parts", parts), ("parts_damaged", damaged)];

fn options() -> Options {
    Options::default().with_learning(Learning::On)
}

fn checker(pages: &[File<'_>]) -> Checker {
    let mut checker = Checker::new(options());
    pages.iter().for_each(|(path, bytes)| checker.add("docs", path, bytes));
    checker
}

/// The pages that are given give the same report where each set is dealt with elsewhere.
pub fn parts(bytes: &[u8]) {
    if asks_to_fail(bytes) {
        return;
    }
    let paths = ["en/ports.md", "de/ports.md", "en/users.md", "de/users.md"];
    let pages: Vec<File<'_>> = paths.into_iter().map(str::to_owned).zip(pieces(bytes)).collect();
    let whole = report::json::render(&check(&mut checker(&pages)));
    let mut run = checker(&pages);
    let helper = Checker::new(options());
    let parts = run.parts();
    let taught = Taught::read(&helper, &run.ground()).expect("the ground can be read");
    let bench = Workbench::new(&helper, &taught);
    for &set in &parts.learn {
        let task = run.task(set).expect("the set is there");
        run.taught(&bench.learn(&task).expect("the task can be read")).expect("the memory can be read");
    }
    let taught = Taught::read(&helper, &run.ground()).expect("the ground can be read");
    let bench = Workbench::new(&helper, &taught);
    for &set in &parts.compare {
        let task = run.task(set).expect("the set is there");
        run.supply(set, &bench.compare(&task).expect("the task can be read")).expect("it is of this build");
    }
    assert!(report::json::render(&check(&mut run)) == whole, "parts give another report");
}

/// What a run sends to its parts and back, by turns with one of its pieces damaged. The first byte says how: the rest
/// takes its place, or is laid over it, from the place that the next two bytes name. Whatever is not as it was sent is
/// refused, and the report stays the same.
pub fn damaged(bytes: &[u8]) {
    let [how, low, high, rest @ ..] = bytes else { return };
    let damage = |sent: &[u8]| {
        let mut damaged = sent.to_vec();
        let at = (usize::from(*low) | usize::from(*high) << 8) % (sent.len() + 1);
        match how % 4 {
            0 => damaged = rest.to_vec(),
            1 => damaged.truncate(at),
            2 => damaged.splice(at..at, rest.iter().copied()).for_each(drop),
            _ => damaged[at..].iter_mut().zip(rest).for_each(|(byte, other)| *byte ^= other),
        }
        Some(damaged).filter(|damaged| damaged != sent)
    };
    let page = |path: &str, text: &'static str| -> File<'static> { (path.to_owned(), text.as_bytes()) };
    let pages = [
        page(
            "en/ports.md",
            "---\nredirect_from: /a\n---\n# Ports\n\nOpen port 5269. See [users](users.md#move).\n",
        ),
        page("de/ports.md", "# Ports\n\nÖffnen Sie Port 5296. Siehe [Benutzer](users.md#b).\n"),
    ];
    let mut run = checker(&pages);
    let helper = Checker::new(options());
    let parts = run.parts();
    let ground = run.ground();
    if let Some(other) = damage(&ground) {
        assert_eq!(Taught::read(&helper, &other).err(), Some(Unreadable), "a damaged ground");
    }
    let taught = Taught::read(&helper, &ground).expect("the ground can be read");
    let bench = Workbench::new(&helper, &taught);
    for &set in &parts.compare {
        let task = run.task(set).expect("the set is there");
        if let Some(other) = damage(&task) {
            assert_eq!(bench.learn(&other).err(), Some(Unreadable), "a damaged task");
            assert_eq!(bench.compare(&other).err(), Some(Unreadable), "a damaged task");
        }
        let memory = bench.learn(&task).expect("the task can be read");
        if let Some(other) = damage(&memory) {
            assert_eq!(run.taught(&other), Err(Unreadable), "a damaged memory");
        }
        let found = bench.compare(&task).expect("the task can be read");
        if let Some(other) = damage(&found) {
            assert_eq!(run.supply(set, &other), Err(Unreadable), "a damaged outcome");
        }
    }
    let whole = report::json::render(&check(&mut checker(&pages)));
    assert!(report::json::render(&check(&mut run)) == whole, "what was refused left a trace");
}
