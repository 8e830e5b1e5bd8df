//! Any endpoint of Spark Connect: Apache Spark 4, Sail.

use spark_connect::{SparkError, SparkSession};

use crate::engine::{Engine, EngineError, Sink};

/// A session at an endpoint.
pub struct Connect {
    name: String,
    session: SparkSession,
}

impl Connect {
    /// A session at `url`, over a folder of Parquet as the endpoint sees it.
    ///
    /// # Errors
    /// Nobody there; a folder that the endpoint cannot read.
    pub fn new(url: &str, folder: &str) -> Result<Self, EngineError> {
        let start = |error: SparkError| EngineError::Start {
            engine: url.to_owned(),
            message: said(&error),
        };
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
        // Kept when it is first used. An endpoint without a store makes it each time anew.
        let kept = frame.cache().unwrap_or(frame);
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
