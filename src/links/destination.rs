//! Where links lead, as far as their addresses tell: one normal form for all the ways in which a site lets the same
//! page be written.

use super::address::{
    Form, PAGE_ENDINGS, is_id, is_index, is_locale, is_own, is_state, name, neutral_host, page_name, parts,
    push_path, unescaped,
};
use super::redirects::Redirects;
use crate::document::{Document, MarkKind};
use crate::language::Locale;
use crate::order::{InOrder as _, OrderedSet};

/// Where the two pages of a pair stand, as far as their links need it.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    /// The locales of the translation and of the reference.
    pub(crate) locales: [&'a Locale; 2],
    /// The folders that both pages stand in, below what parts them (`i18n/de/…`, `docs/en/…`).
    folders: Vec<String>,
    /// The name of the page itself, empty for the index of a folder.
    page: String,
    /// The folders at the root of the site that the reference's addresses name.
    tops: OrderedSet<String>,
    /// What leads on.
    redirects: Option<&'a Redirects>,
}

/// A destination without what may differ between languages.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Destination {
    /// Host, path and query: without protocol, locale, fragment and what only dresses the page, lower case. What is
    /// relative is told from the page on which it stands.
    pub(crate) neutral: String,
    /// The part that names a heading, without its `#`.
    pub(crate) fragment: String,
    /// What kind of address it is.
    pub(crate) form: Form,
    /// The host; empty where none is named.
    pub(crate) host: String,
    /// The path, below host, root or the folders of the page, without slashes at its ends.
    pub(crate) path: String,
    /// The path as it is where the page counts as a folder ("../x" written for addresses that end in a slash).
    pub(super) as_folder: Option<String>,
    /// What chooses the page beside its path.
    pub(crate) query: Vec<String>,
    /// Whether nobody can tell the page from it: an id that redirects.
    pub(crate) opaque: bool,
    /// Whether it says that it is in the language of the translation.
    pub(crate) own: bool,
    /// Whether no browser could follow it.
    pub(crate) broken: bool,
    /// Whether it leads out of the folder of a language and into that of one: "../../en/guide/ports.md". How many folders
    /// stand above those that both pages have in common is not known.
    crosses: bool,
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

/// Parameters of an address that dress the page or tell its language, and do not choose it; `utm_…` besides.
const DRESS: &[&str] = &[
    "bc",
    "fbclid",
    "gclid",
    "hl",
    "lang",
    "language",
    "locale",
    "ocid",
    "preserve-view",
    "redirectedfrom",
    "tabs",
    "toc",
    "uselang",
    "view",
    "wt.mc_id",
];

impl<'a> Site<'a> {
    /// The site of a translation and its reference; `absolute` are the destinations of the reference.
    pub(crate) fn of<'d>(
        [target, source]: [&str; 2],
        locales: [&'a Locale; 2],
        absolute: impl Iterator<Item = &'d str>,
    ) -> Self {
        let parts = |path: &str| {
            let mut parts = Vec::new();
            push_path(path, locales, &mut parts, &mut false);
            parts
        };
        let (ours, theirs) = (parts(target), parts(source));
        let shared = ours.iter().rev().zip(theirs.iter().rev()).take_while(|(a, b)| a == b).count();
        let mut folders = ours[ours.len() - shared..].to_vec();
        // An index has no name of its own: its folder is the last part.
        let is_index = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
            is_index(page_name(&name, locales).as_ref())
        };
        let page = if is_index(target) { String::new() } else { folders.pop().unwrap_or_default() };
        let first = |written: &str| {
            let (first, _) = written.strip_prefix('/')?.split_once('/')?;
            (!first.is_empty()).then(|| first.to_lowercase())
        };
        let tops = absolute.filter_map(first).collect();
        Self { locales, folders, page, tops, redirects: None }
    }

    /// The site as all links of the reference show it, and what leads on.
    pub(crate) fn of_pages(
        paths: [&str; 2],
        locales: [&'a Locale; 2],
        source: &Document,
        redirects: Option<&'a Redirects>,
    ) -> Self {
        Self::of(paths, locales, links(source)).with(redirects)
    }

    /// The address of the page.
    pub(super) fn address(&self) -> String {
        let named = Some(&self.page).filter(|page| !page.is_empty());
        self.folders.iter().chain(named).map(String::as_str).collect::<Vec<_>>().join("/")
    }

    /// The site with what leads on.
    pub(crate) fn with(self, redirects: Option<&'a Redirects>) -> Self {
        Self { redirects: redirects.filter(|redirects| !redirects.is_empty()), ..self }
    }
}

