//! Addresses of a site that lead on to others: as settings give them, and as the files say in which sites keep them.
//!
//! ```yaml
//! redirects:
//!   /old/ports: /guide/ports
//!   /v1/*: /guide/*
//! ```

use super::address::{PAGE_ENDINGS, is_index, unescaped};
use crate::language::Locale;
use crate::order::OrderedMap;
use serde::{Deserialize, Serialize};
use std::fmt;

mod file;
mod script;

/// Addresses that lead on to others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirects {
    /// As they were given, the later of two for one address.
    given: OrderedMap<String, String>,
    /// The paths of what leads on, by their last part.
    by_name: OrderedMap<String, Vec<(String, String)>>,
    folders: Vec<Folder>,
}

/// A folder of which everything leads on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Folder {
    from: String,
    to: String,
    /// Whether what stands below it is found below the other.
    with_rest: bool,
}

/// What is wrong with a file of redirects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectsError {
    /// The file, as named by the caller.
    pub file: String,
    /// What is wrong and what is expected.
    pub message: String,
}

impl fmt::Display for RedirectsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for RedirectsError {}

/// What a file says of redirects and nothing is read of: it is not written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Its line, from 1.
    pub line: usize,
    /// The name of what would give it.
    pub what: String,
}

impl fmt::Display for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, what } = self;
        write!(f, "line {line}: {what}: only from and to that are written out are read, no program is run")
    }
}

impl Redirects {
    /// Whether nothing leads on.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty() && self.folders.is_empty()
    }

    /// The addresses as they were given, with where they lead.
    #[must_use]
    pub fn given(&self) -> &OrderedMap<String, String> {
        &self.given
    }

    /// Adds an address that leads on: paths from the root of the site, or of the pages. A `*` at the end of both stands
    /// for anything. What leads to itself, and a place inside a page, is passed over.
    pub fn add(&mut self, from: &str, to: &str) {
        let (from, to) = (from.trim(), to.trim());
        if from.is_empty() || to.is_empty() || from == to || from.contains(['#', '?']) {
            return;
        }
        self.given.insert(from.to_owned(), to.to_owned());
        if let Some(folder) = from.strip_suffix('*') {
            let stem = to.strip_suffix(":splat").or_else(|| to.strip_suffix('*'));
            let (from, to) = without_locale(&neutral(folder), stem.unwrap_or(to));
            if !from.is_empty() {
                self.folders.retain(|known| known.from != from);
                self.folders.push(Folder { from, to, with_rest: stem.is_some() });
            }
            return;
        }
        let (path, to) = without_locale(&neutral(from), to);
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        if name.is_empty() {
            return;
        }
        let known = self.by_name.entry(name).or_default();
        known.retain(|known| known.0 != path);
        known.push((path, to));
    }

    /// Adds what a file of redirects says: a list or map in YAML or JSON, `redirect_maps` of MkDocs, lines as Netlify has
    /// them, or what is written out in a configuration of Docusaurus; gives what is passed over in it. `name` is the file's,
    /// for messages.
    ///
    /// # Errors
    /// Where it cannot be read, or nothing in it leads on.
    pub fn add_file(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<Passed>, RedirectsError> {
        let wrong = |message: String| RedirectsError { file: name.to_owned(), message };
        let text =
            std::str::from_utf8(bytes).map_err(|_| wrong("a file of redirects is UTF-8".to_owned()))?;
        let (found, passed) = file::read(name, text).map_err(wrong)?;
        found.iter().for_each(|(from, to)| self.add(from, to));
        Ok(passed)
    }

    /// Where a path leads on to, as it was given; `folders` are those that the page stands in.
    pub(super) fn target(&self, path: &str, folders: &[String]) -> Option<String> {
        let name = path.rsplit('/').next()?;
        let inside = |rest: &str| {
            // What stands before is the way from the root of the pages to that of the site, or the other way round.
            let before = path.strip_suffix(rest).and_then(|before| before.strip_suffix('/'))?;
            Some(rest.contains('/') || folders.join("/").starts_with(before))
        };
        let is = |from: &str| {
            path == from
                || inside(from) == Some(true)
                || path.contains('/') && from.strip_suffix(path).is_some_and(|before| before.ends_with('/'))
        };
        let known = self.by_name.get(name).into_iter().flatten().filter(|(from, _)| is(from));
        // The one that is written like it counts, else the one that names most of it.
        let best = known.max_by_key(|(from, _)| (from == path, from.len()));
        if let Some((_, to)) = best {
            return Some(to.clone());
        }
        let below = |folder: &Folder| {
            path.strip_prefix(folder.from.as_str()).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned)
        };
        let found = self.folders.iter().filter_map(|folder| Some((folder, below(folder)?)));
        let (folder, rest) = found.max_by_key(|(folder, _)| folder.from.len())?;
        let to = &folder.to;
        Some(if folder.with_rest { format!("{}/{rest}", to.trim_end_matches('/')) } else { to.clone() })
    }
}

/// A path without host, ending, index and what may be written otherwise, in lower case.
fn neutral(written: &str) -> String {
    let path = written
        .split_once("://")
        .map_or(written, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = unescaped(path).to_lowercase();
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if let Some(name) = parts.pop() {
        let stem = PAGE_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
        if !is_index(stem) {
            parts.push(stem);
        }
    }
    parts.join("/")
}

/// Both without a locale that they begin with, or the first without one in full.
fn without_locale(from: &str, to: &str) -> (String, String) {
    let Some((first, rest)) = from.split_once('/') else { return (from.to_owned(), to.to_owned()) };
    let Some(locale) = Locale::parse(first).filter(Locale::is_known) else {
        return (from.to_owned(), to.to_owned());
    };
    let own = to.trim_start_matches('/').split_once('/').filter(|(own, _)| own.eq_ignore_ascii_case(first));
    match own {
        Some((_, to)) => (rest.to_owned(), format!("/{to}")),
        None if locale.region().is_some() => (rest.to_owned(), to.to_owned()),
        None => (from.to_owned(), to.to_owned()),
    }
}
