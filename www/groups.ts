/** Which pages seem to be one document in several languages, by their paths alone: a guess, for what is looked at first. */

/** A part of a path that looks like a locale. */
const locale = /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}$/;

/** The same for pages that seem to be one document. */
function keyOf(path: string): string {
  return path
    .split('/')
    .map((part, index, all) => {
      if (index < all.length - 1) return locale.test(part) ? '*' : part;
      return part
        .split('.')
        .map((piece, at, pieces) => (at > 0 && at < pieces.length - 1 && locale.test(piece) ? '*' : piece))
        .join('.');
    })
    .join('/');
}

/** What seems to be one document in several languages, together, in portions of some size; the first is small. */
export function portionsOf<T>(items: readonly T[], pathOf: (item: T) => string, first: number, size: number): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(pathOf(item));
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  const portions: T[][] = [];
  let portion: T[] = [];
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    portion.push(...group);
    if (portion.length < (portions.length === 0 ? first : size)) continue;
    portions.push(portion);
    portion = [];
  }
  if (portion.length > 0) portions.push(portion);
  return portions;
}
