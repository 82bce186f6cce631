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

mod form;
mod name;
mod own;
mod tree;

pub use own::Words;

mod shown;

pub use shown::forms_of;

use super::Fact;
use super::lowered::{close_up, compose, lowered, may_compose, unsqueezed};
use crate::document::Document;
use crate::language::Locale;
use crate::language::lexicon::{self, Class, Lexicon, Script};
use crate::source::Span;
use form::{Form, Gaps, Part, begins_clause, joins, joins_before, parse, rest, spellings};
use std::borrow::Cow;
use std::sync::OnceLock;
use tree::Tree;

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

/// What is known of the words of one language.
#[derive(Debug)]
struct Known {
    /// What finds cues and technical terms.
    forms: Matcher,
    /// By concept, whether any form states it.
    known: Vec<bool>,
}

/// Forms of one language that are looked for together.
#[derive(Debug)]
struct Matcher {
    /// What the forms begin with.
    heads: Tree,
    /// What those begin with before which letters may stand: where words are written with spaces, only these begin
    /// inside a word.
    open: Tree,
    /// Where in [`forms`](Self::forms) those are that begin with each head.
    of_head: Vec<(u32, u32)>,
    forms: Vec<Form>,
    /// The concepts that forms state.
    concepts: Vec<u16>,
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
    Some(all[lexicon::place(lexicon)].get_or_init(|| Known::new(lexicon)))
}

impl Known {
    fn new(lexicon: &'static Lexicon) -> Self {
        let listed = lexicon.forms().map(|(form, concepts)| (form, concepts, false));
        let listed = listed.chain(lexicon.terms().map(|(form, concepts)| (form, concepts, true)));
        let forms = Matcher::new(Some(lexicon.script), listed);
        let mut known = vec![false; lexicon::concepts().len()];
        for &concept in &forms.concepts {
            known[concept as usize] = true;
        }
        Self { forms, known }
    }
}

impl Matcher {
    /// Of forms with the concepts they state, and whether they are technical terms. Of a language without a known script it
    /// is taken that it writes words with spaces.
    fn new<'f, C: AsRef<[u16]>>(
        script: Option<Script>,
        listed: impl Iterator<Item = (&'f str, C, bool)>,
    ) -> Self {
        let mut forms: Vec<(Cow<'f, str>, Form)> = Vec::new();
        let mut all: Vec<u16> = Vec::new();
        let mut last = (0, 0);
        let solid = matches!(script, Some(Script::Hans | Script::Hant));
        for (form, concepts, term) in listed {
            let (open, first) = (form.starts_with('*'), form.starts_with('^'));
            let hash = form_hash(form);
            // Those of a line state the same.
            let concepts = concepts.as_ref();
            if all[last.0 as usize..last.1 as usize] != *concepts {
                last = (all.len() as u32, (all.len() + concepts.len()) as u32);
                all.extend_from_slice(concepts);
            }
            let mut add = |head: Cow<'f, str>, parts: Box<[Part]>| {
                forms.push((head, Form { open, first, term, parts, concepts: last, hash }));
            };
            // Most are nothing but letters.
            let text = form.trim_start_matches(['*', '^']);
            let plain = !text.bytes().any(|b| matches!(b, b'*' | b'\'' | 0xe2) || solid && b == b' ');
            if plain && !may_compose(text) {
                if !text.is_empty() {
                    add(Cow::Borrowed(text), Box::default());
                }
                continue;
            }
            for mut form in spellings(form.trim_start_matches(['*', '^'])) {
                if solid {
                    close_up(&mut form);
                }
                compose(&mut form);
                let mut parts = parse(&form).into_iter();
                let Some(Part::Text(head)) = parts.next() else { continue };
                add(Cow::Owned(head), parts.collect());
            }
        }
        let forms = in_order(forms);
        let (mut heads, mut open, mut of_head) = (Vec::new(), Vec::new(), Vec::new());
        let mut at = 0;
        for group in forms.chunk_by(|one, other| one.0 == other.0) {
            let (head, number) = (&*group[0].0, of_head.len() as u32);
            heads.push((head, number));
            if group.iter().any(|(_, form)| form.open) {
                open.push((head, number));
            }
            of_head.push((at, at + group.len() as u32));
            at += group.len() as u32;
        }
        Self {
            heads: Tree::new(&heads),
            open: Tree::new(&open),
            of_head,
            forms: forms.into_iter().map(|(_, form)| form).collect(),
            concepts: all,
            spaced: script.is_none_or(Script::is_spaced),
            solid,
        }
    }
}

