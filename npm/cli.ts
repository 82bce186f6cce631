#!/usr/bin/env node
/** The command `unisono`. */
import { readFile } from 'node:fs/promises';
import { dismissFindings } from './command/baseline.js';
import { check } from './command/check.js';
import { completion } from './command/completion.js';
import { showConfig } from './command/config.js';
import { init } from './command/init.js';
import { showLanguages } from './command/languages.js';
import { learn } from './command/learn.js';
import { lsp } from './command/lsp.js';
import { man } from './command/man.js';
import { outputTo } from './command/output.js';
import { pack } from './command/pack.js';
import { sets } from './command/sets.js';
import { topology } from './command/topology.js';
import { help, UsageError } from './command/usage.js';
import { explain } from './node.js';
import { listRules } from './rules.js';

/** Runs a command line; resolves to the exit status. */
async function main(args: readonly string[]): Promise<number> {
  const output = outputTo(process.stdout);
  const [command, ...rest] = args;
  const end = rest.indexOf('--');
  const flags = args.slice(0, end < 0 ? undefined : end + 1);
  if (flags.includes('--help') || flags.includes('-h')) {
    await output.write(help);
    return 0;
  }
  if (flags.includes('--version') || flags.includes('-V')) {
    await output.write(`${await version()}\n`);
    return 0;
  }
  switch (command) {
    case 'check':
      return check(rest, output);
    case 'merge':
      return check(rest, output, true);
    case 'dismiss':
      return dismissFindings(rest, output);
    case 'init':
      return init(rest, output);
    case 'completion':
      return completion(rest, output);
    case 'config':
      return showConfig(rest, output);
    case 'sets':
      return sets(rest, output);
    case 'learn':
      return learn(rest, output);
    case 'topology':
      return topology(rest, output);
    case 'lsp':
      return lsp(rest);
    case 'man':
      return man(rest, await version(), output);
    case 'rules':
      if (rest.length > 0) throw new UsageError(`rules takes no arguments; write unisono explain ${rest[0]}`);
      await output.write(await listRules());
      return 0;
    case 'explain': {
      const [rule, ...more] = rest;
      if (rule === undefined || more.length > 0) {
        throw new UsageError('explain needs the name of a rule, and one only; unisono rules lists them');
      }
      const text = await explain(rule);
      if (text === undefined) {
        throw new UsageError(`there is no rule ${JSON.stringify(rule)}; unisono rules lists them`);
      }
      await output.write(text);
      return 0;
    }
    case 'pack':
      return pack(rest, output);
    case 'languages':
      return showLanguages(rest, output);
    case undefined:
      process.stderr.write(help);
      return 2;
    default:
      throw new UsageError(`there is no command ${JSON.stringify(command)}; write unisono check PATH`);
  }
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

// The status is set and the process left to end by itself: process.exit() would cut off output still on its way.
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (problem) {
  process.exitCode = 2;
  const message = problem instanceof Error ? problem.message : String(problem);
  const hint = problem instanceof UsageError ? '\nunisono --help shows how it is used.' : '';
  process.stderr.write(`unisono: ${message}${hint}\n`);
}
