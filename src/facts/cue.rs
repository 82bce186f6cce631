//! Cues: what sentences state through words (negation, obligation, "only", roles …), found by the
//! forms that the lexicons list.
//!
//! A form is lower case. `*` stands for any letters that follow directly ("einzig*"), at the start for
//! any that precede ("*los"); `^` at the start asks for the beginning of a clause ("^do not" is an order, "you do
//! not" is none); ` … ` for up to [`GAP`] bytes of other text in the same clause ("weder … noch"). Where words
//! are written with spaces a form begins and ends at the border of a word; in Japanese, Korean and
//! Chinese it may stand anywhere. Of forms that overlap, the one that starts first wins, then the
//! longest, whatever it states: a longer form, or a trap, keeps those inside it from speaking; what stands
//! in its gap may speak.

mod name;
mod own;

pub use own::Words;

mod shown;

pub use shown::forms_of;

use super::Fact;
use super::lowered::{close_up, compose, lowered, unsqueezed};
use super::scan::is_wide;
use crate::document::Document;
use crate::language::Locale;
use crate::language::lexicon::{self, Class, Lexicon, Script};
use crate::search::Search;
use crate::source::Span;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Bytes that ` … ` stands for, at most.
pub const GAP: usize = 90;

/// Something stated through words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cue {
    /// Where, in [`Document::plain`].
    pub text: Span,
    /// What: index into [`lexicon::concepts`].
    pub concept: u16,
    /// By which form of the lexicon: a hash of the form as it is written there. How far a form can be trusted is
    /// measured form by form.
    pub form: u32,
}

/// A part of a form.
#[derive(Debug)]
enum Part {
    /// Letters as they stand.
    Text(String),
    /// Any letters of the same word.
    Letters,
    /// Other text.
    Gap,
}

#[derive(Debug)]
struct Form {
    /// Whether letters may precede.
    open: bool,
    /// Whether it counts only at the beginning of a clause.
    first: bool,
    parts: Vec<Part>,
    concepts: Vec<u16>,
    /// Its hash, as in [`Cue::form`].
    hash: u32,
}

/// What is known of the words of one language.
#[derive(Debug)]
struct Known {
    /// What finds cues.
    cues: Matcher,
    /// What finds technical terms. They are looked for by themselves: a term silences no cue, and no cue a term.
    terms: Matcher,
    /// By concept, whether any form states it.
    known: Vec<bool>,
}

/// Forms of one language that are looked for together.
#[derive(Debug)]
struct Matcher {
    automaton: Option<Search>,
    /// The forms that begin with each pattern of the automaton.
    forms: Vec<Vec<Form>>,
    /// Whether words are written with spaces.
    spaced: bool,
    /// Whether a space within a word is a slip, as in Chinese.
    solid: bool,
}

/// Whether the words of a language are known, without making them ready.
#[must_use]
pub fn are_known(locale: &Locale) -> bool {
    lexicon::for_locale(locale).is_some_and(|lexicon| lexicon.has_cues)
}

/// Whether the lexicon of a locale has forms for a concept.
#[must_use]
pub fn knows(locale: &Locale, concept: u16) -> bool {
    known(locale).is_some_and(|known| known.get(concept as usize).copied().unwrap_or(false))
}

/// By concept, whether the lexicon of a locale has forms for it; `None` where its words are not known.
#[must_use]
pub fn known(locale: &Locale) -> Option<&'static [bool]> {
    lexicon::for_locale(locale).and_then(words).map(|words| words.known.as_slice())
}

