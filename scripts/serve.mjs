// A small web server for the page and its tests.
import { context } from 'esbuild';

/** Serves a folder; resolves to its address, the paths that were asked for so far, and a way to stop. */
export async function serveFolder(folder, port) {
  const server = await context({ logLevel: 'silent' });
  const asked = [];
  const { port: bound } = await server.serve({
    servedir: folder,
    host: '127.0.0.1',
    onRequest: ({ path }) => asked.push(path),
    ...(port && { port }),
  });
  return { address: `http://127.0.0.1:${bound}/`, asked, stop: () => server.dispose() };
}
