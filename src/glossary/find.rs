//! Where documents use the terms of glossaries.

use super::words::{Inflection, fold, has_borders};
use super::{Entry, Glossary};
use crate::document::Document;
use crate::facts::{Fact, Facts, IdentifierKind, Value};
use crate::language::Locale;
use crate::order::{InOrder as _, OrderedMap};
use crate::search::Search;
use crate::source::Span;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::rc::Rc;

/// A term in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Where, in [`Document::plain`].
    pub text: Span,
    /// Which glossary: its place among those of the options.
    pub glossary: u16,
    /// Which entry of the glossary.
    pub entry: u32,
    /// Which term of the entry.
    pub term: u16,
    /// Whether it must not be used.
    pub forbidden: bool,
    /// Whether it only answers for the term, and is no use of it: it is a part of a longer word or of a
    /// longer term, or stands in a name or in code.
    pub loose: bool,
}

impl Mention {
    /// Whether both mean one entry.
    #[must_use]
    pub fn same_entry(&self, other: &Self) -> bool {
        (self.glossary, self.entry) == (other.glossary, other.entry)
    }
}

/// The terms in a document, with the glossaries they are from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms<'a> {
    /// All glossaries of the run.
    pub glossaries: &'a [Glossary],
    /// In order of the text.
    pub mentions: &'a [Mention],
}

impl<'a> Terms<'a> {
    /// Those that begin within a stretch of the visible text.
    #[must_use]
    pub fn within(&self, text: Span) -> &'a [Mention] {
        let first = self.mentions.partition_point(|mention| mention.text.start < text.start);
        let last = self.mentions.partition_point(|mention| mention.text.start < text.end);
        &self.mentions[first..last]
    }

    /// The glossary and entry of a mention.
    #[must_use]
    pub fn entry(&self, mention: &Mention) -> (&'a Glossary, &'a Entry) {
        let glossary = &self.glossaries[mention.glossary as usize];
        (glossary, &glossary.entries[mention.entry as usize])
    }
}

/// Finds the terms of glossaries, language by language.
#[derive(Debug)]
pub struct Finders<'g> {
    glossaries: &'g [Glossary],
    /// Made when the first document of a language is looked at.
    of: RefCell<OrderedMap<Locale, Rc<Finder>>>,
}

impl<'g> Finders<'g> {
    /// Those of these glossaries.
    #[must_use]
    pub fn new(glossaries: &'g [Glossary]) -> Self {
        Self { glossaries, of: RefCell::default() }
    }

    /// The terms in a document, which has this language in its set.
    #[must_use]
    pub fn find(&self, locale: &Locale, document: &Document, facts: &Facts) -> Vec<Mention> {
        if self.glossaries.iter().all(|glossary| glossary.entries.is_empty()) {
            return Vec::new();
        }
        let known = self.of.borrow().get(locale).map(Rc::clone);
        let finder = known.unwrap_or_else(|| {
            let finder = Rc::new(Finder::new(self.glossaries, locale));
            self.of.borrow_mut().insert(locale.clone(), Rc::clone(&finder));
            finder
        });
        finder.find(document, &facts.facts)
    }
}

/// A word of a term.
#[derive(Debug)]
enum Word {
    /// With any ending.
    Inflected(Vec<String>),
    /// As it stands, with any letters between its pieces.
    Pieces(Vec<String>),
}

/// A term as it is looked for.
#[derive(Debug)]
struct Pattern {
    glossary: u16,
    entry: u32,
    term: u16,
    forbidden: bool,
    first: Word,
    /// The words after the first.
    rest: Vec<Word>,
    /// An abbreviation in capitals, which is found only so.
    capitals: Option<String>,
}

