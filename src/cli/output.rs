//! Results: to stdout, or to a file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{CliError, Exit};
use super::interrupt;

/// What other runs leave behind is only looked at when it is this old.
const STALE: Duration = Duration::from_secs(60);

/// Writes a result to stdout where there is no path, or `-`.
pub(crate) fn put(
    path: Option<&Path>,
    content: &(impl AsRef<[u8]> + ?Sized),
) -> Result<(), CliError> {
    match path {
        Some(path) if path != Path::new("-") => file(path, content),
        _ => stdout(content),
    }
}

/// Writes to stdout; a reader that went away (`| head`) is no failure.
pub(crate) fn stdout(content: &(impl AsRef<[u8]> + ?Sized)) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(content.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::new(
            Exit::CannotWrite,
            format!("cannot write to stdout: {error}"),
        )),
        _ => Ok(()),
    }
}

/// Writes a file by way of a temporary one beside it, so that a run that is stopped leaves the
/// old file or the new one and nothing else. Only a run that is killed outright (SIGKILL, power)
/// while it writes leaves a `.NAME.plenary-PID-N.tmp`, which the next run that writes the same
/// file removes. Makes the folders above it.
pub(crate) fn file(path: &Path, content: &(impl AsRef<[u8]> + ?Sized)) -> Result<(), CliError> {
    write(path, content.as_ref()).map_err(|error| {
        let message = format!("cannot write {}: {error}", path.display());
        let failed = CliError::new(Exit::CannotWrite, message);
        if path.is_dir() {
            failed.hint("this is a folder: name a file in it")
        } else {
            failed.hint("name another place with -o")
        }
    })
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    // A link stays a link: what it points to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    match fs::metadata(&target) {
        Ok(data) if data.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        // A pipe or a device cannot be renamed onto.
        Ok(data) if !data.is_file() => {
            return OpenOptions::new()
                .write(true)
                .open(&target)?
                .write_all(content);
        }
        _ => {}
    }
    if let Some(folder) = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder)?;
    }
    remove_stale(&target);
    let (temporary, mut file) = beside(&target)?;
    let written = file
        .write_all(content)
        .and_then(|()| file.sync_all())
        .and_then(|()| match fs::metadata(&target) {
            Ok(data) => file.set_permissions(data.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&temporary, &target));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    interrupt::finished();
    written
}

fn beside(target: &Path) -> io::Result<(PathBuf, File)> {
    for attempt in 0..100 {
        let unique = format!("{}{}-{attempt}{END}", begin(target), std::process::id());
        let temporary = target.with_file_name(unique);
        let made = interrupt::unfinished(&temporary, |path| {
            File::options().write(true).create_new(true).open(path)
        });
        match made {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => {
                let file = opened?;
                // Tells other runs that this one lives; where files have no locks, their age has
                // to do.
                let _ = file.try_lock();
                return Ok((temporary, file));
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

const END: &str = ".tmp";

/// How the names of temporary files for a target begin.
fn begin(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.plenary-")
}

/// Removes what runs that were killed left of this target: old, and locked by nobody. Where
/// that fails it is left.
fn remove_stale(target: &Path) {
    let begin = begin(target);
    let folder = target.parent().filter(|one| !one.as_os_str().is_empty());
    let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let middle = (name.strip_prefix(&begin)).and_then(|rest| rest.strip_suffix(END));
        let numbers = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if !middle.is_some_and(numbers) {
            continue;
        }
        let changed = entry.metadata().and_then(|data| data.modified());
        let old = changed.is_ok_and(|at| at.elapsed().is_ok_and(|age| age >= STALE));
        if old && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The end of a file's name, in lower case; none where the result goes to stdout.
pub(crate) fn suffix(path: Option<&Path>) -> Option<String> {
    let path = path.filter(|path| *path != Path::new("-"))?;
    let suffix = path.extension()?;
    Some(suffix.to_string_lossy().to_lowercase())
}
