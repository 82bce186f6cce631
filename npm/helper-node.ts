/** `unisono/helper` in Node: what the engine loads later is read from beside this file. */
import './node.js';

export * from './helper.js';
