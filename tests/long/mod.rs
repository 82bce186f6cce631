//! Long pages in English and German with differences at known places: what the tests of linearity check and the bench
//! of long pages times.
#![allow(dead_code, reason = "the test and the bench use a part each")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests and benches measure time")]

use std::fmt::Write as _;
use std::time::Instant;

/// What a sentence is about, what it does, and when.
const WHO: [[&str; 2]; 12] = [
    ["The gateway", "Das Gateway"],
    ["The scheduler", "Der Zeitplaner"],
    ["The archive", "Das Archiv"],
    ["The printer", "Der Drucker"],
    ["The monitor", "Der Monitor"],
    ["The editor", "Der Editor"],
    ["The index", "Der Index"],
    ["The queue", "Die Warteschlange"],
    ["The service in the second building", "Der Dienst im zweiten Gebäude"],
    ["The importer", "Der Importer"],
    ["The dashboard", "Das Dashboard"],
    ["The build agent on the old machine", "Der Build-Agent auf dem alten Rechner"],
];
const DOES: [[&str; 2]; 16] = [
    ["reads the table", "liest die Tabelle"],
    ["writes a short record", "schreibt einen kurzen Eintrag"],
    ["sends the report to the cellar", "sendet den Bericht in den Keller"],
    ["copies the folder", "kopiert den Ordner"],
    ["shows the picture", "zeigt das Bild"],
    ["compares both lists line by line", "vergleicht beide Listen Zeile für Zeile"],
    ["counts the letters", "zählt die Buchstaben"],
    ["sorts the entries by name", "sortiert die Einträge nach Namen"],
    ["packs the parcel", "packt das Paket"],
    ["prints a page with the totals of the week", "druckt eine Seite mit den Summen der Woche"],
    ["loads the font", "lädt die Schrift"],
    ["measures the distance", "misst die Entfernung"],
    ["draws a line", "zeichnet eine Linie"],
    ["collects the answers of the guests", "sammelt die Antworten der Gäste"],
    ["marks the place on the map", "markiert die Stelle auf der Karte"],
    ["moves the file to the shelf of the department", "verschiebt die Datei in das Regal der Abteilung"],
];
const WHERE: [[&str; 2]; 10] = [
    ["", ""],
    ["", ""],
    [" in the morning", " am Morgen"],
    [" in the kitchen", " in der Küche"],
    [" on the green side", " auf der grünen Seite"],
    [" with the help of a colleague from the harbour", " mit der Hilfe einer Kollegin aus dem Hafen"],
    [" near the river", " am Fluss"],
    [" for the visitors from the north", " für die Besucher aus dem Norden"],
    [" on paper", " auf Papier"],
    [" in a quiet room at the end of the corridor", " in einem ruhigen Raum am Ende des Flurs"],
];

/// A generator of reproducible numbers (Lehmer 1951 with Park and Miller's constants).
pub struct Dice(u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        (self.0 as usize / 7) % n
    }
}

/// A difference between the two pages: the rule that has to tell it, and a word of its message.
#[derive(Clone, Debug)]
pub struct Planted {
    pub rule: &'static str,
    pub word: String,
}

/// A page and its translation, and how they differ.
pub struct Pair {
    pub en: String,
    pub de: String,
    pub planted: Vec<Planted>,
}

/// A sentence in both languages. One in three has a number, one in eight a name in code.
pub fn sentence(dice: &mut Dice) -> [String; 2] {
    let (who, does, place) = (dice.below(WHO.len()), dice.below(DOES.len()), dice.below(WHERE.len()));
    let fact = match dice.below(24) {
        0..8 => {
            let number = 20 + dice.below(4000);
            [format!(" {number} times"), format!(" {number} Mal")]
        }
        8..11 => {
            let name = dice.below(900);
            [format!(" with `tool-{name}`"), format!(" mit `tool-{name}`")]
        }
        _ => [String::new(), String::new()],
    };
    [0, 1].map(|side| format!("{} {}{}{}.", WHO[who][side], DOES[does][side], fact[side], WHERE[place][side]))
}

