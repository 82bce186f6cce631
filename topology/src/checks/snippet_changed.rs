use crate::compare::{self, Dialect, Difference, DifferenceKind, Element, ElementKind};
use crate::plug;
use crate::powershell::{cmdlets, syntax};
use unisono::checks::{Check, Draft, Example, Rule, Sink};
use unisono::compare::Comparison;
use unisono::document::{Block, BlockKind, Document};
use unisono::finding::Severity;
use unisono::message;
use unisono::message::{Message, Wording};
use unisono::source::Span;

unisono::message::wordings! {
    VALUE: "snippet-changed/value", "{of} is {is}: the source has {was}"
        | "{of} is {is}: the others have {was}";
    VALUE_LOOKS: "snippet-changed/value-looks-alike", "{of} is {is}: the source has {was} ({character} is {code})"
        | "{of} is {is}: the others have {was} ({character} is {code})";
    BECAME: "snippet-changed/became", "{kind} {was} became {is}", Became;
    BECAME_LOOKS: "snippet-changed/became-looks-alike", "{kind} {was} became {is} ({character} is {code})";
    VALUE_RESPELLED: "snippet-changed/value-respelled", "{of} is written {is}: the source has {was}"
        | "{of} is written {is}: the others have {was}";
    RESPELLED: "snippet-changed/respelled", "{kind} {was} is written {is}";
    UNQUOTED: "snippet-changed/unquoted", "the quotation marks around {was} are lost";
    MISSING: "snippet-changed/missing", "{kind} {was} is missing: the source has it"
        | "{kind} {was} is missing: the others have it", Missing;
    ADDED: "snippet-changed/added", "{kind} {is} is not in the source"
        | "{kind} {is} is not in the others";
    MENDED: "snippet-changed/source-broken", "the source cannot be read here ({fault}), this can"
        | "the others cannot be read here ({fault}), this can";
    OTHER: "snippet-changed/another-sample", "the sample is not that of the source: the source has {was}"
        | "the sample is not that of the others: the others have {was}";
    VALUE_OF: "snippet-changed/value-of", "the value of {name}";
    CMDLET: "snippet-changed/kind/cmdlet", "the cmdlet";
    NAME: "snippet-changed/kind/name", "the name";
    PARAMETER: "snippet-changed/kind/parameter", "the parameter";
    KEY: "snippet-changed/kind/key", "the key";
    VARIABLE: "snippet-changed/kind/variable", "the variable";
    A_VALUE: "snippet-changed/kind/value", "the value";
    OPERATOR: "snippet-changed/kind/operator", "the operator";
    MARK: "snippet-changed/kind/mark", "the mark";
    COPY: "snippet-changed/help/copy", "Copy it from the source: what a machine reads is not translated.";
    WRITE: "snippet-changed/help/write", "Write {was}.";
    WRITE_NO_CMDLET: "snippet-changed/help/no-cmdlet", "Write {was}: {is} is no cmdlet.";
    WRITE_NO_PARAMETER: "snippet-changed/help/no-parameter", "Write {was}: {cmdlet} has no parameter {is}.";
    MEND: "snippet-changed/help/mend-source", "Mend the source.";
}

/// A snippet differs in something a machine reads.
pub static RULE: Rule = Rule {
    name: "snippet-changed",
    severity: Severity::Error,
    mqm: "accuracy/do-not-translate",
    summary: "a snippet (PowerShell, DNS records, XML, JSON, YAML) differs in something that a machine reads",
    explanation: "The snippets of a page must agree across its languages: cmdlets, parameters, numbers, host names, \
        quotation marks and dashes. A snippet that differs on several lines is another one, mostly older or newer: that is \
        one warning. Comments, descriptions, what stands in angle brackets and what a command prints \
        may be translated. A text in quotation marks may be translated where it is one for people; where each of its \
        words is a number, a host name, an address, a path or a name with capitals inside, it may not. A dash that \
        PowerShell takes for one but other programs do not (`–`) is a warning. Code in other languages is compared \
        by `code-block-changed`.",
    examples: &[
        Example {
            source: "Run this:\n\n```powershell\nSet-CsEdgeServer -Identity EdgeServer:edge01.contoso.com -XmppListeningPort 5269\n```\n",
            locale: "de",
            target: "Führen Sie dies aus:\n\n```powershell\nSet-CsEdgeServer -Identität EdgeServer:edge01.contoso.com -XmppListeningPort 5.269\n```\n",
            flags: &["-Identität", "5.269"],
        },
        Example {
            source: "Run this:\n\n```powershell\n# Let a partner in\nNew-CsXmppAllowedPartner -Domain <domain> -Description \"Our partner\"\n```\n",
            locale: "fr",
            target: "Exécutez cette commande :\n\n```powershell\n# Autoriser un partenaire\nNew-CsXmppAllowedPartner -Domain <domaine> -Description \"Notre partenaire\"\n```\n",
            flags: &[],
        },
        Example {
            source: "Run this:\n\n```powershell\nGet-CsUser -Identity \"Kim Akers\" | Move-CsUser -Target pool01.contoso.com\n```\n",
            locale: "ja",
            target: "次のコマンドを実行します。\n\n```powershell\nGet-CsUser －Identity \"Kim Akers\" | Move-CsUser -Target pool01.contoso.com\n```\n",
            flags: &["－"],
        },
    ],
    absorbs: &["code-block-changed", "identifier-changed", "inline-code-changed", "number-changed"],
    messages: WORDINGS,
    checks: &[Check::Pair(plug::compare_snippets)],
};

