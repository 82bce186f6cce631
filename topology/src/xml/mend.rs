//! XML as shells pass it on: broken at the width of a console, or with its quotation marks escaped in a
//! string of a script. Mended only where it cannot be read as it stands.

use std::borrow::Cow;

/// A text that can be read, and where its parts stood.
#[derive(Debug)]
pub(super) struct Mended<'t> {
    pub text: Cow<'t, str>,
    /// Where stretches begin, in bytes of this text and of the one that was mended; ordered.
    joints: Vec<(usize, usize)>,
}

impl<'t> Mended<'t> {
    /// The text as it is.
    pub fn not(text: &'t str) -> Self {
        Self { text: Cow::Borrowed(text), joints: vec![(0, 0)] }
    }

    /// The byte of the text that was mended.
    pub fn original(&self, at: usize) -> usize {
        let (here, there) =
            self.joints[self.joints.partition_point(|(here, _)| *here <= at).saturating_sub(1)];
        there + (at - here)
    }

    /// Mends what a shell did; `None` where nothing shows that one did.
    pub fn of(text: &'t str) -> Option<Self> {
        if text.contains("=`\"") { Some(unescaped(text)) } else { unwrapped(text) }
    }
}

/// `` Name=`"value`" `` in a string of PowerShell. Blanks take the place of the escapes.
fn unescaped(text: &str) -> Mended<'_> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), b"`\"") {
        out.push_str(&rest[..at]);
        out.push_str(if out.ends_with('=') { " \"" } else { "\" " });
        rest = &rest[at + 2..];
    }
    out.push_str(rest);
    Mended { text: Cow::Owned(out), joints: vec![(0, 0)] }
}

/// Lines of a console that is as wide as its longest ones are joined with what follows.
fn unwrapped(text: &str) -> Option<Mended<'_>> {
    /// Narrower is no console, and so few lines of one length are chance.
    const NARROWEST: usize = 40;
    const LINES: usize = 3;
    let length = |line: &str| line.trim_end_matches(['\r', '\n']).chars().count();
    let width = text.lines().map(length).max().filter(|width| *width >= NARROWEST)?;
    if text.lines().filter(|line| length(line) == width).count() < LINES {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut joints = vec![(0, 0)];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if length(line) == width {
            out.push_str(line.trim_end_matches(['\r', '\n']));
        } else {
            out.push_str(line);
        }
        at += line.len();
        joints.push((out.len(), at));
    }
    Some(Mended { text: Cow::Owned(out), joints })
}
