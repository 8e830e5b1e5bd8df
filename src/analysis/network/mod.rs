//! Networks from statements, as discourse network analysis defines them.

mod counts;
mod each;
mod error;
mod event_list;
mod graph;
mod kernel;
mod limits;
mod one_mode;
mod options;
mod product;
mod reach;
mod result;
mod selection;
mod summary;
mod together;
mod two_mode;
mod tying;
mod whole;
mod windows;

pub use error::NetworkError;
pub use event_list::{Event, EventList, event_list};
pub use graph::NetworkOrigin;
pub use options::{
    Aggregation, Definitions, Duplicates, Keep, Kernel, Mode, NetworkOptions, Normalisation,
    UnknownOption, ValueFilter, WindowUnit, Windows,
};
pub use product::Tie;
pub use result::{Network, NetworkSeries, Slice};
pub use summary::{NetworkSummary, network_summary, network_summary_watched};
pub use together::networks;
pub use windows::{network_over_time, network_over_time_watched};

use self::selection::{Blanks, Selection, select};
use crate::model::{Events, Progress};

/// Who is tied to whom, or to what, and how strongly.
///
/// Statements are filtered (dates and document fields, then values), those with a blank value
/// are dropped, then duplicates: the first in order (time, document, place, id) is kept; then, of
/// each window, values of `through` above the claim cap, then values of `between` below the
/// stakeholder floor. Let
/// x(i,j,k) count the rest with row value i (`between`), column value j (`through`) and level k
/// of the qualifier, v(k) the level's number, R the largest minus the smallest level observed
/// (boolean: 1), T(i) = Σⱼₖ x(i,j,k).
///
/// One-mode, w(i,i′), i ≠ i′; sums over what both have:
/// - ignore: Σⱼ x(i,j) x(i′,j), with x(i,j) = Σₖ x(i,j,k);
/// - congruence: Σⱼₖₗ x(i,j,k) x(i′,j,l) (1 − |v(k)−v(l)|/R); text qualifiers: k = l only;
/// - conflict: the same with |v(k)−v(l)|/R; text qualifiers: the counts of every (j,k) that one
///   has and the other lacks, silence included, as DNA has it;
/// - subtract: congruence − conflict.
///
/// Divided by: average: (T(i)+T(i′))/2; jaccard: with every count above 0 taken as 1 (in w
/// too), s(i,i)+s(i′,i′)−s(i,i′), where s is congruence (ignore: ignore), which for boolean and
/// text qualifiers is the union of what the two hold; overlap: the same with the smaller of
/// s(i,i) and s(i′,i′); cosine: √(s(i,i) s(i′,i′)) of the counts as they are; dna-jaccard: Σⱼₖ
/// (x[x′=0] + x′[x=0] + x x′); dna-cosine: T(i) T(i′). Nothing divided by 0 is 0.
///
/// Two-mode, w(i,j): ignore Σₖ x(i,j,k); subtract x(i,j,1) − x(i,j,0), integers Σₖ v(k)
/// x(i,j,k), texts as ignore; combine Σₖ 2^(L−1−k) [x(i,j,k) > 0] with the L levels ascending
/// (boolean: 1 yes, 2 no, 3 both). Divided by activity T(i), or prominence Σᵢₖ x(i,j,k).
///
/// Arguments: the table; the options. Returns labels and ties ≠ 0; counts without
/// normalisation; jaccard of ignore or congruence in 0..1 for boolean and text qualifiers, cosine
/// in −1..1. Empty table: no labels. Labels without a kept statement are left out unless
/// `isolates` asks for them. Repeated statements weigh as often as they are kept. One level of
/// an integer qualifier: all agree. O(n log n) for n statements, then the sum over (j,k) of its
/// squared number of rows; memory as the ties.
///
/// # Errors
/// All reasons why the options do not fit the table or each other.
///
/// Source: Leifeld 2017, doi:10.1093/oxfordhb/9780190228217.013.25; Leifeld, Gruber & Bossner
/// 2019, Discourse Network Analyzer manual.
pub fn network(events: &Events, options: &NetworkOptions) -> Result<Network, Vec<NetworkError>> {
    network_watched(events, options, Progress::none())
}

/// [`network`], telling for how many rows of a one-mode network the ties are known.
///
/// # Errors
/// As [`network`].
pub fn network_watched(
    events: &Events,
    options: &NetworkOptions,
    progress: Progress<'_>,
) -> Result<Network, Vec<NetworkError>> {
    let selection = limited(events, options)?;
    Ok(Network::alone(selection, options, progress))
}

/// The rows of a table after all filters, blanks, duplicates and limits.
fn limited<'a>(
    events: &'a Events,
    options: &NetworkOptions,
) -> Result<Selection<'a>, Vec<NetworkError>> {
    let mut selection = select(events, options, Blanks::Drop)?;
    let mut kept = std::mem::take(&mut selection.kept);
    limits::limit(&selection, options, &mut kept);
    selection.kept = kept;
    Ok(selection)
}

/// Of some rows of a record's statements, those that remain where repeated ones count once.
pub(crate) fn first_of_each(events: &Events, rows: &[usize], duplicates: Duplicates) -> Vec<usize> {
    let options = NetworkOptions {
        aggregation: Aggregation::Congruence,
        duplicates,
        ..NetworkOptions::default()
    };
    // A record's table has stakeholders, claims, stances and documents, so nothing is missing.
    let selection = select(events, &options, Blanks::Drop);
    selection.map_or_else(
        |_| rows.to_vec(),
        |mut selection| {
            selection.kept = rows.iter().map(|&row| row as u32).collect();
            selection.drop_duplicates(events, &options);
            selection.kept.iter().map(|&row| row as usize).collect()
        },
    )
}

/// Which labels are in a network.
struct Present {
    between: Vec<bool>,
    through: Vec<bool>,
}

impl Present {
    fn of(selection: &Selection<'_>, rows: &[u32]) -> Self {
        let mut between = vec![false; selection.between.labels.len()];
        let mut through = vec![false; selection.through.labels.len()];
        for &row in rows {
            between[selection.between.codes[row as usize] as usize] = true;
            through[selection.through.codes[row as usize] as usize] = true;
        }
        for (present, labels) in [
            (&mut between, &selection.between.labels),
            (&mut through, &selection.through.labels),
        ] {
            for (present, label) in present.iter_mut().zip(labels.iter()) {
                *present &= !label.is_empty();
            }
        }
        Self { between, through }
    }
}
