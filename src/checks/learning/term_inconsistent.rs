use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::learning::Lesson;
use crate::learning::choices::{Choice, Use, Way};
use crate::message;
use crate::message::Message;

crate::message::wordings! {
    WAYS: "term-inconsistent/ways", "\"{term}\" is rendered in {number} ways: {ways} sentences";
    WAY: "term-inconsistent/way", "\"{is}\" in {count}";
    NO: "term-inconsistent/no", "no";
    ONE: "term-inconsistent/one", "one";
    TWO: "term-inconsistent/two", "two";
    THREE: "term-inconsistent/three", "three";
    SEVERAL: "term-inconsistent/several", "several";
    USE_ONE: "term-inconsistent/help", "Use one of them everywhere; a glossary can say which.";
    FOR_EXAMPLE: "term-inconsistent/help/way", "\"{is}\": {example}.";
}

/// A named term is rendered in several ways.
pub static RULE: Rule = Rule {
    name: "term-inconsistent",
    severity: Severity::Note,
    mqm: "terminology/inconsistent-use-of-terminology",
    summary: "a named term is rendered in several ways",
    explanation: "Needs a memory, or a set large enough to learn from (see `unisono learn`). Roles and components that \
        the lexicon of the source knows, and names of several words that the source writes with capitals inside \
        sentences, should have one rendering. Counted are sentences that have one of the renderings and none of the \
        others; each must stand in ten sentences and in 3 % of those with the term.\n\n\
        Told once for all pages of a language, where a rarer rendering stands first. Forms of one word are one \
        rendering, so are a word and its compounds. A rendering that only goes with certain words beside the term \
        belongs to another term, and one that other words of the sentence explain is none.",
    examples: &[
        Example {
            source: "After the move, restart the Edge Server.",
            locale: "de",
            target: "Starten Sie nach der Verschiebung den Perimeterrechner neu.",
            flags: &["Perimeterrechner"],
        },
        Example {
            source: "After the move, restart the Edge Servers.",
            locale: "de",
            target: "Starten Sie nach der Verschiebung die Edgeserver neu.",
            flags: &[],
        },
        Example {
            source: "After the move, open the Windows Control Panel.",
            locale: "de",
            target: "Öffnen Sie nach der Verschiebung die Systemsteuerung.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Once(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let Some(lesson) = pair.lesson else { return };
    let mut told: Vec<&str> = Vec::new();
    for (bead, Use { choice, way, source, target }) in &pair.learned.uses {
        // In a page that uses it often once is enough.
        if *way == 0 || told.contains(&choice.term.as_str()) {
            continue;
        }
        told.push(&choice.term);
        let mut draft = Draft::new(&RULE, told_of(choice), pair.target, *target, pair.target_text(bead))
            .from_source(pair, *source, pair.source_text(bead))
            .help(&USE_ONE)
            .fact(choice.term.to_lowercase());
        draft.help.extend(shown(choice, lesson));
        // It is the same finding wherever it stands.
        draft.source_sentence.clear();
        sink.push(draft);
    }
}

fn told_of(choice: &Choice) -> Message {
    let number = [&NO, &ONE, &TWO, &THREE].get(choice.ways.len()).copied().unwrap_or(&SEVERAL);
    let way = |way: &Way| message!(WAY, is = &way.written, count = way.count);
    let ways: Vec<Message> = choice.ways.iter().map(way).collect();
    message!(WAYS, term = &choice.term, number, ways)
}

/// A sentence for each way, with its place.
fn shown<'c>(choice: &'c Choice, lesson: &'c Lesson<'_>) -> impl Iterator<Item = Message> + 'c {
    choice.ways.iter().filter_map(|way| {
        let (text, place) = lesson.target(way.example)?;
        Some(message!(FOR_EXAMPLE, is = &way.written, example = super::terms::quoted(&text, place)))
    })
}

/// A small bitext: each of the sentences with each of the names where it has `{}`.
#[derive(Debug)]
pub struct Taught {
    /// Sentences with their renderings.
    pub sentences: &'static [(&'static str, &'static str)],
    /// Names with their renderings.
    pub names: &'static [(&'static str, &'static str)],
}

impl Taught {
    /// As a translation memory from English to German.
    #[must_use]
    pub fn tmx(&self) -> String {
        let mut tmx = String::from("<tmx version=\"1.4\"><header srclang=\"en\"/><body>");
        for (sentence, rendered) in self.sentences {
            for (name, other) in self.names {
                let (source, target) = (sentence.replace("{}", name), rendered.replace("{}", other));
                tmx.push_str(&format!(
                    "<tu><tuv xml:lang=\"en\"><seg>{source}</seg></tuv>\
                     <tuv xml:lang=\"de\"><seg>{target}</seg></tuv></tu>"
                ));
            }
        }
        tmx + "</body></tmx>"
    }
}

/// What the examples of a rule have learned from, where they need it.
#[must_use]
pub fn example_taught(rule: &str) -> Option<&'static Taught> {
    (rule == RULE.name).then_some(&TAUGHT)
}

static TAUGHT: Taught = Taught {
    sentences: &[
        ("Now restart {}.", "Starten Sie jetzt {} neu."),
        ("Then remove {}.", "Entfernen Sie dann {}."),
        ("Please export {}.", "Exportieren Sie bitte {}."),
        ("We recommend that you document {}.", "Wir empfehlen, {} zu dokumentieren."),
        ("You can copy {} later.", "Sie können {} später kopieren."),
        ("Before you leave, inspect {}.", "Prüfen Sie {}, bevor Sie gehen."),
        ("The wizard creates {}.", "Der Assistent erstellt {}."),
        ("Nobody replaces {} by hand.", "Niemand ersetzt {} von Hand."),
        ("This page shows {}.", "Diese Seite zeigt {}."),
        ("Click Next to publish {}.", "Klicken Sie auf Weiter, um {} zu veröffentlichen."),
        ("In the next step, select {}.", "Wählen Sie im nächsten Schritt {} aus."),
        ("Administrators can delete {}.", "Administratoren können {} löschen."),
    ],
    names: &[
        ("the Edge Server", "den Edgeserver"),
        ("the Edge Servers", "die Edgeserver"),
        ("the Edge Server", "den Perimeterrechner"),
        ("the Control Panel", "die Verwaltungskonsole"),
        ("the Control Panels", "die Verwaltungskonsolen"),
        ("the Windows Control Panel", "die Systemsteuerung"),
        ("the certificate", "das Zertifikat"),
        ("the reports", "die Berichte"),
        ("the picture", "das Bild"),
        ("the licenses", "die Lizenzen"),
        ("the invitation", "die Einladung"),
        ("the sentences", "die Sätze"),
    ],
};
