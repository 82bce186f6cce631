//! PowerShell: scripts, snippets of documentation and console transcripts, read tolerantly.
//!
//! ```text
//! text ▶ transcript (what is typed) ▶ parse ▶ script ┬▶ deployment
//!                                                    └▶ difference between two languages
//! ```

mod bracket;
mod character;
pub mod cmdlets;
mod commands;
pub(crate) mod effect;
pub(super) mod output;
mod parse;
pub mod syntax;
#[cfg(test)]
mod tests;
mod transcript;
mod value;

pub(super) use character::folded;
pub use parse::parse;
pub(super) use transcript::lines;

use super::Snippet;
use super::model::{self, Deployment};
use syntax::{Fault, FaultKind};

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

/// Whether a page does not say what a text is.
#[must_use]
pub fn is_vague(label: &str) -> bool {
    VAGUE.iter().any(|name| name.eq_ignore_ascii_case(label))
}

/// Whether a text is PowerShell; `label` is what the page says it is.
#[must_use]
pub fn recognises(text: &str, label: &str) -> bool {
    LABELS.iter().any(|name| name.eq_ignore_ascii_case(label)) || is_vague(label) && parse::looks_like(text)
}

/// Reads commands, and what they printed.
pub(super) fn read(snippet: Snippet<'_>, deployment: &mut Deployment) {
    let script = parse(snippet.text);
    for fault in &script.faults {
        report(*fault, snippet, deployment);
    }
    for command in commands::collect(snippet, &script, deployment.commands.len()) {
        effect::check_names(&command, deployment);
        deployment.commands.push(command.clone());
        effect::apply(&command, deployment);
    }
    let left = super::dns::read_printed(snippet, &script.output, deployment);
    for object in output::objects(snippet.text, &left) {
        effect::printed(&object, snippet, deployment);
    }
}

/// Reports a fault, unless it is one of layout: what documentation wraps is run in one line.
fn report(fault: Fault, snippet: Snippet<'_>, deployment: &mut Deployment) {
    let kind = match fault.kind {
        FaultKind::NotContinued => return,
        FaultKind::Foreign(_) => model::FaultKind::Localized,
        _ => model::FaultKind::Unreadable,
    };
    let text = &snippet.text[fault.span.range()];
    let place = snippet.place(fault.span.start as usize, fault.span.end as usize);
    deployment.fault(kind, place, fault.kind.message(text), fault.kind.help().unwrap_or("".into()));
}
