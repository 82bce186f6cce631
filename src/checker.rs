//! The engine: pages in, report out.
//!
//! Two phases. [`Checker::add`] reads one page by itself: text and document. [`Checker::check`] then forms sets and
//! compares set by set, and looks for what sentences state where it compares them.

mod ahead;
mod aside;
mod bytes;
mod consensus;
mod domains;
mod forming;
mod ground;
mod learn;
mod links;
mod members;
mod outcome;
mod parts;
mod proposing;
mod reading;
mod rows;
mod shelf;
mod tell;

use ground::Ground;
use members::{Aligned, reference_of};
use outcome::{OfMember, Outcome};
use parts::Plan;
use shelf::{KnownFacts, Shelf, facts_of};
use tell::{Checked, Found};

use crate::changed::{Before, Changes};
use crate::checks::{self, PagesOf};
use crate::dismiss::{Ignores, baseline::Baseline};
use crate::document::{self, Page};
use crate::extension::{self, Asked, Section, Snippets};
use crate::facts::{Domains, Facts};
use crate::failure;
use crate::finding::Finding;
use crate::freshness::Histories;
use crate::glossary::{Finders, Glossary};
use crate::guidance::{self, Cell, Guidance, Pack};
use crate::learning::{Learned, Learning, Memory};
use crate::links::Neighbours;
use crate::message::Catalogue;
use crate::order::OrderedMap;
use crate::report::{self, Report};
use crate::set::{self, DocumentSet, Sets};
use std::cell::Cell as Slot;
use std::ops::ControlFlow;
use std::rc::Rc;

pub use crate::facts::Lexicons;
pub use crate::run::{Cancelled, Options, Progress};
pub use bytes::Unreadable;
pub use parts::{Parts, Taught, Workbench};
pub use reading::{language_in_path, make_ready, read_elsewhere};

/// A page with all that is known of it by itself.
#[derive(Debug)]
pub struct Indexed {
    /// The page.
    pub page: Page,
    /// The facts of each of its documents.
    pub facts: Vec<Facts>,
}

/// Reads one page by itself. `root` is the folder the user named ("" for none), `path` the page's
/// path below it, with `/` between its parts.
#[must_use]
pub fn index(root: &str, path: &str, bytes: &[u8]) -> Indexed {
    index_without(&Lexicons::None, root, path, bytes)
}

/// [`index`], without the words that some lexicons know.
#[must_use]
pub fn index_without(lexicons: &Lexicons, root: &str, path: &str, bytes: &[u8]) -> Indexed {
    let page = document::read(root, path, bytes, set::locale_in_path(path).as_ref());
    let facts = page.documents.iter().map(|document| facts_of(lexicons, Domains::ALL, document)).collect();
    Indexed { page, facts }
}

/// Collects pages and checks them against each other.
#[derive(Debug)]
pub struct Checker {
    options: Options,
    /// Ordered by path once a check has begun.
    pages: Vec<Page>,
    facts: Vec<KnownFacts>,
    /// What was settled of the run, as long as nothing else is given.
    plan: Option<Plan>,
    /// Whether the pages are in the order of their paths.
    sorted: bool,
    /// How many of the last pages are topology files; they join the pages for a check, ordered by path,
    /// and have no facts.
    topologies: usize,
    /// What was learned before.
    memory: Memory,
    /// Sets that are not compared, by their place, and why.
    left_out: OrderedMap<u32, String>,
    /// Files that the caller passed over, by the ending of their names.
    not_read: OrderedMap<String, u32>,
    /// What repositories tell of translations, by the path of their pages.
    histories: Histories,
    /// The domains that the pages name.
    domains: Domains,
    /// Findings that are known.
    baseline: Option<Baseline>,
    /// The pages that a change touched, as they were.
    before: Option<Before>,
}

