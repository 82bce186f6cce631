// The plug-ins of Docusaurus and Astro: their hooks, and builds with the real tools where these are installed.
//
//     mkdir /tmp/docusaurus && cd /tmp/docusaurus && npm init -y
//     npm install @docusaurus/core @docusaurus/preset-classic react@19 react-dom@19
//     DOCUSAURUS=/tmp/docusaurus node --test tests/package/plugins.test.mjs
//
// and the same with `npm install astro @astrojs/starlight` and STARLIGHT.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { folderWith, projectWithPackage } from './project.mjs';

const english = '# Ports\n\nOpen port 5269.\n';
const german = '# Ports\n\nÖffnen Sie Port 5269.\n';
const wrong = german.replace('5269', '5296');

let project;
let docusaurus;
let astro;
before(async () => {
  project = projectWithPackage();
  const plugin = async (name) => {
    const entry = join(project, 'node_modules/unisono/npm/dist/plugins', `${name}.js`);
    return (await import(pathToFileURL(entry).href)).default;
  };
  docusaurus = await plugin('docusaurus');
  astro = await plugin('astro');
});

const docusaurusSite = (translation) => ({
  'docusaurus.config.js': 'export default {};\n',
  'docs/ports.md': english,
  'i18n/de/docusaurus-plugin-content-docs/current/ports.md': translation,
});
const starlightSite = (translation) => ({
  'package.json': '{ "type": "module", "dependencies": { "@astrojs/starlight": "1" } }',
  'src/content/docs/en/ports.md': english,
  'src/content/docs/de/ports.md': translation,
});

const configOf = (site) => ({
  root: pathToFileURL(`${site}/`),
  cacheDir: pathToFileURL(join(site, 'node_modules/.astro/')),
  outDir: pathToFileURL(join(site, 'dist/')),
});

