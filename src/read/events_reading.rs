//! What comes of reading a table of statements.

use super::problem::{Problem, TextFile};
use crate::model::Events;

/// The statements, where no error kept them from being read, and all there is to say.
#[derive(Debug, Default)]
pub struct EventsReading {
    /// The table; `None` where there is an error.
    pub events: Option<Events>,
    /// In order of severity and place.
    pub problems: Vec<Problem>,
    /// The inputs as text, for messages; empty text where the input is no text.
    pub files: Vec<TextFile>,
}
