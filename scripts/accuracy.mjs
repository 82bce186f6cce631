// Scores the checker on sets of known defects and writes docs/accuracy.md: npm run accuracy -- SET…
//
//     npm run accuracy -- SET…                     scores the sets, writes docs/accuracy.md
//     npm run accuracy -- SET… --out -             prints the document instead (--out FILE writes another file)
//     npm run accuracy -- SET… --misses 10         also prints ten defects that are not found
//     npm run accuracy -- SET… --draw 20 --seed 1  prints up to 20 findings of each rule, to be read and judged
//
// A SET is a folder of planted defects, a .jsonl file of sentence pairs, or a folder of pages: see docs/scoring.md.
import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accuracyDocument } from './accuracy/document.mjs';
import { draw, precision, score } from './accuracy/score.mjs';
import { readSet, readVerdicts, SetError } from './accuracy/set.mjs';
import { build } from './build.mjs';
import { fail, root } from './run.mjs';
import { setUp } from './setup.mjs';

const usage =
  'npm run accuracy -- SET… [--source en-US] [--out FILE] [--verdicts FILE] [--misses N] [--draw N] [--seed N]';
const { values, positionals } = arguments_();
// npm runs scripts in the folder of package.json; paths are meant from where it was called.
const from = (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);

if (!values['no-build']) {
  setUp();
  build();
}
const { Checker, rules } = await import('unisono');
try {
  const sets = positionals.map((path) => readSet(from(path), values.source));
  const verdicts = readVerdicts(
    values.verdicts === undefined ? join(root, 'docs', 'verdicts.jsonl') : from(values.verdicts),
  );
  const scored = [];
  for (const set of sets) scored.push({ set, score: await score(Checker, set, values.source) });
  const scores = scored.map((one) => one.score);
  if (values.draw !== undefined) {
    for (const one of draw(scores, verdicts, number('draw'), number('seed'))) print(forReading(one));
  } else {
    const text = accuracyDocument(scored, verdicts, precision(verdicts, scores), await rules());
    if (values.out === '-') process.stdout.write(text);
    else {
      const file = values.out === undefined ? join(root, 'docs', 'accuracy.md') : from(values.out);
      writeFileSync(file, text);
      process.stderr.write(`wrote ${relative(process.cwd(), file)}\n`);
    }
    const missed = scores.flatMap((one) => one.missed ?? one.wrong ?? []);
    for (const { locale, lang, category, kind, source, english, before, replacement, translation } of missed.slice(
      0,
      number('misses'),
    )) {
      print({
        locale: locale ?? lang,
        category: category ?? kind,
        source: source ?? english,
        was: before,
        now: replacement ?? translation,
      });
    }
  }
} catch (problem) {
  if (!(problem instanceof SetError)) throw problem;
  fail(problem.message);
}

/** A finding with what is needed to judge it. Verdict and reason are filled in, the members with `?` taken out. */
function forReading({ finding, locale, page, reference, text }) {
  const { rule, message, range, sentence, related } = finding;
  const cut = (whole, at) => (at === undefined ? undefined : whole.slice(at.start.offset, at.end.offset));
  return {
    ...{ rule, locale, page, line: range.start.line, fact: message, verdict: '', reason: '' },
    '?source': cut(reference, related[0]?.sentence),
    '?translation': cut(text, sentence),
  };
}

function print(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function number(name) {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0) fail(`--${name} ${values[name]}: expected a whole number\n${usage}`);
  return value;
}

function arguments_() {
  const options = {
    source: { type: 'string', default: 'en-US' },
    out: { type: 'string' },
    verdicts: { type: 'string' },
    misses: { type: 'string', default: '0' },
    draw: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'no-build': { type: 'boolean', default: false },
  };
  try {
    const parsed = parseArgs({ options, allowPositionals: true });
    if (parsed.positionals.length === 0) fail(`name what to score\n${usage}`);
    return parsed;
  } catch (problem) {
    return fail(`${problem.message}\n${usage}`);
  }
}
