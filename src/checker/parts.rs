//! A run in parts: sets that are learned from or compared elsewhere, in other workers or on other machines, and what
//! comes of them, as bytes.
//!
//! ```text
//! the run                                      a workbench, elsewhere
//! Checker::parts  which sets
//! Checker::ground what all of them rest on ──▶ Workbench::new
//! Checker::task   a set with its pages ──────▶ Workbench::learn, Workbench::compare
//! Checker::taught, Checker::supply ◀────────── what came of it
//! Checker::check  compares what is left, and tells
//! ```
//!
//! The report is the same, byte for byte, however many sets were compared elsewhere. The bytes are of use to the same
//! build of the engine only, with the same options, glossaries, packs and memories.

use super::Checker;
use super::bytes::{Unreadable, read, written};
use super::ground::Ground;
use super::members::{pairs, references};
use super::outcome::Outcome;
use super::shelf::{KnownFacts, Shelf};
use crate::align;
use crate::document::{Page, Side};
use crate::facts::Domains;
use crate::finding::PageId;
use crate::freshness::{Hashes, Histories, History};
use crate::glossary::Finders;
use crate::guidance::Guidance;
use crate::language::Locale;
use crate::learning::{Learning, Lessons, Memory, Wanted};
use crate::links::{Neighbours, Redirects, Told};
use crate::order::{InOrder as _, OrderedMap, OrderedSet};
use crate::set::{DocumentRef, DocumentSet, Sets};
use serde::{Deserialize, Serialize};

/// What is settled of a run before its sets are compared.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) sets: Sets,
    pub(super) hashes: Hashes,
    /// What the sets taught, where they were learned from elsewhere.
    pub(super) taught: Option<Wanted>,
    /// What came of sets that were compared elsewhere, or ahead of the others.
    pub(super) outcomes: OrderedMap<u32, Outcome>,
    /// What leads on to other addresses, and what the other pages tell of the links of each set; made for parts.
    redirects: Redirects,
    told: Vec<Told>,
    /// Whether sets can be compared ahead of [`Checker::check`].
    ahead: bool,
    /// For sets that are.
    guidance: Option<Guidance>,
}

/// Which sets of a run can be dealt with elsewhere, by their places in [`crate::report::Summary::sets`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// All sets of the run.
    pub total: u32,
    /// Those to learn from, which comes before anything is compared.
    pub learn: Vec<u32>,
    /// Those to compare.
    pub compare: Vec<u32>,
    /// Whether [`Checker::compare_ahead`] takes no longer than a workbench: it keeps neither what was learned nor what
    /// it knows of glossaries from one set to the next.
    pub ahead: bool,
}

/// A set with all that its comparison needs of its pages, as it is written down.
#[derive(Serialize)]
struct TaskOf<'a> {
    told: &'a Told,
    /// Its pages are numbered by their places in `pages`.
    set: DocumentSet,
    pages: Vec<TaskPageOf<'a>>,
    domains: Domains,
}

#[derive(Serialize)]
struct TaskPageOf<'a> {
    page: &'a Page,
    text: &'a str,
    stale: bool,
    history: Option<&'a History>,
}

/// All of a task but the pages themselves: with their bytes it tells what comes of it.
#[derive(Serialize)]
struct Outline<'a> {
    told: &'a Told,
    set: &'a DocumentSet,
    pages: Vec<PageOutline<'a>>,
    domains: Domains,
}

#[derive(Serialize)]
struct PageOutline<'a> {
    root: &'a str,
    path: &'a str,
    /// The languages that its documents were read in.
    locales: Vec<Option<&'a Locale>>,
    stale: bool,
    history: Option<&'a History>,
}

/// The same, read back. What was read of the pages goes along: to read them again would take many times as long.
#[derive(Deserialize)]
struct Task {
    /// What other pages tell of its links.
    told: Told,
    set: DocumentSet,
    pages: Vec<TaskPage>,
    domains: Domains,
}

#[derive(Deserialize)]
struct TaskPage {
    page: Page,
    text: String,
    /// Whether the hash that it records is not that of its source.
    stale: bool,
    history: Option<History>,
}

/// What all sets of a run rest on.
#[derive(Serialize, Deserialize)]
struct Shared {
    /// What leads on to other addresses.
    redirects: Redirects,
    /// The pairs of languages of which something was, or is to be, learned.
    pairs: Vec<(Locale, Locale)>,
    /// What the run taught, as a memory file.
    memory: Vec<u8>,
    topologies: bool,
}

