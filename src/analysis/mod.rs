//! One question a file: a record, its graph or its events in, a plain answer out.

pub mod centrality;
mod cited;
mod contents;
mod contested;
mod contradictions;
mod holdings;
pub mod overlap;
pub mod profile;
mod report;
mod seriation;
mod signed_graph;
mod standing;
pub mod timeline;
mod weighted_graph;

pub use centrality::{Centrality, CentralityOptions, centrality};
pub use cited::Cited;
pub use contents::{Contents, contents};
pub use contested::{Contested, ContestedItem, ContestedOptions, Count, contested};
pub use contradictions::{
    Contradiction, ContradictionOptions, Contradictions, MixedTheme, contradictions,
};
pub use holdings::{Through, stakeholders_called};
pub use overlap::{Overlap, OverlapOptions, overlap};
pub use profile::{Profile, ProfileOptions, Profiles, profile};
pub(crate) use report::OptionMap;
pub use report::{Answer, Cell, Report, Table};
pub use seriation::seriation;
pub use signed_graph::{Direction, GraphError, Link, NodeName, Scope, SignedGraph, Signs};
pub use standing::{Standing, standing};
pub use timeline::{Timeline, TimelineOptions, timeline};
pub use weighted_graph::WeightedGraph;