/// The text of a code block, and its dialect where that is one which this rule compares.
fn snippet<'d>(document: &'d Document, block: &Block) -> Option<(&'d str, Dialect)> {
    let BlockKind::Code { language } = block.kind else { return None };
    let label = language.map_or("", |language| document.string(language));
    let text = document.text(block.text);
    Some((text, compare::dialect(text, label)?))
}

/// A sample of a page, and its own in the source: the blocks, and their texts, which differ.
pub(crate) struct Sample<'d> {
    dialect: Dialect,
    old: (&'d Block, &'d str),
    new: (&'d Block, &'d str),
}

/// Gives each sample that differs from that of the source, if it is of a dialect that this rule compares.
pub(crate) fn samples(pair: &Comparison<'_>, give: &mut dyn FnMut(&Sample<'_>)) {
    let (source, target) = (pair.source.document, pair.target.document);
    for bead in &pair.alignment.blocks {
        if !bead.is_pair() || bead.source.1 - bead.source.0 != 1 || bead.target.1 - bead.target.0 != 1 {
            continue;
        }
        let (old, new) = (&source.blocks[bead.source.0 as usize], &target.blocks[bead.target.0 as usize]);
        let is = target.text(new.text);
        if !matches!(new.kind, BlockKind::Code { .. }) || source.text(old.text) == is {
            continue;
        }
        if let Some((was, dialect)) = snippet(source, old) {
            give(&Sample { dialect, old: (old, was), new: (new, is) });
        }
    }
}

/// Tells what differs in a sample.
pub(crate) fn compare(pair: &Comparison<'_>, sample: &Sample<'_>, sink: &mut Sink) {
    for difference in compare::compare(sample.dialect, sample.old.1, sample.new.1) {
        sink.push(draft(pair, sample.old, sample.new, &difference));
    }
}

fn draft(
    pair: &Comparison<'_>,
    old: (&Block, &str),
    new: (&Block, &str),
    difference: &Difference<'_>,
) -> Draft {
    let inside = |block: &Block, span: Span| {
        Span::new(block.text.start + span.start, (block.text.start + span.end).min(block.text.end))
    };
    let (was, is) = (old.1, new.1);
    let told = told(difference, was, is);
    let place = inside(new.0, difference.target);
    let sentence = pair.target.document.line_around(place, new.0.text);
    let from = inside(old.0, difference.source);
    let from_line = pair.source.document.line_around(from, old.0.text);
    let draft = Draft::new(&RULE, told.message, pair.target, place, sentence)
        .perhaps_help(told.help)
        .fact(told.fact)
        .at(told.severity);
    // What is broken or new has no place of its own in the source.
    let from =
        if difference.source.is_empty() { Span::new(old.0.text.start, old.0.text.start) } else { from };
    draft.from_source(pair, from, if difference.source.is_empty() { old.0.text } else { from_line })
}

struct Told {
    message: Message,
    help: Option<Message>,
    fact: String,
    severity: Severity,
}

