/** A helper as a worker thread of Node. */
import { parentPort, workerData } from 'node:worker_threads';
import { init } from './engine.js';
import { help } from './helper-node.js';

if (parentPort) {
  help(parentPort);
  await init((workerData as { module: WebAssembly.Module }).module);
}
