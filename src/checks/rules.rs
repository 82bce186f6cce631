//! The table of all rules.

use super::Rule;
use super::{
    alert_kind_changed, block_added, block_missing, bound_changed, claim_contradicted, claim_missing,
    claim_of_another_version, claim_weakened, cmdlet_unknown, code_block_changed, condition_missing,
    duplicate_page, encoding_invalid, front_matter_changed, front_matter_invalid, glossary_term_forbidden,
    glossary_term_missing, heading_level_changed, identifier_changed, image_missing, inline_code_changed,
    link_changed, negation_added, negation_missing, number_changed, obligation_changed, only_added,
    only_missing, opposite_term, order_changed, procedure_reordered, product_changed, product_name_case,
    role_changed, role_missing, sentence_added, sentence_mismatch, sentence_missing, snippet_changed,
    source_contradicts_pack, status_changed, step_added, step_missing, steps_reordered, table_shape_changed,
    term_added, term_missing, untranslated, verb_changed, version_changed, version_read_as_date,
    word_missing, wrong_language,
};

/// All rules, ordered by name.
pub static RULES: &[&Rule] = &[
    &alert_kind_changed::RULE,
    &block_added::RULE,
    &block_missing::RULE,
    &bound_changed::RULE,
    &claim_contradicted::RULE,
    &claim_missing::RULE,
    &claim_of_another_version::RULE,
    &claim_weakened::RULE,
    &cmdlet_unknown::RULE,
    &code_block_changed::RULE,
    &condition_missing::RULE,
    &duplicate_page::RULE,
    &encoding_invalid::RULE,
    &front_matter_changed::RULE,
    &front_matter_invalid::RULE,
    &glossary_term_forbidden::RULE,
    &glossary_term_missing::RULE,
    &heading_level_changed::RULE,
    &identifier_changed::RULE,
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
    &procedure_reordered::RULE,
    &product_changed::RULE,
    &product_name_case::RULE,
    &role_changed::RULE,
    &role_missing::RULE,
    &sentence_added::RULE,
    &sentence_mismatch::RULE,
    &sentence_missing::RULE,
    &snippet_changed::RULE,
    &source_contradicts_pack::RULE,
    &status_changed::RULE,
    &step_added::RULE,
    &step_missing::RULE,
    &steps_reordered::RULE,
    &table_shape_changed::RULE,
    &term_added::RULE,
    &term_missing::RULE,
    &untranslated::RULE,
    &verb_changed::RULE,
    &version_changed::RULE,
    &version_read_as_date::RULE,
    &word_missing::RULE,
    &wrong_language::RULE,
];

/// The rule of a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|rule| rule.name.cmp(name)).ok().map(|at| RULES[at])
}
