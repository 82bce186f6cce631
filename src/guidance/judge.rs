//! What a stretch of text says of a claim.
//!
//! A negation, an obligation or a permission belongs to one of the verbs around it. Which one, word
//! order tells: Japanese and Korean put it behind the verb, the other languages before it, within the
//! clause; French puts "pas" behind a finite verb.

use super::pack::{Claim, Group, Pack, Polarity, Strength, Verdict};
use super::rivals::{is_told, is_turned, rivals};
use super::stretch::{Operators, Stretch, has_any};
use crate::facts::{Cue, cue};
use crate::language::Locale;
use crate::language::lexicon::{self, Trait, traits};
use crate::message;
use crate::message::Message;
use crate::source::Span;

/// How a stretch reads against a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is not stated; `None` where it is.
    pub reason: Option<Reason>,
    /// The words that decide, in the visible text.
    pub place: Span,
    /// How much of what the claim speaks of stands here, in thousandths.
    pub coverage: u32,
    /// What of it stands here, weighed: the larger of two tells the more particular claim.
    pub weight: u32,
    /// Whether no role and no version is lost.
    pub whole: bool,
}

/// Why a claim is not stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// What is affirmed is denied.
    Denied,
    /// What is denied is affirmed.
    Affirmed,
    /// What is forbidden or demanded is only not necessary.
    NotNecessary,
    /// The contrary stands in the place of this concept.
    Contrary(u16),
    /// An obligation became a permission.
    Permission,
    /// A prohibition became advice.
    Advice,
    /// This concept is not there.
    Lost(u16),
    /// This year is not named as a version.
    Version(u16),
    /// Another version of the product stands in its place.
    OtherVersion(u16),
    /// "Only" is lost.
    Only,
    /// The condition is lost.
    Condition(u16),
    /// What is allowed is demanded.
    Obligation,
    /// What is only not necessary is forbidden.
    Forbidden,
    /// The first concept is not there, the second stands in its place.
    Replaced(u16, u16),
    /// It is said to come in another order: the first concept became the second.
    Order(u16, u16),
    /// It is said of this part of what it holds for.
    Part(u16),
    /// "Or" became "and", or the other way round.
    Alternative(u16, u16),
    /// It is said to be so only here.
    Limited,
    /// Two things changed places: the first is no longer with the second.
    Exchanged(u16, u16),
    /// It goes the other way: out of what it should lead to.
    Direction,
    /// It is left in the language of the source.
    Untranslated,
    /// No sentence says it.
    Nothing,
}

/// Where an action is denied. "Possible only unless it is configured" denies the configuring; "not possible
/// unless it is configured" and "not possible where it is not configured" demand it.
fn denial(claim: &Claim, stretch: &Stretch<'_>, operators: &Operators) -> Option<Span> {
    let denied = operators.denied();
    let negative = |cue: &&Cue| has_any(cue, &[Trait::Denies, Trait::Forbids]);
    let own = denied.or(operators.unless)?;
    let elsewhere = stretch.cues.iter().filter(negative).any(|cue| !cue.text.overlaps(own));
    let limited = stretch.does_any(&[Trait::Limits]);
    if claim.only && elsewhere && !limited { None } else { Some(own) }
}

/// What stands for the contrary of a concept.
fn contraries(of: u16) -> &'static [u16] {
    let concept = lexicon::concept(of);
    if concept.contrary.is_empty() { concept.against } else { concept.contrary }
}

/// How much a concept tells.
fn weight(group: &Group) -> u32 {
    group.first().map_or(0, |&concept| u32::from(lexicon::concept(concept).weight))
}

/// What a name or a version tells.
const NAME: u32 = 30;

