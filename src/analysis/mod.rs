//! One question a file: a record, its graph or its events in, a plain answer out.

pub mod centrality;
mod contents;
mod report;
mod seriation;
mod signed_graph;
mod standing;
mod weighted_graph;

pub use centrality::{Centrality, CentralityOptions, centrality};
pub use contents::{Contents, contents};
pub(crate) use report::OptionMap;
pub use report::{Answer, Cell, Report, Table};
pub use seriation::seriation;
pub use signed_graph::{GraphError, Link, NodeName, Scope, SignedGraph, Signs};
pub use standing::{Standing, standing};
pub use weighted_graph::WeightedGraph;
