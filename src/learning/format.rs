//! The memory file: a [`Memory`] as bytes, and back; `docs/learning.md` describes the form.
//!
//! Numbers are LEB128. A word stands once, in the list of its side; segments name it by its place in that
//! list, the most frequent words first, so that most tokens take one byte. The order is that of the
//! content, so that equal memories have equal bytes, however they were learned.
//!
//! A file is read as if an enemy had written it: whatever it claims to hold must fit into the bytes that
//! are left, and nothing in it stands for more than a fixed multiple of its length.

use super::memory::{Bitext, Memory, Place, Seen, Segment, Sorted, Word};
use super::tokens::KINDS;
use crate::hash::Hasher;
use crate::language::Locale;
use crate::order::InOrder as _;
use std::fmt;
use std::sync::Arc;

/// How a memory begins. The first byte is in no text, and a transfer as text breaks the line ends.
const MAGIC: [u8; 8] = *b"\x89UNIMEM\n";
/// The version of the form; another is not read.
pub const VERSION: u32 = 1;
/// Bytes of the checksum at the end: FNV-1a of all that stands before it.
pub(crate) const CHECKSUM: usize = 8;
/// The longest path that is kept, in bytes.
const LONGEST_PATH: usize = 1 << 12;

/// Why something cannot be learned from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MemoryError {
    /// The file, as named by the caller.
    pub file: String,
    /// Line and column, each from 1, the column in characters; `None` for a file that has no lines.
    pub place: Option<(u32, u32)>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for MemoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for MemoryError {}

impl Memory {
    /// The memory as a file. The same bitexts give the same bytes, in whatever order they were learned.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        put(&mut bytes, VERSION);
        let bitexts = || self.bitexts.iter().filter(|(_, bitext)| !bitext.is_empty());
        put(&mut bytes, bitexts().count() as u32);
        for ((source, target), bitext) in bitexts() {
            put_text(&mut bytes, source.as_str());
            put_text(&mut bytes, target.as_str());
            put_bitext(&mut bytes, &bitext.sorted());
        }
        bytes.extend(checksum(&bytes));
        bytes
    }

    /// Reads a memory, or a translation memory as TMX, whichever it is. `name` is for messages, `source` the
    /// source language, which a TMX file else tells itself.
    ///
    /// # Errors
    /// What is neither, and what is wrong with either.
    pub fn read(name: &str, bytes: &[u8], source: Option<&Locale>) -> Result<Self, MemoryError> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        match text {
            [b'<', ..] | [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Self::from_tmx(name, bytes, source),
            _ => Self::from_bytes(name, bytes),
        }
    }

    /// Reads a memory file. `name` is for messages.
    ///
    /// # Errors
    /// What is no memory, one of another version, and one that is damaged or was cut off.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Self, MemoryError> {
        let error = |message| MemoryError { file: name.to_owned(), place: None, message };
        let Some(body) = bytes.strip_prefix(&MAGIC) else {
            return Err(error(
                "this is no memory: make one with \"unisono learn\", which also reads TMX".to_owned(),
            ));
        };
        let mut reader = Reader { bytes: body };
        match reader.number() {
            Some(VERSION) => {}
            Some(version) => {
                return Err(error(format!(
                    "this is a memory of version {version}, and version {VERSION} is read: make it anew with \"unisono learn\""
                )));
            }
            None => return Err(error(DAMAGED.to_owned())),
        }
        let whole = bytes.split_last_chunk::<CHECKSUM>().filter(|(content, sum)| checksum(content) == **sum);
        let read = whole.and_then(|_| {
            reader.bytes = &reader.bytes[..reader.bytes.len().checked_sub(CHECKSUM)?];
            reader.memory()
        });
        read.ok_or_else(|| error(DAMAGED.to_owned()))
    }
}

const DAMAGED: &str =
    "this memory is damaged or was cut off: copy it again, or make it anew with \"unisono learn\"";

/// The checksum of what stands before it.
pub(crate) fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let mut hasher = Hasher::default();
    hasher.bytes(bytes);
    hasher.key().to_le_bytes()
}

/// LEB128: seven bits a byte, the lowest first; the highest bit says that more follow.
fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put(bytes, text.len() as u32);
    bytes.extend(text.as_bytes());
}

fn put_bitext(bytes: &mut Vec<u8>, bitext: &Sorted<'_>) {
    let source = Vocabulary::of(bitext, |pair| &pair.0);
    let target = Vocabulary::of(bitext, |pair| &pair.1);
    source.put(bytes);
    target.put(bytes);
    let mut paths: Vec<&str> = bitext.pairs.iter().map(|(_, _, seen)| kept(&seen.place.path)).collect();
    paths.put_in_order();
    paths.dedup();
    put(bytes, paths.len() as u32);
    paths.iter().for_each(|path| put_text(bytes, path));
    put(bytes, bitext.pairs.len() as u32);
    for (from, to, seen) in &bitext.pairs {
        source.put_segment(bytes, from);
        target.put_segment(bytes, to);
        put(bytes, seen.count);
        let path = paths.binary_search(&kept(&seen.place.path)).expect("the path of every pair was taken");
        put(bytes, path as u32);
        put(bytes, seen.place.line);
    }
}

