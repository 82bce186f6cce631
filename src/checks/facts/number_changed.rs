use super::mispaired::Mispaired;
use super::products::is_product_version;
use super::section_number::{is_of_a_section, told_as_one};
use crate::checks::telling::tell_places;
use crate::checks::{Check, Draft, Enough, Example, Rule, Sink};
use crate::code::mentions::contains_whole;
use crate::compare::difference::in_words;
use crate::compare::words::date_around;
use crate::compare::{Change, Comparison, Difference};
use crate::document::BlockKind;
use crate::facts::{Fact, Value};
use crate::finding::{Finding, Severity};
use crate::message;
use crate::rendition::Rendition;
use crate::source::Span;

crate::message::wordings! {
    DATE: "number-changed/date", "the date {was} is {is} here";
    BECAME: "number-changed/became", "{was} became {is}", Became;
    MISSING: "number-changed/missing", "the number {was} is missing: the source has it"
        | "the number {was} is missing: the others have it", Missing;
    /// So many of one page.
    MANY: "number-changed/many", "{count} numbers of this page are missing or others, the first is {was}";
    FOR_CODE: "number-changed/for-code", "{is} stands in the place of the code {was}";
    ADDED: "number-changed/added", "the number {is} is not in the source"
        | "the number {is} is not in the others";
    WRITE: "number-changed/help", "Write {was}, or check which of the two is right.";
}

/// Says of a finding into which many others of its page were folded how many they are.
pub(in crate::checks) fn say_how_many(finding: &mut Finding) {
    let page = finding.place.page;
    let of_page = || finding.folded.iter().all(|other| other.place.page == page);
    let loud = finding.rule == RULE.name && finding.severity > Severity::Note;
    if loud && finding.folded.len() + 1 >= Enough::MANY && of_page() {
        let count = finding.folded.len() + 1;
        finding.message = message!(MANY, count, was = &finding.fact);
    }
}

