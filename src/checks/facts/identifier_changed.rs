use super::renamed::{Linked, Renamed, is_reached_otherwise, linked};
use crate::align::Bead;
use crate::checks::telling::{blocks_text, tell_places};
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::code::mentions::contains_folded;
use crate::compare::left::{Word, is_part_of_a_compound, telling, words};
use crate::compare::{Change, Comparison};
use crate::facts::{Fact, IdentifierKind, Value, features};
use crate::finding::Severity;
use crate::language::is_letter;
use crate::language::lexicon;
use crate::message;
use crate::source::Span;

crate::message::wordings! {
    TRANSLITERATED: "identifier-changed/transliterated", "the acronym {was} is transliterated: {word}";
    ACRONYM_MISSING: "identifier-changed/acronym-missing", "the acronym {was} is missing: the source has it"
        | "the acronym {was} is missing: the others have it", Missing;
    BECAME: "identifier-changed/became", "{kind} {was} became {is}", Became;
    READ_AS_NAME: "identifier-changed/read-as-name", "{is} is no name in the source: it says \"{was}\"";
    TORN: "identifier-changed/torn", "{kind} {was} is written with spaces or other characters in it";
    MISSING: "identifier-changed/missing", "{kind} {was} is missing: the source has it"
        | "{kind} {was} is missing: the others have it", Missing;
    IN_LATIN: "identifier-changed/help/latin", "Write {was}, in Latin letters.";
    NOT_TRANSLATED: "identifier-changed/help/not-translated", "Write {was}: names like this are not translated.";
}

