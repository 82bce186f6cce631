//! What Unisono says, as data: which sentence, and the values in it.
//!
//! A rule writes no sentences. It declares its [`Wording`]s beside itself, by the macro [`wordings!`](crate::wordings), and
//! makes a [`Message`] of one by [`message!`](crate::message!):
//!
//! ```
//! unisono::message::wordings! {
//!     BECAME: "number-changed/became", "{was} became {is}";
//! }
//! let (was, is) = ("5269", "5296");
//! let message = unisono::message!(BECAME, was, is);
//! assert_eq!(message.text(), "5269 became 5296");
//! assert_eq!(message.id(), "number-changed/became");
//! ```
//!
//! The report turns messages into text, and nothing before it does. So they can be told in another language, and what
//! asks a finding what it says asks for its id and its values, not for words of a sentence.

use crate::interned::{self, Name};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A sentence with places for values.
///
/// `{was}` stands for the value of that name. Other braces are text: there is nothing to escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wording {
    /// Its name, the sentence, and the sentence as it is said of several languages, each in a line of its own: one text
    /// takes up less than three.
    lines: Name,
    /// What it says, for those who do not read it.
    says: Says,
}

/// What a sentence says of the source, as far as anything depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Says {
    /// Nothing that matters to others.
    #[default]
    Else,
    /// The source has something that is not there: "the number 5269 is missing".
    Missing,
    /// What the source has became another, and copying it mends that: `was` and `is` are the words of both.
    Became,
    /// The source has something else in its place.
    Instead,
}

impl Wording {
    /// A sentence, as [`wordings!`](crate::wordings) makes it: its name, the sentence, and the one that is said of several
    /// languages where it is another, in a line each.
    #[must_use]
    pub const fn new(lines: Name) -> Self {
        Self { lines, says: Says::Else }
    }

    /// The same, with what it says.
    #[must_use]
    pub const fn says(self, says: Says) -> Self {
        Self { says, ..self }
    }

    /// Its permanent name: that of its rule, and which of the rule's sentences it is, `number-changed/missing`.
    #[must_use]
    pub fn id(&self) -> Name {
        self.line(0)
    }

    /// The sentence in English, without a full stop where it is the message of a finding.
    #[must_use]
    pub fn text(&self) -> Name {
        self.line(1)
    }

    /// The same, where there is no source and other languages agree on it: "the others have it" for "the source has
    /// it". Empty where it is the same.
    #[must_use]
    pub fn of_others(&self) -> Name {
        self.line(2)
    }

    fn line(&self, at: usize) -> Name {
        self.lines.split('\n').nth(at).unwrap_or_default()
    }

    /// The names of its values, in the order in which the sentence has them.
    pub fn values(&self) -> impl Iterator<Item = &'static str> {
        values(self.text())
    }
}

/// The names of the values in a sentence.
pub(crate) fn values(sentence: &str) -> impl Iterator<Item = &str> {
    let named = |piece: &str| piece.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let pieces = sentence.split('{').skip(1).filter_map(|piece| Some(piece.split_once('}')?.0));
    pieces.filter(move |piece| !piece.is_empty() && named(piece))
}

/// Declares sentences, each by a name of its own, and `WORDINGS`, the list of them.
///
/// Behind `|` stands the sentence that is said where other languages stand for the source, and a variant of
/// [`Says`](crate::message::Says) tells what it says:
///
/// ```
/// unisono::wordings! {
///     MISSING: "number-changed/missing", "{was} is missing: the source has it"
///         | "{was} is missing: the others have it", Missing;
/// }
/// assert_eq!(WORDINGS.len(), 1);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! wordings {
    ($($(#[$meta:meta])* $name:ident: $id:literal, $text:literal $(| $others:literal)? $(, $says:ident)?;)*) => {
        $(
            $(#[$meta])*
            pub(crate) static $name: $crate::message::Wording =
                $crate::message::Wording::new(concat!($id, "\n", $text $(, "\n", $others)?))
                $(.says($crate::message::Says::$says))?;
        )*
        pub(crate) static WORDINGS: &[&$crate::message::Wording] = &[$(&$name),*];
    };
}

pub use wordings;

/// Makes a [`Message`](crate::message::Message) of a wording and its values: `message!(BECAME, was, is = 5296)`. A value
/// that is only named is that of the variable of its name.
#[doc(hidden)]
#[macro_export]
macro_rules! message {
    (@value $name:ident) => { $name };
    (@value $name:ident $value:expr) => { $value };
    ($wording:expr $(,)?) => { $crate::message::Message::of(&$wording) };
    ($wording:expr $(, $name:ident $(= $value:expr)?)+ $(,)?) => {
        $crate::message::Message::new(
            &$wording,
            concat!($(stringify!($name), ","),+),
            &[$(&$crate::message!(@value $name $($value)?) as &dyn $crate::message::ToValue),+],
        )
    };
}

/// What is said of something: a sentence and its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message(Box<Said>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Said {
    #[serde(with = "kept")]
    wording: &'static Wording,
    /// The names of its values, a comma behind each.
    #[serde(deserialize_with = "interned::read")]
    names: Name,
    values: Vec<Value>,
    /// Whether other languages stand for the source.
    of_others: bool,
}

/// A value in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Words of a page, a name, an address.
    Text(String),
    /// A count, a line, a step.
    Number(u32),
    /// A part of the sentence that is a matter of wording itself: "3 of 12 entries are".
    Part(Box<Message>),
    /// Several, one after the other.
    List(Vec<Value>),
}

