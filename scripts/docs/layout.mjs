// The frame of every page of the docs site. It needs no script: on narrow screens the navigation is a popover.
import { escapeHtml, fromTo } from './markdown.mjs';

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

/**
 * A page as HTML. `groups` is the navigation (`{ title, pages: [{ address, words }] }`), `trail` the page above, `around`
 * the pages before and after.
 */
export function pageHtml({ address, title, description, body, headings, groups, current, trail, around }) {
  const to = (target) => escapeHtml(fromTo(address, target));
  const link = (page, attributes = '') => `<a href="${to(page.address)}"${attributes}>${escapeHtml(page.words)}</a>`;
  const navigation = groups
    .map(
      ({ title: group, pages }) =>
        `<h2>${escapeHtml(group)}</h2>\n<ul>\n${pages
          .map((page) => `<li>${link(page, page.address === current ? ' aria-current="page"' : '')}</li>`)
          .join('\n')}\n</ul>`,
    )
    .join('\n');
  const sections = headings.filter(({ level }) => level === 2 || level === 3);
  const contents =
    sections.length < 2
      ? ''
      : `\n<nav class="sections" aria-label="On this page">\n<div>\n<h2>On this page</h2>\n<ul>\n${sections
          .map(
            ({ level, anchor, words }) =>
              `<li class="level-${level}"><a href="#${escapeHtml(anchor)}">${escapeHtml(words)}</a></li>`,
          )
          .join('\n')}\n</ul>\n</div>\n</nav>`;
  const [before, after] = around;
  const neighbours = [
    before && `<p class="before">Before: ${link(before)}</p>`,
    after && `<p class="after">Next: ${link(after)}</p>`,
  ].filter(Boolean);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title === 'Unisono' ? title : `${title} · Unisono`)}</title>
<link rel="icon" href="${to('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${to('docs.css')}">
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="bar">
<a class="brand" href="${to('index.html')}"><img src="${to('icon.svg')}" alt="" width="28" height="28">Unisono</a>
<button type="button" popovertarget="navigation">Contents</button>
</header>
<div class="layout">
<nav id="navigation" class="navigation" popover aria-label="Documentation">
${navigation}
</nav>
<main id="main" tabindex="-1">
${trail ? `<p class="trail">${link(trail)}</p>\n` : ''}${body.replace('</h1>', (end) => end + contents)}
${neighbours.length > 0 ? `<nav class="neighbours" aria-label="Pages around this one">\n${neighbours.join('\n')}\n</nav>` : ''}
</main>
</div>
</body>
</html>
`;
}
