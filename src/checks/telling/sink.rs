//! Where rules leave what they find, and where one cause is kept to one finding.

use super::fold;
use crate::checks::{Cause, Check, Rule, rule};
use crate::compare::{Comparison, Divergence, Rates, settle, weight};
use crate::finding::{Finding, Fix, Place, Related, Severity};
use crate::interned::{self, Name};
use crate::keep::Keep;
use crate::message::{self, Message, Wording};
use crate::order::{InOrder as _, OrderedMap};
use crate::rendition::Rendition;
use crate::source::{Span, Stretches};
use serde::{Deserialize, Serialize};

crate::message::wordings! {
    SAYS_HERE: "related/says-it", "the source says it here";
    NOTHING_HERE: "related/has-nothing", "the source has nothing here";
    OWN_WORDS: "related/own-words", "the source's own words";
}

/// Collects the findings of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Sink {
    drafts: Vec<Draft>,
    proposed: Vec<(Divergence, Draft)>,
    causes: Vec<(Draft, Cause)>,
}

/// A finding on its way: places are still spans of the pages' bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The rule.
    #[serde(deserialize_with = "interned::read")]
    pub rule: Name,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// Where, in bytes of the translation's page.
    pub span: Span,
    /// The sentence around it, in bytes of the translation's page.
    pub sentence: Span,
    /// Where in bytes of the reference's page, and the sentence around it.
    pub source: Option<(Span, Span)>,
    /// What it speaks for beyond its place, in bytes of the translation's and the reference's page:
    /// other findings in there may be its consequences.
    pub reach: Option<(Span, Span)>,
    /// What the second place shows.
    #[serde(with = "message::kept")]
    pub source_message: &'static Wording,
    /// How to mend it: sentences that are told one after the other.
    pub help: Vec<Message>,
    /// A replacement that would mend it.
    pub fix: Option<Fix>,
    /// Whether it rests on what pages taught alone: then it is silent where another finding speaks of the
    /// same sentence.
    pub learned: bool,
    /// The fact, normalised.
    pub fact: String,
    /// The sentence of the reference, or of the page where there is none.
    pub source_sentence: String,
    /// How probable it is that a reader would call it right, 0 to 100, and what that rests on; where it was weighed.
    #[serde(deserialize_with = "interned::read_confidence")]
    pub confidence: Option<(u8, Vec<(Name, i32)>)>,
    /// The findings that were folded into it.
    pub folded: Vec<Draft>,
    /// Of what differs in a number that a site may count anew in each language: what is counted, what the source has and
    /// what the translation has; the last two are empty where it does not show by itself that it is counted.
    pub counted: Option<[String; 3]>,
}

impl Draft {
    /// A finding about a stretch of the translation's visible text.
    #[must_use]
    pub fn new(
        rule: &'static Rule,
        message: impl Into<Message>,
        target: Rendition<'_>,
        place: Span,
        sentence: Span,
    ) -> Self {
        Self::about(rule, message.into(), target, place, sentence)
    }

    /// Apart from [`Self::new`], so that it is compiled once.
    #[inline(never)]
    fn about(
        rule: &'static Rule,
        message: Message,
        target: Rendition<'_>,
        place: Span,
        sentence: Span,
    ) -> Self {
        let mut draft = Self::made(rule, message, target.document.source_span(place));
        draft.sentence = target.document.source_span(sentence);
        target.document.text(sentence).clone_into(&mut draft.source_sentence);
        draft
    }

    /// A finding about the page itself, in bytes of it.
    #[must_use]
    pub fn of_page(rule: &'static Rule, message: impl Into<Message>, span: Span) -> Self {
        Self::made(rule, message.into(), span)
    }

    /// Apart from [`Self::of_page`], so that it is compiled once.
    #[inline(never)]
    fn made(rule: &'static Rule, message: Message, span: Span) -> Self {
        Self {
            rule: rule.name,
            severity: rule.severity,
            message,
            span,
            sentence: span,
            source: None,
            reach: None,
            source_message: &SAYS_HERE,
            help: Vec::new(),
            fix: None,
            learned: false,
            fact: String::new(),
            source_sentence: String::new(),
            confidence: None,
            folded: Vec::new(),
            counted: None,
        }
    }

