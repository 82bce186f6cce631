/** `unisono/helper` in browsers and bundlers: the words of languages are fetched from beside this file. */
import './browser.js';

export * from './helper.js';