/// A command, parameter, host name, path or the like is another one, or lost.
pub static RULE: Rule = Rule {
    name: "identifier-changed",
    severity: Severity::Error,
    mqm: "accuracy/do-not-translate",
    summary: "a command, parameter, host name, path or other name that must not be translated differs",
    explanation: "A reader types these names. Commands, parameters, host and file names, service records, addresses, \
        paths and GUIDs must be the same in every language. Acronyms may differ (PSTN is RTC in French), but not those of \
        protocols and formats (DNS, TLS, JSON). A name that the source writes \
        otherwise everywhere else, and a word with the number of a footnote behind it, are notes at most; so are placeholders \
        whose words are translated (MyDatabase, C:\\files\\draft.txt), what a page calls its own way wherever the source has \
        the other, and the address of a language's own people.",
    examples: &[
        Example {
            source: "Run Get-CsUser on the server before you continue.",
            locale: "de",
            target: "Führen Sie Set-CsUser auf dem Server aus, bevor Sie fortfahren.",
            flags: &["Set-CsUser"],
        },
        Example {
            source: "The hours come from the OvenPlan object.",
            locale: "es",
            target: "Las horas provienen del objeto `Oven`.",
            flags: &["Oven"],
        },
        Example {
            source: "Start LoadPerfTool.exe on each client computer.",
            locale: "de",
            target: "Starten Sie LoadPerfTool. exe auf jedem Clientcomputer.",
            flags: &["Starten Sie LoadPerfTool. exe auf jedem Clientcomputer."],
        },
        Example {
            source: "It controls the staging and the release of the loaves.",
            locale: "de",
            target: "Es steuert das StagingSet und die Freigabe der Brote.",
            flags: &["StagingSet"],
        },
        Example {
            source: "Type the address of the DNS server in this field.",
            locale: "fr",
            target: "Tapez l'adresse du serveur dans ce champ.",
            flags: &["Tapez l'adresse du serveur dans ce champ."],
        },
        Example {
            source: "Enter MyDatabase, the name of your database.",
            locale: "it",
            target: "Inserite MioDatabase, il nome del vostro database.",
            flags: &["MioDatabase"],
        },
        Example {
            source: "Create a record for sip.contoso.com in the public zone.",
            locale: "fr",
            target: "Créez un enregistrement pour sip.contoso.com dans la zone publique.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// Whether one of two names is the other with a word behind it: "RoomList" and "Room".
fn is_part(one: &str, other: &str) -> bool {
    const LEAST: usize = 4;
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let begins = |c: char| c.is_uppercase() || c.is_ascii_digit() || c == '_';
    short.len() >= LEAST && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(begins))
}

/// How sure it is that a name of this kind must survive.
fn severity(kind: IdentifierKind, name: &str, changed: bool) -> Severity {
    use IdentifierKind as K;
    match kind {
        // "inOutlook" is a lost space more often than a name.
        K::Camel if name.starts_with(|c: char| c.is_ascii_lowercase()) => Severity::Note,
        K::VerbNoun
        | K::ServiceRecord
        | K::Guid
        | K::Address
        | K::Dotted
        | K::Path
        | K::Parameter
        | K::Url => {
            if changed {
                Severity::Error
            } else {
                Severity::Warning
            }
        }
        K::Mixed | K::Camel => {
            if changed {
                Severity::Warning
            } else {
                Severity::Note
            }
        }
        K::Acronym => Severity::Note,
    }
}

/// Acronyms written in the letters of another alphabet: "SMTP" as "СМТП". A language may have acronyms
/// of its own ("ТСОП" for "PSTN"): those do not sound like the source's.
fn transliterated(pair: &Comparison<'_>, sink: &mut Sink) {
    for bead in pair.alignment.beads.iter().filter(|bead| bead.is_pair()) {
        let (place, from) = (pair.target_text(bead), pair.source_text(bead));
        let text = pair.target.document.text(place);
        // Cheap to rule out: nearly all sentences have no such word.
        let Some((at, word)) = capitals_of_another_alphabet(text) else { continue };
        // Where all is in capitals, or a function is called, any word looks like one.
        let shouted = !pair.source.document.text(from).chars().any(char::is_lowercase);
        let lost = pair.source.facts.of_range(bead.source).iter().find(|fact| {
            let written = pair.source.document.text(fact.text);
            let behind = &pair.source.document.plain[fact.text.end as usize..];
            let called =
                behind.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '.').starts_with('(');
            let acronym = matches!(fact.value, Value::Identifier { kind: IdentifierKind::Acronym, .. })
                && (!shouted && !called || lexicon::acronyms().binary_search(&stem(written)).is_ok());
            acronym && !text.contains(written) && features::sounds_like(written, word)
        });
        let Some(lost) = lost else { continue };
        let was = pair.source.document.text(lost.text);
        let start = place.start + at as u32;
        let span = crate::source::Span::new(start, start + word.len() as u32);
        sink.push(
            Draft::new(&RULE, message!(TRANSLITERATED, was, word), pair.target, span, place)
                .from_source(pair, lost.text, from)
                .at(Severity::Warning)
                .help(message!(IN_LATIN, was))
                .fact(was),
        );
    }
}

/// A word of four or more capitals in an alphabet other than the Latin one, with its place: shorter ones are
/// words of their own ("ПИН").
fn capitals_of_another_alphabet(text: &str) -> Option<(usize, &str)> {
    /// The first byte of the first character that is one.
    const FIRST: u8 = 0xcd;
    if text.bytes().all(|byte| byte < FIRST) {
        return None;
    }
    // Where the word began, how many letters it has, and whether all are such capitals.
    let (mut start, mut letters, mut capitals) = (0, 0, true);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_letter(c) {
            letters += 1;
            capitals = capitals && c >= '\u{370}' && c.is_uppercase();
            continue;
        }
        if letters >= 4 && capitals {
            return Some((start, &text[start..at]));
        }
        (start, letters, capitals) = (at + c.len_utf8(), 0, true);
    }
    None
}

/// Whether a text holds a name once spaces are dropped and full-width characters made narrow:
/// "LoadPerfTool. exe", "C：\\Users".
fn torn(text: &str, name: &str) -> bool {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '。' => '.',
        _ => c.to_ascii_lowercase(),
    };
    let squeeze =
        |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect() };
    squeeze(text).contains(&squeeze(name))
}