impl Checker {
    fn plan(&mut self) -> Plan {
        let sets = self.form_sets();
        let hashes = Hashes::new(&self.pages, &sets);
        Plan {
            sets,
            hashes,
            taught: None,
            outcomes: OrderedMap::new(),
            redirects: Redirects::default(),
            told: Vec::new(),
            ahead: false,
            guidance: None,
        }
    }

    /// What is settled of the run; it has to be put back.
    pub(super) fn settled(&mut self) -> Plan {
        self.plan.take().unwrap_or_else(|| self.plan())
    }

    /// Settles which sets can be dealt with elsewhere. Whatever is given to the checker afterwards undoes that. Where
    /// only a change is told of there are none: few sets are compared then.
    pub fn parts(&mut self) -> Parts {
        let mut plan = self.settled();
        let mut parts = Parts { total: plan.sets.sets.len() as u32, ..Parts::default() };
        if self.before.is_none() {
            let left = |set: &u32| !self.left_out.contains_key(set);
            parts.compare = (0..parts.total).filter(left).collect();
            // The largest first: what comes last keeps one worker busy while the others have nothing left.
            let sizes: Vec<_> = plan.sets.sets.iter().map(|set| self.size_of(set)).collect();
            parts.compare.put_in_order_by_key(|&set| std::cmp::Reverse(sizes[set as usize]));
            let wanted = self.wanted(&plan.sets);
            parts.ahead = self.options.glossaries.is_empty() && wanted.pairs().is_empty();
            if self.options.learning != Learning::Off && wanted.missing() {
                parts.learn = (0..)
                    .zip(&plan.sets.sets)
                    .filter(|(_, set)| teaches(&wanted, set))
                    .map(|(at, _)| at)
                    .collect();
                parts.learn.retain(left);
            }
        }
        plan.ahead = parts.ahead;
        self.tell_links(&mut plan);
        self.plan = Some(plan);
        parts
    }

    /// Gathers what sets need of the pages that their links lead to.
    fn tell_links(&self, plan: &mut Plan) {
        if plan.told.len() == plan.sets.sets.len() {
            return;
        }
        let neighbours = Neighbours::new(&self.options.redirects, &self.pages, &plan.sets.sets);
        let told = |set: &DocumentSet| {
            neighbours.of_set(set, pairs(set, |at| self.side_of(set.members[at].document)))
        };
        plan.told = plan.sets.sets.iter().map(told).collect();
        plan.redirects = neighbours.redirects().clone();
    }

    fn side_of(&self, document: DocumentRef) -> Side {
        self.pages[document.page as usize].documents[document.document as usize].side
    }

    /// Bytes of the pages of a set.
    fn size_of(&self, set: &DocumentSet) -> usize {
        pages_of(set).iter().map(|&page| self.pages[page as usize].text.len()).sum()
    }

    /// What the parts of the run rest on. What is learned elsewhere has to be there before, see [`Checker::taught`].
    pub fn ground(&mut self) -> Vec<u8> {
        let mut plan = self.settled();
        self.tell_links(&mut plan);
        let taught = plan.taught.as_ref();
        let pairs = match taught {
            Some(taught) => taught.pairs(),
            None => self.wanted(&plan.sets).pairs(),
        };
        let memory = taught.map(|taught| taught.enough().to_bytes()).unwrap_or_default();
        let (redirects, topologies) = (plan.redirects.clone(), self.topologies > 0);
        let shared = written(&Shared { pairs, memory, topologies, redirects }, 0);
        self.plan = Some(plan);
        shared
    }

    /// A set with its pages; `None` where there is no such set.
    pub fn task(&mut self, set: u32) -> Option<Vec<u8>> {
        let mut plan = self.settled();
        self.tell_links(&mut plan);
        let told = plan.told.get(set as usize);
        let task = plan.sets.sets.get(set as usize).zip(told);
        let task = task.map(|(set, told)| {
            let guess = 3 * self.size_of(set);
            written(&self.task_of(set, &plan.hashes, told), guess)
        });
        self.plan = Some(plan);
        task
    }

