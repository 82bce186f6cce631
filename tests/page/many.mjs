// Gives a folder to the page and measures: the first finding, the report, the longest task, the memory.
import { existsSync, readFileSync } from 'node:fs';
import { crowding } from './site.mjs';

/** What the page makes of a folder; times are in milliseconds, the memory is of the renderer, in bytes: what its scripts hold, and the most that it has held. */
export async function measured(page, folder, timeout = 600_000) {
  await page.evaluate(() => {
    globalThis.first = undefined;
    const input = document.getElementById('folder');
    input.addEventListener('change', () => {
      globalThis.given = performance.now();
    });
    new MutationObserver(() => {
      if (globalThis.first === undefined && document.querySelector('#results .row.finding')) {
        globalThis.first = performance.now();
      }
    }).observe(document.getElementById('results'), { childList: true, subtree: true });
  });
  const crowdedBefore = crowding();
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await page.locator('#folder').setInputFiles(folder);
  await page.locator('body.checked:not(.busy)').waitFor({ timeout });
  const crowded = (crowdedBefore + crowding()) / 2;
  // What comes after the report, such as keeping it, counts, too.
  await page.waitForTimeout(2000);
  const longest = longestTask(JSON.parse(await browser.stopTracing()).traceEvents);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  const peak = await peakOfRenderer(browser);
  return page.evaluate(
    ([crowded, heap, longest, peak]) => {
      const { given, first } = globalThis;
      return {
        first: first - given,
        longest,
        heap,
        peak,
        crowded,
        count: document.querySelector('.count').textContent,
      };
    },
    [crowded, heap, longest, peak],
  );
}

/**
 * The most memory that the renderer with the page and its workers has held, in bytes; undefined where the system does not
 * tell. No other page may be open. A trace that is taken meanwhile counts, and so do the parts of the browser that are mapped.
 */
async function peakOfRenderer(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo
    .filter(({ type, id }) => type === 'renderer' && existsSync(`/proc/${id}/status`))
    .map(({ id }) => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1024);
  return peaks.length > 0 ? Math.max(...peaks) : undefined;
}

/**
 * The longest task of the page's main thread, in milliseconds of its own work: what else the machine does while a task
 * waits is not counted.
 */
function longestTask(events) {
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, pid, tid, tdur }) => /RunTask$/.test(name) && tdur !== undefined && main.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('the trace holds no tasks');
  return Math.max(...tasks.map(({ tdur }) => tdur)) / 1000;
}
