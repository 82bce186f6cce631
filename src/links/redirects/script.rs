//! Redirects in a configuration that is a program: `docusaurus.config.js` or `.ts`, with the plug-in
//! `@docusaurus/plugin-client-redirects`. Nothing is run: only lists whose objects are written out are read, and what is not is
//! passed over and told.
//!
//! ```js
//! plugins: [['@docusaurus/plugin-client-redirects', { redirects: [{ from: ['/old/ports', '/ports'], to: '/guide/ports' }] }]]
//! ```

mod tokens;

use super::Passed;
use super::file::Read;
use crate::order::{OrderedMap, OrderedSet};
use tokens::{Kind, Token, tokens};

/// The endings of programs that configure a site.
const ENDINGS: &[&str] = &[".js", ".cjs", ".mjs", ".ts", ".cts", ".mts"];

/// The option that holds the list, and the one that is a function which makes more of them.
const LIST: &str = "redirects";
const MADE: &str = "createRedirects";

/// Whether a file is a program, by its name.
pub(super) fn is_script(base: &str) -> bool {
    ENDINGS.iter().any(|ending| base.ends_with(ending))
}

/// What a program says in lists that are written out, and what is passed over, both in order.
pub(super) fn read(text: &str) -> Read {
    let mut script = Script::new(tokens(text));
    for at in 0..script.tokens.len() {
        script.at(at);
    }
    (script.found, script.passed)
}

struct Script {
    tokens: Vec<Token>,
    found: Vec<(String, String)>,
    passed: Vec<Passed>,
    /// What stands behind the bracket that closes each that opens.
    behind: Vec<usize>,
    /// Where lists begin that are declared under a name.
    declared: OrderedMap<String, usize>,
    /// Where lists begin that were read: one may be named several times.
    lists: OrderedSet<usize>,
}

