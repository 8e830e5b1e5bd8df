//! Polarisation: whether groups agree within and conflict between, and how that changes.

mod answer;
mod split;
mod window;

use serde::Serialize;

pub use self::split::{BestSplit, SplitFit, best_split, split_fit};

use self::split::{STARTS, best_split_watched};
pub use self::window::Window;
use super::groups::Groups;
use super::stances::{Stances, Through};
use crate::model::{Progress, Record, StatementIx};

/// How polarisation is measured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PolarisationOptions {
    /// What stances are compared on. Default: claims.
    pub through: Through,
    /// Groups to measure between; `None` finds the most polarised split in two. Default: none.
    pub groups: Option<Groups>,
    /// Over which spans of time besides. Default: none.
    pub window: Window,
    /// Of the search for the best split above 18 stakeholders. Default: 0.
    pub seed: u64,
}

/// How polarised some statements are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Polarised {
    /// First day of the window; `None` for the whole.
    pub from: Option<String>,
    /// Last day of the window.
    pub to: Option<String>,
    /// Statements in it.
    pub statements: usize,
    /// Stakeholders that share a claim or theme with another.
    pub stakeholders: usize,
    /// within × between × evenness, 0 to 1; `None` where nobody shares anything.
    pub polarisation: Option<f64>,
    /// Agreement as a share of what members of one group share.
    pub within: Option<f64>,
    /// Conflict as a share of what members of different groups share.
    pub between: Option<f64>,
    /// How even in size the groups are, 0 to 1.
    pub evenness: Option<f64>,
    /// Share of all agreement and conflict that fits the groups.
    pub fit: Option<f64>,
    /// Whether no split in two is more polarised; true for given groups.
    pub exact: bool,
    /// The groups by id; empty where no split is polarised.
    pub groups: Vec<Vec<String>>,
    /// Statements behind conflict between groups.
    pub conflict: Vec<String>,
}

/// How polarised a record is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Polarisation {
    #[serde(skip)]
    options: PolarisationOptions,
    /// All statements.
    pub whole: Polarised,
    /// By time, earliest first; empty where no window was asked for.
    pub windows: Vec<Polarised>,
    /// Statements without a day, in no window.
    pub undated: usize,
}

/// Do groups agree within and conflict between, and does that grow?
///
/// P = (agreement within / all within) · (conflict between / all between) · evenness of sizes,
/// for given groups or the split in two where it is greatest; see [`split_fit`]. Agreement and
/// conflict are numbers of claims (or themes) that two share.
///
/// `record`: whose stances. `options`: through what, which groups, which windows.
///
/// Returns 0 (no camps, or no conflict between them) to 1 (two camps of one size that agree on
/// all they share and dispute all they share with the other). It never falls when agreement
/// within or conflict between grows. Undefined (`None`) where nobody shares anything.
/// Stakeholders who share nothing are in no group. Repeated statements count once in a window;
/// a stakeholder mixed on a claim both agrees and disagrees there.
///
/// O(n²·m) for n stakeholders and m items, and the search of [`best_split`], for each window.
///
/// Sources: see [`split_fit`].
pub fn polarisation(record: &Record, options: &PolarisationOptions) -> Polarisation {
    polarisation_watched(record, options, Progress::none())
}

const TASK: &str = "measuring polarisation";

