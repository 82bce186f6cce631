/** Entry point for browsers and bundlers: the engine, and what it loads later, are fetched from beside this file when needed. */
import { provide } from './engine.js';

provide(
  () => new URL('./unisono_bg.wasm', import.meta.url),
  (tag) => fetched(new URL(`./languages/${tag}.txt`, import.meta.url)),
  // One byte a character: outside workers nothing else than text can be waited for.
  () => Uint8Array.from(fetched(new URL('./topology.wasm', import.meta.url), 'x-user-defined'), (c) => c.charCodeAt(0)),
);

/**
 * What turns up in the middle of a check, which cannot wait, is fetched so: in a worker, where the engine belongs, nothing
 * else does wait.
 */
function fetched(address: URL, charset = 'utf-8'): string {
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  request.overrideMimeType(`text/plain; charset=${charset}`);
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${request.statusText} for ${request.responseURL}`);
  return request.responseText;
}

export * from './index.js';
