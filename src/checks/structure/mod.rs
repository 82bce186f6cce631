//! What is missing, added, or built in another way: sections, blocks, sentences, steps, tables, images.

pub(super) mod alert_kind_changed;
pub(super) mod block_added;
pub(super) mod block_missing;
pub(super) mod heading_level_changed;
pub(super) mod image_missing;
pub(super) mod section_added;
pub(super) mod section_missing;
pub(super) mod sentence_added;
pub(super) mod sentence_missing;
pub(super) mod step_added;
pub(super) mod step_missing;
pub(super) mod steps_reordered;
pub(super) mod table_shape_changed;

pub(super) mod blocks;
mod steps;
