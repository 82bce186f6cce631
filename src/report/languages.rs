//! What is known of each language, for people: the list of `unisono languages` and the page of
//! `unisono languages TAG`.

use super::rules::{line, paragraph};
use crate::facts::cue;
use crate::language::Locale;
use crate::language::lexicon::{self, Class, Lexicon};
use crate::order::OrderedSet;
use std::rc::Rc;

/// A language as data, for programs; mirrors `Language` in `npm/types.ts`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LanguageSummary {
    /// BCP 47 tag of the lexicon.
    pub tag: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Its script, as in ISO 15924.
    pub script: String,
    /// Forms of words and phrases that state something.
    pub forms: usize,
    /// Forms that look like those and state nothing.
    pub traps: usize,
    /// Names of products that belong to this language alone.
    pub product_names: usize,
    /// Spelled-out numbers.
    pub number_words: usize,
    /// What its sentences can state, class by class, in the order of [`Class::ALL`]; classes without
    /// forms are not among them.
    pub classes: Vec<ClassSummary>,
}

/// A class of concepts in one language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClassSummary {
    /// Its name.
    pub class: &'static str,
    /// The rules that compare it.
    pub rules: &'static [&'static str],
    /// How many forms state one of its concepts.
    pub forms: usize,
    /// How many concepts it has, in whatever language.
    pub of: usize,
    /// Its concepts that this language has forms for.
    pub concepts: Vec<ConceptSummary>,
}

/// A concept in one language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ConceptSummary {
    /// Its name in messages.
    pub name: &'static str,
    /// A few forms that state it.
    pub examples: Vec<&'static str>,
}

/// What is known of each language, ordered by tag.
#[must_use]
pub fn all() -> Vec<LanguageSummary> {
    lexicon::all().iter().map(summary).collect()
}

/// What is known of the language that serves a locale.
#[must_use]
pub fn of(locale: &str) -> Option<LanguageSummary> {
    Some(summary(lexicon::for_locale(&Locale::parse(locale)?)?))
}

fn summary(lexicon: &'static Lexicon) -> LanguageSummary {
    let concepts = lexicon::concepts();
    let forms: Vec<(&str, Rc<[u16]>)> = lexicon.forms().filter(|(form, _)| !form.is_empty()).collect();
    let known: OrderedSet<u16> = forms.iter().flat_map(|(_, owners)| owners.iter().copied()).collect();
    let locale = Locale::parse(lexicon.tag).expect("a lexicon is named for a locale");
    let of_class = |&class: &Class| {
        let within = |&concept: &u16| concepts[concept as usize].class == class;
        let concepts_known = known.iter().filter(|concept| within(concept)).map(|&concept| ConceptSummary {
            name: concepts[concept as usize].name,
            examples: cue::forms_of(&locale, concept).to_vec(),
        });
        ClassSummary {
            class: class.name(),
            rules: class.rules(),
            forms: forms.iter().filter(|(_, owners)| owners.iter().any(within)).count(),
            of: concepts.iter().filter(|concept| concept.class == class).count(),
            concepts: concepts_known.collect(),
        }
    };
    let names = lexicon::products().iter().flat_map(|product| product.names);
    LanguageSummary {
        tag: lexicon.tag,
        name: lexicon.english_name,
        script: format!("{:?}", lexicon.script),
        forms: forms.iter().filter(|(_, owners)| !owners.is_empty()).count(),
        traps: forms.iter().filter(|(_, owners)| owners.is_empty()).count(),
        product_names: names.filter(|name| name.language == lexicon.tag).count(),
        number_words: lexicon.number_words.len(),
        classes: Class::ALL.iter().map(of_class).filter(|class| class.forms > 0).collect(),
    }
}

/// A line a language: tag, name, how much of what its sentences can state is known.
#[must_use]
pub fn list() -> String {
    let languages = all();
    let longest = languages.iter().map(|language| language.name.len()).max().unwrap_or(0);
    let total = lexicon::concepts().len();
    let mut out = String::new();
    line(
        &mut out,
        format_args!(
            "{:6} {:longest$} {:>9} {:>6} {:>6} {:>8} {:>8}",
            "tag", "language", "concepts", "forms", "traps", "products", "numbers"
        ),
    );
    for language in &languages {
        let concepts: usize = language.classes.iter().map(|class| class.concepts.len()).sum();
        line(
            &mut out,
            format_args!(
                "{:6} {:longest$} {concepts:>9} {:>6} {:>6} {:>8} {:>8}",
                language.tag,
                language.name,
                language.forms,
                language.traps,
                language.product_names,
                language.number_words
            ),
        );
    }
    paragraph(
        &mut out,
        &format!(
            "Of {total} concepts that a sentence can state (not, must, only, before, deprecated, Edge Server …) the \
             second column counts those that the language has forms for; traps look like forms and state nothing; \
             products are names used in that language alone; numbers are spelled out. Other languages are compared in \
             numbers, names, code, links and structure only."
        ),
    );
    out.push('\n');
    line(&mut out, format_args!("unisono languages TAG shows what is known of one."));
    out
}

/// A page about the language that serves a locale; `None` where nothing is known of it.
#[must_use]
pub fn describe(locale: &str) -> Option<String> {
    let language = of(locale)?;
    let mut out = String::new();
    line(&mut out, format_args!("{} ({}, written {})", language.name, language.tag, language.script));
    paragraph(
        &mut out,
        &format!(
            "{} forms, {} traps, {} localized names of products, {} spelled-out numbers. Of each concept a few forms \
             are shown, stems without their endings.",
            language.forms, language.traps, language.product_names, language.number_words
        ),
    );
    for class in &language.classes {
        let compared = match class.rules {
            [] => String::new(),
            rules => format!("; compared by {}", rules.join(", ")),
        };
        line(
            &mut out,
            format_args!(
                "\n{}: {} of {} concepts, {} forms{compared}",
                class.class,
                class.concepts.len(),
                class.of,
                class.forms
            ),
        );
        for concept in &class.concepts {
            line(&mut out, format_args!("  {:24}  {}", concept.name, concept.examples.join(", ")));
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;

    #[test]
    fn every_class_names_rules_that_exist() {
        for class in Class::ALL {
            for rule in class.rules() {
                assert!(checks::rule(rule).is_some(), "{}: {rule}", class.name());
            }
        }
        for concept in lexicon::concepts() {
            assert!(Class::ALL.contains(&concept.class), "{}", concept.id);
        }
    }

    #[test]
    fn a_language_shows_words_by_which_it_negates() {
        let german = all().into_iter().find(|language| language.tag == "de").expect("German is known");
        let polarity = german.classes.iter().find(|class| class.class == "polarity").expect("it negates");
        assert!(polarity.concepts.iter().all(|concept| !concept.examples.is_empty()), "{polarity:?}");
        assert!(polarity.rules.contains(&"negation-missing"));
        assert!(german.forms > 100 && german.traps > 0 && german.number_words > 10);
    }

    #[test]
    fn a_locale_is_served_by_the_lexicon_of_its_language() {
        let page = |tag: &str| describe(tag).unwrap_or_default();
        assert!(page("de-AT").starts_with("German (de, written Latn)\n"), "{}", page("de-AT"));
        assert!(page("zh-HK").starts_with("Chinese (Traditional)") || page("zh-HK").contains("Hant"));
        assert!(describe("tlh").is_none() && describe("?").is_none());
    }
}
