//! One test binary; one module a feature.

mod small;
mod stands;
