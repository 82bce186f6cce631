/** The engine, off the main thread. Besides the answers of `serve` it says how many pages it has read, and the rules. */
import { Checker, type Options, rules } from 'unisono';
import { serve } from 'unisono/worker';
import type { Aside } from './engine.js';

/** Milliseconds between two messages about pages read. */
const PAUSE = 60;

const say = (aside: Aside) => self.postMessage(aside);

async function create(options?: Options): Promise<Checker> {
  const checker = await Checker.create(options);
  say({ rules: await rules() });
  const add = checker.add.bind(checker);
  let read = 0;
  let last = performance.now();
  checker.add = (path, bytes, root) => {
    add(path, bytes, root);
    read += 1;
    const now = performance.now();
    if (now - last > PAUSE) {
      last = now;
      say({ read });
    }
  };
  return checker;
}

serve(self, { create });
