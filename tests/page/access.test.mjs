// The page for everyone: axe finds nothing on any view, light and dark, and every view can be used without a mouse.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startSite } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wrong = fileURLToPath(new URL('../../examples/topologies/wrong-2019.yaml', import.meta.url));

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

/** What axe says of the page as it is now. */
async function faults(page, view) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${view}: ${id}: ${html.slice(0, 160)}`));
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing on any view (${colorScheme})`, async () => {
    const { page, complaints } = await site.open({ colorScheme, viewport: { width: 1440, height: 900 } });
    const found = [];
    const look = async (view) => found.push(...(await faults(page, view)));
    await page.locator('.live h3').waitFor();
    await look('start');
    for (const [view, open] of [
      ['paste', '#paste'],
      ['keys', '#keys'],
      ['settings', '#settings'],
    ]) {
      await page.click(open);
      await look(view);
      await page.keyboard.press('Escape');
    }
    await page.click('#example');
    await page.locator('.row.finding').first().waitFor();
    await page.locator('#files').setInputFiles(wrong);
    await page.locator('#tab-deployment .badge-count', { hasText: /\d/ }).waitFor();
    await look('findings');
    await page.click('#take-away');
    await look('export');
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await look('dismiss');
    await page.keyboard.press('Escape');
    for (const tab of ['pages', 'guidance', 'deployment']) {
      await page.click(`#tab-${tab}`);
      await page.locator(`#panel-${tab} > *`).first().waitFor();
      await look(tab);
    }
    await page.click('#tab-guidance');
    await page.locator('.matrix tbody button').first().click();
    await look('claim');
    await page.keyboard.press('Escape');
    await page.click('#tab-pages');
    await page.locator('.heat-map .cell').nth(1).click();
    await page.locator('.found').first().click();
    await look('side by side');
    await page.click('#tab-findings');
    await page.locator('.row.finding').first().click();
    await page.keyboard.press('e');
    await page.locator('.cm-content').waitFor();
    await look('editor');
    await page.keyboard.press('Escape');
    await page.click('#tab-pages');
    await page.locator('.head .correct').nth(1).click();
    await look('correcting');
    await page.click('#correct-out');
    await page.locator('.corrected').waitFor();
    await page.locator('body:not(.busy)').waitFor();
    await look('corrected');
    await page.click('#corrected-lines');
    await look('lines');
    assert.deepEqual(found, []);
    assert.deepEqual(complaints, []);
  });
}

test('axe finds nothing on a phone', async () => {
  const { page, complaints } = await site.open({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  await page.locator('.live h3').waitFor();
  const found = await faults(page, 'start');
  await page.click('#example');
  await page.locator('.row.finding').first().waitFor();
  found.push(...(await faults(page, 'findings')));
  await page.locator('.row.finding').first().tap();
  await page.locator('.detail.open h3').waitFor();
  found.push(...(await faults(page, 'finding')));
  assert.deepEqual(found, []);
  assert.deepEqual(complaints, []);
});

test('lines by which controls are known have a contrast of 3 to 1', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const { page } = await site.open({ colorScheme });
    const ratios = await page.evaluate(() => {
      const luminance = (color) => {
        const [r, g, b] = color
          .match(/[\d.]+/g)
          .slice(0, 3)
          .map((value) => {
            const part = Number(value) / 255;
            return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
          });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (a, b) => {
        const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
      };
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      return ['#pick-files', '#drop'].map((selector) =>
        contrast(style(selector).borderTopColor, style('body').backgroundColor),
      );
    });
    for (const ratio of ratios) assert.ok(ratio >= 3, `${colorScheme}: ${ratios.map((r) => r.toFixed(2)).join(', ')}`);
  }
});

test('what moves can be stilled', async () => {
  const { page } = await site.open({ reducedMotion: 'reduce' });
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return transitionDuration.split(', ').some((time) => time !== '0s') || animationName !== 'none';
      }).length,
  );
  assert.equal(moving, 0);
});
