//! Names that became others: of countries, cities and languages, which the lexicons list, and of people, places and companies,
//! which no list has.
//!
//! A name that is merely lost says little: languages leave out what is clear, and say "the country" for it. What tells is
//! another name that has come, and that nothing in the source answers. A name that no lexicon lists is a word with a capital,
//! in the middle of a sentence, that is no ordinary word; it is kept where a word that is spelled or sounds like it stands on
//! the other side. Only English tells such names well, where all else is written small; so one side is English, and the
//! other is written in an alphabet that can be read as letters of English.

use super::ordinary::Ordinary;
use super::sign::{share, stands_in};
use super::{Comparison, Statement, stretch};
use crate::document::MarkKind;
use crate::facts::Value;
use crate::facts::spelling::Spelling;
use crate::hash::Map;
use crate::language::is_letter;
use crate::language::lexicon::{self, Class, Lexicon, Script, Trait, traits};
use crate::rendition::Rendition;
use crate::source::Span;

/// A name that became another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exchange {
    /// Which listed name is lost, and which came in its place.
    pub(super) lost: Option<u16>,
    pub(super) gained: Option<u16>,
    /// Both as they are written.
    pub(super) words: (Span, Span),
}

/// Finds the names of a pair of documents.
pub(super) struct Names<'p, 'a> {
    pair: &'p Comparison<'a>,
    known: (&'static [bool], &'static [bool]),
    /// The sides on which words with capitals can be told to be names, if they can.
    sides: Option<[Side<'a>; 2]>,
}

/// A side of a pair, on which names are told from words.
struct Side<'a> {
    rendition: Rendition<'a>,
    lexicon: &'static Lexicon,
    /// The words that it writes small, once they were asked for.
    small: Option<Map<&'a str, ()>>,
}

/// A word that may be a name.
struct Word {
    place: Span,
    /// Whether it is written with a capital in the middle of a sentence.
    capital: bool,
    /// The word before it stands beside it, with nothing but a space between them.
    joined: bool,
    /// Whether it is written as a name is, and is none of the words that it holds for ordinary.
    name: bool,
}

impl<'p, 'a> Names<'p, 'a> {
    pub(super) fn new(pair: &'p Comparison<'a>, known: (&'static [bool], &'static [bool])) -> Self {
        Self { pair, known, sides: sides(pair) }
    }

    /// What became another name in a bead.
    pub(super) fn find(&mut self, statement: &Statement) -> Vec<Exchange> {
        let mut found = Vec::new();
        // In an example names of the reader's own country stand for those of the source's, by intent.
        if statement.words().any(|of| of.source > 0 && traits(of.concept).has(Trait::GivesExamples)) {
            return found;
        }
        let (mut lost, mut gained) = self.listed(statement);
        // An example of a language is put in the reader's own, often: "the German keyboard", "la tastiera italiana". A word
        // for a language may be one for a people, too.
        let languages: Vec<u16> = lost.iter().copied().filter(|&it| is_language(it)).collect();
        let own = || name_of_language(self.pair.target).filter(|own| gained.contains(own));
        if !languages.is_empty()
            && let Some(own) = own()
        {
            let told = self.place(statement, own, false);
            gained.retain(|&it| !self.place(statement, it, false).overlaps(told));
            let told: Vec<Span> = languages.iter().map(|&it| self.place(statement, it, true)).collect();
            lost.retain(|&it| !told.iter().any(|place| place.overlaps(self.place(statement, it, true))));
        }
        // "Norwegian" for "Norwegian Bokmål" says less, and nothing else.
        let id = |it: u16| lexicon::concept(it).id;
        let begins =
            |one: &str, other: &str| other.strip_prefix(one).is_some_and(|rest| rest.starts_with('-'));
        let wider = |one: u16, other: u16| {
            is_language(one) && (begins(id(one), id(other)) || begins(id(other), id(one)))
        };
        let narrowed: Vec<u16> =
            lost.iter().copied().filter(|&it| gained.iter().any(|&new| wider(it, new))).collect();
        gained.retain(|&new| !narrowed.iter().any(|&it| wider(it, new)));
        lost.retain(|it| !narrowed.contains(it));
        // What stands there as it is written here is no other name, whatever the languages call it.
        let (from, to) = (self.pair.source_text(&statement.bead), self.pair.target_text(&statement.bead));
        let (source, target) = (self.pair.source.document, self.pair.target.document);
        lost.retain(|&it| !stands_in(source.text(self.place(statement, it, true)), target.text(to)));
        gained.retain(|&it| !stands_in(target.text(self.place(statement, it, false)), source.text(from)));
        for &concept in &lost {
            let kind = lexicon::concept(concept).names;
            let same = |other: &&u16| lexicon::concept(**other).names == kind;
            if let Some(&other) = gained.iter().find(same).or_else(|| gained.first()) {
                let words = (self.place(statement, concept, true), self.place(statement, other, false));
                found.push(Exchange { lost: Some(concept), gained: Some(other), words });
            }
        }
        if found.is_empty() {
            found.extend(self.unlisted(statement, &lost, &gained));
        }
        found
    }

