//! Code, compared by what a machine reads of it: comments, the contents of string literals and
//! placeholders may be translated, white space may differ, commands may not.

use super::{Hasher, Key};

/// The key of a line (or inline stretch) of code; `None` where nothing but comment or space is left.
/// `comments` says whether `#`, `//`, `--` and `::` begin one.
#[must_use]
pub fn key(line: &str, comments: bool) -> Option<Key> {
    let mut hasher = Hasher::default();
    let mut space = false;
    let mut any = false;
    let chars = line.trim().char_indices().peekable();
    let text = line.trim();
    let mut quote = None;
    for (at, c) in chars {
        if let Some(open) = quote {
            if c == open {
                quote = None;
            }
            continue;
        }
        let before_space = at == 0 || text[..at].ends_with(char::is_whitespace);
        let rest = &text[at..];
        if comments
            && before_space
            && (c == '#'
                || rest.starts_with("//")
                || rest.starts_with("::")
                || rest.starts_with("-- ")
                || rest.starts_with("REM "))
        {
            break;
        }
        if comments && rest.starts_with("<!--") {
            break;
        }
        if c.is_whitespace() || c == '\u{a0}' {
            space = true;
            continue;
        }
        let folded = match c {
            '“' | '”' | '„' | '«' | '»' | '"' => '"',
            '‘' | '’' | '\'' => '\'',
            '–' | '—' => '-',
            _ => c,
        };
        // A literal or a placeholder counts as such, whatever is in it.
        let closes = |end: char| text[at + c.len_utf8()..].contains(end);
        if matches!(folded, '"') && comments && (closes('"') || closes('”') || closes('»')) {
            quote = Some(if c == '„' {
                '”'
            } else if c == '«' {
                '»'
            } else if c == '“' {
                '”'
            } else {
                '"'
            });
        } else if folded == '\'' && comments && before_space && closes(c) {
            quote = Some(c);
        } else if folded == '<'
            && closes('>')
            && !rest[1..].starts_with(['/', '!'])
            && comments_or_placeholder(rest)
        {
            quote = Some('>');
        }
        if space && any {
            hasher.byte(b' ');
        }
        space = false;
        any = true;
        for folded in folded.to_lowercase() {
            let mut bytes = [0; 4];
            hasher.bytes(folded.encode_utf8(&mut bytes).as_bytes());
        }
    }
    any.then(|| hasher.key())
}

/// Whether `<…>` is a placeholder for the reader to fill in, and no tag of XML with attributes.
fn comments_or_placeholder(rest: &str) -> bool {
    let inner = rest[1..].split('>').next().unwrap_or_default();
    !inner.contains('=') && !inner.contains('<')
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn translated_comments_literals_and_placeholders_are_no_change() {
        for (a, b) in [
            ("Get-CsUser # all users", "Get-CsUser # alle Benutzer"),
            ("Set-CsSite -Description \"Main site\"", "Set-CsSite -Description \"Hauptstandort\""),
            ("ping <host name>", "ping <Hostname>"),
            ("a  b", "a b"),
        ] {
            assert_eq!(key(a, true), key(b, true), "{a}");
        }
        assert_eq!(key("# only a comment", true), None);
    }

    #[test]
    fn another_command_is_a_change() {
        for (a, b) in [
            ("Get-CsUser", "Set-CsUser"),
            ("Get-CsUser -Identity x", "Get-CsUser -Identität x"),
            ("$a = 1", "$a = 2"),
        ] {
            assert_ne!(key(a, true), key(b, true), "{a}");
        }
    }
}
