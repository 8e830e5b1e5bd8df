//! DOT for Graphviz and everything that reads it, built as a graphviz-rust tree.
//!
//! That crate prints texts as they are, so every text goes through [`quote`] first.

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use crate::draw::{Colour, Diagram, DiagramEdge, DiagramNode, Form, NodeRole, palette};
use crate::model::{EdgeKind, StakeholderKind, Stance};

/// What DOT carries besides the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DotOptions {
    /// Whether a cluster explains the signs. Default: `true`.
    pub legend: bool,
}

impl Default for DotOptions {
    fn default() -> Self {
        Self { legend: true }
    }
}

/// Writes a diagram as a DOT digraph, one statement a line.
///
/// Stance is told by colour, line style, sign (`headlabel`) and arrow head; ties, which have no
/// direction, have their sign as `label` and both ends marked. Every node and edge
/// has `id`, `class`, `tooltip` and a `URL` that leads to its own id, so a page that holds the
/// rendered SVG can link to it. Groups are clusters. The same diagram gives the same bytes.
pub fn dot(diagram: &Diagram, options: DotOptions) -> String {
    let mut stmts = defaults(diagram);
    for (i, group) in diagram.groups.iter().enumerate() {
        let members = diagram.nodes.iter().filter(|node| node.group == Some(i));
        let mut inner = vec![
            set("label", quote(&group.lines.join("\n"))),
            set("id", quote(&group.id)),
            set("tooltip", quote(&group.label)),
            set("style", plain("filled")),
            set("color", colour(palette::HAIRLINE)),
            set("fillcolor", colour(palette::PANEL)),
            set("fontsize", plain("12")),
            set("labeljust", plain("l")),
            set("margin", plain("10")),
        ];
        inner.extend(members.map(|node| Stmt::Node(node_stmt(node))));
        stmts.push(Stmt::Subgraph(Subgraph {
            id: quote(&format!("cluster_{}", group.id)),
            stmts: inner,
        }));
    }
    let loose = diagram.nodes.iter().filter(|node| node.group.is_none());
    stmts.extend(loose.map(|node| Stmt::Node(node_stmt(node))));
    stmts.extend(
        diagram
            .edges
            .iter()
            .map(|edge| Stmt::Edge(edge_stmt(diagram, edge))),
    );
    if options.legend && !diagram.edges.is_empty() {
        stmts.push(Stmt::Subgraph(legend(diagram)));
    }
    let graph = Graph::DiGraph {
        id: quote(diagram.form.as_str()),
        strict: false,
        stmts,
    };
    graph.print(PrinterContext::default().with_semi()) + "\n"
}

/// The one family whose metrics every Graphviz has built in; its bold is in none.
pub(super) const FAMILY: &str = "Helvetica";

