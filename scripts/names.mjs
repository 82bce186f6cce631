// Writes the names of countries, languages, scripts, currencies and cities as CLDR, Unicode's data of locales, gives them:
// npm run names -- FOLDER
//
//     mkdir cldr && cd cldr && npm install cldr-core cldr-localenames-full cldr-dates-full cldr-numbers-full cldr-subdivisions-full
//     npm run names -- cldr
//
// It writes lexicon/terms/names-of-*.yaml. CLDR gives nominatives: names/forms.mjs makes the other forms of them, and what does
// not follow from the name (adjectives, people, other names) is written by hand under `terms` in lexicon/<tag>.yaml.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  CITIES,
  CURRENCIES,
  DROPPED,
  LANGUAGES,
  LOCALES,
  NATIVE,
  PEOPLE,
  REGIONS,
  SCRIPTS,
  SMALL,
  SUBDIVISIONS,
  TRAPS,
} from './names/chosen.mjs';
import { needed, ofLanguage, ofPlaces, plain } from './names/forms.mjs';
import { TESTS } from './names/tests.mjs';
import { fail, root } from './run.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) fail('npm run names -- FOLDER, in which the packages of CLDR are installed');
const modules = join(resolve(process.env.INIT_CWD ?? process.cwd(), folder), 'node_modules');
const tags = Object.keys(LOCALES);
const version = data('cldr-core/package.json').cldrVersion;

const populations = data('cldr-core/supplemental/territoryInfo.json').supplemental.territoryInfo;
const countries = Object.keys(populations)
  .filter((code) => /^[A-Z]{2}$/.test(code))
  .filter((code) => Number(populations[code]._population) >= PEOPLE || SMALL.includes(code));
const territories = [...new Set([...countries, ...SMALL, ...REGIONS])];
const territoryNames = byTag((locale) => shown(locale, 'territories'));
const languageNames = byTag((locale) => shown(locale, 'languages'));
const scriptNames = byTag((locale) => shown(locale, 'scripts'));
const subdivisionNames = byTag((locale) => subdivisions(locale));
const currencyNames = byTag(
  (locale) => data(`cldr-numbers-full/main/${locale}/currencies.json`).main[locale].numbers.currencies,
);
const zones = byTag(
  (locale) => data(`cldr-dates-full/main/${locale}/timeZoneNames.json`).main[locale].dates.timeZoneNames.zone,
);
const capitals = new Set(tags.filter((tag) => /^capital-letters: names/mu.test(lexicon(tag))));
const words = Object.fromEntries(tags.map((tag) => [tag, wordsOf(tag)]));

const idOf = (kind, name) =>
  `${kind}-${plain(name)
    .normalize('NFD')
    .replace(/[^a-z]+/gu, (gap) => (/\p{M}/u.test(gap) && gap.length === 1 ? '' : '-'))
    .replace(/^-|-$/g, '')}`;

/** By id and language, the forms of all names of a kind. */
function placesOf(kind, codes, namesOf) {
  const all = new Map(codes.map((code) => [idOf(kind, namesOf('en', code)[0]), {}]));
  for (const tag of tags) {
    const named = new Map(
      codes.map((code) => [idOf(kind, namesOf('en', code)[0]), [...new Set(namesOf(tag, code).map(plain))]]),
    );
    for (const [id, forms] of ofPlaces(tag, named, words[tag], capitals.has(tag)))
      if (forms.length > 0) all.get(id)[tag] = forms;
  }
  return all;
}

/** Short names of languages are other words in some. */
function isLong(tag, form) {
  return /^(ja|ko|zh)/.test(tag) || form.replaceAll('*', '').length >= 4;
}

const isSubdivision = (code) => SUBDIVISIONS.includes(code);
const ofCountry = (tag, code) => {
  if (isSubdivision(code)) return [subdivisionNames[tag][code]].filter(Boolean);
  const own = territoryNames[tag];
  const short = own[`${code}-alt-short`];
  // "Hong Kong SAR China" is never said.
  const whole = ['HK', 'MO', 'PS'].includes(code) ? [] : [own[code]];
  return [...whole, short, own[`${code}-alt-variant`]].filter(Boolean);
};
const ofCity = (tag, zone) => {
  const [area, city] = zone.split('/');
  const own = (tag) => zones[tag][area]?.[city]?.exemplarCity;
  return [own(tag) ?? own('en') ?? city.replaceAll('_', ' ')];
};

