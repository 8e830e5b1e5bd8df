//! Any endpoint of Spark Connect: Apache Spark 4, Sail.
//!
//! By the transport of the official client, and not by its data frames: those (4.2.0) take an answer
//! that the server interrupts, as Spark does every two minutes, for one that has ended.

use std::future::Future;
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::{Duration, Instant};

use arrow::ipc::reader::StreamReader;
use spark_connect_core::runtime::block_on;
use spark_connect_core::{
    ChannelBuilder, ExecutePlanResponseReattachableIterator as Execution, RetryPolicy,
    RetryPolicyState, SparkConnectClient, SparkError,
};
use spark_connect_proto::analyze_plan_request::{Analyze, Persist, Schema, SparkVersion};
use spark_connect_proto::execute_plan_response::{ArrowBatch, ResponseType};
use spark_connect_proto::write_operation::{SaveMode, SaveType};
use spark_connect_proto::{
    AnalyzePlanRequest, Command, CreateDataFrameViewCommand, ExecutePlanRequest, Plan, Read,
    Relation, Sql, StorageLevel, UserContext, WriteOperation, analyze_plan_response, command, plan,
    read, relation,
};
use tokio::time::timeout;

use crate::engine::{Engine, EngineError, Sink};

/// After so long without a word of a running query the endpoint is asked whether it is there.
const SILENCE: Duration = Duration::from_secs(60);
/// How long it may take to answer what needs no work.
const PROMPT: Duration = Duration::from_secs(120);
/// How long it may take to read the heads of files, or to plan.
const PLANNING: Duration = Duration::from_secs(600);
/// A stream that ends sooner was broken off, and is not taken up again at once.
const BRIEF: Duration = Duration::from_secs(5);
/// gRPC's code for an endpoint that is not there, and that for a connection that broke.
const UNAVAILABLE: i32 = 14;
const UNKNOWN: i32 = 2;

/// A session at an endpoint.
pub struct Connect {
    name: String,
    client: SparkConnectClient,
    scratch: Option<String>,
    lost: bool,
}

/// Why an endpoint did not do as it was asked.
enum Failure {
    /// It said so.
    Said(String),
    /// It is not there any more.
    Lost(String),
    /// It answered something else than was asked for.
    Odd(String),
    /// Whoever takes the rows could not.
    Sink(EngineError),
}

impl From<SparkError> for Failure {
    fn from(error: SparkError) -> Self {
        if error.grpc_code() == Some(UNAVAILABLE) {
            return Self::Lost(said(&error));
        }
        Self::Said(said(&error))
    }
}

impl Failure {
    fn message(&self) -> String {
        match self {
            Self::Lost(message) => format!(
                "the endpoint is gone ({message}). Nothing of this query is kept; once the \
                 endpoint is there again, the same command makes it anew"
            ),
            Self::Said(message) | Self::Odd(message) => message.clone(),
            Self::Sink(error) => error.to_string(),
        }
    }
}

impl Connect {
    /// A session at `url`, over a folder of Parquet as the endpoint sees it. What is used more than
    /// once is held by the endpoint; one that holds nothing, as Sail, needs `scratch`, a folder that
    /// it writes to, or it makes such things again for each use. The folder is left as it is.
    ///
    /// # Errors
    /// Nobody there; a folder that the endpoint cannot read.
    pub fn new(url: &str, folder: &str, scratch: Option<&str>) -> Result<Self, EngineError> {
        let start = |message: String| EngineError::Start {
            engine: url.to_owned(),
            message,
        };
        answers(url).map_err(start)?;
        let place = ChannelBuilder::parse(url).map_err(|error| start(said(&error)))?;
        let client = block_on(SparkConnectClient::connect(&place));
        let mut client = client.map_err(|error| start(said(&error)))?;
        client.set_retry_policy(patience());
        let mut engine = Self {
            name: url.to_owned(),
            client,
            scratch: scratch.map(str::to_owned),
            lost: false,
        };
        let opened = block_on(engine.open(folder));
        let version = opened.map_err(|failure| start(failure.message()))?;
        engine.name = format!("{url}, version {version}");
        Ok(engine)
    }

    async fn open(&self, folder: &str) -> Result<String, Failure> {
        let version = self.version().await?;
        // Asked for here, so that a folder that is not there is told before anything else.
        let schema = Analyze::Schema(Schema {
            plan: Some(root(parquet(folder))),
        });
        self.analyse(schema, PLANNING).await?;
        self.name_view("statements", parquet(folder)).await?;
        Ok(version)
    }

