//! Addresses that stand in a text and are no links.

/// How a text shows an address that it does not link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// Not at all.
    Nowhere,
    /// To be read.
    InWords,
    /// As the rest of a torn link: `[text] (address)`.
    Torn,
}

impl Written {
    /// How `text` shows a destination.
    pub(crate) fn of(text: &str, destination: &str) -> Self {
        let address =
            destination.split_once("://").map_or(destination, |(_, rest)| rest).trim_end_matches('/');
        let Some(at) = text.find(address).filter(|_| address.len() >= 6) else { return Self::Nowhere };
        let before = text[..at].trim_end_matches("https://").trim_end_matches("http://").trim_end();
        let torn = before.strip_suffix(['(', '（']).is_some_and(|before| before.trim_end().ends_with(']'));
        if torn { Self::Torn } else { Self::InWords }
    }
}
