//! Compiles what is known of cmdlets (`cmdlets.yaml`) to a table. A mistake in it stops the build and names the line.

#[path = "build/cmdlets.rs"]
mod cmdlets;
#[path = "../build/words.rs"]
#[allow(dead_code, reason = "the lexicons of the core need more of it")]
mod words;
#[path = "../src/yaml/mod.rs"]
#[allow(dead_code, reason = "cmdlets have no yes and no")]
mod yaml;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    #[allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]
    {
        println!("cargo::rerun-if-changed=cmdlets.yaml");
        println!("cargo::rerun-if-changed=build");
        println!("cargo::rerun-if-changed=build.rs");
        println!("cargo::rerun-if-changed=../build/words.rs");
        println!("cargo::rerun-if-changed=../src/yaml");
    }
    let Err(message) = compile() else { return ExitCode::SUCCESS };
    #[allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]
    {
        println!("cargo::error={message}");
    }
    ExitCode::FAILURE
}

fn compile() -> Result<(), String> {
    const FILE: &str = "cmdlets.yaml";
    let text = fs::read_to_string(FILE).map_err(|error| format!("{FILE} cannot be read: {error}"))?;
    let rust = yaml::read(&text)
        .and_then(|root| cmdlets::read(&root))
        .map_err(|fault| format!("{FILE}:{}: {}", fault.line, fault.message))?;
    let out = env::var_os("OUT_DIR").ok_or("cargo has not set OUT_DIR")?;
    fs::write(Path::new(&out).join("cmdlets.rs"), rust)
        .map_err(|error| format!("cmdlets.rs cannot be written: {error}"))
}
