//! Pages that are read elsewhere, or were read the day before.
//!
//! ```text
//! elsewhere                the run
//! read_elsewhere ────────▶ Checker::add_read_elsewhere
//! ```
//!
//! To take in what was read is many times as quick as to read. The bytes are of use to the same build of the engine only,
//! and hold no text: whoever adds the page has it.

use super::Checker;
use super::bytes::{self, Unreadable, checksum};
use super::shelf::KnownFacts;
use crate::document::{self, Page};
use crate::facts::cue;
use crate::failure;
use crate::language::{Locale, lexicon};
use crate::set;
use crate::source::decode;
use serde::{Deserialize, Serialize};

/// A page without its text, and the checksum of that.
#[derive(Serialize, Deserialize)]
struct Read {
    page: Page,
    text: u64,
}

/// Reads a page as [`Checker::add`] does; gives bytes for [`Checker::add_read_elsewhere`].
#[must_use]
pub fn read_elsewhere(root: &str, path: &str, bytes: &[u8]) -> Vec<u8> {
    failure::where_asked("read", bytes);
    let page = document::read(root, path, bytes, set::locale_in_path(path).as_ref());
    bytes::written(&Read { page, text: checksum(bytes) }, 2 * bytes.len())
}

/// The tag of the lexicon for the language that the path of a page names, where it names one.
#[must_use]
pub fn language_in_path(path: &str) -> Option<&'static str> {
    let locale = set::locale_in_path(path)?;
    lexicon::for_locale(&locale).map(|lexicon| lexicon.tag)
}

/// Makes ready what comparing asks of a language, which is done anyway when a page in it is first compared: whoever waits
/// for sets to compare has the time.
pub fn make_ready(tag: &str) {
    if let Some(locale) = Locale::parse(tag) {
        _ = cue::known(&locale);
    }
}

impl Checker {
    /// [`Checker::add`], with what [`read_elsewhere`] gave of the same page.
    ///
    /// # Errors
    /// Where that is none of this build, or of another page; nothing is added then.
    pub fn add_read_elsewhere(
        &mut self,
        root: &str,
        path: &str,
        bytes: &[u8],
        read: &[u8],
    ) -> Result<(), Unreadable> {
        let Read { mut page, text } = bytes::read(read)?;
        let below = page.path.strip_prefix(page.root.as_str()).map(|path| path.trim_start_matches('/'));
        if text != checksum(bytes) || page.root != root.trim_end_matches('/') || below != Some(path) {
            return Err(Unreadable);
        }
        // What cannot be decoded has no text.
        if let Ok(text) = decode::decode(bytes) {
            text.clone_into(&mut page.text);
        }
        self.take_page(page, KnownFacts::new());
        Ok(())
    }
}
