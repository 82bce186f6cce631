//! What a run is told of the links of its site.

use super::Checker;
use crate::links::RedirectsError;

impl Checker {
    /// Adds the redirects that a file of the site holds; see [`Redirects::add_file`](crate::links::Redirects::add_file).
    ///
    /// # Errors
    /// Where none are read from it; the checker is as before.
    pub fn add_redirects(&mut self, name: &str, bytes: &[u8]) -> Result<(), RedirectsError> {
        self.plan = None;
        self.options.redirects.add_file(name, bytes)
    }
}
