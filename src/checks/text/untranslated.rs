use super::lone_words;
use crate::checks::meaning;
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::compare::left::{Left, STRETCH, Word, in_own_letters, own_script, telling, words};
use crate::document::BlockKind;
use crate::finding::Severity;
use crate::keep;
use crate::language::lexicon;
use crate::message;
use crate::rendition::Rendition;
use crate::source::Span;

crate::message::wordings! {
    SENTENCE: "untranslated/sentence", "this sentence is still in {language}";
    SENTENCES: "untranslated/sentences", "{count} sentences in a row are still in {language}";
    WORDS: "untranslated/words", "\"{text}\" was left untranslated";
    TRANSLATE_ONE: "untranslated/help/sentence", "Translate the sentence.";
    TRANSLATE: "untranslated/help/sentences", "Translate the sentences.";
    TRANSLATE_WORD: "untranslated/help/word", "Translate the word, or put it in code style where it is a name.";
}

/// A sentence, or words of it, was left in the source's language.
pub static RULE: Rule = Rule {
    name: "untranslated",
    severity: Severity::Warning,
    mqm: "accuracy/untranslated",
    summary: "a sentence, or a stretch of one, was left in the language of the source",
    explanation: "A sentence counts as untranslated where nearly all its ordinary words stand in the source's sentence \
        and some of them are words a translation would change. Names of products, commands and code are no ordinary \
        words. In a text of another script one of the words may have been translated. A single common word that no \
        other language has (\"and\", \"since\") counts between words that were translated. Any other single word left behind in a text of \
        another script is a note, and so is what both sides quote letter by letter, or show in a component for it (`<ConsoleBlock>`) or in a sample: what \
        a program says is looked for as the program says it. The text of a licence, which holds in its own language, is a note, too.",
    examples: &[
        Example {
            source: "You should deploy the pool before you move the users to it.",
            locale: "de",
            target: "You should deploy the pool before you move the users to it.",
            flags: &["You should deploy the pool before you move the users to it."],
        },
        Example {
            source: "The pool can be availed in the coexistence environment.",
            locale: "zh-CN",
            target: "该池可以在共存环境中 availed。",
            flags: &["availed"],
        },
        Example {
            source: "The protocol (session initiation and teardown protocol) is old.",
            locale: "ja",
            target: "このプロトコル (session initiation and 終了 protocol) は古いものです。",
            flags: &["session initiation and 終了 protocol"],
        },
        Example {
            source: "## How to use the doors of the oven",
            locale: "ko",
            target: "## 오븐의 문을 사용하는 방법은 무엇입니까? (How to use the doors of the oven)",
            flags: &[],
        },
        Example {
            source: "Trays are not needed for this.",
            locale: "ru",
            target: "Для этого противни not нужны.",
            flags: &["not"],
        },
        Example {
            source: "Close the `door` and the `vent` before you leave.",
            locale: "fr",
            target: "Fermez la `door` and la `vent` avant de partir.",
            flags: &["and"],
        },
        Example {
            source: "Ask Flour and Salt for a new tray.",
            locale: "fr",
            target: "Demandez une nouvelle plaque à Flour and Salt.",
            flags: &[],
        },
        Example {
            source: "Related: {{ Header(\"the open door\") }}, {{ Header(\"the oven\") }}, {{ Status(\"on and off\") }}.",
            locale: "ja",
            target: "関連: {{ Header(\"the open door\") }}, {{ Header(\"the oven\") }}, {{ Status(\"on and off\") }}.",
            flags: &[],
        },
        Example {
            source: "SharePoint Server Central Administration",
            locale: "de",
            target: "SharePoint Server Central Administration",
            flags: &[],
        },
    ],
    absorbs: meaning::WORDS,
    messages: WORDINGS,
    checks: &[Check::Pair(check), Check::Document(leftovers)],
};

/// How many sentences in a row are told as one.
const ROW: usize = 3;

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let foreign = own_script(pair.target.locale);
    let mut row: Vec<usize> = Vec::new();
    for (at, bead) in pair.alignment.beads.iter().enumerate() {
        match pair.left[at] {
            Left::Sentence | Left::Labels => row.push(at),
            Left::Nothing | Left::Word | Left::Words => tell(pair, &std::mem::take(&mut row), sink),
            // A name or a number between two of them does not interrupt.
            Left::Untold | Left::Same => {}
        }
        if matches!(pair.left[at], Left::Word | Left::Words) {
            tell_lone(pair, bead, sink);
        }
        if matches!(pair.left[at], Left::Words | Left::Same) {
            let target = words(pair.target, bead.target);
            stretch(pair, bead, &words(pair.source, bead.source), &target, foreign, sink);
        }
    }
    tell(pair, &row, sink);
}

