import { guarded, init } from './engine.js';
import type { PackTest } from './types.js';
import * as raw from './unisono.js';

/** Ids of the built-in guidance packs. */
export async function builtInPacks(): Promise<string[]> {
  await init();
  return guarded(() => raw.builtInPacks());
}

/**
 * Runs the cases that a guidance pack carries.
 * @param name for messages
 * @param bytes UTF-8, as in the file
 */
export async function testPack(name: string, bytes: Uint8Array): Promise<PackTest> {
  await init();
  return guarded(() => raw.testPack(String(name), bytes) as PackTest);
}