    /// What a set is named by for whoever keeps what comes of it: an outline of its task, and the paths of its pages, whose
    /// bytes belong to the name, too. `None` where there is no such set.
    pub fn outline(&mut self, set: u32) -> Option<(Vec<u8>, Vec<&str>)> {
        let mut plan = self.settled();
        self.tell_links(&mut plan);
        let told = plan.told.get(set as usize);
        let outline = plan.sets.sets.get(set as usize).zip(told).map(|(set, told)| {
            let numbers = pages_of(set);
            let mut set = set.clone();
            renumber(&mut set, &numbers);
            let page = |&id: &PageId| {
                let Page { root, path, documents, .. } = &self.pages[id as usize];
                let locales = documents.iter().map(|document| document.locale.as_ref()).collect();
                let (stale, history) = (plan.hashes.are_stale(id), self.histories.get(path));
                PageOutline { root, path, locales, stale, history }
            };
            let pages = numbers.iter().map(page).collect();
            let domains = self.domains_in_force();
            (written(&Outline { told, set: &set, pages, domains }, 0), numbers)
        });
        self.plan = Some(plan);
        let (outline, numbers) = outline?;
        Some((outline, numbers.iter().map(|&id| self.pages[id as usize].path.as_str()).collect()))
    }

    fn task_of<'a>(&'a self, set: &DocumentSet, hashes: &Hashes, told: &'a Told) -> TaskOf<'a> {
        let numbers = pages_of(set);
        let page = |&id: &PageId| {
            let page = &self.pages[id as usize];
            TaskPageOf {
                page,
                text: &page.text,
                stale: hashes.are_stale(id),
                history: self.histories.get(&page.path),
            }
        };
        let pages = numbers.iter().map(page).collect();
        let mut set = set.clone();
        renumber(&mut set, &numbers);
        TaskOf { told, set, pages, domains: self.domains_in_force() }
    }

    /// Compares a set here and now, while others are compared elsewhere; its outcome waits for [`Checker::check`].
    /// Only where [`Parts::ahead`] says so: otherwise the set is left to the check.
    pub fn compare_ahead(&mut self, set: u32) {
        let mut plan = self.settled();
        let guidance = plan.guidance.take().unwrap_or_else(|| self.guidance(self.topologies > 0));
        let own = plan.sets.sets.get(set as usize).zip(plan.told.get(set as usize));
        if let Some((own, told)) = own.filter(|_| plan.ahead) {
            let finders = Finders::new(&self.options.glossaries);
            let ground = Ground {
                shelf: self.shelf(&finders),
                guidance: &guidance,
                lessons: &Lessons::default(),
                hashes: &plan.hashes,
                histories: &self.histories,
                neighbours: &Neighbours::told(&plan.redirects, told),
                changes: None,
            };
            let outcome = ground.compare(own, OrderedMap::new());
            plan.outcomes.insert(set, outcome);
            if plan.sets.sets.len() > super::KEPT {
                for page in pages_of(own) {
                    self.facts[page as usize].take();
                }
            }
        }
        plan.guidance = Some(guidance);
        self.plan = Some(plan);
    }

    /// Takes in what [`Workbench::learn`] learned from one of the sets; several add up.
    ///
    /// # Errors
    /// Where the bytes are none of this build.
    pub fn taught(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        let memory = Memory::from_bytes("", bytes).map_err(|_| Unreadable)?;
        let mut plan = self.settled();
        plan.taught.get_or_insert_with(|| self.wanted(&plan.sets)).run.add(&memory);
        self.plan = Some(plan);
        Ok(())
    }

    /// Takes what [`Workbench::compare`] found in a set, so that it need not be compared here.
    ///
    /// # Errors
    /// Where the bytes are none of this build; the set is compared here then.
    pub fn supply(&mut self, set: u32, bytes: &[u8]) -> Result<(), Unreadable> {
        let outcome: Outcome = read(bytes)?;
        let mut plan = self.settled();
        let numbers = plan.sets.sets.get(set as usize).map(pages_of);
        let outcome = numbers.and_then(|numbers| outcome.on_pages(&numbers));
        let taken = outcome.map(|outcome| plan.outcomes.insert(set, outcome));
        self.plan = Some(plan);
        taken.map(|_| ()).ok_or(Unreadable)
    }
}

/// What the parts of a run rest on, read for a [`Workbench`].
#[derive(Debug)]
pub struct Taught {
    wanted: Wanted,
    redirects: Redirects,
    topologies: bool,
}

