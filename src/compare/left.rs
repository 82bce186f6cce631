//! Which sentences a translation left in the language of its source.
//!
//! Seen once for each pair: the rule tells of single ones, and a page most of which was left is a cause of its own.

use super::stretch;
use crate::align::{Alignment, Bead};
use crate::document::{BlockKind, MarkKind};
use crate::language::{Locale, is_letter, lexicon, small};
use crate::rendition::Rendition;
use crate::source::Span;
use std::sync::LazyLock;

/// Whether the sentences of a bead were left in the source's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Left {
    /// No word of them tells: names, numbers, code, or no sentence on one of the sides.
    #[default]
    Untold,
    /// They are what the source has, word for word, and too few to tell: a title, a name.
    Same,
    /// They are translated.
    Nothing,
    /// They are translated, and a common word of the source stands in them all the same, or two.
    Word,
    /// They are translated, and some words of the source stand in them all the same.
    Words,
    /// They were left.
    Sentence,
    /// They were left, and are labels, names, commands or titles of works alone, which some leave by right.
    Labels,
}

impl Left {
    /// Whether it was left.
    #[must_use]
    pub fn is_left(self) -> bool {
        matches!(self, Self::Sentence | Self::Labels)
    }
}

/// An ordinary word of a sentence.
#[derive(Clone, Copy)]
pub(crate) struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// Where, in the visible text.
    pub place: Span,
    /// Whether it stands in bold or in a link: a label or a title, which some languages leave alone.
    pub label: bool,
    /// Whether it stands in a link to another site: the title of a talk, an article, a book.
    pub title: bool,
}

/// The languages whose own words are not in Latin letters.
static OWN_SCRIPT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../language/letters.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// Whether a language's own words are not in Latin letters.
pub(crate) fn own_script(locale: &Locale) -> bool {
    OWN_SCRIPT.contains(&locale.language())
}

/// Whether a character is a letter of such a language.
pub(crate) fn in_own_letters(c: char) -> bool {
    c >= '\u{250}' && is_letter(c)
}

/// The words of a stretch in Latin letters that are no name, number or code.
pub(crate) fn words<'a>(rendition: Rendition<'a>, range: (u32, u32)) -> Vec<Word<'a>> {
    let document = rendition.document;
    let facts = rendition.facts.of_range(range);
    let mut words = Vec::new();
    let mut next_fact = 0;
    for sentence in &document.sentences[range.0 as usize..range.1 as usize] {
        let text = document.text(sentence.text);
        // Most sentences hold no label.
        let marked = document.marked.touching(sentence.text).next().is_some();
        let mut at = 0;
        let templates = Templates::of(text);
        let latin = |c: char| c < '\u{250}' && is_letter(c);
        while let Some(start) = text[at..].find(latin).map(|n| at + n) {
            let end = text[start..]
                .find(|c: char| !(latin(c) || c == '\'' || c == '’'))
                .map_or(text.len(), |n| start + n);
            let place = Span::new(sentence.text.start + start as u32, sentence.text.start + end as u32);
            while facts.get(next_fact).is_some_and(|fact| fact.text.end <= place.start) {
                next_fact += 1;
            }
            // A part of an address or a pattern is no word of the sentence.
            let joined =
                |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '\\' | '<' | '>' | '@' | '_' | '='));
            let part = joined(text[..start].chars().next_back()) || joined(text[end..].chars().next());
            if !part
                && !templates.hold(start)
                && !facts.get(next_fact).is_some_and(|fact| fact.text.overlaps(place))
            {
                let (label, title) = if marked { labelled(rendition, place) } else { (false, false) };
                words.push(Word { text: &text[start..end], place, label, title });
            }
            at = end;
        }
    }
    words
}

/// Where a sentence has what a template fills in: `{{ site.name }}`, `{{Link("Ports")}}`, `{% link %}`.
struct Templates(Vec<(usize, usize)>);

