//! The schema of `lexicon/weights.yaml`, `lexicon/rates.tsv` and `lexicon/evidence.tsv`, and the Rust they become.

use crate::yaml::{Fault, Node, Result};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Reads the weights: by kind of divergence, what it starts from and what each sign adds, in hundredths of a nat.
pub fn weights(root: &Node) -> Result<String> {
    let mut rust = String::from("pub static WEIGHTS: &[KindWeights] = &[\n");
    for kind in root.entries("kinds of divergences with their weights")? {
        let name = if kind.key == "all" { "" } else { &kind.key };
        let mut start: i16 = 0;
        let mut signs = String::new();
        for entry in kind.value.entries("signs with their weights")? {
            let written = entry.value.text("hundredths of a nat")?;
            let weight: i16 = written
                .parse()
                .map_err(|_| Fault::new(entry.line, format!("\"{written}\" is no whole number")))?;
            if entry.key == "start" {
                start = weight;
            } else {
                let _ = write!(signs, "({:?}, {weight}), ", entry.key);
            }
        }
        let _ = writeln!(rust, "    ({name:?}, {start}, &[{signs}]),");
    }
    rust.push_str("];\n");
    Ok(rust)
}

/// By the language whose words hold them, the rates by their key, sorted.
pub type Rates = BTreeMap<String, BTreeMap<u32, u16>>;

/// Reads the rates, a line each: language (or `language>other language`, which goes with the other), concept, form (empty
/// for all), rate.
pub fn rates(text: &str) -> std::result::Result<Rates, String> {
    let mut rates = Rates::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[tag, concept, form, rate] = fields.as_slice() else {
            return Err(format!("{}: expected language, concept, form and rate, tabs between", at + 1));
        };
        let rate: u16 = rate.parse().map_err(|_| format!("{}: \"{rate}\" is no whole number", at + 1))?;
        let form = if form.is_empty() { 0 } else { form_hash(form) };
        let holder = tag.rsplit('>').next().unwrap_or(tag);
        rates.entry(holder.to_owned()).or_default().insert(rate_key(tag, concept, form), rate);
    }
    Ok(rates)
}

/// How much concepts tell of whether two sentences are one: tenths of a nat against it where only the source states the
/// concept, for it where both do, against it where only the translation does.
#[derive(Default)]
pub struct Evidence {
    of: BTreeMap<String, [u8; 3]>,
}

impl Evidence {
    /// Reads `lexicon/evidence.tsv`, a concept a line; that without a name is for all that are not listed.
    pub fn read(text: &str) -> std::result::Result<Self, String> {
        let mut of = BTreeMap::new();
        for (at, line) in
            text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        {
            let wrong = || format!("{}: expected a concept and three numbers up to 99, tabs between", at + 1);
            let fields: Vec<&str> = line.split('\t').collect();
            let &[concept, missing, shared, added] = fields.as_slice() else { return Err(wrong()) };
            let mut numbers = [0; 3];
            for (number, written) in numbers.iter_mut().zip([missing, shared, added]) {
                *number = written.parse().ok().filter(|tenths| *tenths <= 99).ok_or_else(wrong)?;
            }
            of.insert(concept.to_owned(), numbers);
        }
        Ok(Self { of })
    }

    /// What a concept tells.
    pub fn of(&self, concept: &str) -> [u8; 3] {
        self.of.get(concept).or_else(|| self.of.get("")).copied().unwrap_or_default()
    }
}

/// As `facts::cue::form_hash`.
fn form_hash(form: &str) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in form.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (hash ^ hash >> 32) as u32
}

/// As `language::lexicon::rate_key`.
fn rate_key(tag: &str, concept: &str, form: u32) -> u32 {
    sum(tag.bytes().chain([0]).chain(concept.bytes()).chain(form.to_le_bytes()))
}

/// FNV-1a, 32 bit.
pub fn sum(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