impl Taught {
    /// Reads what [`Checker::ground`] gave. `checker` has the options, glossaries, packs and memories of the run.
    ///
    /// # Errors
    /// Where the bytes are none of this build.
    pub fn read(checker: &Checker, bytes: &[u8]) -> Result<Self, Unreadable> {
        let shared: Shared = read(bytes)?;
        let mut wanted = Wanted::default();
        for (source, target) in &shared.pairs {
            wanted.add(source, target, &checker.memory, true);
        }
        if !shared.memory.is_empty() {
            wanted.run = Memory::from_bytes("", &shared.memory).map_err(|_| Unreadable)?;
        }
        Ok(Self { wanted, redirects: shared.redirects, topologies: shared.topologies })
    }
}

/// Where the sets of a run are dealt with one by one.
pub struct Workbench<'a> {
    checker: &'a Checker,
    taught: &'a Taught,
    guidance: Guidance,
    lessons: Lessons<'a>,
    finders: Finders<'a>,
}

impl<'a> Workbench<'a> {
    /// A workbench that has all that is needed beside the sets.
    #[must_use]
    pub fn new(checker: &'a Checker, taught: &'a Taught) -> Self {
        Self {
            guidance: checker.guidance(taught.topologies),
            lessons: taught.wanted.lessons(&checker.memory, &checker.options.without_lexicon),
            finders: Finders::new(&checker.options.glossaries),
            checker,
            taught,
        }
    }

    /// Learns from a set; gives a memory.
    ///
    /// # Errors
    /// Where the bytes are none of this build.
    pub fn learn(&self, task: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let task: Task = read(task)?;
        let (task, pages, facts) = laid_out(task);
        let shelf = self.shelf(&task, &pages, &facts);
        let mut memory = Memory::default();
        let terms = shelf.terms(&task.set);
        let members = shelf.members(&task.set, &terms);
        for (_, from, target) in references(&task.set, &members) {
            if self.taught.wanted.is_missing(from.locale, target.locale) {
                memory.learn(from, target, &align::align(from, target), &pages[target.id.page as usize]);
            }
        }
        Ok(memory.to_bytes())
    }

    /// Compares the members of a set; gives what came of it.
    ///
    /// # Errors
    /// Where the bytes are none of this build.
    pub fn compare(&self, task: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let task: Task = read(task)?;
        let stale: OrderedSet<PageId> =
            (0..).zip(&task.pages).filter(|(_, own)| own.stale).map(|(id, _)| id).collect();
        let histories: Histories =
            task.pages.iter().filter_map(|own| Some((own.page.path.clone(), own.history.clone()?))).collect();
        let (task, pages, facts) = laid_out(task);
        let ground = Ground {
            shelf: self.shelf(&task, &pages, &facts),
            guidance: &self.guidance,
            lessons: &self.lessons,
            hashes: &Hashes::known(stale),
            histories: &histories,
            neighbours: &Neighbours::told(&self.taught.redirects, &task.told),
            changes: None,
        };
        Ok(written(&ground.compare(&task.set, OrderedMap::new()), 0))
    }

    fn shelf<'s>(&'s self, task: &Task, pages: &'s [Page], facts: &'s [KnownFacts]) -> Shelf<'s> {
        Shelf { options: &self.checker.options, pages, facts, domains: task.domains, finders: &self.finders }
    }
}

/// A task, with its pages taken out.
fn laid_out(mut task: Task) -> (Task, Vec<Page>, Vec<KnownFacts>) {
    let pages = std::mem::take(&mut task.pages).into_iter();
    let pages: Vec<Page> = pages.map(|own| Page { text: own.text, ..own.page }).collect();
    let facts = pages.iter().map(|_| KnownFacts::new()).collect();
    (task, pages, facts)
}

/// Whether something is to be learned from a set.
fn teaches(wanted: &Wanted, set: &DocumentSet) -> bool {
    let locales: OrderedSet<&Locale> = set.members.iter().map(|member| &member.locale).collect();
    locales.iter().any(|from| locales.iter().any(|to| wanted.is_missing(from, to)))
}

/// Numbers the pages of a set by their places among `numbers`.
fn renumber(set: &mut DocumentSet, numbers: &[PageId]) {
    for member in &mut set.members {
        let place = numbers.binary_search(&member.document.page).unwrap_or_default();
        member.document.page = place as PageId;
    }
}

/// The pages of a set, in order.
fn pages_of(set: &DocumentSet) -> Vec<PageId> {
    let pages: OrderedSet<PageId> = set.members.iter().map(|member| member.document.page).collect();
    pages.into_iter().collect()
}
