//! A record as a workbook that people go on writing in.

mod columns;
mod tables;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format,
    FormatAlign, Formula, Note, Worksheet,
};

use self::columns::{ATTRIBUTE, Column, Holds, RECORD};
use super::xlsx::{XlsxError, book, sheet};
use crate::analysis::{Cell, Table};
use crate::model::{Noun, Record};

/// How a workbook is made of a record.
#[derive(Debug, Clone, Default)]
pub struct WorkbookOptions {
    /// Further sheets, which are not read back. Default: none.
    pub more: Vec<Table>,
    /// Whether the sheet that explains the others comes first, not last. Default: no.
    pub help_first: bool,
    /// Whether the heads of columns carry notes on what to write. Default: no.
    pub notes: bool,
}

/// Drop-downs go on for so many rows below the last one.
const SPARE: u32 = 2000;

/// A workbook with the sheets Record, Sources, Stakeholders, Themes, Claims, Statements,
/// Relations and Help, from which [`read::workbook`](crate::read::workbook) makes the record
/// again: a row an entry, drop-downs for closed lists and for ids of other sheets, a header that
/// stays in sight, filters. Texts are never formulas. The same bytes each time. O(cells).
///
/// # Errors
/// Where a table is larger than a sheet, or a text longer than a cell.
pub fn workbook(record: &Record, options: &WorkbookOptions) -> Result<Vec<u8>, XlsxError> {
    let mut book = book()?;
    let help = tables::help();
    if options.help_first {
        guide(sheet(&mut book, &help)?, &help)?;
    }
    let tables = tables::tables(record);
    for (at, table) in tables.iter().enumerate() {
        let columns = match at.checked_sub(1) {
            None => RECORD,
            Some(noun) => columns::columns(Noun::ALL[noun]),
        };
        let made = sheet(&mut book, table)?;
        dress(made, table, columns, options)?;
    }
    for table in &options.more {
        sheet(&mut book, table)?;
    }
    if !options.help_first {
        guide(sheet(&mut book, &help)?, &help)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Widths, drop-downs and notes.
fn dress(
    sheet: &mut Worksheet,
    table: &Table,
    columns: &[Column],
    options: &WorkbookOptions,
) -> Result<(), XlsxError> {
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let last = rows.saturating_add(SPARE).min(1_048_575);
    for (at, head) in (0_u16..).zip(&table.columns) {
        let known = columns.iter().find(|column| column.head == head);
        let about = known.map_or(ATTRIBUTE, |column| column.about);
        sheet.set_column_width(at, known.map_or(20.0, |column| column.width))?;
        if head == "themes" || head == "quote" {
            // What begins with a sign is then no formula.
            sheet.set_column_format(at, &Format::new().set_num_format("@"))?;
        }
        if options.notes {
            sheet.insert_note(0, at, &note(about))?;
        }
        if let Some(rule) = known
            .map(|column| rule(column.holds))
            .transpose()?
            .flatten()
        {
            sheet.add_data_validation(1, at, last, at, &rule)?;
        }
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let needed = |head: &str| columns.iter().any(|one| one.needed && one.head == head);
    heads(sheet, table, needed)?;
    if columns.iter().any(|column| column.needed) {
        sheet.set_tab_color(Color::RGB(0x0072B2));
    }
    Ok(())
}

fn note(about: &str) -> Note {
    let lines = u32::try_from(about.len() / 34).unwrap_or_default() + 2;
    Note::new(about)
        .add_author_prefix(false)
        .set_width(230)
        .set_height(18 * lines)
}

fn rule(holds: Holds) -> Result<Option<DataValidation>, XlsxError> {
    let made = DataValidation::new();
    Ok(Some(match holds {
        Holds::Text => return Ok(None),
        Holds::Words(words) => made
            .allow_list_strings(words)?
            .set_error_title("Not in the list")?
            .set_error_message(format!("One of: {}", words.join(", ")))?,
        // Names are understood too, so nothing is refused.
        Holds::Ids(noun) => {
            let ids = format!("{}!$A", columns::sheet(noun));
            let list = format!("=OFFSET({ids}$2,0,0,MAX(1,COUNTA({ids}:$A)-1),1)");
            made.allow_list_formula(Formula::new(list))
                .show_error_message(false)
        }
        Holds::Date => {
            let first = ExcelDateTime::from_ymd(1900, 3, 1)?;
            made.allow_date(DataValidationRule::GreaterThanOrEqualTo(first))
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title("Not a day")?
                .set_error_message("Write year-month-day, such as 2020-02-12.")?
        }
        Holds::Number => made
            .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
            .set_error_title("Not a whole number")?
            .set_error_message("Write a whole number, such as 3.")?,
    }))
}

/// How many letters a line of the sheet that explains the others has.
const LINE: usize = 100;

/// The sheet that explains the others, with lines that wrap.
fn guide(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, width) in (0_u16..).zip([16.0, 16.0, 8.0, 110.0]) {
        sheet.set_column_width(at, width)?;
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        // Spreadsheets measure wrapped lines only when somebody types.
        let mut lines = 1_u32;
        for (at, cell) in (0_u16..).zip(cells) {
            if let Cell::Text(text) = cell {
                let wanted = text.chars().count().div_ceil(LINE);
                lines = lines.max(u32::try_from(wanted).unwrap_or(1));
                sheet.write_string_with_format(row, at, text, &wrapped)?;
            }
        }
        sheet.set_row_height(row, 15 * lines)?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    heads(sheet, table, |_| false)
}

/// Heads that can be seen: those of columns that each row has in a darker field.
fn heads(
    sheet: &mut Worksheet,
    table: &Table,
    needed: impl Fn(&str) -> bool,
) -> Result<(), XlsxError> {
    for (at, head) in (0_u16..).zip(&table.columns) {
        let field = if needed(head) { 0xBDD7EE } else { 0xEDEDED };
        let format = Format::new()
            .set_bold()
            .set_align(FormatAlign::Top)
            .set_background_color(Color::RGB(field));
        sheet.write_string_with_format(0, at, head, &format)?;
    }
    Ok(())
}
