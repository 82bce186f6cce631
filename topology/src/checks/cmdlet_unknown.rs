use crate::plug;
use crate::powershell::{self, cmdlets, syntax};
use unisono::checks::{Check, Draft, Example, Rule, Sink};
use unisono::document::{BlockKind, MarkKind};
use unisono::facts::{IdentifierKind, Value};
use unisono::finding::Severity;
use unisono::message;
use unisono::rendition::Rendition;
use unisono::set::{DocumentSet, Reference};
use unisono::source::Span;

unisono::message::wordings! {
    NO_PARAMETER: "cmdlet-unknown/parameter", "{cmdlet} has no parameter {is}";
    NO_CMDLET: "cmdlet-unknown/cmdlet", "there is no cmdlet {is}";
    WRITE_PARAMETER: "cmdlet-unknown/help/parameter", "Write -{meant}.";
    WRITE: "cmdlet-unknown/help/cmdlet", "Write {meant}.";
}

/// A cmdlet or parameter that does not exist.
pub static RULE: Rule = Rule {
    name: "cmdlet-unknown",
    severity: Severity::Warning,
    mqm: "linguistic-conventions/spelling",
    summary: "a cmdlet or parameter is written almost like one that exists, but not quite",
    explanation: "A misspelt cmdlet or parameter does not run, and translations carry it on. Names are compared with \
        the cmdlets of Lync and Skype for Business Server and, for those that matter to federation, topology and \
        migration, with their parameters (`topology/cmdlets.yaml`). A name that is far from all known ones is not \
        flagged: it may be one that Unisono does not know. Flagged is the source, or a page without one; what only a \
        translation misspells is a change (`snippet-changed`, `identifier-changed`).",
    examples: &[
        Example {
            source: "Run New-CsExtenalAccessPolicy to create a policy.",
            locale: "de",
            target: "Führen Sie New-CsExtenalAccessPolicy aus, um eine Richtlinie zu erstellen.",
            flags: &["New-CsExtenalAccessPolicy"],
        },
        Example {
            source: "```powershell\nSet-CsSite -Identity Redmond -XmppExternalFederationRoute $null\n```\n",
            locale: "fr",
            target: "```powershell\nSet-CsSite -Identity Redmond -XmppExternalFederationRoute $null\n```\n",
            flags: &["-XmppExternalFederationRoute"],
        },
        Example {
            source: "Run Get-CsFrobnication and `Set-CsUser -Ident kim` first.",
            locale: "de",
            target: "Führen Sie zuerst Get-CsFrobnication und `Set-CsUser -Ident kim` aus.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Set(plug::look_up_cmdlets)],
};

/// The page of a set whose cmdlets are looked up: its source, or one without a source.
pub(crate) fn page<'m>(set: &DocumentSet, members: &[Rendition<'m>]) -> Option<Rendition<'m>> {
    let flagged = match set.reference {
        Reference::Source(at) | Reference::SideBySide(at) => at + 1 == members.len(),
        Reference::Consensus | Reference::Alone => true,
    };
    members.last().copied().filter(|_| flagged)
}

/// Whether a page names anything that may be a cmdlet.
pub(crate) fn names_any(page: Rendition<'_>) -> bool {
    (0..page.document.sentences.len() as u32)
        .any(|sentence| page.facts.of(sentence).iter().any(|fact| is_cmdlet(&fact.value)))
        || stretches(page).next().is_some()
}

fn is_cmdlet(value: &Value) -> bool {
    matches!(value, Value::Identifier { kind: IdentifierKind::VerbNoun, .. })
}

/// The samples and the inline code of a page that are PowerShell.
fn stretches(page: Rendition<'_>) -> impl Iterator<Item = Span> {
    let document = page.document;
    document.blocks.iter().flat_map(move |block| {
        let label = match block.kind {
            BlockKind::Code { language } => Some(language.map_or("", |language| document.string(language))),
            _ => None,
        };
        let sample = label.map(|label| (block.text, label));
        let marks = document
            .block_marks(block)
            .iter()
            .filter(move |mark| label.is_none() && mark.kind == MarkKind::Code);
        let is_powershell = |(at, label): &(Span, &str)| powershell::recognises(document.text(*at), label);
        sample.into_iter().chain(marks.map(|mark| (mark.text, ""))).filter(is_powershell).map(|(at, _)| at)
    })
}

/// Looks up what a page names.
pub(crate) fn look_up(page: Rendition<'_>, sink: &mut Sink) {
    for (at, sentence) in page.document.sentences.iter().enumerate() {
        for fact in page.facts.of(at as u32).iter().filter(|fact| is_cmdlet(&fact.value)) {
            cmdlet(page, page.document.text(fact.text), fact.text, sentence.text, sink);
        }
    }
    stretches(page).for_each(|at| script(page, at, sink));
}

/// Checks the commands of a stretch of the visible text.
fn script(page: Rendition<'_>, at: Span, sink: &mut Sink) {
    let text = page.document.text(at);
    let place = |span: Span| Span::new(at.start + span.start, at.start + span.end);
    powershell::parse(text).each_command(&mut |command: &syntax::Command| {
        let name = &text[command.name.range()];
        cmdlet(page, name, place(command.name), place(command.span), sink);
        for parameter in command.arguments.iter().filter_map(|argument| argument.parameter) {
            let written = &text[parameter.range()];
            let bare = written.trim_start_matches('-');
            if let Some(meant) = cmdlets::parameter_meant_by(name, bare) {
                let message = message!(NO_PARAMETER, cmdlet = name, is = written);
                let draft = Draft::new(&RULE, message, page, place(parameter), place(command.span));
                sink.push(draft.help(message!(WRITE_PARAMETER, meant)).fact(written));
            }
        }
    });
}

fn cmdlet(page: Rendition<'_>, name: &str, place: Span, sentence: Span, sink: &mut Sink) {
    if let Some(meant) = cmdlets::meant_by(name) {
        let draft = Draft::new(&RULE, message!(NO_CMDLET, is = name), page, place, sentence);
        sink.push(draft.help(message!(WRITE, meant)).fact(name));
    }
}
