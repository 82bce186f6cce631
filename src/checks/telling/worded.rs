//! A language whose translators put code in words of their own, and one of which parts are in a third language: one
//! cause, told once, with its places.

use super::fold::gather;
use super::usual::MANY;
use crate::checks::code::{code_block_changed, inline_code_changed};
use crate::checks::text::wrong_language;
use crate::document::Page;
use crate::finding::{Finding, Severity};
use crate::message;
use crate::message::{Says, Wording};
use crate::order::{OrderedMap, OrderedSet};

/// On so many pages, and in so many different words, it is what a language does: fewer may be as many slips.
const PAGES: usize = 4;
const WORDS_ANEW: usize = 12;

/// Folds what a language does throughout into one finding.
pub(super) fn languages(findings: Vec<Finding>, pages: &[Page]) -> Vec<Finding> {
    let mut groups: OrderedMap<(&str, String), Vec<usize>> = OrderedMap::new();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| is_alone(finding)) {
        if finding.rule == wrong_language::RULE.name {
            groups.entry((&finding.locale, finding.message.key())).or_default().push(at);
        } else if of_language(finding).is_some() {
            groups.entry((&finding.locale, WORDS.to_owned())).or_default().push(at);
        }
    }
    groups.retain(|(locale, _), group| is_throughout(group, locale, &findings));
    if groups.is_empty() {
        return findings;
    }
    // Where translators put code in their words, a name that they replaced throughout a page is one of them.
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| is_alone(finding)) {
        if let Some(group) = groups.get_mut(&(finding.locale.as_str(), WORDS.to_owned()))
            && of_language(finding).is_none()
            && is_renamed(finding, pages)
        {
            group.push(at);
        }
    }
    let by_rule = groups.into_values().flat_map(|group| {
        let mut of_rule: OrderedMap<&str, Vec<usize>> = OrderedMap::new();
        for at in group {
            of_rule.entry(findings[at].rule).or_default().push(at);
        }
        of_rule.into_values().map(|group| (group, |_: &[usize], _: &[Finding]| true))
    });
    let groups: Vec<_> = by_rule.collect();
    let mut told = gather(findings, groups.into_iter());
    told.iter_mut().for_each(say_of_all);
    told
}

/// What findings about words of code have in common.
const WORDS: &str = "words";

fn is_alone(finding: &Finding) -> bool {
    finding.severity > Severity::Note && finding.folded.is_empty()
}

/// Whether so many places tell it, of so many words, that it is no slip. What is a note tells it, too.
fn is_throughout(group: &[usize], locale: &str, findings: &[Finding]) -> bool {
    let of = || group.iter().map(|&at| &findings[at]);
    if of().all(|finding| finding.rule == wrong_language::RULE.name) {
        return pages(of()) >= MANY;
    }
    let notes = findings.iter().filter(|finding| {
        finding.severity == Severity::Note && finding.locale == locale && of_language(finding).is_some()
    });
    let all = || of().chain(notes.clone());
    let words = all().map(|finding| finding.message.key()).collect::<OrderedSet<_>>();
    pages(all()) >= PAGES && words.len() >= WORDS_ANEW
}

/// On how many pages findings stand.
fn pages<'f>(findings: impl Iterator<Item = &'f Finding>) -> usize {
    findings.map(|finding| finding.place.page).collect::<OrderedSet<_>>().len()
}

/// Whether code became another name that only the translation has, in several places, and the old one stands nowhere in it.
fn is_renamed(finding: &Finding, pages: &[Page]) -> bool {
    let message = finding.message.subject();
    let of_code = [code_block_changed::RULE.name, inline_code_changed::RULE.name].contains(&finding.rule);
    let text = |page: u32| pages.get(page as usize).map_or("", |page| page.text.as_str());
    let Some(source) = finding.related.first().map(|related| text(related.place.page)) else { return false };
    let (Some(was), Some(is)) = (message.words("was"), message.words("is")) else { return false };
    let target = text(finding.place.page);
    let anew = |own: &str, other: &str| words(own).any(|word| !words(other).any(|known| known == word));
    of_code
        && message.says() == Says::Became
        && anew(was, is)
        && anew(is, was)
        && words(was).all(|word| words(is).any(|kept| kept == word) || stands(target, word) == 0)
        && words(is).all(|word| {
            words(was).any(|kept| kept == word) || stands(target, word) >= 2 && stands(source, word) == 0
        })
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// How often a word stands in a text by itself; more than once is often.
fn stands(text: &str, word: &str) -> usize {
    let whole = |at: &(usize, &str)| {
        !text[..at.0].ends_with(char::is_alphabetic)
            && !text[at.0 + word.len()..].starts_with(char::is_alphabetic)
    };
    text.match_indices(word).filter(whole).take(2).count()
}

/// How a finding about words in code is told of its language.
fn of_language(finding: &Finding) -> Option<&'static Wording> {
    let wording = finding.message.wording();
    if wording == &inline_code_changed::WORDED {
        Some(&inline_code_changed::LANGUAGE)
    } else if wording == &code_block_changed::WORDED {
        Some(&code_block_changed::LANGUAGE)
    } else {
        None
    }
}

/// Says of a finding that stands for its language how often it is so.
fn say_of_all(finding: &mut Finding) {
    let rules = [code_block_changed::RULE.name, inline_code_changed::RULE.name, wrong_language::RULE.name];
    if finding.folded.is_empty() || !rules.contains(&finding.rule) {
        return;
    }
    let all = || std::iter::once(&*finding).chain(&finding.folded);
    let count = all().count();
    let worded = all().find_map(|one| of_language(one).map(|wording| (wording, one.message.clone())));
    if let Some((wording, message)) = worded {
        let words = |name| message.words(name).unwrap_or_default().to_owned();
        let (was, is) = (words("was"), words("is"));
        finding.severity = Severity::Warning;
        finding.message = message!(*wording, count, was, is);
    } else if finding.rule == wrong_language::RULE.name {
        let pages = pages(all());
        let language = finding.message.words("language").unwrap_or_default().to_owned();
        finding.message = message!(wrong_language::LANGUAGE, count, pages, language);
    }
}
