/** A small case in a link: it is in the fragment, which no browser sends anywhere. */
import type { Finding } from 'unisono';
import type { PageInput } from 'unisono/worker';
import { leftOutBy, seatsOf } from './corrections.js';
import { joined } from './given.js';
import { type Intake, nothing } from './intake.js';
import { noWishes, type Session, type Wishes } from './session.js';
import { t } from './words.js';

/** What the fragment begins with. */
const MARK = '#case=';
/** Links longer than this are cut by what people send them with. */
const MOST = 8000;

/** A case: pages, where they belong, and the language of the source. */
interface Case {
  source?: string;
  pages: [path: string, text: string][];
  /** Pages that were placed by hand. */
  placed?: [path: string, locale: string, set: string][];
}

/** A link to a finding: its page and its reference, or, where they are long, the two sentences. */
export async function linkTo(finding: Finding, session: Session): Promise<string> {
  const { results } = session;
  const set = results.setOf(finding.path);
  const paths = [...new Set([...finding.related.map(({ path }) => path), finding.path])];
  const text = (path: string) => {
    const found = results.texts.get(path);
    return typeof found === 'string' ? found : '';
  };
  const source = set?.source;
  const whole: Case = {
    ...(source && { source }),
    pages: paths.map((path) => [path, text(path)]),
    ...placedOf(paths, session.wishes),
  };
  const link = await encoded(whole);
  if (link.length <= MOST) return address(link);
  const part = ({ path, sentence }: Pick<Finding, 'path' | 'sentence'>): [string, string] => [
    path,
    `${text(path).slice(sentence.start.offset, sentence.end.offset)}\n`,
  ];
  const spots = [...finding.related.slice(0, 1), finding];
  return address(await encoded({ ...whole, pages: spots.map(part) }));
}

/** The case of the address of this page; undefined where there is none. */
export async function sharedCase(): Promise<{ intake: Intake; wishes: Wishes } | undefined> {
  if (!location.hash.startsWith(MARK)) return undefined;
  const { pages, source = '', placed = [] } = await decoded(location.hash.slice(MARK.length));
  const encoder = new TextEncoder();
  const inputs = pages.map(([path, text]): PageInput => ({ path, bytes: encoder.encode(text) }));
  const said = placed.map(([path, locale, id]) => ({ path, locale, home: { id, key: id }, out: false }));
  return {
    intake: { ...nothing, name: t('share.name'), pages: inputs },
    wishes: { ...noWishes, source, corrections: { said, found: [] } },
  };
}

/** A link to all pages, where they are few and short enough for one. */
export async function linkToAll({ intake, wishes, edits }: Session): Promise<string | undefined> {
  const out = leftOutBy(wishes.corrections);
  const given = intake.pages.filter((page) => !out.has(joined(page)));
  const size = given.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > 20 * MOST || given.length === 0) return undefined;
  const decoder = new TextDecoder();
  const pages = given.map((page): [string, string] => [
    joined(page),
    edits.get(joined(page)) ?? decoder.decode(page.bytes),
  ]);
  const link = await encoded({
    ...(wishes.source !== '' && { source: wishes.source }),
    pages,
    ...placedOf(given.map(joined), wishes),
  });
  return link.length <= MOST ? address(link) : undefined;
}

/** Where pages belong that were placed by hand. */
function placedOf(paths: readonly string[], { corrections, source }: Wishes): Pick<Case, 'placed'> {
  const seats = seatsOf(corrections, source);
  const placed = paths.flatMap((path): NonNullable<Case['placed']> => {
    const seat = seats.get(path);
    return seat ? [[path, seat.locale, seat.id]] : [];
  });
  return placed.length > 0 ? { placed } : {};
}

function address(encoded: string): string {
  return `${location.origin}${location.pathname}${MARK}${encoded}`;
}

async function encoded(found: Case): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(found)), new CompressionStream('deflate-raw'));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

async function decoded(text: string): Promise<Case> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    const found = JSON.parse(
      new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw'))),
    ) as Partial<Case>;
    const rows = (value: unknown, length: number) =>
      Array.isArray(value) &&
      value.every(
        (row) => Array.isArray(row) && row.length === length && row.every((part) => typeof part === 'string'),
      );
    if (!rows(found.pages, 2) || !rows(found.placed ?? [], 3)) throw new Error('no pages');
    return found as Case;
  } catch {
    throw new Error(t('share.broken'));
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const piped = new Blob([bytes]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}
