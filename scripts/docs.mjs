// Builds the docs site into target/docs-site, with relative addresses only: npm run docs [-- --serve] [-- --port N]
//
// Plain files, for any folder of any web server. A link that leads nowhere fails the build, with its place.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { fail, root, target } from './run.mjs';

/** Links that lead nowhere, each with its file, line and target. */
export class BrokenLinks extends Error {
  constructor(places) {
    super(`links of the documentation lead nowhere:\n${places.join('\n')}`);
    this.places = places;
  }
}

/** Reads a file of the repository. */
const fromRepository = (path) => readFileSync(join(root, path), 'utf8');

/** Builds the site into a folder; `read` gives the texts of files. Resolves to the addresses of its pages. */
export async function buildDocs({ into, read = fromRepository }) {
  const { groups } = await import('./docs/navigation.mjs');
  const { fromTo, htmlOf, linkRules, readPage } = await import('./docs/markdown.mjs');
  const { pageHtml } = await import('./docs/layout.mjs');
  const { filePages } = await import('./docs/files.mjs');

  const pages = await allPages(read);
  const shown = groups.map(({ title, pages: listed }) => ({
    title,
    pages: listed.map(([source, words]) => ({ address: known(addressOf(source), source, pages), words })),
  }));
  const order = shown.flatMap(({ pages: listed }) => listed);
  const missing = [...pages.values()].find(
    ({ address, above }) => above === undefined && !order.some((page) => page.address === address),
  );
  if (missing)
    throw new Error(
      `${missing.address} is in no group of scripts/docs/navigation.mjs: add it where readers look for it`,
    );

  for (const page of pages.values()) Object.assign(page, readPage(page.parts));
  const files = filePages();
  const broken = [];
  for (const page of pages.values()) {
    linkRules(page.tokens, (name) => {
      const rule = pages.get(`rules/${name}.html`);
      return rule && rule !== page ? fromTo(page.address, rule.address) : undefined;
    });
    for (const { file, line, target: written, token, name } of page.links) {
      const href = resolved(written, file, page, pages, files);
      if (href === undefined) broken.push(`${file}:${line}: ${written}`);
      else token.attrSet(name, href);
    }
  }
  if (broken.length > 0) throw new BrokenLinks(broken);

  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const write = (address, content) => {
    mkdirSync(dirname(join(into, address)), { recursive: true });
    writeFileSync(join(into, address), content);
  };
  for (const page of pages.values()) {
    const siblings =
      page.above === undefined ? order : [...pages.values()].filter(({ above }) => above === page.above).map(named);
    const at = siblings.findIndex(({ address }) => address === page.address);
    const trail = page.above && order.find(({ address }) => address === page.above);
    write(
      page.address,
      pageHtml({
        ...page,
        body: htmlOf(page),
        groups: shown,
        current: page.above ?? page.address,
        trail,
        around: [siblings[at - 1], siblings[at + 1]],
      }),
    );
  }
  files.write(
    write,
    (page) => pageHtml({ ...page, groups: shown, around: [] }),
    (from, to) => {
      mkdirSync(dirname(join(into, to)), { recursive: true });
      copyFileSync(join(root, from), join(into, to));
    },
  );
  await style(into);
  return [...pages.keys()];
}

const named = ({ address, title }) => ({ address, words: title });

function known(address, source, pages) {
  if (!pages.has(address)) throw new Error(`scripts/docs/navigation.mjs names ${source}, and there is no such page`);
  return address;
}

/** Where a file of the repository is on the site. */
function addressOf(source) {
  if (source.startsWith('site:')) return source.slice('site:'.length);
  if (source === 'README.md') return 'index.html';
  return `${posix.basename(source, '.md').toLowerCase()}.html`;
}

