//! Code between backticks.

use super::compare::{Divergence, compare, same};
use super::diff;
use super::syntax::INLINE;
use super::tokens::{Token, TokenKind, read};
use crate::facts::{Hasher, Key};

/// The key of a piece of code: equal for what differs only in blanks, case, quotes, what placeholders are called and
/// a mark behind it.
#[must_use]
pub fn key(code: &str) -> Key {
    let mut hasher = Hasher::default();
    let row = read(code, INLINE);
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
    let (was, is) = (read(source, INLINE).tokens, read(target, INLINE).tokens);
    if was.iter().chain(&is).all(|token| token.kind == TokenKind::Trivia) {
        return false;
    }
    let literal = |token: &Token, other: &Token| {
        token.key == other.key || !known(&target[other.span.range()])
    };
    let equal = |i: usize, j: usize| {
        same(&was[i], &is[j])
            && (was[i].kind != TokenKind::Literal || is[j].kind != TokenKind::Literal || literal(&was[i], &is[j]))
    };
    let Some(gaps) = diff::gaps(was.len(), is.len(), equal) else { return false };
    gaps.iter().all(|(a, b)| {
        let (old, new) = (&was[a.clone()], &is[b.clone()]);
        let trivial = |token: &Token| token.kind == TokenKind::Trivia;
        let hole = |token: &Token| token.kind == TokenKind::Hole;
        let holes = old.iter().filter(|token| hole(token)).count();
        let strong = |side: &[Token]| side.iter().filter(|token| !trivial(token) && !hole(token)).count();
        let options = new.iter().any(|token| matches!(token.kind, TokenKind::Option | TokenKind::Mark));
        // Brackets behind a name are more than a mark of punctuation.
        let called = |side: &[Token], text: &str| side.iter().any(|token| trivial(token) && text[token.span.range()].starts_with('('));
        strong(old) == 0
            && (strong(new) == 0 || !options && strong(new) <= 3 * holes)
            && called(old, source) == called(new, target)
    })
}

/// What differs between two pieces of code.
#[must_use]
pub fn divergences(source: &str, target: &str) -> Vec<Divergence> {
    compare(INLINE, source, target)
}
