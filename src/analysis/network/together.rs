//! Several networks of the same statements, in one pass.

use super::error::NetworkError;
use super::options::{Aggregation, Mode, NetworkOptions, Normalisation};
use super::result::{Network, whole};
use super::selection::LevelKind;
use super::tying::tie_together;
use super::{limited, network};
use crate::model::{Events, Progress};

/// The networks of some statements under several aggregations and normalisations: those that
/// [`network`] makes one by one, in the order asked for.
///
/// Of stances that are yes or no, all that count agreement and disagreement (congruence, conflict,
/// subtract) are made in one pass: statements are selected once, and what two rows have in common
/// is added up once. Counts above 1 keep those that are divided by sets (jaccard, overlap) out of
/// the pass; `duplicates` over the range leaves no such counts. The rest is made one by one.
///
/// Arguments: the table; the options that all share, whose own aggregation and normalisation are
/// not used; what is asked for. Nothing asked for: no networks. O(n + Σ over columns and stances
/// of squared numbers of rows), once.
///
/// # Errors
/// As [`network`], each once.
pub fn networks(
    events: &Events,
    options: &NetworkOptions,
    asked: &[(Aggregation, Normalisation)],
) -> Result<Vec<Network>, Vec<NetworkError>> {
    let wanted = asked
        .iter()
        .map(|&(aggregation, normalisation)| NetworkOptions {
            aggregation,
            normalisation,
            ..options.clone()
        });
    let wanted: Vec<NetworkOptions> = wanted.collect();
    let mut made: Vec<Option<Network>> = vec![None; wanted.len()];
    together(events, &wanted, &mut made)?;
    let mut errors: Vec<NetworkError> = Vec::new();
    let mut all = Vec::with_capacity(wanted.len());
    for (one, options) in made.into_iter().zip(&wanted) {
        match one.map_or_else(|| network(events, options), Ok) {
            Ok(network) => all.push(network),
            Err(more) => {
                for error in more {
                    if !errors.contains(&error) {
                        errors.push(error);
                    }
                }
            }
        }
    }
    if errors.is_empty() {
        Ok(all)
    } else {
        Err(errors)
    }
}

/// Makes those that one pass can make.
fn together(
    events: &Events,
    wanted: &[NetworkOptions],
    made: &mut [Option<Network>],
) -> Result<(), Vec<NetworkError>> {
    let signed = |options: &NetworkOptions| {
        use Aggregation::{Conflict, Congruence, Subtract};
        options.mode == Mode::One
            && matches!(options.aggregation, Congruence | Conflict | Subtract)
            && options.contradictions().is_empty()
    };
    let places: Vec<usize> = (0..wanted.len())
        .filter(|&at| signed(&wanted[at]))
        .collect();
    let of_sets = |at: usize| {
        let normalisation = wanted[at].normalisation;
        matches!(
            normalisation,
            Normalisation::Jaccard | Normalisation::Overlap
        )
    };
    // Sets can be told from counts, but not counts from sets.
    let counted = places.iter().copied().find(|&at| !of_sets(at));
    let Some(first) = counted
        .or(places.first().copied())
        .filter(|_| places.len() > 1)
    else {
        return Ok(());
    };
    let selection = limited(events, &wanted[first])?;
    if selection.levels.kind != LevelKind::Boolean {
        return Ok(());
    }
    let present = Network::present(&selection, &wanted[first]);
    let few = places.iter().all(|&at| wanted[at].wants_few());
    let Some((rows, base)) = whole(&selection, &wanted[first], &present, few) else {
        return Ok(());
    };
    let statements = selection.kept.len();
    drop(selection);
    let others = places
        .into_iter()
        .filter_map(|at| Some((at, base.also(&wanted[at])?)));
    let all: Vec<_> = others.collect();
    let jobs: Vec<_> = all
        .iter()
        .map(|(at, whole)| (whole, wanted[*at].kept()))
        .collect();
    let tied = tie_together(&jobs, wanted[first].threads, Progress::none());
    for ((at, whole), tied) in all.into_iter().zip(tied) {
        let of = (rows.clone(), whole);
        made[at] = Some(Network::tied(of, tied.ties, &wanted[at], statements));
    }
    Ok(())
}
