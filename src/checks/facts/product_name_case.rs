use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::facts::Value;
use crate::finding::{Fix, Severity};
use crate::language::lexicon;
use crate::message;
use crate::rendition::Rendition;

crate::message::wordings! {
    WRITTEN: "product-name-case/written", "\"{is}\" is written {was}";
    WRITE: "product-name-case/help", "Write {was}.";
    FIX: "product-name-case/fix", "Write {was}";
}

/// The name of a product is written in the wrong case.
pub static RULE: Rule = Rule {
    name: "product-name-case",
    severity: Severity::Note,
    mqm: "linguistic-conventions/spelling",
    summary: "the name of a product is written in the wrong case",
    explanation: "\"sharePoint server\" and \"visual Studio\" are marks of machine translation: the reader finds \
        the product all the same, but no search that minds case does.",
    examples: &[
        Example {
            source: "Deploy a SharePoint Server farm.",
            locale: "de",
            target: "Stellen Sie eine sharePoint Server-Farm bereit.",
            flags: &["sharePoint Server"],
        },
        Example {
            source: "Deploy a SharePoint Server farm.",
            locale: "de",
            target: "Stellen Sie eine SharePoint Server-Farm bereit.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Document(check)],
};

fn check(target: Rendition<'_>, sink: &mut Sink) {
    for (index, sentence) in target.document.sentences.iter().enumerate() {
        for fact in target.facts.of(index as u32) {
            let Value::Product { product, right_case: false, .. } = fact.value else { continue };
            let written = target.document.text(fact.text);
            // All capitals: a heading in capitals is no slip.
            if !written.bytes().any(|b| b.is_ascii_lowercase()) {
                continue;
            }
            let entry = &lexicon::products()[product as usize];
            let Some(right) =
                entry.names.iter().map(|n| n.name).find(|name| name.eq_ignore_ascii_case(written))
            else {
                continue;
            };
            let mut draft = Draft::new(
                &RULE,
                message!(WRITTEN, is = written, was = right),
                target,
                fact.text,
                sentence.text,
            )
            .help(message!(WRITE, was = right))
            .fact(right);
            draft.fix = Some(Fix::one(message!(FIX, was = right), draft.span, right.to_owned()));
            sink.push(draft);
        }
    }
}
