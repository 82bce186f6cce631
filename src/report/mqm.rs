//! The category of each rule in the error typology of MQM (Multidimensional Quality Metrics, <https://themqm.org>), for
//! programs that count errors of translations by it.

use crate::checks;

/// The category of rules about deployments, which are no errors of a translation.
pub const DEPLOYMENT: &str = "custom/deployment";

/// The category of a rule, with a `/` between the dimension and the kind.
#[must_use]
pub fn category(rule: &str) -> &'static str {
    checks::rule(rule).map_or(DEPLOYMENT, |rule| rule.mqm)
}
