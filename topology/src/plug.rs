//! Where topologies plug into the engine.
//!
//! In WebAssembly the rest of this member is a file of its own, which is loaded when a topology, or a snippet of one, turns
//! up; only this module, and what it calls by name, is there from the beginning. So it looks whether there is anything to
//! do, and hands that to the [`Part`]. `scripts/bindgen` splits the two, and goes by the name of this module.

#[cfg(target_arch = "wasm32")]
mod wasm;

use crate::checks::{self, cmdlet_unknown, snippet_changed};
use crate::part::{Part, Whole};
use crate::{compare, pages, rules};
use std::hint::black_box;
use std::sync::OnceLock;
use unisono::checks::{Rule, Sink};
use unisono::compare::Comparison;
use unisono::document::Document;
use unisono::extension::{self, Extension, Reader};
use unisono::rendition::Rendition;
use unisono::report::mqm;
use unisono::report::rules::RuleSummary;
use unisono::set::DocumentSet;

/// What is plugged in.
#[derive(Debug)]
struct Topologies;

/// Plugs the reading of topologies into the engine, for all checkers of the process. To do so again changes nothing.
pub fn install() {
    extension::install(&Topologies);
}

/// What loads the part, where it is not there from the beginning.
static LOAD: OnceLock<fn()> = OnceLock::new();

/// Says what loads the part when it is first needed.
#[cfg(target_arch = "wasm32")]
fn load_with(load: fn()) {
    _ = LOAD.set(load);
}

/// The part, which is loaded when it is first asked for.
fn part() -> &'static dyn Part {
    static PART: OnceLock<&'static dyn Part> = OnceLock::new();
    *PART.get_or_init(|| {
        if let Some(load) = LOAD.get() {
            load();
        }
        // Otherwise the compiler sees that there is one, and calls it by name.
        black_box(&Whole)
    })
}

/// [`snippet_changed`], where there is a sample that differs.
pub(crate) fn compare_snippets(pair: &Comparison<'_>, sink: &mut Sink) {
    snippet_changed::samples(pair, &mut |sample| part().compare(pair, sample, sink));
}

/// [`cmdlet_unknown`], where a page may name a cmdlet.
pub(crate) fn look_up_cmdlets(set: &DocumentSet, members: &[Rendition<'_>], sink: &mut Sink) {
    if let Some(page) = cmdlet_unknown::page(set, members).filter(|page| cmdlet_unknown::names_any(*page)) {
        part().look_up_cmdlets(page, sink);
    }
}

impl Extension for Topologies {
    fn rules(&self) -> &'static [&'static Rule] {
        checks::RULES
    }

    fn summaries(&self) -> Vec<RuleSummary> {
        let summary = |&&rules::Rule { name, severity, summary, explanation, .. }: &&'static rules::Rule| {
            RuleSummary { name, severity, summary, explanation, mqm: mqm::DEPLOYMENT }
        };
        rules::RULES.iter().map(summary).collect()
    }

    fn explain(&self, rule: &str) -> Option<String> {
        let rule = rules::rule(rule)?;
        let years: Vec<&str> =
            rule.packs.iter().filter_map(|id| Some(rules::Pack::of_id(id)?.year)).collect();
        let packs = if years.is_empty() { "every version".to_owned() } else { years.join(" and ") };
        let claims = match rule.claims {
            [] => String::new(),
            claims => format!(" It follows from {}.", claims.join(", ")),
        };
        let what = if rule.of_pages { "deployments and the snippets of pages" } else { "deployments" };
        Some(format!("A rule about {what}, under the guidance of {packs}.{claims}"))
    }

    fn compares(&self, text: &str, label: &str) -> bool {
        compare::dialect(text, label).is_some()
    }

    fn may_show(&self, text: &str, document: &Document) -> bool {
        pages::may_show(text, document)
    }

    fn reader(&self) -> &dyn Reader {
        part()
    }
}