/// Forms in the order of what they begin with. The first bytes tell most apart: a number is quicker to compare than text.
fn in_order<'f>(forms: Vec<(Cow<'f, str>, Form)>) -> Vec<(Cow<'f, str>, Form)> {
    let first = |head: &str| {
        let mut bytes = [0; 8];
        let length = head.len().min(8);
        bytes[..length].copy_from_slice(&head.as_bytes()[..length]);
        u64::from_be_bytes(bytes)
    };
    let mut order: Vec<(u64, usize)> =
        forms.iter().enumerate().map(|(at, (head, _))| (first(head), at)).collect();
    order.sort_unstable_by(|one, other| {
        let whole = || forms[one.1].0.cmp(&forms[other.1].0).then(one.1.cmp(&other.1));
        one.0.cmp(&other.0).then_with(whole)
    });
    let mut forms: Vec<Option<(Cow<'f, str>, Form)>> = forms.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, at)| forms[at].take()).collect()
}

/// The hash by which tables of forms know one.
#[must_use]
pub fn form_hash(form: &str) -> u32 {
    let mut hasher = super::Hasher::default();
    hasher.bytes(form.as_bytes());
    (hasher.key() ^ hasher.key() >> 32) as u32
}

/// All cues of a document and all its technical terms, either in order of the text; `None` where no lexicon knows the
/// words of its language.
#[must_use]
pub fn find(document: &Document, facts: &[Fact], locale: Option<&Locale>) -> Option<(Vec<Cue>, Vec<Cue>)> {
    let words = locale.and_then(lexicon::for_locale).and_then(words)?;
    let (cues, mut terms) = find_with(lowered(document, facts), &words.forms)?;
    name::retain(document, locale, &mut terms);
    Some((cues, terms))
}

/// All cues of a text in lower case, in which what no form may match is blotted out and blocks end with
/// line breaks; `None` where no lexicon knows the words of its language.
#[must_use]
pub(crate) fn find_in(text: String, locale: &Locale) -> Option<Vec<Cue>> {
    Some(find_with(text, &lexicon::for_locale(locale).and_then(words)?.forms)?.0)
}

/// All cues that some forms find in a text in lower case, and all technical terms; `None` where there are no forms.
/// Terms are looked for by themselves: a term silences no cue, and no cue a term.
fn find_with(mut text: String, matcher: &Matcher) -> Option<(Vec<Cue>, Vec<Cue>)> {
    if matcher.heads.is_empty() {
        return None;
    }
    let squeezed = matcher.prepare(&mut text);
    let (cues, terms) = matcher.matches(&text);
    Some((matcher.settle(cues, &squeezed), matcher.settle(terms, &squeezed)))
}

impl Matcher {
    /// Makes a text ready for its forms; gives the places where something was taken out.
    fn prepare(&self, text: &mut String) -> Vec<(u32, u32)> {
        if self.solid { close_up(text) } else { compose(text) }
    }

    /// All that matches a text that is ready: cues and terms.
    fn matches(&self, text: &str) -> (Vec<Match<'_>>, Vec<Match<'_>>) {
        let mut all = (Vec::new(), Vec::new());
        let bytes = text.as_bytes();
        // Whether letters stand before a place.
        let mut inside = false;
        for (start, c) in text.char_indices() {
            let heads = if inside { &self.open } else { &self.heads };
            heads.walk(bytes, start, |end, head| self.fit(text, (start, end), head, inside, &mut all));
            inside = self.spaced && joins(c);
        }
        all
    }

    /// Adds the forms with a head that fit where it stands; `inside` says that it begins inside a word.
    fn fit<'m>(
        &'m self,
        text: &str,
        (start, head_end): (usize, usize),
        head: u32,
        inside: bool,
        (cues, terms): &mut (Vec<Match<'m>>, Vec<Match<'m>>),
    ) {
        let (from, to) = self.of_head[head as usize];
        for form in &self.forms[from as usize..to as usize] {
            if inside && !form.open || form.first && !begins_clause(text, start) {
                continue;
            }
            let Some((end, gaps)) = rest(&form.parts, text, head_end, self.spaced) else { continue };
            // A form stays within its sentence; blocks end with a line break.
            if text[start..end].contains('\n') {
                continue;
            }
            let concepts = &self.concepts[form.concepts.0 as usize..form.concepts.1 as usize];
            // Letters that end the first part belong to it.
            let gaps = gaps.map(|[first, last]| [(head_end.min(first.0), first.1), last]);
            // A trap keeps its whole word silent.
            let stem = matches!(*form.parts, [Part::Letters]) && !concepts.is_empty();
            let solid = if stem { head_end } else { end };
            let inside = form.open && (joins_before(text, start) || text[..start].ends_with('-'));
            let found = Match { start, end, solid, inside, gaps, concepts, form: form.hash };
            if form.term { terms.push(found) } else { cues.push(found) }
        }
    }

    /// What the matches of a text state, in its order.
    fn settle(&self, mut matches: Vec<Match<'_>>, squeezed: &[(u32, u32)]) -> Vec<Cue> {
        drop_torn(&mut matches, self.spaced);
        // The walk gives them in the order of their beginnings.
        for group in matches.chunk_by_mut(|a, b| a.start == b.start) {
            group.sort_unstable_by(|a, b| {
                b.end.cmp(&a.end).then(a.concepts.cmp(b.concepts)).then(a.form.cmp(&b.form))
            });
        }
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
        for group in cues.chunk_by_mut(|a, b| a.text.start == b.text.start) {
            group.sort_unstable();
        }
        cues
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

/// Drops forms with a gap that reach over another negation or obligation (in "müssen bleiben und dürfen
/// nicht" the "nicht" belongs to "dürfen"), or into another form. The verb right behind the head of a form with one gap is what
/// it is about: "ne permet … plus".
fn drop_torn(matches: &mut Vec<Match<'_>>, spaced: bool) {
    let states = |found: &Match<'_>, class: Class| {
        found.concepts.iter().any(|concept| lexicon::concept(*concept).class == class)
    };
    let mut inner: Vec<(usize, usize, bool)> = matches
        .iter()
        .map(|found| (found, states(found, Class::Polarity)))
        .filter(|(found, denies)| *denies || states(found, Class::Strength))
        .map(|(found, denies)| (found.start, if spaced { found.start } else { found.end }, denies))
        .collect();
    inner.sort_unstable();
    // Where endings are written together with their verbs, "でき|ません" is the end of "しか … ません" itself.
    let free = |&(from, to): &(usize, usize), only: bool| {
        let next = inner.partition_point(|&(start, ..)| start < from);
        let of_head = |start: usize, denies: bool| only && spaced && !denies && start == from + 1;
        let mut within = inner[next..].iter().take_while(|&&(start, ..)| start < to);
        !within.any(|&(start, end, denies)| (end < to || spaced) && !of_head(start, denies))
    };
    // "Que" in "tant que" is no half of "ne … que": a conjunction, or a trap; and "しか" of "しかし" begins no "しか … ません".
    let joining = |found: &&Match<'_>| {
        let joins =
            |concept: &u16| matches!(lexicon::concept(*concept).class, Class::Condition | Class::Order);
        found.gaps.is_none() && (found.concepts.is_empty() || spaced && found.concepts.iter().any(joins))
    };
    let mut whole: Vec<(usize, usize)> = Vec::new();
    if matches.iter().any(|found| found.gaps.is_some()) {
        whole.extend(matches.iter().filter(joining).map(|found| (found.start, found.solid)));
    }
    let apart = |from: usize, to: usize| {
        let next = whole.partition_point(|&(start, _)| start < from);
        !whole[next..].iter().take_while(|&&(start, _)| start < to).any(|&(_, end)| end > to)
    };
    matches.retain(|found| {
        found.gaps.is_none_or(|gaps| {
            let half = if spaced { gaps[1] } else { (found.start, gaps[0].0) };
            let only = gaps[0] == gaps[1];
            gaps.iter().all(|gap| free(gap, only)) && apart(half.0, half.1)
        })
    });
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
    fn a_gap_holds_the_verb_that_stands_right_behind_its_head() {
        let found = concepts("fr", "Le serveur ne permet donc plus la copie.");
        assert!(found.contains(&"not"), "{found:?}");
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
    fn a_gap_holds_what_stands_in_brackets_once() {
        let limits = |text: &str| concepts("fr", text).contains(&"only");
        assert!(limits("Le four ne peut chauffer (le pain, les gâteaux, la viande) qu'à midi."));
        assert!(!limits("Le four ne peut chauffer (le pain qu'à midi"));
        assert!(!limits("Le four ne peut chauffer, le pain (les gâteaux) qu'à midi."));
    }

    #[test]
    fn a_trap_begins_no_form_with_a_gap() {
        assert!(concepts("ja", "レシピの一部しかインポートできません。").contains(&"only"));
        assert!(!concepts("ja", "しかし、扉は開きません。").contains(&"only"));
    }

    #[test]
    fn names_and_code_state_nothing() {
        assert!(!concepts("en", "Run `only` or Remove-CsUser now.").contains(&"only"));
        assert!(!concepts("en", "Run `only` or Remove-CsUser now.").contains(&"remove"));
    }
}
