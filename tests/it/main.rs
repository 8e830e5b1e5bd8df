//! One test binary; one module a feature.

mod filter;
mod network;
mod support;
mod tables;
