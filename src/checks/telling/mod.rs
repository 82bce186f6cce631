//! How findings are told: one cause once, however many rules see it.

pub(crate) mod agreed;
pub(super) mod exchanged;
mod fold;
mod shown;
pub(super) mod sink;
mod unfinished;
pub(crate) mod usual;
mod worded;

pub(super) use exchanged::tell_places;
pub(crate) use fold::over_pages;
pub use fold::{Cause, CauseKind, Enough};
pub(super) use shown::{blocks_text, excerpt, sentence_at};
pub use sink::{Draft, Sink, told_once};
pub(crate) use usual::{PagesOf, Usual};
