//! Telling of facts that changed places, for the rules about each kind of fact.

use crate::checks::{Draft, Rule, Sink};
use crate::compare::{Comparison, Exchange};
use crate::finding::Severity;
use crate::message;

crate::message::wordings! {
    VERSIONS: "changed-places/versions", "{was} became {is}: the versions changed places", Instead;
    FACTS: "changed-places/facts", "{was} and {is} changed places";
    WRITE: "changed-places/help", "Write {was} here, or check which of the two is right.";
}

/// Tells of an exchange: surely where names show it, as a warning where the words around do.
pub(in crate::checks) fn tell_places(
    rule: &'static Rule,
    pair: &Comparison<'_>,
    exchange: &Exchange,
    sink: &mut Sink,
) {
    let bead = &exchange.bead;
    let (old, new) = exchange.names.map_or((exchange.old.text, exchange.new.text), |(was, is)| {
        (was.union(exchange.old.text), is.union(exchange.new.text))
    });
    let (was, is) = (pair.source.document.text(old), pair.target.document.text(new));
    let message =
        if exchange.names.is_some() { message!(VERSIONS, was, is) } else { message!(FACTS, was, is) };
    sink.push(
        Draft::new(rule, message, pair.target, new, pair.target_text(bead))
            .from_source(pair, old, pair.source_text(bead))
            .at(if exchange.names.is_some() { Severity::Error } else { Severity::Warning })
            .help(message!(WRITE, was))
            .fact(was),
    );
}
