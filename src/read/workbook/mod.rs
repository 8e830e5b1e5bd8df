//! Workbooks as records: a sheet a noun, a row an entry, people's words for everything.

mod context;
mod grid;
mod head;
mod names;
mod nouns;
mod ods;
mod row;
mod tables;
mod themes;
mod xlsx;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use tables::sheet_tables;

use self::context::Context;
use self::grid::Grid;
use self::head::{Columns, Listed};
use self::names::Names;
use self::nouns::Known;
use self::row::Row;
use super::Input;
use super::codes::{Code, Severity};
use super::json::{Reading, fault_problem};
use super::places::{BookPlaces, Origin, Places};
use super::problem::{CellText, Place, Problem, SheetText, TextFile, sort_problems};
use super::suggest::shown;
use crate::model::{FaultKind, Noun, Parts, Record};

/// Whether bytes are a workbook: XLSX or XLSM, or ODS.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && (is_ods(bytes) || has(bytes, b"xl/workbook"))
}

fn has(bytes: &[u8], name: &[u8]) -> bool {
    memchr::memmem::find(bytes, name).is_some()
}

fn is_ods(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(256)];
    has(
        head,
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    )
}

/// Which sheets to read.
#[derive(Clone, Copy)]
enum Wanted {
    /// Those that list nouns.
    Nouns,
    /// All, where none lists what makes a record.
    Tables,
}

/// To so many bytes a workbook may unpack.
const MOST_UNPACKED: u64 = 2 << 30;

/// Reads the sheets that are wanted, and gives the names of all.
fn read(bytes: &[u8], wanted: Wanted) -> Result<(Grid, Vec<String>), Box<Problem>> {
    let mut grid = Grid::default();
    let is_wanted = |name: &str| match wanted {
        Wanted::Tables => true,
        Wanted::Nouns => head::listed(name).is_some(),
    };
    super::import::unzip::measure(bytes, MOST_UNPACKED)?;
    let mut names = Vec::new();
    if is_ods(bytes) {
        let content = ods::content(bytes)?;
        let content = ods::parse(&content)?;
        let sheets = ods::sheets(&content);
        let all: Vec<String> = sheets.iter().map(|(name, _)| name.clone()).collect();
        if matches!(wanted, Wanted::Tables) && is_record(&all) {
            return Ok((grid, all));
        }
        for (name, table) in sheets {
            if is_wanted(&name) {
                ods::sheet(&name, table, &mut grid)?;
            }
            names.push(name);
        }
        return Ok((grid, names));
    }
    let (mut book, all) = xlsx::open(bytes)?;
    if matches!(wanted, Wanted::Tables) && is_record(&all) {
        return Ok((grid, all));
    }
    let hidden: BTreeMap<String, usize> = xlsx::hidden_rows(bytes).into_iter().collect();
    for name in all {
        if is_wanted(&name) {
            xlsx::sheet(&mut book, &name, &mut grid)?;
            if let Some(facts) = grid.last_facts() {
                facts.hidden_rows = hidden.get(&name).copied().unwrap_or_default();
            }
        }
        names.push(name);
    }
    Ok((grid, names))
}

/// Whether a workbook of these sheets is a record: it lists who speaks or what is claimed.
fn is_record(sheets: &[String]) -> bool {
    sheets.iter().any(|name| {
        matches!(head::listed(name), Some(Listed::Of(noun)) if noun != Noun::Statement && noun != Noun::Relation)
    })
}