impl Templates {
    fn of(text: &str) -> Self {
        let mut all = Vec::new();
        let mut from = 0;
        while let Some(at) = memchr::memchr(b'{', &text.as_bytes()[from..]).map(|at| from + at) {
            let close = match text.as_bytes().get(at + 1) {
                Some(b'{') => "}}",
                Some(b'%') => "%}",
                _ => {
                    from = at + 1;
                    continue;
                }
            };
            let Some(length) = text[at..].find(close) else { break };
            from = at + length + close.len();
            all.push((at, from));
        }
        Self(all)
    }

    fn hold(&self, at: usize) -> bool {
        self.0.iter().any(|&(from, to)| (from..to).contains(&at))
    }
}

/// Whether a word is a part of a longer one: "a not-a-number".
pub(crate) fn is_part_of_a_compound(rendition: Rendition<'_>, place: Span) -> bool {
    let plain = &rendition.document.plain;
    plain[..place.start as usize].ends_with('-') || plain[place.end as usize..].starts_with('-')
}

/// Whether a word stands in a label, and whether that is a link to another site.
fn labelled(rendition: Rendition<'_>, place: Span) -> (bool, bool) {
    let (mut label, mut title) = (false, false);
    for mark in rendition.document.marks_around(place) {
        match mark.kind {
            MarkKind::Strong | MarkKind::Emphasis | MarkKind::NoLoc | MarkKind::Code => label = true,
            MarkKind::Link { destination } => {
                label = true;
                title |= rendition.document.string(destination).contains("://");
            }
            _ => {}
        }
    }
    (label, title)
}

/// Whether a word is one that every translation changes: a common word of the source's language that
/// the translation's language does not share.
pub(crate) fn telling(word: &str, source: &Locale, target: &Locale) -> bool {
    let lower = word.to_lowercase();
    let common = |locale: &Locale| {
        lexicon::for_locale(locale).is_some_and(|l| l.common_words.binary_search(&lower.as_str()).is_ok())
    };
    common(source) && !common(target)
}

/// Words of the source that a stretch of them has at least.
pub(crate) const STRETCH: usize = 3;

/// Words in lower case, laid end to end.
struct Lowered {
    text: String,
    /// Where each is, in order of the words.
    places: Vec<(u32, u32)>,
}

impl Lowered {
    fn of(words: &[Word<'_>]) -> Self {
        let mut all = Self { text: String::new(), places: Vec::with_capacity(words.len()) };
        for word in words {
            let start = all.text.len() as u32;
            push_lower(word.text, &mut all.text);
            all.places.push((start, all.text.len() as u32));
        }
        let Self { text, places } = &mut all;
        places.sort_unstable_by_key(|&(start, end)| &text.as_bytes()[start as usize..end as usize]);
        all
    }

    /// Whether a word is among them; `lower` is room to write it in.
    fn hold(&self, word: &str, lower: &mut String) -> bool {
        lower.clear();
        push_lower(word, lower);
        let known = |&(start, end): &(u32, u32)| &self.text.as_bytes()[start as usize..end as usize];
        self.places.binary_search_by(|place| known(place).cmp(lower.as_bytes())).is_ok()
    }
}

/// Appends a word in Latin letters in lower case.
fn push_lower(word: &str, to: &mut String) {
    for c in word.chars() {
        match small(c) {
            Some(c) => to.push(c),
            None => to.extend(c.to_lowercase()),
        }
    }
}

/// What was left in each bead.
#[must_use]
pub(super) fn find(source: Rendition<'_>, target: Rendition<'_>, alignment: &Alignment) -> Vec<Left> {
    let foreign = own_script(target.locale);
    alignment.beads.iter().map(|bead| of_bead(source, target, bead, foreign)).collect()
}

/// Whether a text is the signature of a function ("list.insert(at: int, value: any): bool") or a row of options
/// ("-a, --all-pages"), which nobody translates.
fn is_signature(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ';']);
    let option = |part: &str| part.trim_start_matches(['"', '\'', '“', '«', '`']).starts_with('-');
    if text.split([' ', ',']).filter(|part| !part.is_empty()).all(option) {
        return true;
    }
    let (Some(open), Some(close)) = (text.find('('), text.rfind(')')) else { return false };
    let name = &text[..open];
    let named = name.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && !name.contains(char::is_whitespace);
    // Behind it stands a type at most.
    let behind = text[close + 1..].trim();
    let typed = behind.strip_prefix(':').or(behind.strip_prefix("->"));
    named
        && open < close
        && (behind.is_empty() || typed.is_some_and(|of| !of.trim().contains(char::is_whitespace)))
}

