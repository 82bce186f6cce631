//! Glossaries as CSV (RFC 4180): the first line names the columns, each further line is an entry.
//!
//! A column is a locale, a locale with `:forbidden` behind it, or `note`; one whose name begins with
//! `#` is passed over. A cell may hold several terms with `|` between them. The delimiter is the comma,
//! semicolon or tab that stands most often in the first line.

use super::{Entry, Fault, Term, checked};
use crate::language::Locale;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::ops::Range;

/// What a column holds.
enum Column {
    /// Terms of a language.
    Terms { locale: Locale, forbidden: bool },
    /// Notes.
    Note,
    /// What is passed over.
    Other,
}

/// A cell, and where it stands in the text.
struct Cell {
    text: String,
    at: Range<usize>,
}

/// The records of a text, one after the other.
struct Records<'t> {
    text: &'t str,
    reader: Reader,
    /// How far it is read.
    at: usize,
    buffer: Vec<u8>,
}

pub(super) fn read(text: &str) -> Result<Vec<Entry>, Fault> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = text[start..].lines().next().unwrap_or_default();
    let count = |delimiter: char| first.matches(delimiter).count();
    let delimiter = [',', ';', '\t'].into_iter().rev().max_by_key(|c| count(*c)).unwrap_or(',');
    let mut records = Records {
        text,
        reader: ReaderBuilder::new().delimiter(delimiter as u8).build(),
        at: start,
        buffer: vec![0; 256],
    };
    let header = records.next()?.unwrap_or_default();
    let columns = columns(&header)?;
    let mut entries = Vec::new();
    let mut line = 1;
    let mut counted = 0;
    while let Some(cells) = records.next()? {
        let at = cells.first().map_or(text.len(), |cell| cell.at.start);
        line += text[counted..at].matches('\n').count() as u32;
        counted = at;
        if let Some(cell) = cells.get(columns.len()) {
            return Err(Fault::new(
                cell.at.start,
                format!(
                    "this line has {} cells, and the first line names {} columns: put a cell that holds a {} in \
                     quotation marks",
                    cells.len(),
                    columns.len(),
                    match delimiter {
                        '\t' => "tab",
                        ';' => "semicolon",
                        _ => "comma",
                    }
                ),
            ));
        }
        let mut entry = Entry { line, ..Entry::default() };
        for (cell, column) in cells.into_iter().zip(&columns) {
            match column {
                Column::Other => {}
                Column::Note => cell.text.trim().clone_into(&mut entry.note),
                Column::Terms { locale, forbidden } => {
                    for part in cell.text.split('|').filter(|part| !part.trim().is_empty()) {
                        let text = checked(part).map_err(|message| Fault::new(cell.at.start, message))?;
                        entry.terms.push(Term { locale: locale.clone(), text, forbidden: *forbidden });
                    }
                }
            }
        }
        if !entry.terms.is_empty() {
            entries.push(entry);
        }
    }
    Ok(entries)
}

fn columns(header: &[Cell]) -> Result<Vec<Column>, Fault> {
    const EXPECTED: &str = "a locale such as de or pt-BR, a locale with :forbidden behind it, or note (a name that \
        begins with # is passed over)";
    let mut columns = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for cell in header {
        let name = cell.text.trim();
        let (tag, forbidden) = match name.split_once(':') {
            Some((tag, mark)) if mark.trim().eq_ignore_ascii_case("forbidden") => (tag, true),
            _ => (name, false),
        };
        let locale = Locale::parse(tag).filter(Locale::is_known);
        columns.push(match locale {
            _ if name.starts_with('#') => Column::Other,
            _ if name.eq_ignore_ascii_case("note") => Column::Note,
            Some(locale) => Column::Terms { locale, forbidden },
            None => {
                return Err(Fault::new(
                    cell.at.start,
                    format!("unknown column {name:?}: expected {EXPECTED}"),
                ));
            }
        });
        let name = name.to_lowercase().replace('_', "-");
        if !name.starts_with('#') && names.contains(&name) {
            return Err(Fault::new(
                cell.at.start,
                format!(
                    "the column {name:?} stands twice: put several terms into one cell, with | between them"
                ),
            ));
        }
        names.push(name);
    }
    if !columns.iter().any(|column| matches!(column, Column::Terms { .. })) {
        let message = format!("the first line names no language: each of its cells is {EXPECTED}");
        return Err(Fault::new(0, message));
    }
    Ok(columns)
}

