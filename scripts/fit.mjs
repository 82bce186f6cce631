// Fits what findings about meaning are weighed with: npm run fit -- (evidence | rates | weights) NAME=OBSERVED…
//
//     cargo run --release --example observe -- DIR en > NAME.jsonl   what the comparison sees in each set of pages
//     npm run fit -- evidence NAME=NAME.jsonl…                       writes lexicon/evidence.tsv; build and observe anew
//     npm run fit -- rates NAME=NAME.jsonl…                          writes lexicon/rates.tsv; build and observe anew
//     npm run fit -- weights NAME=NAME.jsonl… [--planted BROKEN.jsonl --clean CLEAN.jsonl --beside NAME]
//                                                                    writes lexicon/weights.yaml, docs/calibration.md
//
// The readings (docs/readings.jsonl) say of divergences in these sets whether people who read them called them right.
// --planted: the same pages with defects put in, and --clean without; what only the broken ones show are defects.
// --wrong, --right: pages of a sentence or two, wrong renderings of them and right ones. What is seen in the right ones is
// no defect; what only the wrong ones show is one.
// --beside: a set of the same origin whose own divergences count as mostly right renderings.
// --mended: sets whose false findings were mended after they were read. What still stands there is right oftener than on
// pages nobody tuned for, so that how often findings are right is learned from the other sets alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { calibration } from './fit/calibration.mjs';
import { evidence } from './fit/evidence.mjs';
import { priors } from './fit/priors.mjs';
import { rates } from './fit/rates.mjs';
import { fit, score } from './fit/regression.mjs';
import { fail, root } from './run.mjs';

/**
 * What each row counts for, beside a reading of a set that was mended: one of a set that nobody tuned for, a planted defect, a
 * pair of sentences, a divergence of a set that is right for the most part.
 */
const WORTH = { untouched: 4, planted: 3, pair: 4, beside: 0.05 };

