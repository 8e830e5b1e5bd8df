//! The `plenary` program: the verbs are in `src/cli`, one file each; the work is in the library.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    cli::bug::catch(|| cli::run(&std::env::args_os().collect::<Vec<_>>())).into()
}
