//! Graphs and records as tables, for workbooks and documents.

use super::flat;
use crate::analysis::{Cell, Table};
use crate::model::{KnowledgeGraph, PropertyGraph, Record, Value};

/// A value as a cell; lists are texts parted by `|`.
pub(super) fn cell(value: Option<&Value>) -> Cell {
    match value {
        None => Cell::Empty,
        Some(Value::Integer(number)) => Cell::Integer(*number),
        Some(Value::Number(number)) => Cell::Number(*number),
        Some(Value::Bool(yes)) => Cell::Flag(*yes),
        Some(other) => Cell::Text(other.to_string()),
    }
}

/// Tables of nodes and of edges, with every attribute; edges name their ends by id and label.
/// O(cells).
pub fn graph_tables(graph: &PropertyGraph) -> Vec<Table> {
    let columns = flat::node_columns(graph);
    let heads = ["id", "label"].map(str::to_owned).into_iter();
    let heads = heads.chain(columns.iter().map(|column| column.name.clone()));
    let mut nodes = Table::new("nodes", heads);
    for node in &graph.nodes {
        let known = [&node.id, &node.label].map(|text| Cell::from(text.as_str()));
        let rest = flat::row(&columns, flat::node_cells(node));
        nodes.push(
            known
                .into_iter()
                .chain(rest.iter().map(|value| cell(value.as_deref()))),
        );
    }
    let columns = flat::edge_columns(graph);
    let heads = ["id", "source", "sourceLabel", "target", "targetLabel"];
    let heads = heads.into_iter().chain(["label", "weight"]);
    let heads = heads.map(str::to_owned);
    let heads = heads.chain(columns.iter().map(|column| column.name.clone()));
    let mut edges = Table::new("edges", heads);
    for edge in &graph.edges {
        let (from, to) = (&graph.nodes[edge.source], &graph.nodes[edge.target]);
        let known = [
            &edge.id,
            &from.id,
            &from.label,
            &to.id,
            &to.label,
            &edge.label,
        ];
        let known = known.map(|text| Cell::from(text.as_str())).into_iter();
        let known = known.chain([Cell::Number(edge.weight)]);
        let rest = flat::row(&columns, flat::edge_cells(edge));
        edges.push(known.chain(rest.iter().map(|value| cell(value.as_deref()))));
    }
    vec![nodes, edges]
}

/// The columns of [`statements_table`], those of `statements_csv`.
const STATEMENTS: [&str; 19] = [
    "id",
    "stakeholder",
    "stakeholder_name",
    "claim",
    "claim_text",
    "stance",
    "source",
    "source_title",
    "date",
    "paragraph",
    "span_start",
    "span_end",
    "quote",
    "speaker",
    "condition",
    "fidelity",
    "coder",
    "note",
    "comment",
];

/// One row a statement, with the columns of [`statements_csv`](super::statements_csv), typed.
pub fn statements_table(record: &Record) -> Table {
    let table = record.statements();
    let mut made = Table::new("statements", STATEMENTS);
    for row in table.rows() {
        let stakeholder = record.stakeholder(table.stakeholder(row));
        let claim = record.claim(table.claim(row));
        let source = record.source(table.source(row));
        let span = table.span(row);
        let day = record.date_of(row).map(|day| day.to_string());
        made.push([
            table.id(row).as_str().into(),
            stakeholder.id.as_str().into(),
            stakeholder.name.as_str().into(),
            claim.id.as_str().into(),
            claim.text.as_str().into(),
            table.stance(row).as_str().into(),
            source.id.as_str().into(),
            source.title.as_str().into(),
            day.into(),
            table.paragraph(row).map(|n| n.get()).into(),
            span.map(|span| span.start()).into(),
            span.map(|span| span.end()).into(),
            table.quote(row).into(),
            table.speaker(row).into(),
            table.condition(row).into(),
            table.fidelity(row).map(|fidelity| fidelity.as_str()).into(),
            table.coder(row).into(),
            table.note(row).into(),
            table.comment(row).into(),
        ]);
    }
    made
}

/// One row a position: who, on what, which way, from how many statements, which.
pub fn positions_table(record: &Record, graph: &KnowledgeGraph) -> Table {
    let heads = [
        "stakeholder",
        "stakeholder_name",
        "theme",
        "theme_name",
        "stance",
        "statements",
        "evidence",
    ];
    let mut made = Table::new("positions", heads);
    let table = record.statements();
    for position in graph.positions() {
        let stakeholder = record.stakeholder(position.stakeholder);
        let theme = record.theme(position.theme);
        let ids = position
            .statements
            .iter()
            .map(|&row| table.id(row).as_str());
        made.push([
            stakeholder.id.as_str().into(),
            stakeholder.name.as_str().into(),
            theme.id.as_str().into(),
            theme.name.as_str().into(),
            position.stance.as_str().into(),
            position.statements.len().into(),
            ids.collect::<Vec<_>>().join(" ").into(),
        ]);
    }
    made
}
