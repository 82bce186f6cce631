//! What goes to other workers, other machines and the next day, as bytes that only the same build can read.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Bytes that are none of this build, or are damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the part of a run cannot be read: it is of another build, or damaged")
    }
}

impl std::error::Error for Unreadable {}

/// Bytes of a checksum.
const CHECKSUM: usize = 8;

/// A value as bytes, with their checksum at the end. What nobody can write nobody can read: it stays here then.
/// `guess` is about as many bytes as there will be.
pub(super) fn written<T: Serialize>(value: &T, guess: usize) -> Vec<u8> {
    let mut bytes = postcard::to_extend(value, Vec::with_capacity(guess)).unwrap_or_default();
    bytes.extend(checksum(&bytes).to_le_bytes());
    bytes
}

/// A value, from the bytes that were written of it and no others: a number or a place that was damaged on its way can
/// look as good as another, and would lead out of a page.
pub(super) fn read<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Result<T, Unreadable> {
    let (content, sum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(Unreadable)?;
    if checksum(content).to_le_bytes() != *sum {
        return Err(Unreadable);
    }
    match postcard::take_from_bytes(content) {
        Ok((value, [])) => Ok(value),
        _ => Err(Unreadable),
    }
}

/// The checksum of some bytes, eight of them at a time: all pages of a run pass through here. Whatever is changed within
/// eight bytes changes it.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mut sum = bytes.len() as u64;
    for word in words.iter().chain([&last]) {
        sum = (sum ^ u64::from_le_bytes(*word)).wrapping_mul(ODD).rotate_left(29);
    }
    sum
}
