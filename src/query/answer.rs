//! Answers, and the forms they take.

use std::collections::BTreeMap;

use oxrdf::{BlankNode, NamedOrBlankNode, Term, Triple, Variable};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};

use super::QueryError;
use super::store::key;
use crate::analysis::{Cell, Table};
use crate::vocabulary::BaseIri;
use crate::write::{RdfOptions, triples_turtle};

const INTEGER: oxrdf::NamedNodeRef<'_> = oxrdf::vocab::xsd::INTEGER;

/// What each variable is bound to, in the order of the variables.
pub type Row = Vec<Option<Term>>;

/// What a query found.
#[derive(Debug, Clone, PartialEq)]
pub struct SparqlAnswer {
    kind: Kind,
    base: BaseIri,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Boolean(bool),
    Solutions(Vec<Variable>, Vec<Row>),
    Graph(Vec<Triple>),
}

impl SparqlAnswer {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            base: BaseIri::default(),
        }
    }

    pub(super) fn at(self, base: BaseIri) -> Self {
        Self { base, ..self }
    }

    pub(super) fn boolean(answer: bool) -> Self {
        Self::new(Kind::Boolean(answer))
    }

    pub(super) fn solutions(variables: Vec<Variable>, mut rows: Vec<Row>, ordered: bool) -> Self {
        let terms = rows.iter_mut().flatten().flatten();
        number_blanks(terms);
        if !ordered {
            rows.sort_by(|a, b| {
                let keys = |row: &'_ [Option<Term>]| -> Vec<_> {
                    row.iter()
                        .map(|term| term.as_ref().map(key).map(owned))
                        .collect()
                };
                keys(a).cmp(&keys(b))
            });
        }
        Self::new(Kind::Solutions(variables, rows))
    }

    pub(super) fn graph(mut triples: Vec<Triple>) -> Self {
        let mut names = BTreeMap::new();
        for triple in &mut triples {
            if let NamedOrBlankNode::BlankNode(blank) = &mut triple.subject {
                renumber(blank, &mut names);
            }
            if let Term::BlankNode(blank) = &mut triple.object {
                renumber(blank, &mut names);
            }
        }
        triples.sort_by_cached_key(ToString::to_string);
        triples.dedup();
        Self::new(Kind::Graph(triples))
    }

    /// The variables in their order and the rows; nothing for `ASK`, `CONSTRUCT`, `DESCRIBE`.
    pub fn rows(&self) -> Option<(&[Variable], &[Row])> {
        match &self.kind {
            Kind::Solutions(variables, rows) => Some((variables, rows)),
            _ => None,
        }
    }

    /// Yes or no, of `ASK`.
    pub fn is_true(&self) -> Option<bool> {
        match self.kind {
            Kind::Boolean(answer) => Some(answer),
            _ => None,
        }
    }

    /// The triples of `CONSTRUCT` and `DESCRIBE`.
    pub fn triples(&self) -> Option<&[Triple]> {
        match &self.kind {
            Kind::Graph(triples) => Some(triples),
            _ => None,
        }
    }

    /// A table for people: prefixes for IRIs, texts without quotes; of `ASK` one cell.
    pub fn table(&self) -> Table {
        let cell = |term: &Term| match term {
            // Counts, which people read from the right.
            Term::Literal(literal) if literal.datatype() == INTEGER => {
                let count = literal.value().parse().ok();
                count.map_or_else(|| Cell::Text(self.shown(term)), Cell::Integer)
            }
            _ => Cell::Text(self.shown(term)),
        };
        match &self.kind {
            Kind::Boolean(answer) => {
                let mut table = Table::new("", ["answer"]);
                table.push([Cell::from(if *answer { "yes" } else { "no" })]);
                table
            }
            Kind::Solutions(variables, rows) => {
                let mut table = Table::new("", variables.iter().map(Variable::as_str));
                for row in rows {
                    table.push(
                        row.iter()
                            .map(|term| term.as_ref().map_or(Cell::Empty, cell)),
                    );
                }
                table
            }
            Kind::Graph(triples) => {
                let mut table = Table::new("", ["subject", "predicate", "object"]);
                for one in triples {
                    let subject = Term::from(one.subject.clone());
                    let predicate = Term::from(one.predicate.clone());
                    table.push([cell(&subject), cell(&predicate), cell(&one.object)]);
                }
                table
            }
        }
    }

    fn shown(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(iri) => {
                let short = self.base.short(iri.as_str());
                short.unwrap_or_else(|| format!("<{}>", iri.as_str()))
            }
            Term::BlankNode(blank) => blank.to_string(),
            Term::Literal(literal) => literal.value().to_owned(),
        }
    }

    /// SPARQL 1.1 Query Results JSON, on one line.
    ///
    /// # Errors
    /// For `CONSTRUCT` and `DESCRIBE`, whose answer is a graph.
    pub fn json(&self) -> Result<String, QueryError> {
        self.serialized(QueryResultsFormat::Json)
            .map(|text| text + "\n")
    }

    /// SPARQL 1.1 Query Results CSV: lines end with CR LF.
    ///
    /// # Errors
    /// For `CONSTRUCT` and `DESCRIBE`, whose answer is a graph.
    pub fn csv(&self) -> Result<String, QueryError> {
        match self.kind {
            Kind::Boolean(_) => Err(QueryError::NoSuchForm(
                "the answer of ASK is yes or no, which CSV has no form for",
            )),
            _ => self.serialized(QueryResultsFormat::Csv),
        }
    }

    /// Turtle.
    ///
    /// # Errors
    /// For `SELECT` and `ASK`, whose answer is no graph.
    pub fn turtle(&self) -> Result<String, QueryError> {
        let Kind::Graph(triples) = &self.kind else {
            let message = "only CONSTRUCT and DESCRIBE answer with a graph";
            return Err(QueryError::NoSuchForm(message));
        };
        let options = RdfOptions {
            base: self.base.clone(),
            ..RdfOptions::default()
        };
        Ok(triples_turtle(triples, &options))
    }

    fn serialized(&self, format: QueryResultsFormat) -> Result<String, QueryError> {
        let serializer = QueryResultsSerializer::from_format(format);
        let memory = "writing to memory does not fail";
        let bytes = match &self.kind {
            Kind::Graph(_) => {
                let message = "CONSTRUCT and DESCRIBE answer with a graph: ask for turtle";
                return Err(QueryError::NoSuchForm(message));
            }
            Kind::Boolean(answer) => {
                (serializer.serialize_boolean_to_writer(Vec::new(), *answer)).expect(memory)
            }
            Kind::Solutions(variables, rows) => {
                let mut writer = (serializer)
                    .serialize_solutions_to_writer(Vec::new(), variables.clone())
                    .expect(memory);
                for row in rows {
                    let bound = variables.iter().zip(row);
                    let bound = bound.filter_map(|(name, term)| Some((name, term.as_ref()?)));
                    writer.serialize(bound).expect(memory);
                }
                writer.finish().expect(memory)
            }
        };
        Ok(String::from_utf8(bytes).expect("made of texts"))
    }
}

fn owned(key: (u8, &str, &str, &str)) -> (u8, String, String, String) {
    (key.0, key.1.to_owned(), key.2.to_owned(), key.3.to_owned())
}

fn number_blanks<'a>(terms: impl Iterator<Item = &'a mut Term>) {
    let mut names = BTreeMap::new();
    for term in terms {
        if let Term::BlankNode(blank) = term {
            renumber(blank, &mut names);
        }
    }
}

/// The engine's names for blank nodes are random.
fn renumber(blank: &mut BlankNode, names: &mut BTreeMap<String, usize>) {
    let next = names.len();
    let number = *names.entry(blank.as_str().to_owned()).or_insert(next);
    *blank = BlankNode::new_unchecked(format!("b{number}"));
}