fn of_bead(source: Rendition<'_>, target: Rendition<'_>, bead: &Bead, foreign: bool) -> Left {
    if !bead.is_pair() {
        return Left::Untold;
    }
    let own = words(target, bead.target);
    if own.len() < 2 {
        let text = target.document.text(stretch(target, bead.target));
        return match text {
            _ if foreign && text.contains(in_own_letters) => {
                let tells = own.iter().any(|w| telling(w.text, source.locale, target.locale));
                if tells { Left::Word } else { Left::Nothing }
            }
            _ if text == source.document.text(stretch(source, bead.source)) => Left::Same,
            _ => Left::Untold,
        };
    }
    let theirs = words(source, bead.source);
    let known = Lowered::of(&theirs);
    let mut lower = String::new();
    let shared: Vec<&Word<'_>> = own.iter().filter(|word| known.hold(word.text, &mut lower)).collect();
    let kept = shared.len();
    // Most sentences share a name or nothing, which tells nothing more.
    if kept < STRETCH && kept * 20 < own.len() * 17 {
        let tells = shared.iter().any(|w| telling(w.text, source.locale, target.locale));
        return if tells { Left::Word } else { Left::Nothing };
    }
    let lower = shared.iter().filter(|w| w.text.starts_with(char::is_lowercase)).count();
    let tells = |w: &&&Word<'_>| telling(w.text, source.locale, target.locale);
    let function = shared.iter().filter(tells).count();
    let text = target.document.text(stretch(target, bead.target));
    let own_letters = text.chars().filter(|&c| in_own_letters(c)).count();
    let nearly_all = kept * 20 >= own.len() * 17;
    // What stands in the source in the translation's own language is the source's affair.
    let at_home = shared.iter().any(|w| telling(w.text, target.locale, source.locale));
    let block = target.document.sentences[bead.target.0 as usize].block;
    let cell = matches!(target.document.blocks[block as usize].kind, BlockKind::Cell { .. });
    // "bigint, not null": cells hold types and values.
    let least = if cell { 4 } else { 3 };
    let whole = nearly_all
        && !at_home
        && kept >= least
        && ((function >= 1 && lower >= 2) || (kept >= 4 && lower >= 3) || (foreign && kept >= 5))
        && (!foreign || own_letters * 8 <= own.iter().map(|w| w.text.len()).sum())
        && (foreign || function >= 1 || own.len() == theirs.len());
    // Without one of its common words it is a list of names, a command or a heading.
    let is_read = lexicon::for_locale(source.locale).is_some();
    let outside = shared.iter().any(|w| !w.title && tells(&w));
    // A title in small letters is the name of a command: `tool show all`.
    let block = &target.document.blocks[block as usize];
    let named = matches!(block.kind, BlockKind::Title | BlockKind::Heading { .. }) && lower == own.len();
    let titled = !outside && own.iter().any(|w| w.title);
    match whole {
        false if nearly_all && own_letters == 0 && own.len() == theirs.len() => Left::Same,
        false if kept >= STRETCH => Left::Words,
        false if function > 0 => Left::Word,
        false => Left::Nothing,
        true if is_signature(text) => Left::Same,
        true if function == 0 && (own.iter().all(|w| w.label) || is_read) => Left::Labels,
        // "Title of a talk" by a speaker: nothing but the title is in sentences.
        true if titled || named => Left::Labels,
        true => Left::Sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::is_signature;

    #[test]
    fn a_signature_and_a_row_of_options_are_no_sentences() {
        for text in [
            "list.insert(at: int, value: any = nothing): bool",
            "bake(loaf, minutes);",
            "oven.heat(to: int) -> None",
            "-a, --all-pages",
            "\"--keep-door-shut\"",
        ] {
            assert!(is_signature(text), "{text}");
        }
        for text in [
            "Call bake(loaf) first (it is cheap)",
            "The oven (a hot one)",
            "bake(loaf) is the first call",
            "Two - three",
        ] {
            assert!(!is_signature(text), "{text}");
        }
    }
}