/// Tells of single common words that were left.
fn tell_lone(pair: &Comparison<'_>, bead: &crate::align::Bead, sink: &mut Sink) {
    for (word, from) in lone_words::find(pair, bead) {
        if !cited(pair.target, word.place) {
            let message = message!(WORDS, text = word.text);
            sink.push(
                Draft::new(&RULE, message, pair.target, word.place, pair.target_text(bead))
                    .from_source(pair, from, pair.source_text(bead))
                    .help(&TRANSLATE_WORD)
                    .fact(word.text),
            );
        }
    }
}

/// Tells of sentences that were left, a row of them at once.
fn tell(pair: &Comparison<'_>, row: &[usize], sink: &mut Sink) {
    let text = |at: usize| pair.target_text(&pair.alignment.beads[at]).start;
    if row.len() >= ROW && row.is_sorted_by_key(|&at| text(at)) {
        sink.push(row_draft(pair, row));
    } else {
        row.chunks(1).for_each(|one| sink.push(row_draft(pair, one)));
    }
}

/// The finding about sentences that follow each other, or about one.
fn row_draft(pair: &Comparison<'_>, row: &[usize]) -> Draft {
    let language =
        lexicon::for_locale(pair.source.locale).map_or(pair.source.locale.as_str(), |l| l.english_name);
    let (first, last) = (&pair.alignment.beads[row[0]], &pair.alignment.beads[row[row.len() - 1]]);
    let (place, (from, until)) = (
        pair.target_text(first).union(pair.target_text(last)),
        (pair.source_text(first), pair.source_text(last)),
    );
    // What was moved does not stand in the order of the source.
    let source = if from.start <= until.start { from.union(until) } else { from };
    let (message, help) = match row.len() {
        1 => (message!(SENTENCE, language), &TRANSLATE_ONE),
        count => (message!(SENTENCES, count, language), &TRANSLATE),
    };
    // What a program says is shown as the program says it.
    let output = |at: usize| {
        let place = pair.target.document.source_span(pair.target_text(&pair.alignment.beads[at]));
        pair.target.document.output.iter().any(|shown| shown.contains(place))
    };
    let labels = row.iter().all(|&at| {
        pair.left[at] == Left::Labels || output(at) || stands_in_code(pair, &pair.alignment.beads[at])
    }) || row.iter().any(|&at| is_of_a_licence(pair, &pair.alignment.beads[at]));
    Draft::new(&RULE, message, pair.target, place, pair.target_text(first))
        .from_source(pair, source, from)
        .at(if labels { Severity::Note } else { RULE.severity })
        .help(help)
        .fact("sentence")
}

/// Whether a sentence stands in a sample of the page, too: then it is what the sample shows.
fn stands_in_code(pair: &Comparison<'_>, bead: &crate::align::Bead) -> bool {
    let document = pair.target.document;
    let sentence = document.text(pair.target_text(bead)).trim();
    let mut samples = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. }));
    !sentence.is_empty() && samples.any(|sample| document.text(sample.text).contains(sentence))
}

/// Words of the translation that stand in the source in the same order.
#[derive(Clone, Copy, Default)]
struct Run {
    /// How many.
    words: usize,
    /// The first of them, among the source's words.
    first: usize,
    /// The last.
    last: usize,
}

/// Whether a word or two in the translation's own letters stand between two words of the source: "extensible
/// messaging and プレゼンス protocol".
fn translated(between: &str) -> bool {
    const MOST: usize = 10;
    let own = between.trim();
    !own.is_empty() && own.chars().count() <= MOST && own.chars().all(in_own_letters)
}

