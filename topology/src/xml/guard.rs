//! What an XML text may not do. Looked at before it is parsed, in one pass and without memory.

use unisono::message;
use unisono::message::{Message, Wording};
/// The most nodes a topology may have; one of ten thousand servers has half as many.
pub(super) const NODES: u32 = 2_000_000;
/// The longest text, in bytes.
const BYTES: usize = 32 << 20;
/// The deepest nesting; the deepest real element stands at 11.
const DEPTH: u32 = 64;
/// The longest tag, in bytes: many attributes cost the square of their number.
const TAG: usize = 64 << 10;

unisono::message::wordings! {
    TOO_LONG: "xml/too-long", "the XML is {is} MB long; no more than {most} MB are read";
    ONE_FILE: "xml/help/too-long", "Export one topology into one file.";
    DOCTYPE: "xml/doctype", "the XML has a DOCTYPE: its entities could grow without bound, so it is refused";
    NO_DOCTYPE: "xml/help/doctype", "A topology has none; remove the declaration.";
    LONG_TAG: "xml/long-tag", "a tag of the XML is longer than {most} KB";
    NO_ATTRIBUTES: "xml/help/long-tag", "No element of a topology has that many attributes.";
    DEEP: "xml/deep", "the XML nests its elements more than {most} deep";
    ANOTHER_FILE: "xml/help/deep", "No topology does; this is another file.";
}

/// Why a text is refused.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Where it shows, in bytes of the text.
    pub at: usize,
    pub message: Message,
    pub help: &'static Wording,
}

fn refuse(at: usize, message: impl Into<Message>, help: &'static Wording) -> Result<(), Refusal> {
    Err(Refusal { at, message: message.into(), help })
}

/// Looks for what would cost more than the text is worth.
pub(super) fn check(text: &str) -> Result<(), Refusal> {
    if text.len() > BYTES {
        return refuse(0, message!(TOO_LONG, is = text.len() >> 20, most = BYTES >> 20), &ONE_FILE);
    }
    let bytes = text.as_bytes();
    let mut depth: u32 = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        let open = at + next;
        let rest = &text[open..];
        let skipped = if rest.starts_with("<!--") {
            rest.find("-->")
        } else if rest.starts_with("<![CDATA[") {
            rest.find("]]>")
        } else if rest.starts_with("<!") {
            return refuse(open, &DOCTYPE, &NO_DOCTYPE);
        } else {
            match memchr::memchr(b'>', rest.as_bytes()) {
                Some(end) if end > TAG => {
                    return refuse(open, message!(LONG_TAG, most = TAG >> 10), &NO_ATTRIBUTES);
                }
                Some(end) => {
                    match rest.as_bytes()[1] {
                        b'/' => depth = depth.saturating_sub(1),
                        b'?' => {}
                        _ if rest.as_bytes()[end - 1] == b'/' => {}
                        _ => depth += 1,
                    }
                    Some(end)
                }
                None => None,
            }
        };
        if depth > DEPTH {
            return refuse(open, message!(DEEP, most = DEPTH), &ANOTHER_FILE);
        }
        // An unclosed tag is for the parser to report.
        let Some(skipped) = skipped else { return Ok(()) };
        at = open + skipped + 1;
    }
    Ok(())
}
