//! Code that differs only in what people read of it: what a program says, and the words between tags, in quotation
//! marks or behind an arrow.

use super::mentions::contains_folded;
use super::words;

/// Longer code is no code for people to read, in bytes.
const LONGEST: usize = 400;

/// Whether two pieces of code are the same but for words for people.
#[must_use]
pub fn differ_in_words(source: &str, target: &str) -> bool {
    source.len().max(target.len()) <= LONGEST
        && (is_said_otherwise(source, target)
            || same_but_for_phrases(source, target)
            || is_same_chord(source, target))
}

/// Whether code has nothing in it that could be a name: `(`, `.`, `**`. A sentence may say that in words.
#[must_use]
pub fn is_mark(code: &str) -> bool {
    !code.contains(char::is_alphanumeric)
}

/// Whether code is what a program says or shows to people, several words of it: a label, a message.
#[must_use]
pub fn is_said(code: &str) -> bool {
    let first = code.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    let opened = code.starts_with(|c: char| c.is_uppercase() || !c.is_ascii() || matches!(c, '"' | '\''));
    first.is_some_and(|c| c.is_uppercase() || opened)
        && opened
        && !is_written_for_machines(code)
        && code.split_whitespace().filter(|word| words::is_plain(word)).count() > 1
}

/// Whether both are keys that are struck together, with the same letters and numbers: `Ctrl+Space`, `Strg+Leertaste`.
#[must_use]
pub fn is_same_chord(source: &str, target: &str) -> bool {
    fn keys(text: &str) -> Option<Vec<&str>> {
        let keys: Vec<&str> = text.split('+').map(str::trim).collect();
        let named = |key: &&str| {
            let mut letters = key.chars();
            letters.next().is_some_and(|c| c.is_uppercase() || !c.is_ascii())
                && letters.all(|c| c.is_alphabetic() && !c.is_ascii_uppercase())
        };
        let known = |key: &&str| key.chars().count() == 1 || named(key) || is_numbered(key);
        (keys.len() > 1 && keys.first().is_some_and(named) && keys.iter().all(known)).then_some(keys)
    }
    // "F5" and "A" are the same on every keyboard.
    fn is_numbered(key: &str) -> bool {
        let digits = key.trim_start_matches(|c: char| c.is_ascii_uppercase());
        key.len() > digits.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    }
    let fixed = |key: &str| key.chars().count() == 1 || is_numbered(key);
    match (keys(source), keys(target)) {
        (Some(was), Some(is)) => {
            was.len() == is.len()
                && was.iter().zip(&is).all(|(was, is)| was == is || !fixed(was) && !fixed(is))
        }
        _ => false,
    }
}

/// Whether a text has marks of code in it.
fn is_written_for_machines(text: &str) -> bool {
    let option = |word: &str| word.starts_with('-') && word.contains(char::is_alphabetic);
    text.contains(['{', '}', '<', '>', '=', '|', '$', ';', '\\', '_']) || text.split_whitespace().any(option)
}

/// Whether both are messages of a program, with all in them that is no word: `Schedule "a" log`, `❌ Disconnected from
/// https://localhost:1234`. One is of the language of the page where it has letters of it, or both begin as sentences do.
fn is_said_otherwise(source: &str, target: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().filter(|word| words::is_plain(word)).count();
    let first = |text: &str| {
        text.split_whitespace().find(|word| word.contains(char::is_alphanumeric)).map(str::to_lowercase)
    };
    let sentence = |text: &str| text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let foreign = target.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let kept = source.split_whitespace().filter(|word| !words::is_plain(word)).all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty() || contains_folded(target, bare)
    });
    plain(source) > 1
        && plain(target) > 0
        && first(source) != first(target)
        && (foreign || sentence(source) && sentence(target))
        && !is_written_for_machines(source)
        && !is_written_for_machines(target)
        && kept
}

/// Whether two pieces are the same but for phrases in them: `count && <p>New messages</p>`, `value="some string"`,
/// `lookup name -> resource or resource list`.
fn same_but_for_phrases(source: &str, target: &str) -> bool {
    let (was, is) = (Parts::of(source), Parts::of(target));
    !was.phrases.is_empty()
        && was.frame == is.frame
        && was.frame.chars().any(char::is_alphanumeric)
        && was.phrases.iter().zip(&is.phrases).all(|(was, is)| was.text == is.text || was.is_put_as(is))
}

/// Code cut into phrases and what stands around them.
#[derive(Default)]
struct Parts<'c> {
    /// What is no phrase, with a mark in the place of each that is one.
    frame: String,
    phrases: Vec<Phrase<'c>>,
}

/// Words of a language in code.
struct Phrase<'c> {
    text: &'c str,
    /// Whether it stands where only text does: between tags, or in the quotation marks of an attribute.
    placed: bool,
}

impl Phrase<'_> {
    fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Whether another may be its translation: it is text by its place or by its length, or the other has letters that no
    /// command has.
    fn is_put_as(&self, other: &Self) -> bool {
        let foreign = other.text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        other.text.contains(char::is_alphabetic)
            && (self.placed || self.words() > 2 || self.words() > 1 && foreign)
    }
}

impl<'c> Parts<'c> {
    fn of(code: &'c str) -> Self {
        let mut parts = Self::default();
        let mut at = 0;
        while let Some(c) = code[at..].chars().next() {
            let (text, placed) = parts.phrase(code, at);
            if text > 0 {
                parts.frame.push('\u{0}');
                parts.phrases.push(Phrase { text: &code[at..at + text], placed });
                at += text;
                continue;
            }
            let word = word_length(&code[at..]).max(c.len_utf8());
            parts.frame.push_str(&code[at..at + word]);
            at += word;
        }
        parts
    }

