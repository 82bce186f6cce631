//! Text of pages put into other languages so that it stays text.

/// For HTML and XML, in elements and in attributes with double quotes. What XML has no way to write becomes `�`.
pub(super) fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// For Markdown: one line, in which nothing is a link, a tag or emphasis.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in super::excerpt::tame(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '>' | '@' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// A path as the path of an address (RFC 3986), `/` kept.
pub(super) fn address(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                out.push(byte as char)
            }
            _ => {
                let _ = std::fmt::Write::write_fmt(&mut out, format_args!("%{byte:02X}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{address, markdown, markup};

    #[test]
    fn text_stays_text() {
        assert_eq!(markup("<a b=\"c\">&'\u{1}\r"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\u{fffd}&#13;");
        assert_eq!(markdown("[a](b) <script>\n`x` @me"), "\\[a\\](b) &lt;script\\> \\`x\\` \\@me");
        assert_eq!(address("ü/a b#?.md"), "%C3%BC/a%20b%23%3F.md");
    }
}
