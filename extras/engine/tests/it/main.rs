//! One test binary; every file of this folder is declared here.
#![cfg_attr(
    all(feature = "connect", feature = "embedded"),
    expect(clippy::print_stdout, reason = "a skipped test says so")
)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod cli;
#[cfg(all(feature = "connect", feature = "embedded"))]
mod connect;
#[cfg(feature = "embedded")]
mod laws;
#[cfg(feature = "embedded")]
mod same_numbers;
mod sql_files;
#[cfg_attr(not(feature = "embedded"), allow(dead_code))]
mod support;
mod table;
mod tie_files;
