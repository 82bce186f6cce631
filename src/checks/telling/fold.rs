//! One cause, one finding: what follows from a cause is folded into the finding that tells it, and what says the
//! same on many pages into the first of them.
//!
//! Nothing is lost: a folded finding keeps its places in the report, and `expand` tells each by itself.

use super::sink::in_order;
use super::unfinished;
use super::usual::{self, PagesOf};
use super::worded;
use crate::checks::Draft;
use crate::checks::code::{code_block_changed, inline_code_changed};
use crate::checks::facts::{identifier_changed, number_changed};
use crate::checks::freshness::{page_outdated, translation_stale};
use crate::checks::links::link_changed;
use crate::checks::pages::front_matter_changed;
use crate::checks::structure::{block_added, block_missing, heading_level_changed};
use crate::checks::text::{page_untranslated, untranslated};
use crate::document::Page;
use crate::finding::{Finding, Severity};
use crate::message::{Message, Says, Wording};
use crate::order::{InOrder as _, OrderedMap, OrderedSet};
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// What follows from a finding about a whole page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cause {
    /// Of which kind it is.
    #[serde(with = "kind")]
    pub kind: &'static CauseKind,
    /// Stretches of the translation's page, in bytes, where whatever is found follows from it; in order.
    pub within: Vec<Span>,
    /// Stretches of the source's page, in bytes, from which whatever is found follows; in order.
    pub of_source: Vec<Span>,
    /// How much has to show it.
    pub enough: Enough,
}

/// A kind of cause: which findings show it, and which follow. It stands beside its rule.
#[derive(Debug)]
pub struct CauseKind {
    /// What it is called where a cause is written down.
    pub name: &'static str,
    /// Rules whose warnings and errors show it.
    pub signs: &'static [&'static str],
    /// Rules whose warnings show it, and whose errors are mistakes of their own: a single option of a command that
    /// is otherwise that of the source. Five errors of a page show it as well.
    pub hints: &'static [&'static str],
    /// Lists of rules whose findings follow from it without showing it.
    pub follows: &'static [&'static [&'static str]],
    /// What is said to those findings of the page that it may explain and does not take.
    pub hint: Option<&'static Wording>,
    /// Makes the message of what it explains, where that is not known before.
    pub message: Option<fn(&[Draft]) -> Message>,
}

/// All kinds of causes.
static KINDS: [&CauseKind; 6] = [
    &page_outdated::OUTDATED,
    &page_untranslated::UNTRANSLATED,
    &page_untranslated::USUAL,
    &page_untranslated::IN_PART,
    &translation_stale::BY_HASH,
    &translation_stale::BY_HISTORY,
];

/// Writes a kind of cause down by its name.
mod kind {
    use super::{CauseKind, KINDS};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(kind: &&'static CauseKind, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(kind.name)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static CauseKind, D::Error> {
        let name = <&str>::deserialize(deserializer)?;
        let known = KINDS.iter().find(|kind| kind.name == name);
        known.copied().ok_or_else(|| D::Error::custom("there is no such cause"))
    }
}

/// How many signs a cause needs to be told.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Enough {
    /// One.
    One,
    /// Several, which together take up a share of so many bytes: of the page and its source.
    ShareOf(u32),
    /// None: it is told in any case, and takes what it explains.
    Nothing,
    /// None: it is told in any case, and takes what it explains where that takes up a share of so many bytes.
    NothingBut(u32),
}

impl Enough {
    /// So many places are several, where they take up one part in sixteen: a page that lacks so much is behind.
    pub(in crate::checks) const SEVERAL: usize = 3;
    const NOTICEABLE: u64 = 16;
    /// So many are several whatever their share.
    pub(in crate::checks) const MANY: usize = 6;

    /// Whether so many signs of so many bytes are enough.
    fn is_met(self, places: usize, bytes: u64) -> bool {
        let whole = match self {
            Self::One => return places > 0,
            Self::Nothing => return true,
            Self::ShareOf(whole) | Self::NothingBut(whole) => whole,
        };
        let noticeable = bytes * Self::NOTICEABLE >= u64::from(whole);
        places >= Self::MANY || places >= Self::SEVERAL && noticeable
    }
}

