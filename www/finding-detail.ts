/** One finding with all that is known of it: both sentences, how to mend it, what its rule says. */
import type { Finding, Range, Rule } from 'unisono';
import { button, type Child, h } from './dom.js';
import { excerpt, type Piece } from './excerpt.js';
import type { Results } from './results.js';
import { setName } from './results.js';
import { hexAround } from './texts.js';

/** A place of a finding: its own, or a related one. */
interface Spot {
  path: string;
  locale: string;
  range: Range;
  sentence: Range;
}

/** What the parts of a detail need to know. */
export interface Context {
  results: Results;
  rules: ReadonlyMap<string, Rule>;
}

/** What is shown of a finding. */
export function findingDetail(finding: Finding, { results, rules }: Context): HTMLElement {
  const { severity, rule, message, help, fix, related } = finding;
  const set = results.setOf(finding.path);
  return h(
    'article',
    { class: `detail-body ${severity}` },
    h(
      'p',
      { class: 'kind' },
      h('span', { class: `badge ${severity}` }, severity),
      h('code', { class: 'rule' }, rule),
      finding.locale !== '' && h('span', { class: 'locale' }, finding.locale),
    ),
    h('h3', { tabindex: -1 }, message),
    set && h('p', { class: 'set-name' }, setName(set)),
    spotFigure(finding, languageName(finding.locale), 'primary', results),
    ...related.map((spot) =>
      spotFigure(spot, [languageName(spot.locale), spot.message].join(': '), 'related', results),
    ),
    help !== '' && !saysTheSame(help, fix) && h('p', { class: 'help' }, h('strong', {}, 'What to do: '), help),
    fix && fixNote(finding, fix, results),
    ruleNote(rules.get(rule)),
  );
}

/** A sentence with the place marked, and where it is. */
function spotFigure(spot: Spot, caption: string, kind: 'primary' | 'related', results: Results): HTMLElement {
  const { path, locale, range } = spot;
  const text = results.texts.get(path);
  const { line, column } = range.start;
  const place = typeof text === 'string' ? `${path}:${line}:${column}` : `${path}, byte ${range.start.offset}`;
  return h(
    'figure',
    { class: `spot ${kind}` },
    h('figcaption', {}, caption),
    typeof text === 'string'
      ? h(
          'blockquote',
          { lang: locale || undefined, dir: 'auto' },
          ...excerpt(text, spot, results.sideOf(path, locale)).map(piece),
        )
      : hexQuote(text.bytes, range.start.offset),
    h('p', { class: 'place' }, h('code', {}, place), copyButton(place)),
  );
}

function piece({ kind, text }: Piece): Child {
  if (kind === 'text') return text;
  if (kind === 'place') {
    return text === ''
      ? h('mark', { class: 'gap', role: 'img', 'aria-label': 'here', title: 'here' })
      : h('mark', {}, text);
  }
  return h('span', { class: kind }, text);
}

function hexQuote(bytes: Uint8Array, offset: number): HTMLElement {
  const { before, at, after } = hexAround(bytes, offset);
  return h('blockquote', { class: 'hex' }, h('code', {}, `${before} `, h('mark', {}, at), ` ${after}`));
}

/** A fix that says what the help says makes it needless. */
function saysTheSame(help: string, fix: Finding['fix']): boolean {
  return fix !== undefined && help.replace(/\.$/, '') === fix.message;
}

function fixNote(finding: Finding, fix: NonNullable<Finding['fix']>, results: Results): HTMLElement {
  const text = results.texts.get(finding.path);
  const old = typeof text === 'string' ? text.slice(fix.range.start.offset, fix.range.end.offset) : '';
  const lang = finding.locale || undefined;
  return h(
    'p',
    { class: 'fix' },
    h('strong', {}, `${fix.message}: `),
    old !== '' && h('del', { lang }, old),
    old !== '' && ' ',
    fix.replacement === '' ? 'nothing in its place' : h('ins', { lang }, fix.replacement),
    fix.replacement !== '' && copyButton(fix.replacement),
  );
}

function ruleNote(rule: Rule | undefined): Child {
  if (!rule) return undefined;
  return h(
    'details',
    { class: 'about-rule', open: true },
    h('summary', {}, 'About ', h('code', {}, rule.name)),
    h('p', {}, h('strong', {}, sentence(rule.summary))),
    ...rule.explanation.split(/\n{2,}/).map((paragraph) => h('p', {}, paragraph)),
  );
}

/** With a capital and a full stop. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function copyButton(text: string): HTMLElement {
  const copy = button(
    { class: 'copy', 'aria-label': `Copy ${text}` },
    async () => {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = 'copied';
      } catch {
        copy.textContent = 'not allowed';
      }
      setTimeout(() => {
        copy.textContent = 'copy';
      }, 1500);
    },
    'copy',
  );
  return copy;
}

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** `German · de`. */
export function languageName(locale: string): string {
  if (locale === '') return 'Unknown language';
  try {
    const name = names.of(locale);
    return name && name !== locale ? `${name} · ${locale}` : locale;
  } catch {
    return locale;
  }
}
