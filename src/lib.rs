//! Turns the record of a multi-stakeholder meeting into a signed knowledge graph, and draws it.

pub mod analysis;
pub mod draw;
pub mod model;
pub mod read;
pub mod write;
