//! Alignment against truth: side-by-side pages say which sentence renders which. The spans are
//! stripped, the two halves aligned as if they were two pages, and the beads compared with the ids.
//!
//! A bead is right when the set of its target ids equals the set of its source ids. After a
//! disturbance a source sentence whose rendering was deleted must stand alone.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests read files and print their figures"
)]

mod shared;

use std::collections::BTreeSet;
use std::path::Path;
use unisono::align;
use unisono::checker::index;
use unisono::glossary::Terms;
use unisono::language::Locale;
use unisono::rendition::Rendition;
use unisono::set::DocumentRef;

/// A page in pieces: markup and loose text, and sentences with their ids.
#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Unit(Vec<String>, String),
}

/// Takes a side-by-side page apart: the translation and the source, in pieces.
fn split(page: &str) -> (Vec<Piece>, Vec<Piece>) {
    const TARGET: &str = "<span data-ttu-id=\"";
    const LOOKUP: &str = "<span class=\"sxs-lookup\"><span data-stu-id=\"";
    let (mut target, mut source) = (Vec::new(), Vec::new());
    let mut rest = page;
    while let Some(at) = rest.find(TARGET) {
        let both = rest[..at].to_owned();
        target.push(Piece::Text(both.clone()));
        source.push(Piece::Text(both));
        let after = &rest[at + TARGET.len()..];
        let (id, after) = after.split_once("\">").expect("the span has an id");
        let (translation, after) = after.split_once(LOOKUP).expect("a source follows");
        let translation = translation.strip_suffix("</span>").expect("the span ends");
        let (_, after) = after.split_once("\">").expect("the source has an id");
        let (original, after) = after.split_once("</span></span>").expect("the source ends");
        target.push(Piece::Unit(vec![id.to_owned()], translation.to_owned()));
        source.push(Piece::Unit(vec![id.to_owned()], original.to_owned()));
        rest = after;
    }
    target.push(Piece::Text(rest.to_owned()));
    source.push(Piece::Text(rest.to_owned()));
    (target, source)
}

/// The page as text, with the byte range of each unit.
fn lay(pieces: &[Piece]) -> (String, Vec<(usize, usize, Vec<String>)>) {
    let mut text = String::new();
    let mut units = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::Unit(ids, part) => {
                let start = text.len();
                text.push_str(part);
                units.push((start, text.len(), ids.clone()));
            }
        }
    }
    (text, units)
}

/// A small generator of reproducible numbers (Lehmer 1951 with Park and Miller's constants).
struct Dice(u64);

impl Dice {
    fn one_in(&mut self, n: u64) -> bool {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        self.0.is_multiple_of(n)
    }
    fn below(&mut self, n: usize) -> usize {
        self.one_in(1);
        (self.0 as usize / 7) % n.max(1)
    }
}

/// Deletes a tenth of the sentences, joins a twentieth with their neighbour, moves a twentieth of
/// the blocks, re-wraps paragraphs. Gives the ids deleted.
fn disturb(pieces: &mut Vec<Piece>, dice: &mut Dice) -> BTreeSet<String> {
    let mut deleted = BTreeSet::new();
    let mut at = 0;
    while at < pieces.len() {
        if let Piece::Unit(ids, text) = &pieces[at] {
            if dice.one_in(10) {
                deleted.extend(ids.iter().cloned());
                pieces[at] = Piece::Text(String::new());
            } else if dice.one_in(20) {
                // Joined with the next sentence of the paragraph, a comma between.
                let mut next = at + 1;
                while matches!(pieces.get(next), Some(Piece::Text(t)) if !t.is_empty() && t.trim_matches(' ').is_empty())
                {
                    next += 1;
                }
                if let (true, Some(Piece::Unit(more, second))) = (next > at + 1, pieces.get(next)) {
                    let first = text.trim_end_matches(['.', '。', ' ']);
                    let joined = format!("{first}, {}", lower_first(second));
                    let ids = ids.iter().chain(more).cloned().collect();
                    pieces.splice(at..=next, [Piece::Unit(ids, joined)]);
                }
            }
        }
        at += 1;
    }
    move_blocks(pieces, dice);
    // What the line a piece stands in begins with: tables and headings cannot be re-wrapped.
    let mut line = String::new();
    for piece in pieces.iter_mut() {
        let prose = !line.trim_start().starts_with(['|', '#', '<']) && !line.contains(['|', '[']);
        if let (true, Piece::Unit(_, text)) = (prose, &mut *piece)
            && !text.contains(['|', '\n', '#'])
            && text.len() > 80
            && dice.one_in(2)
            && let Some((at, _)) = text.char_indices().skip(40).find(|&(_, c)| c == ' ')
        {
            // Never where the new line would begin a list or a quotation.
            if text[at + 1..].starts_with(char::is_alphabetic) && in_prose(text, at) {
                text.replace_range(at..=at, "\n");
            }
        }
        let (Piece::Text(text) | Piece::Unit(_, text)) = &*piece;
        match text.rsplit_once('\n') {
            Some((_, last)) => last.clone_into(&mut line),
            None => line.push_str(text),
        }
    }
    deleted
}

