//! Making a pack out of pages: `unisono pack init`.
//!
//! Every sentence of a source that obliges, permits, forbids, limits or orders is proposed as a claim, made of the
//! concepts that it and its translations state; what no lexicon knows becomes a word of the pack. So is every numbered
//! step, where the steps of its list stand in one order in every language: then the claims hold that order, too. Each sentence that
//! states a claim is a case of it. What a translation says otherwise is no case: it stands there as a comment, with
//! the reason. The pack that comes out reads its own cases as it says.

mod draft;
mod ordered;
mod terms;
mod write;

use super::PackError;
use super::apply::Guidance;
use super::cases::read;
use super::pack::{self, Claim, OWN, OWN_ACTION, Pack, Polarity, Strength, Verdict, Word};
use super::reading::said;
use crate::align::align;
use crate::document::BlockKind;
use crate::facts::cue::Words;
use crate::language::Locale;
use crate::language::lexicon::{self, Class, Trait, traits};
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::source::position::LineIndex;
use crate::yaml;
use draft::{Draft, Site};
use ordered::Numbered;
use serde::Serialize;
use terms::{Table, unknown};

/// A page with its translations, as a pack is made of it.
pub struct Original<'a> {
    /// The page that the others are translations of.
    pub source: Rendition<'a>,
    /// Its translations.
    pub translations: Vec<Rendition<'a>>,
    /// The texts of these pages, the source first.
    pub texts: Vec<&'a str>,
    /// The edition of the pages, where known.
    pub edition: Option<&'a str>,
    /// The id of the set of pages.
    pub set: &'a str,
}

/// A pack made out of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The pack, as YAML; empty where no claim was found.
    pub text: String,
    /// Claims in it.
    pub claims: u32,
    /// Sentences that state one of them.
    pub cases: u32,
    /// Sentences that answer one of them and do not state it.
    pub differing: u32,
    /// Sentences of the kind that no claim was made of.
    pub left: u32,
    /// Procedures whose steps are claims with an order.
    pub procedures: u32,
}

/// A claim with what the pages say of it.
struct Proposed {
    claim: Claim,
    /// Where the source states it: path and line.
    place: String,
    cases: Vec<Case>,
    /// Where it begins a numbered step.
    step: Option<Numbered>,
    /// Whether it is a claim by itself, whatever becomes of the steps around it.
    guides: bool,
}

impl Proposed {
    /// Takes something out of the claim, and has its cases read again; gives false where there is nothing left.
    fn ask_less(&mut self) -> bool {
        if self.claim.strength != Strength::Fact && self.claim.polarity != Polarity::Denied {
            self.claim.strength = Strength::Fact;
        } else if !self.claim.condition.is_empty() {
            self.claim.condition.clear();
        } else if self.claim.only {
            self.claim.only = false;
        } else {
            return false;
        }
        self.cases.iter_mut().filter(|case| case.read).for_each(|case| case.note = None);
        true
    }
}

/// What a page says of a claim.
struct Case {
    locale: String,
    place: String,
    sentence: String,
    /// Why it is no case.
    note: Option<String>,
    /// Whether its language has words for what is done.
    read: bool,
}

/// The most claims of a pack that is proposed: more of them nobody reads.
const MOST: usize = 200;

