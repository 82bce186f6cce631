import { guarded, init } from './engine.js';
import type { Rule } from './types.js';
import * as raw from './unisono.js';

/** All rules, ordered by name. */
export async function rules(): Promise<Rule[]> {
  await init();
  return guarded(() => raw.rules() as Rule[]);
}

/** What a rule flags, why, with examples, as text for people; undefined where there is no rule of that name. */
export async function explain(rule: string): Promise<string | undefined> {
  await init();
  return guarded(() => raw.explain(rule));
}

/** A line a rule, as text for people. */
export async function listRules(): Promise<string> {
  await init();
  return guarded(() => raw.listRules());
}
