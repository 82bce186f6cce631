//! A run in parts: sets that are dealt with by workers, see [`crate::checker::Workbench`].

use super::{WasmChecker, to_js, usage};
use crate::checker::{
    Checker, Parts, Taught, Unreadable, Workbench, language_in_path, make_ready, read_elsewhere,
};
use crate::order::OrderedSet;
use crate::report::json;
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// Mirrors `Parts` in `npm/parts.ts`.
#[derive(Serialize)]
struct PartsOutput {
    total: u32,
    learn: Vec<u32>,
    compare: Vec<u32>,
    ahead: bool,
}

/// What a set is named by: an outline, and the paths of its pages.
#[wasm_bindgen(js_name = Outline, getter_with_clone)]
pub struct OutlineOutput {
    /// All but the bytes of its pages.
    #[wasm_bindgen(readonly)]
    pub outline: Vec<u8>,
    /// Their paths, as findings name them.
    #[wasm_bindgen(readonly)]
    pub pages: Vec<String>,
}

thread_local! {
    /// The languages of the pages that were read, as their paths name them.
    static MET: RefCell<OrderedSet<&'static str>> = const { RefCell::new(OrderedSet::new()) };
}

/// Makes the languages of the pages that were read ready to be compared.
#[wasm_bindgen(js_name = makeReady)]
pub fn make_all_ready() {
    MET.take().into_iter().for_each(make_ready);
}

/// Reads a page without adding it, for `addRead`.
#[wasm_bindgen(js_name = readPage)]
#[must_use]
pub fn read_page(path: &str, bytes: &[u8], root: Option<String>) -> Vec<u8> {
    if let Some(tag) = language_in_path(path) {
        MET.with_borrow_mut(|met| met.insert(tag));
    }
    read_elsewhere(root.as_deref().unwrap_or_default(), path, bytes)
}

#[wasm_bindgen(js_class = Checker)]
impl WasmChecker {
    /// Adds a page that `readPage` has read; false where what it gave is of another build, or of another page.
    #[wasm_bindgen(js_name = addRead)]
    pub fn add_read(&mut self, path: &str, bytes: &[u8], root: Option<String>, read: &[u8]) -> bool {
        self.report = None;
        let root = root.as_deref().unwrap_or_default();
        let added = self.checker.add_read_elsewhere(root, path, bytes, read);
        self.room.keep_ahead();
        added.is_ok()
    }

    /// Settles which sets can be dealt with elsewhere.
    ///
    /// # Errors
    /// None that a caller could cause.
    pub fn parts(&mut self) -> Result<JsValue, JsValue> {
        self.report = None;
        let parts = self.checker.parts();
        let Parts { total, learn, compare, ahead } = parts;
        to_js(&PartsOutput { total, learn, compare, ahead })
    }

    /// Compares a set here and now.
    #[wasm_bindgen(js_name = compareAhead)]
    pub fn compare_ahead(&mut self, set: u32) {
        self.checker.compare_ahead(set);
        self.room.keep_ahead();
    }

    /// What was found in a set that was compared ahead or elsewhere, as lines of JSON, before the rest of the run is known.
    #[wasm_bindgen(js_name = foundIn)]
    pub fn found_in(&mut self, set: u32) -> String {
        json::findings(&self.checker.found_in(set))
    }

    /// What all sets rest on, for a workbench.
    pub fn ground(&mut self) -> Vec<u8> {
        self.checker.ground()
    }

    /// A set with its pages, for a workbench; `undefined` where there is no such set.
    pub fn task(&mut self, set: u32) -> Option<Vec<u8>> {
        let task = self.checker.task(set);
        self.room.keep_ahead();
        task
    }

    /// What a set is named by, beside the bytes of its pages; `undefined` where there is no such set. Mirrors `Outline` in
    /// `npm/parts.ts`.
    pub fn outline(&mut self, set: u32) -> Option<OutlineOutput> {
        let (outline, pages) = self.checker.outline(set)?;
        Some(OutlineOutput { outline, pages: pages.into_iter().map(str::to_owned).collect() })
    }

    /// Takes in what a workbench learned from a set.
    ///
    /// # Errors
    /// `UsageError` for bytes of another build.
    pub fn taught(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.checker.taught(bytes).map_err(unreadable)
    }

    /// Takes what a workbench found in a set; false for bytes of another build.
    pub fn supply(&mut self, set: u32, bytes: &[u8]) -> bool {
        self.room.keep_ahead();
        self.checker.supply(set, bytes).is_ok()
    }

    /// Turns a checker that has everything but pages into a workbench.
    ///
    /// # Errors
    /// `UsageError` for bytes of another build.
    #[wasm_bindgen(js_name = intoWorkbench)]
    pub fn into_workbench(self, ground: &[u8]) -> Result<WasmWorkbench, JsValue> {
        // A workbench lives as long as its instance: a worker has one, and ends with it.
        WasmWorkbench::on(Box::leak(Box::new(self.checker)), ground)
    }
}

/// Where the sets of a run are dealt with one by one.
#[wasm_bindgen(js_name = Workbench)]
pub struct WasmWorkbench {
    checker: &'static Checker,
    bench: Workbench<'static>,
}

impl WasmWorkbench {
    fn on(checker: &'static Checker, ground: &[u8]) -> Result<Self, JsValue> {
        let taught: &'static Taught = Box::leak(Box::new(Taught::read(checker, ground).map_err(unreadable)?));
        Ok(Self { checker, bench: Workbench::new(checker, taught) })
    }
}

#[wasm_bindgen(js_class = Workbench)]
impl WasmWorkbench {
    /// Takes what the sets rest on now that the run has learned.
    ///
    /// # Errors
    /// `UsageError` for bytes of another build.
    #[wasm_bindgen(js_name = changeGround)]
    pub fn change_ground(&mut self, ground: &[u8]) -> Result<(), JsValue> {
        *self = Self::on(self.checker, ground)?;
        Ok(())
    }

    /// Learns from a set.
    ///
    /// # Errors
    /// `UsageError` for bytes of another build.
    pub fn learn(&self, task: &[u8]) -> Result<Vec<u8>, JsValue> {
        self.bench.learn(task).map_err(unreadable)
    }

    /// Compares a set.
    ///
    /// # Errors
    /// `UsageError` for bytes of another build.
    pub fn compare(&self, task: &[u8]) -> Result<Vec<u8>, JsValue> {
        self.bench.compare(task).map_err(unreadable)
    }
}

fn unreadable(problem: Unreadable) -> JsValue {
    usage(&problem.to_string())
}