/// What happens to a sentence on its way into the translation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    Dropped,
    Added,
    Changed,
}

/// At every so many sentences something differs, and never in the first or the last few.
fn fate(at: usize, all: usize) -> Fate {
    const EVERY: usize = 331;
    if at < 20 || at + 20 > all {
        return Fate::Stays;
    }
    match (at % EVERY, at / EVERY % 3) {
        (170, 0) => Fate::Dropped,
        (170, 1) => Fate::Added,
        (170, _) => Fate::Changed,
        _ => Fate::Stays,
    }
}

/// `count` sentences after each other, `end` behind each, with differences.
fn prose(count: usize, seed: u64, missing: [&'static str; 2], end: &str) -> Pair {
    let mut dice = Dice(seed);
    let mut pair = Pair { en: String::new(), de: String::new(), planted: Vec::new() };
    for at in 0..count {
        let [en, de] = sentence(&mut dice);
        match fate(at, count) {
            Fate::Stays => {
                let _ = write!(pair.en, "{en}{end}");
                let _ = write!(pair.de, "{de}{end}");
            }
            Fate::Dropped => {
                // Long enough, and with a name of its own, to be missed.
                let own =
                    format!("Only here the caretaker opens the drawer `drawer-{at}` and takes out a lamp.");
                let _ = write!(pair.en, "{en}{end}{own}{end}");
                let _ = write!(pair.de, "{de}{end}");
                pair.planted.push(Planted { rule: missing[0], word: format!("drawer-{at}") });
            }
            Fate::Added => {
                let own = format!(
                    "Am Abend füttert die Gärtnerin hinter dem Haus mit `seed-{at}` alle Vögel der Stadt."
                );
                let _ = write!(pair.en, "{en}{end}");
                let _ = write!(pair.de, "{de}{end}{own}{end}");
                pair.planted.push(Planted { rule: missing[1], word: format!("seed-{at}") });
            }
            Fate::Changed => {
                let was = format!("The caretaker counts {} lamps in the cellar.", 50_000 + at);
                let is = format!("Der Hausmeister zählt {} Lampen im Keller.", 150_000 + at);
                let _ = write!(pair.en, "{was}{end}");
                let _ = write!(pair.de, "{is}{end}");
                pair.planted.push(Planted { rule: "number-changed", word: (150_000 + at).to_string() });
            }
        }
    }
    pair
}

/// One paragraph of so many sentences.
pub fn paragraph(count: usize) -> Pair {
    prose(count, 7, ["sentence-missing", "sentence-added"], " ")
}

/// So many paragraphs of a sentence each.
pub fn paragraphs(count: usize) -> Pair {
    prose(count, 11, ["block-missing", "block-added"], "\n\n")
}

/// A list of so many items.
pub fn list(count: usize) -> Pair {
    let mut pair = prose(count, 13, ["block-missing", "block-added"], "\n");
    for page in [&mut pair.en, &mut pair.de] {
        *page = page.lines().map(|line| format!("- {line}\n")).collect();
    }
    pair
}

/// Steps of a procedure.
pub fn steps(count: usize) -> Pair {
    let mut pair = prose(count, 13, ["step-missing", "step-added"], "\n");
    for page in [&mut pair.en, &mut pair.de] {
        *page = page.lines().zip(1..).map(|(line, at)| format!("{at}. {line}\n")).collect();
    }
    pair
}

/// A table of so many cells, in rows of four: a name, two numbers and a sentence.
pub fn cells(count: usize) -> Pair {
    let mut dice = Dice(17);
    let head = |words: [&str; 4]| format!("| {} |\n|---|---|---|---|\n", words.join(" | "));
    let mut pair = Pair {
        en: head(["Name", "First", "Second", "What it does"]),
        de: head(["Name", "Erster", "Zweiter", "Was es macht"]),
        planted: Vec::new(),
    };
    for row in 0..count / 4 {
        let [en, de] = sentence(&mut dice);
        let (first, second) = (dice.below(50), dice.below(5000));
        let other = if row % 331 == 170 { second + 20_000 } else { second };
        let name = dice.below(700);
        let _ = writeln!(pair.en, "| `key-{name}` | {first} | {second} | {en} |");
        let _ = writeln!(pair.de, "| `key-{name}` | {first} | {other} | {de} |");
        if other != second {
            pair.planted.push(Planted { rule: "number-changed", word: other.to_string() });
        }
    }
    pair
}

/// So many paragraphs, of which the translation has nine of twenty: stretches of them are missing.
pub fn outdated(count: usize) -> Pair {
    let mut dice = Dice(19);
    let mut pair = Pair { en: String::new(), de: String::new(), planted: Vec::new() };
    let (mut left, mut kept) = (0, false);
    for _ in 0..count {
        if left == 0 {
            kept = !kept;
            left = if kept { 9 + dice.below(37) } else { 11 + dice.below(45) };
        }
        left -= 1;
        let [en, de] = sentence(&mut dice);
        let _ = write!(pair.en, "{en}\n\n");
        if kept {
            let _ = write!(pair.de, "{de}\n\n");
        }
    }
    pair.planted.push(Planted { rule: "page-outdated", word: String::new() });
    pair
}

/// Lists in lists, so deep, again and again until there are so many items.
pub fn nested(count: usize, depth: usize) -> Pair {
    let mut pair = prose(count, 23, ["block-missing", "block-added"], "\n");
    for page in [&mut pair.en, &mut pair.de] {
        *page = page
            .lines()
            .zip(0..)
            .map(|(line, at)| format!("{}- {line}\n", "  ".repeat(at % depth)))
            .collect();
    }
    pair
}

/// A page with a bit of everything, of so many sections.
pub fn manual(sections: usize) -> Pair {
    let mut dice = Dice(29);
    let mut pair =
        Pair { en: "# Manual\n\n".to_owned(), de: "# Handbuch\n\n".to_owned(), planted: Vec::new() };
    for section in 0..sections {
        let mut add = |pair: &mut Pair, before: &str, after: &str| {
            let [en, de] = sentence(&mut dice);
            let _ = write!(pair.en, "{before}{en}{after}");
            let _ = write!(pair.de, "{before}{de}{after}");
        };
        add(&mut pair, "## ", "\n\n");
        for _ in 0..3 {
            add(&mut pair, "", " ");
        }
        if section % 31 == 17 {
            let own =
                format!("Only here the caretaker opens the drawer `drawer-{section}` and takes out a lamp.");
            let _ = write!(pair.en, "{own}");
            pair.planted.push(Planted { rule: "sentence-missing", word: format!("drawer-{section}") });
        }
        for page in [&mut pair.en, &mut pair.de] {
            page.push_str("\n\n");
        }
        for _ in 0..3 {
            add(&mut pair, "- ", "\n");
        }
        for page in [&mut pair.en, &mut pair.de] {
            let _ = write!(page, "\n```sh\ntool --level {}\n```\n\n", section % 50);
        }
        add(&mut pair, "| A | B |\n|---|---|\n| 1 | ", " |\n\n");
    }
    pair
}

/// Seconds that this thread was at work, where the system tells; else seconds that passed since `start`.
pub fn seconds(start: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// One after the other, by name, each of so many parts.
pub type Kind = (&'static str, fn(usize) -> Pair, usize);

/// The kinds of long pages, with the number of parts of the longest.
pub const KINDS: [Kind; 8] = [
    ("sentences in one paragraph", paragraph, 100_000),
    ("paragraphs", paragraphs, 40_000),
    ("items of a list", list, 40_000),
    ("steps", steps, 40_000),
    ("cells of a table", cells, 100_000),
    ("paragraphs, of which nine in twenty are translated", outdated, 20_000),
    ("items of lists in lists", |count| nested(count, 12), 20_000),
    ("sections of a page of 10 MB", manual, 15_000),
];
