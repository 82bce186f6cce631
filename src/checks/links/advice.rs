//! Where to link instead.

use crate::links::{Site, advised};
use crate::message;
use crate::message::Message;

crate::message::wordings! {
    LINK_TO: "link-changed/help/address", "Link to {address}.";
    LINK_TO_PAGE: "link-changed/help/page", "Link to the page in this language that answers the source's.";
}

/// Where to link instead: never to a page in the language of the source.
pub(super) fn advice(was: &str, is: &str, site: &Site<'_>) -> Message {
    match advised(was, is, site.locales) {
        Some(address) => message!(LINK_TO, address),
        None => message!(LINK_TO_PAGE),
    }
}
