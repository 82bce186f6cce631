/** What `import 'unisono'` gives, in Node and in browsers. */

export type * from './aligned.js';
export type * from './baseline.js';
export { configSchema, dismiss } from './baseline.js';
export type { InRoot } from './checker.js';
export { Checker } from './checker.js';
export { EngineError, init } from './engine.js';
export { describeLanguages, languages } from './languages.js';
export { builtInPacks, testPack } from './packs.js';
export type { Help, HelperPort } from './parts.js';
export { explain, rules } from './rules.js';
export type * from './types.js';
