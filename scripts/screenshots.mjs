// Takes the pictures of the built page for docs/page: node scripts/screenshots.mjs [FOLDER]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';
import { chromium } from './setup.mjs';

const into = process.argv[2] ?? join(root, 'docs', 'page');
process.env.CHROMIUM = chromium();
const { startSite } = await import(join(root, 'tests', 'page', 'site.mjs'));
const site = await startSite();

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const sizes = {
  '': { viewport: { width: 1440, height: 900 } },
  '-dark': { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  '-phone': phone,
  '-320': { viewport: { width: 320, height: 640 } },
  '-4k': { viewport: { width: 3840, height: 2160 } },
};
for (const [size, options] of Object.entries(sizes)) {
  const { page } = await site.open(options);
  const session = await page.context().newCDPSession(page);
  const take = async (name) => {
    // What fades in has done so.
    await page.waitForTimeout(300);
    const { width, height } = options.viewport;
    // What is as wide as a wall is kept at half its size: it shows how things are laid out.
    const clip = { x: 0, y: 0, width, height, scale: width > 2000 ? 0.5 : 1 };
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 45, clip });
    writeFileSync(join(into, `${name}${size}.webp`), Buffer.from(data, 'base64'));
  };
  await page.locator('.live h3').waitFor();
  await take('start');
  await page.click('#example');
  await page.locator('.row.finding').first().waitFor();
  await page.locator('#files').setInputFiles(join(root, 'examples', 'topologies', 'wrong-2019.yaml'));
  await page.locator('#tab-deployment .badge-count', { hasText: /\d/ }).waitFor();
  await page.click('#tab-findings');
  await take('findings');
  for (const tab of ['pages', 'guidance', 'deployment']) {
    await page.click(`#tab-${tab}`);
    await page.locator(`#panel-${tab} > *`).first().waitFor();
    await take(tab);
  }
  await page.click('#tab-pages');
  await page.locator('.heat-map .cell').nth(1).click();
  await page.locator('.found.error').first().click();
  await take('beside');
  await page.click('#tab-findings');
  await page.locator('.row.finding').nth(3).click();
  await page.locator('.detail .edit').click();
  await page.locator('.cm-found').first().waitFor();
  await take('edit');
  await page.close();
}
await site.stop();
