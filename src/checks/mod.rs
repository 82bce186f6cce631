//! Checks: pure functions over aligned facts, one file each.
