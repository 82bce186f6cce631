//! Reading the pages of a set against the packs it is held against: what each language says of each
//! claim.

mod pair;
mod quote;

use crate::order::{InOrder as _, OrderedMap};
pub use quote::Quote;
pub(super) use quote::said;
use quote::said_in;

use super::apply::{Guidance, Selected};
use super::heard::{ClaimReading, Listener, ProcedureReading, Standing};
use super::judge::{Judgement, Reason, judge, why};
use super::matter::{Found, Matter};
use super::pack::{Claim, Selector, Verdict};
use crate::compare::Comparison;
use crate::document::{Document, Side};
use crate::finding::PageId;
use crate::language::Locale;
use crate::message::Message;
use crate::rendition::Rendition;
use crate::set::{DocumentRef, DocumentSet, Reference};
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// What one document says of one claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Index of the pack the document is held against.
    pub pack: usize,
    /// Id of the claim.
    pub claim: String,
    /// The page.
    pub page: PageId,
    /// Its language.
    pub locale: Locale,
    /// What it says.
    #[serde(with = "super::written::Written")]
    pub verdict: Verdict,
    /// Where, in bytes of the page; `None` where no sentence does.
    pub sentence: Option<Span>,
    /// Why it is not stated; empty where it is.
    pub why: Option<Message>,
    /// The sentence as readers see it.
    pub said: String,
    /// What the source says there.
    pub source: Option<Quote>,
    /// Whether the source reads the same way: then the fault is there, and the translation follows it.
    pub follows: bool,
}

/// Place in the procedure, claim, sentences.
type Step<'c> = (u32, &'c Claim, (u32, u32));

/// What may be expected of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Home {
    /// It is the page that the claim comes from, or states at least half of what comes from there: what is not found
    /// on it is missing.
    Own,
    /// It states other claims of the pack: what it says in part only is weakened, and what it does not say may stand
    /// elsewhere.
    Guidance,
    /// Any other.
    Elsewhere,
}

/// A claim that a set is asked about.
#[derive(Clone, Copy)]
struct Asked<'g> {
    pack: usize,
    claim: &'g Claim,
}

/// The claims of a set and what has been read of them.
pub struct Reading<'a> {
    guidance: &'a Guidance,
    selected: Selected,
    asked: Vec<Asked<'a>>,
    /// Claims of other versions.
    foreign: Vec<Asked<'a>>,
    /// Claims that name a page of the set.
    called: Vec<bool>,
    members: &'a [Rendition<'a>],
    found: OrderedMap<DocumentRef, Vec<Option<Found>>>,
    foreign_found: OrderedMap<DocumentRef, Vec<Option<Found>>>,
    /// What was read so far.
    pub cells: Vec<Cell>,
}

impl<'a> Reading<'a> {
    /// Selects the packs and the claims for a set.
    #[must_use]
    pub fn new(guidance: &'a Guidance, set: &DocumentSet, members: &'a [Rendition<'a>]) -> Self {
        let selected = guidance.select(set, members);
        let mut asked: Vec<Asked<'a>> = Vec::new();
        for &pack in &selected.packs {
            // Where nothing tells the version, a shared claim is asked for once, in its own pack.
            let claims: Vec<&'a Claim> = if selected.certain {
                guidance.claims(pack).collect()
            } else {
                guidance.pack(pack).claims.iter().collect()
            };
            asked.extend(claims.into_iter().map(|claim| Asked { pack, claim }));
        }
        let mut foreign = Vec::new();
        if selected.certain {
            for pack in (0..guidance.packs().count()).filter(|pack| !selected.packs.contains(pack)) {
                for claim in &guidance.pack(pack).claims {
                    let telling = tells_version(guidance, pack, claim);
                    if telling && asked.iter().all(|own| own.claim.id != claim.id) {
                        foreign.push(Asked { pack, claim });
                    }
                }
            }
        }
        let called = asked
            .iter()
            .map(|asked| members.iter().any(|member| asked.claim.on.iter().any(|on| names(on, *member))))
            .collect();
        Self {
            guidance,
            selected,
            asked,
            foreign,
            called,
            members,
            found: OrderedMap::new(),
            foreign_found: OrderedMap::new(),
            cells: Vec::new(),
        }
    }

