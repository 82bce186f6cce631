use super::spoken::Spoken;
use crate::checks::{Check, Draft, Example, Rule, Sink, plugged};
use crate::code::{Around, Divergence, DivergenceKind, Syntax, compare, declares};
use crate::compare::Comparison;
use crate::compare::left::telling;
use crate::document::{Block, BlockKind, Document, Mark, MarkKind};
use crate::finding::Severity;
use crate::language::{Locale, lexicon};
use crate::message;
use crate::message::Message;
use crate::order::OrderedSet;
use crate::rendition::Rendition;
use crate::source::Span;
use std::cell::OnceCell;

crate::message::wordings! {
    MOVED: "code-block-changed/file-moved", "the file has moved: the source has {was}"
        | "the file has moved: the others have {was}", Instead;
    ADDED: "code-block-changed/added", "code is not in the source: {is}"
        | "code is not in the others: {is}";
    MISSING: "code-block-changed/missing", "code is missing: the source has {was}"
        | "code is missing: the others have {was}";
    BECAME: "code-block-changed/became", "the code has {is}: the source has {was}"
        | "the code has {is}: the others have {was}", Became;
    /// Where words of the language stand for those of the source.
    WORDED: "code-block-changed/worded", "the code was put in words of this language: {is} for {was}", Became;
    /// The same, throughout a language.
    LANGUAGE: "code-block-changed/language", "samples of this language are in its words at {count} places, for example {is} for {was}", Became;
    ORDER: "code-block-changed/order", "the code stands in another order: the source has {was} here"
        | "the code stands in another order: the others have {was} here", Instead;
    OTHER: "code-block-changed/another-sample", "the sample is not that of the source: the source has {was}"
        | "the sample is not that of the others: the others have {was}", Instead;
    TEXT: "code-block-changed/text", "a text of the sample says {is}: the source says {was}"
        | "a text of the sample says {is}: the others say {was}", Instead;
    RENAMED: "code-block-changed/renamed", "the example calls it {is}: the source calls it {was}"
        | "the example calls it {is}: the others calls it {was}", Instead;
    COPY: "code-block-changed/help/copy", "Commands, options, names and values are not translated: copy them from the source.";
    TAKE_OVER: "code-block-changed/help/take-over", "Take the sample over from the source, and translate its texts and comments anew.";
    IN_COMMENTS: "code-block-changed/help/comments", "Names and numbers are not translated, in comments neither.";
}

