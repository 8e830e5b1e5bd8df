//! RDF: the record as triples ([`triples`]), and these as Turtle, N-Triples and JSON-LD.

mod around;
mod evidence;
mod jsonld;
mod ntriples;
mod record;
mod turtle;

pub use jsonld::jsonld;
pub use ntriples::ntriples;
pub use record::triples;
pub use turtle::{triples_turtle, turtle};

use std::collections::BTreeMap;

use crate::model::SourceId;
use crate::vocabulary::BaseIri;

/// How RDF is made of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RdfOptions {
    /// What the IRIs of entities begin with. Default: [`DEFAULT_BASE`](crate::vocabulary::DEFAULT_BASE).
    pub base: BaseIri,
    /// Texts of sources by id: quotes then have the words before and after them. Default: none.
    pub texts: BTreeMap<SourceId, String>,
}