/// Reads workbooks (XLSX, XLSM, ODS) as one record.
///
/// Sheets `Sources`, `Stakeholders`, `Themes`, `Claims`, `Statements`, `Relations` and `Record`
/// (its title) have the names of their columns in the first row that has some, in any order; a
/// row is an entry, and rows with nothing in them are passed over. Stakeholders, claims, themes
/// and sources are named by id, name, text or acronym, in any case; entries without an id get
/// one. Free attributes of stakeholders are in columns `attribute: KEY`; columns whose names
/// begin with `#`, and other sheets, are not read. Of formulas the last result counts. Every
/// problem is told with sheet and cell. Never panics.
pub fn workbook(inputs: Vec<Input>) -> Reading {
    let problems = RefCell::new(Vec::new());
    let mut files = Vec::with_capacity(inputs.len());
    let mut grids = Vec::with_capacity(inputs.len());
    for (file, input) in inputs.into_iter().enumerate() {
        let (grid, sheets) = read(&input.bytes, Wanted::Nouns).unwrap_or_else(|problem| {
            let place = Some(Place { file, span: 0..0 });
            problems
                .borrow_mut()
                .push(problem.at(place, "this workbook"));
            Default::default()
        });
        problems.borrow_mut().extend(other_sheets(file, &sheets));
        files.push(input.name);
        grids.push(grid);
    }
    let contexts: Vec<Context<'_>> = (grids.iter().enumerate())
        .map(|(file, grid)| Context {
            file,
            text: &grid.text,
            sheets: &grid.sheets,
            facts: &grid.facts,
            problems: &problems,
            blanks: RefCell::default(),
        })
        .collect();
    let columns: Vec<Vec<Option<(Listed, Columns)>>> = contexts.iter().map(all_columns).collect();

    let mut parts = Parts::default();
    let mut places = Places::default();
    let mut books: Vec<BookPlaces> = contexts.iter().map(|_| BookPlaces::default()).collect();
    entries(&contexts, &columns, &mut parts, &mut places, &mut books);
    for (context, columns) in contexts.iter().zip(&columns) {
        about(context, columns, &mut parts);
    }

    let blanks: Vec<_> = contexts
        .into_iter()
        .map(|one| one.blanks.into_inner())
        .collect();
    let columns = columns.into_iter().zip(&mut books);
    for (columns, book) in columns {
        let columns = columns.into_iter().enumerate();
        book.columns = columns
            .filter_map(|(sheet, found)| Some((sheet, found?.1.fields)))
            .collect();
    }
    let mut texts = Vec::with_capacity(files.len());
    for (((name, grid), blanks), book) in files.into_iter().zip(grids).zip(blanks).zip(&mut books) {
        let (text, sheets) = with_blanks(grid, &blanks);
        let sheets = Arc::new(sheets);
        book.sheets = Arc::clone(&sheets);
        texts.push(TextFile {
            name,
            text,
            sheets,
            ..TextFile::default()
        });
    }
    places.origin = Origin::Books(books);
    let mut problems = problems.into_inner();
    let record = match Record::resolve(parts) {
        Ok(record) => Some(record),
        Err(faults) => {
            let known = places.known();
            // What a row names was looked up when it was read.
            let faults =
                (faults.iter()).filter(|fault| !matches!(fault.kind, FaultKind::UnknownId { .. }));
            problems.extend(faults.map(|fault| fault_problem(fault, &places, &known)));
            None
        }
    };
    // What is said of a whole workbook is at the end of its text, which is no cell's.
    for place in problems
        .iter_mut()
        .filter_map(|problem| problem.place.as_mut())
    {
        let end = texts[place.file].text.len();
        if place.span.start > end {
            place.span = end..end;
        }
    }
    sort_problems(&mut problems);
    // Empty cells stand after all others in the text.
    problems.sort_by_cached_key(|problem| {
        let place = problem.place.as_ref();
        (
            problem.severity(),
            place.map(|at| (at.file, address(&texts[at.file], at.span.start))),
        )
    });
    let failed = problems.iter().any(|p| p.severity() == Severity::Error);
    Reading {
        record: record.filter(|_| !failed),
        problems,
        files: texts,
        places,
    }
}

/// Sheet, row and column of a place; what is at none comes last.
fn address(file: &TextFile, at: usize) -> (usize, u32, u16) {
    let Some((name, cell)) = file.cell(at) else {
        return (usize::MAX, 0, 0);
    };
    let sheet = file.sheets.iter().position(|sheet| sheet.name == name);
    (sheet.unwrap_or_default(), cell.row, cell.column)
}