/// A code block differs in more than what people translate.
pub static RULE: Rule = Rule {
    name: "code-block-changed",
    severity: Severity::Error,
    mqm: "accuracy/do-not-translate",
    summary: "a code block differs from the source in more than what people translate",
    explanation: "Readers copy code blocks. Commands, options, names, keys and values must be the same in every \
        language; texts between tags and in attributes for people, comments, the contents of string literals, output \
        and placeholders may be translated, and so may a line of words among the code (\"Since version 2:\"). What became another, is missing or new in an otherwise equal sample is an \
        error. A sample in which more differs is another one, mostly older or newer than the source's: that is one \
        warning, from the first line that differs to the last. A number or a name that a comment or a literal tells otherwise is a \
        warning, too, and a name of the example's own that is another one throughout, or is declared in words of the translation, or a parameter that the text of both pages explains \
        under these names, is a note; so is what stands between quotation marks (an id, the name of a file) in words of the \
        translation. A word that became the same other one on three pages is one finding, and so is what a language \
        puts in words of its own in many samples. Scripts, DNS \
        records, XML, JSON and YAML are compared element by element, by `snippet-changed`.",
    examples: &[
        Example {
            source: "Run this:\n\n```sql\n-- All of them\nSELECT Name FROM Pool WHERE Version = 7;\n```\n",
            locale: "de",
            target: "Führen Sie dies aus:\n\n```sql\n-- Alle\nSELECT Name FROM Pool WHERE Version = 8;\n```\n",
            flags: &["8"],
        },
        Example {
            source: "Run this:\n\n```cmd\nnetsh interface set interface name=\"Local network\" newname=\"Main site\"\n```\n",
            locale: "de",
            target: "Führen Sie dies aus:\n\n```cmd\nnetsh interface set interface name=\"Lokales Netz\" newname=\"Hauptstandort\"\n```\n",
            flags: &[],
        },
        Example {
            source: "Bake it:\n\n```vba\nBake 5 ' hot\n```\n\nThe rack:\n\n```\nint bake(int heat);\n```\n\nSet *heat* to 5.",
            locale: "nl",
            target: "Bak het:\n\n```vba\nBake 5 ' heet\n```\n\nHet rooster:\n\n```\nint bake(int hitte);\n```\n\nZet *hitte* op 5.",
            flags: &["hitte"],
        },
        Example {
            source: "The list:\n\n```jsx\nexport default function List() {\n  // All of them\n  return <ul title=\"Tools\"><li>A hammer</li><li>{count} nails</li></ul>;\n}\n```\n",
            locale: "fr",
            target: "La liste :\n\n```jsx\nexport default function List() {\n  // Tous\n  return <ul title=\"Outils\"><li>Un marteau</li><li>Les clous : {count}</li></ul>\n}\n```\n",
            flags: &[],
        },
        Example {
            source: "Usage:\n\n```\noven bake RECIPE [flags]\n\n  -h, --help        help for bake\n      --heat int    the heat to bake at\n```\n",
            locale: "es",
            target: "Uso:\n\n```\noven bake RECETA [opciones]\n\n  -h, --help        ayuda de bake\n      --calor int   el calor al que se hornea\n```\n",
            flags: &["--calor"],
        },
        Example {
            source: "Bake:\n\n```python\nfrom oven import Oven, Rack\n\noven = Oven(heat=220)\noven.insert(Rack(\"bread\"))\noven.bake(minutes=40)\n```\n",
            locale: "ja",
            target: "焼きます。\n\n```python\nfrom oven import Oven\n\noven = Oven(heat=220)\noven.bake(40, \"パン\")\n```\n",
            flags: &["from oven import Oven\n\noven = Oven(heat=220)\noven.bake(40, \"パン\")"],
        },
    ],
    absorbs: &["inline-code-changed"],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let spoken = Spoken::of(pair.source, pair.target);
    let around = Pages { pair, spoken, source: OnceCell::new(), target: OnceCell::new() };
    for bead in &pair.alignment.blocks {
        if !bead.is_pair() || bead.source.1 - bead.source.0 != 1 || bead.target.1 - bead.target.0 != 1 {
            continue;
        }
        let old = &pair.source.document.blocks[bead.source.0 as usize];
        let new = &pair.target.document.blocks[bead.target.0 as usize];
        let (BlockKind::Code { language }, BlockKind::Code { .. }) = (old.kind, new.kind) else { continue };
        // What can be read element by element is compared so.
        let label = language.map_or("", |language| pair.source.document.string(language));
        let (was, is) = (pair.source.document.text(old.text), pair.target.document.text(new.text));
        if plugged::compares(was, label) || holds_fence(was) && !holds_fence(is) {
            continue;
        }
        // Of a line the first of what is gravest is told.
        let mut told: Vec<Draft> = Vec::new();
        for divergence in compare(Syntax::of(label, was), was, is, &around) {
            let draft = draft(pair, &around.spoken, (old, new), &divergence);
            match told.iter_mut().find(|other| other.sentence == draft.sentence) {
                Some(other) if other.severity >= draft.severity => {}
                Some(other) => *other = draft,
                None => told.push(draft),
            }
        }
        told.into_iter().for_each(|draft| sink.push(draft));
    }
}

/// Whether a sample holds a fence, which is that of another one where its own was not closed: the page is broken there.
fn holds_fence(sample: &str) -> bool {
    sample.lines().any(|line| line.trim_start().starts_with("```"))
}

/// What both pages say of the names in their samples.
struct Pages<'p, 'c> {
    pair: &'p Comparison<'c>,
    /// What words they have.
    spoken: Spoken<'p>,
    /// What each explains, found where it is first asked for.
    source: OnceCell<OrderedSet<&'p str>>,
    target: OnceCell<OrderedSet<&'p str>>,
}

impl Around for Pages<'_, '_> {
    fn renames(&self, was: &str, is: &str) -> bool {
        let source = self.source.get_or_init(|| explained(self.pair.source.document));
        let target = self.target.get_or_init(|| explained(self.pair.target.document));
        source.contains(was) && target.contains(is) && !source.contains(is)
    }

    fn is_said(&self, word: &str) -> bool {
        tells(word, self.pair.source.locale, self.pair.target.locale)
    }

    fn is_answered(&self, word: &str) -> bool {
        tells(word, self.pair.target.locale, self.pair.source.locale)
    }
}

/// Whether a word is one of a language, and the other has another for it, or no language has it.
fn tells(word: &str, own: &Locale, other: &Locale) -> bool {
    telling(word, own, other) || lexicon::for_locale(own).is_some_and(|own| own.has_alone(word))
}

/// So much may stand before a colon, where it is names.
const LONG: usize = 80;

/// The names that a page explains: what is slanted or stands as code, and what begins a paragraph before a colon. What
/// stands in bold may be a label.
fn explained(document: &Document) -> OrderedSet<&str> {
    let styled = |mark: &&Mark| matches!(mark.kind, MarkKind::Code | MarkKind::Emphasis);
    let marks = document.marks.iter().filter(styled).map(|mark| document.text(mark.text));
    let prose = document.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Code { .. }));
    let begun = prose.filter_map(|block| Some(document.text(block.text).split_once([':', '：'])?.0));
    let named = begun.filter(|names| names.len() <= LONG).flat_map(|names| names.split([',', '、', '，']));
    marks.chain(named).map(str::trim).filter(|name| !name.contains(char::is_whitespace)).collect()
}

