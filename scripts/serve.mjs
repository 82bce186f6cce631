// A small web server for the page and its tests.
import { context } from 'esbuild';

/** Serves a folder; resolves to its address and a way to stop. */
export async function serveFolder(folder, port) {
  const server = await context({ logLevel: 'silent' });
  const { port: bound } = await server.serve({ servedir: folder, host: '127.0.0.1', ...(port && { port }) });
  return { address: `http://127.0.0.1:${bound}/`, stop: () => server.dispose() };
}
