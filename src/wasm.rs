//! The WebAssembly face of the engine; the only file that knows wasm-bindgen.
//!
//! What it exports is the raw face: `npm/checker.ts` wraps it, and that wrapper is what users see.
//! Every failure leaves as a JavaScript `Error`, told apart by its `name`: `UsageError` (the caller
//! gave something wrong; the checker is as before), `AbortError` (the progress callback said stop)
//! and `PanicError` (a bug: the instance must be dropped, its memory is in an unknown state).

use crate::checker::{Checker, Options, Progress};
use crate::finding::Severity;
use crate::language::Locale;
use crate::report::Report;
use js_sys::{Error, Function, Object};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use wasm_bindgen::prelude::*;

/// Turns panics into JavaScript errors that say where and why, instead of a bare `unreachable`.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| {
        wasm_bindgen::throw_val(error("PanicError", &info.to_string()));
    }));
}

/// What a caller may set; mirrors `Options` in `npm/types.ts`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OptionsInput {
    /// The text of a configuration file; the other members override what it says.
    #[serde(default)]
    config: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    templates: Option<Vec<String>>,
    #[serde(default)]
    rules: Option<BTreeMap<String, RuleLevel>>,
}

/// The keys of [`OptionsInput`]: reading a JavaScript object by its known keys would pass over a
/// misspelt one.
const OPTION_KEYS: [&str; 4] = ["config", "source", "templates", "rules"];

/// The severity a rule is given, or `off`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RuleLevel {
    Error,
    Warning,
    Note,
    Off,
}

impl RuleLevel {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Off => None,
        }
    }
}

/// How `render` lays out a report; mirrors `RenderOptions` in `npm/types.ts`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RenderInput {
    /// Whether to colour with ANSI escapes.
    #[serde(default)]
    color: bool,
    /// Columns of the terminal; without it lines are as long as they are.
    #[serde(default)]
    width: Option<u32>,
}

/// How far a check is.
#[derive(Serialize)]
struct ProgressOutput {
    done: u32,
    total: u32,
}

/// The engine with its pages.
#[wasm_bindgen(js_name = Checker)]
pub struct WasmChecker {
    checker: Checker,
    report: Option<Report>,
}

#[wasm_bindgen(js_class = Checker)]
impl WasmChecker {
    /// A checker without pages. `options` may be undefined.
    ///
    /// # Errors
    /// `UsageError` for an unknown key, a value of the wrong type, or a value that means nothing.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<WasmChecker, JsValue> {
        Ok(Self { checker: Checker::new(read_options(options)?), report: None })
    }

    /// Reads and indexes one page; `bytes` are copied once, into the engine.
    pub fn add(&mut self, path: &str, bytes: &[u8], root: Option<String>) {
        self.report = None;
        self.checker.add(root.as_deref().unwrap_or_default(), path, bytes);
    }

    /// Compares all pages and keeps the report for `report` and `render`. `on_progress` is called
    /// with `{done, total}`; where it returns `false` the check ends with an `AbortError`.
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
        to_js(self.checked()?)
    }

    /// The summary of the last check as plain objects.
    ///
    /// # Errors
    /// `UsageError` where nothing was checked yet.
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        to_js(&self.checked()?.summary)
    }

    /// The report of the last check as `text` or `json`.
    ///
    /// # Errors
    /// `UsageError` where nothing was checked yet, or for another format.
    pub fn render(&self, format: &str, options: JsValue) -> Result<String, JsValue> {
        let options: RenderInput = if options.is_undefined() || options.is_null() {
            RenderInput::default()
        } else {
            serde_wasm_bindgen::from_value(options)
                .map_err(|problem| usage(&format!("render options: {problem}")))?
        };
        let report = self.checked()?;
        match format {
            "json" => serde_json::to_string(report).map_err(|problem| usage(&problem.to_string())),
            "text" => {
                let _ = (options.color, options.width, self.checker.pages());
                serde_json::to_string_pretty(report).map_err(|problem| usage(&problem.to_string()))
            }
            // The tests build the engine with debug assertions to see what a panic does to a caller.
            #[cfg(debug_assertions)]
            "panic" => panic!("a test asked for this panic"),
            _ => Err(usage(&format!("there is no format {format:?}: choose text or json"))),
        }
    }

    fn checked(&self) -> Result<&Report, JsValue> {
        self.report.as_ref().ok_or_else(|| usage("nothing was checked yet: call check() first"))
    }
}

fn call(callback: &Function, progress: Progress) -> Result<JsValue, JsValue> {
    let Progress { done, total } = progress;
    callback.call1(&JsValue::UNDEFINED, &to_js(&ProgressOutput { done, total })?)
}

fn read_options(value: JsValue) -> Result<Options, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(Options::default());
    }
    let Some(object) = value.dyn_ref::<Object>() else {
        return Err(usage("options must be an object"));
    };
    for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
        if !OPTION_KEYS.contains(&key.as_str()) {
            return Err(usage(&format!("there is no option {key:?}: known are {}", OPTION_KEYS.join(", "))));
        }
    }
    let input: OptionsInput =
        serde_wasm_bindgen::from_value(value).map_err(|problem| usage(&format!("options: {problem}")))?;
    let mut options = Options::default();
    if let Some(text) = &input.config {
        let config: OptionsInput = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|problem| usage(&format!("configuration: {problem}")))?;
        if config.config.is_some() {
            return Err(usage("configuration: there is no option \"config\" in a configuration file"));
        }
        config.apply(&mut options)?;
    }
    input.apply(&mut options)?;
    Ok(options)
}

impl OptionsInput {
    fn apply(self, options: &mut Options) -> Result<(), JsValue> {
        if let Some(source) = self.source {
            let locale = Locale::parse(&source).ok_or_else(|| {
                usage(&format!("source: {source:?} is not a locale: write a BCP 47 tag such as en-US"))
            })?;
            options.source = Some(locale);
        }
        if let Some(templates) = self.templates {
            if let Some(template) = templates.iter().find(|template| !template.contains("{locale}")) {
                return Err(usage(&format!("templates: {template:?} has no {{locale}} in it")));
            }
            options.templates = templates;
        }
        for (rule, level) in self.rules.into_iter().flatten() {
            options.rules.insert(rule, level.severity());
        }
        Ok(())
    }
}

/// Plain objects and arrays, as `JSON.parse` would make them.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

fn usage(message: &str) -> JsValue {
    error("UsageError", message)
}

fn error(name: &str, message: &str) -> JsValue {
    let error = Error::new(message);
    error.set_name(name);
    error.into()
}
