//! Words of the picture: how wide they are, and how they are put into lines.
//!
//! Nobody can measure text here, and every reader has another font. So widths are those of a wide font: words in a
//! narrower one leave a little room, and none leaves its box.

use unicode_width::UnicodeWidthChar;

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// The name of something.
    Strong,
    /// What is said of it.
    Plain,
    /// The name of a machine.
    Machine,
    /// What is broken.
    Mark,
}

impl Face {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Strong | Self::Machine => "strong",
            Self::Plain => "plain",
            Self::Mark => "mark",
        }
    }

    /// Thousandths of a pixel for a thousandth of the font's size in bold.
    const fn scale(self) -> u32 {
        match self {
            Self::Strong => 13_000,
            Self::Mark => 12_000,
            Self::Plain | Self::Machine => 11_100,
        }
    }
}

/// A line of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub face: Face,
    /// Its pieces, and whether each is the id of a broken claim.
    pub pieces: Vec<(String, bool)>,
}

impl Line {
    pub(super) fn new(face: Face, text: impl Into<String>) -> Self {
        Self { face, pieces: vec![(text.into(), false)] }
    }

    pub(super) fn width(&self) -> u32 {
        self.pieces.iter().map(|piece| width(&piece.0, self.face)).sum()
    }
}

/// Width of a text in pixels.
pub(super) fn width(text: &str, face: Face) -> u32 {
    let sum: u64 = text.chars().map(|c| u64::from(advance(c))).sum();
    u32::try_from((sum * u64::from(face.scale())).div_ceil(1_000_000)).unwrap_or(u32::MAX / 8)
}

/// Width of a character of a wide bold font, in thousandths of the font's size.
fn advance(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 343,
        ' ' | '.' | ',' | 'I' | 'J' | '/' | ':' | ';' | '!' => 400,
        'f' | 'r' | 't' | '-' | '(' | ')' | '[' | ']' | '{' | '}' | '_' | '"' => 500,
        'c' | 's' | 'z' | 'L' => 640,
        'm' | 'w' | 'M' | 'W' | '…' | '%' | '@' | '—' | '✗' => 1100,
        'A'..='Z' => 850,
        c if c.is_ascii() => 720,
        c => match c.width() {
            None | Some(0) => 0,
            Some(1) => 850,
            Some(_) => 1050,
        },
    }
}

/// A text cut to a width in pixels.
pub(super) fn cut(text: &str, face: Face, room: u32) -> String {
    if width(text, face) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if width(&out, face) + width("…", face) > room {
            out.pop();
            break;
        }
    }
    out.push('…');
    out
}

/// Pieces of a list, put into lines of a width, with a comma between them; `first` stands before the first.
pub(super) fn list(first: &str, pieces: &[String], claims: bool, face: Face, room: u32) -> Vec<Line> {
    let mut lines = vec![Line { face, pieces: Vec::new() }];
    let comma = width(", ", face);
    let mut used = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let piece = cut(piece, face, room);
        let own = width(&piece, face) + if at == 0 { width(first, face) } else { comma };
        let line = match lines.last_mut() {
            Some(line) if at == 0 || used + own + comma <= room => line,
            _ => {
                used = 0;
                lines.push(Line { face, pieces: Vec::new() });
                lines.last_mut().expect("a line was pushed")
            }
        };
        if at == 0 && !first.is_empty() {
            line.pieces.push((first.to_owned(), false));
        }
        used += own;
        line.pieces.push((piece, claims));
        if at + 1 < pieces.len() {
            line.pieces.push((", ".to_owned(), false));
        }
    }
    for line in &mut lines {
        // A comma ends a line without the blank behind it.
        if let Some(last) = line.pieces.last_mut().filter(|last| last.0 == ", ") {
            last.0 = ",".to_owned();
        }
    }
    lines
}

/// A text in lines of a width: broken at blanks, around wide characters, and where a word is longer than a line.
pub(super) fn wrapped(text: &str, face: Face, room: u32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in words(text) {
        let blank = if line.is_empty() || !word.after_blank { "" } else { " " };
        let own = width(blank, face) + width(&word.text, face);
        if used + own <= room {
            line.push_str(blank);
            line.push_str(&word.text);
            used += own;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        used = 0;
        for c in word.text.chars() {
            let own = width(c.encode_utf8(&mut [0; 4]), face);
            if used + own > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += own;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// What is not broken where it need not be.
#[derive(Debug, Default)]
struct Word {
    text: String,
    after_blank: bool,
}

fn words(text: &str) -> Vec<Word> {
    /// What never begins a line.
    const CLOSING: &str = "、。，．：；！？」』）】〉》ー";
    let mut words: Vec<Word> = Vec::new();
    for part in text.split_whitespace() {
        let mut after_blank = true;
        let mut wide = false;
        for c in part.chars() {
            let is_wide = c.width() == Some(2);
            let joins = CLOSING.contains(c) || !(is_wide || wide);
            match words.last_mut().filter(|_| joins && !after_blank) {
                Some(word) => word.text.push(c),
                None => words.push(Word { text: c.to_string(), after_blank }),
            }
            (after_blank, wide) = (false, is_wide);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_at_blanks_and_around_wide_characters_and_no_line_is_wider_than_its_room() {
        for text in [
            "Users who need XMPP should stay on the legacy server.",
            "XMPP を必要とするユーザーは、レガシ サーバーに残す必要があります。",
            "averyveryverylongnameofamachinewithoutanyblankthatneverends.contoso.com",
        ] {
            let lines = wrapped(text, Face::Plain, 120);
            assert!(lines.len() > 2, "{lines:?}");
            assert!(lines.iter().all(|line| width(line, Face::Plain) <= 120), "{lines:?}");
            let plain = |text: &str| text.replace(' ', "");
            assert_eq!(plain(&lines.concat()), plain(text));
            assert!(!lines.iter().any(|line| line.starts_with(['、', '。', '，'])), "{lines:?}");
        }
    }

    #[test]
    fn a_list_is_put_into_lines_and_only_what_fits_nowhere_is_cut() {
        let pieces: Vec<String> = ["X19-02", "X19-03", "X19-04", "X19-05a"].map(str::to_owned).to_vec();
        let lines = list("✗ ", &pieces, true, Face::Mark, 140);
        assert!(lines.len() > 1 && lines.iter().all(|line| line.width() <= 140), "{lines:?}");
        let claims = lines.iter().flat_map(|line| &line.pieces).filter(|piece| piece.1);
        assert!(claims.map(|piece| &piece.0).eq(&pieces));
        assert_eq!(cut("edge.contoso.com", Face::Strong, 60).chars().last(), Some('…'));
    }
}
