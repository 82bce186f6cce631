// Evidence: how much each concept tells of whether two sentences are each other's rendering, from what `observe` counted
// in sentences beside their own translations and beside those of others nearby.

/** How many sentences what is usual for all concepts counts for beside a concept's own. */
const PRIOR = 30;
/** Tenths of a nat: no single word tells more. */
const MOST = 50;

/** The lines of lexicon/evidence.tsv, from the lines of likeness of all sets. */
export function evidence(lines) {
  const byConcept = new Map();
  const all = { translations: [0, 0, 0, 0], others: [0, 0, 0, 0] };
  for (const { likeness, translations, others } of lines) {
    const seen = byConcept.get(likeness) ?? { translations: [0, 0, 0, 0], others: [0, 0, 0, 0] };
    for (const sum of [seen, all]) {
      add(sum.translations, translations);
      add(sum.others, others);
    }
    byConcept.set(likeness, seen);
  }
  const usual = { translations: shares(all.translations), others: shares(all.others) };
  const out = [line('', usual)];
  for (const [concept, seen] of byConcept) {
    const own = {
      translations: shares(seen.translations, usual.translations),
      others: shares(seen.others, usual.others),
    };
    out.push(line(concept, own));
  }
  return out.sort();
}

/** How often the second sentence states what the first does, and what the first does not. */
function shares([both, first, second, neither], usual) {
  const prior = usual ? PRIOR : 0;
  return {
    answered: (both + prior * (usual?.answered ?? 0)) / (both + first + prior),
    added: (second + prior * (usual?.added ?? 0)) / (second + neither + prior),
  };
}

function line(concept, { translations, others }) {
  const tenths = (ratio) => Math.round(Math.min(MOST, Math.max(0, 10 * Math.log(ratio))));
  const missing = tenths((1 - others.answered) / Math.max(1e-3, 1 - translations.answered));
  const shared = tenths(translations.answered / Math.max(1e-4, others.answered));
  const added = tenths(others.added / Math.max(1e-6, translations.added));
  return [concept, missing, shared, added].join('\t');
}

function add(sum, counts) {
  for (const [i, count] of counts.entries()) sum[i] += count;
}
