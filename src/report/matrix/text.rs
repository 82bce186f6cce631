//! The matrix for a terminal.

use super::{Matrix, MatrixClaim, MatrixVersion, legend, mark, open_places};

/// Lays out the matrix in columns: the versions side by side, then what is not stated, place by place.
#[must_use]
pub fn render(matrix: &Matrix) -> String {
    if matrix.versions.is_empty() {
        return "No page was held against a guidance pack.\n".to_owned();
    }
    let mut lines = Vec::new();
    if let Some(answer) = &matrix.answer {
        lines.extend([answer.sentence.clone(), String::new()]);
    }
    let widths: Vec<usize> = matrix.versions.iter().enumerate().map(|(at, _)| id_width(matrix, at)).collect();
    let mut titles = String::new();
    let mut locales = String::new();
    for (version, &width) in matrix.versions.iter().zip(&widths) {
        let cells: String = version.locales.iter().map(|locale| format!("  {locale}")).collect();
        let whole = room(version, width);
        titles.push_str(&format!("{:<whole$}   ", version.title));
        let heads = format!("{:width$}{cells}", "");
        locales.push_str(&format!("{heads:<whole$}   "));
    }
    lines.push(titles);
    lines.push(locales);
    for row in &matrix.rows {
        let mut line = String::new();
        for ((version, claim), &width) in matrix.versions.iter().zip(&row.claims).zip(&widths) {
            line.push_str(&columns(version, claim.as_ref(), width));
        }
        // The words of the newest version that speaks of it.
        if let Some(claim) = row.claims.iter().rev().flatten().next() {
            line.push_str(&claim.says);
        }
        if !row.changes.is_empty() {
            line.push_str(&format!(" (by design differs in {})", row.changes.join(", ")));
        }
        lines.push(line);
    }
    lines.push(String::new());
    lines.push(legend());
    for (at, version) in matrix.versions.iter().enumerate() {
        for claim in matrix.rows.iter().filter_map(|row| row.claims[at].as_ref()) {
            let mut places = open_places(version, claim).peekable();
            if places.peek().is_none() {
                continue;
            }
            lines.push(String::new());
            lines.push(format!("{} ({}, {})", claim.says, version.title, claim.id));
            for (locale, place) in places {
                let line = place.range.map_or_else(String::new, |range| format!(":{}", range.start.line));
                let why = if place.why.is_empty() { String::new() } else { format!(": {}", place.why) };
                lines.push(format!("  {locale} {}{why} {}{line}", place.verdict, place.path));
                if !place.said.is_empty() {
                    lines.push(format!("    {}", place.said));
                }
                if let Some(source) = &place.source {
                    lines.push(format!("    {}: {}", source.locale, source.said));
                }
            }
        }
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n") + "\n"
}

fn id_width(matrix: &Matrix, at: usize) -> usize {
    let claims = matrix.rows.iter().filter_map(|row| row.claims[at].as_ref());
    claims.map(|claim| claim.id.chars().count()).max().unwrap_or(0)
}

fn columns(version: &MatrixVersion, claim: Option<&MatrixClaim>, width: usize) -> String {
    let id = claim.map_or("", |claim| claim.id.as_str());
    let mut line = format!("{id:<width$}");
    for (at, locale) in version.locales.iter().enumerate() {
        let shown = claim.map_or(' ', |claim| mark(claim.cells[at].as_ref()));
        line.push_str(&format!("  {shown:<width$}", width = locale.len()));
    }
    let whole = room(version, width);
    format!("{line:<whole$}   ")
}

/// Columns that a version takes: those of its ids and cells, and no less than its title.
fn room(version: &MatrixVersion, width: usize) -> usize {
    let cells: usize = version.locales.iter().map(|locale| locale.len() + 2).sum();
    (width + cells).max(version.title.chars().count())
}
