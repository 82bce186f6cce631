//! Reads a configuration file, event by event, so that everything that is wrong has its line and column.

use super::settings::{FAILURES, KEPT, LEARNING, OVERRIDDEN, SETTINGS, SEVERITIES};
use super::{Config, ConfigError, FailOn, is_empty, one_of, severity};
use crate::facts::Domains;
use crate::finding::Severity;
use crate::language::{Locale, lexicon};
use crate::learning::Learning;
use crate::nearest::nearest;
use crate::run::Override;
use saphyr_parser::{Event, Parser, Span, StrInput};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A scalar and where it stands.
struct Scalar<'t> {
    text: Cow<'t, str>,
    at: Span,
}

pub(super) struct Reader<'t, 'a> {
    pub(super) file: &'a str,
    pub(super) rules: &'a [&'a str],
    pub(super) events: Parser<'t, StrInput<'t>>,
}

impl<'t> Reader<'t, '_> {
    pub(super) fn file(&mut self) -> Result<Config, ConfigError> {
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
            config.lines.push((key.text.clone().into_owned(), self.line(key.at)));
            match key.text.as_ref() {
                "source" => config.options.source = Some(self.source()?),
                "glossaries" => config.glossaries = self.names("glossaries: expected a list of files")?,
                "packs" => config.packs = self.names("packs: expected a list of files and ids of packs")?,
                "memory" => config.memory = self.names("memory: expected a list of files")?,
                "domains" => config.options.domains = Some(self.domains()?),
                "learning" => {
                    let value = self.scalar("learning", &one_of(&LEARNING))?;
                    let Some(learning) = Learning::parse(&value.text) else {
                        return Err(self.unknown(&value, "choice", &LEARNING));
                    };
                    config.options.learning = learning;
                }
                "min-confidence" => config.options.min_confidence = self.percent()?,
                "overrides" => config.options.overrides = self.overrides()?,
                "redirects" => self.redirects(&mut config)?,
                "baseline" => config.baseline = Some(self.scalar("baseline", "a file")?.text.into_owned()),
                "require-reason" => {
                    let value = self.scalar("require-reason", "true or false")?;
                    config.options.require_reason = match value.text.as_ref() {
                        "true" => true,
                        "false" => false,
                        _ => return Err(self.unknown(&value, "choice", &["true", "false"])),
                    };
                }
                "templates" => config.options.templates = self.templates()?,
                "rules" => config.options.rules = self.rules()?,
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
                _ => return Err(self.unknown(&key, "key", &SETTINGS.map(|setting| setting.name))),
            }
        }
        let (_, at) = self.next()?;
        match self.next()? {
            (Event::StreamEnd, _) => Ok(config),
            _ => Err(self.error(at, "expected the end of the file: a second YAML document is not read")),
        }
    }

    fn domains(&mut self) -> Result<Domains, ConfigError> {
        let known: Vec<&str> = lexicon::domains().iter().map(|domain| domain.id).collect();
        let mut domains = Domains::NONE;
        for id in self.items("domains: expected a list of domains, or [] for none")? {
            let Some(domain) = Domains::of_id(&id.text) else {
                return Err(self.unknown(&id, "domain", &known));
            };
            domains = domains.and(domain);
        }
        Ok(domains)
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
        Ok(self.items(expected)?.into_iter().map(|item| item.text.into_owned()).collect())
    }

    fn items(&mut self, expected: &str) -> Result<Vec<Scalar<'t>>, ConfigError> {
        let (event, at) = self.next()?;
        if is_empty(&event) {
            return Ok(Vec::new());
        }
        if !matches!(event, Event::SequenceStart(..)) {
            return Err(self.error(at, expected));
        }
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(items),
                (Event::Scalar(text, ..), at) if !text.is_empty() => items.push(Scalar { text, at }),
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

    /// Addresses that lead on to others: a map, the name of a file, or a list of such.
    fn redirects(&mut self, config: &mut Config) -> Result<(), ConfigError> {
        const EXPECTED: &str = "redirects: expected a map from old addresses to new ones, the name of a file that holds them, or a list of such";
        let mut inside_list = false;
        loop {
            match self.next()? {
                (event, _) if is_empty(&event) => {}
                (Event::Scalar(file, ..), _) if !file.is_empty() => config.redirects.push(file.into_owned()),
                (Event::MappingStart(..), _) => {
                    let mut seen = BTreeSet::new();
                    while let Some(from) = self.key(&mut seen)? {
                        let to = self.scalar(&from.text, "the address that it leads to")?;
                        config.options.redirects.add(&from.text, &to.text);
                    }
                }
                (Event::SequenceStart(..), _) if !inside_list => inside_list = true,
                (Event::SequenceEnd, _) if inside_list => return Ok(()),
                (_, at) => return Err(self.error(at, EXPECTED)),
            }
            if !inside_list {
                return Ok(());
            }
        }
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

    fn rules(&mut self) -> Result<BTreeMap<String, Option<Severity>>, ConfigError> {
        let mut rules = BTreeMap::new();
        if !self.mapping(&format!("rules: expected names of rules, each with {}", one_of(&SEVERITIES)))? {
            return Ok(rules);
        }
        let mut seen = BTreeSet::new();
        while let Some(rule) = self.key(&mut seen)? {
            if !self.rules.contains(&rule.text.as_ref()) {
                return Err(self.unknown(&rule, "rule", self.rules));
            }
            let severity = self.severity(&rule.text)?;
            rules.insert(rule.text.into_owned(), severity);
        }
        Ok(rules)
    }

    fn percent(&mut self) -> Result<u8, ConfigError> {
        let value = self.scalar("min-confidence", "a number from 0 to 100")?;
        let number = value.text.parse().ok().filter(|number| *number <= 100);
        number.ok_or_else(|| self.error(value.at, "min-confidence: expected a number from 0 to 100"))
    }

    fn overrides(&mut self) -> Result<Vec<Override>, ConfigError> {
        const EXPECTED: &str = "overrides: expected a list of settings, each with paths";
        let (event, at) = self.next()?;
        if is_empty(&event) {
            return Ok(Vec::new());
        }
        if !matches!(event, Event::SequenceStart(..)) {
            return Err(self.error(at, EXPECTED));
        }
        let mut overrides = Vec::new();
        loop {
            let at = match self.next()? {
                (Event::SequenceEnd, _) => return Ok(overrides),
                (Event::MappingStart(..), at) => at,
                (_, at) => return Err(self.error(at, EXPECTED)),
            };
            let mut own = Override::default();
            let mut seen = BTreeSet::new();
            while let Some(key) = self.key(&mut seen)? {
                match key.text.as_ref() {
                    "paths" => {
                        own.paths = self.names("paths: expected a list of patterns, * for anything")?
                    }
                    "rules" => own.rules = self.rules()?,
                    "min-confidence" => own.min_confidence = Some(self.percent()?),
                    _ => return Err(self.unknown(&key, "setting of some pages", &OVERRIDDEN)),
                }
            }
            if own.paths.is_empty() {
                return Err(
                    self.error(at, "overrides: paths is missing: which pages are these settings for?")
                );
            }
            overrides.push(own);
        }
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

    /// The line of a place, from 1.
    fn line(&self, at: Span) -> u32 {
        u32::try_from(at.start.line()).unwrap_or(u32::MAX).max(1)
    }

    fn error(&self, at: Span, message: &str) -> ConfigError {
        ConfigError {
            file: self.file.to_owned(),
            line: self.line(at),
            column: u32::try_from(at.start.col()).unwrap_or(u32::MAX).saturating_add(1),
            message: message.to_owned(),
        }
    }
}
