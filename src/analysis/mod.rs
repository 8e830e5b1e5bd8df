//! One question a file: a record or its graph in, a plain answer out.

mod seriation;
mod standing;

pub use seriation::seriation;
pub use standing::{Standing, standing};
