//! What a translation records of the source that it was made from. The keys by which sites do that are in
//! `recorded.txt`.

use super::{FrontMatter, Recorded, RecordedKind};
use crate::source::Span;
use std::sync::LazyLock;

/// The keys, and what each records.
static KEYS: LazyLock<Vec<(&str, RecordedKind)>> = LazyLock::new(|| {
    let lines = include_str!("recorded.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(key, kind)| (key, if kind == "hash" { RecordedKind::Hash } else { RecordedKind::Commit }))
        .collect()
});

/// How far into a page comments are looked for, in bytes.
const HEAD: usize = 4096;

/// What the front matter of a page and the comments at its start record.
pub(super) fn read(text: &str, matter: &FrontMatter) -> Vec<Recorded> {
    let found = KEYS.iter().filter_map(|(key, kind)| {
        let (value, source) = in_matter(text, matter, key).or_else(|| in_comment(text, key))?;
        is_name(&value, *kind).then(|| Recorded { kind: *kind, key: (*key).to_owned(), value, source })
    });
    found.collect()
}

/// Whether a value is the hexadecimal name of a commit, or of a text.
fn is_name(value: &str, kind: RecordedKind) -> bool {
    let digits = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    digits && if kind == RecordedKind::Hash { value.len() == 40 } else { (7..=64).contains(&value.len()) }
}

/// The value of a key, which may lead into a mapping, and where it stands.
fn in_matter(text: &str, matter: &FrontMatter, key: &str) -> Option<(String, Span)> {
    if let Some(entry) = matter.entry(key) {
        return Some((entry.value.trim().to_owned(), entry.value_source));
    }
    let (outer, inner) = key.split_once('.')?;
    let entry = matter.entry(outer)?;
    // The scalars of a mapping, keys and values, in order.
    let mut scalars = entry.value.split(", ");
    scalars.find(|scalar| scalar.eq_ignore_ascii_case(inner))?;
    let value = scalars.next()?.trim();
    let written = text.get(entry.value_source.range())?;
    let at = entry.value_source.start + written.find(value)? as u32;
    Some((value.to_owned(), Span::new(at, at + value.len() as u32)))
}

/// The word behind a label in a comment at the start of a page.
fn in_comment(text: &str, key: &str) -> Option<(String, Span)> {
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    let mut from = 0;
    while let Some(open) = head[from..].find("<!--").map(|open| from + open + 4) {
        let close = head[open..].find("-->").map_or(head.len(), |close| open + close);
        let comment = &head[open..close];
        if let Some(at) = comment.find(key)
            && let Some(rest) = comment[at + key.len()..].trim_start().strip_prefix([':', '='])
        {
            let value = rest.split_whitespace().next()?;
            let start = close - rest.len() + (rest.len() - rest.trim_start().len());
            return Some((value.to_owned(), Span::new(start as u32, (start + value.len()) as u32)));
        }
        from = close;
    }
    None
}
