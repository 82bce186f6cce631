//! Addresses that lead on to others, for JavaScript.

use super::{WasmChecker, usage};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_class = Checker)]
impl WasmChecker {
    /// The files of redirects that the configuration names.
    #[wasm_bindgen(getter, js_name = redirectFiles)]
    pub fn redirect_files(&self) -> Vec<String> {
        self.redirect_files.clone()
    }

    /// Takes a file of redirects; `name` is its own, by which its form is known. Gives what is passed over in it, as sentences.
    ///
    /// # Errors
    /// `UsageError` with the file and what is wrong with it.
    #[wasm_bindgen(js_name = addRedirects)]
    pub fn add_redirects(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<String>, JsValue> {
        self.report = None;
        let passed = self.checker.add_redirects(name, bytes);
        let passed = passed.map_err(|problem| usage(&problem.to_string()))?;
        Ok(passed.iter().map(|passed| format!("{name}: {passed}")).collect())
    }
}