impl Records<'_> {
    /// The cells of the next record; `None` at the end. Empty lines are passed over.
    fn next(&mut self) -> Result<Option<Vec<Cell>>, Fault> {
        let mut cells = Vec::new();
        let bytes = self.text.as_bytes();
        loop {
            let mut start = self.at;
            if cells.is_empty() {
                // The end of the record before is read with this one.
                start += bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            }
            let mut written = 0;
            let record_end = loop {
                let (result, read, wrote) =
                    self.reader.read_field(&bytes[self.at..], &mut self.buffer[written..]);
                self.at += read;
                written += wrote;
                match result {
                    ReadFieldResult::InputEmpty => {}
                    ReadFieldResult::OutputFull => self.buffer.resize(self.buffer.len() * 2, 0),
                    ReadFieldResult::Field { record_end } => break record_end,
                    ReadFieldResult::End => return Ok(None),
                }
            };
            let at = start.min(self.at)..self.at;
            let raw = self.text[at.clone()].trim_end();
            if self.at == bytes.len() && raw.starts_with('"') && (raw.len() == 1 || !raw.ends_with('"')) {
                return Err(Fault::new(at.start, "this quotation mark is never closed"));
            }
            let text = String::from_utf8_lossy(&self.buffer[..written]).into_owned();
            cells.push(Cell { text, at });
            if record_end {
                return Ok(Some(cells));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::glossary::{Glossary, Term};

    fn entries(text: &str) -> Vec<String> {
        let glossary = Glossary::read("terms.csv", text.as_bytes()).expect("the file is right");
        let shown = |term: &Term| {
            format!("{}{}={}", term.locale.as_str(), if term.forbidden { "!" } else { "" }, term.text)
        };
        let entry = |entry: &crate::glossary::Entry| {
            let terms: Vec<String> = entry.terms.iter().map(shown).collect();
            format!("{} {} [{}]", entry.line, terms.join(" / "), entry.note)
        };
        glossary.entries.iter().map(entry).collect()
    }

    fn fails(text: &str) -> String {
        Glossary::read("terms.csv", text.as_bytes()).expect_err("the file is wrong").to_string()
    }

    #[test]
    fn a_line_is_an_entry_and_a_cell_may_hold_several_terms() {
        assert_eq!(
            entries(
                "en,de,de:forbidden,note\nnight shift pool,Night-Shift-Pool | Night-Shift-Serverpool,Pool nachts,\npool,Pool,,\"a group, \"\"whatever\"\"\"\n"
            ),
            [
                "2 en=night shift pool / de=Night-Shift-Pool / de=Night-Shift-Serverpool / de!=Pool nachts []",
                "3 en=pool / de=Pool [a group, \"whatever\"]",
            ]
        );
    }

    #[test]
    fn semicolons_tabs_line_ends_of_windows_and_a_byte_order_mark_are_read() {
        let expected = ["2 en-US=pool / de-DE=Pool []", "5 en-US=user / de-DE=Benutzer []"];
        assert_eq!(entries("\u{feff}en_US;#id;de_DE\r\npool;1;Pool\r\n\r\n;2;\r\nuser;3;Benutzer"), expected);
        assert_eq!(entries("en-us\tde-de\npool\tPool\n\n\nuser\tBenutzer\n"), expected);
    }

    #[test]
    fn a_cell_over_several_lines_does_not_shift_the_lines_of_what_follows() {
        assert_eq!(entries("en,note\npool,\"a\nb\"\nuser,\n"), ["2 en=pool [a\nb]", "4 en=user []"]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        assert!(
            fails("en,German\n").starts_with("terms.csv:1:4: unknown column \"German\": expected a locale")
        );
        assert!(fails("note\n").starts_with("terms.csv:1:1: the first line names no language"));
        assert!(fails("").starts_with("terms.csv:1:1: the first line names no language"));
        assert!(fails("en,de,de\n").starts_with("terms.csv:1:7: the column \"de\" stands twice"));
        assert!(fails("en,de\npool,Pool,Gruppe\n").starts_with("terms.csv:2:11: this line has 3 cells"));
        assert_eq!(fails("en,de\npool,\"Pool\n"), "terms.csv:2:6: this quotation mark is never closed");
        assert!(fails("en,de\npool,…\n").starts_with("terms.csv:2:6: the term \"…\" has no letter"));
        assert!(fails("en,de\n*end*,x\n").starts_with("terms.csv:2:1: the term \"*end*\" says nothing"));
    }
}
