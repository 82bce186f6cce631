//! Lines of templates in pages: Liquid and Jinja (`{% if x %}`, `{{ table }}`), Hugo (`{{< note >}}`), a
//! value of MDX alone on its line (`{Example}`), attributes (`{: .wide #ports}`), and the block lines of MkDocs
//! (`/// note | Title`).
//!
//! They say what is put together there and are never prose themselves. Code that such lines enclose is code:
//! `{% highlight ruby %}` … `{% endhighlight %}`.

use super::directives;
use super::overlay::{Line, LineKind};
use crate::source::Span;

/// Whether a line holds nothing but tags that steer a template: `{% … %}`, `{{< … >}}`, `{{% … %}}`, or
/// takes in a file: `{! ports.md !}`.
pub(super) fn is_tags(line: &str) -> bool {
    let mut rest = line.trim();
    let mut any = false;
    while !rest.is_empty() {
        let close = match rest.as_bytes() {
            [b'{', b'{', b'<', ..] => ">}}",
            [b'{', b'{', b'%', ..] => "%}}",
            [b'{', b'%', ..] => "%}",
            [b'{', b'!', ..] => "!}",
            _ => return false,
        };
        let Some(end) = rest.find(close) else { return false };
        rest = rest[end + close.len()..].trim_start();
        any = true;
    }
    any
}

/// Where the line behind the one that ends at `end` stands.
fn next_line(text: &str, end: usize) -> Option<(usize, usize)> {
    let rest = text[end..].strip_prefix('\r').unwrap_or(&text[end..]);
    let line = rest.strip_prefix('\n')?;
    let from = text.len() - line.len();
    Some((from, from + line.find(['\n', '\r']).unwrap_or(line.len())))
}

/// Code between two lines of a template.
pub(super) struct Code {
    /// The line that opens it.
    pub(super) opened: Span,
    /// The name of its language, where the line gives one.
    pub(super) language: Span,
    /// The line that closes it.
    pub(super) closed: Span,
}

/// What templates call a block of code: Jekyll and Hugo, Hexo, and themes of both.
const CODE: &[&str] = &["highlight", "codeblock", "code", "code-block", "sourcecode", "prism"];

/// The languages of code that tell such a block under any other name: `{{< text bash >}}`.
const LANGUAGES: &[&str] = &[
    "bash",
    "sh",
    "shell",
    "zsh",
    "console",
    "powershell",
    "yaml",
    "yml",
    "json",
    "json5",
    "toml",
    "ini",
    "xml",
    "html",
    "css",
    "scss",
    "javascript",
    "js",
    "jsx",
    "typescript",
    "ts",
    "tsx",
    "python",
    "py",
    "ruby",
    "rb",
    "rust",
    "go",
    "golang",
    "java",
    "kotlin",
    "swift",
    "scala",
    "c",
    "cpp",
    "c++",
    "csharp",
    "cs",
    "php",
    "perl",
    "lua",
    "sql",
    "graphql",
    "proto",
    "protobuf",
    "dockerfile",
    "makefile",
    "diff",
    "plain",
    "plaintext",
];

/// The code that the line `start..end` opens. Another such line before it is closed opens it in its stead.
pub(super) fn code(text: &str, start: usize, end: usize) -> Option<Code> {
    let (name, closing, arguments) = tag(text[start..end].trim_end())?;
    let language = language(arguments);
    // What stands in a tab may be anything.
    let told = || !name.starts_with("tab") && LANGUAGES.contains(&language);
    if closing || !CODE.contains(&name) && !told() {
        return None;
    }
    let mut at = end;
    loop {
        let from;
        (from, at) = next_line(text, at)?;
        let line = text[from..at].trim();
        let Some((_, closing, _)) = tag(line).filter(|(other, ..)| *other == name) else { continue };
        if !closing {
            return None;
        }
        let from = at - text[from..at].trim_start().len();
        let to = from + line.len();
        let place = language.as_ptr() as usize - text.as_ptr() as usize;
        return Some(Code {
            opened: Span::new(start as u32, end as u32),
            language: Span::new(place as u32, (place + language.len()) as u32),
            closed: Span::new(from as u32, to as u32),
        });
    }
}

/// The name of a tag that is a line of its own, whether it closes what one of that name opened, and what stands behind
/// the name: `{% highlight ruby %}`, `{% endhighlight %}`, `{{< /code >}}`.
fn tag(line: &str) -> Option<(&str, bool, &str)> {
    let (liquid, inner) = match line.as_bytes() {
        [b'{', b'{', b'<', ..] => (false, line[3..].strip_suffix(">}}")?),
        [b'{', b'{', b'%', ..] => (false, line[3..].strip_suffix("%}}")?),
        [b'{', b'%', ..] => (true, line[2..].strip_suffix("%}")?),
        _ => return None,
    };
    let inner = inner.strip_prefix('-').unwrap_or(inner).trim_start();
    let slash = inner.strip_prefix('/').filter(|_| !liquid);
    let words = slash.unwrap_or(inner).trim_start();
    let length = words.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    let (name, arguments) = words.split_at(length.unwrap_or(words.len()));
    match name.strip_prefix("end").filter(|_| liquid) {
        Some(name) => Some((name, true, arguments)),
        None => Some((name, slash.is_some(), arguments)),
    }
}