/// Reads a stretch against a claim.
#[must_use]
pub fn judge(claim: &Claim, stretch: &Stretch<'_>) -> Judgement {
    let stretch = &Stretch { own: &claim.action, ..*stretch };
    let mut total = 0;
    let mut had = 0;
    let mut count = |weight: u32, there: bool| {
        total += weight;
        had += if there { weight } else { 0 };
    };
    for group in claim.subject.iter().chain(&claim.object) {
        // The other order, and a part of all, speak of the same matter.
        let there = is_told(claim, stretch, group) || is_turned(group, stretch);
        if there || stretch.knows(group) {
            count(weight(group), there);
        }
    }
    for name in &claim.names {
        count(NAME, stretch.names(name));
    }
    let mut lost: Option<Reason> = None;
    for (at, group) in claim.role.iter().enumerate() {
        // A role that stands there twice has to be named twice.
        let wanted = claim.role[..=at].iter().filter(|other| *other == group).count();
        let there = stretch.cues.iter().filter(|cue| group.contains(&cue.concept)).count() >= wanted;
        if there || stretch.knows(group) {
            count(weight(group), there);
            if !there {
                lost = lost.or(group.first().map(|&concept| Reason::Lost(concept)));
            }
        }
    }
    if !claim.versions.is_empty() {
        let there = claim.versions.iter().any(|&(_, year)| stretch.has_version(year));
        count(NAME, there);
        if !there {
            let other = stretch.other_version(&claim.versions);
            lost = lost.or(Some(other.map_or(Reason::Version(claim.versions[0].1), Reason::OtherVersion)));
        }
    }
    let mut verdicts: Vec<(Verdict, Option<Reason>, Span)> = Vec::new();
    for action in &claim.action {
        let read = read_action(claim, stretch, action);
        count(weight(action), read.0 != Verdict::Missing);
        verdicts.push(read);
    }
    let (mut verdict, mut reason, mut place) = fold(&verdicts, stretch.text);
    if let (Some(why), true) = (lost, verdict != Verdict::Contradicted) {
        verdict = Verdict::Missing;
        reason = Some(why);
        place = stretch.text;
    }
    if verdict == Verdict::Stated {
        let unlimited =
            claim.only && !stretch.does_any(&[Trait::Limits, Trait::LimitsSoftly, Trait::Excepts]);
        let excepts = |group: &Group| group.iter().any(|&concept| traits(concept).has(Trait::Excepts));
        let unconditional = claim
            .condition
            .iter()
            .find(|group| stretch.says(group).is_none() && stretch.knows(group) && !excepts(group));
        (verdict, reason) = match (unlimited, unconditional.and_then(|group| group.first())) {
            // Neither "only" nor "when": what it depends on is not told at all.
            (true, Some(&concept)) => (Verdict::Missing, Some(Reason::Condition(concept))),
            (true, None) => (Verdict::Weakened, Some(Reason::Only)),
            (false, Some(&concept)) => (Verdict::Weakened, Some(Reason::Condition(concept))),
            (false, None) => (verdict, reason),
        };
    }
    // What stands there in the place of what the claim holds.
    if let Some((worse, why, at)) = rivals(claim, stretch).filter(|rival| rival.0 > verdict) {
        (verdict, reason, place) = (worse, Some(why), at);
    }
    Judgement {
        verdict,
        reason,
        place,
        coverage: (had * 1000).checked_div(total).unwrap_or(0),
        weight: had,
        whole: lost.is_none(),
    }
}

/// What several actions come to: one that is contradicted decides; where only some are said, the claim is
/// said in part.
fn fold(verdicts: &[(Verdict, Option<Reason>, Span)], whole: Span) -> (Verdict, Option<Reason>, Span) {
    let of = |wanted: Verdict| verdicts.iter().find(|read| read.0 == wanted).copied();
    if let Some(read) = of(Verdict::Contradicted) {
        return read;
    }
    let missing = verdicts.iter().filter(|read| read.0 == Verdict::Missing).count();
    match of(Verdict::Missing) {
        Some((_, reason, _)) if missing < verdicts.len() => (Verdict::Weakened, reason, whole),
        Some(read) => read,
        None => of(Verdict::Weakened).or(verdicts.first().copied()).unwrap_or((Verdict::Stated, None, whole)),
    }
}

/// Whether a permission stands nearer to the verb than an obligation does: "who need it can stay".
fn is_nearer(stretch: &Stretch<'_>, may: Span, must: Span, verb: Span) -> bool {
    /// Bytes between the two that make them two: "must be able to" is one.
    const APART: u32 = 5;
    let far = |a: Span, b: Span| {
        if a.start < b.start { b.start.saturating_sub(a.end) } else { a.start.saturating_sub(b.end) }
    };
    let (from, to) = if may.start < must.start { (may.end, must.start) } else { (must.end, may.start) };
    // "Who needs it, can stay" are two as well.
    let parted = stretch.between(from, to).contains([',', '，', '、']);
    (far(may, must) > APART || parted) && far(may, verb) < far(must, verb)
}

