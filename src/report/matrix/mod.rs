//! The matrix: claims down, languages across, the version on top, and in each cell what the pages of a
//! language say of a claim.

pub mod answer;
pub mod html;
pub mod markdown;
pub mod text;

pub use answer::{Answer, Deviation};

use super::Range;
use super::assemble::Positions;
use crate::document::Page;
use crate::guidance::{Cell, Claim, Guidance, Verdict};
use crate::message::Message;
use crate::order::{InOrder as _, OrderedMap};
use crate::source::position::PositionEncoding;
use serde::Serialize;

/// Claims down, languages across. Empty where no page was held against a pack.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Matrix {
    /// The versions, oldest first.
    pub versions: Vec<MatrixVersion>,
    /// The claims; claims of several versions about one matter share a row.
    pub rows: Vec<MatrixRow>,
    /// What the cells come to, in plain words; absent where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// A version of the guidance.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatrixVersion {
    /// Id of its pack.
    pub pack: String,
    /// Its name.
    pub title: String,
    /// The languages of its pages, in order.
    pub locales: Vec<String>,
}

/// A row: what each version says of one matter.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatrixRow {
    /// A claim for each version of [`Matrix::versions`]; `None` where it says nothing of the matter.
    pub claims: Vec<Option<MatrixClaim>>,
    /// In what the versions differ: `polarity`, `strength`, `only`, `condition`, `version`, `action`.
    pub changes: Vec<&'static str>,
}

/// A claim and how the languages read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatrixClaim {
    /// Its id.
    pub id: String,
    /// What it says, in English.
    pub says: String,
    /// A cell for each locale of its version; `None` where it is not expected.
    pub cells: Vec<Option<MatrixCell>>,
}

/// What the pages of a language say of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatrixCell {
    /// The worst of its places.
    pub verdict: &'static str,
    /// Page by page.
    pub places: Vec<MatrixPlace>,
}

/// What one page says of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatrixPlace {
    /// The page.
    pub path: String,
    /// `stated`, `weakened`, `missing` or `contradicted`.
    pub verdict: &'static str,
    /// The sentence; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// Its text, markup included.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Why it does not state the claim, in English; absent where it does.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The sentence as readers see it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// Whether the source reads the same way: the fault is there. Absent where it does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub follows: bool,
    /// What the source says there; absent of the source itself, and where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Wording>,
}

/// What a page says, in its own words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Wording {
    /// The page.
    pub path: String,
    /// Its language.
    pub locale: String,
    /// Where.
    pub range: Range,
    /// The sentence as readers see it.
    pub said: String,
}

/// How a verdict is shown where there is little room, in the order of the legend.
const MARKS: [(&str, char); 4] =
    [("stated", '✓'), ("weakened", '~'), ("missing", '∅'), ("contradicted", '✗')];

/// What a cell shows: a mark, and a dot where nothing is expected.
fn mark(cell: Option<&MatrixCell>) -> char {
    let known = |cell: &MatrixCell| MARKS.iter().find(|mark| mark.0 == cell.verdict).map(|mark| mark.1);
    cell.and_then(known).unwrap_or('·')
}

/// What the marks mean.
fn legend() -> String {
    let marks: Vec<String> = MARKS.iter().map(|(name, mark)| format!("{mark} {name}")).collect();
    format!("{}, · not expected", marks.join(", "))
}

/// The places of a claim that do not state it, each with its locale.
fn open_places<'m>(
    version: &'m MatrixVersion,
    claim: &'m MatrixClaim,
) -> impl Iterator<Item = (&'m str, &'m MatrixPlace)> {
    version.locales.iter().zip(&claim.cells).flat_map(|(locale, cell)| {
        let places = cell.iter().flat_map(|cell| &cell.places);
        places.filter(|place| place.verdict != "stated").map(move |place| (locale.as_str(), place))
    })
}

impl Matrix {
    /// How many cells read each way: stated, weakened, missing, contradicted.
    #[must_use]
    pub fn counts(&self) -> [usize; 4] {
        let cells = self.rows.iter().flat_map(|row| &row.claims).flatten();
        let mut counts = [0; 4];
        for cell in cells.flat_map(|claim| &claim.cells).flatten() {
            let names = [Verdict::Stated, Verdict::Weakened, Verdict::Missing, Verdict::Contradicted];
            if let Some(at) = names.iter().position(|verdict| verdict.name() == cell.verdict) {
                counts[at] += 1;
            }
        }
        counts
    }
}

