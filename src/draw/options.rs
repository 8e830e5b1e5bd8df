//! What can be said about any picture.

use std::num::NonZeroU32;

use super::kept::Kept;
use super::language::Language;
use super::look::Look;
use super::medium::Medium;
use super::network_look::NetworkLook;
use super::page::MARGIN_PX;
use crate::model::{Record, StakeholderIx, ThemeIx};

/// How pictures are drawn. What a form has no use for it leaves alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DrawOptions {
    /// The title above the picture. Default: the record's.
    pub title: Option<String>,
    /// Words put before the caption. Default: none.
    pub caption: Option<String>,
    /// Language of the words that are not the record's. Default: English.
    pub language: Language,
    /// The page that it must fit. Default: A4.
    pub medium: Medium,
    /// Colours. Default: light.
    pub look: Look,
    /// At most so many stakeholders, and so many themes or claims: those with most statements.
    /// Default: as many as fit.
    pub top: Option<usize>,
    /// What stands together. Default: themes under their broader theme.
    pub group: Grouping,
    /// What stakeholders are compared by. Default: themes.
    pub through: Through,
    /// Who or what `ego` is about. Default: the stakeholder with most statements.
    pub focus: Option<Focus>,
    /// Whether `matrix` draws the tree of the clustering beside both axes. Default: no.
    pub with_trees: bool,
    /// What each panel of `windows` holds. Default: a meeting.
    pub windowing: Windowing,
    /// Which ties `network` shows. Default: agreement and disagreement, the strongest.
    pub network: NetworkLook,
    /// Where things stood in an earlier picture; they stay about there. Default: nothing kept.
    pub keep: Option<Kept>,
}

/// What stands together in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    /// Themes under their broader theme; stakeholders as the form orders them.
    #[default]
    Broader,
    /// Stakeholders by kind as well.
    Kind,
    /// Stakeholders by coalition as well.
    Coalition,
    /// Nothing.
    None,
}

/// What stakeholders are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Through {
    /// Their positions on themes.
    #[default]
    Themes,
    /// Their statements on claims.
    Claims,
}

/// What each panel of `windows` holds. Those without a statement are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Windowing {
    /// A source: a meeting or a document.
    #[default]
    Meeting,
    /// A month of the calendar.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year of the calendar.
    Year,
    /// So many days, from the day of the first statement.
    Days(NonZeroU32),
}

/// The middle of an `ego` picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// One stakeholder and what it stands for and against.
    Stakeholder(StakeholderIx),
    /// One theme and everybody on it.
    Theme(ThemeIx),
}

impl DrawOptions {
    pub(super) fn title(&self, record: &Record) -> String {
        let own = self.title.as_deref().or(record.title());
        own.unwrap_or("Untitled record").to_owned()
    }

    /// Width between the margins on the medium's upright page, px.
    pub(super) fn content_px(&self) -> f64 {
        self.medium.width_px() - 2.0 * MARGIN_PX
    }
}
