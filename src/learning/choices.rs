//! Choices: named terms that the pages render now one way, now another.

use super::columns::{Columns, Stated};
use super::memory::{Sorted, Word};
use super::names::{self, Found, Names};
use super::rivals::Rivals;
use super::terms;
use super::tokens::{Kind, Token};
use crate::facts::is_wide;
use crate::order::{InOrder as _, OrderedMap};
use crate::source::Span;

/// The terms that are rendered in several ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    names: Names,
    /// By name.
    choices: Vec<(u32, Choice)>,
}

/// A term that is rendered in several ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The term as the source mostly writes it.
    pub term: String,
    /// Segments that have it.
    pub count: u32,
    /// How it is rendered, most usual first.
    pub ways: Vec<Way>,
}

/// One of the ways to render a term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Way {
    /// As it is mostly written.
    pub written: String,
    /// Segments that have it and none of the others.
    pub count: u32,
    /// One of them, as an index into [`Sorted::pairs`].
    pub example: u32,
    /// The feature it is known by.
    feature: u32,
    /// How the words begin that nearly always stand before and behind it, the nearest first.
    around: [Vec<String>; 2],
    /// What tells that it is there in another form.
    marks: Vec<String>,
    /// Features of the source that render the same: where one is there, they may.
    others: Vec<u32>,
    /// What stands beside the term where this is the only way to render it, and on which side.
    bound: Vec<(u8, u32)>,
}

/// A term that a segment pair renders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Use<'c> {
    /// The term.
    pub choice: &'c Choice,
    /// Which of its ways.
    pub way: usize,
    /// Where the term stands in the source, in the text of the tokens.
    pub source: Span,
    /// Where its rendering stands in the translation.
    pub target: Span,
}

/// Segments that a term must stand in.
const LEAST_SEEN: usize = 30;
/// Segments that have a rendering and no other, at least.
pub(super) const LEAST_COUNT: u32 = 10;
/// One in how many of the segments of a term has a rendering, at least.
pub(super) const LEAST_SHARE: u32 = 33;
/// Ways to render a term that are told.
const MOST_WAYS: usize = 4;
/// Tokens of a segment from which on it is a long one.
const LONG: usize = 25;
/// Words of a rendering that are shown, at most; characters where words are written without spaces.
const LONGEST_WRITTEN: [usize; 2] = [4, 8];

/// Room for the work on many segment pairs.
#[derive(Debug, Default)]
pub struct Room {
    letters: Vec<char>,
    keys: Vec<u32>,
    /// Terms that were found: their places in the list of choices.
    found: Vec<(usize, Found)>,
    /// Features of both sides.
    source: Vec<u32>,
    target: Vec<u32>,
}

/// One of several renderings, before it is known how it is written and how often it is used.
#[derive(Clone, Debug)]
pub(super) struct Rival {
    /// Its key.
    pub feature: u32,
    /// Segments that have it and none of the others.
    pub segments: Vec<u32>,
    /// As in [`Way`].
    pub others: Vec<u32>,
    /// As in [`Way`].
    pub bound: Vec<(u8, u32)>,
}

impl Choices {
    /// All, by term.
    pub fn all(&self) -> impl Iterator<Item = &Choice> {
        self.choices.iter().map(|choice| &choice.1)
    }

    /// The choices of a bitext.
    pub(super) fn read(bitext: &Sorted<'_>, stated: &Stated, features: &[Columns; 2]) -> Self {
        let mut letters = Vec::new();
        let mut keys: Vec<u32> =
            bitext.words.iter().map(|word| names::key(word.kind, &word.text, &mut letters)).collect();
        let names = Names::read(bitext, &keys, stated);
        names.retain(&mut keys);
        let mut places: Vec<Vec<(u32, Found)>> = vec![Vec::new(); names.names.len()];
        for (at, (source, ..)) in bitext.pairs.iter().enumerate() {
            let key = |at: usize| keys[source[at] as usize];
            names.find(key, source.len(), |found| places[found.name as usize].push((at as u32, found)));
        }
        let mut rivals = Rivals::new(bitext, features);
        let mut room = Room::default();
        let mut choices: Vec<(u32, Choice)> = Vec::new();
        for (name, own) in places.iter().enumerate() {
            // What hardly stands by itself is a piece of a name.
            let piece = |other: usize| places[other].len() * 5 >= own.len() * 4 && names.within(name, other);
            if own.len() < LEAST_SEEN || (0..places.len()).any(piece) {
                continue;
            }
            for ways in rivals.of(own) {
                if let Some(choice) = choice(bitext, own, ways, &mut room) {
                    choices.push((name as u32, choice));
                    break;
                }
            }
        }
        Self::once(names, choices)
    }