    /// The length of the phrase that begins there, 0 where none does, and whether its place tells that it is text.
    fn phrase(&self, code: &str, at: usize) -> (usize, bool) {
        let before = code[..at].chars().next_back();
        if let Some(quote) = before.filter(|c| matches!(c, '"' | '\'')) {
            let assigned = code[..at - 1].ends_with('=');
            let length = code[at..].find(quote).unwrap_or(0);
            let several = code[at..at + length].contains(' ');
            return if assigned { (length, several) } else { (0, false) };
        }
        // Words behind a word are those of a command.
        let Some(before) = before.filter(|_| !self.frame.trim_end().ends_with(char::is_alphanumeric)) else {
            return (0, false);
        };
        let length = phrase_length(&code[at..]);
        let after = code[at + length..].chars().next();
        let tagged = before == '>' && (after == Some('<') || after.is_none()) && self.frame.contains('<');
        let several = code[at..at + length].contains(' ');
        if tagged || several { (length, tagged) } else { (0, false) }
    }
}

/// How far words of a language reach that only blanks part, and a comma before a blank.
fn phrase_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let gap = match &text.as_bytes()[length..] {
            [b',', b' ', ..] if length > 0 => 2,
            [b' ', ..] if length > 0 => 1,
            _ if length == 0 => 0,
            _ => break,
        };
        let word = word_length(&text[length + gap..]);
        let end = length + gap + word;
        if word == 0
            || text[end..].starts_with(['(', '=', '.', '_', '/', ':', '[', '{']) && !ends_there(&text[end..])
        {
            break;
        }
        length = end;
    }
    length
}

/// Whether a full stop is the last that is said.
fn ends_there(rest: &str) -> bool {
    rest.trim_start_matches('.').chars().next().is_none_or(|c| c.is_whitespace() || c == '<')
}

/// The length of the word of a language that a text begins with: letters, and apostrophes or hyphens between them. A name
/// with humps is none.
fn word_length(text: &str) -> usize {
    let inside = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-');
    let word = &text[..text.find(|c| !inside(c)).unwrap_or(text.len())];
    let word = word.trim_end_matches(['\'', '’', '-']);
    let humps =
        word.as_bytes().windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    let technical = text[word.len()..].starts_with(|c: char| c.is_numeric() || c == '_');
    if !word.starts_with(char::is_alphabetic) || humps || technical { 0 } else { word.len() }
}

#[cfg(test)]
mod tests {
    use super::{differ_in_words, is_mark, is_said};

    #[test]
    fn what_people_read_of_code_may_be_put_in_other_words() {
        for (source, target) in [
            ("count && <p>New messages</p>", "count && <p>Novas mensagens</p>"),
            ("count > 0 && <p>New messages</p>", "count > 0 && <p>Новые сообщения</p>"),
            ("<li>oranges", "<li>naranjas"),
            ("value=\"some string\"", "value=\"quelqueChose\""),
            (
                "lookup name, kind -> rack or rack list",
                "lookup name, kind -> ressource ou liste de ressources",
            ),
            ("## Example Heading {#example-id}", "## Приклад заголовка {#example-id}"),
            ("track_(original name).wav", "track_(원래 이름).wav"),
            ("Schedule \"a\" log", "Agendar log de \"a\""),
            (
                "✅ Connecting to \"main\" room at https://localhost:1234...",
                "✅ Connexion au salon « main » sur https://localhost:1234...",
            ),
            (
                "Oven hook openDoor has a missing part: 'lamp'",
                "у Oven hook openDoor отсутствует часть: 'lamp'",
            ),
            ("filter array: 0.15ms", "筛选数组：0.15ms"),
            ("cleanup function", "função de limpeza"),
            ("Ctrl+Space", "Strg+Leertaste"),
            ("Ctrl + Shift + F5", "Strg + Umschalt + F5"),
        ] {
            assert!(differ_in_words(source, target), "{source} {target}");
        }
    }

    #[test]
    fn what_a_machine_reads_may_not() {
        for (source, target) in [
            ("oven run", "oven stop"),
            ("Ctrl+C", "Strg+V"),
            ("Ctrl+F5", "Strg+F6"),
            ("Ctrl+Space", "Strg+L"),
            ("oven run main", "oven courir main"),
            ("oven load rack", "four charger grille"),
            ("value", "valor"),
            ("count && <p>New messages</p>", "conteo && <p>Nuevos mensajes</p>"),
            ("value=\"open\"", "value=\"abierto\""),
            ("import { useOven } from 'oven'", "import { useOven } de 'oven'"),
            ("oven push origin main", "oven pull origin dev"),
            ("--open door", "--open Tür"),
            ("await oven.ready", "aguardar oven.ready"),
            ("{{stable|testing}}", "{{estable|prueba}}"),
            ("Disconnected from https://localhost:1234", "Déconnexion de https://localhost:4321"),
        ] {
            assert!(!differ_in_words(source, target), "{source} {target}");
        }
    }

    #[test]
    fn a_message_and_a_mark_are_told_from_code() {
        assert!(is_said("Too many racks. The oven limits them."));
        assert!(is_said("\"✅ Connecting to the oven...\""));
        assert!(
            !is_said("oven load rack") && !is_said("Open-Door -Wide now please") && !is_said("OVEN_HOME")
        );
        assert!(is_mark("(") && is_mark("**") && !is_mark("v2"));
    }
}
