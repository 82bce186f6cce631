import { guarded, init } from './engine.js';
import type { Range } from './types.js';
import * as raw from './unisono.js';

/** Why a finding is set aside. */
export interface Dismissal {
  /** `page`: a comment, or the front matter, of a page; `dismissed`: a baseline, with a reason; `baseline`: without. */
  by: 'page' | 'dismissed' | 'baseline';
  /** May be empty. */
  reason: string;
  /** The last day on which it is, such as `2026-12-31`. */
  until?: string;
  /** The page that says so. */
  path?: string;
  /** Where it says so. */
  range?: Range;
}

/** A baseline after a run. */
export interface RenewedBaseline {
  /** The file. */
  text: string;
  /** How many findings it knew before. */
  known: number;
  /** How many of those are mended, and not in it any more. */
  gone: number;
  /** How many are new in it. */
  added: number;
}

/** A setting of a configuration file, as it is in force. */
export interface SettingInForce {
  name: string;
  /** As JSON; empty where nothing is set. */
  value: string;
  /** The line of the file that sets it, from 1. */
  line?: number;
  /** What it does. */
  what: string;
}

/** A page with fixes in it. */
export interface FixedPage {
  /** As findings name it. */
  path: string;
  text: string;
  /** How many fixes are in it. */
  fixes: number;
  /** What they change, as a unified diff. */
  diff: string;
}

/** What a baseline is told of findings that somebody looked at and dismisses. */
export interface DismissOptions {
  /** Of the findings. */
  fingerprints: readonly string[];
  reason: string;
  /** The last day on which they are dismissed, such as `2026-12-31`. */
  until?: string | undefined;
  /** The baseline there is; none for a new one. */
  baseline?: Uint8Array | undefined;
  /** Its name, for messages. */
  name?: string | undefined;
}

/** A baseline in which findings are dismissed, as text for its file. */
export async function dismiss(options: DismissOptions): Promise<string> {
  await init();
  const { baseline, fingerprints, name = 'baseline', reason, until } = options;
  return guarded(() => raw.dismiss(name, baseline, [...fingerprints], reason, until));
}

/** The JSON schema of configuration files. */
export async function configSchema(): Promise<string> {
  await init();
  return guarded(() => raw.configSchema());
}