    /// Adds the place in the reference's visible text.
    #[must_use]
    pub fn from_source(mut self, pair: &Comparison<'_>, place: Span, sentence: Span) -> Self {
        let document = pair.source.document;
        self.source = Some((document.source_span(place), document.source_span(sentence)));
        if place.is_empty() {
            self.source_message = &NOTHING_HERE;
        } else if place == sentence {
            self.source_message = &OWN_WORDS;
        }
        document.text(sentence).clone_into(&mut self.source_sentence);
        self
    }

    /// Says how to mend it; what is said so several times is told one after the other.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Self {
        self.push_help(help.into());
        self
    }

    /// Apart from [`Self::help`], so that it is compiled once.
    #[inline(never)]
    fn push_help(&mut self, help: Message) {
        if !help.is_empty() {
            self.help.push(help);
        }
    }

    /// Says how to mend it, where that is known.
    #[must_use]
    pub fn perhaps_help(mut self, help: Option<Message>) -> Self {
        if let Some(help) = help {
            self.push_help(help);
        }
        self
    }

    /// Says what the second place shows.
    #[must_use]
    pub fn shows(mut self, what: &'static Wording) -> Self {
        self.source_message = what;
        self
    }

    /// Names the fact.
    #[must_use]
    pub fn fact(mut self, fact: impl Into<String>) -> Self {
        self.fact = fact.into();
        self
    }

    /// Marks it as resting on what pages taught alone.
    #[must_use]
    pub fn learned(mut self) -> Self {
        self.learned = true;
        self
    }

    /// Says how probable it is, and why.
    #[must_use]
    pub fn weighed(mut self, divergence: &Divergence) -> Self {
        self.confidence = Some((divergence.confidence, weight::pieces(divergence).1));
        self
    }

    /// Lowers the severity.
    #[must_use]
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The finding, once page and set are known.
    #[must_use]
    pub fn finding(self, target: (u32, &str), source: Option<(u32, &str)>, set: &str) -> Finding {
        let related = match (self.source, source) {
            (Some((span, sentence)), Some((page, locale))) => vec![Related {
                place: Place { page, span, sentence },
                locale: locale.to_owned(),
                message: Message::of(self.source_message),
            }],
            _ => Vec::new(),
        };
        let folded = self.folded.into_iter().map(|draft| draft.finding(target, source, set)).collect();
        Finding {
            rule: self.rule,
            severity: self.severity,
            message: self.message,
            place: Place { page: target.0, span: self.span, sentence: self.sentence },
            locale: target.1.to_owned(),
            related,
            help: self.help,
            fix: self.fix,
            set: set.to_owned(),
            fact: self.fact,
            source_sentence: self.source_sentence,
            confidence: self.confidence,
            folded,
        }
    }

    /// Whether a finding about the same page, raised elsewhere, has its cause in this one.
    #[must_use]
    pub fn speaks_for(&self, finding: &Finding) -> bool {
        let absorbs = rule(self.rule).map_or(&[][..], |rule| rule.absorbs);
        let own = self.reach.map_or(self.span, |reach| reach.0);
        absorbs.contains(&finding.rule) && (own == finding.place.span || own.overlaps(finding.place.span))
    }

    /// Where it speaks for others, in the translation's and the reference's page.
    fn meeting(&self) -> [Option<Span>; 2] {
        let own = self.reach.map_or(self.span, |reach| reach.0);
        [Some(own), self.reach.map(|reach| reach.1).or(self.source.map(|source| source.0))]
    }

    /// Whether the two speak of the same words, in the translation or in the reference.
    fn meets(&self, other: &Self) -> bool {
        let touch = |a: Option<Span>, b: Option<Span>| a.zip(b).is_some_and(|(a, b)| a == b || a.overlaps(b));
        let [own, source] = self.meeting();
        touch(own, Some(other.span)) || touch(source, other.source.map(|source| source.0))
    }
}

impl Draft {
    /// Whether another finding is about nothing of the reference but what this one speaks for: of several
    /// blocks that are missing, one sentence is not the whole cause.
    fn holds_source_of(&self, other: &Self) -> bool {
        let own = self.reach.map(|reach| reach.1).or(self.source.map(|source| source.0));
        matches!((own, other.source), (Some(own), Some(theirs)) if own.contains(theirs.0))
    }
}

