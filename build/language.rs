//! The schema of `lexicon/<tag>.yaml`, and the Rust it becomes.

use crate::cues::{self, Concepts, Forms};
use crate::domain::Added;
use crate::words::{lower_case, upper_case, words};
use crate::yaml::fields::Fields;
use crate::yaml::{Fault, Node, Result};
use std::fmt::Write;

const NUMBER_KINDS: [(&str, &str); 7] = [
    ("cardinal", "Cardinal"),
    ("ordinal", "Ordinal"),
    ("multiple", "Multiple"),
    ("group", "Group"),
    ("article", "Article"),
    ("prefix", "Prefix"),
    ("nothing", "Nothing"),
];
const SCRIPTS: [&str; 7] = ["Arab", "Cyrl", "Hans", "Hant", "Jpan", "Kore", "Latn"];
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// A lexicon as read, in the order of the struct `Lexicon`.
pub struct Language {
    /// The fields of the struct but the examples, as Rust.
    pub rust: String,
    /// The forms of its cues, as `words::Words::cues`.
    pub cues: String,
    /// The forms of technical terms that stand in its own file, by their concept.
    pub terms: Forms,
    /// Text and language, for the tests.
    pub examples: Vec<(String, String)>,
    /// Words and letters that tell the language, for the tables of recognition.
    pub common_words: Vec<String>,
    pub letters: Vec<char>,
}

/// Reads a lexicon; `added` is what domains bring to it.
pub fn read(tag: &str, root: &Node, concepts: &Concepts, added: &Added) -> Result<Language> {
    let mut fields = Fields::of(root, "a mapping of fields")?;
    let mut rust = String::new();
    let mut field = |name: &str, value: String| {
        let _ = writeln!(rust, "        {name}: {value},");
    };
    field("tag", format!("{tag:?}"));
    let english = fields.required("english-name", "the language's name in English")?.text("a name")?;
    field("english_name", format!("{english:?}"));
    field(
        "script",
        format!("Script::{}", script(fields.required("script", "its script, as in ISO 15924")?)?),
    );
    field("length", length(fields.optional("length"))?.to_string());
    let letters = letters(fields.optional("letters"))?;
    let common =
        words(Some(fields.required("common-words", "words that tell the language")?), "words", lower_case)?;
    field("common_words", format!("&{common:?}"));
    field("abbreviations", format!("&{:?}", abbreviations(fields.optional("abbreviations"))?));
    field("numbers", numbers(fields.required("numbers", "how numbers are written")?)?);
    field("dates", dates(fields.required("dates", "how dates are written")?)?);
    let last = words(fields.optional("puts-last"), "conditions, order", lower_case)?;
    if let Some(other) = last.iter().find(|what| !matches!(what.as_str(), "conditions" | "order")) {
        return Err(Fault::new(root.line, format!("puts-last: \"{other}\" is neither conditions nor order")));
    }
    let is_last = |what: &str| last.iter().any(|known| known == what);
    let (conditions, order) = (is_last("conditions"), is_last("order"));
    field("puts_last", format!("PutsLast {{ conditions: {conditions}, order: {order} }}"));
    field("relations", relations(fields.optional("relations"))?);
    field("alert_labels", format!("&{:?}", alert_labels(fields.optional("alert-labels"))?));
    field("number_words", number_words(fields.optional("number-words"))?);
    let mut loanwords = words(fields.optional("loanwords"), "words", lower_case)?;
    loanwords.extend(added.loanwords.iter().cloned());
    loanwords.sort_unstable();
    loanwords.dedup();
    field("loanwords", format!("&{loanwords:?}"));
    let own = words(fields.optional("words-of-its-own"), "words", lower_case)?;
    field("own_words", format!("&{own:?}"));
    let capital = capital_letters(fields.optional("capital-letters"))?;
    field("names_have_capitals", (capital == "names").to_string());
    field("nouns_have_capitals", (capital == "nouns").to_string());
    field("capitals", format!("&{:?}", words(fields.optional("capitals"), "words", lower_case)?));
    let cues = cues::cues(fields.optional("cues"), fields.optional("traps"), concepts, &added.forms)?;
    field("has_cues", (!cues.is_empty()).to_string());
    let terms = cues::own_terms(fields.optional("terms"), concepts)?;
    let examples = examples(fields.optional("examples"))?;
    fields.done()?;
    Ok(Language { rust, cues, terms, examples, common_words: common, letters })
}

