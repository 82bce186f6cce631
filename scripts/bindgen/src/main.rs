//! Writes the JavaScript around the engine: `unisono-bindgen ENGINE.wasm FOLDER`.
//!
//! The published tool of wasm-bindgen does the same and brings a test runner and a web server with it, which took four
//! minutes to build.

use std::env;
use std::path::Path;
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let [_, engine, folder] = &env::args().collect::<Vec<_>>()[..] else {
        return failed("give the engine and the folder to write to: unisono-bindgen ENGINE.wasm FOLDER");
    };
    let mut bindgen = Bindgen::new();
    if let Err(error) = bindgen.web(true) {
        return failed(&format!("{error:?}"));
    }
    let done = bindgen
        .input_path(engine)
        .out_name("unisono")
        .typescript(true)
        // The entry points say where the .wasm is, and start a fresh instance after a trap.
        .omit_default_module_path(true)
        .reset_state_function(true)
        .generate(Path::new(folder));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&format!("{engine}: {error:?}")),
    }
}

fn failed(message: &str) -> ExitCode {
    #[allow(clippy::print_stderr, reason = "a command says what went wrong")]
    {
        eprintln!("{message}");
    }
    ExitCode::from(2)
}
