/** The editor itself: CodeMirror, loaded when something is edited for the first time. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { Finding } from 'unisono';

const setFindings = StateEffect.define<readonly Finding[]>();

/** The findings as underlines; they move with the text while it is typed. */
const underlines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(found, transaction) {
    let next = found.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setFindings)) next = decorations(effect.value, transaction.state.doc.length);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorations(findings: readonly Finding[], length: number): DecorationSet {
  const marks = findings.flatMap(({ range, severity, message }) => {
    const from = Math.min(range.start.offset, length);
    const to = Math.min(Math.max(range.end.offset, from + 1), length);
    if (from >= to) return [];
    return [Decoration.mark({ class: `cm-found ${severity}`, attributes: { title: message } }).range(from, to)];
  });
  return Decoration.set(marks, true);
}

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '0.9375rem', backgroundColor: 'var(--card)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--accent)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '.cm-gutters': { backgroundColor: 'var(--paper)', color: 'var(--dim)', border: 'none' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'var(--reference-wash) !important',
  },
  '.cm-found': { textDecoration: 'underline 2px', textUnderlineOffset: '0.25em', textDecorationSkipInk: 'none' },
  '.cm-found.error': { textDecorationColor: 'var(--error)', backgroundColor: 'var(--error-wash)' },
  '.cm-found.warning': { textDecorationColor: 'var(--warning)', backgroundColor: 'var(--warning-wash)' },
  '.cm-found.note': { textDecorationColor: 'var(--note)', backgroundColor: 'var(--note-wash)' },
});

/** An editor in a box. */
export interface Editing {
  /** The text as it is now, with the line ends of the file. */
  readonly text: string;
  /** Marks findings. */
  mark(findings: readonly Finding[]): void;
  /** Puts another text in its place; it can be undone. */
  replace(text: string): void;
  focus(): void;
  destroy(): void;
}

/** What an editor is opened with. */
export interface EditingOf {
  text: string;
  locale: string;
  label: string;
  /** Where to begin, in UTF-16 units. */
  offset: number;
  onChange(): void;
}

/**
 * Opens an editor. It lives in a shadow root: there its styles are sheets made by a script, which the policy of the page
 * allows, and not elements, which it does not.
 */
export function edit(box: HTMLElement, { text, locale, label, offset, onChange }: EditingOf): Editing {
  const root = box.attachShadow({ mode: 'open' });
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const toEditor = (at: number) => at - (lineEnd === '\r\n' ? (text.slice(0, at).match(/\r\n/g)?.length ?? 0) : 0);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        EditorState.lineSeparator.of(lineEnd),
        EditorView.contentAttributes.of({
          'aria-label': label,
          lang: locale,
          dir: 'auto',
          spellcheck: 'false',
          tabindex: '0',
        }),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        underlines,
        look,
        EditorView.updateListener.of((update) => update.docChanged && onChange()),
      ],
    }),
  });
  // What scrolls holds the text, which has the keyboard.
  view.scrollDOM.removeAttribute('tabindex');
  const at = Math.min(toEditor(offset), view.state.doc.length);
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
  return {
    get text() {
      return view.state.sliceDoc();
    },
    mark(findings) {
      const shift = (place: number) => {
        const now = view.state.sliceDoc();
        return lineEnd === '\r\n' ? place - (now.slice(0, place).match(/\r\n/g)?.length ?? 0) : place;
      };
      const moved = findings.map((finding) => ({
        ...finding,
        range: {
          start: { ...finding.range.start, offset: shift(finding.range.start.offset) },
          end: { ...finding.range.end, offset: shift(finding.range.end.offset) },
        },
      }));
      view.dispatch({ effects: setFindings.of(moved) });
    },
    replace(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
