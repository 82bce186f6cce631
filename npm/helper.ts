/**
 * A helper: a worker that deals with sets of a run, see {@link Checker.runWith}.
 *
 * ```js
 * // helper.js
 * import { help } from 'unisono/helper';
 * help(self);
 *
 * // beside the checker
 * const start = () => new Worker('./helper.js', { type: 'module' });
 * await checker.checkWith({ jobs: 4, start });
 * ```
 */
import { EngineError, guarded, init, takeTopologies, takeWords } from './engine.js';
import type { Begin, FromHelper, ToHelper, Work } from './parts.js';
import { listen, type Port } from './port.js';
import { readPage, readyForComparing } from './reading.js';
import { reason, tell } from './recovery.js';
import * as raw from './unisono.js';

export { jobsFor } from './parts.js';
export { Adding, Readers } from './reading.js';

/** Answers what arrives at `port`, one after the other. */
export function help(port: Port): void {
  const helper = new Helper(port);
  let last = Promise.resolve();
  listen(port, (data) => {
    last = last.then(() => helper.hear(data as ToHelper)).catch((problem) => helper.giveUp(problem));
  });
}

class Helper {
  readonly #port: Port;
  #begun: Begin | undefined;
  #bench: raw.Workbench | undefined;

  constructor(port: Port) {
    this.#port = port;
  }

  async hear(message: ToHelper): Promise<void> {
    if ('load' in message) {
      await init(message.load.module, message.load.words);
    } else if ('read' in message) {
      const read = message.read.map(readPage);
      this.#port.postMessage({ read } satisfies FromHelper);
    } else if ('wait' in message) {
      // Sets are formed meanwhile; what is made ready here is not waited for later.
      readyForComparing();
    } else if ('begin' in message) {
      const { module, words, topologies } = message.begin;
      await init(module, words);
      // It was begun before to read pages.
      takeWords(words);
      takeTopologies(topologies);
      this.#begun = message.begin;
      this.#bench = undefined;
    } else if ('ground' in message) {
      if (this.#begun) this.#begun.ground = message.ground;
      this.#bench?.changeGround(message.ground);
    } else {
      this.#port.postMessage(this.#dealWith(message.work, message.set, message.task));
    }
  }

  /** Says that nothing more comes: the run does the rest itself. */
  giveUp(problem: unknown): void {
    this.#port.postMessage({ over: String(problem) } satisfies FromHelper);
  }

  #dealWith(work: Work, set: number, task: Uint8Array): FromHelper {
    try {
      return { set, result: guarded(() => this.#ready()[work](task)) };
    } catch (problem) {
      if (!(problem instanceof EngineError)) throw problem;
      // The instance is gone, and the workbench with it.
      this.#bench = undefined;
      return { set, failed: reason(problem) };
    }
  }

  #ready(): raw.Workbench {
    if (this.#bench) return this.#bench;
    const { options, told, ground } = this.#begun ?? { options: undefined, told: [], ground: new Uint8Array() };
    const checker = new raw.Checker(options);
    for (const step of told) tell(checker, step);
    this.#bench = checker.intoWorkbench(ground);
    return this.#bench;
  }
}
