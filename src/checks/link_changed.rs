use super::{Check, Draft, Example, Pair, Rule, Sink, blocks_text};
use crate::document::{Mark, MarkKind};
use crate::facts::Rendition;
use crate::finding::Severity;
use crate::language::Locale;
use std::collections::BTreeMap;

/// A link leads elsewhere, or is lost.
pub static RULE: Rule = Rule {
    name: "link-changed",
    severity: Severity::Error,
    summary: "a link leads elsewhere than in the source, or is lost",
    explanation: "The locale in an address may differ (/en-us/ and /de-de/, page.de.md), and so may the fragment, which \
        often repeats a translated heading; the page it leads to may not.",
    examples: &[
        Example {
            source: "See [Configure the gateway](configure-gateway.md) for the next step.",
            locale: "de",
            target: "Weitere Schritte finden Sie unter [Konfigurieren des Gateways](configure-proxy.md).",
            flags: &["Konfigurieren des Gateways"],
        },
        Example {
            source: "See [Ports](https://learn.contoso.com/en-us/ports#list) for the list.",
            locale: "de",
            target: "Die Liste finden Sie unter [Ports](https://learn.contoso.com/de-de/ports#liste).",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// A destination without what may differ between languages: protocol, locale, fragment, case.
pub(super) fn neutral(destination: &str, locales: [&Locale; 2]) -> String {
    let path = destination.split('#').next().unwrap_or(destination).trim();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let path = path.strip_prefix("./").unwrap_or(path).trim_end_matches('/');
    let is_locale = |part: &str| {
        Locale::parse(part).is_some_and(|locale| {
            (part.len() == 5 && part.as_bytes()[2] == b'-')
                || locales.iter().any(|own| **own == locale || own.language() == locale.as_str())
        })
    };
    let mut neutral = String::with_capacity(path.len());
    for (index, part) in path.split('/').enumerate() {
        if index > 0 && is_locale(part) {
            continue;
        }
        if index > 0 {
            neutral.push('/');
        }
        // "page.de.md"
        let mut dots = part.rsplitn(3, '.');
        let (ending, middle, stem) = (dots.next(), dots.next(), dots.next());
        match (stem, middle, ending) {
            (Some(stem), Some(middle), Some(ending)) if is_locale(middle) => {
                neutral.push_str(stem);
                neutral.push('.');
                neutral.push_str(ending);
            }
            _ => neutral.push_str(part),
        }
    }
    neutral.make_ascii_lowercase();
    neutral
}

struct Link<'a> {
    mark: &'a Mark,
    destination: &'a str,
    neutral: String,
}

fn links<'a>(rendition: Rendition<'a>, blocks: (u32, u32), locales: [&Locale; 2]) -> Vec<Link<'a>> {
    rendition.document.blocks[blocks.0 as usize..blocks.1 as usize]
        .iter()
        .flat_map(|block| rendition.document.block_marks(block))
        .filter_map(|mark| match mark.kind {
            MarkKind::Link { destination } => {
                let destination = rendition.document.string(destination);
                // A fragment alone leads to a heading of the same page.
                (!destination.starts_with('#') && !destination.is_empty()).then(|| Link {
                    mark,
                    destination,
                    neutral: neutral(destination, locales),
                })
            }
            _ => None,
        })
        .collect()
}

/// Whether one is the other's address below its host: "/powershell/…" and "docs.contoso.com/powershell/…".
fn same(a: &str, b: &str) -> bool {
    a == b || (a.starts_with('/') && b.ends_with(a)) || (b.starts_with('/') && a.ends_with(b))
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    let locales = [pair.source.locale, pair.target.locale];
    let mut found: Vec<(u32, Vec<Link<'_>>, Vec<Link<'_>>)> = Vec::new();
    let mut added_nearby: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (index, bead) in pair.alignment.blocks.iter().enumerate() {
        if bead.target.0 == bead.target.1 {
            continue;
        }
        let mut target = links(pair.target, bead.target, locales);
        if bead.source.0 == bead.source.1 {
            for link in target {
                added_nearby.entry(link.neutral).or_default().push(index as u32);
            }
            continue;
        }
        let mut source = links(pair.source, bead.source, locales);
        source.retain(|old| match target.iter().position(|new| same(&old.neutral, &new.neutral)) {
            Some(at) => {
                target.remove(at);
                false
            }
            None => true,
        });
        for link in &target {
            added_nearby.entry(link.neutral.clone()).or_default().push(index as u32);
        }
        if !source.is_empty() || !target.is_empty() {
            found.push((index as u32, source, target));
        }
    }
    for (index, source, target) in found {
        let bead = &pair.alignment.blocks[index as usize];
        let sentence = blocks_text(pair.target, bead.target);
        let source_sentence = blocks_text(pair.source, bead.source);
        let mut target = target.into_iter();
        for old in source {
            if let Some(new) = target.next() {
                sink.push(
                    Draft::new(
                        &RULE,
                        format!(
                            "the link leads to {}: the source's leads to {}",
                            new.destination, old.destination
                        ),
                        pair.target,
                        new.mark.text,
                        sentence_of(pair.target, new.mark, sentence),
                    )
                    .from_source(pair, old.mark.text, sentence_of(pair.source, old.mark, source_sentence))
                    .help(format!("Link to {}.", old.destination))
                    .fact(old.neutral),
                );
                continue;
            }
            let moved = added_nearby
                .get(&old.neutral)
                .is_some_and(|places| places.iter().any(|at| at.abs_diff(index) <= 3));
            let repeated = blocks_hold(pair.target, bead.target, &old.neutral, locales);
            if !moved && !repeated {
                sink.push(
                    Draft::new(
                        &RULE,
                        format!("the link to {} is missing: the source has it", old.destination),
                        pair.target,
                        sentence,
                        sentence,
                    )
                    .from_source(pair, old.mark.text, sentence_of(pair.source, old.mark, source_sentence))
                    .at(Severity::Warning)
                    .fact(old.neutral),
                );
            }
        }
        for new in target {
            if !blocks_hold(pair.source, bead.source, &new.neutral, locales) {
                sink.push(
                    Draft::new(
                        &RULE,
                        format!("the link to {} is not in the source", new.destination),
                        pair.target,
                        new.mark.text,
                        sentence_of(pair.target, new.mark, sentence),
                    )
                    .from_source(pair, source_sentence, source_sentence)
                    .at(Severity::Note)
                    .fact(new.neutral),
                );
            }
        }
    }
}

fn blocks_hold(rendition: Rendition<'_>, blocks: (u32, u32), neutral: &str, locales: [&Locale; 2]) -> bool {
    links(rendition, blocks, locales).iter().any(|link| same(&link.neutral, neutral))
}

/// The sentence around a mark, else the whole text given.
fn sentence_of(rendition: Rendition<'_>, mark: &Mark, whole: crate::source::Span) -> crate::source::Span {
    let sentences = &rendition.document.sentences;
    let at = sentences.partition_point(|s| s.text.end <= mark.text.start);
    match sentences.get(at) {
        Some(sentence) if sentence.text.start <= mark.text.start && whole.contains(sentence.text) => {
            sentence.text
        }
        _ => whole,
    }
}
