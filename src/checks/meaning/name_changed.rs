use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "name-changed/changed", "\"{name}\" became \"{other}\"";
}

/// A name became another.
pub static RULE: Rule = Rule {
    name: "name-changed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a name of the source (a country, a city, a language, a person …) became another",
    explanation: "A finding needs both: the name of the source is nowhere in the sentence, and another name is there, which \
        the source does not have. Countries, cities, languages, scripts and currencies are listed in all languages that have \
        a lexicon, with their peoples and adjectives. Any other name is a word with a capital in the middle of a sentence, \
        which no lexicon lists and the page never writes small; it counts as kept where a word that is spelled or sounds \
        like it stands on the other side. Such names are compared where one side is English, and the other is written in \
        Latin or Cyrillic letters. A name that is merely lost is not looked at, and neither is one in an example: there it is often put in the reader's own \
        country or language.",
    examples: &[
        Example {
            source: "The spare servers are in Ireland.",
            locale: "fr",
            target: "Les serveurs de rechange se trouvent en Islande.",
            flags: &["Islande"],
        },
        Example {
            source: "The spare servers are in Ireland.",
            locale: "fr",
            target: "Les serveurs de rechange se trouvent en Irlande.",
            flags: &[],
        },
        Example {
            source: "The first version was written by Duvall in his spare time.",
            locale: "es",
            target: "La primera versión la escribió Matsuura en su tiempo libre.",
            flags: &["Matsuura"],
        },
        Example {
            source: "The first version was written by Schumacher in his spare time.",
            locale: "ru",
            target: "Первую версию написал Шумахер в свободное время.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[
        Check::Divergence { kind: Kind::NameChanged, message: &CHANGED },
        Check::Divergence { kind: Kind::NameUnlisted, message: &CHANGED },
    ],
};
