//! Which member of a set the others are compared with.

use super::{Member, Reference};
use crate::document::{Page, Side};
use crate::language::Locale;
use crate::order::InOrder as _;

/// A document that may become a member.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub member: Member,
    pub side: Side,
    /// Whether the layout marks it as the source: it stands outside the locales.
    pub outside: bool,
    /// Whether its page is a catalogue, whose entries are translations of its own hidden source alone.
    pub catalogue: bool,
}

/// The members of a set, in order, and their reference. `hidden` is the language of the sources
/// hidden in side-by-side pages anywhere in the run.
///
/// The reference is, whichever is there first:
/// 1. the document of the locale asked for, or one of its language, or such a one hidden in a
///    side-by-side page;
/// 2. the source by layout: the page beside the folders of the locales;
/// 3. the document in the language of the hidden sources, or else the hidden source itself;
/// 4. the English document, `en-US` before `en` before others: most documentation is translated
///    from English, and whoever translates from another language can say so;
/// 5. a consensus of the languages.
///
/// A hidden source is a member only where it is the reference: what is checked is what readers see. Catalogues are
/// held against what each of them holds itself, so all of their sources are members.
pub fn choose(
    candidates: Vec<Candidate>,
    pages: &[Page],
    source: Option<&Locale>,
    hidden: Option<&Locale>,
) -> (Vec<Member>, Reference) {
    let (mut halves, mut members): (Vec<Candidate>, Vec<Candidate>) =
        candidates.into_iter().partition(|candidate| candidate.side == Side::Source);
    let path =
        |member: &Member| pages.get(member.document.page as usize).map_or("", |page| page.path.as_str());
    let order = |a: &Candidate, b: &Candidate| {
        let (a, b) = (&a.member, &b.member);
        (&a.locale, path(a), a.document).cmp(&(&b.locale, path(b), b.document))
    };
    members.put_in_order_by(order);
    halves.put_in_order_by(order);
    if halves.iter().any(|half| half.catalogue)
        && let Some(longest) = longest(&halves, pages, None).map(|half| halves[half].member.document)
    {
        members.append(&mut halves);
        members.put_in_order_by(order);
        let at = members.iter().position(|candidate| candidate.member.document == longest);
        let members = members.into_iter().map(|candidate| candidate.member).collect();
        return (members, at.map_or(Reference::Alone, Reference::SideBySide));
    }

    let of_language =
        |locale: &Locale| best(&members, |candidate| closeness(&candidate.member.locale, locale));
    let half_of = |locale: Option<&Locale>| longest(&halves, pages, locale);
    let mut whole = source.and_then(of_language);
    let mut half = if whole.is_none() { source.and_then(|locale| half_of(Some(locale))) } else { None };
    if whole.is_none() && half.is_none() {
        whole = best(&members, |candidate| u8::from(candidate.outside));
        if whole.is_none() {
            half = half_of(None);
            let language = half.map(|half| &halves[half].member.locale).or(hidden);
            whole = language.and_then(of_language);
        }
        whole = whole.or_else(|| {
            if half.is_none() { best(&members, |candidate| english(&candidate.member.locale)) } else { None }
        });
    }

    let languages =
        members.iter().any(|candidate| !candidate.member.locale.same_language(&members[0].member.locale));
    let mut members: Vec<Member> = members.into_iter().map(|candidate| candidate.member).collect();
    let reference = match (whole, half) {
        (Some(whole), _) if languages || (source.is_some() && members.len() > 1) => Reference::Source(whole),
        (None, Some(half)) => {
            let half = halves.swap_remove(half).member;
            let at = members.partition_point(|member| {
                (&member.locale, path(member), member.document) < (&half.locale, path(&half), half.document)
            });
            members.insert(at, half);
            Reference::SideBySide(at)
        }
        _ if languages => Reference::Consensus,
        _ => Reference::Alone,
    };
    (members, reference)
}

/// The first of those for which `score` is highest and not 0; one that stands outside the locales
/// goes before its equals.
fn best(members: &[Candidate], score: impl Fn(&Candidate) -> u8) -> Option<usize> {
    let scored = members.iter().enumerate().filter(|(_, candidate)| score(candidate) > 0);
    scored
        .max_by_key(|(index, candidate)| (score(candidate), candidate.outside, std::cmp::Reverse(*index)))
        .map(|(index, _)| index)
}

fn closeness(locale: &Locale, wanted: &Locale) -> u8 {
    match () {
        () if locale == wanted => 2,
        () => u8::from(locale.same_language(wanted)),
    }
}

fn english(locale: &Locale) -> u8 {
    match locale.as_str() {
        "en-US" => 3,
        "en" => 2,
        _ => u8::from(locale.language() == "en"),
    }
}

/// The hidden source with most sentences: of several translations, the newest page mostly.
fn longest(halves: &[Candidate], pages: &[Page], locale: Option<&Locale>) -> Option<usize> {
    let sentences = |candidate: &Candidate| {
        let at = candidate.member.document;
        let document = pages.get(at.page as usize).and_then(|page| page.documents.get(at.document as usize));
        document.map_or(0, |document| document.sentences.len())
    };
    let fitting = halves
        .iter()
        .enumerate()
        .filter(|(_, half)| locale.is_none_or(|locale| half.member.locale.same_language(locale)));
    fitting.max_by_key(|(index, half)| (sentences(half), std::cmp::Reverse(*index))).map(|(index, _)| index)
}
