//! What a list says: its introduction begins the sentence that each of its items ends ("Users must not be: moved …").

use crate::document::{BlockKind, ContainerId, ContainerKind, Document, SentenceId};
use crate::facts::{Cue, Fact};
use crate::rendition::Rendition;
use crate::source::Span;

/// An item of a list with its introduction.
#[derive(Debug)]
pub(super) struct Listed {
    /// The sentence that the item holds.
    pub(super) item: SentenceId,
    /// From the introduction to the item.
    pub(super) text: Span,
    /// What stands between the two: other items.
    pub(super) left: Span,
    /// What both state, in order of the text.
    pub(super) cues: Vec<Cue>,
    /// Their facts.
    pub(super) facts: Vec<Fact>,
}

/// The items of all lists that an introduction opens, in order; `cues` are those of the whole document.
pub(super) fn listed(rendition: Rendition<'_>, cues: &[Cue]) -> Vec<Listed> {
    let document = rendition.document;
    let mut found = Vec::new();
    // What opens each list is looked for once.
    let mut intros: Vec<Option<Option<SentenceId>>> = vec![None; document.containers.len()];
    for item in 0..document.sentences.len() as u32 {
        let Some(list) = list_of(document, item) else { continue };
        let intro = *intros[list as usize].get_or_insert_with(|| introduction_of(document, list, item));
        let Some(intro) = intro else { continue };
        let [from, to] = [intro, item].map(|at| document.sentences[at as usize].text);
        let of = |span: Span| {
            let start = cues.partition_point(|cue| cue.text.start < span.start);
            let end = cues.partition_point(|cue| cue.text.start < span.end);
            &cues[start..end]
        };
        found.push(Listed {
            item,
            text: Span::new(from.start, to.end),
            left: Span::new(from.end, to.start),
            cues: [of(from), of(to)].concat(),
            facts: [rendition.facts.of(intro), rendition.facts.of(item)].concat(),
        });
    }
    found
}

/// The sentence that opens the list in which a sentence stands: the last one before it, which ends with a colon.
pub(super) fn introduction(document: &Document, sentence: SentenceId) -> Option<SentenceId> {
    introduction_of(document, list_of(document, sentence)?, sentence)
}

/// The list that a sentence is an item of, and not what an item says further on.
fn list_of(document: &Document, sentence: SentenceId) -> Option<ContainerId> {
    let at = document.sentences.get(sentence as usize)?.block;
    let block = &document.blocks[at as usize];
    let (item, container) = document.ancestors(block).next()?;
    let ContainerKind::Item { .. } = container.kind else { return None };
    let list = container.parent?;
    let opens = |at: u32| document.blocks[at as usize].container == Some(item);
    let begins = block.sentences.0 == sentence && (at == 0 || !opens(at - 1));
    // Numbered items are steps, each a sentence of its own.
    let bullets = document.containers[list as usize].kind == (ContainerKind::List { ordered: None });
    (begins && bullets).then_some(list)
}

/// The sentence before a list that one of its items stands in, where it ends with a colon.
fn introduction_of(document: &Document, list: ContainerId, item: SentenceId) -> Option<SentenceId> {
    let at = document.sentences[item as usize].block;
    let within = |at: u32| document.ancestors(&document.blocks[at as usize]).any(|(id, _)| id == list);
    let before = (0..at).rev().find(|&at| !within(at))?;
    let before = &document.blocks[before as usize];
    let intro = before.sentences.1.checked_sub(1).filter(|last| *last >= before.sentences.0)?;
    let text = document.text(document.sentences[intro as usize].text);
    (before.kind == BlockKind::Paragraph && text.ends_with([':', '：'])).then_some(intro)
}
