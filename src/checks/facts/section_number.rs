//! Numbers of sections: the tool that makes the pages of another language may leave one out, or count otherwise, where it
//! stands before a heading and where a sentence refers to it.

use crate::align::Bead;
use crate::checks::Draft;
use crate::compare::Comparison;
use crate::document::{BlockKind, Document, Mark, MarkKind};
use crate::facts::Fact;
use crate::finding::Severity;
use crate::rendition::Rendition;
use crate::source::Span;

/// Whether a number of the source stands in the label of a link to a heading, and the translation's sentence links to a
/// heading, too; or a link to another page is named by it ("Section 5.4, “Racks”"), and the translation has such a link.
pub(super) fn is_of_a_section(pair: &Comparison<'_>, bead: &Bead, number: &Fact) -> bool {
    let (source, target) = (pair.source.document, pair.target.document);
    let sentence = pair.target_text(bead);
    let inside = |mark: &&Mark| sentence.start <= mark.text.start && mark.text.end <= sentence.end;
    let named = || {
        let label = Label::of_link(pair.source, number);
        label.is_some_and(|label| label.named && label.place.overlaps(number.text))
    };
    source.marks_around(number.text).any(|mark| leads_to_a_heading(source, mark))
        && target.marks.iter().filter(inside).any(|mark| leads_to_a_heading(target, mark))
        || named() && target.marks.iter().filter(inside).any(|mark| leads_inside(target, mark))
}

fn leads_to_a_heading(document: &Document, mark: &Mark) -> bool {
    match mark.kind {
        MarkKind::Link { destination } => {
            document.string(destination).split_once('#').is_some_and(|(_, fragment)| !fragment.is_empty())
        }
        _ => false,
    }
}

/// Whether a link leads to another part of the site.
fn leads_inside(document: &Document, mark: &Mark) -> bool {
    match mark.kind {
        MarkKind::Link { destination } => !document.string(destination).contains(':'),
        _ => false,
    }
}

/// What a heading or a link begins with where sections are counted: "5.4.8", "A.12", "Chapter 4", "第4章".
#[derive(Clone, Copy)]
struct Label<'t> {
    /// The number.
    number: &'t str,
    /// Where it stands.
    place: Span,
    /// Whether a word stands before it.
    named: bool,
    /// Whether a mark ends it: "Figure 5.4.", "表5.4：".
    ends_as_one: bool,
    /// What stands behind it.
    title: &'t str,
}

impl<'t> Label<'t> {
    /// Reads what stands at the beginning of a text. A number of more than three digits counts no sections.
    fn of(document: &'t Document, text: Span) -> Option<Self> {
        let whole = document.text(text);
        let start = whole.trim_start_matches(|c: char| !c.is_alphanumeric());
        let appendix = |rest: &str| {
            let mut chars = rest.chars();
            chars.next().is_some_and(|c| c.is_ascii_uppercase())
                && !chars.next().is_some_and(char::is_alphanumeric)
        };
        let word = if appendix(start) { start } else { start.trim_start_matches(char::is_alphabetic) };
        let named = word.len() < start.len();
        let rest = word.trim_start();
        // "v2" is one word, "第2" are two.
        if named && rest.len() == word.len() && start[..start.len() - word.len()].is_ascii() {
            return None;
        }
        let letter = usize::from(appendix(rest));
        let digits =
            rest[letter..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len() - letter);
        let (number, title) = rest.split_at(letter + digits);
        // "A gate" begins with no number; "2019-02-03" and "3rd" are others.
        let begins = named || letter == 0 || number.len() > letter;
        // "5,4 m" is an amount; "Section 5.4, …" is none.
        let ends = title.starts_with(", ")
            || !title.starts_with(|c: char| c.is_ascii_alphanumeric() || "-/%,_".contains(c));
        let ends_as_one =
            number.ends_with('.') || title.starts_with([':', '：', ' ', '\u{3000}']) && !start.is_ascii();
        let number = number.trim_end_matches('.');
        let short = number.split('.').all(|part| (1..=3).contains(&part.len()));
        let from = text.start + (whole.len() - rest.len()) as u32;
        (begins && ends && short).then(|| Self {
            number,
            place: Span::new(from, from + number.len() as u32),
            named,
            ends_as_one,
            title: title.trim_matches(|c: char| !c.is_alphanumeric()),
        })
    }