/// The words of a lexicon, made ready at their first use.
fn words(lexicon: &'static Lexicon) -> Option<&'static Known> {
    static WORDS: OnceLock<Vec<OnceLock<Known>>> = OnceLock::new();
    let all = WORDS.get_or_init(|| lexicon::all().iter().map(|_| OnceLock::new()).collect());
    let at = lexicon::all().iter().position(|other| other.tag == lexicon.tag)?;
    Some(all[at].get_or_init(|| Known::new(lexicon)))
}

impl Known {
    fn new(lexicon: &'static Lexicon) -> Self {
        let mut known = vec![false; lexicon::concepts().len()];
        let listed = lexicon.words();
        for line in listed.cues.lines().chain(listed.terms.lines()) {
            let concepts = line.split('\t').next().unwrap_or_default();
            for concept in concepts.split(',').filter_map(|number| number.parse::<u16>().ok()) {
                known[concept as usize] = true;
            }
        }
        Self {
            cues: Matcher::new(Some(lexicon.script), lexicon.forms()),
            terms: Matcher::new(Some(lexicon.script), lexicon.terms()),
            known,
        }
    }
}

impl Matcher {
    /// Of a language without a known script it is taken that it writes words with spaces.
    fn new<'f>(script: Option<Script>, listed: impl Iterator<Item = (&'f str, Vec<u16>)>) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut forms: Vec<Vec<Form>> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let solid = matches!(script, Some(Script::Hans | Script::Hant));
        for (form, concepts) in listed {
            let (open, first) = (form.starts_with('*'), form.starts_with('^'));
            let hash = form_hash(form);
            for mut form in spellings(form.trim_start_matches(['*', '^'])) {
                if solid {
                    close_up(&mut form);
                }
                compose(&mut form);
                let mut parts = parse(&form);
                if parts.is_empty() {
                    continue;
                }
                let Part::Text(head) = parts.remove(0) else { continue };
                let at = *places.entry(head.clone()).or_insert_with(|| {
                    patterns.push(head);
                    forms.push(Vec::new());
                    forms.len() - 1
                });
                forms[at].push(Form { open, first, parts, concepts: concepts.clone(), hash });
            }
        }
        let automaton = Search::for_all(&patterns.iter().map(String::as_str).collect::<Vec<_>>());
        Self { automaton, forms, spaced: script.is_none_or(Script::is_spaced), solid }
    }
}

/// The hash by which tables of forms know one.
#[must_use]
pub fn form_hash(form: &str) -> u32 {
    let mut hasher = super::Hasher::default();
    hasher.bytes(form.as_bytes());
    (hasher.key() ^ hasher.key() >> 32) as u32
}

/// The spellings of a form: an apostrophe is written in two ways, and a page may mix them ("n’y … qu'un").
fn spellings(form: &str) -> Vec<String> {
    let mut pieces = form.split('\'');
    let mut spelled = vec![pieces.next().unwrap_or_default().to_owned()];
    for piece in pieces {
        spelled =
            spelled.iter().flat_map(|head| ['\'', '’'].map(|mark| format!("{head}{mark}{piece}"))).collect();
    }
    spelled
}

/// Takes a form apart.
fn parse(form: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = form;
    while let Some(at) = rest.find(['*', '…']) {
        let (text, more) = rest.split_at(at);
        let gap = more.starts_with('…');
        let text = if gap { text.trim_end() } else { text };
        if !text.is_empty() {
            parts.push(Part::Text(text.to_owned()));
        }
        if gap {
            parts.push(Part::Gap);
            rest = more['…'.len_utf8()..].trim_start();
        } else {
            parts.push(Part::Letters);
            rest = &more[1..];
        }
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    parts
}

/// Letters and digits that make words with spaces around them.
fn joins(c: char) -> bool {
    (c.is_alphanumeric() || c == '_') && !is_wide(c)
}

fn joins_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(joins)
}

fn joins_after(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(joins)
}

/// Whether a clause begins at a place: only a mark of punctuation, if anything, stands before it.
fn begins_clause(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '"', '\'', '“', '«', '„']);
    before.chars().next_back().is_none_or(|c| "\n.:;,!?(–—…。、，：；（،؛؟".contains(c))
}

/// The stretches of other text that the gaps of a form stand for: the first and the last.
type Gaps = Option<[(usize, usize); 2]>;

/// Where the rest of a form that begins at `at` ends, and what its gaps stand for; `None` where it does
/// not fit.
fn rest(parts: &[Part], text: &str, at: usize, spaced: bool) -> Option<(usize, Gaps)> {
    let Some((part, more)) = parts.split_first() else {
        return (!spaced || !joins_after(text, at) || !joins_before(text, at)).then_some((at, None));
    };
    match part {
        Part::Text(wanted) => {
            if !text[at..].starts_with(wanted.as_str()) {
                return None;
            }
            rest(more, text, at + wanted.len(), spaced)
        }
        Part::Letters => {
            let letters = text[at..]
                .find(|c: char| !(joins(c) || matches!(c, '\'' | '’' | '-')))
                .unwrap_or(text.len() - at);
            let end = at + letters;
            match more.first() {
                // The letters run to the end of the word: the border is reached by itself.
                None => Some((end, None)),
                // What follows may begin inside the run ("сервер*-посредник").
                Some(Part::Text(wanted)) => {
                    let limit = text.floor_char_boundary((end + wanted.len()).min(text.len()));
                    let mut places = text[at..limit].match_indices(wanted.as_str()).map(|(n, _)| at + n);
                    places.find_map(|place| rest(more, text, place, spaced))
                }
                Some(_) => rest(more, text, end, spaced),
            }
        }
        Part::Gap => {
            if spaced && joins_before(text, at) && joins_after(text, at) {
                return None;
            }
            let Some((Part::Text(wanted), after)) = more.split_first() else { return Some((at, None)) };
            let limit = text.floor_char_boundary((at + GAP + wanted.len()).min(text.len()));
            let mut from = at;
            while let Some(found) = text[from..limit].find(wanted.as_str()).map(|n| from + n) {
                let between = &text[at..found];
                if between.contains(['\n', '。', ',', '，', ';', ':', '(', '（', '،', '؛', '؟'])
                    || between.contains(". ")
                {
                    return None;
                }
                let fresh = !spaced || !joins_before(text, found);
                if let (true, Some((end, gaps))) = (fresh, rest(after, text, found + wanted.len(), spaced)) {
                    let gap = (at, found);
                    return Some((end, Some([gap, gaps.map_or(gap, |gaps| gaps[1])])));
                }
                from = found + text[found..].chars().next().map_or(1, char::len_utf8);
                if from >= limit {
                    break;
                }
            }
            None
        }
    }
}

