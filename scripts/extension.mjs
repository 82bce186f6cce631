// Builds the extension of VS Code into editors/vscode/dist: npm run extension
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explain, root } from './run.mjs';

const folder = join(root, 'editors', 'vscode');

/** One file, with the client of language servers in it; only what VS Code itself brings stays outside. */
export async function buildExtension(outfile = join(folder, 'dist', 'extension.js')) {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(folder, 'extension.js')],
    outfile,
    bundle: true,
    external: ['vscode'],
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(dirname(outfile), 'LICENSES.txt'), licenses(Object.keys(metafile.inputs)));
}

/** The licences of the packages that some modules belong to. */
function licenses(modules) {
  const names = modules.map((module) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))]
    .sort()
    .map((name) => {
      const own = join(root, 'node_modules', name);
      const file = readdirSync(own).find((entry) => /^licen[cs]e/i.test(entry));
      if (file === undefined) throw new Error(`${name} has no licence that could be passed on`);
      return `${name}\n\n${readFileSync(join(own, file), 'utf8').trim()}\n`;
    })
    .join('\n----\n\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  explain('Building the extension of VS Code');
  await buildExtension();
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE', 'LICENSE-UNICODE'])
    copyFileSync(join(root, name), join(folder, name));
}
