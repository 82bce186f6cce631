// What a name that CLDR gives in one form looks like in sentences: its cases, its adjectives, its people.
//
// A stem with a `*` stands for all of them ("герман*", "österreich*"), where it is long enough, where no other name begins
// with it, and no word that a lexicon lists. Elsewhere the endings of the language are written out.

import { BARRED, DROPPED } from './chosen.mjs';

/** The endings of names that are no part of the stem, the longest first. */
const ENDS = {
  cs: ['sko', 'ie', 'ia', 'e', 'o', 'a', 'y'],
  de: ['ien', 'ei', 'en', 'a', 'e', 'o'],
  en: ['ia', 'ea', 'a', 'e', 'y', 'o'],
  es: ['ia', 'ía', 'io', 'a', 'e', 'o'],
  fr: ['ie', 'ée', 'e', 'a', 'o'],
  id: ['ia', 'a'],
  it: ['ia', 'io', 'a', 'e', 'o'],
  nl: ['ië', 'ije', 'en', 'e', 'a', 'o'],
  pl: ['ia', 'ja', 'a', 'y', 'o', 'e'],
  'pt-BR': ['ia', 'io', 'a', 'e', 'o'],
  ru: ['ия', 'ья', 'ея', 'а', 'я', 'й', 'ь', 'ы', 'и', 'о', 'е'],
  tr: ['ya', 'a', 'e'],
  uk: ['ія', 'ея', 'а', 'я', 'й', 'ь', 'и', 'і', 'о', 'е'],
};

/** Where endings are cases: how names decline whose stem is short, by how they end. What is not listed does not. */
const DECLENSIONS = {
  cs: [
    ['ie', 'ie', 'ii', 'ií'],
    ['a', 'a', 'y', 'ě', 'e', 'u', 'ou', 'o', 'i'],
    ['o', 'o', 'a', 'u', 'em'],
    ['e', 'e', 'i', 'í', 'em'],
    ['y', 'y', '', 'ů', 'ám', 'ech', 'ách'],
    ['', '', 'u', 'a', 'e', 'em', 'ě'],
  ],
  pl: [
    ['ie', 'ie', 'ii', 'iom', 'iach', 'iami'],
    ['a', 'a', 'y', 'i', 'ę', 'ą', 'o', 'ie'],
    ['y', 'y', 'ów', '', 'om', 'ach', 'ami'],
    ['o', 'o', 'a', 'u', 'em', 'ie'],
    ['', '', 'a', 'u', 'owi', 'em', 'iem', 'ie'],
  ],
  ru: [
    ['а', 'а', 'ы', 'е', 'у', 'ой', 'и'],
    ['я', 'я', 'и', 'е', 'ю', 'ей'],
    ['й', 'й', 'я', 'ю', 'ем', 'е'],
    ['ь', 'ь', 'я', 'ю', 'ем', 'е', 'и', 'ью'],
    ['ы', 'ы', '', 'ам', 'ами', 'ах', 'ов'],
    ['', '', 'а', 'у', 'ом', 'е'],
  ],
  uk: [
    ['а', 'а', 'и', 'і', 'у', 'ою'],
    ['ія', 'ія', 'ії', 'ію', 'ією'],
    ['я', 'я', 'і', 'ї', 'ю', 'ею', 'єю'],
    ['й', 'й', 'ю', 'я', 'єм', 'ї'],
    ['ь', 'ь', 'ю', 'я', 'ем', 'і'],
    ['и', 'и', '', 'ам', 'ами', 'ах', 'ів'],
    ['', '', 'а', 'у', 'ом', 'і', 'ові'],
  ],
};

/** What no language declines: names in capitals ("США", which stand here in lower case), and those that end so. */
const FIXED = /[оеуюіїє]$|^(?:[^аеиоуыэюяіїєaeiouyáéíóúůýě]+|usa|сша)$/u;

/** The letters that a stem has at least. */
const STEM = 5;

const isWide = (tag) => /^(ja|ko|zh)/.test(tag);

/** Cuts what CLDR says of a name, and gives the name as it is looked for. */
export function plain(name) {
  const bare = name.replace(/\s*[(（].*?[)）]/gu, '').replace(/ /gu, ' ');
  return bare.replace(/’/gu, "'").trim().replace(/İ/gu, 'i').toLowerCase();
}

