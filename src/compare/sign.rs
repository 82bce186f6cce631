//! Signs: what speaks for a divergence and against it.
//!
//! A sign is there or not. How much it is worth, the weights say ([`super::weight`]); none of them
//! excuses a divergence by itself.

use super::around::{Around, alone_nearby};
use super::clause::{Kept, closed_by, governed_by, opened_by};
use super::{Comparison, Divergence, Kind, Side, Statement, likeness, loss, stretch, turn, unit};
use crate::align::{Bead, length_cost};
use crate::facts::{Cue, is_wide};
use crate::language::lexicon::{self, Class, Trait, traits};
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::source::Span;
use serde::{Deserialize, Serialize};

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What speaks for a divergence or against it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Sign { $($(#[$doc])* $name,)* }

        impl Sign {
            /// All signs, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name, as in `lexicon/weights.yaml` and in reports.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

signs! {
    /// The form that is not answered is alone in 30 of 1,000 sentences, or more.
    LostSlips30 = "lost-form-slips-30",
    /// The form that is not answered is alone in 60 of 1,000 sentences, or more.
    LostSlips60 = "lost-form-slips-60",
    /// The form that is not answered is alone in 120 of 1,000 sentences, or more.
    LostSlips120 = "lost-form-slips-120",
    /// The form that is not answered is alone in 240 of 1,000 sentences, or more.
    LostSlips240 = "lost-form-slips-240",
    /// The form that is not answered is alone in 480 of 1,000 sentences, or more.
    LostSlips480 = "lost-form-slips-480",
    /// The form that answers nothing is alone in 30 of 1,000 sentences, or more.
    GainedSlips30 = "gained-form-slips-30",
    /// The form that answers nothing is alone in 60 of 1,000 sentences, or more.
    GainedSlips60 = "gained-form-slips-60",
    /// The form that answers nothing is alone in 120 of 1,000 sentences, or more.
    GainedSlips120 = "gained-form-slips-120",
    /// The form that answers nothing is alone in 240 of 1,000 sentences, or more.
    GainedSlips240 = "gained-form-slips-240",
    /// The form that answers nothing is alone in 480 of 1,000 sentences, or more.
    GainedSlips480 = "gained-form-slips-480",
    /// The other side says a concept more that may answer it.
    Answered = "answered-otherwise",
    /// The other side says such a concept, as this side does.
    AnswerStands = "answer-on-both-sides",
    /// The other side says a concept more that hints at it.
    Hinted = "hinted-otherwise",
    /// A word of the sentence became its opposite: "not enabled", "disabled".
    OppositeToo = "opposite-too",
    /// A negation is on one side only, and one of the two words is negative: "not the same", "different".
    NegationTurns = "negation-turns-it",
    /// The sentence negates as often on both sides.
    NegationStands = "negation-stands",
    /// The sentence negates more often, or less often, in the translation.
    NegationDiffers = "negation-differs",
    /// A neighbouring sentence says it instead.
    Moved = "said-by-neighbour",
    /// What is new, a neighbouring sentence of the reference says.
    Came = "came-from-neighbour",
    /// A sentence beside it that answers nothing says it.
    SaidAlone = "said-by-unpaired",
    /// The word of the reference stands in the translation as it was.
    LeftAsItWas = "left-as-it-was",
    /// The other side says it, too, but less often.
    Partly = "said-less-often",
    /// What is new, the reference says, too, but less often.
    GainedPartly = "new-one-on-both-sides",
    /// What is forbidden became what is not necessary, or the other way round.
    ForbidsAndFrees = "forbids-and-frees",
    /// The source asks a question.
    Asks = "question",
    /// The source has several clauses.
    Clauses = "several-clauses",
    /// A condition stands on one side more often.
    ConditionDiffers = "condition-differs",
    /// A limit stands on one side more often.
    LimitDiffers = "limit-differs",
    /// A permission stands in the translation more often.
    PermitsMore = "permits-more",
    /// The source forbids what the translation permits.
    ForbidsAndPermits = "forbids-and-permits",
    /// An obligation stands in the translation more often.
    ObligesMore = "obliges-more",
    /// No known word of the sentence is answered.
    LiteralNone = "literal-none",
    /// Less than half are.
    LiteralLow = "literal-low",
    /// Most are.
    LiteralMost = "literal-most",
    /// All of them, and they are several.
    LiteralAll = "literal-all",
    /// The sentence has no other known word.
    LiteralUnknown = "literal-unknown",
    /// The translation says known words that the reference does not.
    SaysMore = "says-other-words",
    /// All else that the sentences state says that they are each other's rendering: very clearly …
    LikeVeryMuch = "alike-very-clearly",
    /// … clearly …
    LikeMuch = "alike-clearly",
    /// … rather …
    LikeSome = "alike",
    /// … neither for nor against …
    LikeUnsure = "alike-unsure",
    /// … rather against …
    LikeLittle = "unlike",
    /// … or clearly against.
    LikeNothing = "unlike-clearly",
    /// Facts (numbers, names, code) are the same on both sides.
    FactsSame = "facts-same",
    /// Facts differ.
    FactsDiffer = "facts-differ",
    /// The translation is shorter than such sentences are.
    Shorter = "shorter",
    /// Much shorter.
    MuchShorter = "much-shorter",
    /// Longer.
    Longer = "longer",
    /// Much longer.
    MuchLonger = "much-longer",
    /// One sentence answers several, or several one.
    Joined = "joined-sentences",
    /// Its block answers several, or stands elsewhere.
    BlocksJoined = "joined-blocks",
    /// A block beside it has no answer.
    GapNear = "gap-near",
    /// The source's sentence is a few words long.
    Few = "few-words",
    /// It is very long.
    Many = "many-words",
    /// It is a heading.
    Heading = "heading",
    /// It stands in a table.
    InTable = "in-table",
    /// Many blocks of the page have no answer.
    OtherEdition = "page-of-another-edition",
    /// The page is a sentence or two, and tells nothing of how it is rendered.
    PageShort = "page-of-a-sentence",
    /// Of 1,000 words that the page states and the lexicons know, fewer than 700 are answered.
    PageFree = "page-free",
    /// 780 are answered, or more.
    PageAnswers780 = "page-answers-780",
    /// 820 are, or more.
    PageAnswers820 = "page-answers-820",
    /// 850 are, or more.
    PageAnswers850 = "page-answers-850",
    /// 880 are, or more.
    PageAnswers880 = "page-answers-880",
    /// 900 are, or more.
    PageAnswers900 = "page-answers-900",
    /// 930 are, or more.
    PageAnswers930 = "page-answers-930",
    /// Little or nothing says that the two sentences are each other's rendering, and something says they are not.
    UnsureBead = "unsure-alignment",
    /// The sentence was not translated, or hardly.
    English = "left-in-english",
    /// The page speaks of no product that the words of a role belong to.
    Elsewhere = "no-product-named",
    /// Words are written without spaces in the translation's language.
    Wide = "no-spaces",
    /// Nothing of the condition's clause is there.
    ClauseGone = "clause-gone",
    /// All of it is.
    ClauseStands = "clause-stands",
    /// The new word governs the other clause, so that both say the same.
    ClauseOther = "clause-exchanged",
    /// The new word governs the same clause.
    ClauseSame = "clause-same",
    /// Sentences share enough.
    MismatchNone = "mismatch-none",
    /// Sentences share next to nothing: hardly any evidence …
    MismatchSlight = "mismatch-slight",
    /// … a little …
    MismatchLow = "mismatch-low",
    /// … some more …
    MismatchMid = "mismatch-mid",
    /// … much …
    MismatchHigh = "mismatch-high",
    /// … and all there could be.
    MismatchFull = "mismatch-full",
    /// Other languages of the set are compared, and none says so.
    OthersNone = "no-other-language",
    /// Some other languages say the same.
    OthersSome = "some-other-languages",
    /// Most do.
    OthersMost = "most-other-languages",
    /// Next to nothing of its block is in the block opposite.
    StandsOpposite = "block-stands-opposite",
    /// Nearly all that the other sentences of its block state is answered.
    BlockLiteral = "block-literal",
    /// Little of it is.
    BlockFree = "block-free",
    /// Two blocks of the page have no answer, or more.
    PageLacksSome = "page-lacks-some",
    /// More is seen in this sentence.
    NotAlone = "others-in-sentence",
    /// Only one of the two sentences asks.
    AsksOnce = "question-on-one-side",
    /// What is new stands about where what is lost stood.
    SamePlace = "same-place",
    /// It stands somewhere else altogether.
    OtherPlace = "other-place",
    /// A name that is not listed is told by the source: there a label has a capital, too, and is translated.
    NameOfSource = "name-told-by-source",
    /// The page has no source: it is compared with another translation.
    WithoutSource = "without-source",
    /// The sentence is turned into its contrary as often on both sides, or twice more on one: "unless it is", "if it is not".
    TurnedEvenly = "turned-evenly",
    /// It is turned once more on one side, and a word became its opposite: "nobody is signed in", "all are signed out".
    TurnedByOpposite = "turned-by-opposite",
    /// An exception became a condition, or the other way round, and nothing else turns the sentence round.
    TurnedOnce = "turned-once",
    /// What is lost and what is new stand beside the same number: "512 KiB", "512 MiB".
    OfSameNumber = "of-same-number",
    /// They stand beside two numbers, or one of them beside none: "half an hour", "30 minutes".
    OfOtherNumber = "of-other-number",
}

impl Sign {
    /// Whether only the whole run shows it.
    #[must_use]
    pub fn is_of_run(self) -> bool {
        LOST_SLIPS.iter().chain(&GAINED_SLIPS).any(|slip| slip.1 == self)
    }
}

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signs(u128);

impl Signs {
    /// Adds one.
    pub fn set(&mut self, sign: Sign) {
        self.0 |= 1 << sign as u8;
    }

    /// Adds one where something holds.
    pub fn set_if(&mut self, sign: Sign, holds: bool) {
        if holds {
            self.set(sign);
        }
    }

    /// Whether one is among them.
    #[must_use]
    pub const fn has(self, sign: Sign) -> bool {
        self.0 & 1 << sign as u8 != 0
    }

    /// Whether the two sentences are surely each other's: neither is another sentence that only stands at the same place.
    pub(super) fn bead_is_sure(self) -> bool {
        const UNSURE: [Sign; 5] =
            [Sign::UnsureBead, Sign::OtherEdition, Sign::BlocksJoined, Sign::MuchShorter, Sign::MuchLonger];
        let beside_a_gap =
            self.has(Sign::GapNear) && (self.has(Sign::FactsDiffer) || self.has(Sign::StandsOpposite));
        !beside_a_gap && !UNSURE.iter().any(|&sign| self.has(sign))
    }

    /// Those that are there, in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = Sign> {
        Sign::ALL.iter().copied().filter(move |&sign| self.has(sign))
    }
}

/// Reads the signs of all divergences of a pair.
pub(super) fn read_all(pair: &Comparison<'_>, divergences: &mut [Divergence]) {
    if divergences.is_empty() {
        return;
    }
    let mut page = Around::new(pair);
    // Terms are looked for by themselves: one that was exchanged says nothing of the words around it.
    let counts =
        |divergence: &&Divergence| divergence.kind != Kind::TermChanged && !divergence.kind.is_of_names();
    let mut places: Vec<u32> = divergences.iter().filter(counts).map(|divergence| divergence.at).collect();
    places.put_in_order();
    for divergence in divergences {
        let mut signs = read(pair, divergence, &mut page);
        let first = places.partition_point(|&at| at < divergence.at);
        signs.set_if(Sign::NotAlone, places.get(first + 1) == Some(&divergence.at));
        divergence.signs = signs;
    }
}

fn read(pair: &Comparison<'_>, divergence: &Divergence, page: &mut Around) -> Signs {
    let mut signs = divergence.signs;
    let at = divergence.at as usize;
    let statement = &pair.statements[at];
    if let Some(lost) = divergence.lost {
        lost_signs(pair, at, lost, &mut signs);
    }
    if let Some(gained) = divergence.gained {
        gained_signs(pair, at, gained, &mut signs);
    }
    if let (Some(lost), Some(gained)) = (divergence.lost, divergence.gained) {
        signs.set_if(Sign::NegationTurns, turn::negation_turns(statement, lost, gained));
        let swaps = |was, is| traits(lost).has(was) && traits(gained).has(is);
        let lifted = swaps(Trait::Forbids, Trait::Frees) || swaps(Trait::Frees, Trait::Forbids);
        signs.set_if(Sign::ForbidsAndFrees, lifted);
        if !divergence.kind.is_of_names() {
            let place = |concept, side| cue_of(pair, &statement.bead, concept, side).map(|cue| cue.text);
            let places = place(lost, Side::Source).zip(place(gained, Side::Target));
            place_signs(pair, &statement.bead, places, &mut signs);
        }
    }
    if divergence.kind.is_of_names() {
        place_signs(pair, &statement.bead, Some(divergence.explains), &mut signs);
        let tells =
            |side: Rendition<'_>| lexicon::for_locale(side.locale).is_some_and(lexicon::Lexicon::tells_names);
        signs.set_if(Sign::NameOfSource, divergence.kind == Kind::NameUnlisted && tells(pair.source));
    }
    let fewer = |one| statement.words().any(|of| traits(of.concept).has(one) && of.source > of.target);
    answer_signs(pair, statement, divergence, &mut signs);
    turn::signs(statement, divergence, &mut signs);
    unit::signs(pair, statement, divergence, &mut signs);
    // What is to be avoided, or may be done but for this, permits nothing.
    let told_otherwise = signs.has(Sign::Hinted) || signs.has(Sign::Answered);
    let permits = fewer(Trait::Forbids) && statement.more_in_target(Trait::Permits);
    signs.set_if(Sign::ForbidsAndPermits, permits && !told_otherwise);
    sentence_signs(pair, statement, divergence, &mut signs);
    clause_signs(pair, divergence, &mut signs);
    page.signs(pair, at, &mut signs);
    let any = |wanted: &[Sign]| wanted.iter().any(|&sign| signs.has(sign));
    let odd = any(&[Sign::MuchShorter, Sign::MuchLonger, Sign::GapNear, Sign::FactsDiffer, Sign::Joined]);
    let unsure = odd
        && any(&[Sign::LiteralNone, Sign::LiteralUnknown, Sign::LiteralLow])
        && !signs.has(Sign::FactsSame);
    signs.set_if(Sign::UnsureBead, unsure);
    let role = divergence.lost.is_some_and(|lost| lexicon::concepts()[lost as usize].class == Class::Role);
    signs.set_if(Sign::Elsewhere, role && !page.names_product);
    signs
}

/// From which rate on a form has each of the signs of its slips.
pub(super) const LOST_SLIPS: [(u32, Sign); 5] = [
    (30, Sign::LostSlips30),
    (60, Sign::LostSlips60),
    (120, Sign::LostSlips120),
    (240, Sign::LostSlips240),
    (480, Sign::LostSlips480),
];
pub(super) const GAINED_SLIPS: [(u32, Sign); 5] = [
    (30, Sign::GainedSlips30),
    (60, Sign::GainedSlips60),
    (120, Sign::GainedSlips120),
    (240, Sign::GainedSlips240),
    (480, Sign::GainedSlips480),
];

/// The first cue by which a side states a concept.
pub(super) fn cue_of(pair: &Comparison<'_>, bead: &Bead, concept: u16, side: Side) -> Option<Cue> {
    let (rendition, range) = pair.side(bead, side);
    rendition.facts.word_for(concept, stretch(rendition, range))
}

fn lost_signs(pair: &Comparison<'_>, at: usize, lost: u16, signs: &mut Signs) {
    let statement = &pair.statements[at];
    if let Some(cue) = cue_of(pair, &statement.bead, lost, Side::Source) {
        let word = pair.source.document.text(cue.text);
        let there = pair.target.document.text(pair.target_text(&statement.bead));
        signs.set_if(Sign::LeftAsItWas, stands_in(word, there));
    }
    signs.set_if(Sign::Partly, statement.count(lost).1 > 0);
    let more = |other: &Statement| {
        let (source, target) = other.count(lost);
        target > source
    };
    signs.set_if(Sign::Moved, pair.near(at).any(more));
    signs.set_if(Sign::SaidAlone, alone_nearby(pair, statement, pair.target, lost));
}

fn gained_signs(pair: &Comparison<'_>, at: usize, gained: u16, signs: &mut Signs) {
    let statement = &pair.statements[at];
    signs.set_if(Sign::GainedPartly, statement.count(gained).0 > 0);
    let more = |other: &Statement| {
        let (source, target) = other.count(gained);
        source > target
    };
    signs.set_if(Sign::Came, pair.near(at).any(more));
    signs.set_if(Sign::SaidAlone, alone_nearby(pair, statement, pair.source, gained));
}

/// What else either side says that may answer what is lost or new.
fn answer_signs(pair: &Comparison<'_>, statement: &Statement, divergence: &Divergence, signs: &mut Signs) {
    let concepts = lexicon::concepts();
    let surplus = |list: &[u16], in_target: bool| {
        list.iter().filter(|&&other| Some(other) != divergence.gained && Some(other) != divergence.lost).any(
            |&other| {
                let (source, target) = statement.count(other);
                if in_target { target > source } else { source > target }
            },
        )
    };
    let both = |list: &[u16]| list.iter().any(|&other| matches!(statement.count(other), (1.., 1..)));
    for (concept, in_target) in [(divergence.lost, true), (divergence.gained, false)] {
        let Some(concept) = concept else { continue };
        let concept = &concepts[concept as usize];
        signs.set_if(Sign::Answered, surplus(concept.answered, in_target));
        signs.set_if(Sign::AnswerStands, both(concept.answered));
        signs.set_if(Sign::Hinted, surplus(concept.hinted, in_target));
    }
    let opposite = statement.counts.iter().filter(|count| count.source > count.target).any(|count| {
        let concept = &concepts[count.concept as usize];
        let gained = |&other: &u16| {
            let (source, target) = statement.count(other);
            target > source
        };
        Some(count.concept) != divergence.lost
            && matches!(concept.class, Class::Opposite | Class::Status)
            && concept.against.iter().any(gained)
    });
    signs.set_if(Sign::OppositeToo, opposite);
    let own = turn::denials_within(pair, divergence);
    let all = statement.sum(Trait::Denies);
    let negations = (all.0 - own.0.min(all.0), all.1 - own.1.min(all.1));
    signs.set_if(Sign::NegationStands, negations.0 > 0 && negations.0 == negations.1);
    signs.set_if(Sign::NegationDiffers, negations.0 != negations.1);
    let conditions = statement.sum(Trait::Conditional);
    signs.set_if(Sign::ConditionDiffers, conditions.0 != conditions.1);
    let limits = statement.sum(Trait::Limits);
    signs.set_if(Sign::LimitDiffers, limits.0 != limits.1);
    let permits = statement.sum(Trait::Permits);
    signs.set_if(Sign::PermitsMore, permits.1 > permits.0);
    let obliges = statement.sum(Trait::Obliges);
    signs.set_if(Sign::ObligesMore, obliges.1 > obliges.0);
}

/// Whether what is new stands about where what is lost stood, counted from the start of either sentence.
fn place_signs(pair: &Comparison<'_>, bead: &Bead, places: Option<(Span, Span)>, signs: &mut Signs) {
    const SAME: u32 = 15;
    const OTHER: u32 = 40;
    let Some((there, here)) = places else { return };
    let percent = |word: Span, whole: Span| share(word, whole) / 10;
    let apart = percent(there, pair.source_text(bead)).abs_diff(percent(here, pair.target_text(bead)));
    signs.set_if(Sign::SamePlace, apart <= SAME);
    signs.set_if(Sign::OtherPlace, apart >= OTHER);
}

/// Where in a text a place is, in thousandths.
pub(super) fn share(place: Span, text: Span) -> u32 {
    let before = u64::from(place.start.saturating_sub(text.start));
    let whole = (text.len() as u64).max(1);
    u32::try_from(before * 1000 / whole).unwrap_or(1000)
}

/// How literally the sentence is rendered, how long it is, and what it is.
fn sentence_signs(pair: &Comparison<'_>, statement: &Statement, divergence: &Divergence, signs: &mut Signs) {
    likeness::signs(pair, statement, divergence, signs);
    let differ = pair.differences.iter().any(|difference| difference.bead == statement.bead);
    let facts = !pair.source.facts.of_range(statement.bead.source).is_empty();
    signs.set_if(Sign::FactsDiffer, differ);
    signs.set_if(Sign::FactsSame, facts && !differ);
    let (expected, got) = loss::bead_lengths(pair, &statement.bead);
    let cost = length_cost(expected, got);
    match (got < expected, cost) {
        (true, c) if c > 1.5 => signs.set(Sign::MuchShorter),
        (true, c) if c > 0.7 => signs.set(Sign::Shorter),
        (false, c) if c > 1.5 => signs.set(Sign::MuchLonger),
        (false, c) if c > 0.7 => signs.set(Sign::Longer),
        _ => {}
    }
    let source = pair.source.document.text(pair.source_text(&statement.bead));
    let target = pair.target.document.text(pair.target_text(&statement.bead));
    const QUESTION: [char; 3] = ['?', '？', '؟'];
    let asks = source.contains(QUESTION);
    signs.set_if(Sign::Asks, asks);
    signs.set_if(Sign::AsksOnce, asks != target.contains(QUESTION));
    signs.set_if(Sign::Clauses, source.matches([',', ';', ':', '(', '、', '，', '،', '؛']).count() >= 2);
    let words = source.split_whitespace().count();
    signs.set_if(Sign::Few, words <= 6);
    signs.set_if(Sign::Many, words >= 30);
    signs.set_if(Sign::English, hardly_translated(source, target));
    signs.set_if(Sign::Wide, target.chars().any(is_wide));
}

/// Whether most of the longer words of a sentence stand in its translation as they were.
fn hardly_translated(source: &str, target: &str) -> bool {
    let long = |word: &&str| word.len() >= 4;
    let words = || source.split(|c: char| !c.is_alphanumeric()).filter(long).take(32);
    let all = words().count();
    let kept = words().filter(|word| target.contains(word)).count();
    all >= 4 && kept * 2 > all
}

/// What the other side has of the clause that a condition, "before" or "after" governs.
fn clause_signs(pair: &Comparison<'_>, divergence: &Divergence, signs: &mut Signs) {
    let statement = &pair.statements[divergence.at as usize];
    match divergence.kind {
        Kind::ConditionMissing => {
            let Some(lost) = divergence.lost else { return };
            let kept = least_kept(pair, statement, lost).0;
            signs.set_if(Sign::ClauseGone, kept.gone > 0 && kept.stands == 0);
            signs.set_if(Sign::ClauseStands, kept.gone == 0 && kept.stands > 0);
        }
        Kind::OrderChanged => {
            let (Some(was), Some(is)) = (divergence.lost, divergence.gained) else { return };
            let bead = &statement.bead;
            let source = governing(pair.source, bead.source, was);
            let target = governing(pair.target, bead.target, is);
            let (Some(there), Some(word)) = (source, target) else {
                signs.set(Sign::ClauseOther);
                return;
            };
            let clause = governed_by(pair.source, bead.source, there);
            let told = governed_by(pair.target, bead.target, word);
            let (same, other, _) = pair.words_of(bead, clause, told);
            signs.set_if(Sign::ClauseOther, other > same);
            signs.set_if(Sign::ClauseSame, same > other);
        }
        _ => {}
    }
}

/// The first word that states a concept of order and does not merely tell what comes next.
fn governing(rendition: Rendition<'_>, range: (u32, u32), concept: u16) -> Option<Span> {
    let cues = rendition.facts.cues_in(stretch(rendition, range));
    let follows = |cue: &Cue| {
        cues.iter().any(|other| other.text == cue.text && traits(other.concept).has(Trait::Follows))
    };
    cues.iter().find(|cue| cue.concept == concept && !follows(cue)).map(|cue| cue.text)
}

/// The clause of the condition that a divergence says is lost.
pub(super) fn clause_of_condition(pair: &Comparison<'_>, divergence: &Divergence) -> Option<Span> {
    let statement = &pair.statements[divergence.at as usize];
    let (kept, clause) = least_kept(pair, statement, divergence.lost?);
    (kept.gone > 0 && kept.stands == 0).then_some(clause)
}

/// The clause of a condition that the translation has least of, and what it has of it: where a language
/// puts conditions last, a clause stands before its word.
fn least_kept(pair: &Comparison<'_>, statement: &Statement, lost: u16) -> (Kept, Span) {
    let sentences = statement.bead.source;
    let last = lexicon::puts_last(pair.source.locale).conditions;
    let clause = |word| {
        if last { closed_by(pair.source, sentences, word) } else { opened_by(pair.source, sentences, word) }
    };
    let cues = pair.source.facts.cues_in(pair.source_text(&statement.bead)).iter();
    cues.filter(|cue| cue.concept == lost)
        .map(|cue| {
            let clause = clause(cue.text);
            (pair.kept_of(statement, clause), clause)
        })
        .max_by_key(|(kept, _)| (kept.stands == 0, kept.gone))
        .unwrap_or_default()
}

/// Whether a word stands in a text by itself, in any case: "End" is no part of "gesendet".
pub(super) fn stands_in(word: &str, text: &str) -> bool {
    let (word, text) = (word.to_lowercase(), text.to_lowercase());
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
    text.match_indices(&word).any(|(at, _)| {
        !joins(text[..at].chars().next_back()) && !joins(text[at + word.len()..].chars().next())
    })
}
