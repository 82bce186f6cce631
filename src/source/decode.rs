//! Bytes of a page to text: UTF-8 or a clear account of why not.

use crate::message;
use crate::message::{Message, Wording};
use std::borrow::Cow;

crate::message::wordings! {
    TOO_LARGE: "encoding-invalid/too-large", "{what} is larger than 4 GiB";
    WIDE: "encoding-invalid/wide", "{what} is {encoding}, not UTF-8; save it as UTF-8";
    NUL: "encoding-invalid/nul", "byte {at} is NUL, which no text holds; {what} is damaged or is not a text";
    CUT_OFF: "encoding-invalid/cut-off", "{what} ends inside a character at byte {at}; it was cut off";
    NOT_UTF8: "encoding-invalid/byte", "byte {at} ({byte}) is not valid UTF-8; save {what} as UTF-8";
    PAGE: "encoding-invalid/page", "the page";
    FILE: "encoding-invalid/file", "the file";
}

/// Why a page is not UTF-8 text, and where that shows first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodingFault {
    /// First offending byte, from 0.
    pub offset: u32,
    /// What is wrong.
    pub what: Encoding,
}

/// What is wrong with the bytes of a page or a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// More than 4 GiB.
    TooLarge,
    /// UTF-16 or UTF-32, by its name.
    Wide(&'static str),
    /// A NUL byte.
    Nul,
    /// It ends inside a character.
    CutOff,
    /// A byte that is not valid there.
    Byte(u8),
}

impl EncodingFault {
    /// What is wrong with a page and what to do, in a sentence without its full stop.
    #[must_use]
    pub fn message(&self) -> Message {
        self.said_of(&PAGE)
    }

    /// The same, said of a file that is no page.
    #[must_use]
    pub fn of_file(&self) -> Message {
        self.said_of(&FILE)
    }

    fn said_of(&self, what: &'static Wording) -> Message {
        let at = self.offset;
        match self.what {
            Encoding::TooLarge => message!(TOO_LARGE, what),
            Encoding::Wide(encoding) => message!(WIDE, what, encoding),
            Encoding::Nul => message!(NUL, at, what),
            Encoding::CutOff => message!(CUT_OFF, what, at),
            Encoding::Byte(byte) => message!(NOT_UTF8, at, byte = format!("0x{byte:02X}"), what),
        }
    }
}

/// How many bytes are looked at to recognise UTF-16 without a byte-order mark.
const SAMPLE: usize = 1024;

/// The text of `bytes`, byte-order mark included, so that offsets stay those of the file.
///
/// # Errors
/// An [`EncodingFault`] where `bytes` are UTF-16 or UTF-32, hold a NUL byte, are not valid UTF-8, or are
/// more than 4 GiB (offsets are `u32`).
pub fn decode(bytes: &[u8]) -> Result<&str, EncodingFault> {
    let fault = |offset: usize, what: Encoding| {
        Err(EncodingFault { offset: u32::try_from(offset).unwrap_or(u32::MAX), what })
    };
    if u32::try_from(bytes.len()).is_err() {
        return fault(0, Encoding::TooLarge);
    }
    if let Some(name) = wide_encoding(bytes) {
        return fault(0, Encoding::Wide(name));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => match memchr::memchr(0, bytes) {
            Some(at) => fault(at, Encoding::Nul),
            None => Ok(text),
        },
        Err(error) => {
            let at = error.valid_up_to();
            // A NUL before the first invalid byte is the earlier sign of something that is no text.
            if let Some(nul) = memchr::memchr(0, &bytes[..at]) {
                return fault(nul, Encoding::Nul);
            }
            let what = if error.error_len().is_none() { Encoding::CutOff } else { Encoding::Byte(bytes[at]) };
            fault(at, what)
        }
    }
}

/// The text of `bytes` as [`decode`] gives it, or of UTF-16 with a byte-order mark, which is left out.
///
/// # Errors
/// As [`decode`].
pub fn decode_any(bytes: &[u8]) -> Result<Cow<'_, str>, EncodingFault> {
    let wide = match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => None,
    };
    wide.map_or_else(|| decode(bytes).map(Cow::Borrowed), |text| Ok(Cow::Owned(text)))
}

