//! One output format a file: value in, text out.

mod csv_text;
mod dot;
mod gallery;
mod graph_csv;
mod graph_json;
mod html;
mod html_text;
#[cfg(feature = "fonts")]
mod letters;
mod network_csv;
#[cfg(any(feature = "pdf", feature = "png"))]
mod paint;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "png")]
mod png;
mod positions_csv;
mod positions_json;
mod positions_markdown;
#[cfg(feature = "rdf")]
mod rdf;
mod record_json;
mod report_csv;
mod report_json;
mod report_markdown;
mod report_table;
mod reports;
mod schema;
mod statements_csv;
mod statements_json;
mod svg;
mod wire;

pub use dot::{DotOptions, dot};
pub use gallery::{GalleryFile, GalleryPicture, GallerySet, gallery};
pub use graph_csv::graph_csv;
pub use graph_json::graph_json;
pub use html::{Evidence, HtmlOptions, evidence, html};
#[cfg(feature = "fonts")]
pub use letters::missing_letters;
pub use network_csv::network_csv;
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
pub use report_csv::report_csv;
pub use report_json::report_json;
pub use report_markdown::report_markdown;
pub use report_table::{plain_table, report_table};
pub use reports::{reports_json, reports_markdown};
pub use schema::{SCHEMA_ID, schema};
pub use statements_csv::statements_csv;
pub use statements_json::statements_json;
pub use svg::{Access, Letters, Links, Profile, SvgOptions, svg};

/// JSON as people read it: two spaces, a final newline.
fn pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value)
        .expect("structs of texts, numbers and lists with text keys always have a JSON form");
    text.push('\n');
    text
}
