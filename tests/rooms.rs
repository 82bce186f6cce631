//! The rooms of the crate (its modules of first rank, `src/facts/` or `src/fix.rs`) use each other in one direction:
//! no room uses one that uses it, by whatever way round. So each can be read, changed and tested with those it uses
//! alone. The order is said in ARCHITECTURE.md, and held against the code here.
//!
//! How it counts: the sources are read as text. A room uses another where a path in its code begins with `crate::other`
//! (with braces, too: `crate::{other::This, another}`) or climbs out of the room by `super`. What the crate shows at its
//! root by another name (`crate::Report`) counts for the room it comes from. Comments, texts in quotation marks, items
//! below `#[cfg(test)]` and the files of modules that are declared so are left aside: what only a test uses binds nobody.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Where a room uses another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    from: String,
    to: String,
    /// The file below `src/`, and its line.
    place: (String, usize),
}

/// The code of a file, and how it is looked at.
struct Code {
    /// With blanks in the place of comments, of texts and of what is for tests; as long as the file.
    text: String,
    /// The modules that are declared for tests, by name.
    for_tests: Vec<String>,
}

impl Code {
    fn of(source: &str) -> Self {
        let mut code = Self { text: without_texts(source), for_tests: Vec::new() };
        const TESTS: &str = "#[cfg(test)]";
        while let Some(start) = code.text.find(TESTS) {
            let behind = start + TESTS.len();
            let end = behind + end_of_item(&code.text[behind..]);
            let item: Vec<&str> = code.text[behind..end].trim_end_matches(';').split_whitespace().collect();
            if let [.., "mod", name] = item[..] {
                code.for_tests.push(name.to_owned());
            }
            blank(&mut code.text, start, end);
        }
        code
    }

    fn line(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    /// How many modules that are written out in the file stand around a place.
    fn depth(&self, at: usize) -> usize {
        let mut open = Vec::new();
        for (index, c) in self.text[..at].char_indices() {
            match c {
                '{' => open.push(is_module(&self.text[..index])),
                '}' => drop(open.pop()),
                _ => {}
            }
        }
        open.into_iter().filter(|module| *module).count()
    }
}

/// Whether a brace behind this text opens a module.
fn is_module(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    words.next().is_some_and(|name| name.chars().all(is_of_name)) && words.next() == Some("mod")
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Puts blanks in the place of all but the ends of lines.
fn blank(text: &mut String, start: usize, end: usize) {
    let blanks: String = text[start..end]
        .chars()
        .flat_map(|c| std::iter::repeat_n(if c == '\n' { c } else { ' ' }, c.len_utf8()))
        .collect();
    text.replace_range(start..end, &blanks);
}

/// A source with blanks in the place of comments, and of what stands in quotation marks.
fn without_texts(source: &str) -> String {
    let mut text = source.to_owned();
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        let before = source[..at].chars().next_back();
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            end_of_comment(rest)
        } else if let Some(length) = raw_text(rest).filter(|_| !before.is_some_and(is_of_name)) {
            length
        } else if rest.starts_with('"') {
            end_of_text(rest)
        } else if let Some(length) = letter(rest) {
            length
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        blank(&mut text, at, at + length);
        at += length;
    }
    text
}

/// The length of a comment between `/*` and `*/`, in which others may stand.
fn end_of_comment(rest: &str) -> usize {
    let (mut at, mut open) = (2, 1);
    while open > 0 && at < rest.len() {
        let step = if rest[at..].starts_with("/*") {
            open += 1;
            2
        } else if rest[at..].starts_with("*/") {
            open -= 1;
            2
        } else {
            rest[at..].chars().next().map_or(1, char::len_utf8)
        };
        at += step;
    }
    at
}

/// The length of a text between quotation marks.
fn end_of_text(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a raw text, `r#"…"#`.
fn raw_text(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let text = behind.trim_start_matches('#');
    let end = format!("\"{}", "#".repeat(behind.len() - text.len()));
    let inside = text.strip_prefix('"')?;
    Some(rest.len() - inside.len() + inside.find(&end).map_or(inside.len(), |at| at + end.len()))
}

/// The length of a letter between apostrophes; `None` where a lifetime begins, or nothing of the kind.
fn letter(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        return Some(3 + escape.char_indices().skip(1).find(|&(_, c)| c == '\'')?.0);
    }
    let length = inside.chars().next()?.len_utf8();
    inside[length..].starts_with('\'').then_some(length + 2)
}

/// How far the item reaches that begins here: to its semicolon, or over what stands between its braces.
fn end_of_item(text: &str) -> usize {
    let (mut braces, mut others) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => others += 1,
            ')' | ']' => others -= 1,
            '{' => braces += 1,
            '}' if braces == 1 && others == 0 => return at + 1,
            '}' => braces -= 1,
            ';' if braces == 0 && others == 0 => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The names that paths go on with behind `crate::`, each with its place: one, or all in the braces.
fn firsts(text: &str, start: usize) -> Vec<(usize, &str)> {
    let name = |at: usize| {
        let end = text[at..].find(|c| !is_of_name(c)).map_or(text.len(), |length| at + length);
        (at, &text[at..end])
    };
    let skip = |at: usize| text.len() - text[at..].trim_start().len();
    let start = skip(start);
    if !text[start..].starts_with('{') {
        return vec![name(start)];
    }
    let (mut names, mut open) = (Vec::new(), 0);
    for (at, c) in text[start..].char_indices() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            break;
        }
        if open == 1 && matches!(c, '{' | ',') {
            names.push(name(skip(start + at + 1)));
        }
    }
    names.retain(|(_, name)| !name.is_empty());
    names
}