fn script(node: &Node) -> Result<&str> {
    let script = node.text("a script")?;
    if SCRIPTS.contains(&script) {
        return Ok(script);
    }
    Err(Fault::new(
        node.line,
        format!(
            "\"{script}\" is no script that src/language/detect.rs tells apart; those are {}",
            SCRIPTS.join(", ")
        ),
    ))
}

/// What is always written with a capital.
fn capital_letters(node: Option<&Node>) -> Result<&str> {
    let Some(node) = node else { return Ok("") };
    let written = node.text("names or nouns")?;
    if matches!(written, "names" | "nouns") {
        return Ok(written);
    }
    Err(Fault::new(node.line, format!("\"{written}\" have no capitals of their own: names or nouns have")))
}

/// How long texts are, in hundredths of what they are in English.
fn length(node: Option<&Node>) -> Result<u16> {
    let Some(node) = node else { return Ok(100) };
    let written = node.text("a number: 120 where texts are a fifth longer than in English")?;
    written.parse().ok().filter(|length| (50..=200).contains(length)).ok_or_else(|| {
        Fault::new(node.line, format!("\"{written}\" is no length from 50 to 200; English is 100"))
    })
}

/// One text of letters; spaces in it only break its line.
fn letters(node: Option<&Node>) -> Result<Vec<char>> {
    let Some(node) = node else { return Ok(Vec::new()) };
    let mut letters: Vec<char> =
        node.text("letters, one after the other")?.chars().filter(|c| *c != ' ').collect();
    letters.sort_unstable();
    match letters.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Fault::new(node.line, format!("'{}' stands twice in these letters", pair[0]))),
        None => Ok(letters),
    }
}

fn abbreviations(node: Option<&Node>) -> Result<Vec<String>> {
    words(node, "abbreviations", |word| {
        if word.ends_with('.') { lower_case(word) } else { Some("has to end with its full stop") }
    })
}

fn one_char(node: &Node) -> Result<char> {
    let text = match &node.value {
        crate::yaml::Value::Scalar(text) => text.as_str(),
        _ => "",
    };
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(char), None) => Ok(char),
        _ => Err(Fault::new(node.line, "expected one character in quotes")),
    }
}

fn numbers(node: &Node) -> Result<String> {
    let mut fields = Fields::of(node, "decimal and group")?;
    let decimal = one_char(fields.required("decimal", "the decimal separator")?)?;
    let group = fields.required("group", "the separators of thousands")?.list("characters")?;
    let group = group.iter().map(one_char).collect::<Result<Vec<char>>>()?;
    let joints = words(fields.optional("joints"), "words", lower_case)?;
    let nth = words(fields.optional("nth"), "words", lower_case)?;
    let attached = words(fields.optional("attached"), "words", lower_case)?;
    let tens = words(fields.optional("tens"), "words", lower_case)?;
    let teens = words(fields.optional("teens"), "words", lower_case)?;
    let solid = is_true(fields.optional("solid"))?;
    let behind_ten = is_true(fields.optional("behind-ten"))?;
    let units = counted(fields.optional("units"), "units with their words")?;
    fields.done()?;
    Ok(format!(
        "NumberFormat {{ decimal: {decimal:?}, group: &{group:?}, joints: &{joints:?}, nth: &{nth:?}, \
         attached: &{attached:?}, tens: &{tens:?}, teens: &{teens:?}, behind_ten: {behind_ten}, \
         solid: {solid}, units: &{units:?} }}"
    ))
}

fn is_true(node: Option<&Node>) -> Result<bool> {
    match node {
        None => Ok(false),
        Some(node) if node.text("\"true\"")? == "true" => Ok(true),
        Some(node) => Err(Fault::new(node.line, "write \"true\", or leave it out")),
    }
}

