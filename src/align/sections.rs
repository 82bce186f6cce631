//! Sections in another order.
//!
//! What is sorted by its headings (a glossary, the options of a dialog, the functions of a library) stands in each
//! language in an order of its own. Alignment that goes forward only joins such sections with their neighbours. Here the
//! sections under one heading are compared all with all, by what their blocks share: where they answer each other much
//! better out of order, they are aligned one by one.

use super::BlockBead;
use super::blocks;
use super::score::{Score, Scorer};
use crate::document::{BlockKind, Document};

type Blocks = (u32, u32);

/// Sections under one heading that may be in another order.
const LEAST: usize = 4;
/// Sections under one heading above which they are left as they are.
const MOST: usize = 400;
/// How many sections of the translation are tried for each of the reference.
const TRIED: usize = 3;
/// What a pair of sections must score out of order.
const SURE: Score = 3.0;
/// How much more than the next best answer of either.
const MARGIN: Score = 1.0;
/// What sections that are left on both sides must score.
const LEFT: Score = -1.0;
/// How many pairs of those are tried.
const FEW: usize = 2_500;
/// How much more the sections that stand elsewhere must score, each of them on average.
const BETTER: Score = 2.5;

/// A run of sections of one depth under one heading, each with all its blocks.
#[derive(Debug)]
struct Run {
    depth: u8,
    sections: Vec<Blocks>,
}

impl Run {
    fn blocks(&self) -> Blocks {
        (self.sections[0].0, self.sections[self.sections.len() - 1].1)
    }
}

/// Aligns sections again that stand in another order; false where none do.
pub fn reorder(scorer: &Scorer<'_>, beads: &mut Vec<BlockBead>) -> bool {
    let loose = |side: fn(&BlockBead) -> Blocks| {
        beads.iter().filter(|bead| !bead.is_pair() && side(bead).0 < side(bead).1).count()
    };
    // Where every block has an answer, nothing stands elsewhere.
    if loose(|bead| bead.source) < LEAST || loose(|bead| bead.target) < LEAST {
        return false;
    }
    let runs = runs(scorer.source.document);
    let others = runs_beside(&runs, self::runs(scorer.target.document));
    let found = runs.iter().zip(&others).find_map(|(run, other)| {
        let other = other.as_ref()?;
        Some((run, other, answers(scorer, beads, run, other)?))
    });
    let Some((run, other, answers)) = found else { return false };
    let (of_source, of_target) = (run.blocks(), other.blocks());
    let (n, m) = (scorer.source.document.blocks.len() as u32, scorer.target.document.blocks.len() as u32);
    let mut again = Vec::with_capacity(beads.len());
    blocks::between(scorer, (0, of_source.0), (0, of_target.0), &mut again);
    let mut taken = vec![false; other.sections.len()];
    let mut last = None;
    for (&section, answer) in run.sections.iter().zip(&answers) {
        let first = again.len();
        let target = answer.map_or((of_target.0, of_target.0), |at| other.sections[at]);
        blocks::between(scorer, section, target, &mut again);
        let Some(at) = *answer else { continue };
        taken[at] = true;
        let forward = last.is_none_or(|last| at > last);
        again[first..].iter_mut().for_each(|bead| bead.moved = bead.is_pair() && !forward);
        last = last.max(*answer);
    }
    for (&section, _) in other.sections.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        blocks::between(scorer, (of_source.1, of_source.1), section, &mut again);
    }
    blocks::between(scorer, (of_source.1, n), (of_target.1, m), &mut again);
    *beads = again;
    true
}

/// The runs of sections of a document, in order of their first block.
fn runs(document: &Document) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // Those that are open at each depth, by their places.
    let mut open: Vec<usize> = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let BlockKind::Heading { level } = block.kind else { continue };
        let at = at as u32;
        let end = |runs: &mut Vec<Run>, run: usize| {
            if let Some(last) = runs[run].sections.last_mut() {
                last.1 = at;
            }
        };
        while open.last().is_some_and(|&run| runs[run].depth > level) {
            let run = open.pop().unwrap_or_default();
            end(&mut runs, run);
        }
        match open.last() {
            Some(&run) if runs[run].depth == level => end(&mut runs, run),
            _ => {
                open.push(runs.len());
                runs.push(Run { depth: level, sections: Vec::new() });
            }
        }
        if let Some(&run) = open.last() {
            runs[run].sections.push((at, document.blocks.len() as u32));
        }
    }
    runs
}

