//! The engine: pages in, report out.
//!
//! Two phases. [`index`] reads one page by itself: text, document, facts. [`Checker::check`] then
//! forms sets and compares, looking only at what was indexed.

mod aside;
mod domains;
mod forming;
mod links;
mod members;
mod rows;
mod tell;

use members::{
    Aligned, age_checks, alignments, compared, document_checks, pair_checks, reference_of, references,
    set_checks, source_of,
};

use tell::{Checked, Found};

use crate::align;
use crate::changed::{Before, Changes};
use crate::checks::{self, Draft, Sink, change_not_followed};
use crate::compare::{Comparison, Rates, weight};
use crate::consensus;
use crate::dismiss::{Ignores, baseline::Baseline};
use crate::document::{self, Document, Page, Side};
use crate::extension::{self, Asked, Section, Snippets};
use crate::facts::{Domains, Facts, Rendition};
use crate::failure;
use crate::finding::{Finding, Severity};
use crate::freshness::{Age, Hashes, Histories};
use crate::glossary::{self, Glossary};
use crate::guidance::{self, Cell, Guidance, Pack, Reading};
use crate::language::Locale;
use crate::learning::{Learned, Learning, Lessons, Memory, MemoryError, Wanted};
use crate::links::Neighbours;
use crate::report::{self, Report};
use crate::set::{self, DocumentSet, Reference, Sets};
use std::cell::Cell as Slot;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::rc::Rc;

pub use crate::run::{Cancelled, Lexicons, Options, Progress};

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
    index_as((lexicons, Domains::ALL), root, path, bytes, set::locale_in_path(path).as_ref())
}

/// [`index_without`], for a page whose path names a locale, or whose root does.
fn index_as(
    (lexicons, domains): (&Lexicons, Domains),
    root: &str,
    path: &str,
    bytes: &[u8],
    locale: Option<&Locale>,
) -> Indexed {
    let page = document::read(root, path, bytes, locale);
    let read = |document: &Document| match &document.locale {
        Some(locale) if lexicons.hold(locale) => Facts::read_without_words(document),
        _ => Facts::read_for(document, domains),
    };
    let facts = page.documents.iter().map(read).collect();
    Indexed { page, facts }
}