/// Whether the reference misspelled a name and the translation has it right: it stands elsewhere in the
/// reference as the translation writes it, and not a second time as it stands here, a letter more or less.
fn mended(pair: &Comparison<'_>, was: &str, is: &str) -> bool {
    let (short, long) = if was.len() < is.len() { (was, is) } else { (is, was) };
    let same = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    let text = &pair.source.document.plain;
    short.is_ascii()
        && long.is_ascii()
        && long.len() == short.len() + 1
        && short[same..] == long[same + 1..]
        && text.contains(is)
        && text.matches(was).count() == 1
}

/// Whether a name is a word with one digit behind it, which stands behind its translation, too: the mark of a footnote,
/// or a field or an example ("file1") that a language names its own way.
fn only_numbered(was: &str, is: &str) -> bool {
    let word = was.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or_default();
    let letters = word.len() >= 4 && word.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    letters
        && was.as_bytes()[0].is_ascii_alphabetic()
        && is.bytes().last() == was.bytes().last()
        && is.bytes().filter(u8::is_ascii_digit).count() == 1
}

/// Whether a parameter may be a word behind a dash: a noun of a compound whose beginning stands apart or is left out
/// ("Dateien und -Ordner"), in a language whose nouns have capitals, or the first word of what explains a name: "`heat` -The
/// heat of the oven".
fn may_be_a_word(pair: &Comparison<'_>, kind: IdentifierKind, old: &Fact) -> bool {
    let name = pair.source.document.text(old.text);
    let noun = || {
        name.bytes().filter(u8::is_ascii_uppercase).count() == 1
            && lexicon::for_locale(pair.source.locale).is_some_and(|lexicon| lexicon.nouns_have_capitals)
    };
    let explains = || {
        let before = pair.source.document.plain[..old.text.start as usize].trim_end();
        let end = before.len() as u32;
        let named =
            || pair.source.document.marks_around(Span::new(end.saturating_sub(1), end)).next().is_some();
        (before.ends_with(')') || named()) && telling(&name[1..], pair.source.locale, pair.target.locale)
    };
    kind == IdentifierKind::Parameter && (noun() || explains())
}

/// Whether two names in humps are one in two forms of a language's: "ConfigMap" and "ConfigMaps", "CamelCasing" and
/// "CamelCase".
fn inflected(kind: IdentifierKind, was: &str, is: &str) -> bool {
    const ENDING: usize = 3;
    let same = was.bytes().zip(is.bytes()).take_while(|(a, b)| a == b).count();
    let ending = |name: &str| {
        name.len() - same <= ENDING && name.as_bytes()[same..].iter().all(u8::is_ascii_lowercase)
    };
    let hump = was.as_bytes()[..same].iter().rposition(u8::is_ascii_uppercase);
    matches!(kind, IdentifierKind::Camel | IdentifierKind::Mixed)
        && hump.is_some_and(|hump| hump > 0 && same - hump > 2)
        && ending(was)
        && ending(is)
}

