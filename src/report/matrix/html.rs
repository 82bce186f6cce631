//! The matrix as an HTML page that needs nothing else.

use super::{Matrix, MatrixCell, legend, mark};

const STYLE: &str = "body{font:15px/1.4 system-ui,sans-serif;margin:2em}table{border-collapse:collapse}\
th,td{border:1px solid #8886;padding:.3em .5em;text-align:left;vertical-align:top}\
td.c{text-align:center}details{max-width:40em}summary{cursor:pointer;list-style:none}\
.stated{background:#0a02}.weakened{background:#ca03}.missing{background:#d702}.contradicted{background:#d003}\
:root{color-scheme:light dark}";

/// A page with one table; a cell opens its sentences.
#[must_use]
pub fn render(matrix: &Matrix) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
        <title>What the languages say of the guidance</title>\n<style>{STYLE}</style>\n\
        <h1>What the languages say of the guidance</h1>\n"
    );
    if matrix.versions.is_empty() {
        out.push_str("<p>No page was held against a guidance pack.</p>\n</html>\n");
        return out;
    }
    out.push_str("<table>\n<thead>\n<tr>");
    for version in &matrix.versions {
        let span = version.locales.len() + 1;
        out.push_str(&format!("<th colspan=\"{span}\" scope=\"colgroup\">{}</th>", escape(&version.title)));
    }
    let compared = matrix.versions.len() > 1;
    if compared {
        out.push_str("<th rowspan=\"2\" scope=\"col\">differs in</th>");
    }
    out.push_str("</tr>\n<tr>");
    for version in &matrix.versions {
        out.push_str("<th scope=\"col\">claim</th>");
        for locale in &version.locales {
            out.push_str(&format!("<th scope=\"col\">{}</th>", escape(locale)));
        }
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &matrix.rows {
        out.push_str("<tr>");
        for (version, claim) in matrix.versions.iter().zip(&row.claims) {
            match claim {
                Some(claim) => {
                    let (id, says) = (escape(&claim.id), escape(&claim.says));
                    out.push_str(&format!("<th scope=\"row\">{id}<br><small>{says}</small></th>"));
                    for cell in &claim.cells {
                        out.push_str(&shown(cell.as_ref()));
                    }
                }
                None => out.push_str(&"<td></td>".repeat(version.locales.len() + 1)),
            }
        }
        if compared {
            out.push_str(&format!("<td>{}</td>", row.changes.join(", ")));
        }
        out.push_str("</tr>\n");
    }
    out.push_str(&format!("</tbody>\n</table>\n<p>{}</p>\n</html>\n", legend()));
    out
}

/// A cell that opens its sentences.
fn shown(cell: Option<&MatrixCell>) -> String {
    let Some(cell) = cell else { return "<td class=\"c\">·</td>".to_owned() };
    let mut out = format!(
        "<td class=\"c {0}\"><details><summary title=\"{0}\">{1}</summary>",
        cell.verdict,
        mark(Some(cell))
    );
    for place in &cell.places {
        let line = place.range.map_or_else(String::new, |range| format!(":{}", range.start.line));
        out.push_str(&format!(
            "<p>{} {}{line}<br>{}</p>",
            place.verdict,
            escape(&place.path),
            escape(&place.text)
        ));
    }
    out + "</details></td>"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