    /// The listed names that only the source has, and those that only the translation has.
    fn listed(&self, statement: &Statement) -> (Vec<u16>, Vec<u16>) {
        let (mut lost, mut gained) = (Vec::new(), Vec::new());
        for count in &statement.terms {
            let at = count.concept as usize;
            if lexicon::concept(count.concept).class != Class::Name || !self.known.0[at] || !self.known.1[at]
            {
                continue;
            }
            match (count.source, count.target) {
                (1.., 0) => lost.push(count.concept),
                (0, 1..) => gained.push(count.concept),
                _ => {}
            }
        }
        (lost, gained)
    }

    fn place(&self, statement: &Statement, concept: u16, in_source: bool) -> Span {
        let side = if in_source { super::Side::Source } else { super::Side::Target };
        self.pair.place_of(&statement.bead, concept, side)
    }

    /// A name that no lexicon lists, lost or new, and what stands on the other side for it.
    fn unlisted(&mut self, statement: &Statement, lost: &[u16], gained: &[u16]) -> Option<Exchange> {
        let [source, target] = self.sides.as_mut()?;
        if self.pair.is_heading(&statement.bead) {
            return None;
        }
        let (from, to) = (self.pair.source_text(&statement.bead), self.pair.target_text(&statement.bead));
        let (was, is) = (source.rendition.document.text(from), target.rendition.document.text(to));
        let any = |words: &[Word], listed: &[u16]| !listed.is_empty() || words.iter().any(|word| word.name);
        let there = source.words(statement.bead.source, is).filter(|there| any(there, lost))?;
        let here = target.words(statement.bead.target, was).filter(|here| any(here, gained))?;
        let spelled = |words: &[Word], side: &Side<'_>| -> Vec<Spelling> {
            words.iter().map(|word| Spelling::of(side.rendition.document.text(word.place))).collect()
        };
        let (spelled_there, spelled_here) = (spelled(&there, source), spelled(&here, target));
        let mut was = strange(&there, &spelled_there, &spelled_here);
        let mut is = strange(&here, &spelled_here, &spelled_there);
        // Beside a name that is kept stands what tells what it is: "Zend Engine", "Motor Zend".
        if was.iter().all(|it| it.beside) && is.iter().all(|it| it.beside) {
            was.clear();
            is.clear();
        }
        // A listed name that is written alike on the other side is there, whatever that language calls it.
        let unlike = |concept: &u16, in_source: bool| {
            let place = self.place(statement, *concept, in_source);
            let rendition = if in_source { self.pair.source } else { self.pair.target };
            let others = if in_source { &spelled_here } else { &spelled_there };
            let text = rendition.document.text(place);
            let mut parts = text.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
            let alike = |part: &str| {
                let spelling = Spelling::of(part);
                others.iter().any(|other| spelling.is_like(other))
            };
            (!parts.any(alike)).then_some((place, Some(*concept)))
        };
        let mut was: Vec<(Span, Option<u16>)> = was.into_iter().map(|it| (it.place, None)).collect();
        let mut is: Vec<(Span, Option<u16>)> = is.into_iter().map(|it| (it.place, None)).collect();
        was.extend(lost.iter().filter_map(|concept| unlike(concept, true)));
        is.extend(gained.iter().filter_map(|concept| unlike(concept, false)));
        // Of several that which stands where the other did.
        let mut pairs: Vec<(u32, Exchange)> = Vec::new();
        for &(there, lost) in &was {
            for &(here, gained) in &is {
                let apart = share(there, from).abs_diff(share(here, to));
                pairs.push((apart, Exchange { lost, gained, words: (there, here) }));
            }
        }
        pairs.into_iter().min_by_key(|(apart, it)| (*apart, it.words)).map(|(_, it)| it)
    }
}

