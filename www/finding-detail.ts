/** One finding with all that is known of it: both sentences, how to mend it, why it is told, what its rule says. */
import type { Evidence, Finding, Related, Rule } from 'unisono';
import { button, type Child, h } from './dom.js';
import { type Results, setName } from './results.js';
import { copyButton, spotFigure } from './spot.js';
import { count, languageName, number, t } from './words.js';

/** What can be done with a finding. */
export interface Actions {
  edit(finding: Finding): void;
  applyFix(finding: Finding): void;
  beside(finding: Finding): void;
  dismiss(finding: Finding): void;
  recall(finding: Finding): void;
  share(finding: Finding): void;
}

/** What is shown of a finding; without actions it is only looked at. */
export function findingDetail(
  finding: Finding,
  results: Results,
  rules: ReadonlyMap<string, Rule>,
  actions?: Actions,
): HTMLElement {
  const { severity, rule, message, help, fix, related } = finding;
  const set = results.setOf(finding.path);
  const dismissal = results.dismissal(finding);
  return h(
    'article',
    { class: `detail-body ${severity}` },
    h(
      'p',
      { class: 'kind' },
      h('span', { class: `badge ${severity}` }, t(`severity.${severity}`)),
      h('code', { class: 'rule' }, rule),
      finding.locale !== '' && h('span', { class: 'locale' }, finding.locale),
      set && h('span', { class: 'set-name', lang: set.source }, setName(set)),
    ),
    h('h3', { tabindex: -1, lang: 'en' }, message),
    dismissal && h('p', { class: 'was-dismissed' }, t('dismiss.was', { reason: dismissal.reason })),
    h(
      'div',
      { class: 'spots' },
      spotFigure(finding, results.topologyKind(finding.path) ?? languageName(finding.locale), 'primary', results),
      ...related.map((spot) => spotFigure(spot, relatedCaption(spot, results), 'related', results)),
    ),
    fix && fixNote(finding, fix, results),
    help !== '' &&
      !saysTheSame(help, fix) &&
      h('p', { class: 'help' }, h('strong', {}, t('detail.to-do')), ' ', h('span', { lang: 'en' }, help)),
    actions && actionBar(finding, results, actions),
    whyTold(finding),
    foldedList(finding),
    ruleNote(rules.get(rule)),
  );
}

function actionBar(finding: Finding, results: Results, actions: Actions): HTMLElement {
  const editable = typeof results.texts.get(finding.path) === 'string' && !results.topologyKind(finding.path);
  const inSet = results.setOf(finding.path) !== undefined;
  return h(
    'p',
    { class: 'actions' },
    finding.fix && editable && button({ class: 'primary' }, () => actions.applyFix(finding), t('action.apply')),
    editable && button({ class: 'edit', 'aria-keyshortcuts': 'e' }, () => actions.edit(finding), t('action.edit')),
    inSet && button({}, () => actions.beside(finding), t('action.beside')),
    results.dismissal(finding)
      ? button({}, () => actions.recall(finding), t('action.recall'))
      : button({}, () => actions.dismiss(finding), t('action.dismiss')),
    inSet && editable && button({}, () => actions.share(finding), t('action.share')),
  );
}

/** How many of the findings that were folded into one are named. */
const NAMED = 50;

/** What a finding stands for: places that follow from it, or say the same on other pages. */
function foldedList({ path, folded = [] }: Finding): Child {
  if (folded.length === 0) return undefined;
  return h(
    'details',
    { class: 'folded' },
    h('summary', {}, count(folded.length, 'detail.stands-for')),
    h(
      'ul',
      {},
      ...folded
        .slice(0, NAMED)
        .map((one) =>
          h(
            'li',
            {},
            h(
              'code',
              {},
              one.path === path
                ? t('detail.line', { line: one.range.start.line })
                : `${one.path}:${one.range.start.line}`,
            ),
            ' ',
            h('span', { lang: 'en' }, one.message),
          ),
        ),
      folded.length > NAMED && h('li', {}, count(folded.length - NAMED, 'detail.and-more')),
    ),
  );
}

/** How sure it is, and the signs that speak for and against it, as bars. */
export function whyTold({ confidence, evidence = [] }: Finding): Child {
  if (confidence === undefined) return undefined;
  const most = Math.max(...evidence.map(({ weight }) => Math.abs(weight)), 1);
  const rows = [...evidence].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).map((sign) => signRow(sign, most));
  return h(
    'details',
    { class: 'why', open: true },
    h('summary', {}, t('why.title', { percent: number(confidence) })),
    h('p', { class: 'aside' }, t('why.says')),
    h('dl', { class: 'signs' }, ...rows.flat()),
  );
}

function signRow({ sign, weight }: Evidence, most: number): HTMLElement[] {
  const bar = h('span', { class: `bar ${weight < 0 ? 'against' : 'for'}` });
  bar.style.inlineSize = `${(50 * Math.abs(weight)) / most}%`;
  const value = `${weight > 0 ? '+' : '−'}${(Math.abs(weight) / 100).toFixed(2)}`;
  return [
    h('dt', { lang: 'en' }, sign.replaceAll('-', ' ')),
    h('dd', {}, h('span', { class: 'track' }, bar), h('span', { class: 'value' }, value)),
  ];
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
    h('strong', { lang: 'en' }, `${fix.message}: `),
    old !== '' && h('del', { lang }, old),
    old !== '' && ' ',
    fix.replacement === '' ? t('fix.nothing') : h('ins', { lang }, fix.replacement),
    fix.replacement !== '' && copyButton(fix.replacement),
  );
}

function ruleNote(rule: Rule | undefined): Child {
  if (!rule) return undefined;
  return h(
    'details',
    { class: 'about-rule', open: true },
    h('summary', {}, t('rule.about'), ' ', h('code', {}, rule.name)),
    h('p', { lang: 'en' }, h('strong', {}, sentence(rule.summary))),
    ...rule.explanation.split(/\n{2,}/).map((paragraph) => h('p', { lang: 'en' }, paragraph)),
  );
}

/** With a capital and a full stop. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
