use super::editions::{FOLLOWS, SAMPLES, SIGNS, bytes, heads, opposite};
use crate::checks::{Cause, CauseKind, Check, Draft, Enough, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::freshness::{Age, History};
use crate::message;
use crate::message::Message;
use crate::source::Span;
use crate::source::position::LineIndex;

crate::message::wordings! {
    HASH: "translation-stale/hash", "the translation is older than its source: its {key} is that of another source than the one at hand";
    SINCE: "translation-stale/since", "the translation is older than its source, which has changed since {commit}, {which} ({commits}), {places}";
    IN_NO_TEXT: "translation-stale/in-no-text", "in no text, only in lines around it";
    IN_ONE_PLACE: "translation-stale/in-one-place", "in 1 place, at line {line}";
    IN_PLACES: "translation-stale/in-places", "in {count} places, at lines {lines}";
    IN_MANY_PLACES: "translation-stale/in-many-places", "in {count} places, at lines {lines} …";
    RECORDED: "translation-stale/recorded", "the commit that the translation records";
    LAST: "translation-stale/last", "the last commit that changed the translation";
    UNCOMMITTED: "translation-stale/uncommitted", "not committed yet";
    ONE_COMMIT: "translation-stale/one-commit", "1 commit";
    ONE_COMMIT_OF: "translation-stale/one-commit-of", "1 commit of {day}";
    COMMITS: "translation-stale/commits", "{count} commits";
    COMMITS_SINCE: "translation-stale/commits-since", "{count} commits, the first of {day}";
    MAY_BE_WHY: "translation-stale/help/may-be-why", "The translation is older than its source, which may be why.";
    CHANGED_HERE: "related/changed", "the source has changed here";
    BRING: "translation-stale/help", "Bring the page up to its source. What was folded into this finding is shown by --expand.";
}

/// A translation was made from an older source.
pub static RULE: Rule = Rule {
    name: "translation-stale",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a translation was made from an older source than the one at hand",
    explanation: "The page records the hash of the source that it was made from (ms.openlocfilehash), and it is not that of \
        the source at hand. Or, with --git, commits have changed the source since the one that the page records \
        (sourceCommit, l10n.sourceCommit, default_lang_commit, EN-Revision, original_commit), or, where it records none, \
        since the last one that changed the page. The finding names the places that changed, and what differs there is \
        folded into it: nobody has translated them yet. Where only the hash tells, a page that answers only a part of its \
        source is told here and not as page-outdated; what else differs is told with the hint that the translation is older. \
        Where none of five sources or more has the hash that its translations record, hashes are of another form of the \
        sources and nothing is said.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Age(check)],
};

/// Only a hash tells that the translation is older, and not what has changed since.
pub(in crate::checks) static BY_HASH: CauseKind = CauseKind {
    name: "stale-by-hash",
    signs: SIGNS,
    hints: SAMPLES,
    follows: &[FOLLOWS],
    hint: Some(&MAY_BE_WHY),
    message: None,
};

/// The history of the repository tells what has changed.
pub(in crate::checks) static BY_HISTORY: CauseKind =
    CauseKind { name: "stale-by-history", signs: &[], hints: &[], follows: &[], hint: None, message: None };

fn check(pair: &Comparison<'_>, age: &Age<'_>, sink: &mut Sink) {
    let changed = age.changed(pair.source.document);
    let Some((message, severity)) = told(age, &changed) else { return };
    let (title, _) = heads(pair);
    let mut draft =
        Draft::new(&RULE, message, pair.target, title, title).help(&BRING).fact("age").at(severity);
    draft.source_sentence.clear();
    if let Some(recorded) = age.recorded() {
        (draft.span, draft.sentence) = (recorded.source, recorded.source);
    }
    if let Some(first) = changed.first() {
        draft.source = Some((*first, *first));
        draft = draft.shows(&CHANGED_HERE);
    }
    let by_history = age.history.is_some();
    sink.explain(
        draft,
        Cause {
            kind: if by_history { &BY_HISTORY } else { &BY_HASH },
            within: if by_history { Vec::new() } else { opposite(pair) },
            of_source: changed,
            enough: if by_history { Enough::Nothing } else { Enough::NothingBut(bytes(pair)) },
        },
    );
}

/// What is said, and how loudly; `None` where nothing has changed.
fn told(age: &Age<'_>, changed: &[Span]) -> Option<(Message, Severity)> {
    let Some(history) = age.history else {
        let hash = age.hash?;
        return Some((message!(HASH, key = &hash.key), RULE.severity));
    };
    if history.changed.is_empty() {
        return None;
    }
    let lines = LineIndex::new(&age.source.text);
    let places = match changed.len() {
        0 => message!(IN_NO_TEXT),
        1 => message!(IN_ONE_PLACE, line = line(&lines, age, changed[0])),
        count => {
            let lines: Vec<u32> = changed.iter().take(SHOWN).map(|span| line(&lines, age, *span)).collect();
            let wording = if count > SHOWN { &IN_MANY_PLACES } else { &IN_PLACES };
            message!(*wording, count, lines)
        }
    };
    let severity = if changed.is_empty() { Severity::Note } else { RULE.severity };
    Some((since(history, &places), severity))
}

/// Places that are named.
const SHOWN: usize = 5;
/// How much of the name of a commit is shown.
const SHORT: usize = 10;

/// The line of the source that a place begins in; of blanks, the line behind them.
fn line(lines: &LineIndex<'_>, age: &Age<'_>, span: Span) -> u32 {
    let text = age.source.text.get(span.range()).unwrap_or_default();
    lines.line(if text.trim().is_empty() { span.end } else { span.start })
}

/// "… has changed since abc1234, the commit that it records (3 commits, the first of 2026-03-01), in 2 places …"
fn since(history: &History, places: &Message) -> Message {
    let commit: String = history.commit.chars().take(SHORT).collect();
    let which = if history.recorded { &RECORDED } else { &LAST };
    let commits = match (history.commits_since, &history.since) {
        (0, _) => message!(UNCOMMITTED),
        (1, None) => message!(ONE_COMMIT),
        (1, Some(day)) => message!(ONE_COMMIT_OF, day),
        (count, None) => message!(COMMITS, count),
        (count, Some(day)) => message!(COMMITS_SINCE, count, day),
    };
    message!(SINCE, commit, which, commits, places)
}