/// The part of a path that is kept.
fn kept(path: &str) -> &str {
    &path[..path.floor_char_boundary(LONGEST_PATH)]
}

/// The words of one side of a bitext.
struct Vocabulary<'a> {
    /// Most frequent first.
    words: Vec<&'a Word>,
    /// By the number of a word in the bitext: its place in `words`.
    places: Vec<u32>,
}

impl<'a> Vocabulary<'a> {
    fn of(bitext: &Sorted<'a>, side: impl for<'p> Fn(&'p (Segment, Segment, &Seen)) -> &'p Segment) -> Self {
        let mut counts = vec![0_u32; bitext.words.len()];
        for &word in bitext.pairs.iter().flat_map(|pair| side(pair).iter()) {
            counts[word as usize] += 1;
        }
        let mut order: Vec<u32> =
            (0..counts.len() as u32).filter(|&word| counts[word as usize] > 0).collect();
        // Those of one frequency stay in the order of their text.
        order.put_in_order_by_key(|&word| std::cmp::Reverse(counts[word as usize]));
        let mut places = counts;
        for (place, &word) in order.iter().enumerate() {
            places[word as usize] = place as u32;
        }
        Self { words: order.iter().map(|&word| bitext.words[word as usize]).collect(), places }
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        put(bytes, self.words.len() as u32);
        for word in &self.words {
            bytes.push(word.kind as u8);
            put_text(bytes, &word.text);
        }
    }

    fn put_segment(&self, bytes: &mut Vec<u8>, segment: &[u32]) {
        put(bytes, segment.len() as u32);
        segment.iter().for_each(|&word| put(bytes, self.places[word as usize]));
    }
}

/// What is left to read. Whatever does not hold gives `None`.
struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(first)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).ok();
            }
        }
        None
    }

    /// How many things follow: each takes at least one byte, so there are no more than bytes.
    fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.bytes.len()).then_some(count)
    }

    fn text(&mut self) -> Option<&'b str> {
        let length = self.count()?;
        let (text, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }

    fn memory(&mut self) -> Option<Memory> {
        let mut memory = Memory::default();
        for _ in 0..self.count()? {
            let (source, target) = (Locale::parse(self.text()?)?, Locale::parse(self.text()?)?);
            let bitext = memory.bitexts.entry((source, target)).or_default();
            self.bitext(bitext)?;
        }
        self.bytes.is_empty().then_some(memory)
    }

    fn bitext(&mut self, bitext: &mut Bitext) -> Option<()> {
        let source = self.words(bitext)?;
        let target = self.words(bitext)?;
        let paths = self.count()?;
        let paths: Vec<Arc<str>> = (0..paths).map(|_| self.text().map(Arc::from)).collect::<Option<_>>()?;
        for _ in 0..self.count()? {
            let pair = (self.segment(&source)?, self.segment(&target)?);
            let count = self.number().filter(|&count| count > 0)?;
            let path = paths.get(self.number()? as usize)?;
            let line = self.number()?;
            bitext.count(pair, count, || Place { path: Arc::clone(path), line });
        }
        Some(())
    }

    /// The numbers that the words of one side have in the bitext.
    fn words(&mut self, bitext: &mut Bitext) -> Option<Vec<u32>> {
        let mut numbers = Vec::new();
        for _ in 0..self.count()? {
            let kind = *KINDS.get(self.byte()? as usize)?;
            numbers.push(bitext.number(kind, self.text()?));
        }
        Some(numbers)
    }

    fn segment(&mut self, words: &[u32]) -> Option<Segment> {
        let length = self.count()?;
        let mut segment = Vec::with_capacity(length);
        for _ in 0..length {
            segment.push(*words.get(self.number()? as usize)?);
        }
        Some(segment.into_boxed_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::tokens::{Kind, Token};
    use proptest::prelude::*;

    /// A segment pair, how often it was seen, and the line of each time.
    type Given = (Vec<(Kind, String)>, Vec<(Kind, String)>, Vec<u32>);

    fn tokens(words: &[(Kind, String)]) -> Vec<Token<'_>> {
        words.iter().map(|(kind, text)| Token { text, kind: *kind, start: 0 }).collect()
    }

    fn memory<'g>(given: impl IntoIterator<Item = &'g (bool, Given)>) -> Memory {
        let locale = |tag: &str| Locale::parse(tag).expect("a locale");
        let mut memory = Memory::default();
        for (german, (source, target, lines)) in given {
            let to = if *german { "de-DE" } else { "ja-JP" };
            let bitext = memory.bitexts.entry((locale("en-US"), locale(to))).or_default();
            for &line in lines {
                bitext.learn(&tokens(source), &tokens(target), || Place { path: "a/b.md".into(), line });
            }
        }
        memory
    }

    fn any_segment() -> impl Strategy<Value = Vec<(Kind, String)>> {
        let word = (prop::sample::select(KINDS.to_vec()), "[a-cé日\u{0}]{0,3}");
        prop::collection::vec(word, 0..6)
    }

    fn any_pairs() -> impl Strategy<Value = Vec<(bool, Given)>> {
        let lines = prop::collection::vec(any::<u32>(), 1..4);
        prop::collection::vec((any::<bool>(), (any_segment(), any_segment(), lines)), 0..12)
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_back(pairs in any_pairs()) {
            let memory = memory(&pairs);
            let bytes = memory.to_bytes();
            let read = Memory::from_bytes("a.memory", &bytes).expect("it was written by us");
            prop_assert_eq!(&read, &memory);
            prop_assert_eq!(read.to_bytes(), bytes);
        }

        #[test]
        fn memories_add_up_to_the_bytes_of_learning_from_all(pairs in any_pairs(), at in 0_usize..12) {
            let (one, two) = pairs.split_at(at.min(pairs.len()));
            let mut sum = memory(two);
            sum.add(&memory(one));
            prop_assert_eq!(sum.to_bytes(), memory(&pairs).to_bytes());
            prop_assert_eq!(memory(pairs.iter().rev()).to_bytes(), memory(&pairs).to_bytes());
        }

        #[test]
        fn every_damage_is_seen(pairs in any_pairs(), at in any::<prop::sample::Index>(), bit in 0_u32..8) {
            let bytes = memory(&pairs).to_bytes();
            let mut broken = bytes.clone();
            let at = at.index(bytes.len());
            broken[at] ^= 1 << bit;
            prop_assert!(Memory::from_bytes("a.memory", &broken).is_err());
            prop_assert!(Memory::from_bytes("a.memory", &bytes[..at]).is_err());
        }

        /// The checksum keeps out accidents, not enemies.
        #[test]
        fn no_bytes_with_a_right_checksum_do_harm(
            body in prop::collection::vec(prop_oneof![0_u8..4, any::<u8>()], 0..80),
            pairs in any_pairs(),
            at in any::<prop::sample::Index>(),
        ) {
            let mut alone = [&MAGIC[..], &[VERSION as u8], &body].concat();
            alone.extend(checksum(&alone));
            let mut within = memory(&pairs).to_bytes();
            within.truncate(within.len() - CHECKSUM);
            let at = MAGIC.len() + 1 + at.index(within.len() - MAGIC.len() - 1);
            within.splice(at..at, body);
            within.extend(checksum(&within));
            for bytes in [alone, within] {
                if let Ok(memory) = Memory::from_bytes("a.memory", &bytes) {
                    let again = memory.to_bytes();
                    prop_assert_eq!(Memory::from_bytes("a.memory", &again), Ok(memory));
                }
            }
        }
    }

    fn fails(bytes: &[u8]) -> String {
        Memory::from_bytes("our.memory", bytes).expect_err("the file is wrong").to_string()
    }

    #[test]
    fn what_is_wrong_is_said_with_the_way_out() {
        let word = |text: &str| vec![(Kind::Word, text.to_owned())];
        let bytes = memory(&[(true, (word("pool"), word("Pool"), vec![3]))]).to_bytes();
        assert!(fails(b"# A page").starts_with("our.memory: this is no memory: make one with"));
        assert!(fails(b"").starts_with("our.memory: this is no memory"));
        let mut newer = bytes.clone();
        newer[MAGIC.len()] = VERSION as u8 + 1;
        assert!(
            fails(&newer).starts_with("our.memory: this is a memory of version 2, and version 1 is read")
        );
        let damaged = "our.memory: this memory is damaged or was cut off: ";
        assert!(fails(&bytes[..bytes.len() - 1]).starts_with(damaged));
        assert!(fails(&bytes[..MAGIC.len()]).starts_with(damaged));
        assert!(fails(&[&bytes[..], b"\0"].concat()).starts_with(damaged));
    }

    #[test]
    fn words_that_no_segment_has_make_no_difference() {
        let mut listed = Bitext::default();
        listed.number(Kind::Opaque, "");
        assert_eq!(listed, Bitext::default());
    }

    #[test]
    fn counts_that_no_file_could_hold_cost_nothing() {
        for body in [
            &b"\xff\xff\xff\xff\x0f"[..],
            b"\x01\x02en\x02de\xff\xff\xff\xff\x0f",
            b"\xff\xff\xff\xff\xff\x0f",
        ] {
            let mut bytes = [&MAGIC[..], &[VERSION as u8], body].concat();
            bytes.extend(checksum(&bytes));
            assert!(fails(&bytes).contains("damaged"));
        }
    }
}