/// How a stretch reads against "not possible unless": it has to deny and to except, or to deny twice, or to say
/// "only". Without an exception it is denied where it holds.
fn excepted(stretch: &Stretch<'_>, anchor: Span) -> (Verdict, Option<Reason>, Span) {
    let exception = stretch.cues.iter().find(|cue| has_any(cue, &[Trait::Excepts])).map(|cue| cue.text);
    let apart = |cue: &&Cue| exception.is_none_or(|place| !cue.text.overlaps(place));
    let denying = |cue: &&Cue| has_any(cue, &[Trait::Denies, Trait::Forbids, Trait::Excludes, Trait::Final]);
    let mut denials: Vec<Span> =
        stretch.cues.iter().filter(denying).filter(apart).map(|cue| cue.text).collect();
    denials.dedup_by(|next, before| next.overlaps(*before));
    let limited = stretch.does_any(&[Trait::Limits]);
    match (exception, denials.len()) {
        (Some(_), 0) if !limited => (Verdict::Contradicted, Some(Reason::Affirmed), anchor),
        (Some(_), _) => (Verdict::Stated, None, anchor),
        (None, 0) if limited => (Verdict::Stated, None, anchor),
        (None, 0) => (Verdict::Weakened, Some(Reason::Only), stretch.text),
        (None, 1) if !stretch.does_any(&[Trait::DeniesSoftly]) => {
            (Verdict::Contradicted, Some(Reason::Denied), denials[0])
        }
        (None, _) => (Verdict::Stated, None, anchor),
    }
}

/// How one action of a claim reads.
fn read_action(claim: &Claim, stretch: &Stretch<'_>, action: &Group) -> (Verdict, Option<Reason>, Span) {
    let whole = stretch.text;
    let concept = action.first().copied().unwrap_or_default();
    let excepting = claim.condition.iter().flatten().any(|&concept| traits(concept).has(Trait::Excepts));
    if excepting && claim.polarity == Polarity::Denied {
        let contrary = action.iter().flat_map(|&concept| contraries(concept)).copied();
        let said = action.iter().copied().chain(contrary).find_map(|concept| stretch.says(&[concept]));
        if let Some(cue) = said {
            return excepted(stretch, cue.text);
        }
    }
    let Some(anchor) = stretch.says(action) else {
        // Of "stop and start again" neither is the contrary of the other.
        let own = |concept: &u16| claim.action.iter().flatten().any(|other| other == concept);
        let contrary =
            action.iter().flat_map(|&concept| contraries(concept)).copied().filter(|concept| !own(concept));
        for other in contrary {
            if let Some(cue) = stretch.says(&[other]) {
                // "Not available" is "unavailable"; what "no longer" denies it says itself.
                let denied = stretch.operators(&vec![other]).denied();
                if denied.is_some_and(|denied| !denied.overlaps(cue.text)) {
                    return (Verdict::Stated, None, cue.text);
                }
                return (Verdict::Contradicted, Some(Reason::Contrary(other)), cue.text);
            }
        }
        if !stretch.knows(action) {
            return (Verdict::Stated, None, whole);
        }
        return (Verdict::Missing, Some(Reason::Lost(concept)), whole);
    };
    let operators = stretch.operators(action);
    if claim.polarity == Polarity::NeedNot {
        return match operators {
            Operators { need_not: Some(place), .. } => (Verdict::Stated, None, place),
            Operators { not: Some(place), .. } | Operators { must_not: Some(place), .. } => {
                (Verdict::Contradicted, Some(Reason::Forbidden), place)
            }
            Operators { must: Some(place), .. } => (Verdict::Contradicted, Some(Reason::Obligation), place),
            _ => (Verdict::Contradicted, Some(Reason::Affirmed), anchor.text),
        };
    }
    let demanded = matches!(claim.strength, Strength::Should | Strength::Must);
    if let Some(place) = operators.need_not.filter(|_| demanded || claim.polarity == Polarity::Denied) {
        return (Verdict::Contradicted, Some(Reason::NotNecessary), place);
    }
    match (claim.polarity, denial(claim, stretch, &operators)) {
        (Polarity::Affirmed, Some(place)) => {
            return (Verdict::Contradicted, Some(Reason::Denied), place);
        }
        (Polarity::Denied, None) => {
            let place = operators.must.or(operators.may).unwrap_or(anchor.text);
            return (Verdict::Contradicted, Some(Reason::Affirmed), place);
        }
        (Polarity::Both, None) if !stretch.does_any(&[Trait::Denies, Trait::DeniesSoftly, Trait::Limits]) => {
            return (Verdict::Contradicted, Some(Reason::Affirmed), anchor.text);
        }
        _ => {}
    }
    if demanded && claim.polarity == Polarity::Denied {
        // "必要があります…されません": an obligation with a negation behind it is no prohibition.
        let head_final = lexicon::puts_last(stretch.rendition.locale).conditions;
        if let (Some(must), None, Some(not), true) =
            (operators.must, operators.must_not, operators.not, head_final)
            && must.end <= not.start
        {
            return (Verdict::Contradicted, Some(Reason::Affirmed), must);
        }
        if let Some(place) = operators.advice {
            return (Verdict::Weakened, Some(Reason::Advice), place);
        }
    }
    // What is allowed and only allowed.
    if let (Strength::May, Polarity::Affirmed, Some(place)) = (claim.strength, claim.polarity, operators.must)
        && !stretch.does_any(&[Trait::Permits])
    {
        return (Verdict::Contradicted, Some(Reason::Obligation), place);
    }
    if let (true, Polarity::Affirmed, Some(place)) = (demanded, claim.polarity, operators.may)
        && operators.must.is_none_or(|must| is_nearer(stretch, place, must, anchor.text))
    {
        return (Verdict::Weakened, Some(Reason::Permission), place);
    }
    (Verdict::Stated, None, anchor.text)
}

