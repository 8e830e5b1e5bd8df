//! Being stopped from outside: nothing half done stays behind.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file that is being written, until it has its name.
static WRITTEN: Mutex<Option<PathBuf>> = Mutex::new(None);
/// Whether a line of progress stands on the terminal.
static LINE_SHOWN: AtomicBool = AtomicBool::new(false);

/// What makes a line of a terminal empty.
pub(crate) const CLEAR: &str = "\r\u{1b}[K";

fn written() -> MutexGuard<'static, Option<PathBuf>> {
    // A path is whole or not there.
    WRITTEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a file that is removed where the program is stopped before [`finished`].
pub(crate) fn unfinished<T, E>(
    path: &Path,
    make: impl FnOnce(&Path) -> Result<T, E>,
) -> Result<T, E> {
    // Held while the file is made, so that it cannot be made after it was looked for.
    let mut written = written();
    let made = make(path)?;
    *written = Some(path.to_path_buf());
    Ok(made)
}

/// The file has its name, or is gone. Does not return where the program is being stopped.
pub(crate) fn finished() {
    *written() = None;
}

/// Says whether a line of progress is on the terminal.
pub(crate) fn line_shown(shown: bool) {
    LINE_SHOWN.store(shown, Ordering::Relaxed);
}

/// Waits, on a thread of its own, for Ctrl-C and its like; then removes the unfinished file, the
/// line of progress, and ends the program by the same signal, so that a shell says 130.
#[cfg(unix)]
pub(crate) fn watch() {
    use std::io::Write;

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // Where signals cannot be waited for, they do what they always do.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            // Held to the end, so that nothing new is begun, nor this failure told as another.
            let written = written();
            if let Some(path) = written.as_deref() {
                let _ = std::fs::remove_file(path);
            }
            if LINE_SHOWN.load(Ordering::Relaxed) {
                let _ = write!(std::io::stderr(), "{CLEAR}");
            }
            let _ = emulate_default_handler(signal);
            std::process::exit(128 + signal);
        }
    });
}

/// Elsewhere the next run that writes the same file removes what was left.
#[cfg(not(unix))]
pub(crate) fn watch() {}
