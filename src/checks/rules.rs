//! The table of all rules.

use super::{Rule, plugged};
use super::{
    alert_kind_changed, alternative_changed, block_added, block_missing, bound_changed, change_not_followed,
    check_failed, claim_contradicted, claim_missing, claim_of_another_version, claim_weakened,
    code_block_changed, condition_changed, condition_missing, duplicate_page, encoding_invalid, entry_fuzzy,
    entry_untranslated, front_matter_changed, front_matter_invalid, glossary_term_forbidden,
    glossary_term_missing, heading_id_changed, heading_level_changed, identifier_changed, ignore_expired,
    ignore_invalid, ignore_unused, image_missing, inline_code_changed, link_changed, negation_added,
    negation_missing, number_changed, obligation_changed, only_added, only_missing, opposite_term,
    order_changed, page_outdated, page_untranslated, procedure_reordered, product_changed, product_name_case,
    role_changed, role_missing, section_added, section_missing, sentence_added, sentence_mismatch,
    sentence_missing, source_contradicts_pack, status_changed, step_added, step_missing, steps_reordered,
    table_shape_changed, term_added, term_changed, term_inconsistent, term_missing, translation_stale,
    untranslated, verb_changed, version_changed, version_read_as_date, word_missing, wrong_language,
};

/// All rules, ordered by name.
pub static RULES: &[&Rule] = &[
    &alert_kind_changed::RULE,
    &alternative_changed::RULE,
    &block_added::RULE,
    &block_missing::RULE,
    &bound_changed::RULE,
    &change_not_followed::RULE,
    &check_failed::RULE,
    &claim_contradicted::RULE,
    &claim_missing::RULE,
    &claim_of_another_version::RULE,
    &claim_weakened::RULE,
    &code_block_changed::RULE,
    &condition_changed::RULE,
    &condition_missing::RULE,
    &duplicate_page::RULE,
    &encoding_invalid::RULE,
    &entry_fuzzy::RULE,
    &entry_untranslated::RULE,
    &front_matter_changed::RULE,
    &front_matter_invalid::RULE,
    &glossary_term_forbidden::RULE,
    &glossary_term_missing::RULE,
    &heading_id_changed::RULE,
    &heading_level_changed::RULE,
    &identifier_changed::RULE,
    &ignore_expired::RULE,
    &ignore_invalid::RULE,
    &ignore_unused::RULE,
    &image_missing::RULE,
    &inline_code_changed::RULE,
    &link_changed::RULE,
    &negation_added::RULE,
    &negation_missing::RULE,
    &number_changed::RULE,
    &obligation_changed::RULE,
    &only_added::RULE,
    &only_missing::RULE,
    &opposite_term::RULE,
    &order_changed::RULE,
    &page_outdated::RULE,
    &page_untranslated::RULE,
    &procedure_reordered::RULE,
    &product_changed::RULE,
    &product_name_case::RULE,
    &role_changed::RULE,
    &role_missing::RULE,
    &section_added::RULE,
    &section_missing::RULE,
    &sentence_added::RULE,
    &sentence_mismatch::RULE,
    &sentence_missing::RULE,
    &source_contradicts_pack::RULE,
    &status_changed::RULE,
    &step_added::RULE,
    &step_missing::RULE,
    &steps_reordered::RULE,
    &table_shape_changed::RULE,
    &term_added::RULE,
    &term_changed::RULE,
    &term_inconsistent::RULE,
    &term_missing::RULE,
    &translation_stale::RULE,
    &untranslated::RULE,
    &verb_changed::RULE,
    &version_changed::RULE,
    &version_read_as_date::RULE,
    &word_missing::RULE,
    &wrong_language::RULE,
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
