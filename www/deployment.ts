/** A deployment: its picture, what it holds, and which claims of the guidance it breaks, each with its sentence. */
import type { ClaimSentence, Finding, Topology, TopologyClaim, TopologyCounts } from 'unisono';
import { button, type Child, h } from './dom.js';
import { picture } from './picture.js';
import type { Results } from './results.js';
import { inParagraph, spotFigure } from './spot.js';
import { type CountKey, count, type Key, languageName, listed, t } from './words.js';

/** What is counted, in the order it is shown. */
const counted: readonly (keyof TopologyCounts)[] = [
  'sites',
  'pools',
  'machines',
  'services',
  'ports',
  'routes',
  'partners',
  'users',
  'policies',
  'certificates',
  'records',
  'commands',
];

/** Called when a finding is to be looked at. */
export type OnFinding = (finding: Finding) => void;

/** The deployment of a report: the picture beside the claims; nothing where no topology was given. */
export function deploymentSection(results: Results, onFinding: OnFinding): HTMLElement | undefined {
  const { topology } = results.report;
  if (!topology) return undefined;
  const broken = new Set(topology.claims.filter(({ status }) => status === 'broken').map(({ id }) => id));
  const drawn =
    topology.picture === undefined
      ? undefined
      : picture(topology.picture, broken, (id) => {
          const card = section.querySelector<HTMLElement>(`[data-claim="${CSS.escape(id)}"]`);
          card?.scrollIntoView({ block: 'nearest' });
          card?.focus({ preventScroll: true });
        });
  const section: HTMLElement = h(
    'section',
    { class: 'deployment', 'aria-labelledby': 'deployment-title' },
    h('h2', { id: 'deployment-title', tabindex: -1 }, t('deployment.title')),
    h('p', { class: 'holds' }, sources(topology), ' ', holds(topology)),
    h(
      'div',
      { class: 'deployment-columns' },
      drawn?.element,
      claims(topology, results, { onFinding, light: (claim) => drawn?.light(claim) }),
    ),
    inventory(topology),
  );
  return section;
}

/** What a claim's card is linked with. */
interface Links {
  onFinding: OnFinding;
  /** Points at a claim in the picture. */
  light(claim: string | undefined): void;
}

function sources({ sources }: Topology): string {
  const name = ({ path, kind }: Topology['sources'][number]) => `${path} (${kind ?? t('deployment.unknown')})`;
  return t('deployment.read-from', { files: listed(sources.map(name)) });
}

function holds({ counts, guidance: products }: Topology): string {
  const there = counted.filter((key) => counts[key] > 0).map((key) => count(counts[key], `holds.${key}` as CountKey));
  const held = there.length === 0 ? t('deployment.empty') : t('deployment.holds', { what: listed(there) });
  const guidance = listed(products);
  return products.length === 0 ? held : `${held} ${t('deployment.held-against', { guidance })}`;
}

/** The claims that are broken, with their sentences in a language that is chosen, and those that hold. */
function claims(topology: Topology, results: Results, links: Links): HTMLElement {
  const broken = topology.claims.filter(({ status }) => status === 'broken');
  const held = topology.claims.filter(({ status }) => status === 'holds');
  const locales = localesOf(results);
  const list = h('ul', { class: 'claims' });
  const obeyed = h('ul', {});
  const show = (locale: string) => {
    list.replaceChildren(...broken.map((claim) => brokenClaim(claim, locale, results, links)));
    obeyed.replaceChildren(...held.map((claim) => heldClaim(claim, locale)));
  };
  const select = h(
    'select',
    { id: 'claim-language' },
    ...locales.map((locale) => h('option', { value: locale }, languageName(locale))),
  );
  select.value = usualLocale(locales, broken.length > 0 ? broken : held);
  select.addEventListener('change', () => show(select.value));
  show(select.value);
  const chosen =
    locales.length > 0
      ? h('p', { class: 'in-language' }, h('label', { for: 'claim-language' }, t('deployment.pages-say')), ' ', select)
      : h('p', { class: 'aside' }, t('deployment.give-pages'));
  return h(
    'div',
    { class: 'claim-lists' },
    h('h3', {}, broken.length === 0 ? t('deployment.breaks-none') : count(broken.length, 'deployment.breaks')),
    broken.length + held.length > 0 && chosen,
    broken.length > 0 && list,
    held.length > 0 &&
      h('details', { class: 'held' }, h('summary', {}, count(held.length, 'deployment.obeys')), obeyed),
  );
}

/** A claim that holds: in the words of the pages where they state it in the language that is chosen. */
function heldClaim({ id, says, sentences }: TopologyClaim, locale: string): HTMLElement {
  const stated = sentences.find((sentence) => sentence.locale === locale && sentence.verdict === 'stated');
  const text = stated ? h('span', { lang: locale }, stated.text) : h('span', { lang: 'en' }, says ?? '');
  return h('li', {}, h('code', {}, id), ' ', text);
}

function brokenClaim(
  { id, says, rules, sentences }: TopologyClaim,
  locale: string,
  results: Results,
  { onFinding, light }: Links,
): HTMLElement {
  // Which machine, and what to do: the findings in the topology that break it.
  const why = results.open.filter(({ rule, path }) => rules.includes(rule) && results.topologyKind(path) !== undefined);
  const card = h(
    'li',
    { class: 'claim-card error', tabindex: -1, 'data-claim': id },
    h('h4', {}, h('code', {}, id), ' ', h('span', { lang: 'en' }, says ?? '')),
    why.length === 0 && h('p', { class: 'by-rules' }, ...rules.map((rule) => h('code', {}, rule))),
    h(
      'ul',
      { class: 'broken-by' },
      ...why.map((finding) =>
        h(
          'li',
          { class: finding.severity },
          h('span', { class: 'severity' }),
          h(
            'span',
            { lang: 'en' },
            button({ class: 'quiet' }, () => onFinding(finding), finding.message),
            ' ',
            finding.help,
          ),
        ),
      ),
    ),
    ...sentencesIn(sentences, locale, results),
  );
  for (const event of ['pointerenter', 'focusin']) card.addEventListener(event, () => light(id));
  for (const event of ['pointerleave', 'focusout']) card.addEventListener(event, () => light(undefined));
  card.addEventListener('focus', () => light(id));
  return card;
}

