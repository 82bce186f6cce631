//! Single common words of the source that were left in a translated sentence: "`ready` and `open` schließen".
//!
//! A word that no other language has ("and", "since", "not") is translated always, but for what is left as a whole: names,
//! titles, quotations. There it stands beside other words of the source; so a word counts that stands between words that
//! were translated, or code.

use crate::align::Bead;
use crate::compare::Comparison;
use crate::compare::left::{Word, in_own_letters, is_part_of_a_compound, own_script, telling, words};
use crate::document::MarkKind;
use crate::language::lexicon;
use crate::rendition::Rendition;
use crate::source::Span;

/// Letters of its own that a translated sentence has at least, where its language has another script.
const LEAST: usize = 6;

/// Common words of the source that it has at most: with more it was not translated, or hardly.
const MOST: usize = 2;

/// Such words in a bead, each with its place in the reference.
pub(super) fn find<'a>(pair: &Comparison<'a>, bead: &Bead) -> Vec<(Word<'a>, Span)> {
    let foreign = own_script(pair.target.locale);
    let (Some(lexicon), Some(_)) =
        (lexicon::for_locale(pair.source.locale), lexicon::for_locale(pair.target.locale))
    else {
        return Vec::new();
    };
    let of_its_own =
        |word: &str| lexicon.has_alone(word) && telling(word, pair.source.locale, pair.target.locale);
    let source = words(pair.source, bead.source);
    let own = words(pair.target, bead.target);
    let from = |word: &str| source.iter().find(|other| other.text.eq_ignore_ascii_case(word));
    let sentence = pair.target_text(bead);
    let alone = |index: usize, word: &Word<'a>| {
        let beside = [index.checked_sub(1), Some(index + 1)].map(|at| at.and_then(|at| own.get(at)));
        let sides = [
            neighbour(pair.target, sentence, word, beside[0], true),
            neighbour(pair.target, sentence, word, beside[1], false),
        ];
        let kept =
            |side: &Beside<'_>| matches!(side, Beside::Word(other) if foreign || from(other).is_some());
        !sides.iter().any(kept) && !sides.iter().all(|side| matches!(side, Beside::Mark))
    };
    // What the sentence is written in tells that it was translated.
    let letters = || pair.target.document.text(sentence).chars().filter(|&c| in_own_letters(c)).count();
    let common = own.iter().filter(|word| telling(word.text, pair.source.locale, pair.target.locale)).count();
    let mut found = Vec::new();
    if common > MOST || foreign && letters() < LEAST {
        return found;
    }
    for (index, word) in own.iter().enumerate() {
        let Some(origin) = from(word.text) else { continue };
        if of_its_own(word.text)
            && !is_part_of_a_compound(pair.target, word.place)
            && is_small(word.text, word.place.start == sentence.start)
            && !is_labelled(pair.target, word.place)
            && alone(index, word)
        {
            found.push((*word, origin.place));
        }
    }
    found
}

/// Whether a word is written small; at the beginning of a sentence it need not be.
fn is_small(word: &str, first: bool) -> bool {
    let mut letters = word.chars();
    let begins = letters.next().is_some_and(|c| c.is_lowercase() || first);
    begins && letters.all(|c| !c.is_uppercase())
}

/// Whether a word stands in a link, in code or in what is not to be translated. Emphasis tells nothing of a single word.
fn is_labelled(rendition: Rendition<'_>, place: Span) -> bool {
    rendition.document.marks_around(place).any(|mark| {
        let whole = mark.text != place;
        match mark.kind {
            MarkKind::Link { .. } | MarkKind::Code | MarkKind::NoLoc | MarkKind::Image { .. } => true,
            MarkKind::Strong | MarkKind::Emphasis => whole,
        }
    })
}

/// What stands beside a word.
enum Beside<'a> {
    /// A word in the letters of the source.
    Word(&'a str),
    /// A word in the translation's own letters, or code.
    Own,
    /// A mark, or the end of the sentence.
    Mark,
}

fn neighbour<'a>(
    rendition: Rendition<'a>,
    sentence: Span,
    word: &Word<'_>,
    next: Option<&Word<'a>>,
    before: bool,
) -> Beside<'a> {
    let document = rendition.document;
    let rest = if before {
        Span::new(sentence.start, word.place.start)
    } else {
        Span::new(word.place.end, sentence.end)
    };
    let text = document.text(rest);
    let blank = |c: char| c == ' ' || c == '\u{a0}';
    let bare = if before { text.trim_end_matches(blank) } else { text.trim_start_matches(blank) };
    let edge = if before { bare.chars().next_back() } else { bare.chars().next() };
    let Some(edge) = edge else { return Beside::Mark };
    let skipped = (text.len() - bare.len()) as u32;
    let at =
        if before { word.place.start - skipped - edge.len_utf8() as u32 } else { word.place.end + skipped };
    let place = Span::new(at, at + edge.len_utf8() as u32);
    let coded = || document.marks_around(place).any(|mark| mark.kind == MarkKind::Code);
    match next {
        _ if in_own_letters(edge) || coded() => Beside::Own,
        Some(next) if next.place.overlaps(place) => Beside::Word(next.text),
        _ => Beside::Mark,
    }
}