const usage =
  'npm run fit -- (evidence | rates) NAME=OBSERVED.jsonl… | npm run fit -- weights NAME=OBSERVED.jsonl… [--planted FILE --clean FILE --wrong FILE --right FILE --beside NAME --mended NAME,…]';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    readings: { type: 'string', default: join(root, 'docs', 'readings.jsonl') },
    planted: { type: 'string' },
    clean: { type: 'string' },
    wrong: { type: 'string' },
    right: { type: 'string' },
    beside: { type: 'string', default: '' },
    mended: { type: 'string', default: '' },
    shift: { type: 'string', default: '123' },
  },
});
const [what, ...named] = positionals;
const from = (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
const sets = named.map((arg) => {
  const [name, file] = arg.split('=');
  if (file === undefined) fail(`${arg}: expected NAME=FILE\n${usage}`);
  return { name, rows: lines(from(file)) };
});

if (what === 'evidence') {
  const head = [
    '# What each concept tells of whether two sentences are one, in tenths of a nat: against it where only the source',
    '# states it, for it where both do, against it where only the translation does; the line without a name is for all',
    '# that are not listed. Made by npm run fit.',
  ];
  const rows = sets.flatMap((set) => set.rows.filter((row) => 'likeness' in row));
  writeFileSync(join(root, 'lexicon', 'evidence.tsv'), [...head, ...evidence(rows), ''].join('\n'));
} else if (what === 'rates') {
  const forms = [];
  const wanted = new Set();
  for (const { name, rows } of sets) {
    for (const row of rows) {
      if ('kind' in row) wanted.add(row.lost).add(row.gained);
      // A set put together by a machine is large and of one voice: it counts for less.
      else if ('form' in row) forms.push({ ...row, scale: name === values.beside ? 0.3 : 1 });
    }
  }
  const head = [
    '# How often, in thousandths, a form has no answer on the other side: language, concept, form (none: all forms of the',
    '# concept), rate. en>xx: by what the rate of English is multiplied beside xx, in hundredths. Made by npm run fit.',
  ];
  writeFileSync(join(root, 'lexicon', 'rates.tsv'), [...head, ...rates(forms, wanted), ''].join('\n'));
} else if (what === 'weights') {
  weights();
} else {
  fail(usage);
}

function weights() {
  const readings = new Map(lines(values.readings).map((row) => [key(row.set, row), row.verdict]));
  const mended = new Set(values.mended.split(','));
  const read = [];
  const rest = [];
  for (const { name, rows } of sets) {
    for (const row of rows.filter((row) => 'kind' in row)) {
      const verdict = readings.get(key(name, row));
      if (verdict !== undefined) {
        const [group, weight] = mended.has(name) ? ['mended', 1] : ['real', WORTH.untouched];
        read.push({ ...row, label: right(row, verdict) ? 1 : 0, weight, group, set: name });
      } else if (name === values.beside) {
        rest.push({ ...row, signs: ofItself(row.signs), label: 0, weight: WORTH.beside, group: 'real' });
      }
    }
  }
  const known = (row, label, weight) => ({ ...row, signs: ofItself(row.signs), label, weight, group: 'real' });
  const broken = shownOnlyIn(values.planted, values.clean).map((row) => known(row, 1, WORTH.planted));
  const pairs = [
    ...shownOnlyIn(values.wrong, values.right).map((row) => known(row, 1, WORTH.pair)),
    ...divergences(values.right).map((row) => known(row, 0, WORTH.pair)),
  ];
  const others = [...rest, ...broken, ...pairs];
  const options = { shared: 1.5, both: 8, own: 2.5, start: 0.3, rounds: 400 };
  // No set is judged by weights that saw it.
  const held = [];
  for (const name of new Set(read.filter((row) => row.group === 'real').map((row) => row.set))) {
    const model = fit([...read.filter((row) => row.set !== name), ...others], options);
    for (const row of read.filter((row) => row.set === name)) held.push({ ...row, score: total(model, row) });
  }
  const model = fit([...read, ...others], options);
  const shift = Number(values.shift) / 100;
  writeFileSync(join(root, 'lexicon', 'weights.yaml'), yaml(model, shift));
  const text = calibration(
    held.map((row) => ({ ...row, score: row.score + shift })),
    broken.map((row) => total(model, row) + shift),
  );
  writeFileSync(join(root, 'docs', 'calibration.md'), text);
  process.stdout.write(text);
}

function total(model, row) {
  return score(model, row) + (model.groups.real ?? 0);
}

/**
 * Whether a finding was right. One about a word of two sentences that are clearly no translation of each other compared
 * what it should not have, also where a page is behind its source.
 */
function right({ kind, signs }, verdict) {
  if (kind.startsWith('sentence-')) return verdict === 'true' || verdict === 'outdated';
  return verdict === 'true' || (verdict === 'outdated' && !signs.includes('unlike-clearly'));
}

/** Signs that only a set in several languages has say nothing where one language is looked at by itself. */
function ofItself(signs) {
  return signs.filter((sign) => !sign.includes('other-language'));
}

function divergences(file) {
  return file === undefined ? [] : lines(from(file)).filter((row) => 'kind' in row);
}

/** The divergences that only the broken pages show. */
function shownOnlyIn(broken, sound) {
  const known = new Set(divergences(sound).map(about));
  return divergences(broken).filter((row) => !known.has(about(row)));
}

function about(row) {
  return [basename(row.path), row.locale, row.kind, row.lost, row.gained, row.source].join('|');
}

function key(set, { path, byte, kind, lost, gained }) {
  // The folder that was checked is no part of it.
  const at = path.lastIndexOf(`${set}/`);
  return [at < 0 ? path : path.slice(at + set.length + 1), byte, kind, lost, gained].join('|');
}

function yaml(model, shift) {
  const cents = (weight) => Math.round(weight * 100);
  const entries = ({ start, signs }) =>
    [['start', start], ...Object.entries(signs).sort()]
      .filter(([, weight]) => cents(weight) !== 0)
      .map(([sign, weight]) => `${sign}: ${cents(weight)}`);
  const start = model.all.start + (model.groups.real ?? 0) + shift;
  const unseen = Object.entries(priors)
    .filter(([name]) => name.startsWith('sign:'))
    .map(([name, weight]) => [name.slice('sign:'.length), weight]);
  const signs = { ...Object.fromEntries(unseen), ...model.all.signs };
  const kinds = [['all', { start, signs }], ...Object.entries(model.kinds).sort()];
  const head = [
    '# What each sign is worth, in hundredths of a nat: for all kinds of divergences, and what each kind adds to that.',
    '# Made by npm run fit; see docs/scoring.md.',
  ];
  const body = kinds.map(([kind, weights]) => `${kind}: {\n${wrap(entries(weights))}\n}`);
  return `${[...head, ...body].join('\n')}\n`;
}

function wrap(entries) {
  const out = [];
  let line = ' ';
  for (const [i, entry] of entries.entries()) {
    const next = `${line} ${entry}${i + 1 < entries.length ? ',' : ''}`;
    if (next.length > 116) {
      out.push(line);
      line = `  ${entry}${i + 1 < entries.length ? ',' : ''}`;
    } else line = next;
  }
  return [...out, line].join('\n');
}

function lines(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
