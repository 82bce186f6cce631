/**
 * A run in parts: helpers, which are workers, deal with its sets, and what comes of them can be kept for the next run.
 * The report is the same, byte for byte, whoever did what.
 *
 * The run forms the sets. A helper is given all that the run was given but its pages, and then set by set what it needs
 * of them (a task); it gives back what it found. What helpers did not do, the run does itself.
 */

import { attend, breath, cancelled, type Helping } from './port.js';
import type { PageToRead } from './reading.js';
import type { EngineModule } from './types.js';

/** What a checker was told, as the name of a method of the raw face and its arguments. */
export type Told = readonly [method: string, ...args: readonly unknown[]];

/** What is done with a set: pages are learned from before any are compared. */
export type Work = 'learn' | 'compare';

/** The texts of languages, by their tags. */
type Words = ReadonlyMap<string, string>;

/** With what a helper begins. */
export interface Begin {
  module: EngineModule;
  words: Words;
  topologies: EngineModule | undefined;
  options: unknown;
  told: readonly Told[];
  ground: Uint8Array;
}

/** What a helper is told. */
export type ToHelper =
  | { load: { module: EngineModule; words: Words } }
  | { read: readonly PageToRead[] }
  | { wait: true }
  | { begin: Begin }
  | { ground: Uint8Array }
  | { work: Work; set: number; task: Uint8Array };

/**
 * What a helper says: what it read of pages; what came of a set, or why the engine failed over it; or that it can do nothing more, such as where
 * there is no memory for its engine.
 */
export type FromHelper =
  | { read: (Uint8Array | undefined)[] }
  | { set: number; result: Uint8Array }
  | { set: number; failed: string }
  | { over: string };

/** The least of a `Worker`, in browsers and in Node. */
export interface HelperPort extends Helping {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  terminate(): unknown;
}

/** All that what comes of a set hangs on, beside the basis of the run and its ground. */
export interface Outline {
  /** All but the bytes of its pages. */
  outline: Uint8Array;
  /** The bytes of its pages, in order. */
  pages: readonly Uint8Array[];
}

/** Keeps what came of sets, by a name for all that it hangs on. */
export interface Store {
  /** The name of what comes of a set. */
  key(work: Work, ground: Uint8Array, set: Outline): string;
  /** What came of it, where that is kept. */
  get(key: string, set: number): Promise<Uint8Array | undefined>;
  put(key: string, result: Uint8Array, set: number): Promise<void>;
  /** Hears which sets nothing was kept of, before they are dealt with; throws where that must not be. */
  missed?(sets: readonly number[]): void;
}

/** What comparing any set of a run hangs on, beside the sets. */
export type Basis = Pick<Helped, 'options' | 'told'>;

/** With whose help a run is done. */
export interface Help {
  /** Starts a worker in which `help()` of `unisono/helper` runs. */
  start(): HelperPort;
  /** How many sets are dealt with at the same time at most: one of them by the run itself, where nothing is kept. */
  jobs: number;
  /** Opens what keeps the results of runs on this basis. */
  store?: ((basis: Basis) => Store) | undefined;
  /** Which sets are dealt with, by their places among all; the run does none of the others itself. Default: all. */
  only?: ((set: number) => boolean) | undefined;
  /**
   * Hears what was found in each set once it is compared, as lines of the format `jsonl`: unfolded, and as far as the set
   * itself shows it. The order does not depend on who compared what. What is not dealt with is in the report alone.
   */
  onFound?: ((lines: string) => void) | undefined;
}

/** Bytes of pages for which one more worker is worth its start: it takes some milliseconds, and to warm up. */
const WORTH = 400_000;

/** Each worker takes some 60 MB. */
const MOST = 8;

/** How many sets are worth being dealt with at the same time, of pages of so many bytes; 0 where a worker is not. */
export function jobsFor(bytes: number, cores: number): number {
  return cores < 2 ? 0 : Math.min(cores, MOST, Math.floor(bytes / WORTH));
}

