//! Segments cut into tokens: words, single characters where words are written without spaces, what no
//! translation touches, and what stands between.

use crate::facts::is_wide;
use crate::rendition::Rendition;
use crate::source::Span;

/// Kinds of [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Letters and digits with a border on both sides.
    Word,
    /// A run of katakana: a word, though nothing stands around it.
    Kana,
    /// One ideograph, hiragana or hangul syllable.
    Wide,
    /// A fact: a number, a name, a product, code. Other rules compare it.
    Opaque,
    /// Punctuation and spaces, where they are not what one expects between two tokens.
    Gap,
}

/// All kinds, each at the place of its number.
pub const KINDS: [Kind; 5] = [Kind::Word, Kind::Kana, Kind::Wide, Kind::Opaque, Kind::Gap];

/// A piece of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// As written.
    pub text: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Where it begins, in bytes of the document's visible text.
    pub start: u32,
}

impl Token<'_> {
    /// Where it stands in the visible text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len() as u32)
    }
}

/// Cuts a stretch of a document's visible text into tokens, appended to `tokens`. A single space between
/// two words, and nothing beside a wide character, is what one expects and no token.
pub fn cut<'a>(rendition: Rendition<'a>, stretch: Span, tokens: &mut Vec<Token<'a>>) {
    let plain = rendition.document.plain.as_str();
    let facts = &rendition.facts.facts;
    let mut cutter = Cutter { plain, first: tokens.len(), end: stretch.start, tokens };
    let mut at = stretch.start;
    for fact in &facts[facts.partition_point(|fact| fact.text.end <= stretch.start)..] {
        if fact.text.start >= stretch.end {
            break;
        }
        // A product holds the number of its version: what was taken is not taken again.
        if fact.text.start >= at && !fact.text.is_empty() {
            cutter.words(Span::new(at, fact.text.start));
            at = fact.text.end.min(stretch.end);
            cutter.push(Span::new(fact.text.start, at), Kind::Opaque);
        }
    }
    cutter.words(Span::new(at, stretch.end));
    cutter.gap(stretch.end, "");
}

struct Cutter<'a, 't> {
    plain: &'a str,
    /// Where the tokens of this stretch begin.
    first: usize,
    /// Up to where the text is cut.
    end: u32,
    tokens: &'t mut Vec<Token<'a>>,
}

impl<'a> Cutter<'a, '_> {
    /// Takes what stands between the last token and `start`, unless it is what one expects there.
    fn gap(&mut self, start: u32, expected: &str) {
        let between = &self.plain[self.end as usize..start as usize];
        if between != expected {
            self.tokens.push(Token { text: between, kind: Kind::Gap, start: self.end });
        }
        self.end = start;
    }

    fn push(&mut self, span: Span, kind: Kind) {
        let before = self.tokens[self.first..].last().map(|token| token.kind);
        self.gap(span.start, expected(before, kind));
        self.tokens.push(Token { text: &self.plain[span.range()], kind, start: span.start });
        self.end = span.end;
    }

    fn words(&mut self, span: Span) {
        let mut word: Option<(u32, Kind)> = None;
        for (offset, c) in self.plain[span.range()].char_indices() {
            let here = span.start + offset as u32;
            let kind = match c {
                '\u{30a0}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' => Some(Kind::Kana),
                _ if is_wide(c) => Some(Kind::Wide),
                _ => c.is_alphanumeric().then_some(Kind::Word),
            };
            if let Some((start, own)) = word
                && kind != Some(own)
            {
                self.push(Span::new(start, here), own);
                word = None;
            }
            match kind {
                Some(Kind::Wide) => self.push(Span::new(here, here + c.len_utf8() as u32), Kind::Wide),
                Some(kind) => word = word.or(Some((here, kind))),
                None => {}
            }
        }
        if let Some((start, kind)) = word {
            self.push(Span::new(start, span.end), kind);
        }
    }
}

/// What stands between two tokens where nothing is said: a space between words.
#[must_use]
pub fn expected(before: Option<Kind>, kind: Kind) -> &'static str {
    match (before, kind) {
        (None | Some(Kind::Wide | Kind::Kana), _) | (_, Kind::Wide | Kind::Kana) => "",
        _ => " ",
    }
}