fn told(difference: &Difference<'_>, was: &str, is: &str) -> Told {
    let old = was[difference.source.range()].trim();
    let new = is[difference.target.range()].trim();
    let brief = syntax::brief;
    let mut told = Told {
        message: message!(OTHER, was = ""),
        help: Some(message!(COPY)),
        fact: old.to_owned(),
        severity: Severity::Error,
    };
    match &difference.kind {
        DifferenceKind::Became(from, to) => {
            let (kind, was, is) = (noun(from), brief(old), brief(new));
            let code = |c: char| format!("U+{:04X}", u32::from(c));
            told.message = match (whose(from), look_alike(from.text, to.text)) {
                (Some(of), None) => message!(VALUE, of, is, was),
                (Some(of), Some(c)) => message!(VALUE_LOOKS, of, is, was, character = c, code = code(c)),
                (None, None) => message!(BECAME, kind, was, is),
                (None, Some(c)) => message!(BECAME_LOOKS, kind, was, is, character = c, code = code(c)),
            };
            told.help = Some(meant(from, to, &was).unwrap_or_else(|| message!(WRITE, was)));
            from.text.clone_into(&mut told.fact);
            // A name in quotation marks may be one that the translation uses throughout.
            let name = from.text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            if from.kind == ElementKind::Text && name && !from.text.bytes().all(|b| b.is_ascii_digit()) {
                told.severity = Severity::Warning;
            }
        }
        DifferenceKind::Respelled(from) => {
            told.message = match whose(from) {
                Some(of) => message!(VALUE_RESPELLED, of, is = brief(new), was = brief(old)),
                None => message!(RESPELLED, kind = noun(from), was = brief(old), is = brief(new)),
            };
            told.help = Some(message!(WRITE, was = brief(old)));
            from.text.clone_into(&mut told.fact);
            // PowerShell takes these for dashes; what the line is pasted into may not.
            let plain: String =
                new.chars().map(|c| if matches!(c, '\u{2013}'..='\u{2015}') { '-' } else { c }).collect();
            if plain == old {
                told.severity = Severity::Warning;
            }
        }
        DifferenceKind::Unquoted(from) => {
            told.message = message!(UNQUOTED, was = brief(from.text));
            told.help = Some(message!(WRITE, was = brief(old)));
            from.text.clone_into(&mut told.fact);
        }
        DifferenceKind::Missing(from) => {
            told.message = message!(MISSING, kind = noun(from), was = named(from, old));
        }
        DifferenceKind::Added(to) => {
            told.message = message!(ADDED, kind = noun(to), is = named(to, new));
            told.help = None;
            new.clone_into(&mut told.fact);
        }
        DifferenceKind::Broken(kind) => {
            told.message = kind.message(new);
            told.help = kind.help();
            new.clone_into(&mut told.fact);
        }
        DifferenceKind::Mended(kind) => {
            told.message = message!(MENDED, fault = kind.message(old));
            told.help = Some(message!(MEND));
            told.severity = Severity::Note;
        }
        DifferenceKind::Other => {
            let first = brief(old.lines().next().unwrap_or_default());
            told.message = message!(OTHER, was = &first);
            told.severity = Severity::Warning;
            told.fact = first;
        }
    }
    told
}

/// Whose value an element is: "the value of -Identity".
fn whose(element: &Element<'_>) -> Option<Message> {
    let dash = if element.command.is_empty() { "" } else { "-" };
    let named = element.kind.is_value() && !element.of.is_empty();
    named.then(|| message!(VALUE_OF, name = [dash, element.of].concat()))
}

/// What to call a stretch by its most telling element: a command by its name, else all of it.
fn named(element: &Element<'_>, stretch: &str) -> String {
    let named = element.kind == ElementKind::Name || stretch.is_empty();
    if named { element.text.to_owned() } else { syntax::brief(stretch) }
}

/// The first letter of another alphabet in a word that looks like the one it stands for.
fn look_alike(old: &str, new: &str) -> Option<char> {
    if !old.is_ascii() || old.chars().count() != new.chars().count() {
        return None;
    }
    new.chars().zip(old.chars()).filter(|(a, b)| a != b).map(|(a, _)| a).find(|c| !c.is_ascii())
}

/// Why a name that was changed cannot be meant, with what to write: `was`.
fn meant(from: &Element<'_>, to: &Element<'_>, was: &str) -> Option<Message> {
    match from.kind {
        ElementKind::Name => {
            let known = cmdlets::cmdlet(from.text)?;
            Some(message!(WRITE_NO_CMDLET, was, is = to.text))
                .filter(|_| cmdlets::cmdlet(to.text).is_none() && !known.name.is_empty())
        }
        ElementKind::Parameter => {
            let known = cmdlets::cmdlet(from.command)?;
            let name = to.text.trim_start_matches('-');
            (!known.has(name)).then(|| message!(WRITE_NO_PARAMETER, was, cmdlet = known.name, is = to.text))
        }
        _ => None,
    }
}

fn noun(element: &Element<'_>) -> &'static Wording {
    match element.kind {
        ElementKind::Name if element.text.contains('-') => &CMDLET,
        ElementKind::Name => &NAME,
        ElementKind::Parameter if element.text.starts_with('-') => &PARAMETER,
        ElementKind::Parameter => &KEY,
        ElementKind::Variable => &VARIABLE,
        ElementKind::Word | ElementKind::Text => &A_VALUE,
        ElementKind::Operator => &OPERATOR,
        ElementKind::Mark => &MARK,
    }
}
