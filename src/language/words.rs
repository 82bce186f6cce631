//! The words of the languages: what each lexicon lists, apart from the little that tells a language.
//!
//! They are the most of what is known of a language, and a run speaks few languages. So they are a text of their own for
//! each, which the build writes (`languages/<tag>.txt`), read when the language is first met. They are compiled in, but with
//! the feature `fetched-languages`, where the host hands them over: [`fetch_with`].

use super::lexicon::{self, compiled};
use std::sync::OnceLock;

/// What a lexicon lists of words.
#[derive(Debug)]
pub struct Words<'a> {
    /// Forms of words and phrases by what they state: a line for each set of concepts, their numbers
    /// separated by commas, then the forms, tabs between; see [`lexicon::Lexicon::forms`].
    pub cues: &'a str,
    /// Forms of technical terms, written like `cues`; see [`lexicon::Lexicon::terms`].
    pub terms: &'a str,
    /// By [`lexicon::rate_key`], sorted.
    rates: Vec<(u32, u16)>,
}

impl Words<'_> {
    /// How often, in thousandths, a form is not answered; from `lexicon/rates.tsv`.
    #[must_use]
    pub fn rate(&self, key: u32) -> Option<u16> {
        self.rates.binary_search_by_key(&key, |rate| rate.0).ok().map(|at| self.rates[at].1)
    }
}

/// Gives the text of a language's words by its tag.
pub type Fetch = fn(tag: &'static str) -> String;

static FETCH: OnceLock<Fetch> = OnceLock::new();

/// Says where words come from that are not compiled in. Only the first call counts: a second source would give the same.
pub fn fetch_with(fetch: Fetch) {
    FETCH.get_or_init(|| fetch);
}

/// The words of the lexicon of a tag.
///
/// # Panics
/// Where they are not compiled in and nothing fetches them, or what is fetched belongs to another version: the program was
/// put together wrongly.
pub(super) fn of(tag: &'static str) -> &'static Words<'static> {
    static WORDS: OnceLock<Vec<OnceLock<Words<'static>>>> = OnceLock::new();
    let all = lexicon::all();
    let at = all.iter().position(|lexicon| lexicon.tag == tag).expect("words are asked for by a lexicon");
    let words = WORDS.get_or_init(|| all.iter().map(|_| OnceLock::new()).collect());
    words[at].get_or_init(|| {
        let text = compiled::TEXTS.get(at).copied().unwrap_or_else(|| {
            let fetch = FETCH.get().expect("words are compiled in, or fetch_with says where they are");
            Box::leak(fetch(tag).into_boxed_str())
        });
        read(text).unwrap_or_else(|| panic!("{}", refusal(tag)))
    })
}

/// Whether a text is the words of a language, of this version and whole: a host asks before it hands them over.
#[must_use]
pub fn belong(text: &str) -> bool {
    read(text).is_some()
}

/// Why words that do not belong are refused, and what to do.
#[must_use]
pub fn refusal(tag: &str) -> String {
    format!("languages/{tag}.txt is of another version of Unisono, or damaged: install Unisono anew")
}

/// Reads the text of a language's words: the mark of the version, then cues, terms and rates, each ended by an empty line.
fn read(text: &str) -> Option<Words<'_>> {
    let mut parts = text.strip_prefix(compiled::WORDS_OF)?.strip_prefix('\n')?.split("\n\n");
    let (cues, terms, rates) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next() != Some("") || parts.next().is_some() {
        return None;
    }
    let rate = |line: &str| {
        let (key, rate) = line.split_once(' ')?;
        Some((u32::from_str_radix(key, 16).ok()?, rate.parse().ok()?))
    };
    let rates = rates.lines().filter(|line| !line.is_empty()).map(rate).collect::<Option<Vec<_>>>()?;
    Some(Words { cues, terms, rates })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(of: &str, cues: &str, terms: &str, rates: &str) -> String {
        format!("{of}\n{cues}\n\n{terms}\n\n{rates}\n\n")
    }

    #[test]
    fn words_are_read_as_the_build_writes_them() {
        let text = text(compiled::WORDS_OF, "1\tno\tnot", "", "0a 12\nff 7");
        let words = read(&text).expect("they are whole");
        assert_eq!((words.cues, words.terms), ("1\tno\tnot", ""));
        assert_eq!((words.rate(10), words.rate(255), words.rate(11)), (Some(12), Some(7), None));
    }

    #[test]
    fn words_of_another_version_or_torn_ones_are_refused() {
        assert!(!belong(&text("unisono words 0", "1\tno", "", "")));
        let whole = text(compiled::WORDS_OF, "1\tno", "2\tbit", "ff 7");
        assert!(belong(&whole));
        assert!(!belong(&whole[..whole.len() - 1]));
        assert!(!belong(&text(compiled::WORDS_OF, "1\tno", "", "zz 7")));
    }
}
