//! What is said where there is no source, and other languages agree.

crate::message::wordings! {
    DIFFER: "consensus/two", "{message} ({from} and {to} differ)";
    MOST: "consensus/most", "{message} (so say {voices} of {languages} other languages)";
    ANOTHER_LANGUAGE: "related/another-language", "another language says it here";
}
