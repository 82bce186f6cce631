//! Topologies: deployments as they are exported, scripted or described, held against the guidance.
//!
//! ```text
//! text → kind (by its content) → reader ─┐
//! text → kind → reader ──────────────────┼▶ one deployment → rules → findings, claims, picture
//! text → kind → reader ──────────────────┘
//! ```
//!
//! It plugs into the engine by [`install`]: files that are added as topologies, and snippets of pages, are then read, and
//! reports carry a [`Section`]. The core does not know it.

#![warn(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod checks;
pub mod compare;
pub mod described;
pub mod model;
pub mod pages;
pub mod powershell;
pub mod report;
pub mod rules;
pub mod svg;

mod dns;
mod localized;
mod part;
mod plug;
mod render;
mod section;
mod snippets;
mod tree;
pub mod wordings;
mod xml;

pub use plug::install;
pub use section::{Section, section};

pub use model::{Deployment, Kind, Located, Place, Source, SourceId};

use model::FaultKind;
use report::{ClaimSummary, TopologyReport};
use rules::{Broken, Pack, Subject, Verdicts};
use unisono::document::Page;
use unisono::document::Run;
use unisono::finding::PageId;
use unisono::finding::{self, Finding, Related, Severity};
use unisono::message::Message;
use unisono::order::OrderedMap;
use unisono::source::Span;

unisono::message::wordings! {
    NOT_KNOWN: "topology-unreadable/not-known", "this is no topology that Unisono knows";
    READS: "topology-unreadable/help/not-known", "It reads Topology Builder files, the output of Get-CsTopology -AsXml, JSON, YAML, PowerShell and DNS records.";
    NO_SNIPPET: "topology-unreadable/no-snippet", "no snippet of a topology stands in this page";
    READS_SNIPPETS: "topology-unreadable/help/no-snippet", "Unisono reads PowerShell, DNS records, XML, JSON and YAML in code blocks, and DNS records in tables and sentences.";
}

/// A text on its way into a deployment.
#[derive(Clone, Copy, Debug)]
pub struct Snippet<'t> {
    /// The text.
    pub text: &'t str,
    /// Its number in the deployment.
    pub source: SourceId,
}

impl Snippet<'_> {
    /// A place in the text, from bytes of it.
    #[must_use]
    pub fn place(&self, start: usize, end: usize) -> Place {
        Place { source: self.source, span: Span::new(start as u32, end as u32) }
    }
}

/// Where a text comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The page or topology file.
    pub page: PageId,
    /// See [`Source::excerpt`].
    pub excerpt: bool,
    /// See [`Source::runs`].
    pub runs: Vec<Run>,
    /// What the page says the text is (`powershell`, `xml`); "" where it does not say.
    pub label: String,
}

/// Reads a text into the deployment. One that is not recognised, or is damaged, leaves one fault and
/// what could be read of it.
pub fn read(deployment: &mut Deployment, text: &str, origin: Origin) {
    let Origin { page, excerpt, runs, label } = origin;
    let kind = recognise(text, &label);
    let source = deployment.add_source(Source { page, kind, excerpt, runs });
    let snippet = Snippet { text, source };
    match kind {
        Some(Kind::TopologyBuilder | Kind::TopologyXml) => xml::read(snippet, deployment),
        Some(kind @ (Kind::Json | Kind::Yaml)) => described::read(snippet, kind, deployment),
        Some(Kind::PowerShell) => powershell::read(snippet, deployment),
        Some(Kind::Dns) => dns::read(snippet, deployment),
        _ => {
            let end = text.lines().next().map_or(0, str::len);
            deployment.fault(FaultKind::Unreadable, snippet.place(0, end), &NOT_KNOWN, &READS);
        }
    }
}

/// The form of a text, from its content; `label` is what the page says it is.
#[must_use]
pub fn recognise(text: &str, label: &str) -> Option<Kind> {
    if let Some(kind) = xml::recognise(text) {
        return Some(kind);
    }
    if let Some(kind) = described::recognise(text) {
        return Some(kind);
    }
    if powershell::recognises(text, label) {
        return Some(Kind::PowerShell);
    }
    if dns::recognises(text) {
        return Some(Kind::Dns);
    }
    None
}

/// The line that a stretch of text begins in, without the blanks around it. Of an endless one only what
/// is near.
fn line(text: &str, span: Span) -> Span {
    const NEAR: usize = 200;
    let (start, end) =
        (text.floor_char_boundary(span.start as usize), text.ceil_char_boundary(span.end as usize));
    if start > end {
        return span;
    }
    let from = text.floor_char_boundary(start.saturating_sub(NEAR));
    let to = text.ceil_char_boundary((end + NEAR).min(text.len()));
    let first = text[from..start].rfind(['\n', '\r']).map_or(from, |at| from + at + 1);
    let last = text[end..to].find(['\n', '\r']).map_or(to, |at| end + at);
    let blank = text[first..start].len() - text[first..start].trim_start().len();
    let last = end + text[end..last].trim_end().len();
    Span::new((first + blank) as u32, last as u32)
}

