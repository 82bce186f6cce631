//! The category of each rule in the error typology of MQM (Multidimensional Quality Metrics, <https://themqm.org>), for
//! programs that count errors of translations by it.

/// The category of a rule, with a `/` between the dimension and the kind. Rules about deployments and about Unisono's own
/// comments are no errors of a translation: theirs is `custom`.
#[must_use]
pub fn category(rule: &str) -> &'static str {
    match rule {
        "block-missing" | "condition-missing" | "image-missing" | "negation-missing" | "only-missing"
        | "role-missing" | "section-missing" | "sentence-missing" | "step-missing" | "word-missing"
        | "claim-missing" => "accuracy/omission",
        "block-added" | "negation-added" | "only-added" | "section-added" | "sentence-added"
        | "step-added" => "accuracy/addition",
        "untranslated" | "page-untranslated" | "entry-untranslated" => "accuracy/untranslated",
        "code-block-changed"
        | "identifier-changed"
        | "inline-code-changed"
        | "snippet-changed"
        | "value-localized" => "accuracy/do-not-translate",
        "alternative-changed"
        | "bound-changed"
        | "claim-contradicted"
        | "claim-of-another-version"
        | "condition-changed"
        | "number-changed"
        | "obligation-changed"
        | "opposite-term"
        | "order-changed"
        | "procedure-reordered"
        | "product-changed"
        | "role-changed"
        | "sentence-mismatch"
        | "source-contradicts-pack"
        | "status-changed"
        | "steps-reordered"
        | "term-changed"
        | "verb-changed"
        | "version-changed" => "accuracy/mistranslation",
        "claim-weakened" => "accuracy/undertranslation",
        "change-not-followed" | "entry-fuzzy" | "page-outdated" | "translation-stale" => {
            "accuracy/mistranslation"
        }
        "glossary-term-forbidden" | "glossary-term-missing" | "term-added" | "term-missing" => {
            "terminology/inconsistent-with-terminology-resource"
        }
        "term-inconsistent" => "terminology/inconsistent-use-of-terminology",
        "wrong-language" => "accuracy/mistranslation",
        "cmdlet-unknown" | "product-name-case" => "linguistic-conventions/spelling",
        "encoding-invalid" => "linguistic-conventions/character-encoding",
        "version-read-as-date" => "locale-conventions/date-format",
        "alert-kind-changed" | "front-matter-changed" | "front-matter-invalid" | "heading-level-changed" => {
            "design-and-markup/markup-tag"
        }
        "heading-id-changed" | "link-changed" => "design-and-markup/link-cross-reference",
        "duplicate-page" | "table-shape-changed" => "design-and-markup/layout",
        "check-failed" | "ignore-expired" | "ignore-invalid" | "ignore-unused" => "custom/check",
        _ => "custom/deployment",
    }
}

#[cfg(test)]
mod tests {
    use super::category;
    use crate::checks::RULES;

    #[test]
    fn every_rule_about_pages_has_a_category_of_its_own_choice() {
        let open: Vec<&str> =
            RULES.iter().map(|rule| rule.name).filter(|rule| category(rule) == "custom/deployment").collect();
        assert_eq!(open, [""; 0]);
        assert_eq!(category("a-rule-of-an-extension"), "custom/deployment");
    }
}
