//! What changed as DOT: one graph of before and after, with the change in words at each edge.

use graphviz_rust::dot_structures::{Edge, EdgeTy, Graph, GraphAttributes, Node, Stmt, Vertex};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::dot::{
    FAMILY, attribute, colour, hooks, label, node_id, plain, quote, sign, stakeholder_look,
};
use crate::analysis::diff::{PositionPair, Turn};
use crate::draw::{DiffPair, palette};
use crate::model::{EdgeKind, RollUp, Stance};

/// Writes the positions of both records as one DOT digraph. DOT has no places of its own, so
/// there are no halves: an edge that is only before is labelled `dropped`, one that is only after
/// `new`, with `flipped` where the side is another; stakeholders heard on one side only say so.
pub fn diff_dot(pair: &DiffPair<'_>, roll_up: RollUp) -> String {
    let diff = pair.diff;
    let pairs = diff.position_pairs(pair.before, pair.after, roll_up);
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(vec![
            attribute("rankdir", plain("LR")),
            attribute("charset", quote("UTF-8")),
            attribute("label", quote("What changed")),
            attribute("labelloc", plain("t")),
            attribute("labeljust", plain("l")),
            attribute("fontname", quote(FAMILY)),
            attribute("fontsize", plain("16")),
            attribute("nodesep", plain("0.15")),
            attribute("ranksep", plain("2.6")),
            attribute("bgcolor", colour(palette::PAPER)),
        ])),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            attribute("fontname", quote(FAMILY)),
            attribute("fontsize", plain("12")),
            attribute("style", plain("filled")),
            attribute("fillcolor", colour(palette::PAPER)),
            attribute("color", colour(palette::BORDER)),
            attribute("shape", plain("box")),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![
            attribute("fontname", quote(FAMILY)),
            attribute("fontsize", plain("11")),
            attribute("labelfontname", quote(FAMILY)),
            attribute("labelfontsize", plain("14")),
        ])),
    ];
    stmts.extend(people(pair, &pairs).into_iter().map(Stmt::Node));
    let mut themes: Vec<&str> = pairs.iter().map(|it| it.theme.as_str()).collect();
    themes.sort_unstable();
    themes.dedup();
    for theme in themes {
        let name = diff.theme_name(theme);
        let mut attributes = vec![
            attribute("label", quote(name)),
            attribute("style", quote("filled,rounded")),
        ];
        attributes.extend(hooks(&format!("theme-{theme}"), "node theme", name));
        stmts.push(Stmt::Node(Node {
            id: node_id(&format!("theme-{theme}")),
            attributes,
        }));
    }
    stmts.extend(pairs.iter().flat_map(|it| edges(pair, it)).map(Stmt::Edge));
    let graph = Graph::DiGraph {
        id: quote("diff"),
        strict: false,
        stmts,
    };
    graph.print(PrinterContext::default().with_semi()) + "\n"
}

fn people(pair: &DiffPair<'_>, pairs: &[PositionPair]) -> Vec<Node> {
    let diff = pair.diff;
    let mut people: Vec<&str> = pairs.iter().map(|it| it.stakeholder.as_str()).collect();
    people.sort_unstable();
    people.dedup();
    let node = |id: &str| {
        let own = || pairs.iter().filter(|it| it.stakeholder == id);
        let before = own().any(|it| it.before.counts() != [0, 0]);
        let after = own().any(|it| it.after.counts() != [0, 0]);
        let name = diff.stakeholder_name(id);
        let mut lines = vec![name.to_owned()];
        match (before, after) {
            (true, false) => lines.push("(only before)".to_owned()),
            (false, true) => lines.push("(only after)".to_owned()),
            _ => {}
        }
        let mut attributes = vec![attribute("label", label(&lines, "\\n"))];
        let all = [pair.after, pair.before].into_iter();
        let mut all = all.flat_map(|record| record.stakeholders());
        if let Some(it) = all.find(|it| diff.common_id(it.id.as_str()) == id) {
            attributes.extend(stakeholder_look(it.kind));
        }
        let tooltip = lines.join(" ");
        attributes.extend(hooks(
            &format!("stakeholder-{id}"),
            "node stakeholder",
            &tooltip,
        ));
        Node {
            id: node_id(&format!("stakeholder-{id}")),
            attributes,
        }
    };
    people.into_iter().map(node).collect()
}

fn edges(pair: &DiffPair<'_>, it: &PositionPair) -> Vec<Edge> {
    let (before, after) = (it.before.counts(), it.after.counts());
    let flipped = it.turn == Some(Turn::Flipped);
    let mut edges = Vec::new();
    for (side, stance) in Stance::ALL.into_iter().enumerate() {
        let (was, is) = (before[side], after[side]);
        let words = match (was, is, flipped) {
            (0, 0, _) => continue,
            (0, _, false) => "new".to_owned(),
            (0, _, true) => "new: flipped".to_owned(),
            (_, 0, false) => "dropped".to_owned(),
            (_, 0, true) => "dropped: flipped".to_owned(),
            (was, is, _) if was == is => String::new(),
            (was, is, _) => format!("{was} before, {is} after"),
        };
        let width = if words.is_empty() { 1.0 } else { 2.4 };
        let mut attributes = sign(stance, width, EdgeKind::Position);
        if !words.is_empty() {
            attributes.push(attribute("label", quote(&words)));
        }
        let (who, theme) = (&it.stakeholder, &it.theme);
        let tooltip = format!(
            "{} {} {}: {was} before, {is} after",
            pair.diff.stakeholder_name(who),
            stance.verb(),
            pair.diff.theme_name(theme)
        );
        let class = format!("edge position {stance}");
        attributes.extend(hooks(
            &format!("{who}--{theme}--{stance}"),
            &class,
            &tooltip,
        ));
        let end = |id: String| Vertex::N(node_id(&id));
        edges.push(Edge {
            ty: EdgeTy::Pair(
                end(format!("stakeholder-{who}")),
                end(format!("theme-{theme}")),
            ),
            attributes,
        });
    }
    edges
}