/// Any text as a DOT string: quoted, with everything escaped that DOT, Graphviz's escape
/// strings (`\N`, `\l`) or its reading of `&entities;` would take for something else. Line
/// breaks become `\n`; control characters, which DOT cannot hold, become spaces.
pub(super) fn quote(text: &str) -> Id {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '&' => quoted.push_str("&amp;"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    Id::Escaped(quoted)
}

/// Lines of a label, each ended by a justification: `\n` centred, `\l` left.
pub(super) fn label(lines: &[String], end: &str) -> Id {
    let mut text = String::new();
    for line in lines {
        let Id::Escaped(quoted) = quote(line) else {
            continue;
        };
        text.push_str(&quoted[1..quoted.len() - 1]);
        text.push_str(end);
    }
    Id::Escaped(format!("\"{text}\""))
}

pub(super) fn plain(word: &str) -> Id {
    Id::Plain(word.to_owned())
}

pub(super) fn colour(Colour(hex): Colour) -> Id {
    quote(hex)
}

pub(super) fn attribute(name: &str, value: Id) -> Attribute {
    Attribute(plain(name), value)
}

pub(super) fn set(name: &str, value: Id) -> Stmt {
    Stmt::Attribute(attribute(name, value))
}

fn defaults(diagram: &Diagram) -> Vec<Stmt> {
    let graph = [
        ("rankdir", plain("LR")),
        ("charset", quote("UTF-8")),
        ("label", quote(&diagram.title)),
        ("tooltip", quote(&diagram.description)),
        ("labelloc", plain("t")),
        ("labeljust", plain("l")),
        ("fontname", quote(FAMILY)),
        ("fontsize", plain("16")),
        ("fontcolor", colour(palette::INK)),
        ("nodesep", plain("0.12")),
        (
            "ranksep",
            plain(if diagram.columns.is_empty() {
                "0.7"
            } else {
                "2.2"
            }),
        ),
        ("bgcolor", colour(palette::PAPER)),
    ];
    // `dot` leaves these aside; `neato` and `sfdp`, which networks are for, put nodes upon each
    // other without them.
    let apart = [("overlap", plain("false")), ("sep", quote("+8"))];
    let is_network = diagram.form == Form::Network;
    let apart = apart.into_iter().filter(|_| is_network);
    let graph: Vec<(&str, Id)> = graph.into_iter().chain(apart).collect();
    let node = [
        ("fontname", quote(FAMILY)),
        ("fontsize", plain("12")),
        ("fontcolor", colour(palette::INK)),
        ("color", colour(palette::BORDER)),
        ("fillcolor", colour(palette::PAPER)),
        ("style", plain("filled")),
        ("shape", plain("box")),
        ("margin", quote("0.11,0.06")),
        ("height", plain("0.3")),
    ];
    let edge = [
        ("fontname", quote(FAMILY)),
        ("labelfontname", quote(FAMILY)),
        ("labelfontsize", plain("14")),
        ("labeldistance", plain("1.6")),
    ];
    let all = |pairs: &[(&str, Id)]| {
        pairs
            .iter()
            .map(|(name, value)| attribute(name, value.clone()))
            .collect()
    };
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(all(&graph))),
        Stmt::GAttribute(GraphAttributes::Node(all(&node))),
        Stmt::GAttribute(GraphAttributes::Edge(all(&edge))),
    ]
}

pub(super) fn node_id(id: &str) -> NodeId {
    NodeId(quote(id), None)
}

fn node_stmt(node: &DiagramNode) -> Node {
    let mut attributes = Vec::new();
    match node.role {
        NodeRole::Stakeholder(kind) => {
            attributes.push(attribute("label", label(&node.lines, "\\n")));
            attributes.extend(stakeholder_look(kind));
        }
        NodeRole::Claim => attributes.push(attribute("label", label(&node.lines, "\\l"))),
        NodeRole::Theme => {
            let mut lines = node.lines.clone();
            if let Some(sides) = node.tally {
                let signed = Stance::ALL.iter().zip(sides).filter(|&(_, n)| n > 0);
                let tally: Vec<String> = signed
                    .map(|(stance, n)| format!("{}{n}", stance.symbol()))
                    .collect();
                if let Some(last) = lines.last_mut() {
                    *last = format!("{last}   {}", tally.join(" "));
                }
            }
            attributes.push(attribute("label", label(&lines, "\\l")));
            attributes.push(attribute("style", quote("filled,rounded")));
        }
    }
    attributes.extend(hooks(
        &node.id,
        &format!("node {}", node.role.as_str()),
        &node.tooltip,
    ));
    Node {
        id: node_id(&node.id),
        attributes,
    }
}

/// The shape and fill by kind, as near to our own pictures as Graphviz has them.
pub(super) fn stakeholder_look(kind: StakeholderKind) -> Vec<Attribute> {
    let shape = match kind {
        StakeholderKind::Ngo | StakeholderKind::State => "box",
        StakeholderKind::Business => "hexagon",
        StakeholderKind::Igo => "octagon",
        StakeholderKind::Academia => "trapezium",
        StakeholderKind::Technical => "parallelogram",
        StakeholderKind::Media => "note",
        StakeholderKind::Individual => "ellipse",
        StakeholderKind::Other => "component",
    };
    let style = if kind == StakeholderKind::State {
        "filled,rounded"
    } else {
        "filled"
    };
    vec![
        attribute("shape", plain(shape)),
        attribute("style", quote(style)),
        attribute("fillcolor", colour(palette::stakeholder(kind))),
        attribute("color", colour(palette::stakeholder(kind))),
        attribute("fontcolor", colour(palette::ON_DARK)),
    ]
}

