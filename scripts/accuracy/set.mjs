// Reads what accuracy is measured on: sets of planted defects, sets of sentence pairs, plain folders of pages, and
// verdicts. The formats are described in docs/scoring.md. Whatever is wrong with a file is said with its name and line.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What is wrong with a set; the message names file and line. */
export class SetError extends Error {}

/** A set, recognised by what lies at the path. */
export function readSet(path, source = 'en-US') {
  if (!existsSync(path)) throw new SetError(`${path}: there is no such file or folder`);
  const name = path
    .split(/[\\/]+/)
    .filter(Boolean)
    .slice(-2)
    .join('/');
  if (!statSync(path).isDirectory()) return { kind: 'pairs', name, pairs: readPairs(path) };
  if (existsSync(join(path, 'truth.jsonl'))) return { kind: 'seeded', name, ...readSeeded(path, source) };
  if (existsSync(join(path, source))) return { kind: 'pages', name, pages: readPages(path) };
  throw new SetError(
    `${path}: this is no set: expected truth.jsonl (planted defects) or a folder ${source} (pages), or name a .jsonl file of sentence pairs`,
  );
}

/** The lines of a JSONL file, each checked against the fields it must and may have. */
function jsonLines(file, required, optional) {
  const rows = [];
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const wrong = (what) => new SetError(`${file}:${index + 1}: ${what}`);
    let row;
    try {
      row = JSON.parse(line);
    } catch (problem) {
      throw wrong(`this line is no JSON: ${problem.message}`);
    }
    for (const [name, type] of Object.entries(required)) {
      if (row[name] === undefined) throw wrong(`"${name}" is missing`);
      if (typeof row[name] !== type) throw wrong(`"${name}" must be a ${type}`);
    }
    if (optional) {
      const strange = Object.keys(row).find((name) => !(name in required) && !optional.includes(name));
      if (strange !== undefined) throw wrong(`"${strange}" is not a field of this file`);
    }
    rows.push({ ...row, at: `${file}:${index + 1}` });
  }
  return rows;
}

const defectFields = {
  locale: 'string',
  doc: 'string',
  category: 'string',
  start: 'number',
  end: 'number',
  replacement: 'string',
};

function readSeeded(folder, source) {
  const texts = new Map();
  const text = (locale, side, doc, at) => {
    const file = join(folder, locale, side, doc);
    if (!texts.has(file)) {
      if (!existsSync(file)) throw new SetError(`${at}: ${file} is not there`);
      texts.set(file, readFileSync(file, 'utf8'));
    }
    return texts.get(file);
  };
  const defects = jsonLines(join(folder, 'truth.jsonl'), defectFields).map((row, index) => {
    const clean = text(row.locale, row.locale, row.doc, row.at);
    const reference = text(row.locale, source, row.doc, row.at);
    // Offsets count Unicode code points.
    const points = Array.from(clean);
    const was = points.slice(row.start, row.end).join('');
    if (row.before !== undefined && row.before !== was) {
      throw new SetError(
        `${row.at}: "before" is not what stands at ${row.start} to ${row.end} of ${row.doc}: ${JSON.stringify(was)}`,
      );
    }
    const before = points.slice(0, row.start).join('');
    const line = 1 + count(before, '\n');
    const last = (part) => line + count(part.replace(/\n$/, ''), '\n');
    return {
      line,
      cleanLast: row.clean_last ?? last(was),
      ...{
        locale: row.locale,
        doc: row.doc,
        category: row.category,
        source: row.source ?? '',
        sentences: row.sentences,
      },
      ...(row.line !== undefined && { line: row.line }),
      last: row.last ?? last(row.replacement),
      key: row.key ?? `${String(index).padStart(4, '0')}.md`,
      page: row.source_path ?? row.doc,
      before: was,
      replacement: row.replacement,
      reference,
      clean,
      broken: before + row.replacement + points.slice(row.end).join(''),
    };
  });
  const keys = new Set();
  for (const { locale, key } of defects) {
    if (keys.has(`${locale}/${key}`)) throw new SetError(`${folder}: "key" ${key} stands twice for ${locale}`);
    keys.add(`${locale}/${key}`);
  }
  if (defects.length === 0) throw new SetError(`${folder}: truth.jsonl holds no defect`);
  return { defects };
}

const count = (text, char) => text.split(char).length - 1;

const pairFields = { id: 'string', lang: 'string', kind: 'string', english: 'string', translation: 'string' };

function readPairs(file) {
  const pairs = jsonLines(file, pairFields);
  for (const { at, kind } of pairs) {
    if (kind !== 'defect' && kind !== 'acceptable') throw new SetError(`${at}: "kind" is defect or acceptable`);
  }
  if (pairs.length === 0) throw new SetError(`${file}: there are no sentence pairs in it`);
  return pairs;
}

function readPages(folder) {
  const pages = [];
  const walk = (inner) => {
    for (const entry of readdirSync(join(folder, inner), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = inner ? `${inner}/${entry.name}` : entry.name;
      if (entry.isDirectory()) walk(path);
      else if (/\.(md|markdown|mdx|txt)$/i.test(path)) pages.push({ path, bytes: readFileSync(join(folder, path)) });
    }
  };
  walk('');
  return pages;
}

const verdictFields = {
  rule: 'string',
  locale: 'string',
  page: 'string',
  line: 'number',
  verdict: 'string',
  reason: 'string',
};

/** Verdicts of findings that were read. A field that is not known is an error: sentences have no place there. */
export function readVerdicts(file) {
  if (!existsSync(file)) return [];
  const verdicts = jsonLines(file, verdictFields, ['fact', 'draw']);
  for (const { at, verdict, reason } of verdicts) {
    if (verdict !== 'true' && verdict !== 'false') throw new SetError(`${at}: "verdict" is "true" or "false"`);
    if (reason.trim() === '') throw new SetError(`${at}: a verdict needs a reason`);
  }
  return verdicts;
}
