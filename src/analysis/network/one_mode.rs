//! Ties between values of one variable through values of another.

use super::counts::Counts;
use super::options::{Aggregation, Definitions, NetworkOptions, Normalisation};
use super::product::{Job, Likeness, Pairs, Pass, Term, Tie, product};
use super::selection::{LevelKind, Levels};
use crate::model::Progress;

/// The ties of a one-mode network; see [`super::network`] for the definitions.
pub(super) fn one_mode(
    counts: &Counts,
    levels: &Levels,
    rows: usize,
    options: &NetworkOptions,
    diagonal: bool,
    progress: Progress<'_>,
) -> Vec<Tie> {
    use Normalisation::{Average, Cosine, DnaCosine, DnaJaccard, Jaccard, Overlap};
    let category = levels.kind == LevelKind::Category;
    let ignore = options.aggregation == Aggregation::Ignore;
    let normalisation = options.normalisation_by_definition();
    let of_sets = matches!(normalisation, Jaccard | Overlap);

    let plain = if ignore {
        counts.without_levels()
    } else {
        counts.clone()
    };
    let base = if of_sets { plain.presence() } else { plain };
    let like = likeness(levels, options.aggregation);
    let agree = likeness(levels, Aggregation::Congruence);
    let all_levels = || Pass::new(counts.clone(), rows, Likeness::Same, Term::Product);
    let agreement = Pass::new(
        base.clone(),
        rows,
        if ignore { Likeness::Same } else { agree },
        Term::Product,
    );

    // Conflict of categories counts everything that not both hold.
    let apart = category
        && matches!(
            options.aggregation,
            Aggregation::Conflict | Aggregation::Subtract
        );
    let main_term = if apart && options.aggregation == Aggregation::Conflict {
        Term::Sum
    } else {
        Term::Product
    };
    let mut passes = vec![Pass::new(base.clone(), rows, like, main_term)];
    if apart && options.aggregation == Aggregation::Subtract {
        passes.push(Pass::new(base.clone(), rows, Likeness::Same, Term::Sum));
    }
    let base_totals = base.row_totals(rows);
    let totals = counts.row_totals(rows);
    let agreed = matches!(
        options.aggregation,
        Aggregation::Ignore | Aggregation::Congruence
    );
    // Where the ties are agreement, their sum is the first.
    let second = if of_sets && agreed { 0 } else { passes.len() };
    match normalisation {
        Jaccard | Overlap if !agreed => passes.push(agreement.clone()),
        DnaJaccard => {
            passes.push(Pass::new(counts.clone(), rows, Likeness::Same, Term::Sum));
            passes.push(all_levels());
        }
        _ => {}
    }
    // Three sums are room for all but DNA's Jaccard of subtracted categories.
    let (passes, extra) = passes.split_at(passes.len().min(3));
    let with_itself = match normalisation {
        Jaccard | Overlap | Cosine => agreement.with_itself(rows),
        _ => Vec::new(),
    };
    let aggregation = options.aggregation;
    let weigh = |i: usize, j: usize, sums: &[f64]| {
        let both = base_totals[i] + base_totals[j];
        let weight = match (apart, aggregation) {
            (true, Aggregation::Conflict) => both - sums[0],
            (true, _) => sums[0] - (both - sums[1]),
            (false, _) => sums[0],
        };
        if weight == 0.0 {
            return 0.0;
        }
        let by = match normalisation {
            Average => f64::midpoint(totals[i], totals[j]),
            DnaCosine => totals[i] * totals[j],
            Cosine => (with_itself[i] * with_itself[j]).sqrt(),
            Jaccard => with_itself[i] + with_itself[j] - sums[second],
            Overlap => with_itself[i].min(with_itself[j]),
            DnaJaccard => {
                // With subtracted categories the product of the same levels is the first sum.
                let products = if extra.is_empty() {
                    sums[second + 1]
                } else {
                    sums[0]
                };
                totals[i] + totals[j] - sums[second] + products
            }
            _ => 1.0,
        };
        if by == 0.0 { 0.0 } else { weight / by }
    };
    let job = Job {
        passes,
        rows,
        pairs: if apart { Pairs::All } else { Pairs::Touched },
        diagonal,
        top: options.top,
        // The strongest of each are found among all.
        least: options.threshold.filter(|_| options.top_each.is_none()),
        threads: options.threads,
        progress,
    };
    let mut ties = product(&job, weigh);
    if apart {
        // A value without a statement has nothing that another could lack.
        ties.retain(|tie| totals[tie.row as usize] > 0.0 && totals[tie.column as usize] > 0.0);
    }
    ties
}

impl NetworkOptions {
    /// The normalisation that is meant: with DNA's definitions, DNA's.
    pub(super) fn normalisation_by_definition(&self) -> Normalisation {
        match (self.definitions, self.normalisation) {
            (Definitions::Dna, Normalisation::Jaccard) => Normalisation::DnaJaccard,
            (Definitions::Dna, Normalisation::Cosine) => Normalisation::DnaCosine,
            (_, normalisation) => normalisation,
        }
    }
}

/// How much two levels count together under an aggregation.
fn likeness(levels: &Levels, aggregation: Aggregation) -> Likeness {
    let number = matches!(levels.kind, LevelKind::Boolean | LevelKind::Integer);
    if !number || aggregation == Aggregation::Ignore {
        return Likeness::Same;
    }
    let values = levels.values.clone();
    let range = match (values.first(), values.last()) {
        (Some(least), Some(most)) if most > least => most - least,
        // One level: everybody agrees.
        _ => 1.0,
    };
    let (constant, slope) = match aggregation {
        Aggregation::Conflict => (0.0, 1.0 / range),
        Aggregation::Subtract => (1.0, -2.0 / range),
        _ => (1.0, -1.0 / range),
    };
    Likeness::Linear {
        values,
        constant,
        slope,
    }
}
