//! PowerShell into the deployment.

use super::Snippet;
use super::model::Deployment;

/// Whether a text is PowerShell; `label` is what the page says it is.
pub(super) fn recognises(_text: &str, label: &str) -> bool {
    label.eq_ignore_ascii_case("powershell")
}

/// Reads commands.
pub(super) fn read(_snippet: Snippet<'_>, _deployment: &mut Deployment) {}
