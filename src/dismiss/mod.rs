//! Findings that a team sets aside, each with a reason: in the page, at its place, or in a baseline.
//!
//! ```md
//! <!-- unisono-ignore-next number-changed: the German product has another port -->
//! Öffnen Sie Port 5270.
//! ```
//!
//! In MDX the comment is `{/* unisono-ignore-next … */}`. `docs/dismissing.md` describes all forms. A comment in a
//! translation speaks for that translation, one in a source page for all translations of the place. Nothing is lost:
//! what is dismissed is in the report, with its reason, and a comment that no longer dismisses anything is a finding.

pub mod baseline;
mod matter;
mod read;

use crate::checks::ignores::{ignore_expired, ignore_invalid, ignore_unused};
use crate::checks::{Draft, Rule};
use crate::document::Page;
use crate::finding::{Finding, PageId, Place};
use crate::message;
use crate::message::{Message, Wording};
use crate::order::OrderedMap;
use crate::source::Span;

/// The sentences about what cannot be read.
pub(crate) const WORDINGS: [&[&Wording]; 2] = [matter::WORDINGS, read::WORDINGS];

/// How a finding was dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// By what.
    pub by: By,
    /// Why; empty where none is given.
    pub reason: String,
    /// The last day on which it is, `2026-12-31`; `None` for good.
    pub until: Option<String>,
    /// Where it is said, in a page.
    pub place: Option<Place>,
}

/// What dismisses a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A comment, or the front matter, of a page.
    Page,
    /// An entry of the baseline that somebody gave a reason for.
    Dismissed,
    /// An entry of the baseline: it was there when that was written.
    Baseline,
}

impl By {
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Dismissed => "dismissed",
            Self::Baseline => "baseline",
        }
    }
}

/// A day as people write it in a page, `2026-12-31`; `None` for what is none.
#[must_use]
pub fn day(text: &str) -> Option<&str> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = Vec::from_iter(text.split('-'))[..] else { return None };
    let lengths = year.len() == 4 && month.len() == 2 && day.len() == 2;
    let in_range = ("01"..="12").contains(&month) && ("01"..="31").contains(&day);
    (lengths && in_range && digits(year) && digits(month) && digits(day)).then_some(text)
}

/// Whether something that holds until a day is over; without a calendar nothing ever is.
pub(crate) fn is_over(until: Option<&str>, today: Option<&str>) -> bool {
    matches!((until, today), (Some(until), Some(today)) if until < today)
}

/// What a page says of findings that are to be dismissed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ignore {
    /// Names of rules.
    rules: Vec<String>,
    reason: String,
    until: Option<String>,
    /// Where it is written.
    written: Span,
    /// The places it speaks of.
    covers: Span,
}

/// What is wrong with such a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    span: Span,
    message: Message,
    help: Message,
}

/// What all pages of a run say of findings that are to be dismissed, and what of it was needed.
#[derive(Debug, Default)]
pub(crate) struct Ignores {
    pages: OrderedMap<PageId, Vec<(Ignore, Vec<bool>)>>,
    faults: OrderedMap<PageId, Vec<Fault>>,
    today: Option<String>,
    /// What was dismissed.
    pub(crate) dismissed: Vec<(Finding, Dismissal)>,
}

impl Ignores {
    /// Reads pages; `today` is a day, where the host tells it.
    pub(crate) fn read<'p>(
        pages: impl Iterator<Item = (PageId, &'p Page)>,
        today: Option<&str>,
        reason_required: bool,
    ) -> Self {
        let mut all = Self { today: today.map(str::to_owned), ..Self::default() };
        for (id, page) in pages {
            let (ignores, faults) = read::read(page, reason_required);
            if !ignores.is_empty() {
                let unused = |ignore: Ignore| {
                    let rules = vec![false; ignore.rules.len()];
                    (ignore, rules)
                };
                all.pages.insert(id, ignores.into_iter().map(unused).collect());
            }
            if !faults.is_empty() {
                all.faults.insert(id, faults);
            }
        }
        all
    }