function sentencesIn(sentences: readonly ClaimSentence[], locale: string, results: Results): Child[] {
  if (locale === '') return [];
  const own = sentences.filter((sentence) => sentence.locale === locale);
  if (own.length === 0)
    return [h('p', { class: 'aside' }, t('deployment.no-page', { language: languageName(locale) }))];
  return own.map(({ path, range, verdict }) => {
    const caption =
      verdict === 'stated'
        ? languageName(locale)
        : t('deployment.otherwise', { language: languageName(locale), verdict: t(`verdict.${verdict}`) });
    return spotFigure(inParagraph(path, locale, range, results), caption, 'related', results);
  });
}

/** The languages of all pages, and of the sentences. */
function localesOf({ report: { summary, topology } }: Results): string[] {
  const locales = new Set<string>();
  for (const set of summary.sets) for (const { locale } of set.documents) locales.add(locale);
  for (const claim of topology?.claims ?? []) for (const { locale } of claim.sentences) locales.add(locale);
  locales.delete('');
  return [...locales].sort();
}

/** The reader's own language where it has sentences, else English, else the first that has some. */
function usualLocale(locales: readonly string[], claims: readonly TopologyClaim[]): string {
  const speaks = (tag: string) => claims.some(({ sentences }) => sentences.some(({ locale }) => locale === tag));
  const language = (tag: string) => tag.split('-')[0];
  const likely = locales.filter(speaks);
  for (const wish of [...navigator.languages, 'en']) {
    const found = likely.find((tag) => tag === wish) ?? likely.find((tag) => language(tag) === language(wish));
    if (found !== undefined) return found;
  }
  return likely[0] ?? locales[0] ?? '';
}

/** Everything that was read, as tables and lists for those who want to see it. */
function inventory(topology: Topology): Child {
  const { pools, partners, routes, users, policies, records, certificates, domains, sites } = topology;
  const xmpp = (proxy: boolean, gateway: boolean) =>
    [proxy && 'proxy', gateway && 'gateway'].filter(Boolean).join(', ');
  const yes = (value: boolean) => t(value ? 'yes' : 'no');
  const tables = [
    table(
      t('table.sites'),
      ['column.site', 'column.kind'],
      sites.map(({ name, branch }) => [name, t(branch ? 'site.branch' : 'site.central')]),
    ),
    table(
      t('table.pools'),
      ['column.pool', 'column.site', 'column.product', 'column.machines', 'column.roles', 'column.xmpp'],
      pools.map(({ fqdn, site, product, machines, roles, xmppProxy, xmppGateway }) => [
        fqdn,
        site ?? '',
        product ?? t('unknown'),
        machines.join(', '),
        roles.join(', '),
        xmpp(xmppProxy, xmppGateway),
      ]),
    ),
    table(
      t('table.routes'),
      ['column.site', 'column.kind', 'column.edge'],
      routes.map(({ site, kind, target }) => [site, kind, target]),
    ),
    table(
      t('table.partners'),
      ['column.domain', 'column.type', 'column.tls', 'column.sasl', 'column.dialback', 'column.together'],
      partners.map(({ domain, additionalDomains, partnerType, tls, sasl, dialback, negotiation }) => [
        [domain, ...additionalDomains].join(', '),
        partnerType,
        tls,
        sasl,
        yes(dialback),
        negotiation,
      ]),
    ),
    table(
      t('table.users'),
      ['column.user', 'column.pool', 'column.xmpp'],
      users.map(({ identity, pool, xmpp }) => [identity, pool ?? '', yes(xmpp)]),
    ),
    table(
      t('table.policies'),
      ['column.policy', 'column.federation', 'column.xmpp'],
      policies.map(({ identity, federation, xmpp }) => [identity, yes(federation), yes(xmpp)]),
    ),
    table(
      t('table.records'),
      ['column.name', 'column.type', 'column.priority', 'column.port', 'column.target'],
      records.map(({ name, type, priority, port, target }) => [name, type, text(priority), text(port), target ?? '']),
    ),
    table(
      t('table.certificates'),
      ['column.used-for', 'column.names'],
      certificates.map(({ usage, names }) => [usage ?? '', names.join(', ')]),
    ),
    table(
      t('table.domains'),
      ['column.domain'],
      domains.map((domain) => [domain]),
    ),
  ].filter((table) => table !== undefined);
  if (tables.length === 0) return undefined;
  return h('details', { class: 'inventory' }, h('summary', {}, t('deployment.tables')), ...tables);
}

function text(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** How many rows of a table are shown at first. */
const FIRST = 50;

function table(caption: string, heads: readonly Key[], rows: readonly (readonly string[])[]): HTMLElement | undefined {
  if (rows.length === 0) return undefined;
  const body = h('tbody', {});
  const add = (some: readonly (readonly string[])[]) =>
    body.append(...some.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell)))));
  add(rows.slice(0, FIRST));
  const rest = button(
    { class: 'quiet' },
    () => {
      add(rows.slice(FIRST));
      rest.remove();
    },
    t('deployment.show-all', { n: rows.length }),
  );
  return h(
    'div',
    { class: 'table-box' },
    h(
      'table',
      {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, t(head))))),
      body,
    ),
    rows.length > FIRST && rest,
  );
}