impl Keep {
    /// Whether a finding is about something that is kept; `path` is that of its page below the root, `text` its text.
    #[must_use]
    pub fn holds(&self, draft: &Draft, path: &str, text: &str) -> bool {
        let part = |span: Span| text.get(span.range()).unwrap_or("");
        self.holds_words(draft.rule, path, part(draft.span), part(draft.sentence))
    }
}

/// Which findings are notes about a part of what another finding of their rule is about: a word of a stretch.
fn parts(drafts: &[Draft]) -> Vec<bool> {
    let mut spans: Vec<(&str, Span)> = drafts.iter().map(|draft| (draft.rule, draft.span)).collect();
    spans.put_in_order_by_key(|(rule, span)| (*rule, span.start, std::cmp::Reverse(span.end)));
    // What no other holds: ends grow with beginnings.
    let mut widest: Vec<(&str, Span)> = Vec::new();
    for (rule, span) in spans {
        if widest.last().is_none_or(|last| last.0 != rule || last.1.end < span.end) {
            widest.push((rule, span));
        }
    }
    let part = |draft: &Draft| {
        let after = widest.partition_point(|wide| (wide.0, wide.1.start) <= (draft.rule, draft.span.start));
        let holds =
            |wide: &(&str, Span)| wide.0 == draft.rule && wide.1 != draft.span && wide.1.contains(draft.span);
        draft.severity == Severity::Note && widest[..after].last().is_some_and(holds)
    };
    drafts.iter().map(part).collect()
}

