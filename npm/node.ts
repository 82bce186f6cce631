/** Entry point for Node: the engine, and what it loads later, are read from beside this file when they are needed. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { provide } from './engine.js';

provide(
  () => readFile(new URL('./unisono_bg.wasm', import.meta.url)),
  (tag) => readFileSync(new URL(`./languages/${tag}.txt`, import.meta.url), 'utf8'),
  () => readFileSync(new URL('./topology.wasm', import.meta.url)),
);

export * from './index.js';
