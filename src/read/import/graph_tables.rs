//! Graphs as a table of nodes and one of edges, as Gephi has them.

use super::Import;
use super::draft::Draft;
use super::kumu::renamed;
use super::loose::{Loose, LooseEdge, record};
use super::table::{Row, Table, table};
use crate::model::{Attributes, EDGE_KIND, NODE_KIND, Value};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::Problem;

const SOURCE: &[&str] = &["source", "from"];
const TARGET: &[&str] = &["target", "to"];

/// Whether a head is one of edges, and whether one of nodes.
pub(crate) fn kinds(head: &[String]) -> (bool, bool) {
    let has = |names: &[&str]| {
        head.iter().any(|one| {
            names
                .iter()
                .any(|name| one.trim().eq_ignore_ascii_case(name))
        })
    };
    let edges = has(SOURCE) && has(TARGET);
    // Kumu's elements are known by their labels.
    (
        edges,
        !edges && (has(&["label"]) || has(&["id"]) && has(&["name"])),
    )
}

/// Reads both tables; see [`property_record`](super::property_record) for what becomes of them.
/// An apostrophe that keeps a cell from being a formula is taken off.
pub fn graph_tables(inputs: Vec<Input>) -> Import {
    let mut draft = Draft::default();
    let mut loose = Loose {
        directed: true,
        ..Loose::default()
    };
    let mut found = [false; 2];
    for input in inputs {
        let Some(one) = table(input, &mut draft) else {
            continue;
        };
        match kinds(&one.head) {
            (true, _) => {
                found[1] = true;
                let ends = (one.column(SOURCE), one.column(TARGET), one.column(&["id"]));
                for row in &one.rows {
                    let id = raw(row, ends.2);
                    let id = if id.is_empty() {
                        format!("e{}", row.line)
                    } else {
                        id
                    };
                    loose.edges.push(LooseEdge {
                        id,
                        source: raw(row, ends.0),
                        target: raw(row, ends.1),
                        attributes: renamed(
                            cells(
                                &one,
                                row,
                                &[
                                    ends.0,
                                    ends.1,
                                    ends.2,
                                    direction(&one, row, "type"),
                                    direction(&one, row, "direction"),
                                ],
                            ),
                            &[],
                            EDGE_KIND,
                        ),
                    });
                }
            }
            (_, true) => {
                found[0] = true;
                let id = one.column(&["id"]);
                let known = id.or_else(|| one.column(&["label"]));
                for row in &one.rows {
                    let attributes = renamed(cells(&one, row, &[id]), &[], NODE_KIND);
                    loose.nodes.push((raw(row, known), attributes));
                }
            }
            _ => draft.tally.lost(
                "other files",
                "their columns tell neither nodes nor edges",
                one.name,
            ),
        }
    }
    if found != [true; 2] && draft.problems.is_empty() {
        let message =
            "a graph in tables needs one of nodes (Id, Label) and one of edges (Source, Target)";
        draft.problems.push(
            Problem::new(Code::BadExchange, message).help("import both files, or their folder"),
        );
    }
    record(loose, draft)
}

/// The column of this name, where it says how edges are directed.
fn direction(table: &Table, row: &Row, name: &str) -> Option<usize> {
    let column = table.column(&[name])?;
    is_direction(row.get(Some(column))).then_some(column)
}

fn is_direction(word: &str) -> bool {
    ["directed", "undirected", "mutual"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// The cell as it was before it was kept from being a formula.
pub(crate) fn raw(row: &Row, column: Option<usize>) -> String {
    let cell = column.and_then(|at| row.cells.get(at)).unwrap_or_default();
    let inner = cell
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
    inner.unwrap_or(cell).to_owned()
}

fn cells(table: &Table, row: &Row, but: &[Option<usize>]) -> Attributes {
    (0..table.head.len())
        .filter(|&at| !but.contains(&Some(at)) && !table.head[at].is_empty())
        .map(|at| (table.head[at].clone(), raw(row, Some(at))))
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, Value::Text(value)))
        .collect()
}
