/** `unisono/helper` in browsers and bundlers: what the engine loads later is fetched from beside this file. */
import './browser.js';

export * from './helper.js';