/// All cues of a document and all its technical terms, either in order of the text; `None` where no lexicon knows the
/// words of its language.
#[must_use]
pub fn find(document: &Document, facts: &[Fact], locale: Option<&Locale>) -> Option<(Vec<Cue>, Vec<Cue>)> {
    let words = locale.and_then(lexicon::for_locale).and_then(words)?;
    let mut text = lowered(document, facts);
    let squeezed = words.cues.prepare(&mut text);
    let mut terms = words.terms.find(&text, &squeezed).unwrap_or_default();
    name::retain(document, locale, &mut terms);
    Some((words.cues.find(&text, &squeezed)?, terms))
}

/// All cues of a text in lower case, in which what no form may match is blotted out and blocks end with
/// line breaks; `None` where no lexicon knows the words of its language.
#[must_use]
pub(crate) fn find_in(text: String, locale: &Locale) -> Option<Vec<Cue>> {
    find_with(text, &lexicon::for_locale(locale).and_then(words)?.cues)
}

/// All cues that some forms find in a text in lower case.
fn find_with(mut text: String, matcher: &Matcher) -> Option<Vec<Cue>> {
    let squeezed = matcher.prepare(&mut text);
    matcher.find(&text, &squeezed)
}

impl Matcher {
    /// Makes a text ready for its forms; gives the places where something was taken out.
    fn prepare(&self, text: &mut String) -> Vec<(u32, u32)> {
        if self.solid { close_up(text) } else { compose(text) }
    }

