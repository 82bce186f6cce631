// Scores a checker on the sets that set.mjs reads. A finding is loud where it is an error or a warning.

/** How far around a defect a rule may speak of it, in lines; 0 where only its own lines count. */
const REACH = { 'sentence-dropped': 3, 'step-dropped': 15, 'steps-swapped': 15 };

const loud = ({ severity }) => severity === 'error' || severity === 'warning';

/** Checks pages given as `[path, bytes]`; the loud findings in order, and the report's summary. */
async function check(Checker, pages, source) {
  const checker = await Checker.create({ source });
  try {
    for (const [path, bytes] of pages) checker.add(path, bytes);
    const { findings, summary } = checker.check();
    return { findings: findings.filter(loud), summary };
  } finally {
    checker.free();
  }
}

const bytes = (text) => new TextEncoder().encode(text);
const ordered = (names) => [...new Set(names)].sort();
const add = (counts, name, number = 1) => counts.set(name, (counts.get(name) ?? 0) + number);

/**
 * Planted defects. Clean and broken pages are checked language by language, as many copies of a page in both; a defect
 * is found where some rule speaks more often of its lines in the broken page than of the same lines in the clean one.
 */
export async function scoreSeeded(Checker, { defects }, source = 'en-US') {
  const hits = new Map();
  const totals = new Map();
  const noise = { findings: [], byRule: new Map(), byLocale: new Map(), sentences: new Map() };
  const cells = { tp: 0, fn: 0, fp: 0, tn: 0 };
  const missed = [];
  const locales = ordered(defects.map((defect) => defect.locale));
  for (const locale of locales) {
    const mine = defects.filter((defect) => defect.locale === locale);
    const pages = (side) =>
      mine.flatMap((defect) => [
        [`${source}/${defect.key}`, bytes(defect.reference)],
        [`${locale}/${defect.key}`, bytes(defect[side])],
      ]);
    const clean = await check(Checker, pages('clean'), source);
    const broken = await check(Checker, pages('broken'), source);
    const about = (findings, defect, last) => {
      const reach = REACH[defect.category] ?? 0;
      const rules = new Map();
      for (const { path, rule, range } of findings) {
        const line = range.start.line;
        if (path === `${locale}/${defect.key}` && line >= defect.line - reach && line <= last + reach) add(rules, rule);
      }
      return rules;
    };
    const sentences = new Map(
      clean.summary.sets.flatMap((set) => set.documents.map((document) => [document.path, document.sentences])),
    );
    const counted = new Set();
    for (const defect of mine) {
      const path = `${locale}/${defect.key}`;
      if (!counted.has(defect.doc)) {
        counted.add(defect.doc);
        add(noise.sentences, locale, defect.sentences ?? sentences.get(path) ?? 0);
        for (const finding of clean.findings.filter((found) => found.path === path)) {
          add(noise.byRule, finding.rule);
          add(noise.byLocale, locale);
          noise.findings.push({ finding, locale, page: defect.page, reference: defect.reference, text: defect.clean });
        }
      }
      const was = about(clean.findings, defect, defect.cleanLast);
      const now = about(broken.findings, defect, defect.last);
      const found = [...now].some(([rule, times]) => times > (was.get(rule) ?? 0));
      for (const name of ['all', defect.category, locale, `${defect.category} ${locale}`]) {
        add(totals, name);
        add(hits, name, found ? 1 : 0);
      }
      if (!found) missed.push(defect);
      if (defect.source !== '' && REACH[defect.category] === undefined) {
        cells[now.size > 0 ? 'tp' : 'fn']++;
        cells[was.size > 0 ? 'fp' : 'tn']++;
      }
    }
  }
  const categories = ordered(defects.map((defect) => defect.category));
  return { kind: 'seeded', locales, categories, hits, totals, noise, mcc: mcc(cells), missed };
}

/** Matthews's correlation of "flagged" with "broken". */
function mcc({ tp, fn, fp, tn }) {
  const root = Math.sqrt(Math.max(1, (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)));
  return (tp * tn - fp * fn) / root;
}

/** Sentence pairs, each a page of one sentence; a pair is flagged where a finding on its page is loud. */
export async function scorePairs(Checker, { pairs }, source = 'en-US') {
  const flagged = new Map();
  const totals = new Map();
  const wrong = [];
  for (const locale of ordered(pairs.map((pair) => pair.lang))) {
    const mine = pairs.filter((pair) => pair.lang === locale);
    const page = (text) => bytes(`# XMPP\n\n${text}\n`);
    const pages = mine.flatMap((pair) => [
      [`${source}/${pair.id}.md`, page(pair.english)],
      [`${locale}/${pair.id}.md`, page(pair.translation)],
    ]);
    const { findings } = await check(Checker, pages, source);
    for (const pair of mine) {
      const speaks = findings.some((finding) => finding.path === `${locale}/${pair.id}.md`);
      const names = [pair.kind, `${pair.kind} ${locale}`];
      if (pair.kind === 'defect') {
        if (pair.severity) names.push(`severity ${pair.severity}`);
        if (pair.category) names.push(`category ${pair.category}`);
      }
      for (const name of names) {
        add(totals, name);
        add(flagged, name, speaks ? 1 : 0);
      }
      if (speaks !== (pair.kind === 'defect')) wrong.push(pair);
    }
  }
  return { kind: 'pairs', flagged, totals, wrong };
}

