//! The forms by which a lexicon lists words and phrases, taken apart, and where they fit.

use super::GAP;
use crate::facts::is_wide;
use crate::language::is_letter;

/// A part of a form.
#[derive(Debug)]
pub(super) enum Part {
    /// Letters as they stand.
    Text(String),
    /// Any letters of the same word.
    Letters,
    /// Other text.
    Gap,
}

/// A form, but for the letters that it begins with.
#[derive(Debug)]
pub(super) struct Form {
    /// Whether letters may precede.
    pub(super) open: bool,
    /// Whether it counts only at the beginning of a clause.
    pub(super) first: bool,
    /// Whether it is a technical term, and no cue.
    pub(super) term: bool,
    /// What follows the letters that it begins with.
    pub(super) parts: Box<[Part]>,
    /// Where the concepts are that it states.
    pub(super) concepts: (u32, u32),
    /// Its hash, as in [`Cue::form`](super::Cue::form).
    pub(super) hash: u32,
}

/// The spellings of a form: an apostrophe is written in two ways, and a page may mix them ("n’y … qu'un").
pub(super) fn spellings(form: &str) -> Vec<String> {
    let mut pieces = form.split('\'');
    let mut spelled = vec![pieces.next().unwrap_or_default().to_owned()];
    for piece in pieces {
        spelled =
            spelled.iter().flat_map(|head| ['\'', '’'].map(|mark| format!("{head}{mark}{piece}"))).collect();
    }
    spelled
}

/// Takes a form apart.
pub(super) fn parse(form: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = form;
    while let Some(at) = rest.find(['*', '…']) {
        let (text, more) = rest.split_at(at);
        let gap = more.starts_with('…');
        let text = if gap { text.trim_end() } else { text };
        if !text.is_empty() {
            parts.push(Part::Text(text.to_owned()));
        }
        if gap {
            parts.push(Part::Gap);
            rest = more['…'.len_utf8()..].trim_start();
        } else {
            parts.push(Part::Letters);
            rest = &more[1..];
        }
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    parts
}

/// Letters and digits that make words with spaces around them.
#[inline]
pub(super) fn joins(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    (is_letter(c) || c.is_numeric()) && !is_wide(c)
}

pub(super) fn joins_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(joins)
}

fn joins_after(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(joins)
}

/// Whether a clause begins at a place: only a mark of punctuation, if anything, stands before it.
pub(super) fn begins_clause(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '"', '\'', '“', '«', '„']);
    before.chars().next_back().is_none_or(|c| "\n.:;,!?(–—…。、，：；（،؛؟".contains(c))
}

/// The stretches of other text that the gaps of a form stand for: the first and the last.
pub(super) type Gaps = Option<[(usize, usize); 2]>;

/// Bytes of what stands in brackets inside of a clause, at most.
const BRACKET: usize = 300;

/// Whether a clause ends in some text.
fn ends_clause(text: &str) -> bool {
    text.contains(['\n', '。', ',', '，', ';', ':', '،', '؛', '؟']) || text.contains(". ")
}

/// Where the rest of a form that begins at `at` ends, and what its gaps stand for; `None` where it does
/// not fit.
pub(super) fn rest(parts: &[Part], text: &str, at: usize, spaced: bool) -> Option<(usize, Gaps)> {
    let Some((part, more)) = parts.split_first() else {
        return (!spaced || !joins_after(text, at) || !joins_before(text, at)).then_some((at, None));
    };
    match part {
        Part::Text(wanted) => {
            if !text[at..].starts_with(wanted.as_str()) {
                return None;
            }
            rest(more, text, at + wanted.len(), spaced)
        }
        Part::Letters => {
            let letters = text[at..]
                .find(|c: char| !(joins(c) || matches!(c, '\'' | '’' | '-')))
                .unwrap_or(text.len() - at);
            let end = at + letters;
            match more.first() {
                // The letters run to the end of the word: the border is reached by itself.
                None => Some((end, None)),
                // What follows may begin inside the run ("сервер*-посредник").
                Some(Part::Text(wanted)) => {
                    let limit = text.floor_char_boundary((end + wanted.len()).min(text.len()));
                    let mut places = text[at..limit].match_indices(wanted.as_str()).map(|(n, _)| at + n);
                    places.find_map(|place| rest(more, text, place, spaced))
                }
                Some(_) => rest(more, text, end, spaced),
            }
        }
        Part::Gap => {
            if spaced && joins_before(text, at) && joins_after(text, at) {
                return None;
            }
            let Some((Part::Text(wanted), after)) = more.split_first() else { return Some((at, None)) };
            let (mut begin, mut from, mut limit) = (at, at, at + GAP + wanted.len());
            loop {
                let end = text.floor_char_boundary(limit.min(text.len()));
                let found = text.get(from..end)?.find(wanted.as_str()).map(|n| from + n);
                // What stands in brackets once is no part of the clause: "can (with the door shut) only be baked".
                if begin == at
                    && let Some(open) = text[at..end].find(['(', '（']).map(|n| at + n)
                    && found.is_none_or(|found| open < found)
                {
                    let inner = &text[open..text.floor_char_boundary((open + BRACKET).min(text.len()))];
                    let close = inner.find([')', '）'])?;
                    if ends_clause(&text[at..open]) || inner[..close].contains('\n') {
                        return None;
                    }
                    (begin, from, limit) = (open + close, open + close, limit + close);
                    continue;
                }
                let found = found?;
                let between = &text[begin..found];
                if ends_clause(between) || between.contains(['(', '（']) {
                    return None;
                }
                let fresh = !spaced || !joins_before(text, found);
                if let (true, Some((end, gaps))) = (fresh, rest(after, text, found + wanted.len(), spaced)) {
                    let gap = (at, found);
                    return Some((end, Some([gap, gaps.map_or(gap, |gaps| gaps[1])])));
                }
                from = found + text[found..].chars().next().map_or(1, char::len_utf8);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn forms_with_a_gap_or_a_star_are_taken_apart() {
        let parts = |form: &str| format!("{:?}", parse(form));
        assert_eq!(parts("weder … noch"), r#"[Text("weder"), Gap, Text("noch")]"#);
        assert_eq!(parts("einzig*"), r#"[Text("einzig"), Letters]"#);
        assert_eq!(parts("no * left"), r#"[Text("no "), Letters, Text(" left")]"#);
    }
}
