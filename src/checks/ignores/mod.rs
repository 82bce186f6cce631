//! What pages say is to be ignored. `dismiss` finds it; here stands what is told of it.

pub(crate) mod ignore_expired;
pub(crate) mod ignore_invalid;
pub(crate) mod ignore_unused;
