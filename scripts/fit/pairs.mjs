// Pairs of signs: what two signs say together that neither says alone. Which pairs are worth a weight of their own is
// chosen by how far the model is out where both stand (the score test of Rao, 1948), a few at a time. A sign of which
// something is known before anything is read is in no pair: what is known is not to be taken back.

import { priors } from './priors.mjs';

/** The name of a pair, as in lexicon/weights.yaml. */
export const named = (one, other) => `${one} + ${other}`;

/** The signs of a row, and the chosen pairs that it has. */
export function withPairs(signs, pairs) {
  const own = new Set(signs);
  return [...signs, ...pairs.filter(([one, other]) => own.has(one) && own.has(other)).map((pair) => named(...pair))];
}

/** Adds to `pairs` those that tell most of what a model leaves open. `chance` gives the model's probability of a row. */
export function choose(rows, pairs, chance, { count, least }) {
  const taken = new Set(pairs.map((pair) => named(...pair)));
  const found = new Map();
  for (const row of rows) {
    const p = chance(row);
    const error = row.weight * (row.label - p);
    const spread = row.weight * p * (1 - p);
    const signs = row.signs.filter((sign) => !(`sign:${sign}` in priors)).sort();
    for (let i = 0; i < signs.length; i++) {
      for (let j = i + 1; j < signs.length; j++) {
        if (degrees(signs[i], signs[j])) continue;
        const name = named(signs[i], signs[j]);
        let sums = found.get(name);
        if (sums === undefined) {
          sums = { pair: [signs[i], signs[j]], error: 0, spread: 0, weight: 0 };
          found.set(name, sums);
        }
        sums.error += error;
        sums.spread += spread;
        sums.weight += row.weight;
      }
    }
  }
  const worth = ({ error, spread }) => (error * error) / (spread + 1);
  const best = [...found]
    .filter(([name, sums]) => sums.weight >= least && !taken.has(name))
    .sort(([a, x], [b, y]) => worth(y) - worth(x) || (a < b ? -1 : 1))
    .slice(0, count);
  return [...pairs, ...best.map(([, sums]) => sums.pair)];
}

/** Whether two signs are degrees of one thing, so that they say nothing together. */
function degrees(one, other) {
  const stem = (sign) => sign.replace(/-(?:\d+|none|low|most|all|unknown|slight|mid|high|full)$/, '');
  return stem(one) === stem(other);
}
