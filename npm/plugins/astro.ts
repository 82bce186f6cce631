/**
 * The integration of Astro, and so of Starlight: it checks the pages when the site is built, and while it is worked on.
 *
 * ```js
 * // astro.config.mjs
 * import unisono from 'unisono/astro';
 * export default defineConfig({ integrations: [starlight({ … }), unisono({ failOn: 'warning' })] });
 * ```
 */
import { fileURLToPath } from 'node:url';
import {
  checkOptions,
  checkSite,
  concerns,
  DevCheck,
  type Lines,
  type PluginOptions,
  pathsOf,
  type Wanted,
} from './run.js';

/** What Astro calls, as far as it is needed here. */
interface Integration {
  name: string;
  hooks: {
    'astro:config:done'(told: { config: Config }): void;
    'astro:build:start'(told: { logger: Lines }): Promise<void>;
    'astro:server:setup'(told: { server: Server; logger: Lines }): Promise<void>;
  };
}

interface Config {
  root: URL;
  cacheDir: URL;
  outDir: URL;
  i18n?: { defaultLocale: string } | undefined;
}

/** The server of Vite, as far as it is needed here. */
interface Server {
  watcher: { on(event: 'all', listener: (event: string, file: string) => void): unknown };
}

export default function unisono(options: PluginOptions = {}): Integration {
  checkOptions(options);
  let wanted: Wanted = { site: process.cwd(), options, locale: undefined };
  let cache = wanted.site;
  return {
    name: 'unisono',
    hooks: {
      // Starlight has said by now which language is the first.
      'astro:config:done'({ config: { root, cacheDir, outDir, i18n } }) {
        wanted = { site: fileURLToPath(root), options, locale: i18n?.defaultLocale, output: fileURLToPath(outDir) };
        cache = fileURLToPath(cacheDir);
      },
      async 'astro:build:start'() {
        await checkSite(wanted);
      },
      async 'astro:server:setup'({ server, logger }) {
        if (options.dev === false) return;
        const { site } = wanted;
        const paths = await pathsOf(site, options);
        const dev = new DevCheck(wanted, cache, logger);
        server.watcher.on('all', (_event, file) => {
          if (concerns(site, paths, file)) void dev.check();
        });
        // The site is shown without waiting for it.
        void dev.check();
      },
    },
  };
}