/// The language that the line of a block of code names first: `ruby`, `lang:ruby`, `syntax=ruby`, `"ruby"`; empty where it
/// names none.
fn language(arguments: &str) -> &str {
    let first = arguments.split_whitespace().next().unwrap_or_default();
    let keys = ["lang:", "lang=", "language=", "syntax="];
    let named = keys.iter().find_map(|key| first.strip_prefix(key)).unwrap_or(first);
    let bare = named.trim_matches(['"', '\'']);
    let is_name = bare.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'#' | b'-' | b'_'));
    if is_name && !first.is_empty() { bare } else { &arguments[..0] }
}

/// Whether a line gives attributes to the block beside it, as kramdown and Python's Markdown write them:
/// `{: .wide #ports}`, `{: toc}`, `{ .annotate }`. In MDX what stands in braces is an expression.
pub(super) fn is_attributes(line: &str, mdx: bool) -> bool {
    let Some(inner) = line.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return false;
    };
    if inner.contains(['{', '}']) {
        return false;
    }
    match inner.strip_prefix(':') {
        Some(_) => !mdx,
        None => !mdx && !inner.trim().is_empty() && inner.split_whitespace().all(is_attribute),
    }
}

/// Whether a word is an attribute: `.wide`, `#ports`, `target="_blank"`.
fn is_attribute(word: &str) -> bool {
    let name =
        |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'));
    match word.strip_prefix(['.', '#']) {
        Some(rest) => !rest.is_empty() && name(rest),
        None => word.split_once('=').is_some_and(|(key, _)| !key.is_empty() && name(key)),
    }
}

/// Where attributes end that begin at `start`, right behind what they dress: `[Ports](ports.md){: .button }`.
pub(super) fn attributes_end(text: &str, start: usize) -> Option<usize> {
    /// Nobody gives more of them, in bytes.
    const REACH: usize = 200;
    let before = text[..start].bytes().next_back();
    let inner = text[start..].strip_prefix("{:")?;
    let end = inner.bytes().take(REACH).position(|b| matches!(b, b'}' | b'{' | b'\n' | b'\r'))?;
    let is_closed = inner.as_bytes()[end] == b'}';
    (is_closed && matches!(before, Some(b')' | b']' | b'*' | b'_' | b'`' | b'>')))
        .then_some(start + 2 + end + 1)
}

/// Whether a line takes in a file, or marks a part of one that others take in: `--8<-- "ports.md"`, `--8<-- [start:ports]`.
pub(super) fn is_snippet(line: &str) -> bool {
    let marked = line.trim().trim_start_matches(';');
    let cut = marked.trim_start_matches('-');
    let Some(behind) = cut.strip_prefix("8<").filter(|_| cut.len() < marked.len()) else { return false };
    let rest = behind.trim_start_matches('-');
    rest.len() < behind.len() && (rest.is_empty() || rest.trim_start().starts_with(['"', '\'', '[']))
}

/// Where a block ends that takes in files, if the line `start..end` opens one: names of files, one a line, between two
/// lines `--8<--`.
pub(super) fn snippet_block(text: &str, start: usize, end: usize) -> Option<usize> {
    /// Nobody takes in more files at once.
    const MOST: usize = 64;
    let fence = text[start..end].trim();
    if !is_snippet(fence) || !fence.ends_with('-') {
        return None;
    }
    let mut at = end;
    for _ in 0..MOST {
        let from;
        (from, at) = next_line(text, at)?;
        let line = text[from..at].trim();
        if line == fence {
            return Some(at);
        }
        let is_name = !line.contains(char::is_whitespace) && line.contains(['.', '/', ':']);
        if !line.is_empty() && !is_name {
            return None;
        }
    }
    None
}

/// Whether a line is one value that a template puts in: `{{ … }}`, and in MDX `{Name}`.
pub(super) fn is_value(line: &str, mdx: bool) -> bool {
    let line = line.trim();
    if let Some(inner) = line.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) {
        return !inner.contains(['{', '}']);
    }
    let name = line.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).filter(|_| mdx);
    name.is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
    })
}

/// The line `start..end` of MkDocs that opens or closes a block: `/// note | Title`, `///`.
pub(super) fn slashes(text: &str, start: usize, end: usize) -> Option<Line> {
    let content = text[start..end].trim_end();
    let count = content.bytes().take_while(|b| *b == b'/').count();
    if count < 3 {
        return None;
    }
    let span = Span::new(start as u32, (start + content.len()) as u32);
    let colons = count as u32;
    if content.len() == count {
        return Some(Line { span, colons, kind: LineKind::Close });
    }
    let written = content[count..].strip_prefix(' ')?;
    let name = written.split(['|', ' ']).next().filter(|name| !name.is_empty())?;
    let rest = written[name.len()..].trim_start();
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !is_name || !(rest.is_empty() || rest.starts_with('|')) {
        return None;
    }
    let quoted = rest.strip_prefix('|').unwrap_or_default().trim();
    // Older pages write titles in quotation marks, as `!!!` wants them.
    let title = quoted.strip_prefix('"').and_then(|title| title.strip_suffix('"')).unwrap_or(quoted);
    let at = start + content.len() - (quoted.len() + title.len()) / 2;
    let title = Span::new(at as u32, (at + title.len()) as u32);
    let at = (start + count + 1) as u32;
    let label = Span::new(at, at + name.len() as u32);
    let mut kind = directives::opened(name, label, title);
    if let LineKind::Alert { title, .. } = &mut kind
        && !quoted.contains(char::is_whitespace)
    {
        // A single word is the name of the kind in the page's language ("Tipp"), which others leave to the site.
        *title = Span::default();
    }
    Some(Line { span, colons, kind })
}
