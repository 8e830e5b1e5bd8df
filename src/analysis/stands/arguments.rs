//! The plain graph that gradual semantics work on: arguments with base scores, signed edges.

use crate::model::Stance;

/// Why an argument graph cannot be made, or a rule not applied to it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ArgumentError {
    /// A base score outside its range.
    #[error("the base score of '{argument}' is {score}; it must be from 0 to 1")]
    Base {
        /// Whose.
        argument: String,
        /// What was given.
        score: f64,
    },
    /// A weight that is negative or no number.
    #[error("the weight of an edge is {0}; it must be a finite number from 0 up")]
    Weight(f64),
    /// An edge with an end that is not there.
    #[error("an edge names argument {index}, and there are only {count}")]
    End {
        /// The place that was given.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// The MLP-based rule with a base score of 0 or 1, whose logit is infinite.
    #[error("the MLP-based rule is undefined for '{argument}': its base score is {score}")]
    Logit {
        /// Whose.
        argument: String,
        /// 0 or 1.
        score: f64,
    },
}

/// One edge as its target sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Incoming {
    pub(super) from: usize,
    pub(super) stance: Stance,
    pub(super) weight: f64,
}

/// Arguments with a base score in 0..=1 each, and supports and attacks between them.
///
/// An argument is known by its place, from 0 in the order of adding. Parallel edges count once
/// each; an argument may support or attack itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArgumentGraph {
    names: Vec<String>,
    base: Vec<f64>,
    incoming: Vec<Vec<Incoming>>,
}

impl ArgumentGraph {
    /// A graph without arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an argument and gives its place.
    ///
    /// # Errors
    /// Where the base score is not in 0..=1.
    pub fn argument(&mut self, name: impl Into<String>, base: f64) -> Result<usize, ArgumentError> {
        let argument = name.into();
        if !(0.0..=1.0).contains(&base) {
            let score = base;
            return Err(ArgumentError::Base { argument, score });
        }
        self.names.push(argument);
        self.base.push(base);
        self.incoming.push(Vec::new());
        Ok(self.names.len() - 1)
    }

    /// Adds a support or an attack; the weight multiplies what the source brings in, and 1 is
    /// the usual one.
    ///
    /// # Errors
    /// Where an end is not there or the weight is negative or not finite.
    pub fn edge(
        &mut self,
        from: usize,
        to: usize,
        stance: Stance,
        weight: f64,
    ) -> Result<(), ArgumentError> {
        let count = self.len();
        if let Some(&index) = [from, to].iter().find(|&&end| end >= count) {
            return Err(ArgumentError::End { index, count });
        }
        if !weight.is_finite() || weight < 0.0 {
            return Err(ArgumentError::Weight(weight));
        }
        self.incoming[to].push(Incoming {
            from,
            stance,
            weight,
        });
        Ok(())
    }

    /// How many arguments there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name of an argument.
    ///
    /// # Panics
    /// Where there is no argument at this place.
    pub fn name(&self, argument: usize) -> &str {
        &self.names[argument]
    }

    pub(super) fn base(&self) -> &[f64] {
        &self.base
    }

    pub(super) fn incoming(&self, argument: usize) -> &[Incoming] {
        &self.incoming[argument]
    }

    pub(super) fn attackers(&self, argument: usize) -> impl Iterator<Item = usize> + '_ {
        let attacks = |edge: &&Incoming| edge.stance == Stance::Concern && edge.weight > 0.0;
        self.incoming[argument]
            .iter()
            .filter(attacks)
            .map(|edge| edge.from)
    }
}
