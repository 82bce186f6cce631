// Files of the repository that the documentation links to: texts are shown as they are, pictures are copied, and of a folder
// there is a list.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { root } from '../run.mjs';
import { escapeHtml, fromTo } from './markdown.mjs';

const pictures = new Set(['.webp', '.png', '.svg']);

/** Gathers what is linked to; `write` writes it in the end. */
export function filePages() {
  const wanted = new Map();
  const addressOf = (path, folder) => {
    const plain = path.replace(/\/+$/, '');
    if (!folder && pictures.has(extname(plain))) {
      const address = `files/${plain}`;
      wanted.set(plain, { address, kind: 'picture' });
      return address;
    }
    const address = folder ? `files/${plain}/index.html` : `files/${plain}.html`;
    if (!wanted.has(plain)) {
      wanted.set(plain, { address, kind: folder ? 'folder' : 'text' });
      if (folder) for (const { name, isFolder } of entries(plain)) addressOf(`${plain}/${name}`, isFolder);
    }
    return address;
  };
  return {
    addressOf,
    write(write, frame, copy) {
      for (const [path, { address, kind }] of wanted) {
        if (kind === 'picture') {
          copy(path, address);
          continue;
        }
        const about = kind === 'folder' ? list(path, address, addressOf) : shown(path);
        const heading = `<h1>${escapeHtml(posix.basename(path))}</h1>\n<p>${kind === 'folder' ? 'A folder' : 'A file'} of the repository: <code>${escapeHtml(path)}</code></p>\n`;
        const description = `${path}, in the repository of Unisono`;
        write(address, frame({ address, title: path, description, headings: [], body: heading + about }));
      }
    },
  };
}

function entries(path) {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function list(path, address, addressOf) {
  const items = entries(path).map(({ name, isFolder }) => {
    const href = fromTo(address, addressOf(`${path}/${name}`, isFolder));
    return `<li><a href="${escapeHtml(href)}">${escapeHtml(isFolder ? `${name}/` : name)}</a></li>`;
  });
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

const shown = (path) => `<pre tabindex="0"><code>${escapeHtml(readFileSync(join(root, path), 'utf8'))}</code></pre>`;
