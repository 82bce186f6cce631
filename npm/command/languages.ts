/** `unisono languages`. */
import { describeLanguages, type Format, languages } from '../node.js';
import type { Output } from './output.js';
import { languagesOptions, parseArguments, UsageError } from './usage.js';

/** Shows what is known of languages; resolves to the exit status. */
export async function showLanguages(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArguments<{ format: Format }>(args, languagesOptions);
  if (values.format.startsWith('matrix')) throw new UsageError(`--format ${values.format}: write text or json`);
  const [locale, ...more] = positionals;
  if (more.length > 0) throw new UsageError('languages takes one locale, or none: unisono languages de');
  const text = await describeLanguages(locale);
  if (text === undefined) {
    throw new UsageError(`${locale}: nothing is known of this language; unisono languages lists those that are`);
  }
  await output.write(values.format === 'json' ? `${JSON.stringify(await languages(locale), null, 2)}\n` : text);
  return 0;
}
