//! Where links lead, as far as their addresses tell.

use crate::language::Locale;
use std::borrow::Cow;

/// A destination without what may differ between languages.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Destination {
    /// Host, path and query: without protocol, locale, fragment and what only dresses the page, lower case.
    pub(super) neutral: String,
    /// Whether it names a host.
    remote: bool,
    /// Whether nobody can tell the page from it: an id that redirects.
    opaque: bool,
}

/// What two different destinations may have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// The same page.
    Same,
    /// One is an id: it may lead to the other, or not.
    Untold,
    /// Two pages.
    Other,
}

/// Hosts that lead on to others: all that stands behind them is an id.
const SHORTENERS: &[&str] = &[
    "aka.ms",
    "bit.ly",
    "g.co",
    "git.io",
    "go.microsoft.com",
    "goo.gl",
    "is.gd",
    "ow.ly",
    "t.co",
    "tinyurl.com",
];

/// Parameters of an address that dress the page, and do not choose it.
const DRESS: &[&str] = &["bc", "ocid", "preserve-view", "redirectedfrom", "tabs", "toc", "view", "wt.mc_id"];

impl Destination {
    /// Reads a destination as it is written; `locales` are those of the two pages.
    pub(super) fn of(written: &str, locales: [&Locale; 2]) -> Self {
        let whole = written.split('#').next().unwrap_or(written).trim();
        let (remote, path) = match whole.split_once("://") {
            Some((_, rest)) => (true, rest),
            None => (false, whole.strip_prefix("./").unwrap_or(whole)),
        };
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut neutral = neutral_path(&unescaped(path.trim_end_matches('/')), locales);
        let mut parameters: Vec<Cow<'_, str>> = query
            .split('&')
            .filter(|parameter| {
                let name = parameter.split('=').next().unwrap_or(parameter);
                !name.is_empty() && !DRESS.iter().any(|dress| name.eq_ignore_ascii_case(dress))
            })
            .map(unescaped)
            .collect();
        parameters.sort_unstable();
        for (nth, parameter) in parameters.iter().enumerate() {
            neutral.push(if nth == 0 { '?' } else { '&' });
            neutral.push_str(parameter);
        }
        // "contoso.com/UCOIP": short, in capitals, made to be typed.
        let vanity = neutral.split_once('/').is_some_and(|(_, word)| {
            word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        });
        neutral.make_ascii_lowercase();
        let host = neutral.split('/').next().unwrap_or_default();
        let opaque = remote
            && (vanity || SHORTENERS.contains(&host) || neutral.contains('/') && is_id(name(&neutral)));
        Self { neutral, remote, opaque }
    }

    /// What a translation's destination has to do with the reference's.
    pub(super) fn kinship(&self, source: &Self) -> Kinship {
        if self.is(source) {
            return Kinship::Same;
        }
        // The same article on another host: its name is all that stays.
        let moved = self.remote != source.remote || self.remote && self.host() != source.host();
        let own = name(&self.neutral);
        if moved && own == name(&source.neutral) && (tells_a_page(own) || is_id(own)) {
            return Kinship::Same;
        }
        // An id against an id is another page. A page of the set that stands for an id is chosen; an id that
        // stands for a page was left from an older edition, mostly.
        if self.opaque != source.opaque && (self.opaque || self.remote || self.neutral.starts_with('/')) {
            return Kinship::Untold;
        }
        Kinship::Other
    }

    /// Whether both are one address, with or without its host: "/powershell/…" and
    /// "docs.contoso.com/powershell/…".
    pub(super) fn is(&self, other: &Self) -> bool {
        let (a, b) = (&self.neutral, &other.neutral);
        a == b
            || a.starts_with('/') && b.ends_with(a.as_str())
            || b.starts_with('/') && a.ends_with(b.as_str())
    }

    fn host(&self) -> &str {
        self.neutral.split('/').next().unwrap_or_default()
    }
}

/// The last part of an address without its query, its ending and the version in brackets behind it.
fn name(neutral: &str) -> &str {
    let path = neutral.split('?').next().unwrap_or(neutral);
    let last = path.rsplit('/').next().unwrap_or(path);
    let last = last.split('(').next().unwrap_or(last);
    const ENDINGS: &[&str] = &[".aspx", ".html", ".htm", ".md", ".mdx", ".php"];
    ENDINGS.iter().find_map(|ending| last.strip_suffix(ending)).unwrap_or(last)
}

