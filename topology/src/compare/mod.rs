//! One snippet in two languages: what differs between them that a machine would notice.
//!
//! Both texts become rows of [`Element`]s, which are aligned by their longest common subsequence; what
//! stays without an equal is paired up and named. What is for people (comments, descriptions, output,
//! what stands in angle brackets) is no difference.

mod data;
mod element;
mod script;
#[cfg(test)]
mod tests;

pub use element::{Element, ElementKind};

use super::powershell::{self, syntax};
use element::{same, spelled_alike};
use syntax::FaultKind;
use unisono::order::OrderedMap;
use unisono::source::Span;

/// How a snippet is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// PowerShell.
    PowerShell,
    /// Lines of DNS records.
    Dns,
    /// XML.
    Markup,
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// The dialect of a code block of the reference, if it is one that is compared here; `label` is what
/// stands at its fence.
#[must_use]
pub fn dialect(text: &str, label: &str) -> Option<Dialect> {
    match label.to_ascii_lowercase().as_str() {
        "json" => return Some(Dialect::Json),
        "xml" | "tbxml" => return Some(Dialect::Markup),
        "yaml" | "yml" => return Some(Dialect::Yaml),
        _ => {}
    }
    if powershell::recognises(text, label) {
        return Some(Dialect::PowerShell);
    }
    if super::dns::has_records(text) && powershell::is_vague(label) {
        return Some(Dialect::Dns);
    }
    None
}

/// A difference between a snippet and its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// What happened.
    pub kind: DifferenceKind<'a>,
    /// What it happened to: in the reference.
    pub source: Span,
    /// Where, in the translation; empty where something is missing.
    pub target: Span,
}

/// Kinds of [`Difference`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifferenceKind<'a> {
    /// An element became another.
    Became(Element<'a>, Element<'a>),
    /// An element is there, but written with spaces or other characters in it.
    Respelled(Element<'a>),
    /// A text lost its quotation marks.
    Unquoted(Element<'a>),
    /// One or more elements are missing; the first of them.
    Missing(Element<'a>),
    /// One or more elements are new; the first of them.
    Added(Element<'a>),
    /// The translation cannot be read any more.
    Broken(syntax::FaultKind),
    /// The reference cannot be read, and the translation can.
    Mended(syntax::FaultKind),
    /// So much differs that the two are not one snippet.
    Other,
}

/// Compares a snippet with its translation.
#[must_use]
pub fn compare<'a>(dialect: Dialect, source: &'a str, target: &'a str) -> Vec<Difference<'a>> {
    if source == target {
        return Vec::new();
    }
    if dialect != Dialect::PowerShell {
        let read = |text| data::elements(dialect, text);
        let found = differences(&read(source), &read(target));
        return if dialect == Dialect::Dns { found } else { as_one(source, target, found) };
    }
    let (was, is) = (powershell::parse(source), powershell::parse(target));
    let mut found = differences(&script::elements(source, &was), &script::elements(target, &is));
    if let [Difference { kind: DifferenceKind::Other, .. }] = found.as_slice() {
        return found;
    }
    // Where the reference is broken and the translation is not, the difference is a mend.
    let mended = new_faults(&is, &was);
    let broken = new_faults(&was, &is);
    // An open bracket follows from what stands behind it, mostly.
    let cause = mended.iter().find(|fault| fault.kind != FaultKind::OpenBracket).or(mended.first());
    if let (Some(fault), true) = (cause, broken.is_empty() && !found.is_empty()) {
        let target = found.iter().fold(found[0].target, |all, difference| all.union(difference.target));
        let kind = DifferenceKind::Mended(fault.kind);
        return vec![Difference { kind, source: fault.span, target }];
    }
    // What cannot be read makes the rest of its line look changed, and what an open quotation mark has
    // swallowed makes all behind it look so.
    let breaks: Vec<u32> = memchr::memchr_iter(b'\n', target.as_bytes()).map(|at| at as u32).collect();
    let line_of = |at: u32| breaks.partition_point(|line_break| *line_break < at);
    let swallowed =
        broken.iter().find(|fault| fault.kind == FaultKind::OpenQuote).map(|fault| fault.span.end);
    let mut lines: OrderedMap<usize, &syntax::Fault> = OrderedMap::new();
    for fault in &broken {
        let line = line_of(fault.span.start);
        let bracket = matches!(fault.kind, FaultKind::OpenBracket | FaultKind::StrayBracket);
        if !(bracket && swallowed.is_some()) {
            lines.entry(line).or_insert(fault);
        }
    }
    let unsettled = broken.iter().any(|fault| fault.kind == FaultKind::OpenBracket);
    found.retain(|difference| {
        let behind = unsettled && swallowed.is_some_and(|end| difference.target.start >= end);
        !behind && !lines.contains_key(&line_of(difference.target.start))
    });
    found.extend(lines.into_values().map(|fault| Difference {
        kind: DifferenceKind::Broken(fault.kind),
        source: Span::default(),
        target: fault.span,
    }));
    found.sort_by_key(|difference| difference.target);
    found
}

/// The start of the character that ends at a place.
fn boundary(text: &str, at: u32) -> u32 {
    text[..at as usize].char_indices().next_back().map_or(0, |(start, _)| start as u32)
}

/// Differences on several lines, or of whole lines, make another snippet, older or newer: that is told once, by the
/// first line.
fn as_one<'a>(source: &str, target: &str, found: Vec<Difference<'a>>) -> Vec<Difference<'a>> {
    let line = |text: &str, span: Span| {
        let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.start as usize..].find('\n').map_or(text.len(), |at| span.start as usize + at);
        let begin = start + (text[start..end].len() - text[start..end].trim_start().len());
        Span::new(begin as u32, (start + text[start..end].trim_end().len()).max(begin) as u32)
    };
    let Some(first) = found.first() else { return found };
    let (was, is) = (line(source, first.source), line(target, first.target));
    let whole = |text: &str, span: Span| {
        !span.is_empty() && (text[span.range()].contains('\n') || line(text, span).len() <= span.len() + 2)
    };
    let another = found.iter().any(|difference| match difference.kind {
        DifferenceKind::Missing(_) => source.contains('\n') && whole(source, difference.source),
        DifferenceKind::Added(_) => target.contains('\n') && whole(target, difference.target),
        DifferenceKind::Other => true,
        _ => false,
    });
    // A difference has a place in the translation, if only between two elements.
    let lines = found.len() > 1
        && found.iter().any(|other| !other.target.overlaps(is) && other.target.start > is.end);
    if !another && !lines {
        // A mark that is lost beside a word that changed is of one cause with it.
        let worded = |difference: &Difference<'_>| match difference.kind {
            DifferenceKind::Missing(element) | DifferenceKind::Added(element) => {
                element.text.chars().any(char::is_alphanumeric)
            }
            _ => true,
        };
        let any = found.iter().any(worded);
        return found.into_iter().filter(|difference| !any || worded(difference)).collect();
    }
    let last = |text: &str, first: Span, spans: &mut dyn Iterator<Item = Span>| {
        let last = spans.filter(|span| span.end > first.start).map(|span| span.end).max();
        last.map_or(first, |at| first.union(line(text, Span::new(boundary(text, at), at))))
    };
    let source = last(source, was, &mut found.iter().map(|difference| difference.source));
    let target = last(target, is, &mut found.iter().map(|difference| difference.target));
    vec![Difference { kind: DifferenceKind::Other, source, target }]
}

