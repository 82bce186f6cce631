//! Which characters PowerShell takes for which, and which only look like it.

/// What a character is to PowerShell, or looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// The ASCII character.
    pub is: char,
    /// Whether PowerShell takes it for that (about_Quoting_Rules, about_Parsing: typographic quotation
    /// marks, en and em dashes).
    pub accepted: bool,
}

/// The ASCII character that a character is taken for, or looks like.
pub(super) fn likeness(c: char) -> Option<Likeness> {
    let (is, accepted) = match c {
        '\u{2013}'..='\u{2015}' => ('-', true),
        '\u{2018}'..='\u{201b}' => ('\'', true),
        '\u{201c}'..='\u{201e}' => ('"', true),
        '\u{201f}' | '«' | '»' | '「' | '」' | '『' | '』' | '″' => ('"', false),
        '‹' | '›' | '′' => ('\'', false),
        '\u{2010}'..='\u{2012}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | 'ー' => ('-', false),
        '、' => (',', false),
        '。' => ('.', false),
        '¦' => ('|', false),
        '【' => ('[', false),
        '】' => (']', false),
        '〈' | '《' => ('<', false),
        '〉' | '》' => ('>', false),
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => (char::from_u32(u32::from(c) - 0xfee0)?, false),
        _ => return None,
    };
    Some(Likeness { is, accepted })
}

/// A character as PowerShell, or a reader who does not look closely, takes it.
pub(crate) fn folded(c: char) -> char {
    likeness(c).map_or(c, |likeness| likeness.is)
}

/// Whether it is white space to PowerShell: any separator.
pub(super) fn is_space(c: char) -> bool {
    c != '\n' && c != '\r' && c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}
