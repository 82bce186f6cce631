//! All sentences about deployments and snippets.

use crate::{described, dns, localized, model, powershell, rules, tree, xml};
use unisono::message::Wording;

/// They, but for those of the rules about pages; for [`unisono::report::wordings`].
pub static ALL: &[&[&Wording]] = &[
    crate::WORDINGS,
    described::WORDINGS,
    dns::WORDINGS,
    dns::lines::WORDINGS,
    dns::page::WORDINGS,
    localized::WORDINGS,
    model::merge::WORDINGS,
    powershell::effect::WORDINGS,
    powershell::syntax::WORDINGS,
    rules::certificates::WORDINGS,
    rules::coexistence::WORDINGS,
    rules::matrix::WORDINGS,
    rules::migration::WORDINGS,
    rules::partners::WORDINGS,
    rules::ports::WORDINGS,
    rules::records::WORDINGS,
    rules::subject::WORDINGS,
    rules::scripts::WORDINGS,
    rules::sites::WORDINGS,
    tree::WORDINGS,
    xml::guard::WORDINGS,
    xml::WORDINGS,
];
