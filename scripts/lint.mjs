// Everything that reads the code without running it: npm run lint
import { join } from 'node:path';
import { build } from './build.mjs';
import { explain, fail, node, root, run, tool } from './run.mjs';
import { linters, setUp } from './setup.mjs';
import { trust } from './trust.mjs';

setUp();
linters();
// The TypeScript of the page is checked against the built package.
build();

const steps = [
  ['Formatting of Rust', () => run('cargo', ['fmt', '--check'], { help: 'run cargo fmt' })],
  ['Clippy', () => run('cargo', ['clippy', '--locked', '--quiet', '--all-targets', '--', '-D', 'warnings'])],
  [
    'Clippy for WebAssembly',
    () => run('cargo', ['clippy', ...wasm, '--locked', '--quiet', '--lib', '--', '-D', 'warnings']),
  ],
  ['Documentation', () => run('cargo', ['doc', ...doc], { env: { RUSTDOCFLAGS: '-D warnings' } })],
  ['TypeScript of the page', () => node([tool('typescript/bin/tsc'), '--project', join(root, 'www')])],
  [
    'What it is built of',
    () => {
      const wrong = trust({ strict: false });
      if (wrong.length > 0) fail(wrong.join('\n'));
    },
  ],
  ['Linter of TypeScript', () => node([tool('@biomejs/biome/bin/biome'), 'check'], { help: 'run npm run format' })],
];
const wasm = ['--target', 'wasm32-unknown-unknown'];
const doc = ['--locked', '--quiet', '--no-deps', '--document-private-items'];
for (const [what, step] of steps) {
  explain(what);
  step();
}