const places = placesOf('country', [...territories, ...SUBDIVISIONS], ofCountry);
const cities = placesOf(
  'city',
  Object.entries(CITIES).flatMap(([area, names]) => names.split(' ').map((name) => `${area}/${name}`)),
  ofCity,
);
const languages = new Map(
  LANGUAGES.map((code) => {
    const forms = tags.map((tag) => [tag, languageNames[tag][code]]).filter(([, name]) => name !== undefined);
    const listed = forms.map(([tag, name]) => [
      tag,
      ofLanguage(tag, plain(name)).filter(
        (form) => isLong(tag, form) && !DROPPED[tag]?.includes(form) && (capitals.has(tag) || !words[tag].has(form)),
      ),
    ]);
    return [
      idOf('language', languageNames.en[code]),
      Object.fromEntries(listed.filter(([, forms]) => forms.length > 0)),
    ];
  }),
);
// What a country's language is called, its people are, too, in most languages.
for (const [language, homes] of Object.entries(NATIVE)) {
  if (languageNames.en[language] === undefined) continue;
  const own = languages.get(idOf('language', languageNames.en[language]));
  for (const home of homes) {
    const country = places.get(idOf('country', ofCountry('en', home)[0]));
    for (const [tag, forms] of Object.entries(own ?? {})) {
      if (/^(ja|ko|zh|vi|id)/.test(tag)) continue;
      country[tag] = needed([...(country[tag] ?? []), ...forms]);
    }
  }
}
const scripts = placesOf('script', SCRIPTS, (tag, code) => [scriptNames[tag][code]].filter(Boolean));
const currencies = placesOf('currency', CURRENCIES, (tag, code) => {
  const own = currencyNames[tag][code];
  return Object.entries(own)
    .filter(([key]) => key.startsWith('displayName'))
    .map(([, name]) => name);
});

write('countries', 'country', 'Countries, their parts and continents', places);
write('languages', 'language', 'Languages', languages);
write('cities', 'city', 'Cities and islands after which time zones are called', cities);
write('scripts', 'script', 'Scripts', scripts);
write('currencies', 'currency', 'Currencies', currencies);

function data(path) {
  try {
    return JSON.parse(readFileSync(join(modules, path), 'utf8'));
  } catch (error) {
    return fail(
      `${join(modules, path)} cannot be read (${error.code ?? error.message}): install the packages that scripts/names.mjs names`,
    );
  }
}

function byTag(read) {
  return Object.fromEntries(tags.map((tag) => [tag, read(LOCALES[tag])]));
}

function shown(locale, what) {
  return data(`cldr-localenames-full/main/${locale}/${what}.json`).main[locale].localeDisplayNames[what];
}

/** CLDR has the parts of countries for fewer languages, and by the language alone. */
function subdivisions(locale) {
  const name = locale === 'zh-Hans' ? 'zh' : locale;
  const folder = join('cldr-subdivisions-full', 'subdivisions', name);
  const file = readdirSync(join(modules, folder)).find((file) => file.endsWith('.json'));
  return data(join(folder, file)).subdivisions.localeDisplayNames.subdivisions;
}

function lexicon(tag) {
  return readFileSync(join(root, 'lexicon', `${tag}.yaml`), 'utf8');
}

/** The words that a lexicon lists, and those of terms that are no names. */
function wordsOf(tag) {
  const all = new Set();
  const take = (text) => {
    for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? []) all.add(word);
  };
  // What a language says of names stands there by hand.
  take(
    lexicon(tag)
      .replace(/^(#.*|english-name:.*|examples:(\n {2}.*)*)/gmu, '')
      .replace(/^ {2}(country|language|city|script|currency)-.*(\n {4}.*)*/gmu, ''),
  );
  for (const file of readdirSync(join(root, 'lexicon', 'terms')).filter((file) => !/^(names-of|more)-/u.test(file))) {
    const text = readFileSync(join(root, 'lexicon', 'terms', file), 'utf8').split(/^tests:/mu)[0];
    for (const [, lines] of text.matchAll(new RegExp(`^  ${tag}: (.*(?:\\n    .*)*)`, 'gmu'))) take(lines);
  }
  return all;
}

/** Writes a file of names. */
function write(what, kind, title, names) {
  const lines = [
    `# ${title}, as CLDR ${version} calls them (© Unicode, Inc., Unicode License v3: LICENSE-UNICODE). Made by npm run names;`,
    `# what CLDR does not tell (adjectives, people, other names) stands in the files of the languages.`,
    '',
    `names: ${kind}`,
    '',
  ];
  for (const [id, forms] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`${id}:`);
    for (const tag of tags.filter((tag) => forms[tag] !== undefined))
      lines.push(...wrapped(`  ${tag}: [`, needed(forms[tag]).map(quoted)));
  }
  if (kind === 'country') {
    lines.push('', 'traps:');
    for (const [tag, forms] of Object.entries(TRAPS)) lines.push(...wrapped(`  ${tag}: [`, forms));
  }
  lines.push('', 'tests:');
  for (const test of TESTS[kind]) {
    lines.push(
      `  - source: "${test[1]}"`,
      `    locale: ${test[0]}`,
      `    right: "${test[2]}"`,
      `    wrong: "${test[3]}"`,
    );
  }
  const path = join(root, 'lexicon', 'terms', `names-of-${what}.yaml`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  process.stdout.write(`${basename(path)}: ${names.size} names\n`);
}

function quoted(form) {
  return /^[\p{L}\p{M}][\p{L}\p{M} .-]*$/u.test(form) && !/^(no|yes|true|false|null|on|off|y|n)$/.test(form)
    ? form
    : JSON.stringify(form);
}

function wrapped(start, items) {
  const lines = [start];
  for (const [at, item] of items.entries()) {
    const text = item + (at + 1 < items.length ? ', ' : ']');
    if ((lines.at(-1) + text).trimEnd().length > 128) lines.push('    ');
    lines[lines.length - 1] += text;
  }
  return lines.map((line) => line.trimEnd());
}
