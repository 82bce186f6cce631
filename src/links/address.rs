//! What an address is: its parts, and what of each may differ between languages.

use crate::language::Locale;
use std::borrow::Cow;

/// What an address begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A host.
    Remote,
    /// The root of the site.
    Root,
    /// The page.
    Relative,
}

/// Hosts that were renamed and lead on, path by path.
const RENAMED: &[(&str, &str)] = &[("docs.microsoft.com", "learn.microsoft.com"), ("twitter.com", "x.com")];

/// Folders that only hold locales.
const LOCALE_FOLDERS: &[&str] = &[
    "i18n",
    "intl",
    "l10n",
    "lang",
    "language",
    "languages",
    "locale",
    "locales",
    "translation",
    "translations",
];

/// Endings that a site takes off.
pub(super) const PAGE_ENDINGS: &[&str] = &[".md", ".mdx", ".markdown", ".html", ".htm"];

/// What an address begins with, whether its protocol is one, and what stands behind that.
pub(super) fn parts(whole: &str) -> (Form, bool, &str) {
    if let Some(rest) = whole.strip_prefix("//") {
        return (Form::Remote, true, rest);
    }
    const PROTOCOLS: &[&str] =
        &["http", "https", "ftp", "ftps", "ws", "wss", "file", "git", "ssh", "sftp", "vscode", "slack"];
    if let Some((scheme, rest)) = whole.split_once("://") {
        let near = scheme.to_ascii_lowercase();
        // What nearly is "http" is not; other protocols are applications' own.
        let right = PROTOCOLS.contains(&near.as_str()) || !near.contains("ttp") && !near.contains("htp");
        return (Form::Remote, right, rest);
    }
    match whole.split_once(':') {
        // "http:/host" and "https:host".
        Some((scheme, rest))
            if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") =>
        {
            (Form::Remote, false, rest.trim_start_matches('/'))
        }
        Some((scheme, _)) if scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphabetic()) => {
            (Form::Remote, true, whole)
        }
        _ if whole.starts_with('/') => (Form::Root, true, whole),
        _ => (Form::Relative, true, whole),
    }
}

/// A host in lower case, without `www.` and the labels that are locales.
pub(super) fn neutral_host(host: &str, locales: [&Locale; 2], own: &mut bool) -> String {
    let host = host.to_lowercase();
    let mut rest = host.as_str();
    while rest.matches('.').count() >= 2 {
        let Some((label, behind)) = rest.split_once('.') else { break };
        let at_home = is_country_of(label, locales[0]);
        if at_home || is_locale(label, locales) {
            *own |= at_home || is_own(label, locales[0]);
        } else if !matches!(label, "www" | "m") {
            break;
        }
        rest = behind;
    }
    let rest = RENAMED.iter().find(|(old, _)| *old == rest).map_or(rest, |(_, new)| new);
    let rest = rest.strip_suffix(":443").or_else(|| rest.strip_suffix(":80")).unwrap_or(rest);
    // "contoso.de" is the German "contoso.com".
    if let Some((name, country)) = rest.rsplit_once('.')
        && is_country_of(country, locales[0])
    {
        *own = true;
        return format!(
            "{}.com",
            name.strip_suffix(".co").or_else(|| name.strip_suffix(".com")).unwrap_or(name)
        );
    }
    rest.to_owned()
}

/// Whether a top-level domain is the country of a locale's region, or the one that its language is named for.
fn is_country_of(country: &str, locale: &Locale) -> bool {
    if country.len() != 2 {
        return false;
    }
    let home = match locale.language() {
        "ja" => "jp",
        "ko" => "kr",
        "zh" => "cn",
        "uk" => "ua",
        "cs" => "cz",
        "da" => "dk",
        "sv" => "se",
        "el" => "gr",
        "pt" => "pt",
        // "example.is" and "example.id" are names as often as countries.
        "is" | "id" | "io" | "my" | "so" | "to" => return false,
        language => language,
    };
    country == home || locale.region().is_some_and(|region| region.eq_ignore_ascii_case(country))
}

/// Adds the parts of a path: `.` and `..` resolved, without locales, the ending of a page, and the name of an index.
pub(super) fn push_path(path: &str, locales: [&Locale; 2], parts: &mut Vec<String>, own: &mut bool) {
    let mut last = None;
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                last = None;
                parts.pop();
            }
            part if is_locale(part, locales) => {
                *own |= is_own(part, locales[0]);
                if parts.last().is_some_and(|before| LOCALE_FOLDERS.contains(&before.as_str())) {
                    parts.pop();
                }
                last = None;
            }
            part => {
                parts.push(part.to_lowercase());
                last = Some(());
            }
        }
    }
    if last.is_some()
        && !path.ends_with('/')
        && let Some(name) = parts.pop()
    {
        *own |= name
            .rsplit('.')
            .nth(1)
            .is_some_and(|middle| middle.len() < name.len() / 2 && is_own(middle, locales[0]));
        let name = page_name(&name, locales);
        let bare = without_tag(&name, locales[0]);
        *own |= bare.len() < name.len();
        if !is_index(bare) {
            parts.push(bare.to_owned());
        }
    }
}

/// The name of a page without the language or country of the translation at its end: "ports-cn", "ports-de".
fn without_tag<'n>(name: &'n str, locale: &Locale) -> &'n str {
    const LEAST: usize = 3;
    let tagged = name.rsplit_once('-').filter(|(stem, tag)| {
        stem.len() >= LEAST && (*tag == locale.language() || is_country_of(tag, locale))
    });
    tagged.map_or(name, |(stem, _)| stem)
}

