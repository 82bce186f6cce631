//! What becomes of a run in which the engine fails: the page or set over which it panicked is left out, and
//! the report says so. Where panics abort, as in WebAssembly, nothing is caught here: who started the engine
//! starts another one and tells it what to leave out.

use crate::checks::pages::check_failed;
use crate::checks::{Draft, Sink};
use crate::document::{Page, PageFault, PageFaultKind};
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::order::{InOrder as _, OrderedMap};
use crate::set::DocumentSet;
use crate::source::Span;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// What a panic carries.
pub(crate) type Panic = Box<dyn Any + Send>;

/// How many sets may fail: every one costs a run from the start. `npm/recovery.ts` has the same.
const MOST: usize = 16;

/// Does something that may panic. What it works on is thrown away then, or left as it was.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    catch_unwind(AssertUnwindSafe(work))
}

/// What a panic says of itself.
pub(crate) fn reason(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no reason given")
        .to_owned()
}

/// Leaves the set out that was under way when the engine panicked. A panic in no set goes on, and so does one
/// too many.
pub(crate) fn leave_out(under_way: Option<u32>, panic: Panic, left_out: &mut OrderedMap<u32, String>) {
    match under_way {
        Some(set) if left_out.len() < MOST => left_out.insert(set, reason(&*panic)),
        _ => resume_unwind(panic),
    };
}

/// A page that could not be read.
pub(crate) fn page(root: &str, path: &str, reason: &str) -> Page {
    let root = root.trim_end_matches('/');
    let path = if root.is_empty() { path.to_owned() } else { format!("{root}/{path}") };
    let fault =
        PageFault { kind: PageFaultKind::Failed, span: Span::default(), message: Message::plain(reason) };
    let (text, documents) = (String::new(), Vec::new());
    Page {
        path,
        root: root.to_owned(),
        text,
        documents,
        faults: vec![fault],
        catalogue: None,
        recorded: Vec::new(),
    }
}

/// Says at the first page of a set that it was left out.
pub(crate) fn finding(
    set: &DocumentSet,
    pages: &[Page],
    reason: &str,
    severities: &OrderedMap<String, Option<Severity>>,
) -> Option<Finding> {
    let first = set.members.iter().min_by_key(|member| member.document)?;
    let mut own: Vec<u32> = set.members.iter().map(|member| member.document.page).collect();
    own.put_in_order();
    own.dedup();
    let paths: Vec<&str> = own.iter().map(|page| pages[*page as usize].path.as_str()).collect();
    let mut sink = Sink::default();
    sink.push(check_failed::of_set(&paths, reason));
    let drafts: Vec<Draft> = sink.finish(severities);
    let draft = drafts.into_iter().next()?;
    Some(draft.finding((first.document.page, first.locale.as_str()), None, &set.id))
}

/// Panics where a page asks for it: for tests, and with debug assertions only. A page asks by
/// `<!-- unisono-test: fail to read -->`, or to `align`, or to `compare`.
pub(crate) fn where_asked(station: &str, page: &[u8]) {
    if cfg!(debug_assertions) {
        let asks = format!("<!-- unisono-test: fail to {station} -->");
        let asked = memchr::memmem::find(page, asks.as_bytes()).is_some();
        assert!(!asked, "a test asked for this failure");
    }
}