impl Message {
    /// A sentence without values.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn of(wording: &'static Wording) -> Self {
        Self(Box::new(Said { wording, names: "", values: Vec::new(), of_others: false }))
    }

    /// A sentence with its values: what [`message!`](crate::message!) makes. `names` has a comma behind each. What it takes
    /// is the same for all, so that it is compiled once.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn new(wording: &'static Wording, names: Name, values: &[&dyn ToValue]) -> Self {
        let values = values.iter().map(|value| value.to_value()).collect();
        Self(Box::new(Said { wording, names, values, of_others: false }))
    }

    /// A finished sentence: what a library says of a text it cannot read.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        let said = Said {
            wording: &PLAIN,
            names: "text,",
            values: vec![Value::Text(text.into())],
            of_others: false,
        };
        Self(Box::new(said))
    }

    /// The same, where other languages stand for the source.
    #[must_use]
    pub fn of_others(mut self) -> Self {
        self.0.of_others = true;
        self
    }

    /// Its sentence.
    #[must_use]
    pub fn wording(&self) -> &'static Wording {
        self.0.wording
    }

    /// Its permanent name.
    #[must_use]
    pub fn id(&self) -> Name {
        self.0.wording.id()
    }

    /// What it says of the source. That it has something, it does not say where there is none.
    #[must_use]
    pub fn says(&self) -> Says {
        match self.0.wording.says {
            Says::Missing | Says::Instead if self.0.of_others => Says::Else,
            says => says,
        }
    }

    /// The message that this one is about, where it says who says so; else itself.
    #[must_use]
    pub fn subject(&self) -> &Self {
        match self.value("message") {
            Some(Value::Part(inner)) => inner.subject(),
            _ => self,
        }
    }

    /// A value that is words, by its name.
    #[must_use]
    pub fn words(&self, wanted: &str) -> Option<&str> {
        match self.value(wanted) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Its values, by their names, in the order in which they were given.
    pub fn values(&self) -> impl Iterator<Item = (Name, &Value)> {
        self.0.names.split(',').zip(&self.0.values)
    }

    /// A value, by its name.
    pub(crate) fn value(&self, wanted: &str) -> Option<&Value> {
        self.values().find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }

    /// Whether it is an empty text, which says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.wording == &PLAIN && self.words("text").is_some_and(str::is_empty)
    }

    /// What two messages share that say the same of the same: the name of the sentence and all values, as text.
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = String::new();
        self.push_key(&mut key);
        key
    }

    fn push_key(&self, key: &mut String) {
        key.push_str(self.0.wording.id());
        for value in &self.0.values {
            key.push('\u{1f}');
            value.push_key(key);
        }
    }

    /// The sentence in English.
    #[must_use]
    pub fn text(&self) -> String {
        self.render(&Catalogue::default())
    }

    /// The sentence, in the words of a catalogue.
    #[must_use]
    pub fn render(&self, words: &Catalogue) -> String {
        let mut out = String::new();
        self.write(words, &mut out);
        out
    }

    fn write(&self, words: &Catalogue, out: &mut String) {
        let mut rest = words.template(self.0.wording, self.0.of_others);
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            let behind = &rest[at + 1..];
            let named = behind.split_once('}').and_then(|(name, after)| Some((self.value(name)?, after)));
            rest = match named {
                Some((value, after)) => {
                    value.write(words, out);
                    after
                }
                None => {
                    out.push('{');
                    behind
                }
            };
        }
        out.push_str(rest);
    }
}

impl Value {
    /// It as it stands in a sentence, in the words of a catalogue.
    #[must_use]
    pub fn render(&self, words: &Catalogue) -> String {
        let mut out = String::new();
        self.write(words, &mut out);
        out
    }

    fn write(&self, words: &Catalogue, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Part(part) => part.write(words, out),
            Self::List(list) => {
                for (at, one) in list.iter().enumerate() {
                    if at > 0 {
                        out.push_str(words.template(&COMMA, false));
                    }
                    one.write(words, out);
                }
            }
        }
    }

    fn push_key(&self, key: &mut String) {
        match self {
            Self::Text(text) => key.push_str(text),
            Self::Number(number) => key.push_str(&number.to_string()),
            Self::Part(part) => part.push_key(key),
            Self::List(list) => list.iter().for_each(|one| {
                one.push_key(key);
                key.push('\u{1e}');
            }),
        }
    }
}

crate::message::wordings! {
    PLAIN: "plain", "{text}";
    /// What stands between the members of a list.
    COMMA: "list/between", ", ";
}

