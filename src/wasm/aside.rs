//! The baseline, what a change touched, and settings, for JavaScript.

use super::{WasmChecker, to_js, usage};
use crate::config::settings;
use crate::dismiss::baseline::{Baseline, BaselineError, Renewal};
use crate::fix;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A baseline after a run; mirrors `RenewedBaseline` in `npm/types.ts`.
#[derive(Serialize)]
struct Renewed {
    text: String,
    known: usize,
    gone: usize,
    added: usize,
}

#[wasm_bindgen(js_class = Checker)]
impl WasmChecker {
    /// Takes the findings that are known; `name` is for messages.
    ///
    /// # Errors
    /// `UsageError` with file and line of what is wrong.
    #[wasm_bindgen(js_name = setBaseline)]
    pub fn set_baseline(&mut self, name: &str, bytes: &[u8]) -> Result<(), JsValue> {
        let baseline = Baseline::read(name, bytes).map_err(|problem| usage(&problem.to_string()))?;
        self.report = None;
        self.checker.set_baseline(baseline);
        Ok(())
    }

    /// The baseline that the configuration names.
    #[wasm_bindgen(getter, js_name = baselineFile)]
    pub fn baseline_file(&self) -> Option<String> {
        self.baseline_file.clone()
    }

    /// The pages of which the baseline knows findings.
    #[wasm_bindgen(getter, js_name = baselinePages)]
    pub fn baseline_pages(&self) -> Vec<String> {
        let pages = self.checker.baseline().map(Baseline::pages).unwrap_or_default();
        pages.into_iter().map(str::to_owned).collect()
    }

    /// Tells which of these are no more.
    #[wasm_bindgen(js_name = setMissing)]
    pub fn set_missing(&mut self, pages: Vec<String>) {
        self.report = None;
        self.checker.set_missing(pages);
    }

    /// The baseline after the last check: without what is mended; with the findings that are told where `add` says so.
    ///
    /// # Errors
    /// `UsageError` where nothing was checked yet, or without a baseline.
    #[wasm_bindgen(js_name = renewBaseline)]
    pub fn renew_baseline(&self, add: bool) -> Result<JsValue, JsValue> {
        let renewal = self.renewal()?;
        let kept = renewal.baseline(&[]).entries.len();
        let baseline = renewal.baseline(if add { &self.checked()?.findings } else { &[] });
        let (gone, added) = (renewal.gone.len(), baseline.entries.len() - kept);
        to_js(&Renewed { text: baseline.to_text(), known: kept + gone, gone, added })
    }

    fn renewal(&self) -> Result<&Renewal, JsValue> {
        let renewal = self.checked()?.renewal.as_ref();
        renewal.ok_or_else(|| usage("there is no baseline: call setBaseline() before check()"))
    }

    /// Tells what a page was before a change, `undefined` for a page that is new.
    pub fn changed(&mut self, path: &str, before: Option<Vec<u8>>) {
        self.report = None;
        self.checker.changed(path, before.as_deref());
    }

    /// Only what a change touched is told of.
    #[wasm_bindgen(js_name = onlyChanges)]
    pub fn only_changes(&mut self) {
        self.report = None;
        self.checker.only_changes();
    }

    /// The pages with fixes of what was found: those that are certain, or all; mirrors `FixedPage` in `npm/types.ts`.
    ///
    /// # Errors
    /// `UsageError` where nothing was checked yet.
    pub fn fixed(&self, all: bool) -> Result<JsValue, JsValue> {
        to_js(&fix::pages(self.checked()?, self.checker.pages(), all))
    }

    /// The settings as they are in force; mirrors `SettingInForce` in `npm/types.ts`.
    ///
    /// # Errors
    /// None that a caller could cause.
    #[wasm_bindgen(getter)]
    pub fn settings(&self) -> Result<JsValue, JsValue> {
        to_js(&self.settings)
    }
}

/// A baseline in which findings are dismissed; `bytes` are those of the one there is, undefined for none.
///
/// # Errors
/// `UsageError` for a baseline that cannot be read, what is no fingerprint, or no day.
#[wasm_bindgen]
pub fn dismiss(
    name: &str,
    bytes: Option<Vec<u8>>,
    fingerprints: Vec<String>,
    reason: &str,
    until: Option<String>,
) -> Result<String, JsValue> {
    let wrong = |problem: BaselineError| usage(&problem.to_string());
    let mut baseline = match bytes {
        Some(bytes) => Baseline::read(name, &bytes).map_err(wrong)?,
        None => Baseline::default(),
    };
    baseline.dismiss(&fingerprints, reason, until.as_deref()).map_err(wrong)?;
    Ok(baseline.to_text())
}

/// The JSON schema of configuration files.
#[wasm_bindgen(js_name = configSchema)]
pub fn config_schema() -> String {
    settings::schema()
}
