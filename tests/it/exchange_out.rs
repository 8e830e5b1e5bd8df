//! What other programs are given: every format, of every sample.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use plenary::analysis::{Aggregation, Mode, NetworkOptions, network};
use plenary::model::{
    Events, GraphOptions, KnowledgeGraph, PropertyGraph, PropertyGraphOptions, RESERVED, Record,
    RecordRows, SourceNodes, Stance, Value, attribute, attribute_column, attribute_key,
};
use plenary::write::{
    self, FORMATS, GexfOptions, GraphmlOptions, GraphmlStyle, NodeLinkEdges, NodeLinkOptions,
    StancePart, Subject,
};
use proptest::prelude::*;

use crate::samples::{SAMPLES, read, shuffled};
use crate::support::plenary;

/// Everything that a graph is made from, of one record.
fn graphs(record: &Record) -> Vec<PropertyGraph> {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    let events = Events::of_record(record, RecordRows::Statements);
    let options = |mode, aggregation| NetworkOptions {
        mode,
        aggregation,
        ..NetworkOptions::default()
    };
    let mut made = vec![
        PropertyGraph::of_record(record, PropertyGraphOptions::default()),
        PropertyGraph::of_record(
            record,
            PropertyGraphOptions {
                sources: SourceNodes::Drawn,
            },
        ),
        PropertyGraph::of_graph(record, &graph),
    ];
    for (mode, aggregation) in [
        (Mode::One, Aggregation::Subtract),
        (Mode::One, Aggregation::Congruence),
        (Mode::Two, Aggregation::Subtract),
    ] {
        let network = network(&events, &options(mode, aggregation)).unwrap();
        made.push(write::network_graph(&network));
    }
    for graph in &mut made {
        write::add_looks(graph);
    }
    made
}

/// Every text format, by name.
fn texts(graph: &PropertyGraph) -> Vec<(&'static str, String)> {
    let pair = write::csv_pair(graph);
    let yed = GraphmlOptions {
        style: GraphmlStyle::Yed,
    };
    let links = NodeLinkOptions {
        edges: NodeLinkEdges::Links,
    };
    let part = StancePart::all(graph)[0];
    vec![
        ("nodes.csv", pair.nodes),
        ("edges.csv", pair.edges),
        ("graphml", write::graphml(graph, GraphmlOptions::default())),
        ("yed", write::graphml(graph, yed)),
        ("gexf", write::gexf(graph, GexfOptions::default())),
        ("dynamic", write::gexf(graph, GexfOptions { dynamic: true })),
        ("gml", write::gml(graph)),
        ("pajek", write::pajek(graph, part, false)),
        ("dl", write::dl(graph, part)),
        ("cytoscape", write::cytoscape_json(graph)),
        ("jgf", write::jgf(graph)),
        (
            "node-link",
            write::node_link(graph, NodeLinkOptions::default()),
        ),
        ("links", write::node_link(graph, links)),
        ("kumu", write::kumu_json(graph)),
        ("mermaid", write::mermaid(graph).text),
        ("cypher", write::cypher(graph)),
        (
            "markdown",
            write::tables_markdown("Title", &write::graph_tables(graph)),
        ),
    ]
}

#[test]
fn ids_are_unique_and_names_are_such_that_every_format_takes_them() {
    for sample in SAMPLES {
        for graph in graphs(&read(sample)) {
            let nodes: BTreeSet<&str> = graph.nodes.iter().map(|node| node.id.as_str()).collect();
            assert_eq!(nodes.len(), graph.nodes.len(), "{sample}: ids of nodes");
            let edges: BTreeSet<&str> = graph.edges.iter().map(|edge| edge.id.as_str()).collect();
            assert_eq!(edges.len(), graph.edges.len(), "{sample}: ids of edges");
            for names in [graph.node_attributes(), graph.edge_attributes()] {
                let folded: BTreeSet<String> =
                    names.iter().map(|name| name.to_lowercase()).collect();
                assert_eq!(folded.len(), names.len(), "{names:?}");
                for name in names {
                    assert!(!RESERVED.contains(&name), "{name} is reserved");
                    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
                    assert!(name.starts_with(|c: char| c.is_ascii_lowercase()), "{name}");
                }
            }
        }
    }
}

