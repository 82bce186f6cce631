// The page on a phone, in the dark, with the keyboard alone, and behind its content security policy.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { differing, row, startSite } from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

test('on a phone nothing is cut off, and a finding covers the list until one goes back', async () => {
  const { page, complaints } = await site.open({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  await page.click('#example');
  await page.locator('.count').waitFor();
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  assert.ok(await fits());
  const ways = [
    () => page.getByRole('button', { name: 'All findings' }).tap(),
    () => page.keyboard.press('Escape'),
    () => page.goBack(),
  ];
  for (const goBack of ways) {
    await row(page, '5269 became 5296').tap();
    await page.locator('.detail.open h3').waitFor();
    assert.ok(await fits());
    assert.equal(await page.locator('.list').isVisible(), true);
    assert.ok(await page.locator('header').evaluate((element) => element.inert));
    await goBack();
    await page.locator('.detail:not(.open)').waitFor({ state: 'hidden' });
    assert.ok(!(await page.locator('header').evaluate((element) => element.inert)));
  }
  assert.deepEqual(complaints, []);
});

test('the page is dark where the system is', async () => {
  const brightness = async (colorScheme) => {
    const { page } = await site.open({ colorScheme });
    return page.evaluate(() => {
      const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
      return r + g + b;
    });
  };
  assert.ok((await brightness('dark')) < 150);
  assert.ok((await brightness('light')) > 600);
});

test('the keyboard alone opens the example, filters, and walks through findings', async () => {
  const { page, complaints } = await site.open();
  const focused = (what) => page.evaluate((selector) => document.activeElement?.matches(selector), what);
  const tabTo = async (what) => {
    for (let steps = 0; steps < 40 && !(await focused(what)); steps += 1) await page.keyboard.press('Tab');
    assert.ok(await focused(what), `the keyboard reaches ${what}`);
  };
  await tabTo('#example');
  await page.keyboard.press('Enter');
  await page.locator('.count').waitFor();
  await tabTo('.toggle.note');
  await page.keyboard.press('Space');
  await page.locator('.count', { hasText: ' of ' }).waitFor();
  await tabTo('.row.finding');
  await page.keyboard.press('Home');
  const first = await page.locator('.detail h3').innerText();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await page.locator('.detail h3').innerText(), first);
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.locator('.detail h3').innerText(), first);
  await tabTo('.detail .copy');
  assert.deepEqual(complaints, []);
});

test('sentences carry their language, so that each script gets its fonts', async () => {
  const { page, complaints } = await site.open();
  await page.click('#example');
  await page.locator('.count').waitFor();
  for (const [locale, font] of [
    ['ja', /Hiragino Sans/],
    ['zh-CN', /PingFang SC/],
    ['ru', /system-ui/],
  ]) {
    await page.getByLabel('Language', { exact: true }).selectOption(locale);
    await page.locator('.row.finding').first().click();
    const quote = page.locator('.primary blockquote');
    assert.equal(await quote.getAttribute('lang'), locale);
    assert.match(await quote.evaluate((element) => getComputedStyle(element).fontFamily), font);
  }
  assert.deepEqual(complaints, []);
});

test('the policy keeps the page from opening connections elsewhere', async () => {
  const { page } = await site.open();
  const elsewhere = await page.evaluate(async () => {
    const blocked = new Promise((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective)),
    );
    await fetch('http://127.0.0.2:1/').catch(() => {});
    return blocked;
  });
  assert.equal(elsewhere, 'connect-src');
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
});
