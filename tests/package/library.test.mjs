// The library, as installed from the tarball into an empty project: what it exports, its types, its errors.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { agreeing, brokenPage, node, projectWithPackage, repository } from './project.mjs';

let project;
before(() => {
  project = projectWithPackage({
    'thread.mjs': `
      import { parentPort } from 'node:worker_threads';
      import { Checker } from 'unisono';
      import { serve } from 'unisono/worker';
      serve(parentPort, Checker);
    `,
  });
});

/** Runs a module in the project; what it prints with `tell(…)` comes back. */
function inProject(source) {
  const script = `const told = []; const tell = (...values) => told.push(...values);\n${source}\nconsole.log(JSON.stringify(told));`;
  const { status, stdout, stderr } = node(project, ['--input-type=module', '-e', script]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

const failure = `const failure = async (what) => { try { await what(); return 'no error'; } catch (problem) { return problem.name + ': ' + problem.message; } };`;

test('importing starts nothing', () => {
  const [importing, creating] = inProject(`
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const calls = [];
    const watch = (holder, name) => {
      const original = holder[name];
      holder[name] = (...args) => { if (name !== 'readFile' || String(args[0]).endsWith('.wasm')) calls.push(name); return original.apply(holder, args); };
    };
    for (const name of ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']) watch(WebAssembly, name);
    watch(globalThis, 'fetch');
    watch(fs.promises, 'readFile');
    syncBuiltinESMExports();
    const unisono = await import('unisono');
    await import('unisono/worker');
    tell([...calls]);
    await unisono.Checker.create();
    tell(calls);
  `);
  assert.deepEqual(importing, []);
  assert.deepEqual(creating, ['readFile', 'compile']);
});

test('the module, the worker and the engine can be imported by their names', () => {
  const [names, worker, wasm] = inProject(`
    import * as unisono from 'unisono';
    import * as worker from 'unisono/worker';
    import { createRequire } from 'node:module';
    tell(Object.keys(unisono), Object.keys(worker), createRequire(import.meta.url).resolve('unisono/unisono.wasm'));
  `);
  assert.deepEqual(names.sort(), [
    'Checker',
    'EngineError',
    'builtInPacks',
    'configSchema',
    'describeLanguages',
    'dismiss',
    'explain',
    'init',
    'languages',
    'rules',
    'testPack',
  ]);
  assert.deepEqual(worker.sort(), ['connect', 'serve']);
  assert.deepEqual([...readFileSync(wasm).subarray(0, 4)], [0x00, 0x61, 0x73, 0x6d]);
});

test('the tarball holds what is needed and nothing else', () => {
  const { stdout } = node(repository, [
    '-e',
    `const done = require('node:child_process').spawnSync('npm', ['pack', '--dry-run', '--json'], { encoding: 'utf8', shell: process.platform === 'win32' }); process.stdout.write(done.stdout)`,
  ]);
  const packed = JSON.parse(stdout);
  const [{ files }] = Array.isArray(packed) ? packed : Object.values(packed);
  const beside = files.map((file) => file.path).filter((path) => !path.startsWith('npm/dist/'));
  assert.deepEqual(beside.filter((path) => !['README.md', 'CHANGELOG.md'].includes(path)).sort(), [
    'LICENSE-APACHE',
    'LICENSE-MIT',
    'LICENSE-UNICODE',
    'package.json',
    'schemas/lines.schema.json',
    'schemas/report.schema.json',
    'schemas/unisono.schema.json',
  ]);
  assert.deepEqual(
    files
      .map((file) => file.path)
      .filter(
        (path) => path.startsWith('npm/') && !/\.(js|d\.ts|wasm)$|^npm\/dist\/languages\/[\w-]+\.txt$/.test(path),
      ),
    [],
  );
});

test('pages go in as bytes and a report of plain objects comes out', () => {
  const [report, again, rendered, summary] = inProject(`
    import { Checker } from 'unisono';
    const checker = await Checker.create({ source: 'en-US' });
    const pages = ${JSON.stringify(agreeing)};
    for (const [path, text] of Object.entries(pages)) checker.add(path, new TextEncoder().encode(text));
    checker.add('fr-FR/page.md', Uint8Array.from([0x23, 0x20, 0xff, 0x0a]));
    const report = checker.check();
    tell(report, checker.check(), JSON.parse(checker.render('json')), checker.run());
    checker.free();
    checker.free();
  `);
  assert.equal(report.summary.pages, 3);
  assert.equal(report.summary.sets[0].source, 'en-US');
  assert.deepEqual(
    report.findings.map((finding) => finding.rule),
    ['encoding-invalid'],
  );
  assert.deepEqual(again, report);
  assert.deepEqual(rendered, report);
  assert.deepEqual(summary, report.summary);
});

test('a set comes as rows of sentences that answer each other', () => {
  const [unchecked, rows, none] = inProject(`
    import { Checker } from 'unisono';
    const checker = await Checker.create({ source: 'en' });
    const encode = (text) => new TextEncoder().encode(text);
    checker.add('en/ports.md', encode('# Ports\\n\\nOpen port 5269 on the server.\\n'));
    checker.add('de/ports.md', encode('# Ports\\n\\nÖffnen Sie **Port 5296** auf dem Server.\\n'));
    try { checker.aligned(0); } catch (problem) { tell(problem.name); }
    const { findings } = checker.check();
    const { documents, rows } = checker.aligned(0);
    const german = documents.findIndex(({ locale }) => locale === 'de');
    const [sentence] = rows[1].cells[german];
    const [{ finding, start, end }] = sentence.findings;
    tell({ text: sentence.text, message: findings[finding].message, place: sentence.text.slice(start, end),
      numbers: sentence.marks.filter(({ kind }) => kind === 'number').map(({ start, end }) => sentence.text.slice(start, end)) });
    tell(checker.aligned(7) === undefined);
  `);
  assert.equal(unchecked, 'UsageError');
  assert.deepEqual(rows, {
    text: 'Öffnen Sie Port 5296 auf dem Server.',
    message: '5269 became 5296',
    place: '5296',
    numbers: ['5296'],
  });
  assert.equal(none, true);
});

test('what is given wrongly is a UsageError that names it', () => {
  const wrong = [
    ['Checker.create({ packs: {} })', /packs must be an array/],
    ['Checker.create({ packs: ["lync-server-2012"] })', /there is no built-in pack "lync-server-2012"/],
    ['Checker.create({ packs: [{ name: "a.yaml", bytes: new Uint8Array([44]) }] })', /a.yaml:1: /],
    ['Checker.create({ glossaries: {} })', /glossaries must be an array/],
    ['Checker.create({ glossaries: [{ name: "a.csv" }] })', /a glossary needs a name, and its bytes/],
    ['Checker.create({ glossaries: [{ name: "a.csv", bytes: new Uint8Array([44]) }] })', /a.csv:1:1: /],
    ['Checker.create({ sorce: "en" })', /"sorce" is unknown; known are .*source/],
    ['Checker.create({ source: 5 })', /source must be a string/],
    ['Checker.create({ source: "" })', /"" is not a locale/],
    ['Checker.create({ templates: "x" })', /templates must be an array of strings/],
    ['Checker.create({ templates: ["x"] })', /"x" has no {locale} in it/],
    ['Checker.create({ rules: { untranslated: "fatal" } })', /rules must be/],
    ['Checker.create({ rules: { "no-such-rule": "off" } })', /no-such-rule/],
    ['Checker.create({ config: "rules: 5" })', /unisono.yaml:1:\d+: /],
    ['Checker.create({ config: "rules: 5", configFile: "my.yaml" })', /my.yaml:1:\d+: /],
    ['Checker.create([])', /options must be an object/],
    ['Checker.create("en")', /options must be an object/],
    ['(await Checker.create()).render("json")', /nothing was checked yet/],
    ['checked.render("xml")', /there is no format "xml"/],
    ['checked.render("text", { width: "wide" })', /width must be/],
    ['checked.render("text", { colour: true })', /"colour" is unknown/],
    ['checked.add("page.md", "text")', /Uint8Array/],
    ['checked.add("page.md", new Uint8Array(), "docs")', /add\(\) takes a path, the bytes, and options as an object/],
    ['checked.check(() => checked.check())', /cannot be called from its progress callback/],
    ['checked.check(() => checked.free())', /return false/],
    ['freed.check()', /this checker was freed/],
  ];
  const answers = inProject(`
    import { Checker } from 'unisono';
    ${failure}
    const checked = await Checker.create();
    checked.add('en-US/page.md', Uint8Array.from([0x61]));
    checked.add('de-DE/page.md', Uint8Array.from([0x61]));
    checked.check();
    const freed = await Checker.create();
    freed.free();
    ${wrong.map(([code]) => `tell(await failure(async () => { ${code.startsWith('Checker') ? `await ${code}` : code}; }));`).join('\n')}
    tell(checked.check().summary.pages);
  `);
  for (const [index, [code, message]] of wrong.entries()) {
    assert.match(answers[index], /^UsageError: /, code);
    assert.match(answers[index], message, code);
  }
  assert.equal(answers.at(-1), 2, 'the checker is as before');
});

test('the progress callback sees the check advance and can stop it', () => {
  const [seen, stopped, own, after] = inProject(`
    import { Checker } from 'unisono';
    ${failure}
    const checker = await Checker.create();
    for (let page = 0; page < 20; page++) {
      for (const locale of ['en-US', 'de-DE']) checker.add(locale + '/page-' + page + '.md', new TextEncoder().encode('# A ' + page));
    }
    const seen = [];
    checker.check((progress) => { seen.push(progress); });
    tell(seen);
    tell(await failure(() => checker.check(() => false)));
    tell(await failure(() => checker.check(() => { throw new RangeError('mine'); })));
    tell(checker.check().summary.sets.length);
  `);
  assert.ok(seen.length > 1);
  assert.deepEqual(Object.keys(seen[0]), ['done', 'total']);
  assert.deepEqual(seen.at(-1), { done: 20, total: 20 });
  assert.equal(stopped, 'AbortError: the check was cancelled');
  assert.equal(own, 'RangeError: mine');
  assert.equal(after, 20, 'the checker is as before');
});

test('an engine that cannot be loaded is an error, and can be tried again', () => {
  const [first, second] = inProject(`
    import { readFile } from 'node:fs/promises';
    import { Checker, init } from 'unisono';
    ${failure}
    tell(await failure(() => init(Uint8Array.from([1, 2, 3, 4]))));
    await init(new WebAssembly.Module(await readFile(new URL(import.meta.resolve('unisono/unisono.wasm')))));
    tell((await Checker.create()).check().version);
  `);
  assert.match(first, /CompileError/);
  assert.equal(second, 1);
});

test('a worker answers requests, tells how far it is, and can be stopped', () => {
  const [report, progress, aborted, wrong] = inProject(`
    import { Worker } from 'node:worker_threads';
    import { connect } from 'unisono/worker';
    ${failure}
    const worker = new Worker(new URL('./thread.mjs', ${JSON.stringify(pathToFileURL(`${project}/`).href)}), { execArgv: [] });
    const engine = connect(worker);
    const pages = Object.entries(${JSON.stringify(agreeing)}).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
    const progress = [];
    tell(await engine.check(pages, { source: 'en-US' }, { onProgress: (step) => { progress.push(step); } }));
    tell(progress.at(-1));
    const stop = new AbortController();
    const check = engine.check(pages, {}, { signal: stop.signal });
    stop.abort();
    tell(await failure(() => check));
    tell(await failure(() => engine.check(pages, { sorce: 'en' })));
    await worker.terminate();
  `);
  assert.equal(report.summary.pages, 2);
  assert.deepEqual(progress, { done: 1, total: 1 });
  assert.equal(aborted, 'AbortError: the check was cancelled');
  assert.match(wrong, /^UsageError: .*sorce/);
});

test('the types describe the report exactly, in Node and in browsers', () => {
  const checked = inProject(`
    import { Checker } from 'unisono';
    const checker = await Checker.create({ source: 'en-US' });
    const bytes = (text) => new TextEncoder().encode(text);
    checker.add('en-US/page.md', bytes('# Ports\\n\\nLync Server opens port 5269.\\n'));
    checker.add('de-DE/page.md', bytes('# Ports\\n\\nlync Server öffnet Port 5260.\\n'));
    checker.add('fr-FR/page.md', Uint8Array.from(${JSON.stringify([...brokenPage])}));
    checker.add('stray.md', bytes('1 2 3\\n'));
    checker.add('en-US/SfBServer2019/xmpp.md', bytes('# XMPP\\n\\nIt works only if the XMPP partner is configured in Lync Server 2013.\\n'));
    checker.add('de-DE/SfBServer2019/xmpp.md', bytes('# XMPP\\n\\nEs geht.\\n'));
    checker.addTopology('deployment.yaml', bytes('pools: [{fqdn: edge.contoso.com, version: 2019, roles: [EdgeServer]}]\\n'));
    const report = checker.check();
    if (report.matrix.rows.length === 0) throw new Error('the matrix is empty');
    if (report.topology.pools.length !== 1) throw new Error('the topology is empty');
    tell(report);
  `);
  const types = ['--typeRoots', join(repository, 'node_modules', '@types')];
  const tsc = join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
  const program = `
    import { Checker, type Report } from 'unisono';
    import { connect, serve } from 'unisono/worker';
    // An object literal may have no member the type lacks, and lack none it has.
    export const report: Report = ${JSON.stringify(checked[0])};
    export async function use(): Promise<number> {
      using checker = await Checker.create({ source: 'en-US', rules: { untranslated: 'off' } });
      checker.add('a.md', new Uint8Array());
      const { summary } = checker.check(({ done, total }) => done <= total);
      // @ts-expect-error: there is no such option
      await Checker.create({ sorce: 'en-US' });
      // @ts-expect-error: there is no such format
      checker.render('xml');
      return summary.errors;
    }
    // @ts-expect-error: bytes, not text
    export const wrong = (checker: Checker) => checker.add('a.md', 'text');
  `;
  const inNode = `
    import { Worker, parentPort } from 'node:worker_threads';
    export const outside = connect(new Worker('worker.js'));
    export const inside = () => parentPort && serve(parentPort, Checker);
  `;
  const inBrowser = `
    import { init } from 'unisono';
    export const outside = connect(new Worker('worker.js'));
    export const inside = () => serve(self, Checker);
    export const port = (port: MessagePort) => connect(port);
    export const loaded = async (module: WebAssembly.Module) => { await init(module); await init(new URL('a:b')); };
  `;
  // Users need neither the types of Node nor those of browsers, but one of them, and no skipLibCheck.
  const ways = [
    ['node', inNode, ['--module', 'nodenext', '--lib', 'es2022', '--types', 'node', ...types]],
    ['bundler', inBrowser, ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom']],
  ];
  for (const [name, more, flags] of ways) {
    writeFileSync(join(project, `${name}.mts`), program + more);
    const usual = ['--strict', '--noEmit', '--target', 'es2022', '--exactOptionalPropertyTypes'];
    const { status, stdout } = node(project, [tsc, '--ignoreConfig', ...usual, ...flags, `${name}.mts`]);
    assert.equal(status, 0, `${name}: ${stdout}`);
  }
});
