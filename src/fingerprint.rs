//! Fingerprints: names of findings that outlive edits of the page and of Unisono.
//!
//! The byte layout is a promise, written down in `docs/fingerprints.md`; a change of it needs a new
//! [`VERSION`].

use std::borrow::Cow;

/// Version of the layout, the part of a fingerprint before its colon.
pub const VERSION: u32 = 1;

/// What makes a finding the same finding tomorrow. Lines, messages and severities are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity<'a> {
    /// Name of the rule.
    pub rule: &'a str,
    /// Identity of the document set.
    pub set: &'a str,
    /// Locale of the finding's place.
    pub locale: &'a str,
    /// The source sentence, as visible text; white space is normalised here.
    pub sentence: &'a str,
    /// The fact; white space is normalised here.
    pub fact: &'a str,
}

/// The fingerprint of the `ordinal`-th (from 0, in document order) finding of one identity:
/// the version, a colon, and 32 lower-case hexadecimal digits.
#[must_use]
pub fn fingerprint(identity: &Identity<'_>, ordinal: u32) -> String {
    let mut hash = Fnv::default();
    hash.field(identity.rule);
    hash.field(identity.set);
    hash.field(identity.locale);
    hash.field(&collapse(identity.sentence));
    hash.field(&collapse(identity.fact));
    hash.bytes(&ordinal.to_le_bytes());
    format!("{VERSION}:{:032x}", hash.state)
}

/// Whether a text is a fingerprint, of whatever version.
#[must_use]
pub fn is_fingerprint(text: &str) -> bool {
    let Some((version, digits)) = text.split_once(':') else { return false };
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    version.parse::<u32>().is_ok() && digits.len() == 32 && digits.bytes().all(hexadecimal)
}

/// Every stretch of white space as one space, none at the ends.
pub(crate) fn collapse(text: &str) -> Cow<'_, str> {
    if is_collapsed(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Whether a text has no white space but single spaces between its words. What is written in other letters than ASCII may
/// have it: that is looked for word by word.
fn is_collapsed(text: &str) -> bool {
    let mut before = b' ';
    for &byte in text.as_bytes() {
        if !byte.is_ascii() || byte < b' ' || byte == b' ' && before == b' ' {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// FNV-1a with 128 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>): simple enough to write again
/// in any language from its description, and wide enough that two findings do not meet by chance.
struct Fnv {
    state: u128,
}

impl Default for Fnv {
    fn default() -> Self {
        Self { state: 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d }
    }
}

impl Fnv {
    /// The prime is 2^88 and this.
    const LOW: u64 = 0x13b;

    /// In halves of 64 bits, and the product of the low ones in halves of these: WebAssembly knows no wider numbers, and
    /// multiplies such by a function.
    fn bytes(&mut self, bytes: &[u8]) {
        let (mut high, mut low) = ((self.state >> 64) as u64, self.state as u64);
        for &byte in bytes {
            low ^= u64::from(byte);
            let (upper, lower) = ((low >> 32) * Self::LOW, (low & 0xffff_ffff) * Self::LOW);
            let carried = (upper + (lower >> 32)) >> 32;
            high = high.wrapping_mul(Self::LOW).wrapping_add(carried).wrapping_add(low << 24);
            low = low.wrapping_mul(Self::LOW);
        }
        self.state = u128::from(high) << 64 | u128::from(low);
    }

    /// The length goes first, so that no two lists of fields give the same bytes.
    fn field(&mut self, text: &str) {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.bytes(&length.to_le_bytes());
        self.bytes(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDENTITY: Identity<'_> = Identity {
        rule: "number-changed",
        set: "{locale}/page.md",
        locale: "de-DE",
        sentence: "Open port 5269.",
        fact: "5269",
    };

    #[test]
    fn the_layout_of_version_1_does_not_change() {
        assert_eq!(fingerprint(&IDENTITY, 0), "1:6d85a10d9707ae2de8af0f624aa8f5ae");
    }

    #[test]
    fn the_hash_is_fnv_1a_with_128_bits() {
        let mut hash = Fnv::default();
        hash.bytes(b"foobar");
        assert_eq!(hash.state, 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }

    #[test]
    fn every_byte_is_multiplied_by_the_whole_prime() {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let bytes: Vec<u8> = (0..=255).cycle().take(4000).collect();
        let mut hash = Fnv::default();
        hash.bytes(&bytes);
        let step = |state: u128, byte: &u8| (state ^ u128::from(*byte)).wrapping_mul(PRIME);
        assert_eq!(hash.state, bytes.iter().fold(Fnv::default().state, step));
    }

    #[test]
    fn white_space_and_line_wraps_do_not_count() {
        let wrapped = Identity { sentence: " Open\r\n  port\u{a0}5269. ", ..IDENTITY };
        assert_eq!(fingerprint(&wrapped, 0), fingerprint(&IDENTITY, 0));
    }

    #[test]
    fn every_field_and_the_ordinal_count() {
        let base = fingerprint(&IDENTITY, 0);
        let others = [
            fingerprint(&Identity { rule: "version-changed", ..IDENTITY }, 0),
            fingerprint(&Identity { set: "other", ..IDENTITY }, 0),
            fingerprint(&Identity { locale: "de-AT", ..IDENTITY }, 0),
            fingerprint(&Identity { sentence: "open port 5269.", ..IDENTITY }, 0),
            fingerprint(&Identity { fact: "5296", ..IDENTITY }, 0),
            fingerprint(&IDENTITY, 1),
        ];
        for other in &others {
            assert_ne!(*other, base);
        }
    }

    #[test]
    fn text_does_not_slide_between_fields() {
        let left = Identity { rule: "ab", set: "c", ..IDENTITY };
        let right = Identity { rule: "a", set: "bc", ..IDENTITY };
        assert_ne!(fingerprint(&left, 0), fingerprint(&right, 0));
    }
}
