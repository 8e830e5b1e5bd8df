//! A document with every kind of block, for the tests of the writers.
#![expect(clippy::unwrap_used, reason = "tests")]

use plenary::draw::{self, DrawOptions, Form, Language};
use plenary::model::{GraphOptions, KnowledgeGraph};
use plenary::read;
use plenary::write::document::{
    AnchorId, Block, Citation, Column, Document, EvidenceEntry, Figure, Holds, Inline, Table, Words,
};

const RECORD: &str = r#"{
  "plenary": 1,
  "sources": [{ "id": "minutes", "title": "Minutes", "date": "2020-02-12" }],
  "stakeholders": [{ "id": "doves", "name": "Doves", "kind": "ngo" },
                   { "id": "hawks", "name": "Hawks", "kind": "state" }],
  "themes": [{ "id": "war", "name": "War" }],
  "claims": [{ "id": "arms", "text": "More arms keep us safe", "themes": { "war": "support" } }],
  "statements": [
    { "id": "s1", "stakeholder": "doves", "claim": "arms", "stance": "concern",
      "source": "minutes", "paragraph": 1, "quote": "Arms have never kept anyone safe." },
    { "id": "s2", "stakeholder": "hawks", "claim": "arms", "stance": "support",
      "source": "minutes", "paragraph": 2 }]
}"#;

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn cite(labels: &[&str]) -> Inline {
    let citation = |label: &&str| Citation {
        to: AnchorId::new(&format!("evidence-{label}")),
        label: (*label).to_owned(),
    };
    Inline::Cite(labels.iter().map(citation).collect())
}

fn figure(number: usize, form: Form) -> Figure {
    let input = read::Input {
        name: "minutes.json".to_owned(),
        bytes: RECORD.into(),
    };
    let record = read::json(vec![input]).record.unwrap();
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let scene = draw::scene(&record, &graph, form, &DrawOptions::default(), None).unwrap();
    Figure {
        anchor: AnchorId::new(&format!("figure-{number}")),
        label: format!("Figure {number}"),
        caption: vec![
            text("Who stands where on "),
            Inline::Emphasis("War".to_owned()),
            cite(&["1", "2"]),
        ],
        alt: "Doves is concerned about War, Hawks supports it.".to_owned(),
        description: vec![scene.description.clone()],
        stem: format!("figure-{number}-{}", form.as_str()),
        scene,
    }
}

/// Words of the writers, in English.
pub(crate) fn words() -> Words {
    Words {
        contents: "Contents".to_owned(),
        skip: "Skip to the text".to_owned(),
        description: "Description of the figure".to_owned(),
        facts: "The figure as tables".to_owned(),
        back: "Referred to in".to_owned(),
        page: "Page {page} of {pages}".to_owned(),
        yes: "yes".to_owned(),
        no: "no".to_owned(),
        decimal: ".".to_owned(),
        quotation: ["“".to_owned(), "”".to_owned()],
    }
}

/// A document with every kind of block and of text, and with characters that formats escape.
pub(crate) fn sample() -> Document {
    let heading = |level, name: &str| Block::Heading {
        level,
        anchor: AnchorId::new(name),
        text: vec![text(name)],
    };
    let entry = |label: &str, statement: &str, quote: Option<&str>| EvidenceEntry {
        anchor: AnchorId::new(&format!("evidence-{label}")),
        label: label.to_owned(),
        statement: vec![text(statement)],
        quote: quote.map(str::to_owned),
        place: vec![
            Inline::Out {
                url: "https://example.org/minutes?a=1&b=2".to_owned(),
                text: "Minutes".to_owned(),
            },
            text(", paragraph 1, 12 February 2020"),
        ],
        used: vec![("Summary".to_owned(), AnchorId::new("summary"))],
    };
    Document {
        title: "Arms & <peace>: a *briefing*".to_owned(),
        subject: "A briefing on who said what of war.".to_owned(),
        subtitle: "Minutes, 12 February 2020".to_owned(),
        language: Language::En,
        words: words(),
        blocks: vec![
            heading(2, "Summary"),
            Block::Paragraph(vec![
                Inline::Sentence {
                    rule: "counts".to_owned(),
                    text: vec![
                        text("The record holds 2 statements "),
                        cite(&["1", "2"]),
                        text("."),
                    ],
                },
                text(" "),
                Inline::Sentence {
                    rule: "most-contested".to_owned(),
                    text: vec![
                        Inline::Strong("War".to_owned()),
                        text(" is contested; see "),
                        Inline::Within {
                            to: AnchorId::new("figure-1"),
                            text: "Figure 1".to_owned(),
                        },
                        text("."),
                    ],
                },
            ]),
            Block::List(vec![
                vec![text("One_thing_ and 2 < 3")],
                vec![text("Another thing")],
            ]),
            Block::Figure(Box::new(figure(1, Form::Alignment))),
            heading(2, "Positions"),
            heading(3, "By stakeholder"),
            Block::Table(Table {
                anchor: AnchorId::new("table-1"),
                label: "Table 1".to_owned(),
                caption: vec![text("Statements of each stakeholder")],
                columns: vec![
                    Column {
                        name: "Stakeholder".to_owned(),
                        holds: Holds::Text,
                    },
                    Column {
                        name: "Support | concern".to_owned(),
                        holds: Holds::Text,
                    },
                    Column {
                        name: "Statements".to_owned(),
                        holds: Holds::Numbers,
                    },
                ],
                rows: vec![
                    vec![
                        vec![text("Doves")],
                        vec![text("−"), cite(&["1"])],
                        vec![text("1")],
                    ],
                    vec![
                        vec![text("Hawks")],
                        vec![text("+"), cite(&["2"])],
                        vec![text("1")],
                    ],
                ],
            }),
            Block::Figure(Box::new(figure(2, Form::Bars))),
            Block::Numbered(vec![vec![text("First")], vec![text("Second")]]),
            Block::Note {
                title: "Small numbers".to_owned(),
                paragraphs: vec![vec![text("Two statements are few.")], vec![text("Beware.")]],
            },
            heading(2, "Evidence"),
            Block::Evidence(vec![
                entry(
                    "1",
                    "Doves is concerned about: More arms keep us safe",
                    Some("Arms have never kept anyone safe."),
                ),
                entry("2", "Hawks supports: More arms keep us safe", None),
            ]),
        ],
    }
}

#[test]
fn every_link_of_the_sample_leads_somewhere() {
    let document = sample();
    let anchors: Vec<String> = document
        .headings()
        .map(|it| it.1.as_str().to_owned())
        .collect();
    assert_eq!(
        anchors,
        ["summary", "positions", "by-stakeholder", "evidence"]
    );
    assert_eq!(document.figures().count(), 2);
}