/// Words by the number they stand for, sorted by word.
fn counted(node: Option<&Node>, what: &str) -> Result<Vec<(String, u64)>> {
    let mut found: Vec<(String, u64)> = Vec::new();
    for entry in node.map(|node| node.entries(what)).transpose()?.unwrap_or_default() {
        let value = number(&entry.key, entry.line)?;
        for word in words(Some(&entry.value), "words", lower_case)? {
            if found.iter().any(|(other, _)| *other == word) {
                return Err(Fault::new(entry.line, format!("\"{word}\" already stands for another number")));
            }
            found.push((word, value));
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn number(text: &str, line: usize) -> Result<u64> {
    text.parse().map_err(|_| Fault::new(line, format!("expected a number in digits, found \"{text}\"")))
}

fn dates(node: &Node) -> Result<String> {
    let mut fields = Fields::of(node, "after-year, before-year, months, …")?;
    let mut rust = String::from("DateWords {");
    for (key, name) in [
        ("after-year", "after_year"),
        ("before-year", "before_year"),
        ("after-month", "after_month"),
        ("after-day", "after_day"),
        ("after-hour", "after_hour"),
        ("after-minute", "after_minute"),
    ] {
        let _ = write!(rust, " {name}: &{:?},", words(fields.optional(key), "words", lower_case)?);
    }
    let months = counted(fields.optional("months"), "months by their number")?;
    if let Some((word, _)) = months.iter().find(|(_, month)| !(1..=12).contains(month)) {
        return Err(Fault::new(node.line, format!("\"{word}\" stands under no number of a month")));
    }
    let (names, numbers): (Vec<String>, Vec<u64>) = months.into_iter().unzip();
    let hours = counted(fields.optional("hours"), "hours of the day with their names")?;
    let _ = write!(rust, " hours: &{hours:?}, months: &{names:?}, month_numbers: &{numbers:?},");
    fields.done()?;
    rust.push_str(" }");
    Ok(rust)
}

fn relations(node: Option<&Node>) -> Result<String> {
    let Some(node) = node else {
        return Ok("Relations { behind: false, instead_of: &[], from: &[], to: &[] }".to_owned());
    };
    let mut fields = Fields::of(node, "side, instead-of, from and to")?;
    let side = fields.required("side", "before or behind")?;
    let behind = match side.text("before or behind")? {
        "before" => false,
        "behind" => true,
        other => return Err(Fault::new(side.line, format!("\"{other}\" is neither before nor behind"))),
    };
    let mut rust = format!("Relations {{ behind: {behind},");
    for (key, name) in [("instead-of", "instead_of"), ("from", "from"), ("to", "to")] {
        let _ = write!(rust, " {name}: &{:?},", words(fields.optional(key), "words", lower_case)?);
    }
    fields.done()?;
    rust.push_str(" }");
    Ok(rust)
}

fn alert_labels(node: Option<&Node>) -> Result<Vec<(String, String)>> {
    let mut labels = Vec::new();
    for entry in
        node.map(|node| node.entries("alert kinds with their labels")).transpose()?.unwrap_or_default()
    {
        if !ALERTS.contains(&entry.key.as_str()) {
            return Err(Fault::new(
                entry.line,
                format!("\"{}\" is no kind of alert; kinds are {}", entry.key, ALERTS.join(", ")),
            ));
        }
        for label in words(Some(&entry.value), "labels", upper_case)? {
            labels.push((label, entry.key.clone()));
        }
    }
    // One label may stand for two kinds: 注意 is written over notes and over cautions.
    labels.sort_unstable();
    Ok(labels)
}

fn number_words(node: Option<&Node>) -> Result<String> {
    let mut found = Vec::new();
    for kind in node.map(|node| node.entries("kinds of numbers")).transpose()?.unwrap_or_default() {
        let Some((_, name)) = NUMBER_KINDS.iter().find(|(key, _)| *key == kind.key) else {
            let known: Vec<&str> = NUMBER_KINDS.iter().map(|(key, _)| *key).collect();
            return Err(Fault::new(
                kind.line,
                format!("\"{}\" is no kind of number; kinds are {}", kind.key, known.join(", ")),
            ));
        };
        for entry in kind.value.entries("numbers with their words")? {
            let value = number(&entry.key, entry.line)?;
            for word in words(Some(&entry.value), "words", lower_case)? {
                if found.iter().any(|(other, of, _): &(String, &str, u64)| *other == word && of == name) {
                    return Err(Fault::new(
                        entry.line,
                        format!("\"{word}\" already stands for another {}", kind.key),
                    ));
                }
                found.push((word, name, value));
            }
        }
    }
    found.sort_unstable();
    let mut rust = String::from("&[");
    for (word, kind, value) in found {
        let _ = write!(rust, "NumberWord {{ word: {word:?}, value: {value}, kind: NumberKind::{kind} }}, ");
    }
    rust.push(']');
    Ok(rust)
}

fn examples(node: Option<&Node>) -> Result<Vec<(String, String)>> {
    let mut examples = Vec::new();
    for item in node.map(|node| node.list("examples")).transpose()?.unwrap_or_default() {
        let mut fields = Fields::of(item, "text and language")?;
        let text = fields.required("text", "a sentence")?.text("a sentence")?;
        let language = fields.required("language", "the tag it is recognised as, or none")?.text("a tag")?;
        fields.done()?;
        let language = if language == "none" { "" } else { language };
        examples.push((text.to_owned(), language.to_owned()));
    }
    Ok(examples)
}
