//! Layout by a Graphviz, whichever: a skeleton of the diagram goes out as DOT with boxes of
//! known size and no text, coordinates come back as Graphviz's `json0`.

use std::fmt::Write as _;

use serde_json::Value;

use super::{LayoutBackend, LayoutError, Placement};
use crate::draw::diagram::{Diagram, Form};
use crate::draw::scene::{Point, Rect};

/// Points per px at which Graphviz works: it is told sizes as if a px were a point.
const POINTS_PER_INCH: f64 = 72.0;

/// Places diagrams by something that turns DOT into `json0`.
pub struct Graphviz<F> {
    name: String,
    run: F,
}

impl<F: Fn(&str) -> Result<String, LayoutError>> Graphviz<F> {
    /// Takes the engine's name for messages, and the way to run it.
    pub fn new(name: impl Into<String>, run: F) -> Self {
        Self {
            name: name.into(),
            run,
        }
    }
}

impl<F: Fn(&str) -> Result<String, LayoutError>> LayoutBackend for Graphviz<F> {
    fn name(&self) -> &str {
        &self.name
    }

    fn place(&self, diagram: &Diagram) -> Result<Placement, LayoutError> {
        let json = (self.run)(&skeleton(diagram))?;
        read_json0(diagram, &json).ok_or_else(|| LayoutError::Failed {
            engine: self.name.clone(),
            cause: "its answer is not a layout of the diagram".to_owned(),
        })
    }
}

/// The diagram as DOT without any text: nodes `n0`.. of fixed size, edges with `id`s `e0`..,
/// groups as clusters `cluster_0`.., columns as ranks.
pub fn skeleton(diagram: &Diagram) -> String {
    let inches = |px: f64| px / POINTS_PER_INCH;
    let columned = !diagram.columns.is_empty();
    // Columns stand as far apart as in our own layout, and edges leave and arrive at the sides.
    let widths: f64 = diagram.columns.iter().map(|column| column.width_px).sum();
    let gaps = diagram.columns.len().saturating_sub(1).max(1) as f64;
    let gap_px = if columned {
        (diagram.width_px - widths) / gaps - 20.0
    } else {
        48.0
    };
    // Networks have no direction; programs that take `layout` place them by stress.
    let how = if diagram.form == Form::Network {
        ", layout=neato, overlap=false, sep=\"+8\""
    } else {
        ""
    };
    let (out, into) = if columned { (":e", ":w") } else { ("", "") };
    let mut dot = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        dot,
        "digraph {{ graph [rankdir=LR, nodesep=0.17, ranksep={:.4}, splines=true{how}];\n\
         node [shape=box, fixedsize=true, label=\"\"];\nedge [dir=none];",
        inches(gap_px.max(48.0))
    );
    let node_line = |dot: &mut String, i: usize| {
        let node = &diagram.nodes[i];
        let (width, height) = (inches(node.width_px), inches(node.height_px));
        let _ = writeln!(dot, "n{i} [width={width:.4}, height={height:.4}];");
    };
    for (group, it) in diagram.groups.iter().enumerate() {
        let head = "\\n".repeat(it.lines.len());
        let _ = writeln!(
            dot,
            "subgraph cluster_{group} {{ label=\" {head}\"; margin=8;"
        );
        for i in (0..diagram.nodes.len()).filter(|&i| diagram.nodes[i].group == Some(group)) {
            node_line(&mut dot, i);
        }
        dot.push_str("}\n");
    }
    for i in (0..diagram.nodes.len()).filter(|&i| diagram.nodes[i].group.is_none()) {
        node_line(&mut dot, i);
    }
    if diagram.groups.is_empty() {
        for column in 0..diagram.columns.len() {
            let members: Vec<String> = (0..diagram.nodes.len())
                .filter(|&i| diagram.nodes[i].column == column)
                .map(|i| format!("n{i};"))
                .collect();
            let _ = writeln!(dot, "{{ rank=same; {} }}", members.join(" "));
        }
    }
    for (i, edge) in diagram.edges.iter().enumerate() {
        let _ = writeln!(dot, "n{}{out} -> n{}{into} [id=e{i}];", edge.from, edge.to);
    }
    dot.push_str("}\n");
    dot
}

/// `None` where the answer is not a layout of this diagram.
fn read_json0(diagram: &Diagram, json: &str) -> Option<Placement> {
    let json: Value = serde_json::from_str(json).ok()?;
    let page = numbers(json.get("bb")?.as_str()?);
    let &[_, _, _, top] = page.as_slice() else {
        return None;
    };
    let flip = |x: f64, y: f64| Point::new(x, top - y);

    let mut placement = Placement {
        nodes: vec![Rect::default(); diagram.nodes.len()],
        edges: vec![Vec::new(); diagram.edges.len()],
        groups: vec![None; diagram.groups.len()],
    };
    let none = Vec::new();
    let mut placed = 0;
    for object in json
        .get("objects")
        .and_then(Value::as_array)
        .unwrap_or(&none)
    {
        let name = object.get("name")?.as_str()?;
        if let Some(group) = name.strip_prefix("cluster_") {
            let corners = numbers(object.get("bb").and_then(Value::as_str).unwrap_or(""));
            let &[x0, y0, x1, y1] = corners.as_slice() else {
                continue;
            };
            *placement.groups.get_mut(group.parse::<usize>().ok()?)? =
                Some(Rect::new(x0, top - y1, x1 - x0, y1 - y0));
        } else if let Some(Ok(i)) = name.strip_prefix('n').map(str::parse::<usize>) {
            let &[x, y] = numbers(object.get("pos")?.as_str()?).as_slice() else {
                return None;
            };
            let node = diagram.nodes.get(i)?;
            let (width, height) = (node.width_px, node.height_px);
            let centre = flip(x, y);
            placement.nodes[i] = Rect::new(
                centre.x - width / 2.0,
                centre.y - height / 2.0,
                width,
                height,
            );
            placed += 1;
        }
    }
    for edge in json.get("edges").and_then(Value::as_array).unwrap_or(&none) {
        let i: usize = edge.get("id")?.as_str()?.strip_prefix('e')?.parse().ok()?;
        let points = edge.get("pos")?.as_str()?.split_whitespace();
        let points = points.map(|point| match numbers(point).as_slice() {
            &[x, y] => Some(flip(x, y)),
            _ => None,
        });
        *placement.edges.get_mut(i)? = points.collect::<Option<_>>()?;
    }
    let routed = placement
        .edges
        .iter()
        .all(|route| route.len() >= 4 && route.len() % 3 == 1);
    (placed == diagram.nodes.len() && routed).then_some(placement)
}

fn numbers(list: &str) -> Vec<f64> {
    list.split(',')
        .filter_map(|number| number.parse().ok())
        .collect()
}
