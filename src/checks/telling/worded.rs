//! A language whose translators put code in words of their own, and one of which parts are in a third language: one
//! cause, told once, with its places.

use super::fold::{Enough, gather};
use super::usual::MANY;
use crate::checks::code::{code_block_changed, inline_code_changed};
use crate::checks::text::wrong_language;
use crate::finding::{Finding, Severity};
use crate::message;
use crate::message::Wording;
use crate::order::{OrderedMap, OrderedSet};

/// On so many pages it is what a language does.
const PAGES: usize = 3;

/// Folds what a language does throughout into one finding.
pub(super) fn languages(findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: OrderedMap<(String, String), Vec<usize>> = OrderedMap::new();
    for (at, finding) in findings.iter().enumerate() {
        if let Some(matter) = matter(finding) {
            groups.entry((finding.locale.clone(), matter)).or_default().push(at);
        }
    }
    let groups = groups.into_values().map(|group| (group, is_throughout as fn(&[usize], &[Finding]) -> bool));
    let mut told = gather(findings, groups);
    told.iter_mut().for_each(say_of_all);
    told
}

/// What a finding says of its language; `None` for what it says of its place alone.
fn matter(finding: &Finding) -> Option<String> {
    let loud = finding.severity > Severity::Note && finding.folded.is_empty();
    let worded = of_language(finding).is_some();
    let foreign = finding.rule == wrong_language::RULE.name;
    (loud && (worded || foreign)).then(|| match worded {
        true => finding.rule.to_owned(),
        false => finding.message.key(),
    })
}

/// Whether so many places tell it, of so many words, that it is no slip.
fn is_throughout(group: &[usize], findings: &[Finding]) -> bool {
    let of = || group.iter().map(|&at| &findings[at]);
    let pages = of().map(|finding| finding.place.page).collect::<OrderedSet<_>>().len();
    match findings[group[0]].rule == wrong_language::RULE.name {
        true => pages >= MANY,
        false => {
            let words = of().map(|finding| finding.message.key()).collect::<OrderedSet<_>>();
            pages >= PAGES && words.len() >= Enough::MANY
        }
    }
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
    if finding.folded.is_empty() {
        return;
    }
    let all = || std::iter::once(&*finding).chain(&finding.folded);
    let count = all().count();
    let pages = all().map(|one| one.place.page).collect::<OrderedSet<_>>().len();
    if let Some(wording) = of_language(finding) {
        let words = |name| finding.message.words(name).unwrap_or_default().to_owned();
        let (was, is) = (words("was"), words("is"));
        finding.severity = Severity::Warning;
        finding.message = message!(*wording, count, pages, was, is);
    } else if finding.rule == wrong_language::RULE.name {
        let language = finding.message.words("language").unwrap_or_default().to_owned();
        finding.message = message!(wrong_language::LANGUAGE, count, pages, language);
    }
}