/// The addresses of the links of a document, as they are written.
pub(super) fn links(document: &Document) -> impl Iterator<Item = &str> {
    let marks = document.blocks.iter().flat_map(|block| document.block_marks(block));
    marks.filter_map(|mark| match mark.kind {
        MarkKind::Link { destination } => Some(document.string(destination)),
        _ => None,
    })
}

impl Destination {
    /// Reads a destination as it is written on a page of the site, and follows what leads on.
    pub(crate) fn of(written: &str, site: &Site<'_>) -> Self {
        /// How often one may lead on to the next.
        const MOST: usize = 8;
        let mut leads = Self::read(written, site);
        let Some(redirects) = site.redirects else { return leads };
        for _ in 0..MOST {
            let next = Some(&leads).filter(|leads| leads.query.is_empty() && !leads.path.is_empty());
            let ways = next.into_iter().flat_map(|leads| [Some(&leads.path), leads.as_folder.as_ref()]);
            let Some(to) = ways.flatten().find_map(|path| redirects.target(path, &site.folders)) else {
                break;
            };
            // What is given without a slash or host counts from the root, too.
            let from_root = match parts(&to).0 {
                Form::Relative => format!("/{to}"),
                Form::Root | Form::Remote => to,
            };
            let next = Self::read(&from_root, site);
            let fragment = if next.fragment.is_empty() { leads.fragment } else { next.fragment.clone() };
            leads = Self { fragment, own: leads.own, broken: leads.broken, ..next };
        }
        leads
    }

    /// Reads a destination as it is written.
    fn read(written: &str, site: &Site<'_>) -> Self {
        let trimmed = written.trim();
        let (whole, fragment) = trimmed.split_once('#').unwrap_or((trimmed, ""));
        // Of a sample that can be tried another state is shown, mostly with the words of the page.
        let fragment = if fragment.rsplit(['/', '=']).any(is_state) { "" } else { fragment };
        let (form, scheme, address) = parts(whole);
        let (address, query) = address.split_once('?').unwrap_or((address, ""));
        let mut own = false;
        let mut query: Vec<String> = query
            .split('&')
            .filter(|parameter| {
                let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
                let name = name.to_ascii_lowercase();
                let dress = DRESS.contains(&name.as_str()) || name.starts_with("utm_");
                own |= dress && is_own(value, site.locales[0]);
                !name.is_empty() && !dress && !is_state(value)
            })
            .map(|parameter| unescaped(parameter).to_lowercase())
            .collect();
        query.put_in_order();
        let decoded = unescaped(address);
        // "contoso.com/UCOIP": short, in capitals, made to be typed.
        let word = decoded.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let vanity = decoded.trim_end_matches('/').matches('/').count() == 1
            && word.len() >= 3
            && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let (host, rest) = match form {
            Form::Remote => decoded.split_once('/').unwrap_or((&decoded, "")),
            Form::Root | Form::Relative => ("", decoded.as_ref()),
        };
        let host = neutral_host(host, site.locales, &mut own);
        let mut read = |base: &[&str]| {
            let mut parts: Vec<String> = base.iter().map(|part| (*part).to_owned()).collect();
            push_path(rest, site.locales, &mut parts, &mut own);
            parts.join("/")
        };
        let folders: Vec<&str> = site.folders.iter().map(String::as_str).collect();
        let (path, as_folder) = match form {
            Form::Remote | Form::Root => (read(&[]), None),
            Form::Relative => {
                let path = read(&folders);
                let page_like = PAGE_ENDINGS.iter().any(|ending| rest.to_ascii_lowercase().ends_with(ending));
                let mut inside = folders;
                inside.push(&site.page);
                let as_folder = (!page_like && !site.page.is_empty()).then(|| read(&inside));
                (path, as_folder)
            }
        };
        let opaque = form == Form::Remote
            && (vanity || SHORTENERS.contains(&host.as_str()) || !path.is_empty() && is_id(name(&path)));
        let mut neutral = match form {
            Form::Remote if path.is_empty() => host.clone(),
            Form::Remote => format!("{host}/{path}"),
            Form::Root => format!("/{path}"),
            Form::Relative => path.clone(),
        };
        for (nth, parameter) in query.iter().enumerate() {
            neutral.push(if nth == 0 { '?' } else { '&' });
            neutral.push_str(parameter);
        }
        let strange =
            |c: char| c.is_whitespace() || matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{200b}' | '。' | '、');
        // "reference/ports" on a page in "reference/": what stood at the root of the site.
        let lost_slash = form == Form::Relative
            && site.folders.iter().any(|folder| site.tops.contains(folder))
            && rest.split_once('/').is_some_and(|(first, _)| site.tops.contains(&first.to_lowercase()));
        let broken = !scheme
            || lost_slash
            || trimmed.starts_with(['(', '[', '<'])
            || !trimmed.contains("{{") && trimmed.contains(strange);
        Self {
            neutral,
            fragment: unescaped(fragment).into_owned(),
            form,
            host,
            path,
            as_folder,
            query,
            opaque,
            own,
            broken,
            crosses: form == Form::Relative
                && rest.contains("..")
                && rest.split('/').any(|part| is_locale(part, site.locales)),
        }
    }

