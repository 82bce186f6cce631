// What measures accuracy: the scores of a stub whose findings are known, and of the engine on the project's own set.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Checker, rules } from 'unisono';
import { accuracyDocument } from '../../scripts/accuracy/document.mjs';
import { draw, interval, precision, score } from '../../scripts/accuracy/score.mjs';
import { readSet, readVerdicts, SetError } from '../../scripts/accuracy/set.mjs';
import { folderWith, node, repository } from './project.mjs';

const own = (name) => join(repository, 'tests', 'accuracy', name);
const jsonl = (...rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Speaks of each line of a translation that holds a rule's name in square brackets. */
const stub = {
  async create() {
    const pages = [];
    return {
      add: (path, bytes) => pages.push([path, new TextDecoder().decode(bytes)]),
      check: () => ({
        findings: pages.flatMap(([path, text]) =>
          text.split('\n').flatMap((line, index) =>
            [...line.matchAll(/\[(\w+)\]/g)].map(([, rule]) => {
              const place = { line: index + 1, column: 1, offset: 0 };
              const range = { start: place, end: place };
              const severity = rule === 'quiet' ? 'note' : 'error';
              return {
                rule,
                severity,
                path,
                locale: path.split('/')[0],
                range,
                sentence: range,
                related: [],
                message: rule,
              };
            }),
          ),
        ),
        summary: {
          sets: [{ documents: pages.map(([path]) => ({ path, locale: path.split('/')[0], sentences: 10 })) }],
        },
      }),
      free() {},
    };
  },
};

const clean = 'one\ntwo 🙂 [noisy]\nthree\n';
const planted = (...defects) =>
  folderWith({
    'truth.jsonl': jsonl(...defects.map((defect) => ({ locale: 'de-DE', doc: 'a.md', ...defect }))),
    'de-DE/en-US/a.md': 'one\ntwo\nthree\n',
    'de-DE/de-DE/a.md': clean,
  });

test('a defect counts as found where a rule speaks of its lines more often than before', async () => {
  const folder = planted(
    { category: 'found', start: 0, end: 3, replacement: '[new]', before: 'one', source: 'one' },
    { category: 'elsewhere', start: 0, end: 3, replacement: 'ONE', source: 'one' },
    { category: 'noisy', start: 4, end: 7, replacement: 'TWO', source: 'two' },
    { category: 'noisier', start: 4, end: 7, replacement: '[noisy]', source: 'two' },
    { category: 'quiet', start: 18, end: 23, replacement: '[quiet]', before: 'three', source: 'three' },
    { category: 'step-dropped', start: 18, end: 23, replacement: 'x' },
  );
  const { hits, totals, noise, mcc, missed } = await score(stub, readSet(folder));
  assert.deepEqual(
    missed.map((defect) => defect.category),
    ['elsewhere', 'noisy', 'quiet', 'step-dropped'],
  );
  assert.deepEqual([hits.get('all'), totals.get('all'), hits.get('found de-DE')], [2, 6, 1]);
  // Of five sentences three are flagged when broken, two when clean.
  assert.equal(mcc.toFixed(3), ((3 * 3 - 2 * 2) / Math.sqrt(5 * 5 * 5 * 5)).toFixed(3));
  assert.deepEqual([noise.findings.length, noise.sentences.get('de-DE')], [1, 10], 'a page is counted once');
});

test('a pair is flagged where something loud is said of it', async () => {
  const pair = (id, kind, translation) => ({ id, lang: 'de-DE', kind, english: 'x', translation, severity: 'major' });
  const pairs = [pair('a', 'defect', '[x]'), pair('b', 'defect', '[quiet]'), pair('c', 'acceptable', 'x')];
  const { flagged, totals, wrong } = await score(
    stub,
    readSet(join(folderWith({ 'p.jsonl': jsonl(...pairs) }), 'p.jsonl')),
  );
  assert.deepEqual([flagged.get('defect'), totals.get('defect'), flagged.get('acceptable de-DE')], [1, 2, 0]);
  assert.deepEqual([totals.get('severity major'), wrong.map((one) => one.id)], [2, ['b']]);
});

test('what is wrong with a set is said with file and line', () => {
  const wrong = [
    [
      planted({ category: 'x', start: 0, end: 3, replacement: '', before: 'two' }),
      /truth\.jsonl:1: "before" is not what stands at 0 to 3/,
    ],
    [planted({ category: 'x', start: 0, end: 3 }), /truth\.jsonl:1: "replacement" is missing/],
    [
      planted({ category: 'x', start: 0, end: 3, replacement: '', doc: 'b.md' }),
      /truth\.jsonl:1: .*b\.md is not there/,
    ],
    [folderWith({ 'truth.jsonl': '\n{' }), /truth\.jsonl:2: this line is no JSON/],
    [folderWith({ 'x.md': '' }), /this is no set/],
    ['/nowhere/at/all', /there is no such file or folder/],
  ];
  for (const [path, message] of wrong)
    assert.throws(
      () => readSet(path),
      (problem) => problem instanceof SetError && message.test(problem.message),
      String(message),
    );
});

test('a verdict counts today where its finding is still raised, and is not drawn again', async () => {
  const scores = [
    await score(
      stub,
      readSet(planted({ category: 'x', start: 0, end: 3, replacement: '', source_path: 'deep/page.md' })),
    ),
  ];
  const verdict = { rule: 'noisy', locale: 'de-DE', page: 'page.md', line: 2, verdict: 'false', reason: 'a stub' };
  const verdicts = [verdict, { ...verdict, line: 3, verdict: 'true', locale: 'fr-FR' }];
  const known = precision(verdicts, scores).get('noisy');
  assert.deepEqual(known, { read: 2, true: 1, locales: new Set(['de-DE', 'fr-FR']), nowRead: 1, nowTrue: 0 });
  assert.deepEqual(draw(scores, verdicts, 5, 1), []);
  assert.equal(draw(scores, [], 5, 1).length, 1);
  assert.deepEqual(
    interval(8, 10).map((share) => share.toFixed(2)),
    ['0.49', '0.94'],
  );
});

test('verdicts without a reason, or with sentences in them, are refused', () => {
  const verdict = { rule: 'x', locale: 'de', page: 'a.md', line: 1, verdict: 'true', reason: 'lost' };
  const read = (row) => readVerdicts(join(folderWith({ 'v.jsonl': jsonl(row) }), 'v.jsonl'));
  assert.equal(read(verdict).length, 1);
  assert.throws(() => read({ ...verdict, reason: ' ' }), /v\.jsonl:1: a verdict needs a reason/);
  assert.throws(() => read({ ...verdict, verdict: 'maybe' }), /"verdict" is "true" or "false"/);
  assert.throws(() => read({ ...verdict, '?source': 'x' }), /"\?source" is not a field/);
});

test('the verdicts of the project name rules that exist', async () => {
  const names = new Set((await rules()).map((rule) => rule.name));
  const verdicts = readVerdicts(join(repository, 'docs', 'verdicts.jsonl'));
  assert.ok(verdicts.length > 100);
  for (const { at, rule } of verdicts) assert.ok(names.has(rule), `${at}: there is no rule ${rule}`);
});

test('the engine finds the planted defects of the project and leaves its clean pages alone', async () => {
  const planted = await score(Checker, readSet(own('planted')));
  assert.deepEqual(
    planted.missed.map(({ locale, category }) => `${locale} ${category}`),
    [],
  );
  assert.deepEqual(
    planted.noise.findings.map((one) => one.finding.message),
    [],
  );
  const pairs = await score(Checker, readSet(own('pairs.jsonl')));
  assert.deepEqual(
    pairs.wrong.map((pair) => pair.id),
    [],
  );
});

test('the document holds the figures of every set', async () => {
  const out = join(folderWith({}), 'accuracy.md');
  const script = join(repository, 'scripts', 'accuracy.mjs');
  const done = node(repository, [script, '--no-build', own('planted'), own('pairs.jsonl'), '--out', out]);
  assert.deepEqual([done.status, done.stdout], [0, ''], done.stderr);
  const text = readFileSync(out, 'utf8');
  assert.match(text, /## Planted defects: `accuracy\/planted`\n\n- Recall \*\*\d+\.\d %\*\* \(\d+ of 23\)/);
  assert.match(text, /\| negation-dropped \| .* \| 1\/1 \| 1\/1 \| 1\/1 \| 1\/1 \|/);
  assert.match(text, /## Sentence pairs: `accuracy\/pairs\.jsonl`/);
  assert.match(text, /\| \[`untranslated`\]\(rules\.md#untranslated\) \| \d+ \|/);
  const wrong = node(repository, [script, '--no-build', 'nowhere']);
  assert.deepEqual([wrong.status, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /nowhere: there is no such file or folder/);
});

test('two runs give the same document', async () => {
  const once = async () => {
    const set = readSet(own('planted'));
    return accuracyDocument([{ set, score: await score(Checker, set) }], [], new Map(), await rules());
  };
  assert.equal(await once(), await once());
});
