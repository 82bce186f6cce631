// The page with the matrix of the guidance, and with topologies.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Checker } from 'unisono';
import { differing, drop, file, row, startSite } from './site.mjs';

const topologies = fileURLToPath(new URL('../../examples/topologies/', import.meta.url));
const wrong = `${topologies}wrong-2019.yaml`;

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

/** Brings a tab to the front. */
const tab = (page, name) => page.getByRole('tab', { name }).click();

const reportOf = (page) => page.evaluate(() => globalThis.reports.at(-1));

/** A page of each version in two languages. The German one of 2019 says the opposite of one claim, and leaves out one. */
const versions = Object.entries({
  'lync-2013-xmpp.en-US.md': `# XMPP in Lync Server 2013

This works only if the XMPP partner is not configured in Lync Server 2013.
`,
  'lync-2013-xmpp.de-DE.md': `# XMPP in Lync Server 2013

Das gelingt nur, wenn der XMPP-Partner in Lync Server 2013 nicht konfiguriert ist.
`,
  'SfBServer2019-moving.en-US.md': `# XMPP in Skype for Business Server 2019

The XMPP feature is no longer available in Skype for Business Server 2019, and it is deprecated.

This works only if the XMPP partner is configured in Skype for Business Server 2015 or Lync Server 2013.

If you need XMPP, do not migrate the legacy Edge Server to Skype for Business Server 2019.
`,
  'SfBServer2019-moving.de-DE.md': `# XMPP in Skype for Business Server 2019

Die XMPP-Funktion ist in Skype for Business Server 2019 weiterhin verfügbar.

Das gelingt nur, wenn der XMPP-Partner in Skype for Business Server 2015 oder Lync Server 2013 konfiguriert ist.
`,
}).map(([path, text]) => file(path, text));

/** Every cell of the matrix as the page shows it: its name, for those that can be opened. */
const cellsOf = (page) =>
  page
    .locator('.matrix tbody button')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));

test('the matrix has a row for each matter, a column for each language, and the verdicts of the report', async () => {
  const { page, complaints } = await site.open({ viewport: { width: 1400, height: 900 } });
  await page.locator('#files').setInputFiles(versions);
  await tab(page, 'Guidance');
  await page.locator('.matrix table').first().waitFor();
  const { matrix } = await reportOf(page);
  assert.equal(matrix.versions.length, 2);
  const heads = await page.locator('.matrix table').first().locator('thead tr').allInnerTexts();
  assert.deepEqual(heads[0].split('\t'), [...matrix.versions.map(({ title }) => title), 'Differs in']);
  assert.deepEqual(
    heads[1].split('\t'),
    matrix.versions.flatMap(({ locales }) => ['Claim', ...locales]),
  );
  // What only one version speaks of has a table of its own, without an empty half.
  assert.equal(await page.locator('.matrix td.nothing-said').count(), 0);
  const alone = matrix.rows.filter(({ claims }) => claims.filter(Boolean).length === 1).length;
  assert.ok(alone > 0);
  assert.equal(await page.locator('.matrix tbody tr').count(), matrix.rows.length);
  const names = { 'de-DE': 'German (Germany) · de-DE', 'en-US': 'American English · en-US' };
  const expected = matrix.rows.flatMap(({ claims }) =>
    claims.flatMap((claim, version) =>
      (claim?.cells ?? []).flatMap((cell, column) =>
        cell ? [`${claim.id}, ${names[matrix.versions[version].locales[column]]}: ${cell.verdict}`] : [],
      ),
    ),
  );
  assert.ok(expected.length >= 4, expected.join());
  assert.deepEqual((await cellsOf(page)).sort(), expected.sort());
  // What there is to look at comes first.
  const first = await page
    .locator('.matrix table')
    .last()
    .locator('tbody tr')
    .first()
    .locator('button')
    .allInnerTexts();
  assert.ok(
    first.some((sign) => sign !== '✓'),
    first.join(),
  );
  assert.deepEqual(complaints, []);
});