    /// All matches of a text that is ready, in its order; `None` where there are no forms.
    fn find(&self, text: &str, squeezed: &[(u32, u32)]) -> Option<Vec<Cue>> {
        let automaton = self.automaton.as_ref()?;
        let mut matches: Vec<Match<'_>> = Vec::new();
        for found in automaton.all_in(text) {
            let (start, end) = (found.start(), found.end());
            for form in &self.forms[found.pattern().as_usize()] {
                let begins = !self.spaced || form.open || !joins_before(text, start);
                if !begins || (form.first && !begins_clause(text, start)) {
                    continue;
                }
                if let Some((end, gaps)) = rest(&form.parts, text, end, self.spaced) {
                    // A form stays within its sentence; blocks end with a line break.
                    if !text[start..end].contains('\n') {
                        // Letters that end the first part belong to it.
                        let gaps = gaps.map(|[first, last]| [(found.end().min(first.0), first.1), last]);
                        // A trap keeps its whole word silent.
                        let stem =
                            matches!(form.parts.as_slice(), [Part::Letters]) && !form.concepts.is_empty();
                        let solid = if stem { found.end() } else { end };
                        let inside = form.open && (joins_before(text, start) || text[..start].ends_with('-'));
                        matches.push(Match {
                            start,
                            end,
                            solid,
                            inside,
                            gaps,
                            concepts: &form.concepts,
                            form: form.hash,
                        });
                    }
                }
            }
        }
        drop_torn(&mut matches, self.spaced);
        matches.sort_unstable_by(|a, b| {
            a.start
                .cmp(&b.start)
                .then(b.end.cmp(&a.end))
                .then(a.concepts.cmp(b.concepts))
                .then(a.form.cmp(&b.form))
        });
        if !self.spaced {
            drop_straddling(&mut matches);
        }
        let mut cues: Vec<Cue> = Vec::new();
        // What is taken: up to where, and what stands behind the gaps of forms that began before.
        let mut taken = 0;
        let mut spelled = 0;
        let mut ahead: Vec<(usize, usize)> = Vec::new();
        let mut last: Option<(usize, usize)> = None;
        for Match { start, end, solid, inside, gaps, concepts, form } in matches {
            let head = gaps.map_or(end, |[first, _]| first.0);
            let tail = gaps.map_or((end, end), |[_, last]| (last.1, end));
            // What stands between two gaps; empty where there is one.
            let middle = gaps.map_or((end, end), |[first, last]| (first.1, last.0.max(first.1)));
            ahead.retain(|piece| piece.1 > start);
            let clash = |from: usize, to: usize| {
                from < to && ahead.iter().any(|piece| from < piece.1 && piece.0 < to)
            };
            if last != Some((start, end)) {
                // The second half of a compound speaks though the first takes in the whole word ("zertifikat*").
                let from = if inside { spelled } else { taken };
                if start < from || [(start, head), middle, tail].iter().any(|piece| clash(piece.0, piece.1)) {
                    // What is left of a trap behind another form stays silent: "포함되지|만" is "지만", and no "만".
                    if concepts.is_empty() && !self.spaced && start < taken {
                        taken = taken.max(end);
                    }
                    continue;
                }
                taken = taken.max(head);
                spelled = spelled.max(if gaps.is_some() { head } else { solid });
                ahead.extend([middle, tail].into_iter().filter(|piece| piece.0 < piece.1));
                last = Some((start, end));
            } else if gaps.is_none() {
                // Of forms that take in the same, the one that spells out most says what may still speak inside.
                spelled = spelled.max(solid);
            }
            let span = Span::new(start as u32, end as u32);
            for &concept in concepts {
                let cue = Cue { text: span, concept, form };
                if !cues
                    .iter()
                    .rev()
                    .take_while(|other| other.text == span)
                    .any(|other| other.concept == concept)
                {
                    cues.push(cue);
                }
            }
        }
        if !squeezed.is_empty() {
            for cue in &mut cues {
                let place = |at| unsqueezed(squeezed, at);
                // A space that is gone behind the last letter is no part of the cue; a mark that is, is.
                let end = if self.solid { place(cue.text.end - 1) + 1 } else { place(cue.text.end) };
                cue.text = Span::new(place(cue.text.start), end);
            }
        }
        cues.sort_unstable();
        Some(cues)
    }
}

/// A form found in a text.
struct Match<'a> {
    start: usize,
    end: usize,
    /// Where what the form spells out ends: before the letters that a stem leaves open.
    solid: usize,
    /// Whether it begins inside a word.
    inside: bool,
    /// What its gaps stand for, where it has any.
    gaps: Gaps,
    concepts: &'a [u16],
    /// As in [`Cue::form`].
    form: u32,
}

/// Drops forms with a gap that reach over another negation or obligation: in "müssen bleiben und dürfen
/// nicht" the "nicht" belongs to "dürfen".
fn drop_torn(matches: &mut Vec<Match<'_>>, spaced: bool) {
    let mut inner: Vec<(usize, usize)> = matches
        .iter()
        .filter(|found| {
            let states =
                |concept: &u16| matches!(lexicon::concept(*concept).class, Class::Polarity | Class::Strength);
            found.concepts.iter().any(states)
        })
        .map(|found| (found.start, if spaced { found.start } else { found.end }))
        .collect();
    inner.sort_unstable();
    // Where endings are written together with their verbs, "でき|ません" is the end of "しか … ません" itself.
    let free = |&(from, to): &(usize, usize)| {
        let next = inner.partition_point(|&(start, _)| start < from);
        !inner[next..].iter().take_while(|&&(start, _)| start < to).any(|&(_, end)| end < to || spaced)
    };
    matches.retain(|found| found.gaps.is_none_or(|gaps| gaps.iter().all(free)));
}

