//! Any endpoint of Spark Connect: Apache Spark 4, Sail.

use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use spark_connect::{SparkError, SparkSession};

use crate::engine::{Engine, EngineError, Sink};

/// A session at an endpoint.
pub struct Connect {
    name: String,
    session: SparkSession,
    scratch: Option<String>,
}

impl Connect {
    /// A session at `url`, over a folder of Parquet as the endpoint sees it. What is used more than
    /// once is held by the endpoint; one that holds nothing, as Sail, needs `scratch`, a folder that
    /// it writes to, or it makes such things again for each use. The folder is left as it is.
    ///
    /// # Errors
    /// Nobody there; a folder that the endpoint cannot read.
    pub fn new(url: &str, folder: &str, scratch: Option<&str>) -> Result<Self, EngineError> {
        let start = |error: SparkError| EngineError::Start {
            engine: url.to_owned(),
            message: said(&error),
        };
        answers(url).map_err(|message| EngineError::Start {
            engine: url.to_owned(),
            message,
        })?;
        let session = SparkSession::builder().remote(url);
        let session = session.get_or_create().map_err(start)?;
        let version = session.version().map_err(start)?;
        let statements = session.read().parquet(folder);
        // Asked for here, so that a folder that is not there is told before anything else.
        statements.schema().map_err(start)?;
        let named = statements.create_or_replace_temp_view("statements");
        named.map_err(start)?;
        Ok(Self {
            name: format!("{url}, version {version}"),
            session,
            scratch: scratch.map(str::to_owned),
        })
    }

    fn failed(&self, step: &str) -> impl Fn(SparkError) -> EngineError + use<> {
        let (engine, step) = (self.name.clone(), step.to_owned());
        move |error| EngineError::Query {
            engine: engine.clone(),
            step: step.clone(),
            message: said(&error),
        }
    }
}

/// Whether anybody is there: the client itself would go on asking for minutes.
fn answers(url: &str) -> Result<(), String> {
    let rest = url.strip_prefix("sc://").unwrap_or(url);
    let place = rest.split('/').next().unwrap_or_default();
    let place = match place.rsplit_once(':') {
        Some((_, port)) if port.bytes().all(|b| b.is_ascii_digit()) => place.to_owned(),
        _ => format!("{place}:15002"),
    };
    let mut last = "no such host".to_owned();
    for address in place.to_socket_addrs().map_err(|error| error.to_string())? {
        match TcpStream::connect_timeout(&address, Duration::from_secs(10)) {
            Ok(_) => return Ok(()),
            Err(error) => last = format!("nobody answers at {address}: {error}"),
        }
    }
    Err(last)
}

/// The first lines of a message; the rest is where in the engine it came from.
fn said(error: &SparkError) -> String {
    let text = error.to_string();
    let lines: Vec<&str> = text
        .lines()
        .take_while(|line| !line.starts_with("\tat "))
        .collect();
    lines[..lines.len().min(12)].join("\n")
}

impl Engine for Connect {
    fn name(&self) -> &str {
        &self.name
    }

    fn view(&mut self, name: &str, text: &str) -> Result<(), EngineError> {
        let failed = self.failed(name);
        let frame = self.session.sql(text).map_err(&failed)?;
        frame.create_or_replace_temp_view(name).map_err(&failed)
    }

    fn hold(&mut self, name: &str, text: &str) -> Result<(), EngineError> {
        let failed = self.failed(name);
        let frame = self.session.sql(text).map_err(&failed)?;
        let kept = match &self.scratch {
            Some(scratch) => {
                let path = format!("{scratch}/{name}");
                let written = frame.write().mode("overwrite").parquet(&path);
                written.map_err(&failed)?;
                self.session.read().parquet(&path)
            }
            // Kept when it is first used. An endpoint without a store makes it each time anew.
            None => frame.cache().unwrap_or(frame),
        };
        kept.create_or_replace_temp_view(name).map_err(&failed)
    }

    fn query(&mut self, step: &str, text: &str, sink: &mut Sink<'_>) -> Result<(), EngineError> {
        let failed = self.failed(step);
        let frame = self.session.sql(text).map_err(&failed)?;
        // All at once: nothing is passed on of an answer that breaks off.
        for batch in frame.collect_record_batches().map_err(&failed)? {
            sink(batch)?;
        }
        Ok(())
    }
}

impl Drop for Connect {
    fn drop(&mut self) {
        // What it holds goes with the session; a server that is gone holds nothing.
        drop(self.session.stop());
    }
}
