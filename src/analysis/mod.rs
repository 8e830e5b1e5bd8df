//! One question a file: a record, its graph or its events in, a plain answer out.

pub mod balance;
pub mod bridging;
pub mod coalitions;
mod contents;
mod filter;
mod groups;
mod network;
pub mod polarisation;
mod report;
mod seriation;
mod stances;
mod standing;
pub mod stands;

pub use balance::{Balance, BalanceOptions, balance};
pub use bridging::{Bridging, BridgingOptions, bridging};
pub use coalitions::{CoalitionMethod, CoalitionOptions, Coalitions, coalitions};
pub use contents::{Contents, contents};
pub use filter::{FilterOptions, filter, filter_record};
pub use groups::Groups;
pub use network::{
    Aggregation, Definitions, Duplicates, Event, EventList, Keep, Kernel, Mode, Network,
    NetworkError, NetworkOptions, NetworkSeries, Normalisation, Slice, Tie, UnknownOption,
    ValueFilter, WindowUnit, Windows, event_list, network, network_over_time,
};
pub use polarisation::{Polarisation, PolarisationOptions, polarisation};
pub(crate) use report::OptionMap;
pub use report::{Answer, Cell, Report, Table};
pub use seriation::seriation;
pub use stances::Through;
pub use standing::{Standing, standing};
pub use stands::{Stands, StandsOptions, stands};
