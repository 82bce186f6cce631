//! The WebAssembly face of the engine; this and the files of `wasm/` are the only ones that know wasm-bindgen.
//!
//! What it exports is the raw face: `npm/checker.ts` wraps it, and that wrapper is what users see.
//! Every failure leaves as a JavaScript `Error`, told apart by its `name`: `UsageError` (the caller
//! gave something wrong; the checker is as before), `AbortError` (the progress callback said stop)
//! and `PanicError` (a bug: the instance must be dropped, its memory is in an unknown state).

mod aside;
mod options;
mod packs;
mod parts;
mod redirects;

use crate::checker::{Checker, Progress};
use crate::config::settings::{InForce, in_force};
use crate::config::{Config, FailOn};
use crate::finding::Severity;
use crate::freshness::History;
use crate::glossary::Glossary;
use crate::language::{Locale, words};
use crate::order::InOrder as _;
use crate::report::text::Style;
use crate::report::{self, Report};
use js_sys::{Error, Function, JSON};
use options::{Members, read_options};
use serde::Serialize;
use std::arch::wasm32::memory_size;
use std::cell::RefCell;
use std::hint::black_box;
use std::ops::ControlFlow;
use wasm_bindgen::prelude::*;

/// Turns panics into JavaScript errors that say where and why, instead of a bare `unreachable`.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| {
        wasm_bindgen::throw_val(error("PanicError", &info.to_string()));
    }));
}

