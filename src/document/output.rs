//! Components that show what a program says: `<ConsoleBlock>`, `<Terminal>`. Their text stays in the language of the
//! program. What the names of such components hold is in `output.txt`.

use super::mdx::Component;
use crate::source::Span;
use std::sync::LazyLock;

/// What the names of such components hold.
static NAMES: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("output.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Takes note of where such a component begins or ends, by a line of `text` that starts at byte `line` and whose last
/// tag is the component's. What has begun and not ended is an empty span.
pub(super) fn note(output: &mut Vec<Span>, text: &str, line: usize, component: &Component<'_>) {
    let name = component.name.to_ascii_lowercase();
    if !NAMES.iter().any(|part| name.contains(part)) {
        return;
    }
    let end = component.end;
    let tag = text[line..end].rfind('<').map_or("", |at| &text[line + at..end]);
    let open = output.last_mut().filter(|span| span.is_empty());
    match open {
        Some(open) if tag.starts_with("</") => open.end = line as u32,
        None if !tag.starts_with("</") && !tag.ends_with("/>") => {
            output.push(Span::new(end as u32, end as u32))
        }
        _ => {}
    }
}
