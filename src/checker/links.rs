//! What a run is told of the links of its site.

use super::Checker;
use crate::links::{Passed, RedirectsError};

impl Checker {
    /// Adds the redirects that a file of the site holds, and gives what is passed over in it; see
    /// [`Redirects::add_file`](crate::links::Redirects::add_file).
    ///
    /// # Errors
    /// Where none are read from it; the checker is as before.
    pub fn add_redirects(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<Passed>, RedirectsError> {
        self.plan = None;
        self.options.redirects.add_file(name, bytes)
    }
}
