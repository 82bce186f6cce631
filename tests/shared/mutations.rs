//! Tries the targets of `fuzz/` with their seeds and with inputs made out of these, the same ones every time.

use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::path::Path;

/// A reader, by its name, and the property that is tried on it; see `fuzz/src/lib.rs`.
type Target = (&'static str, fn(&[u8]));

/// Pieces that are put into inputs: characters of several bytes, characters that control, what opens and closes things.
const PIECES: &[&[u8]] = &[
    "\u{feff}".as_bytes(),
    "\u{a0}".as_bytes(),
    "\u{ad}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{3000}".as_bytes(),
    "e\u{301}".as_bytes(),
    "ß".as_bytes(),
    "İ".as_bytes(),
    "٣".as_bytes(),
    "５".as_bytes(),
    "漢".as_bytes(),
    "。".as_bytes(),
    "😀".as_bytes(),
    b"\0",
    b"\x1b",
    b"\x7f",
    b"\xc3",
    b"\xff",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\n%%\n",
    b"\n---\n",
    b"\n```\n",
    b"    ",
    b"\t",
    b"\\",
    b"\"",
    b"'",
    b"`",
    b"<",
    b"</",
    b"<!--",
    b"-->",
    b"&#x",
    b"{",
    b"}",
    b"[",
    b"](",
    b"|",
    b":",
    b"::::",
    b"*",
    b"%",
    b"-1",
    b"99999999999999999999",
];

/// Longest input that is made, in bytes.
const LONGEST: usize = 3000;

/// Numbers that look as if by chance (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    /// A number below `end`, 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A stretch of so many bytes.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..start + self.below((length - start).min(60) + 1)
    }
}

/// An input made of another by a few changes, `other` lending pieces.
fn mutated(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(8) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(chance.stretch(bytes.len()))),
            3 => {
                let again = bytes[chance.stretch(bytes.len())].repeat(1 + chance.below(6));
                bytes.splice(at..at, again).for_each(drop);
            }
            4 => {
                let lent = other[chance.stretch(other.len())].to_vec();
                let end = at + chance.below((bytes.len() - at).min(20) + 1);
                bytes.splice(at..end, lent).for_each(drop);
            }
            5 => {
                let piece = PIECES[chance.below(PIECES.len())].repeat(1 + chance.below(40));
                bytes.splice(at..at, piece).for_each(drop);
            }
            _ => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied()).for_each(drop);
            }
        }
        bytes.truncate(LONGEST);
    }
    bytes
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

/// Tries targets with their seeds and with so many inputs made out of these for each; `fuzz` is the folder of that name.
/// `UNISONO_FUZZ=30` tries thirty times as many.
pub fn assert_holds(fuzz: &Path, targets: &[Target], tries: usize) {
    let times = std::env::var("UNISONO_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    for (name, target) in targets {
        let seeds: Vec<Vec<u8>> = files(&fuzz.join("seeds").join(name))
            .iter()
            .map(|file| std::fs::read(file).expect("the seed can be read"))
            .collect();
        assert!(!seeds.is_empty(), "{name} has seeds");
        let attempt = |input: &[u8]| {
            if catch_unwind(|| target(input)).is_err() {
                let shown = input.iter().fold(String::new(), |mut shown, byte| {
                    let _ = write!(shown, "{}", byte.escape_ascii());
                    shown
                });
                panic!("{name} does not hold, see above, with the input b\"{shown}\"");
            }
        };
        seeds.iter().for_each(|seed| attempt(seed));
        // Each target has its own inputs, whatever others there are.
        let mut chance = Chance(name.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31) + u64::from(byte)));
        for _ in 0..tries * times {
            let (seed, other) = (chance.below(seeds.len()), chance.below(seeds.len()));
            let input = mutated(&mut chance, &seeds[seed], &seeds[other]);
            attempt(&input);
        }
    }
}