test('a cell opens its sentence in the page, with what the source says', async () => {
  const { page, complaints } = await site.open({ viewport: { width: 1400, height: 900 } });
  await page.locator('#files').setInputFiles(versions);
  await tab(page, 'Guidance');
  const cell = page.getByRole('button', { name: /German.*: contradicted$/ }).first();
  await cell.click();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.locator('.badge').innerText(), 'contradicted');
  assert.match(await dialog.locator('.primary mark').innerText(), /^Die XMPP-Funktion ist .* weiterhin verfügbar\.$/);
  assert.equal(
    await dialog.locator('.primary blockquote').innerText(),
    await dialog.locator('.primary mark').innerText(),
  );
  assert.equal(await dialog.locator('.primary blockquote').getAttribute('lang'), 'de-DE');
  assert.equal(await dialog.locator('.primary .place code').innerText(), 'SfBServer2019-moving.de-DE.md:3:1');
  assert.match(await dialog.locator('.related mark').innerText(), /^The XMPP feature is no longer available/);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.ok(await cell.evaluate((element) => document.activeElement === element), 'one is back at the cell');
  await page
    .getByRole('button', { name: /: missing$/ })
    .first()
    .click();
  assert.equal(await dialog.locator('.primary .none').innerText(), 'No sentence of the page says it.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  assert.equal(await dialog.count(), 0);
  assert.deepEqual(complaints, []);
});

test('each table of the matrix is one stop of the Tab key, and arrow keys lead through its cells', async () => {
  const { page, complaints } = await site.open({ viewport: { width: 1400, height: 900 } });
  await page.locator('#files').setInputFiles(versions);
  await tab(page, 'Guidance');
  const table = page.locator('.matrix table').last();
  await table.waitFor();
  assert.ok((await table.locator('tbody button').count()) > 3);
  assert.equal(await table.locator('tbody button[tabindex="0"]').count(), 1);
  await table.locator('tbody button[tabindex="0"]').focus();
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  const first = await focused();
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await focused(), first);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await focused(), first);
  await page.keyboard.press('ArrowDown');
  const below = await focused();
  assert.notEqual(below.split(',')[0], first.split(',')[0]);
  assert.equal(below.split(/[,:]/)[1], first.split(/[,:]/)[1]);
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(), first);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('h3').waitFor();
  assert.deepEqual(complaints, []);
});

test('a version can be chosen, and claims that every language states left out', async () => {
  const { page, complaints } = await site.open({ viewport: { width: 1400, height: 900 } });
  await page.locator('#files').setInputFiles(versions);
  await tab(page, 'Guidance');
  const rows = page.locator('.matrix tbody tr:visible');
  await rows.first().waitFor();
  const total = await rows.count();
  await page.getByLabel(/^Leave out \d+ claims? that every language states$/).check();
  const { matrix } = await reportOf(page);
  const open = matrix.rows.filter(({ claims }) =>
    claims.some((claim) => claim?.cells.some((cell) => cell && cell.verdict !== 'stated')),
  ).length;
  assert.ok(open > 0 && open < total);
  assert.equal(await rows.count(), open);
  await page.getByLabel('Versions').selectOption('Lync Server 2013');
  assert.equal(await rows.count(), 0);
  await page.getByLabel(/^Leave out/).uncheck();
  assert.equal(await rows.count(), matrix.rows.filter(({ claims }) => claims[0]).length);
  assert.equal(await page.locator('.matrix thead th[scope="colgroup"]').innerText(), 'Lync Server 2013');
  assert.deepEqual(complaints, []);
});

test('pages that no guidance is about are told what there is guidance for', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(differing);
  await page.locator('.count').waitFor();
  await tab(page, 'Guidance');
  await page.getByText(/^No page is about something that there is guidance for/).waitFor();
  await tab(page, 'Deployment');
  await page.getByText(/^No deployment was given/).waitFor();
  assert.deepEqual(complaints, []);
});

