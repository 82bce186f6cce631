//! Keys: numbers that are equal where values are, whatever their spelling, the same on every machine.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// A 64-bit key: equal for equal values, whatever their spelling.
pub type Key = u64;

/// FNV-1a, 64 bit: small, fast on short keys, and the same everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Hasher(u64);

impl Default for Hasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher {
    /// Takes in one byte.
    #[inline]
    pub fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    /// Takes in bytes.
    #[inline]
    pub fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.byte(byte);
        }
    }
    /// Takes in the four bytes of a number, the lowest first. A byte of 0 only multiplies: those above the
    /// number's own do so at once.
    #[inline]
    pub fn number(&mut self, number: u32) {
        const PRIME: u64 = 0x0000_0100_0000_01b3;
        const PRIME_3: u64 = PRIME.wrapping_mul(PRIME).wrapping_mul(PRIME);
        if number < 0x100 {
            self.0 = (self.0 ^ u64::from(number)).wrapping_mul(PRIME_3.wrapping_mul(PRIME));
        } else if number < 0x1_0000 {
            self.byte(number as u8);
            self.0 = (self.0 ^ u64::from(number >> 8)).wrapping_mul(PRIME_3);
        } else {
            self.bytes(&number.to_le_bytes());
        }
    }
    /// The key.
    #[must_use]
    pub fn key(self) -> Key {
        self.0
    }
}

/// For maps: the same on every machine, unlike the hasher of the standard library.
impl std::hash::Hasher for Hasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        // Lists of numbers are long: eight bytes at once, high ones carried into the low by turning.
        let (wide, rest) = bytes.as_chunks::<8>();
        for bytes in wide {
            self.0 =
                (self.0.rotate_left(23) ^ u64::from_le_bytes(*bytes)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        self.bytes(rest);
    }
    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    fn finish(&self) -> u64 {
        // The low bits choose the bucket: spread the high ones into them.
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26)
    }
}

/// A map without random seeds. Its order is nobody's business: what leaves it is sorted.
pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Hasher>>;

/// The key of a text, ASCII case folded.
#[must_use]
pub fn folded_key(text: &str) -> Key {
    let mut hasher = Hasher::default();
    for byte in text.bytes() {
        hasher.byte(byte.to_ascii_lowercase());
    }
    hasher.key()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_hashed_as_its_four_bytes() {
        for number in [0, 1, 0x41, 0xff, 0x100, 0x430, 0xffff, 0x1_0000, 0x1_f600, u32::MAX] {
            let (mut whole, mut bytes) = (Hasher::default(), Hasher::default());
            whole.number(number);
            bytes.bytes(&number.to_le_bytes());
            assert_eq!(whole.key(), bytes.key(), "{number:x}");
        }
    }
}
