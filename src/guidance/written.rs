//! Verdicts as they are written down with what came of comparing a set.

use super::pack::Verdict;
use serde::{Deserialize, Serialize};

/// Mirrors [`Verdict`]: the build script reads packs, too, and knows no serde.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Verdict")]
pub(super) enum Written {
    Stated,
    Weakened,
    Missing,
    Contradicted,
}
