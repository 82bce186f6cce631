//! The settings of a configuration file as a table: what the reader knows, what the published schema says, and what
//! `unisono config` shows.

use super::{Config, FailOn};
use crate::facts::Domains;
use crate::finding::Severity;
use crate::learning::Learning;
use crate::report;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A setting at the top of a configuration file.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its key.
    pub name: &'static str,
    /// What it does, in a line.
    pub what: &'static str,
    /// What it holds.
    shape: Shape,
}

/// What a setting holds.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Text,
    Flag,
    Percent,
    Choice(&'static [&'static str]),
    List,
    Rules,
    Severities,
    Redirects,
    Texts,
    Keep,
    Overrides,
}

pub(super) const KEPT: [&str; 3] = ["pages", "sentences", "terms"];
pub(super) const LEARNING: [&str; 3] = ["auto", "on", "off"];
pub(super) const SEVERITIES: [&str; 4] = ["error", "warning", "note", "off"];
pub(super) const FAILURES: [&str; 4] = ["error", "warning", "note", "never"];
pub(super) const OVERRIDDEN: [&str; 3] = ["min-confidence", "paths", "rules"];

const fn setting(name: &'static str, shape: Shape, what: &'static str) -> Setting {
    Setting { name, what, shape }
}

/// All settings, ordered by name.
pub static SETTINGS: [Setting; 18] = [
    setting("baseline", Shape::Text, "the file of findings that are known, beside this one"),
    setting("domains", Shape::List, "domains whose words count, whatever the pages name"),
    setting("fail-on", Shape::Choice(&FAILURES), "the severity from which a run fails"),
    setting("glossaries", Shape::List, "files of terms, CSV or TBX, beside this one"),
    setting("keep", Shape::Keep, "what is left in the source's language by intent; * stands for anything"),
    setting("languages", Shape::Severities, "the gravest severity that findings of a language have"),
    setting("learning", Shape::Choice(&LEARNING), "whether pages are learned from before they are checked"),
    setting("memory", Shape::List, "files that unisono learn made, or TMX, beside this one"),
    setting("min-confidence", Shape::Percent, "findings less sure than this, in 100, are left out"),
    setting("overrides", Shape::Overrides, "settings for some pages; * stands for anything"),
    setting("packs", Shape::List, "guidance packs: files beside this one, and ids of built-in ones"),
    setting(
        "redirects",
        Shape::Redirects,
        "addresses that lead on to others: a map, or the files beside this one in which the site keeps them",
    ),
    setting("require-reason", Shape::Flag, "whether a page has to say why it has findings ignored"),
    setting("roots", Shape::Texts, "the folder of each language, where they lie apart, beside this file"),
    setting("rules", Shape::Rules, "the severity of single rules"),
    setting("source", Shape::Text, "the locale that the others are compared with"),
    setting(
        "source-root",
        Shape::Text,
        "the folder of the source, where languages lie apart, beside this file",
    ),
    setting("templates", Shape::List, "paths with {locale} in them, where the built-in ones do not fit"),
];

/// The schema of configuration files, as JSON Schema 2020-12.
#[must_use]
pub fn schema() -> String {
    let mut properties = Map::new();
    for setting in &SETTINGS {
        let mut schema = of_shape(setting.shape);
        schema.insert("description".to_owned(), json!(setting.what));
        properties.insert(setting.name.to_owned(), Value::Object(schema));
    }
    let rules: Map<String, Value> = report::rules::all()
        .into_iter()
        .map(|rule| (rule.name.to_owned(), json!({"$ref": "#/$defs/severity", "description": rule.summary})))
        .collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of Unisono, unisono.yaml or unisono.json",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "$defs": {
            "severity": {"enum": SEVERITIES},
            "rules": {"type": "object", "additionalProperties": false, "properties": rules},
        },
    });
    crate::report::json::pretty(&schema)
}

