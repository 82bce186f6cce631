//! Steps: the items of ordered lists, with the blocks in each.

use crate::document::{BlockId, ContainerId, ContainerKind, Document};

/// An item of an ordered list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its list.
    pub list: ContainerId,
    /// Its item.
    pub item: ContainerId,
    /// From 0 within the list.
    pub index: u32,
    /// Its blocks, those of nested lists included, half-open.
    pub blocks: (BlockId, BlockId),
    /// Index of the step that holds its list, where one does.
    pub parent: Option<u32>,
    /// How many steps hold it.
    pub depth: u32,
}

/// The steps of a document, in order; a step precedes those nested in it.
#[must_use]
pub fn steps(document: &Document) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    // The step of each item, once met.
    let mut of_item: Vec<Option<u32>> = vec![None; document.containers.len()];
    let mut around: Vec<ContainerId> = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let at = at as u32;
        around.clear();
        around.extend(document.ancestors(block).map(|(id, _)| id));
        let mut parent = None;
        for &id in around.iter().rev() {
            let container = &document.containers[id as usize];
            let ContainerKind::Item { index } = container.kind else { continue };
            let Some(list) = container.parent else { continue };
            if !matches!(document.containers[list as usize].kind, ContainerKind::List { ordered: Some(_) }) {
                continue;
            }
            let step = *of_item[id as usize].get_or_insert_with(|| {
                let depth = parent.map_or(0, |parent: u32| steps[parent as usize].depth + 1);
                steps.push(Step { list, item: id, index, blocks: (at, at), parent, depth });
                steps.len() as u32 - 1
            });
            steps[step as usize].blocks.1 = at + 1;
            parent = Some(step);
        }
    }
    steps
}
