//! Which statements a condition keeps.

use super::network::{Duplicates, first_of_each};
use crate::model::{Condition, Events, Record, RecordRows, Values, VariableRef};

/// For each row of a table, whether a condition holds.
///
/// A text matches letter by letter; a missing value matches the empty text only, and no number
/// or time. A statement on a claim with several themes matches where one of them does; `under`
/// also looks at everything that a value is part of. A name that the table does not have never
/// matches (the parser refuses it). O(rows × parts of the condition).
pub fn filter(events: &Events, condition: &Condition) -> Vec<bool> {
    let rows = events.len();
    match condition {
        Condition::All(parts) => parts.iter().fold(vec![true; rows], |mut all, part| {
            for (one, holds) in all.iter_mut().zip(filter(events, part)) {
                *one &= holds;
            }
            all
        }),
        Condition::Any(parts) => parts.iter().fold(vec![false; rows], |mut any, part| {
            for (one, holds) in any.iter_mut().zip(filter(events, part)) {
                *one |= holds;
            }
            any
        }),
        Condition::Not(part) => filter(events, part)
            .into_iter()
            .map(|holds| !holds)
            .collect(),
        Condition::When { first, last } => (0..rows)
            .map(|row| {
                let time = events.time(row);
                time.is_some_and(|time| (*first..=*last).contains(&time))
            })
            .collect(),
        Condition::Between {
            variable,
            least,
            most,
        } => number_between(events, variable, *least, *most),
        Condition::Is { variable, values } => {
            let fits = |label: &str| values.iter().any(|pattern| pattern.matches(label));
            by_label(events, variable, &fits)
        }
        Condition::Under { variable, value } => {
            let links = events.broader(variable);
            let fits = |label: &str| {
                let up = |at: &&str| links.and_then(|links| links.get(*at)).map(String::as_str);
                // A cycle in foreign data ends somewhere.
                std::iter::successors(Some(label), up)
                    .take(1000)
                    .any(|at| at == value)
            };
            by_label(events, variable, &fits)
        }
    }
}

fn by_label(events: &Events, variable: &str, fits: &dyn Fn(&str) -> bool) -> Vec<bool> {
    let Some(found) = events.find(variable) else {
        return vec![false; events.len()];
    };
    if found == VariableRef::Themes {
        let labels = events.theme_labels().iter();
        let fitting: Vec<bool> = labels.map(|label| fits(label)).collect();
        let row = |row| {
            let themes = events.themes_of(row);
            themes.iter().any(|&theme| fitting[theme as usize])
        };
        return (0..events.len()).map(row).collect();
    }
    let Some(view) = events.text(found) else {
        return vec![false; events.len()];
    };
    let fitting: Vec<bool> = view.labels.iter().map(|label| fits(label)).collect();
    let codes = view.codes.iter();
    codes.map(|&code| fitting[code as usize]).collect()
}

fn number_between(events: &Events, variable: &str, least: i64, most: i64) -> Vec<bool> {
    let within = |n: i64| (least..=most).contains(&n);
    match events.find(variable).and_then(|found| events.values(found)) {
        Some(Values::Integer(column)) => {
            let holds = |&n: &i64| n != i64::MIN && within(n);
            column.iter().map(holds).collect()
        }
        Some(Values::Boolean(column)) => {
            let holds = |&n: &i8| n >= 0 && within(i64::from(n));
            column.iter().map(holds).collect()
        }
        _ => vec![false; events.len()],
    }
}

/// Whether a condition speaks of documents and dates only.
pub(crate) fn of_documents(events: &Events, condition: &Condition) -> bool {
    condition
        .variables()
        .into_iter()
        .all(|name| matches!(events.find(name), Some(VariableRef::Document(_))))
}

/// How a record is narrowed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilterOptions {
    /// Which statements are kept. Default: all.
    pub condition: Option<Condition>,
    /// Stakeholders with fewer statements, of those kept, go. Default: 0.
    pub min_statements: usize,
    /// Claims with fewer statements, of those kept, go. Default: 0.
    pub min_claim_statements: usize,
    /// Which repeated statements (same stakeholder, claim and stance) count once: the first by
    /// date, source and place is kept. Default: include.
    pub duplicates: Duplicates,
}