/// Whether a listed name is that of a language.
fn is_language(concept: u16) -> bool {
    lexicon::concept(concept).id.starts_with(LANGUAGE)
}

/// What the ids of names of languages begin with.
const LANGUAGE: &str = "term/language-";

/// The listed name of the language that a document is written in.
fn name_of_language(rendition: Rendition<'_>) -> Option<u16> {
    let name = lexicon::for_locale(rendition.locale)?.english_name.split(' ').next()?.to_lowercase();
    let own = |concept: &lexicon::Concept| concept.id.strip_prefix(LANGUAGE) == Some(name.as_str());
    lexicon::concepts().iter().position(own).map(|at| at as u16)
}

/// A name that has nothing like it on the other side.
struct Strange {
    place: Span,
    /// Whether a word with a capital beside it has.
    beside: bool,
}

fn strange(own: &[Word], spelled: &[Spelling], others: &[Spelling]) -> Vec<Strange> {
    let kept: Vec<bool> = spelled.iter().map(|word| others.iter().any(|other| word.is_like(other))).collect();
    let alone = |at: usize| own[at].name && !kept[at];
    let kept_at = |at: usize| own.get(at).is_some_and(|word| word.capital) && kept[at];
    let beside = |at: usize| {
        let before = own[at].joined && at.checked_sub(1).is_some_and(kept_at);
        before || own.get(at + 1).is_some_and(|next| next.joined) && kept_at(at + 1)
    };
    (0..own.len())
        .filter(|&at| alone(at))
        .map(|at| Strange { place: own[at].place, beside: beside(at) })
        .collect()
}

/// Both sides, where one tells names and the other is written in letters. A capital that every noun has tells no name that
/// has come.
fn sides<'a>(pair: &Comparison<'a>) -> Option<[Side<'a>; 2]> {
    let of = |rendition: Rendition<'a>| {
        let lexicon = lexicon::for_locale(rendition.locale)?;
        let letters = matches!(lexicon.script, Script::Latn | Script::Cyrl);
        letters.then_some(Side { rendition, lexicon, small: None })
    };
    let (source, target) = (of(pair.source)?, of(pair.target)?);
    let tells = |side: &Side<'_>| side.lexicon.tells_names();
    (tells(&source) != tells(&target) && !target.lexicon.nouns_have_capitals).then_some([source, target])
}

impl<'a> Side<'a> {
    /// The words of some sentences; `None` where they are too many to be held against each other. What stands in the text of
    /// the other side as it is written here is no name that is looked for.
    fn words(&mut self, sentences: (u32, u32), other: &str) -> Option<Vec<Word>> {
        const MOST: usize = 160;
        let whole = stretch(self.rendition, sentences);
        let text = self.rendition.document.text(whole);
        let places = words(text);
        if places.len() > MOST {
            return None;
        }
        let mut all = Vec::with_capacity(places.len());
        let mut last = 0;
        for (start, end) in places {
            let place = Span::new(whole.start + start as u32, whole.start + end as u32);
            let word = &text[start..end];
            let capital = is_capitalised(word) && !begins(&text[..start]);
            let name = capital && !other.contains(word) && self.is_name(place, word);
            let joined = matches!(&text[last..start], " " | "-");
            last = end;
            all.push(Word { place, capital, joined, name });
        }
        Some(all)
    }

