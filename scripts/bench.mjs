// Times the check of generated pages, natively and in WebAssembly, in one run: npm run bench
//
// With a folder it times the command on its pages instead: see bench-pages.mjs.
//
// What counts are the ratios: wasm to native, and the time for twice the pages, or for pages twice as long, to the time
// for the ones before (2 is linear). Absolute times are those of this machine today.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { benchPages } from './bench-pages.mjs';
import { build } from './build.mjs';
import { explain, fail, root } from './run.mjs';
import { setUp } from './setup.mjs';

setUp();
build();

const args = process.argv.slice(2);
if (args.length > 0) {
  benchPages(args);
  process.exit();
}

/** Topics (each a page in three languages) and sections a page. */
const sizes = [
  { what: '100 topics', topics: 100, sections: 10 },
  { what: '200 topics', topics: 200, sections: 10 },
  { what: '400 topics', topics: 400, sections: 10 },
  { what: 'long pages', topics: 4, sections: 1000 },
  { what: 'twice as long', topics: 4, sections: 2000 },
];
const runs = 5;

const words = {
  en: ['Open port', 'on the server', 'then start the service again.', 'Step', 'Keep the value below'],
  de: ['Öffnen Sie Port', 'auf dem Server', 'und starten Sie den Dienst neu.', 'Schritt', 'Halten Sie den Wert unter'],
  ja: ['サーバー', 'でポートを開き', 'サービスを再起動します。', '手順', '次の値より小さくします'],
};

/** A page in a language. One number in a hundred differs between the languages, to have something to find. */
function pageText(locale, topic, sections) {
  const [open, on, start, step, below] = words[locale];
  const lines = [`---`, `title: ${step} ${topic}`, `---`, '', `# ${step} ${topic}`, ''];
  for (let section = 0; section < sections; section++) {
    const port = 1024 + ((topic * 31 + section * 17) % 40000);
    const seen = locale === 'de' && section % 100 === 7 ? port + 1 : port;
    lines.push(`## ${step} ${section + 1}`, '');
    lines.push(`${open} ${seen} ${on} **edge-${section}.example.com**, ${start} ${below} ${section + 3}.`, '');
    lines.push(`1. ${open} ${port}, ${start}`, `2. ${below} ${section * 7}: \`Set-Value -Name ${section}\``, '');
    lines.push('| A | B |', '|---|---|', `| ${step} ${section} | [${below}](page-${section}.md) |`, '');
    lines.push('```powershell', `Set-Value -Name ${section} -Port ${port}`, '```', '');
  }
  return lines.join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'unisono-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const sets = sizes.map(({ topics, sections }, index) => {
  const pages = [];
  for (const locale of Object.keys(words)) {
    for (let topic = 0; topic < topics; topic++) {
      pages.push({ path: `${locale}/page-${topic}.md`, bytes: Buffer.from(pageText(locale, topic, sections)) });
    }
  }
  const below = join(folder, String(index));
  for (const { path, bytes } of pages) {
    mkdirSync(dirname(join(below, path)), { recursive: true });
    writeFileSync(join(below, path), bytes);
  }
  return { below, pages };
});

explain('Building the native benchmark');
const done = spawnSync(
  'cargo',
  ['bench', '--locked', '--quiet', '--bench', 'check', '--', ...sets.map((set) => set.below)],
  {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
if (done.status !== 0) fail('cargo bench failed: see its message above');
const native = done.stdout
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number));

const { Checker } = await import('unisono');
const wasm = [];
for (const { pages } of sets) {
  const best = [Infinity, Infinity];
  for (let run = 0; run < runs; run++) {
    const checker = await Checker.create();
    const start = performance.now();
    for (const { path, bytes } of pages) checker.add(path, bytes);
    const indexed = performance.now();
    checker.run();
    best[0] = Math.min(best[0], indexed - start);
    best[1] = Math.min(best[1], performance.now() - indexed);
    checker.free();
  }
  wasm.push(best);
}

const sum = ([index, check]) => index + check;
const table = sizes.map(({ what }, at) => {
  const bytes = sets[at].pages.reduce((total, page) => total + page.bytes.length, 0);
  const follows = at > 0 && what !== 'long pages';
  return {
    what,
    MB: (bytes / 1e6).toFixed(1),
    'native, ms (index + check)': native[at].map((time) => time.toFixed(1)).join(' + '),
    'wasm, ms': wasm[at].map((time) => time.toFixed(1)).join(' + '),
    'wasm : native': (sum(wasm[at]) / sum(native[at])).toFixed(2),
    'native : line above': follows ? (sum(native[at]) / sum(native[at - 1])).toFixed(2) : '',
  };
});
console.table(table);
