//! SPARQL 1.1 over the RDF of a record, in memory.
//!
//! The engine is Oxigraph's evaluator without its store; `store.rs` is what it looks things up
//! in. The library does not go to the network: `SERVICE` and remote `FROM` are refused or empty.

mod answer;
mod store;
mod syntax;

pub use answer::{Row, SparqlAnswer};
pub use oxrdf::{Term, Triple};
pub use syntax::preset_prefixes;

use spareval::{QueryEvaluator, QueryResults};

use self::store::Store;
use crate::model::Record;
use crate::vocabulary::BaseIri;
use crate::write::{RdfOptions, triples};

/// Why a query has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is no query.
    #[error("{message}")]
    Syntax {
        /// What is wrong, in one line.
        message: String,
        /// Bytes of the query.
        span: std::ops::Range<usize>,
    },
    /// The query cannot be answered.
    #[error("{0}")]
    Evaluation(String),
    /// The answer has no such form.
    #[error("{0}")]
    NoSuchForm(&'static str),
}

/// How a record is queried.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SparqlOptions {
    /// What the IRIs of entities begin with. Default: that of [`RdfOptions`].
    pub base: BaseIri,
}

/// Answers a SPARQL 1.1 query over [`triples`] of the record.
///
/// The prefixes of [`preset_prefixes`] need not be declared, and relative IRIs are those of the
/// record. Rows of a query without `ORDER BY` are sorted; so is what `CONSTRUCT` and `DESCRIBE`
/// give: the same query has the same answer, byte for byte, unless it asks for the time or for
/// randomness. Blank nodes are numbered in that order.
///
/// # Errors
/// Where the text is no query (with the place), or cannot be evaluated (`SERVICE`).
///
/// ```
/// use plenary::{query, read};
/// let text = r#"{ "plenary": 1, "themes": [{ "id": "war", "name": "War" }] }"#;
/// let input = read::Input { name: "x.json".to_owned(), bytes: text.into() };
/// let record = read::json(vec![input]).record.expect("no problems");
/// let answer = query::sparql(
///     &record,
///     "SELECT ?name WHERE { theme:war skos:prefLabel ?name }",
///     &query::SparqlOptions::default(),
/// )?;
/// assert_eq!(answer.csv()?, "name\r\nWar\r\n");
/// # Ok::<(), query::QueryError>(())
/// ```
pub fn sparql(
    record: &Record,
    query: &str,
    options: &SparqlOptions,
) -> Result<SparqlAnswer, QueryError> {
    let parsed = syntax::parse(query, &options.base)?;
    let rdf = RdfOptions {
        base: options.base.clone(),
        ..RdfOptions::default()
    };
    let store = Store::new(triples(record, &rdf));
    let evaluator = QueryEvaluator::new();
    let failed = |error: spareval::QueryEvaluationError| QueryError::Evaluation(error.to_string());
    let results = evaluator.prepare(&parsed).execute(&store).map_err(failed)?;
    let answer = match results {
        QueryResults::Boolean(answer) => SparqlAnswer::boolean(answer),
        QueryResults::Solutions(solutions) => {
            let variables: Vec<_> = solutions.variables().to_vec();
            let mut rows = Vec::new();
            for solution in solutions {
                let solution = solution.map_err(failed)?;
                rows.push(solution.values().to_vec());
            }
            SparqlAnswer::solutions(variables, rows, syntax::is_ordered(&parsed))
        }
        QueryResults::Graph(found) => {
            SparqlAnswer::graph(found.collect::<Result<_, _>>().map_err(failed)?)
        }
    };
    Ok(answer.at(options.base.clone()))
}
