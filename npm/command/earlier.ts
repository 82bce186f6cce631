/**
 * What a run told, kept in a cache beside what came of its sets: where the pages, the settings and all else that was given
 * are as they were, the next run tells the same, and neither compares nor puts anything together.
 */
import type { Checker, Summary } from '../node.js';
import type { Cache } from './cache.js';
import type { Cards } from './cards.js';
import { digest, engineName, plain } from './store.js';

/** What a run told. */
export interface Outcome {
  text: string;
  counts: Pick<Summary, 'errors' | 'warnings' | 'notes'>;
}

export class Earlier {
  readonly #cache: Cache;
  readonly #cards: Cards;

  constructor(cache: Cache, cards: Cards) {
    this.#cache = cache;
    this.#cards = cards;
  }

  /** The name of what a checker with these pages tells in a format and style. */
  key(checker: Checker, style: unknown): string {
    const { options, told } = checker.given;
    const settings = [options ?? {}, style].map((given) => JSON.stringify(given));
    return digest(engineName(), 'told', ...settings, ...told.flat().map(plain), ...this.#cards.sums());
  }

  async get(key: string): Promise<Outcome | undefined> {
    const bytes = await this.#cache.get(key);
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Outcome);
  }

  async put(key: string, checker: Checker, outcome: Outcome): Promise<void> {
    // Over what the engine failed it may do better another time.
    if (checker.given.whole) await this.#cache.put(key, new TextEncoder().encode(JSON.stringify(outcome)));
  }
}
