//! Themes as a REFI-QDA codebook.

use super::theme_codes;
use crate::model::Record;
use crate::write::xml_text::Xml;

/// The themes of a record as a codebook (`.qdc`), for NVivo, ATLAS.ti, MAXQDA, QualCoder,
/// Taguette: names, definitions, broader themes. O(themes).
pub fn qdc(record: &Record) -> String {
    let mut xml = Xml::new();
    let root = [("xmlns", "urn:QDA-XML:codebook:1.0"), ("origin", "plenary")];
    xml.open("CodeBook", &root);
    xml.open("Codes", &[]);
    theme_codes(&mut xml, record);
    xml.finish()
}
