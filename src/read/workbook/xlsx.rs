//! XLSX and XLSM, by calamine: cell after cell, so that a sheet is never in memory as a table.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use super::grid::{CellFault, Grid};
use crate::read::codes::Code;
use crate::read::problem::Problem;
use crate::read::suggest::shown;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Further columns than any spreadsheet has.
const MOST_COLUMN: u32 = 16_384;

/// Opens a workbook and gives the names of its sheets, charts left out.
pub(super) fn open(bytes: &[u8]) -> Result<(Book<'_>, Vec<String>), Box<Problem>> {
    let book = caught(|| Xlsx::new(Cursor::new(bytes)))?.map_err(|error| broken(&error))?;
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet);
    let names = sheets.map(|sheet| sheet.name.clone()).collect();
    Ok((book, names))
}

/// Reads a sheet into the grid.
pub(super) fn sheet(book: &mut Book<'_>, name: &str, grid: &mut Grid) -> Result<(), Box<Problem>> {
    caught(|| cells(book, name, grid))?
}

/// What calamine gives, or a problem where it panics: it adds and multiplies unchecked, so that a cell
/// called `ZZZZZZZZ9` ends a program built with checks of overflow.
fn caught<T>(read: impl FnOnce() -> T) -> Result<T, Box<Problem>> {
    // Nothing of what was read is used after a panic, so no half-made state is seen.
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| {
        let message = "the workbook cannot be read: the name of a cell or of an area is none";
        let help = "open it in a spreadsheet and save it again as .xlsx";
        Box::new(Problem::new(Code::BadExchange, message).help(help))
    })
}

fn cells(book: &mut Book<'_>, name: &str, grid: &mut Grid) -> Result<(), Box<Problem>> {
    grid.sheet(name);
    let hidden = (book.sheets_metadata().iter())
        .any(|sheet| sheet.name == name && sheet.visible != SheetVisible::Visible);
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    if let Some(facts) = grid.last_facts() {
        facts.hidden = hidden;
        for area in merged {
            let ((first, column), (last, _)) = (area.start, area.end);
            if let (true, Ok(column)) = (last > first, u16::try_from(column.saturating_add(1))) {
                facts
                    .merged
                    .insert((column, first.saturating_add(1)), last.saturating_add(1));
            }
        }
    }
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|error| broken(&error))?;
    while let Some(cell) = cells
        .next_cell_with_formula_metadata()
        .map_err(|error| broken(&error))?
    {
        let (row, column) = cell.pos;
        if column >= MOST_COLUMN {
            continue;
        }
        let (row, column) = (
            row.saturating_add(1),
            u16::try_from(column + 1).unwrap_or(u16::MAX),
        );
        let value = &cell.value;
        let fault = match value {
            DataRef::Error(_) => Some(CellFault::Error),
            DataRef::Empty if cell.formula.is_some() => Some(CellFault::NoResult),
            _ => None,
        };
        match fault {
            Some(CellFault::NoResult) => grid.cell(row, column, "=")?,
            _ => grid.cell(row, column, &text(value))?,
        }
        if let (Some(fault), Some(facts)) = (fault, grid.last_facts()) {
            facts.faults.insert((row, column), fault);
        }
    }
    grid.end_sheet();
    Ok(())
}

fn broken(error: &XlsxError) -> Box<Problem> {
    let (message, help) = match error {
        XlsxError::Password => (
            "the workbook is locked with a password".to_owned(),
            "open it in a spreadsheet and save it without one",
        ),
        other => (
            format!(
                "the workbook cannot be read: {}",
                shown(&other.to_string(), 120)
            ),
            "was it cut off? open it in a spreadsheet and save it again as .xlsx",
        ),
    };
    Box::new(Problem::new(Code::BadExchange, message).help(help))
}

/// What a cell shows, without its format: days as `2020-02-12`.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) => day(time),
        DataRef::Error(error) => error_text(error),
        DataRef::Empty => String::new(),
    }
}

fn error_text(error: &CellErrorType) -> String {
    error.to_string()
}

fn day(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    if time.is_duration() || time.as_f64() < 1.0 {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date}T{hour:02}:{minute:02}:{second:02}")
    }
}

/// How many rows of each sheet, by name, are not shown; nothing where that cannot be told.
pub(super) fn hidden_rows(bytes: &[u8]) -> Vec<(String, usize)> {
    count_hidden(bytes).unwrap_or_default()
}

fn count_hidden(bytes: &[u8]) -> Option<Vec<(String, usize)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut small = |name: &str| {
        let mut text = String::new();
        let entry = archive.by_name(name).ok()?;
        let mut entry = entry.take(4 << 20);
        entry.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let (book, relations) = (
        small("xl/workbook.xml")?,
        small("xl/_rels/workbook.xml.rels")?,
    );
    let book = roxmltree::Document::parse(&book).ok()?;
    let relations = roxmltree::Document::parse(&relations).ok()?;
    let path = |id: &str| {
        let all = relations.descendants();
        let mut found = all.filter(|one| one.attribute("Id") == Some(id));
        let target = found.next()?.attribute("Target")?;
        Some(match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        })
    };
    let sheets = (book.descendants()).filter(|one| one.tag_name().name() == "sheet");
    let mut counts = Vec::new();
    for sheet in sheets {
        let id = (sheet.attributes()).find(|one| one.name() == "id" && one.namespace().is_some());
        let Some(path) = id.and_then(|id| path(id.value())) else {
            continue;
        };
        let Ok(entry) = archive.by_name(&path) else {
            continue;
        };
        let name = sheet.attribute("name").unwrap_or_default().to_owned();
        counts.push((name, hidden_tags(BufReader::with_capacity(1 << 16, entry))));
    }
    Some(counts)
}

/// The `<row ... hidden="1">` of a sheet with something in them.
fn hidden_tags(mut sheet: impl BufRead) -> usize {
    let (mut hidden, mut tag) = (0, Vec::new());
    loop {
        tag.clear();
        // A tag is short; text between tags is passed over in pieces.
        match sheet.by_ref().take(1 << 16).read_until(b'>', &mut tag) {
            Ok(0) | Err(_) => return hidden,
            Ok(_) => {}
        }
        let start = memchr::memrchr(b'<', &tag).unwrap_or_default();
        let tag = &tag[start..];
        let is_row = tag.starts_with(b"<row ") && !tag.ends_with(b"/>");
        let says = |words: &[u8]| memchr::memmem::find(tag, words).is_some();
        if is_row && (says(b" hidden=\"1\"") || says(b" hidden=\"true\"")) {
            hidden += 1;
        }
    }
}
