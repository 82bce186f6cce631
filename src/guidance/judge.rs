//! What a stretch of text says of a claim.
//!
//! A negation, an obligation or a permission belongs to one of the verbs around it. Which one, word
//! order tells: Japanese and Korean put it behind the verb, the other languages before it, within the
//! clause; French puts "pas" behind a finite verb.

use super::matter::spaced;
use super::pack::{Claim, Group, Polarity, Strength, Verdict};
use crate::facts::date::as_date;
use crate::facts::{Cue, Fact, Rendition, Value, cue};
use crate::language::lexicon::{self, Lexicon, Trait, traits};
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
    /// No sentence says it.
    Nothing,
}

/// A stretch of a document, with what is known of it.
#[derive(Clone, Copy)]
pub struct Stretch<'a> {
    pub rendition: Rendition<'a>,
    pub lexicon: &'static Lexicon,
    pub text: Span,
    pub cues: &'a [Cue],
    pub facts: &'a [Fact],
    /// The concepts that claims have as their actions, sorted.
    pub verbs: &'a [u16],
}

impl<'a> Stretch<'a> {
    /// The stretch of a range of sentences.
    pub fn of(
        rendition: Rendition<'a>,
        lexicon: &'static Lexicon,
        verbs: &'a [u16],
        (first, last): (u32, u32),
    ) -> Option<Self> {
        let sentences = rendition.document.sentences.get(first as usize..last as usize)?;
        let text = Span::new(sentences.first()?.text.start, sentences.last()?.text.end);
        let facts = rendition.facts.of_range((first, last));
        Some(Self { rendition, lexicon, text, cues: rendition.facts.cues_in(text), facts, verbs })
    }