/// What is said of sheets that are not read.
fn other_sheets(file: usize, sheets: &[String]) -> Vec<Problem> {
    // What we write besides what we read.
    const OURS: [&str; 5] = ["help", "nodes", "edges", "positions", "lists"];
    // No byte of the text, as long as that is not known: the workbook as a whole.
    let place = || {
        let whole = u32::MAX as usize;
        Some(Place {
            file,
            span: whole..whole,
        })
    };
    let others = sheets.iter().filter(|name| {
        let folded = name.trim().to_lowercase();
        head::listed(name).is_none() && !OURS.contains(&&*folded) && !folded.starts_with('#')
    });
    others
        .map(|name| {
            let shown = shown(name, 60);
            match head::meant(name) {
                Some(meant) if !sheets.iter().any(|one| one.eq_ignore_ascii_case(meant)) => {
                    Problem::new(Code::UnknownSheet, format!("no sheet is called '{shown}'"))
                        .at(place(), "in this workbook")
                        .help(format!(
                            "did you mean '{meant}'? (a sheet whose name begins with # is yours)"
                        ))
                }
                _ => Problem::new(Code::SheetLeftOut, format!("sheet '{shown}' is not read"))
                    .at(place(), "in this workbook")
                    .help("a # before its name says that this is meant"),
            }
        })
        .collect()
}

fn all_columns(context: &Context<'_>) -> Vec<Option<(Listed, Columns)>> {
    let sheets = context.sheets.iter().enumerate();
    sheets
        .map(|(at, sheet)| {
            let listed = head::listed(&sheet.name)?;
            if sheet.cells.is_empty() {
                return None;
            }
            let columns = head::columns(context, at, listed)?;
            tell_hidden(context, at, &columns);
            Some((listed, columns))
        })
        .collect()
}

/// Notes what was read though it is not seen, or is seen once and read more often.
fn tell_hidden(context: &Context<'_>, sheet: usize, columns: &Columns) {
    let (text, facts) = (&context.sheets[sheet], &context.facts[sheet]);
    let note = |message: String, help: &str| {
        let cell = text.cells.first();
        context.report(
            Problem::new(Code::HiddenCells, message)
                .at(cell.and_then(|cell| context.place(cell)), "in this sheet")
                .help(help),
        );
    };
    if facts.hidden {
        let message = format!("sheet {} is hidden, and was read", text.name);
        note(
            message,
            "delete it, or put # before its name, if it is not to count",
        );
    } else if facts.hidden_rows > 0 {
        let rows = if facts.hidden_rows == 1 {
            "row"
        } else {
            "rows"
        };
        let message = format!(
            "{} {rows} of sheet {} are hidden, and were read",
            facts.hidden_rows, text.name
        );
        note(
            message,
            "filters hide rows: delete those that are not to count",
        );
    }
    let read = |column: u16| columns.fields.values().any(|&known| known == column);
    let merged = facts
        .merged
        .keys()
        .filter(|(column, row)| read(*column) && *row > columns.row);
    let n = merged.count();
    if n > 0 {
        let message = format!("sheet {} has merged cells ({n})", text.name);
        note(message, "what stands in them counts for each of their rows");
    }
}

/// The rows below the names of columns, one list a noun.
fn rows<'t>(
    contexts: &'t [Context<'t>],
    columns: &'t [Vec<Option<(Listed, Columns)>>],
    noun: Noun,
) -> Vec<Row<'t>> {
    let mut found = Vec::new();
    for (context, of_file) in contexts.iter().zip(columns) {
        for (sheet, of_sheet) in of_file.iter().enumerate() {
            let Some((_, columns)) = (of_sheet.as_ref()).filter(|(l, _)| *l == Listed::Of(noun))
            else {
                continue;
            };
            let cells = &context.sheets[sheet].cells;
            let from = cells.partition_point(|cell| cell.row <= columns.row);
            let rows = cells[from..].chunk_by(|a, b| a.row == b.row);
            let rows = rows.map(|cells| Row {
                context,
                columns,
                sheet,
                row: cells[0].row,
                cells,
                what: noun.as_str(),
            });
            found.extend(rows.filter(|row| !row.is_blank()));
        }
    }
    found
}

