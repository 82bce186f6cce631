//! Code between backticks.

use super::compare::{Divergence, compare, same};
use super::diff;
use super::mentions::contains_folded;
use super::syntax::inline;
use super::tokens::{Token, TokenKind, read};
use super::words;
use crate::hash::{Hasher, Key};
use std::ops::Range;

/// How long an option is, at most, in bytes.
const LONGEST: usize = 80;

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
pub fn agree(source: &str, target: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let syntax = inline(source);
    let (was, is) = (read(source, syntax).tokens, read(target, syntax).tokens);
    if was.iter().chain(&is).all(|token| token.kind == TokenKind::Trivia) {
        return false;
    }
    if holds_entity(target) && !holds_entity(source) {
        return false;
    }
    if tight(source) == tight(target)
        || without_glue(source, target)
            .is_some_and(|(was, is)| key(&was) == key(&is) || agree(&was, &is, known))
        || with_equal_braces(source, target)
            .is_some_and(|(was, is)| key(&was) == key(&is) || agree(&was, &is, known))
        || is_phrase(source, target) && !known(target)
        || same_class(source, target)
        || same_template(source, target)
        || without_braces(source).is_some() != without_braces(target).is_some()
            && key(&without_braces(source).unwrap_or_else(|| source.to_owned()))
                == key(&without_braces(target).unwrap_or_else(|| target.to_owned()))
    {
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
        // "--since yesterday", "--since=yesterday"
        let given = |token: &Token, text: &str| {
            text[token.span.range()] == *"=" && {
                let start = token.span.start as usize;
                let before = &text[text.floor_char_boundary(start.saturating_sub(LONGEST))..start];
                let before = before.rsplit(char::is_whitespace).next();
                before.is_some_and(|option| option.trim_start_matches(['{', '[']).starts_with('-'))
            }
        };
        let strong = |side: &[Token], text: &str| {
            side.iter().filter(|token| !trivial(token) && !hole(token) && !given(token, text)).count()
        };
        let options = new.iter().any(|token| match token.kind {
            TokenKind::Mark => &target[token.span.range()] != "|" && !given(token, target),
            kind => kind == TokenKind::Option,
        });
        if is_choice_of_words((source, old), (target, new), known) {
            return true;
        }
        // Brackets behind a name are more than a mark of punctuation.
        let called = |side: &[Token], text: &str| {
            side.iter().any(|token| trivial(token) && text[token.span.range()].starts_with('('))
        };
        strong(old, source) == 0
            && (strong(new, target) == 0 || !options && strong(new, target) <= 3 * holes)
            && called(old, source) == called(new, target)
    })
}

/// What is written for marks of HTML where they would be read as such.
const ENTITIES: [(&str, &str); 4] = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];

fn holds_entity(code: &str) -> bool {
    ENTITIES.iter().any(|(entity, _)| code.contains(entity))
}

/// Whether the translation writes a piece of code with entities: between backticks an entity is what it says, and
/// `&lt;b>` is shown so.
pub(crate) fn is_escaped(source: &str, target: &str) -> bool {
    holds_entity(target) && {
        let mut plain = target.to_owned();
        for (entity, mark) in ENTITIES {
            plain = plain.replace(entity, mark);
        }
        plain == source
    }
}

/// Code without the blanks beside commas, colons and brackets: "{x: 1, y:2}", "{x:1,y:2}"; dots are dots.
fn tight(code: &str) -> String {
    let joint = |c: Option<char>| matches!(c, Some(',' | ':' | ';' | '{' | '}' | '(' | ')'));
    let mut tight = String::with_capacity(code.len());
    let mut rest = code.trim().chars().peekable();
    while let Some(c) = rest.next() {
        if c == '…' {
            tight.push_str("...");
        } else if !c.is_whitespace() {
            tight.push(c);
        } else if !joint(tight.chars().next_back()) && !joint(rest.peek().copied()) && !tight.ends_with(' ') {
            tight.push(' ');
        }
    }
    tight
}

/// Two commands without what stands at a placeholder on one side and is said within it on the other, if there is such:
/// "/{{path/to/file}}" and "{{/ruta/al/archivo}}", "{{path/to/file}}.apk" and "{{archivo APK}}".
fn without_glue(source: &str, target: &str) -> Option<(String, String)> {
    const MOST: usize = 32;
    let (was, is) = (holes(source), holes(target));
    if was.is_empty() || was.len() != is.len() || was.len() > MOST {
        return None;
    }
    let (mut old, mut new) = (source.to_owned(), target.to_owned());
    // From the last to the first, so that places stay what they are; what stands between two belongs to the second.
    let (mut old_end, mut new_end) = (source.len(), target.len());
    for (a, b) in was.iter().zip(&is).rev() {
        for side in [|glue: &Glue| glue.behind.clone(), |glue: &Glue| glue.before.clone()] {
            let (ours, theirs) = (side(a), side(b));
            let (one, two) = (&source[ours.clone()], &target[theirs.clone()]);
            if one == two {
                continue;
            }
            if two.is_empty() && ours.end <= old_end && is_said_in(one, &target[b.inner.clone()]) {
                old_end = ours.start;
                old.replace_range(ours, "");
            } else if one.is_empty() && theirs.end <= new_end && is_said_in(two, &source[a.inner.clone()]) {
                new_end = theirs.start;
                new.replace_range(theirs, "");
            }
        }
    }
    (old != source || new != target).then_some((old, new))
}

