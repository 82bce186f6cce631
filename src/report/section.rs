//! The part of a report that is not about pages: what is plugged in beside the core writes it.

use super::Report;
use super::matrix::Matrix;
use super::text::{Canvas, Style};
use crate::document::Page;
use crate::guidance::Guidance;
use crate::language::Locale;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::any::Any;
use std::fmt::Debug;
use std::ops::Deref;
use std::sync::Arc;

/// The part that an extension has in a report.
pub trait Section: Debug + Send + Sync {
    /// Writes it into the report as JSON, without blanks.
    fn json(&self) -> String;

    /// Takes in what the pages say of the guidance, once that is known.
    fn quote(&mut self, guidance: &Guidance, matrix: &Matrix, locale: Option<&Locale>);

    /// Writes it into the report for people.
    fn text(&self, out: &mut Canvas);

    /// The section by itself, with its own findings, in one of its formats; `None` for a format that it does not have.
    fn alone(&self, format: &str, report: &Report, pages: &[Page], style: &Style) -> Option<String>;

    /// For those who know its type.
    fn as_any(&self) -> &dyn Any;
}

/// A section in a report.
#[derive(Clone, Debug)]
pub struct Part(Arc<dyn Section>);

impl From<Box<dyn Section>> for Part {
    fn from(section: Box<dyn Section>) -> Self {
        Self(Arc::from(section))
    }
}

impl Deref for Part {
    type Target = dyn Section;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = RawValue::from_string(self.0.json()).map_err(S::Error::custom)?;
        json.serialize(serializer)
    }
}

/// Two are the same where they are written the same.
impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json()
    }
}
