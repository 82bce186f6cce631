use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::document::{BlockId, ContainerId, ContainerKind};
use crate::finding::Severity;
use crate::message;
use crate::order::OrderedMap;
use crate::rendition::Rendition;
use crate::source::Span;

crate::message::wordings! {
    ROWS: "table-shape-changed/rows", "this table has {is} rows: the source's has {was}"
        | "this table has {is} rows: the others' has {was}";
    COLUMNS: "table-shape-changed/columns", "this table has {is} columns: the source's has {was}"
        | "this table has {is} columns: the others' has {was}";
    BOTH: "table-shape-changed/both", "this table has {rows} rows of {columns}: the source's has {source_rows} rows of {source_columns}"
        | "this table has {rows} rows of {columns}: the others' has {source_rows} rows of {source_columns}";
}

/// A table has other rows or columns.
pub static RULE: Rule = Rule {
    name: "table-shape-changed",
    severity: Severity::Warning,
    mqm: "design-and-markup/layout",
    summary: "a table has more or fewer rows or columns than in the source",
    explanation: "Rows and columns are counted. A row that is lost, or a cell border that machine translation dropped, \
        shifts what stands in the cells.",
    examples: &[
        Example {
            source: "Ports:\n\n| Port | Use |\n|---|---|\n| 5061 | SIP |\n| 389 | LDAP |\n| 443 | HTTPS |\n",
            locale: "de",
            target: "Ports:\n\n| Port | Zweck |\n|---|---|\n| 5061 | SIP |\n| 443 | HTTPS |\n",
            flags: &["Port"],
        },
        Example {
            source: "Ports:\n\n| Port | Use |\n|---|---|\n| 5061 | SIP |\n",
            locale: "de",
            target: "Ports:\n\n| Port | Zweck |\n|---|---|\n| 5061 | SIP |\n",
            flags: &[],
        },
    ],
    absorbs: &["block-missing", "section-missing", "block-added", "section-added"],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// The table around a block.
pub(super) fn table(rendition: Rendition<'_>, block: BlockId) -> Option<(ContainerId, u32, u32)> {
    let block = &rendition.document.blocks[block as usize];
    rendition.document.ancestors(block).find_map(|(id, container)| match container.kind {
        ContainerKind::Table { columns, rows } => Some((id, columns, rows)),
        _ => None,
    })
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    // Which tables answer each other: by the cells they share.
    let mut votes: OrderedMap<(ContainerId, ContainerId), (u32, BlockId, BlockId)> = OrderedMap::new();
    for bead in pair.alignment.blocks.iter().filter(|b| b.is_pair()) {
        if let (Some(source), Some(target)) =
            (table(pair.source, bead.source.0), table(pair.target, bead.target.0))
        {
            votes.entry((source.0, target.0)).or_insert((0, bead.source.0, bead.target.0)).0 += 1;
        }
    }
    let mut best: OrderedMap<ContainerId, (u32, BlockId, BlockId)> = OrderedMap::new();
    for ((source, _), vote) in votes {
        let entry = best.entry(source).or_insert(vote);
        if vote.0 > entry.0 {
            *entry = vote;
        }
    }
    for (_, s, t) in best.into_values() {
        let (Some((_, columns, rows)), Some((id, target_columns, target_rows))) =
            (table(pair.source, s), table(pair.target, t))
        else {
            continue;
        };
        let what = match (columns == target_columns, rows == target_rows) {
            (true, true) => continue,
            (true, false) => message!(ROWS, is = target_rows, was = rows),
            (false, true) => message!(COLUMNS, is = target_columns, was = columns),
            (false, false) => message!(
                BOTH,
                rows = target_rows,
                columns = target_columns,
                source_rows = rows,
                source_columns = columns
            ),
        };
        let first = |rendition: Rendition<'_>, block: BlockId| rendition.document.blocks[block as usize].text;
        let mut draft = Draft::new(&RULE, what, pair.target, first(pair.target, t), first(pair.target, t))
            .from_source(pair, first(pair.source, s), first(pair.source, s))
            .fact(format!("{rows}x{columns}"));
        // The whole table is the place as far as other rules are concerned; people see its first cell.
        let whole: Span = pair.target.document.containers[id as usize].source;
        draft.reach = Some((
            whole,
            pair.source.document.containers[table(pair.source, s).map_or(0, |t| t.0) as usize].source,
        ));
        sink.push(draft);
    }
}
