//! A language of which many pages are still in the language of their source: one cause, told once, with its pages.

use super::usual::{MANY, PagesOf};
use crate::checks::text::page_untranslated as page;
use crate::checks::text::untranslated;
use crate::finding::{Finding, Severity};
use crate::language::{Locale, lexicon};
use crate::message;
use crate::message::Message;
use crate::order::{InOrder as _, OrderedMap, OrderedSet};

/// Whether text was left on so many pages of a language that the language is the cause.
const fn is_unfinished(left: usize, all: usize) -> bool {
    left >= MANY && left * 2 >= all
}

/// Folds what was left on the pages of a language into one finding, where that is much. It belongs to no set: it stays
/// the same finding when its first page is translated. What stands on many pages, a footer, counts once; what is quiet is
/// a page, or left by right.
pub(super) fn languages(findings: Vec<Finding>, pages: &PagesOf) -> Vec<Finding> {
    let mut left: OrderedMap<(&str, Severity), OrderedSet<u32>> = OrderedMap::new();
    for finding in findings.iter().filter(|finding| was_left(finding)) {
        let own = left.entry((finding.locale.as_str(), finding.severity)).or_default();
        own.insert(finding.place.page);
    }
    let of = |locale: &str| pages.get(locale).copied().unwrap_or_default();
    left.retain(|(locale, _), own| is_unfinished(own.len(), of(locale)));
    if left.is_empty() {
        return findings;
    }
    let mut folded: OrderedMap<(String, Severity), Vec<Finding>> =
        left.into_keys().map(|(locale, severity)| ((locale.to_owned(), severity), Vec::new())).collect();
    let mut told = Vec::with_capacity(findings.len());
    for finding in findings {
        let wanted = if was_left(&finding) {
            folded.get_mut(&(finding.locale.clone(), finding.severity))
        } else {
            None
        };
        match wanted {
            Some(own) => own.push(finding),
            None => told.push(finding),
        }
    }
    for (key, own) in folded {
        let on = own.iter().flat_map(|one| std::iter::once(one).chain(&one.folded));
        let count = on.map(|one| one.place.page).collect::<OrderedSet<_>>().len();
        told.extend(language(own, count, of(&key.0)));
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
    folded.put_in_order_by_key(|finding| (finding.place.page, finding.place.span));
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