impl Script {
    fn new(tokens: Vec<Token>) -> Self {
        let mut behind = vec![tokens.len(); tokens.len()];
        let mut open = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Mark('[' | '{' | '(') => open.push(at),
                Kind::Mark(']' | '}' | ')') => {
                    open.pop().into_iter().for_each(|opening: usize| behind[opening] = at + 1);
                }
                _ => {}
            }
        }
        let (found, passed) = (Vec::new(), Vec::new());
        let mut script =
            Self { tokens, found, passed, behind, declared: OrderedMap::new(), lists: OrderedSet::new() };
        for at in 0..script.tokens.len() {
            let Kind::Word(name) = &script.tokens[at].kind else { continue };
            if let Some(list) = script.value_at(at).filter(|&value| script.is_mark(value, '[')) {
                script.declared.entry(name.clone()).or_insert(list);
            }
        }
        script
    }

    /// Reads what a token begins: the option, a constant of its name, or a list that the file exports.
    fn at(&mut self, at: usize) {
        if self.is_named(at, MADE) && (self.is_mark(at + 1, ':') || self.is_mark(at + 1, '(')) {
            self.pass(at, MADE);
        } else if self.is_named(at, LIST) && self.is_mark(at + 1, '(') && !self.is_mark(self.before(at), '.')
        {
            // A method gives the list when it is called; a call of one is part of a value.
            if self.is_mark(self.behind_of(at + 1), '{') {
                self.pass(at, LIST);
            }
        } else if let Some(value) = self.value_at(at).filter(|_| self.is_named(at, LIST)) {
            self.list(value);
        } else if self.is_word(at, "default")
            && self.is_word(self.before(at), "export")
            && self.is_mark(at + 1, '[')
        {
            self.list(at + 1);
        } else if self.is_word(at, "exports") && self.is_mark(at + 1, '=') && self.is_mark(at + 2, '[') {
            self.list(at + 2);
        }
    }

    /// Where the value of the name begins that stands at a token: behind `:` in an object, or behind `=`, also where a type
    /// stands between.
    fn value_at(&self, at: usize) -> Option<usize> {
        if self.is_mark(at + 1, '=') {
            return Some(at + 2);
        }
        if !self.is_mark(at + 1, ':') {
            return None;
        }
        let declared = ["const", "let", "var"].iter().any(|word| self.is_word(self.before(at), word));
        if !declared {
            return Some(at + 2);
        }
        // A type: up to the sign of equality, with which no type is written.
        const MOST: usize = 64;
        (at + 2..self.tokens.len().min(at + MOST)).find(|&at| self.is_mark(at, '=')).map(|at| at + 1)
    }

    /// Reads a list, or one that is declared under a name in the same file.
    fn list(&mut self, at: usize) {
        let list = match self.tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Mark('[')) => Some(at),
            Some(Kind::Word(name)) if self.ends(at + 1) => self.declared.get(name).copied(),
            _ => None,
        };
        match list {
            Some(list) if self.lists.insert(list) => self.items(list),
            Some(_) => {}
            None => self.pass(at, LIST),
        }
    }

    /// Reads the items of a list: objects with `from` and `to`.
    fn items(&mut self, opening: usize) {
        let mut at = opening + 1;
        while at < self.tokens.len() && !self.is_mark(at, ']') {
            let end = self.end_of_value(at);
            let whole = self.is_mark(at, '{') && self.behind_of(at) == end;
            if !(whole && self.item(at, end)) && at < end {
                self.pass(at, LIST);
            }
            at = end.max(at + usize::from(at == end));
            if self.is_mark(at, ',') {
                at += 1;
            }
        }
    }

    /// Reads one object; whether both of its values are written out.
    fn item(&mut self, opening: usize, end: usize) -> bool {
        let (mut from, mut to) = (None, None);
        let mut at = opening + 1;
        while at + 1 < end {
            let value = at + 2;
            let value_end = self.end_of_value(at);
            if self.is_mark(at + 1, ':') {
                if self.is_named(at, "from") {
                    from = self.texts(value, value_end);
                } else if self.is_named(at, "to") {
                    to = self.texts(value, value_end);
                }
            }
            at = value_end + 1;
        }
        let (Some(from), Some(to)) = (from, to) else { return false };
        let [to] = to.as_slice() else { return false };
        self.found.extend(from.into_iter().map(|from| (from, to.clone())));
        true
    }

    /// A text, or a list of nothing but texts.
    fn texts(&self, at: usize, end: usize) -> Option<Vec<String>> {
        let text = |at: usize| match self.tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Text(text)) => Some(text.clone()),
            _ => None,
        };
        if at + 1 == end {
            return text(at).map(|text| vec![text]);
        }
        if !self.is_mark(at, '[') || self.behind_of(at) != end {
            return None;
        }
        let comma = |at: usize| at + 1 == end || self.is_mark(at, ',');
        (at + 1..end - 1).step_by(2).map(|item| text(item).filter(|_| comma(item + 1))).collect()
    }

    /// Where a value ends: at the comma or the bracket behind it.
    fn end_of_value(&self, mut at: usize) -> usize {
        while at < self.tokens.len() {
            match self.tokens[at].kind {
                Kind::Mark(',' | ']' | '}' | ')' | ';') => return at,
                Kind::Mark('[' | '{' | '(') => at = self.behind_of(at),
                _ => at += 1,
            }
        }
        at
    }

    /// Behind the bracket that closes the one at a place.
    fn behind_of(&self, opening: usize) -> usize {
        self.behind.get(opening).copied().unwrap_or(self.tokens.len())
    }

    /// Whether a value that is a lone name ends here.
    fn ends(&self, at: usize) -> bool {
        [',', '}', ';', ')', ']'].iter().any(|mark| self.is_mark(at, *mark))
            || self.tokens.get(at).is_none_or(|token| token.line > self.tokens[at - 1].line)
    }

    fn before(&self, at: usize) -> usize {
        at.checked_sub(1).unwrap_or(usize::MAX)
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    fn is_word(&self, at: usize, name: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(&token.kind, Kind::Word(word) if word == name))
    }

    /// Whether a token is a name, as a word or in quotation marks.
    fn is_named(&self, at: usize, name: &str) -> bool {
        self.is_word(at, name)
            || self
                .tokens
                .get(at)
                .is_some_and(|token| matches!(&token.kind, Kind::Text(text) if text == name))
    }

    fn pass(&mut self, at: usize, what: &str) {
        let line = self.tokens.get(at).map_or(0, |token| token.line);
        self.passed.push(Passed { line, what: what.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    /// What is read, as `from → to`, and the lines of what is passed over.
    fn said(text: &str) -> (Vec<String>, Vec<usize>) {
        let (found, passed) = read(text);
        let found = found.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        (found, passed.iter().map(|passed| passed.line).collect())
    }

    #[test]
    fn what_the_plug_in_is_given_is_read() {
        let (found, passed) = said(
            "// redirects: [{from: '/no', to: '/comment'}]\nimport {themes} from 'prism';\n/** @type {import('x').Config} */\n\
             const config = {\n  title: 'It\\'s {x}',\n  plugins: [\n    [\n      '@docusaurus/plugin-client-redirects',\n      {\n        \
             fromExtensions: ['html'],\n        redirects: [\n          {to: \"/guide/ports\", from: ['/old/ports', `/ports`,]},\n          \
             {\n            'from': '/a', // the first\n            'to': '/b',\n          },\n        ],\n      },\n    ],\n  ],\n};\n\
             export default config;\n",
        );
        assert_eq!(found, ["/old/ports → /guide/ports", "/ports → /guide/ports", "/a → /b"]);
        assert!(passed.is_empty(), "{passed:?}");
    }

    #[test]
    fn a_list_that_is_declared_in_the_file_is_read_once() {
        for text in [
            "const redirects = [{from: '/a', to: '/b'}];\nmodule.exports = {plugins: [['client-redirects', {redirects}]]};",
            "const moved: {from: string, to: string}[] = [{from: '/a', to: '/b'}];\nexport default {x: {redirects: moved}};",
            "const redirects: Array<Redirect> = [{from: '/a', to: '/b'}];\nexport default {x: {redirects: redirects}};",
            "module.exports = [{from: '/a', to: '/b'}];",
            "export default [{from: '/a', to: '/b'}] as const;",
        ] {
            assert_eq!(said(text), (vec!["/a → /b".to_owned()], vec![]), "{text}");
        }
    }

    #[test]
    fn what_would_have_to_be_run_is_passed_over_and_told() {
        let (found, passed) = said(
            "const base = '/docs';\nconst options = {\n  redirects: [\n    {from: '/a', to: '/b'},\n    {from: `${base}/c`, to: '/d'},\n    \
             {from: base + '/e', to: '/f'},\n    ...more(),\n    isDev && {from: '/g', to: '/h'},\n    {from: ['/i', base], to: '/j'},\n  ],\n  \
             createRedirects(path) {\n    return [path.replace('/new', '/old')];\n  },\n};\n",
        );
        assert_eq!(found, ["/a → /b"]);
        assert_eq!(passed, [5, 6, 7, 8, 9, 11]);
        for text in [
            "x = {redirects: require('./redirects')};",
            "x = {redirects: moved};",
            "x = {redirects() { return []; }};",
        ] {
            assert_eq!(said(text), (vec![], vec![1]), "{text}");
        }
    }

    #[test]
    fn broken_programs_are_read_as_far_as_they_go() {
        for text in [
            "redirects: [{from: '/a', to:",
            "redirects = [",
            "redirects: [}, {]",
            "{redirects: [,,]}",
            "/[/",
            "`${`",
            "'",
        ] {
            assert!(said(text).0.is_empty(), "{text}");
        }
    }
}
