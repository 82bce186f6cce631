// Gives a folder to the page and measures: the first finding, the report, the longest task, the memory.
import { crowding } from './site.mjs';

/** What the page makes of a folder; times are in milliseconds, the memory is of the renderer, in bytes. */
export async function measured(page, folder, timeout = 600_000) {
  await page.evaluate(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) globalThis.tasks.push([startTime, duration]);
    }).observe({ type: 'longtask' });
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
  await page.locator('#folder').setInputFiles(folder);
  await page.locator('body.checked:not(.busy)').waitFor({ timeout });
  const crowded = (crowdedBefore + crowding()) / 2;
  // What comes after the report, such as keeping it, counts, too.
  await page.waitForTimeout(2000);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return page.evaluate(
    ([crowded, heap]) => {
      const { given, first, tasks } = globalThis;
      const during = tasks.filter(([start]) => start >= given);
      return {
        first: first - given,
        longest: Math.max(0, ...during.map(([, duration]) => duration)),
        heap,
        crowded,
        count: document.querySelector('.count').textContent,
      };
    },
    [crowded, heap],
  );
}