/** What the checker that is helped can do. */
export interface Helped {
  module: EngineModule;
  /** The words of languages that are at hand: what is not among them a helper fetches. */
  words: Words;
  /** What reads topologies, where it is at hand; a helper fetches it otherwise. */
  topologies: EngineModule | undefined;
  options: unknown;
  told: readonly Told[];
  /** `ahead`: whether {@link Helped.compareAhead} takes no longer than a helper. */
  parts(): { total: number; learn: number[]; compare: number[]; ahead: boolean };
  ground(): Uint8Array;
  task(set: number): Uint8Array | undefined;
  outline(set: number): Outline | undefined;
  taught(bytes: Uint8Array): void;
  supply(set: number, bytes: Uint8Array): boolean;
  /** What was found in a set that is compared, as lines. */
  foundIn(set: number): string;
  /** Compares a set here and now; false where the engine failed over it, and has lost what it had. */
  compareAhead(set: number): boolean;
  /** Leaves a set out over which the engine failed. */
  leaveOut(set: number, reason: string): void;
}

/**
 * Has the sets of a run dealt with; gives how many there are, and of how many there is a result now. `onDone` hears how
 * many are compared, and stops it by returning false.
 */
export async function deal(
  run: Helped,
  help: Help,
  onDone: (done: number, total: number) => boolean,
): Promise<{ dealt: number; total: number }> {
  const { total, learn, compare, ahead } = run.parts();
  const crew = new Crew(run, help);
  try {
    if (learn.length > 0) {
      if (!onDone(0, total)) throw cancelled();
      await crew.deal('learn', learn, run.ground(), (_, result) => {
        run.taught(result);
        return onDone(0, total);
      });
    }
    const wanted = compare.filter((set) => help.only?.(set) ?? true);
    const { onFound } = help;
    const telling = onFound && new InOrder(wanted, (set) => onFound(run.foundIn(set)));
    let done = 0;
    const counted = (set: number): boolean => {
      done += 1;
      telling?.has(set);
      return onDone(done, wanted.length);
    };
    const take: Take = (set, result) => (run.supply(set, result) ? counted(set) : undefined);
    const own = (set: number): boolean | undefined => (run.compareAhead(set) ? counted(set) : undefined);
    await crew.deal('compare', wanted, run.ground(), take, ahead && !help.store ? own : undefined);
    telling?.end();
    return { dealt: done, total };
  } finally {
    crew.end();
  }
}

/** Tells of sets in their order, as soon as those before are compared. */
class InOrder {
  readonly #sets: readonly number[];
  readonly #tell: (set: number) => void;
  readonly #compared = new Set<number>();
  #next = 0;

  constructor(sets: readonly number[], tell: (set: number) => void) {
    this.#sets = sets;
    this.#tell = tell;
  }