/// For each run the one of the other document that has its place among those of its depth; none where they are few, too
/// many, or not about as many.
fn runs_beside(runs: &[Run], others: Vec<Run>) -> Vec<Option<Run>> {
    let count = |runs: &[Run], depth: u8| runs.iter().filter(|run| run.depth == depth).count();
    let same: Vec<bool> =
        runs.iter().map(|run| count(runs, run.depth) == count(&others, run.depth)).collect();
    let mut others: Vec<Option<Run>> = others.into_iter().map(Some).collect();
    runs.iter()
        .zip(same)
        .map(|(run, same)| {
            let other =
                others.iter_mut().find(|other| other.as_ref().is_some_and(|o| o.depth == run.depth))?;
            let other = other.take()?;
            let (n, m) = (run.sections.len(), other.sections.len());
            let alike = n.min(m) >= LEAST && n.max(m) <= MOST && n.max(m) * 2 <= n.min(m) * 3;
            (same && alike).then_some(other)
        })
        .collect()
}

/// Which section of the other run answers each; `None` where they stand in order.
fn answers(scorer: &Scorer<'_>, beads: &[BlockBead], run: &Run, other: &Run) -> Option<Vec<Option<usize>>> {
    // The section of the translation that holds each of its blocks.
    let (first, end) = other.blocks();
    let mut section_of = vec![0_usize; (end - first) as usize];
    for (at, section) in other.sections.iter().enumerate() {
        section_of[(section.0 - first) as usize..(section.1 - first) as usize].fill(at);
    }
    let within = |block: u32| section_of.get(block.checked_sub(first)? as usize).copied();
    let mut straight = vec![None; run.sections.len()];
    for bead in beads.iter().filter(|bead| bead.is_pair()) {
        if let Ok(at) = run.sections.binary_search_by_key(&bead.source.0, |section| section.0) {
            straight[at] = within(bead.target.0);
        }
    }
    let mut offers: Vec<(Score, usize, usize)> = Vec::new();
    let mut before = 0.0;
    let mut shared = vec![0.0; other.sections.len()];
    for (at, &section) in run.sections.iter().enumerate() {
        shared.fill(0.0);
        for block in section.0..section.1 {
            for &(t, worth, _) in &scorer.shared[block as usize] {
                if let Some(to) = within(t) {
                    shared[to] += worth;
                }
            }
        }
        let mut best: Vec<usize> = Vec::with_capacity(TRIED + 2);
        for to in (0..shared.len()).filter(|&to| shared[to] > 0.0) {
            let place = best.iter().take_while(|&&other| shared[other] >= shared[to]).count();
            best.insert(place, to);
            best.truncate(TRIED);
        }
        best.extend(straight[at].filter(|to| !best.contains(to)));
        for to in best {
            let score = scorer.stretch(section, other.sections[to]);
            if straight[at] == Some(to) {
                before += score.max(0.0);
            }
            offers.push((score, at, to));
        }
    }
    blocks::best_first(&mut offers);
    let mut answers = vec![None; run.sections.len()];
    let mut taken = vec![false; other.sections.len()];
    let mut after = 0.0;
    for &(score, at, to) in offers.iter().take_while(|offer| offer.0 >= SURE) {
        let rival = |other: &(Score, usize, usize)| {
            (other.1 == at && other.2 != to && !taken[other.2])
                || (other.2 == to && other.1 != at && answers[other.1].is_none())
        };
        let close = offers.iter().take_while(|other| other.0 > score - MARGIN).any(rival);
        if answers[at].is_some() || taken[to] || close && straight[at] != Some(to) {
            continue;
        }
        answers[at] = Some(to);
        taken[to] = true;
        after += score;
    }
    let changed = answers.iter().zip(&straight).filter(|(now, was)| now.is_some() && now != was).count();
    let in_order = answers.iter().flatten().is_sorted();
    if changed < LEAST || in_order || after - before < BETTER * changed as Score {
        return None;
    }
    // Of those that are left the best pairs, by however little.
    let left: Vec<usize> = (0..taken.len()).filter(|&to| !taken[to]).collect();
    let open: Vec<usize> = (0..answers.len()).filter(|&at| answers[at].is_none()).collect();
    if left.len() * open.len() <= FEW {
        let pairs = open.iter().flat_map(|&at| left.iter().map(move |&to| (at, to)));
        let mut offers: Vec<(Score, usize, usize)> =
            pairs.map(|(at, to)| (scorer.stretch(run.sections[at], other.sections[to]), at, to)).collect();
        blocks::best_first(&mut offers);
        for (_, at, to) in offers.into_iter().take_while(|offer| offer.0 >= LEFT) {
            if answers[at].is_none() && !taken[to] {
                answers[at] = Some(to);
                taken[to] = true;
            }
        }
    }
    Some(answers)
}
