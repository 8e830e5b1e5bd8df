//! Small tables held whole.

use csv::{ReaderBuilder, StringRecord};

use super::draft::Draft;
use super::text::more_text;
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::csv_table::delimiter;
use crate::read::problem::{Place, Problem};

/// After so many rows of a wrong length a table is something else.
const MOST_PROBLEMS: usize = 20;

/// A head and rows that are all as long as it.
pub(crate) struct Table {
    /// The name of its file, without folder, in lower case.
    pub(crate) name: String,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// A row and the line it begins on.
pub(crate) struct Row {
    pub(crate) cells: StringRecord,
    pub(crate) line: u64,
}

impl Row {
    /// The cell of a column; empty where there is no such column.
    pub(crate) fn get(&self, column: Option<usize>) -> &str {
        column
            .and_then(|at| self.cells.get(at))
            .unwrap_or_default()
            .trim()
    }
}

impl Table {
    /// The first column with one of these names; case, `_` and `-` do not matter.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        let fold = |text: &str| text.trim().to_lowercase().replace(['_', ' '], "-");
        names
            .iter()
            .find_map(|name| self.head.iter().position(|head| fold(head) == fold(name)))
    }

    /// `comments.csv, line 7`.
    pub(crate) fn place(&self, row: &Row) -> String {
        format!("{}, line {}", self.name, row.line)
    }
}

/// The name of a file without its folder, in lower case.
pub(crate) fn base(name: &str) -> String {
    name.rsplit(['/', '\\'])
        .next()
        .unwrap_or(name)
        .to_lowercase()
}

/// Reads a table into memory; rows of another length than the head are problems.
pub(crate) fn table(input: Input, draft: &mut Draft) -> Option<Table> {
    let name = base(&input.name);
    let file = draft.files.len();
    let before = draft.problems.len();
    let text = more_text(input, draft);
    if draft.problems.len() > before {
        return None;
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let head: Vec<String> = match reader.headers() {
        Ok(head) => head.iter().map(|cell| cell.trim().to_owned()).collect(),
        Err(_) => Vec::new(),
    };
    if head.is_empty() {
        let place = Place { file, span: 0..0 };
        let problem = Problem::new(
            Code::BadTable,
            format!("{name} has no line of column names"),
        );
        draft
            .problems
            .push(problem.at(Some(place), "nothing in it"));
        return None;
    }
    let mut rows = Vec::new();
    let mut cells = StringRecord::new();
    let mut wrong = 0;
    // A text in memory that is UTF-8 fails in no other way than by its end.
    while reader.read_record(&mut cells).unwrap_or_default() {
        let position = cells.position().map_or((1, 0), |at| (at.line(), at.byte()));
        if cells.len() == head.len() {
            rows.push(Row {
                cells: cells.clone(),
                line: position.0,
            });
            continue;
        }
        // One blank cell is a blank line.
        if cells.len() == 1 && cells.get(0).is_some_and(|cell| cell.trim().is_empty()) {
            continue;
        }
        wrong += 1;
        let start = usize::try_from(position.1)
            .unwrap_or_default()
            .min(text.len());
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let message = format!(
            "a row of {} cells, and the head has {}",
            cells.len(),
            head.len()
        );
        let problem = Problem::new(Code::BadTable, message)
            .at(
                Some(Place {
                    file,
                    span: start..end,
                }),
                "this row",
            )
            .help(
                "was the file cut off? put cells with delimiters or line breaks in double quotes",
            );
        draft.problems.push(problem);
        if wrong == MOST_PROBLEMS {
            break;
        }
    }
    (wrong == 0).then_some(Table { name, head, rows })
}