impl Cause {
    /// Errors of a page that are no mistakes of their own any more.
    const ERRORS: usize = 5;

    /// The gravest severity of a hint that shows it, among the findings of a page.
    fn gravest_hint(&self, drafts: &[Draft]) -> Severity {
        let errors = drafts.iter().filter(|draft| draft.severity == Severity::Error && self.is_hint(draft));
        if errors.count() < Self::ERRORS { Severity::Warning } else { Severity::Error }
    }

    /// Whether a finding is a hint. A word of inline code that became another was translated or misspelt: that shows
    /// no other edition, another number does.
    fn is_hint(&self, draft: &Draft) -> bool {
        self.kind.hints.contains(&draft.rule) && !is_another_word(draft)
    }

    /// Whether a finding shows it; `gravest` is the gravest hint that does.
    fn is_shown_by(&self, draft: &Draft, gravest: Severity) -> bool {
        draft.severity >= Severity::Warning
            && (self.kind.signs.contains(&draft.rule) || draft.severity <= gravest && self.is_hint(draft))
    }

    /// Whether a finding follows from it.
    fn explains(&self, draft: &Draft, gravest: Severity) -> bool {
        let near = self.within.partition_point(|span| span.end <= draft.span.start);
        let inside = || self.within.get(near).is_some_and(|span| span.contains(draft.span));
        self.kind.signs.contains(&draft.rule)
            || self.kind.follows.iter().any(|rules| rules.contains(&draft.rule))
            || self.is_shown_by(draft, gravest)
            || inside()
            || draft.source.is_some_and(|(place, _)| self.is_of_source(place))
    }

    /// Whether a place of the source is one from which findings follow. One between words may stand at a border.
    fn is_of_source(&self, place: Span) -> bool {
        let near = self.of_source.partition_point(|span| span.end < place.start);
        self.of_source[near..].iter().take(2).any(|span| match place.is_empty() {
            true => span.start <= place.start && place.start <= span.end,
            false => span.overlaps(place),
        })
    }

    /// Says to findings that the cause may explain them, too.
    fn hint_at(&self, drafts: &mut [Draft]) {
        let Some(hint) = self.kind.hint else { return };
        let may_be = |draft: &&mut Draft| draft.severity >= Severity::Warning && draft.source.is_some();
        for draft in drafts.iter_mut().filter(may_be) {
            draft.help.push(Message::of(hint));
        }
    }
}

/// Whether a piece of inline code became another that has the same numbers.
fn is_another_word(draft: &Draft) -> bool {
    let message = draft.message.subject();
    let digits = |name| message.words(name).map(|text| text.bytes().filter(u8::is_ascii_digit));
    let words = [&inline_code_changed::BECAME, &inline_code_changed::WORDED, &code_block_changed::WORDED];
    words.contains(&message.wording()) && digits("was").zip(digits("is")).is_some_and(|(was, is)| was.eq(is))
}

/// Folds the findings of a page into those that tell their cause. Of several causes the last takes first what it
/// explains: rules stand in the order of their names, and what was never translated (`page-untranslated`) explains
/// more than what is behind (`page-outdated`). With `expand` findings stand beside their cause.
pub(super) fn causes(drafts: Vec<Draft>, causes: Vec<(Draft, Cause)>, expand: bool) -> Vec<Draft> {
    if causes.is_empty() {
        return drafts;
    }
    let (mut told, mut rest) = (Vec::new(), drafts);
    for (mut draft, cause) in causes.into_iter().rev() {
        let gravest = cause.gravest_hint(&rest);
        let (follow, other): (Vec<Draft>, Vec<Draft>) =
            rest.into_iter().partition(|draft| cause.explains(draft, gravest));
        let signs = || follow.iter().filter(|draft| cause.is_shown_by(draft, gravest));
        let bytes =
            signs().map(|draft| u64::from(draft.span.len() + draft.source.map_or(0, |s| s.0.len()))).sum();
        rest = other;
        if !cause.enough.is_met(signs().count(), bytes) {
            rest.extend(follow);
            if matches!(cause.enough, Enough::NothingBut(_)) {
                cause.hint_at(&mut rest);
                told.push(draft);
            }
            continue;
        }
        cause.hint_at(&mut rest);
        if let Some(message) = cause.kind.message {
            draft.message = message(&follow);
        }
        if expand {
            rest.extend(follow);
        } else {
            draft.folded = follow;
        }
        told.push(draft);
    }
    told.append(&mut rest);
    in_order(&mut told);
    told
}