/**
 * The forms of the names of a language: `named` has for each id the names that CLDR gives, `taken` the words of its lexicon.
 * `capitals`: whether it writes names with a capital always.
 */
export function ofPlaces(tag, named, taken, capitals) {
  const singles = [...named].flatMap(([id, names]) =>
    names.filter((name) => !/[\s-]/u.test(name)).map((name) => ({ id, name })),
  );
  const free = (stem, id) =>
    singles.every((other) => other.id === id || !other.name.startsWith(stem)) &&
    ![...taken].some(
      (word) => word.startsWith(stem) && !singles.some((own) => own.id === id && word.startsWith(own.name)),
    );
  const all = new Map();
  for (const [id, names] of named) {
    const forms = names.flatMap((name) => formsOf(tag, name, (stem) => free(stem, id)));
    all.set(id, needed(forms.filter((form) => sayable(tag, form, taken, capitals))));
  }
  return all;
}

function formsOf(tag, name, free) {
  if (isWide(tag) || tag === 'vi') return [name];
  if (tag === 'ar') return arabic(name);
  if (/[\s-]/u.test(name)) return [ofWords(tag, name)];
  // A capital İ is no capital of what is typed as i in lower case.
  if (tag === 'tr' && /^i/u.test(name) && name.length > STEM) return [`*${name.slice(1)}*`];
  const declined = DECLENSIONS[tag];
  const ends = (ENDS[tag] ?? []).filter((end) => name.endsWith(end));
  if (declined === undefined || ends.length === 0) ends.push('');
  const stems = ends.map((end) => name.slice(0, name.length - end.length)).sort((a, b) => a.length - b.length);
  const open = (stem) => [...stem].length >= STEM && !BARRED.includes(stem) && free(stem);
  const stem = stems.find(open);
  const fleeting = declined && /^(.+[^аеиоуыэюяіїєaeiouy])(?:[еоeě]|ie)([цктckń])$/u.exec(name);
  const short = fleeting ? [`${fleeting[1]}${fleeting[2]}*`] : [];
  if (stem !== undefined)
    return [
      `${stem}*`,
      ...turned(tag, stem)
        .filter(open)
        .map((other) => `${other}*`),
      ...short,
    ];
  if (declined === undefined) return tag === 'de' && !/[sxzß]$|^...?$/u.test(name) ? [name, `${name}s`] : [name];
  if (FIXED.test(name)) return [name];
  const [end, ...others] = declined.find(([end]) => name.endsWith(end));
  return [...others.map((other) => name.slice(0, name.length - end.length) + other), ...short];
}

/** "áfrica" and "africano", "afrique" and "africain": where the accent moves, or the letter, the stem stands in both ways. */
function turned(tag, stem) {
  if (tag === 'fr') return stem.endsWith('qu') ? [`${stem.slice(0, -2)}c`] : [];
  if (!/^(es|pt|it)/.test(tag)) return [];
  const bare = stem
    .normalize('NFD')
    .replace(/([aeiou])[\u0301\u0302]/gu, '$1')
    .normalize('NFC');
  return bare === stem ? [] : [bare];
}

/** A name of several words: in languages with cases the endings of each are left open, elsewhere that of the last. */
function ofWords(tag, name) {
  if (tag === 'de') return name.replace(/(?<=^| )(\p{L}{4,}?)(?:e[nrs]?)?(?= |$)/gu, '$1*');
  if (DECLENSIONS[tag] === undefined) return /^(en|nl|tr|id)$/.test(tag) && /\p{L}{4}$/u.test(name) ? `${name}*` : name;
  const open = (word) => {
    const stem = word.replace(/(ая|ый|ий|ой|ые|ие|ое|а|я|ы|и|е|о|і|ський|ська|á|é|ý|í|e|y|i|ie|a)$/u, '');
    return [...stem].length >= 3 && [...word].length > 4 && !word.endsWith('.') ? `${stem}*` : word;
  };
  return name.split(' ').map(open).join(' ');
}

/** Prepositions and the article are written as one with the word behind them: long names may end anything, short ones not. */
function arabic(name) {
  const bare = name.replace(/^ال/u, '');
  if ([...bare].length >= STEM) return [`*${bare}`];
  return bare === name ? [name, `و${name}`, `ب${name}`, `ل${name}`] : [name, `و${name}`, `ب${name}`, `لل${bare}`];
}