/// Two commands with their placeholders made equal that say the same in other words, if there are such: lists and quoted
/// words, `{{.[index1], .[index2]}}`. Words between bars are values to choose from.
fn with_equal_braces(source: &str, target: &str) -> Option<(String, String)> {
    let (was, is) = (holes(source), holes(target));
    if was.len() != is.len() {
        return None;
    }
    let (mut old, mut new) = (source.to_owned(), target.to_owned());
    for (a, b) in was.into_iter().zip(is).rev() {
        let (theirs, ours) = (&source[a.inner.clone()], &target[b.inner.clone()]);
        let listed = theirs.contains(['"', '\'', '[', ',']);
        if theirs != ours && listed && shape(theirs) == shape(ours) {
            old.replace_range(a.inner, "x");
            new.replace_range(b.inner, "x");
        }
    }
    (old != source).then_some((old, new))
}

/// What stands in braces, with one letter for each of its words but for options and names with a mark before them.
fn shape(inner: &str) -> String {
    let mut shape = String::with_capacity(inner.len());
    let (mut literal, mut within) = (false, false);
    for c in inner.chars() {
        if !c.is_ascii() || c.is_ascii_alphabetic() || c == '_' {
            if !within {
                literal = shape.ends_with(['-', '$']);
            }
            if literal || !within {
                shape.push(if literal { c } else { 'W' });
            }
            within = true;
        } else {
            within = false;
            if !c.is_whitespace() || !shape.ends_with(' ') {
                shape.push(if c.is_whitespace() { ' ' } else { c });
            }
        }
    }
    shape
}

/// What stands at a placeholder without a blank.
struct Glue {
    before: Range<usize>,
    inner: Range<usize>,
    behind: Range<usize>,
}

/// Whether a placeholder says what another has beside it: the root of a path, or the ending of a file.
fn is_said_in(glue: &str, inner: &str) -> bool {
    let ending = glue.trim_start_matches('.');
    glue == "/" || glue.len() > ending.len() && !ending.is_empty() && contains_folded(inner, ending)
}

/// The placeholders in double braces, in order.
fn holes(code: &str) -> Vec<Glue> {
    let mut holes = Vec::new();
    let mut from = 0;
    while let Some(open) = code[from..].find("{{").map(|at| from + at) {
        let Some(close) = code[open..].find("}}").map(|at| open + at) else { break };
        let end = close + 2;
        let part = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '/');
        let before = code[from..open]
            .rfind(part)
            .map_or(from, |at| from + at + code[from + at..].chars().next().map_or(1, char::len_utf8));
        let behind = code[end..].find(part).map_or(code.len(), |at| end + at);
        holes.push(Glue { before: before..open, inner: open + 2..close, behind: end..behind });
        from = end;
    }
    holes
}