fn of_shape(shape: Shape) -> Map<String, Value> {
    let list = || json!({"type": "array", "items": {"type": "string", "minLength": 1}});
    let percent = || json!({"type": "integer", "minimum": 0, "maximum": 100});
    let rules = || json!({"$ref": "#/$defs/rules"});
    let texts = || json!({"type": "object", "additionalProperties": {"type": "string", "minLength": 1}});
    let schema = match shape {
        Shape::Text => json!({"type": "string", "minLength": 1}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Percent => percent(),
        Shape::Choice(choices) => json!({"enum": choices}),
        Shape::List => list(),
        Shape::Rules => rules(),
        Shape::Severities => {
            json!({"type": "object", "additionalProperties": {"$ref": "#/$defs/severity"}})
        }
        Shape::Texts => texts(),
        Shape::Redirects => {
            let one = json!({"type": "string", "minLength": 1});
            let several = json!({"type": "array", "items": {"anyOf": [one, texts()]}});
            json!({"anyOf": [one, texts(), several]})
        }
        Shape::Keep => {
            let properties: Map<String, Value> =
                KEPT.map(|name| (name.to_owned(), list())).into_iter().collect();
            json!({"type": "object", "additionalProperties": false, "properties": properties})
        }
        Shape::Overrides => json!({
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["paths"],
                "properties": {"paths": list(), "rules": rules(), "min-confidence": percent()},
            },
        }),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

/// A setting as it is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InForce {
    /// Its key.
    pub name: &'static str,
    /// Its value, as JSON; empty where nothing is set and there is no default.
    pub value: String,
    /// The line of the file that sets it, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What it does.
    pub what: &'static str,
}

/// All settings as they are in force, with the lines that set them.
#[must_use]
pub fn in_force(config: &Config) -> Vec<InForce> {
    let options = &config.options;
    let severity = |severity: Option<Severity>| match severity {
        None => "off",
        Some(Severity::Error) => "error",
        Some(Severity::Warning) => "warning",
        Some(Severity::Note) => "note",
    };
    let rules = |rules: &crate::order::OrderedMap<String, Option<Severity>>| -> Value {
        rules.iter().map(|(rule, own)| (rule.clone(), json!(severity(*own)))).collect::<Map<_, _>>().into()
    };
    let value = |name: &str| -> Value {
        match name {
            "baseline" => json!(config.baseline),
            "domains" => json!(options.domains.map(Domains::ids)),
            "fail-on" => match config.fail_on {
                Some(FailOn::Never) => json!("never"),
                Some(FailOn::Severity(own)) => json!(severity(Some(own))),
                None => json!("error"),
            },
            "glossaries" => json!(config.glossaries),
            "keep" => {
                let keep = &options.keep;
                if keep.is_empty() {
                    return Value::Null;
                }
                json!({"pages": keep.pages, "sentences": keep.sentences, "terms": keep.terms})
            }
            "languages" => options
                .languages
                .iter()
                .map(|(locale, own)| (locale.to_string(), json!(severity(*own))))
                .collect::<Map<_, _>>()
                .into(),
            "learning" => json!(match options.learning {
                Learning::Auto => "auto",
                Learning::On => "on",
                Learning::Off => "off",
            }),
            "memory" => json!(config.memory),
            "min-confidence" => json!(options.min_confidence),
            "overrides" => options
                .overrides
                .iter()
                .map(|own| {
                    let mut said = Map::new();
                    said.insert("paths".to_owned(), json!(own.paths));
                    if !own.rules.is_empty() {
                        said.insert("rules".to_owned(), rules(&own.rules));
                    }
                    if let Some(least) = own.min_confidence {
                        said.insert("min-confidence".to_owned(), json!(least));
                    }
                    Value::Object(said)
                })
                .collect(),
            "packs" => json!(config.packs),
            "redirects" => {
                let given = options.redirects.given();
                let map = (!given.is_empty()).then(|| json!(given));
                config.redirects.iter().map(|file| json!(file)).chain(map).collect()
            }
            "require-reason" => json!(options.require_reason),
            "roots" => config
                .roots
                .iter()
                .filter_map(|(locale, folder)| Some((locale.as_ref()?.to_string(), json!(folder))))
                .collect::<Map<_, _>>()
                .into(),
            "rules" => rules(&options.rules),
            "source" => json!(options.source.as_ref().map(ToString::to_string)),
            "source-root" => {
                json!(config.roots.iter().find(|root| root.0.is_none()).map(|root| &root.1))
            }
            "templates" => json!(options.templates),
            _ => Value::Null,
        }
    };
    let shown = |value: Value| match value {
        Value::Null => String::new(),
        Value::Array(items) if items.is_empty() => String::new(),
        Value::Object(items) if items.is_empty() => String::new(),
        value => value.to_string(),
    };
    let line = |name: &str| config.lines.iter().find(|(own, _)| own == name).map(|(_, line)| *line);
    SETTINGS
        .iter()
        .map(|own| InForce {
            name: own.name,
            value: shown(value(own.name)),
            line: line(own.name),
            what: own.what,
        })
        .collect()
}
