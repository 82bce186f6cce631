//! A sentence cut to the width of a terminal around the place that matters, safe to print.

use crate::finding::Place;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Stands for what was cut away; one column wide.
const ELLIPSIS: char = '…';

/// How far a cut may move to fall between words, in columns.
const WORD: usize = 12;

/// One line of a page, in three parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// What stands before the place.
    pub before: String,
    /// The place; may be empty.
    pub marked: String,
    /// What stands after it.
    pub after: String,
}

impl Excerpt {
    /// Columns before the underline.
    pub fn indent(&self) -> usize {
        width(&self.before)
    }

    /// Columns of the underline: a place without width still gets one.
    pub fn underline(&self) -> usize {
        width(&self.marked).max(1)
    }
}

/// The sentence of `place` in at most `columns` columns; with `single_line` (code) only the line on
/// which the place starts. Looks at no more bytes than it can show, so that many findings in one
/// endless line cost no more than many findings elsewhere.
pub(super) fn excerpt(text: &str, place: &Place, columns: usize, single_line: bool) -> Excerpt {
    let columns = columns.max(16);
    let reach = columns * 8;
    let start = text.floor_char_boundary(place.span.start as usize);
    let end = text.floor_char_boundary(place.span.end as usize).max(start);
    let near = text.floor_char_boundary(start.saturating_sub(reach));
    let (from, to) = if single_line || place.sentence.is_empty() {
        let far = text.floor_char_boundary(start.saturating_add(reach));
        let from = text[near..start].rfind('\n').map_or(near, |line_break| near + line_break + 1);
        (from, text[start..far].find('\n').map_or(far, |line_break| start + line_break))
    } else {
        let from = text.floor_char_boundary(place.sentence.start as usize).min(start).max(near);
        let far = text.floor_char_boundary(end.saturating_add(reach));
        (from, text.floor_char_boundary(place.sentence.end as usize).max(end).min(far))
    };
    let marked_end = end.min(to).min(text.floor_char_boundary(start.saturating_add(reach)));
    let marked_is_cut = marked_end < end;
    let after = if marked_is_cut { String::new() } else { tame(&text[end..to]) };
    // Only a cut made here needs its ellipsis: not one at the end of the sentence or of the line.
    let opened = from == near && from > place.sentence.start as usize && !at_line_start(text, from);
    let closed = marked_is_cut || (to < place.sentence.end as usize && !single_line);
    let before = tame(&text[from..start]);
    let marked = tame(&text[start..marked_end]);
    window(before.trim_start(), &marked, after.trim_end(), columns, (opened, closed))
}

fn at_line_start(text: &str, at: usize) -> bool {
    at == 0 || text.as_bytes()[at - 1] == b'\n'
}

/// `cut` tells at which ends something is already missing.
fn window(before: &str, marked: &str, after: &str, columns: usize, cut: (bool, bool)) -> Excerpt {
    let widths = (width(before), width(marked), width(after));
    if !cut.0 && !cut.1 && widths.0 + widths.1 + widths.2 <= columns {
        return Excerpt { before: before.into(), marked: marked.into(), after: after.into() };
    }
    let room = columns - 2;
    let shown = head(marked, room);
    let marked_is_cut = shown.len() < marked.len();
    let context = room - width(shown).min(room);
    let right_wish = if marked_is_cut { 0 } else { widths.2 };
    let left = context.saturating_sub(right_wish).max(context / 2).min(widths.0);
    let right = (context - left).min(right_wish);

    let kept = tail(before, left);
    let opened = cut.0 || kept.len() < before.len();
    let kept = if kept.len() < before.len() { after_word_start(before, kept) } else { kept };
    let mut out = Excerpt { before: String::new(), marked: shown.to_owned(), after: String::new() };
    if opened {
        out.before.push(ELLIPSIS);
    }
    out.before.push_str(kept);

    let kept = if marked_is_cut { "" } else { head(after, right) };
    let closed = marked_is_cut || cut.1 || kept.len() < after.len();
    let kept = if kept.len() < after.len() { before_word_end(after, kept) } else { kept };
    out.after.push_str(kept);
    if closed {
        out.after.push(ELLIPSIS);
    }
    out
}

/// The longest beginning of `text` that fits in `columns`.
fn head(text: &str, columns: usize) -> &str {
    let mut width = 0;
    for (at, c) in text.char_indices() {
        width += c.width().unwrap_or(0);
        if width > columns {
            return &text[..at];
        }
    }
    text
}

/// The longest end of `text` that fits in `columns` and does not start with a combining character.
fn tail(text: &str, columns: usize) -> &str {
    let mut width = 0;
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        let own = c.width().unwrap_or(0);
        width += own;
        if width > columns {
            break;
        }
        if own > 0 {
            start = at;
        }
    }
    &text[start..]
}

/// Drops a broken word at the start of `kept`, an end of `whole`, where its rest is short.
fn after_word_start<'a>(whole: &str, kept: &'a str) -> &'a str {
    if whole[..whole.len() - kept.len()].ends_with(' ') {
        return kept;
    }
    match kept.find(' ') {
        Some(space) if kept[..space].width() < WORD => &kept[space + 1..],
        _ => kept,
    }
}

