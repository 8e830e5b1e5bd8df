//! From arguments to bytes with names.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};

use plenary::read::Input;

use super::error::{CliError, Exit};

/// One file that was read.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The folder that file names in it start from.
    pub(crate) folder: PathBuf,
    pub(crate) input: Input,
}

/// Reads files, the `*.json` of folders in the order of their names, and stdin for `-`; each
/// file once.
pub(crate) fn load(paths: &[PathBuf]) -> Result<Vec<Loaded>, CliError> {
    let mut loaded = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path == Path::new("-") {
            if seen.insert(path.clone()) {
                loaded.push(stdin()?);
            }
            continue;
        }
        let files = if path.is_dir() {
            records_in(path)?
        } else {
            vec![path.clone()]
        };
        for file in files {
            // Where there is no such path, reading says so.
            if seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                loaded.push(read(&file)?);
            }
        }
    }
    Ok(loaded)
}

fn stdin() -> Result<Loaded, CliError> {
    let mut bytes = Vec::new();
    (std::io::stdin().lock().read_to_end(&mut bytes))
        .map_err(|error| CliError::new(Exit::NotFound, format!("cannot read stdin: {error}")))?;
    Ok(Loaded {
        folder: PathBuf::from("."),
        input: Input {
            name: "<stdin>".to_owned(),
            bytes,
        },
    })
}

fn read(path: &Path) -> Result<Loaded, CliError> {
    let name = path.display().to_string();
    // Larger ones are refused by the reader too, but only once they fill the memory.
    if std::fs::metadata(path).is_ok_and(|data| u32::try_from(data.len()).is_err()) {
        let message = format!("{name} has 4 GiB or more (E019)");
        return Err(CliError::new(Exit::Problems, message)
            .hint("split the record into several files: they are read as one"));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Loaded {
        folder,
        input: Input { name, bytes },
    })
}

/// Why a file cannot be read, and what to do.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> CliError {
    let name = path.display();
    let failed = |why: &str| CliError::new(Exit::NotFound, format!("cannot read {name}: {why}"));
    match error.kind() {
        std::io::ErrorKind::NotFound => match neighbour(path) {
            Some(near) => failed("there is no such file").hint(format!("did you mean {near}?")),
            None => failed("there is no such file")
                .hint("name a record file, a folder with *.json files, or - for stdin"),
        },
        std::io::ErrorKind::PermissionDenied => failed("permission denied"),
        _ => failed(&error.to_string()),
    }
}

/// The file in the same folder whose name is nearest.
fn neighbour(path: &Path) -> Option<String> {
    let folder = path.parent()?;
    let listed = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let mut names: Vec<String> = std::fs::read_dir(listed)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    let near = plenary::read::nearest(
        path.file_name()?.to_str()?,
        names.iter().map(String::as_str),
    )?;
    Some(folder.join(near).display().to_string())
}

fn records_in(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if path.extension() == Some(OsStr::new("json")) && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        let message = format!("the folder {} has no .json file", folder.display());
        return Err(CliError::new(Exit::NotFound, message)
            .hint("name the folder that the record files are in; folders below it are not read"));
    }
    files.sort();
    Ok(files)
}
