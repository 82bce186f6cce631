//! Links: what an address is, how sites resolve it, what two of them have to do with each other, and where a fragment
//! leads on a page.

mod address;
mod destination;
mod headings;
mod kinship;
mod neighbours;
mod redirects;
mod told;
mod written;

pub(crate) use address::{Form, advised, unescaped};
pub(crate) use destination::{Destination, Site};
pub(crate) use headings::{Headings, Place};
pub(crate) use kinship::Kinship;
pub use neighbours::Neighbours;
pub(crate) use neighbours::names_a_place;
pub use redirects::{Passed, Redirects, RedirectsError};
pub(crate) use told::Told;
pub(crate) use written::Written;
