//! Rules that are plugged in beside those of the core. Who brings them is not known here.

use super::Rule;
use std::sync::OnceLock;

/// What the checks ask of what is plugged in.
pub(crate) trait Plugged: Sync {
    /// Its rules about pages and their translations, ordered by name.
    fn rules(&self) -> &'static [&'static Rule];

    /// Whether its rules compare a sample of this text and label, so that the core need not.
    fn compares(&self, text: &str, label: &str) -> bool;
}

static PLUGGED: OnceLock<&'static dyn Plugged> = OnceLock::new();

/// Plugs rules in, for all checkers of the process. There is one place: what comes later is left out.
pub(crate) fn plug_in(plugged: &'static dyn Plugged) {
    PLUGGED.get_or_init(|| plugged);
}

/// The rules that are plugged in.
pub(super) fn rules() -> &'static [&'static Rule] {
    PLUGGED.get().map_or(&[], |plugged| plugged.rules())
}

/// Whether rules that are plugged in compare a sample.
pub(super) fn compares(text: &str, label: &str) -> bool {
    PLUGGED.get().is_some_and(|plugged| plugged.compares(text, label))
}
