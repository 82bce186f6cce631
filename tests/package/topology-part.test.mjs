// What reads topologies lies beside the engine, and is loaded where a topology, or a snippet of one, turns up.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runAlone as run } from './project.mjs';

const begin = `
  import { readFileSync } from 'node:fs';
  import { Checker, init } from 'unisono';
  const part = () => readFileSync(new URL('./topology.wasm', import.meta.resolve('unisono')));
  const script = "New-CsXmppAllowedPartner -Domain fabrikam.com";
  const page = (text) => Buffer.from('# Partners\\n\\n' + text + '\\n');
  const sample = (text) => page('~~~powershell\\n' + text + '\\n~~~');
  async function rules(pages, topology) {
    const checker = await Checker.create({ source: 'en' });
    for (const [locale, bytes] of Object.entries(pages)) checker.add(locale + '/partners.md', bytes);
    if (topology !== undefined) checker.addTopology('topology.ps1', Buffer.from(topology));
    const report = checker.check();
    return [...report.findings.map((finding) => finding.rule), ...(report.topology ? ['topology'] : [])];
  }
  let loaded = 0;
`;

test('it is loaded once, for a topology or for a sample that differs, and not before', () => {
  const seen = run(`${begin}
    await init(undefined, undefined, () => {
      loaded += 1;
      return part();
    });
    const prose = { en: page('Open the door.'), de: page('Öffnen Sie die Tür.') };
    const counts = [];
    counts.push(await rules(prose), loaded);
    counts.push(await rules({ en: sample(script), de: sample(script.replace('-Domain', '-Domäne')) }), loaded);
    counts.push(await rules(prose, script), loaded);
    console.log(JSON.stringify(counts));
  `);
  assert.deepEqual(seen[1], 0, 'prose needs none of it');
  assert.deepEqual(seen.slice(2, 4), [['snippet-changed'], 1]);
  assert.ok(seen[4].includes('topology'));
  assert.equal(seen[5], 1);
});

test('where it cannot be read the error says so, and what follows is checked', () => {
  const seen = run(`${begin}
    let missing = true;
    await init(undefined, undefined, () => {
      if (missing) throw new Error('404 Not Found');
      return part();
    });
    const error = await rules({ en: page('Open the door.') }, script).then(() => 'nothing', (problem) => String(problem));
    missing = false;
    const found = await rules({ en: page('Open the door.') }, script);
    console.log(JSON.stringify({ error, found: found.includes('topology') }));
  `);
  assert.deepEqual(seen, {
    error: 'TopologyError: what reads topologies could not be loaded: 404 Not Found',
    found: true,
  });
});

test('one of another build is refused', () => {
  const error = run(`${begin}
    const other = part();
    // The name of the memory ends with a sum over the engine.
    const at = other.indexOf('m0-') + 3;
    other[at] = other[at] === 0x31 ? 0x32 : 0x31;
    await init(undefined, undefined, other);
    const error = await rules({ en: page('Open the door.') }, script).then(() => 'nothing', (problem) => String(problem));
    console.log(JSON.stringify(error));
  `);
  assert.match(error, /^TopologyError: what reads topologies could not be loaded: .*m0-/);
});

test('it is the smaller part, and the engine does without it', () => {
  const bytes = (name) => readFileSync(new URL(`./${name}`, import.meta.resolve('unisono'))).length;
  assert.ok(bytes('topology.wasm') > 50_000);
  assert.ok(bytes('topology.wasm') * 4 < bytes('unisono_bg.wasm'));
});