/// Finds the terms of one language.
#[derive(Debug)]
struct Finder {
    inflection: Inflection,
    patterns: Vec<Pattern>,
    /// The patterns by a stem of their first word.
    stems: OrderedMap<String, Vec<u32>>,
    /// The patterns whose first word has a star, by how it begins.
    prefixes: OrderedMap<String, Vec<u32>>,
    /// Those whose first word begins with the star, by how it ends.
    suffixes: OrderedMap<String, Vec<u32>>,
    /// The stems of terms of one word, to be found inside longer words, and the patterns of each.
    parts: Option<Search>,
    of_part: Vec<Vec<u32>>,
    /// For languages without borders between words: all terms, one pattern each.
    anywhere: Option<Search>,
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
struct Token {
    /// In the visible text.
    text: Span,
    /// In the folded words.
    folded: (usize, usize),
    /// What stands between it and the one before: nothing but blanks, hyphens and apostrophes.
    follows: bool,
    /// A hyphen alone.
    hyphen: bool,
}

/// How many words joined by hyphens are looked at as one.
const CHAIN: usize = 4;

impl Finder {
    fn new(glossaries: &[Glossary], locale: &Locale) -> Self {
        let mut finder = Self {
            inflection: Inflection::of(locale),
            patterns: Vec::new(),
            stems: OrderedMap::new(),
            prefixes: OrderedMap::new(),
            suffixes: OrderedMap::new(),
            parts: None,
            of_part: Vec::new(),
            anywhere: None,
        };
        let mut whole: Vec<String> = Vec::new();
        for (glossary, of) in glossaries.iter().enumerate() {
            for (entry, one) in of.entries.iter().enumerate() {
                for (term, found) in one.terms_of(locale) {
                    let pattern = |first, rest, capitals| Pattern {
                        glossary: glossary as u16,
                        entry: entry as u32,
                        term: term as u16,
                        forbidden: found.forbidden,
                        first,
                        rest,
                        capitals,
                    };
                    if has_borders(locale) {
                        finder.add(&found.text, pattern);
                    } else if let Some(text) = squeezed(&found.text) {
                        whole.push(text);
                        finder.patterns.push(pattern(Word::Pieces(Vec::new()), Vec::new(), None));
                    }
                }
            }
        }
        let single = |id: &u32| finder.patterns[*id as usize].rest.is_empty();
        let parts: Vec<(&String, Vec<u32>)> = finder
            .stems
            .iter()
            .filter(|(stem, _)| finder.inflection.is_part(stem))
            .map(|(stem, ids)| (stem, ids.iter().copied().filter(single).collect::<Vec<u32>>()))
            .filter(|(_, ids)| !ids.is_empty())
            .collect();
        finder.parts = Search::for_all(&parts.iter().map(|(stem, _)| stem.as_str()).collect::<Vec<_>>());
        finder.of_part = parts.into_iter().map(|(_, ids)| ids).collect();
        finder.anywhere = Search::for_all(&whole.iter().map(AsRef::as_ref).collect::<Vec<_>>());
        finder
    }

    fn add(&mut self, term: &str, pattern: impl Fn(Word, Vec<Word>, Option<String>) -> Pattern) {
        let written = term.contains('*');
        let word = |text: &str| {
            let mut folded = String::new();
            text.chars().for_each(|c| fold(c, &mut folded));
            if written {
                Word::Pieces(folded.split('*').map(str::to_owned).collect())
            } else {
                Word::Inflected(self.inflection.stems(&folded))
            }
        };
        let mut words: Vec<Word> = term
            .split(|c: char| !c.is_alphanumeric() && c != '*')
            .filter(|w| !w.is_empty())
            .map(word)
            .collect();
        if words.is_empty() {
            return;
        }
        let is_short_name = words.len() == 1
            && term.chars().count() <= 5
            && term.chars().any(char::is_uppercase)
            && !term.chars().any(char::is_lowercase);
        let joined = (words.len() > 1 && !written).then(|| {
            let letters: String = term.chars().filter(|c| c.is_alphanumeric()).collect();
            word(&letters)
        });
        let first = words.remove(0);
        self.file(pattern(first, words, is_short_name.then(|| term.to_owned())));
        if let Some(joined) = joined {
            self.file(pattern(joined, Vec::new(), None));
        }
    }

    fn file(&mut self, pattern: Pattern) {
        let id = self.patterns.len() as u32;
        match &pattern.first {
            Word::Inflected(stems) => {
                for stem in stems {
                    self.stems.entry(stem.clone()).or_default().push(id);
                }
            }
            Word::Pieces(pieces) => {
                let (head, tail) = (&pieces[0], &pieces[pieces.len() - 1]);
                let (table, key) =
                    if head.is_empty() { (&mut self.suffixes, tail) } else { (&mut self.prefixes, head) };
                table.entry(key.clone()).or_default().push(id);
            }
        }
        self.patterns.push(pattern);
    }

