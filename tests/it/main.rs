//! One test binary; one module a feature.

#![allow(
    clippy::print_stdout,
    reason = "tests say what they counted, or skipped"
)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod filter;
mod network;
mod support;
mod tables;
