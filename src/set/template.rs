//! Path templates of the user: `content/{locale}/**`.
//!
//! `{locale}` stands for a locale, `*` for anything within one folder or file name, `**` for any
//! number of folders. A template speaks of the path below the root. Where `{locale}` stands more
//! than once, it stands for the same locale. A template without it says where the source stands:
//! `docs/**` beside `i18n/{locale}/**`; what its stars stand for, those of the other stand for, too.

use super::path::LOCALE;
use crate::language::Locale;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Char(char),
    Locale,
    /// `*`
    Within,
    /// `**`
    Across,
    /// `**/`, where a folder begins.
    FolderStart,
    /// `**/`, within a folder's name; always follows a [`Token::FolderStart`].
    FolderInside,
}

/// The templates of a run.
#[derive(Debug)]
pub struct Templates {
    /// Those that say where the locale stands.
    localized: Vec<Template>,
    /// Those that say where the source stands.
    sources: Vec<Template>,
}

impl Templates {
    pub fn new(templates: &[String]) -> Self {
        let (localized, sources) =
            templates.iter().map(|template| Template::new(template)).partition(Template::is_localized);
        Self { localized, sources }
    }

    /// The key of a path that one of them fits, and its locale; that of a source has none.
    pub fn read(&self, path: &str) -> Option<(String, Option<Locale>)> {
        let localized = self.localized.iter().find_map(|template| template.read(path));
        if let Some((locale, key)) = localized {
            return Some((key, Some(locale)));
        }
        let keys = self
            .sources
            .iter()
            .filter_map(|template| template.stars(path))
            .flat_map(|stars| self.localized.iter().filter_map(move |template| template.filled(&stars)));
        keys.map(|key| (key, None)).next()
    }
}

/// A template, ready to match.
#[derive(Debug)]
pub struct Template {
    tokens: Vec<Token>,
}

impl Template {
    pub fn new(text: &str) -> Self {
        let mut tokens = Vec::new();
        let text = text.replace('\\', "/");
        let mut rest = text.trim_start_matches("./").trim_start_matches('/');
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("**/") {
                tokens.extend([Token::FolderStart, Token::FolderInside]);
                rest = after;
                continue;
            }
            let (token, length) = if rest.starts_with(LOCALE) {
                (Token::Locale, LOCALE.len())
            } else if rest.starts_with("**") {
                (Token::Across, 2)
            } else if c == '*' {
                (Token::Within, 1)
            } else {
                (Token::Char(c), c.len_utf8())
            };
            tokens.push(token);
            rest = &rest[length..];
        }
        Self { tokens }
    }

    /// Whether a path has this form.
    pub fn takes(&self, path: &str) -> bool {
        if self.is_localized() { self.read(path).is_some() } else { self.fits(path) }
    }

    fn is_localized(&self) -> bool {
        self.tokens.contains(&Token::Locale)
    }

    /// What the stars of a template stand for in a path that it fits, in order.
    fn stars(&self, path: &str) -> Option<Vec<String>> {
        if !self.fits(path) {
            return None;
        }
        let mut stars = Vec::new();
        let mut rest = path;
        let mut at = 0;
        while at < self.tokens.len() {
            let star = match self.tokens[at] {
                Token::Char(c) => {
                    rest = rest.strip_prefix(c)?;
                    at += 1;
                    continue;
                }
                Token::Locale => return None,
                Token::FolderStart => 2,
                _ => 1,
            };
            // The shortest that leaves a path that the rest of the template fits.
            let behind = Self { tokens: self.tokens[at + star..].to_vec() };
            let ends = rest.char_indices().map(|(end, _)| end).chain([rest.len()]);
            let own = Self { tokens: self.tokens[at..at + star].to_vec() };
            let end = ends.into_iter().find(|end| own.fits(&rest[..*end]) && behind.fits(&rest[*end..]))?;
            stars.push(rest[..end].to_owned());
            rest = &rest[end..];
            at += star;
        }
        Some(stars)
    }

    /// The key that a template gives where its stars stand for these; `None` where it has more or fewer.
    fn filled(&self, stars: &[String]) -> Option<String> {
        let mut key = String::new();
        let mut stars = stars.iter();
        for token in &self.tokens {
            match token {
                Token::Char(c) => key.push(*c),
                Token::Locale => key.push_str(LOCALE),
                Token::Within | Token::Across | Token::FolderStart => key.push_str(stars.next()?),
                Token::FolderInside => {}
            }
        }
        (stars.next().is_none() && self.fits(&key)).then_some(key)
    }

    /// The locale and the key of a path that the template fits.
    pub fn read(&self, path: &str) -> Option<(Locale, String)> {
        let candidates = candidates(path);
        for (index, (range, locale)) in candidates.iter().enumerate() {
            // First the locale in this one place, then everywhere it stands from here on.
            let mut key = format!("{}{LOCALE}{}", &path[..range.start], &path[range.end..]);
            if self.fits(&key) {
                return Some((locale.clone(), key));
            }
            let same = || candidates[index..].iter().filter(|(_, other)| other == locale);
            if same().count() > 1 {
                key = path.to_owned();
                for (range, _) in same().rev() {
                    key.replace_range(range.clone(), LOCALE);
                }
                if self.fits(&key) {
                    return Some((locale.clone(), key));
                }
            }
        }
        None
    }

    /// Whether a key (a path with `{locale}` in it) has this form. Takes time in proportion to the
    /// lengths of both.
    fn fits(&self, key: &str) -> bool {
        // reached[i]: the characters so far lead to before token i.
        let mut reached = vec![false; self.tokens.len() + 1];
        reached[0] = true;
        self.skip_empty(&mut reached);
        let mut rest = key;
        while let Some(c) = rest.chars().next() {
            let is_locale = rest.starts_with(LOCALE);
            let mut next = vec![false; reached.len()];
            for (index, token) in self.tokens.iter().enumerate().filter(|(index, _)| reached[*index]) {
                let (to, goes) = match token {
                    Token::Locale => (index + 1, is_locale),
                    Token::Char(expected) => (index + 1, !is_locale && *expected == c),
                    Token::Within => (index, !is_locale && c != '/'),
                    Token::Across => (index, !is_locale),
                    Token::FolderStart => (index + 1, !is_locale && c != '/'),
                    Token::FolderInside if c == '/' => (index - 1, true),
                    Token::FolderInside => (index, !is_locale),
                };
                next[to] |= goes;
            }
            self.skip_empty(&mut next);
            reached = next;
            rest = &rest[if is_locale { LOCALE.len() } else { c.len_utf8() }..];
        }
        reached[self.tokens.len()]
    }

    /// Stars may stand for nothing.
    fn skip_empty(&self, reached: &mut [bool]) {
        for (index, token) in self.tokens.iter().enumerate() {
            if reached[index] {
                match token {
                    Token::Within | Token::Across => reached[index + 1] = true,
                    Token::FolderStart => reached[index + 2] = true,
                    _ => {}
                }
            }
        }
    }
}