/// The sentences of one language, by their names; English, where a name has none.
///
/// A file of them is YAML: `number-changed/missing: "{was} fehlt: die Quelle hat es"`. What is said where other languages
/// stand for the source has `/of-others` behind its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    texts: Vec<(String, String)>,
}

/// What is behind the name of a sentence that is said of several languages.
pub(crate) const OF_OTHERS: &str = "/of-others";

impl Catalogue {
    /// The sentences of a language.
    pub fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { texts: texts.into_iter().collect() }
    }

    /// Its sentences, with their names.
    pub fn sentences(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, sentence)| (name.as_str(), sentence.as_str()))
    }

    fn template(&self, wording: &'static Wording, of_others: bool) -> &str {
        let (text, said_of_others) = (wording.text(), wording.of_others());
        let others = of_others && !said_of_others.is_empty();
        let english = if others { said_of_others } else { text };
        if self.texts.is_empty() {
            return english;
        }
        let id = [wording.id(), if others { OF_OTHERS } else { "" }].concat();
        self.texts.iter().find(|(own, _)| *own == id).map_or(english, |(_, text)| text)
    }
}

/// Writes a wording down, and makes the one copy that there is of each of what is read back.
pub(crate) mod kept {
    use super::{Mutex, PoisonError, Says, Wording, interned};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    static KNOWN: Mutex<Vec<&'static Wording>> = Mutex::new(Vec::new());

    pub fn serialize<S: Serializer>(wording: &&'static Wording, serializer: S) -> Result<S::Ok, S::Error> {
        (wording.lines, wording.says).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Wording, D::Error> {
        let (lines, says) = <(&str, Says)>::deserialize(deserializer)?;
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        // There are a few hundred in all.
        if let Some(known) = known.iter().find(|known| known.lines == lines) {
            return Ok(known);
        }
        let kept: &'static Wording = Box::leak(Box::new(Wording { lines: interned::name(lines), says }));
        known.push(kept);
        Ok(kept)
    }
}

/// In English.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl From<&'static Wording> for Message {
    fn from(wording: &'static Wording) -> Self {
        Self::of(wording)
    }
}

/// What can be a value in a message.
pub trait ToValue {
    /// It, as a value.
    fn to_value(&self) -> Value;
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        self.as_str().to_value()
    }
}

impl ToValue for char {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl ToValue for Message {
    fn to_value(&self) -> Value {
        Value::Part(Box::new(self.clone()))
    }
}

impl ToValue for &'static Wording {
    fn to_value(&self) -> Value {
        Value::Part(Box::new(Message::of(self)))
    }
}

impl<T: ToValue> ToValue for [T] {
    fn to_value(&self) -> Value {
        Value::List(self.iter().map(ToValue::to_value).collect())
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Value {
        self.as_slice().to_value()
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl ToValue for $number {
            fn to_value(&self) -> Value {
                Value::Number(u32::try_from(*self).unwrap_or(u32::MAX))
            }
        })*
    };
}

numbers!(u8 u16 u32 usize);

#[cfg(test)]
mod tests {
    use super::*;

    crate::message::wordings! {
        LOST: "test/lost", "{what} is lost: the source has {count}" | "{what} is lost: the others have {count}";
        WHAT: "test/what", "a {kind}";
        BRACES: "test/braces", "write {{name}: …}, {or} this}";
    }

    #[test]
    fn a_message_says_its_values_wherever_they_stand() {
        assert_eq!(WORDINGS.len(), 3);
        let message = message!(LOST, what = message!(WHAT, kind = "cell"), count = 3_u32);
        assert_eq!(message.text(), "a cell is lost: the source has 3");
        assert_eq!(message.of_others().text(), "a cell is lost: the others have 3");
    }

    #[test]
    fn braces_around_no_value_are_text() {
        assert_eq!(message!(BRACES, name = "x").text(), "write {x: …}, {or} this}");
        assert_eq!(Message::plain("{was} {}").text(), "{was} {}");
    }

    #[test]
    fn another_language_has_its_own_order_and_lacks_nothing() {
        let german = Catalogue::new([
            ("test/lost".to_owned(), "{count} sind im Original, hier fehlt {what}".to_owned()),
            ("test/lost/of-others".to_owned(), "{count} sind anderswo, hier fehlt {what}".to_owned()),
        ]);
        let message = message!(LOST, what = "Port", count = 3_u32);
        assert_eq!(message.render(&german), "3 sind im Original, hier fehlt Port");
        assert_eq!(message!(WHAT, kind = "cell").render(&german), "a cell");
        assert_eq!(message.of_others().render(&german), "3 sind anderswo, hier fehlt Port");
    }

    #[test]
    fn what_was_written_down_is_the_same_when_read_back() {
        let message = message!(LOST, what = vec!["a", "b"], count = message!(WHAT, kind = 1_u8)).of_others();
        let bytes = postcard::to_allocvec(&message).expect("it is plain data");
        let back: Message = postcard::from_bytes(&bytes).expect("it was written so");
        assert_eq!(back, message);
        assert_eq!(back.text(), "a, b is lost: the others have a 1");
    }
}
