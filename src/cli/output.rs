//! Results: to stdout, or to a file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::{CliError, Exit};

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
/// old file or the new one; at worst, where it is stopped while it writes, a
/// `.NAME.plenary-PID-N.tmp` beside it too. Makes the folders above it.
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
    written
}

fn beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    for attempt in 0..100 {
        let unique = format!(".{name}.plenary-{}-{attempt}.tmp", std::process::id());
        let temporary = target.with_file_name(unique);
        match File::options()
            .write(true)
            .create_new(true)
            .open(&temporary)
        {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (temporary, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The end of a file's name, in lower case; none where the result goes to stdout.
pub(crate) fn suffix(path: Option<&Path>) -> Option<String> {
    let path = path.filter(|path| *path != Path::new("-"))?;
    let suffix = path.extension()?;
    Some(suffix.to_string_lossy().to_lowercase())
}
