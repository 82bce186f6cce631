//! What commands print: lists of properties and tables, as objects with their properties.

use super::transcript;
use unisono::source::Span;

/// An object as it was printed: names of properties, and their values with their places.
pub(crate) type Object<'t> = Vec<(&'t str, &'t str, Span)>;

/// The objects in the printed lines of a text.
pub(crate) fn objects<'t>(text: &'t str, lines: &[Span]) -> Vec<Object<'t>> {
    let mut objects = Vec::new();
    let mut object: Object<'t> = Vec::new();
    let mut columns: Vec<(&'t str, usize)> = Vec::new();
    let mut before: Option<Span> = None;
    for line in lines {
        let words = &text[line.range()];
        // A blank line between two of them parts objects and ends a table.
        if before
            .is_some_and(|before| text[before.end as usize..line.start as usize].matches('\n').count() > 1)
        {
            finish(&mut object, &mut objects);
            columns.clear();
        }
        if is_rule(words) {
            let header = before.map_or("", |before| &text[before.range()]);
            columns = heads(words, header);
            object.clear();
        } else if !columns.is_empty() {
            objects.push(row(words, line.start, &columns));
        } else if let Some((name, value)) = transcript::property(words) {
            if object.iter().any(|(known, ..)| known.eq_ignore_ascii_case(name)) {
                finish(&mut object, &mut objects);
            }
            let start = line.start + (words.rfind(value).unwrap_or(words.len())) as u32;
            object.push((name, value, Span::new(start, start + value.len() as u32)));
        }
        before = Some(*line);
    }
    finish(&mut object, &mut objects);
    objects
}

fn finish<'t>(object: &mut Object<'t>, objects: &mut Vec<Object<'t>>) {
    if !object.is_empty() {
        objects.push(std::mem::take(object));
    }
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("--") && line.bytes().all(|b| b == b'-' || b == b' ')
}

/// The columns of a table: their heads, and where they begin, in characters.
fn heads<'t>(rule: &str, header: &'t str) -> Vec<(&'t str, usize)> {
    let mut columns = Vec::new();
    let mut at = 0;
    for dashes in rule.split_inclusive(' ') {
        if dashes.starts_with('-') {
            columns.push(at);
        }
        at += dashes.len();
    }
    // Heads are words in their order: a rule that is shifted against its header is read, too.
    let mut words = header.split_whitespace();
    if header.split_whitespace().count() == columns.len() {
        return columns.into_iter().filter_map(|at| Some((words.next()?, at))).collect();
    }
    Vec::new()
}

fn row<'t>(line: &'t str, start: u32, columns: &[(&'t str, usize)]) -> Object<'t> {
    let mut object = Object::new();
    let cells: Vec<&str> = line.split_whitespace().collect();
    // As many words as heads: the columns need not be straight.
    if cells.len() == columns.len() {
        for (cell, (name, _)) in cells.iter().zip(columns) {
            let at = start + (cell.as_ptr() as usize - line.as_ptr() as usize) as u32;
            object.push((name, cell, Span::new(at, at + cell.len() as u32)));
        }
        return object;
    }
    let byte = |character: usize| line.char_indices().nth(character).map_or(line.len(), |(at, _)| at);
    for (at, (name, from)) in columns.iter().enumerate() {
        let (from, to) = (byte(*from), columns.get(at + 1).map_or(line.len(), |next| byte(next.1)));
        let cell = &line[from..to.max(from)];
        let indent = cell.len() - cell.trim_start().len();
        let cell = cell.trim();
        let at = start + (from + indent) as u32;
        object.push((name, cell, Span::new(at, at + cell.len() as u32)));
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<(&str, &str)>> {
        let lines: Vec<Span> =
            transcript::lines(text).filter(|line| !text[line.range()].trim().is_empty()).collect();
        let objects = objects(text, &lines);
        for (_, value, span) in objects.iter().flatten() {
            assert_eq!(&text[span.range()], *value);
        }
        objects
            .into_iter()
            .map(|object| object.into_iter().map(|(name, value, _)| (name, value)).collect())
            .collect()
    }

    #[test]
    fn lists_are_objects_parted_by_blank_lines_or_a_property_that_comes_again() {
        let text = "Identity : a\nPort     : 1\n\nIdentity : b\nPort     :\nIdentity : c\n";
        assert_eq!(
            read(text),
            [
                vec![("Identity", "a"), ("Port", "1")],
                vec![("Identity", "b"), ("Port", "")],
                vec![("Identity", "c")]
            ]
        );
    }

    #[test]
    fn tables_are_objects_line_by_line() {
        let text = "Name     Pool\n----     ----\nKim Akers p1.contoso.com\nAlex     p2.contoso.com\n";
        assert_eq!(read(text)[1], [("Name", "Alex"), ("Pool", "p2.contoso.com")]);
        assert_eq!(read(text).len(), 2);
    }
}
