use super::example_name::is_put_in_own_words;
use super::spoken::Spoken;
use crate::align::Bead;
use crate::checks::telling::{blocks_text, tell_places};
use crate::checks::{Check, Draft, Enough, Example, Rule, Sink};
use crate::code::mentions::contains_folded;
use crate::code::{DivergenceKind, inline, prose};
use crate::compare::{Change, Comparison};
use crate::document::BlockKind;
use crate::facts::{Fact, Value};
use crate::finding::{Finding, Severity};
use crate::message;
use crate::source::Span;

crate::message::wordings! {
    ANOTHER: "inline-code-changed/another", "the code {is} is not that of the source: {was}"
        | "the code {is} is not that of the others: {was}";
    BECAME: "inline-code-changed/became", "the code {was} became {is}", Became;
    MANY: "inline-code-changed/many", "the code {was} became {is}, and {count} other pieces of code on this page became others", Became;
    /// Where a word of the language stands for one of the source.
    WORDED: "inline-code-changed/worded", "the code {was} was put in words of this language: {is}", Became;
    /// The same, throughout a language.
    LANGUAGE: "inline-code-changed/language", "{count} pieces of code on pages of this language are in its words, {was} for example: it became {is}", Became;
    MISSING: "inline-code-changed/missing", "the code {was} is missing: the source has it"
        | "the code {was} is missing: the others have it", Missing;
    WRITE: "inline-code-changed/help", "Write {was}: code is not translated.";
}

