//! From arguments to bytes with names.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{Cursor, Read};
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
                loaded.push(open(path)?.loaded()?);
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
                loaded.push(open(&file)?.loaded()?);
            }
        }
    }
    Ok(loaded)
}

/// One input that is open, of which the first bytes were read.
pub(crate) struct Opened {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    pub(crate) head: Vec<u8>,
    pub(crate) rest: Box<dyn Read>,
    /// All its bytes, where it is known.
    pub(crate) size: Option<u64>,
}

/// So many bytes tell what an input is.
const HEAD: u64 = 1 << 16;

/// Opens stdin for `-`, or a file.
pub(crate) fn open(path: &Path) -> Result<Opened, CliError> {
    let failed = |error: &std::io::Error| {
        if path == Path::new("-") {
            CliError::new(Exit::NotFound, format!("cannot read stdin: {error}"))
        } else {
            unreadable(path, error)
        }
    };
    let (name, folder, mut rest, size): (_, _, Box<dyn Read>, _) = if path == Path::new("-") {
        let stdin = Box::new(std::io::stdin().lock());
        ("<stdin>".to_owned(), PathBuf::from("."), stdin, None)
    } else {
        let file = std::fs::File::open(path).map_err(|error| failed(&error))?;
        let size = file.metadata().ok().filter(std::fs::Metadata::is_file);
        let size = size.map(|data| data.len());
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        (path.display().to_string(), folder, Box::new(file), size)
    };
    let mut head = Vec::new();
    (&mut rest)
        .take(HEAD)
        .read_to_end(&mut head)
        .map_err(|error| failed(&error))?;
    Ok(Opened {
        name,
        folder,
        head,
        rest,
        size,
    })
}

impl Opened {
    /// What is in memory already.
    pub(crate) fn of(Input { name, bytes }: Input) -> Self {
        Self {
            name,
            folder: PathBuf::new(),
            size: u64::try_from(bytes.len()).ok(),
            head: bytes,
            rest: Box::new(std::io::empty()),
        }
    }

    /// Everything, from the first byte.
    pub(crate) fn reader(self) -> impl Read {
        Cursor::new(self.head).chain(self.rest)
    }

    /// Everything in memory.
    pub(crate) fn loaded(self) -> Result<Loaded, CliError> {
        let Self {
            name, folder, size, ..
        } = &self;
        // Larger ones are refused by the reader too, but only once they fill the memory.
        if size.is_some_and(|size| u32::try_from(size).is_err()) {
            let message = format!("{name} has 4 GiB or more (E019)");
            return Err(CliError::new(Exit::Problems, message)
                .hint("split the record into several files: they are read as one"));
        }
        let (name, folder) = (name.clone(), folder.clone());
        let mut bytes = Vec::with_capacity(size.and_then(|n| usize::try_from(n).ok()).unwrap_or(0));
        let read = self.reader().read_to_end(&mut bytes);
        read.map_err(|error| {
            let shown = if name == "<stdin>" { "stdin" } else { &name };
            CliError::new(Exit::NotFound, format!("cannot read {shown}: {error}"))
        })?;
        let input = Input { name, bytes };
        Ok(Loaded { folder, input })
    }
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

/// The parts of a table in a folder, `*.parquet` in the order of their names.
pub(crate) fn parquet_in(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if path.extension() == Some(OsStr::new("parquet")) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
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
