//! What runs the files of SQL.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::{DataType, Float64Type, Int64Type};

/// Why an engine did not answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// A program without it.
    #[error("this program was built without the feature '{0}'")]
    NotBuilt(&'static str),
    /// Neither `embedded` nor `sc://...`.
    #[error("'{0}' is no engine: embedded, or sc://host:port")]
    Unknown(String),
    /// It could not be started or reached.
    #[error("{engine}: {message}")]
    Start {
        /// Which.
        engine: String,
        /// What it said.
        message: String,
    },
    /// It refused a query, or failed in the middle of it.
    #[error("{engine}, at '{step}': {message}")]
    Query {
        /// Which.
        engine: String,
        /// The view that was made, or `result`.
        step: String,
        /// What it said.
        message: String,
    },
    /// Its answer has other columns than the query.
    #[error("the answer to '{step}' is not as it was asked for: {message}")]
    Shape {
        /// The query.
        step: String,
        /// What is wrong.
        message: String,
    },
    /// Whoever takes the rows could not.
    #[error(transparent)]
    Sink(Box<dyn std::error::Error + Send + Sync>),
}

/// Takes rows as they come.
pub type Sink<'a> = dyn FnMut(RecordBatch) -> Result<(), EngineError> + Send + 'a;

/// An engine that reads SQL, over the statements of one folder.
pub trait Engine {
    /// What it is, for messages and results.
    fn name(&self) -> &str;

    /// Gives a text a name; nothing is run yet.
    ///
    /// # Errors
    /// A text that the engine does not read.
    fn view(&mut self, name: &str, text: &str) -> Result<(), EngineError>;

    /// Runs a text, and keeps what it gives under a name.
    ///
    /// # Errors
    /// As [`query`](Self::query).
    fn hold(&mut self, name: &str, text: &str) -> Result<(), EngineError>;

    /// Runs a text. What it gives comes to `sink` in order, in stretches of any length; where an
    /// error is returned, not all of it has.
    ///
    /// # Errors
    /// A text that the engine does not read, a failure while it runs, an error of the sink.
    fn query(&mut self, step: &str, text: &str, sink: &mut Sink<'_>) -> Result<(), EngineError>;
}

/// Some rows with their columns as they should be, whatever kind of number or text an engine made
/// of them.
///
/// # Errors
/// Another number of columns; a value that is none of the kind.
pub fn as_asked(
    step: &str,
    batch: &RecordBatch,
    kinds: &[DataType],
) -> Result<Vec<std::sync::Arc<dyn Array>>, EngineError> {
    let shape = |message: String| EngineError::Shape {
        step: step.to_owned(),
        message,
    };
    if batch.num_columns() != kinds.len() {
        let (has, wanted) = (batch.num_columns(), kinds.len());
        return Err(shape(format!("{has} columns instead of {wanted}")));
    }
    // What cannot be cast is an error, and not nothing.
    let options = CastOptions {
        safe: false,
        ..CastOptions::default()
    };
    let columns = batch.columns().iter().zip(kinds);
    columns
        .map(|(column, kind)| {
            cast_with_options(column, kind, &options).map_err(|error| shape(error.to_string()))
        })
        .collect()
}

/// A number that may be missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A count.
    Whole(Option<i64>),
    /// A measure.
    Real(Option<f64>),
}

impl Number {
    /// The count; 0 where it is missing or a measure.
    pub fn whole(self) -> i64 {
        match self {
            Self::Whole(value) => value.unwrap_or_default(),
            Self::Real(_) => 0,
        }
    }

    /// The measure; 0 where it is missing.
    pub fn real(self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "counts of rows are small")]
            Self::Whole(value) => value.unwrap_or_default() as f64,
            Self::Real(value) => value.unwrap_or_default(),
        }
    }
}

/// All rows of a small answer that has numbers only.
///
/// # Errors
/// As [`Engine::query`] and [`as_asked`].
pub fn numbers(
    engine: &mut dyn Engine,
    step: &str,
    text: &str,
    kinds: &[DataType],
) -> Result<Vec<Vec<Number>>, EngineError> {
    let mut rows = Vec::new();
    engine.query(step, text, &mut |batch| {
        let columns = as_asked(step, &batch, kinds)?;
        for row in 0..batch.num_rows() {
            let cell = |column: &std::sync::Arc<dyn Array>| match column.data_type() {
                DataType::Int64 => {
                    let column = column.as_primitive::<Int64Type>();
                    Number::Whole(column.is_valid(row).then(|| column.value(row)))
                }
                _ => {
                    let column = column.as_primitive_opt::<Float64Type>();
                    let column = column.filter(|column| column.is_valid(row));
                    Number::Real(column.map(|column| column.value(row)))
                }
            };
            rows.push(columns.iter().map(cell).collect());
        }
        Ok(())
    })?;
    Ok(rows)
}
