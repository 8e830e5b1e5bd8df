//! Ties into a file that says how they were made.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, StringBuilder};
use arrow::compute::BatchCoalescer;
use arrow::datatypes::DataType::{Float64, Int64, Utf8};
use arrow::datatypes::{Field, Float64Type, Int64Type, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::engine::{EngineError, as_asked};
use crate::run::Span;
use crate::when::shown;

/// Rows that are written together, however they come: so that the same ties are the same bytes.
const STRETCH: usize = 65_536;

/// Why a file is not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// A name that ends in neither.
    #[error("{0}: the name of a result ends in .parquet or .csv")]
    Kind(PathBuf),
    /// The disk.
    #[error("{path}: {message}")]
    Write {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
}

enum Kind {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    Parquet(Box<ArrowWriter<File>>),
}

/// A file of ties in the making; it has its name only once it is whole.
pub struct TieFile {
    path: PathBuf,
    partial: PathBuf,
    kind: Option<Kind>,
    spans: Vec<Span>,
    stretch: BatchCoalescer,
    ties: u64,
}

impl TieFile {
    /// Begins a file; `said`, what is written into it of how the ties were made.
    ///
    /// # Errors
    /// A name that is neither kind; a folder that cannot be written to.
    pub fn new(
        path: &Path,
        spans: &[Span],
        said: &[(String, String)],
    ) -> Result<Self, OutputError> {
        let extension = path.extension().and_then(|ending| ending.to_str());
        let csv = match extension {
            Some("csv") => true,
            Some("parquet") => false,
            _ => return Err(OutputError::Kind(path.to_owned())),
        };
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let failed = |message: String| OutputError::Write {
            path: path.to_owned(),
            message,
        };
        let file = File::create(&partial).map_err(|error| failed(error.to_string()))?;
        let schema = schema(!spans.is_empty());
        let kind = if csv {
            let mut file = BufWriter::new(file);
            for (name, value) in said {
                writeln!(file, "# {name}: {value}").map_err(|error| failed(error.to_string()))?;
            }
            let mut table = csv::WriterBuilder::new()
                .comment(Some(b'#'))
                .from_writer(file);
            let heads = schema.fields().iter().map(|field| field.name());
            table
                .write_record(heads)
                .map_err(|error| failed(error.to_string()))?;
            Kind::Csv(Box::new(table))
        } else {
            let pairs = said.iter().map(|(name, value)| {
                KeyValue::new(format!("plenary-engine.{name}"), value.clone())
            });
            let properties = WriterProperties::builder()
                .set_compression(Compression::SNAPPY)
                .set_key_value_metadata(Some(pairs.collect()))
                .build();
            let table = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties));
            Kind::Parquet(Box::new(table.map_err(|error| failed(error.to_string()))?))
        };
        Ok(Self {
            path: path.to_owned(),
            partial,
            kind: Some(kind),
            spans: spans.to_vec(),
            stretch: BatchCoalescer::new(schema, STRETCH),
            ties: 0,
        })
    }

    /// Adds ties as [`run::ties`](crate::run::ties) gives them.
    ///
    /// # Errors
    /// Rows of another form; the disk.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<(), EngineError> {
        let columns = as_asked("result", batch, &[Int64, Utf8, Utf8, Float64])?;
        let [windows, from, to, weight]: [ArrayRef; 4] =
            columns.try_into().expect("as many as were asked for");
        self.ties += batch.num_rows() as u64;
        let mut out = Vec::new();
        if !self.spans.is_empty() {
            let windows = windows.as_primitive::<Int64Type>();
            let text = |of: fn(&Span) -> i64| {
                let mut texts = StringBuilder::new();
                for window in windows.values() {
                    let at = self.spans.binary_search_by_key(window, |span| span.number);
                    texts.append_option(at.ok().map(|at| shown(of(&self.spans[at]))));
                }
                Arc::new(texts.finish()) as ArrayRef
            };
            out.extend([text(|s| s.start), text(|s| s.middle), text(|s| s.stop)]);
        }
        out.extend([from, to, weight]);
        let schema = schema(!self.spans.is_empty());
        let sink = |error: Box<dyn std::error::Error + Send + Sync>| EngineError::Sink(error);
        let rows = RecordBatch::try_new(schema, out).map_err(|error| sink(error.into()))?;
        self.stretch
            .push_batch(rows)
            .map_err(|error| sink(error.into()))?;
        self.write().map_err(|error| sink(error.into()))
    }

    fn write(&mut self) -> Result<(), OutputError> {
        while let Some(rows) = self.stretch.next_completed_batch() {
            let written = match &mut self.kind {
                Some(Kind::Parquet(table)) => table.write(&rows).map_err(|e| e.to_string()),
                Some(Kind::Csv(table)) => csv_rows(table, &rows).map_err(|e| e.to_string()),
                None => Ok(()),
            };
            written.map_err(|message| self.failed(message))?;
        }
        Ok(())
    }

    fn failed(&self, message: String) -> OutputError {
        OutputError::Write {
            path: self.path.clone(),
            message,
        }
    }

    /// Ends the file and gives it its name; how many ties it has.
    ///
    /// # Errors
    /// The disk.
    pub fn finish(mut self) -> Result<u64, OutputError> {
        let rest = self.stretch.finish_buffered_batch();
        rest.map_err(|error| self.failed(error.to_string()))?;
        self.write()?;
        let closed = match self.kind.take() {
            Some(Kind::Parquet(table)) => table.close().map(drop).map_err(|e| e.to_string()),
            Some(Kind::Csv(mut table)) => table.flush().map_err(|e| e.to_string()),
            None => Ok(()),
        };
        closed.map_err(|message| self.failed(message))?;
        let named = std::fs::rename(&self.partial, &self.path);
        named.map_err(|error| self.failed(error.to_string()))?;
        Ok(self.ties)
    }
}

impl Drop for TieFile {
    fn drop(&mut self) {
        // After `finish` it has another name.
        drop(std::fs::remove_file(&self.partial));
    }
}

fn schema(windows: bool) -> Arc<Schema> {
    let text = |name: &str| Field::new(name, Utf8, true);
    let times = ["start", "middle", "stop"];
    let mut fields: Vec<Field> = times
        .iter()
        .filter(|_| windows)
        .map(|name| text(name))
        .collect();
    fields.extend([
        text("from"),
        text("to"),
        Field::new("weight", Float64, true),
    ]);
    Arc::new(Schema::new(fields))
}

fn csv_rows(table: &mut csv::Writer<BufWriter<File>>, rows: &RecordBatch) -> csv::Result<()> {
    let (weights, texts) = rows.columns().split_last().expect("a tie has a weight");
    let weights = weights.as_primitive::<Float64Type>();
    let texts: Vec<_> = texts
        .iter()
        .map(|column| column.as_string::<i32>())
        .collect();
    for row in 0..rows.num_rows() {
        for text in &texts {
            table.write_field(text.value(row))?;
        }
        table.write_field(weights.value(row).to_string())?;
        table.write_record(None::<&[u8]>)?;
    }
    Ok(())
}
