//! The WebAssembly face of the engine; the only file that knows wasm-bindgen.
