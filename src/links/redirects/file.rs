//! The files in which sites keep their redirects.

use super::{Passed, script};
use crate::yaml::{self, Dialect, Entry, Node, Value};

/// The names that a list gives to what leads on, and to where: Docusaurus, Microsoft Learn, Vercel and others.
const PAIRS: &[(&str, &str)] = &[
    ("from", "to"),
    ("source_path", "redirect_url"),
    ("source_path_from_root", "redirect_url"),
    ("source", "destination"),
];

/// The map of MkDocs' plug-in.
const MAPS: &str = "redirect_maps";

/// Addresses with where they lead, and what is passed over.
pub(super) type Read = (Vec<(String, String)>, Vec<Passed>);

/// What a file says, and what is passed over in it, both in order.
pub(super) fn read(name: &str, text: &str) -> Result<Read, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (mut found, mut passed) = (Vec::new(), Vec::new());
    if base == "_redirects" {
        found.extend(text.lines().filter_map(line));
    } else if script::is_script(base) {
        (found, passed) = script::read(text);
    } else {
        let value = tree(text)?;
        whole(&value, &mut found);
        walk(&value, &mut found);
    }
    if let (true, Some(first)) = (found.is_empty(), passed.first()) {
        return Err(first.to_string());
    }
    if found.is_empty() {
        return Err("no redirects are found in it: write a map from old addresses to new ones, a list with from and to, \
                    or the lines of a file named _redirects"
            .to_owned());
    }
    Ok((found, passed))
}

/// A line `from to [status]`. What is not led on but shown in place of another, and what has conditions or
/// placeholders, is passed over.
fn line(line: &str) -> Option<(String, String)> {
    let line = line.split('#').next().unwrap_or_default();
    let mut words = line.split_whitespace();
    let (from, to) = (words.next()?, words.next()?);
    let plain = !to.contains('=') && !from.contains(':') && words.clone().count() <= 1;
    let leads = words.next().is_none_or(|status| status.starts_with("30"));
    (plain && leads).then(|| (from.to_owned(), to.to_owned()))
}

/// A file that is nothing but a map.
fn whole(root: &Node, found: &mut Vec<(String, String)>) {
    let Value::Mapping(entries) = &root.value else { return };
    if entries.iter().all(|Entry { key, value, .. }| key.contains('/') && text(value).is_some()) {
        map(entries, found);
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(text) => Some(text),
        _ => None,
    }
}

fn map(entries: &[Entry], found: &mut Vec<(String, String)>) {
    for Entry { key, value, .. } in entries {
        if let Some(to) = text(value) {
            found.push((key.clone(), to.to_owned()));
        }
    }
}

/// Looks for maps and lists of redirects, however deep they stand.
fn walk(node: &Node, found: &mut Vec<(String, String)>) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| {
            if let Value::Mapping(entries) = &item.value {
                pair(entries, found);
            }
            walk(item, found);
        }),
        Value::Mapping(entries) => {
            for entry in entries {
                match &entry.value.value {
                    Value::Mapping(entries) if entry.key == MAPS => map(entries, found),
                    _ => walk(&entry.value, found),
                }
            }
        }
    }
}

/// One entry of a list; several addresses may lead to one.
fn pair(entries: &[Entry], found: &mut Vec<(String, String)>) {
    let of = |name: &str| entries.iter().find(|entry| entry.key == name).map(|entry| &entry.value);
    for (from, to) in PAIRS {
        let (Some(from), Some(to)) = (of(from), of(to).and_then(text)) else { continue };
        let every = match &from.value {
            Value::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(from),
        };
        found.extend(every.iter().filter_map(text).map(|from| (from.to_owned(), to.to_owned())));
    }
}

/// The tree of a YAML or JSON file. What tags and aliases stand for is of no account here.
fn tree(text: &str) -> Result<Node, String> {
    let tree = yaml::tree(text, Dialect::Foreign);
    let tree =
        tree.map_err(|fault| format!("line {}: the YAML or JSON is broken: {}", fault.line, fault.message))?;
    tree.ok_or_else(|| "the file is empty".to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_files_of_sites_say_what_leads_on() {
        let wanted = [("/old/ports".to_owned(), "/guide/ports".to_owned())];
        for (name, text) in [
            ("redirects.yaml", "/old/ports: /guide/ports\n"),
            ("redirects.json", "[{\"to\": \"/guide/ports\", \"from\": [\"/old/ports\"]}]"),
            (
                "vercel.json",
                "{\"redirects\": [{\"source\": \"/old/ports\", \"destination\": \"/guide/ports\"}]}",
            ),
            (
                ".openpublishing.redirection.json",
                "{\"redirections\": [{\"source_path\": \"/old/ports\", \"redirect_url\": \"/guide/ports\"}]}",
            ),
            (
                "mkdocs.yml",
                "site_name: Contoso\nplugins:\n  - search\n  - redirects:\n      redirect_maps:\n        /old/ports: /guide/ports\n\
                 markdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n",
            ),
            (
                "static/_redirects",
                "# moved\n/old/ports /guide/ports 301\n/* /index.html 200\n/a /b Country=de\n/:year/x /y\n",
            ),
            (
                "docusaurus.config.ts",
                "export default {plugins: [['client-redirects', {redirects: [{from: ['/old/ports'], to: '/guide/ports'}]}]]};\n",
            ),
        ] {
            assert_eq!(read(name, text).map(|read| read.0).as_deref(), Ok(&wanted[..]), "{name}");
        }
    }

    #[test]
    fn a_file_that_says_nothing_of_redirects_is_an_error_with_what_to_write() {
        for (name, text) in
            [("mkdocs.yml", "site_name: Contoso\n"), ("_redirects", "# none\n"), ("a.json", "")]
        {
            let error = read(name, text).expect_err(name);
            assert!(error.contains("redirects") || error.contains("empty"), "{error}");
        }
        assert!(read("a.yaml", "a: [").expect_err("broken").contains("line"));
        let made = read("docusaurus.config.js", "module.exports = {redirects: made()};").expect_err("made");
        assert!(made.contains("line 1") && made.contains("no program is run"), "{made}");
    }
}
