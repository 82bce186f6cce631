// Times the command on real pages, each way of checking beside the others in one run:
//
//     npm run bench -- FOLDER [--source en-US] [--beside 'rumdl check --no-cache'] [--rounds 5]
//
// The ways take turns, so that what slows the machine down slows all of them; told are the medians, and their ratios to
// the first. `--beside` is a command that gets the folder as its last argument; it may be given several times.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, root } from './run.mjs';

/** Times the command on a folder and prints a table in Markdown. */
export function benchPages(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      beside: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '5' },
    },
  });
  const [folder, ...more] = positionals;
  const rounds = Number(values.rounds);
  if (folder === undefined || more.length > 0) fail('bench takes one folder of pages: npm run bench -- docs');
  if (!Number.isInteger(rounds) || rounds < 1) fail(`--rounds ${values.rounds}: expected a whole number`);

  const kept = mkdtempSync(join(tmpdir(), 'unisono-bench-'));
  process.on('exit', () => rmSync(kept, { recursive: true, force: true }));
  const cli = join(root, 'npm', 'dist', 'cli.js');
  const source = values.source === undefined ? [] : ['--source', values.source];
  const check = (...options) => [process.execPath, cli, 'check', folder, ...source, '--format', 'json', ...options];
  const cache = (name) => ['--cache-dir', join(kept, name)];
  const ways = [
    { what: 'one thread', command: check('--jobs', '1') },
    { what: 'two threads', command: check('--jobs', '2') },
    { what: 'as many as there are cores', command: check() },
    {
      what: 'a first run with a cache',
      before: () => rmSync(join(kept, 'first'), { recursive: true, force: true }),
      command: check(...cache('first')),
    },
    { what: 'a second run with a cache', command: check(...cache('first')) },
    ...values.beside.map((text) => ({ what: `\`${text}\``, command: [...text.split(' '), folder] })),
  ];
  for (const way of ways) way.times = [];
  let report;
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ways) {
      way.before?.();
      const start = performance.now();
      const done = spawnSync(way.command[0], way.command.slice(1), { encoding: 'utf8', maxBuffer: 1 << 30 });
      way.times.push(performance.now() - start);
      if (done.error) fail(`${way.command[0]} cannot be run: ${done.error.message}`);
      if (way.command[1] !== cli) continue;
      if (done.status > 1) fail(done.stderr);
      report ??= done.stdout;
      if (done.stdout !== report) fail(`${way.what}: the report is not that of one thread`);
    }
  }
  const median = ({ times }) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
  const first = median(ways[0]);
  const { summary } = JSON.parse(report);
  const [cpu] = cpus();
  console.log(
    `${summary.pages} pages in ${summary.sets.length} document sets, ${rounds} rounds; Node ${process.versions.node}, ${availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'})\n`,
  );
  console.log('| | seconds | to one thread |\n|---|---|---|');
  for (const way of ways) {
    console.log(`| ${way.what} | ${(median(way) / 1000).toFixed(2)} | ${(median(way) / first).toFixed(2)} |`);
  }
}
