/** One finding with all that is known of it: both sentences, how to mend it, what its rule says. */
import type { Finding, Related, Rule } from 'unisono';
import { type Child, h } from './dom.js';
import { type Results, setName } from './results.js';
import { copyButton, languageName, spotFigure } from './spot.js';

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
    spotFigure(finding, results.topologyKind(finding.path) ?? languageName(finding.locale), 'primary', results),
    foldedList(finding),
    ...related.map((spot) => spotFigure(spot, relatedCaption(spot, results), 'related', results)),
    help !== '' && !saysTheSame(help, fix) && h('p', { class: 'help' }, h('strong', {}, 'What to do: '), help),
    fix && fixNote(finding, fix, results),
    ruleNote(rules.get(rule)),
  );
}

/** How many of the findings that were folded into one are named. */
const NAMED = 50;

/** What a finding stands for: places that follow from it, or say the same on other pages. */
function foldedList({ path, folded = [] }: Finding): Child {
  if (folded.length === 0) return undefined;
  const place = folded.length === 1 ? '1 place' : `${folded.length} places`;
  return h(
    'details',
    { class: 'folded' },
    h('summary', {}, `Stands for ${place}`),
    h(
      'ul',
      {},
      ...folded
        .slice(0, NAMED)
        .map((one) =>
          h(
            'li',
            {},
            h('code', {}, `${one.path === path ? 'line ' : `${one.path}:`}${one.range.start.line}`),
            ` ${one.message}`,
          ),
        ),
      folded.length > NAMED && h('li', {}, `and ${folded.length - NAMED} more`),
    ),
  );
}

function relatedCaption({ path, locale, message }: Related, results: Results): string {
  return [results.topologyKind(path) ?? languageName(locale), message].filter(Boolean).join(': ');
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
