//! What a caller may set, read from the objects of JavaScript.

use super::usage;
use crate::changed::Scope;
use crate::checker::Lexicons;
use crate::config::{self, Config};
use crate::dismiss::day;
use crate::finding::Severity;
use crate::language::Locale;
use crate::learning::Learning;
use crate::order::OrderedMap;
use crate::report;
use js_sys::{Array, JSON, Object, Reflect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

/// What a caller may set; mirrors `Options` in `npm/types.ts`.
/// The package takes `glossaries`, `memories` and `packs` out and adds them one by one.
const OPTION_KEYS: [&str; 15] = [
    "changedScope",
    "claimLocale",
    "config",
    "configFile",
    "expand",
    "glossaries",
    "learning",
    "minConfidence",
    "requireReason",
    "rules",
    "source",
    "templates",
    "today",
    "topologyPicture",
    "withoutLexicons",
];
/// The severity a rule is given, or `off`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RuleLevel {
    Error,
    Warning,
    Note,
    Off,
}

impl RuleLevel {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Off => None,
        }
    }
}

/// Reads the options of a checker.
pub(super) fn read_options(value: JsValue) -> Result<Config, JsValue> {
    let members = Members::of(value, "options", &OPTION_KEYS)?;
    let text: Option<String> = members.get("config", "the text of a configuration file")?;
    let file: Option<String> = members.get("configFile", "the name of the configuration file")?;
    let mut config = match &text {
        Some(text) => config::parse(file.as_deref().unwrap_or("unisono.yaml"), text)
            .map_err(|problem| usage(&problem.to_string()))?,
        None => Config::default(),
    };
    if let Some(source) = members.get::<String>("source", "a string")? {
        let locale = Locale::parse(&source).ok_or_else(|| {
            usage(&format!("source: {source:?} is not a locale: write a BCP 47 tag such as en-US"))
        })?;
        config.options.source = Some(locale);
    }
    if let Some(templates) = members.get::<Vec<String>>("templates", "an array of strings")? {
        let without = templates.iter().find(|template| !template.contains("{locale}"));
        if let Some(template) = without
            && !templates.iter().any(|template| template.contains("{locale}"))
        {
            return Err(usage(&format!("templates: {template:?} has no {{locale}} in it")));
        }
        config.options.templates = templates;
    }
    config.options.expand = members.get("expand", "true or false")?.unwrap_or(false);
    config.options.topology_picture = members.get("topologyPicture", "true or false")?.unwrap_or(false);
    if let Some(learning) = members.get::<String>("learning", "\"auto\", \"on\" or \"off\"")? {
        config.options.learning = Learning::parse(&learning)
            .ok_or_else(|| usage(&format!("learning: {learning:?} is no choice: write auto, on or off")))?;
    }
    if let Some(least) = members.get::<u8>("minConfidence", "a number from 0 to 100")? {
        if least > 100 {
            return Err(usage(&format!("minConfidence: {least} is more than 100")));
        }
        config.options.min_confidence = least;
    }
    if let Some(required) = members.get("requireReason", "true or false")? {
        config.options.require_reason = required;
    }
    if let Some(today) = members.get::<String>("today", "a day such as 2026-11-29")? {
        let read =
            day(&today).ok_or_else(|| usage(&format!("today: {today:?} is no day such as 2026-11-29")))?;
        config.options.today = Some(read.to_owned());
    }
    if let Some(scope) = members.get::<String>("changedScope", "\"sentence\" or \"page\"")? {
        config.options.changed_scope = Scope::parse(&scope)
            .ok_or_else(|| usage(&format!("changedScope: {scope:?} is no choice: write sentence or page")))?;
    }
    if let Some(choice) = members.get("withoutLexicons", "true, false or an array of locales")? {
        config.options.without_lexicon = without_lexicon(choice)?;
    }
    if let Some(locale) = members.get::<String>("claimLocale", "a string")? {
        let locale = Locale::parse(&locale).ok_or_else(|| {
            usage(&format!("claimLocale: {locale:?} is not a locale: write a BCP 47 tag such as de-DE"))
        })?;
        config.options.claim_locale = Some(locale);
    }
    let rules: Option<OrderedMap<String, RuleLevel>> =
        members.get("rules", "an object of rules, each with \"error\", \"warning\", \"note\" or \"off\"")?;
    for (rule, level) in rules.into_iter().flatten() {
        if report::rules::summary(&rule).is_none() {
            return Err(usage(&format!("rules: there is no rule {rule:?}")));
        }
        config.options.rules.insert(rule, level.severity());
    }
    Ok(config)
}

/// Lexicons that are left aside: all or none of them, or those of some locales.
#[derive(Deserialize)]
#[serde(untagged)]
enum LexiconChoice {
    All(bool),
    Of(Vec<String>),
}

fn without_lexicon(choice: LexiconChoice) -> Result<Lexicons, JsValue> {
    let tags = match choice {
        LexiconChoice::All(true) => return Ok(Lexicons::All),
        LexiconChoice::All(false) => return Ok(Lexicons::None),
        LexiconChoice::Of(tags) => tags,
    };
    let locale = |tag: &String| {
        Locale::parse(tag).ok_or_else(|| {
            usage(&format!("withoutLexicons: {tag:?} is not a locale: write a BCP 47 tag such as it-IT"))
        })
    };
    tags.iter().map(locale).collect::<Result<_, _>>().map(Lexicons::Of)
}

/// The members of an object a caller gave. Reading each by itself lets an error name it, and lets a
/// misspelt one be seen: serde passes over the keys it does not know.
pub(super) struct Members(Option<Object>);

impl Members {
    /// The members of `value`, which may be undefined or null.
    pub(super) fn of(value: JsValue, what: &str, known: &[&str]) -> Result<Self, JsValue> {
        if value.is_undefined() || value.is_null() {
            return Ok(Self(None));
        }
        if !value.is_object() || Array::is_array(&value) {
            return Err(usage(&format!("{what} must be an object")));
        }
        let object: Object = value.unchecked_into();
        for key in Object::keys(&object).iter().filter_map(|key| key.as_string()) {
            if !known.contains(&key.as_str()) {
                return Err(usage(&format!("{what}: {key:?} is unknown; known are {}", known.join(", "))));
            }
        }
        Ok(Self(Some(object)))
    }

    /// A member; `None` where it is undefined.
    pub(super) fn get<T: DeserializeOwned>(&self, key: &str, expected: &str) -> Result<Option<T>, JsValue> {
        let Some(object) = &self.0 else { return Ok(None) };
        let wrong = || usage(&format!("{key} must be {expected}"));
        let member = Reflect::get(object, &JsValue::from_str(key)).map_err(|_| wrong())?;
        if member.is_undefined() || member.is_null() {
            return Ok(None);
        }
        // JSON has no numbers like these, and makes null of them.
        if member.as_f64().is_some_and(|number| !number.is_finite()) {
            return Err(wrong());
        }
        // What is no data, a function, becomes nothing; what holds itself does not become JSON.
        let json = JSON::stringify(&member).ok().and_then(|json| json.as_string()).ok_or_else(wrong)?;
        serde_json::from_str(&json).map(Some).map_err(|_| wrong())
    }
}