/// Collects pages and checks them against each other.
#[derive(Debug)]
pub struct Checker {
    options: Options,
    /// Ordered by path once a check has begun.
    pages: Vec<Page>,
    facts: Vec<Vec<Facts>>,
    /// Whether the pages are in the order of their paths.
    sorted: bool,
    /// How many of the last pages are topology files; they join the pages for a check, ordered by path,
    /// and have no facts.
    topologies: usize,
    /// The terms of glossaries in each document of each page; empty where there are none.
    terms: Vec<Vec<Vec<glossary::Mention>>>,
    /// What was learned before.
    memory: Memory,
    /// Sets that are not compared, by their place, and why.
    left_out: BTreeMap<u32, String>,
    /// Files that the caller passed over, by the ending of their names.
    not_read: BTreeMap<String, u32>,
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
            sorted: true,
            topologies: 0,
            terms: Vec::new(),
            memory: Memory::default(),
            left_out: BTreeMap::new(),
            not_read: BTreeMap::new(),
            histories: Histories::new(),
            domains: Domains::NONE,
            baseline: None,
            before: None,
        }
    }

    /// Reads and indexes one page; see [`index`]. A page of a path that was added before replaces it. Where
    /// the engine panics over a page, that page is left out, and `check-failed` says so; with
    /// `panic = "abort"` nothing can be caught.
    pub fn add(&mut self, root: &str, path: &str, bytes: &[u8]) {
        let indexed = failure::caught(|| {
            failure::where_asked("read", bytes);
            let words = (&self.options.without_lexicon, self.domains_in_force());
            index_as(words, root, path, bytes, set::locale_in_path(path).as_ref())
        });
        match indexed {
            Ok(indexed) => self.add_indexed(indexed),
            Err(panic) => self.add_failed(root, path, &failure::reason(&*panic)),
        }
    }

    /// Leaves a page out over which the engine failed, and says so. For callers who found that out
    /// themselves, such as by a WebAssembly instance that trapped.
    pub fn add_failed(&mut self, root: &str, path: &str, reason: &str) {
        self.add_indexed(failure::page(root, path, reason));
    }

    /// Leaves a set out over which the engine failed, and says so; see [`Progress::set`]. It is forgotten
    /// when another page is added.
    pub fn leave_out(&mut self, set: u32, reason: &str) {
        self.left_out.insert(set, reason.to_owned());
    }

    /// Takes a page that was indexed elsewhere.
    pub fn add_indexed(&mut self, indexed: Indexed) {
        self.left_out.clear();
        self.name_domains(&indexed.facts);
        let topologies = self.take_topologies();
        self.sorted &= self.pages.last().is_none_or(|last| last.path < indexed.page.path);
        self.pages.push(indexed.page);
        self.facts.push(indexed.facts);
        self.put_topologies(topologies);
    }

    /// Takes a topology in any form; all that are added are one deployment. One of a path that was added
    /// before replaces it.
    pub fn add_topology(&mut self, root: &str, path: &str, bytes: &[u8]) {
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
        let (section, found) = extension.files(&self.pages, first as u32, &asked);
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
        let ordered: BTreeMap<String, (Page, Vec<Facts>)> =
            pages.map(|(page, facts)| (page.path.clone(), (page, facts))).collect();
        (self.pages, self.facts) = ordered.into_values().unzip();
        self.put_topologies(topologies);
        self.sorted = true;
    }

    /// Adds a glossary to those of the options.
    pub fn add_glossary(&mut self, glossary: Glossary) {
        self.options.glossaries.push(glossary);
    }

    /// Adds a guidance pack to those of the options.
    pub fn add_pack(&mut self, pack: Pack) {
        self.options.packs.push(pack);
    }

    /// Holds the deployment and every page against a built-in pack; gives false where there is none of
    /// this id. See [`Options::apply`].
    pub fn apply_pack(&mut self, id: &str) -> bool {
        let known = guidance::built_in().iter().any(|pack| pack.id == id);
        if known {
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
        let sets = self.form_sets();
        let documents = self.pages.len() - self.topologies;
        self.terms =
            glossary::mentions(&self.options.glossaries, &sets, &self.pages[..documents], &self.facts);
        let guidance =
            Guidance::new(self.options.packs.clone(), self.options.apply.clone(), self.topologies > 0);
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
                self.compare_sets(&sets, (&left_out, changes.as_ref()), &guidance, &mut step)
            }) {
                Ok(compared) => break compared?,
                Err(panic) => failure::leave_out(under_way.get(), panic, &mut left_out),
            }
        };
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
            findings = checks::fold::over_pages(findings, &self.pages);
        }
        findings.append(&mut of_pages);
        guidance::show(&mut cells, &findings, &guidance);
        let topology = self.check_topology(&mut findings);
        let (dismissed, baseline) = (ignores.dismissed, self.baseline.as_ref());
        let told = report::Told { findings, dismissed, baseline, today: self.options.today.as_deref() };
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

    /// Compares set by set: all but those that are left out.
    fn compare_sets(
        &self,
        sets: &Sets,
        (left_out, changes): (&BTreeMap<u32, String>, Option<&Changes>),
        guidance: &Guidance,
        step: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Compared, Cancelled> {
        let total = sets.sets.len() as u32;
        let compared = |set: u32| Some(set).filter(|set| is_compared(sets, *set, left_out, changes));
        let mut wanted = self.wanted(sets);
        let mut aligned: Vec<Aligned> = Vec::new();
        if self.options.learning != Learning::Off && wanted.missing() {
            aligned.reserve(sets.sets.len());
            for (next, set) in (0..).zip(&sets.sets) {
                if step(Progress { done: 0, total, set: compared(next) }).is_break() {
                    return Err(Cancelled);
                }
                let found = compared(next).map(|_| self.align_set(set, &mut wanted));
                aligned.push(found.unwrap_or_default());
            }
        }
        let lessons = wanted.lessons(&self.memory, &self.options.without_lexicon);
        let hashes = Hashes::new(&self.pages, sets);
        let neighbours = Neighbours::new(&self.options.redirects, &self.pages, &sets.sets);
        let known = (&lessons, &hashes, &neighbours, changes);
        let (mut found, mut cells) = (Found::default(), Vec::new());
        for (done, set) in (0..).zip(&sets.sets) {
            if step(Progress { done, total, set: compared(done) }).is_break() {
                return Err(Cancelled);
            }
            if compared(done).is_some() {
                let own = aligned.get_mut(done as usize).map(std::mem::take).unwrap_or_default();
                self.check_set(set, own, guidance, known, &mut found, &mut cells);
            }
        }
        if step(Progress { done: total, total, set: None }).is_break() {
            return Err(Cancelled);
        }
        let mut ignores = self.ignores();
        let findings = self.tell(found, &mut ignores);
        Ok(Compared { findings, ignores, cells, learned: lessons.learned() })
    }

    /// Takes in what was learned before; several memories add up.
    pub fn remember(&mut self, memory: &Memory) {
        self.memory.add(memory);
    }

    /// Reads what was learned before: a memory, or a translation memory as TMX; several add up. `name` is
    /// for messages.
    ///
    /// # Errors
    /// What cannot be read; the checker is as before.
    pub fn remember_bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), MemoryError> {
        let memory = Memory::read(name, bytes, self.options.source.as_ref())?;
        self.remember(&memory);
        Ok(())
    }

    /// What was learned before.
    #[must_use]
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What the pages teach (how the segments of each reference are rendered in its translations), added to
    /// what was learned before.
    pub fn learn(&mut self) -> Memory {
        let sets = self.form_sets();
        let mut memory = self.memory.clone();
        for set in &sets.sets {
            let members: Vec<Rendition<'_>> =
                set.members.iter().map(|member| self.rendition(member)).collect();
            for (_, from, target) in references(set, &members) {
                let alignment = align::align(from, target);
                let page = &self.pages[target.id.page as usize];
                memory.learn(from, target, &alignment, page);
            }
        }
        memory
    }

    /// Compares all sets and shows each, with the path of each page, to `see`: for measuring, and for fitting weights.
    pub fn observe(&mut self, see: &mut dyn FnMut(&DocumentSet, &[Comparison<'_>])) {
        let sets = self.form_sets();
        let (lessons, mut rates) = (Lessons::default(), Rates::default());
        // What the run shows of its forms has to be known first.
        for counting in [true, false] {
            for set in &sets.sets {
                let members: Vec<Rendition<'_>> =
                    set.members.iter().map(|member| self.rendition(member)).collect();
                let alignments = alignments(set, &members, Aligned::new());
                let mut pairs: Vec<Comparison<'_>> =
                    compared(set, &members, &alignments, &lessons).into_values().collect();
                if counting {
                    pairs.iter().for_each(|pair| rates.count(pair));
                    continue;
                }
                for divergence in pairs.iter_mut().flat_map(|pair| &mut pair.divergences) {
                    weight::weigh(divergence, &rates);
                }
                see(set, &pairs);
            }
        }
    }

    /// The language pairs that the sets compare.
    fn wanted(&self, sets: &Sets) -> Wanted {
        let mut wanted = Wanted::default();
        for set in &sets.sets {
            let members: Vec<Rendition<'_>> =
                set.members.iter().map(|member| self.rendition(member)).collect();
            for (_, from, target) in references(set, &members) {
                // Where lexicons read both sides there is little to learn.
                let read = from.facts.words && target.facts.words && self.options.learning == Learning::Auto;
                wanted.add(from.locale, target.locale, &self.memory, !read);
            }
        }
        wanted
    }

    /// Aligns what there is to learn from in a set, and learns from it.
    fn align_set(&self, set: &DocumentSet, wanted: &mut Wanted) -> Aligned {
        let members: Vec<Rendition<'_>> = set.members.iter().map(|member| self.rendition(member)).collect();
        let mut aligned = Aligned::new();
        members.iter().for_each(|member| failure::where_asked("align", self.text(*member).as_bytes()));
        for (index, from, target) in references(set, &members) {
            if wanted.is_missing(from.locale, target.locale) {
                let alignment = align::align(from, target);
                wanted.run.learn(from, target, &alignment, &self.pages[target.id.page as usize]);
                aligned.insert(index, alignment);
            }
        }
        aligned
    }

    fn rendition<'a>(&'a self, member: &'a set::Member) -> Rendition<'a> {
        let (page, document) = (member.document.page as usize, member.document.document as usize);
        Rendition {
            id: member.document,
            path: &self.pages[page].path,
            locale: &member.locale,
            document: &self.pages[page].documents[document],
            facts: &self.facts[page][document],
            terms: glossary::Terms {
                glossaries: &self.options.glossaries,
                mentions: self.terms.get(page).map_or(&[], |documents| &documents[document]),
            },
        }
    }

    fn text(&self, member: Rendition<'_>) -> &str {
        &self.pages[member.id.page as usize].text
    }

    /// Compares the members of a set; what is found waits until the whole run is known.
    fn check_set<'a>(
        &'a self,
        set: &'a DocumentSet,
        aligned: Aligned,
        guidance: &Guidance,
        (lessons, hashes, neighbours, changes): (&Lessons<'_>, &Hashes, &Neighbours<'_>, Option<&Changes>),
        found: &mut Found<'a>,
        cells: &mut Vec<Cell>,
    ) {
        let members: Vec<Rendition<'a>> = set.members.iter().map(|member| self.rendition(member)).collect();
        members.iter().for_each(|member| failure::where_asked("compare", self.text(*member).as_bytes()));
        let reference = reference_of(set);
        let mut reading = Reading::new(guidance, set, &members);
        let editions = reading.packs();
        // Looked at first: what the reference shows is its fault and not that of its translations.
        let shown = reference.and_then(|at| self.snippets(members[at], &editions));
        let alignments = alignments(set, &members, aligned);
        let mut pairs = compared(set, &members, &alignments, lessons);
        pairs.values_mut().for_each(|pair| pair.neighbours = Some(neighbours));
        for (index, target) in members.iter().enumerate() {
            let is_source = reference.is_some_and(|r| index == r || members[r].locale == target.locale);
            if target.document.side == Side::Source {
                continue;
            }
            let mut sink = Sink::default();
            set_checks(set, &members[..=index], &mut sink);
            let mut source = None;
            let (mut agreed, mut followed) = (Vec::new(), Vec::new());
            if !is_source {
                document_checks(*target, &mut sink);
                if let Some(pair) = pairs.get(&index) {
                    found.rates.count(pair);
                    pair_checks(pair, &mut sink);
                    if let Some(age) = self.age(pair, hashes) {
                        age_checks(pair, &age, &mut sink);
                    }
                    if let Some(changes) = changes {
                        followed = change_not_followed::drafts(pair, changes);
                    }
                    reading.pair(pair, &mut sink);
                    let from = reference.map(|at| source_of(set, &members, at, *target));
                    source = from.map(|from| (from.id.page, from.locale.as_str()));
                } else if set.reference == Reference::Consensus {
                    consensus::check(
                        &members,
                        index,
                        &self.options.rules_of(&self.pages[target.id.page as usize]),
                        set,
                        &mut agreed,
                    );
                }
                if reference.is_none() {
                    reading.alone(*target, set.reference, &mut sink);
                }
            } else if reference == Some(index) {
                reading.reference(*target, &mut sink);
            }
            let snippets =
                if reference == Some(index) { shown.clone() } else { self.snippets(*target, &editions) };
            let page = (target.id.page, target.locale.as_str());
            let known = shown.clone().filter(|_| !is_source);
            found.checked.push(Checked {
                set: &set.id,
                page,
                source,
                sink,
                agreed,
                followed,
                snippets,
                known,
            });
        }
        cells.append(&mut reading.cells);
    }

    /// What is known of the age of a translation against a page of its own.
    fn age<'a>(&'a self, pair: &Comparison<'_>, hashes: &Hashes) -> Option<Age<'a>> {
        let id = pair.target.id.page;
        let [page, source] = [id, pair.source.id.page].map(|page| &self.pages[page as usize]);
        let hash = hashes.stale(id, page);
        let history = self.histories.get(&page.path).filter(|_| !hashes.fresh(id, page));
        (pair.source.id.page != id && (hash.is_some() || history.is_some())).then_some(Age {
            page,
            source,
            hash,
            history,
        })
    }

    /// What the snippets of a page show, held against the guidance of its version.
    fn snippets(&self, page: Rendition<'_>, packs: &[&str]) -> Option<Rc<dyn Snippets>> {
        extension::installed()?.snippets(page.id.page, self.text(page), page.document, packs)
    }
}

/// Whether a set is compared: nothing failed over it, and a change, where only changes are told of, touched it.
fn is_compared(sets: &Sets, set: u32, left_out: &BTreeMap<u32, String>, changes: Option<&Changes>) -> bool {
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

/// What the rules find in a translation held against one reference.
pub(crate) fn drafts_of(
    source: Rendition<'_>,
    target: Rendition<'_>,
    severities: &BTreeMap<String, Option<Severity>>,
) -> Vec<Draft> {
    let mut sink = Sink::default();
    let alignment = align::align(source, target);
    pair_checks(&Comparison::new(source, target, &alignment, None), &mut sink);
    sink.finish(severities)
}
