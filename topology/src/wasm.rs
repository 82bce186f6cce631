//! The WebAssembly face: that of the core, and what plugs topologies into it.

use wasm_bindgen::prelude::*;

/// Plugs topologies in; called by the host once for each instance.
#[wasm_bindgen(js_name = installTopologies)]
pub fn install_topologies() {
    crate::install();
}