fn entries(
    contexts: &[Context<'_>],
    columns: &[Vec<Option<(Listed, Columns)>>],
    parts: &mut Parts,
    places: &mut Places,
    books: &mut [BookPlaces],
) {
    let mut known = Known::default();
    let of: Vec<(Noun, Vec<Row<'_>>)> = (Noun::ALL.into_iter())
        .map(|noun| (noun, rows(contexts, columns, noun)))
        .collect();
    for (noun, rows) in &of {
        if !matches!(noun, Noun::Statement | Noun::Relation) {
            known.of.insert(*noun, Names::of(*noun, rows));
        }
    }
    for (noun, rows) in &of {
        let mut own = match noun {
            Noun::Statement => Names::of(*noun, rows),
            _ => Names::default(),
        };
        let mut index = 0;
        for (at, row) in rows.iter().enumerate() {
            if row.context.is_full() {
                return;
            }
            let names = known.of.get(noun).unwrap_or(&own);
            let id = names.ids.get(at).cloned().flatten();
            let id = id.as_deref();
            let kept: Option<String> = match noun {
                Noun::Source => keep(&mut parts.sources, nouns::source(row, id), |one| {
                    one.id.to_string()
                }),
                Noun::Stakeholder => keep(
                    &mut parts.stakeholders,
                    nouns::stakeholder(row, id),
                    |one| one.id.to_string(),
                ),
                Noun::Theme => keep(&mut parts.themes, nouns::theme(row, id, &known), |one| {
                    one.id.to_string()
                }),
                Noun::Claim => keep(&mut parts.claims, nouns::claim(row, id, &known), |one| {
                    one.id.to_string()
                }),
                Noun::Statement => keep(
                    &mut parts.statements,
                    nouns::statement(row, id, &known, &mut own),
                    |one| one.id.to_string(),
                ),
                Noun::Relation => keep(&mut parts.relations, nouns::relation(row, &known), |one| {
                    format!("{} {}", one.from, one.to)
                }),
            };
            let Some(id) = kept else { continue };
            let file = row.context.file;
            let of_noun = books[file].rows.entry(*noun).or_default();
            of_noun.push((row.sheet, row.row));
            places.push(*noun, index, (file, of_noun.len() - 1), Some(id));
            index += 1;
        }
    }
}

fn keep<T>(list: &mut Vec<T>, item: Option<T>, id: impl Fn(&T) -> String) -> Option<String> {
    let item = item?;
    let id = id(&item);
    list.push(item);
    Some(id)
}

/// What the sheet `Record` says of the whole.
fn about(context: &Context<'_>, columns: &[Option<(Listed, Columns)>], parts: &mut Parts) {
    for (sheet, found) in columns.iter().enumerate() {
        let Some((Listed::Record, columns)) = found else {
            continue;
        };
        let cells = &context.sheets[sheet].cells;
        let from = cells.partition_point(|cell| cell.row <= columns.row);
        let mut rows = cells[from..].chunk_by(|a, b| a.row == b.row);
        let Some(cells) = rows.next() else { continue };
        let row = Row {
            context,
            columns,
            sheet,
            row: cells[0].row,
            cells,
            what: "record",
        };
        let text = |field| row.text(field).map(str::to_owned);
        let title = text("title");
        if let (Some(first), Some(title)) = (&parts.title, &title)
            && first != title
        {
            let message = format!("this title and '{}' differ", shown(first, 80));
            context.report(
                Problem::new(Code::SeveralTitles, message)
                    .at(row.place("title"), "not used")
                    .help("keep the title in one workbook"),
            );
        }
        parts.title = parts.title.take().or(title);
        parts.comment = parts.comment.take().or(text("$comment"));
        parts.schema = parts.schema.take().or(text("$schema"));
        if let Some(more) = rows.next() {
            context.report(
                Problem::new(Code::BadTable, "sheet Record has a second row")
                    .at(context.place(&more[0]), "not read")
                    .help("what the record is called stands in one row"),
            );
        }
    }
}

/// The text with a line for each empty cell that there is something to say about.
fn with_blanks(grid: Grid, blanks: &[(usize, u32, u16)]) -> (String, Vec<SheetText>) {
    let Grid {
        mut text,
        mut sheets,
        ..
    } = grid;
    for &(sheet, row, column) in blanks {
        let at = u32::try_from(text.len()).unwrap_or(u32::MAX);
        sheets[sheet].blanks.push(CellText {
            row,
            column,
            start: at,
            end: at,
        });
        text.push('\n');
    }
    (text, sheets)
}
