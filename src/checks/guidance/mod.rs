//! What documents say of the guidance's claims and procedures.

pub(super) mod claim_contradicted;
pub(super) mod claim_missing;
pub(super) mod claim_of_another_version;
pub(super) mod claim_weakened;
pub(super) mod procedure_reordered;
pub(super) mod source_contradicts_pack;

pub(super) mod claims;

pub use claims::example_packs;
