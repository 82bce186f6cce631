//! Texts by how they begin, so that all of them that stand at a place are found in one walk.
//!
//! An automaton that looks for all forms everywhere goes through every letter of a text. Most forms begin where a word does,
//! and most words are told from all forms by their first letters; so a walk from the beginning of each word is short.

/// A tree of texts. Each node has the bytes that lead to it, which are those of one text at least.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Those below a node stand side by side, in the order of their first bytes.
    nodes: Vec<Node>,
    /// The first byte of each node's label.
    firsts: Vec<u8>,
    /// The labels of the nodes, but for their first bytes.
    labels: Vec<u8>,
    /// The node of each first byte, or [`NONE`].
    roots: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    /// Where its label is, without the first byte.
    label: (u32, u32),
    /// The nodes below.
    below: (u32, u32),
    /// The number of the text that ends here, or [`NONE`].
    text: u32,
}

const NONE: u32 = u32::MAX;

/// As many first bytes as are compared one by one.
const FEW: usize = 6;

impl Tree {
    /// A tree of texts with their numbers; ordered, none twice and none empty.
    pub(super) fn new(texts: &[(&str, u32)]) -> Self {
        let mut tree = Self { roots: vec![NONE; 256], ..Self::default() };
        // Ranges of texts that have the first bytes in common, whose node is there and has no label yet.
        let mut open: Vec<(usize, usize, usize)> = Vec::new();
        tree.split(texts, (0, texts.len()), 0, &mut open);
        for (at, &byte) in tree.firsts.iter().enumerate() {
            tree.roots[usize::from(byte)] = at as u32;
        }
        // The nodes are opened in the order in which they were laid down.
        let mut next = 0;
        while let Some(&(first, last, depth)) = open.get(next) {
            let (least, most) = (texts[first].0.as_bytes(), texts[last - 1].0.as_bytes());
            // What the first and the last of ordered texts share, all share.
            let shared = least[depth..].iter().zip(&most[depth..]).take_while(|(a, b)| a == b).count();
            let start = tree.labels.len() as u32;
            tree.labels.extend_from_slice(&least[depth + 1..depth + shared]);
            let end = depth + shared;
            let ends = least.len() == end;
            let below = tree.nodes.len() as u32;
            tree.split(texts, (first + usize::from(ends), last), end, &mut open);
            tree.nodes[next] = Node {
                label: (start, tree.labels.len() as u32),
                below: (below, tree.nodes.len() as u32),
                text: if ends { texts[first].1 } else { NONE },
            };
            next += 1;
        }
        tree
    }

    /// Lays down a node for each byte by which a range of texts goes on.
    fn split(
        &mut self,
        texts: &[(&str, u32)],
        (mut first, last): (usize, usize),
        depth: usize,
        open: &mut Vec<(usize, usize, usize)>,
    ) {
        while first < last {
            let byte = texts[first].0.as_bytes()[depth];
            let same = texts[first..last].partition_point(|text| text.0.as_bytes()[depth] == byte);
            self.firsts.push(byte);
            self.nodes.push(Node { label: (0, 0), below: (0, 0), text: NONE });
            open.push((first, first + same, depth));
            first += same;
        }
    }

    /// Whether it holds no text.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Tells of all its texts that stand at a place of another: where they end, and their numbers; the shortest first.
    #[inline]
    pub(super) fn walk(&self, text: &[u8], mut at: usize, mut found: impl FnMut(usize, u32)) {
        let mut node = self.roots[usize::from(text[at])];
        while let Some(&Node { label, below, text: number }) = self.nodes.get(node as usize) {
            at += 1;
            let label = &self.labels[label.0 as usize..label.1 as usize];
            if !label.is_empty() {
                if !text[at..].starts_with(label) {
                    return;
                }
                at += label.len();
            }
            if number != NONE {
                found(at, number);
            }
            let Some(&byte) = text.get(at) else { return };
            let firsts = &self.firsts[below.0 as usize..below.1 as usize];
            let place = if firsts.len() <= FEW {
                firsts.iter().position(|&first| first == byte)
            } else {
                firsts.binary_search(&byte).ok()
            };
            let Some(place) = place else { return };
            node = below.0 + place as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    fn found(texts: &[&str], text: &str) -> Vec<String> {
        let numbered: Vec<(&str, u32)> = texts.iter().copied().zip(0..).collect();
        let tree = Tree::new(&numbered);
        let mut all = Vec::new();
        tree.walk(text.as_bytes(), 0, |end, number| {
            assert_eq!(&text[..end], texts[number as usize]);
            all.push(text[..end].to_owned());
        });
        all
    }

    #[test]
    fn all_texts_that_stand_at_a_place_are_found() {
        let texts = ["a", "ab", "abacus", "abc", "bc", "é", "ê"];
        assert_eq!(found(&texts, "abacus!"), ["a", "ab", "abacus"]);
        assert_eq!(found(&texts, "abc"), ["a", "ab", "abc"]);
        assert_eq!(found(&texts, "abac"), ["a", "ab"]);
        assert_eq!(found(&texts, "ê"), ["ê"]);
        assert!(found(&texts, "cab").is_empty());
        assert!(found(&[], "cab").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn it_finds_what_a_text_starts_with(mut texts in proptest::collection::vec("[abcé]{1,5}", 0..40), text in "[abcé]{1,9}") {
            texts.sort_unstable();
            texts.dedup();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut wanted: Vec<&str> = texts.iter().copied().filter(|start| text.starts_with(start)).collect();
            wanted.sort_by_key(|start| start.len());
            proptest::prop_assert_eq!(found(&texts, &text), wanted);
        }
    }
}
