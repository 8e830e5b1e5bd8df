//! Workbooks: records, or tables that the readers of tables know.

use super::{Import, ImportFormat, ImportOptions, nouns, sniff};
use crate::read::codes::Code;
use crate::read::problem::Problem;
use crate::read::{Input, sheet_tables};

/// Reads a workbook: with sheets for nouns it is a record (see
/// [`workbook`](crate::read::workbook)); else its sheets are tables of nodes and edges (Gephi's
/// and Kumu's too), of claims, a matrix of positions, or a table of statements, of which the
/// first is read.
pub(super) fn workbook(input: Input, options: &ImportOptions) -> Import {
    let tables = match sheet_tables(&input) {
        Ok(Some(tables)) => tables,
        Ok(None) => return whole(input),
        Err(problem) => return super::failed(vec![input], *problem),
    };
    if tables.is_empty() {
        let problem = Problem::new(Code::NothingToRead, "the workbook is empty")
            .help("'plenary new --xlsx' writes one to start from");
        return super::failed(vec![input], problem);
    }
    let heads: Vec<&Input> = tables.iter().collect();
    match sniff::of_tables(&heads) {
        Some(ImportFormat::Claims) => super::claims(tables),
        Some(ImportFormat::GraphTables) => super::graph_tables(tables),
        Some(ImportFormat::Matrix) => super::matrix(tables),
        _ => {
            let mut tables = tables.into_iter();
            let Some(first) = tables.next() else {
                return super::failed(Vec::new(), Problem::new(Code::NothingToRead, "empty"));
            };
            let mut made = super::events::table(first, options);
            let mut tally = super::loss::Tally::from(std::mem::take(&mut made.loss));
            for other in tables {
                let why = "of tables of statements the first sheet is read";
                tally.lost("other sheets", why, other.name);
            }
            made.loss = tally.report();
            made
        }
    }
}

fn whole(input: Input) -> Import {
    let reading = crate::read::workbook(vec![input]);
    let mut tally = super::loss::Tally::default();
    if let Some(record) = &reading.record {
        nouns(record, &mut tally);
    }
    let left_out = (reading.problems.iter()).filter(|problem| problem.code == Code::SheetLeftOut);
    for problem in left_out {
        let why = "a record has no place for them; a # before the name says that it is meant";
        tally.lost("other sheets", why, problem.message.clone());
    }
    Import {
        reading,
        loss: tally.report(),
    }
}
