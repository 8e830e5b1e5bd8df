//! `plenary man`: manual pages from the same definitions as the help.

use std::fmt::Write;

use clap_mangen::Man;

use super::error::{CliError, Exit};
use super::{args, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary man | man -l -                               read the page of the program",
    "plenary man check > plenary-check.1                  the page of a verb, as a file",
    "plenary man > ~/.local/share/man/man1/plenary.1      install it",
];

/// Print the manual page of the program, or of a verb
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The verb; the whole program where there is none
    #[arg(value_name = "VERB")]
    verb: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<Exit, CliError> {
    let mut program = args::command();
    program.build();
    let name = args.verb.as_deref().unwrap_or("plenary");
    let command = match &args.verb {
        None => program,
        Some(verb) => verb_of(&program, verb)?,
    };
    let page = page(name, command)
        .map_err(|error| CliError::new(Exit::Bug, format!("cannot make the page: {error}")))?;
    output::stdout(&page)?;
    Ok(Exit::Done)
}

fn verb_of(program: &clap::Command, verb: &str) -> Result<clap::Command, CliError> {
    let names: Vec<&str> = program
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let found = program.find_subcommand(verb).cloned();
    let command = found.ok_or_else(|| {
        let error = CliError::usage(format!("there is no verb '{verb}'"));
        match plenary::read::nearest(verb, names.iter().copied()) {
            Some(near) => error.hint(format!("did you mean '{near}'?")),
            None => error.hint(format!("one of: {}", names.join(", "))),
        }
    })?;
    let full_name = format!("plenary-{verb}");
    Ok(command.display_name(full_name))
}

fn page(name: &str, command: clap::Command) -> std::io::Result<String> {
    let verbs = command.has_subcommands();
    let man = Man::new(command);
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)?;
    man.render_name_section(&mut bytes)?;
    man.render_synopsis_section(&mut bytes)?;
    man.render_description_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    if verbs {
        man.render_subcommands_section(&mut bytes)?;
    }
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    text.push_str(".SH EXAMPLES\n.nf\n");
    for line in args::examples(name) {
        text.push_str(&roff(line));
        text.push('\n');
    }
    text.push_str(".fi\n.SH \"EXIT STATUS\"\n");
    for (exit, what) in Exit::ALL {
        // Writing to a String does not fail.
        let _ = writeln!(text, ".TP\n{}\n{}", exit as u8, roff(what));
    }
    text.push_str(".TP\n130\nstopped with Ctrl\\-C\n");
    Ok(text)
}

fn roff(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('-', "\\-")
        .replace('\'', "\\(aq")
}
