//! Readers of deployments, in files of their own and in snippets of pages.

use crate::run::{File, Target, assert_sound, assert_whole, pieces};
use unisono::{Checker, Options};
use unisono_topology::compare::{compare, dialect};
use unisono_topology::{Deployment, Origin, powershell, read};

/// The targets of this file.
pub const TARGETS: &[Target] = &[
    ("topology_xml", xml),
    ("topology_json", json),
    ("topology_yaml", yaml),
    ("topology_powershell", powershell),
    ("topology_dns", dns),
    ("topology_snippets", snippets),
];

/// A deployment of several files, whose names tell nothing of their form. The reader is called alone, too: what it says
/// of a text lies in it.
fn assert_deployment(bytes: &[u8], ending: &str) {
    unisono_topology::install();
    let pieces = pieces(bytes);
    let mut deployment = Deployment::default();
    for piece in &pieces {
        let Ok(text) = std::str::from_utf8(piece) else { continue };
        let label = if ending == "ps1" { "powershell" } else { "" };
        read(&mut deployment, text, Origin { label: label.to_owned(), ..Origin::default() });
        let own = deployment.sources.len() as u32 - 1;
        for fault in deployment.faults.iter().filter(|fault| fault.place.source == own) {
            assert_whole(text, fault.place.span, fault);
        }
    }
    let files: Vec<File<'_>> =
        pieces.into_iter().enumerate().map(|(at, piece)| (format!("{at}.{ending}"), piece)).collect();
    let packs = ["lync-server-2013", "skype-for-business-server-2015", "skype-for-business-server-2019"];
    let drawn = Options::default().with_topology_picture(true);
    for options in [drawn.clone(), packs.into_iter().fold(drawn, Options::with_applied_pack)] {
        assert_sound(&[], &files, &|| Checker::new(options.clone()));
    }
}

/// Files of Topology Builder, and the output of `Get-CsTopology -AsXml`.
pub fn xml(bytes: &[u8]) {
    assert_deployment(bytes, "tbxml");
}

/// Deployments in JSON.
pub fn json(bytes: &[u8]) {
    assert_deployment(bytes, "json");
}

/// Deployments in YAML.
pub fn yaml(bytes: &[u8]) {
    assert_deployment(bytes, "yaml");
}

/// Scripts and transcripts; their syntax alone, too.
pub fn powershell(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let script = powershell::parse(text);
        script.pipelines.iter().for_each(|pipeline| assert_whole(text, pipeline.span, pipeline));
        script.each_command(&mut |command| {
            assert_whole(text, command.span, command);
            assert_whole(text, command.name, command);
        });
        script.comments.iter().chain(&script.output).for_each(|span| assert_whole(text, *span, span));
        script.faults.iter().for_each(|fault| assert_whole(text, fault.span, fault));
    }
    assert_deployment(bytes, "ps1");
}

/// DNS records, as zones, tables and the output of programs.
pub fn dns(bytes: &[u8]) {
    assert_deployment(bytes, "txt");
}

/// Snippets in pages, each piece behind a fence with every label, and held against each other.
pub fn snippets(bytes: &[u8]) {
    unisono_topology::install();
    let pieces = pieces(bytes);
    let (source, target) = (pieces[0], pieces.get(1).copied().unwrap_or(pieces[0]));
    for label in ["powershell", "xml", "json", "yaml", ""] {
        if let (Ok(source), Ok(target)) = (std::str::from_utf8(source), std::str::from_utf8(target))
            && let Some(dialect) = dialect(source, label)
        {
            for difference in compare(dialect, source, target) {
                assert_whole(source, difference.source, &difference);
                assert_whole(target, difference.target, &difference);
            }
        }
        let page = |text: &[u8]| {
            let begin = format!("# Lync Server 2013\n\nRun this:\n\n````{label}\n");
            [begin.as_bytes(), text, b"\n````\n"].concat()
        };
        let pages = [("en/page.md".to_owned(), page(source)), ("de/page.md".to_owned(), page(target))];
        let pages: Vec<File<'_>> = pages.iter().map(|(path, text)| (path.clone(), text.as_slice())).collect();
        assert_sound(&pages, &[], &|| Checker::new(Options::default()));
    }
}