/// Pages of which one, far longer, holds the other: a book to be printed or read in one go says everything twice.
type Whole = OrderedSet<(u32, u32)>;

/// Leaves those pairs of pages of which the shorter one stands in the other, with most of its long lines. The lines of a
/// book are gathered once.
fn leave_books(pairs: &mut Whole, pages: &[Page]) {
    const FAR_LONGER: usize = 3;
    let text = |page: u32| pages.get(page as usize).map_or("", |page| page.text.as_str());
    let lines = |page| text(page).lines().map(str::trim).filter(|line| line.len() >= Alike::LONG);
    let mut of_books: OrderedMap<u32, OrderedSet<&str>> = OrderedMap::new();
    pairs.retain(|&(one, other)| {
        let (page, book) = if text(one).len() < text(other).len() { (one, other) } else { (other, one) };
        if text(book).len() < FAR_LONGER * text(page).len() {
            return false;
        }
        let of_book = of_books.entry(book).or_insert_with(|| lines(book).collect());
        let (there, all) = lines(page)
            .fold((0, 0), |(there, all), line| (there + usize::from(of_book.contains(line)), all + 1));
        all > 0 && 3 * there >= 2 * all
    });
}

/// Folds findings that say the same on several pages of a language into the first of them: the same words of the
/// translation against the same sentence of the source (a footer, a heading that stands on every page), one link
/// that leads elsewhere now, or links to places that kept the names of the source throughout. `of` tells how many pages each language has.
pub(crate) fn over_pages(findings: Vec<Finding>, pages: &[Page], of: &PagesOf) -> Vec<Finding> {
    let findings = worded::languages(findings, pages);
    let mut groups: OrderedMap<Alike, Vec<usize>> = OrderedMap::new();
    // The pages of each language with such links.
    let mut kept: OrderedMap<&str, OrderedSet<u32>> = OrderedMap::new();
    for finding in findings.iter().filter(|finding| keeps_name(finding)) {
        kept.entry(&finding.locale).or_default().insert(finding.place.page);
    }
    kept.retain(|_, on| on.len() >= usual::MANY);
    for (at, finding) in findings.iter().enumerate() {
        let throughout = || kept.contains_key(finding.locale.as_str()) && keeps_name(finding);
        let alike = match throughout() {
            true => Some(Alike::Names { locale: finding.locale.clone(), severity: finding.severity }),
            false => Alike::of(finding, pages),
        };
        if let Some(alike) = alike {
            groups.entry(alike).or_default().push(at);
        }
    }
    let two = groups.iter().filter_map(|(alike, group)| alike.two_pages(group, &findings));
    let mut whole: Whole = two.collect();
    leave_books(&mut whole, pages);
    let whole = &whole;
    let groups = groups.into_iter().map(|(alike, group)| {
        (group, move |group: &[usize], all: &[Finding]| alike.is_cause_of(group, all, of, whole))
    });
    on_pages(unfinished::languages(gather(findings, groups), of))
}

