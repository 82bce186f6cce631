use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::finding::Severity;
use crate::guidance::ProcedureReading;
use crate::message;
use crate::source::Span;

crate::message::wordings! {
    BEHIND: "procedure-reordered/behind", "step {step} of the procedure stands behind step {before}";
    STEPS: "procedure-reordered/help", "{pack}: {steps}";
}

/// The steps of a procedure of the guidance stand in another order.
pub static RULE: Rule = Rule {
    name: "procedure-reordered",
    severity: Severity::Error,
    mqm: "accuracy/mistranslation",
    summary: "the steps of a procedure of the guidance stand in another order",
    explanation: "A pack says in which order the steps of a procedure come; who follows another one loses service, or \
        users. Steps are recognised by what they say, not by their number.",
    examples: &[
        Example {
            source: "# Windows Server 2016\n\n1. Deploy a Windows Server 2016 pool.\n2. Deploy a Windows Server 2016 gate node.\n3. Move all users to the Windows Server 2016 pool.\n4. Create FTP policies and certificates for the gate node.\n",
            locale: "de",
            target: "# Windows Server 2016\n\n1. Stellen Sie einen Windows Server 2016-Torknoten bereit.\n2. Stellen Sie einen Windows Server 2016-Pool bereit.\n3. Verschieben Sie alle Benutzer in den Windows Server 2016-Pool.\n4. Erstellen Sie FTP-Richtlinien und Zertifikate für den Torknoten.\n",
            flags: &["Stellen Sie einen Windows Server 2016-Pool bereit."],
        },
        Example {
            source: "# Windows Server 2016\n\n1. Deploy a Windows Server 2016 pool.\n2. Deploy a Windows Server 2016 gate node.\n3. Move all users to the Windows Server 2016 pool.\n4. Create FTP policies and certificates for the gate node.\n",
            locale: "de",
            target: "# Windows Server 2016\n\n1. Stellen Sie einen Windows Server 2016-Pool bereit.\n2. Stellen Sie einen Windows Server 2016-Torknoten bereit.\n3. Verschieben Sie alle Benutzer in den Windows Server 2016-Pool.\n4. Erstellen Sie FTP-Richtlinien und Zertifikate für den Torknoten.\n",
            flags: &[],
        },
    ],
    absorbs: &["steps-reordered"],
    messages: WORDINGS,
    checks: &[Check::Procedure(check)],
};

fn check(reading: &ProcedureReading<'_>, sink: &mut Sink) {
    // The first step that stands before one it has to follow.
    let mut furthest: Option<(u32, Span)> = None;
    let mut early = None;
    for &(order, claim, text) in &reading.steps {
        if let Some((before, place)) = furthest
            && text.start < place.start
        {
            early = Some((order, claim, before, text, place));
            break;
        }
        furthest = Some((order, text));
    }
    let Some((order, claim, before, _, place)) = early else { return };
    let message = message!(BEHIND, step = before, before = order);
    let mut draft = Draft::new(&RULE, message, reading.target, place, place).fact(claim.id.clone());
    let list: Vec<String> = reading.steps.iter().map(|step| format!("{}. {}", step.0, step.1.says)).collect();
    let all = reading.steps.iter().fold(place, |all, step| all.union(step.2));
    let all = reading.target.document.source_span(all);
    draft.reach = Some((all, all));
    if let Some(pair) = reading.pair {
        let whole = Span::new(0, pair.source.document.plain.len() as u32);
        draft.reach = Some((all, pair.source.document.source_span(whole)));
    }
    sink.push(draft.help(message!(STEPS, pack = &reading.pack.title, steps = list.join(" "))));
}
