//! What to say where the arguments were not understood.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{Color, ErrorFormat, Global};
use super::console::Console;
use super::error::{CliError, Exit};

/// Prints help on stdout, or a mistake on stderr.
pub(crate) fn tell(arguments: &[OsString], error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        // A reader that went away is no failure.
        let _ = error.print();
        return Exit::Done;
    }
    let hint = file_for_verb(error);
    if wants_json(arguments) {
        let text = error.to_string();
        let lines = text.lines().take_while(|line| !line.is_empty());
        let message = lines.map(str::trim).collect::<Vec<_>>().join(" ");
        let mut told = CliError::usage(message.trim_start_matches("error: "));
        told.hint = hint;
        let global = Global {
            quiet: false,
            verbose: false,
            color: Color::Never,
            error_format: ErrorFormat::Json,
        };
        Console::new(&global).fail(&told);
    } else {
        let _ = error.print();
        if let Some(hint) = hint {
            Console::plain(&format!("\nhelp: {hint}"));
        }
    }
    Exit::Usage
}

/// A file where a verb should be.
fn file_for_verb(error: &clap::Error) -> Option<String> {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return None;
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let like_a_file = word.contains(['/', '\\']) || word.ends_with(".json");
    (like_a_file || Path::new(word).exists())
        .then(|| format!("to check and draw this file: plenary build {word}"))
}

fn wants_json(arguments: &[OsString]) -> bool {
    arguments.iter().any(|arg| arg == "--error-format=json")
        || (arguments.windows(2)).any(|pair| pair[0] == "--error-format" && pair[1] == "json")
}
