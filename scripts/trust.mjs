// What Unisono is built of, looked through: npm run trust
//
// cargo-deny holds the crates to deny.toml (licences, versions, where they come from) and, where the list of known faults
// can be fetched, to that; npm audit holds the packages to npm's. What cannot be asked from here is said, and fails only
// with --strict, as CI has it: there the network is sure to answer.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { explain, fail, root } from './run.mjs';

/** Looks through both; gives what is wrong. */
export function trust({ strict }) {
  const wrong = [];
  const unasked = (what) => (strict ? wrong.push(what) : process.stderr.write(`Not asked: ${what}\n`));

  if (ran('cargo', ['deny', '--version']).status !== 0) {
    unasked('cargo-deny is not installed: cargo install --locked cargo-deny');
  } else {
    explain('Licences, versions and sources of the crates');
    const held = ran('cargo', [
      'deny',
      '--workspace',
      '--locked',
      'check',
      '--hide-inclusion-graph',
      'licenses',
      'bans',
      'sources',
    ]);
    if (held.status !== 0) wrong.push(`cargo deny:\n${held.stderr}`);
    explain('Known faults of the crates');
    const faults = ran('cargo', ['deny', '--workspace', '--locked', 'check', 'advisories'], { timeout: 120_000 });
    if (faults.status === null || /advisory database/.test(faults.stderr)) {
      unasked('the list of known faults of crates, https://github.com/rustsec/advisory-db, does not answer');
    } else if (faults.status !== 0) {
      wrong.push(`cargo deny:\n${faults.stderr}`);
    }
  }

  explain('Known faults of the packages');
  const windows = process.platform === 'win32';
  const audit = ran('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0'], { shell: windows });
  const answer = read(audit.stdout);
  if (answer?.metadata?.vulnerabilities === undefined) {
    unasked(`npm audit: ${answer?.message ?? (audit.stderr.trim() || 'no answer')}`);
  } else if (audit.status !== 0) {
    wrong.push(`npm audit: ${Object.keys(answer.vulnerabilities).join(', ')}; run npm audit --omit=dev`);
  }
  return wrong;
}

function ran(command, args, options) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  return { status: done.status, stdout: done.stdout ?? '', stderr: done.stderr ?? '' };
}

function read(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wrong = trust({ strict: process.argv.includes('--strict') });
  if (wrong.length > 0) fail(wrong.join('\n'));
}
