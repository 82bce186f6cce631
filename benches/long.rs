//! Times long pages of each kind against a tenth of them, in one run: 1.0 is linear.
//!
//! ```sh
//! cargo bench --bench long -- [KIND] [COUNT]
//! ```
//!
//! Prints for each kind, and each station, the seconds for the tenth and for the whole, and how many times ten the whole
//! takes; then which findings there are, by rule, and which were planted.

#![allow(clippy::print_stdout, reason = "its output is what it is for")]

#[path = "../tests/long/mod.rs"]
mod long;

use long::{KINDS, Pair, seconds};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::Instant;
use std::{env, fs, io};
use unisono::{Checker, Options, Report, report};

/// Seconds to index, to check and to render, and the report.
fn time(pair: &Pair) -> ([f64; 3], Report) {
    let mut checker = Checker::new(Options::default().with_expand(true));
    let start = Instant::now();
    let begun = seconds(start);
    checker.add("", "en/page.md", pair.en.as_bytes());
    checker.add("", "de/page.md", pair.de.as_bytes());
    let index = seconds(start) - begun;
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let check = seconds(start) - begun;
    let rendered = report::json::render(&report);
    let render = seconds(start) - begun;
    assert!(!rendered.is_empty());
    ([index, check - index, render - check], report)
}

fn by_rule<'a>(rules: impl Iterator<Item = &'a str>) -> String {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for rule in rules {
        *counts.entry(rule).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    counts.join(", ")
}

fn main() -> io::Result<()> {
    let asked: Vec<String> = env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let (counts, names): (Vec<&String>, Vec<&String>) =
        asked.iter().partition(|arg| arg.parse::<usize>().is_ok());
    let wanted = |name: &str| names.is_empty() || names.iter().any(|part| name.contains(part.as_str()));
    for (name, make, most) in KINDS.into_iter().filter(|(name, _, _)| wanted(name)) {
        let count = counts.first().and_then(|count| count.parse().ok()).unwrap_or(most);
        let (part, whole) = (make(count / 10), make(count));
        if let Some(folder) = env::var_os("UNISONO_KEEP") {
            let folder = std::path::Path::new(&folder);
            for (locale, text) in [("en", &whole.en), ("de", &whole.de)] {
                fs::create_dir_all(folder.join(locale))?;
                fs::write(folder.join(locale).join(format!("{}.md", name.replace(' ', "-"))), text)?;
            }
        }
        println!(
            "{count} {name}: {:.1} MB and {:.1} MB",
            whole.en.len() as f64 / 1e6,
            whole.de.len() as f64 / 1e6
        );
        let (tenth, first) = time(&part);
        let (times, report) = time(&whole);
        for (station, (short, long)) in ["index", "check", "render"].iter().zip(tenth.into_iter().zip(times))
        {
            println!("  {station:8} {short:8.3} s {long:8.3} s  {:6.2}", long / short / 10.0);
        }
        let (short, long) = (tenth.iter().sum::<f64>(), times.iter().sum::<f64>());
        println!("  all      {short:8.3} s {long:8.3} s  {:6.2}", long / short / 10.0);
        for (pair, report) in [(&part, &first), (&whole, &report)] {
            println!("  planted: {}", by_rule(pair.planted.iter().map(|planted| planted.rule)));
            println!("  told:    {}", by_rule(report.findings.iter().map(|finding| finding.rule)));
        }
    }
    Ok(())
}
