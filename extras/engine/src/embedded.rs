//! The engine in this program: DataFusion.

use std::future::Future;
use std::path::Path;

use arrow::array::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use futures::StreamExt as _;
use tokio::runtime::{Builder, Runtime};

use crate::engine::{Engine, EngineError, Sink};

/// Views within views make plans deeper than the usual stack of a thread has room for.
const STACK: usize = 64 << 20;
const NAME: &str = "embedded DataFusion";

/// How much of the machine it may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EmbeddedOptions {
    /// Threads, and parts that work is cut into. Default: as many as there are cores.
    pub threads: Option<usize>,
    /// Bytes of memory for joins, sorts and groups; what exceeds it goes to disk where it can, else
    /// the query fails. Default: no limit.
    pub memory: Option<usize>,
}

/// DataFusion over one folder of Parquet.
pub struct Embedded {
    runtime: Runtime,
    context: SessionContext,
}

impl Embedded {
    /// Over a folder that [`table`](crate::table) made.
    ///
    /// # Errors
    /// A folder that cannot be read; a machine without threads.
    pub fn new(folder: &Path, options: &EmbeddedOptions) -> Result<Self, EngineError> {
        let start = |message: String| EngineError::Start {
            engine: NAME.to_owned(),
            message,
        };
        if !folder.is_dir() {
            return Err(start(format!("there is no folder {}", folder.display())));
        }
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = options.threads.unwrap_or(cores).max(1);
        let runtime = Builder::new_multi_thread()
            .worker_threads(threads)
            .thread_stack_size(STACK)
            .build()
            .map_err(|error| start(error.to_string()))?;
        // Texts as other engines have them.
        let texts = "datafusion.execution.parquet.schema_force_view_types";
        let config = SessionConfig::new()
            .with_target_partitions(threads)
            .set_bool(texts, false);
        let mut environment = RuntimeEnvBuilder::new();
        if let Some(memory) = options.memory {
            environment = environment.with_memory_limit(memory, 1.0);
        }
        let environment = environment
            .build_arc()
            .map_err(|error| start(said(&error)))?;
        let context = SessionContext::new_with_config_rt(config, environment);
        let engine = Self { runtime, context };
        let path = format!("{}/", folder.display());
        let registered = engine.wait(|context| async move {
            let options = ParquetReadOptions::default();
            context.register_parquet("statements", path, options).await
        });
        registered.map_err(|error| start(said(&error)))?;
        Ok(engine)
    }

    /// Waits for some work, on a stack that has room for it.
    fn wait<T, F>(&self, work: impl FnOnce(SessionContext) -> F + Send) -> T
    where
        T: Send,
        F: Future<Output = T>,
    {
        std::thread::scope(|scope| {
            let context = self.context.clone();
            let run = || self.runtime.block_on(work(context));
            let thread = std::thread::Builder::new().stack_size(STACK);
            let handle = thread.spawn_scoped(scope, run);
            let handle = handle.expect("a machine that runs an engine has a thread more");
            handle
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }
}

/// The message without the trace that follows it in some builds.
fn said(error: &DataFusionError) -> String {
    error.strip_backtrace()
}

fn failed(step: &str) -> impl Fn(DataFusionError) -> EngineError {
    let step = step.to_owned();
    move |error| EngineError::Query {
        engine: NAME.to_owned(),
        step: step.clone(),
        message: said(&error),
    }
}

impl Engine for Embedded {
    fn name(&self) -> &str {
        NAME
    }

    fn view(&mut self, name: &str, text: &str) -> Result<(), EngineError> {
        let made = self.wait(|context| async move {
            let frame = context.sql(text).await?;
            context.deregister_table(name)?;
            context.register_table(name, frame.into_view())
        });
        made.map(|_| ()).map_err(failed(name))
    }

    fn hold(&mut self, name: &str, text: &str) -> Result<(), EngineError> {
        let made = self.wait(|context| async move {
            let kept = context.sql(text).await?.cache().await?;
            context.deregister_table(name)?;
            context.register_table(name, kept.into_view())
        });
        made.map(|_| ()).map_err(failed(name))
    }

    fn query(&mut self, step: &str, text: &str, sink: &mut Sink<'_>) -> Result<(), EngineError> {
        self.wait(|context| async move {
            let failed = failed(step);
            let frame = context.sql(text).await.map_err(&failed)?;
            let mut stream = frame.execute_stream().await.map_err(&failed)?;
            while let Some(batch) = stream.next().await {
                let batch: RecordBatch = batch.map_err(&failed)?;
                sink(batch)?;
            }
            Ok(())
        })
    }
}
