//! The table of all rules.

use super::{
    Rule, catalogues, code, facts, freshness, glossary, guidance, ignores, learning, links, meaning, pages,
    plugged, structure, telling, text,
};
use crate::message::Wording;

/// All rules, ordered by name.
pub static RULES: &[&Rule] = &[
    &structure::alert_kind_changed::RULE,
    &meaning::alternative_changed::RULE,
    &structure::block_added::RULE,
    &structure::block_missing::RULE,
    &meaning::bound_changed::RULE,
    &freshness::change_not_followed::RULE,
    &pages::check_failed::RULE,
    &guidance::claim_contradicted::RULE,
    &guidance::claim_missing::RULE,
    &guidance::claim_of_another_version::RULE,
    &guidance::claim_weakened::RULE,
    &code::code_block_changed::RULE,
    &code::code_span_broken::RULE,
    &meaning::condition_changed::RULE,
    &meaning::condition_missing::RULE,
    &pages::duplicate_page::RULE,
    &pages::encoding_invalid::RULE,
    &catalogues::entry_fuzzy::RULE,
    &catalogues::entry_untranslated::RULE,
    &pages::front_matter_changed::RULE,
    &pages::front_matter_invalid::RULE,
    &glossary::glossary_term_forbidden::RULE,
    &glossary::glossary_term_missing::RULE,
    &links::heading_id_changed::RULE,
    &structure::heading_level_changed::RULE,
    &facts::identifier_changed::RULE,
    &ignores::ignore_expired::RULE,
    &ignores::ignore_invalid::RULE,
    &ignores::ignore_unused::RULE,
    &structure::image_missing::RULE,
    &code::inline_code_changed::RULE,
    &links::link_changed::RULE,
    &meaning::name_changed::RULE,
    &meaning::negation_added::RULE,
    &meaning::negation_missing::RULE,
    &facts::number_changed::RULE,
    &meaning::obligation_changed::RULE,
    &meaning::only_added::RULE,
    &meaning::only_missing::RULE,
    &meaning::opposite_term::RULE,
    &meaning::order_changed::RULE,
    &freshness::page_outdated::RULE,
    &text::page_untranslated::RULE,
    &guidance::procedure_reordered::RULE,
    &facts::product_changed::RULE,
    &facts::product_name_case::RULE,
    &meaning::role_changed::RULE,
    &meaning::role_missing::RULE,
    &structure::section_added::RULE,
    &structure::section_missing::RULE,
    &structure::sentence_added::RULE,
    &meaning::sentence_mismatch::RULE,
    &structure::sentence_missing::RULE,
    &guidance::source_contradicts_pack::RULE,
    &meaning::status_changed::RULE,
    &structure::step_added::RULE,
    &structure::step_missing::RULE,
    &structure::steps_reordered::RULE,
    &structure::table_shape_changed::RULE,
    &learning::term_added::RULE,
    &meaning::term_changed::RULE,
    &learning::term_inconsistent::RULE,
    &learning::term_missing::RULE,
    &freshness::translation_stale::RULE,
    &text::untranslated::RULE,
    &meaning::verb_changed::RULE,
    &facts::version_changed::RULE,
    &facts::version_read_as_date::RULE,
    &meaning::word_missing::RULE,
    &text::wrong_language::RULE,
];

/// The sentences that several rules say, and the words that stand in them.
pub(crate) static SHARED: &[&[&Wording]] = &[
    catalogues::entries::WORDINGS,
    glossary::terms::WORDINGS,
    guidance::claims::WORDINGS,
    learning::terms::WORDINGS,
    links::advice::WORDINGS,
    links::beside::WORDINGS,
    links::inside::WORDINGS,
    meaning::divergences::WORDINGS,
    structure::blocks::WORDINGS,
    telling::agreed::WORDINGS,
    telling::exchanged::WORDINGS,
    telling::sink::WORDINGS,
];

/// The rules about pages: those of the core, then those of what is plugged in.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(plugged::rules()).copied()
}

/// The rule of a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    let own = RULES.binary_search_by(|rule| rule.name.cmp(name)).ok().map(|at| RULES[at]);
    own.or_else(|| all().skip(RULES.len()).find(|rule| rule.name == name))
}