/** What is printed through a logger, and a way to wait for a line. */
function lines() {
  const said = [];
  const waiting = new Set();
  const say = (level) => (line) => {
    said.push(`${level}: ${line}`);
    for (const look of waiting) look();
  };
  return {
    said,
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${pattern} did not come: ${said.join('\n')}`)), 60_000);
        const look = () => {
          const found = said.find((line) => pattern.test(line));
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

test('a build of Docusaurus fails for what the command fails for, once for all languages', async () => {
  const siteDir = folderWith(docusaurusSite(wrong));
  const context = {
    siteDir,
    generatedFilesDir: join(siteDir, '.docusaurus'),
    outDir: join(siteDir, 'build'),
    i18n: { defaultLocale: 'en' },
  };
  const plugin = await docusaurus(context, { id: 'default' });
  assert.equal(plugin.name, 'unisono');
  const failure = /the languages of this site say different things: see above/;
  await assert.rejects(plugin.loadContent(), failure);
  // The build of the next language knows.
  writeFileSync(join(siteDir, 'i18n/de/docusaurus-plugin-content-docs/current/ports.md'), german);
  await assert.rejects((await docusaurus(context)).loadContent(), failure);
  const mended = folderWith(docusaurusSite(german));
  await (await docusaurus({ ...context, siteDir: mended })).loadContent();
  const never = folderWith(docusaurusSite(wrong));
  await (await docusaurus({ ...context, siteDir: never }, { failOn: 'never' })).loadContent();
  const broken = folderWith({ ...docusaurusSite(german), 'unisono.yaml': 'surce: en\n' });
  await assert.rejects((await docusaurus({ ...context, siteDir: broken })).loadContent(), /could not be checked/);
});

test('Docusaurus watches the pages and the settings', async () => {
  const siteDir = folderWith(docusaurusSite(german));
  const plugin = await docusaurus({
    siteDir,
    generatedFilesDir: join(siteDir, '.docusaurus'),
    outDir: join(siteDir, 'build'),
    i18n: { defaultLocale: 'en' },
  });
  const watched = plugin.getPathsToWatch();
  for (const path of ['docs', 'i18n'])
    assert.ok(
      watched.some((one) => one.startsWith(join(siteDir, path, '**'))),
      path,
    );
  assert.ok(watched.includes(join(siteDir, 'unisono.yaml')));
});

test('a build of Astro fails for what the command fails for', async () => {
  const build = async (files, options) => {
    const site = folderWith(files);
    const { hooks } = astro(options);
    hooks['astro:config:done']({ config: configOf(site) });
    await hooks['astro:build:start']({ logger: lines() });
  };
  await build(starlightSite(german));
  await assert.rejects(build(starlightSite(wrong)), /the languages of this site say different things/);
  await build(starlightSite(wrong), { failOn: 'never' });
  await build(starlightSite(wrong), { paths: ['src/content/docs/en'] });
  await assert.rejects(
    build({ 'package.json': '{}' }),
    /there are no pages here; name their folders: paths: \["docs"\]/,
  );
});

test('while one works on a site it is told how it is, and then what is new and what is mended', async () => {
  const site = folderWith({ ...starlightSite(wrong), 'src/content/docs/en/wait.md': '# Wait\n\nWait 30 seconds.\n' });
  const { hooks } = astro();
  hooks['astro:config:done']({ config: configOf(site) });
  const logger = lines();
  let changed;
  const server = { watcher: { on: (_, listener) => void (changed = (file) => listener('change', join(site, file))) } };
  await hooks['astro:server:setup']({ server, logger });
  const first = await logger.until(/1 error/);
  assert.match(first, /^info: 1 error, 0 warnings, 0 notes in 3 pages: file:.*\/node_modules\/\.astro\/unisono\.html$/);
  assert.match(readFileSync(join(site, 'node_modules/.astro/unisono.html'), 'utf8'), /^<!DOCTYPE html>/);
  writeFileSync(join(site, 'src/content/docs/de/ports.md'), german);
  writeFileSync(join(site, 'src/content/docs/de/wait.md'), '# Warten\n\nWarten Sie 40 Sekunden.\n');
  changed('README.txt');
  changed('src/content/docs/de/ports.md');
  assert.equal(
    await logger.until(/30 became/),
    'error: src/content/docs/de/wait.md:3:12 30 became 40 (number-changed)',
  );
  await logger.until(/^info: 1 mended$/);
  writeFileSync(join(site, 'unisono.yaml'), 'surce: en\n');
  changed('unisono.yaml');
  assert.match(await logger.until(/surce/), /^error: unisono: unisono\.yaml:1:1: .*did you mean "source"/);
});

test('options that mean nothing are refused', () => {
  assert.throws(() => astro({ failon: 'error' }), /there is no option failon; write paths, failOn, args or dev/);
  assert.throws(() => astro({ failOn: 'loud' }), /failOn is one of error, warning, note, never/);
  assert.throws(() => astro({ paths: 'docs' }), /paths is a list of folders/);
});

/** The folder in which a tool is installed, and why a test with it does not run. */
function installed(variable, name, command) {
  const folder = process.env[variable];
  if (!folder) return { skip: `${variable} names no folder in which it is installed: see the head of this file` };
  const tool = join(folder, 'node_modules', name);
  const own = join(tool, 'package.json');
  if (!existsSync(own)) return { skip: `${own} is not there` };
  // Where its command lies changes from version to version.
  return { folder, script: join(tool, JSON.parse(readFileSync(own, 'utf8')).bin[command]), skip: false };
}

/** Runs a tool in its development mode until it has said something. */
function working(script, args, cwd) {
  const env = { ...process.env, NODE_ENV: undefined, CI: '1', ASTRO_TELEMETRY_DISABLED: '1' };
  const child = spawn(process.execPath, [script, ...args], { cwd, env });
  const logger = lines();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      for (const line of text.split('\n')) if (line !== '') logger.info(line);
    });
  }
  return { until: logger.until, stop: () => child.kill() };
}

const docusaurusTool = installed('DOCUSAURUS', '@docusaurus/core', 'docusaurus');
test('the real Docusaurus builds, fails and shows what is new', { skip: docusaurusTool.skip }, async () => {
  const config = `export default {
    title: 'Ports', url: 'https://example.org', baseUrl: '/', onBrokenLinks: 'ignore',
    i18n: { defaultLocale: 'en', locales: ['en', 'de'] },
    presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
    plugins: [['unisono/docusaurus', {}]],
  };`;
  const front = (text) => `---\nslug: /\n---\n${text}`;
  const site = projectWithPackage(
    {
      'package.json': '{ "private": true }',
      ...docusaurusSite(front(german)),
      'docs/ports.md': front(english),
      'docusaurus.config.js': config,
    },
    docusaurusTool.folder,
  );
  const page = join(site, 'i18n/de/docusaurus-plugin-content-docs/current/ports.md');
  const build = () =>
    spawnSync(process.execPath, [docusaurusTool.script, 'build'], {
      cwd: site,
      encoding: 'utf8',
      env: { ...process.env, CI: '1' },
    });
  const good = build();
  assert.equal(good.status, 0, good.stderr + good.stdout);
  assert.ok(existsSync(join(site, 'build/de/index.html')));
  assert.equal(good.stdout.match(/de: compared with en\n/g)?.length, 1, good.stdout);
  writeFileSync(page, front(wrong));
  const bad = build();
  assert.notEqual(bad.status, 0);
  assert.match(bad.stdout, /error number-changed: 5269 became 5296/);
  assert.match(bad.stdout + bad.stderr, /the languages of this site say different things/);
  const dev = working(docusaurusTool.script, ['start', '--no-open', '--port', '4871'], site);
  try {
    await dev.until(/\[unisono\] 1 error, 0 warnings, 0 notes in 2 pages: file:/);
    await dev.until(/compiled successfully/);
    writeFileSync(page, front(wrong.replace('5296', '6952')));
    await dev.until(/\[unisono\] error: .*ports\.md:6:17 5269 became 6952 \(number-changed\)/);
  } finally {
    dev.stop();
  }
});

const starlightTool = installed('STARLIGHT', 'astro', 'astro');
test('the real Starlight builds, fails and shows what is new', { skip: starlightTool.skip }, async () => {
  const config = `import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
import unisono from 'unisono/astro';
export default defineConfig({
  integrations: [
    starlight({ title: 'Ports', defaultLocale: 'en', locales: { en: { label: 'English' }, de: { label: 'Deutsch' } } }),
    unisono(),
  ],
});`;
  const content = `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };`;
  const front = (text) => `---\ntitle: Ports\n---\n\n${text.slice(text.indexOf('\n') + 2)}`;
  const site = projectWithPackage(
    {
      'src/content/docs/de/ports.md': front(german),
      'src/content/docs/en/ports.md': front(english),
      'astro.config.mjs': config,
      'src/content.config.ts': content,
    },
    starlightTool.folder,
  );
  writeFileSync(join(site, 'package.json'), starlightSite()['package.json']);
  const page = join(site, 'src/content/docs/de/ports.md');
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  const build = () =>
    spawnSync(process.execPath, [starlightTool.script, 'build'], { cwd: site, encoding: 'utf8', env });
  const good = build();
  assert.equal(good.status, 0, good.stderr + good.stdout);
  assert.ok(existsSync(join(site, 'dist/de/ports/index.html')));
  assert.match(good.stdout, /de: compared with en\n[\s\S]*in 1 document set/);
  writeFileSync(page, front(wrong));
  const bad = build();
  assert.notEqual(bad.status, 0);
  assert.match(bad.stdout, /error number-changed: 5269 became 5296/);
  assert.match(bad.stdout + bad.stderr, /the languages of this site say different things/);
  const dev = working(starlightTool.script, ['dev', '--port', '4872'], site);
  try {
    await dev.until(/1 error, 0 warnings, 0 notes in 2 pages: file:/);
    await dev.until(/watching for file changes/);
    writeFileSync(page, front(wrong.replace('5296', '6952')));
    await dev.until(/ports\.md:5:17 5269 became 6952 \(number-changed\)/);
  } finally {
    dev.stop();
  }
});