/// Acronyms that are the same in every language and lost in the translation.
fn lost(pair: &Comparison<'_>, sink: &mut Sink) {
    let known = |fact: &&Fact| {
        matches!(fact.value, Value::Identifier { kind: IdentifierKind::Acronym, .. })
            && lexicon::acronyms().binary_search(&stem(pair.source.document.text(fact.text))).is_ok()
    };
    // Where more differs the sentence is another one.
    let place = |bead: &Bead| (bead.blocks, bead.source.0);
    let differs = |bead: &Bead| {
        pair.differences.binary_search_by_key(&place(bead), |difference| place(&difference.bead)).is_ok()
    };
    let (mut kept, mut beads, mut missing) = (0u32, 0u32, Vec::new());
    for bead in pair.alignment.beads.iter().filter(|bead| bead.is_pair()) {
        beads += 1;
        let facts = pair.source.facts.of_range(bead.source);
        let Some(first) = facts.iter().find(known) else { continue };
        let text = pair.target.document.text(pair.target_text(bead));
        let mut told: Vec<&str> = Vec::new();
        for fact in
            facts[facts.partition_point(|fact| fact.text.start < first.text.start)..].iter().filter(known)
        {
            let name = stem(pair.source.document.text(fact.text));
            if told.contains(&name) {
                continue;
            }
            told.push(name);
            if contains_folded(text, name) {
                kept += 1;
            } else if !nearby(pair, bead, name)
                && !explained(pair, fact)
                && !differs(bead)
                && answers(pair, bead)
            {
                missing.push((*bead, *fact));
            }
        }
    }
    // Where a page does without them they are told in words, or not needed.
    const SHORT: u32 = 4;
    let surely = kept > 0 || beads <= SHORT;
    if missing.len() as u32 > 1 + kept / 8 {
        return;
    }
    for (bead, fact) in missing {
        let was = pair.source.document.text(fact.text);
        let sentence = pair.target_text(&bead);
        sink.push(
            Draft::new(&RULE, message!(ACRONYM_MISSING, was), pair.target, sentence, sentence)
                .from_source(pair, fact.text, pair.source_text(&bead))
                .at(if surely { Severity::Warning } else { Severity::Note })
                .fact(was),
        );
    }
}

/// Whether two sentences are about as long as each other, and no headings: those are put shortly.
fn answers(pair: &Comparison<'_>, bead: &Bead) -> bool {
    let (source, target) = (pair.source.facts.letters(bead.source), pair.target.facts.letters(bead.target));
    (0.7..1.5).contains(&(target / (source * pair.ratio).max(1.0))) && !pair.is_heading(bead)
}

/// Whether brackets say what an acronym stands for, or it explains what stands before it.
fn explained(pair: &Comparison<'_>, fact: &Fact) -> bool {
    let plain = &pair.source.document.plain;
    let behind = plain[fact.text.end as usize..].trim_start();
    let before = plain[..fact.text.start as usize].trim_end();
    behind.starts_with(['(', '（']) || before.ends_with(['(', '（'])
}

/// An acronym without the "s" of its plural.
fn stem(acronym: &str) -> &str {
    acronym.trim_end_matches('s')
}

/// Whether the same blocks of the translation have a name in another sentence.
fn nearby(pair: &Comparison<'_>, bead: &Bead, name: &str) -> bool {
    let blocks = pair.alignment.blocks[bead.blocks as usize].target;
    contains_folded(pair.target.document.text(blocks_text(pair.target, blocks)), name)
}

/// The word of the reference that a new name in humps was made of: "StagingSet", where the reference speaks of staging and
/// nowhere has such a name.
fn read_as_name(pair: &Comparison<'_>, bead: &Bead, new: &Fact, is: &str) -> Option<Span> {
    const LEAST: usize = 4;
    let camel = matches!(new.value, Value::Identifier { kind: IdentifierKind::Camel, .. });
    if !camel || !is.starts_with(|c: char| c.is_ascii_uppercase()) || !answers(pair, bead) {
        return None;
    }
    let begins = is.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    let ends = begins.clone().skip(1).chain([is.len()]);
    let humps: Vec<&str> = begins.zip(ends).map(|(from, to)| &is[from..to]).collect();
    let (page, own) = (&pair.source.document.plain, pair.target.document);
    // A label, or what explains a name in brackets, was put there on purpose, and what the page speaks of again and again is a thing, though the source of today
    // has it no more.
    let bracketed = own.plain[..new.text.start as usize].ends_with(['(', '（']);
    if humps.len() < 2
        || bracketed
        || own.marks_around(new.text).next().is_some()
        || own.plain.matches(is).nth(1).is_some()
        || contains_folded(page, is)
        || contains_folded(page, &humps.join(" "))
    {
        return None;
    }
    let made = |word: &Word<'_>| {
        word.text.len() >= LEAST
            && word.text.bytes().all(|b| b.is_ascii_lowercase())
            && !is_part_of_a_compound(pair.source, word.place)
            && humps.iter().any(|hump| hump.eq_ignore_ascii_case(word.text))
    };
    words(pair.source, bead.source).into_iter().find(made).map(|word| word.place)
}