/// Drops a broken word at the end of `kept`, a beginning of `whole`, where what is there is short.
fn before_word_end<'a>(whole: &str, kept: &'a str) -> &'a str {
    if whole[kept.len()..].starts_with(' ') {
        return kept;
    }
    match kept.rfind(' ') {
        Some(space) if kept[space..].width() <= WORD => &kept[..space],
        _ => kept,
    }
}

/// Text that cannot steer a terminal: a line break with the white space around it becomes one space,
/// a tab one space, a control character its picture (␛), a change of writing direction `�`.
#[must_use]
pub fn tame(text: &str) -> String {
    if is_tame(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut after_break = false;
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.truncate(out.trim_end_matches(' ').len());
                after_break = true;
                continue;
            }
            ' ' | '\t' if after_break => continue,
            _ => {}
        }
        if std::mem::take(&mut after_break) {
            out.push(' ');
        }
        out.push(match c {
            '\t' => ' ',
            '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
            '\u{7f}' => '␡',
            '\u{80}'..='\u{9f}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            '\u{feff}' => continue,
            _ => c,
        });
    }
    if after_break {
        out.push(' ');
    }
    out
}

/// Whether no byte of a text may belong to what is tamed: most texts are shown as they are.
fn is_tame(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        0..=0x1f | 0x7f => false,
        // U+0080 to U+009F, U+2000 to U+207F, U+FEFF
        0xc2 => bytes[at + 1] >= 0xa0,
        0xe2 => bytes[at + 1] > 0x81,
        0xef => bytes[at + 1] != 0xbb,
        _ => true,
    })
}

/// The columns of a text without control characters.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn place(text: &str, marked: &str) -> Place {
        let start = text.find(marked).expect("the marked text is in the sentence");
        let span = |from: usize, to: usize| Span::new(from as u32, to as u32);
        Place { page: 0, span: span(start, start + marked.len()), sentence: span(0, text.len()) }
    }

    fn cut(text: &str, marked: &str, columns: usize) -> (String, usize, usize) {
        let excerpt = excerpt(text, &place(text, marked), columns, false);
        let line = format!("{}{}{}", excerpt.before, excerpt.marked, excerpt.after);
        assert!(line.width() <= columns, "{line:?} is wider than {columns}");
        (line, excerpt.indent(), excerpt.underline())
    }

    #[test]
    fn a_short_sentence_is_shown_whole() {
        assert_eq!(cut("Open port 5269 now.", "5269", 40), ("Open port 5269 now.".into(), 10, 4));
    }

    #[test]
    fn a_long_sentence_is_cut_between_words_on_both_sides() {
        let text =
            "Before anything else is done by anybody, open port 5269 on the outer firewall, please do.";
        assert_eq!(cut(text, "5269", 40), ("…open port 5269 on the outer…".into(), 11, 4));
    }

    #[test]
    fn a_place_at_the_end_keeps_its_context_before_it() {
        let text = "Before anything else is done by anybody, open the outer port 5269";
        assert_eq!(cut(text, "5269", 40), ("…by anybody, open the outer port 5269".into(), 33, 4));
    }

    #[test]
    fn wide_characters_count_two_columns_and_combining_ones_none() {
        assert_eq!(cut("ポート 5269 を開く", "5269", 40), ("ポート 5269 を開く".into(), 7, 4));
        assert_eq!(cut("ポートを開く", "開く", 40), ("ポートを開く".into(), 8, 4));
        assert_eq!(cut("Se\u{301}curite\u{301} 5269", "5269", 40).1, 9);
    }

    #[test]
    fn a_place_wider_than_the_line_shows_its_start() {
        let text = "x".repeat(200);
        assert_eq!(cut(&text, &text, 20), (format!("{}…", "x".repeat(18)), 0, 18));
    }

    #[test]
    fn line_breaks_tabs_and_escapes_are_neutralised() {
        assert_eq!(tame("a \r\n  b\tc\u{1b}[31md\u{7f}\u{202e}"), "a b c␛[31md␡\u{fffd}");
    }

    #[test]
    fn an_empty_place_is_underlined_by_one_column() {
        let text = "One. Two.";
        let place = Place { page: 0, span: Span::new(4, 4), sentence: Span::new(0, 9) };
        let excerpt = excerpt(text, &place, 40, false);
        assert_eq!((excerpt.indent(), excerpt.underline()), (4, 1));
    }

    #[test]
    fn a_place_without_a_sentence_shows_its_line() {
        let text = "first\nsecond line\nthird";
        let place = Place { page: 0, span: Span::new(6, 12), sentence: Span::default() };
        let excerpt = excerpt(text, &place, 40, false);
        assert_eq!(
            (excerpt.before.as_str(), excerpt.marked.as_str(), excerpt.after.as_str()),
            ("", "second", " line")
        );
    }

    #[test]
    fn places_out_of_bounds_or_inside_a_character_do_not_panic() {
        let text = "ポート";
        for start in 0..12 {
            for end in start..12 {
                let place =
                    Place { page: 0, span: Span::new(start, end), sentence: Span::new(end, start + 3) };
                let excerpt = excerpt(text, &place, 16, start % 2 == 0);
                assert!(excerpt.underline() >= 1);
            }
        }
    }
}
