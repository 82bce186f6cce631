//! YAML as a tree: places, dialects, and texts that are nested without end.

use unisono::yaml::{Dialect, Node, Value, read, tree};

const DIALECTS: [Dialect; 3] = [Dialect::Strict, Dialect::Written, Dialect::Foreign];

/// Keys and texts of a tree with what stands at their places, in order.
fn told<'t>(text: &'t str, node: &Node, found: &mut Vec<(String, &'t str)>) {
    match &node.value {
        Value::Scalar(value) => found.push((value.clone(), &text[node.start..node.end])),
        Value::Sequence(items) => items.iter().for_each(|item| told(text, item, found)),
        Value::Mapping(entries) => {
            for entry in entries {
                found.push((entry.key.clone(), &text[entry.start..entry.end]));
                told(text, &entry.value, found);
            }
        }
    }
}

#[test]
fn keys_and_values_know_their_bytes_whatever_stands_before_them() {
    let text = "\u{feff}größe: ö ä   # wide\n'ü': [ß, \"é\"]\nlong: >\n  über\n  all\n\nnone:\n";
    for dialect in DIALECTS {
        let root = tree(text, dialect).expect("it is YAML").expect("it is not empty");
        let mut found = Vec::new();
        told(text, &root, &mut found);
        let places: Vec<&str> = found.iter().map(|(_, place)| *place).collect();
        assert_eq!(
            places,
            ["größe", "ö ä", "'ü'", "ß", "\"é\"", "long", "über\n  all", "none", ""],
            "{dialect:?}"
        );
        let Value::Mapping(entries) = &root.value else { panic!("a mapping") };
        assert_eq!(entries.iter().map(|entry| entry.line).collect::<Vec<_>>(), [1, 2, 3, 7]);
        assert_eq!(&text[entries[1].value.start..entries[1].value.end], "[ß, \"é\"]");
        assert!(entries[3].value.is_empty() && !entries[0].value.is_empty());
    }
}

#[test]
fn a_list_ends_with_what_it_holds() {
    let text = "a:\n  - b\n  - c # last\n\nd: {e: f}\n";
    let root = tree(text, Dialect::Written).expect("it is YAML").expect("it is not empty");
    let Value::Mapping(entries) = &root.value else { panic!("a mapping") };
    let places: Vec<&str> = entries.iter().map(|entry| &text[entry.value.start..entry.value.end]).collect();
    assert_eq!(places, ["- b\n  - c", "{e: f}"]);
}

#[test]
fn each_dialect_takes_what_it_says() {
    for (text, taken) in [
        ("a: b", [true, true, true]),
        ("", [true, true, true]),
        ("a: no", [false, true, true]),
        ("a: 1\na: 2", [false, true, true]),
        ("a: &x 1", [false, true, true]),
        ("a: !t 1", [false, true, true]),
        ("a: &x 1\nb: *x", [false, false, true]),
        ("? [a]\n: b", [false, false, true]),
        ("a: b\n---\nc: d", [false, false, true]),
        ("a: [", [false, false, false]),
        ("a: b\n\tc", [false, false, false]),
    ] {
        for (dialect, taken) in DIALECTS.into_iter().zip(taken) {
            assert_eq!(tree(text, dialect).is_ok(), taken, "{text:?} {dialect:?}");
        }
    }
    assert_eq!(read("# nothing\n").expect_err("it is empty").message, "the file is empty");
}

#[test]
fn what_is_nested_without_end_is_a_fault_and_no_end_of_the_program() {
    for text in ["- ".repeat(200_000), "[".repeat(200_000), "{a: ".repeat(200_000)] {
        for dialect in DIALECTS {
            let fault = tree(&text, dialect).expect_err("it is nested too deep, or broken");
            assert!(fault.at.is_some(), "{}", fault.message);
        }
    }
}
