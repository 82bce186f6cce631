// Five hundred pages: a finding is there long before the report, and nothing freezes.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { measured } from './many.mjs';
import { startSite } from './site.mjs';

let site;
let folder;
before(async () => {
  site = await startSite();
  folder = mkdtempSync(join(tmpdir(), 'unisono-many-'));
});
after(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A page of about a screen and a half; every fifth German one has another port. */
function pageOf(language, at) {
  const english = language === 'en';
  const port = 5000 + at + (!english && at % 5 === 0 ? 7 : 0);
  const step = (n) =>
    english
      ? `${n}. Restart the service on machine m${at}-${n} after the update, and wait until it answers.`
      : `${n}. Starten Sie den Dienst auf der Maschine m${at}-${n} nach der Aktualisierung neu und warten Sie, bis er antwortet.`;
  const steps = Array.from({ length: 20 }, (_, n) => step(n + 1)).join('\n');
  return english
    ? `# Ports of service ${at}\n\nOpen port ${port} on the Edge Server. It must not be shared.\n\n${steps}\n`
    : `# Ports des Dienstes ${at}\n\nÖffnen Sie Port ${port} auf dem Edgeserver. Er darf nicht geteilt werden.\n\n${steps}\n`;
}

test('on 500 pages the first finding is there within 1.5 seconds, and no task takes more than 100 ms', async () => {
  for (const language of ['en', 'de']) {
    mkdirSync(join(folder, language));
    for (let at = 0; at < 250; at += 1) {
      writeFileSync(join(folder, language, `service-${at}.md`), pageOf(language, at));
    }
  }
  const { page, complaints } = await site.open({ viewport: { width: 1440, height: 900 } });
  await page.locator('.live h3').waitFor();
  const { first, longest, crowded, count } = await measured(page, folder);
  console.log(
    `500 pages: first finding after ${Math.round(first)} ms, longest task ${Math.round(longest)} ms of work, on a machine ${crowded.toFixed(1)} times as slow as alone`,
  );
  assert.match(count, /finding/);
  const helped = site.asked.some((path) => path.endsWith('/helper.js'));
  assert.equal(helped, availableParallelism() > 1, 'another worker helps where there is a core for it');
  assert.ok(first <= 1500 * crowded, `first finding after ${Math.round(first)} ms (${crowded.toFixed(1)})`);
  assert.ok(longest <= 100, `a task of ${Math.round(longest)} ms`);
  assert.deepEqual(complaints, []);
});