/// Inline code differs.
pub static RULE: Rule = Rule {
    name: "inline-code-changed",
    severity: Severity::Error,
    mqm: "accuracy/do-not-translate",
    summary: "inline code is another than in the source, or lost",
    explanation: "What stands in code style is typed or compared letter by letter. Placeholders (`<host>`, \
        `{{path/to/file}}`, `{{key=value}}`), what a sentence calls a placeholder by, and the contents of literals \
        may be translated; code that lost its code style, or a part of it, but not its text, is not flagged. One \
        form of an option (`--all`) for a choice of its forms (`{{[-a|--all]}}`) is a note, and so are the names of \
        parameters of one call. Code of several words of which more than one differs is older or newer than the \
        source's, mostly: a warning. Two pieces that changed places are, where the words beside them tell it \
        (\"instead of\", \"from … to\"). A plain word that is lost is a note: a language may have its own for it. So \
        is a lost mark (`(`), a variable of one letter and a message that a program gives, which a sentence may say \
        in words, and code in which only words for people differ (text between tags, a message, the names of keys). \
        So is the page's own command, which a sentence implies, a name that is given once more where the source has \
        a pronoun, and a name that the source makes up of words (`functionName arg`) in words of the translation, or any that \
        a sample has and that became one of its words wherever it stands on the page, as the names of an example do. Six \
        different words or more of a page that became others are one finding, and twelve words of the translation's \
        language on four pages or more are one for the language: there it is the way of its translators.",
    examples: &[
        Example {
            source: "Set the value to `Enabled` and run `ipconfig /all` again.",
            locale: "de",
            target: "Legen Sie den Wert auf `Aktiviert` fest, und führen Sie `ipconfig /all` erneut aus.",
            flags: &["Aktiviert"],
        },
        Example {
            source: "Call `oven.open` instead of `oven.vent`.",
            locale: "ja",
            target: "`oven.open`の代わりに`oven.vent`を呼び出してください。",
            flags: &["oven.open"],
        },
        Example {
            source: "Call `oven.open` instead of `oven.vent`.",
            locale: "ja",
            target: "`oven.vent`の代わりに`oven.open`を呼び出してください。",
            flags: &[],
        },
        Example {
            source: "Pack it: `tar --create --file {{path/to/file.tar}} {{path/to/folder}}`",
            locale: "es",
            target: "Empaquétalo: `tar --create --file {{ruta/al/archivo.tar}} {{carpeta}}`",
            flags: &[],
        },
        Example {
            source: "Pack it: `tar --create --file {{path/to/file.tar}} {{path/to/folder}}`",
            locale: "es",
            target: "Empaquétalo: `tar --extract --file {{ruta/al/archivo.tar}} {{carpeta}}`",
            flags: &["tar --extract --file {{ruta/al/archivo.tar}} {{carpeta}}"],
        },
        Example {
            source: "The `\"travel\"` room is `<Room name=\"travel\" />`.",
            locale: "es",
            target: "La sala `\"viaje\"` es `<Room name=\"viaje\" />`.",
            flags: &[],
        },
        Example {
            source: "Set the `owner` of the oven: `oven set {{owner=name}} {{[-f|--force]}} {{name|id}}`",
            locale: "fr",
            target: "Définir le `patron` du four : `oven set {{patron=nom}} {{[-f|--force]}} {{nom|id}}`",
            flags: &[],
        },
        Example {
            source: "Pack it: `oven load /{{path/to/rack}} {{path/to/recipe}}.apk`",
            locale: "es",
            target: "Empaquétalo: `oven load {{ruta/absoluta/a/la/rejilla}} {{archivo APK}}`",
            flags: &[],
        },
        Example {
            source: "You can `await oven.ready` before you open it.",
            locale: "ja",
            target: "開ける前に `oven.ready` を await できます。",
            flags: &[],
        },
        Example {
            source: "Run `ping <host name>` first.",
            locale: "de",
            target: "Führen Sie zuerst `ping <Hostname>` aus.",
            flags: &[],
        },
    ],
    absorbs: &["identifier-changed", "number-changed"],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// Whether code is a word that a language may have its own for: "a `string`", "einer Zeichenfolge"; or a literal
/// that says such a word.
fn is_plain_word(code: &str) -> bool {
    let literal = code.strip_prefix(['"', '\'']).and_then(|code| code.strip_suffix(['"', '\'']));
    literal.is_some_and(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
        || code.len() >= SHORT && code.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether a piece of code is inflected, and so a word of its sentence: "`array`s", "`print`ing".
fn inflected(pair: &Comparison<'_>, code: Span) -> bool {
    pair.source.document.plain[code.end as usize..].starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether a piece of code is what the page is about: its title, or the name of its file. A sentence may do without.
fn is_what_the_page_is_about(pair: &Comparison<'_>, code: &str) -> bool {
    let file = pair.source.path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let document = pair.source.document;
    let titled = || {
        let title = document
            .blocks
            .iter()
            .take(TITLES)
            .find(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading { level: 1 }));
        title.is_some_and(|title| document.text(title.text).trim() == code)
    };
    code.len() > 1 && (stem == code || titled())
}

/// Among how many blocks the title of a page is looked for.
const TITLES: usize = 4;

/// Whether a translation names a thing once more instead of another one that it names as well, both being what the
/// source speaks of there: a name stands for a pronoun, and a pronoun for a name.
fn is_named_for_another(pair: &Comparison<'_>, bead: &Bead, old: &Fact, new: &Fact) -> bool {
    let has = |facts: &[Fact], fact: &Fact| {
        facts
            .iter()
            .any(|other| matches!((other.value, fact.value), (Value::Code(a), Value::Code(b)) if a == b))
    };
    let blocks = pair.alignment.blocks[bead.blocks as usize].source;
    let around = blocks_text(pair.source, (blocks.0.saturating_sub(1), blocks.1));
    let name = pair.target.document.text(new.text);
    has(pair.target.facts.of_range(bead.target), old)
        && (contains_folded(pair.source.document.text(around), name) || is_what_the_page_is_about(pair, name))
}

/// Whether a sentence says in words what is code in the source: a mark ("the brackets"), a variable of one letter, keys by the names
/// that they have on a keyboard of the language, or,
/// in quotation marks or at the length of the source, a message of a program.
fn is_said_in_words(pair: &Comparison<'_>, bead: &Bead, was: &str) -> bool {
    let text = pair.target.document.text(pair.target_text(bead));
    let quoted = || text.contains(['"', '“', '”', '„', '«', '「', '『', '‘', '＂']);
    let variable = was.len() == 1 && was.bytes().all(|b| b.is_ascii_lowercase());
    let struck = || {
        let bare = |c: char| !c.is_alphanumeric() && c != '+';
        text.split_whitespace().any(|word| prose::is_same_chord(was, word.trim_matches(bare)))
    };
    variable
        || struck()
        || prose::is_mark(was)
        || prose::is_said(was) && (quoted() || !shortened(pair, bead, was))
}

/// Letters of a word that is short: of such a one a sentence that has its own for it is as long as it was.
const SHORT: usize = 3;

/// Whether the translation is so short that more than the code is lost.
fn shortened(pair: &Comparison<'_>, bead: &Bead, code: &str) -> bool {
    let (source, target) = (pair.source.facts.letters(bead.source), pair.target.facts.letters(bead.target));
    let least = if code.len() > SHORT { 0.8 } else { 1.0 };
    target < least * source * pair.ratio
}

/// Whether one of two pieces of several words is older or newer than the other, or has nothing to do with it.
fn is_another(was: &str, is: &str) -> bool {
    let several = |code: &str| code.contains(char::is_whitespace);
    let divergences = inline::divergences(was, is);
    several(was)
        && several(is)
        && !matches!(divergences.as_slice(), [one] if matches!(one.kind, DivergenceKind::Became | DivergenceKind::Moved))
}

/// Says of a finding into which many others of its page were folded how many they are, where other code is meant.
pub(in crate::checks) fn say_how_many(finding: &mut Finding) {
    let message = &finding.message;
    let many = finding.folded.len() + 1 >= Enough::MANY;
    let of_words = [&BECAME, &WORDED].contains(&message.wording());
    if many && of_words && finding.folded.iter().any(|other| other.message != *message) {
        let words = |name| message.words(name).unwrap_or_default();
        finding.message = message!(MANY, was = words("was"), is = words("is"), count = finding.folded.len());
    }
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let spoken = Spoken::of(pair.source, pair.target);
    for difference in &pair.differences {
        let bead = &difference.bead;
        let (sentence, source) = (pair.target_text(bead), pair.source_text(bead));
        for change in &difference.changes {
            match *change {
                Change::Became(old, new) if matches!(old.value, Value::Code(_)) => {
                    let (was, is) =
                        (pair.source.document.text(old.text), pair.target.document.text(new.text));
                    let another = is_another(was, is);
                    let worded = spoken.is_worded_anew(was, is);
                    let message = match another {
                        _ if worded => message!(WORDED, was, is),
                        true => message!(ANOTHER, is, was),
                        false => message!(BECAME, was, is),
                    };
                    sink.push(
                        Draft::new(&RULE, message, pair.target, new.text, sentence)
                            .from_source(pair, old.text, source)
                            .at(match another {
                                // A command in another of its forms does the same, and so does a call with names of its own.
                                _ if inline::is_one_of(was, is)
                                    || inline::is_one_of(is, was)
                                    || inline::same_call(was, is)
                                    || prose::differ_in_words(was, is)
                                    || is_put_in_own_words(pair, &old, &new)
                                    || is_named_for_another(pair, bead, &old, &new)
                                    || worded && spoken.is_renamed_throughout(was, is) =>
                                {
                                    Severity::Note
                                }
                                true => Severity::Warning,
                                false => Severity::Error,
                            })
                            .help(message!(WRITE, was))
                            .fact(was),
                    );
                }
                Change::Missing(old) if matches!(old.value, Value::Code(_)) => {
                    let was = pair.source.document.text(old.text);
                    sink.push(
                        Draft::new(&RULE, message!(MISSING, was), pair.target, sentence, sentence)
                            .from_source(pair, old.text, source)
                            .at(
                                if is_plain_word(was)
                                    && (!shortened(pair, bead, was) || inflected(pair, old.text))
                                    || is_what_the_page_is_about(pair, was)
                                    || is_said_in_words(pair, bead, was)
                                {
                                    Severity::Note
                                } else {
                                    Severity::Warning
                                },
                            )
                            .fact(was),
                    );
                }
                _ => {}
            }
        }
    }
    for exchange in &pair.exchanges {
        if matches!(exchange.old.value, Value::Code(_)) {
            tell_places(&RULE, pair, exchange, sink);
        }
    }
}
