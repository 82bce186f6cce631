use crate::checks::meaning;
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::language::detect::{Verdict, looks_like};
use crate::language::lexicon::{self, Lexicon};
use crate::message;
use crate::order::{InOrder as _, OrderedSet};

crate::message::wordings! {
    ANOTHER: "wrong-language/another", "this sentence is in {language}";
    /// The same, of many pages.
    LANGUAGE: "wrong-language/language", "{count} sentences on {pages} pages of this language are in {language}";
    TRANSLATE: "wrong-language/help", "Translate the sentence into the language of the page.";
}

/// A sentence is in a language that is neither the page's nor the source's.
pub static RULE: Rule = Rule {
    name: "wrong-language",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a sentence is in a language that is neither the page's nor the source's",
    explanation: "Told by script and common words, for sentences long enough to tell. What is still in the language of \
        the source is untranslated. Ten pages or more of a language that are in the same other one are one finding.",
    examples: &[
        Example {
            source: "The gateway must be configured before the users are moved to the new pool.",
            locale: "de",
            target: "La passerelle doit être configurée avant que les utilisateurs ne soient déplacés vers le nouveau pool.",
            flags: &[
                "La passerelle doit être configurée avant que les utilisateurs ne soient déplacés vers le nouveau pool.",
            ],
        },
        Example {
            source: "Point pool01.contoso.com, pool02.contoso.com and pool03.contoso.com to it.",
            locale: "it",
            target: "Pool01 .contoso. com pool02 .contoso. com pool03 .contoso. com",
            flags: &[],
        },
        Example {
            source: "If the oven has two independent doors, you need to close two separate locks.",
            locale: "es",
            target: "Si el horno tiene dos puertas independientes, necesitas cerrar dos cierres separados.",
            flags: &[],
        },
        Example {
            source: "The gateway must be configured before the users are moved to the new pool.",
            locale: "de",
            target: "Das Gateway muss konfiguriert werden, bevor die Benutzer in den neuen Pool verschoben werden.",
            flags: &[],
        },
    ],
    absorbs: meaning::WORDS,
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// Letters below which a sentence does not tell its language.
const LEAST: u32 = 40;

/// A text without the words that stand in another, too: names, and what is left of them where a translation
/// tore them ("contoso .com"), tell no language.
fn without_shared_words(text: &str, other: &str) -> String {
    let words = |text: &'_ str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let mut known = words(other);
    known.put_in_order();
    let pieces = text.split_inclusive(|c: char| !c.is_alphanumeric());
    let own = pieces.filter(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        known.binary_search(&word).is_err()
    });
    own.collect()
}

/// Words of the other language that a sentence has at least, each counted once, which the page's language does not know:
/// relatives share short words that mean another thing ("dos").
const OWN: usize = 3;

/// Whether a sentence has enough words that only one of two languages in the same letters knows.
fn is_beyond_relatives(text: &str, page: &Lexicon, found: &Lexicon) -> bool {
    let knows = |lexicon: &Lexicon, word: &str| lexicon.common_words.binary_search(&word).is_ok();
    let mut telling = OrderedSet::new();
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let word = word.to_lowercase();
        if knows(found, &word) && !knows(page, &word) {
            telling.insert(word);
        }
    }
    page.script != found.script || found.common_words.is_empty() || telling.len() >= OWN
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    for bead in pair.alignment.beads.iter().filter(|b| b.is_pair()) {
        let place = pair.target_text(bead);
        if pair.target.facts.sentences[bead.target.0 as usize].length < LEAST {
            continue;
        }
        let text = pair.target.document.text(place);
        let Verdict::Other(found) = looks_like(text, pair.target.locale) else { continue };
        // Traditional and Simplified Chinese are told apart; what is still in the source's language
        // is untranslated.
        if lexicon::for_locale(pair.source.locale).is_some_and(|own| own.tag == found.tag) {
            continue;
        }
        let own_words = without_shared_words(text, pair.source.document.text(pair.source_text(bead)));
        if !matches!(looks_like(&own_words, pair.target.locale), Verdict::Other(other) if other.tag == found.tag)
        {
            continue;
        }
        if lexicon::for_locale(pair.target.locale)
            .is_some_and(|own| !is_beyond_relatives(&own_words, own, found))
        {
            continue;
        }
        let name = found.english_name;
        sink.push(
            Draft::new(&RULE, message!(ANOTHER, language = name), pair.target, place, place)
                .from_source(pair, pair.source_text(bead), pair.source_text(bead))
                .help(&TRANSLATE)
                .fact(found.tag),
        );
    }
}