/// Reads whole files into one deployment; `pages` with the number of the first of them in the report.
#[must_use]
pub fn read_pages(pages: &[Page], first: PageId) -> Deployment {
    let mut deployment = Deployment::default();
    for (at, page) in pages.iter().enumerate().filter(|(_, page)| page.faults.is_empty()) {
        let label = match page.path.rsplit_once('.') {
            Some((_, "ps1" | "psm1" | "psd1")) => "powershell",
            Some((_, "md" | "markdown" | "mdx" | "html" | "htm")) => {
                read_page(&mut deployment, page, first + at as PageId);
                continue;
            }
            _ => "",
        };
        let origin = Origin { page: first + at as PageId, label: label.to_owned(), ..Origin::default() };
        read(&mut deployment, &page.text, origin);
    }
    deployment.settle();
    deployment
}

/// Reads the snippets of a page of documentation.
fn read_page(deployment: &mut Deployment, page: &Page, id: PageId) {
    let before = deployment.sources.len();
    let parsed = unisono::document::read("", &page.path, page.text.as_bytes(), None);
    if let Some(document) = parsed.documents.first() {
        snippets::read_document(deployment, id, &page.text, document);
    }
    if deployment.sources.len() == before {
        let origin = Source { page: id, kind: None, excerpt: true, runs: Vec::new() };
        let source = deployment.add_source(origin);
        let end = page.text.lines().next().map_or(0, str::len);
        deployment.fault(
            FaultKind::Unreadable,
            Snippet { text: &page.text, source }.place(0, end),
            &NO_SNIPPET,
            &READS_SNIPPETS,
        );
    }
}

/// A deployment held against the guidance.
#[derive(Debug)]
pub struct Judged {
    /// The deployment.
    pub deployment: Deployment,
    /// The packs it was held against.
    pub packs: Vec<&'static Pack>,
    /// What the rules say.
    pub verdicts: Verdicts,
}

impl Judged {
    /// Reads files and judges what they describe; `first` is the number of the first of them in the
    /// report. Without `asked`, the packs are those that the deployment's servers ask for.
    #[must_use]
    pub fn new(files: &[Page], first: PageId, asked: &[&'static Pack]) -> Self {
        let deployment = read_pages(files, first);
        let packs = if asked.is_empty() { Pack::of(&deployment) } else { asked.to_vec() };
        let verdicts = rules::judge(&deployment, &packs);
        Self { deployment, packs, verdicts }
    }

    /// What it holds, and how the claims stand.
    #[must_use]
    pub fn report(&self, pages: &[Page]) -> TopologyReport {
        TopologyReport::new(&self.deployment, &self.packs, &self.verdicts, pages)
    }

    /// Its picture, with what its claims say.
    #[must_use]
    pub fn svg(&self, claims: &[ClaimSummary]) -> String {
        let subject = Subject::new(&self.deployment, &self.packs);
        svg::render(&self.deployment, &subject, &self.verdicts, claims)
    }

    /// What is broken, as findings of the pages that the deployment was read from.
    #[must_use]
    pub fn findings(
        &self,
        pages: &[Page],
        severities: &OrderedMap<String, Option<Severity>>,
    ) -> Vec<Finding> {
        let Self { deployment, verdicts, .. } = self;
        let finding = |broken| finding(broken, deployment, pages, ("topology", ""), severities);
        verdicts.broken.iter().filter_map(finding).collect()
    }
}

/// What is broken as a finding of the page that it was read from; `None` where its rule is off.
#[must_use]
pub fn finding(
    broken: &Broken,
    deployment: &Deployment,
    pages: &[Page],
    (set, locale): (&str, &str),
    severities: &OrderedMap<String, Option<Severity>>,
) -> Option<Finding> {
    let place = |place: Place| {
        let source = &deployment.sources[place.source as usize];
        let span = source.page_span(place.span);
        let text = pages.get(source.page as usize).map_or("", |page| page.text.as_str());
        finding::Place { page: source.page, span, sentence: line(text, span) }
    };
    let Broken { rule, severity, message, help, related, fact, .. } = broken;
    let severity = match severities.get(*rule) {
        Some(None) => return None,
        Some(Some(severity)) => *severity,
        None => *severity,
    };
    let at = place(broken.place);
    let text = pages.get(at.page as usize).and_then(|page| page.text.get(at.sentence.range()));
    let locale = locale.to_owned();
    let second = |(second, message): &(Place, Message)| Related {
        place: place(*second),
        locale: locale.clone(),
        message: message.clone(),
    };
    Some(Finding {
        rule,
        severity,
        message: message.clone(),
        place: at,
        related: related.iter().map(second).collect(),
        locale,
        help: help.iter().cloned().collect(),
        fix: None,
        set: set.to_owned(),
        fact: fact.clone(),
        source_sentence: text.unwrap_or_default().to_owned(),
        confidence: None,
        folded: Vec::new(),
    })
}
