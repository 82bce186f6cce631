/** What was learned of the languages, and where nothing was. */
import type { Learned } from 'unisono';
import { button, type Child, count, h } from './dom.js';
import type { Intake } from './intake.js';
import { languageName } from './spot.js';

/** So many languages are told by their names; more by their tags. */
const FEW = 3;

/** What the checks of learned words rest on, in sentences; `forget` takes the memories away. */
export function learnedLines(learned: readonly Learned[], { memories }: Intake, forget: () => void): Child[] {
  const names = memories.map(({ name }) => name).join(', ');
  return [
    line(
      learned,
      'memory',
      (languages, pairs) => `How words are rendered in ${languages} is known from ${names}: ${pairs}.`,
    ),
    line(
      learned,
      'run',
      (languages, pairs) => `How words are rendered in ${languages} was learned from these pages: ${pairs}.`,
    ),
    line(
      learned,
      'off',
      (languages, pairs) =>
        `Learned checks are off for ${languages}: ${pairs} here, too few to learn from, and no memory. Give more pages, or a memory that unisono learn wrote.`,
    ),
    memories.length > 0 &&
      h('p', { class: 'aside' }, `Remembered: ${names}. `, button({ class: 'quiet' }, forget, 'Forget it')),
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
  const languages = (targets.length > FEW ? targets : targets.map(languageName)).join(', ');
  const pairs = mine.reduce((sum, one) => sum + one.pairs, 0);
  return h('p', { class: `aside learned ${from}` }, say(languages, count(pairs, 'sentence pair')));
}