/// How many places of a path are tried.
const CANDIDATES: usize = 64;

/// Every stretch of a path between delimiters that has the form of a locale, longest first where
/// several start at one place.
fn candidates(path: &str) -> Vec<(std::ops::Range<usize>, Locale)> {
    let mut found = Vec::new();
    let is_outer = |c: char| matches!(c, '/' | '.' | ' ' | '(' | ')' | '@' | '+' | '~' | '=');
    let mut start = 0;
    for piece in path.split(is_outer) {
        let cuts: Vec<usize> =
            piece.match_indices(['-', '_']).map(|(at, _)| at).chain([piece.len()]).collect();
        let begins: Vec<usize> =
            [0].into_iter().chain(cuts.iter().take(cuts.len() - 1).map(|at| at + 1)).collect();
        for (index, begin) in begins.iter().enumerate() {
            for end in cuts[index..].iter().take(3).rev() {
                if let Some(locale) = Locale::parse(&piece[*begin..*end]).filter(Locale::is_known) {
                    found.push((start + begin..start + end, locale));
                }
            }
        }
        // Every delimiter is one byte long.
        start += piece.len() + 1;
        if found.len() > CANDIDATES {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(template: &str, path: &str) -> Option<(String, String)> {
        Template::new(template).read(path).map(|(locale, key)| (locale.to_string(), key))
    }

    fn is(locale: &str, key: &str) -> Option<(String, String)> {
        Some((locale.to_owned(), key.to_owned()))
    }

    #[test]
    fn a_template_finds_its_locale() {
        assert_eq!(
            read("content/{locale}/**", "content/pt-br/a/b.md"),
            is("pt-BR", "content/{locale}/a/b.md")
        );
        assert_eq!(read("**/{locale}/*.md", "x/y/de/a.md"), is("de", "x/y/{locale}/a.md"));
        assert_eq!(read("**/{locale}/*.md", "de/a.md"), is("de", "{locale}/a.md"));
        assert_eq!(
            read("docs/**/*_{locale}.md", "docs/a/how_to_zh_CN.md"),
            is("zh-CN", "docs/a/how_to_{locale}.md")
        );
        assert_eq!(read("{locale}/**/*.{locale}.md", "fr/a/b.fr.md"), is("fr", "{locale}/a/b.{locale}.md"));
        assert_eq!(read("./site ({locale})/**", "site (de)/x.md"), is("de", "site ({locale})/x.md"));
    }

    #[test]
    fn a_template_without_a_locale_says_where_the_source_stands() {
        let templates = |templates: &[&str], path: &str| {
            let texts: Vec<String> = templates.iter().map(|text| (*text).to_owned()).collect();
            Templates::new(&texts).read(path).map(|(key, locale)| (key, locale.is_some()))
        };
        let both = ["docs/**", "i18n\\{locale}\\**"];
        assert_eq!(templates(&both, "docs/a/b.md"), Some(("i18n/{locale}/a/b.md".to_owned(), false)));
        assert_eq!(templates(&both, "i18n/de/a/b.md"), Some(("i18n/{locale}/a/b.md".to_owned(), true)));
        assert_eq!(templates(&both, "other/a.md"), None);
        let named = ["**/*.src.md", "**/{locale}/*.md"];
        assert_eq!(templates(&named, "x/y/a.src.md"), Some(("x/y/{locale}/a.md".to_owned(), false)));
        assert_eq!(templates(&["docs/*/*.md", "{locale}/**"], "docs/a/b.md"), None);
        assert_eq!(templates(&["docs/**"], "docs/a.md"), None);
    }

    #[test]
    fn a_template_does_not_fit_other_paths() {
        assert_eq!(read("content/{locale}/**", "static/de/a.md"), None);
        assert_eq!(read("content/{locale}/*.md", "content/de/a/b.md"), None);
        assert_eq!(read("{locale}/**/*.{locale}.md", "fr/a/b.de.md"), None);
        assert_eq!(read("{locale}/**", "docs/a.md"), None);
        assert_eq!(read("**/a.{locale}.md", "x/ya.de.md"), None);
    }

    #[test]
    fn the_folder_that_the_template_means_is_taken() {
        assert_eq!(read("it/{locale}/**", "it/de/a.md"), is("de", "it/{locale}/a.md"));
        assert_eq!(read("{locale}/de/**", "it/de/a.md"), is("it", "{locale}/de/a.md"));
    }
}
