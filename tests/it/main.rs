//! One test binary; one module a feature.

#![allow(
    clippy::print_stdout,
    reason = "says how many reference values were reproduced"
)]

mod balance;
mod bridging;
mod coalitions;
mod polarisation;
mod small;
mod stands;
