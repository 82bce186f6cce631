// The pages of the docs site that are made of data: one for each rule, the settings, the languages. All are Markdown, as the
// pages that people write are; links in them are those of docs/, and `site:` names an address of the site.
import { asText, slug } from './markdown.mjs';

/** `docs/rules.md` in parts: those about all rules, and the section of each rule, all with their lines. */
export function ruleSections(text, names) {
  const overview = [{ line: 1, lines: [] }];
  const sections = new Map();
  let [part] = overview;
  let fence;
  for (const [at, line] of text.split('\n').entries()) {
    const [, marks] = /^(`{3,})/.exec(line) ?? [];
    if (marks !== undefined) fence = fence === undefined ? marks : line === fence ? undefined : fence;
    const heading = fence === undefined ? /^## (.+)$/.exec(line)?.[1] : undefined;
    if (heading !== undefined && names.has(heading)) {
      part = { line: at + 2, lines: [] };
      sections.set(heading, part);
      continue;
    }
    if (heading !== undefined && !overview.includes(part)) {
      part = { line: at + 1, lines: [] };
      overview.push(part);
    }
    part.lines.push(line);
  }
  return { overview: overview.map(({ line, lines }) => ({ line, text: lines.join('\n') })), sections };
}

/** The cells of the tables in the overview that are about deployments: under, follows from, of pages. */
function deploymentRow(overview, name) {
  const row = overview[0].text.split('\n').find((line) => line.startsWith(`| [\`${name}\`]`));
  const cells = row?.split(/(?<!\\)\|/).map((cell) => cell.trim()) ?? [];
  return cells.length > 5 ? { under: cells[3], follows: cells[4], ofPages: cells[5] === 'yes' } : undefined;
}

/** The page of a rule. */
export function rulePage(rule, overview, section) {
  const { name, severity, summary, mqm } = rule;
  const deployment = deploymentRow(overview, name);
  const [dimension, kind] = mqm.split('/');
  const facts = [
    ['Flags', asText(summary)],
    ['Severity', `**${severity}**`],
    [
      'Category ([MQM](https://themqm.org))',
      `${asText(kind.replaceAll('-', ' '))} (${asText(dimension.replaceAll('-', ' '))})`,
    ],
    ...(deployment
      ? [
          ['Guidance it is judged under', deployment.under],
          ...(deployment.follows ? [['Claims it follows from', deployment.follows]] : []),
          ['Speaks of snippets in pages', deployment.ofPages ? 'yes' : 'no, only of [topologies](topology.md)'],
        ]
      : []),
  ];
  const head = [
    `# ${name}`,
    '',
    '| | |',
    '|---|---|',
    ...facts.map(([what, value]) => `| ${what} | ${value} |`),
    '',
  ].join('\n');
  const inPages = !deployment || deployment.ofPages;
  const lighter = { error: 'warning', warning: 'note', note: 'off' }[severity];
  const configure = [
    '',
    '## Configure it',
    '',
    'In [`unisono.yaml`](configuration.md); `off` silences it everywhere:',
    '',
    '```yaml',
    'rules:',
    `  ${name}: ${lighter}`,
    ...(inPages ? ['overrides:', '  - paths: ["*/blog/*"]', `    rules: {${name}: off}`] : []),
    '```',
    '',
    ...(inPages
      ? [
          '## Set a finding aside',
          '',
          'Where it stands, with a reason; in catalogues of gettext, and without touching the page, in the [baseline](dismissing.md#a-baseline):',
          '',
          '```md',
          `<!-- unisono-ignore-next ${name}: REASON -->`,
          '```',
          '',
          '[Setting findings aside](dismissing.md) has all forms.',
          '',
        ]
      : []),
  ].join('\n');
  // The page has the severity in its table already.
  const about = section.lines.join('\n').replace(/^\n\*(error|warning|note)\.\* /, '\n');
  const examples = about.indexOf('\nEnglish:\n') + 1;
  const file = 'docs/rules.md';
  const parts = [
    { text: head, file },
    { text: examples > 0 ? about.slice(0, examples) : about, file, line: section.line },
  ];
  if (examples > 0) {
    const line = section.line + about.slice(0, examples).split('\n').length - 1;
    const text = about.slice(examples).replace(/^(?:Flagged:|Not flagged\.)/gm, '**$&**');
    parts.push({ text: '## Examples', file }, { text, file, line });
  }
  return [...parts, { text: configure, file }];
}

/** The page of all settings, made of their schema. */
export function settingsPage(schema) {
  const described = Object.entries(schema.properties).map(([name, setting]) => {
    const { type, values, inner } = shape(setting, schema);
    const takes = values ? `One of ${values.map((value) => `\`${value}\``).join(', ')}` : `Takes ${type}`;
    const members = inner.map(([key, what]) => `- \`${key}\`: ${what}`);
    const end = members.length > 0 ? ':' : '.';
    return [`## ${name}`, '', sentence(setting.description), '', `${takes}${end}`, '', ...members, ''].join('\n');
  });
  const intro = [
    '# All settings',
    '',
    'What `unisono.yaml` or `unisono.json` can say, made of the [schema](../schemas/unisono.schema.json) that editors use.',
    '[Settings](configuration.md) says which file counts, and `unisono config` what is in force.',
    '',
  ].join('\n');
  return [{ text: `${intro}\n${described.join('\n')}`, file: 'docs/configuration.md' }];
}

