//! REFI-QDA, the exchange form of programs for qualitative analysis.

mod codebook;
mod project;

use uuid::Uuid;

use super::xml_text::Xml;
use crate::model::{Record, ThemeIx};

pub use codebook::qdc;
pub use project::{QdpxError, qdpx};

/// The identity that a thing of a record has in every export: of its kind and id, a UUID of
/// version 5.
fn guid(kind: &str, id: &str) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"urn:plenary:refi-qda");
    Uuid::new_v5(&space, format!("{kind}:{id}").as_bytes())
        .hyphenated()
        .to_string()
}

/// Themes as codes, narrower ones in broader ones.
fn theme_codes(xml: &mut Xml, record: &Record) {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); record.themes().len()];
    let mut tops = Vec::new();
    for at in 0..record.themes().len() {
        match record.broader(at.into()) {
            Some(broader) => below[broader.index()].push(at),
            None => tops.push(at),
        }
    }
    // Without recursion: a chain of themes can be as long as the record.
    enum Step {
        Open(usize),
        Close,
    }
    let mut steps: Vec<Step> = tops.into_iter().rev().map(Step::Open).collect();
    while let Some(step) = steps.pop() {
        let Step::Open(at) = step else {
            xml.close();
            continue;
        };
        let theme = record.theme(ThemeIx::from(at));
        let guid = guid("theme", theme.id.as_str());
        let of_code = [
            ("guid", guid.as_str()),
            ("name", &theme.name),
            ("isCodable", "true"),
        ];
        if below[at].is_empty() && theme.definition.is_none() {
            xml.empty("Code", &of_code);
            continue;
        }
        xml.open("Code", &of_code);
        if let Some(definition) = &theme.definition {
            xml.leaf("Description", &[], definition);
        }
        steps.push(Step::Close);
        steps.extend(below[at].iter().rev().map(|&at| Step::Open(at)));
    }
}
