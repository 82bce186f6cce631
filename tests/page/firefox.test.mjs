// The main road in the Firefox that is installed; where there is none, the test says so and is passed over.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const road = fileURLToPath(new URL('firefox.mjs', import.meta.url));
const names = process.env.FIREFOX ? [process.env.FIREFOX] : ['firefox-esr', 'firefox'];
const firefox = names.find((name) => spawnSync(name, ['--version']).status === 0);
if (process.env.FIREFOX && !firefox) throw new Error(`FIREFOX is ${process.env.FIREFOX}, which does not run`);

/** Node 20 has sockets only where they are asked for. */
const flags = typeof WebSocket === 'function' ? [] : ['--experimental-websocket'];

test('the main road in Firefox', {
  skip: firefox ? false : 'no Firefox was found: install firefox-esr, or set FIREFOX to one',
  timeout: 300_000,
}, async ({ signal }) => {
  const child = spawn(process.execPath, [...flags, road, firefox], { signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const status = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  console.log(output.trimEnd());
  assert.equal(status, 0, output);
});
