// Which names of CLDR are listed: those that documents are likely to hold. What is left out costs nothing but that a change
// of it is not seen; what is in costs room in each of the languages.

/** The languages that have a lexicon, by what CLDR calls them. */
export const LOCALES = {
  ar: 'ar',
  cs: 'cs',
  de: 'de',
  en: 'en',
  es: 'es',
  fr: 'fr',
  id: 'id',
  it: 'it',
  ja: 'ja',
  ko: 'ko',
  nl: 'nl',
  pl: 'pl',
  'pt-BR': 'pt',
  ru: 'ru',
  tr: 'tr',
  uk: 'uk',
  vi: 'vi',
  'zh-CN': 'zh-Hans',
  'zh-TW': 'zh-Hant',
};

/** Names that are other words, or parts of them, far more often. */
export const DROPPED = {
  ar: ['مالي', 'ومالي', 'بمالي', 'لمالي'],
  es: ['fines*'],
  fr: ['vienne*'],
  ko: [
    '가나',
    '가자',
    '다카',
    '라고스',
    '라오스',
    '로마',
    '리가',
    '리마',
    '말리',
    '사마라',
    '수단',
    '오만',
    '이란',
    '인도',
    '차드',
    '토고',
    '퍼스',
  ],
  'zh-CN': ['阿曼', '马里'],
};

/** Stems with which other words begin, too. */
export const BARRED = 'angol chequ fines franc georg liber malas males negri roman rumen servi vienn'.split(' ');

/** Words that hold the letters of a name, by language. */
export const TRAPS = {
  ko: ['사파리'],
};

/** Countries of fewer people than this are left out, but for those listed. */
export const PEOPLE = 1_000_000;
export const SMALL = 'AD BB BN BS BT BZ CV EU FK FJ GL IS LI LU MC MO MT MV SM SR UN VA'.split(' ');

/** Continents and their parts. */
export const REGIONS = '002 003 005 009 013 019 029 142 150'.split(' ');

/** Parts of countries that CLDR names in most languages. */
export const SUBDIVISIONS = ['gbeng', 'gbsct', 'gbwls'];

/** A language is listed where so many people speak it, or where it is the language of a country by itself. */
export const LANGUAGES = (
  'af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gd gl gu he hi hr hu hy id is it ja jv ka kk km kn ko ' +
  'ku ky la lo lt lv mg mk ml mn mr ms mt my nb ne nl no pa pl ps pt ro ru si sk sl so sq sr su sv sw ta te tg th tk tr uk ur ' +
  'uz vi yo zh zu'
).split(' ');

export const SCRIPTS = 'Brai Cyrl Deva Hang Hira Kana'.split(' ');

export const CURRENCIES =
  'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF INR JPY KRW MXN NOK PLN RUB SEK TRY TWD UAH USD VND ZAR'.split(' ');

/** The cities after which time zones are called, and that people know. */
export const CITIES = {
  Africa:
    'Abidjan Accra Addis_Ababa Algiers Cairo Casablanca Dakar Harare Johannesburg Kampala Khartoum Kinshasa Lagos Luanda ' +
    'Mogadishu Nairobi Tripoli Tunis',
  America:
    'Anchorage Asuncion Bogota Buenos_Aires Cancun Caracas Chicago Denver Detroit Edmonton Guayaquil Halifax Havana ' +
    'Indianapolis La_Paz Lima Los_Angeles Louisville Managua Mexico_City Monterrey Montevideo New_York Phoenix Port-au-Prince ' +
    'Santiago Santo_Domingo Sao_Paulo Tegucigalpa Tijuana Toronto Vancouver Winnipeg',
  Asia:
    'Almaty Amman Baghdad Baku Bangkok Beirut Bishkek Calcutta Colombo Damascus Dhaka Dubai Dushanbe Gaza Irkutsk Jakarta ' +
    'Jerusalem Kabul Karachi Katmandu Krasnoyarsk Kuala_Lumpur Manila Muscat Novosibirsk Omsk Phnom_Penh Pyongyang Rangoon ' +
    'Riyadh Saigon Samarkand Seoul Shanghai Taipei Tashkent Tbilisi Tehran Tokyo Ulaanbaatar Urumqi Vientiane Vladivostok ' +
    'Yekaterinburg Yerevan',
  Atlantic: 'Azores Bermuda Madeira Reykjavik',
  Australia: 'Adelaide Brisbane Darwin Hobart Melbourne Perth Sydney',
  Europe:
    'Amsterdam Athens Belgrade Berlin Bratislava Brussels Bucharest Budapest Chisinau Copenhagen Dublin Helsinki Istanbul ' +
    'Kaliningrad Kiev Lisbon Ljubljana London Madrid Minsk Moscow Oslo Paris Podgorica Prague Riga Rome Samara Sarajevo ' +
    'Skopje Sofia Stockholm Tallinn Tirane Vienna Vilnius Volgograd Warsaw Zagreb Zurich',
  Pacific: 'Auckland Fiji Galapagos Honolulu Tahiti',
};

/** The language whose name is also what the people of a country, and all that is theirs, are called. */
export const NATIVE = {
  af: [],
  am: ['ET'],
  az: ['AZ'],
  be: ['BY'],
  bg: ['BG'],
  bs: ['BA'],
  cs: ['CZ'],
  cy: ['gbwls'],
  da: ['DK'],
  de: ['DE'],
  el: ['GR'],
  en: ['gbeng', 'GB'],
  es: ['ES'],
  et: ['EE'],
  fi: ['FI'],
  fil: ['PH'],
  fr: ['FR'],
  ga: ['IE'],
  hr: ['HR'],
  hu: ['HU'],
  hy: ['AM'],
  id: ['ID'],
  is: ['IS'],
  it: ['IT'],
  ja: ['JP'],
  ka: ['GE'],
  kk: ['KZ'],
  km: ['KH'],
  ko: ['KR', 'KP'],
  ky: ['KG'],
  lo: ['LA'],
  lt: ['LT'],
  lv: ['LV'],
  mk: ['MK'],
  mn: ['MN'],
  ms: ['MY'],
  mt: ['MT'],
  my: ['MM'],
  ne: ['NP'],
  nl: ['NL'],
  no: ['NO'],
  pl: ['PL'],
  pt: ['PT'],
  ro: ['RO'],
  ru: ['RU'],
  sk: ['SK'],
  sl: ['SI'],
  so: ['SO'],
  sq: ['AL'],
  sr: ['RS'],
  sv: ['SE'],
  tg: ['TJ'],
  th: ['TH'],
  tk: ['TM'],
  tr: ['TR'],
  uk: ['UA'],
  uz: ['UZ'],
  vi: ['VN'],
  zh: ['CN'],
};
