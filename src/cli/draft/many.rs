//! Many reports in one run, each into its own file, on several threads.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use plenary::draft::{self, DraftOptions};
use plenary::model::Step;
use plenary::read::Codebook;
use plenary::write;

use super::{no_record, report};
use crate::cli::console::Console;
use crate::cli::error::{CliError, Exit};
use crate::cli::output;

/// What one report gave.
#[derive(Default)]
struct Made {
    proposals: usize,
    words: usize,
}

/// Drafts every report; one that cannot be read does not keep the others from being drafted.
pub(super) fn many(
    console: &Console,
    reports: &[PathBuf],
    folder: &Path,
    codebook: &Codebook,
    options: &DraftOptions,
    threads: NonZero<usize>,
) -> Result<Exit, CliError> {
    let mut names = BTreeSet::new();
    for path in reports {
        if !names.insert(path.file_stem()) {
            let message = format!("two reports are called {}", path.display());
            return Err(CliError::usage(message).hint("draft them into different folders"));
        }
    }
    let began = Instant::now();
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results = Mutex::new(Vec::with_capacity(reports.len()));
    let reporter = console.reporter();
    let work = || {
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = reports.get(n) else { break };
            let made = one(path, folder, codebook, options);
            let mut list = results.lock().unwrap_or_else(PoisonError::into_inner);
            list.push((n, made));
            drop(list);
            reporter.tell(Step {
                task: "reading reports",
                done: done.fetch_add(1, Ordering::Relaxed) + 1,
                total: reports.len(),
            });
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.get().min(reports.len()) {
            scope.spawn(work);
        }
    });
    drop(reporter);
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Whoever was first, what is told is in the order of the reports.
    results.sort_by_key(|(n, _)| *n);
    let mut sum = Made::default();
    let mut failed = 0;
    for (_, result) in results {
        match result {
            Ok(made) => {
                sum.proposals += made.proposals;
                sum.words += made.words;
            }
            Err(error) => {
                failed += 1;
                console.fail(&error);
            }
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    let read = reports.len() - failed;
    console.line(&format!(
        "{} proposals from {read} reports of {} words in {seconds:.2} s: {:.0} reports a second",
        sum.proposals,
        sum.words,
        read as f64 / seconds.max(1e-6)
    ));
    if failed > 0 {
        let message = format!("{failed} of {} reports could not be drafted", reports.len());
        return Err(CliError::new(Exit::Problems, message));
    }
    Ok(Exit::Done)
}

fn one(
    path: &Path,
    folder: &Path,
    codebook: &Codebook,
    options: &DraftOptions,
) -> Result<Made, CliError> {
    let report = report::load(path)?;
    let made = draft::draft(&report.text, codebook, options);
    let record = draft::draft_record(&made, codebook, report.source.clone())
        .map_err(|faults| no_record(&faults))?;
    let name = path.with_extension("json");
    let name = name.file_name().unwrap_or_default();
    output::file(&folder.join(name), &write::record_json(&record))?;
    report.keep_text(folder)?;
    Ok(Made {
        proposals: made.proposals.len(),
        words: report.text.words(),
    })
}