/// Lays out what was read. `pages` are those that the cells point into.
#[must_use]
pub fn build(
    pages: &[Page],
    guidance: &Guidance,
    mut cells: Vec<Cell>,
    encoding: PositionEncoding,
) -> Matrix {
    let mut positions = Positions::new(pages, encoding);
    // Oldest version first; packs without one stand behind, in the order they were given.
    let age = |pack: usize| (guidance.pack(pack).edition.map_or(u16::MAX, |edition| edition.1), pack);
    let mut packs: Vec<usize> = cells.iter().map(|cell| cell.pack).collect();
    packs.put_in_order_by_key(|&pack| age(pack));
    packs.dedup();
    cells.put_in_order_by(|a, b| {
        let path = |cell: &Cell| pages.get(cell.page as usize).map_or("", |page| page.path.as_str());
        (age(a.pack), &a.locale, path(a), a.sentence).cmp(&(age(b.pack), &b.locale, path(b), b.sentence))
    });
    let versions: Vec<MatrixVersion> = packs
        .iter()
        .map(|&pack| {
            let mut locales: Vec<String> = cells
                .iter()
                .filter(|cell| cell.pack == pack)
                .map(|cell| cell.locale.as_str().to_owned())
                .collect();
            locales.dedup();
            let about = guidance.pack(pack);
            MatrixVersion { pack: about.id.clone(), title: about.title.clone(), locales }
        })
        .collect();
    let mut of_claim: OrderedMap<(usize, &str), Vec<&Cell>> = OrderedMap::new();
    for cell in &cells {
        of_claim.entry((cell.pack, cell.claim.as_str())).or_default().push(cell);
    }
    let mut rows: Vec<(MatrixRow, Vec<&Claim>)> = Vec::new();
    for (column, &pack) in packs.iter().enumerate() {
        for claim in guidance.claims(pack) {
            let Some(cells) = of_claim.get(&(pack, claim.id.as_str())) else { continue };
            let read = read_claim(pages, claim, cells, &versions[column].locales, &mut positions);
            let same = |other: &&Claim| {
                let names = |a: &Claim, b: &Claim| a.mirrors.contains(&b.id);
                other.id == claim.id || names(claim, other) || names(other, claim)
            };
            let row =
                rows.iter_mut().find(|(row, claims)| row.claims[column].is_none() && claims.iter().any(same));
            if let Some((row, claims)) = row {
                row.claims[column] = Some(read);
                if let Some(before) = claims.last() {
                    let differences = differences(before, claim);
                    row.changes.extend(
                        differences.filter(|change| !row.changes.contains(change)).collect::<Vec<_>>(),
                    );
                }
                claims.push(claim);
            } else {
                let mut row = MatrixRow { claims: vec![None; packs.len()], changes: Vec::new() };
                row.claims[column] = Some(read);
                rows.push((row, vec![claim]));
            }
        }
    }
    let mut matrix = Matrix { versions, rows: rows.into_iter().map(|row| row.0).collect(), answer: None };
    matrix.answer = answer::of(&matrix, guidance);
    matrix
}

fn read_claim(
    pages: &[Page],
    claim: &Claim,
    cells: &[&Cell],
    locales: &[String],
    positions: &mut Positions<'_>,
) -> MatrixClaim {
    let read = locales.iter().map(|locale| {
        let mine: Vec<&&Cell> = cells.iter().filter(|cell| cell.locale.as_str() == locale).collect();
        let verdict = mine.iter().map(|cell| cell.verdict).max()?;
        let place = |cell: &&&Cell| {
            let page = pages.get(cell.page as usize);
            let text = cell.sentence.and_then(|span| page.and_then(|page| page.text.get(span.range())));
            MatrixPlace {
                path: page.map_or_else(String::new, |page| page.path.clone()),
                verdict: cell.verdict.name(),
                range: cell.sentence.map(|span| positions.range(cell.page, span)),
                text: text.unwrap_or_default().to_owned(),
                why: cell.why.as_ref().map(Message::text).unwrap_or_default(),
                said: cell.said.clone(),
                follows: cell.follows,
                source: cell.source.as_ref().map(|quote| Wording {
                    path: pages.get(quote.page as usize).map_or_else(String::new, |page| page.path.clone()),
                    locale: quote.locale.as_str().to_owned(),
                    range: positions.range(quote.page, quote.sentence),
                    said: quote.said.clone(),
                }),
            }
        };
        let mut places = Vec::with_capacity(mine.len());
        places.extend(mine.iter().map(place));
        Some(MatrixCell { verdict: verdict.name(), places })
    });
    MatrixClaim { id: claim.id.clone(), says: claim.says.clone(), cells: read.collect() }
}

/// In what two claims about one matter differ.
fn differences(before: &Claim, after: &Claim) -> impl Iterator<Item = &'static str> {
    [
        (before.action != after.action, "action"),
        (before.polarity != after.polarity, "polarity"),
        (before.strength != after.strength, "strength"),
        (before.only != after.only, "only"),
        (before.condition != after.condition, "condition"),
        (before.versions != after.versions, "version"),
    ]
    .into_iter()
    .filter_map(|(differs, name)| differs.then_some(name))
}
