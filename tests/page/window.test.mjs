// The window as a whole: what is on the first screen, the tabs, the keys, the choices that stay.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { crowding, differing, file, row, startSite } from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

const screens = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

test('a finding of the example is on the first screen, before and after it is opened', async () => {
  for (const viewport of screens) {
    const { page, complaints } = await site.open({ viewport });
    const onScreen = async (locator) => {
      const { y, height } = await locator.boundingBox();
      return y >= 0 && y + height <= viewport.height;
    };
    await page.locator('.live h3').waitFor();
    assert.ok(await onScreen(page.locator('.live h3')), `the live finding at ${viewport.width}`);
    assert.ok(await onScreen(page.locator('.live .primary mark')), `its place at ${viewport.width}`);
    await page.click('#example');
    await page.locator('.row.finding').first().waitFor();
    assert.ok(await onScreen(page.locator('.row.finding').first()), `the first row at ${viewport.width}`);
    assert.match(await page.locator('.answer').innerText(), /^No, they do not agree: 12 errors and 11 warnings\./);
    assert.ok(await onScreen(page.locator('.answer')));
    assert.deepEqual(complaints, []);
    await page.close();
  }
});

test('a warm start shows a finding of the example within two seconds', async () => {
  const context = await site.browser.newContext({ viewport: screens[0] });
  const times = [];
  for (let i = 0; i < 8; i += 1) {
    const page = await context.newPage();
    await page.goto(site.address);
    await page.locator('.live h3').waitFor();
    times.push(await page.evaluate(() => performance.now()));
    await page.close();
  }
  await context.close();
  // The first start is the cold one. Alone it takes half a second; a machine that is shared takes twice as long and more.
  const best = Math.min(...times.slice(1));
  const crowded = crowding();
  console.log(`warm start: ${Math.round(best)} ms, on a machine ${crowded.toFixed(1)} times as slow as alone`);
  assert.ok(best <= 2000 * crowded, `it took ${times.map(Math.round).join(', ')} ms`);
});

test('nothing is wider than the screen from 320 pixels to 4K', async () => {
  for (const viewport of [{ width: 320, height: 640 }, ...screens, { width: 3840, height: 2160 }]) {
    const { page, complaints } = await site.open({ viewport });
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    await page.locator('.live h3').waitFor();
    assert.ok(await fits(), `the start at ${viewport.width}`);
    await page.click('#example');
    await page.locator('.count').waitFor();
    for (const tab of ['findings', 'pages', 'guidance', 'deployment']) {
      await page.click(`#tab-${tab}`);
      assert.ok(await fits(), `${tab} at ${viewport.width}`);
    }
    await page.click('#tab-pages');
    await page.locator('.heat-map .cell').nth(1).click();
    await page.locator('.aligned .line').first().waitFor();
    assert.ok(await fits(), `side by side at ${viewport.width}`);
    assert.deepEqual(complaints, []);
    await page.close();
  }
});

test('every key of the list of keys does what it says', async () => {
  const { page, complaints } = await site.open({ viewport: screens[0] });
  await page.click('#example');
  await page.locator('.row.finding').first().waitFor();
  const heading = () => page.locator('.detail h3').innerText();
  const first = await heading();
  await page.keyboard.press('j');
  assert.notEqual(await heading(), first);
  await page.keyboard.press('k');
  assert.equal(await heading(), first);
  await page.keyboard.press('n');
  assert.notEqual(await heading(), first);
  assert.equal(await page.locator('.detail .badge').innerText(), 'error');
  await page.keyboard.press('/');
  assert.ok(await page.locator('.search').evaluate((element) => element === document.activeElement));
  await page.keyboard.type('jj');
  assert.equal(await page.locator('.search').inputValue(), 'jj', 'keys are letters where one writes');
  await page.locator('.search').fill('');
  await page.keyboard.press('Escape');
  await page.locator('.count', { hasText: '26 findings' }).waitFor();
  await page.keyboard.press('?');
  const named = await page.locator('.key-list kbd').allInnerTexts();
  assert.deepEqual(named, ['j', 'k', 'n', 'e', 'd', 's', '/', '1', '2', '3', '4', 'Esc', '?']);
  await page.keyboard.press('Escape');
  for (const [key, tab] of [...'1234'].entries()) {
    await page.keyboard.press(tab);
    const name = ['findings', 'pages', 'guidance', 'deployment'][key];
    assert.equal(await page.locator(`#tab-${name}`).getAttribute('aria-selected'), 'true');
  }
  await page.keyboard.press('1');
  await page.keyboard.press('s');
  await page.locator('.aligned .line').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.heat-map').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Dismiss the finding' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.locator('.editor .cm-content').waitFor();
  assert.deepEqual(complaints, []);
});

test('a key that follows the end of a dialog in the same frame is heeded', async () => {
  const { page, complaints } = await site.open({ viewport: screens[0] });
  await page.click('#example');
  await page.locator('.row.finding').first().waitFor();
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Dismiss the finding' }).waitFor();
  await page.locator('#reason').evaluate((reason) => {
    reason.closest('dialog').close();
    reason.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true }));
  });
  await page.locator('.editor .cm-content').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('light and dark, the order and the width of the list stay as they were chosen', async () => {
  const context = await site.browser.newContext({ viewport: screens[0], serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(site.address);
  await page.click('#theme');
  const brightness = () =>
    page.evaluate(() => {
      const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
      return r + g + b;
    });
  assert.ok((await brightness()) < 150);
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
  await page.getByLabel('Order').selectOption('rule');
  const line = page.getByRole('separator', { name: 'Width of the list' });
  await line.focus();
  await page.keyboard.press('ArrowRight');
  const width = await line.getAttribute('aria-valuenow');
  await page.locator('body[data-kept="true"]').waitFor();
  await page.reload();
  await row(page, '5269 became 5296').waitFor();
  assert.ok((await brightness()) < 150);
  assert.equal(await page.getByLabel('Order').inputValue(), 'rule');
  assert.equal(await line.getAttribute('aria-valuenow'), width);
  await context.close();
});

test('a document that is read from right to left is shown so', async () => {
  const { page, complaints } = await site.open({ viewport: screens[0] });
  await page
    .locator('#files')
    .setInputFiles(
      [
        file('en/ports.md', '# Ports\n\nOpen port 5269 on the Edge Server.\n'),
        file('ar/ports.md', '# المنافذ\n\nافتح المنفذ 5296 على خادم الحافة.\n'),
      ].map(({ name, ...rest }) => ({ ...rest, name: name.replace('/', '.').replace(/^(\w+)\.(\w+)/, '$2.$1') })),
    );
  await row(page, '5269 became 5296').click();
  const quote = page.locator('.primary blockquote');
  assert.equal(await quote.getAttribute('lang'), 'ar');
  assert.equal(await quote.evaluate((element) => getComputedStyle(element).direction), 'rtl');
  await page.getByRole('button', { name: 'Side by side' }).click();
  const cell = page.locator('.sentence[lang="ar"]').nth(1);
  assert.equal(await cell.evaluate((element) => getComputedStyle(element).direction), 'rtl');
  assert.deepEqual(complaints, []);
});
