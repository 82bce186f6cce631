//! The table of all rules.

use super::Rule;
use super::{
    alert_kind_changed, block_added, block_missing, code_block_changed, duplicate_page, encoding_invalid,
    front_matter_changed, front_matter_invalid, heading_level_changed, identifier_changed, image_missing,
    inline_code_changed, link_changed, number_changed, product_changed, product_name_case, sentence_added,
    sentence_missing, step_added, step_missing, steps_reordered, table_shape_changed, untranslated,
    version_changed, version_read_as_date, wrong_language,
};

/// All rules, ordered by name.
pub static RULES: &[&Rule] = &[
    &alert_kind_changed::RULE,
    &block_added::RULE,
    &block_missing::RULE,
    &code_block_changed::RULE,
    &duplicate_page::RULE,
    &encoding_invalid::RULE,
    &front_matter_changed::RULE,
    &front_matter_invalid::RULE,
    &heading_level_changed::RULE,
    &identifier_changed::RULE,
    &image_missing::RULE,
    &inline_code_changed::RULE,
    &link_changed::RULE,
    &number_changed::RULE,
    &product_changed::RULE,
    &product_name_case::RULE,
    &sentence_added::RULE,
    &sentence_missing::RULE,
    &step_added::RULE,
    &step_missing::RULE,
    &steps_reordered::RULE,
    &table_shape_changed::RULE,
    &untranslated::RULE,
    &version_changed::RULE,
    &version_read_as_date::RULE,
    &wrong_language::RULE,
];

/// The rule of a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|rule| rule.name.cmp(name)).ok().map(|at| RULES[at])
}