/// [`polarisation`], telling how many searches of how many windows are done.
pub fn polarisation_watched(
    record: &Record,
    options: &PolarisationOptions,
    progress: Progress<'_>,
) -> Polarisation {
    let table = record.statements();
    let labels = options.groups.as_ref().map(|groups| groups.of(record).1);
    let mut dated: Vec<_> = (table.rows())
        .filter_map(|row| Some((record.date_of(row)?, row)))
        .collect();
    dated.sort_unstable();
    let spans = match (dated.first(), dated.last()) {
        (Some(first), Some(last)) => options.window.spans(first.0, last.0),
        _ => Vec::new(),
    };
    let all = (spans.len() + 1) * STARTS;
    let of_span = |at: usize| move |search| progress.tell(TASK, at * STARTS + search, all);
    let labels = labels.as_deref();
    let whole = measure(record, options, (labels, &of_span(0)), table.rows());
    let windows = (spans.into_iter().enumerate())
        .map(|(at, (from, to))| {
            let told = of_span(at + 1);
            told(0);
            let start = dated.partition_point(|(day, _)| *day < from);
            let end = dated.partition_point(|(day, _)| *day <= to);
            let rows = dated[start..end].iter().map(|&(_, row)| row);
            let mut found = measure(record, options, (labels, &told), rows);
            found.from = Some(from.to_string());
            found.to = Some(to.to_string());
            found
        })
        .collect();
    progress.tell(TASK, all, all);
    Polarisation {
        options: options.clone(),
        whole,
        windows,
        undated: table.len() - dated.len(),
    }
}

/// The group of every stakeholder of the record.
type Labels = [Option<usize>];

fn measure(
    record: &Record,
    options: &PolarisationOptions,
    (labels, told): (Option<&Labels>, &dyn Fn(usize)),
    rows: impl ExactSizeIterator<Item = StatementIx>,
) -> Polarised {
    let statements = rows.len();
    let stances = Stances::new(record, options.through, rows);
    let grouped = |who: &usize| labels.is_none_or(|labels| labels[*who].is_some());
    let speakers: Vec<usize> = stances.active().into_iter().filter(grouped).collect();
    let all = stances.pairs(&speakers);
    let shares = |at: &usize| {
        let at = *at;
        (0..all.n).any(|b| b != at && all.agreed(at, b) + all.disagreed(at, b) > 0)
    };
    let people: Vec<usize> = (0..all.n).filter(shares).map(|at| speakers[at]).collect();
    let pairs = stances.pairs(&people);
    let matrix = |cell: &dyn Fn(usize, usize) -> u32| -> Vec<Vec<f64>> {
        let row = |a| (0..pairs.n).map(|b| f64::from(cell(a, b))).collect();
        (0..pairs.n).map(row).collect()
    };
    let agreement = matrix(&|a, b| pairs.agreed(a, b));
    let conflict = matrix(&|a, b| pairs.disagreed(a, b));
    let split = match labels {
        None => best_split_watched(&agreement, &conflict, options.seed, told),
        Some(labels) => {
            let groups: Vec<usize> = people.iter().filter_map(|&who| labels[who]).collect();
            BestSplit {
                fit: split_fit(&agreement, &conflict, &groups),
                groups,
                exact: true,
            }
        }
    };
    let some = |value: f64| (!people.is_empty()).then_some(value);
    let id = |who: usize| record.stakeholders()[who].id.to_string();
    let mut names: Vec<usize> = split.groups.clone();
    names.sort_unstable();
    names.dedup();
    let members = |group: usize| {
        let inside = (people.iter().zip(&split.groups)).filter(move |(_, g)| **g == group);
        inside.map(|(&who, _)| id(who)).collect()
    };
    let polarised = labels.is_some() || split.fit.polarisation > 0.0;
    let disputes = (pairs.all())
        .filter(|&(a, b)| split.groups[a] != split.groups[b] && pairs.disagreed(a, b) > 0);
    let mut behind: Vec<String> = disputes
        .flat_map(|(a, b)| stances.disputed(record, people[a], people[b]))
        .collect();
    behind.sort_unstable();
    behind.dedup();
    Polarised {
        from: None,
        to: None,
        statements,
        stakeholders: people.len(),
        polarisation: some(split.fit.polarisation),
        within: some(split.fit.within).filter(|_| polarised),
        between: some(split.fit.between).filter(|_| polarised),
        evenness: some(split.fit.evenness).filter(|_| polarised),
        fit: some(split.fit.fit).filter(|_| polarised),
        exact: split.exact,
        groups: (names.iter().filter(|_| polarised))
            .map(|&group| members(group))
            .collect(),
        conflict: behind,
    }
}
