//! BCP 47 locales, compared without regard to case.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A locale in its canonical case (`pt-BR`, `zh-Hant-TW`). Locales are equal when their canonical
/// tags are; whether two locales write the same language is [`Locale::same_language`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Locale(String);

impl Locale {
    /// English, which formats take a text for that does not say what it is written in.
    #[must_use]
    pub fn english() -> Option<Self> {
        Self::parse("en")
    }

    /// Reads a locale, `-` or `_` between its parts, in any case (`zh-cn`, `pt_BR`); `None` where the
    /// text has not the form of one. Any two or three letters have it: see [`Locale::is_known`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(['-', '_']);
        let language = parts.next()?;
        if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut tag = language.to_ascii_lowercase();
        for part in parts {
            if !(1..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            tag.push('-');
            match part.len() {
                2 => tag.push_str(&part.to_ascii_uppercase()),
                4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                    tag.push_str(&part[..1].to_ascii_uppercase());
                    tag.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => tag.push_str(&part.to_ascii_lowercase()),
            }
        }
        Some(Self(tag))
    }

    /// The canonical tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag ("pt").
    #[must_use]
    pub fn language(&self) -> &str {
        let end = self.0.bytes().position(|byte| byte == b'-').unwrap_or(self.0.len());
        &self.0[..end]
    }

    /// The region subtag ("BR"), where there is one.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.split('-').skip(1).find(|part| part.len() == 2 || (part.len() == 3 && is_digits(part)))
    }

    /// The script subtag ("Hant"): as written, or for Chinese as the region tells it. `zh` alone
    /// leaves it open.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        let written = self
            .0
            .split('-')
            .skip(1)
            .find(|part| part.len() == 4 && !part.starts_with(|c: char| c.is_ascii_digit()));
        written.or_else(|| match (self.language(), self.region()?) {
            ("zh", "CN" | "SG" | "MY") => Some("Hans"),
            ("zh", "TW" | "HK" | "MO") => Some("Hant"),
            _ => None,
        })
    }

    /// Whether both write the same language: the region does not matter, the script does where both
    /// tell it (`pt-BR` and `pt-PT`, `zh-CN` and `zh-Hans`, but not `zh-CN` and `zh-TW`).
    #[must_use]
    pub fn same_language(&self, other: &Self) -> bool {
        self.language() == other.language()
            && match (self.script(), other.script()) {
                (Some(one), Some(two)) => one == two,
                _ => true,
            }
    }

    /// Whether the primary language is one that software is localized into, and what follows it a
    /// script, a region or a variety that there is, so that a folder of that name is likelier a locale
    /// than not: `zh-Hant-TW`, but neither `az-storage` nor `eu-25`.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let mut parts = self.0.split('-').skip(1).peekable();
        KNOWN.binary_search(&self.language()).is_ok() && {
            parts.next_if(|part| SCRIPTS.contains(part));
            parts.next_if(|part| is_region(part));
            parts.next_if(|part| VARIETIES.contains(part));
            parts.next().is_none()
        }
    }

    /// Whether texts of this locale are written in a script, as `detect::script` names it; `None` where a
    /// language is written in several.
    #[must_use]
    pub fn is_written_in(&self, script: &str) -> Option<bool> {
        let own = match self.0.split('-').find(|part| part.len() == 4) {
            Some("Hans" | "Hant") => "Hani",
            Some(written) => written,
            None => match WRITTEN
                .iter()
                .find(|(_, languages)| languages.split(' ').any(|one| one == self.language()))
            {
                Some((scripts, _)) => scripts,
                None => "Latn",
            },
        };
        (own != "several").then_some(own == script)
    }

    /// What a name that is no locale, or that of another language, may mean where pages are named for
    /// countries: `jp` for Japanese, `cn` for simplified Chinese, `br` for Brazilian Portuguese. Only the
    /// pages of that name can tell.
    #[must_use]
    pub fn of_nickname(name: &str) -> Option<Self> {
        let (_, tag) = NICKNAMES.iter().find(|(nickname, _)| nickname.eq_ignore_ascii_case(name))?;
        Self::parse(tag)
    }
}

fn is_region(part: &str) -> bool {
    let Ok(letters) = <[u8; 2]>::try_from(part.as_bytes()) else { return AREAS.contains(&part) };
    let (regions, last) = REGIONS.as_bytes().as_chunks::<3>();
    regions.binary_search_by(|region| region[..2].cmp(&letters)).is_ok() || last == letters
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_digits(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_digit())
}

/// Languages of the CLDR with a modern coverage, and those that Crowdin, Weblate and Transifex list
/// with documentation projects; sorted.
const KNOWN: &[&str] = &[
    "af", "am", "ar", "as", "ast", "az", "be", "bg", "bn", "br", "bs", "ca", "ceb", "ckb", "cs", "cy", "da",
    "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fil", "fr", "fy", "ga", "gd", "gl", "gu", "ha",
    "he", "hi", "hr", "hu", "hy", "ia", "id", "ig", "is", "it", "ja", "jv", "ka", "kab", "kk", "km", "kn",
    "ko", "ku", "ky", "la", "lb", "lo", "lt", "lv", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb",
    "ne", "nl", "nn", "no", "nso", "oc", "or", "pa", "pl", "ps", "pt", "qu", "ro", "ru", "rw", "sd", "si",
    "sk", "sl", "so", "sq", "sr", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn",
    "tr", "tt", "ug", "uk", "ur", "uz", "vi", "wo", "xh", "yi", "yo", "zh", "zu",
];

