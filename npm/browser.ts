/** Entry point for browsers and bundlers: the engine is fetched from beside this file when it is first needed. */
import { provide } from './engine.js';

provide(() => new URL('./unisono_bg.wasm', import.meta.url));

export * from './index.js';
