// The page about upgrading speaks of rules and settings that there are, at the severity that they have.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rules } from '../../npm/dist/node.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const text = read('docs/upgrading.md');
const known = new Map((await rules()).map(({ name, severity }) => [name, severity]));
const settings = new Set(Object.keys(JSON.parse(read('schemas/unisono.schema.json')).properties));
const codes = [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

test('every name of a rule on the page about upgrading is that of a rule', () => {
  const names = codes.filter((code) => /^[a-z]+(-[a-z]+)+$/.test(code));
  assert.ok(names.length > 40, `${names.length} names`);
  assert.deepEqual(
    names.filter((name) => !known.has(name)),
    [],
  );
});

test('every setting that it writes is one that there is, and names rules that there are', () => {
  const wrong = [];
  let written = 0;
  for (const code of codes) {
    const [, setting, value] = /^([a-z-]+): ?(.*)$/.exec(code) ?? [];
    if (setting === undefined) continue;
    written += 1;
    if (!settings.has(setting)) wrong.push(code);
    if (setting !== 'rules') continue;
    for (const [, rule, severity] of value.matchAll(/([a-z-]+): ([a-z]+)/g)) {
      if (!known.has(rule) || !['error', 'warning', 'note', 'off'].includes(severity)) wrong.push(code);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(written > 15, `${written} settings`);
});

test('the severity it gives for an added or quieter rule is the one that the rule has', () => {
  const wrong = [];
  let rows = 0;
  for (const line of text.split('\n').filter((one) => one.startsWith('| `'))) {
    const cells = line.split('|').map((cell) => cell.trim());
    const severity = cells.slice(2, 4).findLast((cell) => /^(error|warning|note)$/.test(cell));
    if (severity === undefined) continue;
    rows += 1;
    for (const [, name] of cells[1].matchAll(/`([^`]+)`/g)) {
      if (known.get(name) !== severity) wrong.push(`${name}: ${severity}, not ${known.get(name)}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(rows >= 15, `${rows} rows`);
});
