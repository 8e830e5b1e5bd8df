//! What must hold of whatever a reader is given: the laws that every fuzz target asks.
//!
//! No reader panics or is slow; it tells problems or gives a record; a record that was made is
//! the same after it was written and read again; every place lies inside its file; what a format
//! carries whole comes back whole.

mod laws;
mod targets;

pub use targets::*;
