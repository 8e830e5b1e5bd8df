//! One question a file: a record, its graph or its events in, a plain answer out.

pub mod agreement;
mod ask;
pub mod balance;
pub mod bridging;
pub mod centrality;
mod cited;
mod clustering;
pub mod coalitions;
mod communities;
mod contents;
mod contested;
mod contradictions;
pub mod diff;
mod filter;
mod groups;
mod holdings;
mod network;
pub mod overlap;
mod parallel;
pub mod polarisation;
pub mod profile;
mod report;
mod seriation;
mod signed_graph;
mod stances;
mod standing;
pub mod stands;
pub mod timeline;
mod weighted_graph;

pub use agreement::{Agreement, Coding, agreement};
pub use ask::{AskOptions, Asked, AskedStakeholder, Reason, ask};
pub use balance::{Balance, BalanceOptions, balance, balance_watched};
pub use bridging::{Bridging, BridgingOptions, bridging, bridging_watched};
pub use centrality::{Centrality, CentralityOptions, centrality, centrality_watched};
pub use cited::Cited;
pub use clustering::{Clustering, clustering};
pub(crate) use coalitions::membership;
pub use coalitions::{
    CoalitionMethod, CoalitionOptions, Coalitions, coalitions, coalitions_watched,
};
pub use communities::{Communities, CommunityOptions, communities};
pub use contents::{Contents, contents};
pub use contested::{
    Contested, ContestedItem, ContestedOptions, Count, contested, contested_watched,
};
pub use contradictions::{
    Contradiction, ContradictionOptions, Contradictions, MixedTheme, contradictions,
};
pub use diff::{Diff, DiffOptions, diff, diff_watched};
pub use filter::{FilterOptions, filter, filter_record};
pub use groups::Groups;
pub use holdings::stakeholders_called;
pub use network::{
    Aggregation, Definitions, Duplicates, Event, EventList, Keep, Kernel, Mode, Network,
    NetworkError, NetworkOptions, NetworkOrigin, NetworkSeries, NetworkSummary, Normalisation,
    Slice, Tie, UnknownOption, ValueFilter, WindowUnit, Windows, event_list, network,
    network_over_time, network_over_time_watched, network_summary, network_summary_watched,
    network_watched, networks,
};
pub use overlap::{Overlap, OverlapOptions, overlap, overlap_watched};
pub use polarisation::{Polarisation, PolarisationOptions, polarisation, polarisation_watched};
pub use profile::{Profile, ProfileOptions, Profiles, profile, profile_watched};
pub(crate) use report::OptionMap;
pub use report::{Answer, Cell, Report, Table};
pub use seriation::seriation;
pub use signed_graph::{Direction, GraphError, Link, NodeName, Scope, SignedGraph, Signs};
pub use stances::Through;
pub use standing::{Standing, standing};
pub use stands::{Stands, StandsOptions, stands, stands_watched};
pub use timeline::{Timeline, TimelineOptions, timeline, timeline_watched};
pub use weighted_graph::WeightedGraph;
