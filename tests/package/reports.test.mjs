// Reports in the formats of other tools, several at once, each held against its schema or what its readers require.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { startChromium as chromium } from '../chromium.mjs';
import { commandOf, folderWith, node, projectWithPackage, repository } from './project.mjs';

const require = createRequire(import.meta.url);
let cli;
let folder;
let json;

/** What a page may try, and a reader must not do. */
const hostile = '<script>document.title = "broken"</script><img src="x" onerror="document.title = 1"> ]]> & 5%, "7"';
const pages = {
  'en/ports.md': `# Ports\n\nOpen port 5269 on ${hostile}.\n\nKeep the copies for 30 days.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`,
  'de/ports.md': `# Ports\n\nÖffnen Sie Port 5296 auf ${hostile}.\n\n<!-- unisono-ignore-next number-changed: "ours" & <theirs> -->\nBewahren Sie die Kopien 40 Tage lang auf.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`,
  'fr/ports.md': `# Ports\n\nOuvrez le port 5268 sur ${hostile}.\n\nConservez les copies pendant 30 jours.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`,
  'fr/ein name, mit: %.md': '# Ports\n\nConservez les copies pendant 31 jours.\n',
  'en/ein name, mit: %.md': '# Ports\n\nKeep the copies for 30 days.\n',
};

before(() => {
  cli = commandOf(projectWithPackage());
  folder = folderWith(pages);
  const reports = ['sarif', 'github', 'github-summary', 'gitlab', 'junit', 'markdown', 'csv', 'html', 'jsonl', 'text'];
  const asked = reports.map((format) => `--report=${format}=out/${format}`);
  const args = ['check', '.', '--source', 'en', '--format', 'json', '--report=xliff=out/{locale}.xlf', ...asked];
  const done = node(folder, [cli, ...args]);
  assert.equal(done.status, 1, done.stderr);
  json = JSON.parse(done.stdout);
  assert.equal(json.findings.length, 3);
  assert.equal(json.dismissed.length, 1);
  assert.deepEqual(readdirSync(join(folder, 'out')).sort(), ['de.xlf', 'fr.xlf', ...reports].sort());
});

const report = (name) => readFileSync(join(folder, 'out', name), 'utf8');

test('SARIF is valid by its schema, and says what is set aside', () => {
  const Ajv = require('ajv-draft-04');
  const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  require('ajv-formats')(ajv);
  const log = JSON.parse(report('sarif'));
  const valid = ajv.compile(schema);
  assert.ok(valid(log), JSON.stringify(valid.errors, null, 2));
  const [run] = log.runs;
  assert.equal(run.results.length, 4);
  const suppressed = run.results.filter((result) => result.suppressions);
  assert.deepEqual(
    suppressed.map((result) => result.suppressions[0].justification),
    ['"ours" & <theirs>'],
  );
  assert.equal(suppressed[0].suppressions[0].kind, 'inSource');
  const uris = run.results.map((result) => result.locations[0].physicalLocation.artifactLocation.uri);
  assert.ok(uris.includes('fr/ein%20name%2C%20mit%3A%20%25.md'), uris.join());
  for (const result of run.results) {
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    assert.match(result.partialFingerprints['unisono/v1'], /^1:[0-9a-f]{32}$/);
  }
  assert.ok(run.tool.driver.rules.every((rule) => /^[a-z-]+\/[a-z-]+$/.test(rule.properties.mqm)));
});

test('the JSON report is valid by the schema in the package', () => {
  const Ajv = require('ajv/dist/2020.js');
  const schema = JSON.parse(readFileSync(join(repository, 'schemas', 'report.schema.json'), 'utf8'));
  const valid = new Ajv({ strict: true, allErrors: true }).compile(schema);
  assert.ok(valid(json), JSON.stringify(valid.errors, null, 2));
  const example = node(repository, [cli, 'check', 'examples/xmpp-migration', '--format', 'json']);
  assert.ok(valid(JSON.parse(example.stdout)), JSON.stringify(valid.errors?.slice(0, 5), null, 2));
});

