/** Entry point for browsers and bundlers: the engine and the words of languages are fetched from beside this file when needed. */
import { provide } from './engine.js';

provide(() => new URL('./unisono_bg.wasm', import.meta.url), fetched);

/** A language turns up in the middle of a check, which cannot wait: in a worker, where the engine belongs, nothing else does. */
function fetched(tag: string): string {
  const request = new XMLHttpRequest();
  request.open('GET', new URL(`./languages/${tag}.txt`, import.meta.url), false);
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${request.statusText} for ${request.responseURL}`);
  return request.responseText;
}

export * from './index.js';
