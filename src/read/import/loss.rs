//! What an import could not keep, and how much it kept.

use std::collections::BTreeMap;

use serde::Serialize;

/// How a thing or a detail of the input fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LossKind {
    /// A whole thing has no place in a record.
    Skipped,
    /// A thing was kept, but something known of it was not.
    Detail,
    /// A thing stands there again, and the first was kept: nothing is lost.
    Repeated,
}

/// How many of one kind of thing the input has, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LossCount {
    /// What the format calls them, in the plural: `votes`, `I-nodes`.
    pub things: String,
    /// What they became, in the plural: `statements`; nothing where the format's own word is
    /// the record's.
    pub became: Option<String>,
    /// All there are: kept and skipped.
    pub read: usize,
    /// Those that the record has.
    pub kept: usize,
    /// Those that it has not, repeated ones included.
    pub skipped: usize,
}

/// Something that the record does not say, though the input does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// A whole thing, a detail, or a repetition.
    pub kind: LossKind,
    /// What: `votes`, `colours of codes`.
    pub what: String,
    /// How many.
    pub count: usize,
    /// Up to three of the places.
    pub places: Vec<String>,
    /// Why there is no place for it.
    pub why: String,
}

/// Counts of what was read, kept and skipped, and everything that could not be kept.
///
/// In each count `read = kept + skipped`; what was skipped is in the losses, with a reason, as
/// often as it is in the counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LossReport {
    /// One for each kind of thing, in the order in which they were met.
    pub counts: Vec<LossCount>,
    /// Whole things first.
    pub losses: Vec<Loss>,
    /// What was taken to be meant where the input does not say.
    pub notes: Vec<String>,
}

impl LossReport {
    /// Whether everything that the input says is in the record; repetitions are no loss.
    pub fn is_lossless(&self) -> bool {
        self.losses
            .iter()
            .all(|loss| loss.kind == LossKind::Repeated)
    }

    /// The count of these things, all zero where there are none.
    pub fn count(&self, things: &str) -> (usize, usize, usize) {
        let found = self.counts.iter().find(|count| count.things == things);
        found.map_or((0, 0, 0), |count| (count.read, count.kept, count.skipped))
    }
}

/// So many places of a loss are named.
const MOST_PLACES: usize = 3;

/// A report in the making.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: Vec<LossCount>,
    losses: BTreeMap<(LossKind, String, String), (usize, Vec<String>)>,
    notes: Vec<String>,
}

impl Tally {
    fn of(&mut self, things: &str) -> &mut LossCount {
        let at = self.counts.iter().position(|one| one.things == things);
        let at = at.unwrap_or_else(|| {
            self.counts.push(LossCount {
                things: things.to_owned(),
                became: None,
                read: 0,
                kept: 0,
                skipped: 0,
            });
            self.counts.len() - 1
        });
        &mut self.counts[at]
    }

    /// Declares a kind of thing, so that it is listed even where there is none.
    pub(crate) fn expect(&mut self, things: &str, became: Option<&str>) {
        self.of(things).became = became.map(str::to_owned);
    }

    pub(crate) fn kept(&mut self, things: &str) {
        self.kept_n(things, 1);
    }

    pub(crate) fn kept_n(&mut self, things: &str, n: usize) {
        let count = self.of(things);
        count.read += n;
        count.kept += n;
    }

    fn add(&mut self, kind: LossKind, what: &str, why: &str, n: usize, place: String) {
        let key = (kind, what.to_owned(), why.to_owned());
        let (count, places) = self.losses.entry(key).or_default();
        *count += n;
        if places.len() < MOST_PLACES && !place.is_empty() {
            places.push(place);
        }
    }

    pub(crate) fn skipped(&mut self, things: &str, why: &str, place: impl Into<String>) {
        let count = self.of(things);
        count.read += 1;
        count.skipped += 1;
        self.add(LossKind::Skipped, things, why, 1, place.into());
    }

    /// Many things of one kind, for one reason.
    #[cfg(feature = "rdf")]
    pub(crate) fn skipped_n(&mut self, things: &str, why: &str, n: usize, place: String) {
        if n > 0 {
            let count = self.of(things);
            count.read += n;
            count.skipped += n;
            self.add(LossKind::Skipped, things, why, n, place);
        }
    }

    pub(crate) fn repeated(&mut self, things: &str, why: &str, place: impl Into<String>) {
        let count = self.of(things);
        count.read += 1;
        count.skipped += 1;
        self.add(LossKind::Repeated, things, why, 1, place.into());
    }

    /// A detail that has no place in a record.
    pub(crate) fn lost(&mut self, what: &str, why: &str, place: impl Into<String>) {
        self.add(LossKind::Detail, what, why, 1, place.into());
    }

    pub(crate) fn lost_n(&mut self, what: &str, why: &str, n: usize, place: impl Into<String>) {
        if n > 0 {
            self.add(LossKind::Detail, what, why, n, place.into());
        }
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    pub(crate) fn report(self) -> LossReport {
        let losses = self.losses.into_iter();
        let losses = losses.map(|((kind, what, why), (count, places))| Loss {
            kind,
            what,
            count,
            places,
            why,
        });
        LossReport {
            counts: self.counts,
            losses: losses.collect(),
            notes: self.notes,
        }
    }
}

impl From<LossReport> for Tally {
    fn from(report: LossReport) -> Self {
        let losses = report.losses.into_iter();
        Self {
            counts: report.counts,
            losses: losses
                .map(|loss| ((loss.kind, loss.what, loss.why), (loss.count, loss.places)))
                .collect(),
            notes: report.notes,
        }
    }
}

impl Tally {
    /// The report of what came before, and what came after it.
    pub(crate) fn before(self, after: LossReport) -> LossReport {
        let before = self.report();
        LossReport {
            counts: [before.counts, after.counts].concat(),
            losses: [before.losses, after.losses].concat(),
            notes: [before.notes, after.notes].concat(),
        }
    }
}
