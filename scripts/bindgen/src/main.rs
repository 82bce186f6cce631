//! Writes the JavaScript around the engine, and splits a part off it that is loaded when it is needed:
//!
//! ```text
//! unisono-bindgen ENGINE.wasm FOLDER
//! unisono-bindgen split ENGINE.wasm FIRST.wasm PART.wasm CRATE BUT-MODULE [--names]
//! ```
//!
//! The published tool of wasm-bindgen does the first as well and brings a test runner and a web server with it, which took
//! four minutes to build.

mod split;

use split::{Part, split};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["split", engine, first, part, of_crate, but] => {
            in_two(engine, first, part, &Part { of_crate, but }, false)
        }
        ["split", engine, first, part, of_crate, but, "--names"] => {
            in_two(engine, first, part, &Part { of_crate, but }, true)
        }
        [engine, folder] => bind(engine, folder),
        _ => Err(
            "unisono-bindgen ENGINE.wasm FOLDER, or split ENGINE.wasm FIRST.wasm PART.wasm CRATE BUT-MODULE"
                .to_owned(),
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            #[allow(clippy::print_stderr, reason = "a command says what went wrong")]
            {
                eprintln!("{message}");
            }
            ExitCode::from(2)
        }
    }
}

fn bind(engine: &str, folder: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen.web(true).map_err(|error| format!("{error:?}"))?;
    bindgen
        .input_path(engine)
        .out_name("unisono")
        .typescript(true)
        // The entry points say where the .wasm is, and start a fresh instance after a trap.
        .omit_default_module_path(true)
        .reset_state_function(true)
        .generate(Path::new(folder))
        .map_err(|error| format!("{engine}: {error:?}"))
}

fn in_two(engine: &str, first: &str, part: &str, which: &Part<'_>, names: bool) -> Result<(), String> {
    let said = |file: &str, error: &dyn std::fmt::Display| format!("{file}: {error}");
    let bytes = fs::read(engine).map_err(|error| said(engine, &error))?;
    let halves = split(&bytes, which, names).map_err(|error| said(engine, &error))?;
    fs::write(first, halves.0).map_err(|error| said(first, &error))?;
    fs::write(part, halves.1).map_err(|error| said(part, &error))
}
