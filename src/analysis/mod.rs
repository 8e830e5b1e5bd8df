//! One question a file: a record, its graph or its events in, a plain answer out.

mod balance;
mod bridging;
mod coalitions;
mod contents;
mod groups;
mod polarisation;
mod report;
mod seriation;
mod stances;
mod standing;
mod stands;

pub use balance::{Balance, BalanceOptions, Frustration, Tie, Triad, balance, frustration};
pub use bridging::{
    BridgedGroup, Bridging, BridgingOptions, ClaimBridge, GroupStance, Tally, Vote, bridging,
    group_informed_consensus, tally,
};
pub use coalitions::{
    Coalition, CoalitionMethod, CoalitionOptions, Coalitions, Distinction, ItemProfile, Member,
    Merge, MethodResult, PairTie, coalitions,
};
pub use contents::{Contents, contents};
pub use groups::Groups;
pub use polarisation::{
    BestSplit, Polarisation, PolarisationOptions, Polarised, SplitFit, Window, best_split,
    polarisation, split_fit,
};
pub(crate) use report::OptionMap;
pub use report::{Answer, Cell, Report, Table};
pub use seriation::seriation;
pub use stances::Through;
pub use standing::{Standing, standing};
pub use stands::{
    ArgumentError, ArgumentGraph, ClaimStanding, Flip, Label, Rule, RuleRun, SolveOptions, Stands,
    StandsOptions, Strengths, Verdict, grounded, stands, strengths,
};
