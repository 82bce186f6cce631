//! Reads the tree of a configuration file; what is wrong has its line and column.

use super::settings::{FAILURES, KEPT, LEARNING, OVERRIDDEN, SETTINGS, SEVERITIES};
use super::{Config, ConfigError, FailOn, one_of, severity};
use crate::facts::Domains;
use crate::finding::Severity;
use crate::language::{Locale, lexicon};
use crate::learning::Learning;
use crate::nearest::nearest;
use crate::order::{OrderedMap, OrderedSet};
use crate::run::Override;
use crate::yaml::{self, Dialect, Entry, Node, Value};

/// A text and where it stands.
#[derive(Clone, Copy)]
struct Scalar<'t> {
    text: &'t str,
    /// The byte.
    at: usize,
}

pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) rules: &'a [&'a str],
}

impl Reader<'_> {
    pub(super) fn file(&self) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        let root = yaml::tree(self.text, Dialect::Written).map_err(|fault| {
            self.error(fault.at.unwrap_or_default(), &format!("the YAML is broken: {}", fault.message))
        })?;
        let Some(root) = root.filter(|root| !root.is_empty()) else { return Ok(config) };
        let Value::Mapping(entries) = &root.value else {
            return Err(self.error(root.start, "expected settings, such as: source: en-US"));
        };
        let mut seen = OrderedSet::new();
        for entry in entries {
            let key = self.key(entry, &mut seen)?;
            let value = &entry.value;
            config.lines.push((entry.key.clone(), u32::try_from(entry.line).unwrap_or(u32::MAX)));
            match key.text {
                "source" => config.options.source = Some(self.source(value)?),
                "glossaries" => {
                    config.glossaries = self.names(value, "glossaries: expected a list of files")?;
                }
                "packs" => {
                    config.packs = self.names(value, "packs: expected a list of files and ids of packs")?;
                }
                "memory" => config.memory = self.names(value, "memory: expected a list of files")?,
                "domains" => config.options.domains = Some(self.domains(value)?),
                "learning" => {
                    let value = self.scalar(entry, &one_of(&LEARNING))?;
                    let Some(learning) = Learning::parse(value.text) else {
                        return Err(self.unknown(value, "choice", &LEARNING));
                    };
                    config.options.learning = learning;
                }
                "min-confidence" => config.options.min_confidence = self.percent(entry)?,
                "overrides" => config.options.overrides = self.overrides(value)?,
                "redirects" => self.redirects(value, &mut config)?,
                "baseline" => config.baseline = Some(self.scalar(entry, "a file")?.text.to_owned()),
                "require-reason" => {
                    let value = self.scalar(entry, "true or false")?;
                    config.options.require_reason = match value.text {
                        "true" => true,
                        "false" => false,
                        _ => return Err(self.unknown(value, "choice", &["true", "false"])),
                    };
                }
                "templates" => config.options.templates = self.templates(value)?,
                "rules" => config.options.rules = self.rules(value)?,
                "source-root" => {
                    config.roots.push((None, self.scalar(entry, "a folder")?.text.to_owned()));
                }
                "roots" => self.roots(value, &mut config)?,
                "keep" => self.keep(value, &mut config)?,
                "languages" => self.languages(value, &mut config)?,
                "fail-on" => {
                    let value = self.scalar(entry, &one_of(&FAILURES))?;
                    let Some(fail_on) = FailOn::parse(value.text) else {
                        return Err(self.unknown(value, "severity to fail on", &FAILURES));
                    };
                    config.fail_on = Some(fail_on);
                }
                _ => return Err(self.unknown(key, "key", &SETTINGS.map(|setting| setting.name))),
            }
        }
        Ok(config)
    }

    fn domains(&self, node: &Node) -> Result<Domains, ConfigError> {
        let known: Vec<&str> = lexicon::domains().iter().map(|domain| domain.id).collect();
        let mut domains = Domains::NONE;
        for id in self.items(node, "domains: expected a list of domains, or [] for none")? {
            let Some(domain) = Domains::of_id(id.text) else {
                return Err(self.unknown(id, "domain", &known));
            };
            domains = domains.and(domain);
        }
        Ok(domains)
    }

    fn source(&self, node: &Node) -> Result<Locale, ConfigError> {
        let value = self.text(node, "source", "a locale such as en-US")?;
        Locale::parse(value.text).ok_or_else(|| {
            self.error(value.at, &format!("\"{}\" is no locale: expected one such as en-US", value.text))
        })
    }

    fn templates(&self, node: &Node) -> Result<Vec<String>, ConfigError> {
        const EXPECTED: &str =
            "templates: expected a list of paths with {locale} in them, each in quotation marks";
        let templates = self.list(node, EXPECTED)?;
        let written = |item| match item {
            &Node { value: Value::Scalar(ref text), .. } => Ok(text.clone()),
            Node { start, .. } => Err(self.error(*start, EXPECTED)),
        };
        let written = templates.iter().map(written).collect::<Result<Vec<String>, ConfigError>>()?;
        // One without the locale says where the source stands, and needs one with it beside it.
        match (templates.first(), written.first()) {
            (Some(first), Some(text)) if !written.iter().any(|text| text.contains("{locale}")) => {
                let message = format!("\"{text}\" does not say where the locale stands: write {{locale}}");
                Err(self.error(first.start, &message))
            }
            _ => Ok(written),
        }
    }

    /// A list of names.
    fn names(&self, node: &Node, expected: &str) -> Result<Vec<String>, ConfigError> {
        Ok(self.items(node, expected)?.into_iter().map(|item| item.text.to_owned()).collect())
    }

    fn items<'n>(&self, node: &'n Node, expected: &str) -> Result<Vec<Scalar<'n>>, ConfigError> {
        let items = self.list(node, expected)?.iter().map(|item| match &item.value {
            Value::Scalar(text) if !text.is_empty() => Ok(Scalar { text, at: item.start }),
            _ => Err(self.error(item.start, expected)),
        });
        items.collect()
    }

    /// The values of a list; an empty value has none.
    fn list<'n>(&self, node: &'n Node, expected: &str) -> Result<&'n [Node], ConfigError> {
        match &node.value {
            Value::Sequence(items) => Ok(items),
            _ if node.is_empty() => Ok(&[]),
            _ => Err(self.error(node.start, expected)),
        }
    }

    /// The entries of a mapping; an empty value has none.
    fn mapping<'n>(&self, node: &'n Node, expected: &str) -> Result<&'n [Entry], ConfigError> {
        match &node.value {
            Value::Mapping(entries) => Ok(entries),
            _ if node.is_empty() => Ok(&[]),
            _ => Err(self.error(node.start, expected)),
        }
    }

    fn keep(&self, node: &Node, config: &mut Config) -> Result<(), ConfigError> {
        let mut seen = OrderedSet::new();
        let keep = &mut config.options.keep;
        for entry in self.mapping(node, &format!("keep: expected {}, each with a list", one_of(&KEPT)))? {
            let key = self.key(entry, &mut seen)?;
            let value = &entry.value;
            match key.text {
                "terms" => keep.terms = self.names(value, "terms: expected a list of words")?,
                "sentences" => {
                    keep.sentences =
                        self.names(value, "sentences: expected a list of patterns, * for anything")?;
                }
                "pages" => {
                    keep.pages = self.names(value, "pages: expected a list of patterns, * for anything")?;
                }
                _ => return Err(self.unknown(key, "kind of what is kept", &KEPT)),
            }
        }
        Ok(())
    }

    fn languages(&self, node: &Node, config: &mut Config) -> Result<(), ConfigError> {
        let mut seen = OrderedSet::new();
        let expected = format!("languages: expected locales, each with {}", one_of(&SEVERITIES));
        for entry in self.mapping(node, &expected)? {
            let key = self.key(entry, &mut seen)?;
            let Some(locale) = Locale::parse(key.text) else {
                let message = format!("languages: \"{}\" is no locale: expected one such as ca", key.text);
                return Err(self.error(key.at, &message));
            };
            config.options.languages.push((locale, self.severity(entry)?));
        }
        Ok(())
    }

    fn roots(&self, node: &Node, config: &mut Config) -> Result<(), ConfigError> {
        let mut seen = OrderedSet::new();
        for entry in self.mapping(node, "roots: expected locales, each with a folder")? {
            let key = self.key(entry, &mut seen)?;
            let Some(locale) = Locale::parse(key.text) else {
                let message = format!("roots: \"{}\" is no locale: expected one such as ja", key.text);
                return Err(self.error(key.at, &message));
            };
            config.roots.push((Some(locale), self.scalar(entry, "a folder")?.text.to_owned()));
        }
        Ok(())
    }

    /// Addresses that lead on to others: a map, the name of a file, or a list of such.
    fn redirects(&self, node: &Node, config: &mut Config) -> Result<(), ConfigError> {
        const EXPECTED: &str = "redirects: expected a map from old addresses to new ones, the name of a file that holds them, or a list of such";
        let every = match &node.value {
            Value::Sequence(items) => items,
            _ => std::slice::from_ref(node),
        };
        for one in every {
            match &one.value {
                _ if one.is_empty() => {}
                Value::Scalar(file) if !file.is_empty() => config.redirects.push(file.clone()),
                Value::Mapping(entries) => {
                    let mut seen = OrderedSet::new();
                    for entry in entries {
                        let from = self.key(entry, &mut seen)?;
                        let to = self.scalar(entry, "the address that it leads to")?;
                        config.options.redirects.add(from.text, to.text);
                    }
                }
                _ => return Err(self.error(one.start, EXPECTED)),
            }
        }
        Ok(())
    }

    /// A severity, `None` for `off`.
    fn severity(&self, entry: &Entry) -> Result<Option<Severity>, ConfigError> {
        let value = self.scalar(entry, &one_of(&SEVERITIES))?;
        match (value.text, severity(value.text)) {
            ("off", _) => Ok(None),
            (_, Some(severity)) => Ok(Some(severity)),
            _ => Err(self.unknown(value, "severity", &SEVERITIES)),
        }
    }

    fn rules(&self, node: &Node) -> Result<OrderedMap<String, Option<Severity>>, ConfigError> {
        let mut rules = OrderedMap::new();
        let mut seen = OrderedSet::new();
        let expected = format!("rules: expected names of rules, each with {}", one_of(&SEVERITIES));
        for entry in self.mapping(node, &expected)? {
            let rule = self.key(entry, &mut seen)?;
            if !self.rules.contains(&rule.text) {
                return Err(self.unknown(rule, "rule", self.rules));
            }
            rules.insert(rule.text.to_owned(), self.severity(entry)?);
        }
        Ok(rules)
    }

    fn percent(&self, entry: &Entry) -> Result<u8, ConfigError> {
        let value = self.scalar(entry, "a number from 0 to 100")?;
        let number = value.text.parse().ok().filter(|number| *number <= 100);
        number.ok_or_else(|| self.error(value.at, "min-confidence: expected a number from 0 to 100"))
    }

    fn overrides(&self, node: &Node) -> Result<Vec<Override>, ConfigError> {
        const EXPECTED: &str = "overrides: expected a list of settings, each with paths";
        let mut overrides = Vec::new();
        for one in self.list(node, EXPECTED)? {
            let Value::Mapping(entries) = &one.value else { return Err(self.error(one.start, EXPECTED)) };
            let mut own = Override::default();
            let mut seen = OrderedSet::new();
            for entry in entries {
                let key = self.key(entry, &mut seen)?;
                match key.text {
                    "paths" => {
                        let expected = "paths: expected a list of patterns, * for anything";
                        own.paths = self.names(&entry.value, expected)?;
                    }
                    "rules" => own.rules = self.rules(&entry.value)?,
                    "min-confidence" => own.min_confidence = Some(self.percent(entry)?),
                    _ => return Err(self.unknown(key, "setting of some pages", &OVERRIDDEN)),
                }
            }
            if own.paths.is_empty() {
                let message = "overrides: paths is missing: which pages are these settings for?";
                return Err(self.error(one.start, message));
            }
            overrides.push(own);
        }
        Ok(overrides)
    }

    /// The key of an entry, which stands there for the first time.
    fn key<'n>(&self, entry: &'n Entry, seen: &mut OrderedSet<&'n str>) -> Result<Scalar<'n>, ConfigError> {
        match seen.insert(&entry.key) {
            true => Ok(Scalar { text: &entry.key, at: entry.start }),
            false => Err(self.error(entry.start, &format!("\"{}\" is set twice", entry.key))),
        }
    }

    /// The text that a key has.
    fn scalar<'n>(&self, entry: &'n Entry, expected: &str) -> Result<Scalar<'n>, ConfigError> {
        self.text(&entry.value, &entry.key, expected)
    }

    fn text<'n>(&self, node: &'n Node, key: &str, expected: &str) -> Result<Scalar<'n>, ConfigError> {
        match &node.value {
            Value::Scalar(text) if !text.is_empty() => Ok(Scalar { text, at: node.start }),
            _ => Err(self.error(node.start, &format!("{key}: expected {expected}"))),
        }
    }

    fn unknown(&self, found: Scalar<'_>, what: &str, known: &[&str]) -> ConfigError {
        let text = found.text;
        let nearest = nearest(text, known);
        let message = match nearest {
            Some(nearest) => format!("unknown {what} \"{text}\": did you mean \"{nearest}\"?"),
            None => format!("unknown {what} \"{text}\": expected {}", one_of(known)),
        };
        self.error(found.at, &message)
    }

    fn error(&self, at: usize, message: &str) -> ConfigError {
        let before = &self.text[..self.text.floor_char_boundary(at)];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        ConfigError {
            file: self.file.to_owned(),
            line: count(before.matches('\n').count() + 1),
            column: count(before[line..].chars().count() + 1),
            message: message.to_owned(),
        }
    }
}
