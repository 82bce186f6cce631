//! A sample and its translation, token by token.

use super::diff::{self, Gap};
use super::tokens::{Row, Token, TokenKind, read};
use super::{Syntax, mentions, words};
use crate::hash::Key;
use crate::order::{InOrder as _, OrderedMap, OrderedSet};
use crate::source::Span;

/// What differs between a sample and its translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// What happened.
    pub kind: DivergenceKind,
    /// Where, in the source's sample; empty where it has nothing.
    pub source: Span,
    /// Where, in the translation's sample; empty where it has nothing.
    pub target: Span,
}

/// Kinds of [`Divergence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DivergenceKind {
    /// A token became another.
    Became,
    /// Tokens are missing from what is otherwise equal.
    Missing,
    /// Tokens were added to what is otherwise equal.
    Added,
    /// Tokens changed places.
    Moved,
    /// The sample is another: older, newer, or not this one.
    Other,
    /// A name of the example's own is another one throughout.
    Renamed,
    /// A comment, a literal or a text names something else.
    Mentioned,
}

/// What the pages around a sample and its translation know of them.
pub trait Around {
    /// Whether both pages explain a thing under these names: a parameter that the text calls so.
    fn renames(&self, was: &str, is: &str) -> bool;
    /// Whether a word is one of the source's language that its translation has another for: "since".
    fn is_said(&self, word: &str) -> bool;
    /// Whether a word is one of the translation's language that the source has another for: "seit".
    fn is_answered(&self, word: &str) -> bool;
}

/// Nothing is known.
impl Around for () {
    fn renames(&self, _: &str, _: &str) -> bool {
        false
    }

    fn is_said(&self, _: &str) -> bool {
        false
    }

    fn is_answered(&self, _: &str) -> bool {
        false
    }
}

/// Both rows, with what they were read from.
struct Samples<'a> {
    around: &'a dyn Around,
    source: &'a str,
    target: &'a str,
    was: Row,
    is: Row,
    syntax: Syntax,
    /// Where the lines end.
    source_breaks: Vec<u32>,
    target_breaks: Vec<u32>,
}

/// What differs between a sample and its translation, both read by the source's syntax.
#[must_use]
pub fn compare(syntax: Syntax, source: &str, target: &str, around: &dyn Around) -> Vec<Divergence> {
    if source == target {
        return Vec::new();
    }
    let breaks = |text: &str| memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32).collect();
    let samples = Samples {
        around,
        source,
        target,
        was: read(source, syntax.in_sample(source)),
        is: read(target, syntax.in_sample(target)),
        syntax,
        source_breaks: breaks(source),
        target_breaks: breaks(target),
    };
    samples.divergences()
}

/// Whether a word of a sample says that the name behind it is the sample's own.
pub fn declares(word: &str) -> bool {
    const DECLARING: &[&str] = &[
        "class",
        "component",
        "const",
        "def",
        "dim",
        "enum",
        "fn",
        "for",
        "func",
        "function",
        "interface",
        "let",
        "new",
        "struct",
        "sub",
        "type",
        "val",
        "var",
    ];
    DECLARING.binary_search(&word).is_ok()
}

/// Whether two tokens are the same to a machine, or both for people.
pub(super) fn same(a: &Token, b: &Token) -> bool {
    use TokenKind as K;
    match (a.kind, b.kind) {
        (K::Text, K::Text) | (K::Literal, K::Literal) | (K::Hole, K::Hole) => true,
        // A literal that is a placeholder, and the other way round.
        (K::Literal, K::Hole) | (K::Hole, K::Literal) => true,
        (K::Mark | K::Trivia, K::Mark | K::Trivia) => a.key == b.key,
        (K::Text | K::Hole | K::Mark | K::Trivia, _) | (_, K::Text | K::Hole | K::Mark | K::Trivia) => false,
        _ => a.key == b.key,
    }
}

/// The lines of a sample that are not empty, each without what stands around its text.
fn lines(text: &str) -> Vec<(Span, &str)> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        if !said.is_empty() {
            let start = (at + line.len() - line.trim_start().len()) as u32;
            found.push((Span::new(start, start + said.len() as u32), said));
        }
        at += line.len();
    }
    found
}

/// The line around a place; nothing where it is longer than a person writes.
fn line_at(text: &str, at: u32) -> &str {
    const REACH: usize = 400;
    let at = text.floor_char_boundary((at as usize).min(text.len()));
    let (from, to) =
        (text.floor_char_boundary(at.saturating_sub(REACH)), text.floor_char_boundary(at + REACH));
    let start = text[from..at].rfind('\n').map(|line| from + line + 1).or((from == 0).then_some(0));
    let end = text[at..to].find('\n').map(|line| at + line).or((to == text.len()).then_some(to));
    start.zip(end).map_or("", |(start, end)| &text[start..end])
}

