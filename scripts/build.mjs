// Builds the npm package into npm/dist: the engine for Node and browsers as two .wasm (the second is loaded when a topology
// turns up), its glue, and the compiled TypeScript.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explain, fail, node, root, run, target, tool } from './run.mjs';
import { bindgen, setUp } from './setup.mjs';

const dist = join(root, 'npm', 'dist');

/** What rustc emits for wasm32-unknown-unknown; wasm-opt must be told to keep to it. */
const features = [
  'bulk-memory',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
];

/**
 * What wasm-opt does. The passes left out make the file smaller before brotli and larger after it: rustc has inlined
 * what is worth it, and each further copy differs a little from its original.
 */
const passes = [
  '-O3',
  ...['inlining-optimizing', 'dae-optimizing', 'memory-packing'].map((name) => `--skip-pass=${name}`),
];

/** Builds everything that is older than its sources. */
export function build() {
  engine({ profile: 'wasm', into: dist });
  explain('Compiling the TypeScript');
  compile();
}

/** cargo, wasm-bindgen and, for what is published, wasm-opt, into a folder. */
export function engine({ profile, into }) {
  explain(`Building the engine${profile === 'wasm' ? '' : ` (${profile})`}`);
  // Panics carry file names: those of this machine have no place in what is published.
  const home = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  const flags = [`--remap-path-prefix=${home}=/cargo`, `--remap-path-prefix=${root}=/unisono`];
  // Names that say of which types a function is: the engine is split by them.
  flags.push('-Csymbol-mangling-version=v0');
  // The member for topologies, which brings the core with it.
  const member = ['--package', 'unisono-topology', '--lib', '--features', 'fetched-languages'];
  const args = ['build', ...member, '--quiet', '--locked', '--profile', profile, '--target', 'wasm32-unknown-unknown'];
  run('cargo', [...args, '--config', `target.wasm32-unknown-unknown.rustflags=${JSON.stringify(flags)}`]);

  const built = join(target, 'wasm32-unknown-unknown', profile === 'dev' ? 'debug' : profile, 'unisono_topology.wasm');
  copyLanguages(profile, into);
  const stamp = join(target, `npm-${profile}.stamp`);
  const sum = createHash('sha256')
    .update(readFileSync(built))
    .update(readFileSync(import.meta.filename ?? new URL(import.meta.url)))
    .update(readFileSync(join(root, 'scripts', 'bindgen', 'src', 'split.rs')));
  const mark = `${sum.digest('hex')} ${into}`;
  const outputs = ['unisono.js', 'unisono.d.ts', 'unisono_bg.wasm', 'topology.wasm'].map((name) => join(into, name));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === mark && outputs.every((file) => existsSync(file))) return;

  const bound = join(target, `npm-${profile}`);
  rmSync(bound, { recursive: true, force: true });
  run(bindgen(), [built, bound]);
  mkdirSync(into, { recursive: true });
  copyFileSync(join(bound, 'unisono.js'), join(into, 'unisono.js'));
  copyFileSync(join(bound, 'unisono.d.ts'), join(into, 'unisono.d.ts'));
  let wasm = join(bound, 'unisono_bg.wasm');
  if (profile === 'wasm') {
    const small = join(bound, 'optimized.wasm');
    // -g keeps the names, which the split leaves out.
    node([
      tool('binaryen/bin/wasm-opt'),
      '-g',
      ...passes,
      ...features.map((name) => `--enable-${name}`),
      wasm,
      '-o',
      small,
    ]);
    wasm = small;
  }
  const halves = ['unisono_bg.wasm', 'topology.wasm'].map((name) => join(into, name));
  run(bindgen(), ['split', wasm, ...halves, 'unisono_topology', 'plug', ...(profile === 'wasm' ? [] : ['--names'])]);
  writeFileSync(stamp, mark);
}

/** The words of each language, as the build script of the crate has written them beside what it compiles. */
function copyLanguages(profile, into) {
  const builds = join(target, 'wasm32-unknown-unknown', profile === 'dev' ? 'debug' : profile, 'build');
  // Of each set of features there is a folder; all hold the same texts, but older ones may be of older lexicons.
  const written = readdirSync(builds)
    .map((name) => ({ folder: join(builds, name, 'out', 'languages'), with: join(builds, name, 'out', 'lexicon.rs') }))
    .filter((one) => existsSync(one.folder) && existsSync(one.with))
    .sort((one, other) => statSync(other.with).mtimeMs - statSync(one.with).mtimeMs)[0];
  if (!written) fail(`no words of languages in ${builds}: run cargo clean, and build again`);
  rmSync(join(into, 'languages'), { recursive: true, force: true });
  cpSync(written.folder, join(into, 'languages'), { recursive: true });
}

/** TypeScript to npm/dist. */
function compile() {
  node([tool('typescript/bin/tsc'), '--project', root]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  setUp();
  build();
}
