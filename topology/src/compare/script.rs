//! A script as a row of elements.

use super::element::{Element, ElementKind};
use crate::powershell::folded;
use crate::powershell::syntax::{Argument, Pipeline, Script, Stage, Value, ValueKind};
use unisono::source::Span;

/// The elements of a script; comments and output are none.
pub(super) fn elements<'a>(text: &'a str, script: &Script) -> Vec<Element<'a>> {
    let mut row = Row { text, elements: Vec::new(), command: "", parameter: "" };
    row.pipelines(&script.pipelines);
    row.elements
}

struct Row<'a> {
    text: &'a str,
    elements: Vec<Element<'a>>,
    command: &'a str,
    parameter: &'a str,
}

impl<'a> Row<'a> {
    fn push(&mut self, kind: ElementKind, span: Span, inner: Span) {
        self.elements.push(Element {
            kind,
            text: &self.text[inner.range()],
            span,
            of: self.parameter,
            command: self.command,
        });
    }

    fn mark(&mut self, mark: &'static str, at: u32) {
        self.elements.push(Element {
            kind: ElementKind::Mark,
            text: mark,
            span: Span::new(at, at),
            of: self.parameter,
            command: self.command,
        });
    }

    fn pipelines(&mut self, pipelines: &[Pipeline]) {
        for pipeline in pipelines {
            let (command, parameter) = (self.command, self.parameter);
            if let Some(target) = &pipeline.assigned {
                self.value(target);
                self.mark("=", target.span.end);
            }
            for (at, stage) in pipeline.stages.iter().enumerate() {
                match stage {
                    Stage::Command(of) => {
                        if at > 0 {
                            self.mark("|", of.span.start);
                        }
                        self.parameter = "";
                        self.command = &self.text[of.name.range()];
                        self.push(ElementKind::Name, of.name, of.name);
                        self.arguments(&of.arguments);
                    }
                    Stage::Expression(value) => {
                        if at > 0 {
                            self.mark("|", value.span.start);
                        }
                        self.value(value);
                    }
                }
            }
            (self.command, self.parameter) = (command, parameter);
        }
    }

    fn arguments(&mut self, arguments: &[Argument]) {
        for argument in arguments {
            if let Some(name) = argument.parameter {
                self.parameter = "";
                self.push(ElementKind::Parameter, name, name);
                self.parameter = self.text[name.range()].trim_start_matches(|c| folded(c) == '-');
            }
            if let Some(value) = &argument.value {
                self.value(value);
            }
            self.parameter = "";
        }
    }

    fn value(&mut self, value: &Value) {
        let span = value.span;
        match &value.kind {
            ValueKind::Bare | ValueKind::Placeholder => self.push(ElementKind::Word, span, span),
            ValueKind::Quoted(inner) => self.push(ElementKind::Text, span, *inner),
            ValueKind::Variable | ValueKind::Splat => self.push(ElementKind::Variable, span, span),
            ValueKind::Operator => self.push(ElementKind::Operator, span, span),
            ValueKind::Array(values) | ValueKind::Expression(values) => {
                for value in values {
                    self.value(value);
                }
            }
            ValueKind::Hashtable(entries) => {
                self.mark("@{", span.start);
                for (key, inner) in entries {
                    let outer = self.parameter;
                    self.push(ElementKind::Parameter, key.span, key.span);
                    self.parameter = &self.text[key.span.range()];
                    if !matches!(self.parameter.to_ascii_lowercase().as_str(), "name" | "label") {
                        self.parameter = outer;
                    }
                    self.pipelines(inner);
                    self.parameter = outer;
                }
                self.mark("}", span.end);
            }
            ValueKind::Group(inner) => {
                self.mark("(", span.start);
                self.pipelines(inner);
                self.mark(")", span.end);
            }
            ValueKind::Block(inner) => {
                self.mark("{", span.start);
                self.pipelines(inner);
                self.mark("}", span.end);
            }
            ValueKind::Bracket(inner) => {
                self.mark("[", span.start);
                let parameter = self.parameter;
                self.arguments(inner);
                self.parameter = parameter;
                self.mark("]", span.end);
            }
        }
    }
}
