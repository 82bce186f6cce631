// Runs the literate cases in tests/cases/*.md and topology/tests/cases/*.md through the npm package: the same findings as the crate, and the same
// reports byte for byte. The crate's reports are left in target/tmp by `cargo test --test cases`.
// The format is described in CONTRIBUTING.md.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Checker } from 'unisono';

const LONGEST_QUOTE = 60;
const project = fileURLToPath(new URL('..', import.meta.url));
const folders = ['tests/cases', 'topology/tests/cases'].map((name) => join(project, name));
const target = process.env.CARGO_TARGET_DIR ?? join(project, 'target');
const golden = reportsOfTheCrate();

function reportsOfTheCrate() {
  try {
    const read = (name) => JSON.parse(readFileSync(join(target, 'tmp', `${name}.json`), 'utf8'));
    return { ...read('cases'), ...read('topology-cases') };
  } catch (problem) {
    throw new Error('the reports of the crate are missing: run cargo test --test cases first', { cause: problem });
  }
}

/** The cases of a file: a section with pages is a case. */
function readCases(file, text) {
  const cases = [];
  const lines = text.split('\n');
  let current;
  const start = (name) =>
    cases.push(
      (current = {
        name,
        options: '',
        packs: [],
        glossaries: [],
        pages: [],
        topologies: [],
        findings: undefined,
        sets: undefined,
      }),
    );
  start(file);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at++];
    if (line.startsWith('#')) {
      start(`${file}: ${line.replace(/^#+/, '').trim()}`);
      continue;
    }
    const fence = line.match(/^`*/)[0].length;
    if (fence < 3) continue;
    const first = at;
    while (!(lines[at].length >= fence && /^`+$/.test(lines[at]))) at++;
    const block = lines.slice(first, at++);
    const words = line.slice(fence).split(/\s+/).filter(Boolean);
    const value = (key) => words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
    if (words[0] === 'options') current.options = block.join('\n');
    else if (words[0] === 'findings' || words[0] === 'sets') current[words[0]] = block;
    else if (words[0] === 'packs') current.packs = block.join(' ').split(/\s+/).filter(Boolean);
    else if (value('topology')) current.topologies.push({ path: value('topology'), bytes: bytes(block, words) });
    else if (value('glossary')) {
      current.glossaries.push({ name: value('glossary'), bytes: Buffer.from(block.join('\n')) });
    } else if (value('path')) {
      current.pages.push({ root: value('root') ?? '', path: value('path'), bytes: bytes(block, words) });
    }
  }
  return cases.filter((one) => one.pages.length + one.topologies.length > 0);
}

/** The bytes of a page: `crlf` and `bom` as named, `escaped` reads `\xFF` as a byte. */
function bytes(block, words) {
  const end = words.includes('crlf') ? '\r\n' : '\n';
  const text = (words.includes('bom') ? '\u{feff}' : '') + block.map((line) => line + end).join('');
  if (!words.includes('escaped')) return Buffer.from(text);
  const [head, ...parts] = text.split('\\x');
  const tails = parts.flatMap((part) => [Buffer.from([parseInt(part.slice(0, 2), 16)]), Buffer.from(part.slice(2))]);
  return Buffer.concat([Buffer.from(head), ...tails]);
}

function findingLine(finding, pages) {
  const { path, rule, severity, message, range } = finding;
  const quoted = JSON.stringify(shorten(pages.get(path).slice(range.start.offset, range.end.offset)));
  return `${path}:${range.start.line}:${range.start.column} ${severity} ${rule} ${quoted} — ${message}`;
}

function shorten(text) {
  const characters = [...text];
  if (characters.length <= LONGEST_QUOTE) return text;
  return `${characters.slice(0, LONGEST_QUOTE - 20).join('')}…${characters.slice(-19).join('')}`;
}

function setLines({ sets, unmatched }) {
  return [
    ...sets.map(({ id, reference, source, documents }) => {
      const members = documents.map(
        ({ locale, path, side }) => `${locale} ${path}${side === 'whole' ? '' : ` ${side}`}`,
      );
      return `${id}: ${reference}${source ? ` ${source}` : ''}: ${members.join(', ')}`;
    }),
    ...unmatched.map(({ path, reason }) => `in no set: ${path}: ${reason}`),
  ];
}

const names = new Set();
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((file) => ({ folder, file })),
);
for (const { folder, file } of files) {
  for (const one of readCases(file, readFileSync(join(folder, file), 'utf8'))) {
    names.add(one.name);
    test(one.name, async () => {
      const { options: config, packs, glossaries } = one;
      const checker = await Checker.create({ config, packs, glossaries });
      const pages = new Map();
      for (const { root, path, bytes } of one.pages) {
        checker.add(path, bytes, { root });
        pages.set(root ? `${root}/${path}` : path, decode(bytes));
      }
      for (const { path, bytes } of one.topologies) {
        checker.addTopology(path, bytes);
        pages.set(path, decode(bytes));
      }
      const report = checker.check();
      const found = report.findings.map((finding) => findingLine(finding, pages));
      assert.deepEqual(found, one.findings);
      if (one.sets) assert.deepEqual(setLines(report.summary), one.sets);
      const expected = golden[one.name];
      assert.ok(expected, 'the crate has not run this case: cargo test --test cases');
      assert.equal(checker.render('json'), expected.json);
      assert.deepEqual(report, JSON.parse(expected.json));
      assert.equal(checker.render('text', { color: true, width: 100 }), expected.text);
      checker.free();
    });
  }
}

test('the package runs every case of the crate', () => {
  assert.deepEqual([...names].sort(), Object.keys(golden).sort());
});

/** As the engine sees it: a byte-order mark counts, and a page that is not UTF-8 or holds a NUL has no text. */
function decode(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? '' : text;
  } catch {
    return '';
  }
}
