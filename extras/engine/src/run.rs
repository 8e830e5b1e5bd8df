//! A network, step by step, on any engine.

use arrow::datatypes::DataType::{Float64, Int64};
use plenary::analysis::Duplicates;

use crate::engine::{Engine, EngineError, Number, Sink, numbers};
use crate::options::{OptionsError, RunOptions};
use crate::sql::{self, Step};

/// Why there is no network.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// Something that is not made here.
    #[error(transparent)]
    Options(#[from] OptionsError),
    /// The engine.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// Duplicates within documents, and no documents.
    #[error("the table does not say which document a statement is in")]
    NoDocuments,
    /// Windows or dates, and no times.
    #[error("no statement has a time, so there are no windows")]
    NoTimes,
}

/// A window of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// From 1; 0 where there is one network of all.
    pub number: i64,
    /// Its first second.
    pub start: i64,
    /// Its middle.
    pub middle: i64,
    /// Its last second.
    pub stop: i64,
}

/// How much there is to count; summed over windows for statements, not for the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Statements, after filters and duplicates.
    pub statements: i64,
    /// Who made them.
    pub stakeholders: i64,
    /// What they are about.
    pub claims: i64,
}

/// A network whose ties can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// The windows, in order of time; none where there is one network.
    pub spans: Vec<Span>,
    /// Rows of the table.
    pub rows: i64,
    /// After filters and duplicates.
    pub before: Size,
    /// After cap and floor.
    pub after: Size,
}

/// What the ties of a window come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Totals {
    /// The window.
    pub window: i64,
    /// How many.
    pub ties: i64,
    /// The sum of their weights.
    pub weight: f64,
    /// The least weight.
    pub weakest: f64,
    /// The largest.
    pub strongest: f64,
    /// The sum of weights times 3a + b, where a and b are the places of the two stakeholders
    /// among all labels in order, from 1.
    pub places: f64,
}

/// Makes all that comes before the ties: what stays after filters, duplicates, windows, cap and
/// floor is counted and kept by the engine.
///
/// # Errors
/// Options that do not fit each other or the table; the engine.
pub fn prepare(engine: &mut dyn Engine, options: &RunOptions) -> Result<Prepared, RunError> {
    options.check()?;
    let extent = numbers(engine, "extent", sql::file("extent"), &[const { Int64 }; 4])?;
    let extent = extent.first().map_or([Number::Whole(None); 4], |row| {
        [row[0], row[1], row[2], row[3]]
    });
    let [rows, with_document, first, last] = extent;
    if options.duplicates == Duplicates::Document && with_document.whole() == 0 {
        return Err(RunError::NoDocuments);
    }
    let spans = match options.windows {
        None => Vec::new(),
        Some(windows) => {
            let range = |asked: Option<i64>, found: Number| match (asked, found) {
                (Some(second), _) | (None, Number::Whole(Some(second))) => Ok(second),
                _ => Err(RunError::NoTimes),
            };
            let (first, last) = (range(options.start, first)?, range(options.stop, last)?);
            let laid = windows.spans(first, last);
            let number = |(number, (start, middle, stop))| Span {
                number,
                start,
                middle,
                stop,
            };
            (1..).zip(laid).map(number).collect()
        }
    };
    engine.view("options", &sql::options_view(options))?;
    if options.windows.is_some() {
        let rows: Vec<Vec<i64>> = spans
            .iter()
            .map(|s| vec![s.number, s.start, s.stop])
            .collect();
        let text = sql::numbers_view(&["win", "start_at", "stop_at"], &rows);
        engine.view("spans", &text)?;
    }
    make(engine, sql::counting(options))?;
    let before = size(engine, "counts")?;
    make(engine, sql::limiting(options))?;
    let limited = options.cap.is_some() || options.floor.is_some();
    let after = if limited {
        size(engine, "counted")?
    } else {
        before
    };
    make(engine, sql::tying(options))?;
    Ok(Prepared {
        spans,
        rows: rows.whole(),
        before,
        after,
    })
}

fn make(engine: &mut dyn Engine, steps: Vec<Step>) -> Result<(), EngineError> {
    for Step { view, text, held } in steps {
        if held {
            engine.hold(view, &text)?;
        } else {
            engine.view(view, &text)?;
        }
    }
    Ok(())
}

fn size(engine: &mut dyn Engine, of: &str) -> Result<Size, EngineError> {
    engine.view("sized", &format!("SELECT * FROM {of}"))?;
    let rows = numbers(engine, "size", sql::file("size"), &[const { Int64 }; 3])?;
    Ok(rows.first().map_or(Size::default(), |row| Size {
        statements: row[0].whole(),
        stakeholders: row[1].whole(),
        claims: row[2].whole(),
    }))
}

/// The ties of a prepared network: window, one label, the other, weight; sorted by these.
///
/// # Errors
/// The engine, or the sink.
pub fn ties(engine: &mut dyn Engine, sink: &mut Sink<'_>) -> Result<(), EngineError> {
    engine.query("result", sql::file("result"), sink)
}

/// What the ties of a prepared network come to, by window; a window without ties is not there.
///
/// # Errors
/// The engine.
pub fn totals(engine: &mut dyn Engine) -> Result<Vec<Totals>, EngineError> {
    let kinds = [Int64, Int64, Float64, Float64, Float64, Float64];
    let rows = numbers(engine, "totals", sql::file("totals"), &kinds)?;
    let totals = rows.iter().map(|row| Totals {
        window: row[0].whole(),
        ties: row[1].whole(),
        weight: row[2].real(),
        weakest: row[3].real(),
        strongest: row[4].real(),
        places: row[5].real(),
    });
    Ok(totals.collect())
}

/// What a network with a cap would cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// The cap.
    pub cap: i64,
    /// Claims that stay.
    pub claims: i64,
    /// Who speaks on what: pairs of a stakeholder and a claim.
    pub held: i64,
    /// Rows of the join that ties are made of, where everybody has one stance a claim.
    pub joined: i64,
}

/// What networks with these caps would cost, by cap; one that keeps no claim is not there. The
/// counts are made, and nothing else. `options` as for [`prepare`]; its own cap is of no effect.
///
/// # Errors
/// As [`prepare`].
pub fn cost(
    engine: &mut dyn Engine,
    options: &RunOptions,
    caps: &[i64],
) -> Result<Vec<Cost>, RunError> {
    prepare(engine, options)?;
    let rows: Vec<Vec<i64>> = caps.iter().map(|&cap| vec![cap]).collect();
    engine.view("caps", &sql::numbers_view(&["cap"], &rows))?;
    let rows = numbers(engine, "cost", sql::file("cost"), &[const { Int64 }; 4])?;
    let costs = rows.iter().map(|row| Cost {
        cap: row[0].whole(),
        claims: row[1].whole(),
        held: row[2].whole(),
        joined: row[3].whole() / 2,
    });
    Ok(costs.collect())
}
