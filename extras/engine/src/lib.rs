//! Networks of statement tables that one machine no longer holds: the definitions of
//! [`plenary::analysis::network`] as plain SQL files, which the engine in this program or any
//! endpoint of Spark Connect runs unedited.
//!
//! 1. [`table`]: a table of statements becomes Parquet, a stretch at a time.
//! 2. [`sql`]: the files of `sql/`, and which of them in which order make a network.
//! 3. [`engine`]: what a file is run by.
//! 4. [`run`]: a network, step by step.
//! 5. [`output`] and [`ties`]: its ties into a file, and out of it.
//! 6. [`graph`]: measures of `plenary` on them.

#![forbid(unsafe_code)]

#[cfg(feature = "connect")]
pub mod connect;
#[cfg(feature = "embedded")]
pub mod embedded;
pub mod engine;
pub mod graph;
pub mod options;
pub mod output;
pub mod run;
pub mod sql;
pub mod table;
pub mod ties;
pub mod when;
