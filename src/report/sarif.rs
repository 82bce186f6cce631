//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>), for code scanning.

use super::escape::address;
use super::{Range, Report, ReportedDismissal, ReportedEdit, ReportedFinding, mqm, rules};
use crate::finding::Severity;
use crate::order::{InOrder as _, OrderedMap};
use serde_json::{Value, json};

/// The name of the fingerprint among those of a result.
const FINGERPRINT: &str = "unisono/v1";

/// One run; what is set aside is in it, suppressed.
#[must_use]
pub fn render(report: &Report) -> String {
    let rules = rules::all();
    let index: OrderedMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.name, at)).collect();
    let described: Vec<Value> = rules
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "name": rule.name,
                "shortDescription": {"text": rule.summary},
                "fullDescription": {"text": rule.explanation},
                "help": {"text": rule.explanation},
                "defaultConfiguration": {"level": level(rule.severity)},
                "properties": {"tags": ["translation", mqm::category(rule.name)], "mqm": mqm::category(rule.name)},
            })
        })
        .collect();
    let mut results: Vec<&ReportedFinding> = report.findings.iter().chain(&report.dismissed).collect();
    results.put_in_order_by(|a, b| {
        let key = |finding: &ReportedFinding| {
            (finding.path.clone(), finding.range.start.offset, finding.range.end.offset, finding.rule)
        };
        key(a).cmp(&key(b))
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Unisono",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described,
            }},
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {"SRCROOT": {"description": {"text": "the folder that Unisono was run in"}}},
            "results": results.iter().map(|finding| result(finding, &index)).collect::<Vec<_>>(),
        }],
    });
    crate::report::json::pretty(&log)
}

fn result(finding: &ReportedFinding, index: &OrderedMap<&str, usize>) -> Value {
    let mut text = finding.message.clone();
    if !finding.help.is_empty() {
        text.push_str(". ");
        text.push_str(&finding.help);
    }
    let mut properties = json!({"locale": finding.locale, "mqm": mqm::category(finding.rule)});
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": message(text, finding),
        "locations": [location(&finding.path, &finding.range)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    });
    if let Some(at) = index.get(finding.rule) {
        result["ruleIndex"] = json!(at);
    }
    if let Some(confidence) = finding.confidence {
        properties["confidence"] = json!(confidence);
    }
    result["properties"] = properties;
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(id, related)| {
            let mut location = location(&related.path, &related.range);
            location["id"] = json!(id);
            location["message"] = json!({"text": format!("{} ({})", related.message, related.locale)});
            location
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = fix(finding) {
        result["fixes"] = json!([fix]);
    }
    if let Some(dismissal) = &finding.dismissal {
        result["suppressions"] = json!([suppression(dismissal)]);
    }
    result
}

/// The text with the name of its sentence and its values, in the order in which the sentence has them.
fn message(text: String, finding: &ReportedFinding) -> Value {
    let arguments: Vec<&str> = finding.arguments.0.iter().map(|(_, value)| value.as_str()).collect();
    let mut message = json!({"text": text, "id": finding.message_id});
    if !arguments.is_empty() {
        message["arguments"] = json!(arguments);
    }
    message
}

/// What mends a finding.
fn fix(finding: &ReportedFinding) -> Option<Value> {
    let replacement = |edit: &ReportedEdit| json!({"deletedRegion": region(&edit.range), "insertedContent": {"text": edit.replacement}});
    if finding.edits.is_empty() {
        return None;
    }
    let replacements: Vec<Value> = finding.edits.iter().map(replacement).collect();
    let change = json!({"artifactLocation": artifact(&finding.path), "replacements": replacements});
    let mut fix = json!({"artifactChanges": [change]});
    if let Some(one) = &finding.fix {
        fix["description"] = json!({"text": one.message});
    }
    Some(fix)
}

fn suppression(dismissal: &ReportedDismissal) -> Value {
    let in_source = dismissal.by == "page";
    let mut suppression =
        json!({"kind": if in_source { "inSource" } else { "external" }, "status": "accepted"});
    let why = match (dismissal.reason.as_str(), &dismissal.until) {
        ("", None) => "it was there when the baseline was written".to_owned(),
        (reason, None) => reason.to_owned(),
        (reason, Some(until)) => format!("{reason} (until {until})").trim_start().to_owned(),
    };
    if !(in_source && dismissal.reason.is_empty()) {
        suppression["justification"] = json!(why);
    }
    if let (Some(path), Some(range)) = (&dismissal.path, &dismissal.range) {
        suppression["location"] = location(path, range);
    }
    suppression
}

fn location(path: &str, range: &Range) -> Value {
    json!({"physicalLocation": {"artifactLocation": artifact(path), "region": region(range)}})
}

/// A path as findings name it; one from the root of the disk or above the folder of the run is an address of its own.
fn artifact(path: &str) -> Value {
    if path.starts_with('/') {
        return json!({"uri": format!("file://{}", address(path))});
    }
    json!({"uri": address(path), "uriBaseId": "SRCROOT"})
}

fn region(range: &Range) -> Value {
    let (start, end) = (&range.start, &range.end);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
