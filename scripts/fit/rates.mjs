// Rates: how often each form of a lexicon has no answer on the other side, from what `observe` counted.

/** Below this many sentences a form is taken to be as its concept is. */
const ENOUGH = 160;
/** How many sentences the concept's own rate counts for beside a form's. */
const PRIOR = 20;

/** The lines of lexicon/rates.tsv, from the lines of forms of all sets; `wanted` holds the concepts that are compared. */
export function rates(forms, wanted) {
  const byForm = new Map();
  const byConcept = new Map();
  const byPair = new Map();
  for (const { form, language, beside, concept, all, unanswered, scale = 1 } of forms) {
    if (!wanted.has(concept)) continue;
    add(byConcept, [language, concept, ''], all * scale, unanswered * scale);
    if (form !== null) add(byForm, [language, concept, form], all * scale, unanswered * scale);
    if (language === 'en') add(byPair, [`en>${beside}`, concept, ''], all * scale, unanswered * scale);
  }
  const lines = [];
  const rateOf = ({ all, unanswered }, prior, weight = PRIOR) => (unanswered + prior * weight) / (all + weight);
  for (const [key, seen] of byConcept) {
    if (seen.all < ENOUGH) continue;
    lines.push(line(key, rateOf(seen, 0.1)));
  }
  for (const [key, seen] of byForm) {
    if (seen.all < ENOUGH) continue;
    const [language, concept] = key.split('\t');
    const usual = rateOf(byConcept.get(`${language}\t${concept}\t`), 0.1);
    const own = rateOf(seen, usual);
    if (own > usual * 1.4 || own < usual / 1.4) lines.push(line(key, own));
  }
  for (const [key, seen] of byPair) {
    if (seen.all < ENOUGH * 3) continue;
    const concept = key.split('\t')[1];
    const usual = rateOf(byConcept.get(`en\t${concept}\t`), 0.1);
    // A factor, in hundredths; the language's own share is held back by as much as stands behind it.
    const factor = rateOf(seen, usual, PRIOR * 3) / usual;
    if (factor > 1.25 || factor < 0.8) lines.push(`${key}\t${Math.round(Math.min(4, factor) * 100)}`);
  }
  return lines.sort();
}

function line(key, rate) {
  return `${key}\t${Math.round(rate * 1000)}`;
}

function add(map, parts, all, unanswered) {
  const key = parts.join('\t');
  const seen = map.get(key) ?? { all: 0, unanswered: 0 };
  seen.all += all;
  seen.unanswered += unanswered;
  map.set(key, seen);
}
