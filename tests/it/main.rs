//! One test binary; one module a feature.

mod balance;
mod bridging;
mod coalitions;
mod polarisation;
mod small;
mod stands;
