//! Graphs as Cypher, for Neo4j and its like.

use std::fmt::Write as _;

use super::flat::{self, NamedValue};
use crate::model::{PropertyGraph, Value};

/// A graph as Cypher statements that make it, or bring it up to date: nodes with the labels
/// `Node` and their class, relationships of the type of their class (`STATEMENT`, `ABOUT`) with
/// stance, weight and every attribute; days are dates. Constraint syntax of Neo4j 4.4 and later.
/// O(cells).
pub fn cypher(graph: &PropertyGraph) -> String {
    let mut out = String::from(
        "CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE;\n",
    );
    for node in &graph.nodes {
        let class = quoted_name(&capital(&node.class));
        let id = text(&node.id);
        let _ = write!(out, "MERGE (n:Node {{id: {id}}}) SET n:{class}, ");
        let _ = write!(out, "n.label = {}", text(&node.label));
        set(&mut out, "n", flat::node_cells(node));
    }
    for edge in &graph.edges {
        let class = quoted_name(&edge.class.to_uppercase());
        let (from, to) = (&graph.nodes[edge.source], &graph.nodes[edge.target]);
        let (from, to, id) = (text(&from.id), text(&to.id), text(&edge.id));
        let _ = write!(
            out,
            "MATCH (a:Node {{id: {from}}}) MATCH (b:Node {{id: {to}}}) \
             MERGE (a)-[r:{class} {{id: {id}}}]->(b) SET r.label = {}, r.weight = {}",
            text(&edge.label),
            number(edge.weight),
        );
        set(&mut out, "r", flat::edge_cells(edge));
    }
    out
}

fn set(out: &mut String, of: &str, cells: Vec<NamedValue<'_>>) {
    for (name, value) in cells {
        let value = match &*value {
            Value::Text(day) if matches!(name, "firstDay" | "lastDay") => {
                format!("date({})", text(day))
            }
            Value::Text(value) => text(value),
            Value::Texts(texts) => {
                let texts: Vec<String> = texts.iter().map(|one| text(one)).collect();
                format!("[{}]", texts.join(", "))
            }
            Value::Number(value) => number(*value),
            other => other.to_string(),
        };
        let _ = write!(out, ", {of}.{} = {value}", quoted_name(name));
    }
    out.push_str(";\n");
}

fn number(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') {
        text
    } else {
        format!("{text}.0")
    }
}

fn text(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// A name as it is where it may stand so, else between backticks.
fn quoted_name(name: &str) -> String {
    let first = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    if first && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        name.to_owned()
    } else {
        format!("`{}`", name.replace('`', "``"))
    }
}
