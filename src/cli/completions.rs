//! `plenary completions`: Tab for shells.

use clap_complete::Shell;

use super::error::{CliError, Exit};
use super::{args, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary completions bash > ~/.local/share/bash-completion/completions/plenary",
    "plenary completions zsh > ~/.zfunc/_plenary",
    "plenary completions fish > ~/.config/fish/completions/plenary.fish",
];

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<Exit, CliError> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut args::command(), "plenary", &mut bytes);
    output::stdout(&bytes)?;
    Ok(Exit::Done)
}
