//! Turtle, N-Triples and JSON-LD with the terms of the record's RDF.

use super::{Import, ImportFormat};
use crate::read::Input;

/// Reads RDF that says a record, as [`write::turtle`](crate::write) and its like say it; what
/// else the triples say is skipped, and told by property.
#[cfg(feature = "rdf")]
pub(super) fn rdf(input: Input, format: ImportFormat) -> Import {
    use super::loss::Tally;
    use crate::read::rdf::{jsonld, ntriples, turtle};

    const TRIPLES: &str = "triples";
    let read = match format {
        ImportFormat::Turtle => turtle(input),
        ImportFormat::Ntriples => ntriples(input),
        _ => jsonld(input),
    };
    let mut tally = Tally::default();
    if let Some(record) = &read.reading.record {
        let ignored: usize = read.ignored.iter().map(|one| one.count).sum();
        let kept = read.triples.saturating_sub(ignored);
        tally.kept_n(TRIPLES, kept);
        if kept == 0 && ignored > 0 {
            tally.note("none of the triples is of a record: 'plenary export' says how one looks");
        }
        for one in read.ignored {
            let why = format!("a record has no place for <{}>", one.property);
            tally.skipped_n(TRIPLES, &why, one.count, one.example);
        }
        super::nouns(record, &mut tally);
    }
    Import {
        reading: read.reading,
        loss: tally.report(),
    }
}

#[cfg(not(feature = "rdf"))]
pub(super) fn rdf(input: Input, _: ImportFormat) -> Import {
    use crate::read::codes::Code;
    use crate::read::problem::Problem;

    let problem = Problem::new(Code::PartMissing, "this build cannot read RDF");
    super::failed(
        vec![input],
        problem.help("build with --features rdf, or export the record as JSON"),
    )
}
