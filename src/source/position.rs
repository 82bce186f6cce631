//! Lines, columns and offsets, as people and editors count them.

use serde::{Deserialize, Serialize};

/// A place for people and editors. Lines and columns start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in units of the chosen encoding; a byte-order mark is not counted.
    pub column: u32,
    /// Offset from the start of the text, from 0, in units of the chosen encoding; a byte-order
    /// mark is counted.
    pub offset: u32,
}
