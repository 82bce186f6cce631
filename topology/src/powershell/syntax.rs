//! What a script is made of. Everything is a span of the text that was read; nothing is copied.

use unisono::message;
use unisono::message::Message;
use unisono::source::Span;

/// A script as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Its pipelines, in order.
    pub pipelines: Vec<Pipeline>,
    /// Its comments, in order, marks included.
    pub comments: Vec<Span>,
    /// Lines that are no command but what one printed, in order, without their line break.
    pub output: Vec<Span>,
    /// What is wrong with it, in order of place.
    pub faults: Vec<Fault>,
}

impl Script {
    /// Shows every command, also those in brackets; those of syntax diagrams (`[-Force]`) belong to theirs.
    pub fn each_command(&self, show: &mut impl FnMut(&Command)) {
        in_pipelines(&self.pipelines, show);
    }
}

// The reader follows brackets only so deep (see its `DEEPEST`), and so do these.
fn in_pipelines(pipelines: &[Pipeline], show: &mut impl FnMut(&Command)) {
    for pipeline in pipelines {
        for stage in &pipeline.stages {
            match stage {
                Stage::Command(command) => {
                    show(command);
                    for value in command.arguments.iter().filter_map(|argument| argument.value.as_ref()) {
                        in_value(value, show);
                    }
                }
                Stage::Expression(value) => in_value(value, show),
            }
        }
    }
}

fn in_value(value: &Value, show: &mut impl FnMut(&Command)) {
    match &value.kind {
        ValueKind::Group(inner) | ValueKind::Block(inner) => in_pipelines(inner, show),
        ValueKind::Array(values) | ValueKind::Expression(values) => {
            for value in values {
                in_value(value, show);
            }
        }
        ValueKind::Hashtable(entries) => {
            for (_, inner) in entries {
                in_pipelines(inner, show);
            }
        }
        _ => {}
    }
}

/// Commands or expressions joined by `|`, up to the end of a line or `;`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// All of it, the assignment included.
    pub span: Span,
    /// What its result is assigned to.
    pub assigned: Option<Value>,
    /// Its stages.
    pub stages: Vec<Stage>,
}

/// A stage of a pipeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// `Get-CsUser -Identity kim`; also `if`, `foreach` and their kin with what follows them.
    Command(Command),
    /// `$users`, `"text"`, `($a + 1)`
    Expression(Value),
}

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// All of it.
    pub span: Span,
    /// Its name, as written.
    pub name: Span,
    /// What follows the name.
    pub arguments: Vec<Argument>,
}

/// An argument of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// `-Identity`, dash included; `None` for a value that stands by itself.
    pub parameter: Option<Span>,
    /// The value; `None` for a switch.
    pub value: Option<Value>,
    /// Whether it stands in the square brackets of a syntax diagram: `[-Force]`.
    pub optional: bool,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// All of it, quotation marks included.
    pub span: Span,
    /// What it is.
    pub kind: ValueKind,
}

/// Kinds of [`Value`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// `Global`, `sip.contoso.com`, `5061`
    Bare,
    /// `"text"`, `'text'`, a here-string; with what stands between the marks.
    Quoted(Span),
    /// `$users`, `$true`, `$env:temp`
    Variable,
    /// `@parameters`
    Splat,
    /// A word with something for the reader to fill in: `<pool FQDN>`, `site:<name>`
    Placeholder,
    /// `a, b`
    Array(Vec<Value>),
    /// `@{Add="a"; Remove="b"}`: keys and what stands behind `=`.
    Hashtable(Vec<(Value, Vec<Pipeline>)>),
    /// `( … )`, `$( … )`, `@( … )`
    Group(Vec<Pipeline>),
    /// `{ … }`
    Block(Vec<Pipeline>),
    /// `[int]`, `[0]`, or a part of a syntax diagram: what is between the square brackets.
    Bracket(Vec<Argument>),
    /// Operands and operators in a row: `$_.Name -eq "a"`
    Expression(Vec<Value>),
    /// `-eq`, `+`, `.Name`
    Operator,
}

