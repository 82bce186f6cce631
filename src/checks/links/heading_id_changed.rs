use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::document::{Block, BlockKind, Document};
use crate::finding::Severity;
use crate::message;
use crate::order::OrderedSet;

crate::message::wordings! {
    CHANGED: "heading-id-changed/changed", "the heading's id is #{is}: the source's is #{was}"
        | "the heading's id is #{is}: the others' is #{was}";
    OWN: "heading-id-changed/own", "the {count} headings of this page have ids of their own, #{is} for #{was} for example"
        | "the {count} headings of this page have ids of their own, #{is} for the others' #{was} for example";
    NONE_AT_ALL: "heading-id-changed/none-at-all", "the headings have no ids: {count} of the source's have"
        | "the headings have no ids: {count} of the others' have";
    NONE: "heading-id-changed/none", "the heading has no id: the source's is #{was}"
        | "the heading has no id: the others' is #{was}";
    GIVE: "heading-id-changed/help", "Give the heading the id {was}, as the source does: links lead there.";
}

/// A heading has lost the id that its source gives it, or has another.
pub static RULE: Rule = Rule {
    name: "heading-id-changed",
    severity: Severity::Warning,
    mqm: "design-and-markup/link-cross-reference",
    summary: "a heading has another id than the source writes, or none",
    explanation: "Ids that a page writes itself (`{#ports}`, `{/*ports*/}`, `id=\"ports\"`) are addresses: links of other \
        pages, in all languages, lead there. They are not translated. A page whose headings have no ids at all is one \
        note, one of which all have their own is one finding; where the heading's text makes the same id by itself nothing is missing.",
    examples: &[
        Example {
            source: "## Restore old albums {#restore-old-albums}\n\nAlbums of the first release have no index.",
            locale: "ja",
            target: "## 古いアルバムを復元する {#古いアルバムを復元する}\n\n最初のリリースのアルバムには索引がありません。",
            flags: &["古いアルバムを復元する"],
        },
        Example {
            source: "## Open the ports {#open-ports}\n\nText one stands here.\n\n## Close the ports {#close-ports}\n\nText two stands here.",
            locale: "de",
            target: "## Anschlüsse öffnen {#anschluesse-oeffnen}\n\nHier steht Text eins.\n\n## Anschlüsse schließen {#anschluesse-schliessen}\n\nHier steht Text zwei.",
            flags: &["Anschlüsse öffnen"],
        },
        Example {
            source: "## Open the ports {/*open-ports*/}\n\nText one stands here.\n\n## `useState` {/*usestate*/}\n\nText two stands here.\n\n## Close the ports {/*close-ports*/}\n\nText three stands here.",
            locale: "de",
            target: "## Anschlüsse öffnen {/*open-ports*/}\n\nHier steht Text eins.\n\n## `useState`\n\nHier steht Text zwei.\n\n## Anschlüsse schließen\n\nHier steht Text drei.",
            flags: &["Anschlüsse schließen"],
        },
        Example {
            source: "## Open the ports {#open-ports}\n\nText one stands here.\n\n## Close the ports {#close-ports}\n\nText two stands here.",
            locale: "de",
            target: "<a name=\"open-ports\"></a>\n## Anschlüsse öffnen\n\nHier steht Text eins.\n\n## Anschlüsse schließen {#close-ports}\n\nHier steht Text zwei.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// A heading whose id is not that of the source's.
struct Changed<'a> {
    source: &'a Block,
    target: &'a Block,
    was: &'a str,
    is: Option<&'a str>,
}

/// The id that a heading writes.
fn id<'a>(document: &'a Document, block: &Block) -> Option<&'a str> {
    let heading = matches!(block.kind, BlockKind::Heading { .. });
    block.anchor.filter(|_| heading).map(|anchor| document.string(anchor))
}

/// The ids that the headings of a page write.
fn ids(document: &Document) -> impl Iterator<Item = &str> {
    document.blocks.iter().filter_map(|block| id(document, block))
}

/// What sites make an id of, as far as it can be told: letters and digits in lower case.
fn slug(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The headings whose ids are not those of their source's, in order.
fn changed<'a>(pair: &Comparison<'a>) -> Vec<Changed<'a>> {
    let (source, target) = (pair.source.document, pair.target.document);
    let theirs: OrderedSet<&str> = ids(source).collect();
    if theirs.is_empty() {
        return Vec::new();
    }
    let is_given = |name: &str| target.anchors.binary_search_by(|own| own.as_str().cmp(name)).is_ok();
    let beads = pair
        .alignment
        .blocks
        .iter()
        .filter(|bead| bead.source.1 - bead.source.0 == 1 && bead.target.1 - bead.target.0 == 1);
    beads
        .filter_map(|bead| {
            let own = &source.blocks[bead.source.0 as usize];
            let answer = &target.blocks[bead.target.0 as usize];
            let was = id(source, own)?;
            let is = id(target, answer);
            // What has its id elsewhere, or bears that of another heading, stands opposite by mistake.
            let told = matches!(answer.kind, BlockKind::Heading { .. })
                && is != Some(was)
                && !is_given(was)
                && is.is_none_or(|is| !theirs.contains(is))
                && (is.is_some() || slug(target.text(answer.text)) != slug(was));
            told.then_some(Changed { source: own, target: answer, was, is })
        })
        .collect()
}

/// Whether any heading of a page writes an id.
fn writes_ids(document: &Document) -> bool {
    ids(document).next().is_some()
}

/// The ids of headings of the source of which it is told that the translation has not got them.
pub(super) fn told<'a>(pair: &Comparison<'a>) -> OrderedSet<&'a str> {
    if !writes_ids(pair.target.document) {
        return OrderedSet::new();
    }
    changed(pair).iter().map(|changed| changed.was).collect()
}

/// Whether any heading of the translation has an id that the source writes.
fn keeps_one(pair: &Comparison<'_>) -> bool {
    let theirs: OrderedSet<&str> = ids(pair.source.document).collect();
    ids(pair.target.document).any(|own| theirs.contains(own))
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let changed = changed(pair);
    let all = !writes_ids(pair.target.document);
    let count = changed.len();
    let own = count > 1 && changed.iter().all(|changed| changed.is.is_some()) && !keeps_one(pair);
    for Changed { source, target, was, is } in changed.into_iter().take(if all || own { 1 } else { count }) {
        let message = match is {
            Some(is) if own => message!(OWN, count, is, was),
            Some(is) => message!(CHANGED, is, was),
            None if all && count > 1 => message!(NONE_AT_ALL, count),
            None => message!(NONE, was),
        };
        sink.push(
            Draft::new(&RULE, message, pair.target, target.text, target.text)
                .from_source(pair, source.text, source.text)
                .at(if all { Severity::Note } else { RULE.severity })
                .help(message!(GIVE, was))
                .fact(format!("#{was}")),
        );
    }
}
