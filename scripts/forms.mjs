// Ranks what renderings the lexicons do not know, from what `observe` saw: npm run forms -- OBSERVED.jsonl… [--kind KIND]
//
// For each kind of divergence, concept and language: the runs of one to three words (two to four characters where words
// are written without spaces) that stand in the translations of sentences with such a divergence far more often than in
// those of other sentences. It needs no labels: on pages that people translated most divergences are right renderings by
// a form that the lexicon does not list, or forms that say what the lexicon does not mean. What is new on a side is looked
// at in the same way on that side. Read the list; enter what any reader of the language would take for a rendering.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail } from './run.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kind: { type: 'string' },
    least: { type: 'string', default: '12' },
    top: { type: 'string', default: '12' },
  },
});
if (positionals.length === 0) fail('npm run forms -- OBSERVED.jsonl… [--kind KIND] [--least G2] [--top N]');

const UNSPACED = /^(ja|ko|zh)/;
const seen = new Set();
/** By language: in how many sentences each run stands, and how many sentences there are. */
const background = new Map();
/** By kind, concepts and language: the same. */
const groups = new Map();

for (const file of positionals) {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const row = JSON.parse(line);
    if (row.kind === undefined) continue;
    const sentence = `${row.locale}|${row.translation}`;
    const own = new Set(runs(row.translation, row.locale));
    if (!seen.has(sentence)) {
      seen.add(sentence);
      count(background, row.locale, own);
    }
    if (values.kind === undefined || values.kind === row.kind) {
      const group = `${row.kind} ${row.lost ?? '-'} > ${row.gained ?? '-'} ${row.locale}`;
      if (!seen.has(`${group}|${row.translation}`)) count(groups, group, own);
      seen.add(`${group}|${row.translation}`);
    }
  }
}

for (const [name, group] of [...groups].sort((a, b) => b[1].all - a[1].all)) {
  if (group.all < 8) continue;
  const all = background.get(name.slice(name.lastIndexOf(' ') + 1));
  const ranked = [...group.runs]
    .map(([run, n]) => ({ run, n, worth: ratio(n, group.all, all.runs.get(run) ?? n, all.all) }))
    .filter(({ n, worth }) => n >= 3 && worth >= Number(values.least))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, Number(values.top));
  if (ranked.length > 0) {
    const told = ranked.map(({ run, n }) => `${run} (${n} of ${all.runs.get(run)})`);
    process.stdout.write(`${name}, ${group.all}: ${told.join(' · ')}\n`);
  }
}

function count(map, key, own) {
  const group = map.get(key) ?? { all: 0, runs: new Map() };
  group.all += 1;
  for (const run of own) group.runs.set(run, (group.runs.get(run) ?? 0) + 1);
  map.set(key, group);
}

/** The runs of words or characters of a text, lower case. */
function* runs(text, locale) {
  const parts = text.toLowerCase().match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [];
  if (UNSPACED.test(locale)) {
    for (const part of parts) {
      for (let at = 0; at < part.length; at += 1) {
        for (let length = 2; length <= 4 && at + length <= part.length; length += 1) yield part.slice(at, at + length);
      }
    }
  } else {
    for (let at = 0; at < parts.length; at += 1) {
      for (let length = 1; length <= 3 && at + length <= parts.length; length += 1) {
        yield parts.slice(at, at + length).join(' ');
      }
    }
  }
}

/** How surely a run stands in a group more often than elsewhere: the log-likelihood ratio (Dunning 1993). */
function ratio(inside, group, everywhere, all) {
  const outside = Math.max(0, everywhere - inside);
  const rest = Math.max(1, all - group);
  if (inside / group <= outside / rest) return 0;
  const share = (inside + outside) / (group + rest);
  const part = (k, n, p) => (k === 0 ? 0 : k * Math.log(k / n / p));
  return (
    2 *
    (part(inside, group, share) +
      part(group - inside, group, 1 - share) +
      part(outside, rest, share) +
      part(rest - outside, rest, 1 - share))
  );
}
