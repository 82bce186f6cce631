// The calibration table: of findings that were said to be so sure, how many people who read them called right. Each
// set is judged by weights that were fitted without it.

const BANDS = [
  [90, 101],
  [80, 90],
  [60, 80],
  [40, 60],
  [20, 40],
  [0, 20],
];

/** The document, from the readings with their scores and the scores of planted defects. */
export function calibration(held, planted) {
  const confidence = (score) => Math.round(100 / (1 + Math.exp(-score)));
  const rows = BANDS.map(([from, to]) => {
    const own = held.filter((row) => inside(confidence(row.score), from, to));
    const right = own.filter((row) => row.label === 1).length;
    const shown = planted.filter((score) => inside(confidence(score), from, to)).length;
    return `| ${from}–${to - 1} | ${own.length} | ${share(right, own.length)} | ${shown} |`;
  });
  const kinds = [...new Set(held.map((row) => row.kind))].sort().map((kind) => {
    const own = held.filter((row) => row.kind === kind);
    const loud = own.filter((row) => confidence(row.score) >= 80);
    const right = (some) => some.filter((row) => row.label === 1).length;
    return `| ${kind} | ${own.length} | ${share(right(own), own.length)} | ${loud.length} | ${share(right(loud), loud.length)} |`;
  });
  return `# Calibration

Made by \`npm run fit\`. Findings about meaning on sites translated by people, which nobody tuned for, were read and judged
right or wrong (${held.length} readings, of ${new Set(held.map((row) => row.set)).size} sites; what is right only because the page is behind its source counts as right).
Each site is judged by weights that never saw it. The readings were drawn where findings were likely, so the shares are
of what was read, not of all findings. Planted defects (${planted.length} divergences) were seen by the weights.

| confidence | readings | right | planted defects |
|---|---|---|---|
${rows.join('\n')}

Kind by kind, all that was read and what would have been an error or a warning:

| kind | readings | right | loud | right |
|---|---|---|---|---|
${kinds.join('\n')}
`;
}

function inside(value, from, to) {
  return value >= from && value < to;
}

function share(part, all) {
  if (all === 0) return '–';
  const [low, high] = wilson(part, all);
  return `${Math.round((100 * part) / all)} % (${low}–${high})`;
}

/** The interval of a share at 95 % (Wilson 1927). */
function wilson(part, all) {
  const z = 1.96;
  const p = part / all;
  const middle = p + (z * z) / (2 * all);
  const half = z * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all));
  const scale = 1 + (z * z) / all;
  return [Math.round((100 * (middle - half)) / scale), Math.round((100 * (middle + half)) / scale)];
}