    /// Ids of the packs of the set's own version; none where nothing tells it.
    pub fn packs(&self) -> Vec<&'a str> {
        let certain = self.selected.packs.iter().filter(|_| self.selected.certain);
        certain.map(|&pack| self.guidance.pack(pack).id.as_str()).collect()
    }

    /// Where a document speaks of the claims asked about.
    fn found(&mut self, rendition: Rendition<'_>) -> Vec<Option<Found>> {
        if let Some(found) = self.found.get(&rendition.id) {
            return found.clone();
        }
        let mut found = self.look(rendition, &self.asked, self.selected.certain);
        Self::settle(&self.asked, &mut found);
        // What another version says with the same words is not what this one says.
        let foreign = self.foreign_found(rendition);
        for (at, own) in found.iter_mut().enumerate() {
            let claim = self.asked[at].claim;
            let taken = own.as_ref().is_some_and(|own| {
                foreign.iter().zip(&self.foreign).any(|(other, asked)| {
                    other.as_ref().is_some_and(|other| {
                        let rendered = match own.judgement.verdict {
                            Verdict::Stated => mirror(claim, asked.claim),
                            verdict => verdict == Verdict::Weakened,
                        };
                        other.sentences == own.sentences
                            && rendered
                            && outdone(claim, &own.judgement, asked.claim, &other.judgement)
                    })
                })
            });
            if taken {
                *own = None;
            }
        }
        // On the page for it a claim that is told only in part, or turned round, is nearer than elsewhere.
        if self.selected.certain
            && let Some(matter) = Matter::of(rendition, self.guidance.terms(), true)
        {
            let homes = self.homes(rendition, &found);
            for at in 0..found.len() {
                if found[at].is_some()
                    || homes[at] == Home::Elsewhere
                    || self.asked[at].claim.procedure.is_some()
                {
                    continue;
                }
                let near = matter.find_nearest(self.asked[at].claim);
                let is_free =
                    |near: &Found| !found.iter().flatten().any(|own| own.sentences == near.sentences);
                found[at] = near.filter(is_free);
            }
        }
        self.found.insert(rendition.id, found.clone());
        found
    }

    fn foreign_found(&mut self, rendition: Rendition<'_>) -> Vec<Option<Found>> {
        if let Some(found) = self.foreign_found.get(&rendition.id) {
            return found.clone();
        }
        let mut found = self.look(rendition, &self.foreign, false);
        Self::settle(&self.foreign, &mut found);
        self.foreign_found.insert(rendition.id, found.clone());
        found
    }

    /// Where a document speaks of some claims; `in_two` where two sentences may tell one together, as they may tell a claim
    /// of the document's own version.
    fn look(&self, rendition: Rendition<'_>, asked: &[Asked<'a>], in_two: bool) -> Vec<Option<Found>> {
        let claims: Vec<&Claim> = asked.iter().map(|asked| asked.claim).collect();
        match Matter::of(rendition, self.guidance.terms(), true) {
            Some(matter) if !claims.is_empty() => matter.find_all(&claims, in_two),
            _ => vec![None; claims.len()],
        }
    }

    /// Of claims that one sentence could be, the more particular stays.
    fn settle(asked: &[Asked<'a>], found: &mut [Option<Found>]) {
        let mut dropped = Vec::new();
        for at in 0..found.len() {
            let Some(own) = &found[at] else { continue };
            let rival = (0..found.len()).any(|other| {
                let Some(rival) = found[other].as_ref().filter(|_| other != at) else { return false };
                rival.sentences == own.sentences
                    && outdone(asked[at].claim, &own.judgement, asked[other].claim, &rival.judgement)
            });
            if rival {
                dropped.push(at);
            }
        }
        for at in dropped {
            found[at] = None;
        }
    }

    /// Reads the reference itself.
    pub fn reference(&mut self, target: Rendition<'a>, listener: &mut dyn Listener) {
        let all = self.found(target);
        let homes = self.homes(target, &all);
        for at in 0..self.asked.len() {
            let Some(found) = &all[at] else {
                if self.selected.certain && (self.called[at] || homes[at] == Home::Own) {
                    self.cell(at, target, &nothing(), (None, false), None);
                }
                continue;
            };
            let verdict = found.judgement.verdict;
            if !self.is_kept(at, &homes, &all) || (verdict != Verdict::Stated && !self.selected.certain) {
                continue;
            }
            let text = stretch(target, found.sentences);
            self.cell(at, target, &found.judgement, (text, found.listed), None);
            self.tell(target, None, at, text, None, found.judgement.clone(), Standing::Reference, listener);
        }
        self.others(target, &all, listener);
        self.procedures(target, None, &all, listener);
    }

    /// Reads a document of a set without a reference.
    pub fn alone(&mut self, target: Rendition<'a>, reference: Reference, listener: &mut dyn Listener) {
        let found = self.found(target);
        let members = self.members;
        let mut stated: Vec<Vec<&Locale>> = vec![Vec::new(); self.asked.len()];
        let mut languages: Vec<&Locale> = Vec::new();
        if reference == Reference::Consensus {
            for member in members.iter().filter(|member| member.document.side != Side::Source) {
                if !languages.contains(&member.locale) {
                    languages.push(member.locale);
                }
                for (at, found) in self.found(*member).iter().enumerate() {
                    let states = found.as_ref().is_some_and(|f| f.judgement.verdict == Verdict::Stated);
                    if states && !stated[at].contains(&member.locale) {
                        stated[at].push(member.locale);
                    }
                }
            }
        }
        let homes = self.homes(target, &found);
        for at in 0..self.asked.len() {
            let agreed = stated[at].len() >= 2 && stated[at].len() * 2 >= languages.len();
            let called = self.called[at] && self.selected.certain;
            let (judgement, sentences) = match &found[at] {
                Some(found) => (found.judgement.clone(), Some(found.sentences)),
                None => (nothing(), None),
            };
            let verdict = judgement.verdict;
            let shown = match verdict {
                Verdict::Stated => true,
                Verdict::Missing => agreed || called,
                Verdict::Weakened | Verdict::Contradicted => {
                    agreed || (self.selected.certain && self.is_kept(at, &homes, &found))
                }
            };
            if !shown {
                continue;
            }
            let text = sentences.and_then(|sentences| stretch(target, sentences));
            let listed = found[at].as_ref().is_some_and(|found| found.listed);
            self.cell(at, target, &judgement, (text, listed), None);
            let end = target.document.sentences.last().map_or(Span::default(), |sentence| sentence.text);
            let gap = Some((Span::new(end.end, end.end), end));
            self.tell(target, None, at, text, gap, judgement, Standing::Expected, listener);
        }
        self.others(target, &found, listener);
        self.procedures(target, None, &found, listener);
    }

    /// Claims of other versions that a document states where no claim of its own fits as well.
    fn others(&mut self, target: Rendition<'a>, found: &[Option<Found>], listener: &mut dyn Listener) {
        let foreign = self.foreign_found(target);
        for (at, other) in foreign.iter().enumerate() {
            let Some(other) = other.as_ref().filter(|other| other.judgement.verdict == Verdict::Stated)
            else {
                continue;
            };
            let claim = self.foreign[at].claim;
            let own = found.iter().enumerate().any(|(own, found)| {
                found.as_ref().is_some_and(|found| {
                    found.sentences == other.sentences
                        && alike(self.asked[own].claim, claim)
                        && (!outdone(self.asked[own].claim, &found.judgement, claim, &other.judgement)
                            || (found.judgement.verdict == Verdict::Contradicted
                                && mirror(self.asked[own].claim, claim)))
                })
            });
            if own {
                continue;
            }
            let text = stretch(target, other.sentences);
            let reading = ClaimReading {
                pair: None,
                target,
                pack: self.guidance.pack(self.foreign[at].pack),
                claim,
                standing: Standing::OtherVersion,
                source: None,
                text,
                gap: None,
                judgement: other.judgement.clone(),
                other: None,
            };
            listener.claim(&reading);
        }
    }

    /// Whether the steps of each procedure stand in order.
    fn procedures(
        &self,
        target: Rendition<'_>,
        pair: Option<&Comparison<'_>>,
        found: &[Option<Found>],
        listener: &mut dyn Listener,
    ) {
        let mut steps: OrderedMap<(usize, &str), Vec<Step<'_>>> = OrderedMap::new();
        for (asked, found) in self.asked.iter().zip(found) {
            if let (Some((name, order)), Some(found)) = (&asked.claim.procedure, found) {
                let step = (*order, asked.claim, found.sentences);
                steps.entry((asked.pack, name.as_str())).or_default().push(step);
            }
        }
        for ((pack, _), mut steps) in steps {
            steps.put_in_order_by_key(|step| step.0);
            let places = steps
                .iter()
                .filter_map(|step| stretch(target, step.2).map(|text| (step.0, step.1, text)))
                .collect();
            let reading = ProcedureReading { pair, target, pack: self.guidance.pack(pack), steps: places };
            listener.procedure(&reading);
        }
    }

    /// By claim, what may be expected of a document.
    fn homes(&self, document: Rendition<'_>, found: &[Option<Found>]) -> Vec<Home> {
        /// So many claims of a pack make a page of its guidance.
        const SEVERAL: usize = 4;
        let mut origins: OrderedMap<(usize, &str), (usize, usize)> = OrderedMap::new();
        let mut packs: OrderedMap<usize, usize> = OrderedMap::new();
        for (asked, found) in self.asked.iter().zip(found) {
            let (stated, all) = origins.entry((asked.pack, asked.claim.origin.as_str())).or_default();
            let states = found.as_ref().is_some_and(|found| found.judgement.verdict == Verdict::Stated);
            *stated += usize::from(states);
            *all += 1;
            *packs.entry(asked.pack).or_default() += usize::from(states);
        }
        let file = document.path.rsplit('/').next().unwrap_or_default();
        let home = |asked: &Asked<'_>| {
            let origin = asked.claim.origin.as_str();
            let (stated, all) = origins.get(&(asked.pack, origin)).copied().unwrap_or_default();
            if self.selected.certain
                && ((!origin.is_empty() && origin.eq_ignore_ascii_case(file))
                    || (stated >= 2 && stated * 2 >= all))
            {
                Home::Own
            } else if self.selected.certain && packs.get(&asked.pack).is_some_and(|&stated| stated >= SEVERAL)
            {
                Home::Guidance
            } else {
                Home::Elsewhere
            }
        };
        self.asked.iter().map(home).collect()
    }

    /// Whether a claim that a source states in part only is expected of its translations: on the page for it, and where a
    /// sentence of its guidance says nothing else.
    fn is_kept(&self, at: usize, homes: &[Home], found: &[Option<Found>]) -> bool {
        let Some(own) = &found[at] else { return false };
        let states_another = || {
            let others = found.iter().flatten().filter(|other| other.sentences == own.sentences);
            others.into_iter().any(|other| other.judgement.verdict == Verdict::Stated)
        };
        own.judgement.verdict != Verdict::Weakened
            || self.called[at]
            || match homes[at] {
                Home::Own => true,
                Home::Guidance => !states_another(),
                Home::Elsewhere => false,
            }
    }

    fn cell(
        &mut self,
        at: usize,
        target: Rendition<'_>,
        judgement: &Judgement,
        (text, listed): (Option<Span>, bool),
        source: Option<Quote>,
    ) {
        if target.document.side == Side::Source {
            return;
        }
        let Asked { pack, claim } = self.asked[at];
        let why = match judgement.verdict {
            Verdict::Stated => None,
            _ => Some(why(judgement, self.guidance.pack(pack), None)),
        };
        self.cells.push(Cell {
            pack,
            claim: claim.id.clone(),
            page: target.id.page,
            locale: target.locale.clone(),
            verdict: judgement.verdict,
            sentence: text.map(|text| target.document.source_span(text)),
            why,
            said: text.map_or_else(String::new, |text| said_in(target.document, text, listed)),
            source,
            follows: false,
        });
    }

    #[allow(clippy::too_many_arguments, reason = "what a reading consists of")]
    fn tell(
        &self,
        target: Rendition<'_>,
        pair: Option<(&Comparison<'_>, Option<Span>)>,
        at: usize,
        text: Option<Span>,
        gap: Option<(Span, Span)>,
        judgement: Judgement,
        standing: Standing,
        listener: &mut dyn Listener,
    ) {
        let Asked { pack, claim } = self.asked[at];
        if judgement.verdict == Verdict::Stated && claim.disputes.is_empty() {
            return;
        }
        // Of a page whose version nothing tells, it is enough to say that a sentence is missing.
        if !self.selected.certain && judgement.reason == Some(Reason::Nothing) {
            return;
        }
        // What the words say instead: the claim of another version.
        let other = text.and_then(|text| self.instead(target, claim, text));
        let reading = ClaimReading {
            pair: pair.map(|pair| pair.0),
            target,
            pack: self.guidance.pack(pack),
            claim,
            standing,
            source: pair.and_then(|pair| pair.1),
            text,
            gap,
            judgement,
            other,
        };
        listener.claim(&reading);
    }

    /// The claim of another version about the same matter that a text states.
    fn instead(&self, target: Rendition<'_>, claim: &Claim, text: Span) -> Option<(&'a str, &'a Claim)> {
        let matter = Matter::of(target, self.guidance.terms(), true)?;
        let sentences = &target.document.sentences;
        let first = sentences.partition_point(|sentence| sentence.text.start < text.start) as u32;
        let last = sentences.partition_point(|sentence| sentence.text.start < text.end) as u32;
        let stretch = matter.stretch((first, last))?;
        claim.mirrors.iter().chain(&claim.excludes).find_map(|id| {
            let (pack, other) = self.guidance.claim(id)?;
            let pack = self.guidance.pack(pack);
            (judge(other, &stretch).verdict == Verdict::Stated).then_some((pack.title.as_str(), other))
        })
    }
}