fn line_of(breaks: &[u32], at: u32) -> usize {
    breaks.partition_point(|line_break| *line_break < at)
}

impl Samples<'_> {
    fn divergences(&self) -> Vec<Divergence> {
        let (was, is) = (&self.was.tokens, &self.is.tokens);
        let Some(gaps) = diff::gaps(was.len(), is.len(), |i, j| same(&was[i], &is[j])) else {
            return vec![self.other(&[(0..was.len(), 0..is.len())])];
        };
        let (marks, told): (Vec<Gap>, Vec<Gap>) = gaps
            .into_iter()
            .filter(|gap| !self.for_people(gap))
            .partition(|gap| self.strong(gap).0.is_empty() && self.strong(gap).1.is_empty());
        let (told, renamed) = self.without_renamed(told);
        if told.is_empty() {
            let lesser = self.lesser(marks, renamed);
            return if lesser.is_empty() { self.longer().into_iter().collect() } else { lesser };
        }
        if self.only_moved(&told) {
            let beside = told.iter().any(|gap| self.beside_prose(gap));
            if beside || self.was.tokens.len() < 4 {
                return self.lesser(Vec::new(), renamed);
            }
            return vec![self.of(DivergenceKind::Moved, &told[0])];
        }
        if self.is_another(&told) {
            return vec![self.other(&told)];
        }
        let kind = |gap: &Gap| match (self.strong(gap).0.is_empty(), self.strong(gap).1.is_empty()) {
            (false, true) => DivergenceKind::Missing,
            (true, false) => DivergenceKind::Added,
            _ => DivergenceKind::Became,
        };
        told.iter().map(|gap| self.of(kind(gap), gap)).collect()
    }

    /// What a machine reads of both sides of a gap.
    fn strong(&self, gap: &Gap) -> (Vec<Token>, Vec<Token>) {
        let strong =
            |tokens: &[Token]| tokens.iter().filter(|token| token.kind.is_strong()).copied().collect();
        (strong(&self.was.tokens[gap.0.clone()]), strong(&self.is.tokens[gap.1.clone()]))
    }

    /// Whether a gap holds nothing but what may differ.
    fn for_people(&self, gap: &Gap) -> bool {
        self.differs_for_people(gap) || self.is_said(gap)
    }

    /// Whether a gap stands on a line of words of who knows what, one of which only its language has: "Since oven 2.10:".
    /// What a program asks for in such words does not count.
    fn is_said(&self, gap: &Gap) -> bool {
        if !(self.syntax.lines && self.syntax.dashes) {
            return false;
        }
        let (old, new) = self.strong(gap);
        let near = |tokens: &[Token], at: usize| tokens.get(at).or(tokens.last()).map_or(0, |t| t.span.start);
        let line = line_at(self.source, near(&self.was.tokens, gap.0.start));
        let answer = line_at(self.target, near(&self.is.tokens, gap.1.start));
        let kept = |token: &Token| {
            token.kind == TokenKind::Number && answer.contains(&self.source[token.span.range()])
        };
        // "Reviewed-by" is asked for so.
        let spoken = |text: &str, token: &Token| {
            self.is_word(text, token) && !text[token.span.range()].contains(['-', '_'])
        };
        let worded = old.iter().all(|token| spoken(self.source, token) || kept(token))
            && new.iter().all(|token| self.is_word(self.target, token));
        if !worded || words::has_code_marks(line) {
            return false;
        }
        let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let said = |word: &str| !words::is_keyword(&bare(word)) && self.around.is_said(&bare(word));
        let asked = |token: &Token| words::is_keyword(&self.source[token.span.range()]);
        line.split_whitespace().any(said)
            || !old.iter().all(asked)
                && answer.split_whitespace().any(|word| self.around.is_answered(&bare(word)))
    }

    /// Whether the tokens of a gap show that it may differ.
    fn differs_for_people(&self, gap: &Gap) -> bool {
        let (was, is) = (&self.was.tokens[gap.0.clone()], &self.is.tokens[gap.1.clone()]);
        let (old, new) = self.strong(gap);
        let count =
            |tokens: &[Token], kinds: &[TokenKind]| tokens.iter().filter(|t| kinds.contains(&t.kind)).count();
        let texts = [TokenKind::Text, TokenKind::Literal];
        // Texts in a row are one.
        let beside = |tokens: &[Token], range: &std::ops::Range<usize>| {
            let text = |at: Option<usize>| {
                at.and_then(|at| tokens.get(at)).is_some_and(|t| t.kind == TokenKind::Text)
            };
            usize::from(self.syntax.lines && (text(range.start.checked_sub(1)) || text(Some(range.end))))
        };
        match (old.is_empty(), new.is_empty()) {
            (true, true) => {
                let marks = |tokens: &[Token]| {
                    tokens.iter().filter(|t| t.kind == TokenKind::Mark).map(|t| t.key).collect::<Vec<_>>()
                };
                let soft = count(was, &texts)
                    + count(is, &texts)
                    + count(was, &[TokenKind::Hole])
                    + count(is, &[TokenKind::Hole]);
                soft > 0 || marks(was) == marks(is)
            }
            // A text or a placeholder whose translation was not recognised as one.
            (true, false) => {
                let words =
                    usize::from(new.len() > 1 && new.iter().all(|token| self.is_word(self.target, token)));
                let text = count(was, &[TokenKind::Text]) + words * beside(&self.was.tokens, &gap.0);
                let soft =
                    12 * text + 3 * count(was, &[TokenKind::Hole]) + 6 * count(was, &[TokenKind::Literal]);
                new.len() <= soft && new.iter().all(|token| token.kind != TokenKind::Option)
            }
            (false, true) => {
                let plain = old.iter().all(|token| self.is_word(self.source, token));
                count(is, &texts) + beside(&self.is.tokens, &gap.1) > 0
                    && plain
                    && (old.len() > 1 || count(was, &texts) > 0)
            }
            // Words in a row on a line of who knows what.
            (false, false) => {
                let guessed = self.syntax.lines && self.syntax.dashes;
                guessed
                    && old.len() > 2
                    && new.len() > 1
                    && old.iter().all(|token| self.is_word(self.source, token))
                    && new.iter().all(|token| self.is_word(self.target, token))
            }
        }
    }

    /// Whether a token is a word of a language.
    fn is_word(&self, text: &str, token: &Token) -> bool {
        token.kind == TokenKind::Name && words::is_plain(&text[token.span.range()])
    }

    /// Whether a name is a parameter or a variable by what stands beside it, and nothing that is called.
    fn is_operand(&self, token: &Token) -> bool {
        let (before, behind) = self.source.split_at(token.span.start as usize);
        let behind = behind[token.span.len() as usize..].trim_start();
        let beside = |c: char| matches!(c, ',' | '(' | ')' | '[' | ']' | '*' | '&' | '=' | ';' | '|' | '.');
        let joined = behind.starts_with(beside) || before.trim_end().ends_with(beside);
        !behind.starts_with('(') && (joined || !self.syntax.shell)
    }

    /// Whether a name of Basic is declared where it stands: `heat As Long`.
    fn has_type(&self, token: &Token) -> bool {
        let behind = self.source[token.span.end as usize..].trim_start();
        let declares = |(word, rest): (&str, &str)| {
            word.eq_ignore_ascii_case("as") && rest.starts_with(char::is_whitespace)
        };
        self.syntax.basic && behind.split_at_checked(2).is_some_and(declares)
    }

    /// Takes away the gaps in which a name that the sample itself declares is another one, the same throughout, or that
    /// the pages call so.
    fn without_renamed(&self, gaps: Vec<Gap>) -> (Vec<Gap>, Option<Divergence>) {
        let guessed = self.syntax.lines && self.syntax.dashes;
        if self.syntax.shell && !guessed {
            return (gaps, None);
        }
        let mut names: OrderedMap<Key, (Key, usize)> = OrderedMap::new();
        let mut torn: OrderedSet<Key> = OrderedSet::new();
        let mut explained: OrderedMap<Key, bool> = OrderedMap::new();
        for gap in &gaps {
            let (old, new) = self.strong(gap);
            for (a, b) in
                old.iter().zip(&new).filter(|(a, b)| a.kind == TokenKind::Name && b.kind == TokenKind::Name)
            {
                let entry = names.entry(a.key).or_insert((b.key, 0));
                entry.1 += 1;
                if entry.0 != b.key {
                    torn.insert(a.key);
                }
                let (was, is) = (&self.source[a.span.range()], &self.target[b.span.range()]);
                let known = explained.entry(a.key).or_insert_with(|| {
                    let ((was, of), (is, to)) = (words::parameter(was), words::parameter(is));
                    of == to && self.around.renames(was, is) || self.has_type(a)
                });
                *known &= self.is_operand(a);
            }
        }
        names.retain(|key, _| !torn.contains(key));
        if names.is_empty() {
            return (gaps, None);
        }
        let count = |row: &Row| {
            let mut counts: OrderedMap<Key, usize> = OrderedMap::new();
            row.tokens
                .iter()
                .filter(|t| t.kind == TokenKind::Name)
                .for_each(|t| *counts.entry(t.key).or_default() += 1);
            counts
        };
        let (of_source, of_target) = (count(&self.was), count(&self.is));
        let declared = self.declared();
        names.retain(|key, (new, count)| {
            let throughout = of_source.get(key) == Some(count) && of_target.get(new) == Some(count);
            let own = *count > 1 && declared.contains(key) || explained.get(key) == Some(&true);
            throughout && own && !of_source.contains_key(new)
        });
        let mut first = None;
        let kept = gaps
            .into_iter()
            .filter(|gap| {
                let (old, new) = self.strong(gap);
                let renamed = old.len() == new.len()
                    && old
                        .iter()
                        .zip(&new)
                        .all(|(a, b)| names.get(&a.key).is_some_and(|(new, _)| *new == b.key));
                if renamed {
                    first.get_or_insert_with(|| self.of(DivergenceKind::Renamed, gap));
                }
                !renamed
            })
            .collect();
        (kept, first)
    }

    /// The names that the source's sample declares.
    fn declared(&self) -> OrderedSet<Key> {
        let tokens = &self.was.tokens;
        let text = |token: &Token| &self.source[token.span.range()];
        // Basic writes its words in any case.
        let declares = |token: &Token| match self.syntax.basic {
            true => declares(&text(token).to_ascii_lowercase()),
            false => declares(text(token)),
        };
        tokens
            .windows(2)
            .filter(|two| {
                two[1].kind == TokenKind::Name && declares(&two[0])
                    || two[0].kind == TokenKind::Name
                        && two[1].kind == TokenKind::Mark
                        && text(&two[1]) == "="
            })
            .map(|two| if two[1].kind == TokenKind::Name { two[1].key } else { two[0].key })
            .collect()
    }

    /// Whether nothing is lost or new, and only the order differs.
    fn only_moved(&self, gaps: &[Gap]) -> bool {
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for gap in gaps {
            let (a, b) = self.strong(gap);
            old.extend(a.into_iter().map(|token| token.key));
            new.extend(b.into_iter().map(|token| token.key));
        }
        old.put_in_order();
        new.put_in_order();
        old == new
    }

    /// Whether a text for people stands close by: languages have their own order of words.
    fn beside_prose(&self, gap: &Gap) -> bool {
        const REACH: usize = 6;
        let soft = |tokens: &[Token], range: &std::ops::Range<usize>| {
            let near = range.start.saturating_sub(REACH)..(range.end + REACH).min(tokens.len());
            tokens[near].iter().any(|token| matches!(token.kind, TokenKind::Text | TokenKind::Literal))
        };
        soft(&self.was.tokens, &gap.0) || soft(&self.is.tokens, &gap.1)
    }

    /// Whether so much differs, or in such a way, that the sample is another one.
    fn is_another(&self, gaps: &[Gap]) -> bool {
        const FEW: usize = 2;
        const SHORT: usize = 3;
        let mut places = OrderedSet::new();
        let (mut old, mut new) = (0, 0);
        for gap in gaps {
            let (a, b) = self.strong(gap);
            if a.len() > SHORT || b.len() > SHORT {
                return true;
            }
            (old, new) = (old + a.len(), new + b.len());
            let line =
                |token: Option<&Token>, breaks: &[u32]| token.map(|token| line_of(breaks, token.span.start));
            places.insert((line(a.first(), &self.source_breaks), line(b.first(), &self.target_breaks)));
            if places.len() > FEW {
                return true;
            }
            // A line of its own came or went.
            let alone = |side: &[Token], row: &[Token], breaks: &[u32]| {
                side.first().is_some_and(|first| {
                    let at = line_of(breaks, first.span.start);
                    let strong = row
                        .iter()
                        .filter(|t| t.kind.is_strong() && line_of(breaks, t.span.start) == at)
                        .count();
                    strong <= side.len() && !breaks.is_empty()
                })
            };
            if b.is_empty() && alone(&a, &self.was.tokens, &self.source_breaks)
                || a.is_empty() && alone(&b, &self.is.tokens, &self.target_breaks)
            {
                return true;
            }
        }
        let all = |row: &Row| row.tokens.iter().filter(|token| token.kind.is_strong()).count();
        let share = (2 * old > all(&self.was).max(2)) || (2 * new > all(&self.is).max(2));
        share && old.max(new) > 1
    }

    /// Where nothing that is typed differs: a lost operator, a name in a comment, a renamed example.
    fn lesser(&self, marks: Vec<Gap>, renamed: Option<Divergence>) -> Vec<Divergence> {
        if let [gap] = marks.as_slice()
            && !self.syntax.prose
            && !self.beside_prose(gap)
        {
            return vec![self.of(DivergenceKind::Became, gap)];
        }
        let mentioned = mentions::became((self.source, &self.was), (self.target, &self.is));
        if let Some((source, target)) = mentioned {
            return vec![Divergence { kind: DivergenceKind::Mentioned, source, target }];
        }
        renamed.into_iter().collect()
    }

    /// Lines that one sample has beyond the other, whose own it repeats one by one: output of another edition. What
    /// stands in comments, and lines that are rendered, say nothing of that.
    fn longer(&self) -> Option<Divergence> {
        if !(self.syntax.lines || self.syntax.prose) {
            return None;
        }
        let (was, is) = (lines(self.source), lines(self.target));
        let (fewer, more) = if was.len() < is.len() { (&was, &is) } else { (&is, &was) };
        if fewer.len() < Self::REPEATED || 2 * fewer.len() < more.len() {
            return None;
        }
        let mut beyond = Vec::new();
        let mut next = 0;
        for &(span, text) in more {
            if fewer.get(next).is_some_and(|line| line.1 == text) {
                next += 1;
            } else {
                beyond.push((next, span, text));
            }
        }
        let says = |text: &str| {
            let comment = ["#", "//", "--", ";", "/*", "*"].iter().any(|mark| text.starts_with(mark));
            !comment && text.chars().any(char::is_alphanumeric)
        };
        let &(before, span, _) = beyond.iter().find(|line| says(line.2)).filter(|_| next == fewer.len())?;
        // The line that the shorter one has there, or its last.
        let opposite = fewer[before.min(fewer.len() - 1)].0;
        let (source, target) = if was.len() < is.len() { (opposite, span) } else { (span, opposite) };
        Some(Divergence { kind: DivergenceKind::Other, source, target })
    }

    /// So many lines of a sample that another repeats are not the same by chance.
    const REPEATED: usize = 3;

    /// A divergence at what a machine reads of a gap.
    fn of(&self, kind: DivergenceKind, gap: &Gap) -> Divergence {
        let told = |tokens: &[Token], range: &std::ops::Range<usize>| {
            let side = &tokens[range.clone()];
            let wanted = |token: &&Token| token.kind.is_strong();
            let strong = || side.iter().filter(wanted);
            match (strong().next(), strong().next_back()) {
                (Some(first), Some(last)) => first.span.union(last.span),
                _ => match (side.first(), side.last()) {
                    (Some(first), Some(last))
                        if kind != DivergenceKind::Missing && kind != DivergenceKind::Added =>
                    {
                        first.span.union(last.span)
                    }
                    _ => {
                        let before =
                            range.start.checked_sub(1).and_then(|at| tokens.get(at)).map(|t| t.span.end);
                        let at = before.or(tokens.first().map(|t| t.span.start)).unwrap_or_default();
                        Span::new(at, at)
                    }
                },
            }
        };
        Divergence { kind, source: told(&self.was.tokens, &gap.0), target: told(&self.is.tokens, &gap.1) }
    }

    /// The lines from the first that differs to the last.
    fn other(&self, gaps: &[Gap]) -> Divergence {
        let line = |text: &str, at: u32| {
            let at = (at as usize).min(text.len());
            let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            let begin = start + (text[start..end].len() - text[start..end].trim_start().len());
            Span::new(begin as u32, (start + text[start..end].trim_end().len()).max(begin) as u32)
        };
        let nothing = (0..0, 0..0);
        let (first, last) = (gaps.first().unwrap_or(&nothing), gaps.last().unwrap_or(&nothing));
        let at =
            |tokens: &[Token], first: &std::ops::Range<usize>, last: &std::ops::Range<usize>, text: &str| {
                // Where one side has nothing, the line that it stands behind.
                let place = |range: &std::ops::Range<usize>, back: bool| {
                    let mut strong = range.clone().filter(|at| tokens[*at].kind.is_strong());
                    let found = if back { strong.next_back() } else { strong.next() };
                    let at = found.unwrap_or(if range.is_empty() {
                        range.start.saturating_sub(1)
                    } else {
                        range.start
                    });
                    tokens.get(at).or(tokens.last()).map_or(0, |token| token.span.start)
                };
                line(text, place(first, false)).union(line(text, place(last, true)))
            };
        Divergence {
            kind: DivergenceKind::Other,
            source: at(&self.was.tokens, &first.0, &last.0, self.source),
            target: at(&self.is.tokens, &first.1, &last.1, self.target),
        }
    }
}