    /// Whether a word with a capital is a name: no lexicon lists it, the page never writes it small, and it is no label.
    fn is_name(&mut self, place: Span, word: &str) -> bool {
        let lower = word.to_lowercase();
        let label = |kind: &MarkKind| {
            matches!(
                kind,
                MarkKind::Strong
                    | MarkKind::Emphasis
                    | MarkKind::NoLoc
                    | MarkKind::Code
                    | MarkKind::Link { .. }
            )
        };
        let rendition = self.rendition;
        let covers = |text: Span| text.overlaps(place);
        let stated = |cue: &crate::facts::Cue| covers(cue.text);
        // Cues and terms are found by where they begin.
        let around = Span::new(place.start.saturating_sub(64), place.end);
        let facts = &rendition.facts;
        let fact = facts.facts.partition_point(|fact| fact.text.end <= place.start);
        let held = facts.facts.get(fact).is_some_and(|fact| {
            covers(fact.text) && !matches!(fact.value, Value::Number(_) | Value::Time(_))
        });
        !held
            && !facts.cues_in(around).iter().any(stated)
            && !facts.terms_in(around).iter().any(stated)
            && !rendition.document.marks_around(place).any(|mark| label(&mark.kind))
            && !self.is_small(&lower)
            && !Ordinary::of(self.lexicon).holds(&lower)
    }

    /// Whether the document has a word in small letters somewhere.
    fn is_small(&mut self, word: &str) -> bool {
        let plain = self.rendition.document.plain.as_str();
        let small = self.small.get_or_insert_with(|| {
            let all = words(plain).into_iter().map(|(start, end)| &plain[start..end]);
            all.filter(|word| word.starts_with(char::is_lowercase)).map(|word| (word, ())).collect()
        });
        !self.lexicon.nouns_have_capitals && small.contains_key(word)
    }
}

/// Whether a word is written as a name is: a capital, then small letters; what is in capitals is an abbreviation.
fn is_capitalised(word: &str) -> bool {
    const LEAST: usize = 3;
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() + 1 >= LEAST
        && letters.any(char::is_lowercase)
}

/// Whether what stands before a word ends a sentence, or opens a quotation: a capital then says nothing.
fn begins(before: &str) -> bool {
    const OPENING: [char; 12] = ['"', '“', '„', '«', '»', '\'', '‘', '’', '(', '[', '‚', '‹'];
    // "L'Ukraine" quotes nothing.
    let elided = before.strip_suffix(['\'', '’']).is_some_and(|left| left.ends_with(char::is_alphabetic));
    let quoted = before.ends_with(OPENING) && !elided;
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || OPENING.contains(&c));
    quoted
        || before.is_empty()
        || before.ends_with(['.', '!', '?', ':', '…', '¡', '¿', ';', '—', '–', '•', '|'])
}

