//! The values of messages as reports carry them, for programs that group findings, or say the same in words of their own.

use crate::message::{Catalogue, Message, Value};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The values of a message as text, by their names, in the order in which its sentence has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments(pub Vec<(&'static str, String)>);

impl Arguments {
    /// Those of a message, in the words of a catalogue. Where the message says who says another one, its values are
    /// there with those of the other.
    #[must_use]
    pub fn of(message: &Message, words: &Catalogue) -> Self {
        let mut all = Self::default();
        all.add(message, words);
        all
    }

    /// Apart from [`Self::of`], for messages in messages.
    fn add(&mut self, message: &Message, words: &Catalogue) {
        for name in message.wording().values() {
            match message.value(name) {
                Some(Value::Part(inner)) if name == "message" => self.add(inner, words),
                Some(value) => self.0.push((name, value.render(words))),
                None => {}
            }
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Arguments {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
