//! Signs of what stands around a divergence: how its page, its block and its neighbours are rendered, and how sure the
//! alignment is there.

use super::statement::beside;
use super::{Comparison, Sign, Signs, Statement, loss, stretch};
use crate::align::Bead;
use crate::document::BlockKind;
use crate::facts::Value;
use crate::language::lexicon::{self, Class};
use crate::rendition::Rendition;

/// How literally a page is rendered, by how many of 1,000 words that it states are answered.
const ANSWERED: [(u32, Sign); 6] = [
    (780, Sign::PageAnswers780),
    (820, Sign::PageAnswers820),
    (850, Sign::PageAnswers850),
    (880, Sign::PageAnswers880),
    (900, Sign::PageAnswers900),
    (930, Sign::PageAnswers930),
];

/// What is known of the page as a whole.
pub(super) struct Around {
    /// Thousandths of what its sentences state that is answered.
    answered: u32,
    other_edition: bool,
    lacks_some: bool,
    pub(super) names_product: bool,
    /// The block asked for last, and whether the block opposite has enough of it.
    last: Option<(u32, bool)>,
}

impl Around {
    /// Looks at the page.
    pub(super) fn new(pair: &Comparison<'_>) -> Self {
        // A page of a few sentences says little of how literally it is rendered: it starts from what is usual.
        const USUAL: (u32, u32) = (24, 30);
        let (mut answered, mut all) = USUAL;
        let concepts = lexicon::concepts();
        for count in pair.statements.iter().flat_map(Statement::words) {
            if count.source > 0 && concepts[count.concept as usize].class != Class::Soft {
                all += 1;
                answered += u32::from(count.target > 0);
            }
        }
        let product = |fact: &crate::facts::Fact| matches!(fact.value, Value::Product { .. });
        Self {
            answered: answered * 1000 / all,
            other_edition: loss::of_another_edition(pair),
            lacks_some: pair.alignment.blocks.iter().filter(|bead| !bead.is_pair()).nth(1).is_some(),
            names_product: pair.source.facts.facts.iter().any(product),
            last: None,
        }
    }

    /// Adds the signs of a statement's page, block and alignment.
    pub(super) fn signs(&mut self, pair: &Comparison<'_>, at: usize, signs: &mut Signs) {
        let bead = &pair.statements[at].bead;
        let answers = match self.last {
            Some((block, answers)) if block == bead.blocks => answers,
            _ => loss::answers(pair, &pair.alignment.blocks[bead.blocks as usize]),
        };
        self.last = Some((bead.blocks, answers));
        signs.set_if(Sign::StandsOpposite, !answers);
        bead_signs(pair, bead, signs);
        block_signs(pair, at, signs);
        signs.set_if(Sign::OtherEdition, self.other_edition);
        signs.set_if(Sign::PageLacksSome, self.lacks_some);
        signs.set_if(Sign::PageShort, pair.statements.len() <= 2);
        signs.set_if(Sign::PageFree, self.answered < 700);
        for (least, sign) in ANSWERED {
            signs.set_if(sign, self.answered >= least);
        }
    }
}

/// How its block is rendered, the sentence itself aside.
fn block_signs(pair: &Comparison<'_>, at: usize, signs: &mut Signs) {
    const FEW: u32 = 4;
    const NEAR: usize = 6;
    let concepts = lexicon::concepts();
    let own = pair.statements[at].bead.blocks;
    let (before, after) = pair.statements.split_at(at);
    let of_block = |other: &&Statement| other.bead.blocks == own;
    let near = before.iter().rev().take_while(of_block).take(NEAR);
    let near = near.chain(after[1..].iter().take_while(of_block).take(NEAR));
    let (mut answered, mut all) = (0, 0);
    for count in near.flat_map(Statement::words) {
        if count.source > 0 && concepts[count.concept as usize].class != Class::Soft {
            all += 1;
            answered += u32::from(count.target > 0);
        }
    }
    signs.set_if(Sign::BlockLiteral, all >= FEW && answered * 10 >= all * 9);
    signs.set_if(Sign::BlockFree, all >= FEW && answered * 10 < all * 6);
}

fn bead_signs(pair: &Comparison<'_>, bead: &Bead, signs: &mut Signs) {
    let one = |range: (u32, u32)| range.1 - range.0 == 1;
    signs.set_if(Sign::Joined, !one(bead.source) || !one(bead.target));
    let blocks = &pair.alignment.blocks;
    let own = &blocks[bead.blocks as usize];
    signs.set_if(Sign::BlocksJoined, !one(own.source) || !one(own.target) || own.moved);
    let at = bead.blocks as usize;
    let near = &blocks[at.saturating_sub(2)..(at + 3).min(blocks.len())];
    let unpaired = near.iter().any(|bead| !bead.is_pair())
        || beside(pair.alignment.beads_of(bead.blocks), bead).next().is_some();
    signs.set_if(Sign::GapNear, unpaired);
    let block = pair.source.document.sentences[bead.source.0 as usize].block;
    match pair.source.document.blocks[block as usize].kind {
        BlockKind::Heading { .. } | BlockKind::Title => signs.set(Sign::Heading),
        BlockKind::Cell { .. } => signs.set(Sign::InTable),
        _ => {}
    }
}

/// Whether a sentence of the same blocks that has no partner, on the side given, states a concept.
pub(super) fn alone_nearby(
    pair: &Comparison<'_>,
    statement: &Statement,
    side: Rendition<'_>,
    concept: u16,
) -> bool {
    beside(pair.alignment.beads_of(statement.bead.blocks), &statement.bead).any(|bead| {
        let range = if std::ptr::eq(side.document, pair.source.document) { bead.source } else { bead.target };
        side.facts.word_for(concept, stretch(side, range)).is_some()
    })
}
