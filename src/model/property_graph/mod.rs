//! One neutral graph between the model and every exchange format: nodes and edges with a class, a
//! label and named attributes.

mod of_graph;
mod of_record;
mod value;

use jiff::civil::Date;

pub use of_record::{PropertyGraphOptions, SourceNodes};
pub use value::Value;

use super::stance::Stance;

/// Nodes and edges with named attributes, as programs for networks know them.
///
/// What the makers ([`of_record`](Self::of_record), [`of_graph`](Self::of_graph)) promise, and
/// writers rely on:
/// - ids of nodes are `class:id` (`stakeholder:wilpf`), ids of edges are unique;
/// - names of attributes are ASCII letters and digits, begin with a lower-case letter, and no
///   two of the nodes, or of the edges, differ only by case;
/// - none of them is a name that a format keeps for itself ([`RESERVED`]).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PropertyGraph {
    /// What it is about.
    pub title: Option<String>,
    /// What is known of the whole.
    pub attributes: Attributes,
    /// Whether edges go from one end to the other.
    pub directed: bool,
    /// Every node, before any edge.
    pub nodes: Vec<PropertyNode>,
    /// Every edge; several may have the same ends.
    pub edges: Vec<PropertyEdge>,
}

/// Names and values, in an order that every writer keeps.
pub type Attributes = Vec<(String, Value)>;

/// Names that no attribute has, since some format gives them a meaning of its own.
pub const RESERVED: [&str; 14] = [
    "id", "pid", "label", "weight", "for", "type", "start", "end", "kind", "name", "source",
    "target", "class", "key",
];

/// The attribute in which writers put [`PropertyNode::class`].
pub const NODE_KIND: &str = "nodeKind";
/// The attribute in which writers put [`PropertyEdge::class`].
pub const EDGE_KIND: &str = "edgeKind";
/// The attribute in which writers put [`PropertyEdge::stance`].
pub const STANCE: &str = "stance";

/// Something that edges link.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PropertyNode {
    /// Its identity: class, colon, id.
    pub id: String,
    /// What it is: `stakeholder`, `claim`, `theme`, `source`; in networks the name of a variable.
    pub class: String,
    /// What is written beside it.
    pub label: String,
    /// What else is known of it.
    pub attributes: Attributes,
    /// How it is shown, where a format can say so.
    pub look: Option<NodeLook>,
}

/// How a node is shown: only what viewers of other programs start from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NodeLook {
    /// Red, green, blue.
    pub colour: [u8; 3],
    /// Its diameter, in the unit of places.
    pub size: f64,
    /// Where it is: x to the right, y upwards.
    pub place: (f64, f64),
}

/// A link between two nodes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PropertyEdge {
    /// Its identity.
    pub id: String,
    /// What it is: `statement`, `about`, `relation`, `broader`, `position`, `tie`.
    pub class: String,
    /// The place of the node it comes from.
    pub source: usize,
    /// The place of the node it goes to.
    pub target: usize,
    /// What is written beside it.
    pub label: String,
    /// Its sign, where it has one.
    pub stance: Option<Stance>,
    /// How strong; below 0 only in networks of differences.
    pub weight: f64,
    /// The first and the last day that it is from.
    pub days: Option<(Date, Date)>,
    /// What else is known of it.
    pub attributes: Attributes,
}

/// Which names attributes have, in the order of their first use.
fn names<'a>(lists: impl Iterator<Item = &'a Attributes>) -> Vec<&'a str> {
    let mut seen = std::collections::BTreeSet::new();
    let mut names = Vec::new();
    for (name, _) in lists.flatten() {
        if seen.insert(name.as_str()) {
            names.push(name.as_str());
        }
    }
    names
}

impl PropertyGraph {
    /// The nodes and edges of some classes only; an edge whose end is left out is left out too.
    /// O(nodes + edges).
    pub fn with_classes(mut self, nodes: &[&str], edges: &[&str]) -> Self {
        let mut place = Vec::with_capacity(self.nodes.len());
        let mut kept = 0;
        for node in &self.nodes {
            let keeps = nodes.contains(&node.class.as_str());
            place.push(keeps.then_some(kept));
            kept += usize::from(keeps);
        }
        self.nodes
            .retain(|node| nodes.contains(&node.class.as_str()));
        self.edges.retain_mut(|edge| {
            let ends = place[edge.source].zip(place[edge.target]);
            if let Some((source, target)) = ends {
                (edge.source, edge.target) = (source, target);
            }
            ends.is_some() && edges.contains(&edge.class.as_str())
        });
        self
    }

    /// Names of the attributes of nodes, in the order of their first use.
    pub fn node_attributes(&self) -> Vec<&str> {
        names(self.nodes.iter().map(|node| &node.attributes))
    }

    /// Names of the attributes of edges, in the order of their first use.
    pub fn edge_attributes(&self) -> Vec<&str> {
        names(self.edges.iter().map(|edge| &edge.attributes))
    }
}

/// The value of an attribute.
pub fn attribute<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a Value> {
    let found = attributes.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value)
}

/// Adds a value where there is one.
fn put(attributes: &mut Attributes, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        attributes.push((name.to_owned(), value.into()));
    }
}

/// The attribute of a node that keeps a free key of a stakeholder: `attr` and the key with its
/// first letter in upper case (`attrRegion`). `None` where the key cannot be read from that
/// again; [`ATTRIBUTE_NAMES`] tells such keys.
pub fn attribute_column(key: &str) -> Option<String> {
    let mut letters = key.chars();
    let first = letters.next().filter(char::is_ascii_lowercase)?;
    let rest = letters.as_str();
    let plain = rest.chars().all(|c| c.is_ascii_alphanumeric());
    plain.then(|| format!("attr{}{rest}", first.to_ascii_uppercase()))
}

/// The key behind a name that [`attribute_column`] made.
pub fn attribute_key(column: &str) -> Option<String> {
    let mut letters = column.strip_prefix("attr")?.chars();
    let first = letters.next().filter(char::is_ascii_uppercase)?;
    Some(format!(
        "{}{}",
        first.to_ascii_lowercase(),
        letters.as_str()
    ))
}

/// The attribute of a node that lists `column=key` for each attribute whose name does not tell
/// the key of the stakeholder's attribute (keys with spaces or accents, or that differ from
/// another's only by case).
pub const ATTRIBUTE_NAMES: &str = "attributeNames";
