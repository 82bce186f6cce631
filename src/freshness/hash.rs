//! Hashes of a source, in the forms in which they are recorded.

use sha1_smol::Sha1;
use std::cell::OnceCell;

/// The hashes of a text, in hexadecimal, each made when it is first asked for.
#[derive(Debug)]
pub(super) struct Hashes<'a> {
    text: &'a str,
    known: [OnceCell<String>; 4],
}

impl<'a> Hashes<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, known: Default::default() }
    }

    /// Whether one of them is that.
    pub(super) fn hold(&self, recorded: &str) -> bool {
        (0..self.known.len()).any(|form| self.get(form).eq_ignore_ascii_case(recorded))
    }

    /// The hash of the text with its lines ended by CR LF, by LF, as it is, or as a blob of git.
    fn get(&self, form: usize) -> &str {
        self.known[form].get_or_init(|| {
            let bare = || self.text.replace("\r\n", "\n");
            match form {
                0 => sha1(bare().replace('\n', "\r\n").as_bytes()),
                1 => sha1(bare().as_bytes()),
                2 => sha1(self.text.as_bytes()),
                _ => {
                    let bare = bare();
                    let mut blob = Sha1::new();
                    blob.update(format!("blob {}\0", bare.len()).as_bytes());
                    blob.update(bare.as_bytes());
                    blob.digest().to_string()
                }
            }
        })
    }
}

fn sha1(bytes: &[u8]) -> String {
    Sha1::from(bytes).digest().to_string()
}

#[cfg(test)]
mod tests {
    use super::Hashes;

    #[test]
    fn a_text_is_known_by_its_hash_with_either_line_end_and_as_a_blob() {
        for text in ["one\ntwo\n", "one\r\ntwo\r\n"] {
            let hashes = Hashes::of(text);
            assert!(hashes.hold("92ADC0CCFB60321A4310E36F2AC9B075673AE7DA"), "CR LF");
            assert!(hashes.hold("c708d7ef841f7e1748436b8ef5670d0b2de1a227"), "LF");
            assert!(hashes.hold("814f4a422927b82f5f8a43f8fab6d3839e3983f2"), "a blob of git");
            assert!(!hashes.hold("5ba1c9cb8e1b4b2d8d6cb1a9a9d0ba7b0c8ed6a6"), "of another text");
        }
    }
}