crate::message::wordings! {
    NOTHING: "why/nothing", "no sentence says it";
    DENIED: "why/denied", "it is denied here";
    AFFIRMED: "why/affirmed", "the negation is not here";
    NOT_NECESSARY: "why/not-necessary", "here it is only not necessary";
    CONTRARY: "why/contrary", "here it is \"{is}\"";
    PERMISSION: "why/permission", "here it is only allowed";
    ADVICE: "why/advice", "here it is only advice";
    LOST: "why/lost", "\"{was}\" is not here";
    LOST_WITH: "why/lost-with-forms", "\"{was}\" ({forms}) is not here";
    VERSION: "why/version", "version {year} is not named as a version";
    OTHER_VERSION: "why/other-version", "here it is said of version {year}";
    ONLY: "why/only", "\"only\" is not here";
    FORBIDDEN: "why/forbidden", "here it is forbidden, not only unnecessary";
    OBLIGATION: "why/obligation", "here it is demanded, not allowed";
    REPLACED: "why/replaced", "\"{is}\" stands in the place of \"{was}\"";
    BECAME: "why/became", "\"{was}\" became \"{is}\"";
    PART: "why/part", "here it is said of a part: \"{is}\"";
    LIMITED: "why/limited", "here it is so \"only\" in this case";
    EXCHANGED: "why/exchanged", "\"{one}\" and \"{other}\" are no longer together";
    DIRECTION: "why/direction", "here it leads the other way";
    UNTRANSLATED: "why/untranslated", "it is left in the language of the source";
    CONDITION: "why/condition", "the condition (\"{was}\") is not here";
}

/// Why a claim is not stated, in words; with the words of the page's language for what is lost, where that is given.
pub(crate) fn why(judgement: &Judgement, pack: &Pack, locale: Option<&Locale>) -> Message {
    let name = |concept: u16| pack.name_of(concept);
    match judgement.reason {
        None | Some(Reason::Nothing) => message!(NOTHING),
        Some(Reason::Denied) => message!(DENIED),
        Some(Reason::Affirmed) => message!(AFFIRMED),
        Some(Reason::NotNecessary) => message!(NOT_NECESSARY),
        Some(Reason::Contrary(concept)) => message!(CONTRARY, is = name(concept)),
        Some(Reason::Permission) => message!(PERMISSION),
        Some(Reason::Advice) => message!(ADVICE),
        Some(Reason::Lost(concept)) => {
            let forms = locale.map_or(&[][..], |locale| cue::forms_of(locale, concept));
            match forms.is_empty() {
                true => message!(LOST, was = name(concept)),
                false => message!(LOST_WITH, was = name(concept), forms),
            }
        }
        Some(Reason::Version(year)) => message!(VERSION, year),
        Some(Reason::OtherVersion(year)) => message!(OTHER_VERSION, year),
        Some(Reason::Only) => message!(ONLY),
        Some(Reason::Forbidden) => message!(FORBIDDEN),
        Some(Reason::Obligation) => message!(OBLIGATION),
        Some(Reason::Replaced(was, is)) => message!(REPLACED, is = name(is), was = name(was)),
        Some(Reason::Order(was, is)) => message!(BECAME, was = name(was), is = name(is)),
        Some(Reason::Part(concept)) => message!(PART, is = name(concept)),
        Some(Reason::Alternative(was, is)) => message!(BECAME, was = name(was), is = name(is)),
        Some(Reason::Limited) => message!(LIMITED),
        Some(Reason::Exchanged(a, b)) => message!(EXCHANGED, one = name(a), other = name(b)),
        Some(Reason::Direction) => message!(DIRECTION),
        Some(Reason::Untranslated) => message!(UNTRANSLATED),
        Some(Reason::Condition(concept)) => message!(CONDITION, was = name(concept)),
    }
}
