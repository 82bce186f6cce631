//! Pages of documentation as topologies: what their snippets show, held against the guidance of the
//! page's version.
//!
//! A page shows examples, never a whole deployment. Only rules that go by what is there speak of it.

use super::model::{Deployment, FaultKind};
use super::rules::{self, Broken, Pack};
use super::snippets;
use std::any::Any;
use unisono::document::{Document, Side};
use unisono::extension::{Snippets, Telling};
use unisono::finding::{Finding, PageId};
use unisono::order::{InOrder as _, OrderedSet};
use unisono::source::Span;

/// What the snippets of a page show, and what is wrong with it.
#[derive(Debug)]
pub struct PageJudged {
    /// What they show.
    pub deployment: Deployment,
    /// What is wrong.
    pub broken: Vec<Broken>,
}

/// Holds the snippets of a page against the guidance of its version; `text` is the whole page. `None`
/// where it has none.
#[must_use]
pub fn judge(page: PageId, text: &str, document: &Document, packs: &[&'static Pack]) -> Option<PageJudged> {
    let mut deployment = Deployment::default();
    snippets::read_document(&mut deployment, page, text, document);
    if deployment.sources.is_empty() {
        return None;
    }
    // What stands in an example is cut from something that is not shown.
    deployment.faults.retain(|fault| matches!(fault.kind, FaultKind::Command | FaultKind::Localized));
    deployment.settle();
    let broken = rules::judge_page(&deployment, packs);
    Some(PageJudged { deployment, broken })
}

impl Snippets for PageJudged {
    fn findings(&self, known: Option<&dyn Snippets>, telling: &Telling<'_>) -> Vec<Finding> {
        if self.broken.is_empty() {
            return Vec::new();
        }
        let Telling { set, locale, pages, rules, told } = *telling;
        let reference = known.and_then(|known| known.as_any().downcast_ref::<Self>());
        let known: OrderedSet<(&str, &str)> =
            reference.into_iter().flat_map(|reference| &reference.broken).map(Broken::cause).collect();
        let told = Stretches::new(told);
        self.broken
            .iter()
            .filter(|broken| !known.contains(&broken.cause()))
            .filter_map(|broken| super::finding(broken, &self.deployment, pages, (set, locale), rules))
            .filter(|finding| !told.touch(finding.place.span))
            .collect()
    }

    fn tell(&self) -> bool {
        !self.broken.is_empty()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Stretches of a page that findings speak of: their words, and where they compare languages the whole
/// sentence. Ordered by where they begin, each with the furthest end up to it.
struct Stretches(Vec<Span>);

impl Stretches {
    fn new(findings: &[Finding]) -> Self {
        let stretch = |finding: &Finding| {
            let place = finding.place;
            let compared = finding.related.iter().any(|related| related.place.page != place.page);
            if compared { place.sentence.union(place.span) } else { place.span }
        };
        let mut stretches: Vec<Span> = findings.iter().map(stretch).collect();
        stretches.put_in_order();
        let mut furthest = 0;
        for stretch in &mut stretches {
            furthest = furthest.max(stretch.end);
            stretch.end = furthest;
        }
        Self(stretches)
    }

    fn touch(&self, span: Span) -> bool {
        let before = self.0.partition_point(|stretch| stretch.start < span.end.max(span.start + 1));
        self.0[..before].last().is_some_and(|stretch| stretch.end > span.start)
    }
}

/// Whether a page may show anything of a deployment: a cmdlet, a DNS record, a part of an export. Of a side-by-side page,
/// whose languages share its lines, nothing is read.
pub(crate) fn may_show(text: &str, document: &Document) -> bool {
    let signs = ["-Cs", "-cs", "_tcp", "SRV", "urn:component:", "<Service", "xmpp", "Xmpp", "XMPP"];
    document.side == Side::Whole
        && signs.iter().any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}