test('the code quality report has what GitLab requires of each entry', () => {
  const entries = JSON.parse(report('gitlab'));
  assert.equal(entries.length, 3);
  const severities = new Set(['info', 'minor', 'major', 'critical', 'blocker']);
  for (const { description, check_name, fingerprint, severity, location } of entries) {
    for (const text of [description, check_name, fingerprint, location.path]) assert.match(text, /\S/);
    assert.ok(severities.has(severity) && Number.isInteger(location.lines.begin));
    assert.doesNotMatch(location.path, /^\.?\//);
  }
  assert.equal(new Set(entries.map((entry) => entry.fingerprint)).size, entries.length);
});

test('JUnit has the elements and attributes that its schema allows, and counts that are true', async () => {
  const xml = await parsed(report('junit'));
  const allowed = {
    testsuites: [['name', 'time', 'tests', 'failures', 'disabled', 'errors'], ['testsuite']],
    testsuite: [
      ['name', 'tests', 'failures', 'errors', 'time', 'disabled', 'skipped', 'timestamp', 'hostname', 'id', 'package'],
      ['properties', 'testcase', 'system-out', 'system-err'],
    ],
    testcase: [
      ['name', 'assertions', 'time', 'classname', 'status'],
      ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    ],
    skipped: [['message'], []],
    failure: [['type', 'message'], []],
    'system-out': [[], []],
  };
  const all = [];
  const visit = (element) => {
    const [attributes, children] = allowed[element.name] ?? assert.fail(element.name);
    for (const name of Object.keys(element.attributes)) assert.ok(attributes.includes(name), `${element.name} ${name}`);
    for (const child of element.children) {
      assert.ok(children.includes(child.name), `${child.name} in ${element.name}`);
      visit(child);
    }
    all.push(element);
  };
  visit(xml);
  const count = (name, within = all) => within.filter((element) => element.name === name).length;
  assert.equal(Number(xml.attributes.tests), count('testcase'));
  assert.equal(Number(xml.attributes.failures), count('failure'));
  for (const suite of all.filter((element) => element.name === 'testsuite')) {
    const inner = suite.children.flatMap((own) => own.children);
    assert.deepEqual([suite.attributes.tests, suite.attributes.failures, suite.attributes.skipped].map(Number), [
      suite.children.length,
      count('failure', inner),
      count('skipped', inner),
    ]);
  }
  assert.equal(count('skipped'), 1);
});

test('XLIFF has one target language, and the sentences with notes', async () => {
  for (const [locale, units] of [
    ['de', 1],
    ['fr', 2],
  ]) {
    const xml = await parsed(report(`${locale}.xlf`));
    assert.deepEqual(xml.attributes, {
      xmlns: 'urn:oasis:names:tc:xliff:document:2.0',
      version: '2.1',
      srcLang: 'en',
      trgLang: locale,
    });
    const found = xml.children.flatMap((file) => file.children);
    assert.deepEqual(
      found.map((unit) => unit.name),
      Array(units).fill('unit'),
    );
    for (const unit of found) {
      assert.deepEqual(
        unit.children.map((own) => own.name),
        ['notes', 'segment'],
      );
      assert.deepEqual(
        unit.children[1].children.map((own) => own.name),
        ['source', 'target'],
      );
      assert.match(unit.children[0].children[0].attributes.category, /^number-changed$/);
    }
  }
  const several = node(folder, [cli, 'check', '.', '--source', 'en', '--format', 'xliff']);
  assert.equal(several.status, 2);
  assert.match(several.stderr, /holds one target language.*findings\.\{locale\}\.xlf/);
});

test('annotations for GitHub keep to their lines, and the summary of the job is appended', () => {
  const lines = report('github').trimEnd().split('\n');
  assert.equal(lines.length, 4);
  assert.match(lines[0], /^::error file=de\/ports\.md,line=3,endLine=3,col=\d+,endColumn=\d+,title=number-changed::/);
  assert.ok(
    lines.some((line) => line.includes('file=fr/ein name%2C mit%3A %25.md,')),
    lines.join('\n'),
  );
  const summary = join(folder, 'summary.md');
  const env = { ...process.env, GITHUB_STEP_SUMMARY: summary };
  for (const run of [1, 2]) {
    node(folder, [cli, 'check', '.', '--source', 'en', '--format', 'github'], { env });
    assert.equal(readFileSync(summary, 'utf8').split('## Unisono: 3 errors').length, run + 1);
  }
});

test('Markdown and CSV hold what pages say as text', () => {
  for (const name of ['markdown', 'github-summary']) assert.doesNotMatch(report(name), /<(script|img)/);
  const rows = report('csv').trimEnd().split('\r\n');
  assert.equal(rows.length, 5);
  assert.match(rows[0], /^severity,rule,mqm,message,locale,path,line,/);
  assert.match(rows[1], /accuracy\/mistranslation/);
  const [first, ...others] = report('jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual({ ...first, kind: undefined }, { ...json.findings[0], kind: undefined });
  assert.deepEqual(
    others.map((line) => line.kind),
    ['finding', 'finding', 'dismissed', 'summary'],
  );
});

test('the HTML report works by itself, filters, and lets nothing of the pages run', async () => {
  const html = report('html');
  for (const [name, tag] of [
    ['style-src', 'style'],
    ['script-src', 'script'],
  ]) {
    const inner = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(html)[1];
    const hash = createHash('sha256').update(inner).digest('base64');
    assert.ok(html.includes(`${name} 'sha256-${hash}'`), `the hash of the ${tag} is that in its policy`);
  }
  const browser = await chromium();
  try {
    const page = await browser.newPage();
    const problems = [];
    const asked = [];
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('request', (request) => asked.push(request.url()));
    const address = pathToFileURL(join(folder, 'out', 'html')).href;
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(address.replace('file:///', 'http://report.test/'));
    assert.equal(await page.title(), 'Unisono: 3 errors');
    assert.equal(asked.length, 1, asked.join());
    assert.deepEqual(problems, []);
    const shown = () => page.locator('main > section > article:visible').count();
    assert.equal(await shown(), 3);
    await page.locator('select[name=locale]').selectOption('fr');
    assert.equal(await shown(), 2);
    await page.getByLabel('Text').fill('31 jours');
    assert.equal(await shown(), 1);
    assert.equal(await page.locator('#count').textContent(), '1 of 3');
    await page.getByLabel('errors').uncheck();
    assert.equal(await shown(), 0);
    assert.ok(await page.locator('#nothing').isVisible());
    const sides = page.locator('main > section > article').first().locator('blockquote');
    assert.deepEqual(await sides.evaluateAll((all) => all.map((own) => own.lang)), ['en', 'de']);
    assert.match(await sides.first().textContent(), /<script>document\.title/);
  } finally {
    await browser.close();
  }
});

test('a report that is asked for wrongly is named', () => {
  for (const [text, message] of [
    ['sarif', /--report sarif: expected a format and a file/],
    ['serif=a', /--report serif=a: there is no format serif; write one of text, json/],
  ]) {
    const { status, stderr } = node(folder, [cli, 'check', '.', '--report', text]);
    assert.equal(status, 2);
    assert.match(stderr, message);
  }
  assert.ok(!existsSync(join(folder, 'a')));
});

/** The elements of an XML document, read by Chromium, which refuses what is not well-formed. */
async function parsed(xml) {
  const browser = await chromium();
  try {
    const page = await browser.newPage();
    return await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'application/xml');
      const error = document.querySelector('parsererror');
      if (error) throw new Error(error.textContent);
      const read = (element) => ({
        name: element.tagName,
        attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
        children: [...element.children].map(read),
      });
      return read(document.documentElement);
    }, xml);
  } finally {
    await browser.close();
  }
}
