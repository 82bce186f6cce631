//! Topologies: deployments as they are exported, scripted or described, held against the guidance.
//!
//! ```text
//! text → kind (by its content) → reader ─┐
//! text → kind → reader ──────────────────┼▶ one deployment → rules → findings, claims, picture
//! text → kind → reader ──────────────────┘
//! ```

pub mod compare;
pub mod described;
pub mod model;
pub mod powershell;
pub mod rules;

mod dns;
mod localized;
mod tree;
mod xml;

pub use model::{Deployment, Kind, Located, Place, Source, SourceId};

use crate::document::Run;
use crate::finding::PageId;
use crate::source::Span;
use model::FaultKind;

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
            deployment.fault(
                FaultKind::Unreadable,
                snippet.place(0, end),
                "this is no topology that Unisono knows",
                "It reads Topology Builder files, the output of Get-CsTopology -AsXml, JSON, YAML, PowerShell and \
                 DNS records.",
            );
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
