/** What a file is: a page, a topology, a memory, settings, or something else; and what it is called. */

/** The same as the command reads. */
export const pageExtensions = ['.md', '.markdown', '.mdx', '.txt', '.po', '.pot'];

/** The name of the settings file. */
export const settings = 'unisono.yaml';

/** The name of the file in which the page keeps what was dismissed. */
export const baseline = 'unisono-baseline.json';

/**
 * Topologies by their names (the file picker of `index.html` names them, too), each with what must be in the text before a file of a dropped folder is one: documentation
 * is full of XML, JSON and YAML. What is given by itself is taken by its name, and the engine says what it thinks of it.
 */
const topologies: readonly [names: RegExp, holds: RegExp][] = [
  [/\.tbxml$/i, /^/],
  [/\.(?:dns|zone)$/i, /^/],
  [/\.xml$/i, /<(?:\w+:)?(?:Topology|TopologyBuilder|CentralSites)\b/],
  [/\.json$/i, /"(?:sites|pools|partners)"\s*:/i],
  [/\.ya?ml$/i, /^(?:sites|pools|partners)\s*:/im],
  [/\.psm?1$/i, /-Cs[A-Z]/],
];

/** Exports beyond this the engine does not read; files of a folder beyond it are passed over. In bytes. */
export const LARGEST = 32 << 20;

/** What a file is by its name; `extra` is what only settings can make use of. */
export type Kind = 'page' | 'topology' | 'memory' | 'extra' | 'other';

/** What settings may name besides: glossaries, and redirects. */
const glossaries = /\.(?:csv|tbx)$/i;

/** The usual files in which sites keep redirects. */
const redirects = /(?:^|\/)(?:_redirects|mkdocs\.ya?ml|vercel\.json|\.?[\w.-]*redirect(?:s|ions?)?\.(?:json|ya?ml))$/i;

/** What was learned before: a memory of `unisono learn`, or a translation memory. */
const memories = /\.(?:memory|tmx)$/i;

/** The first bytes of a memory. */
const memoryMark = '\x89UNIMEM\n';

/** What a file is by its name. */
export function kindOf(path: string): Kind {
  const name = path.toLowerCase();
  if (pageExtensions.some((extension) => name.endsWith(extension))) return 'page';
  if ([settings, baseline].some((own) => name === own || name.endsWith(`/${own}`))) return 'other';
  if (memories.test(name)) return 'memory';
  if (glossaries.test(name) || redirects.test(name)) return 'extra';
  return topologies.some(([names]) => names.test(name)) ? 'topology' : 'other';
}

/** Whether a file of a folder holds what its name lets one expect. */
export function holdsTopology(path: string, bytes: Uint8Array): boolean {
  const holds = topologies.find(([names]) => names.test(path))?.[1];
  return bytes.length <= LARGEST && holds !== undefined && holds.test(decoded(bytes));
}

/** Whether a file of a folder is a memory. Translation memories of a folder are many things: they are given by themselves. */
export function holdsMemory(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, memoryMark.length)) === memoryMark;
}

/** The text of a topology, UTF-8 or, as PowerShell writes it, UTF-16. Places in the latter count no byte-order mark. */
export function decoded(bytes: Uint8Array, fatal = false): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal }).decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be', { fatal }).decode(bytes);
  return new TextDecoder('utf-8', { fatal, ignoreBOM: true }).decode(bytes);
}

/** The path of a page in the report. */
export function joined({ root = '', path }: { root?: string; path: string }): string {
  return root === '' ? path : `${root}/${path}`;
}
