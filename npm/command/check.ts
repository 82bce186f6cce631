/** `unisono check`. */
import type { Checker, FailOn, Format, RenderOptions, Summary } from '../node.js';
import { renew } from './baseline.js';
import { addChanges } from './changed.js';
import { type Sharing, wayOf } from './compared.js';
import { checkFixOptions, type FixOptions, makeFixes, showFixes } from './fix.js';
import { addHistories } from './git.js';
import { type Output, wantsColor } from './output.js';
import { addPages, type Places } from './pages.js';
import { prepared, told, type Wanted } from './prepare.js';
import { noProgress, progressLine } from './progress.js';
import { addJobSummary, wantedReports, writeReports } from './reports.js';
import { Stream } from './stream.js';
import { type choices, options, parseArguments, takeLexicons, UsageError } from './usage.js';
import { type Ready, watch } from './watch.js';

/**
 * Checks what the arguments name, or what `ready` holds of it; resolves to the exit status. With `merge` nothing is compared:
 * that was done before, on several machines.
 */
export async function check(args: readonly string[], output: Output, merge = false, ready?: Ready): Promise<number> {
  const { rest, withoutLexicons } = takeLexicons(args);
  const { values, positionals } = parseArguments<Values>(rest, options);
  const reports = wantedReports(values.report);
  checkFixOptions(values);
  const way = await wayOf(values, merge);
  if (way.share) checkShared(values);
  const wanted = { ...values, withoutLexicons };
  if (values.watch && ready === undefined) {
    return watch(wanted, positionals, output, (again) => check(args, output, merge, again));
  }
  const { checker, configFile, baseline } =
    ready?.prepared ?? (await prepared(wanted, [...positionals, ...folders(values)]));
  const pages =
    ready?.pages ?? (await addPages(checker, positionals, values, configFile, 'unisono check docs', way.read));
  if (values.git) {
    for (const hint of await addHistories(checker, pages)) process.stderr.write(`unisono: --git: ${hint}\n`);
  }
  if (values['changed-from'] !== undefined) await addChanges(checker, pages, values['changed-from']);
  // What is mended is not told, and what is not is then somewhere else.
  const stream = values.format === 'jsonl' && !values.fix && !values.diff ? new Stream(output) : undefined;
  // Where lines are printed on the terminal they show how far it is.
  const progress = stream && output.stream.isTTY ? noProgress : progressLine();
  if (way.share) {
    const said = await way.share(checker, progress.on);
    progress.end();
    process.stderr.write(`unisono: ${said}\n`);
    return 0;
  }
  const { format, fingerprints } = values;
  const color = wantsColor(values.color, output.stream);
  const width = output.stream.isTTY ? output.stream.columns : undefined;
  const style = { color, width, fingerprints };
  // What is written elsewhere, too, or renewed, asks for the findings themselves.
  const earlier = ready === undefined && isToldOnce(values, baseline) ? way.earlier : undefined;
  const name = earlier?.key(checker, { format, ...style });
  const known = name === undefined ? undefined : await earlier?.get(name);
  if (known) {
    progress.end();
    await way.end();
    await output.write(known.text);
    return fails(known.counts, values['fail-on'] ?? checker.failOn ?? 'error') ? 1 : 0;
  }
  const summary = await way.run(checker, progress.on, stream && ((lines) => stream.tell(lines)));
  progress.end();
  if (values.fix && (await makeFixes(checker, values, pages)) > 0) {
    checker.free();
    // What was mended is not told, and what was not is where it is now.
    return check(
      args.filter((arg) => arg !== '--fix' && arg !== '--unsafe'),
      output,
      merge,
    );
  }
  if (values.diff) {
    await showFixes(checker, values, output);
    return 0;
  }
  await writeReports(checker, reports, localesOf(summary));
  const report = rendered(checker, format, style);
  const text = stream || report.endsWith('\n') ? report : `${report}\n`;
  const { errors, warnings, notes } = summary;
  if (name !== undefined) await earlier?.put(name, checker, { text, counts: { errors, warnings, notes } });
  if (stream) await stream.end(text);
  else await output.write(text);
  if (format === 'github') await addJobSummary(checker);
  if (baseline !== undefined) {
    const add = values['update-baseline'] === true;
    const narrowed = ['changed-from', 'min-confidence', 'learning'] as const;
    const whole = withoutLexicons === undefined && narrowed.every((name) => values[name] === undefined);
    // Whoever writes a page breaks it and mends it: what leaves the baseline in between would not come back.
    const frozen = Boolean(process.env['CI']) || ready !== undefined;
    const said = await renew(checker, baseline, { add, whole, frozen });
    if (said !== undefined) process.stderr.write(`unisono: ${said}\n`);
    if (add) return 0;
  }
  return fails(summary, values['fail-on'] ?? checker.failOn ?? 'error') ? 1 : 0;
}

/** Whether a run tells what it found in one place, and changes nothing. */
function isToldOnce(values: Values, baseline: unknown): boolean {
  const { format, report, fix, diff } = values;
  const others = report?.length || fix || diff || values.git || baseline !== undefined;
  return !others && format !== 'jsonl' && format !== 'github' && values['changed-from'] === undefined;
}

/** What tells, or changes files, has no place where one of several machines compares its share. */
function checkShared(values: Values): void {
  const told = ['report', 'fix', 'diff', 'update-baseline', 'changed-from'] as const;
  const wrong = told.find((name) => values[name] !== undefined && values[name] !== false);
  if (wrong === undefined) return;
  const way = wrong === 'changed-from' ? 'leave --shard away: few sets are compared' : 'give it to unisono merge';
  throw new UsageError(`--shard with --${wrong}: a shard tells nothing; ${way}`);
}

function rendered(checker: Checker, format: Format, style: RenderOptions): string {
  try {
    return checker.render(format, style);
  } catch (problem) {
    throw told(problem);
  }
}

/** The folder of the source, where it is named: settings are looked for there, too. */
function folders(places: Places): string[] {
  return places['source-root'] === undefined ? [] : [places['source-root']];
}

/** The languages of the pages, in order. */
function localesOf(summary: Summary): string[] {
  const documents = summary.sets.flatMap((set) => set.documents.filter((own) => own.locale !== set.source));
  return [...new Set(documents.map((document) => document.locale))].sort();
}

interface Values extends Wanted, Places, FixOptions, Sharing {
  report?: string[] | undefined;
  'changed-from'?: string | undefined;
  fingerprints: boolean;
  format: Format;
  'fail-on'?: FailOn | undefined;
  git: boolean;
  color: (typeof choices)['color'][number];
  watch: boolean;
}

/** Whether what was found is at a level or above it. */
export function fails(summary: Pick<Summary, 'errors' | 'warnings' | 'notes'>, level: FailOn): boolean {
  const { errors, warnings, notes } = summary;
  switch (level) {
    case 'error':
      return errors > 0;
    case 'warning':
      return errors + warnings > 0;
    case 'note':
      return errors + warnings + notes > 0;
    case 'never':
      return false;
  }
}