/// Faults that `target` has and `source` has not, in order of place.
fn new_faults(source: &syntax::Script, target: &syntax::Script) -> Vec<syntax::Fault> {
    let mut known: OrderedMap<FaultKind, usize> = OrderedMap::new();
    for fault in &source.faults {
        *known.entry(fault.kind).or_default() += 1;
    }
    let mut found: Vec<syntax::Fault> = Vec::new();
    for fault in &target.faults {
        match known.get_mut(&fault.kind) {
            Some(left) if *left > 0 => *left -= 1,
            _ => found.push(*fault),
        }
    }
    found
}

/// Rows longer than the root of this are not aligned element by element.
const MOST_CELLS: usize = 250_000;

/// What differs between two rows of elements.
fn differences<'a>(source: &[Element<'a>], target: &[Element<'a>]) -> Vec<Difference<'a>> {
    let front = source.iter().zip(target).take_while(|(a, b)| same(a, b)).count();
    let (was, is) = (&source[front..], &target[front..]);
    let back = was.iter().rev().zip(is.iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let (was, is) = (&was[..was.len() - back], &is[..is.len() - back]);
    let mut found = Vec::new();
    let end = |at: usize| -> u32 {
        let before = at.checked_sub(1).and_then(|at| target.get(at)).map(|element| element.span.end);
        before.or(target.first().map(|element| element.span.start)).unwrap_or_default()
    };
    let mut unlike = 0;
    for (old, new) in gaps(was, is) {
        unlike += old.len().max(new.len());
        let place = end(front + new.start);
        pair_up(&was[old], &is[new], place, &mut found);
    }
    // Most of it is another: one finding says so better than twenty.
    if found.len() > 3 && unlike * 2 > source.len().max(target.len()) {
        let whole = |row: &[Element<'_>]| match (row.first(), row.last()) {
            (Some(first), Some(last)) => first.span.union(last.span),
            _ => Span::default(),
        };
        return vec![Difference { kind: DifferenceKind::Other, source: whole(was), target: whole(is) }];
    }
    // A typographic dash is a dash to PowerShell, but not to what stands around it.
    for (old, new) in
        source[..front].iter().zip(target).chain(source.iter().rev().zip(target.iter().rev()).take(back))
    {
        if !spelled_alike(old, new) {
            found.push(Difference {
                kind: DifferenceKind::Respelled(*old),
                source: old.span,
                target: new.span,
            });
        }
    }
    found.sort_by_key(|difference| (difference.target, difference.source));
    found
}

type Gap = (std::ops::Range<usize>, std::ops::Range<usize>);

/// The stretches between the elements that two rows have in common.
fn gaps(was: &[Element<'_>], is: &[Element<'_>]) -> Vec<Gap> {
    let (n, m) = (was.len(), is.len());
    if n == 0 && m == 0 {
        return Vec::new();
    }
    if n * m > MOST_CELLS || n == 0 || m == 0 {
        return vec![(0..n, 0..m)];
    }
    // Longest common subsequence of what is behind each pair of places.
    let width = m + 1;
    let mut common = vec![0_u32; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            common[i * width + j] = if same(&was[i], &is[j]) {
                common[(i + 1) * width + j + 1] + was[i].weight()
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    let (mut from_i, mut from_j) = (0, 0);
    while i < n || j < m {
        let taken = i < n
            && j < m
            && same(&was[i], &is[j])
            && common[i * width + j] == common[(i + 1) * width + j + 1] + was[i].weight();
        if taken {
            if from_i < i || from_j < j {
                found.push((from_i..i, from_j..j));
            }
            i += 1;
            j += 1;
            (from_i, from_j) = (i, j);
        } else if j == m || i < n && common[(i + 1) * width + j] >= common[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    if from_i < n || from_j < m {
        found.push((from_i..n, from_j..m));
    }
    found
}

/// Names what happened between two stretches without equals. `place` is where the translation has
/// nothing.
fn pair_up<'a>(
    mut was: &[Element<'a>],
    mut is: &[Element<'a>],
    mut place: u32,
    found: &mut Vec<Difference<'a>>,
) {
    if let Some(mark) = lost_mark(was, is) {
        let target = is.first().map_or(Span::new(place, place), |first| Span::new(place, first.span.start));
        found.push(Difference { kind: DifferenceKind::Missing(*mark), source: mark.span, target });
        return;
    }
    while let (Some(old), Some(new)) = (was.first(), is.first()) {
        if let Some(length) = element::torn(old, is) {
            let last = is[length - 1].span;
            let unquoted = old.kind == ElementKind::Text && new.kind != ElementKind::Text;
            let kind =
                if unquoted { DifferenceKind::Unquoted(*old) } else { DifferenceKind::Respelled(*old) };
            found.push(Difference { kind, source: old.span, target: new.span.union(last) });
            place = last.end;
            (was, is) = (&was[1..], &is[length..]);
            continue;
        }
        if old.kind.becomes(new.kind) {
            found.push(Difference {
                kind: DifferenceKind::Became(*old, *new),
                source: old.span,
                target: new.span,
            });
            place = new.span.end;
            (was, is) = (&was[1..], &is[1..]);
            continue;
        }
        // The one that has a partner further on waits for it.
        if is.iter().any(|later| old.kind.becomes(later.kind)) {
            let length = is.iter().position(|later| old.kind.becomes(later.kind)).unwrap_or(1);
            added(&is[..length], found);
            place = is[length - 1].span.end;
            is = &is[length..];
        } else {
            let length = was.iter().position(|later| later.kind.becomes(new.kind)).unwrap_or(was.len());
            missing(&was[..length], place, found);
            was = &was[length..];
        }
    }
    missing(was, place, found);
    added(is, found);
}

/// The mark that one stretch has and the other has not, where all else is the same: a lost `|` makes a
/// command an argument.
fn lost_mark<'e, 'a>(was: &'e [Element<'a>], is: &[Element<'a>]) -> Option<&'e Element<'a>> {
    let mark = was.iter().find(|element| element.kind == ElementKind::Mark)?;
    let words = |element: &&Element<'a>| element.kind != ElementKind::Mark;
    let (old, new) = (was.iter().filter(words), is.iter().filter(words));
    (!is.is_empty() && old.map(|element| element.text).eq(new.map(|element| element.text))).then_some(mark)
}

/// What of a stretch is worth a finding: a bracket alone is not.
fn telling<'e, 'a>(stretch: &'e [Element<'a>]) -> Option<&'e Element<'a>> {
    let told = |kinds: &[ElementKind]| stretch.iter().find(|element| kinds.contains(&element.kind));
    told(&[ElementKind::Name])
        .or_else(|| told(&[ElementKind::Parameter]))
        .or_else(|| told(&[ElementKind::Text, ElementKind::Word, ElementKind::Variable]))
        .or(stretch.first())
}

fn missing<'a>(stretch: &[Element<'a>], place: u32, found: &mut Vec<Difference<'a>>) {
    if let (Some(first), Some(last), Some(named)) = (stretch.first(), stretch.last(), telling(stretch)) {
        found.push(Difference {
            kind: DifferenceKind::Missing(*named),
            source: first.span.union(last.span),
            target: Span::new(place, place),
        });
    }
}

fn added<'a>(stretch: &[Element<'a>], found: &mut Vec<Difference<'a>>) {
    if let (Some(first), Some(last), Some(named)) = (stretch.first(), stretch.last(), telling(stretch)) {
        found.push(Difference {
            kind: DifferenceKind::Added(*named),
            source: Span::default(),
            target: first.span.union(last.span),
        });
    }
}
