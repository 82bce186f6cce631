// Builds the npm package into npm/dist: one .wasm for Node and browsers, its glue, and the compiled TypeScript.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explain, node, root, run, target, tool } from './run.mjs';
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
  // The member for topologies, which brings the core with it.
  const member = ['--package', 'unisono-topology', '--lib'];
  const args = ['build', ...member, '--quiet', '--locked', '--profile', profile, '--target', 'wasm32-unknown-unknown'];
  run('cargo', [...args, '--config', `target.wasm32-unknown-unknown.rustflags=${JSON.stringify(flags)}`]);

  const built = join(target, 'wasm32-unknown-unknown', profile === 'dev' ? 'debug' : profile, 'unisono_topology.wasm');
  const stamp = join(target, `npm-${profile}.stamp`);
  const sum = createHash('sha256')
    .update(readFileSync(built))
    .update(readFileSync(import.meta.filename ?? new URL(import.meta.url)));
  const mark = `${sum.digest('hex')} ${into}`;
  const outputs = ['unisono.js', 'unisono.d.ts', 'unisono_bg.wasm'].map((name) => join(into, name));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === mark && outputs.every((file) => existsSync(file))) return;

  const bound = join(target, `npm-${profile}`);
  rmSync(bound, { recursive: true, force: true });
  run(bindgen(), [built, bound]);
  mkdirSync(into, { recursive: true });
  copyFileSync(join(bound, 'unisono.js'), join(into, 'unisono.js'));
  copyFileSync(join(bound, 'unisono.d.ts'), join(into, 'unisono.d.ts'));
  const wasm = join(bound, 'unisono_bg.wasm');
  const out = join(into, 'unisono_bg.wasm');
  if (profile === 'wasm') {
    node([tool('binaryen/bin/wasm-opt'), ...passes, ...features.map((name) => `--enable-${name}`), wasm, '-o', out]);
  } else {
    copyFileSync(wasm, out);
  }
  writeFileSync(stamp, mark);
}

/** TypeScript to npm/dist. */
function compile() {
  node([tool('typescript/bin/tsc'), '--project', root]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  setUp();
  build();
}