/// A stretch of the source's words, in the source's order, inside a translated sentence.
fn stretch(
    pair: &Comparison<'_>,
    bead: &crate::align::Bead,
    source: &[Word<'_>],
    target: &[Word<'_>],
    foreign: bool,
    sink: &mut Sink,
) {
    const MOST: usize = 200;
    if source.len() > MOST || target.len() > MOST {
        return;
    }
    let same = |a: &Word<'_>, b: &Word<'_>| a.text.eq_ignore_ascii_case(b.text);
    let mut at = 0;
    while at < target.len() {
        let mut longest = Run::default();
        for from in 0..source.len() {
            let mut run = Run { words: 0, first: from, last: from };
            // Words stand side by side in the text, too: only white space between them.
            while let Some(word) = target.get(at + run.words) {
                let between = match run.words {
                    0 => "",
                    _ => {
                        let before = target[at + run.words - 1].place;
                        pair.target.document.text(Span::new(before.end, word.place.start))
                    }
                };
                let next = if run.words == 0 { from } else { run.last + 1 };
                let adjacent = between.chars().all(|c| c == ' ');
                let answers = |place: usize| source.get(place).is_some_and(|own| same(own, word));
                // Between two names that were left alone, "and" is translated by right.
                let joins = |place: usize| {
                    let skipped = source[next].place.union(source[place - 1].place);
                    pair.source.facts.cues_in(skipped).iter().any(|cue| {
                        lexicon::concepts()[cue.concept as usize].class == lexicon::Class::Alternative
                    })
                };
                let place = if adjacent {
                    Some(next)
                } else if foreign && translated(between) {
                    (next + 1..next + 3).find(|&place| answers(place) && !joins(place))
                } else {
                    None
                };
                let Some(place) = place.filter(|&place| answers(place)) else { break };
                run.words += 1;
                run.last = place;
            }
            if run.words > longest.words {
                longest = run;
            }
        }
        let run = &target[at..at + longest.words];
        at += longest.words.max(1);
        let lower = run.iter().filter(|w| w.text.starts_with(char::is_lowercase)).count();
        let function = run.iter().filter(|w| telling(w.text, pair.source.locale, pair.target.locale)).count();
        let enough = if foreign {
            run.len() >= 4 && lower >= 2 || run.len() >= STRETCH && function >= 2
        } else {
            run.len() >= 4 && function >= 2 && lower >= 2
        };
        if !enough {
            continue;
        }
        let place = run[0].place.union(run[run.len() - 1].place);
        if foreign && is_gloss(pair.target, pair.target_text(bead), place) {
            continue;
        }
        let from = source[longest.first].place.union(source[longest.last].place);
        let said = pair.target.document.text(place);
        let labels = run.iter().all(|w| w.label);
        let cited = cited(pair.target, place)
            || is_quotation(pair, bead, place)
            || follows_dashes(pair, bead, from)
            || foreign && explained(pair.target, bead, place)
            // "netsh winhttp set proxy": words of a command.
            || run.len() == lower && run.len() <= 4 && function == 0;
        let severity =
            if labels || cited || is_of_a_licence(pair, bead) { Severity::Note } else { RULE.severity };
        sink.push(
            Draft::new(&RULE, message!(WORDS, text = said), pair.target, place, pair.target_text(bead))
                .from_source(pair, from, pair.source_text(bead))
                .at(severity)
                .fact(said),
        );
    }
}

/// Whether a sentence is one of a licence, or stands below a heading that names one.
fn is_of_a_licence(pair: &Comparison<'_>, bead: &crate::align::Bead) -> bool {
    let document = pair.source.document;
    let Some(sentence) = document.sentences.get(bead.source.0 as usize) else { return false };
    let mut above = document.blocks[..=sentence.block as usize].iter().rev();
    let heading = above.find(|block| matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Title));
    keep::is_licence(document.text(pair.source_text(bead)))
        || heading.is_some_and(|heading| keep::is_licence(document.text(heading.text)))
}

/// Whether a stretch stands between quotation marks: then it is what is written elsewhere, in a file, say.
fn cited(rendition: Rendition<'_>, place: Span) -> bool {
    let quotes = ['"', '“', '”', '„', '«', '»', '「', '」', '『', '』'];
    let (before, after) = rendition.document.plain.split_at(place.start as usize);
    let after = &after[place.len() as usize..];
    let blank = [' ', '\u{a0}', '.', ','];
    before.trim_end_matches(blank).ends_with(quotes) && after.trim_start_matches(blank).starts_with(quotes)
}

/// Whether a stretch is part of what both sides quote letter by letter: the message of a program.
fn is_quotation(pair: &Comparison<'_>, bead: &crate::align::Bead, place: Span) -> bool {
    const MARKS: [(char, char); 7] =
        [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('«', '»'), ('「', '」'), ('『', '』')];
    let whole = pair.target_text(bead);
    let text = pair.target.document.text(whole);
    let source = pair.source.document.text(pair.source_text(bead));
    let from = (place.start - whole.start) as usize;
    // An apostrophe at the end of a word may be the mark itself.
    let to = text[..(place.end - whole.start) as usize].trim_end_matches(['\'', '’']).len();
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    MARKS.iter().any(|&(open, close)| {
        let begins = |at: &usize| {
            !letter(text[..*at].chars().next_back()) && !text[*at + open.len_utf8()..].starts_with(' ')
        };
        let ends = |at: &usize| !letter(text[to + *at + close.len_utf8()..].chars().next());
        let start = text[..from].match_indices(open).map(|(at, _)| at).find(begins);
        let end = text[to..].match_indices(close).map(|(at, _)| at).rfind(ends);
        match (start, end) {
            (Some(start), Some(end)) => source.contains(text[start + open.len_utf8()..to + end].trim()),
            _ => false,
        }
    })
}

/// Whether a label is kept in front, with its translation behind it in brackets.
fn explained(rendition: Rendition<'_>, bead: &crate::align::Bead, place: Span) -> bool {
    let whole = crate::compare::stretch(rendition, bead.target);
    let before = rendition.document.text(Span::new(whole.start, place.start));
    let behind = rendition.document.text(Span::new(place.end, whole.end));
    !before.contains(in_own_letters)
        && behind
            .find(in_own_letters)
            .is_some_and(|at| behind[..at].trim_end_matches(['"', '«', '「', ' ']).ends_with(['(', '（']))
}

/// Whether a place stands in brackets behind a translation, as the original of a heading or a term does; `whole` is the
/// sentence.
fn is_gloss(rendition: Rendition<'_>, whole: Span, place: Span) -> bool {
    let text = |from, to| rendition.document.text(Span::new(from, to));
    let (before, behind) = (text(whole.start, place.start), text(place.end, whole.end));
    let (opens, closes) = (before.rfind(['(', '（']), behind.find([')', '）']));
    opens.zip(closes).is_some_and(|(open, close)| {
        let gloss = [&before[open..], text(place.start, place.end), &behind[..close]];
        before[..open].contains(in_own_letters)
            && !gloss.iter().any(|part| part.contains(|c| in_own_letters(c) || matches!(c, ')' | '）')))
    })
}

/// Whether it is part of a line of a script: a comment behind `--`.
fn follows_dashes(pair: &Comparison<'_>, bead: &crate::align::Bead, from: Span) -> bool {
    let sentence = pair.source_text(bead);
    pair.source.document.text(Span::new(sentence.start, from.start)).contains("-- ")
}

/// Single words left behind in a text of another script: seen without any reference.
fn leftovers(target: Rendition<'_>, sink: &mut Sink) {
    if !own_script(target.locale) {
        return;
    }
    let loanwords = lexicon::for_locale(target.locale).map_or(&[][..], |l| l.loanwords);
    for (index, sentence) in target.document.sentences.iter().enumerate() {
        let range = (index as u32, index as u32 + 1);
        let text = target.document.text(sentence.text);
        let own = text.chars().filter(|&c| in_own_letters(c)).count();
        if own < 8 {
            continue;
        }
        for word in words(target, range) {
            let plain = word.text.len() >= 4 && word.text.bytes().all(|b| b.is_ascii_lowercase());
            let joined = |c: Option<char>| {
                c.is_some_and(|c| {
                    c.is_ascii_alphanumeric()
                        || matches!(
                            c,
                            '-' | '_'
                                | '.'
                                | '/'
                                | '\\'
                                | '@'
                                | ':'
                                | '='
                                | '$'
                                | '%'
                                | '#'
                                | '*'
                                | '&'
                                | '<'
                                | '>'
                                | '"'
                        )
                })
            };
            let before = target.document.plain[..word.place.start as usize].chars().next_back();
            let after = target.document.plain[word.place.end as usize..].chars().next();
            if !plain
                || word.label
                || joined(before)
                || joined(after)
                || loanwords.binary_search(&word.text).is_ok()
                || is_gloss(target, sentence.text, word.place)
            {
                continue;
            }
            sink.push(
                Draft::new(&RULE, message!(WORDS, text = word.text), target, word.place, sentence.text)
                    .at(Severity::Note)
                    .help(&TRANSLATE_WORD)
                    .fact(word.text),
            );
        }
    }
}
