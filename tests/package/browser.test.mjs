// The library in a browser: bundled from the installed tarball, it says what it says in Node, byte for byte.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { Checker } from 'unisono';
import { serveFolder } from '../../scripts/serve.mjs';
import { openPage, startChromium } from '../chromium.mjs';
import { agreeing, brokenPage, projectWithPackage, repository } from './project.mjs';

const guided = {
  'en-US/xmpp.md':
    '# XMPP in Lync Server 2013\n\nThis works only if the XMPP partner is not configured in Lync Server 2013.\n',
  'de-DE/xmpp.md':
    '# XMPP in Lync Server 2013\n\nDas gelingt nur, wenn der XMPP-Partner in Lync Server 2013 konfiguriert ist.\n',
};
const pages = {
  ...agreeing,
  ...guided,
  'fr-FR/page.md': brokenPage,
  'ja-JP/page.md': '# ポート\n\nポート 5296 を開きます。😀\n',
};

let browser;
let server;
before(async () => {
  const project = projectWithPackage({
    'main.js': `
      import { Checker, init } from 'unisono';
      import { connect } from 'unisono/worker';
      globalThis.direct = async (pages) => {
        const checker = await Checker.create({ source: 'en-US' });
        for (const [path, bytes] of pages) checker.add(path, Uint8Array.from(bytes));
        checker.run();
        return checker.render('json');
      };
      globalThis.drawn = async (bytes) => {
        const checker = await Checker.create();
        checker.addTopology('deployment.yaml', Uint8Array.from(bytes));
        checker.run();
        return [checker.renderTopology('json'), checker.renderTopology('svg')];
      };
      globalThis.judged = async (bytes) => {
        const engine = connect(new Worker('worker.js', { type: 'module' }));
        const pages = [{ path: 'deployment.yaml', bytes: Uint8Array.from(bytes), topology: true }];
        return engine.check(pages, { topologyPicture: true });
      };
      globalThis.worked = async (pages) => {
        const engine = connect(new Worker('worker.js', { type: 'module' }));
        return engine.check(pages.map(([path, bytes]) => ({ path, bytes: Uint8Array.from(bytes) })), { source: 'en-US' });
      };
    `,
    'worker.js': `
      import { Checker } from 'unisono';
      import { serve } from 'unisono/worker';
      serve(self, Checker);
    `,
    'site/index.html': '<!doctype html><link rel="icon" href="data:,"><script type="module" src="main.js"></script>',
  });
  const bundled = await build({
    absWorkingDir: project,
    entryPoints: ['main.js', 'worker.js'],
    outdir: 'site',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    metafile: true,
    logLevel: 'error',
  });
  const inputs = Object.keys(bundled.metafile.inputs);
  assert.ok(inputs.some((name) => name.endsWith('/browser.js')) && !inputs.some((name) => name.endsWith('/node.js')));
  const dist = join(project, 'node_modules/unisono/npm/dist');
  for (const name of ['unisono_bg.wasm', 'topology.wasm']) copyFileSync(join(dist, name), join(project, 'site', name));
  cpSync(join(dist, 'languages'), join(project, 'site', 'languages'), { recursive: true });
  server = await serveFolder(join(project, 'site'));
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('the report is the same in Node, in a page and in its worker', async () => {
  const entries = Object.entries(pages).map(([path, content]) => [path, [...Buffer.from(content)]]);
  const checker = await Checker.create({ source: 'en-US' });
  for (const [path, bytes] of entries) checker.add(path, Uint8Array.from(bytes));
  const report = checker.check();
  assert.ok(report.findings.length > 0);
  const [{ claims }] = report.matrix.rows;
  assert.deepEqual(
    claims[0].cells.map((cell) => cell.verdict),
    ['contradicted', 'stated'],
  );

  const { page, complaints } = await openPage(browser, server.address);
  assert.equal(await page.evaluate((pages) => globalThis.direct(pages), entries), checker.render('json'));
  assert.deepEqual(await page.evaluate((pages) => globalThis.worked(pages), entries), report);
  assert.deepEqual(complaints, []);
});

test('a topology is judged and drawn the same in Node, in a page and in its worker', async () => {
  const bytes = [...readFileSync(join(repository, 'examples/topologies/wrong-2019.yaml'))];
  const checker = await Checker.create({ topologyPicture: true });
  checker.addTopology('deployment.yaml', Uint8Array.from(bytes));
  const report = checker.check();
  assert.equal(report.topology.claims.find((claim) => claim.id === 'X19-16').status, 'broken');
  assert.equal(report.topology.picture, checker.renderTopology('svg'));

  const { page, complaints } = await openPage(browser, server.address);
  const [json, svg] = await page.evaluate((bytes) => globalThis.drawn(bytes), bytes);
  const { picture: _, ...topology } = report.topology;
  assert.deepEqual(JSON.parse(json), { version: 1, topology, findings: report.findings });
  assert.equal(svg, report.topology.picture);
  assert.deepEqual(await page.evaluate((bytes) => globalThis.judged(bytes), bytes), report);
  assert.deepEqual(complaints, []);
});
