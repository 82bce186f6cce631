// What the tests of the page share: the built page deep in a site, and ways to give it pages.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../scripts/serve.mjs';
import { openPage, startChromium } from '../chromium.mjs';

const dist = fileURLToPath(new URL('../../www/dist', import.meta.url));

/** The page in a folder deep in a site, and a browser for it: no address of it may be absolute. */
export async function startSite() {
  const folder = mkdtempSync(join(tmpdir(), 'unisono-site-'));
  cpSync(dist, join(folder, 'some', 'where'), { recursive: true });
  const server = await serveFolder(folder);
  const browser = await startChromium();
  return {
    browser,
    address: `${server.address}some/where/`,
    asked: server.asked,
    /** Opens the page, `hash` in its address; `complaints` must be empty in the end. `prepare` gets it before anything is loaded. */
    async open(options, prepare) {
      const { hash = '', ...others } = options ?? {};
      const context = { serviceWorkers: 'block', ...others };
      const opened = await openPage(browser, `${server.address}some/where/${hash}`, context, async (page) => {
        await page.addInitScript(keepReports);
        await prepare?.(page);
      });
      await opened.page.locator('body.ready').waitFor();
      await drawn(opened.page);
      return opened;
    },
    async stop() {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Keeps what the worker reports where a test can get it. */
function keepReports() {
  globalThis.reports = [];
  globalThis.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => data.result?.summary && globalThis.reports.push(data.result));
    }
  };
}

/** A page as the file picker takes it. */
export function file(name, content) {
  return { name, mimeType: 'text/markdown', buffer: Buffer.from(content) };
}

/** Two pages that differ in a number. */
export const differing = [
  file('ports.en.md', '# Ports\n\nOpen port 5269 on the Edge Server.\n'),
  file('ports.de.md', '# Ports\n\nÖffnen Sie auf dem Edgeserver Port 5296.\n'),
];

/** Two pages with `number` findings between them. */
export function manyFindings(number) {
  const text = (sentence) => `# Servers\n\n${Array.from({ length: number }, (_, i) => sentence(i + 1)).join('\n\n')}\n`;
  return [
    ['en', text((i) => `Restart Lync Server 2013 on machine m${i} after the update.`)],
    ['de', text((i) => `Starten Sie lync Server 2013 auf der Maschine m${i} nach dem Update neu.`)],
  ];
}

/** Waits for the next frame: before its first one a page has nothing that could be looked at, or take a drop. */
async function drawn(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
}

/** Drops files or folders of this machine, as a file manager does. */
export async function drop(page, paths) {
  const session = await page.context().newCDPSession(page);
  await drawn(page);
  // The whole window takes drops.
  const at = { x: 200, y: 300 };
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  await session.detach();
}

/** The row of the first finding that says this. */
export function row(page, text) {
  return page.locator('.row.finding', { hasText: text }).first();
}

/** Chooses the source language in the settings. */
export async function chooseSource(page, locale) {
  await page.locator('#settings').click();
  await page.locator('#source').fill(locale);
  await page.locator('#settings-apply').click();
}

/** Says what is told of the run as a whole. */
export async function aboutRun(page) {
  await page.locator('.about-run summary').click();
  return page.locator('.about-run').innerText();
}

/**
 * How much slower this machine is at the moment for what else it does: 1 where nothing does, 3 where a third of the time
 * is left. Budgets are for a machine that does nothing else.
 */
export function crowding() {
  const started = performance.now();
  const before = process.cpuUsage();
  let sum = 0;
  while (process.cpuUsage(before).user < 300_000) for (let i = 0; i < 1e5; i += 1) sum += i % 7;
  const { user, system } = process.cpuUsage(before);
  return sum < 0 ? 0 : Math.max(1, ((performance.now() - started) * 1000) / (user + system));
}
