// The docs site: all pages are there, no link of them leads nowhere, and everyone can read them.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { rules } from '../../npm/dist/node.js';
import { BrokenLinks, buildDocs } from '../../scripts/docs.mjs';
import { serveFolder } from '../../scripts/serve.mjs';
import { openPage, startChromium } from '../chromium.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let folder;
let site;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unisono-docs-'));
  // Deep in a site: no address may be absolute.
  site = join(folder, 'some', 'where');
  await buildDocs({ into: site });
});
after(() => rmSync(folder, { recursive: true, force: true }));

const html = (address) => readFileSync(join(site, address), 'utf8');
const builtPages = () => readdirSync(site, { recursive: true }).filter((name) => name.endsWith('.html'));

/** The texts of the repository, one of them with something added. */
const reading = (changed, more) => (path) =>
  readFileSync(join(repository, path), 'utf8') + (path === changed ? more : '');

test('every rule has a page that says what it flags, how grave it is, and how to configure and ignore it', async () => {
  for (const { name, severity, mqm } of await rules()) {
    const page = html(`rules/${name}.html`);
    assert.match(page, new RegExp(`<h1 id="${name}">${name} `), name);
    assert.ok(page.includes(`<strong>${severity}</strong>`), `${name}: severity`);
    assert.ok(page.includes(mqm.split('/')[1].replaceAll('-', ' ')), `${name}: category`);
    assert.match(page, new RegExp(`rules:\n {2}${name}: `), `${name}: configuration`);
  }
  const page = html('rules/number-changed.html');
  assert.match(page, /unisono-ignore-next number-changed: REASON/);
  assert.match(page, /<pre tabindex="0" lang="de"><code class="language-md">Öffnen Sie Port 5296/);
  assert.match(page, /<strong>Flagged:<\/strong> “5296”/);
});

test('every page of the documentation is on the site and in its navigation', () => {
  const home = html('index.html');
  for (const name of readdirSync(join(repository, 'docs')).filter((file) => file.endsWith('.md'))) {
    const address = name.replace(/\.md$/, '.html');
    assert.match(html(address), /<h1 /, name);
    assert.ok(home.includes(`<li><a href="${address}"`), `${name} is not in the navigation`);
  }
});

test('the page of settings has every setting of the schema', () => {
  const page = html('settings.html');
  const schema = JSON.parse(readFileSync(join(repository, 'schemas', 'unisono.schema.json'), 'utf8'));
  for (const name of Object.keys(schema.properties)) assert.ok(page.includes(`<h2 id="${name}">`), name);
});

test('every link of every built page leads to a file and an anchor that are there', () => {
  const anchors = new Map();
  const anchorsOf = (file) => {
    if (!anchors.has(file)) {
      const text = readFileSync(file, 'utf8');
      anchors.set(file, new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)));
    }
    return anchors.get(file);
  };
  const wrong = [];
  let links = 0;
  for (const address of builtPages()) {
    const file = join(site, address);
    for (const [, target] of html(address).matchAll(/ (?:href|src)="([^"]*)"/g)) {
      if (/^(https?|mailto):/.test(target)) continue;
      links += 1;
      const [path, anchor] = target.split('#');
      const to = path === '' ? file : resolve(dirname(file), decodeURIComponent(path));
      try {
        if (anchor && !anchorsOf(to).has(decodeURIComponent(anchor))) wrong.push(`${address}: ${target}`);
        else if (!anchor) readFileSync(to);
      } catch {
        wrong.push(`${address}: ${target}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(links > 1000, `${links} links were looked at`);
});

test('a link that leads nowhere fails the build with its file, line and target', async () => {
  const ci = readFileSync(join(repository, 'docs/ci.md'), 'utf8');
  const lines = ci.split('\n').length;
  const more =
    '\nSee\n[that](nowhere.md) and [this](json.md#no-such-anchor), [me](#nor-this), [a file](../no/such.rs).\n';
  await assert.rejects(buildDocs({ into: join(folder, 'broken'), read: reading('docs/ci.md', more) }), (problem) => {
    assert.ok(problem instanceof BrokenLinks);
    const place = `docs/ci.md:${lines + 2}: `;
    assert.deepEqual(problem.places, [
      `${place}nowhere.md`,
      `${place}json.md#no-such-anchor`,
      `${place}#nor-this`,
      `${place}../no/such.rs`,
    ]);
    return true;
  });
});

test('HTML in a page is shown and does nothing; comments are left out', async () => {
  const more = '\n<script>alert(1)</script>\n\nA <b onclick="x()">word</b><!-- unseen -->.\n\n<!-- nor this -->\n';
  const into = join(folder, 'html');
  await buildDocs({ into, read: reading('docs/ci.md', more) });
  const page = readFileSync(join(into, 'ci.html'), 'utf8');
  assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.match(page, /A &lt;b onclick=&quot;x\(\)&quot;&gt;word&lt;\/b&gt;\./);
  assert.doesNotMatch(page, /<script|unseen|nor this/);
});

test('no page runs a script or loads from elsewhere', () => {
  for (const address of builtPages()) {
    const page = html(address);
    assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'self'/, address);
    assert.doesNotMatch(page, /<script| on[a-z]+="(?!.*REASON)| style="/, address);
  }
});

test('pages have no faults for axe, light, dark and on a phone, and nothing is too wide', async (context) => {
  const server = await serveFolder(folder);
  context.after(() => server.stop());
  const browser = await startChromium();
  context.after(() => browser.close());
  const sizes = {
    light: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
    dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
    phone: { viewport: { width: 390, height: 844 } },
  };
  const usual = ['index.html', 'rules/number-changed.html'];
  const tables = ['rules.html', 'settings.html', 'languages.html', 'accuracy.html'];
  const wrong = [];
  for (const [size, options] of Object.entries(sizes)) {
    for (const address of size === 'phone' ? [...usual, ...tables] : usual) {
      const { page, complaints } = await openPage(
        browser,
        `${server.address}some/where/${address}`,
        options,
        async (one) => {
          // All pages of the site lie in one folder.
          one.on('request', (request) => {
            if (!request.url().startsWith(`${server.address}some/where/`)) wrong.push(`${address}: ${request.url()}`);
          });
        },
      );
      if (size === 'phone' && address === 'index.html') {
        await page.click('button[popovertarget]');
        await page.locator('#navigation a', { hasText: 'All rules' }).waitFor();
        wrong.push(...(await faults(page, `${address} (menu)`)));
        await page.keyboard.press('Escape');
      }
      wrong.push(...(await faults(page, `${address} (${size})`)));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > options.viewport.width) wrong.push(`${address} (${size}): ${wide} pixels wide`);
      const face = await page.evaluate(async () => {
        await document.fonts.ready;
        return [...document.fonts].some(({ status }) => status === 'loaded');
      });
      if (!face) wrong.push(`${address} (${size}): its face is not loaded`);
      wrong.push(...complaints.filter((complaint) => !complaint.startsWith('outside of its folder')));
      await page.close();
    }
  }
  assert.deepEqual(wrong, []);
});

/** What axe says of a page. */
async function faults(page, view) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html: element }) => `${view}: ${id}: ${element.slice(0, 160)}`),
  );
}