/// A record with some of its statements, and what these refer to.
///
/// Stakeholders, claims and sources without a kept statement go, as do relations of claims that
/// went and themes that no kept claim is on, directly or through a broader one. Stakeholders
/// are counted first, then claims in what is left; once each. With the default options the
/// record is as it was. O(n log n).
pub fn filter_record(record: &Record, options: &FilterOptions) -> Record {
    if *options == FilterOptions::default() {
        return record.clone();
    }
    let events = Events::of_record(record, RecordRows::Statements);
    let kept = options
        .condition
        .as_ref()
        .map(|condition| filter(&events, condition));
    let table = record.statements();
    let mut keep = vec![true; table.len()];
    for row in 0..events.len() {
        let statement = usize::try_from(events.id(row)).unwrap_or_default();
        keep[statement] = kept.as_ref().is_none_or(|kept| kept[row]);
    }
    let who: Vec<usize> = table.stakeholders().iter().map(|s| s.index()).collect();
    let what: Vec<usize> = table.claims().iter().map(|c| c.index()).collect();
    drop_rare(&mut keep, &who, options.min_statements);
    drop_rare(&mut keep, &what, options.min_claim_statements);
    if options.duplicates != Duplicates::Include {
        let all: Vec<usize> = (0..events.len())
            .filter(|&row| keep[usize::try_from(events.id(row)).unwrap_or_default()])
            .collect();
        keep.fill(false);
        for row in first_of_each(&events, &all, options.duplicates) {
            keep[usize::try_from(events.id(row)).unwrap_or_default()] = true;
        }
    }

    let mut parts = record.to_parts();
    let mut at = keep.iter();
    parts
        .statements
        .retain(|_| at.next().copied().unwrap_or_default());
    let mut themes = vec![false; record.themes().len()];
    let mut claims = vec![false; record.claims().len()];
    for row in table.rows().filter(|row| keep[row.index()]) {
        let claim = table.claim(row);
        claims[claim.index()] = true;
        for &(theme, _) in record.claim_themes(claim) {
            for broader in record.upwards(theme) {
                themes[broader.index()] = true;
            }
        }
    }
    let used = |ids: &mut dyn Iterator<Item = usize>, n: usize| {
        let mut used = vec![false; n];
        ids.for_each(|at| used[at] = true);
        used
    };
    let rows = || table.rows().filter(|row| keep[row.index()]);
    let n = parts.stakeholders.len();
    let speaking = used(&mut rows().map(|row| table.stakeholder(row).index()), n);
    let n = parts.sources.len();
    let sources = used(&mut rows().map(|row| table.source(row).index()), n);
    // Lists of a record are sorted as its places are.
    retain(&mut parts.stakeholders, &speaking);
    retain(&mut parts.claims, &claims);
    retain(&mut parts.themes, &themes);
    retain(&mut parts.sources, &sources);
    let kept_relations: Vec<bool> = (record.relations().iter())
        .map(|relation| claims[relation.from.index()] && claims[relation.to.index()])
        .collect();
    retain(&mut parts.relations, &kept_relations);
    for relation in &mut parts.relations {
        let there =
            |id: &crate::model::SourceId| parts.sources.iter().any(|source| source.id == *id);
        if !relation.source.as_ref().is_some_and(there) {
            relation.source = None;
        }
    }
    Record::resolve(parts).expect("all that a kept entry refers to is kept")
}

fn retain<T>(list: &mut Vec<T>, keep: &[bool]) {
    let mut at = keep.iter();
    list.retain(|_| at.next().copied().unwrap_or_default());
}

/// Drops rows whose value has fewer rows than `least`.
fn drop_rare(keep: &mut [bool], values: &[usize], least: usize) {
    let mut counts = vec![0; values.iter().max().map_or(0, |most| most + 1)];
    for (&value, _) in values.iter().zip(keep.iter()).filter(|(_, keep)| **keep) {
        counts[value] += 1;
    }
    for (&value, keep) in values.iter().zip(keep) {
        *keep &= counts[value] >= least;
    }
}