impl Sink {
    /// Takes a finding.
    pub fn push(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// Takes a divergence with the finding it would be.
    pub fn propose(&mut self, divergence: Divergence, draft: Draft) {
        self.proposed.push((divergence, draft));
    }

    /// Takes what may be the cause of others: it is told where it explains enough of them, and they fold into it.
    pub fn explain(&mut self, draft: Draft, cause: Cause) {
        self.causes.push((draft, cause));
    }

    /// How many findings of some rules there are so far, however grave.
    pub(in crate::checks) fn count(&self, rules: &[&[&str]]) -> usize {
        self.drafts.iter().filter(|draft| rules.iter().any(|rules| rules.contains(&draft.rule))).count()
    }

    /// What was found so far, beside what is only proposed.
    pub(super) fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// Takes out the findings that are wanted elsewhere.
    pub(super) fn split_off(&mut self, wanted: impl Fn(&Draft) -> bool) -> Vec<Draft> {
        let (taken, kept) = std::mem::take(&mut self.drafts).into_iter().partition(wanted);
        self.drafts = kept;
        taken
    }

    /// Keeps the findings that are to be kept.
    pub fn retain(&mut self, keep: impl Fn(&Draft) -> bool) {
        self.drafts.retain(&keep);
        self.proposed.retain(|(_, draft)| keep(draft));
        self.causes.retain(|(draft, _)| keep(draft));
    }

    /// Weighs what was proposed, in the light of the run, and takes those that speak.
    fn decide(&mut self, rates: &Rates) {
        let (mut divergences, drafts): (Vec<Divergence>, Vec<Draft>) = self.proposed.drain(..).unzip();
        for divergence in &mut divergences {
            weight::weigh(divergence, rates);
        }
        let speaks = settle(&divergences);
        for ((divergence, draft), speaks) in divergences.iter().zip(drafts).zip(speaks) {
            let severity = weight::severity(divergence.confidence, draft.severity);
            if let (true, Some(severity)) = (speaks, severity) {
                self.drafts.push(draft.at(severity).weighed(divergence));
            }
        }
    }

    /// What is left once each cause has one finding, in order of place; severities as configured.
    #[must_use]
    pub fn finish(self, severities: &OrderedMap<String, Option<Severity>>) -> Vec<Draft> {
        self.finish_in(severities, &Rates::default(), false)
    }

    /// The same, in the light of what a whole run shows of the forms of its languages; `expand` where findings
    /// with a cause are told beside it.
    #[must_use]
    pub fn finish_in(
        mut self,
        severities: &OrderedMap<String, Option<Severity>>,
        rates: &Rates,
        expand: bool,
    ) -> Vec<Draft> {
        self.decide(rates);
        let (mut drafts, mut causes) = (self.drafts, self.causes);
        let as_configured = |draft: &mut Draft| match severities.get(draft.rule) {
            Some(None) => false,
            Some(Some(severity)) => {
                draft.severity = *severity;
                true
            }
            None => true,
        };
        drafts.retain_mut(as_configured);
        causes.retain_mut(|(draft, _)| as_configured(draft));
        // What is only learned is silent where a rule that knows more speaks of the sentence.
        let known: Vec<Span> = drafts
            .iter()
            .filter(|draft| !draft.learned && draft.severity >= Severity::Warning)
            .map(|draft| draft.sentence)
            .collect();
        let told = Stretches::new(known.iter().copied());
        drafts.retain(|draft| {
            let mut near = told.touching(draft.sentence).map(|near| known[near as usize]);
            !draft.learned || !near.any(|known| known.overlaps(draft.sentence))
        });
        in_order(&mut drafts);
        drafts.dedup_by(|a, b| {
            a.rule == b.rule && a.span == b.span && a.fact == b.fact && a.source == b.source
        });
        let absorbers: Vec<(usize, &'static [&'static str])> = drafts
            .iter()
            .enumerate()
            .filter_map(|(at, draft)| {
                let rule = rule(draft.rule)?;
                (!rule.absorbs.is_empty()).then_some((at, rule.absorbs))
            })
            .collect();
        let mut gone = parts(&drafts);
        let places = Stretches::new(drafts.iter().map(|draft| draft.span));
        let sources: Vec<(u32, Span)> =
            (0..).zip(&drafts).filter_map(|(at, draft)| Some((at, draft.source?.0))).collect();
        let of_source = Stretches::new(sources.iter().map(|(_, span)| *span));
        for &(at, absorbs) in &absorbers {
            let [own, source] = drafts[at].meeting();
            // What is weighed and found unsure gives way to what is loud.
            let unsure = drafts[at].confidence.is_some() && drafts[at].severity == Severity::Note;
            let near = own.into_iter().flat_map(|own| places.touching(own));
            let of_source = source.into_iter().flat_map(|source| of_source.touching(source));
            for other in near.chain(of_source.map(|at| sources[at as usize].0)) {
                let (other, draft) = (other as usize, &drafts[other as usize]);
                if other != at
                    && draft.rule != drafts[at].rule
                    && absorbs.contains(&draft.rule)
                    && drafts[at].meets(draft)
                    && (!matches!(draft.rule, "block-missing" | "section-missing")
                        || drafts[at].holds_source_of(draft))
                {
                    gone[if unsure && draft.severity > Severity::Note { at } else { other }] = true;
                }
            }
        }
        let mut at = 0;
        drafts.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
        fold::causes(drafts, causes, expand)
    }
}

/// Brings findings of a page into the order of their places.
pub(super) fn in_order(drafts: &mut [Draft]) {
    drafts.put_in_order_by(|a, b| {
        let order = (a.span, a.rule, &a.fact).cmp(&(b.span, b.rule, &b.fact));
        order.then_with(|| a.message.text().cmp(&b.message.text()))
    });
}

/// Of the findings of a rule that is told once for all pages, keeps the first about each fact for each pair of
/// languages. It belongs to no set: it stays the same finding where another page comes first.
pub fn told_once(findings: &mut Vec<Finding>) {
    let once = |finding: &Finding| {
        rule(finding.rule).is_some_and(|rule| rule.checks.iter().any(|check| matches!(check, Check::Once(_))))
    };
    let about = |finding: &Finding| {
        let source = finding.related.first().map(|related| related.locale.clone());
        (finding.rule, source, finding.locale.clone(), finding.fact.clone())
    };
    let place = |finding: &Finding| (finding.place.page, finding.place.span);
    let mut first: OrderedMap<_, (u32, Span)> = OrderedMap::new();
    for finding in findings.iter().filter(|finding| once(finding)) {
        let known = first.entry(about(finding)).or_insert_with(|| place(finding));
        *known = place(finding).min(*known);
    }
    findings.retain_mut(|finding| {
        if once(finding) {
            finding.set.clear();
        }
        !once(finding) || first.get(&about(finding)) == Some(&place(finding))
    });
}
