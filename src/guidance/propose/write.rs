//! Writes proposed claims as the YAML of a pack.

use super::{Case, Proposed, is_text};
use crate::guidance::pack::{Claim, Group, Pack, Polarity, Strength};
use crate::language::lexicon;
use crate::order::InOrder as _;
use std::fmt::Write;

/// The pack as a file; `pack` has its head and its words, and the claims without cases.
pub(super) fn pack(pack: &Pack, claims: &[Proposed], left: &[String], unordered: &[String]) -> String {
    let mut text = format!(
        "# Proposed from pages: what they say with must, should, only, not and before, and in numbered steps. Read every claim before you \
         keep it.\npack: {}\ntitle: {}\n",
        pack.id,
        quoted(&pack.title)
    );
    if let Some((product, year)) = pack.edition {
        let _ = writeln!(text, "edition: {} {year}", lexicon::products()[product as usize].id);
    }
    if !pack.paths.is_empty() {
        let _ = writeln!(text, "paths: {}", list(&pack.paths));
    }
    let held = |claim: &Claim| {
        let groups = [&claim.subject, &claim.action, &claim.object];
        groups.into_iter().flatten().flatten().copied().collect::<Vec<u16>>()
    };
    let used: Vec<u16> = claims.iter().flat_map(|own| held(&own.claim)).collect();
    let mut words = pack.words.iter().filter(|word| used.contains(&word.concept)).peekable();
    if words.peek().is_some() {
        text += "words:\n";
    }
    for word in words {
        let _ = writeln!(text, "  {}:", word.id);
        for (tag, forms) in &word.forms {
            let _ = writeln!(text, "    {tag}: {}", list(forms));
        }
    }
    text += "claims:\n";
    for claim in claims {
        one(&mut text, pack, claim);
    }
    if !left.is_empty() {
        text += "# Sentences of this kind that no claim was made of:\n";
    }
    for sentence in left {
        let _ = writeln!(text, "# - {sentence}");
    }
    if !unordered.is_empty() {
        text += "# Numbered steps that do not stand in one order in every language, so that no order is proposed:\n";
    }
    for place in unordered {
        let _ = writeln!(text, "# - {place}");
    }
    text
}

fn one(text: &mut String, pack: &Pack, proposed: &Proposed) {
    let Proposed { claim, place, cases, .. } = proposed;
    let _ = writeln!(text, "  {}:\n    # {place}: {}", claim.id, claim.says);
    let _ = writeln!(text, "    says: {}\n    from: {}", quoted(&claim.says), quoted(&claim.origin));
    let name = |&concept: &u16| {
        let own = pack.words.iter().find(|word| word.concept == concept);
        own.map_or(lexicon::concept(concept).id, |word| word.id.as_str())
    };
    let one_of = |group: &Group| {
        let text = group.iter().map(name).collect::<Vec<_>>().join(" | ");
        if is_text(&text) { text } else { quoted(&text) }
    };
    for (key, groups) in [
        ("subject", &claim.subject),
        ("action", &claim.action),
        ("object", &claim.object),
        ("condition", &claim.condition),
    ] {
        if !groups.is_empty() {
            let all: Vec<String> = groups.iter().map(one_of).collect();
            let _ = writeln!(text, "    {key}: [{}]", all.join(", "));
        }
    }
    if !claim.names.is_empty() {
        let _ = writeln!(text, "    names: {}", list(&claim.names));
    }
    if !claim.versions.is_empty() {
        let version =
            |(product, year): &(u16, u16)| format!("{} {year}", lexicon::products()[*product as usize].id);
        let _ = writeln!(
            text,
            "    version: [{}]",
            claim.versions.iter().map(version).collect::<Vec<_>>().join(", ")
        );
    }
    let polarity = match claim.polarity {
        Polarity::Denied => "    polarity: denied\n",
        Polarity::NeedNot => "    polarity: need-not\n",
        Polarity::Affirmed | Polarity::Both => "",
    };
    let strength = match claim.strength {
        Strength::Fact => "",
        Strength::May => "    strength: may\n",
        Strength::Should => "    strength: should\n",
        Strength::Must => "    strength: must\n",
    };
    let only = if claim.only { "    only: true\n" } else { "" };
    *text += polarity;
    *text += strength;
    *text += only;
    if let Some((name, order)) = &claim.procedure {
        let _ = writeln!(text, "    procedure: {name}\n    order: {order}");
    }
    text.push_str("    cases:\n");
    let mut stating: Vec<&Case> = cases.iter().filter(|case| case.note.is_none()).collect();
    stating.put_in_order_by(|a, b| a.locale.cmp(&b.locale));
    for cases in stating.chunk_by(|a, b| a.locale == b.locale) {
        let sentences: Vec<String> = cases.iter().map(|case| quoted(&case.sentence)).collect();
        let _ = writeln!(text, "      {}: {{states: [{}]}}", cases[0].locale, sentences.join(", "));
    }
    for case in cases {
        if let Some(note) = &case.note {
            let _ = writeln!(text, "      # {} {note}: {}", case.place, case.sentence);
        }
    }
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// A text in double quotes.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