/** All pages by their addresses: those that people write, and those made of data. */
async function allPages(read) {
  const { languagesPage, rulePage, ruleSections, settingsPage } = await import('./docs/generated.mjs');
  const { languages, rules } = await engineData();
  const pages = new Map();
  const add = (address, parts, more = {}) => pages.set(address, { address, parts, ...more });

  const atRoot = readdirSync(root).filter((name) => name.endsWith('.md'));
  const inDocs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  for (const file of [...atRoot, ...inDocs.map((name) => `docs/${name}`)].sort()) {
    add(addressOf(file), [{ text: read(file), file }], { source: file });
  }
  const { overview, sections } = ruleSections(read('docs/rules.md'), new Set(rules.map(({ name }) => name)));
  const above = addressOf('docs/rules.md');
  const moved = new Map(rules.map(({ name }) => [name, `rules/${name}.html`]));
  add(
    above,
    overview.map((part) => ({ ...part, file: 'docs/rules.md' })),
    { source: 'docs/rules.md', moved },
  );
  for (const rule of rules) {
    const section = sections.get(rule.name);
    if (!section)
      throw new Error(
        `docs/rules.md has no section on ${rule.name}: UNISONO_BLESS=1 cargo test --test rules writes it`,
      );
    add(`rules/${rule.name}.html`, rulePage(rule, overview, section), { above });
  }
  add('settings.html', settingsPage(JSON.parse(read('schemas/unisono.schema.json'))));
  add('languages.html', languagesPage(languages));
  return pages;
}

/** What the built package says of its rules and languages. */
async function engineData() {
  const built = (name) => import(pathToFileURL(join(root, 'npm', 'dist', name)).href);
  const { languages, rules } = await built('node.js');
  return { languages: await languages(), rules: await rules() };
}

/** What a link becomes on the site; undefined where it leads nowhere. */
function resolved(written, file, page, pages, files) {
  if (/^(https?|mailto):/.test(written)) return written;
  const [path, anchor] = written.split('#');
  const source = path === '' ? file : posix.join(posix.dirname(file), decodeURIComponent(path));
  const found = [...pages.values()].find((one) => one.source === source);
  if (found) {
    const moved = anchor && found.moved?.get(anchor);
    if (moved) return relative(page.address, moved);
    // A part of another page stands on this one: its own anchors count.
    const here = path === '' && page.anchors.has(anchor) ? page : found;
    if (anchor && !here.anchors.has(anchor)) return undefined;
    return `${here === page && anchor ? '' : relative(page.address, here.address)}${anchor ? `#${anchor}` : ''}`;
  }
  if (source.startsWith('..') || !existsSync(join(root, source))) return undefined;
  return relative(page.address, files.addressOf(source, statSync(join(root, source)).isDirectory()));
}

const relative = (from, to) => posix.relative(posix.dirname(from), to) || posix.basename(to);

/** The style of the page in www/ with what texts need, and its fonts. */
async function style(into) {
  const { build: bundle } = await import('esbuild');
  await bundle({
    absWorkingDir: root,
    entryPoints: ['scripts/docs/docs.css'],
    outdir: into,
    bundle: true,
    assetNames: 'fonts/[name]',
    loader: { '.woff2': 'file' },
    minify: true,
    logLevel: 'warning',
  });
  copyFileSync(join(root, 'www', 'icon.svg'), join(into, 'icon.svg'));
  copyFileSync(
    join(root, 'node_modules/@fontsource-variable/source-sans-3/LICENSE'),
    join(into, 'fonts', 'LICENSE.txt'),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, serve: { type: 'boolean' } } });
  const { setUp } = await import('./setup.mjs');
  const { build } = await import('./build.mjs');
  setUp();
  build();
  const into = join(target, 'docs-site');
  try {
    const built = await buildDocs({ into });
    console.log(`${built.length} pages are in ${into}`);
  } catch (problem) {
    if (!(problem instanceof BrokenLinks)) throw problem;
    fail(problem.message);
  }
  if (values.serve) {
    const { serveFolder } = await import('./serve.mjs');
    const { address } = await serveFolder(into, values.port === undefined ? undefined : Number(values.port));
    console.log(`They are at ${address} (Ctrl-C ends it)`);
  }
}