/// Where the words of a text stand: runs of letters. What an apostrophe parts from them is no word ("l'Italie", "Rome's").
fn words(text: &str) -> Vec<(usize, usize)> {
    // A word has some letters, and a space behind it.
    let mut all: Vec<(usize, usize)> = Vec::with_capacity(text.len() / 5);
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let letter = is_letter(c) || matches!(c, '\u{300}'..='\u{36f}');
        match (letter, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                all.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    let short = |&(from, to): &(usize, usize)| {
        let beside = text[..from].ends_with(['\'', '’']) || text[to..].starts_with(['\'', '’']);
        to - from <= 2 && beside
    };
    all.retain(|place| !short(place));
    all
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::language::Locale;
    use crate::{Checker, Options};
    use std::ops::ControlFlow;

    /// What `name-changed` says of a page of one sentence, loudly.
    fn told(from: &str, source: &str, to: &str, target: &str) -> Vec<String> {
        let mut checker = Checker::new(Options { source: Locale::parse(from), ..Options::default() });
        checker.add("", &format!("{from}/page.md"), format!("{source}\n").as_bytes());
        checker.add("", &format!("{to}/page.md"), format!("{target}\n").as_bytes());
        let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
        let loud =
            report.findings.iter().filter(|it| it.rule == "name-changed" && it.severity > Severity::Note);
        loud.map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn a_name_that_no_list_has_is_told_where_another_came_for_it() {
        let source = "Según Kislov, la pistola se puede adquirir en el mercado.";
        let wrong = "According to Obama, the gun can be purchased in the market.";
        let right = "According to Kislov, the gun can be purchased in the market.";
        assert_eq!(told("es", source, "en", wrong), ["\"Kislov\" became \"Obama\""]);
        assert!(told("es", source, "en", right).is_empty());
    }

    #[test]
    fn a_name_is_kept_in_another_alphabet() {
        let source = "Вчера Пфанненштиль подписал договор.";
        assert!(told("ru", source, "en", "Pfannenstiel signed the contract yesterday.").is_empty());
        let right = "Yesterday the contract was signed by Pfannenstiel.";
        assert!(told("ru", source, "en", right).is_empty());
        let wrong = "Yesterday Abramenko signed the contract.";
        assert_eq!(told("ru", source, "en", wrong), ["\"Пфанненштиль\" became \"Abramenko\""]);
    }

    #[test]
    fn a_listed_name_may_become_one_that_is_not() {
        let source = "Das Treffen findet nächste Woche in Spanien statt.";
        let wrong = "The meeting will be held in Rohtak next week.";
        assert_eq!(told("de", source, "en", wrong), ["\"Spanien\" became \"Rohtak\""]);
        assert!(told("de", source, "en", "The meeting will be held in Spain next week.").is_empty());
    }

    #[test]
    fn an_example_of_a_language_may_be_put_in_the_language_of_the_reader() {
        let source = "Choose the layout of the French keyboard in the second list.";
        assert!(
            told("en", source, "it", "Scegli la disposizione della tastiera italiana nel secondo elenco.")
                .is_empty()
        );
        let wrong = "Scegli la disposizione della tastiera spagnola nel secondo elenco.";
        assert_eq!(told("en", source, "it", wrong), ["\"French\" became \"spagnola\""]);
    }

    #[test]
    fn names_in_examples_may_be_those_of_the_reader_s_country() {
        let source = "For example, the spare servers may be in Ireland.";
        assert!(
            told("en", source, "de", "Die Ersatzserver können zum Beispiel in Österreich stehen.").is_empty()
        );
        let wrong =
            told("en", "The spare servers are in Ireland.", "de", "Die Ersatzserver stehen in Österreich.");
        assert_eq!(wrong, ["\"Ireland\" became \"Österreich\""]);
    }

    #[test]
    fn what_an_institution_is_called_is_translated() {
        let source = "Hier, le Parti travailliste a élu sa direction.";
        assert!(
            told("fr", source, "en", "The leadership of the Labour Party was elected yesterday.").is_empty()
        );
    }

    #[test]
    fn labels_of_the_source_are_translated() {
        let source = "Then click the Landscape view and the Wizard tab.";
        assert!(
            told("en", source, "fr", "Cliquez ensuite sur la vue Paysage et sur l'onglet Assistant.")
                .is_empty()
        );
    }

    #[test]
    fn nouns_with_capitals_are_no_names() {
        let source = "The tool was written by Duvall in his spare time.";
        assert!(
            told("en", source, "de", "Das Werkzeug wurde von ihm in der Freizeit geschrieben.").is_empty()
        );
    }
}