#[test]
fn awkward_keys_of_stakeholders_keep_apart_and_are_told() {
    let mut parts = read("nasty").to_parts();
    let keys = [
        "region",
        "Region",
        "Région d'être",
        "id",
        "end",
        "party line",
        "partyLine",
    ];
    for (at, key) in keys.iter().enumerate() {
        (parts.stakeholders[0].attributes).insert((*key).to_owned(), format!("value {at}"));
    }
    let record = Record::resolve(parts).unwrap();
    let graph = PropertyGraph::of_record(&record, PropertyGraphOptions::default());
    let node = &graph.nodes[0];
    let told = attribute(&node.attributes, "attributeNames")
        .unwrap()
        .texts();
    for (at, key) in keys.iter().enumerate() {
        let value = Value::Text(format!("value {at}"));
        let (column, _) = node
            .attributes
            .iter()
            .find(|(_, one)| *one == value)
            .unwrap();
        let known = told.contains(&format!("{column}={key}"));
        assert!(
            known || attribute_key(column).as_deref() == Some(key),
            "{column} for {key}"
        );
    }
    let names = graph.node_attributes();
    let folded: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), names.len(), "{names:?}");
}

#[test]
fn entries_in_another_order_give_the_same_bytes() {
    for sample in SAMPLES {
        let record = read(sample);
        let other = shuffled(&record, 3);
        for (one, other) in graphs(&record).iter().zip(graphs(&other)) {
            for ((name, text), (_, again)) in texts(one).into_iter().zip(texts(&other)) {
                assert!(text == again, "{sample}: {name}");
            }
        }
        let project = |record: &Record| {
            let graph = KnowledgeGraph::new(record, GraphOptions::default());
            write::qdpx(record, &graph, |_| None).unwrap()
        };
        assert!(project(&record) == project(&other), "{sample}: qdpx");
        let tables = |record: &Record| write::xlsx(&[write::statements_table(record)]).unwrap();
        assert!(tables(&record) == tables(&other), "{sample}: xlsx");
        assert_eq!(write::argdown(&record), write::argdown(&other));
        assert_eq!(write::xaif(&record), write::xaif(&other));
        assert_eq!(write::qdc(&record), write::qdc(&other));
    }
}

/// What an edge or node has, as a format without types has it.
fn cells(attributes: &[(String, Value)]) -> BTreeSet<(String, String)> {
    let cells = attributes.iter();
    cells
        .map(|(name, value)| (name.clone(), value.to_string()))
        .collect()
}

#[test]
fn graphml_and_gexf_have_every_attribute() {
    for sample in SAMPLES {
        for graph in graphs(&read(sample)) {
            let text = write::graphml(&graph, GraphmlOptions::default());
            let xml = roxmltree::Document::parse(&text).unwrap();
            let elements = |name: &str| -> Vec<roxmltree::Node<'_, '_>> {
                xml.descendants()
                    .filter(|node| {
                        node.has_tag_name(("http://graphml.graphdrawing.org/xmlns", name))
                    })
                    .collect()
            };
            let data = |node: &roxmltree::Node<'_, '_>, part: &str| -> BTreeSet<(String, String)> {
                let data = node
                    .children()
                    .filter(|child| child.tag_name().name() == "data");
                data.map(|data| {
                    let key = data.attribute("key").unwrap().strip_prefix(part).unwrap();
                    (key.to_owned(), data.text().unwrap_or_default().to_owned())
                })
                .collect()
            };
            let nodes = elements("node");
            assert_eq!(nodes.len(), graph.nodes.len());
            for (element, node) in nodes.iter().zip(&graph.nodes) {
                let there = data(element, "node.");
                assert!(
                    cells(&node.attributes).is_subset(&there),
                    "{sample}: {}",
                    node.id
                );
                assert!(there.contains(&("label".to_owned(), node.label.clone())));
                assert!(there.contains(&("nodeKind".to_owned(), node.class.clone())));
            }
            let edges = elements("edge");
            assert_eq!(edges.len(), graph.edges.len());
            for (element, edge) in edges.iter().zip(&graph.edges) {
                let there = data(element, "edge.");
                assert!(
                    cells(&edge.attributes).is_subset(&there),
                    "{sample}: {}",
                    edge.id
                );
                assert_eq!(element.attribute("id"), Some(edge.id.as_str()));
                let stance = edge.stance.map(|s| ("stance".to_owned(), s.to_string()));
                assert!(stance.is_none_or(|stance| there.contains(&stance)));
            }
            let text = write::gexf(&graph, GexfOptions { dynamic: true });
            let xml = roxmltree::Document::parse(&text).unwrap();
            let of = |name: &str| {
                xml.descendants()
                    .filter(|n| n.tag_name().name() == name)
                    .count()
            };
            let known = |edge: &plenary::model::PropertyEdge| {
                1 + edge.attributes.len()
                    + usize::from(edge.stance.is_some())
                    + 2 * usize::from(edge.days.is_some())
            };
            let of_nodes: usize = graph.nodes.iter().map(|n| 1 + n.attributes.len()).sum();
            let of_edges: usize = graph.edges.iter().map(known).sum();
            let signed = if graph.edges.iter().any(|edge| edge.weight < 0.0) {
                graph.edges.len()
            } else {
                0
            };
            assert_eq!(of("attvalue"), of_nodes + of_edges + signed, "{sample}");
        }
    }
}