thread_local! {
    /// What fetches the words of languages.
    static FETCH: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Says where the words of languages come from; called by the host once for each instance. `fetch` is given a tag and
/// returns the text of `languages/<tag>.txt`. What it throws reaches the caller, and the instance must be dropped.
#[wasm_bindgen(js_name = fetchLanguages)]
pub fn fetch_languages(fetch: Function) {
    FETCH.set(Some(fetch));
    words::fetch_with(|tag| {
        let fetched = FETCH.with_borrow(|fetch| {
            let fetch = fetch.as_ref().expect("it is set before words are asked for");
            fetch.call1(&JsValue::UNDEFINED, &JsValue::from_str(tag))
        });
        match fetched {
            Ok(text) => match text.as_string().filter(|text| words::belong(text)) {
                Some(text) => text,
                None => wasm_bindgen::throw_val(error("LanguageError", &words::refusal(tag))),
            },
            Err(problem) => wasm_bindgen::throw_val(problem),
        }
    });
}

/// All rules as plain objects, ordered by name; mirrors `Rule` in `npm/types.ts`.
#[wasm_bindgen]
pub fn rules() -> Result<JsValue, JsValue> {
    to_js(&report::rules::all())
}

/// A line a rule, for people.
#[wasm_bindgen(js_name = listRules)]
pub fn list_rules() -> String {
    report::rules::list()
}

/// A page about a rule, for people; `undefined` where there is no rule of that name.
#[wasm_bindgen]
pub fn explain(rule: &str) -> Option<String> {
    report::rules::explain(rule)
}

/// What is known of each language as plain objects, ordered by tag, or only of the one that serves a
/// locale; mirrors `Language` in `npm/types.ts`.
#[wasm_bindgen]
pub fn languages(locale: Option<String>) -> Result<JsValue, JsValue> {
    match locale {
        Some(locale) => to_js(&Vec::from_iter(report::languages::of(&locale))),
        None => to_js(&report::languages::all()),
    }
}

/// A line a language, for people; with a locale, a page about the language that serves it, `undefined`
/// where nothing is known of that.
#[wasm_bindgen(js_name = describeLanguages)]
pub fn describe_languages(locale: Option<String>) -> Option<String> {
    match locale {
        Some(locale) => report::languages::describe(&locale),
        None => Some(report::languages::list()),
    }
}

/// What `render` may be told; mirrors `RenderOptions` in `npm/types.ts`.
const RENDER_KEYS: [&str; 4] = ["color", "fingerprints", "locale", "width"];

/// What `addHistory` takes; mirrors `History` in `npm/types.ts`.
const HISTORY_KEYS: [&str; 5] = ["commit", "recorded", "commitsSince", "since", "changed"];

/// How far a check is.
#[derive(Serialize)]
struct ProgressOutput {
    done: u32,
    total: u32,
    set: Option<u32>,
}

/// The engine with its pages.
#[wasm_bindgen(js_name = Checker)]
pub struct WasmChecker {
    checker: Checker,
    fail_on: Option<&'static str>,
    glossary_files: Vec<String>,
    pack_files: Vec<String>,
    memory_files: Vec<String>,
    redirect_files: Vec<String>,
    roots: Vec<RootOutput>,
    baseline_file: Option<String>,
    settings: Vec<InForce>,
    report: Option<Report>,
    room: Room,
}

/// Grows the memory of the instance in large steps, ahead of need. The allocator asks for a page of
/// 64 KiB at a time, and each time the host replaces the memory's buffer and takes it for a reason
/// to collect garbage: on four thousand pages that took longer than reading them.
#[derive(Default)]
struct Room {
    /// Pages of memory when last looked.
    pages: usize,
}

impl Room {
    /// The least that is added, in bytes.
    const STEP: usize = 4 << 20;
    /// Bytes of half a page: memory grows by half of what there is.
    const HALF_PAGE: usize = 32 << 10;

    fn keep_ahead(&mut self) {
        let pages = memory_size::<0>();
        if pages != self.pages {
            // Freed memory stays with the instance, and the allocator uses it up before it asks for more.
            let mut ahead: Vec<u8> = Vec::new();
            let fits = ahead.try_reserve_exact((pages * Self::HALF_PAGE).max(Self::STEP));
            // Where there is no room it goes on a page at a time. The optimizer must not see through this.
            drop(black_box((ahead, fits)));
            self.pages = memory_size::<0>();
        }
    }
}

#[wasm_bindgen(js_class = Checker)]
impl WasmChecker {
    /// A checker without pages. `options` may be undefined.
    ///
    /// # Errors
    /// `UsageError` for an unknown key, a value of the wrong type, or a value that means nothing.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<WasmChecker, JsValue> {
        let config = read_options(options)?;
        let settings = in_force(&config);
        let Config { options, fail_on, glossaries, packs, memory, roots, redirects, baseline, lines: _ } =
            config;
        let mut checker = Checker::new(options);
        // What is no built-in pack is a file, which the caller reads.
        let pack_files = packs.into_iter().filter(|pack| !checker.apply_pack(pack)).collect();
        Ok(Self {
            checker,
            pack_files,
            roots: roots
                .into_iter()
                .map(|(locale, folder)| RootOutput { locale: locale.as_ref().map(Locale::to_string), folder })
                .collect(),
            glossary_files: glossaries,
            memory_files: memory,
            redirect_files: redirects,
            baseline_file: baseline,
            settings,
            fail_on: fail_on.map(fail_on_name),
            report: None,
            room: Room::default(),
        })
    }

    /// From which severity a run fails, where the configuration says: `error`, `warning`, `note` or
    /// `never`.
    #[wasm_bindgen(getter, js_name = failOn)]
    pub fn fail_on(&self) -> Option<String> {
        self.fail_on.map(str::to_owned)
    }

    /// The files of glossaries that the configuration names.
    #[wasm_bindgen(getter, js_name = glossaryFiles)]
    pub fn glossary_files(&self) -> Vec<String> {
        self.glossary_files.clone()
    }

    /// Takes a glossary, CSV or TBX; `name` is for messages.
    ///
    /// # Errors
    /// `UsageError` with file, line and column of what is wrong.
    #[wasm_bindgen(js_name = addGlossary)]
    pub fn add_glossary(&mut self, name: &str, bytes: &[u8]) -> Result<(), JsValue> {
        let glossary = Glossary::read(name, bytes).map_err(|problem| usage(&problem.to_string()))?;
        self.report = None;
        self.checker.add_glossary(glossary);
        Ok(())
    }

    /// Takes the sentences of findings in another language; `name` is for messages.
    ///
    /// # Errors
    /// `UsageError` with file and line of what is wrong.
    #[wasm_bindgen(js_name = setMessages)]
    pub fn set_messages(&mut self, name: &str, bytes: &[u8]) -> Result<(), JsValue> {
        let messages = report::wordings::read(name, bytes).map_err(|problem| usage(&problem.to_string()))?;
        self.report = None;
        self.checker.set_messages(messages);
        Ok(())
    }

    /// The files of guidance packs that the configuration names.
    #[wasm_bindgen(getter, js_name = packFiles)]
    pub fn pack_files(&self) -> Vec<String> {
        self.pack_files.clone()
    }

    /// Takes a guidance pack; `name` is for messages.
    ///
    /// # Errors
    /// `UsageError` with file and line of what is wrong.
    #[wasm_bindgen(js_name = addPack)]
    pub fn add_pack(&mut self, name: &str, bytes: &[u8]) -> Result<(), JsValue> {
        let pack = packs::read(name, bytes)?;
        self.report = None;
        self.checker.add_pack(pack);
        Ok(())
    }

    /// Holds deployments and every page against a built-in pack; gives false where there is none of this id.
    #[wasm_bindgen(js_name = applyPack)]
    pub fn apply_pack(&mut self, id: &str) -> bool {
        self.report = None;
        self.checker.apply_pack(id)
    }

    /// The memories that the configuration names.
    #[wasm_bindgen(getter, js_name = memoryFiles)]
    pub fn memory_files(&self) -> Vec<String> {
        self.memory_files.clone()
    }

    /// Takes in what was learned before: a memory, or a translation memory as TMX; several add up. `name`
    /// is for messages.
    ///
    /// # Errors
    /// `UsageError` with the file and what is wrong with it.
    #[wasm_bindgen(js_name = addMemory)]
    pub fn add_memory(&mut self, name: &str, bytes: &[u8]) -> Result<(), JsValue> {
        self.report = None;
        self.checker.remember_bytes(name, bytes).map_err(|problem| usage(&problem.to_string()))?;
        self.room.keep_ahead();
        Ok(())
    }

    /// What the pages teach, added to what was learned before, as a memory file.
    pub fn learn(&mut self) -> Vec<u8> {
        self.report = None;
        self.checker.learn().to_bytes()
    }

    /// What was learned before, as plain objects; mirrors `Learned` in `npm/types.ts`.
    ///
    /// # Errors
    /// None that a caller could cause.
    pub fn remembered(&self) -> Result<JsValue, JsValue> {
        to_js(&self.checker.memory().learned())
    }

    /// The folders that the configuration names, an array of `{locale, folder}`; that of the source has no locale.
    /// Reading their pages, and saying so with `addRoot`, is the caller's part.
    #[wasm_bindgen(getter)]
    pub fn roots(&self) -> Result<JsValue, JsValue> {
        to_js(&self.roots)
    }

    /// Says that the pages of a root are in a locale; without one, that they are the source.
    ///
    /// # Errors
    /// `UsageError` for what is no locale.
    #[wasm_bindgen(js_name = addRoot)]
    pub fn add_root(&mut self, root: &str, locale: Option<String>) -> Result<(), JsValue> {
        let wrong =
            |text: &str| format!("root {root}: {text:?} is not a locale: write a BCP 47 tag such as ja");
        let read = |text: String| Locale::parse(&text).ok_or_else(|| usage(&wrong(&text)));
        self.checker.add_root(root, locale.map(read).transpose()?);
        self.report = None;
        Ok(())
    }

    /// Notes a file that was passed over.
    #[wasm_bindgen(js_name = passOver)]
    pub fn pass_over(&mut self, path: &str) {
        self.report = None;
        self.checker.pass_over(path);
    }

    /// Takes what the repository tells of the source of a page since the page was made.
    ///
    /// # Errors
    /// `UsageError` for what is no history.
    #[wasm_bindgen(js_name = addHistory)]
    pub fn add_history(&mut self, path: &str, history: JsValue) -> Result<(), JsValue> {
        let members = Members::of(history, "history", &HISTORY_KEYS)?;
        let lacks = |what: &str| usage(&format!("history needs {what}"));
        let commit: Option<String> = members.get("commit", "the name of a commit")?;
        let changed: Option<Vec<(u32, u32)>> =
            members.get("changed", "an array of pairs, the first and last line of each change")?;
        let mut changed = changed.ok_or_else(|| lacks("changed, the lines of the source"))?;
        changed.put_in_order();
        let history = History {
            commit: commit.ok_or_else(|| lacks("commit, a name"))?,
            recorded: members.get("recorded", "true or false")?.unwrap_or(false),
            commits_since: members.get("commitsSince", "a whole number")?.unwrap_or(0),
            since: members.get("since", "a day such as 2026-03-01")?,
            changed,
        };
        self.report = None;
        self.checker.add_history(path, history);
        Ok(())
    }

    /// What is understood of the pages, without comparing them, as `text` or `json`; `all` lists every set and page.
    ///
    /// # Errors
    /// `UsageError` for another format.
    pub fn sets(&mut self, format: &str, all: bool, options: JsValue) -> Result<String, JsValue> {
        let style = style(&Members::of(options, "render options", &RENDER_KEYS)?)?;
        let overview = self.checker.sets();
        match format {
            "json" => Ok(overview.json()),
            "text" => Ok(overview.text(&style, all)),
            _ => Err(usage(&format!("there is no format {format:?}: choose text or json"))),
        }
    }

    /// Reads and indexes one page; `bytes` are copied once, into the engine.
    pub fn add(&mut self, path: &str, bytes: &[u8], root: Option<String>) {
        self.report = None;
        self.checker.add(root.as_deref().unwrap_or_default(), path, bytes);
        self.room.keep_ahead();
    }

    /// Leaves a page out over which another instance trapped.
    #[wasm_bindgen(js_name = addFailed)]
    pub fn add_failed(&mut self, path: &str, root: &str, reason: &str) {
        self.report = None;
        self.checker.add_failed(root, path, reason);
    }

    /// Leaves a set out over which another instance trapped, by the number that progress gave it.
    #[wasm_bindgen(js_name = leaveOut)]
    pub fn leave_out(&mut self, set: u32, reason: &str) {
        self.report = None;
        self.checker.leave_out(set, reason);
    }

    /// Reads a topology in any form; all that are added are one deployment.
    #[wasm_bindgen(js_name = addTopology)]
    pub fn add_topology(&mut self, path: &str, bytes: &[u8], root: Option<String>) {
        self.report = None;
        self.checker.add_topology(root.as_deref().unwrap_or_default(), path, bytes);
        self.room.keep_ahead();
    }

    /// Compares all pages and keeps the report for `report` and `render`. `on_progress` is called
    /// with `{done, total, set}`, as in [`Progress`]; where it returns `false` the check ends with an `AbortError`.
    ///
    /// # Errors
    /// `AbortError`; whatever the callback throws.
    pub fn check(&mut self, on_progress: Option<Function>) -> Result<(), JsValue> {
        self.report = None;
        let mut thrown = None;
        let report = self.checker.check(&mut |progress| {
            let Some(callback) = &on_progress else { return ControlFlow::Continue(()) };
            match call(callback, progress) {
                Ok(answer) if answer == JsValue::FALSE => ControlFlow::Break(()),
                Ok(_) => ControlFlow::Continue(()),
                Err(exception) => {
                    thrown = Some(exception);
                    ControlFlow::Break(())
                }
            }
        });
        match report {
            Ok(report) => {
                self.report = Some(report);
                Ok(())
            }
            Err(_) => Err(thrown.unwrap_or_else(|| error("AbortError", "the check was cancelled"))),
        }
    }

    /// The report of the last check as plain objects.
    ///
    /// # Errors
    /// `UsageError` where nothing was checked yet.
    pub fn report(&self) -> Result<JsValue, JsValue> {
        parsed(self.checked()?)
    }

    /// The summary of the last check as plain objects.
    ///
    /// # Errors
    /// `UsageError` where nothing was checked yet.
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        parsed(&self.checked()?.summary)
    }

    /// The report of the last check in one of the [`formats`](report::formats::FORMATS).
    ///
    /// # Errors
    /// `UsageError` where nothing was checked yet, for another format, or one that cannot hold the report.
    pub fn render(&self, format: &str, options: JsValue) -> Result<String, JsValue> {
        let members = Members::of(options, "render options", &RENDER_KEYS)?;
        let report = self.checked()?;
        // The tests build the engine with debug assertions to see what a panic does to a caller.
        #[cfg(debug_assertions)]
        assert_ne!(format, "panic", "a test asked for this panic");
        let (style, locale) = (style(&members)?, members.get::<String>("locale", "a locale")?);
        report::formats::render(format, report, self.checker.pages(), &style, locale.as_deref())
            .map_err(|problem| usage(&problem))
    }

    /// A set of the last check as rows of sentences that answer each other, as plain objects; `set` is its place in the
    /// summary. Mirrors `AlignedSet` in `npm/types.ts`; `undefined` where there is no such set.
    ///
    /// # Errors
    /// `UsageError` where nothing was checked yet.
    pub fn aligned(&mut self, set: u32) -> Result<JsValue, JsValue> {
        let report = self.report.as_ref().ok_or_else(not_checked)?;
        match self.checker.aligned(set as usize, report) {
            Some(aligned) => to_js(&aligned),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// The topologies of the last check as `text`, `json` or `svg`; `undefined` where none was added.
    ///
    /// # Errors
    /// `UsageError` where nothing was checked yet, or for another format.
    #[wasm_bindgen(js_name = renderTopology)]
    pub fn render_topology(&self, format: &str, options: JsValue) -> Result<Option<String>, JsValue> {
        let style = style(&Members::of(options, "render options", &RENDER_KEYS)?)?;
        let report = self.checked()?;
        let Some(topology) = &report.topology else { return Ok(None) };
        let rendered = topology.alone(format, report, self.checker.pages(), &style);
        let unknown = || usage(&format!("there is no format {format:?}: choose text, json or svg"));
        rendered.map(Some).ok_or_else(unknown)
    }

    fn checked(&self) -> Result<&Report, JsValue> {
        self.report.as_ref().ok_or_else(not_checked)
    }
}

fn not_checked() -> JsValue {
    usage("nothing was checked yet: call check() first")
}

fn style(members: &Members) -> Result<Style, JsValue> {
    Ok(Style {
        fingerprints: members.get("fingerprints", "true or false")?.unwrap_or(false),
        color: members.get("color", "true or false")?.unwrap_or(false),
        width: members.get("width", "a whole number of columns")?,
    })
}

fn call(callback: &Function, progress: Progress) -> Result<JsValue, JsValue> {
    let Progress { done, total, set } = progress;
    callback.call1(&JsValue::UNDEFINED, &to_js(&ProgressOutput { done, total, set })?)
}

/// A folder that holds one language, as the configuration names it; that of the source has no locale.
#[derive(Debug, Serialize)]
struct RootOutput {
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<String>,
    folder: String,
}

fn fail_on_name(fail_on: FailOn) -> &'static str {
    match fail_on {
        FailOn::Severity(Severity::Error) => "error",
        FailOn::Severity(Severity::Warning) => "warning",
        FailOn::Severity(Severity::Note) => "note",
        FailOn::Never => "never",
    }
}

/// Plain objects and arrays. One text is handed over and read at once, and nothing but JSON is compiled for the types of
/// reports.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let json = serde_json::to_string(value).map_err(|problem| error("Error", &problem.to_string()))?;
    JSON::parse(&json)
}

/// The same of what is large: one text that is handed over and parsed takes a fraction of an object for each of its parts.
fn parsed(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let json = serde_json::to_string(value).map_err(|problem| usage(&problem.to_string()))?;
    JSON::parse(&json)
}

fn usage(message: &str) -> JsValue {
    error("UsageError", message)
}

fn error(name: &str, message: &str) -> JsValue {
    let error = Error::new(message);
    error.set_name(name);
    error.into()
}