/// The rooms that a file uses. `shown` tells from which room a name at the root of the crate comes.
fn uses(path: &str, code: &Code, shown: &BTreeMap<String, String>) -> Vec<Use> {
    let steps: Vec<&str> = path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect();
    let room = steps[0];
    let mut found = Vec::new();
    let mut take = |names: Vec<(usize, &str)>| {
        for (at, name) in names {
            let to = shown.get(name).map_or(name, String::as_str);
            if to != room && to != "self" {
                let place = (path.to_owned(), code.line(at));
                found.push(Use { from: room.to_owned(), to: to.to_owned(), place });
            }
        }
    };
    let words = |word: &'static str| {
        code.text.match_indices(word).filter(move |(at, _)| {
            let before = code.text[..*at].trim_end();
            !code.text[..*at].ends_with(is_of_name) && !before.ends_with("super::")
        })
    };
    for (at, word) in words("crate::") {
        take(firsts(&code.text, at + word.len()));
    }
    for (start, _) in words("super::") {
        let (mut at, mut climbed) = (start, 0);
        while code.text[at..].starts_with("super::") {
            at += "super::".len();
            climbed += 1;
        }
        if climbed == steps.len() + code.depth(start) {
            take(firsts(&code.text, at));
        }
    }
    found
}

/// Names that `lib.rs` shows at the root, and the room of each.
fn shown(lib: &Code) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (at, word) in lib.text.match_indices("pub use ") {
        let end = at + lib.text[at..].find(';').expect("an item ends");
        let (room, rest) = lib.text[at + word.len()..end].split_once("::").expect("it comes from a room");
        for name in rest.split(|c| !is_of_name(c)).filter(|name| !name.is_empty()) {
            names.insert(name.to_owned(), room.to_owned());
        }
    }
    names
}

/// What rooms use of each other, by the files below `src/`.
fn graph(files: &BTreeMap<String, String>) -> Vec<Use> {
    let codes: BTreeMap<&str, Code> =
        files.iter().map(|(path, source)| (path.as_str(), Code::of(source))).collect();
    let mut for_tests = Vec::new();
    for (path, code) in &codes {
        let folder = path.strip_suffix("lib.rs").or_else(|| path.strip_suffix("mod.rs"));
        let folder = folder.map_or_else(|| path.replace(".rs", "/"), str::to_owned);
        for module in &code.for_tests {
            for_tests.extend([format!("{folder}{module}.rs"), format!("{folder}{module}/")]);
        }
    }
    let shown = codes.get("lib.rs").map(shown).unwrap_or_default();
    let code = codes.iter().filter(|(path, _)| {
        **path != "lib.rs" && !for_tests.iter().any(|own| path.starts_with(own.as_str()))
    });
    code.flat_map(|(path, code)| uses(path, code, &shown)).collect()
}

