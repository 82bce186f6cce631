// A logistic regression over signs: weights that all kinds share, and for each kind what it deviates by. Both are
// shrunk towards what is known of them before (priors.mjs; mostly nothing), the deviations more, so that a kind of which few findings were read is judged as its family is.

import { choose, withPairs } from './pairs.mjs';
import { priors } from './priors.mjs';

/**
 * Fits weights, in rounds: each adds pairs of signs that tell what the round before left open. The rows and what is
 * given are as below, with `pairs`, the chosen ones, in the result.
 */
export function fit(rows, options) {
  const { rounds = 3, count = 30, least = 25 } = options.pairs ?? {};
  let pairs = [];
  for (let round = 0; ; round++) {
    const model = {
      ...regress(
        rows.map((row) => ({ ...row, signs: withPairs(row.signs, pairs) })),
        options,
      ),
      pairs,
    };
    if (round === rounds) return model;
    const chance = (row) => 1 / (1 + Math.exp(-score(model, row) - (model.groups[row.group] ?? 0)));
    pairs = choose(rows, pairs, chance, { count, least });
  }
}

/**
 * Fits weights. Each row has `kind`, `signs`, `label` (0 or 1), `weight` and `group` (a nuisance: its own start, which
 * is left out of the result). Gives { all: {start, signs}, kinds: {kind: {start, signs}} }, in nats.
 */
function regress(rows, { shared = 1.5, both = 3, own = 6, start = 0.5, rounds = 1500 } = {}) {
  const index = new Map();
  const penalty = [];
  const prior = [];
  const at = (name, lambda) => {
    if (!index.has(name)) {
      index.set(name, penalty.length);
      penalty.push(lambda);
      prior.push(priors[name] ?? 0);
    }
    return index.get(name);
  };
  const compiled = rows.map((row) => {
    const features = [at('start', 0), at(`${row.kind}:start`, start), at(`group:${row.group}`, 0.05)];
    for (const sign of row.signs) {
      if (sign.includes(' + ')) features.push(at(`sign:${sign}`, both));
      else features.push(at(`sign:${sign}`, shared), at(`${row.kind}:${sign}`, own));
    }
    return features;
  });
  const weights = Float64Array.from(prior);
  const steps = new Float64Array(penalty.length).fill(1e-6);
  const gradient = new Float64Array(penalty.length);
  // AdaGrad on the whole set: no chance in it, and steps that fit rare signs and common ones alike.
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < gradient.length; i++) gradient[i] = penalty[i] * (weights[i] - prior[i]);
    for (let r = 0; r < rows.length; r++) {
      let score = 0;
      for (const feature of compiled[r]) score += weights[feature];
      const error = rows[r].weight * (1 / (1 + Math.exp(-score)) - rows[r].label);
      for (const feature of compiled[r]) gradient[feature] += error;
    }
    for (let i = 0; i < gradient.length; i++) {
      steps[i] += gradient[i] * gradient[i];
      weights[i] -= (0.5 * gradient[i]) / Math.sqrt(steps[i]);
    }
  }
  const model = { all: { start: weights[index.get('start')], signs: {} }, kinds: {}, groups: {} };
  for (const [name, i] of index) {
    const [head, sign] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)];
    if (name === 'start') continue;
    if (head === 'group') {
      model.groups[sign] = weights[i];
    } else if (head === 'sign') {
      model.all.signs[sign] = weights[i];
    } else {
      model.kinds[head] ??= { start: 0, signs: {} };
      if (sign === 'start') model.kinds[head].start = weights[i];
      else model.kinds[head].signs[sign] = weights[i];
    }
  }
  return model;
}

/** The log-odds of a row. */
export function score(model, row) {
  const kind = model.kinds[row.kind] ?? { start: 0, signs: {} };
  let sum = model.all.start + kind.start;
  for (const sign of withPairs(row.signs, model.pairs)) sum += (model.all.signs[sign] ?? 0) + (kind.signs[sign] ?? 0);
  return sum;
}
