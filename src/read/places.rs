//! Where the entries of a record stand in the files it was read from.

use std::collections::BTreeMap;
#[cfg(feature = "xlsx")]
use std::sync::Arc;

use super::json::tree::Tree;
use super::problem::Place;
#[cfg(feature = "xlsx")]
use super::problem::{CellText, SheetText};
use crate::model::Noun;

/// Where the entries of a record stand in the files it was read from.
#[derive(Debug, Default)]
pub struct Places {
    pub(super) origin: Origin,
    entries: BTreeMap<Noun, Vec<(usize, usize)>>,
    by_id: BTreeMap<(Noun, String), usize>,
}

/// What the entries were read from, one a file.
#[derive(Debug)]
pub(super) enum Origin {
    /// JSON; `None` where it could not be parsed. An entry is an item of its list.
    Trees(Vec<Option<Tree>>),
    /// Workbooks. An entry is a row.
    #[cfg(feature = "xlsx")]
    Books(Vec<BookPlaces>),
}

impl Origin {
    /// The files as JSON, where they are that.
    fn trees(&self) -> Option<&[Option<Tree>]> {
        match self {
            Self::Trees(trees) => Some(trees),
            #[cfg(feature = "xlsx")]
            Self::Books(_) => None,
        }
    }
}

impl Default for Origin {
    fn default() -> Self {
        Self::Trees(Vec::new())
    }
}

/// The rows of a workbook that are entries.
#[cfg(feature = "xlsx")]
#[derive(Debug, Default)]
pub(super) struct BookPlaces {
    pub(super) sheets: Arc<Vec<SheetText>>,
    /// Sheet and row of each entry of a noun.
    pub(super) rows: BTreeMap<Noun, Vec<(usize, u32)>>,
    /// The columns of each sheet by their fields.
    pub(super) columns: BTreeMap<usize, BTreeMap<&'static str, u16>>,
}

#[cfg(feature = "xlsx")]
impl BookPlaces {
    /// The cell of a field, else of the id, else the first one of the row.
    fn cell(&self, noun: Noun, item: usize, field: &str) -> Option<CellText> {
        let &(sheet, row) = self.rows.get(&noun)?.get(item)?;
        let cells = &self.sheets.get(sheet)?.cells;
        let columns = self.columns.get(&sheet)?;
        let from = cells.partition_point(|cell| cell.row < row);
        let of_row = cells[from..].iter().take_while(|cell| cell.row == row);
        let named = |name: &str| {
            let column = *columns.get(name)?;
            of_row.clone().find(|cell| cell.column == column)
        };
        named(field)
            .or_else(|| named("id"))
            .or_else(|| of_row.clone().next())
            .copied()
    }
}

impl Places {
    /// The place of a field of the entry with this id; of the entry's id where it has no such
    /// field.
    pub fn of(&self, noun: Noun, id: &str, field: &str) -> Option<Place> {
        let index = *self.by_id.get(&(noun, id.to_owned()))?;
        self.of_index(noun, index, field)
    }

    /// The place of a field of an entry, by its place in the list of all files' entries.
    pub fn of_index(&self, noun: Noun, index: usize, field: &str) -> Option<Place> {
        let &(file, item) = self.entries.get(&noun)?.get(index)?;
        let span = match &self.origin {
            Origin::Trees(trees) => {
                let list = trees.get(file)?.as_ref()?.get(noun.plural())?;
                let entry = list.items().get(item)?;
                let value = entry.get(field).or_else(|| entry.get("id"));
                value.unwrap_or(entry).span()
            }
            #[cfg(feature = "xlsx")]
            Origin::Books(books) => books.get(file)?.cell(noun, item, field)?.span(),
        };
        Some(Place { file, span })
    }

    /// The place of a key of an object that is a field of an entry of JSON.
    pub(super) fn of_key(&self, noun: Noun, index: usize, field: &str, key: &str) -> Option<Place> {
        let &(file, item) = self.entries.get(&noun)?.get(index)?;
        let list = self
            .origin
            .trees()?
            .get(file)?
            .as_ref()?
            .get(noun.plural())?;
        let entry = list.items().get(item)?;
        let member = entry
            .get(field)?
            .members()
            .iter()
            .find(|m| &*m.key == key)?;
        Some(Place {
            file,
            span: member.key_span(),
        })
    }

    /// Adds the entry that is at this place of its list: its file and item, and its id.
    pub(super) fn push(
        &mut self,
        noun: Noun,
        index: usize,
        at: (usize, usize),
        id: Option<String>,
    ) {
        self.entries.entry(noun).or_default().push(at);
        if let Some(id) = id {
            self.by_id.entry((noun, id)).or_insert(index);
        }
    }

    /// The ids of every noun, sorted.
    pub(super) fn known(&self) -> BTreeMap<Noun, Vec<&str>> {
        let of = |noun: Noun| {
            let ids = self.by_id.keys().filter(|(one, _)| *one == noun);
            (noun, ids.map(|(_, id)| id.as_str()).collect())
        };
        Noun::ALL.into_iter().map(of).collect()
    }
}