    fn says(&self, group: &Group) -> Option<&'a Cue> {
        self.cues.iter().find(|cue| group.contains(&cue.concept))
    }

    /// Whether something here has one of these traits.
    pub fn does_any(&self, wanted: &[Trait]) -> bool {
        self.cues.iter().any(|cue| has_any(cue, wanted))
    }

    /// Whether a name stands here; letters of other scripts may follow it directly.
    fn names(&self, name: &str) -> bool {
        let text = spaced(self.rendition.document.text(self.text), name);
        let (text, name) = (text.as_bytes(), name.as_bytes());
        let inside = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
        text.windows(name.len()).enumerate().any(|(at, window)| {
            window.eq_ignore_ascii_case(name)
                && !(inside(at.checked_sub(1).and_then(|before| text.get(before))) && inside(name.first()))
                && !(inside(text.get(at + name.len())) && inside(name.last()))
        })
    }

    /// Whether a year stands here as a version.
    fn has_version(&self, year: u16) -> bool {
        let product = self.facts.iter().any(|fact| matches!(fact.value, Value::Product { .. }));
        self.facts.iter().any(|fact| match fact.value {
            Value::Product { version, .. } => version == Some(year),
            Value::Number(number) => {
                let plain = &self.rendition.document.plain;
                product && number.small == year && as_date(plain, fact.text, self.lexicon).is_none()
            }
            _ => false,
        })
    }

    /// A year that stands here as a version of one of these products.
    fn other_version(&self, versions: &[(u16, u16)]) -> Option<u16> {
        self.facts.iter().find_map(|fact| match fact.value {
            Value::Product { product, version: Some(year), .. } => {
                versions.iter().any(|&(known, _)| known == product).then_some(year)
            }
            _ => None,
        })
    }

    /// Whether a language has words for one of these: what it has none for is not missed.
    fn knows(&self, group: &Group) -> bool {
        group.iter().any(|&concept| cue::knows(self.rendition.locale, concept))
    }

    /// What stands between two places, the earlier first.
    fn between(&self, from: u32, to: u32) -> &'a str {
        if from < to { self.rendition.document.text(Span::new(from, to)) } else { "" }
    }

    /// Whether a clause ends between two places.
    fn parted(&self, from: u32, to: u32) -> bool {
        const MARKS: [char; 13] = [',', ';', ':', '(', ')', '，', '、', '；', '：', '（', '）', '。', '؛'];
        self.between(from, to).contains(MARKS)
            || self.cues.iter().any(|cue| {
                traits(cue.concept).has(Trait::Conditional) && from <= cue.text.start && cue.text.end <= to
            })
    }

    /// The verb that a negation, an obligation or a permission belongs to.
    fn verb_of(&self, operator: Span) -> Option<&'a Cue> {
        let language = self.rendition.locale.language();
        // "No longer available" denies nothing but what it says itself.
        let denial = |cue: &Cue| {
            traits(cue.concept).has(Trait::Final)
                && self.verbs.binary_search(&cue.concept).is_ok()
                && swallows(operator, cue.text)
        };
        let denying = self.cues.iter().any(denial);
        let verbs = || {
            self.cues
                .iter()
                .filter(|cue| self.verbs.binary_search(&cue.concept).is_ok() && !swallows(operator, cue.text))
        };
        let within = |cue: &&Cue| operator.start < cue.text.start && cue.text.end < operator.end;
        let before = || verbs().filter(|cue| cue.text.end <= operator.start).max_by_key(|cue| cue.text.end);
        let after = || verbs().filter(|cue| cue.text.start >= operator.end).min_by_key(|cue| cue.text.start);
        let near_before = || before().filter(|cue| !self.parted(cue.text.end, operator.start));
        let near_after = || after().filter(|cue| !self.parted(operator.end, cue.text.start));
        if denying {
            // Korean says "unavailable" and "cannot" with one word, which leans on the verb of the latter.
            return near_before().filter(|cue| language == "ko" && operator.start - cue.text.end <= NEAR);
        }
        if matches!(language, "ja" | "ko") {
            return near_before().or_else(near_after).or_else(before).or_else(after);
        }
        let adjacent = || {
            before().filter(|cue| {
                language == "fr" && self.between(cue.text.end, operator.start).trim().is_empty()
            })
        };
        let inner = || verbs().find(within);
        adjacent().or_else(near_after).or_else(near_before).or_else(inner).or_else(after).or_else(before)
    }

    /// How often something is denied or forbidden here.
    pub fn denials(&self) -> usize {
        let negative = |cue: &&Cue| has_any(cue, &[Trait::Denies, Trait::Forbids, Trait::Frees]);
        let mut places: Vec<Span> = self.cues.iter().filter(negative).map(|cue| cue.text).collect();
        places.dedup();
        places.len()
    }

    /// Whether a verb is one of these, or has one of these by its side: "eseguire la migrazione".
    fn chained(&self, verb: &Cue, action: &Group) -> bool {
        self.cues.iter().filter(|cue| action.contains(&cue.concept)).any(|cue| {
            let (from, to) = if cue.text.start >= verb.text.end {
                (verb.text.end, cue.text.start)
            } else {
                (cue.text.end, verb.text.start)
            };
            cue.text.overlaps(verb.text) || (from <= to && to - from <= NEAR && !self.parted(from, to))
        })
    }

    /// The operators that belong to one of these actions.
    fn operators(&self, action: &Group) -> Operators {
        let mut found = Operators::default();
        for cue in self.cues {
            // Italian "non devono" is either: it forbids, unless something else tells.
            let forbids = |twin: &Cue| twin.text == cue.text && has_any(twin, &[Trait::Forbids]);
            if has_any(cue, &[Trait::Frees]) && self.cues.iter().any(forbids) {
                continue;
            }
            let flag = match traits(cue.concept) {
                own if own.has(Trait::Excepts) => &mut found.unless,
                own if own.has(Trait::Denies) || own.has(Trait::Excludes) => &mut found.not,
                own if own.has(Trait::Forbids) => &mut found.must_not,
                own if own.has(Trait::Frees) => &mut found.need_not,
                own if own.has(Trait::Obliges) => &mut found.must,
                own if own.has(Trait::Permits) => &mut found.may,
                own if own.has(Trait::Advises) => &mut found.advice,
                _ => continue,
            };
            let own = self.verb_of(cue.text).is_some_and(|verb| self.chained(verb, action));
            if own && flag.is_none_or(|place: Span| place.start < cue.text.start) {
                *flag = Some(cue.text);
            }
        }
        found
    }
}