/// The rooms that can be reached from each other, as circles of two rooms and more.
fn circles(graph: &[Use]) -> Vec<BTreeSet<&str>> {
    let mut below: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in graph {
        below.entry(&edge.from).or_default().insert(&edge.to);
    }
    let reach = |room: &str| {
        let mut seen = BTreeSet::new();
        let mut left: Vec<&str> = below.get(room).into_iter().flatten().copied().collect();
        while let Some(next) = left.pop() {
            if seen.insert(next) {
                left.extend(below.get(next).into_iter().flatten());
            }
        }
        seen
    };
    let all: BTreeMap<&str, BTreeSet<&str>> = below.keys().map(|room| (*room, reach(room))).collect();
    let circle = |(room, reached): (&&str, &BTreeSet<&str>)| -> BTreeSet<_> {
        all.iter()
            .filter(|(other, back)| reached.contains(**other) && back.contains(*room))
            .map(|(other, _)| *other)
            .collect()
    };
    let found: BTreeSet<BTreeSet<_>> = all.iter().map(circle).filter(|rooms| rooms.len() > 1).collect();
    found.into_iter().collect()
}

/// A circle for people: its rooms, and every place where one uses another.
fn told(circle: &BTreeSet<&str>, graph: &[Use]) -> String {
    let inside = |room: &String| circle.contains(room.as_str());
    let mut places: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for edge in graph.iter().filter(|edge| inside(&edge.from) && inside(&edge.to)) {
        let (file, line) = &edge.place;
        places.entry((&edge.from, &edge.to)).or_default().push(format!("src/{file}:{line}"));
    }
    let mut text = format!("{} rooms use each other in a circle: {circle:?}\n", circle.len());
    for ((from, to), places) in places {
        text += &format!("  {from} uses {to}: {}\n", places.join(", "));
    }
    text
}

/// The Rust files below a folder, by their paths in it.
fn read(folder: &Path, below: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = format!("{below}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            read(&path, &format!("{name}/"), files);
        } else if name.ends_with(".rs") {
            files.insert(name, fs::read_to_string(&path).expect("sources are UTF-8"));
        }
    }
}

fn of_files(files: &[(&str, &str)]) -> Vec<Use> {
    graph(&files.iter().map(|(path, source)| ((*path).to_owned(), (*source).to_owned())).collect())
}

/// What all rooms of the crate use of each other.
fn of_the_crate() -> Vec<Use> {
    let mut files = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    let graph = graph(&files);
    assert!(files.len() > 200 && graph.len() > 400, "{} files, {} uses", files.len(), graph.len());
    graph
}