/// The scripts of languages that are not written in Latin letters.
const WRITTEN: [(&str, &str); 24] = [
    ("several", "az bs ku pa sd sr tg tk tt ug uz"),
    ("Arab", "ar ckb fa ps ur"),
    ("Armn", "hy"),
    ("Beng", "as bn"),
    ("Cyrl", "be bg kk ky mk mn ru uk"),
    ("Deva", "hi mr ne"),
    ("Ethi", "am ti"),
    ("Geor", "ka"),
    ("Grek", "el"),
    ("Gujr", "gu"),
    ("Hani", "zh"),
    ("Hebr", "he yi"),
    ("Jpan", "ja"),
    ("Khmr", "km"),
    ("Knda", "kn"),
    ("Kore", "ko"),
    ("Laoo", "lo"),
    ("Mlym", "ml"),
    ("Mymr", "my"),
    ("Orya", "or"),
    ("Sinh", "si"),
    ("Taml", "ta"),
    ("Telu", "te"),
    ("Thai", "th"),
];

/// Scripts that documentation is written in (ISO 15924); sorted.
const SCRIPTS: &[&str] = &[
    "Arab", "Armn", "Beng", "Bopo", "Cans", "Cher", "Cyrl", "Deva", "Ethi", "Geor", "Grek", "Gujr", "Guru",
    "Hang", "Hani", "Hans", "Hant", "Hebr", "Hira", "Jpan", "Kana", "Khmr", "Knda", "Kore", "Laoo", "Latn",
    "Mlym", "Mong", "Mymr", "Olck", "Orya", "Sinh", "Syrc", "Taml", "Telu", "Tfng", "Thaa", "Thai", "Tibt",
    "Vaii",
];

/// Parts of the world that stand for a region (UN M.49).
const AREAS: [&str; 3] = ["001", "150", "419"];

/// Varieties that documentation is translated into.
const VARIETIES: [&str; 3] = ["ijekavsk", "tarask", "valencia"];

/// The regions of ISO 3166-1.
/// Sorted, each with a blank behind it but the last.
const REGIONS: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ \
    FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT \
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP \
    MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE \
    RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV \
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Names of countries, and old tags, that stand for a language in names of folders and files.
const NICKNAMES: [(&str, &str); 25] = [
    ("ar", "es-AR"),
    ("br", "pt-BR"),
    ("by", "be"),
    ("cn", "zh-CN"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en-GB"),
    ("gr", "el"),
    ("hk", "zh-HK"),
    ("il", "he"),
    ("ir", "fa"),
    ("iw", "he"),
    ("jp", "ja"),
    ("kr", "ko"),
    ("kz", "kk"),
    ("mx", "es-MX"),
    ("rs", "sr"),
    ("se", "sv"),
    ("tw", "zh-TW"),
    ("ua", "uk"),
    ("uk", "en-GB"),
    ("us", "en-US"),
    ("vn", "vi"),
    ("zh-chs", "zh-Hans"),
    ("zh-cht", "zh-Hant"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(text: &str) -> Locale {
        Locale::parse(text).expect(text)
    }

    #[test]
    fn the_known_languages_and_scripts_are_sorted() {
        assert!(SCRIPTS.is_sorted());
        assert!(REGIONS.split(' ').is_sorted() && REGIONS.split(' ').all(|region| region.len() == 2));
        assert!(REGIONS.split(' ').chain(AREAS).all(is_region));
        assert!(!["", "U", "AA", "XX", "ZZ", "us", "D "].into_iter().any(is_region));
        assert!(KNOWN.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn locales_are_read_without_regard_to_case_or_separator() {
        for (text, tag) in [
            ("zh-cn", "zh-CN"),
            ("pt_BR", "pt-BR"),
            ("ZH-HANS", "zh-Hans"),
            ("zh_hant_tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("de", "de"),
        ] {
            assert_eq!(locale(text).as_str(), tag);
        }
    }

    #[test]
    fn what_is_no_locale_is_not_read_as_one() {
        for text in ["", "d", "docs", "de-", "de--DE", "de DE", "日本", "v1", "de-abcdefghi"] {
            assert_eq!(Locale::parse(text), None, "{text}");
        }
    }

    #[test]
    fn regions_do_not_part_a_language_but_scripts_do() {
        for (one, two, same) in [
            ("pt-BR", "pt-PT", true),
            ("zh-CN", "zh-Hans", true),
            ("zh-CN", "zh-TW", false),
            ("zh-Hant", "zh-HK", true),
            ("zh", "zh-TW", true),
            ("en", "en-US", true),
            ("en", "de", false),
            ("sr-Latn", "sr-Cyrl", false),
        ] {
            assert_eq!(locale(one).same_language(&locale(two)), same, "{one} {two}");
        }
    }

    #[test]
    fn folders_of_code_are_no_known_locales() {
        for text in ["js", "api", "src", "lib", "img", "go", "db"] {
            assert!(!Locale::parse(text).is_some_and(|locale| locale.is_known()), "{text}");
        }
        for text in ["az-storage", "eu-readelf", "eu-25", "ast-grep", "it-tools", "az-vm", "zh-cn-de"] {
            assert!(!locale(text).is_known(), "{text}");
        }
        for text in ["es-419", "sr-latn", "ca-valencia", "pt_br", "en-001"] {
            assert!(locale(text).is_known(), "{text}");
        }
        assert!(locale("en-us").is_known());
        assert!(locale("zh-Hant-TW").is_known());
        assert!(
            locale("es-419").is_known() && locale("ca-valencia").is_known() && locale("sr-Latn").is_known()
        );
        for text in ["az-disk", "az-vm", "az-storage", "ast-grep", "eu-readelf", "id-token"] {
            assert!(!locale(text).is_known(), "{text}");
        }
    }
}
