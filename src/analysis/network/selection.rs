//! From a table of statements to the rows that make a network.

use super::error::NetworkError;
use super::options::{
    Aggregation, Definitions, Duplicates, Keep, Mode, NetworkOptions, Normalisation, ValueFilter,
};
use crate::analysis::filter::{filter, of_documents};
use crate::model::events::time::{civil, seconds};
use crate::model::{Condition, Events, Pattern, TextView, Values};

/// What the qualifier can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LevelKind {
    /// There is none.
    Single,
    /// No and yes.
    Boolean,
    /// Numbers, with distances.
    Integer,
    /// Names, equal or not.
    Category,
}

/// The qualifier of every row, as a place in the sorted list of its levels.
#[derive(Debug, Clone)]
pub(super) struct Levels {
    pub(super) kind: LevelKind,
    pub(super) of_row: Vec<u32>,
    /// Numbers of boolean and integer levels, ascending; places of others.
    pub(super) values: Vec<f64>,
}

const MISSING: u32 = u32::MAX;

/// What becomes of statements with a blank value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    /// They make no tie.
    Drop,
    /// They are listed.
    Keep,
}

/// The rows of a table that make a network.
#[derive(Debug)]
pub(super) struct Selection<'a> {
    pub(super) between: TextView<'a>,
    pub(super) through: TextView<'a>,
    pub(super) levels: Levels,
    /// After dates and document filters: where labels of isolates come from.
    pub(super) scope: Vec<u32>,
    /// After everything, duplicates too; in order.
    pub(super) kept: Vec<u32>,
    /// The first and last second that count.
    pub(super) range: Option<(i64, i64)>,
}

/// The rows of a table after all filters, blanks and duplicates.
pub(super) fn select<'a>(
    events: &'a Events,
    options: &NetworkOptions,
    blanks: Blanks,
) -> Result<Selection<'a>, Vec<NetworkError>> {
    let mut errors = options.contradictions();
    let text = |name: &str, errors: &mut Vec<NetworkError>| {
        let found = events.find(name);
        let view = found.and_then(|found| events.text(found));
        if view.is_none() {
            errors.push(NetworkError::of_text(events, name));
        }
        view
    };
    let between = text(&options.between, &mut errors);
    let through = text(&options.through, &mut errors);
    let stance = options.stance.as_deref();
    if let Some(name) = stance.filter(|name| events.find(name).is_none()) {
        errors.push(NetworkError::unknown(events, name));
    }
    if options.duplicates == Duplicates::Document && events.documents().is_empty() {
        errors.push(NetworkError::NoDocuments);
    }
    for one in &options.filters {
        if events.find(&one.variable).is_none() {
            errors.push(NetworkError::unknown(events, &one.variable));
        }
    }
    let (Some(between), Some(through)) = (between, through) else {
        return Err(errors);
    };
    if !errors.is_empty() {
        return Err(errors);
    }

    let range = range(events, options);
    let (of_document, rest) = stages(events, options);
    let mut scope: Vec<u32> = (0_u32..).take(events.len()).collect();
    if options.start.is_some() || options.stop.is_some() {
        let (first, last) = range.unwrap_or_default();
        scope.retain(|&row| {
            let time = events.time(row as usize);
            time.is_some_and(|time| (first..=last).contains(&time))
        });
    }
    for condition in &of_document {
        let holds = filter(events, condition);
        scope.retain(|&row| holds[row as usize]);
    }

    let levels = levels(events, stance, options.aggregation, &scope);
    let mut kept = scope.clone();
    for condition in &rest {
        let holds = filter(events, condition);
        kept.retain(|&row| holds[row as usize]);
    }
    let blank = |view: &TextView<'_>| match view.labels.first() {
        // Labels are sorted, so the empty one is the first.
        Some(label) if label.is_empty() => Some(0),
        _ => None,
    };
    let (blank_between, blank_through) = (blank(&between), blank(&through));
    if blanks == Blanks::Drop {
        kept.retain(|&row| {
            let row = row as usize;
            Some(between.codes[row]) != blank_between
                && Some(through.codes[row]) != blank_through
                && levels.of_row[row] != MISSING
        });
    }
    drop_rare(&mut kept, &between, options.min_statements);
    drop_rare(&mut kept, &through, options.min_through_statements);
    let mut selection = Selection {
        between,
        through,
        levels,
        scope,
        kept,
        range,
    };
    selection.drop_duplicates(events, options);
    Ok(selection)
}

fn range(events: &Events, options: &NetworkOptions) -> Option<(i64, i64)> {
    let all = events.range();
    let first = options.start.or(all.map(|all| all.0));
    let last = options.stop.or(all.map(|all| all.1));
    first.zip(last)
}

