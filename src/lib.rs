//! Turns the record of a multi-stakeholder meeting into a signed knowledge graph, and draws it.
//!
//! The stages stand in the order of the flow; each uses only those before it:
//!
//! 1. [`read`]: text in, a record and all that is wrong with it out.
//! 2. [`model`]: who speaks, what is claimed, on which theme; the one rule of signs; the graph.
//! 3. [`analysis`]: one question a function.
//! 4. [`draft`]: the text of a report becomes a proposed record, for a person to correct.
//! 5. [`draw`]: a form of picture, placed by a layout, as a scene of shapes and text.
//! 6. [`write`](mod@write): the record, tables, DOT and SVG as text.
//! 7. `brief` (a feature): findings, pictures and sentences as one document.
//!
//! The library does no input or output of its own: it takes bytes and gives back text.
//!
//! ```
//! use plenary::{draw, model, read, write};
//!
//! let text = r#"{
//!   "plenary": 1,
//!   "sources": [{ "id": "minutes", "title": "Minutes", "date": "2020-02-12" }],
//!   "stakeholders": [{ "id": "doves", "name": "Doves", "kind": "ngo" }],
//!   "themes": [{ "id": "war", "name": "War" }],
//!   "claims": [{ "id": "arms", "text": "More arms keep us safe", "themes": { "war": "support" } }],
//!   "statements": [{ "id": "s1", "stakeholder": "doves", "claim": "arms", "stance": "concern",
//!                    "source": "minutes", "paragraph": 1 }]
//! }"#;
//! let input = read::Input { name: "minutes.json".to_owned(), bytes: text.into() };
//! let reading = read::json(vec![input]);
//! assert_eq!(reading.problems, []);
//! let record = reading.record.expect("no problems");
//!
//! let graph = model::KnowledgeGraph::new(&record, model::GraphOptions::default());
//! let position = graph.positions().next().expect("one statement on one theme");
//! // Concern about a claim that speaks for war is concern about war.
//! assert_eq!(position.stance, model::Stance::Concern);
//!
//! let options = draw::DrawOptions::default();
//! let scene = draw::scene(&record, &graph, draw::Form::Alignment, &options, None)?;
//! let svg = write::svg(&scene, &write::SvgOptions::default());
//! assert!(svg.contains("Doves is concerned about War: 1 statement"));
//! # Ok::<(), draw::LayoutError>(())
//! ```

pub mod analysis;
#[cfg(feature = "brief")]
pub mod brief;
pub mod draft;
pub mod draw;
pub mod model;
#[cfg(feature = "query")]
pub mod query;
pub mod read;
#[cfg(feature = "rdf")]
pub mod vocabulary;
pub mod write;
