/** The page: takes files, asks the worker, shows the report. */
import type { Options } from 'unisono';
import { connect, type PageInput } from 'unisono/worker';

const engine = connect(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));
const output = element('report');

element<HTMLInputElement>('files').addEventListener('change', async (event) => {
  const files = [...((event.target as HTMLInputElement).files ?? [])];
  await show(Promise.all(files.map(async (file) => page(file.webkitRelativePath || file.name, file))));
});

element('example').addEventListener('click', async () => {
  const folder = new URL('./example/', import.meta.url);
  const index: Index = await (await fetch(new URL('index.json', folder))).json();
  const pages = index.pages.map(async (path) => page(path, await fetch(new URL(path, folder))));
  await show(Promise.all(pages), { config: index.config });
});

/** What the build says about the example. */
interface Index {
  pages: string[];
  config: string;
}

async function page(path: string, content: Blob | Response): Promise<PageInput> {
  return { path, bytes: new Uint8Array(await content.arrayBuffer()) };
}

async function show(pages: Promise<PageInput[]>, options: Options = {}): Promise<void> {
  try {
    const report = await engine.check(await pages, options);
    output.textContent = JSON.stringify(report, undefined, 2);
  } catch (problem) {
    output.textContent = problem instanceof Error ? problem.message : String(problem);
  }
}

function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found as T;
}
