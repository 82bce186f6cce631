//! What is usual in a language. Sections that it has of its own on many pages: who translated them, under which licence. One
//! cause, and no sign of another edition. And what a site counts anew in each language, the sections in its headings or the
//! names that it makes of numbers: one section more or less, and all that follow have another number. That is no finding.

use super::sink::Sink;
use crate::checks::Draft;
use crate::checks::structure::{section_added, section_missing};
use crate::finding::{PageId, Severity};
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

/// The headings that languages have of their own, and what they count.
#[derive(Debug, Default)]
pub(crate) struct Usual(OrderedSet<(String, String)>);

/// Where something was found that may be usual, and what: pages, what the source has there, what the translation has.
type Seen<'s> = [OrderedSet<(PageId, &'s str)>; 3];

impl Usual {
    /// Looks at all pages of a run: their numbers, their languages, and what was found in them.
    pub(crate) fn of<'s>(found: impl Iterator<Item = (PageId, &'s str, &'s Sink)>, pages: &PagesOf) -> Self {
        let mut seen: OrderedMap<(String, String), Seen<'_>> = OrderedMap::new();
        for (page, locale, sink) in found {
            for draft in sink.drafts() {
                let Some(name) = name(draft) else { continue };
                let seen = seen.entry((locale.to_owned(), name)).or_default();
                let mut by_itself = "";
                if let Some([what, was, is]) = draft.counted.as_ref().filter(|[_, was, _]| !was.is_empty()) {
                    seen[1].insert((0, was));
                    seen[2].insert((0, is));
                    // Where a page shows by itself that it counts, each number is as good as a page.
                    if !what.starts_with('#') && draft.severity == Severity::Note {
                        by_itself = is;
                    }
                }
                seen[0].insert((page, by_itself));
            }
        }
        seen.retain(|(locale, name), seen| match name.starts_with(COUNTED) {
            true => seen.iter().all(|own| own.len() >= SEVERAL),
            false => is_usual(seen[0].len(), pages.get(locale).copied().unwrap_or_default()),
        });
        Self(seen.into_keys().collect())
    }

    /// Takes what tells of such sections out of what was found in a page; what is counted is told nowhere.
    pub(crate) fn take(&self, locale: &str, sink: &mut Sink) -> Sink {
        let mut taken = Sink::default();
        if !self.0.is_empty() {
            let usual =
                |draft: &Draft| name(draft).is_some_and(|own| self.0.contains(&(locale.to_owned(), own)));
            let own = sink.split_off(usual).into_iter().filter(|draft| draft.counted.is_none());
            own.for_each(|draft| taken.push(draft));
        }
        taken
    }
}

/// What the name of something counted begins with, and no heading does.
const COUNTED: &str = "\n";

/// By what a finding is known that may be usual: a heading that the language alone has, or what is counted.
fn name(draft: &Draft) -> Option<String> {
    if let Some([what, ..]) = &draft.counted {
        return Some([COUNTED, what].concat());
    }
    let own = heading(draft.rule, &draft.message);
    own.filter(|_| draft.rule == section_added::RULE.name).map(str::to_owned)
}
