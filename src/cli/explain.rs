//! `plenary explain`: what a code means.

use plenary::read::{Code, nearest};

use super::error::{CliError, Exit};
use super::output;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary explain E016   what an error means, and how to mend it",
    "plenary explain w003   case does not matter",
    "plenary explain        all codes in a list",
];

const WIDTH: usize = 78;

/// Explain the code of an error, warning or note
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The code, such as E016; all are listed where there is none
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<Exit, CliError> {
    let text = match &args.code {
        None => list(),
        Some(word) => explain(word.parse().map_err(|error: plenary::read::UnknownCode| {
            let near = nearest(word, Code::ALL.iter().map(|code| code.as_str()));
            CliError::usage(error.to_string()).hint(match near {
                Some(near) => format!("did you mean {near}? 'plenary explain' lists all"),
                None => "'plenary explain' lists all".to_owned(),
            })
        })?),
    };
    output::stdout(&text)?;
    Ok(Exit::Done)
}

fn explain(code: Code) -> String {
    let severity = code.severity().as_str();
    format!(
        "{severity}[{code}]: {}\n\n{}\n",
        code.title(),
        wrapped(code.explanation())
    )
}

fn list() -> String {
    let line = |code: &Code| format!("{code}  {:7}  {}\n", code.severity().as_str(), code.title());
    Code::ALL.iter().map(line).collect()
}

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out
}