/// Makes a pack of this id out of pages: of the first 200 sentences that make a claim.
///
/// # Errors
/// Where the pack cannot be read: its id is not in kebab-case.
pub fn propose(id: &str, title: &str, originals: &[Original<'_>]) -> Result<Proposal, PackError> {
    let empty = Words::default();
    let (sites, table, tables) = sites(originals);
    let verbs = verbs();
    let mut left = Vec::new();
    let mut drafts: Vec<(Draft<'_>, &Original<'_>)> = sites
        .into_iter()
        .filter_map(|(site, original)| Some((Draft::of(site, &verbs, &empty, &table)?, original)))
        .collect();
    // What guides goes before what is only a step.
    let guiding = drafts.iter().filter(|draft| draft.0.guides).count();
    let room = MOST.saturating_sub(guiding);
    let mut steps = 0..;
    drafts.retain(|(draft, _)| draft.guides || steps.next().is_some_and(|step| step < room));
    drafts.truncate(MOST);
    let mut pack = head(id, title, originals);
    let own = words(&mut pack, &drafts, &verbs, &table, &tables);
    let forms = super::words::of(std::iter::once(&pack));
    let mut verbs = verbs;
    verbs.extend(own.iter().map(|own| own.1).filter(|concept| concept & OWN_ACTION != 0));
    verbs.put_in_order();
    let mut proposed: Vec<Proposed> = Vec::new();
    for (draft, original) in &drafts {
        let made = draft.claim(&own, &verbs, &forms).map(|claim| dressed(claim, draft, original, &pack));
        match made {
            Some(made) => match proposed.iter_mut().find(|other| is_same(&other.claim, &made.claim)) {
                Some(other) => other.guides |= made.guides,
                None => proposed.push(made),
            },
            None if !draft.guides => {}
            None => left.push(format!("{}: {}", place(original, 0, draft.site.text()), said_by(draft))),
        }
    }
    name(&mut proposed, &pack);
    settle(&pack, proposed, left, originals)
}

fn said_by(draft: &Draft<'_>) -> String {
    said(draft.site.source.document, draft.site.text())
}

/// The sentences that may make claims, the words of the source that no lexicon knows, and those of each language.
#[allow(clippy::type_complexity, reason = "three things that are read in one go")]
fn sites<'a, 'o>(
    originals: &'o [Original<'a>],
) -> (Vec<(Site<'a>, &'o Original<'a>)>, Table, Vec<(String, Table)>) {
    let (mut sites, mut table, mut tables) = (Vec::new(), Table::default(), Vec::<(String, Table)>::new());
    let mut number = 0;
    for (which, original) in originals.iter().enumerate() {
        let source = original.source;
        let numbered = ordered::numbered(source.document);
        let alignments: Vec<_> =
            original.translations.iter().map(|translation| align(source, *translation)).collect();
        for (at, sentence) in source.document.sentences.iter().enumerate() {
            let at = at as u32;
            number += 1;
            table.take(number, &unknown(source, sentence.text));
            let mut answers = Vec::new();
            for (translation, alignment) in original.translations.iter().zip(&alignments) {
                let holds = |bead: &&crate::align::Bead| bead.source.0 <= at && at < bead.source.1;
                let Some(bead) = alignment.beads.iter().find(holds).filter(|bead| bead.is_pair()) else {
                    continue;
                };
                let (first, last) = bead.target;
                let sentences = &translation.document.sentences[first as usize..last as usize];
                let tag = translation.locale.as_str();
                let known = tables.binary_search_by(|table| table.0.as_str().cmp(tag));
                let at = known.unwrap_or_else(|at| {
                    tables.insert(at, (tag.to_owned(), Table::default()));
                    at
                });
                let of_language = &mut tables[at].1;
                for sentence in sentences {
                    of_language.take(number, &unknown(*translation, sentence.text));
                }
                answers.push((*translation, bead.target));
            }
            let prose = matches!(
                source.document.blocks[sentence.block as usize].kind,
                BlockKind::Paragraph | BlockKind::Cell { .. }
            );
            if prose {
                let begins = numbered.iter().find(|step| step.0 == at);
                let step = begins.map(|&(_, (list, number))| Numbered {
                    list: (which, list),
                    number,
                    sentence: at,
                    answers: answers.iter().filter_map(|answer| place_of(original, answer)).collect(),
                });
                sites.push((Site { source, sentence: at, answers, step }, original));
            }
        }
    }
    (sites, table, tables)
}

/// Which of the translations an answer stands in, and its sentences.
fn place_of(original: &Original<'_>, answer: &(Rendition<'_>, (u32, u32))) -> Option<(usize, (u32, u32))> {
    let at = original.translations.iter().position(|other| other.id == answer.0.id)?;
    Some((at, answer.1))
}

/// What the lexicons know to be done, sorted.
fn verbs() -> Vec<u16> {
    let done =
        |&concept: &u16| traits(concept).has(Trait::Done) || lexicon::concept(concept).class == Class::Status;
    (0..lexicon::concepts().len() as u16).filter(done).collect()
}

/// A pack without claims: of the edition that all pages have, or else of their paths.
fn head<'a>(id: &str, title: &str, originals: &[Original<'a>]) -> Pack {
    /// More of them tell nothing.
    const PATHS: usize = 8;
    let of_product = |edition: &str| {
        let (name, year) = edition.rsplit_once(' ')?;
        let product = lexicon::products().iter().position(|product| product.name() == name)?;
        Some((product as u16, year.parse().ok().filter(|year| (1990..2100).contains(year))?))
    };
    let first = originals.first().and_then(|original| original.edition);
    let all = originals.iter().all(|original| original.edition == first);
    let edition = first.filter(|_| all).and_then(of_product);
    let mut paths: Vec<&str> = Vec::new();
    if edition.is_none() {
        let longest = |set: &'a str| set.split("{locale}").max_by_key(|part| part.len()).unwrap_or_default();
        paths.extend(originals.iter().map(|original| longest(original.set)).filter(|part| part.len() > 1));
    }
    paths.put_in_order();
    paths.dedup();
    let paths = if paths.len() > PATHS { Vec::new() } else { paths.into_iter().map(str::to_owned).collect() };
    Pack { id: id.to_owned(), title: title.to_owned(), edition, paths, ..Pack::default() }
}

