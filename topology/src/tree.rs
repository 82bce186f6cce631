//! JSON and YAML as one tree whose nodes know where they stand.
//!
//! JSON is read as the YAML it is, after a check that it is JSON.

use super::model::FaultKind;
use super::{Deployment, Kind, Snippet};
use unisono::message;
use unisono::message::{Message, Wording};
use unisono::yaml::{self, Dialect, Node};

unisono::message::wordings! {
    TOO_LONG: "topology-unreadable/too-long", "the file is {is} MB long; no more than {most} MB are read";
    ONE_FILE: "topology-unreadable/help/too-long", "Describe one deployment in one file.";
    JSON_BROKEN: "topology-unreadable/json", "the JSON is broken: {fault}";
    NOT_READ: "topology-unreadable/tree", "the {name} cannot be read: {fault}";
}

/// The longest text, in bytes.
const BYTES: usize = 16 << 20;

/// Parses a text; where that fails, leaves a fault and gives `None`.
pub(super) fn parse(snippet: Snippet<'_>, kind: Kind, deployment: &mut Deployment) -> Option<Node> {
    let mut fail = |start: usize, end: usize, message: Message, help: Option<&'static Wording>| {
        let help = help.map_or_else(|| "".into(), Message::of);
        deployment.fault(FaultKind::Unreadable, snippet.place(start, end), message, help);
        None
    };
    let text = snippet.text;
    if text.len() > BYTES {
        let message = message!(TOO_LONG, is = text.len() >> 20, most = BYTES >> 20);
        return fail(0, 0, message, Some(&ONE_FILE));
    }
    let bare = text.trim_start_matches('\u{feff}');
    if kind == Kind::Json
        && let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(bare)
    {
        let line = memchr::memchr_iter(b'\n', bare.as_bytes())
            .nth(error.line().saturating_sub(2))
            .filter(|_| error.line() > 1)
            .map_or(0, |end| end + 1);
        let at = bare.floor_char_boundary(line + error.column().saturating_sub(1));
        let at = text.len() - bare.len() + at;
        return fail(at, at, message!(JSON_BROKEN, fault = error.to_string()), None);
    }
    match yaml::tree(text, Dialect::Written) {
        Ok(node) => node,
        Err(fault) => {
            let name = if kind == Kind::Json { "JSON" } else { "YAML" };
            let at = fault.at.unwrap_or_default();
            fail(at, at, message!(NOT_READ, name, fault = &fault.message), None)
        }
    }
}
