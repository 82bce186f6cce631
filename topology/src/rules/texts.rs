//! What the readers found wrong with the texts themselves.

use super::{Judgement, Rule, Subject};
use crate::model::FaultKind;
use unisono::finding::Severity;

/// Reports the faults of a kind.
pub(super) fn report(subject: &Subject<'_>, judgement: &mut Judgement, kind: FaultKind) {
    for fault in subject.deployment.faults.iter().filter(|fault| fault.kind == kind) {
        judgement
            .broken(fault.place, fault.message.text(), fault.message.clone())
            .help
            .clone_from(&fault.help);
    }
}

/// A text that cannot be read.
pub static TOPOLOGY_UNREADABLE: Rule = Rule {
    name: "topology-unreadable",
    severity: Severity::Error,
    claims: &[],
    packs: &[],
    summary: "a topology, or a part of it, cannot be read",
    explanation: "The text is no topology that Unisono knows, is damaged, or says something where something else is \
        expected. XML with a DOCTYPE, of excessive depth or size is refused. What is read in part only, such as a script whose \
        partners stand elsewhere, is a note.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        report(subject, judgement, FaultKind::Unreadable);
        for fault in subject.deployment.faults.iter().filter(|fault| fault.kind == FaultKind::Partial) {
            judgement
                .broken(fault.place, fault.message.text(), fault.message.clone())
                .severity(Severity::Note)
                .help
                .clone_from(&fault.help);
        }
    },
};

/// References to nothing.
pub static TOPOLOGY_INCONSISTENT: Rule = Rule {
    name: "topology-inconsistent",
    severity: Severity::Error,
    claims: &[],
    packs: &[],
    summary: "a topology points to what it does not hold, uses an id twice, or has an unknown version",
    explanation: "A service is installed on a cluster and depends on services that the export must hold; an id names one \
        thing; and a ServiceVersion is 5 (2010), 6 (2013), 7 (2015) or 8 (2019). A file that breaks this was cut or \
        edited by hand.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| report(subject, judgement, FaultKind::Reference),
};

/// Values written in the way of a language.
pub static VALUE_LOCALIZED: Rule = Rule {
    name: "value-localized",
    severity: Severity::Error,
    claims: &["X13-19"],
    packs: &[],
    summary: "a number, name or label is written in the way of a language instead of the machine's",
    explanation: "Translation touches what machines read: 5.269 or 5 269 for 5269, full-width digits and colons, typographic \
        dashes, a protocol in Cyrillic. A server that is given them fails, or does something else.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| report(subject, judgement, FaultKind::Localized),
};
