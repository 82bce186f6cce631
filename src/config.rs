//! The configuration file, `unisono.yaml`.
//!
//! ```yaml
//! source: en-US
//! source-root: site/src/content
//! roots:
//!   ja: ../ja.site/src/content
//! templates:
//!   - docs/{locale}/**
//! rules:
//!   product-name-case: off
//!   untranslated: error
//! packs:
//!   - guidance/ours.yaml
//! glossaries:
//!   - terms.csv
//! memory:
//!   - docs.memory
//! learning: off
//! keep:
//!   terms: [Front End]
//!   sentences: ["Copyright *"]
//!   pages: ["*/blog/*"]
//! languages:
//!   ca: note
//! min-confidence: 50
//! fail-on: warning
//! ```

use crate::checker::Options;
use crate::finding::Severity;
use crate::language::Locale;
use crate::learning::Learning;
use crate::report;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

/// What a configuration file says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// What the checker is told.
    pub options: Options,
    /// Files of glossaries, as written: reading them is the caller's part.
    pub glossaries: Vec<String>,
    /// Guidance packs, as written: files, whose reading is the caller's part, and ids of built-in packs
    /// that every page is to be held against.
    pub packs: Vec<String>,
    /// Memories, as written: files, whose reading is the caller's part.
    pub memory: Vec<String>,
    /// Folders that hold one language each, as written: reading their pages is the caller's part. The folder of the
    /// source has no locale where none is set.
    pub roots: Vec<(Option<Locale>, String)>,
    /// The severity from which a run fails, where the file says.
    pub fail_on: Option<FailOn>,
}

/// From which severity a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// From this severity on.
    Severity(Severity),
    /// Never, whatever is found.
    Never,
}

impl FailOn {
    /// Reads `error`, `warning`, `note` or `never`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "never" => Some(Self::Never),
            _ => severity(text).map(Self::Severity),
        }
    }
}

/// What is wrong with a configuration file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as named by the caller.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// What is wrong and what is expected.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl std::error::Error for ConfigError {}

const KEYS: [&str; 13] = [
    "fail-on",
    "glossaries",
    "keep",
    "languages",
    "learning",
    "memory",
    "min-confidence",
    "packs",
    "roots",
    "rules",
    "source",
    "source-root",
    "templates",
];
const KEPT: [&str; 3] = ["pages", "sentences", "terms"];
const LEARNING: [&str; 3] = ["auto", "on", "off"];
const SEVERITIES: [&str; 4] = ["error", "warning", "note", "off"];
const FAILURES: [&str; 4] = ["error", "warning", "note", "never"];

/// Reads a configuration file. `file_name` is only for messages.
///
/// # Errors
/// The first thing that is wrong, with its line and column.
pub fn parse(file_name: &str, text: &str) -> Result<Config, ConfigError> {
    let rules: Vec<&str> = report::rules::all().iter().map(|rule| rule.name).collect();
    parse_with(file_name, text, &rules)
}

fn parse_with(file: &str, text: &str, rules: &[&str]) -> Result<Config, ConfigError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Reader { file, rules, events: Parser::new_from_str(text) }.file()
}

/// A scalar and where it stands.
struct Scalar<'t> {
    text: Cow<'t, str>,
    at: Span,
}

struct Reader<'t, 'a> {
    file: &'a str,
    rules: &'a [&'a str],
    events: Parser<'t, StrInput<'t>>,
}

