//! Turtle, with prefixes.

use oxrdf::Triple;
use oxttl::TurtleSerializer;

use super::{RdfOptions, triples};
use crate::model::Record;

/// The record as Turtle, in the order of the record. O(size of the record).
pub fn turtle(record: &Record, options: &RdfOptions) -> String {
    triples_turtle(&triples(record, options), options)
}

/// Triples as Turtle, in their order.
pub fn triples_turtle(triples: &[Triple], options: &RdfOptions) -> String {
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in options.base.prefixes() {
        serializer = (serializer.with_prefix(prefix, namespace))
            .expect("the base was checked, and the other namespaces are IRIs");
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples {
        (writer.serialize_triple(triple)).expect("writing to memory does not fail");
    }
    let bytes = writer.finish().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("made of texts")
}
