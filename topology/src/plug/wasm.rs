//! The WebAssembly face: that of the core, and what plugs topologies into it.

use js_sys::Function;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    /// What loads the part.
    static LOAD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Plugs topologies in; called by the host once for each instance. `load` instantiates `topology.wasm`, which imports the
/// exports of this instance; it is given them, and called when a topology, or a snippet of one, turns up. What it throws
/// reaches the caller, and the instance must be dropped.
#[wasm_bindgen(js_name = installTopologies)]
pub fn install_topologies(load: Function) {
    LOAD.set(Some(load));
    super::load_with(|| {
        let loaded = LOAD.with_borrow(|load| {
            let load = load.as_ref().expect("it is set before the part is asked for");
            load.call1(&JsValue::UNDEFINED, &wasm_bindgen::exports())
        });
        if let Err(problem) = loaded {
            wasm_bindgen::throw_val(problem);
        }
    });
    super::install();
}