/** What a setting takes, in words; the values of a choice; and the members of what has members of its own. */
function shape(setting, schema) {
  const resolved = setting.$ref ? { ...at(schema, setting.$ref), ...setting } : setting;
  const inner = (properties = {}) =>
    Object.entries(properties).map(([key, member]) => {
      const { type, values } = shape(member, schema);
      return [key, values ? `${type}: ${values.map((value) => `\`${value}\``).join(', ')}` : type];
    });
  if (resolved.enum) return { type: 'a choice', values: resolved.enum, inner: [] };
  if (setting.$ref === '#/$defs/rules')
    return {
      type: 'a severity (`error`, `warning`, `note` or `off`) for each [rule](rules.md) that is named',
      inner: [],
    };
  if (resolved.anyOf) {
    const ways = resolved.anyOf.map((one) => shape(one, schema).type);
    return { type: [...new Set(ways)].join(', or '), inner: [] };
  }
  switch (resolved.type) {
    case 'string':
      return { type: 'a text', inner: [] };
    case 'boolean':
      return { type: '`true` or `false`', inner: [] };
    case 'integer':
      return { type: `a whole number from ${resolved.minimum} to ${resolved.maximum}`, inner: [] };
    case 'array': {
      const items = shape(resolved.items, schema);
      const required = resolved.items.required ?? [];
      const members = items.inner.map(([key, what]) => [key, required.includes(key) ? `${what} (needed)` : what]);
      return { type: items.inner.length > 0 ? 'a list of entries' : `a list; each is ${items.type}`, inner: members };
    }
    case 'object':
      if (resolved.properties) return { type: 'these members', inner: inner(resolved.properties) };
      {
        const value = shape(resolved.additionalProperties, schema);
        const what = value.values ? value.values.map((one) => `\`${one}\``).join(', ') : value.type;
        const key = setting.description?.includes('language') || value.values ? 'locale' : 'name';
        return { type: `a value for each ${key}: ${what}`, inner: [] };
      }
    default:
      throw new Error(`the schema of settings has a type that the docs site does not know: ${JSON.stringify(setting)}`);
  }
}

const at = (schema, reference) =>
  reference
    .slice(2)
    .split('/')
    .reduce((node, key) => node[key], schema);

/** The page of languages. */
export function languagesPage(languages) {
  const rows = languages.map(
    ({ tag, name, script, forms, traps, productNames, numberWords }) =>
      `| [${asText(name)}](#${slug(name)}) | \`${tag}\` | ${script} | ${forms} | ${traps} | ${productNames} | ${numberWords} |`,
  );
  const each = languages.flatMap(({ name, classes }) => [
    `## ${asText(name)}`,
    '',
    '| what is compared | rules | concepts | forms | some of them |',
    '|---|---|---:|---:|---|',
    ...classes.map(({ class: kind, rules, forms, of, concepts }) => {
      const some = concepts
        .slice(0, 4)
        .map(({ name: concept, examples }) => `${asText(concept)}: ${asText(examples[0] ?? '')}`);
      return `| ${asText(kind)} | ${rules.map((rule) => `\`${rule}\``).join(', ')} | ${concepts.length} of ${of} | ${forms} | ${some.join('; ')} |`;
    }),
    '',
  ]);
  const text = [
    '# Languages',
    '',
    'Facts (numbers, versions, products, commands, links) and structure are compared in any language. What words say is compared in these,',
    'through [lexicons](lexicons.md). `unisono languages LOCALE` shows all words of one.',
    '',
    '| language | tag | script | forms | traps | names of products | words for numbers |',
    '|---|---|---|---:|---:|---:|---:|',
    ...rows,
    '',
    'A form states something; a trap looks like a form and states nothing.',
    '',
    ...each,
  ].join('\n');
  return [{ text, file: 'docs/lexicons.md' }];
}

const sentence = (text) => `${asText(text[0].toUpperCase() + text.slice(1))}.`;