/// The name of a page without its ending and the locale before that: "page.de.md".
pub(super) fn page_name<'n>(name: &'n str, locales: [&Locale; 2]) -> Cow<'n, str> {
    let ending = PAGE_ENDINGS.iter().find(|ending| name.ends_with(*ending));
    let Some(stem) = ending.and_then(|ending| name.strip_suffix(ending)) else {
        // "media/route.de.png"
        if let Some((before, ending)) = name.rsplit_once('.')
            && let Some((stem, middle)) = before.rsplit_once('.')
            && is_locale(middle, locales)
        {
            return Cow::Owned(format!("{stem}.{ending}"));
        }
        return Cow::Borrowed(name);
    };
    match stem.rsplit_once('.') {
        Some((stem, middle)) if is_locale(middle, locales) => Cow::Borrowed(stem),
        _ => Cow::Borrowed(stem),
    }
}

pub(super) fn is_index(name: &str) -> bool {
    matches!(name, "index" | "_index" | "readme")
}

/// Whether a part of an address is a locale: one of the pages', any in full, or what a template fills in for one
/// (`{{ page.lang }}`).
pub(super) fn is_locale(part: &str, locales: [&Locale; 2]) -> bool {
    if part.starts_with("{{") {
        return part.contains("lang") || part.contains("locale");
    }
    Locale::parse(part).is_some_and(|locale| {
        let full = part.len() == 5 && matches!(part.as_bytes()[2], b'-' | b'_') && locale.is_known();
        let of_own = |own: &&Locale| {
            **own == locale
                || own.language() == locale.as_str()
                || own.language() == locale.language()
                    && matches!(
                        &locale.as_str()[own.language().len() + 1..],
                        "Hans" | "Hant" | "Latn" | "Cyrl" | "419"
                    )
        };
        full || locales.iter().any(of_own)
    })
}

/// Whether a part of an address names the language of the translation.
pub(super) fn is_own(part: &str, locale: &Locale) -> bool {
    Locale::parse(part).is_some_and(|named| named.language() == locale.language())
}

/// The last part of an address without its query, its ending and the version in brackets behind it.
pub(super) fn name(neutral: &str) -> &str {
    let path = neutral.split('?').next().unwrap_or(neutral);
    let last = path.rsplit('/').next().unwrap_or(path);
    let last = last.split('(').next().unwrap_or(last);
    const ENDINGS: &[&str] = &[".aspx", ".html", ".htm", ".md", ".mdx", ".php", ".txt"];
    ENDINGS.iter().find_map(|ending| last.strip_suffix(ending)).unwrap_or(last)
}

/// Whether a part of an address is the state of a program, as sites write it on which samples are tried: long, and in the
/// letters and digits of Base64.
pub(super) fn is_state(part: &str) -> bool {
    const LEAST: usize = 48;
    let is = |test: fn(&u8) -> bool| part.bytes().filter(&test).count();
    part.len() >= LEAST
        && part
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'-' | b'_' | b'%'))
        && is(u8::is_ascii_uppercase) * 8 >= part.len()
        && is(u8::is_ascii_lowercase) * 8 >= part.len()
        && is(u8::is_ascii_digit) > 0
}

/// Whether the last part of an address is an id: hexadecimal groups, or digits with at most a few letters
/// before them ("jj205181").
pub(super) fn is_id(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let hexadecimal = name.len() >= 16 && name.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let letters = name.bytes().take_while(u8::is_ascii_lowercase).count();
    hexadecimal && digits > 0 || letters <= 3 && digits >= 5 && letters + digits == name.len()
}

/// Whether the last part of an address names an article: two words at least, so not "overview".
pub(super) fn tells_a_page(name: &str) -> bool {
    name.split(['-', '_']).filter(|word| word.len() > 1).count() > 1
}

/// A destination of the reference as it may be advised to a translation, whose own leads to `like`: in the
/// translation's locale. `None` where its language cannot be told from the address.
pub(crate) fn advised(written: &str, like: &str, locales: [&Locale; 2]) -> Option<String> {
    let (_, _, rest) = parts(written);
    let host = if written.contains("://") { rest.split('/').next().unwrap_or_default() } else { "" };
    if host.split('.').next().is_some_and(|label| host.matches('.').count() > 1 && is_own(label, locales[1]))
    {
        return None;
    }
    let of_source =
        |part: &&str| is_locale(part, locales) && !is_own(part, locales[0]) && is_own(part, locales[1]);
    let Some(part) = written.split('/').find(of_source) else { return Some(written.to_owned()) };
    let theirs = like.split('/').find(|part| is_locale(part, locales) && is_own(part, locales[0]));
    let tag = locales[0].as_str();
    let own = match theirs {
        Some(theirs) => theirs.to_owned(),
        // "/en-us/" asks for a region, too.
        None if part.contains('-') != tag.contains('-') => return None,
        None if part.bytes().any(|b| b.is_ascii_uppercase()) => tag.to_owned(),
        None => tag.to_lowercase(),
    };
    let parts: Vec<&str> = written.split('/').map(|of| if of == part { own.as_str() } else { of }).collect();
    Some(parts.join("/"))
}

/// A part of an address with its escapes resolved: "%2f" is "/", "%C3%A9" is "é". What is no text stays as it is.
pub(crate) fn unescaped(part: &str) -> Cow<'_, str> {
    if !part.contains('%') {
        return Cow::Borrowed(part);
    }
    let mut plain = Vec::with_capacity(part.len());
    let bytes = part.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        plain.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(plain).map_or(Cow::Borrowed(part), Cow::Owned)
}