fn draft(
    pair: &Comparison<'_>,
    spoken: &Spoken<'_>,
    (old, new): (&Block, &Block),
    divergence: &Divergence,
) -> Draft {
    let inside = |block: &Block, span: Span| {
        Span::new(block.text.start + span.start, (block.text.start + span.end).min(block.text.end))
    };
    let (place, from) = (inside(new, divergence.target), inside(old, divergence.source));
    let (was, is) = (brief(pair.source, from), brief(pair.target, place));
    let moved = moved(&was, &is);
    let (code, own) = (pair.source.document.text(from), pair.target.document.text(place));
    let worded = || spoken.is_worded_anew(code, own);
    let literal = || is_in_literal(pair.source, from) && is_in_literal(pair.target, place);
    let declared = || {
        is_declared(pair.source, from)
            && is_declared(pair.target, place)
            && spoken.is_declared_anew(code, own)
    };
    let renamed = || worded() && (spoken.is_renamed_throughout(code, own) || literal() || declared());
    let (message, severity, help) = match divergence.kind {
        DivergenceKind::Became if moved.is_some() => {
            (message!(MOVED, was = &was), Severity::Note, Some(&COPY))
        }
        DivergenceKind::Became if was.is_empty() => (message!(ADDED, is), Severity::Error, Some(&COPY)),
        DivergenceKind::Became if is.is_empty() => {
            (message!(MISSING, was = &was), Severity::Error, Some(&COPY))
        }
        DivergenceKind::Became | DivergenceKind::Other if renamed() => {
            (message!(WORDED, is, was = &was), Severity::Note, None)
        }
        DivergenceKind::Became if worded() => {
            (message!(WORDED, is, was = &was), Severity::Error, Some(&COPY))
        }
        DivergenceKind::Other if worded() => {
            (message!(WORDED, is, was = &was), Severity::Warning, Some(&COPY))
        }
        DivergenceKind::Became => (message!(BECAME, is, was = &was), Severity::Error, Some(&COPY)),
        DivergenceKind::Missing => (message!(MISSING, was = &was), Severity::Error, Some(&COPY)),
        DivergenceKind::Added => (message!(ADDED, is), Severity::Error, Some(&COPY)),
        DivergenceKind::Moved => (message!(ORDER, was = &was), Severity::Warning, Some(&COPY)),
        DivergenceKind::Other => (message!(OTHER, was = &was), Severity::Warning, Some(&TAKE_OVER)),
        DivergenceKind::Mentioned => (message!(TEXT, is, was = &was), Severity::Warning, Some(&IN_COMMENTS)),
        DivergenceKind::Renamed => (message!(RENAMED, is, was = &was), Severity::Note, None),
    };
    let line = pair.target.document.line_around(place, new.text);
    let from_line = pair.source.document.line_around(from, old.text);
    Draft::new(&RULE, message, pair.target, place, line)
        .from_source(pair, from, from_line)
        .at(severity)
        .perhaps_help(help.map(Message::of))
        .fact(moved.unwrap_or(was))
}

/// Whether a name is one that a sample declares as its own: `class Oven`.
fn is_declared(rendition: Rendition<'_>, place: Span) -> bool {
    let before = rendition.document.plain[..place.start as usize].trim_end_matches(' ');
    let word = &before[before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
    declares(word)
}

/// Whether a stretch of a sample stands between quotation marks in its line: a value that the sample gives, and no name that
/// a machine knows.
fn is_in_literal(rendition: Rendition<'_>, place: Span) -> bool {
    let plain = rendition.document.plain.as_str();
    let (before, behind) = (&plain[..place.start as usize], &plain[place.end as usize..]);
    let before = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let behind = behind.lines().next().unwrap_or_default();
    let within = &plain[place.range()];
    ['"', '\'', '`'].iter().any(|&quote| {
        let opened =
            before.matches(quote).count() % 2 == 1 && !within.contains(quote) && behind.contains(quote);
        let whole = within.len() > 2 && within.starts_with(quote) && within.ends_with(quote);
        opened || whole
    })
}

/// From where to where a file has moved, where two addresses lead to a file of one name on two hosts: an image that
/// found another home. Samples hold many of them, and one move is one cause.
fn moved(was: &str, is: &str) -> Option<String> {
    let (old, new) = (address(was)?, address(is)?);
    let ((old_home, old_name), (new_home, new_name)) = (old.rsplit_once('/')?, new.rsplit_once('/')?);
    let named = old_name.contains('.') && old_name == new_name && old_home != new_home;
    named.then(|| format!("{old_home} → {new_home}"))
}

/// An address without its protocol.
fn address(text: &str) -> Option<&str> {
    let text = text.trim_matches(['"', '\'', '`']);
    text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))
}

/// The start of a stretch, on one line.
fn brief(rendition: Rendition<'_>, span: Span) -> String {
    const MOST: usize = 60;
    let text = rendition.document.text(span);
    text.lines().next().unwrap_or_default().trim().chars().take(MOST).collect()
}
