//! What the rules about guidance look at.

use super::{Comparison, Draft, Rule};
use crate::facts::cue;
use crate::finding::Severity;
use crate::guidance::{Claim, Judgement, Pack, Reason, Verdict};
use crate::language::Locale;
use crate::rendition::Rendition;
use crate::source::Span;

/// Rules that see in single words what a rule about claims names as a whole.
pub(super) const SAME_WORDS: &[&str] = &[
    "claim-of-another-version",
    "condition-missing",
    "negation-added",
    "negation-missing",
    "obligation-changed",
    "only-added",
    "only-missing",
    "opposite-term",
    "order-changed",
    "status-changed",
    "term-changed",
];

/// What a finding makes of a claim whose sentence it stands in; `None` for rules that say nothing of what is said.
/// Ordered by the names of the rules.
pub(crate) fn cell_of(rule: &str) -> Option<Verdict> {
    const CELLS: [(&str, Verdict); 28] = [
        ("alternative-changed", Verdict::Contradicted),
        ("bound-changed", Verdict::Contradicted),
        ("code-block-changed", Verdict::Contradicted),
        ("condition-changed", Verdict::Contradicted),
        ("condition-missing", Verdict::Weakened),
        ("identifier-changed", Verdict::Contradicted),
        ("inline-code-changed", Verdict::Contradicted),
        ("negation-added", Verdict::Contradicted),
        ("negation-missing", Verdict::Contradicted),
        ("number-changed", Verdict::Contradicted),
        ("obligation-changed", Verdict::Contradicted),
        ("only-added", Verdict::Contradicted),
        ("only-missing", Verdict::Weakened),
        ("opposite-term", Verdict::Contradicted),
        ("order-changed", Verdict::Contradicted),
        ("procedure-reordered", Verdict::Contradicted),
        ("product-changed", Verdict::Missing),
        ("role-changed", Verdict::Missing),
        ("role-missing", Verdict::Missing),
        ("sentence-mismatch", Verdict::Missing),
        ("status-changed", Verdict::Contradicted),
        ("steps-reordered", Verdict::Contradicted),
        ("term-changed", Verdict::Weakened),
        ("untranslated", Verdict::Missing),
        ("verb-changed", Verdict::Missing),
        ("version-changed", Verdict::Missing),
        ("word-missing", Verdict::Weakened),
        ("wrong-language", Verdict::Missing),
    ];
    CELLS.binary_search_by(|known| known.0.cmp(rule)).ok().map(|at| CELLS[at].1)
}

/// The guidance packs that the examples of a rule go by, where it needs some.
#[must_use]
pub fn example_packs(rule: &str) -> &'static [&'static str] {
    const PACKS: &[&str] =
        &[include_str!("example_packs/files-2016.yaml"), include_str!("example_packs/files-2019.yaml")];
    let needs =
        rule.starts_with("claim-") || matches!(rule, "procedure-reordered" | "source-contradicts-pack");
    if needs { PACKS } else { &[] }
}

/// Why a claim is read in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The document has to say it.
    Expected,
    /// The document is the reference.
    Reference,
    /// The claim is of another version than the document.
    OtherVersion,
}

/// What one document says of one claim.
#[derive(Clone, Debug)]
pub struct ClaimReading<'a> {
    /// The document with its reference, where it has one.
    pub pair: Option<&'a Comparison<'a>>,
    /// The document.
    pub target: Rendition<'a>,
    /// The pack.
    pub pack: &'a Pack,
    /// The claim.
    pub claim: &'a Claim,
    /// Why it is read here.
    pub standing: Standing,
    /// The sentence of the reference, in its visible text.
    pub source: Option<Span>,
    /// The sentences read, in the visible text of the document; `None` where there are none.
    pub text: Option<Span>,
    /// Where they are missing, and the text around.
    pub gap: Option<(Span, Span)>,
    /// How they read.
    pub judgement: Judgement,
    /// What they state instead: a claim of another version, with the title of its pack.
    pub other: Option<(&'a str, &'a Claim)>,
}

/// The steps of a procedure in a document.
#[derive(Debug)]
pub struct ProcedureReading<'a> {
    /// The document with its reference, where it has one.
    pub pair: Option<&'a Comparison<'a>>,
    /// The document.
    pub target: Rendition<'a>,
    /// The pack.
    pub pack: &'a Pack,
    /// Place in the procedure, claim, and visible text, ordered by the place.
    pub steps: Vec<(u32, &'a Claim, Span)>,
}

