//! `plenary review`: goes through the open proposals of a review file on the terminal.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use plenary::draft::{Decision, Draft, Entry};
use plenary::read::Codebook;

use super::console::Console;
use super::error::{CliError, Exit};
use super::{draft, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary review report.review                     the most doubtful first",
    "plenary review report.review --text report.txt   with what stands around them",
    "plenary review report.review --by 'A. Coder'     say who decides",
];

/// Decide on the open proposals of a review file, one after the other
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Review file that 'plenary draft --review' wrote; every decision is written at once
    #[arg(value_name = "FILE")]
    review: PathBuf,
    /// The report, to show what stands around the words
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// The codebook of the draft, to tell at once what it does not have
    #[arg(long, value_name = "FILE")]
    codebook: Vec<PathBuf>,
    /// Who decides; becomes the coder of what is accepted
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

const HELP: &str = "a accept, r reject, w WHO change who, t THEME STANCE, ... change themes, m ID merge, \
                    n NOTE note, s skip, q quit";

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let mut review = draft::review_file(&args.review)?;
    if args.by.is_some() {
        review.by.clone_from(&args.by);
    }
    let text = match &args.text {
        Some(path) => Some(
            std::fs::read_to_string(path)
                .map_err(|error| super::input::unreadable(path, &error))?,
        ),
        None => None,
    };
    let codebook = match &args.codebook[..] {
        [] => None,
        files => Some(draft::codebook(console, files)?),
    };
    let mut order: Vec<usize> = (0..review.entries.len())
        .filter(|&n| review.entries[n].decision == Decision::Open)
        .collect();
    order.sort_by(|&a, &b| review.entries[b].doubt.total_cmp(&review.entries[a].doubt));
    let mut lines = io::stdin().lock().lines();
    console.line(HELP);
    'entries: for n in order {
        console.styled(&shown(&review.entries[n], text.as_deref()));
        loop {
            let _ = write!(io::stderr(), "> ");
            let Some(Ok(line)) = lines.next() else {
                break 'entries;
            };
            let mut changed = review.entries[n].clone();
            match answer(&mut changed, line.trim()) {
                Answer::Next if !unknown(&changed, codebook.as_ref()).is_empty() => {
                    let faults = unknown(&changed, codebook.as_ref());
                    Console::plain(&faults.join("\n"));
                }
                Answer::Next => {
                    review.entries[n] = changed;
                    output::file(&args.review, &review.to_text())?;
                    break;
                }
                Answer::Stay => {
                    review.entries[n] = changed;
                    output::file(&args.review, &review.to_text())?;
                }
                Answer::Skip => break,
                Answer::Quit => break 'entries,
                Answer::Unclear(why) => Console::plain(&format!("{why}\n{HELP}")),
            }
        }
    }
    output::file(&args.review, &review.to_text())?;
    let (open, all) = (review.open(), review.entries.len());
    console.line(&format!("{open} of {all} proposals are open"));
    Ok(Exit::Done)
}

enum Answer {
    Next,
    Stay,
    Skip,
    Quit,
    Unclear(String),
}

fn answer(entry: &mut Entry, line: &str) -> Answer {
    let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim();
    let edit = |entry: &mut Entry, key: &str| {
        // The file's own reader says what is wrong with a value.
        let text = format!("[change] {}\n{key}: {rest}\n", entry.id);
        match plenary::draft::Review::parse(&text) {
            Ok(mut read) => {
                let Some(one) = read.entries.pop() else {
                    return Answer::Stay;
                };
                if key == "who" {
                    entry.voices = one.voices;
                } else {
                    entry.themes = one.themes;
                }
                entry.decision = Decision::Change;
                Answer::Next
            }
            Err(errors) => Answer::Unclear(
                errors
                    .iter()
                    .map(|e| e.message.clone())
                    .collect::<Vec<_>>()
                    .join("; "),
            ),
        }
    };
    match key {
        "a" => entry.decision = Decision::Accept,
        "r" => entry.decision = Decision::Reject,
        "m" if !rest.is_empty() => entry.decision = Decision::Merge(rest.to_owned()),
        "w" => return edit(entry, "who"),
        "t" => return edit(entry, "themes"),
        "n" if !rest.is_empty() => {
            entry.notes.push(rest.to_owned());
            return Answer::Stay;
        }
        "s" => return Answer::Skip,
        "q" => return Answer::Quit,
        _ => return Answer::Unclear(format!("'{line}' is no answer")),
    }
    Answer::Next
}

/// What an edited entry names that the codebook does not have. Speakers that the text leaves
/// unnamed are in no codebook.
fn unknown(entry: &Entry, codebook: Option<&Codebook>) -> Vec<String> {
    let Some(codebook) = codebook.filter(|_| entry.decision == Decision::Change) else {
        return Vec::new();
    };
    let mut entry = entry.clone();
    let unnamed =
        |voice: &plenary::draft::Voice| voice.stakeholder.as_str().starts_with("unnamed-");
    entry.voices.retain(|voice| !unnamed(voice));
    entry.unknown(codebook, &Draft::default())
}

/// Bold, what is marked, and the end of both; taken away where there is no terminal or no colour
/// is wanted.
const BOLD: &str = "\u{1b}[1m";
const MARK: &str = "\u{1b}[1;33m";
const PLAIN: &str = "\u{1b}[0m";

/// The proposal, its words marked in what stands around them.
fn shown(entry: &Entry, text: Option<&str>) -> String {
    let who: Vec<&str> = entry
        .voices
        .iter()
        .map(|voice| voice.stakeholder.as_str())
        .collect();
    let themes: Vec<String> = entry
        .themes
        .iter()
        .map(|(t, s)| format!("{t} {s}"))
        .collect();
    let around = text.and_then(|text| {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = flat.find(&entry.text)?;
        let end = at + entry.text.len();
        let before: String = flat[..at]
            .chars()
            .rev()
            .take(80)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let after: String = flat[end..].chars().take(80).collect();
        Some(format!(
            "...{before}{MARK}>>{}<<{PLAIN}{after}...",
            entry.text
        ))
    });
    format!(
        "\n{BOLD}{}{PLAIN} (doubt {:.2})\n  {}\n  {}\n  {}\n",
        entry.id,
        entry.doubt,
        who.join(", "),
        themes.join(", "),
        around.unwrap_or_else(|| entry.text.clone()),
    )
}
