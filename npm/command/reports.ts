/** `--report FORMAT=FILE`: reports written to files, several from one run. */
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Checker, Format } from '../node.js';
import { opening, writeWhole } from './files.js';
import { told } from './prepare.js';
import { choices, UsageError } from './usage.js';

/** A report that is asked for. */
export interface Wanted {
  format: Format;
  /** `{locale}` in it stands for a file for each language. */
  file: string;
}

const isFormat = (text: string): text is Format => (choices.format as readonly string[]).includes(text);

/** Reads `--report`. */
export function wantedReports(written: readonly string[] = []): Wanted[] {
  return written.map((text) => {
    const at = text.indexOf('=');
    const [format, file] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
    if (at < 0 || file === '') {
      throw new UsageError(`--report ${text}: expected a format and a file, such as sarif=unisono.sarif`);
    }
    if (!isFormat(format)) {
      throw new UsageError(`--report ${text}: there is no format ${format}; write one of ${choices.format.join(', ')}`);
    }
    return { format, file };
  });
}

/** Writes the reports of the last check. */
export async function writeReports(
  checker: Checker,
  wanted: readonly Wanted[],
  locales: readonly string[],
): Promise<void> {
  for (const { format, file } of wanted) {
    const all = file.includes('{locale}') ? locales : [undefined];
    for (const locale of all) {
      const target = locale === undefined ? file : file.replaceAll('{locale}', locale);
      await opening(target, () => mkdir(dirname(target), { recursive: true }));
      await writeWhole(target, rendered(checker, format, locale));
    }
  }
}

function rendered(checker: Checker, format: Format, locale: string | undefined): string {
  try {
    return checker.render(format, { locale });
  } catch (problem) {
    throw told(problem);
  }
}

/** In a workflow of GitHub: adds the summary to the page of the job. */
export async function addJobSummary(checker: Checker): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file) await opening(file, () => appendFile(file, `${checker.render('github-summary')}\n`));
}
