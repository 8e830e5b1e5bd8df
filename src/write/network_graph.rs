//! A network as a graph for other programs.

use crate::analysis::{Aggregation, Answer, Cell, Mode, Network};
use crate::model::{Attributes, PropertyEdge, PropertyGraph, PropertyNode, Stance, Value};

/// The labels of a network as nodes (`VARIABLE:label`, with `statements`), its ties as edges
/// (`tie:1` and so on, in order).
///
/// A weight is the tie's, below 0 where a network of differences (`subtract`) has it so; there,
/// ties have a stance: support above 0, concern below. One-mode networks have no direction.
/// Attributes of the graph are the options. O(labels + ties).
pub fn network_graph(network: &Network) -> PropertyGraph {
    PropertyGraph {
        edges: network_edges(network).collect(),
        ..network_nodes(network)
    }
}

/// The same without its edges. O(labels).
pub fn network_nodes(network: &Network) -> PropertyGraph {
    let options = &network.options;
    let two = network.mode == Mode::Two;
    let node = |class: &str, label: &String, attributes| PropertyNode {
        id: format!("{class}:{label}"),
        class: class.to_owned(),
        label: label.clone(),
        attributes,
        look: None,
    };
    let mut nodes: Vec<PropertyNode> = (network.rows.iter().zip(&network.row_statements))
        .map(|(label, &statements)| {
            let statements = ("statements".to_owned(), Value::Number(statements));
            node(&options.between, label, vec![statements])
        })
        .collect();
    if two {
        // A variable with itself still has two sets of nodes.
        let class = if options.through == options.between {
            format!("through-{}", options.through)
        } else {
            options.through.clone()
        };
        let columns = network.columns.iter();
        nodes.extend(columns.map(|label| node(&class, label, Attributes::new())));
    }
    let report = network.report();
    let mut attributes = vec![(
        "statements".to_owned(),
        Value::Integer(i64::try_from(network.statements).unwrap_or(i64::MAX)),
    )];
    for (name, value) in report.options {
        let value = match value {
            Cell::Text(text) => Value::Text(text),
            Cell::Integer(number) => Value::Integer(number),
            Cell::Number(number) => Value::Number(number),
            Cell::Flag(yes) => Value::Bool(yes),
            Cell::Empty => continue,
        };
        attributes.push((camel_case(&name), value));
    }
    PropertyGraph {
        title: Some(report.definition),
        attributes,
        directed: two,
        nodes,
        edges: Vec::new(),
    }
}

/// Its edges, each made when it is asked for: a network can have millions.
pub fn network_edges(network: &Network) -> impl Iterator<Item = PropertyEdge> + Clone + '_ {
    let columns_from = if network.mode == Mode::Two {
        network.rows.len()
    } else {
        0
    };
    let signed = network.options.aggregation == Aggregation::Subtract;
    network.ties.iter().enumerate().map(move |(at, tie)| {
        let stance = signed.then_some(if tie.weight < 0.0 {
            Stance::Concern
        } else {
            Stance::Support
        });
        PropertyEdge {
            id: format!("tie:{}", at + 1),
            class: "tie".to_owned(),
            source: tie.row as usize,
            target: columns_from + tie.column as usize,
            label: stance.map_or("tie", Stance::as_str).to_owned(),
            stance,
            weight: tie.weight,
            ..PropertyEdge::default()
        }
    })
}

/// `min-statements` as `minStatements`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('-');
    let mut made = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        made.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        made.push_str(letters.as_str());
    }
    made
}