    fn user(&self) -> Option<UserContext> {
        Some(UserContext {
            user_id: self.client.user_id().unwrap_or_default().to_owned(),
            ..UserContext::default()
        })
    }

    async fn analyse(
        &self,
        analyze: Analyze,
        limit: Duration,
    ) -> Result<Option<analyze_plan_response::Result>, Failure> {
        let request = AnalyzePlanRequest {
            session_id: self.client.session_id().to_owned(),
            user_context: self.user(),
            analyze: Some(analyze),
            ..AnalyzePlanRequest::default()
        };
        within(limit, self.client.analyze_plan(request))
            .await
            .map(|response| response.result)
    }

    async fn version(&self) -> Result<String, Failure> {
        let asked = Analyze::SparkVersion(SparkVersion::default());
        match self.analyse(asked, PROMPT).await? {
            Some(analyze_plan_response::Result::SparkVersion(found)) => Ok(found.version),
            _ => Err(Failure::Odd("it does not tell its version".to_owned())),
        }
    }

    async fn name_view(&self, name: &str, input: Relation) -> Result<(), Failure> {
        let view = CreateDataFrameViewCommand {
            input: Some(input),
            name: name.to_owned(),
            replace: true,
            ..CreateDataFrameViewCommand::default()
        };
        self.command(command::CommandType::CreateDataframeView(view))
            .await
    }

    async fn command(&self, kind: command::CommandType) -> Result<(), Failure> {
        let command = Command {
            command_type: Some(kind),
        };
        let plan = Plan {
            op_type: Some(plan::OpType::Command(command)),
        };
        self.execute(plan, &mut |_| Ok(())).await
    }

    /// Runs a plan to its end. A stream that breaks off before the word that it is complete, which
    /// is usual where it takes long, is taken up again where it was.
    async fn execute(
        &self,
        plan: Plan,
        take: &mut (dyn FnMut(&ArrowBatch) -> Result<(), Failure> + Send),
    ) -> Result<(), Failure> {
        let execution = Execution::new(ExecutePlanRequest {
            session_id: self.client.session_id().to_owned(),
            user_context: self.user(),
            plan: Some(plan),
            ..ExecutePlanRequest::default()
        });
        let begun = self.client.execute_plan(execution.request().clone());
        let mut stream = within(PLANNING, begun).await?;
        let policy = patience();
        let mut retries = RetryPolicyState::new(policy.clone());
        let mut attached = Instant::now();
        loop {
            let broken = match timeout(SILENCE, stream.message()).await {
                Err(_) => {
                    self.version().await?;
                    continue;
                }
                Ok(Ok(Some(response))) => {
                    retries = RetryPolicyState::new(policy.clone());
                    execution.set_last_response_id(&response).await;
                    if let Some(ResponseType::ArrowBatch(rows)) = &response.response_type {
                        take(rows)?;
                    }
                    None
                }
                Ok(Ok(None)) => {
                    if attached.elapsed() > BRIEF {
                        retries = RetryPolicyState::new(policy.clone());
                    }
                    Some(None)
                }
                Ok(Err(status)) => {
                    let dropped = policy.can_retry(&status);
                    let error = SparkError::from_grpc_status(status);
                    if !dropped && error.grpc_code() != Some(UNKNOWN) {
                        return Err(error.into());
                    }
                    Some(Some(error))
                }
            };
            if execution.is_completed().await {
                break;
            }
            let Some(mut why) = broken else { continue };
            stream = loop {
                let Some(wait) = retries.next_attempt(None) else {
                    let never = || Failure::Lost("its answer broke off".to_owned());
                    return Err(why.map_or_else(never, |error| Failure::Lost(said(&error))));
                };
                if why.is_some() || attached.elapsed() < BRIEF {
                    tokio::time::sleep(Duration::from_millis(wait)).await;
                }
                let request = execution.create_reattach_request().await;
                match within(PROMPT, self.client.reattach_execute(request)).await {
                    Ok(stream) => break stream,
                    Err(Failure::Lost(message)) => why = Some(SparkError::connect_msg(message)),
                    Err(other) => return Err(other),
                }
            };
            attached = Instant::now();
        }
        // Else the server keeps the answer for some minutes.
        let release = execution.create_release_request(true).await;
        drop(within(PROMPT, self.client.release_execute(release)).await);
        Ok(())
    }

    fn wait<T>(
        &mut self,
        step: &str,
        work: impl AsyncFnOnce(&Self) -> Result<T, Failure>,
    ) -> Result<T, EngineError> {
        block_on(work(self)).map_err(|failure| {
            self.lost |= matches!(failure, Failure::Lost(_));
            match failure {
                Failure::Sink(error) => error,
                failure => EngineError::Query {
                    engine: self.name.clone(),
                    step: step.to_owned(),
                    message: failure.message(),
                },
            }
        })
    }
}

