//! Snippets inside a page: its code blocks and inline commands, and the DNS records in its tables and
//! sentences. They are excerpts: nothing follows from what they leave out.

use super::model::{Deployment, Kind, Source};
use super::{Origin, Snippet, dns, powershell, read, recognise};
use unisono::document::{BlockKind, Document, MarkKind, Run};
use unisono::finding::PageId;
use unisono::order::InOrder as _;
use unisono::source::Span;

/// Reads the snippets of a page into the deployment; `text` is the whole page. What is no snippet of a
/// topology leaves nothing.
pub fn read_document(deployment: &mut Deployment, page: PageId, text: &str, document: &Document) {
    for block in &document.blocks {
        if let BlockKind::Code { language } = block.kind {
            let label = language.map_or("", |language| document.string(language));
            stretch(deployment, page, document, block.text, label);
            continue;
        }
        for mark in document.block_marks(block).iter().filter(|mark| mark.kind == MarkKind::Code) {
            // A name alone does nothing; with a parameter it is a command.
            let code = document.text(mark.text);
            if code.contains(" -") && powershell::recognises(code, "") {
                stretch(deployment, page, document, mark.text, "powershell");
            }
        }
    }
    let outside = outside_code(text, document);
    let names = |line: &Span| dns::names_service(&text[line.range()]);
    if outside.iter().any(names) {
        let kind = Some(Kind::Dns);
        let source = deployment.add_source(Source { page, kind, excerpt: true, runs: Vec::new() });
        dns::read_lines(Snippet { text, source }, &outside, deployment);
    }
}

/// Reads a stretch of the visible text, if it is a snippet.
fn stretch(deployment: &mut Deployment, page: PageId, document: &Document, at: Span, label: &str) {
    let text = document.text(at);
    if recognise(text, label).is_none() {
        return;
    }
    let first = document.runs.partition_point(|run| run.plain.end <= at.start);
    let runs = document.runs[first..]
        .iter()
        .take_while(|run| run.plain.start < at.end)
        .map(|run| within(*run, at))
        .collect();
    read(deployment, text, Origin { page, excerpt: true, runs, label: label.to_owned() });
}

/// A run, cut to a stretch and counted from its start.
fn within(run: Run, at: Span) -> Run {
    let (start, end) = (run.plain.start.max(at.start), run.plain.end.min(at.end));
    let verbatim = run.plain.len() == run.source.len();
    let source = if verbatim {
        Span::new(run.source.start + (start - run.plain.start), run.source.end - (run.plain.end - end))
    } else {
        run.source
    };
    Run { plain: Span::new(start - at.start, end - at.start), source }
}

/// The lines of a page that stand neither in its front matter nor in a code block.
fn outside_code(text: &str, document: &Document) -> Vec<Span> {
    let mut hidden: Vec<Span> = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Code { .. }))
        .map(|block| block.source)
        .chain([document.front_matter.source])
        .collect();
    hidden.put_in_order();
    let mut at = 0;
    powershell::lines(text)
        .filter(|line| {
            while hidden.get(at).is_some_and(|span| span.end <= line.start) {
                at += 1;
            }
            hidden.get(at).is_none_or(|span| span.start >= line.end.max(line.start + 1) || span.is_empty())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RecordData;

    #[test]
    fn code_inline_commands_tables_and_sentences_of_a_page_are_read_with_their_places() {
        let text = "---\ntitle: XMPP\n---\n\n# XMPP\n\n1. Add the partner:\n\n   ```powershell\n   New-CsXmppAllowedPartner -Domain fabrikam.com\n   ```\n\n\
                    2. Run `Move-CsUser -Identity kim@contoso.com -Target pool2013.contoso.com`, then `Get-CsUser`.\n\n\
                    Set \\_xmpp-server.\\_tcp.contoso.com to port 5269.\n\n\
                    |Type|Name|Address|\n|:--|:--|:--|\n|A|xmpp.contoso.com|192.0.2.10|\n\n```json\n{\"a\": 1}\n```\n";
        let page = unisono::document::read("", "page.md", text.as_bytes(), None);
        let mut deployment = Deployment::default();
        read_document(&mut deployment, 0, text, &page.documents[0]);
        assert_eq!(deployment.faults, []);
        assert_eq!(deployment.partners[0].domain, "fabrikam.com");
        assert_eq!(deployment.users[0].identity, "kim@contoso.com");
        assert_eq!(deployment.commands.len(), 2);
        assert!(
            matches!(deployment.records[0].data, RecordData::Srv { port: Some(ref port), .. } if port.value == 5269)
        );
        assert_eq!(deployment.records[1].owner.value, "xmpp.contoso.com");
        assert!(deployment.sources.iter().all(|source| source.excerpt));
        for (place, words) in [
            (deployment.commands[0].place, "New-CsXmppAllowedPartner -Domain fabrikam.com"),
            (deployment.commands[1].cmdlet.place, "Move-CsUser"),
            (deployment.records[1].owner.place, "xmpp.contoso.com"),
        ] {
            let span = deployment.sources[place.source as usize].page_span(place.span);
            assert_eq!(&text[span.range()], words);
        }
    }
}