#[test]
fn csv_pairs_are_no_formulas_and_read_back() {
    for sample in SAMPLES {
        for graph in graphs(&read(sample)) {
            let pair = write::csv_pair(&graph);
            let mut rows = 0;
            for text in [&pair.nodes, &pair.edges] {
                let mut reader = csv::Reader::from_reader(text.as_bytes());
                let heads = reader.headers().unwrap().clone();
                let weight = heads.iter().position(|head| head == "Weight");
                for row in reader.records() {
                    let row = row.unwrap();
                    assert_eq!(row.len(), heads.len());
                    rows += 1;
                    for (at, cell) in row.iter().enumerate() {
                        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                        assert!(!formula || Some(at) == weight, "{cell}");
                    }
                }
            }
            assert_eq!(rows, graph.nodes.len() + graph.edges.len(), "{sample}");
        }
    }
    let record = read("nasty");
    let graph = PropertyGraph::of_record(&record, PropertyGraphOptions::default());
    let pair = write::csv_pair(&graph);
    assert!(
        pair.edges.contains("\"'=1+1, \"\"quoted\"\"\""),
        "{}",
        pair.edges
    );
    assert!(pair.edges.contains("'@someone"));
    assert!(pair.nodes.contains("'=SUM(A1)"));
}

#[test]
fn gml_is_ascii_with_entities() {
    let graph = &graphs(&read("nasty"))[0];
    let text = write::gml(graph);
    assert!(text.is_ascii());
    assert!(text.contains("name \"&#128330;&#65039; Doves"), "{text}");
    assert!(
        text.contains("name \"A &#34;quoted&#34; <b>name</b> &#38; Co.\""),
        "{text}"
    );
}

/// Two people, one of them of two minds.
fn small() -> Record {
    let text = r#"{
      "plenary": 1, "title": "Small",
      "sources": [{ "id": "minutes", "title": "Minutes", "date": "2020-02-12" }],
      "stakeholders": [{ "id": "doves", "name": "Doves", "kind": "ngo" }],
      "themes": [{ "id": "war", "name": "War's \"end\"" }],
      "claims": [{ "id": "arms", "text": "More arms; [keep] us safe", "themes": { "war": "support" } }],
      "statements": [
        { "id": "s1", "stakeholder": "doves", "claim": "arms", "stance": "concern", "source": "minutes", "paragraph": 1, "quote": "no {more} arms" },
        { "id": "s2", "stakeholder": "doves", "claim": "arms", "stance": "support", "source": "minutes", "paragraph": 2 }
      ]
    }"#;
    let input = plenary::read::Input {
        name: "small.json".to_owned(),
        bytes: text.into(),
    };
    plenary::read::json(vec![input]).record.unwrap()
}

