//! One question a file: a record, its graph or its events in, a plain answer out.

mod contents;
mod filter;
mod network;
mod report;
mod seriation;
mod standing;

pub use contents::{Contents, contents};
pub use filter::{FilterOptions, filter, filter_record};
pub use network::{
    Aggregation, Definitions, Duplicates, Event, EventList, Keep, Kernel, Mode, Network,
    NetworkError, NetworkOptions, NetworkSeries, Normalisation, Slice, Tie, UnknownOption,
    ValueFilter, WindowUnit, Windows, event_list, network, network_over_time,
};
pub(crate) use report::OptionMap;
pub use report::{Answer, Cell, Report, Table};
pub use seriation::seriation;
pub use standing::{Standing, standing};