/// Whether what a cue states has one of these traits.
fn has_any(cue: &Cue, wanted: &[Trait]) -> bool {
    wanted.iter().any(|&one| traits(cue.concept).has(one))
}

/// Whether an operator's form holds a verb as a part of its own ("no longer available"), not in its gap.
fn swallows(operator: Span, verb: Span) -> bool {
    operator.overlaps(verb) && !(operator.start < verb.start && verb.end < operator.end)
}

/// Where operators of an action stand.
#[derive(Clone, Copy, Debug, Default)]
struct Operators {
    not: Option<Span>,
    unless: Option<Span>,
    must_not: Option<Span>,
    need_not: Option<Span>,
    must: Option<Span>,
    may: Option<Span>,
    advice: Option<Span>,
}

impl Operators {
    fn denied(&self) -> Option<Span> {
        self.not.or(self.must_not)
    }
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
    let concept = &lexicon::concepts()[of as usize];
    if concept.contrary.is_empty() { concept.against } else { concept.contrary }
}

/// How much a concept tells.
fn weight(group: &Group) -> u32 {
    group.first().map_or(0, |&concept| u32::from(lexicon::concepts()[concept as usize].evidence[1]))
}

/// Bytes of an article or a particle.
const NEAR: u32 = 8;

/// What a name or a version tells.
const NAME: u32 = 30;

/// Reads a stretch against a claim.
#[must_use]
pub fn judge(claim: &Claim, stretch: &Stretch<'_>) -> Judgement {
    let mut total = 0;
    let mut had = 0;
    let mut count = |weight: u32, there: bool| {
        total += weight;
        had += if there { weight } else { 0 };
    };
    for group in claim.subject.iter().chain(&claim.object) {
        let there = stretch.says(group).is_some();
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
        let unconditional =
            claim.condition.iter().find(|group| stretch.says(group).is_none() && stretch.knows(group));
        (verdict, reason) = match (unlimited, unconditional.and_then(|group| group.first())) {
            // Neither "only" nor "when": what it depends on is not told at all.
            (true, Some(&concept)) => (Verdict::Missing, Some(Reason::Condition(concept))),
            (true, None) => (Verdict::Weakened, Some(Reason::Only)),
            (false, Some(&concept)) => (Verdict::Weakened, Some(Reason::Condition(concept))),
            (false, None) => (verdict, reason),
        };
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

/// How one action of a claim reads.
fn read_action(claim: &Claim, stretch: &Stretch<'_>, action: &Group) -> (Verdict, Option<Reason>, Span) {
    let whole = stretch.text;
    let concept = action.first().copied().unwrap_or_default();
    let Some(anchor) = stretch.says(action) else {
        // Of "stop and start again" neither is the contrary of the other.
        let own = |concept: &u16| claim.action.iter().flatten().any(|other| other == concept);
        let contrary =
            action.iter().flat_map(|&concept| contraries(concept)).copied().filter(|concept| !own(concept));
        for other in contrary {
            if let Some(cue) = stretch.says(&vec![other]) {
                // "Not available" is "unavailable".
                if stretch.operators(&vec![other]).denied().is_some() {
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
        let head_final = matches!(stretch.rendition.locale.language(), "ja" | "ko");
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
    if let (true, Polarity::Affirmed, None, Some(place)) =
        (demanded, claim.polarity, operators.must, operators.may)
    {
        return (Verdict::Weakened, Some(Reason::Permission), place);
    }
    (Verdict::Stated, None, anchor.text)
}
