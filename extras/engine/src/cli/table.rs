//! `plenary-engine table`

use std::fs::File;
use std::path::{Path, PathBuf};

use plenary_engine::table::{self, TableError, TableOptions};

use super::{Outcome, tell};

#[derive(Debug, clap::Args)]
pub(super) struct TableArgs {
    /// The table; - for what comes in
    table: PathBuf,
    /// The folder, which is not there yet
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Head of the column of who speaks
    #[arg(long, value_name = "HEAD", default_value = "stakeholder")]
    stakeholder: String,
    /// Head of the column of what is claimed
    #[arg(long, value_name = "HEAD", default_value = "claim")]
    claim: String,
    /// Head of the column of stances; by default stance, if there is one
    #[arg(long, value_name = "HEAD")]
    stance: Option<String>,
    /// Head of the column of dates; by default date, if there is one
    #[arg(long, value_name = "HEAD")]
    date: Option<String>,
    /// Head of the column of documents; by default document, if there is one
    #[arg(long, value_name = "HEAD")]
    document: Option<String>,
    /// Rows of each file of Parquet
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    rows_per_file: u64,
    /// Fail where a row cannot be read
    #[arg(long)]
    strict: bool,
}

pub(super) fn table(args: &TableArgs) -> Outcome {
    let options = TableOptions {
        stakeholder: args.stakeholder.clone(),
        claim: args.claim.clone(),
        stance: args.stance.clone(),
        date: args.date.clone(),
        document: args.document.clone(),
        rows_per_file: args.rows_per_file,
        strict: args.strict,
    };
    let report = if args.table == Path::new("-") {
        table::table(std::io::stdin().lock(), &args.output, &options)?
    } else {
        let file = File::open(&args.table).map_err(|error| TableError::Disk {
            path: args.table.clone(),
            message: error.to_string(),
        })?;
        table::table(file, &args.output, &options)?
    };
    for bad in &report.first_bad {
        tell(&format!(
            "row {}, line {}: {}",
            bad.row, bad.line, bad.reason
        ));
    }
    if report.bad > 0 {
        let list = args.output.join("_bad_rows.csv");
        tell(&format!(
            "{} rows were left out; all are listed in {}",
            report.bad,
            list.display()
        ));
    }
    let (rows, files, folder) = (report.rows, report.files, args.output.display());
    Ok(format!("{folder}: {rows} statements in {files} files\n"))
}
