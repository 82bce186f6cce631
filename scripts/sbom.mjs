// Writes what the package and the crate are made of as CycloneDX 1.5: npm run sbom [-- FOLDER]
//
// unisono-npm.cdx.json lists the packages that `npm install unisono` brings, and the crates that are compiled into
// the engine; unisono-crate.cdx.json the crates that `cargo add unisono` brings. It reads the two lock files, asks
// nobody, and gives the same bytes for the same lock files: a release can be held against its own list.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, root, target } from './run.mjs';

/** The bill of the crate, and that of the npm package with the crates of its engine. */
export function bills() {
  const graph = crates();
  const crate = bill(graph, 'unisono', undefined);
  const engine = bill(graph, 'unisono-topology', 'wasm32-unknown-unknown');
  return { crate: document(crate), npm: document(withPackages(engine)) };
}

/** What cargo knows of all crates, with what each needs. */
function crates() {
  const of = (platform) => {
    const args = ['metadata', '--format-version', '1', '--locked'];
    if (platform) args.push('--filter-platform', platform);
    const done = spawnSync('cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0) fail(`cargo metadata: ${done.stderr}`);
    return JSON.parse(done.stdout);
  };
  const sums = new Map();
  for (const block of readFileSync(join(root, 'Cargo.lock'), 'utf8').split('[[package]]').slice(1)) {
    const field = (name) => new RegExp(`^${name} = "(.*)"`, 'm').exec(block)?.[1];
    sums.set(`${field('name')}@${field('version')}`, field('checksum'));
  }
  return { of, sums };
}

/** A crate and what is linked into it on a platform; what only builds or tests it is left out. */
function bill({ of, sums }, name, platform) {
  const { packages, resolve: graph } = of(platform);
  const known = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const start = packages.find((one) => one.name === name);
  const linked = ({ dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null);
  const isMacro = (id) => known.get(id).targets.some(({ kind }) => kind.includes('proc-macro'));
  const needs = new Map();
  const visit = (id) => {
    if (needs.has(id)) return;
    // A macro runs in the compiler: nothing of it or of what it needs is in the engine.
    const own = nodes.get(id).deps.filter((dep) => linked(dep) && !isMacro(dep.pkg));
    needs.set(
      id,
      own.map(({ pkg }) => pkg),
    );
    for (const { pkg } of own) visit(pkg);
  };
  visit(start.id);
  const url = ({ name: crate, version }) => `pkg:cargo/${crate}@${version}`;
  const component = (one) => {
    const sum = sums.get(`${one.name}@${one.version}`);
    return {
      type: 'library',
      'bom-ref': url(one),
      name: one.name,
      version: one.version,
      ...(sum ? { hashes: [{ alg: 'SHA-256', content: sum }] } : {}),
      // Older crates part their licences by a slash, which SPDX does not know.
      ...(one.license ? { licenses: [{ expression: one.license.replaceAll('/', ' OR ') }] } : {}),
      purl: url(one),
    };
  };
  const ids = [...needs.keys()].filter((id) => id !== start.id);
  return {
    main: component(start),
    components: ids.map((id) => component(known.get(id))),
    dependencies: [...needs].map(([id, all]) => ({
      ref: url(known.get(id)),
      dependsOn: [...new Set(all.map((one) => url(known.get(one))))].sort(),
    })),
  };
}

/** The npm package with what it brings; the engine is one of its components. */
function withPackages(engine) {
  const { version, license, dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const url = (name, one) => `pkg:npm/${name.replace('@', '%40')}@${one.version}`;
  // As Node looks for a package: beside the one that needs it first, then further up.
  const find = (from, name) => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      const path = `${at}${at ? '/' : ''}node_modules/${name}`;
      if (locked[path]) return path;
      if (!at) return undefined;
    }
  };
  const needs = new Map();
  const visit = (path, names) => {
    if (needs.has(path)) return;
    const own = names.map((name) => find(path, name)).filter((one) => one !== undefined);
    needs.set(path, own);
    for (const one of own) visit(one, Object.keys(locked[one].dependencies ?? {}));
  };
  visit('', Object.keys(dependencies));
  const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const main = {
    type: 'library',
    'bom-ref': `pkg:npm/unisono@${version}`,
    name: 'unisono',
    version,
    licenses: [{ expression: license }],
    purl: `pkg:npm/unisono@${version}`,
  };
  const ref = (path) => (path ? url(nameOf(path), locked[path]) : main.purl);
  const packages = [...needs.keys()].filter(Boolean).map((path) => {
    const one = locked[path];
    const [algorithm, sum] = (one.integrity ?? '').split('-');
    const content = sum ? Buffer.from(sum, 'base64').toString('hex') : undefined;
    return {
      type: 'library',
      'bom-ref': ref(path),
      name: nameOf(path),
      version: one.version,
      ...(content ? { hashes: [{ alg: algorithm.toUpperCase().replace('SHA', 'SHA-'), content }] } : {}),
      ...(one.license ? { licenses: [{ expression: one.license }] } : {}),
      purl: ref(path),
    };
  });
  return {
    main,
    components: [engine.main, ...engine.components, ...packages],
    dependencies: [
      ...engine.dependencies,
      ...[...needs].map(([path, all]) => ({
        ref: ref(path),
        dependsOn: [...all.map(ref), ...(path ? [] : [engine.main.purl])].sort(),
      })),
    ],
  };
}

/** The file: in order, and named by what is in it, as the form wants a name of each. */
function document({ main, components, dependencies }) {
  const by = (key) => (one, other) => (one[key] < other[key] ? -1 : one[key] > other[key] ? 1 : 0);
  const content = {
    metadata: { component: main },
    components: components.sort(by('bom-ref')),
    dependencies: dependencies.sort(by('ref')),
  };
  const sum = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  // A UUID of the eighth kind: its bits are whatever its maker says they are.
  const parts = [
    sum.slice(0, 8),
    sum.slice(8, 12),
    `8${sum.slice(13, 16)}`,
    `8${sum.slice(17, 20)}`,
    sum.slice(20, 32),
  ];
  const head = { bomFormat: 'CycloneDX', specVersion: '1.5', serialNumber: `urn:uuid:${parts.join('-')}`, version: 1 };
  return { ...head, ...content };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = resolve(root, process.argv[2] ?? join(target, 'sbom'));
  mkdirSync(folder, { recursive: true });
  for (const [name, bom] of Object.entries(bills())) {
    const path = join(folder, `unisono-${name}.cdx.json`);
    writeFileSync(path, `${JSON.stringify(bom, undefined, 2)}\n`);
    process.stderr.write(`${path}: ${bom.components.length} components\n`);
  }
}