/// Whether a claim tells which version it is of: it names one, or what no claim about the same matter
/// names, or it is a step of a procedure that does.
fn tells_version(guidance: &Guidance, pack: usize, claim: &Claim) -> bool {
    let others: Vec<&Claim> =
        claim.mirrors.iter().filter_map(|id| guidance.claim(id)).map(|found| found.1).collect();
    let own_name = claim
        .names
        .iter()
        .any(|name| !others.is_empty() && others.iter().all(|other| !other.names.contains(name)));
    let name = claim.procedure.as_ref().map(|step| &step.0);
    let mut steps = guidance
        .pack(pack)
        .claims
        .iter()
        .filter(|step| name.is_some() && step.procedure.as_ref().map(|step| &step.0) == name);
    !claim.versions.is_empty() || own_name || steps.any(|step| !step.versions.is_empty())
}

/// Whether two claims are about the same matter.
fn mirror(a: &Claim, b: &Claim) -> bool {
    let names =
        |one: &Claim, other: &Claim| one.mirrors.contains(&other.id) || one.excludes.contains(&other.id);
    names(a, b) || names(b, a)
}

/// Whether two claims speak of the same: one mirrors the other, or they have an action in common.
fn alike(a: &Claim, b: &Claim) -> bool {
    mirror(a, b)
        || a.action.iter().flatten().any(|concept| b.action.iter().flatten().any(|other| other == concept))
}