    /// Whether both lead to one page, with or without host, root, locale, ending and slash: "../ports.md",
    /// "/reference/ports/" and "docs.contoso.com/reference/ports.html".
    pub(crate) fn is(&self, other: &Self) -> bool {
        if self.neutral == other.neutral || self.is_escaped_as(other) {
            return true;
        }
        if self.query != other.query && !self.asks_in_words(other) {
            return false;
        }
        match (self.form, other.form) {
            (Form::Remote, Form::Remote) => {
                self.host == other.host && (self.path == other.path || self.is_article_of(other))
            }
            (Form::Relative, Form::Relative) => {
                let ways = |of: &Self| [Some(of.path.clone()), of.as_folder.clone()];
                let out = self.crosses || other.crosses;
                ways(self).iter().flatten().any(|way| {
                    ways(other).iter().flatten().any(|theirs| {
                        way == theirs || out && (ends_with(way, theirs) || ends_with(theirs, way))
                    })
                })
            }
            (Form::Root, Form::Root) => {
                prefixed(&self.path, &other.path) || prefixed(&other.path, &self.path)
            }
            _ => {
                // "docs.contoso.com" and "/docs".
                let named = |host: &Self, path: &Self| {
                    host.path.is_empty() && host.host.split('.').next() == Some(path.path.as_str())
                };
                if named(self, other) || named(other, self) {
                    return true;
                }
                let ways = |of: &Self| [Some(of.path.clone()), of.as_folder.clone()];
                ways(self).iter().flatten().any(|ours| {
                    ways(other).iter().flatten().any(|theirs| {
                        ends_with(ours, theirs) || ends_with(theirs, ours) || end_alike(ours, theirs)
                    })
                })
            }
        }
    }

    /// Whether both are written alike but for marks that one of them escapes: "doors_002dlocks", as Texinfo does, and
    /// "doors--locks". Where the code has no letter it may count pictures.
    fn is_escaped_as(&self, other: &Self) -> bool {
        let letters = |of: &Self| -> String {
            let mut parts = of.neutral.split("_00");
            let mut all = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let code = part.get(..2).filter(|code| code.contains(['a', 'c', 'd', 'e', 'f']));
                all.push_str(code.map_or(part, |code| &part[code.len()..]));
            }
            all.retain(|c| c.is_alphanumeric() || "/?".contains(c));
            all
        };
        self.form == other.form
            && (self.neutral.contains("_00") || other.neutral.contains("_00"))
            && letters(self) == letters(other)
    }

    /// Whether both ask one page for the same with other words: what is searched for, or said, is translated.
    fn asks_in_words(&self, other: &Self) -> bool {
        const WORDS: &[&str] = &["body", "q", "query", "search", "subject", "text", "title"];
        self.form == Form::Remote
            && self.query.len() == other.query.len()
            && self.query.iter().zip(&other.query).all(|(ours, theirs)| {
                let [ours, theirs] =
                    [ours, theirs].map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")));
                let words = |text: &str| text.contains([' ', '+']) && !text.contains(':');
                ours == theirs
                    || ours.0 == theirs.0
                        && WORDS.contains(&ours.0)
                        && (ours.0 != "q" && ours.0 != "query"
                            || self.path.split('/').any(|part| matches!(part, "search"))
                            || words(ours.1) && words(theirs.1))
            })
    }

    /// Whether both are articles of a wiki, this one in the language of the translation: their titles differ.
    fn is_article_of(&self, other: &Self) -> bool {
        self.own && self.host.contains("wiki") && !self.path.is_empty() && !other.path.is_empty()
    }
}