/// Whether a translation gives a code of some class for all of it: "3xx" for "300".
fn same_class(source: &str, target: &str) -> bool {
    source.len() > 1
        && source.len() == target.len()
        && source.bytes().all(|b| b.is_ascii_digit())
        && source.bytes().zip(target.bytes()).all(|(a, b)| a == b || a == b'0' && matches!(b, b'x' | b'X'))
        && target.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether two names are the same but for words in single braces, of which the translation has some in letters that
/// no program would take: "{name}-{year}.txt", "{nombre}-{año}.txt".
fn same_template(source: &str, target: &str) -> bool {
    fn parts(code: &str) -> Option<(Vec<&str>, Vec<&str>)> {
        let (mut fixed, mut free) = (Vec::new(), Vec::new());
        let mut rest = code;
        while let Some((before, behind)) = rest.split_once('{') {
            let (inner, after) = behind.split_once('}')?;
            fixed.push(before);
            free.push(inner);
            rest = after;
        }
        fixed.push(rest);
        (!free.is_empty()).then_some((fixed, free))
    }
    let (Some((was, _)), Some((is, free))) = (parts(source), parts(target)) else { return false };
    was == is && free.iter().all(|word| words::is_plain(word)) && free.iter().any(|word| !word.is_ascii())
}

/// A command without the braces around its placeholders, if it has any; what is chosen from stays as it is.
fn without_braces(code: &str) -> Option<String> {
    let open = code.contains("{{") && code.contains("}}") && !code.contains(['|', '[']);
    open.then(|| code.replace("{{", "").replace("}}", ""))
}

/// Whether alternatives of a placeholder were translated, and others were not: "{{name|uuid}}", "{{nom|uuid}}".
fn is_choice_of_words(
    (source, old): (&str, &[Token]),
    (target, new): (&str, &[Token]),
    known: &dyn Fn(&str) -> bool,
) -> bool {
    let ([was], [is]) = (old, new) else { return false };
    let beside = |text: &str, token: &Token| {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let open = text[..start].rfind("{{").filter(|open| !text[*open..start].contains("}}"));
        let close = text[end..].find("}}").filter(|close| !text[end..end + *close].contains("{{"));
        let group = match (open, close) {
            (Some(open), Some(close)) => &text[open + 2..end + close],
            _ => return None,
        };
        (text[..start].ends_with(['{', '|']) && text[end..].starts_with(['}', '|']))
            .then(|| group.split('|').map(str::to_owned).collect::<Vec<_>>())
    };
    let plain = |text: &str, token: &Token| {
        token.kind == TokenKind::Name && words::is_plain(&text[token.span.range()])
    };
    let (Some(all), Some(other)) = (beside(source, was), beside(target, is)) else { return false };
    plain(source, was)
        && plain(target, is)
        && !known(&target[is.span.range()])
        && all.len() == other.len()
        && all.iter().any(|word| other.contains(word))
}

/// Whether a translation has one of the forms of an option that the source lets choose from: "{{[-a|--all]}}",
/// "--all".
#[must_use]
pub fn is_one_of(source: &str, target: &str) -> bool {
    const MOST: usize = 16;
    let mut chosen = source.to_owned();
    let mut from = 0;
    for _ in 0..MOST {
        let Some(open) = chosen[from..].find("{{[").map(|at| from + at) else { break };
        let Some(length) = chosen[open..].find("]}}") else { break };
        let group = chosen[open + 3..open + length].to_owned();
        let written = |option: &str| {
            target
                .split_whitespace()
                .any(|word| word == option || word.strip_prefix(option).is_some_and(|v| v.starts_with('=')))
        };
        let one = group.split('|').find(|option| option.starts_with('-') && written(option));
        match one {
            Some(one) if !target.contains(&chosen[open..open + length + 3]) => {
                chosen.replace_range(open..open + length + 3, one);
                from = open;
            }
            _ => from = open + 3,
        }
    }
    chosen != source && (key(&chosen) == key(target) || agree(&chosen, target, &|_| false))
}

/// Whether two calls or signatures are the same but for what their parameters are called: "open(rack, heat?)",
/// "open(rejilla, calor?)".
#[must_use]
pub fn same_call(source: &str, target: &str) -> bool {
    fn parts(code: &str) -> Option<(&str, Vec<&str>)> {
        let (name, rest) = code.trim().split_once('(')?;
        let inner = rest.strip_suffix(')')?;
        let parameters: Vec<&str> = inner.split(',').map(|part| part.trim().trim_end_matches('?')).collect();
        let word = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
        (!name.is_empty() && parameters.iter().all(word)).then_some((name, parameters))
    }
    match (parts(source), parts(target)) {
        (Some((was, old)), Some((is, new))) => was == is && old.len() == new.len(),
        _ => false,
    }
}

/// Whether both are phrases of a language, with hardly a word in common but for names and numbers, which both have: what
/// a program says, or a name of a thing.
fn is_phrase(source: &str, target: &str) -> bool {
    const MOST: usize = 24;
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split_whitespace().take(MOST + 1)
    }
    let count = |text: &str| words(text).filter(|word| words::is_plain(word)).count();
    let (was, is) = (words(source).count(), words(target).count());
    let common = words(source).filter(|word| words(target).any(|other| other == *word)).count();
    let kept = |one: &str, other: &str| {
        words(one).filter(|word| !words::is_plain(word)).all(|word| words(other).any(|other| other == word))
    };
    (3..=16).contains(&was)
        && (2..=MOST).contains(&is)
        && 2 * common < was
        && count(source) > 1
        && count(target) > 1
        && kept(source, target)
        && kept(target, source)
        && (words(source).next() != words(target).next()
            || words(source).next().is_some_and(|word| word.len() < 3 || !words::is_plain(word)))
}

/// What differs between two pieces of code.
#[must_use]
pub fn divergences(source: &str, target: &str) -> Vec<Divergence> {
    compare(inline(source), source, target, &())
}
