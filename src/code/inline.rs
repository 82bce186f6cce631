//! Code between backticks.

use super::compare::{Divergence, compare, same};
use super::diff;
use super::syntax::inline;
use super::tokens::{Token, TokenKind, read};
use super::words;
use crate::facts::{Hasher, Key};

/// The key of a piece of code: equal for what differs only in blanks, case, quotes, what placeholders are called and
/// a mark behind it.
#[must_use]
pub fn key(code: &str) -> Key {
    let mut hasher = Hasher::default();
    let row = read(code, inline(code));
    let last = row.tokens.iter().rposition(|token| token.kind != TokenKind::Trivia);
    let Some(last) = last else {
        code.trim().chars().filter(|c| !c.is_whitespace()).for_each(|c| {
            let mut bytes = [0; 4];
            hasher.bytes(c.encode_utf8(&mut bytes).as_bytes());
        });
        return hasher.key();
    };
    for token in &row.tokens[..=last] {
        hasher.bytes(&token.key.to_le_bytes());
    }
    // "run()" is not "run": a bracket behind it tells a call.
    if row.tokens[last + 1..].iter().any(|token| code[token.span.range()].starts_with('(')) {
        hasher.byte(b'(');
    }
    hasher.key()
}

/// Whether two pieces of code differ only in what people translate: in placeholders, or in literals beside a name that
/// both have. `known` says whether what stands in a literal of the translation is a literal of the source, too: then
/// it is another value.
#[must_use]
pub fn agree(source: &str, target: &str, known: impl Fn(&str) -> bool) -> bool {
    let syntax = inline(source);
    let (was, is) = (read(source, syntax).tokens, read(target, syntax).tokens);
    if was.iter().chain(&is).all(|token| token.kind == TokenKind::Trivia) {
        return false;
    }
    // Between backticks an entity is what it says: `&lt;b>` is shown so.
    let escaped = |code: &str| ["&lt;", "&gt;", "&amp;", "&quot;"].iter().any(|entity| code.contains(entity));
    if escaped(target) && !escaped(source) {
        return false;
    }
    if is_phrase(source, target) && !known(target) {
        return true;
    }
    // "key => value", in the words of another language.
    let names = |row: &[Token]| row.iter().filter(|token| token.kind == TokenKind::Name).count();
    let shape =
        was.len() == is.len() && names(&was) > 1 && was.iter().zip(&is).all(|(a, b)| a.kind == b.kind);
    let example = |(a, b): (&Token, &Token)| match a.kind {
        TokenKind::Name => {
            let word = &target[b.span.range()];
            words::is_plain(&source[a.span.range()]) && words::is_plain(word) && !known(word)
        }
        TokenKind::Mark | TokenKind::Trivia => a.key == b.key,
        _ => false,
    };
    let marked = was.iter().any(|token| token.kind == TokenKind::Mark);
    if shape && marked && was.iter().zip(&is).all(example) {
        return true;
    }
    let literal =
        |token: &Token, other: &Token| token.key == other.key || !known(&target[other.span.range()]);
    let equal = |i: usize, j: usize| {
        same(&was[i], &is[j])
            && (was[i].kind != TokenKind::Literal
                || is[j].kind != TokenKind::Literal
                || literal(&was[i], &is[j]))
    };
    let Some(gaps) = diff::gaps(was.len(), is.len(), equal) else { return false };
    gaps.iter().all(|(a, b)| {
        let (old, new) = (&was[a.clone()], &is[b.clone()]);
        let trivial = |token: &Token| token.kind == TokenKind::Trivia;
        let hole = |token: &Token| token.kind == TokenKind::Hole;
        let holes = old.iter().filter(|token| hole(token)).count();
        let strong = |side: &[Token]| side.iter().filter(|token| !trivial(token) && !hole(token)).count();
        let options = new.iter().any(|token| match token.kind {
            TokenKind::Mark => &target[token.span.range()] != "|",
            kind => kind == TokenKind::Option,
        });
        // Brackets behind a name are more than a mark of punctuation.
        let called = |side: &[Token], text: &str| {
            side.iter().any(|token| trivial(token) && text[token.span.range()].starts_with('('))
        };
        strong(old) == 0
            && (strong(new) == 0 || !options && strong(new) <= 3 * holes)
            && called(old, source) == called(new, target)
    })
}

/// Whether both are phrases of a language, with hardly a word in common: what a program says, or a name of a thing.
fn is_phrase(source: &str, target: &str) -> bool {
    let words = |text| str::split_whitespace(text);
    let (was, is) = (words(source).count(), words(target).count());
    let common =
        words(source).filter(|word| words(target).take(was + is).any(|other| other == *word)).count();
    (3..=16).contains(&was)
        && (2..=24).contains(&is)
        && 2 * common < was
        && words(source).chain(words(target)).all(words::is_plain)
        && (words(source).next() != words(target).next()
            || words(source).next().is_some_and(|word| word.len() < 3))
}

/// What differs between two pieces of code.
#[must_use]
pub fn divergences(source: &str, target: &str) -> Vec<Divergence> {
    compare(inline(source), source, target)
}
