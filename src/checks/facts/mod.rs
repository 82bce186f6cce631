//! Numbers, versions, identifiers and products: what is the same in every language.

pub(super) mod identifier_changed;
pub(super) mod number_changed;
pub(super) mod product_changed;
pub(super) mod product_name_case;
pub(super) mod version_changed;
pub(super) mod version_read_as_date;

mod mispaired;
mod products;
mod renamed;
mod section_number;
