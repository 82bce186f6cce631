/** What was learned of the languages, and where nothing was. */
import type { Learned } from 'unisono';
import { button, type Child, h } from './dom.js';
import type { Intake } from './intake.js';
import { count, languageName, listed, t } from './words.js';

/** So many languages are told by their names; more by their tags. */
const FEW = 3;

/** What the checks of learned words rest on, in sentences; `forget` takes the memories away. */
export function learnedLines(learned: readonly Learned[], { memories }: Intake, forget: () => void): Child[] {
  const names = memories.map(({ name }) => name).join(', ');
  return [
    line(learned, 'memory', (languages, pairs) => t('learned.memory', { languages, names, pairs })),
    line(learned, 'run', (languages, pairs) => t('learned.run', { languages, pairs })),
    line(learned, 'off', (languages, pairs) => t('learned.off', { languages, pairs })),
    memories.length > 0 &&
      h(
        'p',
        { class: 'aside' },
        t('learned.remembered', { names }),
        ' ',
        button({ class: 'quiet' }, forget, t('learned.forget')),
      ),
  ];
}

function line(
  learned: readonly Learned[],
  from: Learned['from'],
  say: (languages: string, pairs: string) => string,
): Child {
  const mine = learned.filter((one) => one.from === from);
  if (mine.length === 0) return undefined;
  const targets = [...new Set(mine.map(({ target }) => target))];
  const languages = listed(targets.length > FEW ? targets : targets.map(languageName));
  const pairs = mine.reduce((sum, one) => sum + one.pairs, 0);
  return h('p', { class: `aside learned ${from}` }, say(languages, count(pairs, 'sentence-pair')));
}
