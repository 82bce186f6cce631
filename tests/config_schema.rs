//! `schemas/unisono.schema.json` is generated from the table of settings; `UNISONO_BLESS=1` writes it anew.

use std::path::Path;
use unisono::config::settings;

#[test]
fn the_published_schema_of_settings_is_that_of_the_reader() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/unisono.schema.json");
    let schema = settings::schema();
    if std::env::var_os("UNISONO_BLESS").is_some() {
        std::fs::write(&file, &schema).expect("the schema can be written");
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(written == schema, "run UNISONO_BLESS=1 cargo test --test config_schema");
}
