//! Times the engine on folders of pages, natively: `npm run bench` makes the folders and compares
//! the times with those of the same pages in WebAssembly.
//!
//! Prints a line a folder: milliseconds to read and index its pages, milliseconds to compare them,
//! each the best of several runs.

#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, io};
use unisono::{Checker, Options};

const RUNS: u32 = 5;

fn main() -> io::Result<()> {
    // Cargo passes flags of its own, such as --bench.
    for folder in env::args().skip(1).filter(|arg| !arg.starts_with('-')) {
        let mut pages = Vec::new();
        read_below(Path::new(&folder), "", &mut pages)?;
        let (mut index, mut check) = (Duration::MAX, Duration::MAX);
        for _ in 0..RUNS {
            let mut checker = Checker::new(Options::default());
            let start = Instant::now();
            for (path, bytes) in &pages {
                checker.add("", path, bytes);
            }
            index = index.min(start.elapsed());
            let start = Instant::now();
            checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
            check = check.min(start.elapsed());
        }
        println!("{:.3} {:.3}", index.as_secs_f64() * 1e3, check.as_secs_f64() * 1e3);
    }
    Ok(())
}

fn read_below(folder: &Path, inner: &str, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{inner}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read_below(&entry.path(), &format!("{path}/"), pages)?;
        } else {
            pages.push((path, fs::read(entry.path())?));
        }
    }
    Ok(())
}
