/**
 * The plug-in of Docusaurus: it checks the pages when the site is built, and while it is worked on.
 *
 * ```js
 * // docusaurus.config.js
 * plugins: [['unisono/docusaurus', { failOn: 'warning' }]],
 * ```
 */
import { join } from 'node:path';
import { usualConfigs } from '../command/usage.js';
import { checkOptions, checkSite, DevCheck, type Lines, type PluginOptions } from './run.js';

/** What Docusaurus tells a plug-in, as far as it is needed here. */
interface Context {
  siteDir: string;
  generatedFilesDir: string;
  outDir: string;
  i18n: { defaultLocale: string };
}

interface Plugin {
  name: string;
  getPathsToWatch(): string[];
  loadContent(): Promise<void>;
}

/** Where pages are, besides the paths that are named. */
const usualFolders = ['blog', 'docs', 'i18n', 'src/pages', 'versioned_docs'];

/** Docusaurus adds the name of the instance. */
type Given = PluginOptions & { id?: string };

/** Each language of a site is a build of its own, and may load this module anew: they are checked together, once. */
const store = globalThis as { [key: symbol]: Map<string, Promise<void>> | undefined };
const checks = (store[Symbol.for('unisono.docusaurus')] ??= new Map());

export default async function unisono(
  { siteDir, generatedFilesDir, outDir, i18n }: Context,
  given: Given = {},
): Promise<Plugin> {
  const { id, ...options } = given;
  checkOptions(options);
  const working = process.env['NODE_ENV'] === 'development';
  const wanted = { site: siteDir, options, locale: i18n.defaultLocale, output: outDir };
  const dev = new DevCheck(wanted, generatedFilesDir, lines);
  return {
    name: 'unisono',
    getPathsToWatch() {
      if (options.dev === false) return [];
      const pages = (options.paths ?? usualFolders).map((path) => join(path, '**', '*.{md,markdown,mdx,txt,po,pot}'));
      // Patterns have slashes on every system.
      return [...pages, ...usualConfigs].map((path) => join(siteDir, path).replaceAll('\\', '/'));
    },
    async loadContent() {
      if (working) {
        // The site is shown without waiting for it.
        if (options.dev !== false) void dev.check();
        return;
      }
      const known = checks.get(siteDir) ?? checkSite(wanted);
      checks.set(siteDir, known);
      await known;
    },
  };
}

const lines: Lines = {
  info: (line) => void process.stdout.write(`[unisono] ${line}\n`),
  warn: (line) => void process.stdout.write(`[unisono] warning: ${line}\n`),
  error: (line) => void process.stderr.write(`[unisono] error: ${line}\n`),
};
