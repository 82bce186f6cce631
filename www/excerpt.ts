/** A sentence of a page in pieces: the place, what is around it, and markup a reader of the page does not see. */
import type { DocumentSummary } from 'unisono';

/** A piece of an excerpt. */
export interface Piece {
  /**
   * `place` is what the finding is about, and may be empty; `markup` is a tag; `cut` stands for what was left out;
   * `context` is what else stands on the line; `hidden` is Markdown that no reader of the page sees.
   */
  kind: 'text' | 'place' | 'markup' | 'cut' | 'context' | 'hidden';
  text: string;
}

/** UTF-16 units shown before and after a place, and of a place itself. */
const REACH = 600;

/** A sentence shorter than this is shown with the rest of its line, where that is no longer than `LINE`. */
const SHORT = 40;
const LINE = 160;

/** A stretch of a page, in UTF-16 units; `end` is exclusive. */
export interface Stretch {
  start: { offset: number };
  end: { offset: number };
}

/** Where something is in a page. */
interface Place {
  range: Stretch;
  sentence: Stretch;
}

/** The sentence around a place. `side` tells which half of a side-by-side page is the sentence's. */
export function excerpt(text: string, place: Place, side: DocumentSummary['side']): Piece[] {
  const start = place.range.start.offset;
  const end = Math.max(place.range.end.offset, start);
  const from = Math.min(place.sentence.start.offset, start);
  const to = Math.max(place.sentence.end.offset, end);

  const near = boundary(text, Math.max(from, start - REACH));
  const far = boundary(text, Math.min(to, end + REACH));
  const pieces: Piece[] = [];
  if (near > from) pieces.push(cut);
  pieces.push(...visible(text.slice(near, start), side));
  if (end - start > 2 * REACH) {
    const head = half(text.slice(start, boundary(text, start + REACH)), side);
    const tail = half(text.slice(boundary(text, end - REACH), end), side);
    pieces.push({ kind: 'place', text: `${head} … ${tail}` });
  } else {
    pieces.push({ kind: 'place', text: half(text.slice(start, end), side) });
  }
  pieces.push(...visible(text.slice(end, far), side));
  if (far < to) pieces.push(cut);
  return side === 'whole' && to - from < SHORT ? inLine(text, from, to, trimmed(pieces)) : trimmed(pieces);
}

/** A table's cell says little without its row. */
function inLine(text: string, from: number, to: number, pieces: Piece[]): Piece[] {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const lineEnd = text.indexOf('\n', to);
  const before = text.slice(lineStart, from).trimStart();
  const after = text.slice(to, lineEnd < 0 ? text.length : lineEnd).trimEnd();
  if (before.length + after.length > LINE || text.slice(from, to).includes('\n')) return pieces;
  return [{ kind: 'context', text: before }, ...pieces, { kind: 'context', text: after }];
}

const cut: Piece = { kind: 'cut', text: '…' };

/** Does not cut a surrogate pair in two. */
function boundary(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

/** In a translation the hidden source, in a source the translation between two of its sentences. */
const otherHalf = {
  whole: undefined,
  translation: /<span class="sxs-lookup">.*?<\/span>\s*<\/span>/gs,
  source: /<\/span>\s*<\/span>.*?<span\b[^>]*\bdata-stu-id\b[^>]*>/gs,
};
const pairing = /<span\b[^>]*(?:data-[ts]tu-id|sxs-lookup)[^>]*>|<\/span>/g;
const tag = /(<\/?[a-zA-Z][^<>]*>|<!--.*?-->)/s;
/** What opens and closes links, images, code and strong words. */
const markdown = /(!?\[(?=[^[\]]*\]\()|\]\([^()\s]*(?:\s+"[^"]*")?\)|\*\*|`+)/;

/** What of a side-by-side page belongs to one of its halves. */
function half(text: string, side: DocumentSummary['side']): string {
  const other = otherHalf[side];
  return other ? text.replace(other, '').replace(pairing, '') : text;
}

function visible(text: string, side: DocumentSummary['side']): Piece[] {
  return half(text, side)
    .split(tag)
    .flatMap((part, index): Piece[] => {
      if (index % 2 === 1) return [{ kind: 'markup', text: part }];
      return part.split(markdown).map((text, index) => ({ kind: index % 2 === 1 ? 'hidden' : 'text', text }));
    })
    .filter((piece) => piece.text !== '');
}

/** Without white space at its ends. */
function trimmed(pieces: Piece[]): Piece[] {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (first?.kind === 'text') first.text = first.text.trimStart();
  if (last?.kind === 'text') last.text = last.text.trimEnd();
  return pieces;
}
