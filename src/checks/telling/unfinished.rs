//! A language of which many pages are still in the language of their source: one cause, told once, with its pages.

use super::usual::{MANY, PagesOf, SHARE};
use crate::checks::text::page_untranslated as page;
use crate::checks::text::untranslated;
use crate::finding::{Finding, Severity};
use crate::language::{Locale, lexicon};
use crate::message;
use crate::message::Message;
use std::collections::{BTreeMap, BTreeSet};

/// Whether text was left on so many pages of a language that the language is the cause.
const fn is_unfinished(left: usize, all: usize) -> bool {
    left >= MANY && left * SHARE >= all
}

/// Folds what was left on the pages of a language into one finding, where that is much. It belongs to no set: it stays
/// the same finding when its first page is translated. What is quiet is a page, or left by right.
pub(super) fn languages(findings: Vec<Finding>, pages: &PagesOf) -> Vec<Finding> {
    let mut left: BTreeMap<(&str, Severity), BTreeSet<u32>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| was_left(finding)) {
        let own = left.entry((finding.locale.as_str(), finding.severity)).or_default();
        own.insert(finding.place.page);
    }
    let of = |locale: &str| pages.get(locale).copied().unwrap_or_default();
    left.retain(|(locale, _), own| is_unfinished(own.len(), of(locale)));
    if left.is_empty() {
        return findings;
    }
    let counts: BTreeMap<(String, Severity), usize> = left
        .into_iter()
        .map(|((locale, severity), own)| ((locale.to_owned(), severity), own.len()))
        .collect();
    let mut folded: BTreeMap<(String, Severity), Vec<Finding>> = BTreeMap::new();
    let mut told = Vec::with_capacity(findings.len());
    for finding in findings {
        let key = (finding.locale.clone(), finding.severity);
        match was_left(&finding) && counts.contains_key(&key) {
            true => folded.entry(key).or_default().push(finding),
            false => told.push(finding),
        }
    }
    for (key, own) in folded {
        let (count, all) = (counts.get(&key).copied().unwrap_or_default(), of(&key.0));
        told.extend(language(own, count, all));
    }
    told
}

/// Whether a finding tells of sentences that were left.
fn was_left(finding: &Finding) -> bool {
    let sentences =
        || [&untranslated::SENTENCE, &untranslated::SENTENCES].contains(&finding.message.wording());
    finding.rule == page::RULE.name
        || finding.rule == untranslated::RULE.name && finding.severity > Severity::Note && sentences()
}

/// The finding that tells of a language, at its first page.
fn language(mut folded: Vec<Finding>, count: usize, all: usize) -> Option<Finding> {
    folded.sort_by_key(|finding| (finding.place.page, finding.place.span));
    let first = folded.first()?;
    let name = |tag: &str| {
        let lexicon = Locale::parse(tag).and_then(|locale| lexicon::for_locale(&locale));
        lexicon.map_or(tag, |lexicon| lexicon.english_name).to_owned()
    };
    let source = first.related.first().map(|related| name(&related.locale)).unwrap_or_default();
    let message = message!(page::LANGUAGE, count, all, language = name(&first.locale), source);
    Some(Finding {
        rule: page::RULE.name,
        message,
        help: vec![Message::of(&page::TRANSLATE_ALL)],
        fix: None,
        set: String::new(),
        fact: "pages".to_owned(),
        source_sentence: String::new(),
        confidence: None,
        folded: Vec::new(),
        related: first.related.clone(),
        locale: first.locale.clone(),
        ..*first
    })
    .map(|told| Finding { folded, ..told })
}
