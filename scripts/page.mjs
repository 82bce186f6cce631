// Builds the page into www/dist, with relative addresses only, and serves it: npm run page [-- --port N] [-- --build]
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { explain, fail, root } from './run.mjs';
import { setUp } from './setup.mjs';

const source = join(root, 'www');
const dist = join(source, 'dist');

/** Files of www/ that are served as they are. */
const plain = /\.(html|svg|png|ico|woff2|webmanifest)$/;

/** Builds the page from www/ and the engine in npm/dist. */
export async function buildPage() {
  explain('Building the page');
  const { build: bundle } = await import('esbuild');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  await bundle({
    absWorkingDir: root,
    entryPoints: ['www/main.ts', 'www/worker.ts', 'www/helper.ts', 'www/zip-worker.ts', 'www/page.css'],
    outdir: 'www/dist',
    bundle: true,
    // The editor and the archives are parts of their own, loaded when they are needed.
    splitting: true,
    chunkNames: 'part-[hash]',
    // Their names stay, so that index.html can have the first of them loaded at once.
    assetNames: 'fonts/[name]',
    loader: { '.woff2': 'file' },
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    logLevel: 'warning',
    define: {
      LANGUAGES: JSON.stringify(readdirSync(join(root, 'npm', 'dist', 'languages')).map((name) => name.slice(0, -4))),
    },
  });
  for (const name of readdirSync(source)) {
    if (plain.test(name)) copyFileSync(join(source, name), join(dist, name));
  }
  // The engine is fetched from beside the script that starts it, and so is what it loads when it is needed.
  for (const name of ['unisono_bg.wasm', 'topology.wasm'])
    copyFileSync(join(root, 'npm', 'dist', name), join(dist, name));
  cpSync(join(root, 'npm', 'dist', 'languages'), join(dist, 'languages'), { recursive: true });
  copyFileSync(join(root, 'LICENSE-UNICODE'), join(dist, 'LICENSE-UNICODE.txt'));
  copyFileSync(
    join(root, 'node_modules/@fontsource-variable/source-sans-3/LICENSE'),
    join(dist, 'fonts', 'LICENSE.txt'),
  );
  cpSync(join(source, 'words'), join(dist, 'words'), { recursive: true });
  copyExample();
  await bundleOffline(bundle);
}

/** The service worker, which knows all files and, by a sum over them, whether one has changed. */
async function bundleOffline(bundle) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) =>
      relative(dist, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort();
  const sum = createHash('sha256');
  for (const file of files) sum.update(file).update(readFileSync(join(dist, file)));
  await bundle({
    absWorkingDir: root,
    entryPoints: ['www/offline.ts'],
    outdir: 'www/dist',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
    define: { FILES: JSON.stringify(files), VERSION: JSON.stringify(sum.digest('hex').slice(0, 16)) },
  });
}

/** The example, with `index.json`: the paths of its pages and the text of its configuration file. */
function copyExample() {
  const from = join(root, 'examples', 'xmpp-migration');
  const to = join(dist, 'example');
  const pages = pagesBelow(from);
  for (const page of pages) cpSync(join(from, page), join(to, page));
  const config = readFileSync(join(from, 'unisono.yaml'), 'utf8');
  writeFileSync(join(to, 'index.json'), JSON.stringify({ pages, config }));
}

function pagesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|mdx|txt)$/.test(entry.name))
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .filter((path) => path !== 'README.md')
    .sort();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, build: { type: 'boolean' } } });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536))
    fail('--port needs a number, such as 8000');
  setUp();
  build();
  await buildPage();
  if (!values.build) {
    const { serveFolder } = await import('./serve.mjs');
    const { address } = await serveFolder(dist, port);
    console.log(`The page is at ${address} (Ctrl-C ends it)`);
  }
}