/// Gives the pack the words that its claims need, and tells the number of each by its stem.
fn words(
    pack: &mut Pack,
    drafts: &[(Draft<'_>, &Original<'_>)],
    verbs: &[u16],
    table: &Table,
    tables: &[(String, Table)],
) -> Vec<(String, u16)> {
    let mut stems: Vec<(&str, bool)> = Vec::new();
    // Words that are done, and what stands at the operators of their translations.
    let mut votes: Vec<(&str, &str, String)> = Vec::new();
    for (draft, _) in drafts {
        for (stem, done) in draft.own() {
            stems.push((stem, done));
            if done {
                let renderings = draft.renderings(verbs, &Words::default());
                votes.extend(renderings.into_iter().map(|(locale, found)| (stem, locale.as_str(), found)));
            }
        }
    }
    // What is done somewhere is what is done.
    stems.put_in_order_by_key(|&(stem, done)| (stem, !done));
    stems.dedup_by_key(|stem| stem.0);
    votes.put_in_order();
    let source = drafts.first().map_or("", |(draft, _)| draft.site.source.locale.as_str());
    let mut numbers = Vec::new();
    for (stem, done) in stems {
        let at = pack.words.len() as u16;
        let concept = OWN | at | if done { OWN_ACTION } else { 0 };
        let mut id = table.form(stem).unwrap_or_default().to_owned();
        if !id.bytes().all(|b| b.is_ascii_lowercase()) {
            id = format!("word-{}", at + 1);
        }
        while !is_text(&id)
            || lexicon::concepts().iter().any(|concept| concept.id == id)
            || pack.words.iter().any(|word| word.id == id)
        {
            id += "-word";
        }
        let name = id.replace('-', " ");
        let mut word = Word { id, concept, name, forms: vec![(source.to_owned(), table.forms(stem))] };
        for (tag, of_language) in tables {
            let count = |vote: &&(&str, &str, String)| votes.iter().filter(|other| other == vote).count();
            let voted = votes.iter().filter(|vote| vote.0 == stem && vote.1 == tag).max_by_key(count);
            let rendering = voted
                .map(|vote| vote.2.as_str())
                .or_else(|| of_language.rendering(table, stem, done))
                // What stands there as in the source may have been left untranslated.
                .filter(|rendering| *rendering != stem || same_script(source, tag));
            word.forms.extend(rendering.map(|stem| {
                let forms = of_language.forms(stem);
                (tag.clone(), if forms.is_empty() { vec![stem.to_owned()] } else { forms })
            }));
        }
        pack.words.push(word);
        numbers.push((stem.to_owned(), concept));
    }
    numbers
}

/// Whether readers of YAML agree that it is a text: "off" is none for some of them.
fn is_text(id: &str) -> bool {
    yaml::read(&format!("a: {id}")).is_ok()
}

fn same_script(one: &str, other: &str) -> bool {
    let script = |tag: &str| {
        Locale::parse(tag).and_then(|locale| lexicon::for_locale(&locale)).map(|found| found.script)
    };
    script(one) == script(other)
}

/// Where a page says something: path and line; `at` is the page's place among those of its set.
fn place(original: &Original<'_>, at: usize, text: crate::source::Span) -> String {
    let page = if at == 0 { original.source } else { original.translations[at - 1] };
    let line = LineIndex::new(original.texts[at]).line(page.document.source_span(text).start);
    format!("{}:{line}", page.path)
}

/// A claim with its words for people and its cases.
fn dressed(mut claim: Claim, draft: &Draft<'_>, original: &Original<'_>, pack: &Pack) -> Proposed {
    let Site { source, ref answers, .. } = draft.site;
    claim.says = said_by(draft);
    claim.origin = source.path.rsplit('/').next().unwrap_or_default().to_owned();
    let here = place(original, 0, draft.site.text());
    let mut cases = vec![Case {
        locale: source.locale.to_string(),
        place: here.clone(),
        sentence: claim.says.clone(),
        note: None,
        read: true,
    }];
    for (answer, sentences) in answers {
        let at = original.translations.iter().position(|other| other.id == answer.id).map_or(0, |at| at + 1);
        let Some(text) = super::reading::stretch(*answer, *sentences) else { continue };
        let note = wordless(&claim, answer.locale.as_str(), pack);
        cases.push(Case {
            read: note.is_none(),
            note,
            locale: answer.locale.to_string(),
            place: place(original, at, text),
            sentence: said(answer.document, text),
        });
    }
    Proposed { claim, place: here, cases, step: draft.site.step.clone(), guides: draft.guides }
}

