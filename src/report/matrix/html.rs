//! The matrix as an HTML page that needs nothing else: the answer first, then what differs, then the table.

use super::answer::language;
use super::{Answer, Matrix, MatrixCell, mark};

const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8884;--soft:#8881}\
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:2rem 1.5rem 4rem;max-width:75rem}\
h1{font-size:1.1rem;font-weight:600;opacity:.7;margin:0}\
.answer{font-size:1.5rem;line-height:1.35;font-weight:600;margin:.4rem 0 1.5rem;max-width:45rem;text-wrap:balance}\
h2{font-size:1.15rem;margin:2rem 0 .6rem}\
ol.open{list-style:none;margin:0;padding:0;display:grid;gap:.6rem}\
ol.open li{border-left:.3rem solid;padding:.4rem .9rem;background:var(--soft);max-width:60rem}\
.path{display:block;font-size:.8rem;opacity:.7;overflow-wrap:anywhere}\
ol.open li.contradicted{border-color:#c22}ol.open li.weakened{border-color:#c80}ol.open li.missing{border-color:#a50}\
.scroll{overflow-x:auto}\
table{border-collapse:collapse;min-width:100%;font-size:.9rem}\
th,td{border-bottom:1px solid var(--line);padding:.45em .6em;text-align:left;vertical-align:top}\
thead th{vertical-align:bottom;white-space:nowrap}\
tbody th{font-weight:400;min-width:18rem;max-width:26rem}\
td.c{text-align:center;white-space:nowrap}small{opacity:.6;white-space:nowrap}\
td.stated{background:#1a71}td.weakened{background:#c803}td.missing{background:#a504}td.contradicted{background:#c225}\
.legend{margin-top:1rem;font-size:.85rem;opacity:.8}\
@media print{body{padding:0;font-size:12px}.scroll{overflow:visible}tr,li{break-inside:avoid}}";

/// What each mark means to a reader who does not know the words of the reports.
const MEANINGS: [(&str, &str); 4] = [
    ("stated", "says it"),
    ("weakened", "says less"),
    ("missing", "does not say it"),
    ("contradicted", "says otherwise"),
];

/// A page for people who decide: the answer, the differences with both wordings, and the table.
#[must_use]
pub fn render(matrix: &Matrix) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <title>What the languages say of the guidance</title>\n<style>{STYLE}</style>\n\
        <h1>What the languages say of the guidance</h1>\n"
    );
    let Some(answer) = &matrix.answer else {
        out.push_str("<p>No page was held against a guidance pack.</p>\n</html>\n");
        return out;
    };
    differences(&mut out, answer);
    table(&mut out, matrix);
    let meanings: Vec<String> = MEANINGS
        .iter()
        .filter_map(|(verdict, means)| {
            super::MARKS.iter().find(|known| known.0 == *verdict).map(|known| format!("{} {means}", known.1))
        })
        .collect();
    out.push_str(&format!("<p class=\"legend\">{}, · not expected</p>\n</html>\n", meanings.join(", ")));
    out
}

/// The answer, what differs, and what differs by design.
fn differences(out: &mut String, answer: &Answer) {
    out.push_str(&format!("<p class=\"answer\">{}</p>\n", escape(&answer.sentence)));
    if !answer.differences.is_empty() {
        out.push_str("<h2>What differs</h2>\n<ol class=\"open\">\n");
        for difference in &answer.differences {
            let line = difference.range.map_or_else(String::new, |range| format!(":{}", range.start.line));
            // The claim stands before the dash.
            let (claim, rest) =
                difference.sentence.split_once(" — ").unwrap_or(("", difference.sentence.as_str()));
            out.push_str(&format!(
                "<li class=\"{}\"><b>{}</b><br>{}<span class=\"path\">{}{line}</span></li>\n",
                difference.verdict,
                escape(claim),
                escape(rest),
                escape(&difference.path)
            ));
        }
        out.push_str("</ol>\n");
    }
    list(out, "Said in no language", &answer.nowhere);
    list(out, "What the versions say otherwise by design", &answer.by_design);
}

/// Sentences below a heading; nothing where there are none.
fn list(out: &mut String, title: &str, sentences: &[String]) {
    if sentences.is_empty() {
        return;
    }
    out.push_str(&format!("<h2>{title}</h2>\n<ul>\n"));
    for sentence in sentences {
        out.push_str(&format!("<li>{}</li>\n", escape(sentence)));
    }
    out.push_str("</ul>\n");
}

/// One table a version: claims down, languages across.
fn table(out: &mut String, matrix: &Matrix) {
    for (at, version) in matrix.versions.iter().enumerate().rev() {
        out.push_str(&format!(
            "<h2>{}</h2>\n<div class=\"scroll\"><table>\n<thead>\n<tr><th scope=\"col\">Statement</th>",
            escape(&version.title)
        ));
        for locale in &version.locales {
            let name = language(locale);
            out.push_str(&format!("<th scope=\"col\" title=\"{}\">{}</th>", escape(&name), escape(locale)));
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        for claim in matrix.rows.iter().filter_map(|row| row.claims[at].as_ref()) {
            let (id, says) = (escape(&claim.id), escape(&claim.says));
            out.push_str(&format!("<tr><th scope=\"row\">{says} <small>{id}</small></th>"));
            for cell in &claim.cells {
                out.push_str(&shown(cell.as_ref()));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table></div>\n");
    }
}

/// A cell; pointing at it shows what it means and the words it rests on.
fn shown(cell: Option<&MatrixCell>) -> String {
    let Some(cell) = cell else { return "<td class=\"c\" title=\"not expected\">·</td>".to_owned() };
    let means = MEANINGS.iter().find(|known| known.0 == cell.verdict).map_or("", |known| known.1);
    let words: Vec<&str> =
        cell.places.iter().map(|place| place.said.as_str()).filter(|said| !said.is_empty()).collect();
    let title = if words.is_empty() { means.to_owned() } else { format!("{means}: {}", words.join(" / ")) };
    format!(
        "<td class=\"c {}\" title=\"{}\"><span aria-label=\"{means}\">{}</span></td>",
        cell.verdict,
        escape(&title),
        mark(Some(cell))
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