fn in_prose(text: &str, at: usize) -> bool {
    text[..at].matches('`').count().is_multiple_of(2)
        && text[..at].matches(['(', '[']).count() == text[..at].matches([')', ']']).count()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.trim_start().chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

/// Moves paragraphs: runs of pieces between blank lines that hold nothing but one line of sentences.
fn move_blocks(pieces: &mut Vec<Piece>, dice: &mut Dice) {
    let ends = |piece: &Piece| matches!(piece, Piece::Text(t) if t.contains("\n\n") || t.contains("\n \n") || t.contains("\n  \n") || t.contains("\r\n\r\n"));
    let plain_end = |piece: &Piece| matches!(piece, Piece::Text(t) if t.trim().is_empty());
    let mut paragraphs: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (at, piece) in pieces.iter().enumerate() {
        if ends(piece) {
            if let Some(from) = start
                && plain_end(piece)
                && at > from
            {
                paragraphs.push((from, at));
            }
            start = plain_end(piece).then_some(at + 1);
        }
    }
    let chosen: Vec<(usize, usize)> = paragraphs.iter().copied().filter(|_| dice.one_in(20)).collect();
    for (from, to) in chosen.into_iter().rev() {
        let taken: Vec<Piece> = pieces.splice(from..to, []).collect();
        let places: Vec<usize> =
            (0..pieces.len()).filter(|&at| ends(&pieces[at]) && plain_end(&pieces[at])).collect();
        if places.is_empty() {
            pieces.splice(from..from, taken);
            continue;
        }
        let place = places[dice.below(places.len())] + 1;
        let mut block = taken;
        block.push(Piece::Text("\n\n".to_owned()));
        pieces.splice(place..place, block);
    }
}

/// Aligns two pages and counts the beads that hold an id: right ones and all.
fn score(
    source: &[Piece],
    target: &[Piece],
    deleted: &BTreeSet<String>,
    locale: &Locale,
    wrong: &mut Vec<String>,
) -> (usize, usize) {
    let english = Locale::parse("en-US").expect("a locale");
    let (source_text, source_units) = lay(source);
    let (target_text, target_units) = lay(target);
    let source_page = index("", "en-US/page.md", source_text.as_bytes());
    let target_page = index("", &format!("{locale}/page.md"), target_text.as_bytes());
    let (s, t) = (&source_page.page.documents[0], &target_page.page.documents[0]);
    let id = |page| DocumentRef { page, document: 0 };
    let alignment = align::align(
        Rendition {
            id: id(0),
            path: "",
            locale: &english,
            document: s,
            facts: &source_page.facts[0],
            terms: Terms::default(),
        },
        Rendition {
            id: id(1),
            path: "",
            locale,
            document: t,
            facts: &target_page.facts[0],
            terms: Terms::default(),
        },
    );
    let ids = |document: &unisono::document::Document,
               range: (u32, u32),
               units: &[(usize, usize, Vec<String>)]| {
        let mut found = BTreeSet::new();
        for sentence in &document.sentences[range.0 as usize..range.1 as usize] {
            let span = document.source_span(sentence.text);
            for (start, end, ids) in units {
                // More than a stray character in common.
                let common = (span.end as usize).min(*end).saturating_sub((span.start as usize).max(*start));
                if common > 1 || (common == 1 && end - start == 1) {
                    found.extend(ids.iter().cloned());
                }
            }
        }
        found
    };
    let (mut right, mut all) = (0, 0);
    for bead in &alignment.beads {
        let from = ids(s, bead.source, &source_units);
        let to = ids(t, bead.target, &target_units);
        if from.is_empty() && to.is_empty() {
            continue;
        }
        all += 1;
        let ok = if to.is_empty() { from.iter().all(|id| deleted.contains(id)) } else { from == to };
        right += usize::from(ok);
        if !ok {
            let say = |d: &unisono::document::Document, r: (u32, u32)| {
                d.sentences[r.0 as usize..r.1 as usize]
                    .iter()
                    .map(|x| d.text(x.text))
                    .collect::<Vec<_>>()
                    .join(" | ")
            };
            wrong.push(format!(
                "{locale}: {from:?} / {to:?}\n   {}\n   {}",
                say(s, bead.source),
                say(t, bead.target)
            ));
        }
    }
    (right, all)
}

fn pages(root: &Path) -> Vec<(Locale, String)> {
    let mut pages = Vec::new();
    for locale in shared::entries(root) {
        let name = locale.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(tag) = Locale::parse(&name) else { continue };
        for page in shared::files_below(&locale) {
            pages.push((tag.clone(), std::fs::read_to_string(&page).expect("the corpus is UTF-8")));
        }
    }
    pages
}

#[test]
fn stripped_side_by_side_pages_align_as_their_ids_say() {
    let Some(root) = shared::folder("corpus/side-by-side") else { return };
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for (locale, page) in pages(&root) {
        let (target, source) = split(&page);
        let (r, n) = score(&source, &target, &BTreeSet::new(), &locale, &mut wrong);
        right += r;
        all += n;
    }
    let share = 100.0 * right as f64 / all as f64;
    println!("undisturbed: {right} of {all} beads right, {share:.2} %");
    assert!(share >= 99.0, "{right} of {all}\n{}", wrong.join("\n"));
}

#[test]
fn disturbed_translations_still_align() {
    let Some(root) = shared::folder("corpus/side-by-side") else { return };
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for (seed, (locale, page)) in pages(&root).into_iter().enumerate() {
        for round in 0..3 {
            let mut dice = Dice(1 + (seed * 3 + round) as u64 * 7919);
            let (mut target, source) = split(&page);
            let deleted = disturb(&mut target, &mut dice);
            let (r, n) = score(&source, &target, &deleted, &locale, &mut wrong);
            right += r;
            all += n;
        }
    }
    let share = 100.0 * right as f64 / all as f64;
    println!("disturbed: {right} of {all} beads right, {share:.2} %");
    if std::env::var_os("UNISONO_SHOW").is_some() {
        println!("{}", wrong.join("\n"));
    }
    assert!(share >= 95.0, "{right} of {all}\n{}", wrong.join("\n"));
}