test('a dropped topology is judged and drawn as in Node', async () => {
  const { page, complaints } = await site.open();
  await drop(page, [wrong]);
  await page.getByRole('heading', { name: 'The deployment', exact: true }).waitFor();
  const checker = await Checker.create({ topologyPicture: true });
  checker.addTopology('wrong-2019.yaml', readFileSync(wrong));
  const expected = checker.check();
  checker.free();
  assert.deepEqual(await reportOf(page), expected);

  const { topology, findings } = expected;
  assert.match(
    await page.locator('.holds').innerText(),
    /^Read from wrong-2019\.yaml \(YAML\)\. It holds 1 site, 3 pools, .* held against the guidance of Skype for Business Server 2015 and Skype for Business Server 2019\.$/,
  );
  const broken = topology.claims.filter(({ status }) => status === 'broken');
  assert.deepEqual(
    await page.locator('.claim-card h4 code').allInnerTexts(),
    broken.map(({ id }) => id),
  );
  const held = topology.claims.length - broken.length;
  if (held > 0) await page.getByText(`It obeys ${held} claim`).waitFor();
  // Findings in the file are findings as any.
  await tab(page, 'Findings');
  await row(page, findings[0].message).click();
  assert.equal(await page.locator('.primary figcaption').innerText(), 'YAML');
  assert.match(await page.locator('.primary .place code').innerText(), /^wrong-2019\.yaml:\d+:\d+$/);
  await tab(page, 'Deployment');
  await page.getByText('What was read, in tables').click();
  assert.match(await page.getByRole('table', { name: 'XMPP partners' }).innerText(), /gmail\.com.*invalid/);
  assert.deepEqual(complaints, []);
});

test('the picture is drawn, told to those who do not see it, and follows light and dark', async () => {
  const paper = async (colorScheme) => {
    const { page, complaints } = await site.open({ colorScheme });
    await drop(page, [wrong]);
    const svg = page.locator('.picture svg');
    await svg.waitFor();
    assert.match(await svg.locator('> title').textContent(), /^Topology: 1 site, 3 pools/);
    assert.ok((await svg.locator('> desc').textContent()).length > 40);
    assert.ok((await svg.locator('.broken rect').count()) > 0);
    const { width } = await svg.boundingBox();
    assert.ok(width > 300, `it is ${width} wide`);
    assert.deepEqual(complaints, []);
    return svg.locator('> .paper').evaluate((element) => {
      const [r, g, b] = getComputedStyle(element).fill.match(/\d+/g).map(Number);
      return r + g + b;
    });
  };
  assert.ok((await paper('light')) > 700);
  assert.ok((await paper('dark')) < 150);
});

test('the picture prints on white, as wide as the paper', async () => {
  const { page, complaints } = await site.open({ colorScheme: 'dark', viewport: { width: 500, height: 700 } });
  await drop(page, [wrong]);
  const svg = page.locator('.picture svg');
  await svg.waitFor();
  await page.emulateMedia({ media: 'print' });
  const box = await svg.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 500 && box.width > 300, `${box.x} + ${box.width}`);
  // All of it: what is cut could not be scrolled to.
  const scrolls = await page
    .locator('.picture-box')
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  assert.ok(scrolls <= 1, `${scrolls} are cut`);
  const fill = await svg.locator('> .paper').evaluate((element) => getComputedStyle(element).fill);
  assert.equal(fill, 'rgb(255, 255, 255)');
  assert.deepEqual(complaints, []);
});

