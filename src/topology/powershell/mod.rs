//! PowerShell: scripts, snippets of documentation and console transcripts, read tolerantly.
//!
//! ```text
//! text ▶ transcript (what is typed) ▶ parse ▶ script ┬▶ deployment
//!                                                    └▶ difference between two languages
//! ```

mod bracket;
mod character;
pub mod cmdlets;
mod parse;
pub mod syntax;
#[cfg(test)]
mod tests;
mod transcript;
mod value;

pub use parse::parse;

use super::Snippet;
use super::model::Deployment;

/// Names by which pages call PowerShell.
const LABELS: &[&str] = &[
    "azurepowershell",
    "azurepowershell-interactive",
    "posh",
    "powershell",
    "powershell-interactive",
    "ps",
    "ps1",
    "pwsh",
];

/// Names by which pages call what may be anything that is typed or printed.
const VAGUE: &[&str] =
    &["", "bash", "batch", "cmd", "code", "console", "dos", "none", "output", "plaintext", "shell", "text"];

/// Whether a text is PowerShell; `label` is what the page says it is.
#[must_use]
pub fn recognises(text: &str, label: &str) -> bool {
    let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(label));
    is(LABELS) || is(VAGUE) && parse::looks_like(text)
}

/// Reads commands.
pub(super) fn read(_snippet: Snippet<'_>, _deployment: &mut Deployment) {}
