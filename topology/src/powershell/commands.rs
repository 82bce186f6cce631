//! The commands of a script as the deployment keeps them: in order, with variables and splatting resolved.

use super::syntax::{Argument, Command, Pipeline, Script, Stage, Value, ValueKind};
use crate::Snippet;
use crate::model::{self, Located, Parameter, Place};
use unisono::facts::identifier;
use unisono::order::OrderedMap;
use unisono::source::Span;

/// Brackets within brackets that are followed (the reader follows no more).
const DEEPEST: u32 = 64;

/// Words that begin a statement and run nothing themselves.
const KEYWORDS: &[&str] = &[
    "begin", "break", "catch", "continue", "do", "else", "elseif", "end", "finally", "for", "foreach",
    "function", "if", "param", "process", "return", "switch", "throw", "try", "until", "while",
];

/// Collects the commands of a script. `first` is the number of the first of them in the deployment.
pub(super) fn collect(snippet: Snippet<'_>, script: &Script, first: usize) -> Vec<model::Command> {
    let mut collector = Collector {
        snippet,
        first,
        commands: Vec::new(),
        strings: OrderedMap::new(),
        tables: OrderedMap::new(),
        repeated: false,
    };
    collector.pipelines(&script.pipelines, None, 0);
    collector.commands
}

struct Collector<'t> {
    snippet: Snippet<'t>,
    first: usize,
    commands: Vec<model::Command>,
    /// What variables hold, by their name in lower case.
    strings: OrderedMap<String, Vec<Located<String>>>,
    /// Hashtables that variables hold, for splatting.
    tables: OrderedMap<String, Vec<Parameter>>,
    /// Whether a block is run for each of several values.
    repeated: bool,
}

