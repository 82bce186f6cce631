/** `unisono sets`. */

import { configuration } from './config.js';
import { type Output, wantsColor } from './output.js';
import { addPages, type Places } from './pages.js';
import { created } from './prepare.js';
import { type choices, parseArguments, setsOptions, UsageError } from './usage.js';

/** Shows what is understood of the pages that the arguments name; resolves to the exit status. */
export async function sets(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArguments<Values>(args, setsOptions);
  const { format } = values;
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format ${format}: write text or json`);
  const { config, configFile } = await configuration(values.config, positionals);
  const checker = await created({ source: values.source, config, configFile });
  await addPages(checker, positionals, values, configFile, 'unisono sets docs');
  const color = wantsColor(values.color, output.stream);
  await output.write(checker.renderSets(format, { all: values.all, color }));
  return 0;
}

interface Values extends Places {
  source?: string | undefined;
  config?: string | undefined;
  all: boolean;
  format: string;
  color: (typeof choices)['color'][number];
}
