//! Archives, with limits: what unpacks to too much or elsewhere is not read.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::read::codes::Code;
use crate::read::problem::Problem;
use crate::read::suggest::shown;

/// So many entries an archive may have.
const MOST_ENTRIES: usize = 1000;
/// To so many bytes all of them may unpack.
pub(crate) const MOST_UNPACKED: u64 = 256 << 20;
/// And to so many times the size of the archive.
const MOST_RATIO: u64 = 200;
/// Small archives may unpack to this much in any case.
const ALWAYS: u64 = 16 << 20;

/// Reads the entries of an archive that are wanted, in its order; nothing is written anywhere.
///
/// # Errors
/// Not a ZIP archive, or damaged; too many entries or bytes; a name that leads outside.
pub(crate) fn unzip(
    bytes: &[u8],
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, Box<Problem>> {
    let limits = Limits {
        most: MOST_UNPACKED,
        kept: true,
    };
    walk(bytes, limits, wanted)
}

/// How much may be unpacked, and whether it is kept.
#[derive(Clone, Copy)]
struct Limits {
    most: u64,
    kept: bool,
}

fn walk(
    bytes: &[u8],
    limits: Limits,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, Box<Problem>> {
    let damaged = |error: &dyn std::fmt::Display| {
        let message = format!(
            "the archive cannot be read: {}",
            shown(&error.to_string(), 120)
        );
        Box::new(
            Problem::new(Code::BadExchange, message)
                .help("was it cut off? save or download it again"),
        )
    };
    let too_much = |message: String| {
        Box::new(
            Problem::new(Code::TooMuch, message)
                .help("unpack it yourself and import what is in it"),
        )
    };
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let most = size.saturating_mul(MOST_RATIO).clamp(ALWAYS, limits.most);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_ENTRIES {
        let message = format!(
            "the archive has {} entries, more than {MOST_ENTRIES}",
            archive.len()
        );
        return Err(too_much(message));
    }
    let mut left = most;
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| damaged(&error))?;
        let name = entry.name().map_err(|error| damaged(&error))?.into_owned();
        if entry.enclosed_name().is_none() || name.contains('\0') {
            let message = format!(
                "the archive has an entry '{}', which leads outside of it",
                shown(&name, 80)
            );
            return Err(too_much(message));
        }
        if entry.is_dir() || !wanted(&name) {
            continue;
        }
        // What the archive says of sizes is not believed.
        let mut content = Vec::new();
        let mut entry = entry.take(left + 1);
        let read = if limits.kept {
            entry
                .read_to_end(&mut content)
                .map(|_| content.len() as u64)
        } else {
            std::io::copy(&mut entry, &mut std::io::sink())
        };
        let n = read.map_err(|error| damaged(&error))?;
        let Some(rest) = left.checked_sub(n) else {
            let message = format!("the archive of {size} bytes unpacks to more than {most}");
            return Err(too_much(message));
        };
        left = rest;
        found.push((name, content));
    }
    Ok(found)
}

/// Unpacks every entry of an archive to nowhere, to see that together they are not too much;
/// for readers that unpack by themselves.
///
/// # Errors
/// As [`unzip`], with another limit of bytes.
#[cfg(feature = "xlsx")]
pub(crate) fn measure(bytes: &[u8], most: u64) -> Result<(), Box<Problem>> {
    let limits = Limits { most, kept: false };
    walk(bytes, limits, |_| true).map(drop)
}