/// Conditions on documents and dates, and all others.
fn stages(events: &Events, options: &NetworkOptions) -> (Vec<Condition>, Vec<Condition>) {
    let mut all: Vec<Condition> = options.filters.iter().map(ValueFilter::condition).collect();
    match &options.condition {
        Some(Condition::All(parts)) => all.extend(parts.iter().cloned()),
        Some(condition) => all.push(condition.clone()),
        None => {}
    }
    all.into_iter()
        .partition(|condition| of_documents(events, condition))
}

impl ValueFilter {
    fn condition(&self) -> Condition {
        let is = Condition::Is {
            variable: self.variable.clone(),
            values: self.values.iter().map(Pattern::exact).collect(),
        };
        match self.keep {
            Keep::These => is,
            Keep::Others => Condition::Not(Box::new(is)),
        }
    }
}

impl NetworkOptions {
    /// The lists of values, as conditions in words; `None` where there are none.
    pub(super) fn filter_words(&self) -> Option<String> {
        let words: Vec<String> = (self.filters.iter())
            .map(|one| one.condition().to_string())
            .collect();
        (!words.is_empty()).then(|| words.join(" and "))
    }

    pub(super) fn contradictions(&self) -> Vec<NetworkError> {
        use Normalisation::{Activity, None, Prominence};
        let mut errors = Vec::new();
        let aggregation_fits = match self.aggregation {
            Aggregation::Ignore | Aggregation::Subtract => true,
            Aggregation::Congruence | Aggregation::Conflict => self.mode == Mode::One,
            Aggregation::Combine => self.mode == Mode::Two,
        };
        if !aggregation_fits {
            errors.push(NetworkError::AggregationOfOtherMode(
                self.aggregation,
                self.mode,
            ));
        }
        let normalisation_fits = match self.normalisation {
            None => true,
            Activity | Prominence => self.mode == Mode::Two,
            _ => self.mode == Mode::One,
        };
        if !normalisation_fits {
            errors.push(NetworkError::NormalisationOfOtherMode(
                self.normalisation,
                self.mode,
            ));
        }
        if self.top.is_some() && self.top_each.is_some() {
            errors.push(NetworkError::TwoTops);
        }
        if self.stance.is_none() && self.aggregation != Aggregation::Ignore {
            errors.push(NetworkError::NeedsStance(self.aggregation));
        }
        errors
    }
}

fn levels(
    events: &Events,
    stance: Option<&str>,
    aggregation: Aggregation,
    scope: &[u32],
) -> Levels {
    let rows = events.len();
    let found = stance.and_then(|name| events.find(name));
    let missing = if aggregation == Aggregation::Ignore {
        0
    } else {
        MISSING
    };
    let Some(found) = found else {
        return Levels {
            kind: LevelKind::Single,
            of_row: vec![0; rows],
            values: vec![0.0],
        };
    };
    if let Some(Values::Boolean(column)) = events.values(found) {
        return Levels {
            kind: LevelKind::Boolean,
            of_row: column
                .iter()
                .map(|&v| u32::try_from(v).unwrap_or(missing))
                .collect(),
            values: vec![0.0, 1.0],
        };
    }
    if let Some(Values::Integer(column)) = events.values(found) {
        let observed = scope.iter().map(|&row| column[row as usize]);
        let mut values: Vec<i64> = observed.filter(|&v| v != i64::MIN).collect();
        values.sort_unstable();
        values.dedup();
        let place = |v: &i64| values.binary_search(v).map_or(missing, |at| at as u32);
        return Levels {
            kind: LevelKind::Integer,
            of_row: column.iter().map(place).collect(),
            #[expect(clippy::cast_precision_loss, reason = "scales are small numbers")]
            values: values.iter().map(|&v| v as f64).collect(),
        };
    }
    let Some(view) = events.text(found) else {
        // Themes of a claim: several values a row are no qualifier.
        return levels(events, None, aggregation, scope);
    };
    let mut seen = vec![false; view.labels.len()];
    for &row in scope {
        seen[view.codes[row as usize] as usize] = true;
    }
    let mut place = vec![missing; seen.len()];
    let mut count = 0;
    for (at, _) in seen.iter().enumerate().filter(|(_, seen)| **seen) {
        // Where the qualifier is ignored, a blank is a level like others.
        if !view.labels[at].is_empty() || aggregation == Aggregation::Ignore {
            place[at] = count;
            count += 1;
        }
    }
    Levels {
        kind: LevelKind::Category,
        of_row: view
            .codes
            .iter()
            .map(|&code| place[code as usize])
            .collect(),
        values: (0..count).map(f64::from).collect(),
    }
}