/// Something wrong with a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub kind: FaultKind,
    /// Where.
    pub span: Span,
}

/// Kinds of [`Fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A quotation mark that is not closed.
    OpenQuote,
    /// A bracket that is not closed.
    OpenBracket,
    /// A closing bracket without its opening one.
    StrayBracket,
    /// A character that looks like one of PowerShell's but is none, and that one: `－` for `-`.
    Foreign(char),
    /// A dash torn from its name.
    LoneDash,
    /// `&quot;` and the like, which PowerShell does not resolve.
    Entity,
    /// `|`, `,` or an operator with nothing to join.
    NothingJoined,
    /// A parameter on a line of its own, without a backtick at the end of the line before.
    NotContinued,
    /// Something that cannot stand here.
    Unexpected,
    /// Brackets nested deeper than anyone writes them.
    TooDeep,
}

unisono::message::wordings! {
    OPEN_QUOTE: "powershell/open-quote", "a quotation mark is not closed: {text}";
    OPEN_BRACKET: "powershell/open-bracket", "the bracket {text} is not closed";
    STRAY_BRACKET: "powershell/stray-bracket", "{text} closes nothing";
    FOREIGN: "powershell/foreign", "{text} ({code}) stands where PowerShell wants {wanted}";
    LONE_DASH: "powershell/lone-dash", "a dash is torn from the name behind it";
    ENTITY: "powershell/entity", "{text} stands here as it is: code resolves no entities";
    NOTHING_JOINED: "powershell/nothing-joined", "{text} has nothing to join here";
    NOT_CONTINUED: "powershell/not-continued", "{text} begins a line, and the line before does not end in `";
    UNEXPECTED: "powershell/unexpected", "{text} cannot stand here";
    TOO_DEEP: "powershell/too-deep", "brackets are nested too deeply";
    WRITE: "powershell/help/foreign", "Write {wanted}.";
    TAKE_OUT: "powershell/help/lone-dash", "Take the space out.";
    END_LINE: "powershell/help/not-continued", "End the line before with `, or write the command in one line.";
    WRITE_CHARACTER: "powershell/help/entity", "Write the character itself.";
}

impl FaultKind {
    /// What is wrong, in a sentence without its full stop; `text` is what stands there.
    #[must_use]
    pub fn message(self, text: &str) -> Message {
        let text = text.trim();
        match self {
            Self::OpenQuote => message!(OPEN_QUOTE, text = brief(text)),
            Self::OpenBracket => message!(OPEN_BRACKET, text = brief(text)),
            Self::StrayBracket => message!(STRAY_BRACKET, text),
            Self::Foreign(wanted) => {
                let code = format!("U+{:04X}", text.chars().next().map_or(0, u32::from));
                message!(FOREIGN, text, code, wanted = wanted.to_string())
            }
            Self::LoneDash => message!(LONE_DASH),
            Self::Entity => message!(ENTITY, text),
            Self::NothingJoined => message!(NOTHING_JOINED, text),
            Self::NotContinued => message!(NOT_CONTINUED, text),
            Self::Unexpected => message!(UNEXPECTED, text = brief(text)),
            Self::TooDeep => message!(TOO_DEEP),
        }
    }

    /// How to mend it; `None` where the message says it.
    #[must_use]
    pub fn help(self) -> Option<Message> {
        Some(match self {
            Self::Foreign(wanted) => message!(WRITE, wanted = wanted.to_string()),
            Self::LoneDash => message!(TAKE_OUT),
            Self::NotContinued => message!(END_LINE),
            Self::Entity => message!(WRITE_CHARACTER),
            _ => return None,
        })
    }
}

/// The first line of a text, cut where it is long.
#[must_use]
pub fn brief(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.trim().lines().next().unwrap_or_default();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let mut cut: String = line.chars().take(MOST).collect();
    cut.push('…');
    cut
}
