//! One question a file: a record, its graph or its events in, a plain answer out.

mod contents;
mod report;
mod seriation;
mod standing;
mod stands;

pub use contents::{Contents, contents};
pub(crate) use report::OptionMap;
pub use report::{Answer, Cell, Report, Table};
pub use seriation::seriation;
pub use standing::{Standing, standing};
pub use stands::{
    ArgumentError, ArgumentGraph, ClaimStanding, Flip, Label, Rule, RuleRun, SolveOptions, Stands,
    StandsOptions, Strengths, Verdict, grounded, stands, strengths,
};
