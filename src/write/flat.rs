//! What graph formats share: every attribute of nodes and edges as named cells, and the columns
//! that these make.

use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use crate::model::{
    Attributes, EDGE_KIND, NODE_KIND, PropertyEdge, PropertyGraph, PropertyNode, STANCE, Value,
};

/// A named value of a node or an edge.
pub(super) type NamedValue<'a> = (&'a str, Cow<'a, Value>);

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Texts,
    Integer,
    Number,
    Bool,
}

/// An attribute, and what kind of value it has wherever it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

const fn kind(value: &Value) -> Kind {
    match value {
        Value::Text(_) => Kind::Text,
        Value::Texts(_) => Kind::Texts,
        Value::Integer(_) => Kind::Integer,
        Value::Number(_) => Kind::Number,
        Value::Bool(_) => Kind::Bool,
    }
}

/// The kind that has both.
fn wider(a: Kind, b: Kind) -> Kind {
    match (a, b) {
        _ if a == b => a,
        (Kind::Integer, Kind::Number) | (Kind::Number, Kind::Integer) => Kind::Number,
        _ => Kind::Text,
    }
}

fn borrowed(attributes: &Attributes) -> impl Iterator<Item = NamedValue<'_>> {
    let cells = attributes.iter();
    cells.map(|(name, value)| (name.as_str(), Cow::Borrowed(value)))
}

/// All that is known of a node but id, label and look.
pub(super) fn node_cells(node: &PropertyNode) -> Vec<NamedValue<'_>> {
    let class = Value::from(node.class.as_str());
    std::iter::once((NODE_KIND, Cow::Owned(class)))
        .chain(borrowed(&node.attributes))
        .collect()
}

/// A value of an edge, not copied yet.
#[derive(Debug, Clone, Copy)]
pub(super) enum EdgeValue<'a> {
    Text(&'a str),
    Day(Date),
    Number(f64),
    Any(&'a Value),
}

impl<'a> EdgeValue<'a> {
    fn kind(self) -> Kind {
        match self {
            Self::Text(_) | Self::Day(_) => Kind::Text,
            Self::Number(_) => Kind::Number,
            Self::Any(value) => kind(value),
        }
    }

    fn value(self) -> Cow<'a, Value> {
        match self {
            Self::Text(text) => Cow::Owned(text.into()),
            Self::Day(day) => Cow::Owned(day.to_string().into()),
            Self::Number(number) => Cow::Owned(Value::Number(number)),
            Self::Any(value) => Cow::Borrowed(value),
        }
    }
}

impl fmt::Display for EdgeValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Day(day) => day.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Any(value) => value.fmt(f),
        }
    }
}

/// All that is known of an edge but id, ends, label and weight.
pub(super) fn edge_values(edge: &PropertyEdge) -> impl Iterator<Item = (&str, EdgeValue<'_>)> {
    let stance = edge
        .stance
        .map(|stance| (STANCE, EdgeValue::Text(stance.as_str())));
    let day =
        |name, at: fn((Date, Date)) -> Date| edge.days.map(|days| (name, EdgeValue::Day(at(days))));
    let attributes = edge.attributes.iter();
    std::iter::once((EDGE_KIND, EdgeValue::Text(edge.class.as_str())))
        .chain(stance)
        .chain(day("firstDay", |days| days.0))
        .chain(day("lastDay", |days| days.1))
        .chain(attributes.map(|(name, value)| (name.as_str(), EdgeValue::Any(value))))
}

/// [`edge_values`], as those of nodes are.
pub(super) fn edge_cells(edge: &PropertyEdge) -> Vec<NamedValue<'_>> {
    let values = edge_values(edge);
    values.map(|(name, value)| (name, value.value())).collect()
}

/// What is known of the whole.
pub(super) fn graph_cells(graph: &PropertyGraph) -> Vec<NamedValue<'_>> {
    let title = graph.title.as_deref().map(Value::from);
    (title.map(|title| ("title", Cow::Owned(title))).into_iter())
        .chain(borrowed(&graph.attributes))
        .collect()
}

/// The columns of some lists of cells, in the order of their first use.
pub(super) fn columns<'a>(lists: impl Iterator<Item = Vec<NamedValue<'a>>>) -> Vec<Column> {
    let mut columns = Columns::default();
    for (name, value) in lists.flatten() {
        columns.add(name, kind(&value));
    }
    columns.found
}

/// Columns in the making.
#[derive(Debug, Default)]
struct Columns {
    place: BTreeMap<String, usize>,
    found: Vec<Column>,
}

impl Columns {
    fn add(&mut self, name: &str, kind: Kind) {
        if let Some(&at) = self.place.get(name) {
            self.found[at].kind = wider(self.found[at].kind, kind);
        } else {
            self.place.insert(name.to_owned(), self.found.len());
            self.found.push(Column {
                name: name.to_owned(),
                kind,
            });
        }
    }
}

/// The columns of nodes.
pub(super) fn node_columns(graph: &PropertyGraph) -> Vec<Column> {
    columns(graph.nodes.iter().map(node_cells))
}

/// The columns of edges.
pub(super) fn edge_columns(graph: &PropertyGraph) -> Vec<Column> {
    columns_of_edges(graph.edges.iter())
}

/// The same of edges that may be made as they are asked for.
pub(super) fn columns_of_edges(edges: impl Iterator<Item: Borrow<PropertyEdge>>) -> Vec<Column> {
    let mut columns = Columns::default();
    edges.for_each(|edge| {
        for (name, value) in edge_values(edge.borrow()) {
            columns.add(name, value.kind());
        }
    });
    columns.found
}

/// Cells as one row under the columns; `None` where there is nothing.
pub(super) fn row<'a>(
    columns: &[Column],
    cells: Vec<NamedValue<'a>>,
) -> Vec<Option<Cow<'a, Value>>> {
    let mut by_name: BTreeMap<&str, Cow<'a, Value>> = cells.into_iter().collect();
    (columns.iter())
        .map(|column| by_name.remove(column.name.as_str()))
        .collect()
}

/// A value in JSON; what is no number in JSON (NaN) is null.
pub(super) fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Text(text) => text.as_str().into(),
        Value::Texts(texts) => texts.clone().into(),
        Value::Integer(number) => (*number).into(),
        Value::Number(number) => json_number(*number),
        Value::Bool(yes) => (*yes).into(),
    }
}

/// A number in JSON, whole ones without a point.
pub(super) fn json_number(number: f64) -> serde_json::Value {
    let whole = number as i64;
    if whole as f64 == number && whole.unsigned_abs() < 1 << 53 {
        whole.into()
    } else {
        number.into()
    }
}

/// Cells as a JSON object.
pub(super) fn object(cells: Vec<NamedValue<'_>>) -> serde_json::Map<String, serde_json::Value> {
    (cells.into_iter())
        .map(|(name, value)| (name.to_owned(), json(&value)))
        .collect()
}