    /// The terms in a document, in order of the text.
    fn find(&self, document: &Document, facts: &[Fact]) -> Vec<Mention> {
        let mut found = match &self.anywhere {
            Some(automaton) => self.find_anywhere(automaton, &document.plain),
            None if self.patterns.is_empty() => return Vec::new(),
            None => self.find_words(&document.plain),
        };
        // A word may be a use in one way and a part in another: it then is a use.
        let key = |one: &Mention| (one.text.start, Reverse(one.text.end), one.glossary, one.entry, one.term);
        found.put_in_order_by_key(|one| (key(one), one.loose));
        found.dedup_by_key(|one| key(one));
        let names: Vec<Span> = facts.iter().filter(|fact| is_name(fact)).map(|fact| fact.text).collect();
        let mut next = 0;
        // The longest use so far: what lies inside it is a part of it.
        let mut longest = Span::default();
        for mention in &mut found {
            while names.get(next).is_some_and(|name| name.end <= mention.text.start) {
                next += 1;
            }
            let named = names.get(next).is_some_and(|name| name.overlaps(mention.text));
            let inside = mention.text != longest && mention.text.end <= longest.end;
            mention.loose |= named || inside || is_in_address(&document.plain, mention.text);
            if !mention.loose && mention.text.end > longest.end {
                longest = mention.text;
            }
        }
        found.put_in_order();
        found
    }

    fn mention(&self, id: u32, text: Span, loose: bool) -> Mention {
        let Pattern { glossary, entry, term, forbidden, .. } = self.patterns[id as usize];
        Mention { text, glossary, entry, term, forbidden, loose }
    }

    fn find_words(&self, plain: &str) -> Vec<Mention> {
        let (tokens, folded) = tokens(plain);
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            for last in at..(at + CHAIN).min(tokens.len()) {
                if last > at && !tokens[last].hyphen {
                    break;
                }
                let word = &folded[tokens[at].folded.0..tokens[last].folded.1];
                let mut fits = |id: u32| {
                    let pattern = &self.patterns[id as usize];
                    let Some((end, part)) = self.rest(pattern, &tokens, &folded, last) else { return };
                    let text = Span::new(tokens[at].text.start, tokens[end].text.end);
                    let written = &plain[text.range()];
                    if pattern.capitals.as_ref().is_none_or(|capitals| written.starts_with(capitals.as_str()))
                    {
                        found.push(self.mention(id, text, part));
                    }
                };
                self.first(word, &mut fits);
            }
        }
        for part in self.parts.iter().flat_map(|parts| parts.all_in(&folded)) {
            // The folded words follow each other directly: what runs over the end of one is none.
            let at = tokens.partition_point(|token| token.folded.1 < part.end());
            let Some(token) = tokens.get(at).filter(|token| token.folded.0 <= part.start()) else { continue };
            for &id in &self.of_part[part.pattern().as_usize()] {
                found.push(self.mention(id, token.text, true));
            }
        }
        found
    }