pub(super) fn hooks(id: &str, class: &str, tooltip: &str) -> [Attribute; 4] {
    [
        attribute("id", quote(id)),
        attribute("class", quote(class)),
        attribute("tooltip", quote(tooltip)),
        attribute("URL", quote(&format!("#{id}"))),
    ]
}

/// Colour, line, sign and ends of a stance. A tie has no direction: both its ends are marked
/// alike, and its sign is in its middle.
pub(super) fn sign(stance: Stance, width_px: f64, kind: EdgeKind) -> Vec<Attribute> {
    let (style, head) = match stance {
        Stance::Support => ("solid", "normal"),
        Stance::Concern => ("dashed", "tee"),
    };
    if kind == EdgeKind::Tie {
        return vec![
            attribute("color", colour(palette::line(stance))),
            attribute("style", plain(style)),
            attribute("penwidth", plain(&format!("{width_px:.1}"))),
            attribute("dir", plain("both")),
            attribute("arrowhead", plain(head)),
            attribute("arrowtail", plain(head)),
            attribute("label", quote(&stance.symbol().to_string())),
            attribute("fontsize", plain("14")),
            attribute("fontcolor", colour(palette::text(stance))),
        ];
    }
    vec![
        attribute("color", colour(palette::line(stance))),
        attribute("style", plain(style)),
        attribute("penwidth", plain(&format!("{width_px:.1}"))),
        attribute("arrowhead", plain(head)),
        attribute("headlabel", quote(&stance.symbol().to_string())),
        attribute("labelfontcolor", colour(palette::text(stance))),
    ]
}

fn edge_stmt(diagram: &Diagram, edge: &DiagramEdge) -> Edge {
    let mut attributes = sign(edge.stance, edge.width_px(), edge.kind);
    attributes.push(attribute("weight", plain(&format!("{}", edge.weight))));
    let class = format!("edge {} {}", edge.kind.as_str(), edge.stance);
    attributes.extend(hooks(&edge.id, &class, &edge.tooltip));
    pair(
        &diagram.nodes[edge.from].id,
        &diagram.nodes[edge.to].id,
        attributes,
    )
}

pub(super) fn pair(from: &str, to: &str, attributes: Vec<Attribute>) -> Edge {
    let end = |id| Vertex::N(node_id(id));
    Edge {
        ty: EdgeTy::Pair(end(from), end(to)),
        attributes,
    }
}

/// Two sample edges with what they say.
fn legend(diagram: &Diagram) -> Subgraph {
    let kinds = diagram.edge_kinds();
    let ties_only = kinds == [EdgeKind::Tie];
    let (words, end) = if kinds == [EdgeKind::Relation] {
        (["supports", "challenges"], "claim")
    } else if ties_only {
        (["take the same side", "take opposite sides"], "another")
    } else {
        (["supports", "is concerned about"], "claim or theme")
    };
    let mut stmts = vec![
        set("label", quote("How to read it")),
        set("id", quote("legend")),
        set("tooltip", quote("legend")),
        set("color", colour(palette::HAIRLINE)),
        set("fontsize", plain("12")),
        set("labeljust", plain("l")),
    ];
    for (stance, words) in Stance::ALL.into_iter().zip(words) {
        let (from, to) = (
            format!("legend-{stance}-from"),
            format!("legend-{stance}-to"),
        );
        let ends = [("one", &from), (end, &to)];
        for (label, id) in ends {
            let mut attributes = vec![attribute("label", quote(label))];
            attributes.extend(hooks(id, "legend", label));
            stmts.push(Stmt::Node(Node {
                id: node_id(id),
                attributes,
            }));
        }
        let kind = if ties_only {
            EdgeKind::Tie
        } else {
            EdgeKind::Statement
        };
        let mut attributes = sign(stance, 2.0, kind);
        let words = if ties_only {
            // The sign of a tie is in its label.
            attributes.retain(|Attribute(name, _)| *name != plain("label"));
            format!("{} {words}", stance.symbol())
        } else {
            words.to_owned()
        };
        attributes.push(attribute("label", quote(&words)));
        if !ties_only {
            attributes.push(attribute("fontsize", plain("12")));
        }
        attributes.extend(hooks(&format!("legend-{stance}"), "legend", &words));
        stmts.push(Stmt::Edge(pair(&from, &to, attributes)));
    }
    Subgraph {
        id: quote("cluster_legend"),
        stmts,
    }
}