/// Whether the last part of an address is an id: hexadecimal groups, or digits with at most a few letters
/// before them ("jj205181").
fn is_id(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let hexadecimal = name.len() >= 16 && name.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let letters = name.bytes().take_while(u8::is_ascii_lowercase).count();
    hexadecimal && digits > 0 || letters <= 3 && digits >= 5 && letters + digits == name.len()
}

/// Whether the last part of an address names an article: two words at least, so not "overview".
fn tells_a_page(name: &str) -> bool {
    name.split(['-', '_']).filter(|word| word.len() > 1).count() > 1
}

/// A part of an address with the escapes of marks resolved: "%2f" is "/".
fn unescaped(part: &str) -> Cow<'_, str> {
    if !part.contains('%') {
        return Cow::Borrowed(part);
    }
    let mut plain = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(at) = rest.find('%') {
        plain.push_str(&rest[..at]);
        let escaped = rest.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match escaped.filter(|byte| matches!(byte, b' '..=b'~')) {
            Some(byte) => {
                plain.push(char::from(byte));
                rest = &rest[at + 3..];
            }
            None => {
                plain.push('%');
                rest = &rest[at + 1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// A path without the locale in it.
fn neutral_path(path: &str, locales: [&Locale; 2]) -> String {
    let is_locale = |part: &str| {
        Locale::parse(part).is_some_and(|locale| {
            (part.len() == 5 && part.as_bytes()[2] == b'-')
                || locales.iter().any(|own| **own == locale || own.language() == locale.as_str())
        })
    };
    let mut neutral = String::with_capacity(path.len());
    for (index, part) in path.split('/').enumerate() {
        if index > 0 && is_locale(part) {
            continue;
        }
        if index > 0 {
            neutral.push('/');
        }
        // "page.de.md"
        let mut dots = part.rsplitn(3, '.');
        let (ending, middle, stem) = (dots.next(), dots.next(), dots.next());
        match (stem, middle, ending) {
            (Some(stem), Some(middle), Some(ending)) if is_locale(middle) => {
                neutral.push_str(stem);
                neutral.push('.');
                neutral.push_str(ending);
            }
            _ => neutral.push_str(part),
        }
    }
    neutral
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinship(target: &str, source: &str) -> Kinship {
        let (en, de) = (Locale::parse("en-US").expect("a tag"), Locale::parse("de-DE").expect("a tag"));
        let read = |written| Destination::of(written, [&en, &de]);
        read(target).kinship(&read(source))
    }

    #[test]
    fn one_page_is_one_whatever_dresses_its_address() {
        for (target, source) in [
            ("https://docs.contoso.com/de-de/ports?view=latest", "/ports?"),
            ("./ports.md#liste", "ports.md#list"),
            ("/ports?toc=/a/toc.json&id=4", "/ports?id=4&toc=%2fa%2ftoc.json"),
            ("https://docs.contoso.com/gateways/update-a-gateway", "update-a-gateway.md"),
            ("https://contoso.com/library/gg123456%28v=ocs.14%29.aspx", "/old/gg123456(v=ocs.14)"),
            ("https://blogs.contoso.com/2014/10/22/closing-old-ports/", "/archive/blogs/closing-old-ports"),
        ] {
            assert_eq!(kinship(target, source), Kinship::Same, "{target} {source}");
        }
    }

    #[test]
    fn an_id_does_not_tell_where_it_leads() {
        for (target, source) in [
            ("https://docs.contoso.com/library/7c10ce08-0068-4b22-8ecc-33e94811c900.aspx", "/plan-gateways"),
            ("https://docs.contoso.com/library/gg123456(v=ocs.14).aspx", "plan-gateways.md"),
            ("https://go.microsoft.com/fwlink/p/?LinkId=12345", "/plan-gateways"),
            ("/plan-gateways", "https://aka.ms/gateways"),
            ("https://contoso.com/GWLIST", "../certification/overview.md"),
        ] {
            assert_eq!(kinship(target, source), Kinship::Untold, "{target} {source}");
        }
    }

    #[test]
    fn another_page_is_another_page() {
        for (target, source) in [
            ("configure-proxy.md", "configure-gateway.md"),
            ("../proxy/ports.md", "../gateway/ports.md"),
            ("https://aka.ms/proxies", "https://aka.ms/gateways"),
            ("https://go.microsoft.com/fwlink/?LinkId=1", "https://go.microsoft.com/fwlink/?LinkId=2"),
            ("index.md", "https://aka.ms/gateways"),
            ("https://a.contoso.com/overview", "https://b.contoso.com/overview"),
            ("/ports?id=4", "/ports?id=5"),
        ] {
            assert_eq!(kinship(target, source), Kinship::Other, "{target} {source}");
        }
    }
}