/// The finding about a name that became another one.
fn became(
    (pair, renamed): (&Comparison<'_>, &mut Renamed<'_, '_>),
    bead: &Bead,
    kind: IdentifierKind,
    (old, new): (Fact, Fact),
) -> Draft {
    let (was, is) = (pair.source.document.text(old.text), pair.target.document.text(new.text));
    let unsure = may_be_a_word(pair, kind, &old)
        || mended(pair, was, is)
        || only_numbered(was, is)
        || inflected(kind, was, is)
        || kind == IdentifierKind::Url && is_reached_otherwise(was, is)
        || renamed.is_own(bead, kind, (old, new));
    Draft::new(
        &RULE,
        message!(BECAME, kind = kind.noun(), was, is),
        pair.target,
        new.text,
        pair.target_text(bead),
    )
    .from_source(pair, old.text, pair.source_text(bead))
    .at(if unsure { Severity::Note } else { severity(kind, was, true) })
    .help(message!(NOT_TRANSLATED, was))
    .fact(was)
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    transliterated(pair, sink);
    lost(pair, sink);
    let mut renamed = Renamed::new(pair);
    for difference in &pair.differences {
        let bead = &difference.bead;
        let (sentence, source) = (pair.target_text(bead), pair.source_text(bead));
        for change in &difference.changes {
            match *change {
                Change::Became(old, new) => {
                    if let Value::Identifier { kind, .. } = old.value {
                        sink.push(became((pair, &mut renamed), bead, kind, (old, new)));
                    }
                }
                Change::Missing(old) => {
                    let Value::Identifier { kind, .. } = old.value else { continue };
                    let was = pair.source.document.text(old.text);
                    let left = difference.changes.iter().find_map(|other| match *other {
                        Change::Added(new) if is_part(was, pair.target.document.text(new.text)) => Some(new),
                        _ => None,
                    });
                    if let Some(new) = left {
                        sink.push(became((pair, &mut renamed), bead, kind, (old, new)));
                        continue;
                    }
                    let leads = match kind {
                        IdentifierKind::Url => linked(pair, bead, was),
                        _ => Linked::No,
                    };
                    if leads == Linked::ThereItself {
                        continue;
                    }
                    let own = leads == Linked::ToHost || renamed.is_rendered(bead, kind, &old);
                    let torn = torn(pair.target.document.text(sentence), was);
                    let message = if torn {
                        message!(TORN, kind = kind.noun(), was)
                    } else {
                        message!(MISSING, kind = kind.noun(), was)
                    };
                    sink.push(
                        Draft::new(&RULE, message, pair.target, sentence, sentence)
                            .from_source(pair, old.text, source)
                            // "(PHB) -Assured": a dash that lacks its space.
                            .at(
                                if own
                                    || may_be_a_word(pair, kind, &old)
                                    || torn && kind == IdentifierKind::Parameter
                                {
                                    Severity::Note
                                } else {
                                    severity(kind, was, false)
                                },
                            )
                            .fact(was),
                    );
                }
                Change::Added(new) => {
                    let is = pair.target.document.text(new.text);
                    let Some(word) = read_as_name(pair, bead, &new, is) else { continue };
                    let was = pair.source.document.text(word);
                    sink.push(
                        Draft::new(&RULE, message!(READ_AS_NAME, is, was), pair.target, new.text, sentence)
                            .from_source(pair, word, source)
                            .at(Severity::Warning)
                            .fact(is),
                    );
                }
            }
        }
    }
    for exchange in &pair.exchanges {
        if matches!(exchange.old.value, Value::Identifier { .. }) {
            tell_places(&RULE, pair, exchange, sink);
        }
    }
}
