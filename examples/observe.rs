//! Shows what the comparison sees on sets of pages, a JSON object a line: each divergence with its signs, how often each
//! form of a lexicon is answered, and how often each concept is by a sentence's own translation and by another's.
//! `npm run fit` reads it.
//!
//! ```sh
//! cargo run --release --example observe -- examples/xmpp-migration en
//! ```

use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;
use std::path::Path;
use std::{env, fs, io};
use unisono::compare::{Comparison, Count, Side, Statement};
use unisono::facts::cue::{self, form_hash};
use unisono::language::{Locale, lexicon};
use unisono::{Checker, Options};

/// How often a form was seen, and how often the other side had nothing for it.
#[derive(Clone, Copy, Default)]
struct Seen {
    all: u32,
    unanswered: u32,
}

/// Language of the form, other language, concept, form.
type Forms = BTreeMap<(&'static str, &'static str, u16, u32), Seen>;

/// In how many pairs of sentences both state a concept, only the first does, and only the second.
type Stated = [u32; 3];

/// What is seen in sentences and their translations, and in sentences and the translations of others nearby.
#[derive(Default)]
struct Likeness {
    pairs: [u32; 2],
    stated: BTreeMap<u16, [Stated; 2]>,
}

fn main() -> io::Result<()> {
    let mut args = env::args().skip(1);
    let root = args.next().unwrap_or_else(|| "examples/xmpp-migration".to_owned());
    let source = args.next().and_then(|tag| Locale::parse(&tag));
    let mut checker = Checker::new(Options::default().with_source(source));
    add_below(Path::new(&root), &root, "", &mut checker)?;
    let mut forms = Forms::new();
    let mut likeness = Likeness::default();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut failed = Ok(());
    checker.observe(&mut |set, pairs| {
        for pair in pairs {
            count_forms(pair, &mut forms);
            count_likeness(pair, &mut likeness);
            if failed.is_ok() {
                failed = show_divergences(&set.id, pair, &mut out);
            }
        }
    });
    failed?;
    show_forms(&forms, &mut out)?;
    show_likeness(&likeness, &mut out)
}

/// Counts the cues of both sides of each statement, and those that the other side has nothing for.
fn count_forms(pair: &Comparison<'_>, forms: &mut Forms) {
    let tag = |locale: &Locale| lexicon::for_locale(locale).map(|lexicon| lexicon.tag);
    let (Some(from), Some(to)) = (tag(pair.source.locale), tag(pair.target.locale)) else { return };
    for statement in &pair.statements {
        let sides = [
            (pair.source, pair.source_text(&statement.bead), from, to, Side::Target),
            (pair.target, pair.target_text(&statement.bead), to, from, Side::Source),
        ];
        for (rendition, text, own, other, answering) in sides {
            for cue in rendition.facts.cues_in(text).iter().chain(rendition.facts.terms_in(text)) {
                let concept = &lexicon::concepts()[cue.concept as usize];
                let states = |concept: u16| {
                    let (source, target) = statement.count(concept);
                    if answering == Side::Target { target > 0 } else { source > 0 }
                };
                let answered = states(cue.concept) || concept.kin.iter().any(|&kin| states(kin));
                let seen = forms.entry((own, other, cue.concept, cue.form)).or_default();
                seen.all.add_assign(1);
                seen.unanswered.add_assign(u32::from(!answered));
            }
        }
    }
}

/// Counts what each sentence states beside its own translation, and beside that of one a little further down.
fn count_likeness(pair: &Comparison<'_>, likeness: &mut Likeness) {
    const FURTHER: usize = 3;
    let (Some(of_source), Some(of_target)) = (cue::known(pair.source.locale), cue::known(pair.target.locale))
    else {
        return;
    };
    let stated = |statement: &Statement, side: Side| -> BTreeSet<u16> {
        let there = |count: &&Count| if side == Side::Source { count.source > 0 } else { count.target > 0 };
        statement.words().filter(there).map(|count| count.concept).collect()
    };
    let known = |concept: &u16| of_source[*concept as usize] && of_target[*concept as usize];
    for (at, statement) in pair.statements.iter().enumerate() {
        let own = stated(statement, Side::Source);
        for (beside, other) in [Some(statement), pair.statements.get(at + FURTHER)].into_iter().enumerate() {
            let Some(other) = other else { continue };
            let others = stated(other, Side::Target);
            for &concept in own.union(&others).filter(|&concept| known(concept)) {
                let seen = &mut likeness.stated.entry(concept).or_default()[beside];
                let which = match (own.contains(&concept), others.contains(&concept)) {
                    (true, true) => 0,
                    (true, false) => 1,
                    _ => 2,
                };
                seen[which] += 1;
            }
            likeness.pairs[beside] += 1;
        }
    }
}

fn show_divergences(set: &str, pair: &Comparison<'_>, out: &mut impl io::Write) -> io::Result<()> {
    let concepts = lexicon::concepts();
    let id = |concept: Option<u16>| concept.map(|concept| concepts[concept as usize].id);
    for divergence in &pair.divergences {
        let bead = &pair.statements[divergence.at as usize].bead;
        let (from, to) = (pair.source_text(bead), pair.target_text(bead));
        let place = pair.target.document.source_span(to);
        let cue = |concept: Option<u16>, side| {
            let rendition = if side == Side::Source { pair.source } else { pair.target };
            concept.map(|concept| rendition.document.text(pair.place_of(bead, concept, side)))
        };
        let line = json!({
            "set": set,
            "path": pair.target.path,
            "byte": place.start,
            "end": place.end,
            "locale": pair.target.locale.as_str(),
            "kind": divergence.kind.name(),
            "lost": id(divergence.lost),
            "gained": id(divergence.gained),
            "lostWord": cue(divergence.lost, Side::Source),
            "gainedWord": cue(divergence.gained, Side::Target),
            "signs": divergence.signs.iter().map(|sign| sign.name()).collect::<Vec<_>>(),
            "confidence": divergence.confidence,
            "score": divergence.score,
            "source": pair.source.document.text(from),
            "translation": pair.target.document.text(to),
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn show_forms(forms: &Forms, out: &mut impl io::Write) -> io::Result<()> {
    let mut written: BTreeMap<u32, &'static str> = BTreeMap::new();
    for lexicon in lexicon::all() {
        written.extend(lexicon.forms().chain(lexicon.terms()).map(|(form, _)| (form_hash(form), form)));
    }
    for ((own, other, concept, form), seen) in forms {
        let line = json!({
            "form": written.get(form),
            "language": own,
            "beside": other,
            "concept": lexicon::concepts()[*concept as usize].id,
            "all": seen.all,
            "unanswered": seen.unanswered,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn show_likeness(likeness: &Likeness, out: &mut impl io::Write) -> io::Result<()> {
    for (concept, seen) in &likeness.stated {
        let counts = |beside: usize| {
            let [both, first, second] = seen[beside];
            [both, first, second, likeness.pairs[beside] - both - first - second]
        };
        let id = lexicon::concepts()[*concept as usize].id;
        let line = json!({ "likeness": id, "translations": counts(0), "others": counts(1) });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Adds the pages of a folder; `inner` is its path below the root.
fn add_below(folder: &Path, root: &str, inner: &str, checker: &mut Checker) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{inner}{name}");
        if entry.file_type()?.is_dir() {
            add_below(&entry.path(), root, &format!("{path}/"), checker)?;
        } else if [".md", ".mdx", ".markdown", ".txt"].iter().any(|end| name.ends_with(end)) {
            checker.add(root, &path, &fs::read(entry.path())?);
        }
    }
    Ok(())
}
