//! Ties out of a file, as pairs of labels.

use std::fs::File;
use std::path::{Path, PathBuf};

use arrow::array::{Array, AsArray};
use arrow::datatypes::DataType::{Float64, Utf8};
use arrow::datatypes::Float64Type;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// One tie.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelledTie {
    /// The middle of its window; empty without windows.
    pub window: String,
    /// One label.
    pub from: String,
    /// The other.
    pub to: String,
    /// The weight.
    pub weight: f64,
}

/// Why a file is no file of ties.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TiesError {
    /// It cannot be read.
    #[error("{path}: {message}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// It has other columns.
    #[error("{path}: ties have the columns from, to and weight; there is no '{column}'")]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// What is missing.
        column: &'static str,
    },
}

/// The ties of a file that [`output`](crate::output) wrote, or of any with the columns `from`,
/// `to`, `weight` and, of windows, `middle`. Parquet where the name ends in `.parquet`, else CSV.
///
/// # Errors
/// A file that cannot be read; missing columns; a weight that is no number.
pub fn read(path: &Path) -> Result<Vec<LabelledTie>, TiesError> {
    if path.extension().is_some_and(|ending| ending == "parquet") {
        parquet(path)
    } else {
        csv(path)
    }
}

const COLUMNS: [&str; 4] = ["middle", "from", "to", "weight"];

/// The places of the columns; that of the window may be missing.
fn places(path: &Path, names: &[String]) -> Result<[Option<usize>; 4], TiesError> {
    let found = COLUMNS.map(|name| names.iter().position(|one| one == name));
    match (1..4).find(|&at| found[at].is_none()) {
        Some(at) => Err(TiesError::NoColumn {
            path: path.to_owned(),
            column: COLUMNS[at],
        }),
        None => Ok(found),
    }
}

fn failed(path: &Path) -> impl Fn(String) -> TiesError {
    let path = path.to_owned();
    move |message| TiesError::Read {
        path: path.clone(),
        message,
    }
}

fn csv(path: &Path) -> Result<Vec<LabelledTie>, TiesError> {
    let failed = failed(path);
    let table = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_path(path);
    let mut table = table.map_err(|error| failed(error.to_string()))?;
    let heads = table.headers().map_err(|error| failed(error.to_string()))?;
    let heads: Vec<String> = heads.iter().map(str::to_owned).collect();
    let places = places(path, &heads)?;
    let mut ties = Vec::new();
    for row in table.records() {
        let row = row.map_err(|error| failed(error.to_string()))?;
        let cell = |at: usize| places[at].and_then(|at| row.get(at)).unwrap_or_default();
        let weight = cell(3)
            .parse()
            .map_err(|_| failed(format!("'{}' is no weight", cell(3))))?;
        ties.push(LabelledTie {
            window: cell(0).to_owned(),
            from: cell(1).to_owned(),
            to: cell(2).to_owned(),
            weight,
        });
    }
    Ok(ties)
}

fn parquet(path: &Path) -> Result<Vec<LabelledTie>, TiesError> {
    let failed = failed(path);
    let file = File::open(path).map_err(|error| failed(error.to_string()))?;
    let table = ParquetRecordBatchReaderBuilder::try_new(file);
    let table = table.map_err(|error| failed(error.to_string()))?;
    let names = table
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone());
    let places = places(path, &names.collect::<Vec<_>>())?;
    let table = table.build().map_err(|error| failed(error.to_string()))?;
    let mut ties = Vec::new();
    for rows in table {
        let rows = rows.map_err(|error| failed(error.to_string()))?;
        let column = |at: usize| {
            let kind = if at == 3 { Float64 } else { Utf8 };
            let column = places[at].map(|at| arrow::compute::cast(rows.column(at), &kind));
            column
                .transpose()
                .map_err(|error| failed(error.to_string()))
        };
        let columns = [column(0)?, column(1)?, column(2)?, column(3)?];
        for row in 0..rows.num_rows() {
            let text = |at: usize| match &columns[at] {
                Some(column) if column.is_valid(row) => column.as_string::<i32>().value(row),
                _ => "",
            };
            let weights = columns[3]
                .as_ref()
                .map(|column| column.as_primitive::<Float64Type>());
            let weight = weights.filter(|weights| weights.is_valid(row));
            let weight = weight.ok_or_else(|| failed("a tie has no weight".to_owned()))?;
            ties.push(LabelledTie {
                window: text(0).to_owned(),
                from: text(1).to_owned(),
                to: text(2).to_owned(),
                weight: weight.value(row),
            });
        }
    }
    Ok(ties)
}
