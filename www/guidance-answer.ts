/** The answer to the question that the guidance is checked for, in plain words, before anything else. */
import { h } from './dom.js';
import type { Results } from './results.js';
import { count, type Key, t } from './words.js';

/** So many differences are shown unfolded. */
const few = 6;

/** The answer with what differs; nothing where no page was held against the guidance. */
export function answerSection(results: Results): HTMLElement | undefined {
  const { answer } = results.report.matrix;
  if (!answer) return undefined;
  const { sentence, differences, nowhere, byDesign } = answer;
  return h(
    'section',
    { class: 'guidance-answer', 'aria-label': sentence },
    h('p', { class: 'lead', lang: 'en' }, sentence),
    differences.length > 0 &&
      h(
        'details',
        { open: differences.length <= few },
        h('summary', {}, count(differences.length, 'guidance.differences')),
        h(
          'ul',
          { lang: 'en' },
          ...differences.map((one) => h('li', { class: one.verdict, title: one.path }, one.sentence)),
        ),
      ),
    sentences('guidance.nowhere', nowhere),
    sentences('guidance.by-design', byDesign),
  );
}

/** Sentences that are folded below their title; nothing where there are none. */
function sentences(title: Key, list: readonly string[]) {
  if (list.length === 0) return undefined;
  return h('details', {}, h('summary', {}, t(title)), h('ul', { lang: 'en' }, ...list.map((one) => h('li', {}, one))));
}