impl Checker {
    /// A checker without pages.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            pages: Vec::new(),
            facts: Vec::new(),
            plan: None,
            sorted: true,
            topologies: 0,
            memory: Memory::default(),
            left_out: OrderedMap::new(),
            not_read: OrderedMap::new(),
            histories: Histories::new(),
            domains: Domains::NONE,
            baseline: None,
            before: None,
        }
    }

    /// Reads one page; what its sentences state is looked for when it is compared. A page of a path that was added before replaces it. Where
    /// the engine panics over a page, that page is left out, and `check-failed` says so; with
    /// `panic = "abort"` nothing can be caught.
    pub fn add(&mut self, root: &str, path: &str, bytes: &[u8]) {
        let read = failure::caught(|| {
            failure::where_asked("read", bytes);
            document::read(root, path, bytes, set::locale_in_path(path).as_ref())
        });
        match read {
            Ok(page) => self.take_page(page, KnownFacts::new()),
            Err(panic) => self.add_failed(root, path, &failure::reason(&*panic)),
        }
    }

    /// Leaves a page out over which the engine failed, and says so. For callers who found that out
    /// themselves, such as by a WebAssembly instance that trapped.
    pub fn add_failed(&mut self, root: &str, path: &str, reason: &str) {
        self.take_page(failure::page(root, path, reason), KnownFacts::new());
    }

    /// Leaves a set out over which the engine failed, and says so; see [`Progress::set`]. It is forgotten
    /// when another page is added.
    pub fn leave_out(&mut self, set: u32, reason: &str) {
        self.left_out.insert(set, reason.to_owned());
    }

    /// Takes a page that was indexed elsewhere.
    pub fn add_indexed(&mut self, indexed: Indexed) {
        self.take_page(indexed.page, indexed.facts.into());
    }

    fn take_page(&mut self, page: Page, facts: KnownFacts) {
        self.left_out = OrderedMap::new();
        self.plan = None;
        self.name_domains(&page);
        let topologies = self.take_topologies();
        self.sorted &= self.pages.last().is_none_or(|last| last.path < page.path);
        self.pages.push(page);
        self.facts.push(facts);
        self.put_topologies(topologies);
    }

    /// Takes a topology in any form; all that are added are one deployment. One of a path that was added
    /// before replaces it.
    pub fn add_topology(&mut self, root: &str, path: &str, bytes: &[u8]) {
        self.plan = None;
        let page = document::file(root, path, bytes);
        let mut topologies = self.take_topologies();
        match topologies.binary_search_by(|other| other.path.cmp(&page.path)) {
            Ok(at) => topologies[at] = page,
            Err(at) => topologies.insert(at, page),
        }
        self.put_topologies(topologies);
    }

    fn take_topologies(&mut self) -> Vec<Page> {
        let pages = self.pages.len() - std::mem::take(&mut self.topologies);
        if pages == self.pages.len() { Vec::new() } else { self.pages.split_off(pages) }
    }

    fn put_topologies(&mut self, topologies: Vec<Page>) {
        self.topologies = topologies.len();
        self.pages.extend(topologies);
    }

    /// Holds the deployment against the rules of what is plugged in; `None` where nothing is, or no topology was added.
    fn check_topology(&self, findings: &mut Vec<Finding>) -> Option<Box<dyn Section>> {
        let first = self.pages.len() - self.topologies;
        let extension = extension::installed().filter(|_| self.topologies > 0)?;
        let Options { apply, rules, topology_picture, .. } = &self.options;
        let asked = Asked { packs: apply, rules, picture: *topology_picture };
        let (section, found) = extension.reader().files(&self.pages, first as u32, &asked);
        findings.extend(found);
        Some(section)
    }

    /// Brings the pages into the order of their paths; of two with one path the later stays.
    fn sort(&mut self) {
        if self.sorted {
            return;
        }
        let topologies = self.take_topologies();
        let pages = std::mem::take(&mut self.pages).into_iter().zip(std::mem::take(&mut self.facts));
        let ordered: OrderedMap<String, (Page, KnownFacts)> =
            pages.map(|(page, facts)| (page.path.clone(), (page, facts))).collect();
        (self.pages, self.facts) = ordered.into_values().unzip();
        self.put_topologies(topologies);
        self.sorted = true;
    }

    /// Adds a glossary to those of the options.
    pub fn add_glossary(&mut self, glossary: Glossary) {
        self.plan = None;
        self.options.glossaries.push(glossary);
    }

    /// Has findings told in the words of another language.
    pub fn set_messages(&mut self, messages: Catalogue) {
        self.options.messages = messages;
    }

    /// Adds a guidance pack to those of the options.
    pub fn add_pack(&mut self, pack: Pack) {
        self.plan = None;
        self.options.packs.push(pack);
    }

    /// Holds the deployment and every page against a built-in pack; gives false where there is none of
    /// this id.
    pub fn apply_pack(&mut self, id: &str) -> bool {
        let known = guidance::built_in().iter().any(|pack| pack.id == id);
        if known {
            self.plan = None;
            self.options.apply.push(id.to_owned());
        }
        known
    }

    /// The pages added so far; ordered by path once a check has begun, topology files behind the others.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Compares all pages. The report does not depend on the order in which they were added. Where the
    /// engine panics over a set, that set is left out, and `check-failed` says so; with `panic = "abort"`
    /// nothing can be caught.
    ///
    /// # Errors
    /// [`Cancelled`] where `progress` breaks.
    pub fn check(
        &mut self,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report, Cancelled> {
        let mut plan = self.settled();
        let documents = self.pages.len() - self.topologies;
        let guidance = self.guidance(self.topologies > 0);
        let changes = self.changes();
        let mut left_out = self.left_out.clone();
        let mut most = 0;
        let Compared { mut findings, mut ignores, mut cells, learned } = loop {
            let under_way = Slot::new(None);
            let mut step = |next: Progress| {
                // A run that begins again is not shown to go back.
                most = next.done.max(most);
                under_way.set(None);
                let answer = progress(Progress { done: most, ..next });
                under_way.set(next.set);
                answer
            };
            match failure::caught(|| {
                self.compare_sets(&mut plan, (&left_out, changes.as_ref()), &guidance, &mut step)
            }) {
                Ok(compared) => break compared?,
                Err(panic) => failure::leave_out(under_way.get(), panic, &mut left_out),
            }
        };
        let sets = plan.sets;
        for (set, reason) in &left_out {
            let Some(set) = sets.sets.get(*set as usize) else { continue };
            findings.extend(failure::finding(set, &self.pages, reason, &self.options.rules));
        }
        checks::told_once(&mut findings);
        let mut of_pages = Vec::new();
        self.check_pages(&sets, &mut of_pages);
        ignores.take(&mut of_pages, None);
        let compared = |set: u32| is_compared(&sets, set, &left_out, changes.as_ref());
        self.tell_ignores(&ignores, &sets, &compared, &mut of_pages);
        if let Some(changes) = &changes {
            findings.retain(|finding| changes.concern(finding));
            of_pages.retain(|finding| changes.concern(finding));
        }
        if !self.options.expand {
            findings = checks::over_pages(findings, &self.pages, &pages_of(&sets));
        }
        findings.append(&mut of_pages);
        guidance::show(&mut cells, &findings, &guidance);
        let topology = self.check_topology(&mut findings);
        let (dismissed, baseline) = (ignores.dismissed, self.baseline.as_ref());
        let (words, today) = (Some(&self.options.messages), self.options.today.as_deref());
        let told = report::Told { findings, dismissed, baseline, today, words };
        let mut report = report::build(&self.pages, &sets, told, self.options.encoding);
        report.summary.pages = documents as u32;
        report.summary.learned = learned;
        report.summary.not_read.clone_from(&self.not_read);
        report.matrix = report::matrix::build(&self.pages, &guidance, cells, self.options.encoding);
        report.topology = topology.map(|mut topology| {
            topology.quote(&guidance, &report.matrix, self.options.claim_locale.as_ref());
            topology.into()
        });
        Ok(report)
    }

    /// Compares set by set: all but those that are left out, and those that were compared elsewhere.
    fn compare_sets(
        &self,
        plan: &mut Plan,
        (left_out, changes): (&OrderedMap<u32, String>, Option<&Changes>),
        guidance: &Guidance,
        step: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Compared, Cancelled> {
        let Plan { sets, hashes, taught, outcomes, .. } = plan;
        let total = sets.sets.len() as u32;
        let compared = |set: u32| Some(set).filter(|set| is_compared(sets, *set, left_out, changes));
        let finders = Finders::new(&self.options.glossaries);
        let shelf = self.shelf(&finders);
        let mut own = None;
        let mut aligned: Vec<Aligned> = Vec::new();
        if taught.is_none() {
            let wanted = own.insert(self.wanted(sets));
            if self.options.learning != Learning::Off && wanted.missing() {
                aligned.reserve(sets.sets.len());
                for (next, set) in (0..).zip(&sets.sets) {
                    if step(Progress { done: 0, total, set: compared(next) }).is_break() {
                        return Err(Cancelled);
                    }
                    let found = compared(next).map(|_| learn::align_set(&shelf, set, wanted));
                    aligned.push(found.unwrap_or_default());
                }
            }
        }
        let wanted = taught.as_ref().or(own.as_ref());
        let lessons = wanted
            .map(|wanted| wanted.lessons(&self.memory, &self.options.without_lexicon))
            .unwrap_or_default();
        // Where every set was compared elsewhere nothing is asked of them.
        let asked: &[DocumentSet] = if outcomes.len() < sets.sets.len() { &sets.sets } else { &[] };
        let neighbours = Neighbours::new(&self.options.redirects, &self.pages, asked);
        let ground = Ground {
            shelf,
            guidance,
            lessons: &lessons,
            hashes,
            histories: &self.histories,
            neighbours: &neighbours,
            changes,
        };
        // Facts of a few pages are kept for the next check, as an editor makes it; those of many would fill memory.
        let keep = sets.sets.len() <= KEPT || !aligned.is_empty();
        let mut passing: Vec<KnownFacts> =
            if keep { Vec::new() } else { self.pages.iter().map(|_| KnownFacts::new()).collect() };
        let (mut found, mut cells) = (Found::default(), Vec::new());
        for (done, set) in (0..).zip(&sets.sets) {
            if step(Progress { done, total, set: compared(done) }).is_break() {
                return Err(Cancelled);
            }
            if compared(done).is_some() {
                let own = aligned.get_mut(done as usize).map(std::mem::take).unwrap_or_default();
                let outcome = outcomes.remove(&done).unwrap_or_else(|| match keep {
                    true => ground.compare(set, own),
                    false => Ground { shelf: Shelf { facts: &passing, ..shelf }, ..ground }.compare(set, own),
                });
                for member in &set.members {
                    passing.get_mut(member.document.page as usize).map(KnownFacts::take);
                }
                take(&shelf, set, outcome, &mut found, &mut cells);
            }
        }
        if step(Progress { done: total, total, set: None }).is_break() {
            return Err(Cancelled);
        }
        let mut ignores = self.ignores();
        let findings = self.tell(found, &pages_of(sets), &mut ignores, self.options.expand);
        Ok(Compared { findings, ignores, cells, learned: lessons.learned() })
    }

    fn guidance(&self, topologies: bool) -> Guidance {
        Guidance::new(self.options.packs.clone(), self.options.apply.clone(), topologies)
    }

    fn shelf<'a>(&'a self, finders: &'a Finders<'a>) -> Shelf<'a> {
        let domains = self.domains_in_force();
        Shelf { options: &self.options, pages: &self.pages, facts: &self.facts, domains, finders }
    }
}