impl Collector<'_> {
    fn text(&self, span: Span) -> &str {
        &self.snippet.text[span.range()]
    }

    fn place(&self, span: Span) -> Place {
        Place { source: self.snippet.source, span }
    }

    fn pipelines(&mut self, pipelines: &[Pipeline], input: Option<usize>, depth: u32) {
        if depth > DEEPEST {
            return;
        }
        for pipeline in pipelines {
            let mut input = input;
            if self.each_piped(pipeline, depth) {
                continue;
            }
            for stage in &pipeline.stages {
                match stage {
                    Stage::Command(command) => input = self.command(command, input, depth),
                    Stage::Expression(value) => self.inside(value, input, depth),
                }
            }
            if let Some(target) = &pipeline.assigned {
                self.assign(target, pipeline);
            }
        }
    }

    /// Commands in the brackets of a value.
    fn inside(&mut self, value: &Value, input: Option<usize>, depth: u32) {
        if depth > DEEPEST {
            return;
        }
        match &value.kind {
            ValueKind::Group(inner) | ValueKind::Block(inner) => self.pipelines(inner, input, depth + 1),
            ValueKind::Array(values) | ValueKind::Expression(values) => {
                for value in values {
                    self.inside(value, input, depth + 1);
                }
            }
            ValueKind::Hashtable(entries) => {
                for (_, inner) in entries {
                    self.pipelines(inner, None, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn assign(&mut self, target: &Value, pipeline: &Pipeline) {
        if target.kind != ValueKind::Variable {
            return;
        }
        let name = self.text(target.span).to_ascii_lowercase();
        self.strings.remove(&name);
        self.tables.remove(&name);
        let [Stage::Expression(value)] = pipeline.stages.as_slice() else { return };
        if let ValueKind::Hashtable(entries) = &value.kind {
            let parameters = entries.iter().map(|(key, inner)| self.parameter_of(key, inner)).collect();
            self.tables.insert(name, parameters);
        } else {
            let values = self.values(value);
            self.strings.insert(name, values);
        }
    }

    fn parameter_of(&self, key: &Value, inner: &[Pipeline]) -> Parameter {
        let name = Located::new(self.spoken(key), self.place(key.span));
        let mut values = Vec::new();
        for stage in inner.iter().flat_map(|pipeline| &pipeline.stages) {
            match stage {
                Stage::Expression(value) => values.extend(self.values(value)),
                Stage::Command(command) => {
                    values.push(Located::new(self.text(command.span).to_owned(), self.place(command.span)));
                }
            }
        }
        Parameter { name, values }
    }

    /// Takes a command and those inside it; gives its number, or that of the one before it where it is
    /// none: `if`, or a property in a filter (`{Enabled -eq $true}`).
    fn command(&mut self, command: &Command, input: Option<usize>, depth: u32) -> Option<usize> {
        let name = self.text(command.name).trim_matches(['"', '\'']).to_owned();
        if KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(&name))
            || depth > 0 && !identifier::is_verb_noun(&name)
        {
            if !(name.eq_ignore_ascii_case("foreach") && self.each(command, depth)) {
                self.arguments(&command.arguments, &mut Vec::new(), depth);
            }
            return input;
        }
        let at = self.commands.len();
        self.commands.push(model::Command {
            cmdlet: Located::new(name, self.place(command.name)),
            parameters: Vec::new(),
            input,
            place: self.place(command.span),
        });
        let mut parameters = Vec::new();
        self.arguments(&command.arguments, &mut parameters, depth);
        self.commands[at].parameters = parameters;
        Some(self.first + at)
    }

    /// Runs the block of `'a', 'b' | ForEach-Object { … }` once for each value, where they are known.
    fn each_piped(&mut self, pipeline: &Pipeline, depth: u32) -> bool {
        let [Stage::Expression(list), Stage::Command(command)] = pipeline.stages.as_slice() else {
            return false;
        };
        let name = self.text(command.name);
        let [Argument { parameter: None, value: Some(Value { kind: ValueKind::Block(inner), .. }), .. }] =
            command.arguments.as_slice()
        else {
            return false;
        };
        if !["foreach-object", "foreach", "%"].iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return false;
        }
        let values = self.values(list);
        self.repeat("$_".to_owned(), &values, inner, depth)
    }

    /// Runs the block of `foreach ($partner in $partners) { … }` once for each value, where they are known.
    fn each(&mut self, command: &Command, depth: u32) -> bool {
        let [head, block] = command.arguments.as_slice() else { return false };
        let kinds = [head, block].map(|argument| argument.value.as_ref().map(|value| &value.kind));
        let [Some(ValueKind::Group(head)), Some(ValueKind::Block(inner))] = kinds else { return false };
        let [Pipeline { stages, .. }] = head.as_slice() else { return false };
        let [Stage::Expression(Value { kind: ValueKind::Expression(words), .. })] = stages.as_slice() else {
            return false;
        };
        let [variable, joint, list @ ..] = words.as_slice() else { return false };
        if variable.kind != ValueKind::Variable || !self.text(joint.span).eq_ignore_ascii_case("in") {
            return false;
        }
        // Bare words are a command, and what that gives is not known.
        if list.iter().any(|value| value.kind == ValueKind::Bare) {
            return false;
        }
        let values: Vec<Located<String>> = list.iter().flat_map(|value| self.values(value)).collect();
        self.repeat(self.text(variable.span).to_ascii_lowercase(), &values, inner, depth)
    }

    /// Runs a block once for each value of a variable; gives false where they are not known.
    fn repeat(&mut self, name: String, values: &[Located<String>], block: &[Pipeline], depth: u32) -> bool {
        /// More of them tell nothing more of a script.
        const MOST: usize = 200;
        let known = |value: &Located<String>| !value.value.is_empty() && !value.value.contains(['$', '(']);
        if values.is_empty() || values.len() > MOST || self.repeated || !values.iter().all(known) {
            return false;
        }
        let outer = self.strings.remove(&name);
        // Loops within loops would run too often.
        self.repeated = true;
        for value in values {
            self.strings.insert(name.clone(), vec![value.clone()]);
            self.pipelines(block, None, depth + 1);
        }
        self.repeated = false;
        self.strings.remove(&name);
        self.strings.extend(outer.map(|outer| (name, outer)));
        true
    }

    fn arguments(&mut self, arguments: &[Argument], parameters: &mut Vec<Parameter>, depth: u32) {
        for argument in arguments {
            let value = argument.value.as_ref();
            match (argument.parameter, value.map(|value| &value.kind)) {
                (None, Some(ValueKind::Splat)) => {
                    let name = value.map_or(Span::default(), |value| value.span);
                    let variable = format!("${}", self.text(name).trim_start_matches('@'));
                    if let Some(table) = self.tables.get(&variable.to_ascii_lowercase()) {
                        parameters.extend(table.iter().cloned());
                    } else {
                        let name = Located::new(String::new(), self.place(name));
                        let value = Located::new(variable, name.place);
                        parameters.push(Parameter { name, values: vec![value] });
                    }
                }
                (None, Some(ValueKind::Bracket(inner))) if depth < DEEPEST => {
                    self.arguments(inner, parameters, depth + 1);
                }
                (None, Some(ValueKind::Operator)) => {}
                (name, _) => {
                    let span = name.or(value.map(|value| value.span)).unwrap_or_default();
                    let name = name.map_or(String::new(), |name| {
                        self.text(name).trim_start_matches(|c| super::character::folded(c) == '-').to_owned()
                    });
                    let values = value.map_or_else(Vec::new, |value| self.values(value));
                    parameters.push(Parameter { name: Located::new(name, self.place(span)), values });
                }
            }
            if let Some(value) = value {
                self.inside(value, None, depth);
            }
        }
    }

    /// The words of a value, without quotation marks; a variable that is known gives what it holds.
    fn values(&self, value: &Value) -> Vec<Located<String>> {
        let mut found = Vec::new();
        self.gather(value, &mut found, 0);
        found
    }

    fn gather(&self, value: &Value, found: &mut Vec<Located<String>>, depth: u32) {
        if depth > DEEPEST {
            return;
        }
        let of_pipelines = |inner: &[Pipeline], found: &mut Vec<Located<String>>| {
            for stage in inner.iter().flat_map(|pipeline| &pipeline.stages) {
                match stage {
                    Stage::Expression(value) => self.gather(value, found, depth + 1),
                    Stage::Command(command) => {
                        found
                            .push(Located::new(self.text(command.span).to_owned(), self.place(command.span)));
                    }
                }
            }
        };
        match &value.kind {
            ValueKind::Array(values) => {
                for value in values {
                    self.gather(value, found, depth + 1);
                }
            }
            ValueKind::Expression(values)
                if values.iter().all(|value| {
                    matches!(value.kind, ValueKind::Quoted(_) | ValueKind::Bare | ValueKind::Variable)
                        || value.kind == ValueKind::Operator && self.text(value.span) == ","
                }) =>
            {
                for value in values.iter().filter(|value| value.kind != ValueKind::Operator) {
                    self.gather(value, found, depth + 1);
                }
            }
            ValueKind::Group(inner) => of_pipelines(inner, found),
            // `@{Add="a"; Remove="b"}`: what is taken out is no value.
            ValueKind::Hashtable(entries) => {
                for (key, inner) in entries {
                    if !self.spoken(key).eq_ignore_ascii_case("remove") {
                        of_pipelines(inner, found);
                    }
                }
            }
            ValueKind::Variable => {
                match self.strings.get(&self.text(value.span).to_ascii_lowercase()) {
                    Some(known) => {
                        found.extend(known.iter().map(|word| {
                            // It is named here, wherever its words stand.
                            Located::new(word.value.clone(), self.place(value.span))
                        }));
                    }
                    None => {
                        found.push(Located::new(self.text(value.span).to_owned(), self.place(value.span)))
                    }
                }
            }
            _ => {
                let inner = if let ValueKind::Quoted(inner) = value.kind { inner } else { value.span };
                found.push(Located::new(self.spoken(value), self.place(inner)));
            }
        }
    }

    /// A word without quotation marks, its known variables put in.
    fn spoken(&self, value: &Value) -> String {
        let ValueKind::Quoted(inner) = value.kind else { return self.text(value.span).to_owned() };
        let text = self.text(inner);
        if !text.contains('$') || self.text(value.span).starts_with('\'') {
            return text.to_owned();
        }
        let mut spoken = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            spoken.push_str(&rest[..at]);
            let name = rest[at + 1..].find(|c: char| !(c.is_alphanumeric() || c == '_'));
            let end = name.map_or(rest.len(), |length| at + 1 + length);
            match self.strings.get(&rest[at..end].to_ascii_lowercase()).map(Vec::as_slice) {
                Some([only]) => spoken.push_str(&only.value),
                _ => spoken.push_str(&rest[at..end]),
            }
            rest = &rest[end..];
        }
        spoken.push_str(rest);
        spoken
    }
}
