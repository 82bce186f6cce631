//! Rules: what a deployment must satisfy under each version's guidance.
//!
//! A rule names the claims of the guidance it follows from. It looks at the whole [`Subject`] and says
//! where a claim is broken and whether it holds; where it sees nothing to judge, it says neither.

mod allowances;
pub(crate) mod certificates;
pub(crate) mod coexistence;
pub(crate) mod matrix;
pub(crate) mod migration;
mod pack;
pub(crate) mod partners;
pub(crate) mod ports;
pub(crate) mod records;
pub(crate) mod scripts;
pub(crate) mod sites;
pub(crate) mod subject;
mod table;
mod texts;

pub use matrix::{Negotiation, Verdict, negotiation, settings};
pub use pack::{PACKS, Pack};
pub use subject::Subject;
pub use table::{RULES, rule};

use super::model::{Deployment, Place};
use unisono::finding::Severity;
use unisono::message::Message;
use unisono::order::{OrderedMap, OrderedSet};

/// A rule about deployments.
#[derive(Debug)]
pub struct Rule {
    /// Permanent name, kebab-case.
    pub name: &'static str,
    /// The severity of its findings, the gravest where it has several.
    pub severity: Severity,
    /// Ids of the claims it follows from.
    pub claims: &'static [&'static str],
    /// Ids of the packs it belongs to; none for all.
    pub packs: &'static [&'static str],
    /// What it flags, in one line.
    pub summary: &'static str,
    /// Why it matters, what counts and what does not.
    pub explanation: &'static str,
    /// Whether it speaks of the snippets of a page, too: it goes by what is there, and by nothing that a
    /// page may leave out.
    pub of_pages: bool,
    /// Rules that stay silent where this one speaks: their cause is the same.
    pub absorbs: &'static [&'static str],
    /// How it looks.
    pub check: fn(&Subject<'_>, &mut Judgement),
}

/// A place where a rule is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Name of the rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, naming the fact.
    pub message: Message,
    /// How to mend it.
    pub help: Option<Message>,
    /// Where.
    pub place: Place,
    /// A second place that explains the first, and what it shows.
    pub related: Option<(Place, Message)>,
    /// The fact it is about, normalised; part of the fingerprint.
    pub fact: String,
    /// Claims that are broken there, of those that the packs know.
    pub claims: Vec<&'static str>,
}

impl Broken {
    /// What tells whether two pages are broken in the same way: rule and fact.
    #[must_use]
    pub fn cause(&self) -> (&str, &str) {
        (self.rule, &self.fact)
    }

    /// Says how to mend it.
    pub fn help(&mut self, help: impl Into<Message>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Shows a second place.
    pub fn related(&mut self, place: Place, message: impl Into<Message>) -> &mut Self {
        self.related = Some((place, message.into()));
        self
    }

    /// Names the claims that are broken here; without it all of its rule are.
    pub fn of(&mut self, claims: &'static [&'static str]) -> &mut Self {
        self.claims = claims.to_vec();
        self
    }

    /// Gives it another severity than its rule's.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }
}

/// What a rule says of a deployment.
#[derive(Debug)]
pub struct Judgement {
    rule: &'static Rule,
    broken: Vec<Broken>,
    held: bool,
}

impl Judgement {
    /// Says that the rule is broken at a place; `fact` names what it is about.
    pub fn broken(
        &mut self,
        place: Place,
        fact: impl Into<String>,
        message: impl Into<Message>,
    ) -> &mut Broken {
        self.push(place, fact.into(), message.into())
    }

    /// Apart from [`Self::broken`], so that it is compiled once.
    #[inline(never)]
    fn push(&mut self, place: Place, fact: String, message: Message) -> &mut Broken {
        let at = self.broken.len();
        self.broken.push(Broken {
            rule: self.rule.name,
            severity: self.rule.severity,
            message,
            help: None,
            place,
            related: None,
            fact,
            claims: Vec::new(),
        });
        &mut self.broken[at]
    }

    /// Says that there was something to judge and it is as it must be.
    pub fn held(&mut self) {
        self.held = true;
    }
}

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Some rule found what it asks for, and none found it broken.
    Holds,
    /// A rule found it broken.
    Broken,
}

/// What the rules say of a deployment.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// What is broken, rule by rule.
    pub broken: Vec<Broken>,
    /// The claims there was something to judge by, with the rules that judged.
    pub claims: OrderedMap<&'static str, (Status, OrderedSet<&'static str>)>,
}

/// The claims of a rule that the packs know; where they know none of them, all.
fn claims(rule: &Rule, packs: &[&'static Pack]) -> Vec<&'static str> {
    let known = |claim: &&&str| pack::know(packs, claim);
    let claims: Vec<&'static str> = rule.claims.iter().filter(known).copied().collect();
    if claims.is_empty() { rule.claims.to_vec() } else { claims }
}

/// Holds a deployment against the rules of some packs.
#[must_use]
pub fn judge(deployment: &Deployment, packs: &[&'static Pack]) -> Verdicts {
    judge_by(RULES.iter().copied(), deployment, packs)
}

/// Holds what a page shows of a deployment against the rules that speak of pages.
#[must_use]
pub fn judge_page(deployment: &Deployment, packs: &[&'static Pack]) -> Vec<Broken> {
    judge_by(RULES.iter().copied().filter(|rule| rule.of_pages), deployment, packs).broken
}

fn judge_by(
    rules: impl Iterator<Item = &'static Rule>,
    deployment: &Deployment,
    packs: &[&'static Pack],
) -> Verdicts {
    let subject = Subject::new(deployment, packs);
    let mut verdicts = Verdicts::default();
    let mut spoke: OrderedSet<&'static str> = OrderedSet::new();
    for rule in rules {
        if !rule.packs.is_empty() && !packs.iter().any(|pack| rule.packs.contains(&pack.id)) {
            continue;
        }
        let mut judgement = Judgement { rule, broken: Vec::new(), held: false };
        (rule.check)(&subject, &mut judgement);
        if judgement.broken.is_empty() && !judgement.held {
            continue;
        }
        let claims = claims(rule, packs);
        for broken in &mut judgement.broken {
            if broken.claims.is_empty() {
                broken.claims.clone_from(&claims);
            } else if broken.claims.iter().any(|claim| claims.contains(claim)) {
                broken.claims.retain(|claim| claims.contains(claim));
            }
        }
        // What a place breaks is named even where the packs know no claim of it: the claim of another version says it.
        let mut claims = claims;
        for claim in judgement.broken.iter().flat_map(|broken| &broken.claims) {
            if !claims.contains(claim) {
                claims.push(claim);
            }
        }
        for claim in claims {
            // A rule with several claims may break one and say nothing of another.
            let broken = judgement.broken.iter().any(|broken| broken.claims.contains(&claim));
            let status = match (broken, judgement.held) {
                (true, _) => Status::Broken,
                (false, true) => Status::Holds,
                (false, false) => continue,
            };
            let entry = verdicts.claims.entry(claim).or_insert((status, OrderedSet::new()));
            if entry.0 < status {
                *entry = (status, OrderedSet::new());
            }
            if entry.0 == status {
                entry.1.insert(rule.name);
            }
        }
        if !judgement.broken.is_empty() {
            spoke.insert(rule.name);
        }
        verdicts.broken.append(&mut judgement.broken);
    }
    let absorbed: OrderedSet<&str> = RULES
        .iter()
        .filter(|rule| spoke.contains(rule.name))
        .flat_map(|rule| rule.absorbs.iter().copied())
        .collect();
    verdicts.broken.retain(|broken| !absorbed.contains(broken.rule));
    verdicts
}
