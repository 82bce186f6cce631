//! DNS records into the deployment.

use super::Snippet;
use super::model::Deployment;

/// Whether a text is lines of DNS records.
pub(super) fn has_records(_text: &str) -> bool {
    false
}

/// Whether a text holds DNS records.
pub(super) fn recognises(_text: &str) -> bool {
    false
}

/// Reads records.
pub(super) fn read(_snippet: Snippet<'_>, _deployment: &mut Deployment) {}
