//! Triples as the engine looks them up: sorted three ways.
//!
//! Oxigraph's own in-memory data set hashes with a new seed in every run, so the order of its
//! answers differs from run to run; this one does not.

use std::collections::BTreeSet;
use std::convert::Infallible;

use oxrdf::{Term, Triple};
use spareval::{InternalQuad, QueryableDataset};

/// Subject, predicate, object as places in the sorted list of terms.
type Row = [u32; 3];

/// The orders in which the columns are sorted: each pattern is a prefix of one of them.
const ORDERS: [[usize; 3]; 3] = [[0, 1, 2], [1, 2, 0], [2, 0, 1]];

pub(super) struct Store {
    terms: Vec<Term>,
    rows: [Vec<Row>; 3],
}

/// A term of the store by its place, or one that a query brought.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Internal {
    Known(u32),
    Other(Box<Term>),
}

/// Equal terms have equal keys; the order is that of the texts.
pub(super) fn key(term: &Term) -> (u8, &str, &str, &str) {
    match term {
        Term::BlankNode(blank) => (0, blank.as_str(), "", ""),
        Term::NamedNode(iri) => (1, iri.as_str(), "", ""),
        Term::Literal(literal) => (
            2,
            literal.value(),
            literal.datatype().as_str(),
            literal.language().unwrap_or_default(),
        ),
    }
}

impl Store {
    /// O(n log n).
    pub(super) fn new(triples: Vec<Triple>) -> Self {
        let triples: Vec<[Term; 3]> = (triples.into_iter())
            .map(|one| [one.subject.into(), one.predicate.into(), one.object])
            .collect();
        let distinct: BTreeSet<_> = triples.iter().flatten().map(key).collect();
        let sorted: Vec<_> = distinct.into_iter().collect();
        let place = |term: &Term| {
            let at = sorted.binary_search(&key(term)).unwrap_or_default();
            u32::try_from(at).expect("readers refuse input with so many texts")
        };
        let found: Vec<Row> = triples
            .iter()
            .map(|row| row.each_ref().map(place))
            .collect();
        let mut terms: Vec<Option<Term>> = vec![None; sorted.len()];
        drop(sorted);
        for (row, places) in triples.into_iter().zip(&found) {
            for (term, &at) in row.into_iter().zip(places) {
                terms[at as usize] = Some(term);
            }
        }
        let rows = ORDERS.map(|order| {
            let mut rows = found.clone();
            rows.sort_unstable_by_key(|row| order.map(|column| row[column]));
            rows.dedup();
            rows
        });
        Self {
            terms: terms.into_iter().flatten().collect(),
            rows,
        }
    }

    fn find(&self, term: &Term) -> Option<u32> {
        let at = self.terms.binary_search_by(|one| key(one).cmp(&key(term)));
        at.ok().and_then(|at| u32::try_from(at).ok())
    }

    /// The rows that fit a pattern: a stretch of the order that it is a prefix of.
    fn matching(&self, pattern: [Option<u32>; 3]) -> &[Row] {
        let given = |order: &[usize; 3]| {
            let leading = order
                .iter()
                .take_while(|&&column| pattern[column].is_some());
            leading.count()
        };
        let all = pattern.iter().flatten().count();
        // Any one or two of three columns lead in one of the three rotations.
        let at = (ORDERS.iter())
            .position(|order| given(order) == all)
            .unwrap_or_default();
        let wanted: Vec<u32> = ORDERS[at]
            .iter()
            .map_while(|&column| pattern[column])
            .collect();
        let head = |row: &Row| {
            let mut head = [0; 3];
            for (place, &column) in head.iter_mut().zip(&ORDERS[at][..wanted.len()]) {
                *place = row[column];
            }
            head
        };
        let mut least = [0; 3];
        least[..wanted.len()].copy_from_slice(&wanted);
        let rows = &self.rows[at];
        let from = rows.partition_point(|row| head(row) < least);
        let to = from + rows[from..].partition_point(|row| head(row) == least);
        &rows[from..to]
    }
}

impl<'a> QueryableDataset<'a> for &'a Store {
    type InternalTerm = Internal;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Internal>,
        predicate: Option<&Internal>,
        object: Option<&Internal>,
        graph_name: Option<Option<&Internal>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Internal>, Infallible>> + use<'a> {
        let mut possible = graph_name == Some(None);
        let pattern = [subject, predicate, object].map(|term| match term? {
            Internal::Known(place) => Some(*place),
            Internal::Other(_) => {
                possible = false;
                None
            }
        });
        let store: &'a Store = self;
        let rows = if possible {
            store.matching(pattern)
        } else {
            &[]
        };
        rows.iter().map(|&[subject, predicate, object]| {
            Ok(InternalQuad {
                subject: Internal::Known(subject),
                predicate: Internal::Known(predicate),
                object: Internal::Known(object),
                graph_name: None,
            })
        })
    }

    fn internalize_term(&self, term: Term) -> Result<Internal, Infallible> {
        Ok(match self.find(&term) {
            Some(place) => Internal::Known(place),
            None => Internal::Other(Box::new(term)),
        })
    }

    fn externalize_term(&self, term: Internal) -> Result<Term, Infallible> {
        Ok(match term {
            Internal::Known(place) => self.terms[place as usize].clone(),
            Internal::Other(term) => *term,
        })
    }
}
