/** `unisono/helper` in Node: the words of languages are read from beside this file. */
import './node.js';

export * from './helper.js';