#[test]
fn no_room_uses_one_that_uses_it() {
    let graph = of_the_crate();
    let told: Vec<String> = circles(&graph).iter().map(|circle| told(circle, &graph)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The rooms in an order that is written down, with the number of their lines.
fn ranks<'p>(page: &'p str) -> BTreeMap<&'p str, usize> {
    let (_, block) = page.split_once("```text rooms\n").expect("the order of the rooms is there");
    let (block, _) = block.split_once("```").expect("the block ends");
    let line = |(rank, line): (usize, &'p str)| line.split_whitespace().map(move |room| (room, rank));
    block.lines().enumerate().flat_map(line).collect()
}

#[test]
fn each_room_uses_those_above_it_in_the_order_that_is_written_down() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md"));
    let page = page.expect("the page is there");
    let ranks = ranks(&page);
    let graph = of_the_crate();
    let rooms: BTreeSet<&str> =
        graph.iter().flat_map(|edge| [edge.from.as_str(), edge.to.as_str()]).collect();
    let written: BTreeSet<&str> = ranks.keys().copied().collect();
    assert_eq!(written, rooms, "the rooms in ARCHITECTURE.md are those of src/");
    let wrong: Vec<String> = graph
        .iter()
        .filter(|edge| ranks[edge.to.as_str()] >= ranks[edge.from.as_str()])
        .map(|Use { from, to, place: (file, line) }| format!("{from} uses {to}: src/{file}:{line}"))
        .collect();
    assert!(wrong.is_empty(), "against the order in ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

#[test]
fn each_rule_stands_in_a_room_of_the_checks_in_a_file_of_its_name() {
    let mut files = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checks"), "", &mut files);
    let declared: BTreeMap<&str, &str> = files
        .iter()
        .filter(|(_, source)| source.contains("\npub static RULE: Rule"))
        .map(|(path, _)| (path.rsplit('/').next().unwrap_or(path), path.as_str()))
        .collect();
    let names: Vec<String> =
        unisono::checks::RULES.iter().map(|rule| format!("{}.rs", rule.name.replace('-', "_"))).collect();
    assert_eq!(declared.keys().copied().collect::<Vec<_>>(), names, "a file for each rule of the table");
    let outside: Vec<_> = declared.values().filter(|path| path.split('/').count() != 2).collect();
    assert!(outside.is_empty(), "not in a room: {outside:?}");
}

#[test]
fn a_circle_is_told_with_the_places_that_close_it() {
    let graph = of_files(&[
        ("lib.rs", "mod bread; mod oven; mod shop;\npub use shop::{Shop, Till};"),
        ("bread.rs", "use crate::oven::Heat;"),
        (
            "oven/mod.rs",
            "mod door;\nuse super::shop;\nmod inner { use super::super::bread; use super::door; }",
        ),
        ("oven/door.rs", "\nuse crate::{\n    bread::{Crumb, oven},\n    Till,\n};"),
        ("shop.rs", "fn sell() { crate::customers::greet() }"),
    ]);
    let circles = circles(&graph);
    assert_eq!(circles, [BTreeSet::from(["bread", "oven"])]);
    assert_eq!(
        told(&circles[0], &graph),
        "2 rooms use each other in a circle: {\"bread\", \"oven\"}\n\
         \x20 bread uses oven: src/bread.rs:1\n\
         \x20 oven uses bread: src/oven/door.rs:3, src/oven/mod.rs:3\n"
    );
    let shop: Vec<_> = graph.iter().filter(|edge| edge.to == "shop").map(|edge| edge.place.clone()).collect();
    assert_eq!(shop, [("oven/door.rs".to_owned(), 4), ("oven/mod.rs".to_owned(), 2)]);
}

#[test]
fn comments_texts_and_tests_bind_nobody() {
    let graph = of_files(&[
        ("lib.rs", "mod bread;\n#[cfg(test)]\nmod cases;"),
        ("cases.rs", "use crate::bread;"),
        (
            "bread/mod.rs",
            "//! See [`crate::oven`].\n/* crate::oven /* */ crate::oven */\nconst A: &str = \"\\\" crate::oven\";\n\
             const B: &str = r#\"\" crate::oven\"#;\nconst C: [char; 2] = ['\"', '\\''];\nfn f<'a>(x: &'a str) {}\n\
             #[cfg(test)]\nmod tests;\n#[cfg(test)]\n#[allow(unused)]\nuse crate::oven;\n\
             #[cfg(test)]\nmod more {\n    fn f() { crate::oven::heat() }\n}\nuse crate::flour;",
        ),
        ("bread/tests.rs", "use crate::oven;"),
        ("bread/tests/deep.rs", "use crate::oven;"),
    ]);
    let told: Vec<(&str, usize)> = graph.iter().map(|edge| (edge.to.as_str(), edge.place.1)).collect();
    assert_eq!(told, [("flour", 16)]);
}
