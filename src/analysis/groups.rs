//! Which group a stakeholder is in: its coalition, its kind, or an attribute.

use super::coalitions::{CoalitionOptions, membership};
use crate::model::Record;

/// How stakeholders are put in groups.
#[derive(Debug, Clone, PartialEq)]
pub enum Groups {
    /// By who stands together.
    Coalitions(CoalitionOptions),
    /// By the value of `kind` or of an attribute; who has none is in no group.
    Attribute(String),
}

impl Default for Groups {
    fn default() -> Self {
        Self::Coalitions(CoalitionOptions::default())
    }
}

impl Groups {
    /// How it is shown.
    pub(super) fn label(&self) -> String {
        match self {
            Self::Coalitions(options) => format!("coalitions ({})", options.method.as_str()),
            Self::Attribute(name) => name.clone(),
        }
    }

    /// Names of the groups, and the group of every stakeholder of the record.
    pub(super) fn of(&self, record: &Record) -> (Vec<String>, Vec<Option<usize>>) {
        match self {
            Self::Coalitions(options) => {
                let labels = membership(record, options);
                let count = labels.iter().flatten().max().map_or(0, |last| last + 1);
                (
                    (1..=count).map(|number| number.to_string()).collect(),
                    labels,
                )
            }
            Self::Attribute(name) => {
                let values: Vec<Option<String>> = (record.stakeholders().iter())
                    .map(|stakeholder| match name.as_str() {
                        "kind" => Some(stakeholder.kind.as_str().to_owned()),
                        _ => stakeholder.attributes.get(name).cloned(),
                    })
                    .collect();
                let mut names: Vec<String> = values.iter().flatten().cloned().collect();
                names.sort_unstable();
                names.dedup();
                let place = |value: String| names.binary_search(&value).ok();
                let labels = values
                    .into_iter()
                    .map(|value| value.and_then(place))
                    .collect();
                (names, labels)
            }
        }
    }
}
