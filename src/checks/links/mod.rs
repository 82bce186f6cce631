//! Where links lead, and the names of the places they lead to.

pub(super) mod heading_id_changed;
pub(super) mod link_changed;

pub(super) mod advice;
pub(super) mod beside;
pub(super) mod inside;
