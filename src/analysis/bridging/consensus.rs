//! Group-informed consensus, on any table of votes.

/// What a participant says to a statement that it has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    /// For it.
    Agree,
    /// Against it.
    Disagree,
    /// Seen, and neither.
    Pass,
}

/// Votes of one group on one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// For it.
    pub agree: usize,
    /// Against it.
    pub disagree: usize,
    /// Votes of any kind.
    pub seen: usize,
}

impl Tally {
    /// Counts a vote.
    pub fn add(&mut self, vote: Vote) {
        self.seen += 1;
        match vote {
            Vote::Agree => self.agree += 1,
            Vote::Disagree => self.disagree += 1,
            Vote::Pass => {}
        }
    }
}

/// How much every group agrees, at once.
///
/// Π over groups of (1 + agree)/(2 + seen): each factor is the chance of agreement that one
/// would expect after the group's votes, so one unwilling group is enough to make it small.
///
/// Returns above 0 to 1; 1 without groups; a group that has not seen it contributes 1/2.
/// O(groups). Small and others 2021, doi 10.6035/recerca.5516 (Polis).
pub fn group_informed_consensus(groups: &[Tally]) -> f64 {
    let factor = |tally: &Tally| (1.0 + tally.agree as f64) / (2.0 + tally.seen as f64);
    groups.iter().map(factor).product()
}

/// Tallies of every statement for every group.
///
/// `votes`: a row for each participant, a column for each statement, `None` where it was not
/// seen. `groups`: the group of each participant, from 0; `None` is not counted.
///
/// Returns for each column a tally for each group 0 to the largest. No rows: nothing.
///
/// # Panics
/// Where there are fewer groups than rows, or rows of different length.
///
/// O(rows × columns).
pub fn tally(votes: &[Vec<Option<Vote>>], groups: &[Option<usize>]) -> Vec<Vec<Tally>> {
    let columns = votes.first().map_or(0, Vec::len);
    let count = groups.iter().flatten().max().map_or(0, |last| last + 1);
    let mut tallies = vec![vec![Tally::default(); count]; columns];
    for (at, row) in votes.iter().enumerate() {
        assert_eq!(row.len(), columns, "rows of one length");
        let Some(group) = groups[at] else { continue };
        for (column, vote) in row.iter().enumerate() {
            if let Some(vote) = vote {
                tallies[column][group].add(*vote);
            }
        }
    }
    tallies
}