#[test]
fn mermaid_is_this() {
    let record = small();
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let graph = PropertyGraph::of_graph(&record, &graph);
    let graph = graph.with_classes(&["stakeholder", "theme"], &["position"]);
    insta::assert_snapshot!(write::mermaid(&graph).text, @r##"
    flowchart LR
      accTitle: Small
      accDescr: 2 nodes and 2 edges
      stakeholder_doves["Doves"]:::c_stakeholder
      theme_war(["War's #quot;end#quot;"]):::c_theme
      stakeholder_doves -->|"support"| theme_war
      stakeholder_doves -.->|"concern"| theme_war
      linkStyle 0 stroke:#0072B2
      linkStyle 1 stroke:#D55E00
      classDef c_stakeholder fill:#FFFFFF,stroke:#1A1A1A,color:#1A1A1A
      classDef c_claim fill:#FFFFFF,stroke:#767676,color:#1A1A1A
      classDef c_theme fill:#FFFFFF,stroke:#595959,color:#1A1A1A
      classDef c_source fill:#FFFFFF,stroke:#D9D9D9,color:#1A1A1A
      classDef c_other fill:#FFFFFF,stroke:#767676,color:#1A1A1A
    "##);
}

#[test]
fn pajek_and_dl_are_one_file_a_stance() {
    let record = small();
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let graph = PropertyGraph::of_graph(&record, &graph);
    let graph = graph.with_classes(&["stakeholder", "theme"], &["position"]);
    assert_eq!(StancePart::all(&graph), Stance::ALL.map(StancePart::Of));
    let concern = StancePart::Of(Stance::Concern);
    insta::assert_snapshot!(write::pajek(&graph, concern, false), @r#"
    *Vertices 2
    1 "Doves"
    2 "War's 'end'"
    *Arcs
    1 2 1
    "#);
    assert!(write::pajek(&graph, concern, true).starts_with("*Vertices 2 1\n"));
    insta::assert_snapshot!(write::dl(&graph, concern), @"
    dl n=2 format=edgelist1
    labels:
    stakeholder:doves
    theme:war
    data:
    1 2 1
    ");
    let nasty = write::pajek(&graphs(&read("nasty"))[0], concern, false);
    assert!(
        nasty.starts_with('\u{FEFF}'),
        "Pajek knows UTF-8 by its mark"
    );
}

#[test]
fn cypher_and_argdown_escape() {
    let record = small();
    let graph = PropertyGraph::of_record(&record, PropertyGraphOptions::default());
    let text = write::cypher(&graph);
    assert!(text.contains(r#"n.label = 'War\'s "end"'"#), "{text}");
    assert!(text.contains("r.firstDay = date('2020-02-12')"), "{text}");
    let text = write::argdown(&record);
    assert!(
        text.contains(r"[arms]: More arms; \[keep\] us safe #(war) {themes: {"),
        "{text}"
    );
    assert!(
        text.contains(r"<s1>: Doves: no \{more\} arms #(doves)"),
        "{text}"
    );
    assert!(
        text.contains(r#"quote: "no \u007bmore\u007d arms""#),
        "{text}"
    );
    assert!(text.contains("\n  -> [arms]\n"), "{text}");
    assert!(text.contains("\n  +> [arms]\n"), "{text}");
}

/// The texts that the passages of a project stand for, by the statement's id.
fn passages(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text_of = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let project = text_of("project.qde");
    let xml = roxmltree::Document::parse(&project).unwrap();
    let mut found = Vec::new();
    for source in xml
        .descendants()
        .filter(|node| node.tag_name().name() == "TextSource")
    {
        let path = source.attribute("plainTextPath").unwrap();
        let text = text_of(&path.replace("internal://", "sources/"));
        let text: Vec<char> = text.chars().collect();
        for passage in source
            .children()
            .filter(|n| n.tag_name().name() == "PlainTextSelection")
        {
            let at = |name: &str| passage.attribute(name).unwrap().parse::<usize>().unwrap();
            let words: String = text[at("startPosition")..at("endPosition")]
                .iter()
                .collect();
            found.push((passage.attribute("name").unwrap().to_owned(), words));
        }
    }
    found
}

#[test]
fn passages_of_a_project_are_where_the_words_are() {
    let record = read("nasty");
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let made = passages(write::qdpx(&record, &graph, |_| None).unwrap());
    assert_eq!(made.len(), record.statements().len());
    let words = |id: &str| &made.iter().find(|(one, _)| one == id).unwrap().1;
    assert_eq!(words("s1"), "=1+1, \"quoted\"");
    assert_eq!(words("s4"), "سلام");
    // Windows line ends and a byte order mark count in the record, not in the project.
    let mut parts = small().to_parts();
    let text = "\u{FEFF}🕊 One.\r\n\r\nTwo no {more} arms.\r\n";
    let start = text.chars().position(|c| c == 'n').unwrap();
    assert_eq!(start, 4);
    let at = u32::try_from(text.chars().count() - "no {more} arms.\r\n".chars().count()).unwrap();
    parts.statements[0].span = plenary::model::Span::new(at, at + 14);
    let record = Record::resolve(parts).unwrap();
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let made = passages(write::qdpx(&record, &graph, |_| Some(text.to_owned())).unwrap());
    let words = |id: &str| &made.iter().find(|(one, _)| one == id).unwrap().1;
    assert_eq!(words("s1"), "no {more} arms");
    assert_eq!(words("s2"), "Two no {more} arms.");
}

/// Runs `plenary export` on a sample into a folder, and says what it made.
fn export(sample: &str, subject: Subject, format: &str, folder: &Path) {
    let file = match sample {
        "oewg" => "graph/oewg-2020-02-12".to_owned(),
        other => format!("tests/data/{other}.json"),
    };
    let file = crate::root().join(file);
    let to = folder.join(format!("{sample}-{}-{format}.out", subject.as_str()));
    let arguments = [
        "export",
        "--quiet",
        file.to_str().unwrap(),
        "--what",
        subject.as_str(),
        "--format",
        format,
        "-o",
        to.to_str().unwrap(),
    ];
    let ran = plenary(&arguments);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(
        ran.status.success(),
        "{sample} {} {format}: {said}",
        subject.as_str()
    );
}

#[test]
fn every_format_of_the_list_is_written_of_what_the_list_says() {
    let folder = tempfile::tempdir().unwrap();
    for format in FORMATS {
        for &subject in format.of {
            export("nasty", subject, format.name, folder.path());
        }
    }
    let refused = plenary(&[
        "export",
        "tests/data/empty.json",
        "--what",
        "codebook",
        "--format",
        "gexf",
    ]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn several_files_need_a_place() {
    let file = "tests/data/nasty.json";
    let pair = ["export", file, "--format", "csv-pair"];
    let ran = plenary(&pair);
    assert_eq!(ran.status.code(), Some(2));
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("tables");
    let mut into_folder = pair.to_vec();
    into_folder.extend(["-o", to.to_str().unwrap()]);
    assert!(plenary(&into_folder).status.success());
    assert!(to.join("nodes.csv").is_file() && to.join("edges.csv").is_file());
    let to = folder.path().join("a.csv");
    let mut beside = pair.to_vec();
    beside.extend(["-o", to.to_str().unwrap()]);
    assert!(plenary(&beside).status.success());
    assert!(folder.path().join("a-nodes.csv").is_file());
    let only = [
        "export", file, "--what", "graph", "--format", "pajek", "--only", "concern",
    ];
    let ran = plenary(&only);
    assert!(ran.status.success());
    assert!(String::from_utf8_lossy(&ran.stdout).contains("*Arcs"));
}

#[test]
fn options_of_networks_are_refused_elsewhere() {
    let ran = plenary(&["export", "tests/data/nasty.json", "--between", "kind"]);
    assert_eq!(ran.status.code(), Some(2));
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(said.contains("--between is for --what network"), "{said}");
}

#[test]
fn formats_lists_every_format() {
    let ran = plenary(&["formats", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let names: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(names, known);
    let table = plenary(&["formats"]);
    let table = String::from_utf8_lossy(&table.stdout).into_owned();
    assert!(known.iter().all(|name| table.contains(name)), "{table}");
}

proptest! {
    #[test]
    fn joined_lists_split_again(texts in prop::collection::vec(".*", 1..5)) {
        prop_assert_eq!(Value::split(&Value::joined(&texts)), texts);
    }

    #[test]
    fn plain_keys_are_told_by_their_columns(key in "[a-z][a-zA-Z0-9]{0,8}") {
        let column = attribute_column(&key).unwrap();
        prop_assert_eq!(attribute_key(&column), Some(key));
    }

    /// Labels with anything in them, also what XML forbids, break no format.
    #[test]
    fn any_label_is_written(label in ".{1,20}") {
        let mut parts = small().to_parts();
        parts.claims[0].text = format!("x{label}");
        parts.statements[0].quote = Some(label.clone());
        parts.statements[0].note = Some(label);
        let record = Record::resolve(parts).unwrap();
        let graph = PropertyGraph::of_record(&record, PropertyGraphOptions::default());
        for text in [
            write::graphml(&graph, GraphmlOptions::default()),
            write::gexf(&graph, GexfOptions::default()),
        ] {
            prop_assert!(roxmltree::Document::parse(&text).is_ok(), "{}", text);
        }
        prop_assert!(write::gml(&graph).is_ascii());
        let pair = write::csv_pair(&graph);
        let mut reader = csv::Reader::from_reader(pair.edges.as_bytes());
        let place = reader.headers().unwrap().iter().position(|head| head == "quote").unwrap();
        let first = reader.records().next().unwrap().unwrap();
        let cell = &first[place];
        let bare = cell.trim_start_matches('\'');
        let read = match cell.strip_prefix('\'') {
            Some(rest) if bare.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
            _ => cell,
        };
        let quote = record.statements().quote(record.statements().rows().next().unwrap());
        prop_assert_eq!(Some(read), quote);
    }
}