test('the picture can be saved', async () => {
  const { page, complaints } = await site.open();
  await drop(page, [wrong]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the picture' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'deployment.svg');
  assert.equal(readFileSync(await download.path(), 'utf8'), (await reportOf(page)).topology.picture);
  assert.deepEqual(complaints, []);
});

test('a topology that comes after the pages is judged with them, its claims in the language that is chosen', async () => {
  const { page, complaints } = await site.open({ locale: 'en-US' });
  await page.locator('#files').setInputFiles(versions);
  await page.locator('.count').waitFor();
  await page.locator('#files').setInputFiles(wrong);
  await page.locator('#tab-deployment .badge-count', { hasText: /\d/ }).waitFor();
  await tab(page, 'Deployment');
  const card = page.locator('.claim-card', { has: page.locator('h4 code', { hasText: /^X19-02$/ }) });
  await card.waitFor();
  const { summary } = await reportOf(page);
  assert.equal(summary.pages, versions.length);
  assert.match(await card.locator('mark').innerText(), /^The XMPP feature is no longer available/);
  const select = page.getByLabel('What the pages say, in');
  assert.deepEqual(await select.locator('option').evaluateAll((options) => options.map(({ value }) => value)), [
    'de-DE',
    'en-US',
  ]);
  await select.selectOption('de-DE');
  assert.match(await card.locator('mark').innerText(), /^Die XMPP-Funktion ist .* weiterhin verfügbar\.$/);
  assert.match(await card.locator('figcaption').innerText(), /contradicted there$/);
  assert.equal(await card.locator('blockquote').getAttribute('lang'), 'de-DE');

  // New pages come without what went with the old ones.
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
  assert.equal(await page.locator('.picture').count(), 0);
  assert.deepEqual(complaints, []);
});

test('claims that hold stand in the words of the pages, in the language that is chosen', async () => {
  const { page, complaints } = await site.open({ locale: 'en-US' });
  const right = { name: 'right.yaml', mimeType: 'text/yaml', buffer: readFileSync(`${topologies}coexistence.yaml`) };
  await page.locator('#files').setInputFiles([...versions, right]);
  await page.locator('.count').waitFor();
  await tab(page, 'Deployment');
  await page.getByRole('heading', { name: 'It breaks no claim' }).waitFor();
  await page.locator('.held summary').click();
  const held = page.locator('.held li', { has: page.locator('code', { hasText: /^X19-06$/ }) });
  await page.getByLabel('What the pages say, in').selectOption('en-US');
  assert.match(
    await held.innerText(),
    /This works only if the XMPP partner is configured in Skype for Business Server 2015/,
  );
  assert.deepEqual(complaints, []);
});

test('a claim lights up what breaks it in the picture, and the picture leads to the claim', async () => {
  const { page, complaints } = await site.open({ viewport: { width: 1440, height: 900 } });
  await drop(page, [wrong]);
  const svg = page.locator('.picture svg');
  await svg.waitFor();
  const card = page.locator('.claim-card[data-claim="X13-18.2"]');
  await card.hover();
  assert.match(await svg.locator('.lit').first().textContent(), /gmail\.com.*X13-18\.2/s);
  assert.match(await card.locator('.broken-by').innerText(), /gmail\.com/);
  await svg.locator('g.claimed', { hasText: 'fabrikam.com' }).click();
  const focused = await page.evaluate(() => document.activeElement.dataset.claim);
  assert.match(await svg.locator('g.claimed', { hasText: 'fabrikam.com' }).textContent(), new RegExp(focused));
  const width = async () => (await svg.boundingBox()).width;
  const before = await width();
  await page.getByRole('button', { name: 'Larger' }).click();
  assert.ok((await width()) > before * 1.2);
  await page.getByRole('button', { name: 'Fit the window' }).click();
  assert.equal(Math.round(await width()), Math.round(before));
  await card.locator('.broken-by button').first().click();
  assert.equal(await page.locator('#tab-findings').getAttribute('aria-selected'), 'true');
  assert.match(await page.locator('.detail h3').innerText(), /gmail\.com/);
  assert.deepEqual(complaints, []);
});

test('each broken claim in the picture is a link to its card, and to the sentence of the pages there', async () => {
  const { page, complaints } = await site.open({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await page
    .locator('#files')
    .setInputFiles([...versions, { name: 'wrong.yaml', mimeType: 'text/yaml', buffer: readFileSync(wrong) }]);
  await page.locator('#tab-deployment .badge-count', { hasText: /\d/ }).waitFor();
  await tab(page, 'Deployment');
  const links = page.locator('.picture svg a');
  const ids = [...new Set(await links.allTextContents())].map(
    (text) => text.match(/[A-Z]+\d*-\d+(?:\.\d+)*[a-z]?$/)[0],
  );
  const { topology } = await reportOf(page);
  const broken = topology.claims.filter(({ status }) => status === 'broken').map(({ id }) => id);
  assert.deepEqual([...new Set(ids)].sort(), broken);
  for (const id of broken) {
    const link = page.locator(`.picture svg a[href="#claim-${id}"]`).first();
    // The keyboard presses it, too.
    await link.focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.claim), id);
  }
  const { x, y, width, height } = await page.locator('.picture svg a[href="#claim-X19-02"]').last().boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
  const card = page.locator('.claim-card:focus');
  assert.match(await card.locator('mark').innerText(), /^The XMPP feature is no longer available/);
  // The claims stand beside the picture: below it they are left out.
  assert.equal(await page.locator('.picture svg .said').count(), 0);
  assert.deepEqual(complaints, []);
});

test('nothing in the picture leaves its box, and no arrow crosses what is written, in the font of the page', async () => {
  const { page, complaints } = await site.open({ viewport: { width: 1440, height: 900 } });
  for (const name of ['wrong-2019.yaml', 'coexistence.yaml', 'lync-2013.yaml']) {
    await page.locator('#files').setInputFiles(`${topologies}${name}`);
    await page.locator('.holds', { hasText: name }).waitFor({ state: 'attached' });
    const svg = page.locator('.picture svg');
    await svg.waitFor({ state: 'attached' });
    await tab(page, 'Deployment');
    const crossed = await svg.evaluate((image) => {
      const found = [];
      const boxes = [...image.querySelectorAll('text')].map((text) => [text, text.getBBox()]);
      const over = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
      for (const [text, box] of boxes) {
        const frame = text.closest('g')?.querySelector('rect').getBBox();
        const inside = !frame || (frame.x <= box.x && box.x + box.width <= frame.x + frame.width);
        if (!inside) found.push(`${text.textContent} leaves its box`);
        for (const [other, place] of boxes) {
          // Lines of one box may touch each other: their boxes hold what hangs below letters.
          const shrunk = { x: place.x, y: place.y + 3, width: place.width, height: place.height - 6 };
          if (
            other !== text &&
            over(shrunk, { ...box, y: box.y + 3, height: box.height - 6, x: box.x, width: box.width })
          )
            found.push(`${text.textContent} is over ${other.textContent}`);
        }
      }
      for (const line of image.querySelectorAll('path.line')) {
        for (let at = 0; at <= line.getTotalLength(); at += 2) {
          const { x, y } = line.getPointAtLength(at);
          const hit = boxes.find(([, box]) => over({ x: x - 1, y: y - 1, width: 2, height: 2 }, box));
          if (hit) found.push(`${line.textContent} crosses ${hit[0].textContent}`);
        }
      }
      return found;
    });
    assert.deepEqual(crossed, [], name);
  }
  assert.deepEqual(complaints, []);
});

test('of a dropped folder only what holds a topology is one', async () => {
  const { page, complaints } = await site.open();
  await drop(page, [topologies]);
  await page.locator('.picture svg').waitFor();
  const { topology } = await reportOf(page);
  assert.deepEqual(
    topology.sources.map(({ path }) => path),
    ['coexistence', 'lync-2013', 'wrong-2019'].map((name) => `topologies/${name}.yaml`),
  );
  assert.deepEqual(complaints, []);
});

test('a topology as PowerShell writes it, in UTF-16, shows its lines', async () => {
  const { page, complaints } = await site.open();
  const script =
    '# The change\r\nSet-CsSite -Identity Berlin -XmppFederationRoute edge.contoso.com\r\nEnable-CsTopology\r\n';
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(script, 'utf16le')]);
  await page.locator('#files').setInputFiles([file('change.ps1', bytes)]);
  await tab(page, 'Findings');
  await row(page, 'does not name the EdgeServer service').click();
  assert.equal(await page.locator('.primary mark').innerText(), 'edge.contoso.com');
  assert.match(await page.locator('.primary .place code').innerText(), /^change\.ps1:2:50$/);
  assert.deepEqual(complaints, []);
});

