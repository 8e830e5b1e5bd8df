//! A panic is our fault, and is said to be.

use std::io::Write;
use std::panic;

use super::error::Exit;

/// Runs the program; a panic becomes a request for a report.
pub(crate) fn catch(run: impl FnOnce() -> Exit + panic::UnwindSafe) -> Exit {
    panic::set_hook(Box::new(|info| {
        let text = (info.payload().downcast_ref::<&str>().copied())
            .or_else(|| info.payload().downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no message");
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        // Nowhere is left to tell where stderr fails.
        let _ = writeln!(
            std::io::stderr(),
            "error: plenary has a bug, and had to stop\n  \
             what: {text}\n  where: {place}\n  version: {}\n\
             help: please report these lines, with the command and the input if you can share it",
            env!("CARGO_PKG_VERSION"),
        );
    }));
    panic::catch_unwind(run).unwrap_or(Exit::Bug)
}
