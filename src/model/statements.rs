//! The table that grows: one row a statement, one column a field.

use std::num::NonZeroU32;

use jiff::civil::Date;

use super::ids::{ClaimIx, SourceIx, StakeholderIx, StatementId, StatementIx};
use super::nouns::{Span, Statement};
use super::stance::Stance;
use super::words::Fidelity;

/// A column that takes no room until a row has a value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sparse<T>(Vec<Option<T>>);

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Sparse<T> {
    fn set(&mut self, row: usize, value: Option<T>) {
        if value.is_some() {
            self.0.resize_with(row, || None);
            self.0.push(value);
        }
    }

    fn get(&self, row: usize) -> Option<&T> {
        self.0.get(row).and_then(Option::as_ref)
    }
}

/// All statements of a record as columns, sorted by source, paragraph, span and id.
///
/// The four columns that analyses sweep over are plain vectors; the rest is sparse.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statements {
    stakeholder: Vec<StakeholderIx>,
    claim: Vec<ClaimIx>,
    stance: Vec<Stance>,
    source: Vec<SourceIx>,
    id: Vec<StatementId>,
    date: Sparse<Date>,
    paragraph: Sparse<NonZeroU32>,
    span: Sparse<Span>,
    quote: Sparse<Box<str>>,
    speaker: Sparse<Box<str>>,
    condition: Sparse<Box<str>>,
    fidelity: Sparse<Fidelity>,
    coder: Sparse<Box<str>>,
    note: Sparse<Box<str>>,
    comment: Sparse<Box<str>>,
}

macro_rules! text_columns {
    ($($(#[$doc:meta])* $name:ident),+) => {
        $($(#[$doc])*
        pub fn $name(&self, row: StatementIx) -> Option<&str> {
            self.$name.get(row.index()).map(AsRef::as_ref)
        })+
    };
}

impl Statements {
    pub(super) fn push(
        &mut self,
        row: Statement,
        stakeholder: StakeholderIx,
        claim: ClaimIx,
        source: SourceIx,
    ) {
        let at = self.len();
        let text = |value: Option<String>| value.map(String::into_boxed_str);
        self.stakeholder.push(stakeholder);
        self.claim.push(claim);
        self.stance.push(row.stance);
        self.source.push(source);
        self.id.push(row.id);
        self.date.set(at, row.date);
        self.paragraph.set(at, row.paragraph);
        self.span.set(at, row.span);
        self.quote.set(at, text(row.quote));
        self.speaker.set(at, text(row.speaker));
        self.condition.set(at, text(row.condition));
        self.fidelity.set(at, row.fidelity);
        self.coder.set(at, text(row.coder));
        self.note.set(at, text(row.note));
        self.comment.set(at, text(row.comment));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.stance.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.stance.is_empty()
    }

    /// Every row, in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = StatementIx> + use<> {
        (0..self.len()).map(StatementIx::from)
    }

    /// The column of stakeholders.
    pub fn stakeholders(&self) -> &[StakeholderIx] {
        &self.stakeholder
    }

    /// The column of claims.
    pub fn claims(&self) -> &[ClaimIx] {
        &self.claim
    }

    /// The column of stances.
    pub fn stances(&self) -> &[Stance] {
        &self.stance
    }

    /// The column of sources.
    pub fn sources(&self) -> &[SourceIx] {
        &self.source
    }

    /// Who speaks.
    pub fn stakeholder(&self, row: StatementIx) -> StakeholderIx {
        self.stakeholder[row.index()]
    }

    /// On what.
    pub fn claim(&self, row: StatementIx) -> ClaimIx {
        self.claim[row.index()]
    }

    /// Which way.
    pub fn stance(&self, row: StatementIx) -> Stance {
        self.stance[row.index()]
    }

    /// Where it is on record.
    pub fn source(&self, row: StatementIx) -> SourceIx {
        self.source[row.index()]
    }

    /// Its identity.
    pub fn id(&self, row: StatementIx) -> &StatementId {
        &self.id[row.index()]
    }

    /// Its own date; [`Record::date_of`](super::Record::date_of) falls back to the source's.
    pub fn date(&self, row: StatementIx) -> Option<Date> {
        self.date.get(row.index()).copied()
    }

    /// The block of the source's text, counted from 1.
    pub fn paragraph(&self, row: StatementIx) -> Option<NonZeroU32> {
        self.paragraph.get(row.index()).copied()
    }

    /// The words in the source's text.
    pub fn span(&self, row: StatementIx) -> Option<Span> {
        self.span.get(row.index()).copied()
    }

    /// How close it is to the source's words.
    pub fn fidelity(&self, row: StatementIx) -> Option<Fidelity> {
        self.fidelity.get(row.index()).copied()
    }

    text_columns! {
        /// A few words of the source, literally.
        quote,
        /// The person who spoke.
        speaker,
        /// On what condition the stance holds.
        condition,
        /// Who coded it.
        coder,
        /// What a reader should know about the coding.
        note,
        /// A remark for people.
        comment
    }
}
