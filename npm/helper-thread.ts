/** A helper as a worker thread of Node. */
import { parentPort } from 'node:worker_threads';
import { help } from './helper.js';

if (parentPort) help(parentPort);