fn drop_rare(kept: &mut Vec<u32>, view: &TextView<'_>, least: usize) {
    if least == 0 {
        return;
    }
    let mut counts = vec![0; view.labels.len()];
    for &row in kept.iter() {
        counts[view.codes[row as usize] as usize] += 1;
    }
    kept.retain(|&row| counts[view.codes[row as usize] as usize] >= least);
}

impl Selection<'_> {
    pub(super) fn drop_duplicates(&mut self, events: &Events, options: &NetworkOptions) {
        if options.duplicates == Duplicates::Include {
            return;
        }
        let qualified = options.aggregation != Aggregation::Ignore;
        if options.duplicates == Duplicates::Range && self.keep_first_of_each(options, qualified) {
            return;
        }
        let mut keys: Vec<(u32, u32, u32, i64, u32)> = self
            .kept
            .iter()
            .map(|&row| {
                let at = row as usize;
                let level = if qualified { self.levels.of_row[at] } else { 0 };
                let period = match options.duplicates {
                    Duplicates::Document => i64::from(events.document_code(at)),
                    Duplicates::Range | Duplicates::Include => 0,
                    calendar => period(events.time(at), calendar, options.definitions),
                };
                (
                    self.between.codes[at],
                    self.through.codes[at],
                    level,
                    period,
                    row,
                )
            })
            .collect();
        // Rows of a table are in order, so the first of equal keys is the one to keep.
        keys.sort_unstable();
        let same = |a: &(u32, u32, u32, i64, u32), b: &(u32, u32, u32, i64, u32)| {
            (a.0, a.1, a.2, a.3) == (b.0, b.1, b.2, b.3) && !self.never_equal(options, a.2)
        };
        keys.dedup_by(|b, a| same(a, b));
        self.kept = keys.into_iter().map(|key| key.4).collect();
        self.kept.sort_unstable();
    }

    /// Keeps the first of equal statements, whenever they were made, in time linear in them;
    /// `false` where that takes more memory than to sort them.
    fn keep_first_of_each(&mut self, options: &NetworkOptions, qualified: bool) -> bool {
        let levels = if qualified {
            self.levels.values.len().max(1)
        } else {
            1
        };
        let slots = self.through.labels.len().saturating_mul(levels);
        let dna = options.definitions == Definitions::Dna && self.levels.kind == LevelKind::Integer;
        let missing = |&row: &u32| qualified && self.levels.of_row[row as usize] == MISSING;
        if dna || slots > 8 * self.kept.len() + 65_536 || self.kept.iter().any(missing) {
            return false;
        }
        // By value of `between`, in order within each.
        let mut begins = vec![0_usize; self.between.labels.len() + 1];
        for &row in &self.kept {
            begins[self.between.codes[row as usize] as usize + 1] += 1;
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        let mut order = vec![0_u32; self.kept.len()];
        for &row in &self.kept {
            let place = &mut begins[self.between.codes[row as usize] as usize];
            order[*place] = row;
            *place += 1;
        }
        let mut last = vec![u32::MAX; slots];
        let mut repeats = vec![false; self.levels.of_row.len()];
        for row in order {
            let at = row as usize;
            let level = if qualified { self.levels.of_row[at] } else { 0 };
            let slot = self.through.codes[at] as usize * levels + level as usize;
            let between = self.between.codes[at];
            repeats[at] = last[slot] == between;
            last[slot] = between;
        }
        self.kept.retain(|&row| !repeats[row as usize]);
        true
    }

    /// DNA compares integers as objects, which are equal within −128..=127 only.
    fn never_equal(&self, options: &NetworkOptions, level: u32) -> bool {
        options.definitions == Definitions::Dna
            && options.aggregation != Aggregation::Ignore
            && self.levels.kind == LevelKind::Integer
            && !(-128.0..=127.0).contains(&self.levels.values[level as usize])
    }
}

/// The stretch of the calendar that a time is in; rows without a time share one.
fn period(time: Option<i64>, calendar: Duplicates, definitions: Definitions) -> i64 {
    let Some(time) = time else {
        return i64::MIN;
    };
    let day = civil(time).date();
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    match (calendar, definitions) {
        (Duplicates::Month, Definitions::Dna) => month,
        (Duplicates::Month, Definitions::Textbook) => year * 12 + month,
        (Duplicates::Week, Definitions::Dna) => i64::from(day.iso_week_date().week()),
        // Mondays: day 0 of 1970 was a Thursday.
        (Duplicates::Week, Definitions::Textbook) => {
            (seconds(civil(time)).div_euclid(86_400) + 3).div_euclid(7)
        }
        _ => year,
    }
}
