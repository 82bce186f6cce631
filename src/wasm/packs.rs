//! Guidance packs for JavaScript: running their cases, and making them out of pages.

use super::{WasmChecker, to_js, usage};
use crate::guidance::{self, CaseRun, Pack};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Ids of the built-in packs; mirrors `builtInPacks` in `npm/packs.ts`.
#[wasm_bindgen(js_name = builtInPacks)]
pub fn built_in_packs() -> Vec<String> {
    guidance::built_in().iter().map(|pack| pack.id.clone()).collect()
}

/// The outcome of a pack's cases.
#[derive(Serialize)]
struct PackTest {
    #[serde(flatten)]
    run: CaseRun,
    text: String,
}

/// Runs the cases of a pack; mirrors `PackTest` in `npm/types.ts`. `name` is for messages.
///
/// # Errors
/// `UsageError` with file and line of what is wrong.
#[wasm_bindgen(js_name = testPack)]
pub fn test_pack(name: &str, bytes: &[u8]) -> Result<JsValue, JsValue> {
    let run = guidance::run_cases(&read(name, bytes)?);
    let text = run.render(name);
    to_js(&PackTest { run, text })
}

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Pack, JsValue> {
    let text = std::str::from_utf8(bytes).map_err(|_| usage(&format!("{name}: a pack is UTF-8")))?;
    guidance::parse(name, text).map_err(|problem| usage(&problem.to_string()))
}

#[wasm_bindgen(js_class = Checker)]
impl WasmChecker {
    /// Proposes a guidance pack of this id, made out of the pages; mirrors `PackProposal` in `npm/types.ts`.
    ///
    /// # Errors
    /// `UsageError` for an id that is not in kebab-case.
    #[wasm_bindgen(js_name = proposePack)]
    pub fn propose_pack(&mut self, id: &str) -> Result<JsValue, JsValue> {
        let proposal = self.checker.propose_pack(id);
        to_js(&proposal.map_err(|problem| usage(&problem.message))?)
    }
}
