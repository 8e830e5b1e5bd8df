//! Tables as a workbook.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError as Inner,
};

use crate::analysis::{Cell, Table};

/// Why tables make no workbook.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum XlsxError {
    /// More rows than a sheet has.
    #[error("the table '{table}' has {rows} rows, a sheet holds 1048575 below its header")]
    TooManyRows {
        /// Its title.
        table: String,
        /// How many.
        rows: usize,
    },
    /// More columns than a sheet has.
    #[error("the table '{table}' has {columns} columns, a sheet holds 16384")]
    TooManyColumns {
        /// Its title.
        table: String,
        /// How many.
        columns: usize,
    },
    /// A text longer than a cell holds.
    #[error("a cell of '{table}', column '{column}', row {row}, is longer than 32767 UTF-16 units")]
    TooLong {
        /// Title of its table.
        table: String,
        /// Head of its column.
        column: String,
        /// Its row in the sheet, counted from 1.
        row: usize,
    },
    /// Anything else, such as a sheet's name that the form does not allow.
    #[error("the workbook cannot be made: {0}")]
    Workbook(#[from] Inner),
}

/// Longer texts are cut by spreadsheets, or break the file.
const LONGEST: usize = 32_767;
const MOST_ROWS: usize = 1_048_575;
const MOST_COLUMNS: usize = 16_384;

/// A workbook with a sheet for each table: numbers as numbers, `yyyy-mm-dd` as dates where a
/// whole column has them, a bold header that stays in sight, a filter over the columns. Texts
/// are never formulas. The same bytes each time: the file says that it was made in 2000. O(cells).
///
/// # Errors
/// Where a table is larger than a sheet, or a text longer than a cell.
pub fn xlsx(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = book()?;
    for table in tables {
        sheet(&mut book, table)?;
    }
    Ok(book.save_to_buffer()?)
}

/// A workbook without sheets, that says it was made in 2000.
pub(super) fn book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_author("plenary")
            .set_creation_datetime(&made),
    );
    Ok(book)
}

/// Adds a sheet with a table to a workbook.
pub(super) fn sheet<'b>(
    book: &'b mut Workbook,
    table: &Table,
) -> Result<&'b mut Worksheet, XlsxError> {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    if rows > MOST_ROWS {
        let table = table.title.clone();
        return Err(XlsxError::TooManyRows { table, rows });
    }
    if columns > MOST_COLUMNS {
        let table = table.title.clone();
        return Err(XlsxError::TooManyColumns { table, columns });
    }
    let sheet = book.add_worksheet();
    sheet.set_name(&table.title)?;
    fill(sheet, table)?;
    Ok(sheet)
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_align(FormatAlign::Top);
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (at, name) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, name, &head)?;
        let column = usize::from(at);
        sheet.set_column_width(at, width(table, column))?;
        let days = dates(table, column);
        for (row, cells) in (1_u32..).zip(&table.rows) {
            match &cells[column] {
                Cell::Empty => {}
                Cell::Text(text) => match days.then(|| date(text)).flatten() {
                    Some(when) => {
                        sheet.write_datetime_with_format(row, at, &when, &day)?;
                    }
                    None if text.encode_utf16().count() > LONGEST => {
                        return Err(XlsxError::TooLong {
                            table: table.title.clone(),
                            column: name.clone(),
                            row: row as usize + 1,
                        });
                    }
                    None => {
                        sheet.write_string(row, at, text)?;
                    }
                },
                Cell::Integer(number) => {
                    // As every spreadsheet has numbers.
                    sheet.write_number(row, at, *number as f64)?;
                }
                Cell::Number(number) if number.is_finite() => {
                    sheet.write_number(row, at, *number)?;
                }
                Cell::Number(number) => {
                    sheet.write_string(row, at, number.to_string())?;
                }
                Cell::Flag(yes) => {
                    sheet.write_boolean(row, at, *yes)?;
                }
            }
        }
    }
    if !table.columns.is_empty() {
        sheet.set_freeze_panes(1, 0)?;
        let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let last_column = u16::try_from(table.columns.len() - 1).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    Ok(())
}

/// A day that spreadsheets count (those before March 1900 they count wrongly).
fn date(text: &str) -> Option<ExcelDateTime> {
    let day: Date = text.parse().ok()?;
    let counted = (1901..=9999).contains(&day.year()) && day.to_string() == text;
    let year = u16::try_from(day.year()).ok().filter(|_| counted)?;
    let (month, day) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Whether a column has days and nothing else.
fn dates(table: &Table, column: usize) -> bool {
    let mut some = false;
    let all = table.rows.iter().all(|row| match &row[column] {
        Cell::Empty => true,
        Cell::Text(text) => {
            some = true;
            date(text).is_some()
        }
        _ => false,
    });
    all && some
}

/// Of the first rows' texts, within what is readable.
fn width(table: &Table, column: usize) -> f64 {
    let longest = (table.rows.iter().take(200))
        .filter_map(|row| match &row[column] {
            Cell::Text(text) => Some(text.chars().count()),
            _ => None,
        })
        .chain([table.columns[column].chars().count() + 2])
        .max();
    longest.unwrap_or_default().clamp(8, 48) as f64
}
