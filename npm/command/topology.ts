/** `unisono topology`. */
import { readFile, writeFile } from 'node:fs/promises';
import { Checker, type FailOn, type Options, type Topology } from '../node.js';
import { fails } from './check.js';
import { configuration } from './config.js';
import { findPages, opening, readPages } from './files.js';
import { type Output, wantsColor } from './output.js';
import { addPacks } from './pack.js';
import { type choices, parseArguments, topologyOptions, UsageError } from './usage.js';

/** Holds topologies against the guidance; resolves to the exit status. */
export async function topology(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArguments<Values>(args, topologyOptions);
  if (positionals.length === 0) {
    throw new UsageError('topology needs a file, or several that describe one deployment: unisono topology export.xml');
  }
  if (values.locale !== undefined && values.docs === undefined) {
    throw new UsageError('--locale chooses among the pages of --docs: name their folder too');
  }
  const { config, configFile } = await configuration(values.config, positionals);
  const checker = await created({
    config,
    configFile,
    claimLocale: values.locale,
  });
  await addPacks(checker, configFile, values.pack);
  for (const file of positionals) checker.addTopology(file, await opening(file, () => readFile(file)));
  if (values.docs !== undefined) {
    const { pages } = await findPages([values.docs]);
    for await (const { page, bytes } of readPages(pages)) checker.add(page.path, bytes, { root: page.root });
  }
  checker.run();
  if (values.svg !== undefined) {
    const { svg } = values;
    await opening(svg, () => writeFile(svg, checker.renderTopology('svg')));
  }
  const color = wantsColor(values.color, output.stream);
  await output.write(
    checker.renderTopology(values.format, { color, width: output.stream.isTTY ? output.stream.columns : undefined }),
  );
  const found = JSON.parse(checker.renderTopology('json')) as { topology: Topology };
  return fails(found.topology, values['fail-on'] ?? checker.failOn ?? 'error') ? 1 : 0;
}

interface Values {
  pack?: string[] | undefined;
  docs?: string | undefined;
  locale?: string | undefined;
  svg?: string | undefined;
  config?: string | undefined;
  format: 'text' | 'json';
  'fail-on'?: FailOn | undefined;
  color: (typeof choices)['color'][number];
}

async function created(options: Options): Promise<Checker> {
  try {
    return await Checker.create(options);
  } catch (problem) {
    if (!(problem instanceof Error) || problem.name !== 'UsageError') throw problem;
    throw new UsageError(problem.message.replace(/^claimLocale:/, '--locale:'));
  }
}