    /// Takes those out of some findings that their page dismisses, or the page of their source.
    pub(crate) fn take(&mut self, findings: &mut Vec<Finding>, source: Option<PageId>) {
        if self.pages.is_empty() {
            return;
        }
        let mut kept = Vec::with_capacity(findings.len());
        for mut finding in findings.drain(..) {
            if let Some(dismissal) = self.dismissal(&finding, source) {
                self.dismissed.push((finding, dismissal));
                continue;
            }
            for folded in std::mem::take(&mut finding.folded) {
                match self.dismissal(&folded, source) {
                    Some(dismissal) => self.dismissed.push((folded, dismissal)),
                    None => finding.folded.push(folded),
                }
            }
            kept.push(finding);
        }
        *findings = kept;
    }

    fn dismissal(&mut self, finding: &Finding, source: Option<PageId>) -> Option<Dismissal> {
        let related = finding.related.first().map(|related| related.place);
        let at_source = related.filter(|place| Some(place.page) == source);
        let mut found = None;
        for place in [Some(finding.place), at_source].into_iter().flatten() {
            for (ignore, used) in self.pages.get_mut(&place.page).into_iter().flatten() {
                let Some(rule) = ignore.rules.iter().position(|rule| rule == finding.rule) else { continue };
                if !holds(ignore.covers, place.span) {
                    continue;
                }
                used[rule] = true;
                if !is_over(ignore.until.as_deref(), self.today.as_deref()) && found.is_none() {
                    found = Some(Dismissal {
                        by: By::Page,
                        reason: ignore.reason.clone(),
                        until: ignore.until.clone(),
                        place: Some(Place {
                            page: place.page,
                            span: ignore.written,
                            sentence: ignore.written,
                        }),
                    });
                }
            }
        }
        found
    }

    /// What is to be said of the comments themselves, page by page. `judged` tells of which pages all findings are
    /// known, and `off` which rules are not told.
    pub(crate) fn drafts(
        &self,
        judged: &dyn Fn(PageId) -> bool,
        off: &dyn Fn(PageId, &str) -> bool,
    ) -> Vec<(PageId, Draft)> {
        let mut drafts = Vec::new();
        for (page, faults) in &self.faults {
            for Fault { span, message, help } in faults {
                let draft = Draft::of_page(&ignore_invalid::RULE, message.clone(), *span);
                drafts.push((*page, draft.help(help.clone())));
            }
        }
        for (page, ignores) in &self.pages {
            for (ignore, used) in ignores {
                for (rule, used) in ignore.rules.iter().zip(used) {
                    let over = is_over(ignore.until.as_deref(), self.today.as_deref());
                    let until = ignore.until.as_deref().unwrap_or_default();
                    let (about, message): (&'static Rule, Message) = match (used, over) {
                        (true, true) => (&ignore_expired::RULE, message!(ignore_expired::AGAIN, until, rule)),
                        (false, _) if judged(*page) && !off(*page, rule) => {
                            (&ignore_unused::RULE, message!(ignore_unused::UNUSED, rule))
                        }
                        _ => continue,
                    };
                    let draft = Draft::of_page(about, message, ignore.written).fact(rule.as_str());
                    drafts.push((*page, draft));
                }
            }
        }
        drafts
    }
}

/// Whether a place is among those that are covered; an empty place is where it stands.
fn holds(covers: Span, place: Span) -> bool {
    covers.overlaps(place) || (place.is_empty() && covers.start <= place.start && place.start <= covers.end)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_written_in_one_way() {
        assert_eq!(day("2026-12-31"), Some("2026-12-31"));
        for wrong in ["2026-13-01", "2026-1-1", "31.12.2026", "", "2026-12-32", "２026-12-1", "2026-12-3a"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
