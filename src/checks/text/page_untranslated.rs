use crate::checks::freshness::editions::{FOLLOWS, SAMPLES, SIGNS, heads};
use crate::checks::{Cause, CauseKind, Check, Draft, Enough, Example, Rule, Sink};
use crate::compare::{Comparison, Left};
use crate::document::BlockKind;
use crate::finding::Severity;
use crate::keep;
use crate::language::lexicon;
use crate::message;
use crate::order::InOrder as _;
use crate::source::Span;

crate::message::wordings! {
    ALL: "page-untranslated/all", "this page was not translated: all its {count} sentences are in {language}";
    MOST: "page-untranslated/most", "{count} of the {all} sentences of this page are still in {language}";
    LANGUAGE: "page-untranslated/language", "{count} of the {all} pages in {language} are still in {source}, or parts of them are";
    TRANSLATE_ALL: "page-untranslated/help/language", "Translate them, or name under `keep:` in unisono.yaml what is left by intent. The pages are listed with this finding.";
    TRANSLATE: "page-untranslated/help", "Translate the page, or name it under `keep:` in unisono.yaml where it is left by intent.";
}

/// Most of a page was left in the language of the source.
pub static RULE: Rule = Rule {
    name: "page-untranslated",
    severity: Severity::Warning,
    mqm: "accuracy/untranslated",
    summary: "most of a page, or a large part of it, is still in the language of the source",
    explanation: "A page that was copied and not translated, or only begun, is one finding and not one for each \
        sentence: it counts the sentences that were left. What else differs in them follows from it: such a copy is often \
        of an older source. Where ten pages of a language, and half of those that have a source, are so or have such \
        sentences, the language is the cause: it is one finding that lists the pages. Changelogs, licences, \
        codes of conduct and the like, which hardly anybody translates, are notes; `keep:` in unisono.yaml names other pages, \
        terms and sentences that are left by intent. The findings are in the member `folded` of the report, and `--expand` tells each by itself.",
    examples: &[
        Example {
            source: "# Gateways\n\nStop the gateway before you remove the pool from the topology.\n\nThen delete the records that point to the old gateway.\n\nThe users can sign in again after that.",
            locale: "de",
            target: "# Gateways\n\nStop the gateway before you remove the pool from the topology.\n\nThen delete the records that point to the old gateway.\n\nDanach können sich die Benutzer wieder anmelden.",
            flags: &["Gateways"],
        },
        Example {
            source: "# Gateways\n\nStop the gateway before you remove the pool from the topology.\n\nThen delete the records that point to the old gateway.\n\nThe users can sign in again after that.",
            locale: "de",
            target: "# Gateways\n\nBeenden Sie das Gateway, bevor Sie den Pool aus der Topologie entfernen.\n\nThen delete the records that point to the old gateway.\n\nDanach können sich die Benutzer wieder anmelden.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Cause(check)],
};

/// Sentences that have to be left at least.
const LEAST: usize = 2;
/// So many of them are a cause of their own where they are a fifth of the page.
const MANY: usize = 10;

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let beads = &pair.alignment.beads;
    let (mut left, mut all, mut same) = ((0_usize, 0.0), (0_usize, 0.0), 0);
    let mut within: Vec<Span> = Vec::new();
    for (bead, kind) in beads.iter().zip(&pair.left).filter(|(bead, _)| bead.target.0 < bead.target.1) {
        let sentences = &pair.target.document.sentences[bead.target.0 as usize..bead.target.1 as usize];
        let block = pair.target.document.blocks[sentences[0].block as usize].kind;
        let letters = pair.target.facts.letters(bead.target);
        if matches!(block, BlockKind::Code { .. }) || letters < 1.0 {
            continue;
        }
        all = (all.0 + sentences.len(), all.1 + letters);
        if *kind == Left::Same {
            same += sentences.len();
        } else if kind.is_left() {
            left = (left.0 + sentences.len(), left.1 + letters);
            within.push(pair.target.document.source_span(pair.target_text(bead)));
        }
    }
    let most = left.0 >= LEAST && left.1 * 2.0 >= all.1;
    let large = left.0 >= MANY && left.1 * 5.0 >= all.1;
    if !most && !large {
        return;
    }
    within.put_in_order();
    let title = pair.source.document.blocks.first().map_or("", |block| pair.source.document.text(block.text));
    let usual = keep::usual(pair.target.path) || keep::is_licence(title);
    // What is left by intent is a copy, and a copy can be out of date: page-outdated says so.
    let kind = match (most, usual) {
        (true, false) => &UNTRANSLATED,
        (true, true) => &USUAL,
        (false, _) => &IN_PART,
    };
    let language =
        lexicon::for_locale(pair.source.locale).map_or(pair.source.locale.as_str(), |l| l.english_name);
    let message = if left.0 + same == all.0 {
        message!(ALL, count = all.0, language)
    } else {
        message!(MOST, count = left.0, all = all.0, language)
    };
    let (place, from) = heads(pair);
    sink.explain(
        Draft::new(&RULE, message, pair.target, place, place)
            .from_source(pair, from, from)
            .help(&TRANSLATE)
            .fact("page")
            .at(if usual { Severity::Note } else { RULE.severity }),
        Cause { kind, within, of_source: Vec::new(), enough: Enough::One },
    );
}

/// Hardly anything was translated: what follows is all that an older copy of the source shows.
pub(in crate::checks) static UNTRANSLATED: CauseKind =
    CauseKind { name: "untranslated", follows: &[SIGNS, SAMPLES, FOLLOWS, COPIES], ..IN_PART };

/// Hardly anything was, and that is usual for such a page.
pub(in crate::checks) static USUAL: CauseKind =
    CauseKind { name: "untranslated-as-usual", follows: &[COPIES], ..IN_PART };

/// A good part was not.
pub(in crate::checks) static IN_PART: CauseKind = CauseKind {
    name: "untranslated-in-part",
    signs: &["untranslated"],
    hints: &[],
    follows: &[],
    hint: None,
    message: None,
};

/// What a copy of another edition shows besides, as its sentences are the source's own.
const COPIES: &[&str] = &[
    "wrong-language",
    "identifier-changed",
    "link-changed",
    "number-changed",
    "version-changed",
    "front-matter-changed",
];
