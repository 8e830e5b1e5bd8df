//! N-Triples: one triple a line.

use super::{RdfOptions, triples};
use crate::model::Record;

/// The record as N-Triples, in the order of the record. O(size of the record).
pub fn ntriples(record: &Record, options: &RdfOptions) -> String {
    (triples(record, options).iter())
        .map(|triple| format!("{triple} .\n"))
        .collect()
}
