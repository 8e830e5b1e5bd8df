//! One output format a file: value in, text out.

mod argdown;
mod by_stance;
mod carries;
mod csv_pair;
mod csv_text;
mod cypher;
mod cytoscape;
mod diff_dot;
mod diff_text;
mod dl;
pub mod document;
mod dot;
mod flat;
mod formats;
mod gallery;
mod gexf;
mod gml;
mod graph_csv;
mod graph_json;
mod graph_tables;
mod graphml;
mod html;
mod html_text;
mod jgf;
mod kumu;
#[cfg(feature = "fonts")]
mod letters;
mod looks;
mod mermaid;
mod network_csv;
mod network_graph;
#[cfg(feature = "parquet")]
mod network_parquet;
mod node_link;
#[cfg(any(feature = "pdf", feature = "png"))]
mod paint;
mod pajek;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod pdf_ink;
#[cfg(feature = "png")]
mod png;
mod positions_csv;
mod positions_json;
mod positions_markdown;
#[cfg(feature = "rdf")]
mod rdf;
mod record_json;
mod refi;
mod report_csv;
mod report_json;
mod report_markdown;
mod report_table;
mod reports;
mod schema;
mod site;
mod statements_csv;
mod statements_json;
mod svg;
mod tables_markdown;
mod wire;
#[cfg(feature = "xlsx")]
mod workbook;
mod xaif;
#[cfg(feature = "xlsx")]
mod xlsx;
mod xml_text;

pub use argdown::argdown;
pub use by_stance::StancePart;
pub use carries::{Carried, carried, carries_in_words, loses_in_words};
pub use csv_pair::{CsvPair, csv_pair};
pub use cypher::cypher;
pub use cytoscape::cytoscape_json;
pub use diff_dot::diff_dot;
pub use diff_text::{diff_markdown, diff_text};
pub use dl::dl;
pub use dot::{DotOptions, dot};
pub use formats::{ExchangeFormat, FORMATS, Subject};
pub use gallery::{GalleryFile, GalleryPicture, GallerySet, gallery};
pub use gexf::{GexfOptions, gexf};
pub use gml::gml;
pub use graph_csv::graph_csv;
pub use graph_json::graph_json;
pub use graph_tables::{graph_tables, positions_table, statements_table};
pub use graphml::{GraphmlOptions, GraphmlStyle, graphml, graphml_to};
pub use html::{Evidence, HtmlOptions, evidence, html};
pub use jgf::jgf;
pub use kumu::{kumu_json, kumu_tables};
#[cfg(feature = "fonts")]
pub use letters::missing_letters;
pub use looks::add_looks;
pub use mermaid::{Mermaid, mermaid};
pub use network_csv::network_csv;
pub use network_graph::{network_edges, network_graph, network_nodes};
#[cfg(feature = "parquet")]
pub use network_parquet::network_parquet;
pub use node_link::{NodeLinkEdges, NodeLinkOptions, node_link};
pub use pajek::pajek;
#[cfg(feature = "pdf")]
pub use pdf::{PdfError, PdfOptions, pdf};
#[cfg(feature = "png")]
pub use png::{PngError, PngOptions, png};
pub use positions_csv::positions_csv;
pub use positions_json::positions_json;
pub use positions_markdown::positions_markdown;
#[cfg(feature = "rdf")]
pub use rdf::{RdfOptions, jsonld, ntriples, triples, triples_turtle, turtle};
pub use record_json::record_json;
pub use refi::{QdpxError, qdc, qdpx};
pub use report_csv::report_csv;
pub use report_json::report_json;
pub use report_markdown::report_markdown;
pub use report_table::{plain_table, report_table};
pub use reports::{reports_json, reports_markdown};
pub use schema::{SCHEMA_ID, schema};
pub use site::site;
pub use statements_csv::statements_csv;
pub use statements_json::statements_json;
pub use svg::{Access, Letters, Links, Profile, SvgOptions, svg};
pub use tables_markdown::tables_markdown;
#[cfg(feature = "xlsx")]
pub use workbook::{WorkbookOptions, workbook};
pub use xaif::xaif;
#[cfg(feature = "xlsx")]
pub use xlsx::{XlsxError, xlsx};

/// JSON as people read it: two spaces, a final newline.
fn pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value)
        .expect("structs of texts, numbers and lists with text keys always have a JSON form");
    text.push('\n');
    text
}