    /// Of choices between the same words, and of those about a name and a part of it, the one that is seen
    /// most often speaks.
    fn once(names: Names, mut choices: Vec<(u32, Choice)>) -> Self {
        let second = |choice: &Choice| choice.ways.get(1).map_or(0, |way| way.count);
        choices.put_in_order_by_key(|(name, choice)| (std::cmp::Reverse(second(choice)), *name));
        let mut told: Vec<(u32, Choice)> = Vec::new();
        for (name, choice) in choices {
            let same = |(other, told): &(u32, Choice)| {
                let [one, two] = [name as usize, *other as usize];
                let known = |way: &&Way| told.ways.iter().any(|other| other.feature == way.feature);
                names.within(one, two)
                    || names.within(two, one)
                    || choice.ways.iter().filter(known).count() >= 2
            };
            if !told.iter().any(same) {
                told.push((name, choice));
            }
        }
        told.put_in_order_by_key(|(name, _)| *name);
        Self { names, choices: told }
    }

    /// Looks for terms that are rendered in several ways; whether there are any.
    pub fn look(&self, source: &[Token<'_>], room: &mut Room) -> bool {
        room.found.clear();
        if self.choices.is_empty() {
            return false;
        }
        let mut keys = std::mem::take(&mut room.keys);
        Names::keys(source, &mut room.letters, &mut keys);
        self.names.find(
            |at| keys[at],
            keys.len(),
            |found| {
                if let Ok(at) = self.choices.binary_search_by_key(&found.name, |choice| choice.0) {
                    room.found.push((at, found));
                }
            },
        );
        room.keys = keys;
        !room.found.is_empty()
    }

    /// How a segment pair renders the terms that were found in its source.
    pub fn uses<'c>(&'c self, source: &[Token<'_>], target: &[Token<'_>], room: &mut Room) -> Vec<Use<'c>> {
        let mut uses = Vec::new();
        room.read(source, target);
        for (at, found) in std::mem::take(&mut room.found) {
            let choice = &self.choices[at].1;
            if let Some((way, target)) = room.way(&choice.ways, source, found, target) {
                let (first, last) = (source[found.first as usize], source[found.last as usize - 1]);
                uses.push(Use { choice, way, source: first.span().union(last.span()), target });
            }
        }
        uses
    }
}

impl Room {
    fn read(&mut self, source: &[Token<'_>], target: &[Token<'_>]) {
        terms::features(source, &[], &mut self.letters, &mut self.source);
        terms::features(target, &[], &mut self.letters, &mut self.target);
    }