    /// Calls back for each pattern whose first word is this one.
    fn first(&self, word: &str, fits: &mut impl FnMut(u32)) {
        fn of<'t>(table: &'t OrderedMap<String, Vec<u32>>, key: &str) -> impl Iterator<Item = u32> + use<'t> {
            table.get(key).into_iter().flatten().copied()
        }
        for stem in self.inflection.cuts(word) {
            of(&self.stems, stem).for_each(&mut *fits);
        }
        let borders = || word.char_indices().map(|(at, _)| at);
        if !self.prefixes.is_empty() {
            for at in borders().skip(1).chain([word.len()]) {
                of(&self.prefixes, &word[..at]).filter(|id| self.pieces_fit(*id, word)).for_each(&mut *fits);
            }
        }
        if !self.suffixes.is_empty() {
            for at in borders() {
                of(&self.suffixes, &word[at..]).filter(|id| self.pieces_fit(*id, word)).for_each(&mut *fits);
            }
        }
    }

    fn pieces_fit(&self, id: u32, word: &str) -> bool {
        matches!(&self.patterns[id as usize].first, Word::Pieces(pieces) if fits_pieces(pieces, word))
    }

    /// Whether the words behind the first one follow; the last one, and whether it is only part of a word.
    fn rest(&self, pattern: &Pattern, tokens: &[Token], folded: &str, first: usize) -> Option<(usize, bool)> {
        let mut part = false;
        for (step, wanted) in pattern.rest.iter().enumerate() {
            let token = tokens.get(first + 1 + step).filter(|token| token.follows)?;
            let word = &folded[token.folded.0..token.folded.1];
            let is_last = step + 1 == pattern.rest.len();
            match wanted {
                Word::Pieces(pieces) if fits_pieces(pieces, word) => {}
                Word::Inflected(stems) if stems.iter().any(|stem| self.inflection.continues(stem, word)) => {}
                Word::Inflected(stems) if is_last => {
                    let begins =
                        |stem: &String| self.inflection.is_part(stem) && word.starts_with(stem.as_str());
                    part = stems.iter().any(begins);
                    if !part {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        Some((first + pattern.rest.len(), part))
    }

    fn find_anywhere(&self, automaton: &Search, plain: &str) -> Vec<Mention> {
        let mut folded = String::with_capacity(plain.len());
        // Where each byte of the folded text comes from.
        let mut from: Vec<u32> = Vec::with_capacity(plain.len() + 1);
        for (at, c) in plain.char_indices() {
            if is_passed_over(c) {
                continue;
            }
            fold(c, &mut folded);
            from.resize(folded.len(), at as u32);
        }
        from.push(plain.len() as u32);
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !crate::facts::is_wide(c));
        let mut found = Vec::new();
        for one in automaton.all_in(&folded) {
            let start = from[one.start()] as usize;
            let last = from[one.end() - 1] as usize;
            let Some(c) = plain[last..].chars().next() else { continue };
            let end = last + c.len_utf8();
            let head = plain[start..].chars().next();
            let torn = joins(plain[..start].chars().next_back()) && joins(head)
                || joins(plain[end..].chars().next()) && joins(Some(c));
            if !torn {
                let text = Span::new(start as u32, end as u32);
                found.push(self.mention(one.pattern().as_u32(), text, false));
            }
        }
        found
    }
}

/// Whether a word begins with the first piece, ends with the last and has the others between, in order.
fn fits_pieces(pieces: &[String], word: &str) -> bool {
    let [first, between @ .., last] = pieces else {
        return pieces.first().is_some_and(|only| only == word);
    };
    let inner = word.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str()));
    let Some(mut inner) = inner else { return false };
    between.iter().all(|piece| match inner.find(piece.as_str()) {
        Some(at) => {
            inner = &inner[at + piece.len()..];
            true
        }
        None => false,
    })
}

/// What is passed over where words have no borders. Line breaks stay: blocks end with them.
fn is_passed_over(c: char) -> bool {
    c != '\n' && (c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '・' | '\u{ad}'))
}

/// A term as it is looked for where words have no borders; a star at its ends means nothing there.
fn squeezed(term: &str) -> Option<String> {
    let mut out = String::new();
    term.trim_matches('*').chars().filter(|c| !is_passed_over(*c)).for_each(|c| fold(c, &mut out));
    (!out.is_empty()).then_some(out)
}

/// Whether a word is a piece of an address or path that is no fact, such as one with a placeholder in it.
fn is_in_address(plain: &str, word: Span) -> bool {
    const FAR: usize = 120;
    let (start, end) = (word.start as usize, word.end as usize);
    let before = &plain[plain.ceil_char_boundary(start.saturating_sub(FAR))..start];
    let before = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let glued = |c: Option<char>| matches!(c, Some('\\' | '_' | '%' | '='));
    before.contains("://") || glued(before.chars().next_back()) || glued(plain[end..].chars().next())
}

fn is_name(fact: &Fact) -> bool {
    match fact.value {
        Value::Code(_) => true,
        Value::Identifier { kind, .. } => kind != IdentifierKind::Acronym,
        _ => false,
    }
}