/** Plain pages: how many loud findings there are. */
export async function scorePages(Checker, { pages }, source = 'en-US') {
  const { findings, summary } = await check(
    Checker,
    pages.map((page) => [page.path, page.bytes]),
    source,
  );
  const texts = new Map(pages.map((page) => [page.path, page.bytes]));
  const text = (path) => new TextDecoder().decode(texts.get(path));
  const noise = { findings: [], byRule: new Map(), byLocale: new Map(), sentences: new Map() };
  for (const document of summary.sets.flatMap((set) => set.documents)) {
    if (document.locale !== source) add(noise.sentences, document.locale, document.sentences);
  }
  for (const finding of findings) {
    add(noise.byRule, finding.rule);
    add(noise.byLocale, finding.locale);
    const reference = finding.related[0] ? text(finding.related[0].path) : '';
    noise.findings.push({ finding, locale: finding.locale, page: finding.path, reference, text: text(finding.path) });
  }
  return { kind: 'pages', locales: ordered(noise.sentences.keys()), noise };
}

/** What a set scores, whatever its kind. */
export function score(Checker, set, source) {
  return { seeded: scoreSeeded, pairs: scorePairs, pages: scorePages }[set.kind](Checker, set, source);
}

/**
 * Precision by rule. A verdict still counts where the scored sets raise its finding today; `gone` are those they do
 * not. A page is matched by its name, because sets cut paths differently.
 */
export function precision(verdicts, scores) {
  const name = (path) => path.split('/').at(-1);
  const today = new Set(
    scores.flatMap(({ noise }) =>
      (noise?.findings ?? []).map(
        ({ finding, locale, page }) => `${finding.rule} ${locale} ${name(page)} ${finding.range.start.line}`,
      ),
    ),
  );
  const rules = new Map();
  for (const verdict of verdicts) {
    const rule = rules.get(verdict.rule) ?? { read: 0, true: 0, locales: new Set(), nowRead: 0, nowTrue: 0 };
    rules.set(verdict.rule, rule);
    const holds = verdict.verdict === 'true' ? 1 : 0;
    rule.read++;
    rule.true += holds;
    rule.locales.add(verdict.locale);
    if (today.has(`${verdict.rule} ${verdict.locale} ${name(verdict.page)} ${verdict.line}`)) {
      rule.nowRead++;
      rule.nowTrue += holds;
    }
  }
  return new Map([...rules].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Wilson's 95 % interval of a share. */
export function interval(part, whole) {
  if (whole === 0) return [0, 1];
  const z = 1.96;
  const share = part / whole;
  const middle = share + (z * z) / (2 * whole);
  const half = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  const scale = 1 + (z * z) / whole;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

/**
 * Findings to read: up to `most` of each rule that have no verdict yet, the languages in turn, drawn with a seed so
 * that a draw can be repeated.
 */
export function draw(scores, verdicts, most, seed) {
  const name = (path) => path.split('/').at(-1);
  const key = (rule, locale, page, line) => `${rule} ${locale} ${name(page)} ${line}`;
  const judged = new Set(verdicts.map((v) => key(v.rule, v.locale, v.page, v.line)));
  const byRule = new Map();
  for (const one of scores.flatMap(({ noise }) => noise?.findings ?? [])) {
    const { rule, range } = one.finding;
    if (judged.has(key(rule, one.locale, one.page, range.start.line))) continue;
    const locales = byRule.get(rule) ?? new Map();
    byRule.set(rule, locales);
    locales.set(one.locale, [...(locales.get(one.locale) ?? []), one]);
  }
  const random = generator(seed);
  const drawn = [];
  for (const [, locales] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const queues = [...locales].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => shuffled(list, random));
    const chosen = [];
    for (let turn = 0; chosen.length < most && queues.some((queue) => queue.length > turn); turn++) {
      for (const queue of queues) if (queue.length > turn && chosen.length < most) chosen.push(queue[turn]);
    }
    drawn.push(...chosen);
  }
  return drawn;
}

function shuffled(list, random) {
  const out = [...list];
  for (let at = out.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [out[at], out[other]] = [out[other], out[at]];
  }
  return out;
}

/** mulberry32, by Tommy Ettinger: small, and the same everywhere. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
