//! A record as a property graph, with every field of every noun.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ATTRIBUTE_NAMES, Attributes, PropertyEdge, PropertyGraph, PropertyNode, attribute_column, put,
};
use crate::model::{Record, ResolvedRelation, Source, SourceIx, StatementIx};

/// Where the sources of a record are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SourceNodes {
    /// Their fields are attributes of the statements and relations that cite them; a source that
    /// nothing cites is in the graph's attributes only.
    #[default]
    Hidden,
    /// Each is a node too, without edges: attributes name it.
    Drawn,
}

/// How a [`PropertyGraph`] is made from a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PropertyGraphOptions {
    /// Where sources are. Default: `Hidden`.
    pub sources: SourceNodes,
}

impl PropertyGraph {
    /// The graph of a record, from which the record can be made again.
    ///
    /// Nodes, by class, in the record's order; the label is name, text or title:
    /// - `stakeholder`: `stakeholderKind`, `aliases`, `comment`, `attr…` for each free key (see
    ///   [`attribute_column`]), `attributeNames`;
    /// - `claim`: `comment`;
    /// - `theme`: `definition`, `keywords`, `comment`;
    /// - `source`, with [`SourceNodes::Drawn`]: `date`, `url`, `textFile`, `comment`.
    ///
    /// Edges, by class:
    /// - `statement:ID`, stakeholder to claim, with a stance and, as days, the statement's date
    ///   or its source's: `date` (its own), `paragraph`, `spanStart`, `spanEnd`, `quote`,
    ///   `speaker`, `condition`, `fidelity`, `coder`, `note`, `comment`, and of its source
    ///   `sourceId`, `sourceTitle`, `sourceDate`, `sourceUrl`, `sourceTextFile`,
    ///   `sourceComment`;
    /// - `about:CLAIM:THEME`, with a stance;
    /// - `relation:CLAIM:CLAIM:STANCE` (and `:2` where it is given again), with a stance: `basis`,
    ///   `comment`, and of its source as above;
    /// - `broader:THEME:THEME`, from the narrower one.
    ///
    /// Of the graph: `schema`, `comment`, and as `uncited`, without source nodes, a JSON object
    /// for each source that nothing cites. O(size of the record).
    pub fn of_record(record: &Record, options: PropertyGraphOptions) -> Self {
        let drawn = options.sources == SourceNodes::Drawn;
        let mut nodes = nodes(record);
        if drawn {
            nodes.extend(record.sources().iter().map(source_node));
        }
        let mut attributes = Attributes::new();
        put(&mut attributes, "schema", record.schema());
        put(&mut attributes, "comment", record.comment());
        let uncited = uncited(record);
        if !drawn && !uncited.is_empty() {
            put(&mut attributes, "uncited", Some(uncited));
        }
        let table = record.statements();
        let mut edges: Vec<PropertyEdge> = (table.rows())
            .map(|row| statement_edge(record, row))
            .collect();
        edges.extend(about_edges(record));
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for relation in record.relations() {
            let mut edge = relation_edge(record, relation);
            let times = seen.entry(edge.id.clone()).or_default();
            *times += 1;
            if *times > 1 {
                edge.id.push_str(&format!(":{times}"));
            }
            edges.push(edge);
        }
        edges.extend(broader_edges(record));
        Self {
            title: record.title().map(str::to_owned),
            attributes,
            directed: true,
            nodes,
            edges,
        }
    }
}

