//! The matrix as a Markdown table.

use super::{Matrix, legend, mark, open_places};

/// A table with the versions side by side, then what is not stated, place by place.
#[must_use]
pub fn render(matrix: &Matrix) -> String {
    if matrix.versions.is_empty() {
        return "No page was held against a guidance pack.\n".to_owned();
    }
    let mut out = String::from("# What the languages say of the guidance\n\n");
    if let Some(answer) = &matrix.answer {
        out.push_str(&format!("**{}**\n\n", escape(&answer.sentence)));
        for difference in &answer.differences {
            out.push_str(&format!("- {}\n", escape(&difference.sentence)));
        }
        for (title, sentences) in
            [("Said in no language", &answer.nowhere), ("By design the versions differ", &answer.by_design)]
        {
            if !sentences.is_empty() {
                out.push_str(&format!("\n{title}:\n\n"));
            }
            for sentence in sentences {
                out.push_str(&format!("- {}\n", escape(sentence)));
            }
        }
        out.push('\n');
    }
    let mut head = String::from("|");
    let mut rule = String::from("|");
    for version in &matrix.versions {
        head.push_str(&format!(" {} |", escape(&version.title)));
        rule.push_str("---|");
        for locale in &version.locales {
            head.push_str(&format!(" {locale} |"));
            rule.push_str(":-:|");
        }
    }
    let compared = matrix.versions.len() > 1;
    if compared {
        head.push_str(" differs in |");
        rule.push_str("---|");
    }
    out.push_str(&format!("{head}\n{rule}\n"));
    for row in &matrix.rows {
        out.push('|');
        for (version, claim) in matrix.versions.iter().zip(&row.claims) {
            match claim {
                Some(claim) => {
                    out.push_str(&format!(" {} ({}) |", escape(&claim.says), escape(&claim.id)));
                    for cell in &claim.cells {
                        out.push_str(&format!(" {} |", mark(cell.as_ref())));
                    }
                }
                None => out.push_str(&" |".repeat(version.locales.len() + 1)),
            }
        }
        if compared {
            out.push_str(&format!(" {} |", row.changes.join(", ")));
        }
        out.push('\n');
    }
    out.push_str(&format!("\n{}\n", legend()));
    for (at, version) in matrix.versions.iter().enumerate() {
        for claim in matrix.rows.iter().filter_map(|row| row.claims[at].as_ref()) {
            let mut places = open_places(version, claim).peekable();
            if places.peek().is_none() {
                continue;
            }
            out.push_str(&format!("\n## {}\n\n", escape(&claim.says)));
            out.push_str(&format!("{}, {}\n\n", escape(&version.title), escape(&claim.id)));
            for (locale, place) in places {
                let line = place.range.map_or_else(String::new, |range| format!(":{}", range.start.line));
                out.push_str(&format!("- {locale} {}: `{}{line}`", place.verdict, place.path));
                if !place.said.is_empty() {
                    out.push_str(&format!(" “{}”", escape(&place.said)));
                }
                if let Some(source) = &place.source {
                    out.push_str(&format!("; {} “{}”", source.locale, escape(&source.said)));
                }
                out.push('\n');
            }
        }
    }
    out
}

/// Text as it stands, in a cell of a table.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
