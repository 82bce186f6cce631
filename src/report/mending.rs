//! Replacements that mend findings: copying from the source what must be the same in every language. Nothing that
//! somebody would have to translate is ever touched.
//!
//! A fix is *certain* where what stands in the source is right in every language: code, a name, an address, a number
//! written in plain digits, the case of a product's name. Others are made only where they are asked for.

use crate::document::{Document, Mark, MarkKind, Page, Side};
use crate::finding::{Finding, Fix, Place, Severity};
use crate::message;
use crate::message::Says;
use crate::source::Span;

crate::message::wordings! {
    WRITE: "fix/write", "Write {was}";
    LEAD: "fix/lead", "Let it lead to {was}";
}

/// Longer stretches than this, in bytes, are no single fact.
const LONGEST: usize = 200;

/// A replacement that would mend a finding, and whether it is certain.
#[must_use]
pub fn of(pages: &[Page], finding: &Finding) -> Option<(Fix, bool)> {
    if let Some(fix) = &finding.fix {
        return Some((fix.clone(), true));
    }
    let related = finding.related.first()?;
    match finding.rule {
        "link-changed" => link(pages, finding, &related.place),
        "code-block-changed"
        | "identifier-changed"
        | "inline-code-changed"
        | "number-changed"
        | "snippet-changed"
        | "version-changed" => copy(pages, finding, &related.place),
        _ => None,
    }
}

/// The words of the source in the place of those of the translation, where the message says that the one became the
/// other.
fn copy(pages: &[Page], finding: &Finding, source: &Place) -> Option<(Fix, bool)> {
    let (was, is) = (text(pages, source)?, text(pages, &finding.place)?);
    let said = finding.message.says() == Says::Became
        && finding.message.words("was").is_some_and(|said| said.ends_with(was))
        && finding.message.words("is") == Some(is);
    if !said || was == is || was.contains('\n') || is.contains('\n') || was.len().max(is.len()) > LONGEST {
        return None;
    }
    // A number has other signs between its digits in other languages, and a version is a word in some.
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let certain = match finding.rule {
        "number-changed" => plain(was) && plain(is),
        "version-changed" => false,
        _ => true,
    };
    let fix = Fix::one(message!(WRITE, was), finding.place.span, was.to_owned());
    Some((fix, certain && finding.severity == Severity::Error))
}

/// The address of the source's link in the place of that of the translation.
fn link(pages: &[Page], finding: &Finding, source: &Place) -> Option<(Fix, bool)> {
    let (from, to) = (pages.get(source.page as usize)?, pages.get(finding.place.page as usize)?);
    let (_, was) = destination(from, source.span)?;
    let (at, is) = destination(to, finding.place.span)?;
    if was == is || was.len().max(is.len()) > LONGEST {
        return None;
    }
    // An address of the site itself may lead to the page in the language, and so may one that names a language.
    let absolute = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    let names_language =
        was.split('/').any(|part| finding.related.first().is_some_and(|own| is_locale(part, &own.locale)));
    let certain = absolute(was) && absolute(is) && !names_language && finding.severity == Severity::Error;
    let fix = Fix::one(message!(LEAD, was), at, was.to_owned());
    Some((fix, certain))
}

/// Whether a part of an address names a language: that of the source.
fn is_locale(part: &str, locale: &str) -> bool {
    let language = locale.split('-').next().unwrap_or_default();
    part.eq_ignore_ascii_case(locale) || part.eq_ignore_ascii_case(language)
}

/// The address of the link in or around a place, where it is written once: its place and its text.
fn destination(page: &Page, place: Span) -> Option<(Span, &str)> {
    let document = page.documents.iter().find(|document| document.side == Side::Whole)?;
    let near = |mark: &&Mark| {
        let own = document.source_span(mark.text);
        own == place || own.contains(place) || mark.source == place
    };
    let links = document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Link { .. }));
    let mut own = links.filter(near);
    let (Some(mark), None) = (own.next(), own.next()) else { return None };
    written(document, mark, page)
}

fn written<'p>(document: &'p Document, mark: &Mark, page: &'p Page) -> Option<(Span, &'p str)> {
    let MarkKind::Link { destination } = mark.kind else { return None };
    let address = document.string(destination);
    let written = page.text.get(mark.source.range())?;
    // Behind the text of the link; where it is text and address at once it is not known which of the two is meant.
    let at = written.rfind(address)?;
    let before = written[..at].ends_with(['(', '<', '"', '\'', '=', ' ']);
    let once = written.matches(address).count() == 1;
    let start = mark.source.start + u32::try_from(at).ok()?;
    let span = Span::new(start, start + u32::try_from(address.len()).ok()?);
    (before && once && !address.is_empty()).then_some((span, address))
}

fn text<'p>(pages: &'p [Page], place: &Place) -> Option<&'p str> {
    let text = pages.get(place.page as usize)?.text.get(place.span.range())?;
    (!text.trim().is_empty()).then_some(text)
}
