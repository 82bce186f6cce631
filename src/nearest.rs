//! Which of some names was meant where another is written.

/// The name that was meant, most likely. Longer texts are not looked at: no name is that long.
pub(crate) fn nearest<'k>(text: &str, known: &[&'k str]) -> Option<&'k str> {
    let text = text.get(..64).unwrap_or(text).to_lowercase().replace('_', "-");
    let (name, distance) = known
        .iter()
        .map(|name| (*name, strsim::osa_distance(&text, name)))
        .min_by_key(|(_, distance)| *distance)?;
    (distance <= name.len().div_ceil(3)).then_some(name)
}