test('what is given as a topology and is none is told so', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles([file('menu.json', '{"entries": []}')]);
  await tab(page, 'Findings');
  await row(page, 'topology-unreadable').click();
  await tab(page, 'Deployment');
  assert.match(await page.locator('.holds').innerText(), /^Read from menu\.json \(not recognised\)\. It holds nothing/);
  assert.deepEqual(complaints, []);
});

test('on a phone the matrix and the picture scroll in boxes of their own', async () => {
  const { page, complaints } = await site.open({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
  });
  await page
    .locator('#files')
    .setInputFiles([...versions, { name: 'wrong.yaml', mimeType: 'text/yaml', buffer: readFileSync(wrong) }]);
  await tab(page, 'Deployment');
  await page.locator('.picture svg').waitFor();
  await page.locator('.inventory > summary').tap();
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  assert.ok(await fits());
  await tab(page, 'Guidance');
  assert.ok(await fits());
  // There is room for one version.
  assert.equal(
    await page.locator('.matrix thead th[scope="colgroup"]').first().innerText(),
    'Skype for Business Server 2019',
  );
  await page
    .getByRole('button', { name: /: contradicted$/ })
    .first()
    .tap();
  const box = await page.getByRole('dialog').boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360 && box.y >= 0 && box.y + box.height <= 740);
  assert.ok(await fits());
  assert.deepEqual(complaints, []);
});