/// Folds findings that say the same several times on a page into the first of them: a name that is another one
/// throughout or that the page does without, a link that stands in every section, samples of one edition that the page
/// lacks, and versions that are others wherever the page names one.
fn on_pages(findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: OrderedMap<(u32, &'static str, Severity, String), Vec<usize>> = OrderedMap::new();
    let alone = || findings.iter().enumerate().filter(|(_, finding)| finding.folded.is_empty());
    // In how many sentences each name is missing, and how many pieces of code became others.
    let mut lost: OrderedMap<(u32, &str), usize> = OrderedMap::new();
    let mut words: OrderedMap<u32, OrderedSet<String>> = OrderedMap::new();
    let mut numbers: OrderedMap<u32, usize> = OrderedMap::new();
    for (_, finding) in alone() {
        if is_number(finding) {
            *numbers.entry(finding.place.page).or_default() += 1;
        }
        if is_lost_name(finding) {
            *lost.entry((finding.place.page, &finding.fact)).or_default() += 1;
        }
        if let Some(became) = became_in_line(finding) {
            words.entry(finding.place.page).or_default().insert(became);
        }
    }
    for (at, finding) in alone() {
        let page = finding.place.page;
        let lost_by = || lost.get(&(page, finding.fact.as_str()));
        let throughout = || lost_by().is_some_and(|&times| times >= THROUGHOUT);
        let many = || words.get(&page).is_some_and(|words| words.len() >= Enough::MANY);
        let told = if is_lost_name(finding) && throughout() {
            Some(finding.fact.clone())
        } else if became_in_line(finding).is_some() && many() {
            Some("words".to_owned())
        } else if is_number(finding) && numbers.get(&page).is_some_and(|&numbers| numbers >= Enough::MANY) {
            Some("numbers".to_owned())
        } else {
            told_again(finding)
        };
        if let Some(told) = told {
            groups.entry((page, finding.rule, finding.severity, told)).or_default().push(at);
        }
    }
    let groups = groups.into_values().map(|group| (group, |_: &[usize], _: &[Finding]| true));
    let mut told = gather(findings, groups);
    told.iter_mut().for_each(inline_code_changed::say_how_many);
    told.iter_mut().for_each(number_changed::say_how_many);
    told
}

/// Whether a number is another or gone. Where many of a page are, one thing was done to all of them: a column was left out,
/// units were converted, or the page is of another edition.
fn is_number(finding: &Finding) -> bool {
    finding.rule == number_changed::RULE.name && finding.severity > Severity::Note
}

/// A word of inline code that became another, by what is said of it.
fn became_in_line(finding: &Finding) -> Option<String> {
    let own = finding.rule == inline_code_changed::RULE.name && finding.severity > Severity::Note;
    word_of_code(finding).filter(|_| own)
}

/// In how many sentences of a page a name is missing that its translation does without: it calls the thing otherwise.
const THROUGHOUT: usize = 3;

/// Whether a sentence lost a name that others of its page may have lost, too: "a proxy" for "a TLS proxy".
fn is_lost_name(finding: &Finding) -> bool {
    finding.rule == identifier_changed::RULE.name
        && finding.severity > Severity::Note
        && finding.message.subject().says() == Says::Missing
}

/// What a finding tells that others of its page may tell, too; `None` for what has to be mended place by place.
fn told_again(finding: &Finding) -> Option<String> {
    let rule = finding.rule;
    if [block_missing::RULE.name, block_added::RULE.name].contains(&rule) {
        return Some(without_digits(&finding.message.key()));
    }
    // Below a section that stands one level higher all do.
    if rule == heading_level_changed::RULE.name {
        return Some(finding.message.key());
    }
    let says = finding.message.subject().says();
    // Of a sentence that lost several things one is told, and so is one of the stretches that were left in a sentence.
    let left = finding.message.wording() == &untranslated::WORDS;
    if (left || says == Says::Missing) && finding.severity > Severity::Note {
        let sentence = finding.place.sentence;
        return Some(format!("{}-{}", sentence.start, sentence.end));
    }
    let is_version = || {
        finding.fact.split('.').count() > 2 && finding.fact.split('.').all(|part| part.parse::<u32>().is_ok())
    };
    if rule == inline_code_changed::RULE.name && says == Says::Became && is_version() {
        return Some(String::new());
    }
    let names = [
        &inline_code_changed::RULE,
        &identifier_changed::RULE,
        &link_changed::RULE,
        &code_block_changed::RULE,
    ];
    let another = matches!(says, Says::Became | Says::Instead);
    (another && names.iter().any(|named| named.name == rule)).then(|| finding.message.key())
}

/// Folds each group that is one cause into its first finding, in order of page and place.
pub(super) fn gather<F: Fn(&[usize], &[Finding]) -> bool>(
    findings: Vec<Finding>,
    groups: impl Iterator<Item = (Vec<usize>, F)>,
) -> Vec<Finding> {
    // For each finding the one it is folded into.
    let mut into: Vec<Option<usize>> = vec![None; findings.len()];
    let place = |at: &usize| (findings[*at].place.page, findings[*at].place.span);
    for (mut group, is_cause) in groups {
        group.put_in_order_by_key(place);
        if !is_cause(&group, &findings) {
            continue;
        }
        for &at in &group[1..] {
            into[at] = Some(group[0]);
        }
    }
    let mut kept: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    for at in 0..kept.len() {
        let Some(first) = into[at] else { continue };
        if let (Some(taken), Some(told)) = (kept[at].take(), kept[first].as_mut()) {
            told.folded.push(taken);
        }
    }
    let mut kept: Vec<Finding> = kept.into_iter().flatten().collect();
    for finding in &mut kept {
        finding.folded.put_in_order_by_key(|folded| (folded.place.page, folded.place.span));
    }
    kept
}

/// What findings have in common that are one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    /// The same sentence of the source, dates and counts aside.
    Sentence {
        rule: &'static str,
        locale: String,
        sentence: String,
        /// The words of the translation that are underlined, likewise.
        words: String,
        fact: String,
    },
    /// An address that became another: an organisation was renamed, a repository moved.
    Address { rule: &'static str, locale: String, fact: String },
    /// A link that leads elsewhere, in a sentence of a page and of a book of pages.
    Twice { rule: &'static str, locale: String, sentence: String, fact: String },
    /// A section with a heading that the language has, or lacks, on many pages.
    Section { rule: &'static str, locale: String, heading: String },
    /// Words in samples, or between backticks, that became the same other ones.
    Code { rule: &'static str, locale: String, became: String },
    /// The links of a page to places in it: its headings were translated, and their ids with them.
    Anchors { page: u32 },
    /// The links of a language to places, which have the names of the source's headings on many pages.
    Names { locale: String, severity: Severity },
}

impl Alike {
    /// Letters of the source's sentence below which two may be the same by chance: "Note", "Port 80".
    const LETTERS: usize = 8;
    /// On how many pages the same has to be found,
    const PAGES: usize = 3;
    /// Letters of a sentence that is on two pages for no chance.
    const LONG: usize = 40;
    /// On how many, where something is missing and the translation has no words of its own that show that it is the
    /// same.
    const PAGES_WITHOUT_WORDS: usize = 10;

    /// `None` for what stands for itself: a cause, or a finding without a sentence of the source.
    fn of(finding: &Finding, pages: &[Page]) -> Option<Self> {
        if !finding.folded.is_empty() || finding.related.is_empty() {
            return None;
        }
        let (rule, locale) = (finding.rule, finding.locale.clone());
        // The fact of a link, or of an address in a sample, names both addresses.
        if [link_changed::RULE.name, code_block_changed::RULE.name].contains(&rule)
            && let Some((was, is)) = finding.fact.split_once(" → ")
        {
            let inside = was.starts_with('#') && is.starts_with('#');
            // A link that leads elsewhere is a mistake of its page; that an address moved is none.
            return match inside {
                true => Some(Self::Anchors { page: finding.place.page }),
                false if finding.severity > Severity::Note => {
                    let sentence = without_digits(&finding.source_sentence);
                    Some(Self::Twice { rule, locale, sentence, fact: finding.fact.clone() })
                }
                false => Some(Self::Address { rule, locale, fact: finding.fact.clone() }),
            };
        }
        if let Some(heading) = usual::heading(rule, &finding.message) {
            return Some(Self::Section { rule, locale, heading: without_digits(heading) });
        }
        if let Some(became) = word_of_code(finding) {
            return Some(Self::Code { rule, locale, became });
        }
        // The settings of a page are its own.
        if rule == front_matter_changed::RULE.name {
            return None;
        }
        let letters = finding.source_sentence.chars().filter(|c| c.is_alphanumeric()).take(Self::LETTERS);
        if letters.count() < Self::LETTERS {
            return None;
        }
        let text = pages.get(finding.place.page as usize).map_or("", |page| page.text.as_str());
        let words = text.get(finding.place.span.start as usize..finding.place.span.end as usize);
        Some(Self::Sentence {
            rule,
            locale,
            sentence: without_digits(&finding.source_sentence),
            words: without_digits(words.unwrap_or_default()),
            fact: without_digits(&finding.fact),
        })
    }

    /// The two pages on which a sentence stands that is so long that it stands there for no chance.
    fn two_pages(&self, group: &[usize], findings: &[Finding]) -> Option<(u32, u32)> {
        let (Self::Sentence { sentence, .. } | Self::Twice { sentence, .. }) = self else { return None };
        let of = || group.iter().map(|&at| findings[at].place.page);
        let (first, last) = (of().min()?, of().max()?);
        let two = first < last && of().all(|page| page == first || page == last);
        (two && sentence.chars().count() >= Self::LONG).then_some((first, last))
    }

    /// Whether findings that are alike are so many that they are one; they are in order of page. `whole` are pages of which
    /// one holds the other.
    fn is_cause_of(&self, group: &[usize], findings: &[Finding], of: &PagesOf, whole: &Whole) -> bool {
        let mut pages: Vec<u32> = group.iter().map(|&at| findings[at].place.page).collect();
        pages.dedup();
        if self.two_pages(group, findings).is_some_and(|two| whole.contains(&two)) {
            return true;
        }
        match self {
            Self::Sentence { words, .. } if words.is_empty() => pages.len() >= Self::PAGES_WITHOUT_WORDS,
            Self::Sentence { .. } | Self::Code { .. } => pages.len() >= Self::PAGES,
            Self::Section { locale, .. } => {
                usual::is_usual(pages.len(), of.get(locale).copied().unwrap_or_default())
            }
            Self::Address { .. } | Self::Anchors { .. } | Self::Names { .. } => group.len() >= Self::PAGES,
            Self::Twice { .. } => false,
        }
    }
}

/// Whether a link to a place has the name that the source has, and nothing of the translation has it.
fn keeps_name(finding: &Finding) -> bool {
    let kept = || finding.fact.split_once(" → ").is_some_and(|(was, is)| was == is && is.starts_with('#'));
    finding.rule == link_changed::RULE.name && kept()
}

/// A word of code that became another or is gone, whatever stands around it: it was replaced everywhere. A number is
/// another one each time.
fn word_of_code(finding: &Finding) -> Option<String> {
    let of_code = [code_block_changed::RULE.name, inline_code_changed::RULE.name].contains(&finding.rule);
    let message = finding.message.subject();
    let worded = |name| message.words(name).is_none_or(|text| text.contains(char::is_alphabetic));
    let gone = || message.wording() == &code_block_changed::MISSING;
    let became = of_code && (message.says() == Says::Became || gone()) && worded("was") && worded("is");
    became.then(|| message.key())
}

/// A text with one `0` for each run of digits, and one blank for each run of white space.
fn without_digits(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.trim().chars() {
        let c = match c {
            _ if c.is_numeric() => '0',
            _ if c.is_whitespace() => ' ',
            _ => c,
        };
        if !(matches!(c, '0' | ' ') && plain.ends_with(c)) {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Cause, Enough};
    use crate::checks::freshness::page_outdated;
    use crate::checks::learning::term_missing;
    use crate::checks::structure::block_missing;
    use crate::checks::{Draft, Sink};
    use crate::order::OrderedMap;
    use crate::source::Span;

    /// What is told of so many missing blocks on a page of a hundred bytes, with a learned finding in its title.
    fn told(missing: u32) -> Vec<(&'static str, usize)> {
        let title = Span::new(0, 10);
        let mut sink = Sink::default();
        sink.push(Draft::of_page(&term_missing::RULE, String::new(), title).learned());
        for at in 0..missing {
            let place = Span::new(20 + 10 * at, 25 + 10 * at);
            sink.push(Draft::of_page(&block_missing::RULE, String::new(), place));
        }
        let cause = Cause {
            kind: &page_outdated::OUTDATED,
            within: Vec::new(),
            of_source: Vec::new(),
            enough: Enough::ShareOf(100),
        };
        sink.explain(Draft::of_page(&page_outdated::RULE, String::new(), title), cause);
        let drafts = sink.finish(&OrderedMap::new());
        drafts.iter().map(|draft| (draft.rule, draft.folded.len())).collect()
    }

    #[test]
    fn a_cause_takes_what_shows_it_and_leaves_the_rest() {
        assert_eq!(told(3), [("page-outdated", 3), ("term-missing", 0)]);
    }

    #[test]
    fn a_cause_that_is_not_told_silences_nothing() {
        assert_eq!(told(2), [("term-missing", 0), ("block-missing", 0), ("block-missing", 0)]);
    }
}
