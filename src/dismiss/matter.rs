//! Reads what the front matter of a page dismisses in all of it:
//!
//! ```yaml
//! unisono:
//!   ignore:
//!     - product-name-case
//!     - rule: number-changed
//!       reason: the figures are those of the German market
//!       until: 2026-12-31
//! ```

use super::read::Reader;
use crate::document::PageFaultKind;
use crate::message;
use crate::nearest::nearest;
use crate::source::Span;
use crate::yaml::{self, Dialect, Node, Value};

crate::message::wordings! {
    TOML: "ignore-invalid/toml", "front matter in TOML cannot say what is ignored";
    UNREADABLE: "ignore-invalid/unreadable", "unisono: cannot be read: {fault}";
    NEEDS_IGNORE: "ignore-invalid/needs-ignore", "unisono: needs ignore: and a list";
    NEEDS_LIST: "ignore-invalid/needs-list", "ignore: needs a list";
    ONLY_IGNORE: "ignore-invalid/only-ignore", "there is no unisono: {{name}: …}, only ignore";
    KEY: "ignore-invalid/key", "{name}: cannot be read here: did you mean {meant}, with a text?";
    LIST_IN_LIST: "ignore-invalid/list-in-list", "a list in the list of what is ignored";
    HELP: "ignore-invalid/help/front-matter", "Write it as unisono: {ignore: [{rule: number-changed, reason: why}]}.";
    BELOW: "ignore-invalid/help/toml", "Write <!-- unisono-ignore-file RULE: REASON --> below it.";
}

pub(super) fn read(reader: &mut Reader<'_>) {
    let page = reader.page;
    let Some(document) = page.documents.first() else { return };
    let Some(entry) = document.front_matter.entry("unisono") else { return };
    let key = entry.key_source;
    if page.text.trim_start_matches('\u{feff}').starts_with("+++") {
        return reader.fault(key, &TOML, &BELOW);
    }
    let yaml = &page.text[key.start as usize..document.front_matter.source.end as usize];
    // The closing fence is another document.
    let yaml = yaml.rfind("\n---").or_else(|| yaml.rfind("\n...")).map_or(yaml, |end| &yaml[..=end]);
    let root = match yaml::tree(yaml, Dialect::Written) {
        Ok(root) => root,
        // Broken YAML is told by front-matter-invalid.
        Err(_) if page.faults.iter().any(|fault| fault.kind == PageFaultKind::FrontMatter) => return,
        Err(fault) => {
            return reader.fault(key, message!(UNREADABLE, fault = fault.message), &HELP);
        }
    };
    let Some(Node { value: Value::Mapping(entries), .. }) = root else { return };
    let Some(Value::Mapping(entries)) = entries.into_iter().next().map(|entry| entry.value.value) else {
        return reader.fault(key, &NEEDS_IGNORE, &HELP);
    };
    for entry in entries {
        let span = span(&entry.value, key.start);
        match (entry.key.as_str(), entry.value.value) {
            ("ignore", Value::Sequence(items)) => {
                items.into_iter().for_each(|item| one(reader, item, key.start));
            }
            ("ignore", _) => reader.fault(span, &NEEDS_LIST, &HELP),
            (name, _) => {
                reader.fault(span, message!(ONLY_IGNORE, name), &HELP);
            }
        }
    }
}

/// Where a node stands in the page, of which the YAML begins at a byte.
fn span(node: &Node, base: u32) -> Span {
    Span::new(base + node.start as u32, base + node.end as u32)
}

/// An entry of the list: the name of a rule, or a rule with a reason and a day.
fn one(reader: &mut Reader<'_>, item: Node, base: u32) {
    let whole = reader.whole();
    let written = span(&item, base);
    match item.value {
        Value::Scalar(text) => reader.ignore(written, &text, whole),
        Value::Mapping(entries) => {
            let (mut rule, mut reason, mut until) = (None, String::new(), None);
            for entry in entries {
                let place = span(&entry.value, base);
                match (entry.key.as_str(), entry.value.value) {
                    ("rule", Value::Scalar(text)) => rule = Some(text),
                    ("reason", Value::Scalar(text)) => reason = text,
                    ("until", Value::Scalar(text)) => until = Some(text),
                    (name, _) => {
                        let known = ["rule", "reason", "until"];
                        let meant = nearest(name, &known).unwrap_or("rule");
                        return reader.fault(place, message!(KEY, name, meant), &HELP);
                    }
                }
            }
            let rules: Vec<&str> = rule.as_deref().into_iter().collect();
            reader.named(written, &rules, &reason, until.as_deref(), whole);
        }
        Value::Sequence(_) => reader.fault(written, &LIST_IN_LIST, &HELP),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Checker, Options};
    use std::ops::ControlFlow;

    #[test]
    fn what_cannot_be_read_is_told_and_ends_nothing() {
        for (value, told) in [
            (format!("{}a", "- ".repeat(100_000)), "unisono: cannot be read: it is nested too deep"),
            ("{ignore: *rules}".to_owned(), "unisono: cannot be read: "),
        ] {
            let page = format!("---\nrules: &rules [a]\nunisono:\n  {value}\n---\n# Ports\n");
            let mut checker = Checker::new(Options::default());
            checker.add("", "en/ports.md", b"# Ports\n");
            checker.add("", "de/ports.md", page.as_bytes());
            let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
            let found = report.findings.iter().find(|finding| finding.rule == "ignore-invalid");
            assert!(found.is_some_and(|finding| finding.message.starts_with(told)), "{:?}", report.findings);
        }
    }
}