/// Whether a sentence is rather another claim than this one: it states that one, and more of it.
fn outdone(claim: &Claim, own: &Judgement, other: &Claim, rival: &Judgement) -> bool {
    let shared = alike(claim, other);
    let stated = |judgement: &Judgement| judgement.verdict == Verdict::Stated;
    match (stated(own), stated(rival)) {
        (false, true) => shared || rival.weight > own.weight,
        (true, true) => {
            shared
                && rival.weight >= own.weight
                && (rival.weight, rival.coverage) > (own.weight, own.coverage)
        }
        _ => false,
    }
}

fn nothing() -> Judgement {
    Judgement {
        verdict: Verdict::Missing,
        reason: Some(Reason::Nothing),
        place: Span::default(),
        coverage: 0,
        weight: 0,
        whole: false,
    }
}

/// The visible text of a range of sentences.
pub(super) fn stretch(rendition: Rendition<'_>, (first, last): (u32, u32)) -> Option<Span> {
    let sentences = rendition.document.sentences.get(first as usize..last as usize)?;
    Some(Span::new(sentences.first()?.text.start, sentences.last()?.text.end))
}

/// Whether a selector names a document.
fn names(on: &Selector, member: Rendition<'_>) -> bool {
    let document: &Document = member.document;
    let has = |wanted: &str, there: &dyn Fn() -> bool| wanted.is_empty() || there();
    has(&on.path, &|| member.path.to_lowercase().contains(&on.path.to_lowercase()))
        && has(&on.asset, &|| {
            document
                .front_matter
                .get("ms:assetid")
                .is_some_and(|id| id.trim().eq_ignore_ascii_case(&on.asset))
        })
        && has(&on.anchor, &|| {
            let names = |block: &crate::document::Block| {
                block.anchor.is_some_and(|anchor| document.string(anchor).eq_ignore_ascii_case(&on.anchor))
            };
            document.blocks.iter().any(names)
        })
}