  /** Hears that a set is compared. */
  has(set: number): void {
    this.#compared.add(set);
    for (;;) {
      const next = this.#sets[this.#next];
      if (next === undefined || !this.#compared.has(next)) return;
      this.#next += 1;
      this.#tell(next);
    }
  }

  /** Tells of what is left: sets between them were left out. */
  end(): void {
    for (const set of this.#sets.slice(this.#next)) if (this.#compared.has(set)) this.#tell(set);
  }
}

/** Takes the result of a set: undefined where it cannot be read, false where the run is to stop. */
type Take = (set: number, result: Uint8Array) => boolean | undefined;

/** So many sets are on their way to a helper at once: while it is at one, the next has arrived. */
const AHEAD = 4;

/** So many results are looked up at once. */
const LOOKED_UP = 16;

/** The helpers of a run. */
class Crew {
  readonly #run: Helped;
  readonly #help: Help;
  readonly #members: Member[] = [];
  readonly #store: Store | undefined;

  constructor(run: Helped, help: Help) {
    this.#run = run;
    this.#help = help;
    this.#store = help.store?.(run);
  }

  /**
   * Has sets dealt with; what was kept of them is not done again. `own` deals with one in the meantime: false where the
   * run is to stop, undefined where it cannot go on.
   */
  async deal(
    work: Work,
    sets: readonly number[],
    ground: Uint8Array,
    take: Take,
    own?: (set: number) => boolean | undefined,
  ): Promise<void> {
    const keys = new Map<number, string>();
    const store = this.#store;
    const left: number[] = [];
    for (let at = 0; at < sets.length; at += LOOKED_UP) {
      const some = sets.slice(at, at + LOOKED_UP);
      const kept = some.map((set) => {
        const outline = store && this.#run.outline(set);
        if (!store || !outline) return undefined;
        const key = store.key(work, ground, outline);
        keys.set(set, key);
        return store.get(key, set);
      });
      for (const [place, result] of (await Promise.all(kept)).entries()) {
        const set = some[place] as number;
        const taken = result && take(set, result);
        if (taken === false) throw cancelled();
        if (!taken) left.push(set);
      }
    }
    store?.missed?.(left);
    const jobs = Math.min(this.#help.jobs - (own ? 1 : 0), left.length);
    while (this.#members.length < jobs) this.#members.push(new Member(this.#help.start(), this.#run, ground));
    for (const member of this.#members) member.stand(ground);
    left.reverse();
    const puts: Promise<void>[] = [];
    const next = (): number | undefined => left.pop();
    const each = this.#members.slice(0, jobs).map((member) =>
      member.deal(work, next, (set, result) => {
        const key = keys.get(set);
        if (take(set, result) === false) return false;
        if (store && key !== undefined) puts.push(store.put(key, result, set));
        return true;
      }),
    );
    const mine = async (): Promise<void> => {
      for (let set = own && next(); own && set !== undefined; set = next()) {
        const went = own(set);
        if (went === false) throw cancelled();
        // What helpers found is lost with the engine, and what they would find is not waited for.
        if (went === undefined) this.end();
        await breath();
      }
    };
    await Promise.all([...each, mine()]);
    await Promise.all(puts);
  }

  end(): void {
    for (const member of this.#members) member.end();
  }
}

/** What a helper says of a set. */
type Dealt = Exclude<FromHelper, { over: string } | { read: unknown }>;

/** One helper. */
class Member {
  readonly #port: HelperPort;
  readonly #run: Helped;
  #ground: Uint8Array;
  /** Whether it died: what it was at is left to the run. */
  #gone = false;
  #heard: (message: Dealt | undefined) => void = () => {};

  constructor(port: HelperPort, run: Helped, ground: Uint8Array) {
    this.#port = port;
    this.#run = run;
    this.#ground = ground;
    const died = (): void => {
      this.#gone = true;
      this.#heard(undefined);
    };
    const hear = (data: unknown): void => {
      const message = data as FromHelper;
      if ('over' in message) died();
      else if ('set' in message) this.#heard(message);
    };
    attend(port, hear, died);
    const { module, words, topologies, options, told } = run;
    this.#say({ begin: { module, words, topologies, options, told, ground } });
  }

  /** Tells what the sets rest on, where that is something else now. */
  stand(ground: Uint8Array): void {
    if (ground === this.#ground) return;
    this.#ground = ground;
    this.#say({ ground });
  }

  /** Deals with sets as long as there are any; `take` stops it by false. */
  deal(work: Work, next: () => number | undefined, take: (set: number, result: Uint8Array) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      let waiting = 0;
      const give = (): void => {
        while (!this.#gone && waiting < AHEAD) {
          const set = next();
          if (set === undefined) break;
          const task = this.#run.task(set);
          if (task === undefined) continue;
          waiting += 1;
          this.#say({ work, set, task }, [task.buffer as ArrayBuffer]);
        }
        if (this.#gone || waiting === 0) resolve();
      };
      this.#heard = (message) => {
        try {
          if (message) {
            waiting -= 1;
            if ('failed' in message) this.#run.leaveOut(message.set, message.failed);
            else if (!take(message.set, message.result)) throw cancelled();
          }
          give();
        } catch (problem) {
          this.#heard = () => {};
          reject(problem);
        }
      };
      give();
    });
  }

  end(): void {
    this.#gone = true;
    this.#heard(undefined);
    this.#heard = () => {};
    void this.#port.terminate();
  }

  #say(message: ToHelper, transfer: ArrayBuffer[] = []): void {
    this.#port.postMessage(message, transfer);
  }
}
