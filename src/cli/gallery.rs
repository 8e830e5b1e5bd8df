//! `plenary gallery`: pages over what `plenary build` wrote.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use plenary::write::{self, GalleryFile, GalleryPicture, GallerySet};

use super::console::Console;
use super::error::{CliError, Exit};
use super::findings::number;
use super::output;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary gallery                   exports/index.html and exports/gallery.html",
    "plenary gallery pictures          the same of pictures",
    "plenary gallery exports -o -      the gallery alone, to stdout",
];

/// Make pages over a folder's folders: all that is there, and all pictures
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder with the folders that build wrote
    #[arg(value_name = "FOLDER", default_value = "exports")]
    folder: PathBuf,
    /// File to write the one page to; FOLDER/index.html and FOLDER/gallery.html where none is
    /// given. Its links start in FOLDER
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which page -o writes
    #[arg(
        long,
        value_name = "PAGE",
        default_value = "gallery",
        requires = "output"
    )]
    page: Page,
}

/// What the pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Page {
    /// All pictures beside each other
    Gallery,
    /// Briefings, pictures and tables of each record
    Index,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let mut sets = Vec::new();
    for (name, path) in entries(&args.folder)? {
        if path.is_dir() {
            let set = set(&name, &path)?;
            if !set.pictures.is_empty() {
                sets.push(set);
            }
        }
    }
    let made = |page| match page {
        Page::Gallery => write::gallery(&sets),
        Page::Index => write::site(&sets),
    };
    let target = if let Some(path) = &args.output {
        output::put(Some(path), &made(args.page))?;
        path.clone()
    } else {
        let index = args.folder.join("index.html");
        output::put(
            Some(&args.folder.join("gallery.html")),
            &made(Page::Gallery),
        )?;
        output::put(Some(&index), &made(Page::Index))?;
        index
    };
    let pictures = sets.iter().map(|set| set.pictures.len()).sum();
    console.line(&format!(
        "{} of {} -> {}",
        number(pictures, "picture"),
        number(sets.len(), "data set"),
        target.display()
    ));
    Ok(Exit::Done)
}

fn set(folder: &str, path: &Path) -> Result<GallerySet, CliError> {
    let mut set = GallerySet {
        folder: folder.to_owned(),
        ..GallerySet::default()
    };
    let mut files = Vec::new();
    for (name, path) in entries(path)? {
        let Ok(data) = fs::metadata(&path) else {
            continue;
        };
        if !data.is_file() || name.starts_with('.') {
            continue;
        }
        if let Some(stem) = name.strip_suffix(".svg") {
            let svg = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            set.pictures.extend(GalleryPicture::of_svg(stem, &svg));
        }
        let bytes = usize::try_from(data.len()).unwrap_or(usize::MAX);
        files.push(GalleryFile { name, bytes });
    }
    for file in files {
        let stem = file
            .name
            .split_once('.')
            .map_or(&*file.name, |(stem, _)| stem);
        match set.pictures.iter_mut().find(|it| it.name == stem) {
            Some(picture) => picture.files.push(file),
            None => set.tables.push(file),
        }
    }
    Ok(set)
}

/// What is in a folder, sorted by name.
fn entries(folder: &Path) -> Result<BTreeMap<String, PathBuf>, CliError> {
    let found = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let entry = |entry: fs::DirEntry| {
        (
            entry.file_name().to_string_lossy().into_owned(),
            entry.path(),
        )
    };
    Ok(found.flatten().map(entry).collect())
}

fn unreadable(path: &Path, error: &std::io::Error) -> CliError {
    let message = format!("cannot read {}: {error}", path.display());
    CliError::new(Exit::NotFound, message).hint("'plenary build' makes such folders")
}
