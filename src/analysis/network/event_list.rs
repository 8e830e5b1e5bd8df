//! The statements behind a network, one by one.

use serde::Serialize;

use super::error::NetworkError;
use super::limits::limit;
use super::options::{Aggregation, NetworkOptions};
use super::selection::{Blanks, select};
use crate::analysis::{Answer, Cell, Report, Table};
use crate::model::events::time::civil;
use crate::model::{Events, Values};

/// One statement that was kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// The number of the statement.
    pub id: i64,
    /// When, `YYYY-MM-DDTHH:MM:SS` in UTC.
    pub time: Option<String>,
    /// In which document.
    pub document: Option<String>,
    /// First character in the document.
    pub start: u32,
    /// The character after the last.
    pub stop: u32,
    /// The values of all variables, in their order.
    pub values: Vec<Cell>,
}

/// The statements that are left after filters, blanks and duplicates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventList {
    /// Names of the variables.
    pub variables: Vec<String>,
    /// The statements, by time, document, place and id.
    pub events: Vec<Event>,
}

/// Lists the statements that [`network`](super::network) would count with the same options,
/// but for one thing that DNA has too: statements with a blank value are listed, and duplicates
/// do not look at the qualifier. O(n log n).
///
/// # Errors
/// As [`network`](super::network).
pub fn event_list(
    events: &Events,
    options: &NetworkOptions,
) -> Result<EventList, Vec<NetworkError>> {
    let options = NetworkOptions {
        aggregation: Aggregation::Ignore,
        ..options.clone()
    };
    let mut selection = select(events, &options, Blanks::Keep)?;
    let mut rows = std::mem::take(&mut selection.kept);
    limit(&selection, &options, &mut rows);
    let variables = events.variables();
    let value = |values: &Values, row: usize| match values {
        Values::Text(column) => match &*column.labels[column.codes[row] as usize] {
            "" => Cell::Empty,
            label => label.into(),
        },
        Values::Integer(column) => Some(column[row]).filter(|&n| n != i64::MIN).into(),
        Values::Boolean(column) => match column[row] {
            -1 => Cell::Empty,
            value => Cell::Integer(i64::from(value)),
        },
    };
    let event = |row: u32| {
        let row = row as usize;
        Event {
            id: events.id(row),
            time: events.time(row).map(|time| civil(time).to_string()),
            document: events
                .documents()
                .get(events.document(row))
                .map(|d| d.name.clone()),
            start: events.start(row),
            stop: events.stop(row),
            values: variables.iter().map(|v| value(&v.values, row)).collect(),
        }
    };
    Ok(EventList {
        variables: variables.iter().map(|v| v.name.clone()).collect(),
        events: rows.into_iter().map(event).collect(),
    })
}

impl Answer for EventList {
    fn report(&self) -> Report {
        let heads = ["id", "time", "document", "start", "stop"].map(str::to_owned);
        let heads = heads.into_iter().chain(self.variables.iter().cloned());
        let mut table = Table::new("Statements", heads);
        for event in &self.events {
            let place = [
                event.id.into(),
                event.time.clone().into(),
                event.document.clone().into(),
                event.start.into(),
                event.stop.into(),
            ];
            table.push(place.into_iter().chain(event.values.iter().cloned()));
        }
        let definition = "The statements that are left after filters and duplicates.";
        Report::new("network", definition).table(table)
    }
}
