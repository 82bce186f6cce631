//! What a line begins with: white space, marks of quotes, lists and fences, or what opens an indented body.

/// What a line says that opens an indented body; each with its place in the line.
pub(super) struct Opener<'t> {
    /// Its place is `usize::MAX` for a tab, whose name is not written.
    pub(super) name: (usize, &'t str),
    /// Maybe empty.
    pub(super) title: (usize, &'t str),
}

impl<'t> Opener<'t> {
    /// Reads `!!! note "Title"`, `??? tip`, `???+ tip`, `=== "Tab"`.
    pub(super) fn of(line: &'t str) -> Option<Self> {
        let tab = line.strip_prefix("===");
        let rest = tab
            .or_else(|| line.strip_prefix("!!!"))
            .or_else(|| line.strip_prefix("???").map(|rest| rest.strip_prefix('+').unwrap_or(rest)))?;
        let rest = if tab.is_some() { rest.trim_start_matches(['!', '+']) } else { rest };
        let rest = rest.trim_start_matches(' ');
        let title = match rest.find('"') {
            Some(open) => rest[open..].strip_prefix('"')?.strip_suffix('"')?,
            None => "",
        };
        // `title` ends one before the end of the line.
        let title = (line.len() - title.len() - usize::from(!title.is_empty()), title);
        let words = rest[..rest.find('"').unwrap_or(rest.len())].trim_end();
        if tab.is_some() {
            return (words.is_empty() && !title.1.is_empty())
                .then_some(Self { name: (usize::MAX, "tab"), title });
        }
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        let name = words.split(' ').next().filter(|name| !name.is_empty() && words.chars().all(is_word))?;
        Some(Self { name: (line.len() - rest.len(), name), title })
    }
}

/// How many columns, and bytes, of white space a line starts with.
pub(super) fn indentation(line: &[u8]) -> (usize, usize) {
    let (mut column, mut at) = (0, 0);
    while let Some(b @ (b' ' | b'\t')) = line.get(at) {
        column += if *b == b'\t' { 4 - column % 4 } else { 1 };
        at += 1;
    }
    (column, at)
}

/// The mark and length of the fence that a line opens.
pub(super) fn fence_at(content: &str) -> Option<(u8, usize)> {
    let mark = content.bytes().next().filter(|b| matches!(b, b'`' | b'~'))?;
    let length = content.bytes().take_while(|b| *b == mark).count();
    (length >= 3 && (mark == b'~' || !content[length..].contains('`'))).then_some((mark, length))
}

/// How many columns the marker of a list item or a footnote takes, with the space after it.
pub(super) fn marker(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    if content.starts_with("[^") && content.contains("]:") {
        return Some(4);
    }
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let mark = match bytes.get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let spaces = bytes[mark..].iter().take_while(|b| **b == b' ').count();
    match spaces {
        0 if bytes.len() > mark => None,
        1..=4 => Some(mark + spaces),
        _ => Some(mark + 1),
    }
}

/// How many marks of quotes a line starts with, at most `most`, and how many bytes they take with the blank behind each.
pub(super) fn quotes(line: &str, most: usize) -> (usize, usize) {
    let (mut depth, mut length) = (0, 0);
    while depth < most {
        let (column, at) = indentation(&line.as_bytes()[length..]);
        let Some(rest) = line[length + at..].strip_prefix('>').filter(|_| column < 4) else { break };
        depth += 1;
        length = line.len() - rest.strip_prefix(' ').unwrap_or(rest).len();
    }
    (depth, length)
}

/// What containers put before a line's content.
pub(super) struct Prefix {
    /// In bytes.
    pub(super) length: usize,
    /// How many marks of quotes are among it.
    pub(super) quotes: usize,
}

/// Block quote and list markers at the start of a line.
pub(super) fn prefix(line: &[u8]) -> Prefix {
    let mut at = 0;
    let mut quotes = 0;
    loop {
        while matches!(line.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        let space_after = |at: usize| matches!(line.get(at + 1), Some(b' ' | b'\t'));
        match line.get(at) {
            Some(b'>') => {
                quotes += 1;
                at += 1;
            }
            Some(b'-' | b'*' | b'+') if space_after(at) => at += 1,
            Some(b'0'..=b'9') => {
                let digits = line[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                let marker = at + digits;
                if digits <= 9 && matches!(line.get(marker), Some(b'.' | b')')) && space_after(marker) {
                    at = marker + 1;
                } else {
                    return Prefix { length: at, quotes };
                }
            }
            _ => return Prefix { length: at, quotes },
        }
    }
}
