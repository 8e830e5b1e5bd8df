//! Options that the questions about groups have in common.

use clap::ValueEnum;
use plenary::analysis::{CoalitionMethod, Through};
use plenary::model::Record;
use plenary::read;

use super::super::error::CliError;

/// What stances are compared on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ThroughArg {
    /// The claims that stakeholders speak on
    #[value(alias = "claims")]
    Claim,
    /// The themes of those claims, by signed positions
    #[value(alias = "themes")]
    Theme,
}

impl From<ThroughArg> for Through {
    fn from(arg: ThroughArg) -> Self {
        match arg {
            ThroughArg::Claim => Self::Claim,
            ThroughArg::Theme => Self::Theme,
        }
    }
}

/// How coalitions are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MethodArg {
    /// Communities of the congruence network (Leiden, modularity)
    Leiden,
    /// Least disagreement within and agreement between (correlation clustering)
    Correlation,
    /// Average linkage on stance distances, cut where the silhouette is greatest
    Hierarchical,
}

impl From<MethodArg> for CoalitionMethod {
    fn from(arg: MethodArg) -> Self {
        match arg {
            MethodArg::Leiden => Self::Leiden,
            MethodArg::Correlation => Self::Correlation,
            MethodArg::Hierarchical => Self::Hierarchical,
        }
    }
}

/// Refuses what is neither `kind` nor an attribute of any stakeholder.
pub(crate) fn known_attribute(record: &Record, option: &str, name: &str) -> Result<(), CliError> {
    let attributes = record
        .stakeholders()
        .iter()
        .flat_map(|s| s.attributes.keys());
    let mut known: Vec<&str> = attributes.map(String::as_str).chain(["kind"]).collect();
    known.sort_unstable();
    known.dedup();
    if known.contains(&name) {
        return Ok(());
    }
    let error = CliError::usage(format!(
        "{option}: no stakeholder has the attribute '{name}'"
    ));
    Err(match read::nearest(name, known.iter().copied()) {
        Some(near) => error.hint(format!("did you mean '{near}'?")),
        None => error.hint(format!("there are: {}", known.join(", "))),
    })
}