/** Whether a form is no word that says something else. Where names have a capital, a word in lower case is none. */
function sayable(tag, form, taken, capitals) {
  const letters = [...form.replaceAll('*', '')].length;
  if (capitals) return letters >= 2;
  if (DROPPED[tag]?.includes(form) || taken.has(form)) return false;
  if (isWide(tag)) return letters >= 2;
  return letters >= 3;
}

/** Leaves out what others say already: all forms that begin as a stem does. */
export function needed(forms) {
  const all = [...new Set(forms)];
  const begins = (word, other) =>
    word === other || (other.endsWith('*') && !other.startsWith('*') && word.startsWith(other.slice(0, -1)));
  const says = (form, other) => {
    const [words, others] = [form.split(' '), other.split(' ')];
    return form !== other && words.length === others.length && words.every((word, at) => begins(word, others[at]));
  };
  return all.filter((form) => !all.some((other) => says(form, other)));
}

/** The forms of the name of a language, which is an adjective in most. */
export function ofLanguage(tag, name) {
  // "德语" and "德文" are one.
  if (tag === 'zh-CN') return name.endsWith('语') ? [name, name.replace(/语$/u, '文')] : [name];
  if (tag === 'zh-TW') return name.endsWith('文') && name.length > 2 ? [name, name.replace(/文$/u, '語')] : [name];
  if (isWide(tag)) return [name];
  if (tag === 'vi') return [...new Set([name, `tiếng ${name.replace(/^tiếng /u, '')}`])];
  if (tag === 'tr' && /^i/u.test(name)) return [`*${name.slice(1)}*`];
  if (tag === 'id') return [name, `bahasa ${name}`];
  if (tag === 'ar') {
    const stem = name.replace(/^ال/u, '').replace(/ة$/u, '');
    return ['', 'ة', 'ين'].map((end) => `*${stem}${end}`);
  }
  if (/\s/u.test(name)) return [ofWords(tag, name)];
  const turned = TURNED[tag]
    ?.map(([end, ...to]) => name.endsWith(end[0]) && to.map((by) => name.slice(0, -end[0].length) + by))
    .find(Boolean);
  return turned || (tag === 'de' && name.endsWith('isch') ? [`${name}*`] : [name]);
}

/** How the ending of a language's name becomes those of the adjective. */
const TURNED = {
  cs: [
    [['čtina'], 'čtin*', 'ck*'],
    [['ština'], 'štin*', 'sk*'],
  ],
  de: [[['sch'], 'sch*']],
  es: [
    [['án'], 'án', 'an*'],
    [['és'], 'és', 'es*'],
    [['ol'], 'ol*'],
    [['ano'], 'an*'],
    [['o'], 'o', 'a', 'os', 'as'],
  ],
  fr: [
    [['ais'], 'ais*'],
    [['ois'], 'ois*'],
    [['ien'], 'ien*'],
    [['and'], 'and*'],
    [['ol'], 'ol*'],
    [['ain'], 'ain*'],
    [['e'], 'e', 'es'],
  ],
  it: [
    [['ese'], 'es*'],
    [['ano'], 'an*'],
    [['eno'], 'en*'],
    [['co'], 'co', 'ca', 'ci', 'chi', 'che'],
    [['go'], 'go', 'ga', 'ghi', 'ghe'],
    [['o'], 'o', 'a', 'i', 'e'],
  ],
  nl: [[['s'], 's*']],
  pl: [
    [['ski'], 'sk*'],
    [['cki'], 'ck*'],
    [['zki'], 'zk*'],
  ],
  'pt-BR': [
    [['ês'], 'ês', 'es*'],
    [['ão'], 'ão', 'ã', 'ães', 'ãs'],
    [['ano'], 'an*'],
    [['ol'], 'ol*'],
    [['o'], 'o', 'a', 'os', 'as'],
  ],
  ru: [
    [['ский'], 'ск*'],
    [['цкий'], 'цк*'],
  ],
  tr: [
    [['ca'], 'ca*'],
    [['ce'], 'ce*'],
    [['ça'], 'ça*'],
    [['çe'], 'çe*'],
  ],
  uk: [
    [['ська'], 'ськ*'],
    [['цька'], 'цьк*'],
    [['зька'], 'зьк*'],
  ],
};
