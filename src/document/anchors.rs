//! The names that a page gives to places in it: `id="…"`, `<a name="…">`, `{#…}`, `{/* … */}`.
//!
//! Only what a link may lead to is asked of them, so the text of the page is looked through, whatever stands around
//! a name.

use crate::order::InOrder as _;

/// How far a name may reach, in bytes.
const REACH: usize = 160;

/// The names in a text, sorted, each once.
pub(super) fn find(text: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut names: Vec<String> = memchr::memchr2_iter(b'=', b'{', bytes)
        .flat_map(|at| {
            let rest = &text[at + 1..text.floor_char_boundary((at + 1 + REACH).min(text.len()))];
            if bytes[at] == b'=' { attribute(&text[..at], rest).into_iter().collect() } else { braces(rest) }
        })
        .map(str::to_owned)
        .collect();
    names.put_in_order();
    names.dedup();
    names
}

/// The value of an `id` or `name` whose `=` stands between `before` and `rest`.
fn attribute<'t>(before: &str, rest: &'t str) -> Option<&'t str> {
    let before = before.trim_end();
    let left = before.strip_suffix("id").or_else(|| before.strip_suffix("name"))?;
    if !left.ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '}')) {
        return None;
    }
    let rest = rest.trim_start();
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?,
    };
    let value = value.trim();
    (!value.is_empty() && !value.contains('\n')).then_some(value)
}

/// The names in braces: `#name` among attributes, or a comment that is one word.
fn braces(rest: &str) -> Vec<&str> {
    let line = rest.lines().next().unwrap_or_default();
    if let Some(comment) = line.strip_prefix("/*") {
        let word = comment.split("*/").next().unwrap_or_default().trim();
        let word = word.strip_prefix('#').unwrap_or(word);
        return if word.is_empty() || word.contains(char::is_whitespace) { Vec::new() } else { vec![word] };
    }
    let Some(end) = line.find('}') else { return Vec::new() };
    line[..end]
        .trim_start_matches(':')
        .split_whitespace()
        .filter_map(|word| word.strip_prefix('#'))
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn names_are_found_in_every_form_in_which_pages_give_them() {
        let text = "# Ports {#ports}\n\n## Liste {/*list*/}\n\n<a name='old'></a>\n### Ende { .wide #end }\n<Card id=\"card\" data-id=\"no\">\n\
            #### Mehr {: #more }\n{/* zwei Wörter */} {é";
        assert_eq!(find(text), ["card", "end", "list", "more", "old", "ports"]);
    }
}