/// Stakeholders, claims and themes with all their fields.
pub(super) fn nodes(record: &Record) -> Vec<PropertyNode> {
    let columns = free_columns(record);
    let stakeholders = record.stakeholders().iter().map(|one| {
        let mut node = node("stakeholder", one.id.as_str(), &one.name);
        let list = &mut node.attributes;
        put(list, "stakeholderKind", Some(one.kind.as_str()));
        put(list, "aliases", some(&one.aliases));
        put(list, "comment", one.comment.as_deref());
        let mut irregular = Vec::new();
        for (key, value) in &one.attributes {
            let column = &columns[key.as_str()];
            put(list, column, Some(value.as_str()));
            if attribute_column(key).as_ref() != Some(column) {
                irregular.push(format!("{column}={key}"));
            }
        }
        put(list, ATTRIBUTE_NAMES, some(&irregular));
        node
    });
    let claims = record.claims().iter().map(|one| {
        let mut node = node("claim", one.id.as_str(), &one.text);
        put(&mut node.attributes, "comment", one.comment.as_deref());
        node
    });
    let themes = record.themes().iter().map(|one| {
        let mut node = node("theme", one.id.as_str(), &one.name);
        let list = &mut node.attributes;
        put(list, "definition", one.definition.as_deref());
        put(list, "keywords", some(&one.keywords));
        put(list, "comment", one.comment.as_deref());
        node
    });
    stakeholders.chain(claims).chain(themes).collect()
}

fn node(class: &str, id: &str, label: &str) -> PropertyNode {
    PropertyNode {
        id: format!("{class}:{id}"),
        class: class.to_owned(),
        label: label.to_owned(),
        ..PropertyNode::default()
    }
}

fn some(texts: &[String]) -> Option<Vec<String>> {
    (!texts.is_empty()).then(|| texts.to_vec())
}

/// The attribute for each free key of stakeholders, no two equal but for case.
fn free_columns(record: &Record) -> BTreeMap<&str, String> {
    let keys: BTreeSet<&str> = (record.stakeholders().iter())
        .flat_map(|one| one.attributes.keys().map(String::as_str))
        .collect();
    let mut taken: BTreeSet<String> = BTreeSet::from([ATTRIBUTE_NAMES.to_ascii_lowercase()]);
    let mut columns = BTreeMap::new();
    for key in keys {
        let wanted = attribute_column(key).unwrap_or_else(|| camel_case(key));
        let mut column = wanted.clone();
        let mut number = 2;
        while !taken.insert(column.to_ascii_lowercase()) {
            column = format!("{wanted}{number}");
            number += 1;
        }
        columns.insert(key, column);
    }
    columns
}

/// `Party line (2020)` as `attrPartyLine2020`.
fn camel_case(key: &str) -> String {
    let mut column = "attr".to_owned();
    for word in key.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut letters = word.chars();
        column.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        column.push_str(letters.as_str());
    }
    column
}

fn source_node(source: &Source) -> PropertyNode {
    let mut node = node("source", source.id.as_str(), &source.title);
    let list = &mut node.attributes;
    put(list, "date", source.date.map(|date| date.to_string()));
    put(list, "url", source.url.as_deref());
    put(list, "textFile", source.text.as_deref());
    put(list, "comment", source.comment.as_deref());
    node
}

/// The sources that no statement and no relation cites, as JSON objects.
fn uncited(record: &Record) -> Vec<String> {
    let of_statements = record.statements().sources().iter().copied();
    let of_relations = record.relations().iter().filter_map(|one| one.source);
    let cited: BTreeSet<SourceIx> = of_statements.chain(of_relations).collect();
    let json = |source: &Source| {
        let mut object = serde_json::Map::new();
        object.insert("id".to_owned(), source.id.as_str().into());
        object.insert("title".to_owned(), source.title.as_str().into());
        let date = source.date.map(|date| date.to_string());
        let rest = [
            ("date", date),
            ("url", source.url.clone()),
            ("text", source.text.clone()),
            ("comment", source.comment.clone()),
        ];
        for (key, value) in rest {
            if let Some(value) = value {
                object.insert(key.to_owned(), value.into());
            }
        }
        serde_json::Value::Object(object).to_string()
    };
    let all = record.sources().iter().enumerate();
    all.filter(|(at, _)| !cited.contains(&SourceIx::from(*at)))
        .map(|(_, source)| json(source))
        .collect()
}

