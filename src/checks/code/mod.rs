//! What a machine reads: samples, and code within sentences.

pub(super) mod code_block_changed;
pub(super) mod code_span_broken;
pub(super) mod inline_code_changed;

mod example_name;
mod spoken;
