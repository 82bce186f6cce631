// unisono topology and Checker.addTopology, as installed from the tarball into an empty project.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { node, projectWithPackage, repository } from './project.mjs';

const example = (name) => readFileSync(join(repository, 'examples/topologies', name));

let project;
before(() => {
  project = projectWithPackage({
    'right.yaml': example('coexistence.yaml'),
    'wrong.yaml': example('wrong-2019.yaml'),
    'session.txt':
      'PS C:\\> Set-CsSite -Identity Berlin -XmppFederationRoute edge.contoso.com\nPS C:\\> Enable-CsTopology\n',
    'docs/de-DE/SfBServer2019/xmpp.md':
      '# XMPP\n\nDie XMPP-Funktion ist in Skype for Business Server 2019 nicht mehr verfügbar und gilt als veraltet.\n',
    'docs/en-US/SfBServer2019/xmpp.md':
      '# XMPP\n\nThe XMPP feature is no longer available in Skype for Business Server 2019, and it is deprecated.\n',
  });
});

const topology = (...args) =>
  node(project, [join(project, 'node_modules/unisono/npm/dist/cli.js'), 'topology', ...args]);

test('a deployment that obeys the guidance exits with 0 and names the claims that hold', () => {
  const { status, stdout, stderr } = topology('right.yaml');
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  assert.match(stdout, /^Deployment {2}2 sites, 5 pools, 8 machines/m);
  assert.match(stdout, /^ {2}holds {3}X19-08 +edges-coexist$/m);
  assert.match(stdout, /no findings\n$/);
});

test('one that breaks it exits with 1, and with 0 where it is told never to fail', () => {
  const { status, stdout } = topology('wrong.yaml');
  assert.equal(status, 1);
  assert.match(stdout, /^error xmpp-proxy-on-2019-edge: the 2019 Edge edge2019\.contoso\.com/m);
  assert.match(stdout, /^ {2}broken {2}X19-16 +xmpp-proxy-on-2019-edge$/m);
  assert.equal(topology('wrong.yaml', '--fail-on', 'never').status, 0);
  assert.equal(topology('session.txt').status, 0, 'warnings do not fail');
  assert.equal(topology('session.txt', '--fail-on', 'warning').status, 1);
});

test('each broken claim shows its sentence in the language asked for, with its place', () => {
  const { stdout } = topology(
    'wrong.yaml',
    '--pack',
    'skype-for-business-server-2019',
    '--docs',
    'docs',
    '--locale',
    'de-DE',
  );
  assert.match(
    stdout,
    /X19-02[^\n]*\n {10}docs\/de-DE\/SfBServer2019\/xmpp\.md:3:1 \(de-DE\)\n {10}Die XMPP-Funktion ist/,
  );
  assert.ok(!stdout.includes('en-US'), stdout);
  const both = topology('wrong.yaml', '--pack', 'skype-for-business-server-2019', '--docs', 'docs').stdout;
  assert.ok(both.includes('(de-DE)') && both.includes('(en-US)'), both);
});

test('JSON holds the deployment and its findings, and the packs that were asked for', () => {
  const { stdout } = topology(
    'wrong.yaml',
    'session.txt',
    '--pack',
    'skype-for-business-server-2019',
    '--format',
    'json',
  );
  const { version, topology: held, findings } = JSON.parse(stdout);
  assert.equal(version, 1);
  assert.deepEqual(held.packs, ['skype-for-business-server-2019']);
  assert.deepEqual(
    held.sources.map(({ path, kind }) => `${path}: ${kind}`),
    ['session.txt: PowerShell', 'wrong.yaml: YAML'],
  );
  assert.equal(held.errors + held.warnings + held.notes, findings.length);
  assert.equal(held.counts.commands, 2);
  const broken = held.claims.filter((claim) => claim.status === 'broken').map((claim) => claim.id);
  assert.ok(broken.includes('X19-07') && broken.includes('X19-05b'), broken.join());
});

test('the picture is written', () => {
  assert.equal(topology('right.yaml', '--svg', 'picture.svg').status, 0);
  assert.match(readFileSync(join(project, 'picture.svg'), 'utf8'), /^<svg [^>]*role="img"/);
});

test('wrong use exits with 2 and says what to do', () => {
  const told = (...args) => {
    const { status, stdout, stderr } = topology(...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    return stderr.split('\n')[0];
  };
  assert.equal(
    told(),
    'unisono: topology needs a file, or several that describe one deployment: unisono topology export.xml',
  );
  assert.equal(told('nothing.xml'), 'unisono: nothing.xml: there is no such file or folder; check the spelling');
  assert.equal(
    told('right.yaml', '--pack', '2016'),
    'unisono: there is no pack "2016": write the path of a file, or the id of a built-in pack: lync-server-2013, ' +
      'skype-for-business-server-2015, skype-for-business-server-2019',
  );
  assert.equal(
    told('right.yaml', '--locale', 'de-DE'),
    'unisono: --locale chooses among the pages of --docs: name their folder too',
  );
});

test('the library carries the topology in its report, typed as documented', () => {
  writeFileSync(
    join(project, 'use.mjs'),
    `import { readFileSync } from 'node:fs';
     import { Checker } from 'unisono';
     const checker = await Checker.create({ packs: ['skype-for-business-server-2019'] });
     let none;
     checker.run();
     try { checker.renderTopology('svg'); } catch (problem) { none = problem.name; }
     checker.addTopology('wrong.yaml', readFileSync('wrong.yaml'));
     const { topology, findings, summary } = checker.check();
     console.log(JSON.stringify({ none, pools: topology.pools, partners: topology.partners, claim: topology.claims[0],
       errors: [topology.errors, summary.errors], paths: [...new Set(findings.map(({ path }) => path))] }));`,
  );
  const { status, stdout, stderr } = node(project, ['use.mjs']);
  assert.equal(status, 0, stderr);
  const told = JSON.parse(stdout);
  assert.equal(told.none, 'UsageError');
  assert.deepEqual(told.pools[0], {
    fqdn: 'edge2019.contoso.com',
    site: 'Berlin',
    product: 'Skype for Business Server 2019',
    version: 2019,
    machines: ['edge2019.contoso.com'],
    roles: ['EdgeServer'],
    xmppProxy: true,
    xmppGateway: false,
  });
  assert.equal(told.partners[1].negotiation, 'invalid');
  assert.ok(typeof told.claim.says === 'string' && Array.isArray(told.claim.rules));
  assert.equal(told.errors[0], told.errors[1]);
  assert.deepEqual(told.paths, ['wrong.yaml']);
});
