//! Which engine, over which folder, with which options.

#[cfg(any(feature = "connect", feature = "embedded"))]
use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use plenary::analysis::{Aggregation, Duplicates, Normalisation, WindowUnit, Windows};
use plenary_engine::engine::{Engine, EngineError};
use plenary_engine::options::RunOptions;

use super::Outcome;

#[derive(Debug, Clone, clap::Args)]
pub(super) struct EngineArgs {
    /// The folder that `table` made, as the engine sees it
    pub(super) folder: String,
    /// embedded, or an endpoint of Spark Connect: sc://host:port
    #[arg(long, value_name = "ENGINE", default_value = "embedded")]
    on: String,
    /// Threads of the embedded engine; by default as many as there are cores
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Megabytes of memory for the embedded engine's joins, sorts and groups; by default no limit
    #[arg(long, value_name = "MB")]
    memory: Option<usize>,
    /// A folder that the endpoint writes to, for one that holds nothing in memory (Sail)
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<u64>,
}

#[derive(Debug, Clone, clap::Args)]
pub(super) struct NetworkArgs {
    /// ignore, congruence, conflict or subtract
    #[arg(long, value_name = "WORD", default_value = "ignore")]
    aggregation: Aggregation,
    /// none, average, jaccard, cosine, overlap, dna-jaccard or dna-cosine
    #[arg(
        long,
        visible_alias = "normalization",
        value_name = "BY",
        default_value = "none"
    )]
    normalisation: Normalisation,
    /// include, document, week, month, year or range
    #[arg(long, value_name = "WITHIN", default_value = "include")]
    duplicates: Duplicates,
    /// The first day, or second, that counts
    #[arg(long, value_name = "DATE", value_parser = first)]
    from: Option<i64>,
    /// The last day, or second, that counts
    #[arg(long, value_name = "DATE", value_parser = last)]
    to: Option<i64>,
    /// Leave out stakeholders with fewer statements
    #[arg(long, value_name = "N", default_value_t = 0)]
    min_statements: u64,
    /// Leave out claims with fewer statements
    #[arg(long, value_name = "N", default_value_t = 0)]
    min_claim_statements: u64,
    /// Leave out claims that more stakeholders than this speak on
    #[arg(long, value_name = "N")]
    cap: Option<u64>,
    /// Leave out stakeholders that speak on fewer claims than this
    #[arg(long, value_name = "N")]
    floor: Option<u64>,
    /// One network for each window of so many units, as in 30:days or 12:months; half of them, in
    /// whole units, before its middle and half after
    #[arg(long, value_name = "SIZE:UNIT", value_parser = windows)]
    windows: Option<Windows>,
    /// Only so many of the strongest ties
    #[arg(long, value_name = "N")]
    top: Option<u64>,
    /// Only the so many strongest ties of each stakeholder
    #[arg(long, value_name = "N")]
    top_each: Option<u64>,
}

impl NetworkArgs {
    pub(super) fn options(&self) -> RunOptions {
        RunOptions {
            aggregation: self.aggregation,
            normalisation: self.normalisation,
            duplicates: self.duplicates,
            start: self.from,
            stop: self.to,
            min_statements: self.min_statements,
            min_claim_statements: self.min_claim_statements,
            cap: self.cap,
            floor: self.floor,
            windows: self.windows,
            top: self.top,
            top_each: self.top_each,
        }
    }
}

fn first(text: &str) -> Result<i64, String> {
    range(text).map(|range| range.0)
}

fn last(text: &str) -> Result<i64, String> {
    range(text).map(|range| range.1)
}

fn range(text: &str) -> Result<(i64, i64), String> {
    let range = plenary::read::date_range(text);
    range.ok_or_else(|| {
        "a date is a day, a month (2020-02), a year, or a day with a time".to_owned()
    })
}

fn windows(text: &str) -> Result<Windows, String> {
    let wanted = || "a size and a unit, as in 30:days, 12:months or 2:years".to_owned();
    let (size, unit) = text.split_once(':').ok_or_else(wanted)?;
    Ok(Windows {
        size: size.parse().map_err(|_| wanted())?,
        unit: unit
            .parse::<WindowUnit>()
            .map_err(|error| error.to_string())?,
        ..Windows::default()
    })
}

/// Does something on the engine that was asked for, on a thread that can be given up.
pub(super) fn on_engine(
    args: EngineArgs,
    work: impl FnOnce(&mut dyn Engine) -> Outcome + Send + 'static,
) -> Outcome {
    let (send, receive) = channel();
    let timeout = args.timeout;
    // An engine that is given up ends with the program.
    std::thread::spawn(move || {
        let outcome = open(&args).map_err(Into::into);
        let outcome = outcome.and_then(|mut engine| work(engine.as_mut()));
        // Nobody may be waiting any more.
        drop(send.send(outcome));
    });
    let outcome = match timeout {
        Some(seconds) => receive.recv_timeout(Duration::from_secs(seconds)),
        None => receive.recv().map_err(RecvTimeoutError::from),
    };
    match outcome {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => {
            let seconds = timeout.unwrap_or_default();
            Err(format!("the engine has not answered within {seconds} seconds; given up").into())
        }
        Err(RecvTimeoutError::Disconnected) => Err("the engine broke off".into()),
    }
}

fn open(args: &EngineArgs) -> Result<Box<dyn Engine>, EngineError> {
    if args.on == "embedded" {
        return embedded(args);
    }
    if args.on.starts_with("sc://") {
        return connect(args);
    }
    Err(EngineError::Unknown(args.on.clone()))
}

#[cfg(feature = "embedded")]
fn embedded(args: &EngineArgs) -> Result<Box<dyn Engine>, EngineError> {
    use plenary_engine::embedded::{Embedded, EmbeddedOptions};
    let options = EmbeddedOptions {
        threads: args.threads,
        memory: args.memory.map(|megabytes| megabytes << 20),
    };
    let engine = Embedded::new(Path::new(&args.folder), &options)?;
    Ok(Box::new(engine))
}

#[cfg(not(feature = "embedded"))]
fn embedded(_: &EngineArgs) -> Result<Box<dyn Engine>, EngineError> {
    Err(EngineError::NotBuilt("embedded"))
}

#[cfg(feature = "connect")]
fn connect(args: &EngineArgs) -> Result<Box<dyn Engine>, EngineError> {
    use plenary_engine::connect::Connect;
    // A folder of this machine is seen from another place by another program.
    let seen = |folder: &Path| {
        let whole = folder.canonicalize();
        whole
            .unwrap_or_else(|_| folder.to_owned())
            .display()
            .to_string()
    };
    let scratch = args.scratch.as_deref().map(seen);
    let folder = seen(Path::new(&args.folder));
    let engine = Connect::new(&args.on, &folder, scratch.as_deref())?;
    Ok(Box::new(engine))
}

#[cfg(not(feature = "connect"))]
fn connect(_: &EngineArgs) -> Result<Box<dyn Engine>, EngineError> {
    Err(EngineError::NotBuilt("connect"))
}
