//! DNS records into the deployment.

use super::Snippet;
use super::model::Deployment;

/// Whether a text holds DNS records.
pub(super) fn recognises(_text: &str) -> bool {
    false
}

/// Reads records.
pub(super) fn read(_snippet: Snippet<'_>, _deployment: &mut Deployment) {}