/// The words of a text and, joined without anything between, their folded letters.
fn tokens(plain: &str) -> (Vec<Token>, String) {
    let mut folded = String::with_capacity(plain.len());
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    let mut between = 0;
    for (at, c) in plain.char_indices() {
        let goes_on = open && matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}');
        if !c.is_alphanumeric() && !goes_on {
            open = false;
            continue;
        }
        if !open {
            let gap = &plain[between..at];
            let follows = !tokens.is_empty()
                && gap.len() <= 4
                && gap
                    .chars()
                    .all(|c| c != '\n' && c.is_whitespace() || is_hyphen(c) || matches!(c, '\'' | '’'));
            let hyphen = follows && gap.chars().count() == 1 && gap.chars().all(is_hyphen);
            let start = folded.len();
            tokens.push(Token {
                text: Span::new(at as u32, at as u32),
                folded: (start, start),
                follows,
                hyphen,
            });
            open = true;
        }
        if c != '\u{ad}' {
            fold(c, &mut folded);
        }
        between = at + c.len_utf8();
        if let Some(token) = tokens.last_mut() {
            token.text.end = between as u32;
            token.folded.1 = folded.len();
        }
    }
    (tokens, folded)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::index;

    /// The stretches of a text that are uses of the terms; those that only answer for one in brackets.
    fn found(tag: &str, terms: &str, text: &str) -> Vec<String> {
        let csv = format!("{tag}\n{}\n", terms.replace(" / ", "\n"));
        let glossary = Glossary::read("terms.csv", csv.as_bytes()).expect("the glossary is right");
        let indexed = index("", &format!("{tag}/page.md"), text.as_bytes());
        let document = &indexed.page.documents[0];
        let finder = Finder::new(&[glossary], &Locale::parse(tag).expect("a locale"));
        let mentions = finder.find(document, &indexed.facts[0].facts);
        let shown = |mention: &Mention| {
            let text = document.text(mention.text);
            if mention.loose { format!("({text})") } else { text.to_owned() }
        };
        mentions.iter().map(shown).collect()
    }

    #[test]
    fn terms_are_found_in_the_plural_in_other_cases_and_with_hyphens() {
        assert_eq!(
            found("en", "night shift pool", "The Night-Shift pools, a night\nshift pool."),
            ["Night-Shift pools", "night shift pool"]
        );
        assert_eq!(
            found("de", "externer Zugriff", "Den externen Zugriff, des externen Zugriffs."),
            ["externen Zugriff", "externen Zugriffs"]
        );
        assert_eq!(found("ru", "пул переднего плана", "В пулах переднего плана."), ["пулах переднего плана"]);
        assert_eq!(
            found("fr", "utilisateur", "L’utilisateur et les utilisateurs."),
            ["utilisateur", "utilisateurs"]
        );
    }

    #[test]
    fn words_joined_by_a_hyphen_are_one_word_too() {
        assert_eq!(
            found("de", "Edgeserver", "Der Edge-Server und die Edgeserver."),
            ["Edge-Server", "Edgeserver"]
        );
        assert_eq!(found("de", "Edge-Server", "Der Edgeserver."), ["Edgeserver"]);
    }

    #[test]
    fn a_part_of_a_compound_or_of_a_longer_term_answers_but_is_no_use() {
        assert_eq!(found("de", "Pool", "Der Poolname im Benutzerpool."), ["(Poolname)", "(Benutzerpool)"]);
        assert_eq!(
            found("de", "Richtlinie", "Das Gruppenrichtlinienobjekt."),
            ["(Gruppenrichtlinienobjekt)"]
        );
        assert_eq!(found("fr", "conférence", "Une téléconférence."), ["(téléconférence)"]);
        assert_eq!(found("ru", "пользователь", "Пользовательский режим."), ["(Пользовательский)"]);
        assert_eq!(
            found("en", "pool / night shift pool", "The night shift pool."),
            ["night shift pool", "(pool)"]
        );
        assert_eq!(found("en", "pool", "Run `pool` for carpool."), ["(pool)"]);
        assert_eq!(found("en", "user", "See https://<host>/user or user_id."), ["(user)", "(user)"]);
    }

    #[test]
    fn a_star_stands_for_letters_and_keeps_the_rest_as_it_is() {
        assert_eq!(found("de", "vorder* Pool", "Im vorderen Pool, in vorderen Pools."), ["vorderen Pool"]);
        assert_eq!(found("de", "*pool", "Der Serverpool und der Pool."), ["Serverpool", "Pool"]);
        assert_eq!(found("ru", "сервер*посредник*", "На сервере-посреднике."), ["сервере-посреднике"]);
    }

    #[test]
    fn where_words_have_no_borders_terms_are_found_anywhere_with_or_without_spaces() {
        assert_eq!(
            found("ja", "エッジ サーバー", "エッジサーバーとエッジ サーバーです。"),
            ["エッジサーバー", "エッジ サーバー"]
        );
        assert_eq!(found("ko", "풀", "프런트 엔드 풀에서"), ["풀"]);
        assert_eq!(found("zh-CN", "Edge 服务器", "在Edge服务器上，不是Ledge服务器。"), ["Edge服务器"]);
    }

    #[test]
    fn an_abbreviation_in_capitals_is_found_only_so() {
        assert_eq!(found("en", "IT", "It is for IT staff; it helps."), ["IT"]);
        assert_eq!(found("en", "Edge", "the edge"), ["edge"]);
    }

    #[test]
    fn a_term_does_not_reach_over_the_end_of_a_sentence_or_block() {
        assert_eq!(found("en", "night shift", "At night. Shift it.\n\nnight\n\nshift"), Vec::<String>::new());
    }
}