/// Drops forms that reach into a longer name from before it, where no spaces tell words apart: "当|中介服务器"
/// holds a server and no "当中". A negation or an obligation stays: what follows it may be its object; and so
/// does another name.
/// The matches are in order, and no longer than a form, so that few begin inside another.
fn drop_straddling(matches: &mut Vec<Match<'_>>) {
    let class = |concept: &u16| lexicon::concept(*concept).class;
    let names = |found: &Match<'_>| {
        found.gaps.is_none() && found.concepts.iter().any(|c| matches!(class(c), Class::Role | Class::Word))
    };
    let stays = |found: &Match<'_>| {
        let states = |c| matches!(class(c), Class::Polarity | Class::Strength | Class::Role | Class::Word);
        found.gaps.is_some() || found.concepts.iter().any(states)
    };
    let straddles = |at: usize| {
        let short = &matches[at];
        let inside = matches[at + 1..].iter().take_while(|long| long.start < short.end);
        !stays(short)
            && inside
                .filter(|long| long.start > short.start && long.end > short.end)
                .any(|long| long.end - long.start > short.end - short.start && names(long))
    };
    let dropped: Vec<bool> = (0..matches.len()).map(straddles).collect();
    let mut at = 0;
    matches.retain(|_| {
        at += 1;
        !dropped[at - 1]
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::index;

    fn concepts(locale: &str, text: &str) -> Vec<&'static str> {
        let indexed = index("", &format!("{locale}/page.md"), text.as_bytes());
        let found = &indexed.facts[0].cues;
        found.iter().map(|cue| lexicon::concepts()[cue.concept as usize].id).collect()
    }

    #[test]
    fn a_longer_form_keeps_those_inside_it_from_speaking() {
        let found = concepts("en", "Not only the gateway, but the proxy is affected.");
        assert!(!found.contains(&"only") && !found.contains(&"not"), "{found:?}");
        assert!(found.contains(&"gateway") && found.contains(&"proxy"), "{found:?}");
    }

    #[test]
    fn a_chinese_word_that_mark_up_has_torn_is_one_and_keeps_its_place() {
        let indexed = index("", "zh-TW/page.md", "按一下 [**集** 區 設定] 和網域。".as_bytes());
        let cues = &indexed.facts[0].cues;
        let place = |id| cues.iter().find(|cue| lexicon::concepts()[cue.concept as usize].id == id);
        let text = |id| indexed.page.documents[0].text(place(id).expect(id).text);
        assert_eq!((text("pool"), text("domain")), ("集 區", "網域"));
    }

    #[test]
    fn a_form_does_not_begin_inside_a_word() {
        assert_eq!(concepts("en", "A nonlyx knot."), Vec::<&str>::new());
    }

    #[test]
    fn both_halves_of_a_compound_speak() {
        let found = concepts("de", "Die Zertifikatsdatenbank liegt im Benutzerpool.");
        for id in ["certificate", "database", "user", "pool"] {
            assert!(found.contains(&id), "{id} in {found:?}");
        }
    }

    #[test]
    fn an_order_is_told_from_a_statement_by_where_it_stands() {
        let found = concepts("en", "If you do not use the pool, do not move it.");
        assert_eq!(found.iter().filter(|id| **id == "must-not").count(), 1, "{found:?}");
        assert_eq!(found.iter().filter(|id| **id == "not").count(), 2, "{found:?}");
    }

    #[test]
    fn letters_typed_apart_from_their_marks_are_read_as_one() {
        let text = "O servic\u{327}o na\u{303}o e\u{301} iniciado.";
        let indexed = index("", "pt-BR/page.md", text.as_bytes());
        let cues = &indexed.facts[0].cues;
        let not = cues.iter().find(|cue| lexicon::concepts()[cue.concept as usize].id == "not");
        let place = not.expect("it negates").text;
        assert_eq!(indexed.page.documents[0].text(place), "na\u{303}o");
    }

    #[test]
    fn a_gap_does_not_reach_over_another_obligation() {
        let found = concepts("de", "Sie müssen im Pool bleiben und dürfen nicht in den neuen Pool.");
        assert!(found.contains(&"must-not") && !found.contains(&"need-not"), "{found:?}");
        assert_eq!(found.iter().filter(|id| **id == "not").count(), 1, "{found:?}");
    }

    #[test]
    fn a_gap_form_is_whole_though_a_word_it_ends_in_states_something_by_itself() {
        let found = concepts("es", "No es en absoluto imprescindible reiniciar el servidor.");
        assert!(!found.contains(&"must"), "{found:?}");
    }

    #[test]
    fn what_stands_in_a_gap_speaks() {
        let found = concepts("de", "Sie müssen den Server im Pool nicht neu starten.");
        assert!(found.contains(&"need-not") && found.contains(&"pool"), "{found:?}");
    }

    #[test]
    fn names_and_code_state_nothing() {
        assert!(!concepts("en", "Run `only` or Remove-CsUser now.").contains(&"only"));
        assert!(!concepts("en", "Run `only` or Remove-CsUser now.").contains(&"remove"));
    }

    #[test]
    fn forms_with_a_gap_or_a_star_are_taken_apart() {
        let parts = |form: &str| format!("{:?}", parse(form));
        assert_eq!(parts("weder … noch"), r#"[Text("weder"), Gap, Text("noch")]"#);
        assert_eq!(parts("einzig*"), r#"[Text("einzig"), Letters]"#);
        assert_eq!(parts("no * left"), r#"[Text("no "), Letters, Text(" left")]"#);
    }
}