/// UTF-16 without its mark; `None` where it is damaged.
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let pairs = bytes.chunks_exact(2);
    let whole = pairs.remainder().is_empty();
    let text: Option<String> =
        char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))).map(Result::ok).collect();
    text.filter(|text| whole && !text.contains('\0'))
}

/// The name of the UTF-16 or UTF-32 flavour that `bytes` are in, if any.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return Some("UTF-32 (little-endian)"),
        [0, 0, 0xFE, 0xFF, ..] => return Some("UTF-32 (big-endian)"),
        [0xFF, 0xFE, ..] => return Some("UTF-16 (little-endian)"),
        [0xFE, 0xFF, ..] => return Some("UTF-16 (big-endian)"),
        _ => {}
    }
    // Without a mark: markup, spaces and line ends are ASCII in every language, so every such
    // character has its zero byte on the same side, and the other side has hardly any.
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 4 {
        return None;
    }
    let mut zeros = [0usize; 2];
    for pair in sample.chunks_exact(2) {
        zeros[0] += usize::from(pair[0] == 0 && pair[1] != 0);
        zeros[1] += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    let pairs = sample.len() / 2;
    // A single zero byte is damage, not an encoding.
    if zeros[1] >= 2 && zeros[1] * 8 >= pairs && zeros[0] * 16 <= zeros[1] {
        Some("UTF-16 (little-endian, without a byte-order mark)")
    } else if zeros[0] >= 2 && zeros[0] * 8 >= pairs && zeros[1] * 16 <= zeros[0] {
        Some("UTF-16 (big-endian, without a byte-order mark)")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn a_byte_order_mark_stays_in_the_text() {
        assert_eq!(decode(b"\xEF\xBB\xBF# Hi\r\n"), Ok("\u{feff}# Hi\r\n"));
    }

    #[test]
    fn an_invalid_byte_is_named_with_its_offset() {
        let fault = decode(b"Stra\xDFe").expect_err("Latin-1 is not UTF-8");
        assert_eq!(fault.offset, 4);
        assert!(fault.message().text().contains("0xDF"), "{}", fault.message().text());
    }

    #[test]
    fn a_page_cut_inside_a_character_says_so() {
        let fault =
            decode("größ".as_bytes().split_last().expect("not empty").1).expect_err("half a character");
        assert_eq!(fault.offset, 4);
        assert!(fault.message().text().contains("cut off"), "{}", fault.message().text());
    }

    #[test]
    fn a_nul_byte_is_a_fault_even_in_valid_utf_8() {
        let fault = decode(b"one\0two").expect_err("NUL");
        assert_eq!(fault.offset, 3);
        let fault = decode(b"one\0two \xFF").expect_err("NUL");
        assert_eq!(fault.offset, 3, "the earlier of two faults is reported");
    }

    #[test]
    fn utf_16_is_recognised_with_and_without_a_mark() {
        for (bytes, name) in [
            (wide("\u{feff}# Title", true), "UTF-16 (little-endian)"),
            (wide("\u{feff}# Title", false), "UTF-16 (big-endian)"),
            (wide("# Server einrichten\n\nText", true), "little-endian, without"),
            (wide("# Server einrichten\n\nText", false), "big-endian, without"),
            (wide("# サーバーの設定 (2019)\n\nテキストです。\n", true), "little-endian, without"),
            (wide("# Настройка сервера (2019)\n\nТекст.\n", false), "big-endian, without"),
        ] {
            let fault = decode(&bytes).expect_err(name);
            assert_eq!(fault.offset, 0);
            assert!(fault.message().text().contains(name), "{}", fault.message().text());
        }
    }

    #[test]
    fn an_empty_page_is_fine() {
        assert_eq!(decode(b""), Ok(""));
        assert_eq!(decode(b"a"), Ok("a"));
    }
}