/// How long an endpoint that is gone is waited for: 40 seconds, and not the client's own ten minutes.
fn patience() -> RetryPolicy {
    RetryPolicy {
        max_retries: Some(8),
        initial_backoff_ms: 500,
        max_backoff_ms: Some(8_000),
        ..RetryPolicy::default()
    }
}

async fn within<T>(
    limit: Duration,
    work: impl Future<Output = Result<T, SparkError>>,
) -> Result<T, Failure> {
    match timeout(limit, work).await {
        Ok(done) => done.map_err(Failure::from),
        Err(_) => {
            let seconds = limit.as_secs();
            Err(Failure::Lost(format!("no answer within {seconds} seconds")))
        }
    }
}

fn related(rel_type: relation::RelType) -> Relation {
    Relation {
        rel_type: Some(rel_type),
        ..Relation::default()
    }
}

fn query(text: &str) -> Relation {
    related(relation::RelType::Sql(Sql {
        query: text.to_owned(),
        ..Sql::default()
    }))
}

fn parquet(folder: &str) -> Relation {
    let source = read::DataSource {
        format: Some("parquet".to_owned()),
        paths: vec![folder.to_owned()],
        ..read::DataSource::default()
    };
    related(relation::RelType::Read(Read {
        read_type: Some(read::ReadType::DataSource(source)),
        ..Read::default()
    }))
}

fn root(relation: Relation) -> Plan {
    Plan {
        op_type: Some(plan::OpType::Root(relation)),
    }
}

/// Whether anybody is there: the client itself would go on asking.
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

/// The rows of one answer, passed on; `before`, how many came before them.
fn pass_on(answer: &ArrowBatch, before: &mut i64, sink: &mut Sink<'_>) -> Result<(), Failure> {
    let odd = |error: arrow::error::ArrowError| Failure::Odd(error.to_string());
    if answer.start_offset.is_some_and(|start| start != *before) {
        return Err(Failure::Odd("rows of its answer are missing".to_owned()));
    }
    let mut rows = 0;
    if !answer.data.is_empty() {
        for batch in StreamReader::try_new(&answer.data[..], None).map_err(odd)? {
            let batch = batch.map_err(odd)?;
            rows += i64::try_from(batch.num_rows()).unwrap_or(i64::MAX);
            sink(batch).map_err(Failure::Sink)?;
        }
    }
    if rows != answer.row_count {
        return Err(Failure::Odd("rows of its answer are missing".to_owned()));
    }
    *before += rows;
    Ok(())
}

impl Engine for Connect {
    fn name(&self) -> &str {
        &self.name
    }

    fn view(&mut self, name: &str, text: &str) -> Result<(), EngineError> {
        self.wait(name, async |this| this.name_view(name, query(text)).await)
    }

    fn hold(&mut self, name: &str, text: &str) -> Result<(), EngineError> {
        self.wait(name, async |this| {
            let Some(scratch) = &this.scratch else {
                let persist = Analyze::Persist(Persist {
                    relation: Some(query(text)),
                    storage_level: Some(StorageLevel {
                        use_disk: true,
                        use_memory: true,
                        deserialized: true,
                        replication: 1,
                        ..StorageLevel::default()
                    }),
                });
                // Kept when it is first used. An endpoint without a store makes it each time anew.
                match this.analyse(persist, PLANNING).await {
                    Ok(_) | Err(Failure::Said(_)) => {}
                    Err(other) => return Err(other),
                }
                return this.name_view(name, query(text)).await;
            };
            let path = format!("{scratch}/{name}");
            let written = WriteOperation {
                input: Some(query(text)),
                source: Some("parquet".to_owned()),
                mode: SaveMode::Overwrite.into(),
                save_type: Some(SaveType::Path(path.clone())),
                ..WriteOperation::default()
            };
            this.command(command::CommandType::WriteOperation(written))
                .await?;
            this.name_view(name, parquet(&path)).await
        })
    }

    fn query(&mut self, step: &str, text: &str, sink: &mut Sink<'_>) -> Result<(), EngineError> {
        self.wait(step, async |this| {
            let mut before = 0;
            this.execute(root(query(text)), &mut |answer| {
                pass_on(answer, &mut before, sink)
            })
            .await
        })
    }
}

impl Drop for Connect {
    fn drop(&mut self) {
        // What it holds goes with the session; a server that is gone holds nothing.
        if !self.lost {
            drop(block_on(within(PROMPT, self.client.release_session())));
        }
    }
}
