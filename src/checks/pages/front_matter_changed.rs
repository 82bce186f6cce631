use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::message;

crate::message::wordings! {
    CHANGED: "front-matter-changed/changed", "{key} is {is}: the source has {was}"
        | "{key} is {is}: the others have {was}";
    WRITE: "front-matter-changed/help", "Write {was}.";
}

/// A key of the front matter that must agree differs.
pub static RULE: Rule = Rule {
    name: "front-matter-changed",
    severity: Severity::Warning,
    mqm: "design-and-markup/markup-tag",
    summary: "a key of the front matter that must be the same in every language differs",
    explanation: "Keys that tell which document, product or version this is: ms.assetid, ms.prod, ms.service, \
        ms.technology, monikerRange, mtps_version, slug, id, sidebar_position, weight, draft and the like. A key that \
        only one page has is not flagged.",
    examples: &[
        Example {
            source: "---\ntitle: Gateways\nms.assetid: 1b2f\n---\n\nText stands here.\n",
            locale: "de",
            target: "---\ntitle: Gateways\nms.assetid: 9c3d\n---\n\nHier steht Text.\n",
            flags: &["9c3d"],
        },
        Example {
            source: "---\ntitle: Gateways\nms.assetid: 1b2f\nms.date: 1/1/2020\n---\n\nText stands here.\n",
            locale: "de",
            target: "---\ntitle: Gateways\nms.assetid: 1B2F\nms.date: 2/2/2021\n---\n\nHier steht Text.\n",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// Keys that must agree, lower case.
const KEYS: &[&str] = &[
    "draft",
    "id",
    "monikerrange",
    "ms.assetid",
    "ms.prod",
    "ms.service",
    "ms.subservice",
    "ms.technology",
    "ms:assetid",
    "mtps_version",
    "sidebar_position",
    "slug",
    "version",
    "weight",
];

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let (source, target) = (&pair.source.document.front_matter, &pair.target.document.front_matter);
    for key in KEYS {
        let (Some(was), Some(is)) = (source.entry(key), target.entry(key)) else { continue };
        if was.value.is_empty()
            || is.value.is_empty()
            || was.value.trim().eq_ignore_ascii_case(is.value.trim())
        {
            continue;
        }
        let mut draft = Draft::new(
            &RULE,
            message!(CHANGED, key = &is.key, is = &is.value, was = &was.value),
            pair.target,
            Default::default(),
            Default::default(),
        )
        .help(message!(WRITE, was = &was.value))
        .fact(was.key.as_str());
        draft.span = is.value_source;
        draft.sentence = is.key_source.union(is.value_source);
        draft.source = Some((was.value_source, was.key_source.union(was.value_source)));
        draft.source_sentence.clone_from(&was.value);
        sink.push(draft);
    }
}
