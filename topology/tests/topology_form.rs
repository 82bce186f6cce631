//! The form of described deployments: its JSON Schema and its documentation are made from the tables
//! that the reader holds files against; `UNISONO_BLESS=1` writes them anew.
#![allow(clippy::disallowed_methods, reason = "a test reads and writes files")]

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use unisono_topology::described::shape::{DEPLOYMENT, Shape, Type};

/// The name of a group in the schema: the noun of "a DNS record".
fn name(shape: &Shape) -> String {
    shape.what.split_once(' ').map_or(shape.what, |(_, noun)| noun).to_lowercase().replace(' ', "-")
}

fn schema_of(kind: Type, definitions: &mut Map<String, Value>) -> Value {
    match kind {
        // YAML reads a year or a number as such; both are taken.
        Type::Text | Type::Name => json!({"type": ["string", "number"]}),
        Type::Number => json!({"type": ["integer", "string"]}),
        Type::Truth => json!({"type": "boolean"}),
        Type::Version => json!({"anyOf": [
            {"enum": [2007, 2010, 2013, 2015, 2019, 4, 5, 6, 7, 8]},
            {"type": "string", "pattern": "2007|2010|2013|2015|2019"},
        ]}),
        Type::Choice(words) => json!({"enum": words}),
        Type::Group(shape) => reference(shape, definitions),
        Type::WordOrGroup(shape) => json!({"anyOf": [{"type": "string"}, reference(shape, definitions)]}),
        Type::List(inner) => {
            let inner = schema_of(*inner, definitions);
            json!({"anyOf": [{"type": "array", "items": inner}, inner]})
        }
    }
}

fn reference(shape: &Shape, definitions: &mut Map<String, Value>) -> Value {
    let name = name(shape);
    if !definitions.contains_key(&name) {
        definitions.insert(name.clone(), Value::Null);
        let group = group(shape, definitions);
        definitions.insert(name.clone(), group);
    }
    json!({"$ref": format!("#/$defs/{name}")})
}

fn group(shape: &Shape, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for field in shape.fields {
        let mut schema = schema_of(field.kind, definitions);
        schema.as_object_mut().expect("a schema is an object").insert("description".into(), field.doc.into());
        properties.insert(field.name.into(), schema);
    }
    let required: Vec<&str> =
        shape.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({"type": "object", "additionalProperties": false, "properties": properties, "required": required})
}

fn schema() -> String {
    let mut definitions = Map::new();
    let mut root = group(&DEPLOYMENT, &mut definitions);
    let members = root.as_object_mut().expect("a schema is an object");
    members.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    members.insert("title".into(), "A deployment, as Unisono reads it from JSON and YAML".into());
    members.insert("$defs".into(), definitions.into());
    serde_json::to_string_pretty(&root).expect("a schema is plain data") + "\n"
}

fn kind_of(kind: Type) -> String {
    match kind {
        Type::Text => "text".into(),
        Type::Name => "name".into(),
        Type::Number => "number".into(),
        Type::Truth => "`true` or `false`".into(),
        Type::Version => "version".into(),
        Type::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Type::Group(shape) => format!("[{}](#{})", shape.what, name(shape)),
        Type::WordOrGroup(shape) => format!("text, or [{}](#{})", shape.what, name(shape)),
        Type::List(inner) => format!("list: {}", kind_of(*inner)),
    }
}

fn document(shape: &'static Shape, out: &mut String, seen: &mut BTreeSet<String>) {
    if !seen.insert(name(shape)) {
        return;
    }
    let title = name(shape).replace('-', " ").replace("dns", "DNS");
    let mut letters = title.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let _ =
        write!(out, "\n## {first}{}\n\n| key | value | what it says |\n|---|---|---|\n", letters.as_str());
    for field in shape.fields {
        let needed = if field.required { " (needed)" } else { "" };
        let _ = writeln!(out, "| `{}`{needed} | {} | {} |", field.name, kind_of(field.kind), field.doc);
    }
    for field in shape.fields {
        let mut kind = field.kind;
        while let Type::List(inner) = kind {
            kind = *inner;
        }
        if let Type::Group(inner) | Type::WordOrGroup(inner) = kind {
            document(inner, out, seen);
        }
    }
}

fn form() -> String {
    let mut out = String::from(
        "# Deployments in JSON and YAML\n\n\
         <!-- Generated from topology/src/described/shape.rs by `UNISONO_BLESS=1 cargo test --test topology_form`. -->\n\n\
         Every key may be left out unless it is needed. Names of keys are read without regard to case, hyphens and \
         underscores; a list of one needs no list; a version is a year, alone or in a product's name, or a `ServiceVersion` (5 to 8). YAML aliases are \
         not read. The same as [JSON Schema](topology.schema.json); [examples](../examples/topologies).\n",
    );
    document(&DEPLOYMENT, &mut out, &mut BTreeSet::new());
    out
}

fn assert_written(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UNISONO_BLESS").is_some() {
        std::fs::write(&file, expected).expect("the file can be written");
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(written == expected, "{path} is out of date: UNISONO_BLESS=1 cargo test --test topology_form");
}

#[test]
fn the_schema_says_what_the_reader_takes() {
    assert_written("../docs/topology.schema.json", &schema());
}

#[test]
fn the_documentation_shows_every_key() {
    assert_written("../docs/topology-form.md", &form());
}