impl<'t> Reader<'t, '_> {
    fn file(&mut self) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        self.next()?;
        let (event, _) = self.next()?;
        if event == Event::StreamEnd {
            return Ok(config);
        }
        let (event, at) = self.next()?;
        if is_empty(&event) {
            return Ok(config);
        }
        if !matches!(event, Event::MappingStart(..)) {
            return Err(self.error(at, "expected settings, such as: source: en-US"));
        }
        let mut seen = BTreeSet::new();
        while let Some(key) = self.key(&mut seen)? {
            match key.text.as_ref() {
                "source" => config.options.source = Some(self.source()?),
                "glossaries" => config.glossaries = self.names("glossaries: expected a list of files")?,
                "packs" => config.packs = self.names("packs: expected a list of files and ids of packs")?,
                "memory" => config.memory = self.names("memory: expected a list of files")?,
                "learning" => {
                    let value = self.scalar("learning", &one_of(&LEARNING))?;
                    let Some(learning) = Learning::parse(&value.text) else {
                        return Err(self.unknown(&value, "choice", &LEARNING));
                    };
                    config.options.learning = learning;
                }
                "min-confidence" => {
                    let value = self.scalar("min-confidence", "a number from 0 to 100")?;
                    let number = value.text.parse().ok().filter(|number| *number <= 100);
                    let Some(number) = number else {
                        return Err(self.error(value.at, "min-confidence: expected a number from 0 to 100"));
                    };
                    config.options.min_confidence = number;
                }
                "templates" => config.options.templates = self.templates()?,
                "rules" => self.rules(&mut config)?,
                "source-root" => {
                    let value = self.scalar("source-root", "a folder")?;
                    config.roots.push((None, value.text.into_owned()));
                }
                "roots" => self.roots(&mut config)?,
                "keep" => self.keep(&mut config)?,
                "languages" => self.languages(&mut config)?,
                "fail-on" => {
                    let value = self.scalar("fail-on", &one_of(&FAILURES))?;
                    let Some(fail_on) = FailOn::parse(&value.text) else {
                        return Err(self.unknown(&value, "severity to fail on", &FAILURES));
                    };
                    config.fail_on = Some(fail_on);
                }
                _ => return Err(self.unknown(&key, "key", &KEYS)),
            }
        }
        let (_, at) = self.next()?;
        match self.next()? {
            (Event::StreamEnd, _) => Ok(config),
            _ => Err(self.error(at, "expected the end of the file: a second YAML document is not read")),
        }
    }

    fn source(&mut self) -> Result<Locale, ConfigError> {
        let value = self.scalar("source", "a locale such as en-US")?;
        Locale::parse(&value.text).ok_or_else(|| {
            self.error(value.at, &format!("\"{}\" is no locale: expected one such as en-US", value.text))
        })
    }

    fn templates(&mut self) -> Result<Vec<String>, ConfigError> {
        const EXPECTED: &str = "a list of paths with {locale} in them, each in quotation marks";
        let (event, at) = self.next()?;
        if is_empty(&event) {
            return Ok(Vec::new());
        }
        if !matches!(event, Event::SequenceStart(..)) {
            return Err(self.error(at, &format!("templates: expected {EXPECTED}")));
        }
        let mut templates: Vec<String> = Vec::new();
        // One without the locale says where the source stands, and needs one with it beside it.
        let mut first = None;
        loop {
            let (event, at) = self.next()?;
            match event {
                Event::SequenceEnd => match first {
                    Some(at) if !templates.iter().any(|text| text.contains("{locale}")) => {
                        let text = &templates[0];
                        let message =
                            format!("\"{text}\" does not say where the locale stands: write {{locale}}");
                        return Err(self.error(at, &message));
                    }
                    _ => return Ok(templates),
                },
                Event::Scalar(text, ..) => {
                    first = first.or(Some(at));
                    templates.push(text.into_owned());
                }
                _ => return Err(self.error(at, &format!("templates: expected {EXPECTED}"))),
            }
        }
    }

    /// A list of names.
    fn names(&mut self, expected: &str) -> Result<Vec<String>, ConfigError> {
        let (event, at) = self.next()?;
        if is_empty(&event) {
            return Ok(Vec::new());
        }
        if !matches!(event, Event::SequenceStart(..)) {
            return Err(self.error(at, expected));
        }
        let mut files = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(files),
                (Event::Scalar(file, ..), _) if !file.is_empty() => files.push(file.into_owned()),
                (_, at) => return Err(self.error(at, expected)),
            }
        }
    }

    fn keep(&mut self, config: &mut Config) -> Result<(), ConfigError> {
        let mut seen = BTreeSet::new();
        if !self.mapping(&format!("keep: expected {}, each with a list", one_of(&KEPT)))? {
            return Ok(());
        }
        while let Some(key) = self.key(&mut seen)? {
            let keep = &mut config.options.keep;
            match key.text.as_ref() {
                "terms" => keep.terms = self.names("terms: expected a list of words")?,
                "sentences" => {
                    keep.sentences = self.names("sentences: expected a list of patterns, * for anything")?
                }
                "pages" => keep.pages = self.names("pages: expected a list of patterns, * for anything")?,
                _ => return Err(self.unknown(&key, "kind of what is kept", &KEPT)),
            }
        }
        Ok(())
    }

    fn languages(&mut self, config: &mut Config) -> Result<(), ConfigError> {
        let mut seen = BTreeSet::new();
        if !self.mapping(&format!("languages: expected locales, each with {}", one_of(&SEVERITIES)))? {
            return Ok(());
        }
        while let Some(key) = self.key(&mut seen)? {
            let Some(locale) = Locale::parse(&key.text) else {
                let message = format!("languages: \"{}\" is no locale: expected one such as ca", key.text);
                return Err(self.error(key.at, &message));
            };
            let severity = self.severity(&key.text)?;
            config.options.languages.push((locale, severity));
        }
        Ok(())
    }

    fn roots(&mut self, config: &mut Config) -> Result<(), ConfigError> {
        let mut seen = BTreeSet::new();
        if !self.mapping("roots: expected locales, each with a folder")? {
            return Ok(());
        }
        while let Some(key) = self.key(&mut seen)? {
            let Some(locale) = Locale::parse(&key.text) else {
                let message = format!("roots: \"{}\" is no locale: expected one such as ja", key.text);
                return Err(self.error(key.at, &message));
            };
            let folder = self.scalar(&key.text, "a folder")?;
            config.roots.push((Some(locale), folder.text.into_owned()));
        }
        Ok(())
    }

    /// Whether a mapping begins; an empty value is none.
    fn mapping(&mut self, expected: &str) -> Result<bool, ConfigError> {
        match self.next()? {
            (Event::MappingStart(..), _) => Ok(true),
            (event, _) if is_empty(&event) => Ok(false),
            (_, at) => Err(self.error(at, expected)),
        }
    }

    /// A severity, `None` for `off`.
    fn severity(&mut self, key: &str) -> Result<Option<Severity>, ConfigError> {
        let value = self.scalar(key, &one_of(&SEVERITIES))?;
        match (value.text.as_ref(), severity(&value.text)) {
            ("off", _) => Ok(None),
            (_, Some(severity)) => Ok(Some(severity)),
            _ => Err(self.unknown(&value, "severity", &SEVERITIES)),
        }
    }

    fn rules(&mut self, config: &mut Config) -> Result<(), ConfigError> {
        if !self.mapping(&format!("rules: expected names of rules, each with {}", one_of(&SEVERITIES)))? {
            return Ok(());
        }
        let mut seen = BTreeSet::new();
        while let Some(rule) = self.key(&mut seen)? {
            if !self.rules.contains(&rule.text.as_ref()) {
                return Err(self.unknown(&rule, "rule", self.rules));
            }
            let severity = self.severity(&rule.text)?;
            config.options.rules.insert(rule.text.into_owned(), severity);
        }
        Ok(())
    }

    /// The next key of the mapping being read; `None` at its end.
    fn key(&mut self, seen: &mut BTreeSet<String>) -> Result<Option<Scalar<'t>>, ConfigError> {
        match self.next()? {
            (Event::MappingEnd, _) => Ok(None),
            (Event::Scalar(text, ..), at) => {
                if !seen.insert(text.clone().into_owned()) {
                    return Err(self.error(at, &format!("\"{text}\" is set twice")));
                }
                Ok(Some(Scalar { text, at }))
            }
            (_, at) => Err(self.error(at, "expected a key")),
        }
    }

    fn scalar(&mut self, key: &str, expected: &str) -> Result<Scalar<'t>, ConfigError> {
        match self.next()? {
            (Event::Scalar(text, ..), at) if !text.is_empty() => Ok(Scalar { text, at }),
            (_, at) => Err(self.error(at, &format!("{key}: expected {expected}"))),
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), ConfigError> {
        match self.events.next() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let at = Span::empty(*error.marker());
                Err(self.error(at, &format!("the YAML is broken: {}", error.info())))
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn unknown(&self, found: &Scalar<'_>, what: &str, known: &[&str]) -> ConfigError {
        let text = &found.text;
        let nearest = nearest(text, known);
        let message = match nearest {
            Some(nearest) => format!("unknown {what} \"{text}\": did you mean \"{nearest}\"?"),
            None => format!("unknown {what} \"{text}\": expected {}", one_of(known)),
        };
        self.error(found.at, &message)
    }

    fn error(&self, at: Span, message: &str) -> ConfigError {
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        ConfigError {
            file: self.file.to_owned(),
            line: number(at.start.line()).max(1),
            column: number(at.start.col()).saturating_add(1),
            message: message.to_owned(),
        }
    }
}

