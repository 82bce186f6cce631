//! The answer to the question that the guidance is checked for, in plain words: does every language say the same?

use super::{Matrix, MatrixClaim, MatrixPlace};
use crate::guidance::Guidance;
use crate::language::{Locale, lexicon};
use crate::order::OrderedSet;
use crate::report::Range;
use crate::report::text::counted;
use serde::Serialize;

/// The answer, and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// In a sentence: "2019 guidance: 5 of 10 languages differ (10 of 100 statements). 2013 guidance: consistent …".
    pub sentence: String,
    /// What a language says otherwise, in order of the versions, claims and languages.
    pub differences: Vec<Deviation>,
    /// What pages of a version are expected to say and no language says, a claim each: there the languages agree.
    pub nowhere: Vec<String>,
    /// What the versions say otherwise by design, a sentence each.
    pub by_design: Vec<String>,
}

/// What a page says otherwise than the guidance of its version.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Deviation {
    /// Id of the pack.
    pub pack: String,
    /// Id of the claim.
    pub claim: String,
    /// The language.
    pub locale: String,
    /// `weakened`, `missing` or `contradicted`.
    pub verdict: &'static str,
    /// The page.
    pub path: String,
    /// Where it says so; absent where it says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// In a sentence with both wordings: claim, language, its words, those of the source, id.
    pub sentence: String,
}

/// The name of a language in English.
pub(super) fn language(locale: &str) -> String {
    let known = Locale::parse(locale);
    let lexicon = known.as_ref().and_then(lexicon::for_locale);
    lexicon.map_or_else(|| locale.to_owned(), |lexicon| lexicon.english_name.to_owned())
}

/// What the cells come to; `None` where no page was held against a pack.
pub(super) fn of(matrix: &Matrix, guidance: &Guidance) -> Option<Answer> {
    if matrix.versions.is_empty() {
        return None;
    }
    let mut answer = Answer::default();
    let mut parts = Vec::new();
    // The newest version first: it is the one asked about.
    for (at, version) in matrix.versions.iter().enumerate().rev() {
        let year = guidance
            .packs()
            .find(|pack| pack.id == version.pack)
            .and_then(|pack| pack.edition)
            .map(|edition| edition.1);
        let name = year.map_or_else(|| version.title.clone(), |year| format!("{year} guidance"));
        let (mut statements, mut open) = (0_usize, 0_usize);
        let mut differing: OrderedSet<&str> = OrderedSet::new();
        let claims = matrix.rows.iter().filter_map(|row| row.claims[at].as_ref());
        let (silent, told): (Vec<&MatrixClaim>, Vec<&MatrixClaim>) =
            claims.partition(|claim| is_nowhere(claim));
        for claim in &told {
            for (locale, cell) in version.locales.iter().zip(&claim.cells) {
                let Some(cell) = cell else { continue };
                statements += 1;
                if cell.verdict == "stated" {
                    continue;
                }
                let own = |place: &&MatrixPlace| place.verdict != "stated" && !place.follows;
                if !cell.places.iter().any(|place| own(&place)) {
                    continue;
                }
                open += 1;
                differing.insert(locale);
                for place in cell.places.iter().filter(own) {
                    answer.differences.push(Deviation {
                        pack: version.pack.clone(),
                        claim: claim.id.clone(),
                        locale: locale.clone(),
                        verdict: place.verdict,
                        path: place.path.clone(),
                        range: place.range,
                        sentence: sentence(&claim.says, locale, place, &claim.id),
                    });
                }
            }
        }
        answer.differences.extend(told.iter().filter_map(|claim| of_source(&version.pack, claim)));
        let languages = counted(version.locales.len(), "language");
        let statements = counted(statements, "statement");
        let more = if silent.is_empty() { String::new() } else { format!("; {} more in none", silent.len()) };
        parts.push(if open == 0 {
            format!("{name}: consistent in {languages} ({statements}{more})")
        } else {
            let verb = if differing.len() == 1 { "differs" } else { "differ" };
            format!("{name}: {} of {languages} {verb} ({open} of {statements}{more})", differing.len())
        });
        let named = |claim: &&MatrixClaim| format!("{} ({})", unstopped(&claim.says), claim.id);
        answer.nowhere.extend(silent.iter().map(named));
    }
    answer.sentence = parts.join(". ") + ".";
    for row in matrix.rows.iter().filter(|row| !row.changes.is_empty()) {
        let claims: Vec<String> = matrix
            .versions
            .iter()
            .zip(&row.claims)
            .filter_map(|(version, claim)| {
                let claim = claim.as_ref()?;
                Some(format!("{}: {} ({})", version.title, unstopped(&claim.says), claim.id))
            })
            .collect();
        answer.by_design.push(claims.join("; ") + ".");
    }
    Some(answer)
}

/// Whether no page of any language has a sentence for a claim that is expected of them.
fn is_nowhere(claim: &MatrixClaim) -> bool {
    let mut places = claim.cells.iter().flatten().flat_map(|cell| &cell.places).peekable();
    places.peek().is_some() && places.all(|place| place.range.is_none() && place.source.is_none())
}

/// What the source says otherwise and its translations with it, where the source has no cell of its own: it is hidden
/// in side-by-side pages.
fn of_source(pack: &str, claim: &MatrixClaim) -> Option<Deviation> {
    let cells = || claim.cells.iter().flatten();
    let following = || cells().flat_map(|cell| &cell.places).filter(|place| place.follows);
    let first = following().next()?;
    let source = first.source.as_ref()?;
    if cells().flat_map(|cell| &cell.places).any(|place| place.path == source.path && place.source.is_none())
    {
        return None;
    }
    let does = if first.verdict == "contradicted" { "says otherwise" } else { "says less" };
    Some(Deviation {
        pack: pack.to_owned(),
        claim: claim.id.clone(),
        locale: source.locale.clone(),
        verdict: first.verdict,
        path: source.path.clone(),
        range: Some(source.range),
        sentence: format!(
            "{} — {}, the source, {does}: {} (“{}”), and {} it ({})",
            unstopped(&claim.says),
            language(&source.locale),
            first.why,
            source.said,
            match following().count() {
                1 => "1 translation follows".to_owned(),
                count => format!("{count} translations follow"),
            },
            claim.id
        ),
    })
}

/// A difference in a sentence: the claim first, the id last.
fn sentence(says: &str, locale: &str, place: &MatrixPlace, id: &str) -> String {
    let why = if place.range.is_some() && !place.why.is_empty() {
        format!(": {}", place.why)
    } else {
        String::new()
    };
    let does = match place.verdict {
        "contradicted" => format!("says otherwise{why}"),
        "weakened" => format!("says less{why}"),
        _ => format!("does not say it{why}"),
    };
    let mut out = format!("{} — {} {does}", unstopped(says), language(locale));
    if !place.said.is_empty() {
        out.push_str(&format!(" (“{}”)", place.said));
    }
    if let Some(source) = &place.source {
        out.push_str(&format!("; {} “{}”", language(&source.locale), source.said));
    }
    format!("{out} ({id})")
}

fn unstopped(text: &str) -> &str {
    text.trim_end_matches('.')
}
