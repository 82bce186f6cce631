// What a release says it is made of: scripts/sbom.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bills } from '../../scripts/sbom.mjs';

const { npm, crate } = bills();
const names = (bill) => bill.components.map(({ purl }) => purl.replace(/@[^@]*$/, ''));

test('the bill of the package lists the crates of the engine and the packages that npm brings', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const name of Object.keys(dependencies)) assert.ok(names(npm).includes(`pkg:npm/${name}`), name);
  for (const name of ['unisono', 'unisono-topology', 'pulldown-cmark', 'wasm-bindgen']) {
    assert.ok(names(npm).includes(`pkg:cargo/${name}`), name);
  }
});

test('what only builds or tests is in no bill', () => {
  for (const bill of [npm, crate]) {
    for (const name of ['pkg:cargo/proptest', 'pkg:cargo/syn', 'pkg:npm/typescript', 'pkg:npm/binaryen']) {
      assert.ok(!names(bill).includes(name), name);
    }
  }
});

test('each component stands once, with its licence, and with its sum where it comes from a registry', () => {
  for (const bill of [npm, crate]) {
    const own = bill.components.map((one) => one['bom-ref']);
    assert.equal(new Set(own).size, own.length);
    for (const { name, licenses, hashes } of bill.components) {
      assert.ok(licenses, name);
      assert.ok(hashes || name.startsWith('unisono'), name);
    }
  }
});

test('every dependency leads to a component', () => {
  for (const bill of [npm, crate]) {
    const known = new Set([bill.metadata.component, ...bill.components].map((one) => one['bom-ref']));
    for (const { ref, dependsOn } of bill.dependencies) {
      for (const one of [ref, ...dependsOn]) assert.ok(known.has(one), one);
    }
  }
});

test('the same lock files give the same bill', () => {
  assert.deepEqual(bills(), { npm, crate });
});