/// A key without a value, or a file of comments.
fn is_empty(event: &Event<'_>) -> bool {
    matches!(event, Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty() || text == "~" || text == "null")
}

fn severity(text: &str) -> Option<Severity> {
    match text {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "note" => Some(Severity::Note),
        _ => None,
    }
}

/// The name that was meant, most likely. Longer texts are not looked at: no name is that long.
fn nearest<'k>(text: &str, known: &[&'k str]) -> Option<&'k str> {
    let text = text.get(..64).unwrap_or(text).to_lowercase().replace('_', "-");
    let (name, distance) = known
        .iter()
        .map(|name| (*name, strsim::osa_distance(&text, name)))
        .min_by_key(|(_, distance)| *distance)?;
    (distance <= name.len().div_ceil(3)).then_some(name)
}

/// "a, b or c".
fn one_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [&str; 3] = ["number-changed", "product-name-case", "version-changed"];

    fn read(text: &str) -> Result<Config, ConfigError> {
        parse_with("unisono.yaml", text, &RULES)
    }

    fn fails(text: &str) -> String {
        read(text).expect_err("the file is wrong").to_string()
    }

    #[test]
    fn every_key_is_read() {
        let config = read(
            "# ours\nsource: en-us\ntemplates:\n  - \"docs/{locale}/x.md\"\n\
             glossaries: [terms.csv, more.tbx]\npacks: [ours.yaml]\nmemory: [docs.memory]\nlearning: off\n\
             rules:\n  number-changed: error\n  product-name-case: off\nfail-on: warning\n",
        )
        .expect("the file is right");
        assert_eq!(config.options.source.as_ref().map(Locale::as_str), Some("en-US"));
        assert_eq!(config.options.templates, ["docs/{locale}/x.md"]);
        assert_eq!(config.glossaries, ["terms.csv", "more.tbx"]);
        assert_eq!(config.packs, ["ours.yaml"]);
        assert_eq!((config.memory, config.options.learning), (vec!["docs.memory".to_owned()], Learning::Off));
        let rules: Vec<_> = config.options.rules.into_iter().collect();
        assert_eq!(
            rules,
            [("number-changed".into(), Some(Severity::Error)), ("product-name-case".into(), None)]
        );
        assert_eq!(config.fail_on, Some(FailOn::Severity(Severity::Warning)));
    }

    #[test]
    fn what_is_kept_and_how_languages_are_heard_is_read() {
        let options = read(
            "keep:\n  terms: [Front End]\n  sentences: [\"Copyright *\"]\n  pages: [\"blog/*\"]\nlanguages:\n  ca: note\n  it: off\n",
        )
        .expect("the file is right")
        .options;
        assert_eq!(options.keep.terms, ["Front End"]);
        assert_eq!(options.keep.sentences, ["Copyright *"]);
        assert_eq!(options.keep.pages, ["blog/*"]);
        let languages: Vec<_> = options.languages.iter().map(|(own, most)| (own.as_str(), *most)).collect();
        assert_eq!(languages, [("ca", Some(Severity::Note)), ("it", None)]);
        assert_eq!(
            fails("keep: {page: [a]}"),
            "unisono.yaml:1:8: unknown kind of what is kept \"page\": did you mean \"pages\"?"
        );
        assert_eq!(
            fails("languages: {catalan!: note}"),
            "unisono.yaml:1:13: languages: \"catalan!\" is no locale: expected one such as ca"
        );
        assert_eq!(
            fails("languages: {ca: quiet}"),
            "unisono.yaml:1:17: unknown severity \"quiet\": expected error, warning, note or off"
        );
    }

    #[test]
    fn folders_of_one_language_are_read() {
        let config =
            read("source: en\nsource-root: site/docs\nroots:\n  ja: ../ja/docs\n").expect("it is right");
        let roots: Vec<_> = config
            .roots
            .iter()
            .map(|(own, folder)| (own.as_ref().map(Locale::as_str), folder.as_str()))
            .collect();
        assert_eq!(roots, [(None, "site/docs"), (Some("ja"), "../ja/docs")]);
        assert_eq!(
            fails("roots: {japanese!: a}"),
            "unisono.yaml:1:9: roots: \"japanese!\" is no locale: expected one such as ja"
        );
    }

    #[test]
    fn an_empty_file_changes_nothing() {
        for text in ["", "\u{feff}", "# nothing\n", "---\n", "rules:\ntemplates:\n"] {
            let config = read(text).expect("the file is right");
            assert!(config.options.source.is_none() && config.options.rules.is_empty(), "{text:?}");
            assert!(config.options.templates.is_empty() && config.fail_on.is_none(), "{text:?}");
        }
    }

    #[test]
    fn an_unknown_key_or_rule_names_the_nearest() {
        assert_eq!(fails("sorce: en"), "unisono.yaml:1:1: unknown key \"sorce\": did you mean \"source\"?");
        assert_eq!(
            fails("# é\nfail_on: note"),
            "unisono.yaml:2:1: unknown key \"fail_on\": did you mean \"fail-on\"?"
        );
        assert_eq!(
            fails("rules:\n  numbers-changed: off"),
            "unisono.yaml:2:3: unknown rule \"numbers-changed\": did you mean \"number-changed\"?"
        );
        assert_eq!(
            fails("colour: yes"),
            "unisono.yaml:1:1: unknown key \"colour\": expected fail-on, glossaries, keep, languages, learning, memory, min-confidence, packs, roots, rules, source, source-root or templates"
        );
    }

    #[test]
    fn a_wrong_value_says_what_is_expected() {
        assert_eq!(
            fails("rules: {number-changed: fatal}"),
            "unisono.yaml:1:25: unknown severity \"fatal\": expected error, warning, note or off"
        );
        assert_eq!(
            fails("fail-on: nevr"),
            "unisono.yaml:1:10: unknown severity to fail on \"nevr\": did you mean \"never\"?"
        );
        assert_eq!(fails("source: [en]"), "unisono.yaml:1:9: source: expected a locale such as en-US");
        assert_eq!(
            fails("source: English"),
            "unisono.yaml:1:9: \"English\" is no locale: expected one such as en-US"
        );
        assert_eq!(
            fails("templates:\n  - docs/page.md"),
            "unisono.yaml:2:5: \"docs/page.md\" does not say where the locale stands: write {locale}"
        );
        assert_eq!(
            fails("rules: off"),
            "unisono.yaml:1:8: rules: expected names of rules, each with error, warning, note or off"
        );
        assert_eq!(
            fails("learning: never"),
            "unisono.yaml:1:11: unknown choice \"never\": expected auto, on or off"
        );
        assert_eq!(fails("glossaries: a.csv"), "unisono.yaml:1:13: glossaries: expected a list of files");
        assert_eq!(fails("- source"), "unisono.yaml:1:1: expected settings, such as: source: en-US");
    }

    #[test]
    fn a_key_set_twice_is_an_error() {
        assert_eq!(fails("source: en\nsource: de"), "unisono.yaml:2:1: \"source\" is set twice");
    }

    #[test]
    fn broken_yaml_is_located() {
        let error = read("source: en\ntemplates: [\"a\n").expect_err("the file is broken");
        assert!(error.message.starts_with("the YAML is broken: "), "{error}");
        assert!(error.line >= 2, "{error}");
    }
}
