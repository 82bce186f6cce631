//! What a run is told, and what it tells on its way.

mod options;

pub use options::{Options, Override};

use std::fmt;

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Sets compared.
    pub done: u32,
    /// Sets to compare.
    pub total: u32,
    /// The set that comes next, by its place in [`crate::report::Summary::sets`]; `None` where none does.
    pub set: Option<u32>,
}

/// The run was cancelled by its progress callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the run was cancelled")
    }
}

impl std::error::Error for Cancelled {}
