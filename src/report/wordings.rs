//! All sentences that findings can say, and the files that say them in another language.
//!
//! `messages/en.yaml` lists the sentences in English, by their names. A copy of it with the sentences in another language
//! is read by [`read`], and given to a run as [`Options::with_messages`](crate::Options::with_messages); what it leaves out is said in
//! English. [`unknown`] tells of names and values that no sentence has.

use super::mending;
use crate::checks::{self, SHARED};
use crate::message::{self, Catalogue, OF_OTHERS, Wording, values};
use crate::order::InOrder as _;
use crate::source::decode::decode;
use crate::yaml::{self, Dialect, Node, Value};
use crate::{dismiss, document, facts, guidance, source};
use std::fmt;

/// Lists of sentences that are said beside those of the core and of the rules about pages.
pub type More = &'static [&'static [&'static Wording]];

/// What is wrong with a file of sentences, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CatalogueError {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for CatalogueError {}

/// All sentences, each once, ordered by their names.
#[must_use]
pub fn all(more: More) -> Vec<&'static Wording> {
    let own = [
        message::WORDINGS,
        source::WORDINGS,
        facts::WORDINGS,
        document::WORDINGS,
        guidance::WORDINGS,
        mending::WORDINGS,
    ];
    let of_rules = checks::all().map(|rule| rule.messages);
    let shared = dismiss::WORDINGS.into_iter().chain(SHARED.iter().copied()).chain(more.iter().copied());
    let lists = own.into_iter().chain(shared).chain(of_rules);
    let mut all: Vec<&'static Wording> = lists.flatten().copied().collect();
    all.put_in_order_by_key(|wording| (wording.id(), wording.text()));
    // Several places may say the same.
    all.dedup();
    all
}

/// The sentences of [`all`] as a file, to be copied and translated.
#[must_use]
pub fn yaml(more: More) -> String {
    let mut out = String::from(
        "# The sentences that findings say, by their names. {is} stands for a value of that name.\n\
         # For another language: copy this file to messages/<tag>.yaml and write the sentences in it.\n",
    );
    for wording in all(more) {
        entry(&mut out, wording.id(), "", wording.text());
        if !wording.of_others().is_empty() {
            entry(&mut out, wording.id(), OF_OTHERS, wording.of_others());
        }
    }
    out
}

fn entry(out: &mut String, id: &str, behind: &str, text: &str) {
    let quoted = text.replace('\'', "''");
    out.push_str(&format!("{id}{behind}: '{quoted}'\n"));
}

/// What is in a file of sentences and in no sentence: a name, or a value that the sentence of that name has not.
#[must_use]
pub fn unknown(catalogue: &Catalogue, more: More) -> Vec<String> {
    let all = all(more);
    let wrong = |(name, sentence): (&str, &str)| {
        let id = name.strip_suffix(OF_OTHERS).unwrap_or(name);
        let Some(wording) = all.iter().find(|wording| wording.id() == id) else {
            return Some(format!("there is no sentence {name}"));
        };
        let value = values(sentence).find(|value| !wording.values().any(|own| own == *value))?;
        Some(format!("{name}: there is no value {{{value}}} in this sentence: {}", wording.text()))
    };
    catalogue.sentences().filter_map(wrong).collect()
}

impl Catalogue {
    /// Reads a file of sentences in another language; `name` is for messages. What it leaves out is said in English.
    ///
    /// ```
    /// let german = "number-changed/became: 'Aus {was} wurde {is}'\n";
    /// let messages = unisono::Catalogue::read("de.yaml", german.as_bytes())?;
    /// let options = unisono::Options::default().with_messages(messages);
    /// # let _ = options;
    /// # Ok::<(), unisono::CatalogueError>(())
    /// ```
    ///
    /// # Errors
    /// The first thing that is wrong: text that is no YAML of names and sentences.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, CatalogueError> {
        read(name, bytes)
    }
}

/// Reads a file of sentences in another language; `name` is for messages.
///
/// # Errors
/// The first thing that is wrong: text that is no YAML of names and sentences. What no sentence is named by is passed
/// over: [`unknown`] tells of it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Catalogue, CatalogueError> {
    let error = |line: usize, message: String| CatalogueError {
        file: name.to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        message,
    };
    let text = decode(bytes).map_err(|fault| error(1, fault.of_file().text()))?;
    let root = yaml::tree(text, Dialect::Written).map_err(|fault| error(fault.line, fault.message))?;
    let Some(Node { value: Value::Mapping(entries), .. }) = root else {
        return Err(error(1, "expected names of sentences, each with its sentence".to_owned()));
    };
    let mut texts = Vec::with_capacity(entries.len());
    for entry in entries {
        let Value::Scalar(sentence) = entry.value.value else {
            return Err(error(entry.line, format!("{}: expected one sentence", entry.key)));
        };
        texts.push((entry.key, sentence));
    }
    Ok(Catalogue::new(texts))
}

#[cfg(test)]
mod tests {
    use super::{all, read, unknown};
    use crate::message::values;

    #[test]
    fn no_two_sentences_share_a_name() {
        let all = all(&[]);
        let twice = all.windows(2).find(|pair| pair[0].id() == pair[1].id()).map(|pair| pair[0].id());
        assert_eq!(twice, None);
    }

    #[test]
    fn what_is_said_of_several_languages_has_the_values_of_the_sentence() {
        for wording in all(&[]).into_iter().filter(|wording| !wording.of_others().is_empty()) {
            assert!(values(wording.text()).eq(values(wording.of_others())), "{}", wording.id());
        }
    }

    #[test]
    fn a_file_of_sentences_says_what_is_wrong_with_it() {
        for (text, wrong) in
            [("a: [a]\n", "de.yaml:1: a: expected one sentence"), ("just text\n", "expected names")]
        {
            let read = read("de.yaml", text.as_bytes()).map_err(|error| error.to_string());
            assert!(read.is_err_and(|error| error.contains(wrong)), "{text}");
        }
    }

    #[test]
    fn what_no_sentence_has_is_told() {
        let text = "number-changed/missing: 'Zahl {was} fehlt'\nnumber-changed/misssing: x\n\
                    number-changed/added/of-others: 'Zahl {war}'\n";
        let messages = read("de.yaml", text.as_bytes()).expect("it is well formed");
        let told = unknown(&messages, &[]);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(told[0], "there is no sentence number-changed/misssing");
        assert!(told[1].starts_with("number-changed/added/of-others: there is no value {war}"), "{told:?}");
    }
}
