use super::editions::{FOLLOWS, SAMPLES, SIGNS, bytes, heads, opposite};
use crate::checks::{Cause, CauseKind, Check, Draft, Enough, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::freshness::{Age, History};
use crate::source::Span;
use crate::source::position::LineIndex;

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
    checks: &[Check::Age(check)],
};

/// Only a hash tells that the translation is older, and not what has changed since.
pub(in crate::checks) static BY_HASH: CauseKind = CauseKind {
    name: "stale-by-hash",
    signs: SIGNS,
    hints: SAMPLES,
    follows: &[FOLLOWS],
    hint: Some("The translation is older than its source, which may be why."),
    message: None,
};

/// The history of the repository tells what has changed.
pub(in crate::checks) static BY_HISTORY: CauseKind =
    CauseKind { name: "stale-by-history", signs: &[], hints: &[], follows: &[], hint: None, message: None };

fn check(pair: &Comparison<'_>, age: &Age<'_>, sink: &mut Sink) {
    let changed = age.changed(pair.source.document);
    let Some((message, severity)) = told(age, &changed) else { return };
    let (title, _) = heads(pair);
    let mut draft = Draft::new(&RULE, message, pair.target, title, title)
        .help("Bring the page up to its source. What was folded into this finding is shown by --expand.")
        .fact("age")
        .at(severity);
    draft.source_sentence.clear();
    if let Some(recorded) = age.recorded() {
        (draft.span, draft.sentence) = (recorded.source, recorded.source);
    }
    if let Some(first) = changed.first() {
        draft.source = Some((*first, *first));
        draft.source_message = "the source has changed here";
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
fn told(age: &Age<'_>, changed: &[Span]) -> Option<(String, Severity)> {
    let Some(history) = age.history else {
        let hash = age.hash?;
        let message = format!(
            "the translation is older than its source: its {} is that of another source than the one at hand",
            hash.key
        );
        return Some((message, RULE.severity));
    };
    if history.changed.is_empty() {
        return None;
    }
    let lines = LineIndex::new(&age.source.text);
    let places = match changed.len() {
        0 => "in no text, only in lines around it".to_owned(),
        1 => format!("in 1 place, at line {}", line(&lines, age, changed[0])),
        count => {
            let shown: Vec<String> =
                changed.iter().take(SHOWN).map(|span| line(&lines, age, *span).to_string()).collect();
            let more = if count > SHOWN { " …" } else { "" };
            format!("in {count} places, at lines {}{more}", shown.join(", "))
        }
    };
    let severity = if changed.is_empty() { Severity::Note } else { RULE.severity };
    Some((
        format!("the translation is older than its source, which has changed {} {places}", since(history)),
        severity,
    ))
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

/// "since abc1234, the commit that it records (3 commits, the first of 2026-03-01),"
fn since(history: &History) -> String {
    let commit: String = history.commit.chars().take(SHORT).collect();
    let which = if history.recorded {
        "the commit that the translation records"
    } else {
        "the last commit that changed the translation"
    };
    let first = history.since.as_ref().map(|day| format!(" of {day}")).unwrap_or_default();
    let commits = match history.commits_since {
        0 => "not committed yet".to_owned(),
        1 => format!("1 commit{first}"),
        count if first.is_empty() => format!("{count} commits"),
        count => format!("{count} commits, the first{first}"),
    };
    format!("since {commit}, {which} ({commits}),")
}