impl<'a> ClaimReading<'a> {
    /// A finding about the claim; it speaks for the whole sentence.
    pub(super) fn draft(&self, rule: &'static Rule, message: String) -> Draft {
        let (place, around) = match (self.text, self.gap) {
            (Some(text), _) => {
                let place = self.judgement.place;
                (if text.contains(place) && !place.is_empty() { place } else { text }, text)
            }
            (None, Some(gap)) => gap,
            (None, None) => (Span::default(), Span::default()),
        };
        let mut draft = Draft::new(rule, message, self.target, place, around).fact(self.claim.id.clone());
        let whole = self.target.document.source_span(around);
        let own = if self.text.is_some() { whole } else { draft.span };
        draft.reach = Some((own, own));
        if let (Some(pair), Some(source)) = (self.pair, self.source) {
            draft = draft.from_source(pair, source, source);
            draft.reach = Some((own, pair.source.document.source_span(source)));
        }
        let mut help = format!("{}: {} ({}).", self.claim.id, self.claim.says, self.pack.title);
        if let Some((title, other)) = self.other {
            help.push_str(&format!(" What stands here is guidance for {title} ({}).", other.id));
        }
        draft.help(help)
    }

    /// The finding, as grave as the claim says.
    pub(super) fn at_severity(&self, draft: Draft) -> Draft {
        match self.claim.severity {
            Some("warning") => draft.at(Severity::Warning),
            Some("note") => draft.at(Severity::Note),
            _ => draft,
        }
    }

    /// What is wrong with the words, in words.
    pub(super) fn why(&self) -> String {
        why(&self.judgement, self.pack, Some(self.target.locale))
    }
}

/// Why a claim is not stated, in words; with the words of the page's language for what is lost, where that is given.
pub(crate) fn why(judgement: &Judgement, pack: &Pack, locale: Option<&Locale>) -> String {
    let name = |concept: u16| pack.name_of(concept);
    match judgement.reason {
        None | Some(Reason::Nothing) => "no sentence says it".to_owned(),
        Some(Reason::Denied) => "it is denied here".to_owned(),
        Some(Reason::Affirmed) => "the negation is not here".to_owned(),
        Some(Reason::NotNecessary) => "here it is only not necessary".to_owned(),
        Some(Reason::Contrary(concept)) => format!("here it is \"{}\"", name(concept)),
        Some(Reason::Permission) => "here it is only allowed".to_owned(),
        Some(Reason::Advice) => "here it is only advice".to_owned(),
        Some(Reason::Lost(concept)) => {
            let forms = locale.map_or(&[][..], |locale| cue::forms_of(locale, concept));
            let rendered = if forms.is_empty() { String::new() } else { format!(" ({})", forms.join(", ")) };
            format!("\"{}\"{rendered} is not here", name(concept))
        }
        Some(Reason::Version(year)) => format!("version {year} is not named as a version"),
        Some(Reason::OtherVersion(year)) => format!("here it is said of version {year}"),
        Some(Reason::Only) => "\"only\" is not here".to_owned(),
        Some(Reason::Forbidden) => "here it is forbidden, not only unnecessary".to_owned(),
        Some(Reason::Obligation) => "here it is demanded, not allowed".to_owned(),
        Some(Reason::Replaced(was, is)) => {
            format!("\"{}\" stands in the place of \"{}\"", name(is), name(was))
        }
        Some(Reason::Order(was, is)) => format!("\"{}\" became \"{}\"", name(was), name(is)),
        Some(Reason::Part(concept)) => format!("here it is said of a part: \"{}\"", name(concept)),
        Some(Reason::Alternative(was, is)) => format!("\"{}\" became \"{}\"", name(was), name(is)),
        Some(Reason::Limited) => "here it is so \"only\" in this case".to_owned(),
        Some(Reason::Exchanged(a, b)) => {
            format!("\"{}\" and \"{}\" are no longer together", name(a), name(b))
        }
        Some(Reason::Direction) => "here it leads the other way".to_owned(),
        Some(Reason::Untranslated) => "it is left in the language of the source".to_owned(),
        Some(Reason::Condition(concept)) => format!("the condition (\"{}\") is not here", name(concept)),
    }
}
