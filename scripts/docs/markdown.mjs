// Markdown to HTML for the docs site: headings get anchors, links are resolved and checked, HTML is shown as text.
import { posix } from 'node:path';
import MarkdownIt from 'markdown-it';

// HTML is parsed, so that comments can be left out; all other HTML is escaped.
const markdown = new MarkdownIt({ html: true });
const { escapeHtml } = markdown.utils;

export { escapeHtml };

const withoutComments = (html) => escapeHtml(html.replace(/<!--[\s\S]*?-->/g, ''));
markdown.renderer.rules.html_block = (tokens, at) => {
  const shown = withoutComments(tokens[at].content).trim();
  return shown === '' ? '' : `<pre tabindex="0">${shown}</pre>\n`;
};
markdown.renderer.rules.html_inline = (tokens, at) => withoutComments(tokens[at].content);
// What is too wide is scrolled, with keys, too.
markdown.renderer.rules.table_open = () => '<div class="wide" tabindex="0"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';
const scrolled = (tokens, at) => {
  const { content, info, meta } = tokens[at];
  const language = /^[\w-]+/.exec(info)?.[0];
  const spoken = meta?.locale ? ` lang="${meta.locale}"` : '';
  return `<pre tabindex="0"${spoken}><code${language ? ` class="language-${language}"` : ''}>${escapeHtml(content)}</code></pre>\n`;
};
markdown.renderer.rules.fence = scrolled;
markdown.renderer.rules.code_block = scrolled;
markdown.renderer.rules.heading_close = (tokens, at) => {
  const { anchor, words } = tokens[at].meta;
  return ` <a class="anchor" href="#${anchor}" aria-label="Link to “${escapeHtml(words)}”">#</a></${tokens[at].tag}>\n`;
};

/** Text as Markdown that shows it as it is. */
export const asText = (text) => text.replace(/[\\`*_{}[\]<>()#+.!|~&-]/g, '\\$&');

/**
 * Reads a page that is made of parts, each with the file and the line it stands in: gives its tokens, title, headings
 * (`{ level, anchor, words }`) and links (`{ file, line, target, token }`).
 */
export function readPage(parts) {
  const taken = new Map();
  const page = { tokens: [], headings: [], links: [], anchors: new Set() };
  for (const { text, file, line = 1 } of parts) {
    const tokens = markdown.parse(text, {});
    let at = line;
    for (const [index, token] of tokens.entries()) {
      if (token.map) at = line + token.map[0];
      classForStyle(token);
      if (token.type === 'heading_open') {
        const words = plainText(tokens[index + 1]);
        const anchor = anchorOf(words, taken);
        token.attrSet('id', anchor);
        tokens[index + 2].meta = { anchor, words };
        page.anchors.add(anchor);
        page.headings.push({ level: Number(token.tag.slice(1)), anchor, words });
      }
      // The examples of rules say so above each translation.
      const [, locale] = (token.type === 'inline' && /^Translation \(([\w-]+)\):$/.exec(token.content)) || [];
      if (locale !== undefined && tokens[index + 2]?.type === 'fence') tokens[index + 2].meta = { locale };
      if (token.type === 'inline') linksOf(token, file, at, page.links);
    }
    page.tokens.push(...tokens);
  }
  page.title = page.headings[0]?.words ?? '';
  page.description = plainText(page.tokens[page.tokens.findIndex(({ type }) => type === 'paragraph_open') + 1]);
  return page;
}

/** The alignment of a cell as a class: the policy of the site lets no styles stand in pages. */
function classForStyle(token) {
  const at = token.attrIndex('style');
  if (at >= 0) token.attrs[at] = ['class', token.attrs[at][1].replace('text-align:', '')];
}

/** A page as HTML, when its links are resolved. */
export const htmlOf = ({ tokens }) => markdown.renderer.render(tokens, markdown.options, {});

function linksOf({ children }, file, line, links) {
  let at = line;
  for (const token of children) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') at += 1;
    const name = { link_open: 'href', image: 'src' }[token.type];
    if (name) links.push({ file, line: at, target: token.attrGet(name), token, name });
  }
}

function plainText(token) {
  return (token?.children ?? [])
    .map(({ type, content, children }) =>
      type.endsWith('break') ? ' ' : children?.length ? plainText({ children }) : content,
    )
    .join('');
}

/** The anchor of a heading, as GitHub makes it. */
export function slug(words) {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** The same, with a number where another heading of the page has it. */
function anchorOf(words, taken) {
  const plain = slug(words);
  const times = taken.get(plain) ?? 0;
  taken.set(plain, times + 1);
  return times === 0 ? plain : `${plain}-${times}`;
}

/** Makes links of the names of rules that stand as code, but in headings and in other links. */
export function linkRules(tokens, addressOf) {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'inline' || tokens[index - 1].type === 'heading_open') continue;
    let inside = 0;
    token.children = token.children.flatMap((child) => {
      if (child.type === 'link_open') inside += 1;
      if (child.type === 'link_close') inside -= 1;
      const address = child.type === 'code_inline' && inside === 0 ? addressOf(child.content) : undefined;
      if (address === undefined) return [child];
      const open = new child.constructor('link_open', 'a', 1);
      open.attrSet('href', address);
      return [open, child, new child.constructor('link_close', 'a', -1)];
    });
  }
}

/** The address of one page as another one links to it. */
export function fromTo(from, to) {
  return posix.relative(posix.dirname(from), to) || posix.basename(to);
}
