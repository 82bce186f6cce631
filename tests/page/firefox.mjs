// The main road in Firefox, by WebDriver BiDi: node --experimental-websocket tests/page/firefox.mjs [FIREFOX]
//
// Playwright drives only a Firefox of its own; this drives the one that is installed. The page must be built.
// firefox.test.mjs runs it where there is one.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../scripts/serve.mjs';

const dist = fileURLToPath(new URL('../../www/dist', import.meta.url));
const profile = mkdtempSync(join(tmpdir(), 'unisono-firefox-'));
const firefox = spawn(
  process.argv[2] ?? 'firefox-esr',
  ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
  { stdio: ['ignore', 'ignore', 'pipe'] },
);
// Whoever gives this up gives up the Firefox that it started.
process.on('SIGTERM', () => {
  firefox.kill();
  process.exit(1);
});
const server = await serveFolder(dist);

/** Where Firefox listens. */
const address = await new Promise((resolve, reject) => {
  let output = '';
  firefox.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
    const found = /WebDriver BiDi listening on (ws:\S+)/.exec(output);
    if (found) resolve(found[1]);
  });
  firefox.on('error', reject);
  firefox.on('exit', () => reject(new Error(`Firefox ended: ${output}`)));
});

const socket = new WebSocket(`${address}/session`);
await new Promise((resolve, reject) => {
  socket.addEventListener('open', resolve);
  socket.addEventListener('error', reject);
});
const waiting = new Map();
const complaints = [];
socket.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data);
  if (message.method === 'log.entryAdded' && message.params.level === 'error') complaints.push(message.params.text);
  const call = waiting.get(message.id);
  if (!call) return;
  waiting.delete(message.id);
  if (message.type === 'error') call.reject(new Error(message.message));
  else call.resolve(message.result);
});
let ids = 0;
const send = (method, params) =>
  new Promise((resolve, reject) => {
    ids += 1;
    waiting.set(ids, { resolve, reject });
    socket.send(JSON.stringify({ id: ids, method, params }));
  });

await send('session.new', { capabilities: {} });
await send('session.subscribe', { events: ['log.entryAdded'] });
const { contexts } = await send('browsingContext.getTree', {});
const context = contexts[0].context;

/** Evaluates an expression until it gives something. */
async function until(expression, what) {
  const started = performance.now();
  for (;;) {
    const { result } = await send('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
    });
    if (result?.value) return result.value;
    if (performance.now() - started > 60_000) throw new Error(`it never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const click = (selector) =>
  until(
    `(() => { const e = document.querySelector(${JSON.stringify(selector)}); e?.click(); return e !== null; })()`,
    selector,
  );
const textOf = (selector) => until(`document.querySelector(${JSON.stringify(selector)})?.textContent`, selector);
const step = (text) => console.log(`✔ ${text}`);

try {
  await send('browsingContext.navigate', { context, url: server.address, wait: 'complete' });
  assert.equal(await textOf('.live h3'), '5269 became 5296');
  step('the start shows a finding of the example');
  await click('#example');
  assert.match(await textOf('.answer'), /^No, they do not agree: 12 errors and 11 warnings\./);
  assert.equal(await textOf('.row.finding .message'), '5269 became 5296');
  step('the example is checked');
  await click('#tab-pages');
  await click('.heat-map .cell[title*="German"]');
  await textOf('.aligned .line .fact');
  step('a set stands side by side');
  await click('.head:nth-child(2) .correct');
  await click('#correct-out');
  await textOf('.corrected li code');
  await click('.corrected li button');
  await until(`!document.querySelector('.corrected') && !document.body.matches('.busy')`, 'taking back');
  step('a page is left out and taken back');
  assert.ok(await until(`document.fonts.load('1rem "Source Sans 3"').then((faces) => faces.length > 0)`, 'the font'));
  step('the page has its face');
  await click('#tab-findings');
  await click('.row.finding');
  await click('.detail .edit');
  await until(
    `document.querySelector('.editor-box')?.shadowRoot?.querySelector('.cm-found.error')?.textContent`,
    'the editor',
  );
  // The caret stands before the number: it is typed over, as a user would.
  const keys = [...Array(4).fill('\uE017'), ...'5269'];
  await send('input.performActions', {
    context,
    actions: [
      {
        type: 'key',
        id: 'keyboard',
        actions: keys.flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]),
      },
    ],
  });
  await textOf('.edit-state.gone');
  step('a finding goes while one types');
  await click('.close-editor');
  await until(`document.body.dataset.kept === 'true'`, 'keeping');
  await send('browsingContext.reload', { context, wait: 'complete' });
  assert.match(await textOf('.answer'), /11 errors/);
  step('the session survives a reload');
  const { data } = await send('browsingContext.captureScreenshot', { context });
  writeFileSync(join(tmpdir(), 'unisono-firefox.png'), Buffer.from(data, 'base64'));
  assert.deepEqual(complaints, []);
} finally {
  socket.close();
  firefox.removeAllListeners('exit');
  firefox.kill();
  await new Promise((resolve) => firefox.on('close', resolve));
  await server.stop();
  rmSync(profile, { recursive: true, force: true });
}
