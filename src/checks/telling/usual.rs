//! Sections that a language has of its own on many pages: who translated them, under which licence. One cause, and no
//! sign of another edition.

use super::sink::Sink;
use crate::checks::Draft;
use crate::checks::structure::{section_added, section_missing};
use crate::finding::PageId;
use crate::interned::Name;
use crate::message::Message;
use crate::order::{OrderedMap, OrderedSet};

/// How many pages each language has that are compared with a source.
pub(crate) type PagesOf = OrderedMap<String, usize>;

/// So many pages of a language are many; of headings where they are a fifth of all,
pub(super) const MANY: usize = 10;
const SHARE: usize = 5;
/// and so many, where they are half.
const SEVERAL: usize = 3;

/// Whether a heading is the language's own, on so many of all its pages.
pub(super) const fn is_usual(pages: usize, all: usize) -> bool {
    pages >= MANY && SHARE * pages >= all || pages >= SEVERAL && 2 * pages >= all
}

/// The heading of a section that one side alone has.
pub(super) fn heading(rule: Name, message: &Message) -> Option<&str> {
    let of_section = [section_added::RULE.name, section_missing::RULE.name].contains(&rule);
    message.subject().words("text").filter(|_| of_section)
}

/// The headings that languages have of their own.
#[derive(Debug, Default)]
pub(crate) struct Usual(OrderedSet<(String, String)>);

impl Usual {
    /// Looks at all pages of a run: their numbers, their languages, and what was found in them.
    pub(crate) fn of<'s>(found: impl Iterator<Item = (PageId, &'s str, &'s Sink)>, pages: &PagesOf) -> Self {
        let mut seen: OrderedMap<(&str, &str), OrderedSet<PageId>> = OrderedMap::new();
        for (page, locale, sink) in found {
            for own in sink.drafts().iter().filter_map(added) {
                seen.entry((locale, own)).or_default().insert(page);
            }
        }
        let all = |locale: &str| pages.get(locale).copied().unwrap_or_default();
        let own = seen.into_iter().filter(|((locale, _), on)| is_usual(on.len(), all(locale)));
        Self(own.map(|((locale, heading), _)| (locale.to_owned(), heading.to_owned())).collect())
    }

    /// Takes what tells of such sections out of what was found in a page.
    pub(crate) fn take(&self, locale: &str, sink: &mut Sink) -> Sink {
        let mut taken = Sink::default();
        if !self.0.is_empty() {
            let usual = |draft: &Draft| {
                added(draft).is_some_and(|own| self.0.contains(&(locale.to_owned(), own.to_owned())))
            };
            sink.split_off(usual).into_iter().for_each(|draft| taken.push(draft));
        }
        taken
    }
}

fn added(draft: &Draft) -> Option<&str> {
    heading(draft.rule, &draft.message).filter(|_| draft.rule == section_added::RULE.name)
}