/// Whether a path is another behind one more folder, as a site's pages stand with or without "docs". A folder that
/// tells a version is another place.
fn prefixed(long: &str, short: &str) -> bool {
    let folder = long.strip_suffix(short).and_then(|rest| rest.strip_suffix('/'));
    folder.is_some_and(|folder| {
        let one = !folder.contains(|c: char| c == '/' || c.is_ascii_digit());
        !short.is_empty() && one && (short.contains('/') || folder == "docs")
    })
}

/// Whether a path is another, or ends with it, part by part. The root of a site is nobody's end.
fn ends_with(long: &str, short: &str) -> bool {
    long == short || !short.is_empty() && long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'))
}

/// Whether two paths have their last parts in common, and a folder before them: a page of the site, and its file in
/// the repository.
fn end_alike(one: &str, two: &str) -> bool {
    let file = [one, two].iter().any(|path| path.contains("/blob/") || path.contains("/tree/"));
    file && one.rsplit('/').zip(two.rsplit('/')).take_while(|(a, b)| a == b).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How two destinations are the same on pages in `folder`.
    fn same(folder: &str, target: &str, source: &str) -> bool {
        let (en, fr) = (Locale::parse("en").expect("a tag"), Locale::parse("fr").expect("a tag"));
        let paths = [format!("i18n/fr/docs/{folder}page.md"), format!("docs/{folder}page.md")];
        let site = Site::of([&paths[0], &paths[1]], [&fr, &en], [source].into_iter());
        let [target, source] = [target, source].map(|written| Destination::of(written, &site));
        target.is(&source) && target.broken == source.broken
    }

    #[test]
    fn one_page_is_one_however_a_site_lets_it_be_written() {
        for (target, source) in [
            ("./ports.md", "/guide/ports.md"),
            ("../guide/ports/", "/guide/ports"),
            ("../ports/", "ports.md"),
            ("/fr/docs/guide/ports", "../guide/ports.mdx"),
            ("/fr/docs/guide/ports", "/guide/ports"),
            ("/guide/", "index.md"),
            ("README.md", "/guide/index.html"),
            ("https://fr.contoso.com/guide/ports/", "https://www.contoso.com/guide/ports"),
            ("https://contoso.com/fr-fr/ports", "http://contoso.com/en-us/ports"),
            ("https://contoso.com/lang/fr/", "http://contoso.com"),
            ("https://contoso.com/pt_BR/ports/../list", "https://contoso.com/list"),
            ("https://contoso.fr/ports", "https://contoso.com/ports"),
            (
                "https://play.contoso.com/#eNpVj0FuwzAMBL9C6JwDgh6CfqWXPsCQaFkVLVIUZcAI8vdSdtIcd3Z2dh8ukU6X",
                "https://play.contoso.com/#eNpVjk1uwjAQha8y8rpkQVGFOEo3HMAaT4hFPGPZY6QI5e6dhBZ1Oe",
            ),
            ("https://contoso.com/ports?hl=fr&utm_source=guide", "https://contoso.com/ports"),
            ("https://contoso.com/search?q=tabulation", "https://contoso.com/search?q=tab"),
            (
                "https://fr.wikipedia.org/wiki/M%C3%A9mo%C3%AFsation",
                "https://en.wikipedia.org/wiki/Memoization",
            ),
            ("https://contoso.com/caf%C3%A9", "https://contoso.com/café"),
            ("/", "https://contoso.com"),
            ("ports.fr.md", "ports.md"),
            ("https://twitter.com/contoso", "https://x.com/contoso"),
            ("../4x/ports.html", "/{{ page.lang }}/4x/ports.html"),
            ("https://x.com/post?text=J'aime+les+ports", "https://x.com/post?text=I+love+ports"),
            ("https://github.com/contoso/gate/blob/main/docs/en/guide/ports.md", "ports.md"),
            ("/docs/ports/index.md", "/ports"),
            ("/docs/", "https://docs.contoso.com"),
        ] {
            assert!(same("guide/", target, source), "{target} {source}");
        }
    }

    #[test]
    fn the_country_of_a_language_may_name_a_part_of_a_host() {
        let (en, zh) = (Locale::parse("en").expect("a tag"), Locale::parse("zh-CN").expect("a tag"));
        let site = Site::of(["zh/a.md", "en/a.md"], [&zh, &en], std::iter::empty());
        let [ours, theirs] = ["https://cn.contoso.com/ports", "https://contoso.com/ports"]
            .map(|written| Destination::of(written, &site));
        assert!(ours.is(&theirs) && ours.own);
        for (written, same) in [
            ("https://jp.contoso.com/ports", false),
            ("https://contoso.com/ports-cn", true),
            ("https://contoso.com/ports-zh.html", true),
            ("https://contoso.com/ports-jp", false),
        ] {
            assert_eq!(Destination::of(written, &site).is(&theirs), same, "{written}");
        }
    }

    #[test]
    fn a_page_may_lead_to_one_of_another_language_through_the_folders_of_both() {
        let (en, zh) = (Locale::parse("en").expect("a tag"), Locale::parse("zh").expect("a tag"));
        let site = Site::of(["docs/zh/latest/a.md", "docs/en/latest/a.md"], [&zh, &en], std::iter::empty());
        let is =
            |written: &str| Destination::of(written, &site).is(&Destination::of("./inside/ports.md", &site));
        assert!(is("../../en/latest/inside/ports.md"));
        assert!(!is("../../en/latest/inside/doors.md") && !is("../inside/ports.md"));
    }

    #[test]
    fn an_address_that_leads_on_is_that_to_which_it_leads() {
        let (en, fr) = (Locale::parse("en").expect("a tag"), Locale::parse("fr").expect("a tag"));
        let mut redirects = Redirects::default();
        for (from, to) in [
            ("/guide/old-ports", "/guide/ports"),
            ("older/ports.md", "guide/old-ports.md"),
            ("/v1/*", "/guide/:splat"),
            ("/fr/anciens-ports", "/fr/guide/ports"),
            ("/en-us/library/*", "https://archive.contoso.com/"),
            ("/round", "/about"),
            ("/about", "/round"),
        ] {
            redirects.add(from, to);
        }
        let same = |target: &str, source: &str| {
            let paths = ["i18n/fr/docs/guide/page.md", "docs/guide/page.md"];
            let site = Site::of(paths, [&fr, &en], [source].into_iter()).with(Some(&redirects));
            Destination::of(target, &site).is(&Destination::of(source, &site))
        };
        for (target, source) in [
            ("old-ports.md", "ports.md"),
            ("/guide/ports/", "/guide/old-ports"),
            ("../older/ports.md", "/fr/guide/ports"),
            ("https://contoso.com/v1/ports", "https://contoso.com/guide/ports"),
            ("/v1/deep/list", "/guide/deep/list"),
            ("/anciens-ports", "ports.md"),
            ("/library/gg123", "https://archive.contoso.com"),
            ("/round", "/round"),
        ] {
            assert!(same(target, source), "{target} {source}");
        }
        for (target, source) in [
            ("/guide/old-ports", "/guide/list"),
            ("/other/old-ports", "/guide/ports"),
            ("/v1", "/guide/ports"),
            ("/library/gg123", "/guide/gg123"),
        ] {
            assert!(!same(target, source), "{target} {source}");
        }
    }

    #[test]
    fn another_page_or_a_torn_address_is_not_the_same() {
        for (target, source) in [
            ("/v5/guide/ports", "/guide/ports"),
            ("../proxy/ports.md", "../guide/ports.md"),
            ("https://en.wikipedia.org/wiki/Cache", "https://en.wikipedia.org/wiki/Memoization"),
            ("htttp://contoso.com/ports", "http://contoso.com/ports"),
            ("http:/contoso.com/ports", "http://contoso.com/ports"),
            ("https：//contoso.com/ports", "https://contoso.com/ports"),
            ("(/guide/ports)", "/guide/ports"),
            ("guide/ports", "/guide/ports"),
            ("/guide/ ports", "/guide/ports"),
            ("https://contoso.com/ports?id=4", "https://contoso.com/ports?id=5"),
        ] {
            assert!(!same("guide/", target, source), "{target} {source}");
        }
    }
}