fn put_source(list: &mut Attributes, source: &Source) {
    put(list, "sourceId", Some(source.id.as_str()));
    put(list, "sourceTitle", Some(source.title.as_str()));
    put(list, "sourceDate", source.date.map(|date| date.to_string()));
    put(list, "sourceUrl", source.url.as_deref());
    put(list, "sourceTextFile", source.text.as_deref());
    put(list, "sourceComment", source.comment.as_deref());
}

fn statement_edge(record: &Record, row: StatementIx) -> PropertyEdge {
    let table = record.statements();
    let mut list = Attributes::new();
    put(&mut list, "date", table.date(row).map(|d| d.to_string()));
    put(
        &mut list,
        "paragraph",
        table.paragraph(row).map(|n| n.get()),
    );
    let span = table.span(row);
    put(&mut list, "spanStart", span.map(|span| span.start()));
    put(&mut list, "spanEnd", span.map(|span| span.end()));
    put(&mut list, "quote", table.quote(row));
    put(&mut list, "speaker", table.speaker(row));
    put(&mut list, "condition", table.condition(row));
    put(
        &mut list,
        "fidelity",
        table.fidelity(row).map(|f| f.as_str()),
    );
    put(&mut list, "coder", table.coder(row));
    put(&mut list, "note", table.note(row));
    put(&mut list, "comment", table.comment(row));
    put_source(&mut list, record.source(table.source(row)));
    let stance = table.stance(row);
    PropertyEdge {
        id: format!("statement:{}", table.id(row)),
        class: "statement".to_owned(),
        source: table.stakeholder(row).index(),
        target: record.stakeholders().len() + table.claim(row).index(),
        label: stance.to_string(),
        stance: Some(stance),
        weight: 1.0,
        days: record.date_of(row).map(|day| (day, day)),
        attributes: list,
    }
}

fn about_edges(record: &Record) -> Vec<PropertyEdge> {
    let claims_from = record.stakeholders().len();
    let themes_from = claims_from + record.claims().len();
    let mut edges = Vec::new();
    for (at, claim) in record.claims().iter().enumerate() {
        for &(theme, stance) in record.claim_themes(at.into()) {
            edges.push(PropertyEdge {
                id: format!("about:{}:{}", claim.id, record.theme(theme).id),
                class: "about".to_owned(),
                source: claims_from + at,
                target: themes_from + theme.index(),
                label: stance.to_string(),
                stance: Some(stance),
                weight: 1.0,
                ..PropertyEdge::default()
            });
        }
    }
    edges
}

fn relation_edge(record: &Record, relation: &ResolvedRelation) -> PropertyEdge {
    let claims_from = record.stakeholders().len();
    let (from, to) = (record.claim(relation.from), record.claim(relation.to));
    let source = relation.source.map(|ix| record.source(ix));
    let mut list = Attributes::new();
    put(&mut list, "basis", relation.basis.map(|b| b.as_str()));
    put(&mut list, "comment", relation.comment.as_deref());
    if let Some(source) = source {
        put_source(&mut list, source);
    }
    PropertyEdge {
        id: format!("relation:{}:{}:{}", from.id, to.id, relation.stance),
        class: "relation".to_owned(),
        source: claims_from + relation.from.index(),
        target: claims_from + relation.to.index(),
        label: relation.stance.to_string(),
        stance: Some(relation.stance),
        weight: 1.0,
        days: source.and_then(|s| s.date).map(|day| (day, day)),
        attributes: list,
    }
}

pub(super) fn broader_edges(record: &Record) -> Vec<PropertyEdge> {
    let themes_from = record.stakeholders().len() + record.claims().len();
    let mut edges = Vec::new();
    for (at, theme) in record.themes().iter().enumerate() {
        if let Some(broader) = record.broader(at.into()) {
            edges.push(PropertyEdge {
                id: format!("broader:{}:{}", theme.id, record.theme(broader).id),
                class: "broader".to_owned(),
                source: themes_from + at,
                target: themes_from + broader.index(),
                label: "broader".to_owned(),
                weight: 1.0,
                ..PropertyEdge::default()
            });
        }
    }
    edges
}
