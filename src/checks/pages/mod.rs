//! Whether a page can be read and compared at all, what its front matter says, and whether there are two of it.

pub(crate) mod check_failed;
pub(super) mod duplicate_page;
pub(super) mod encoding_invalid;
pub(super) mod front_matter_changed;
pub(super) mod front_matter_invalid;