/// The facts of the pages of so many sets are kept.
const KEPT: usize = 16;

/// Takes what came of comparing a set, with what the snippets of its members show.
fn take<'a>(
    shelf: &Shelf<'_>,
    set: &'a DocumentSet,
    outcome: Outcome,
    found: &mut Found<'a>,
    cells: &mut Vec<Cell>,
) {
    let Outcome { members, rates, cells: mut own, editions } = outcome;
    let editions: Vec<&str> = editions.iter().map(String::as_str).collect();
    let reference = reference_of(set);
    let page = |at: u32| {
        let member = set.members.get(at as usize)?;
        Some((member.document.page, member.locale.as_str()))
    };
    let snippets = |own: &OfMember| {
        let member = set.members.get(own.member as usize).filter(|_| own.snippets)?;
        shelf.snippets(member, &editions)
    };
    // What the reference shows is its fault and not that of its translations.
    let of_reference = members.iter().find(|own| Some(own.member as usize) == reference);
    let shown = of_reference.and_then(snippets);
    let shown_by: Vec<Option<Rc<dyn Snippets>>> = members
        .iter()
        .map(|own| if Some(own.member as usize) == reference { shown.clone() } else { snippets(own) })
        .collect();
    for (OfMember { member: at, source, sink, agreed, followed, .. }, snippets) in
        members.into_iter().zip(shown_by)
    {
        let (Some(member), Some(of)) = (set.members.get(at as usize), page(at)) else { continue };
        let is_source = reference.is_some_and(|r| set.members[r].locale == member.locale);
        found.checked.push(Checked {
            set: &set.id,
            page: of,
            source: source.and_then(page),
            sink,
            agreed,
            followed,
            snippets,
            known: shown.clone().filter(|_| !is_source),
        });
    }
    found.rates.add(&rates);
    cells.append(&mut own);
}

/// How many pages each language has that are compared with a source.
fn pages_of(sets: &Sets) -> PagesOf {
    let mut pages = PagesOf::new();
    for set in &sets.sets {
        let Some(reference) = reference_of(set).and_then(|at| set.members.get(at)) else { continue };
        let mut last = None;
        for member in set.members.iter().filter(|member| member.locale != reference.locale) {
            let page = (member.document.page, member.locale.as_str());
            if last.replace(page) != Some(page) {
                *pages.entry(member.locale.as_str().to_owned()).or_default() += 1;
            }
        }
    }
    pages
}

/// Whether a set is compared: nothing failed over it, and a change, where only changes are told of, touched it.
fn is_compared(sets: &Sets, set: u32, left_out: &OrderedMap<u32, String>, changes: Option<&Changes>) -> bool {
    let members = sets.sets.get(set as usize).map_or(&[][..], |set| &set.members);
    let touched = |changes: &Changes| members.iter().any(|member| changes.touches(member.document.page));
    !left_out.contains_key(&set) && changes.is_none_or(touched)
}

/// What came of comparing the sets.
struct Compared {
    findings: Vec<Finding>,
    ignores: Ignores,
    cells: Vec<Cell>,
    learned: Vec<Learned>,
}
