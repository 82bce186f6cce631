//! The sentence of a place, with what is marked in it, as the page has it.

use super::text::by_line;
use crate::document::Page;
use crate::finding::Place;

/// More of a sentence than this, in bytes, is not shown on either side of what is marked.
const REACH: usize = 600;

/// A sentence in three pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) before: String,
    /// What the finding is about; empty where something is missing there.
    pub(super) marked: String,
    pub(super) after: String,
}

impl Quote {
    /// The whole of it.
    pub(super) fn text(&self) -> String {
        format!("{}{}{}", self.before, self.marked, self.after)
    }
}

/// The sentence around a place, the line where there is none; `None` where the page has no text.
pub(super) fn quote(pages: &[Page], place: &Place) -> Option<Quote> {
    let page = pages.get(place.page as usize)?;
    let text = page.text.as_str();
    if text.is_empty() {
        return None;
    }
    let floor = |at: u32| text.floor_char_boundary(at as usize);
    let (start, end) = (floor(place.span.start), floor(place.span.end).max(floor(place.span.start)));
    let (mut from, mut to) = (floor(place.sentence.start).min(start), floor(place.sentence.end).max(end));
    if from == to || by_line(page, place) {
        from = text[..start].rfind('\n').map_or(0, |line| line + 1);
        to = text[end..].find('\n').map_or(text.len(), |line| end + line).max(end);
    }
    let near = text.ceil_char_boundary(start.saturating_sub(REACH)).min(start);
    let far = text.floor_char_boundary(end.saturating_add(REACH)).max(end);
    let cut = text.floor_char_boundary(start.saturating_add(REACH)).max(start);
    let opened = if from < near { "…" } else { "" };
    let closed = if far < to { "…" } else { "" };
    let marked = if cut < end { format!("{}…", &text[start..cut]) } else { text[start..end].to_owned() };
    let from = from.max(near);
    let to = to.min(far);
    Some(Quote {
        before: format!("{opened}{}", &text[from..start]).trim_start().to_owned(),
        marked,
        after: format!("{}{closed}", &text[end..to.max(end)]).trim_end().to_owned(),
    })
}
