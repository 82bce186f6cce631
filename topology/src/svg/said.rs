//! The broken claims below the picture: what each says, what breaks it, and the sentence of the pages that states it. The
//! ids in the picture are links to them.

use super::escape;
use super::layout::MARGIN;
use super::plan::LINE;
use super::words::{Face, wrapped};
use crate::report::{ClaimSentence, ClaimSummary};
use crate::rules::{Broken, Verdicts};
use std::fmt::Write as _;
use unisono::order::InOrder as _;
use unisono::report::text::counted;

/// More places than these that break a claim are counted.
const PLACES: usize = 3;
/// Letters of a sentence that are shown.
const LETTERS: usize = 400;

/// A line below the picture.
#[derive(Debug)]
pub(super) struct Said {
    /// The id of the claim that begins here.
    id: Option<String>,
    face: Face,
    text: String,
}

/// What is broken, by the ids that stand in the picture, in their order: claims, and rules that follow from none.
fn ids(verdicts: &Verdicts) -> Vec<(&'static str, Vec<&Broken>)> {
    let mut all: Vec<&str> = verdicts.broken.iter().flat_map(super::marks::ids).collect();
    all.put_in_order();
    all.dedup();
    let places = |id: &str| {
        let of_it = |broken: &&Broken| super::marks::ids(broken).contains(&id);
        verdicts.broken.iter().filter(of_it).collect()
    };
    all.into_iter().map(|id| (id, places(id))).collect()
}

/// What a broken claim says, for a tooltip: its words, or what breaks it.
pub(super) fn tooltips(verdicts: &Verdicts, claims: &[ClaimSummary]) -> Vec<(&'static str, String)> {
    let tooltip = |(id, places): (&'static str, Vec<&Broken>)| {
        let says = claims.iter().find(|claim| claim.id == id).and_then(|claim| claim.says.clone());
        let broken = || places.first().map(|broken| broken.message.text()).unwrap_or_default();
        (id, says.unwrap_or_else(broken))
    };
    ids(verdicts).into_iter().map(tooltip).collect()
}

/// The lines about all that is broken, no wider than `room`.
pub(super) fn lines(verdicts: &Verdicts, claims: &[ClaimSummary], room: u32) -> Vec<Said> {
    let mut lines = Vec::new();
    for (id, places) in ids(verdicts) {
        let claim = claims.iter().find(|claim| claim.id == id);
        let mut first = Some(id.to_owned());
        let mut put = |face: Face, text: &str, indent: &str| {
            for line in wrapped(text, face, room.saturating_sub(16)) {
                lines.push(Said { id: first.take(), face, text: format!("{indent}{line}") });
            }
        };
        let says = claim.and_then(|claim| claim.says.as_deref()).unwrap_or_default();
        put(Face::Mark, &if says.is_empty() { format!("✗ {id}") } else { format!("✗ {id}: {says}") }, "");
        for broken in places.iter().take(PLACES) {
            put(Face::Plain, &broken.message.text(), INDENT);
        }
        if places.len() > PLACES {
            put(Face::Plain, &format!("and {}", counted(places.len() - PLACES, "more place")), INDENT);
        }
        if let Some(sentence) = claim.and_then(|claim| chosen(&claim.sentences)) {
            let mut text: String = sentence.text.chars().take(LETTERS).collect();
            if text.len() < sentence.text.len() {
                text.push('…');
            }
            let otherwise = if sentence.verdict == "stated" {
                String::new()
            } else {
                format!(", {} there", sentence.verdict)
            };
            let at = sentence.range.start;
            put(
                Face::Strong,
                &format!("“{text}” ({}:{}:{}{otherwise})", sentence.path, at.line, at.column),
                INDENT,
            );
        }
    }
    lines
}

/// What stands before the lines that belong to a claim.
const INDENT: &str = "\u{2003}";

/// The sentence in English, which all else is in, or in the first language there is.
fn chosen(sentences: &[ClaimSentence]) -> Option<&ClaimSentence> {
    let english = |sentence: &&ClaimSentence| sentence.locale.split('-').next() == Some("en");
    sentences.iter().find(english).or_else(|| sentences.first())
}

/// Writes the lines; gives where they end.
pub(super) fn write(out: &mut String, lines: &[Said], top: u32) -> u32 {
    let mut y = top;
    for Said { id, face, text } in lines {
        y += LINE + if id.is_some() { 7 } else { 0 };
        let id = id.as_ref().map(|id| format!(" id=\"claim-{}\"", escape(id))).unwrap_or_default();
        let class = if *face == Face::Strong { "quoted" } else { face.class() };
        let _ = writeln!(
            out,
            "<text class=\"{class} said\"{id} x=\"{MARGIN}\" y=\"{y}\">{}</text>",
            escape(text)
        );
    }
    y
}
