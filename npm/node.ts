/** Entry point for Node: the engine is read from beside this file when it is first needed. */
import { readFile } from 'node:fs/promises';
import { provide } from './engine.js';

provide(() => readFile(new URL('./unisono_bg.wasm', import.meta.url)));

export * from './index.js';
