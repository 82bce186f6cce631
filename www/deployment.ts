/** A deployment: its picture, what it holds, and which claims of the guidance it breaks, each with its sentence. */
import type { ClaimSentence, DeploymentPack, Topology, TopologyClaim, TopologyCounts } from 'unisono';
import { button, type Child, count, h } from './dom.js';
import { picture } from './picture.js';
import type { Results } from './results.js';
import { inParagraph, languageName, spotFigure } from './spot.js';

/** The words for what is counted, in the order they are shown. */
const words: readonly [keyof TopologyCounts, string, string?][] = [
  ['sites', 'site'],
  ['pools', 'pool'],
  ['machines', 'machine'],
  ['services', 'service'],
  ['ports', 'port'],
  ['routes', 'route'],
  ['partners', 'XMPP partner'],
  ['users', 'user'],
  ['policies', 'policy', 'policies'],
  ['certificates', 'certificate'],
  ['records', 'DNS record'],
  ['commands', 'command'],
];

/** What the guidance packs are about. */
const products: Readonly<Record<DeploymentPack, string>> = {
  'lync-server-2013': 'Lync Server 2013',
  'skype-for-business-server-2015': 'Skype for Business Server 2015',
  'skype-for-business-server-2019': 'Skype for Business Server 2019',
};

/** The deployment of a report; nothing where no topology was given. */
export function deploymentSection(results: Results): HTMLElement | undefined {
  const { topology } = results.report;
  if (!topology) return undefined;
  return h(
    'section',
    { class: 'deployment', 'aria-labelledby': 'deployment-title' },
    h('h2', { id: 'deployment-title', tabindex: -1 }, 'The deployment'),
    h('p', { class: 'holds' }, sources(topology), ' ', holds(topology)),
    topology.picture !== undefined && picture(topology.picture),
    claims(topology, results),
    inventory(topology),
  );
}

function sources({ sources }: Topology): string {
  const name = ({ path, kind }: Topology['sources'][number]) => `${path} (${kind ?? 'not recognised'})`;
  return `Read from ${listed(sources.map(name))}.`;
}

function holds({ counts, packs }: Topology): string {
  const there = words.filter(([key]) => counts[key] > 0).map(([key, one, many]) => count(counts[key], one, many));
  const held = there.length === 0 ? 'It holds nothing that is known.' : `It holds ${listed(there)}.`;
  const guidance = listed(packs.map((pack) => products[pack]));
  return packs.length === 0 ? held : `${held} It was held against the guidance of ${guidance}.`;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The claims that are broken, with their sentences in a language that is chosen, and those that hold. */
function claims(topology: Topology, results: Results): HTMLElement {
  const broken = topology.claims.filter(({ status }) => status === 'broken');
  const held = topology.claims.filter(({ status }) => status === 'holds');
  const locales = localesOf(results);
  const list = h('ul', { class: 'claims' });
  const show = (locale: string) => list.replaceChildren(...broken.map((claim) => brokenClaim(claim, locale, results)));
  const select = h(
    'select',
    { id: 'claim-language' },
    ...locales.map((locale) => h('option', { value: locale }, languageName(locale))),
  );
  select.value = usualLocale(locales, broken);
  select.addEventListener('change', () => show(select.value));
  show(select.value);
  return h(
    'div',
    { class: 'claim-lists' },
    h(
      'h3',
      {},
      broken.length === 0 ? 'It breaks no claim of the guidance' : `It breaks ${count(broken.length, 'claim')}`,
    ),
    broken.length > 0 &&
      (locales.length > 0
        ? h('p', { class: 'in-language' }, h('label', { for: 'claim-language' }, 'What the pages say, in'), ' ', select)
        : h(
            'p',
            { class: 'aside' },
            'Give the pages of the documentation, too, and each claim shows the sentence that states it.',
          )),
    broken.length > 0 && list,
    held.length > 0 &&
      h(
        'details',
        { class: 'held' },
        h('summary', {}, `It obeys ${count(held.length, 'claim')}`),
        h('ul', {}, ...held.map(({ id, says }) => h('li', {}, h('code', {}, id), ` ${says ?? ''}`))),
      ),
  );
}

function brokenClaim({ id, says, rules, sentences }: TopologyClaim, locale: string, results: Results): HTMLElement {
  return h(
    'li',
    { class: 'claim-card error' },
    h('h4', {}, h('code', {}, id), ` ${says ?? ''}`),
    h('p', { class: 'by-rules' }, ...rules.map((rule) => h('code', {}, rule))),
    ...sentencesIn(sentences, locale, results),
  );
}

function sentencesIn(sentences: readonly ClaimSentence[], locale: string, results: Results): Child[] {
  if (locale === '') return [];
  const own = sentences.filter((sentence) => sentence.locale === locale);
  if (own.length === 0) return [h('p', { class: 'aside' }, `No page in ${languageName(locale)} says it.`)];
  return own.map(({ path, range, verdict }) => {
    const caption = verdict === 'stated' ? languageName(locale) : `${languageName(locale)}: ${verdict} there`;
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
  const yes = (value: boolean) => (value ? 'yes' : 'no');
  const tables = [
    table(
      'Sites',
      ['Site', 'Kind'],
      sites.map(({ name, branch }) => [name, branch ? 'branch' : 'central']),
    ),
    table(
      'Pools',
      ['Pool', 'Site', 'Product', 'Machines', 'Roles', 'XMPP'],
      pools.map(({ fqdn, site, product, machines, roles, xmppProxy, xmppGateway }) => [
        fqdn,
        site ?? '',
        product ?? 'unknown',
        machines.join(', '),
        roles.join(', '),
        xmpp(xmppProxy, xmppGateway),
      ]),
    ),
    table(
      'Routes',
      ['Site', 'Kind', 'Edge'],
      routes.map(({ site, kind, target }) => [site, kind, target]),
    ),
    table(
      'XMPP partners',
      ['Domain', 'Type', 'TLS', 'SASL', 'Dialback', 'Together'],
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
      'Users',
      ['User', 'Pool', 'XMPP'],
      users.map(({ identity, pool, xmpp }) => [identity, pool ?? '', yes(xmpp)]),
    ),
    table(
      'Policies',
      ['Policy', 'Federation', 'XMPP'],
      policies.map(({ identity, federation, xmpp }) => [identity, yes(federation), yes(xmpp)]),
    ),
    table(
      'DNS records',
      ['Name', 'Type', 'Priority', 'Port', 'Target'],
      records.map(({ name, type, priority, port, target }) => [name, type, text(priority), text(port), target ?? '']),
    ),
    table(
      'Certificates',
      ['Used for', 'Names'],
      certificates.map(({ usage, names }) => [usage ?? '', names.join(', ')]),
    ),
    table(
      'SIP domains',
      ['Domain'],
      domains.map((domain) => [domain]),
    ),
  ].filter((table) => table !== undefined);
  if (tables.length === 0) return undefined;
  return h('details', { class: 'inventory' }, h('summary', {}, 'What was read, in tables'), ...tables);
}

function text(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** How many rows of a table are shown at first. */
const FIRST = 50;

function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement | undefined {
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
    `Show all ${rows.length}`,
  );
  return h(
    'div',
    { class: 'table-box' },
    h(
      'table',
      {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
      body,
    ),
    rows.length > FIRST && rest,
  );
}