/// A number of the source is another, or lost, in the translation.
pub static RULE: Rule = Rule {
    name: "number-changed",
    severity: Severity::Error,
    mqm: "accuracy/mistranslation",
    summary: "a number of the source is another one, or lost, in the translation",
    explanation: "Ports, sizes, limits and counts must survive translation. Digit grouping (50,000 and 50.000), \
        full-width digits and leading zeros do not matter; a number may be spelled out, and a translation may write \
        a digit where the source spells a number. Numbers in words are compared, too, where both sides have one that the \
        other has not. A date that differs in two parts or more is one finding: one of the pages is older. A sentence \
        that takes up the condition of the one before by \"otherwise\" need not repeat its numbers. A number of a product's \
        version is version-changed, and one with fewer decimals a note; so is what differs where the translation has the \
        numbers of another sentence of the source (examples or codes in another order). The number of a section before \
        its heading, or in a link to it, is a note where the page counts on, and nothing where several differ in a language. \
        Six or more of a page are one finding.",
    examples: &[
        Example {
            source: "Open port 5269 on the firewall for the gateway.",
            locale: "de",
            target: "Öffnen Sie Port 5296 in der Firewall für das Gateway.",
            flags: &["5296"],
        },
        Example {
            source: "The pool holds up to 50,000 users and two servers.",
            locale: "de",
            target: "Der Pool fasst bis zu 50.000 Benutzer und 2 Server.",
            flags: &[],
        },
        Example {
            source: "Wait 15 minutes before you restart the service.",
            locale: "fr",
            target: "Attendez avant de redémarrer le service.",
            flags: &["Attendez avant de redémarrer le service."],
        },
        Example {
            source: "The second server starts after 2 minutes.",
            locale: "fr",
            target: "Le deuxième serveur démarre après deux minutes.",
            flags: &[],
        },
        Example {
            source: "The archive holds 25,000 letters in three rooms.",
            locale: "ja",
            target: "アーカイブには 3 つの部屋に 2.5 万通の手紙があります。",
            flags: &[],
        },
        Example {
            source: "The lamp shows the p95, 99 and 99.9 of the oven.",
            locale: "ja",
            target: "ランプはオーブンの p95、p99、p99.9 を示します。",
            flags: &[],
        },
        Example {
            source: "The lamp turns green after three seconds.",
            locale: "fr",
            target: "Le voyant devient vert après huit secondes.",
            flags: &["huit"],
        },
        Example {
            source: "Turn the dial from 20 to 80.",
            locale: "de",
            target: "Drehen Sie den Regler von 80 bis 20.",
            flags: &["80"],
        },
        Example {
            source: "The recipe returns 0.8 for ROUND(3.45,2) cakes in a 3D oven.",
            locale: "es",
            target: "La receta devuelve 0,8 para ROUND(3,45;2) pasteles en un horno tridimensional.",
            flags: &[],
        },
        Example {
            source: "The timeout cannot exceed 180 seconds. If the timeout exceeds 180 seconds, the gateway rejects the call.",
            locale: "de",
            target: "Das Zeitlimit darf 180 Sekunden nicht überschreiten. Andernfalls weist das Gateway den Anruf zurück.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// A date that differs in two parts or more, with the one in its place: one page was brought up to date at another
/// time, and no number went wrong.
fn another_date(pair: &Comparison<'_>, difference: &Difference) -> Option<(Span, Span)> {
    let bead = &difference.bead;
    let (here, there) = (pair.source_text(bead), pair.target_text(bead));
    let mut dates = difference.changes.iter().filter_map(|change| match change {
        Change::Became(old, new) if matches!(old.value, Value::Number(_)) => {
            Some((date_around(pair.source, old, here)?, new))
        }
        _ => None,
    });
    let (first, new) = dates.next()?;
    dates
        .any(|(other, _)| other == first)
        .then(|| (first, date_around(pair.target, new, there).unwrap_or(new.text)))
}

/// Whether two headings bear names of their own that differ in more than numbers: two sections that only stand at the
/// same place, as two entries of a list of events.
fn is_another_section(pair: &Comparison<'_>, bead: &crate::align::Bead) -> bool {
    let anchor = |r: Rendition<'_>, sentence: u32| {
        let block = &r.document.blocks[r.document.sentences[sentence as usize].block as usize];
        let heading = matches!(block.kind, BlockKind::Heading { .. });
        block.anchor.filter(|_| heading).map(|anchor| r.document.string(anchor).to_owned())
    };
    let bare = |anchor: &str| anchor.chars().filter(|c| !c.is_numeric()).collect::<String>();
    match (anchor(pair.source, bead.source.0), anchor(pair.target, bead.target.0)) {
        (Some(was), Some(is)) => bare(&was) != bare(&is) && is.is_ascii(),
        _ => false,
    }
}

/// Whether two numbers are one with more decimals and with fewer: "0.8090909091" and "0,81". Where one has none it counts,
/// and one that is as long as the other is another.
fn is_rounded(was: &str, is: &str) -> bool {
    let halves = |text: &'_ str| text.rfind(['.', ',']).map(|at| (at, text.len() - at - 1));
    let (Some((was_at, decimals)), Some((is_at, others))) = (halves(was), halves(is)) else { return false };
    let ((long, at), (short, short_at)) =
        if decimals > others { ((was, was_at), (is, is_at)) } else { ((is, is_at), (was, was_at)) };
    let kept = decimals.min(others);
    // In units of the last decimal that both have.
    let units = |text: &str, at: usize| -> Option<u64> {
        let mut all = 0_u64;
        for byte in text.bytes().take(at + 1 + kept).filter(u8::is_ascii_digit) {
            all = all.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
        }
        Some(all)
    };
    let Some((cut, whole)) = units(long, at).zip(units(short, short_at)) else { return false };
    // What is left out may be rounded or cut off.
    decimals.abs_diff(others) >= 2 && (whole == cut || whole == cut + 1)
}

/// The code of the source's sentence in whose place a number of a digit or two has come: what stands for code while a
/// machine translates is a number, mostly, and may be left.
fn code_lost(pair: &Comparison<'_>, bead: &crate::align::Bead, number: &str) -> Option<Fact> {
    let short = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    let (was, is) = (pair.source.facts, pair.target.facts);
    if !short || was.code_of(bead.source).count() != is.code_of(bead.target).count() + 1 {
        return None;
    }
    let text = pair.target.document.text(pair.target_text(bead));
    let lost = |code: &&Fact| !contains_whole(text, pair.source.document.text(code.text));
    was.code_of(bead.source).find(lost).copied()
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let mut mispaired = Mispaired::new(pair);
    for difference in &pair.differences {
        let bead = &difference.bead;
        if is_another_section(pair, bead) {
            continue;
        }
        let mut missing: Vec<&str> = Vec::new();
        let dated = another_date(pair, difference);
        if let Some((old, new)) = dated {
            let (was, is) = (pair.source.document.text(old), pair.target.document.text(new));
            sink.push(
                Draft::new(&RULE, message!(DATE, was, is), pair.target, new, pair.target_text(bead))
                    .from_source(pair, old, pair.source_text(bead))
                    .at(Severity::Warning)
                    .fact(was),
            );
        }
        for change in &difference.changes {
            let sentence = pair.target_text(bead);
            let in_date = |fact: &Fact| {
                dated.is_some_and(|(old, new)| old.contains(fact.text) || new.contains(fact.text))
            };
            if let Change::Became(fact, _) | Change::Missing(fact) | Change::Added(fact) = change
                && in_date(fact)
            {
                continue;
            }
            match *change {
                Change::Became(old, new) if matches!(old.value, Value::Number(_) | Value::Time(_)) => {
                    if is_product_version(pair, bead, &old) {
                        continue;
                    }
                    let (was, is) =
                        (pair.source.document.text(old.text), pair.target.document.text(new.text));
                    let draft = Draft::new(&RULE, message!(BECAME, was, is), pair.target, new.text, sentence)
                        .from_source(pair, old.text, pair.source_text(bead))
                        // Words may say it in another way than digits do.
                        .at(match () {
                            () if mispaired.is_another(bead) => Severity::Note,
                            () if in_words(&old) || in_words(&new) => Severity::Warning,
                            () if is_rounded(was, is) => Severity::Note,
                            () => RULE.severity,
                        })
                        .help(message!(WRITE, was))
                        .fact(was);
                    sink.push(told_as_one(draft, pair, bead, &old, Some(&new)));
                }
                Change::Missing(old) if matches!(old.value, Value::Number(_) | Value::Time(_)) => {
                    if is_product_version(pair, bead, &old) {
                        continue;
                    }
                    let was = pair.source.document.text(old.text);
                    if missing.contains(&was) {
                        continue;
                    }
                    missing.push(was);
                    // "3rd party", "12th": other languages have words for these.
                    let behind = &pair.source.document.plain[old.text.end as usize..];
                    let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| behind.starts_with(end));
                    let draft = Draft::new(&RULE, message!(MISSING, was), pair.target, sentence, sentence)
                        .from_source(pair, old.text, pair.source_text(bead))
                        .at(if ordinal || is_of_a_section(pair, bead, &old) || mispaired.is_another(bead) {
                            Severity::Note
                        } else {
                            Severity::Warning
                        })
                        .fact(was);
                    sink.push(told_as_one(draft, pair, bead, &old, None));
                }
                Change::Added(new) if matches!(new.value, Value::Number(_)) => {
                    let is = pair.target.document.text(new.text);
                    if let Some(old) = code_lost(pair, bead, is) {
                        let was = pair.source.document.text(old.text);
                        sink.push(
                            Draft::new(&RULE, message!(FOR_CODE, is, was), pair.target, new.text, sentence)
                                .from_source(pair, old.text, pair.source_text(bead))
                                .at(Severity::Warning)
                                .fact(was),
                        );
                        continue;
                    }
                    sink.push(
                        Draft::new(&RULE, message!(ADDED, is), pair.target, new.text, sentence)
                            .from_source(pair, pair.source_text(bead), pair.source_text(bead))
                            .at(Severity::Note)
                            .fact(is),
                    );
                }
                _ => {}
            }
        }
    }
    for exchange in &pair.exchanges {
        let Value::Number(_) = exchange.old.value else { continue };
        // A version that went to another name is version-changed.
        if exchange.names.is_none() && !is_product_version(pair, &exchange.bead, &exchange.old) {
            tell_places(&RULE, pair, exchange, sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_rounded;

    #[test]
    fn a_number_with_fewer_decimals_is_rounded_or_cut_off() {
        assert!(is_rounded("0.8090909091", "0,81") && is_rounded("0.8090909091", "0,80"));
        assert!(is_rounded("1.234,5", "1,234.5678"));
        assert!(!is_rounded("0.8090909091", "0,82"));
        assert!(!is_rounded("3.14", "3.15") && !is_rounded("3", "3.1415"));
    }
}