    /// Which of the ways a segment pair renders a term in, and where; none where it has several, or where
    /// something else may be rendered.
    fn way(
        &mut self,
        ways: &[Way],
        source: &[Token<'_>],
        found: Found,
        target: &[Token<'_>],
    ) -> Option<(usize, Span)> {
        let mut there =
            ways.iter().enumerate().filter(|way| self.target.binary_search(&way.1.feature).is_ok());
        let ((at, way), None) = (there.next()?, there.next()) else { return None };
        let explained = way.others.iter().any(|other| self.source.binary_search(other).is_ok());
        if explained || beside(source, found, &mut self.letters).iter().any(|one| way.bound.contains(one)) {
            return None;
        }
        let (first, last) = terms::place(target, way.feature)?;
        if copied(source, found, target, first) {
            return None;
        }
        let others =
            || ways.iter().enumerate().filter(|other| other.0 != at).flat_map(|other| &other.1.marks);
        if target.iter().any(|token| token.kind == Kind::Wide) {
            let text: String = target.iter().map(|token| token.text).collect();
            if others().any(|mark| text.contains(mark.as_str())) {
                return None;
            }
        }
        let rest = target[..first].iter().chain(&target[last..]);
        let words = rest.filter(|token| token.kind == Kind::Word && token.text.chars().nth(2).is_some());
        let another = |token: &Token<'_>| {
            let word = token.text.to_lowercase();
            others().any(|mark| akin(mark, &word))
        };
        if words.into_iter().any(another) {
            return None;
        }
        let reach = |side: usize| {
            let beside = |(step, word): (usize, &String)| {
                let at = if side == 0 { first.checked_sub(step + 1)? } else { last + step };
                target.get(at).filter(|token| beginning(token.text) == *word).map(Token::span)
            };
            way.around[side].iter().enumerate().map_while(beside).last()
        };
        let own = target[first].span().union(target[last - 1].span());
        Some((at, own.union(reach(0).unwrap_or(own)).union(reach(1).unwrap_or(own))))
    }
}

/// What stands on either side of a term.
pub(super) fn beside(source: &[Token<'_>], found: Found, letters: &mut Vec<char>) -> [(u8, u32); 2] {
    let mut key = |at: Option<usize>| {
        at.and_then(|at| source.get(at)).map_or(0, |token| names::neighbour(token.kind, token.text, letters))
    };
    [(0, key((found.first as usize).checked_sub(1))), (1, key(Some(found.last as usize)))]
}

/// Whether a term was copied together with a word beside it: then it is a part of a longer name. `at` is where
/// one of its words may stand in the translation.
fn copied(source: &[Token<'_>], found: Found, target: &[Token<'_>], at: usize) -> bool {
    let (first, last) = (found.first as usize, found.last as usize);
    let same = |from: Option<usize>, to: Option<usize>| {
        let word = |tokens: &[Token<'_>], at: Option<usize>| {
            let token = tokens.get(at?)?;
            (token.kind == Kind::Word).then(|| token.text.to_lowercase())
        };
        word(source, from).is_some_and(|own| word(target, to) == Some(own))
    };
    (first..last).any(|word| {
        same(Some(word), Some(at))
            && (same(first.checked_sub(1), (at + first).checked_sub(word + 1))
                || same(Some(last), Some(at + last - word)))
    })
}

/// Whether two words in lower case are forms of one, or one is a part of the other.
pub(super) fn akin(one: &str, two: &str) -> bool {
    let shorter = one.chars().count().min(two.chars().count());
    let common = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    let least = if shorter <= 5 { 3 } else { 4 };
    (common >= least && common * 2 >= shorter) || (shorter >= 3 && (one.contains(two) || two.contains(one)))
}

/// Whether a word is the other with something before it ("dello", "lo").
fn ends(one: &str, two: &str) -> bool {
    one.ends_with(two) || two.ends_with(one)
}

/// Whether two texts without spaces are much the same: half of the characters of the shorter are in the other.
fn alike(one: &str, two: &str) -> bool {
    let (shorter, longer) = if one.chars().count() <= two.chars().count() { (one, two) } else { (two, one) };
    shorter.chars().filter(|&c| longer.contains(c)).count() * 2 >= shorter.chars().count()
}

/// A choice between rivals, once their segments are counted.
fn choice(bitext: &Sorted<'_>, places: &Places, rivals: Vec<Rival>, room: &mut Room) -> Option<Choice> {
    let mut ways: Vec<Way> = Vec::new();
    for rival in rivals.into_iter().take(MOST_WAYS) {
        let Written { text: written, forms, around } = written(bitext, &rival);
        let wide = written.chars().any(is_wide);
        let same = |way: &Way| {
            way.written.to_lowercase() == written.to_lowercase()
                || forms.iter().any(|own| way.marks.iter().any(|other| akin(own, other) || ends(own, other)))
                || (wide && alike(&way.written, &written))
        };
        if !ways.iter().any(same) {
            let Rival { feature, others, bound, .. } = rival;
            ways.push(Way { written, feature, around, marks: forms, others, bound, ..Way::default() });
        }
    }
    // Where words are written without spaces, what two have in common tells neither.
    let all: Vec<String> = ways.iter().map(|way| way.written.clone()).collect();
    for (at, way) in ways.iter_mut().enumerate().filter(|(_, way)| way.written.chars().any(is_wide)) {
        let letters: Vec<char> = way.written.chars().collect();
        let shared =
            |pair: &String| all.iter().enumerate().any(|(other, text)| other != at && text.contains(pair));
        way.marks = letters.windows(2).map(String::from_iter).filter(|pair| !shared(pair)).collect();
    }
    // A way that is too rare once all is weighed is none; the others are weighed again without it.
    loop {
        if ways.len() < 2 {
            return None;
        }
        let count = count(bitext, places, &mut ways, room);
        let least = LEAST_COUNT.max(count / LEAST_SHARE);
        let Some(rare) = ways.iter().rposition(|way| way.count < least) else {
            ways.put_in_order_by_key(|way| std::cmp::Reverse(way.count));
            return Some(Choice { term: term(bitext, places), count, ways });
        };
        ways.remove(rare);
    }
}

/// Counts the segments of each way; gives how many have the term.
fn count(bitext: &Sorted<'_>, places: &Places, ways: &mut [Way], room: &mut Room) -> u32 {
    let (mut source, mut target) = (Vec::new(), Vec::new());
    let mut examples: Vec<Option<u32>> = vec![None; ways.len()];
    let mut count = 0;
    ways.iter_mut().for_each(|way| way.count = 0);
    // Long ones show less.
    let order = |segment: u32| {
        let (from, to, seen) = &bitext.pairs[segment as usize];
        (from.len().max(to.len()) > LONG, &seen.place, segment)
    };
    for group in places.chunk_by(|one, two| one.0 == two.0) {
        let (segment, found) = group[0];
        let (from, to, _) = &bitext.pairs[segment as usize];
        bitext.tokens(from, &mut source);
        bitext.tokens(to, &mut target);
        room.read(&source, &target);
        count += 1;
        if let Some((way, _)) = room.way(ways, &source, found, &target) {
            ways[way].count += 1;
            if examples[way].is_none_or(|other| order(segment) < order(other)) {
                examples[way] = Some(segment);
            }
        }
    }
    for (way, example) in ways.iter_mut().zip(examples) {
        way.example = example.unwrap_or_default();
    }
    count
}

/// How a term is mostly written.
fn term(bitext: &Sorted<'_>, places: &Places) -> String {
    let mut counts: OrderedMap<String, u32> = OrderedMap::new();
    for (segment, found) in places {
        let source = &bitext.pairs[*segment as usize].0;
        let words: Vec<&str> = source[found.first as usize..found.last as usize]
            .iter()
            .map(|&word| &*bitext.words[word as usize].text)
            .collect();
        *counts.entry(words.join(" ")).or_default() += 1;
    }
    most_seen(counts).unwrap_or_default()
}

/// The text that is counted most often, the first of several.
fn most_seen(counts: OrderedMap<String, u32>) -> Option<String> {
    counts.into_iter().rev().max_by_key(|count| count.1).map(|count| count.0)
}

/// How a rendering is written.
struct Written {
    /// As it mostly is, with the words that nearly always stand beside it.
    text: String,
    /// The words, in lower case, by which its feature stands there, the most frequent first.
    forms: Vec<String>,
    /// As in [`Way`].
    around: [Vec<String>; 2],
}

/// Finds how a rendering is written.
fn written(bitext: &Sorted<'_>, rival: &Rival) -> Written {
    let mut tokens = Vec::new();
    let mut places: Vec<(u32, usize, usize)> = Vec::new();
    let mut forms: OrderedMap<String, u32> = OrderedMap::new();
    let mut most = LONGEST_WRITTEN[0];
    for &segment in &rival.segments {
        let target = &bitext.pairs[segment as usize].1;
        bitext.tokens(target, &mut tokens);
        let Some((first, last)) = terms::place(&tokens, rival.feature) else { continue };
        places.push((segment, first, last));
        let form: String = tokens[first..last].iter().map(|token| token.text).collect();
        *forms.entry(form.to_lowercase()).or_default() += 1;
        if tokens[first].kind == Kind::Wide {
            most = LONGEST_WRITTEN[1];
        }
    }
    let word = |segment: u32, at: Option<usize>| {
        let target = &bitext.pairs[segment as usize].1;
        at.and_then(|at| target.get(at)).map(|&word| bitext.words[word as usize])
    };
    // Word by word to either side, as long as the same word, in whatever form, stands there in four of five.
    let mut around = [Vec::new(), Vec::new()];
    for (side, around) in around.iter_mut().enumerate() {
        for step in 1..=most {
            let mut counts: OrderedMap<String, usize> = OrderedMap::new();
            for &(segment, first, last) in &places {
                let at = if side == 0 { first.checked_sub(step) } else { Some(last + step - 1) };
                if let Some(word) = word(segment, at).filter(|word| joins(word)) {
                    *counts.entry(beginning(&word.text)).or_default() += 1;
                }
            }
            match counts.into_iter().rev().max_by_key(|count| count.1) {
                Some((word, count)) if count * 5 >= places.len() * 4 => around.push(word),
                _ => break,
            }
        }
        // An article, a preposition or a space at the end belongs to it no more.
        while around.pop_if(|word| !word.chars().any(is_wide) && word.chars().count() <= 3).is_some() {}
    }
    let mut texts: OrderedMap<String, u32> = OrderedMap::new();
    for (segment, first, last) in places {
        let target = &bitext.pairs[segment as usize].1;
        let (Some(from), to) = (first.checked_sub(around[0].len()), last + around[1].len()) else { continue };
        if to <= target.len() {
            *texts.entry(bitext.text(&target[from..to])).or_default() += 1;
        }
    }
    let mut forms: Vec<(String, u32)> = forms.into_iter().collect();
    forms.put_in_order_by_key(|form| std::cmp::Reverse(form.1));
    forms.truncate(6);
    Written {
        text: most_seen(texts).unwrap_or_default(),
        forms: forms.into_iter().map(|form| form.0).collect(),
        around,
    }
}

/// Whether a word may be a part of a rendering.
fn joins(word: &Word) -> bool {
    match word.kind {
        Kind::Opaque => false,
        Kind::Gap => matches!(&*word.text, " " | "-"),
        Kind::Word | Kind::Kana | Kind::Wide => true,
    }
}

/// What the forms of a word have in common, mostly.
fn beginning(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).take(4).collect()
}

/// Where a term stands in the segments of a bitext, in order.
pub(super) type Places = [(u32, Found)];