    /// The label of the heading in which a sentence stands, or of what a figure or a table is called: "Figure 5.4. A rack".
    fn of_heading(rendition: Rendition<'t>, sentence: u32) -> Option<Self> {
        let document = rendition.document;
        let block = &document.blocks[document.sentences[sentence as usize].block as usize];
        let label = Self::of(document, block.text)?;
        match block.kind {
            BlockKind::Heading { .. } => label.named || label.title.contains(char::is_alphabetic),
            _ => label.named && label.number.contains('.') && label.ends_as_one,
        }
        .then_some(label)
    }

    /// The label of the link to another part of the site in which a number stands.
    fn of_link(rendition: Rendition<'t>, number: &Fact) -> Option<Self> {
        let document = rendition.document;
        let mut around = document.marks_around(number.text).filter(|mark| leads_inside(document, mark));
        around.find_map(|mark| Self::of(document, mark.text))
    }

    /// How deep it counts: a point for each "." of the number. What counts chapters counts no sections.
    fn depth(self) -> String {
        self.number.chars().filter(|c| *c == '.').collect()
    }

    /// Whether a heading close to it, which stands in this block, has the number before it and stands before it, or the next
    /// one and stands behind: sections are counted there. Editions of one text ("3.1 Release notes") have one title.
    fn counts_on(self, document: &'t Document, block: u32) -> bool {
        const CLOSE: usize = 100;
        let Some((within, own)) = last(self.number) else { return false };
        let blocks = document.blocks.iter().skip((block as usize).saturating_sub(CLOSE)).take(2 * CLOSE);
        let headings = blocks.filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
        headings.filter_map(|block| Self::of(document, block.text)).any(|other| {
            let step = if other.place < self.place { own.checked_sub(1) } else { Some(own + 1) };
            let first = own == 1 && other.place < self.place && other.number == within;
            (first || last(other.number) == step.map(|number| (within, number))) && other.title != self.title
        })
    }
}

/// The last part of a number, and what stands before it.
fn last(number: &str) -> Option<(&str, u32)> {
    let (before, last) = number.rsplit_once('.').unwrap_or(("", number));
    Some((before, last.parse().ok()?))
}

/// A finding as it is told where two headings begin with a number that counts them, and something differs in that alone; or
/// two links to other parts of the site do. Where the pages show that they count, it is a note; where a site counts all its sections otherwise it is
/// nothing (see `telling::usual`).
pub(super) fn told_as_one(
    draft: Draft,
    pair: &Comparison<'_>,
    bead: &Bead,
    old: &Fact,
    new: Option<&Fact>,
) -> Draft {
    let held = |label: &Label<'_>, fact: &Fact| label.place.overlaps(fact.text);
    let holds = |was: &Label<'_>, is: &Label<'_>| {
        held(was, old) && new.is_none_or(|new| held(is, new)) && was.number != is.number
    };
    let heading =
        Label::of_heading(pair.source, bead.source.0).zip(Label::of_heading(pair.target, bead.target.0));
    let mut draft = draft;
    let counts = if let Some((was, is)) = heading.filter(|(was, is)| holds(was, is)) {
        let told = if was.title.is_empty() { was.number } else { was.title };
        draft.counted = Some([is.depth(), told.to_owned(), is.number.to_owned()]);
        let source = pair.source.document;
        !was.named && was.counts_on(source, source.sentences[bead.source.0 as usize].block)
    } else {
        let Some(new) = new else { return draft };
        let link = Label::of_link(pair.source, old).zip(Label::of_link(pair.target, new));
        let Some((was, is)) = link.filter(|(was, is)| holds(was, is)) else { return draft };
        // "[21]" counts notes, "[5.4.8]" sections, "[Port 21]" and "[3 steps]" nothing.
        // "Section 2.9" may be "Kapitel 4" of another edition.
        let depth = if is.depth().is_empty() { was.depth() } else { is.depth() };
        draft.counted = Some(match () {
            () if !depth.is_empty() => [depth, String::new(), String::new()],
            // "Chapter 5, Racks" counts chapters.
            () if was.named && was.ends_as_one && !was.title.is_empty() => {
                [",".to_owned(), was.number.to_owned(), is.number.to_owned()]
            }
            () if was.named || !was.title.is_empty() => return draft,
            () => ["[".to_owned(), was.number.to_owned(), is.number.to_owned()],
        });
        !was.named
    };
    if counts { draft.at(Severity::Note) } else { draft }
}