/// What is done in the claim and has no word in a language: what is said there cannot be read.
fn wordless(claim: &Claim, locale: &str, pack: &Pack) -> Option<String> {
    let own = |word: &&Word| claim.action.iter().flatten().any(|concept| *concept == word.concept);
    let word = pack.words.iter().filter(own).find(|word| word.forms.iter().all(|form| form.0 != locale))?;
    Some(format!("is not read: write under \"words\" how {locale} says \"{}\"", word.name))
}

fn is_same(a: &Claim, b: &Claim) -> bool {
    let plain = |claim: &Claim| Claim { says: String::new(), origin: String::new(), ..claim.clone() };
    plain(a) == plain(b)
}

/// Gives each claim an id of its own: what is done, and to what.
fn name(proposed: &mut [Proposed], pack: &Pack) {
    let mut taken: Vec<String> = Vec::new();
    for Proposed { claim, .. } in proposed {
        let id = |group: &pack::Group| {
            let concept = group.first().copied().unwrap_or_default();
            let own = pack.words.iter().find(|word| word.concept == concept);
            own.map_or(lexicon::concept(concept).id, |word| word.id.as_str()).to_owned()
        };
        let mut parts: Vec<String> = Vec::new();
        match claim.polarity {
            Polarity::Denied => parts.push("no".to_owned()),
            Polarity::NeedNot => parts.push("need-not".to_owned()),
            Polarity::Affirmed | Polarity::Both => {}
        }
        parts.extend(claim.action.iter().chain(&claim.subject).chain(&claim.object).take(3).map(id));
        let mut plain = parts.join("-");
        if !is_text(&plain) {
            plain += "-it";
        }
        let mut own = plain.clone();
        let mut count = 1;
        while taken.contains(&own) {
            count += 1;
            own = format!("{plain}-{count}");
        }
        taken.push(own.clone());
        claim.id = own;
    }
}

/// Runs the cases and takes out what reads otherwise, until all read as the pack says; then looks for the order of steps.
fn settle(
    pack: &Pack,
    mut proposed: Vec<Proposed>,
    mut left: Vec<String>,
    originals: &[Original<'_>],
) -> Result<Proposal, PackError> {
    let mut unordered: Option<Vec<String>> = None;
    loop {
        if proposed.is_empty() {
            return Ok(Proposal { left: left.len() as u32, ..Proposal::default() });
        }
        let notes = unordered.as_deref().unwrap_or_default();
        let parsed = super::parse("the proposed pack", &write::pack(pack, &proposed, &left, notes))?;
        if run(&mut proposed, &parsed) {
            // A claim that its own sentence does not state is asked for less, and is none where nothing helps.
            proposed.retain_mut(|own| {
                let stated = own.cases.first().is_some_and(|case| case.note.is_none());
                if stated || own.ask_less() {
                    return true;
                }
                if own.guides {
                    left.push(format!("{}: {}", own.place, own.claim.says));
                }
                false
            });
        } else if unordered.is_none() {
            unordered = Some(ordered::order(&mut proposed, &parsed, originals));
            // A step without an order is no claim by itself.
            proposed.retain(|own| own.guides || own.claim.procedure.is_some());
        } else {
            break;
        }
    }
    ordered::leave_no_single_step(&mut proposed);
    let text = write::pack(pack, &proposed, &left, unordered.as_deref().unwrap_or_default());
    let count = |noted: bool| {
        let all = proposed.iter().flat_map(|own| &own.cases);
        all.filter(|case| case.note.is_some() == noted).count() as u32
    };
    let mut procedures: Vec<&str> =
        proposed.iter().filter_map(|own| own.claim.procedure.as_ref()).map(|step| step.0.as_str()).collect();
    procedures.put_in_order();
    procedures.dedup();
    Ok(Proposal {
        claims: proposed.len() as u32,
        cases: count(false),
        differing: count(true),
        left: left.len() as u32,
        procedures: procedures.len() as u32,
        text,
    })
}

/// Runs the cases; whether one of them reads otherwise than was thought.
fn run(proposed: &mut [Proposed], parsed: &Pack) -> bool {
    let guidance = Guidance::new(vec![parsed.clone()], Vec::new(), false);
    let mut changed = false;
    for (own, claim) in proposed.iter_mut().zip(&parsed.claims) {
        for case in own.cases.iter_mut().filter(|case| case.note.is_none()) {
            let one = pack::Case {
                locale: case.locale.clone(),
                verdict: Some(Verdict::Stated),
                sentence: case.sentence.clone(),
                line: 0,
            };
            case.note = match read(&guidance, claim, &one, parsed) {
                Some((Some(Verdict::Stated), _)) => None,
                Some((found, why)) => {
                    let found = found.map_or("near", Verdict::name);
                    Some(format!("reads {found} ({why})"))
                }
                None => Some("is in a language that is not known".to_owned()),
            };
            changed |= case.note.is_some();
        }
    }
    changed
}
