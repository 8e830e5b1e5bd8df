//! Bytes to text, or what they are instead.

use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::{Place, Problem, TextFile};

/// A file as text; where it is none, as much of it as is, and why.
pub(in crate::read) struct Decoded {
    pub(in crate::read) file: TextFile,
    pub(in crate::read) problem: Option<Problem>,
}

/// Other files that people may take for a record, by their first bytes.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\xFF\xFE", "UTF-16 text"),
    (b"\xFE\xFF", "UTF-16 text"),
    (
        b"PK\x03\x04",
        "a ZIP archive (a Word or Excel file is one too)",
    ),
    (b"%PDF", "a PDF document"),
    (b"\x1F\x8B", "compressed (gzip)"),
    (b"\x89PNG", "a PNG picture"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xD0\xCF\x11\xE0", "an old or locked Word or Excel file"),
];

pub(in crate::read) fn text(file: usize, input: Input) -> Decoded {
    let Input { name, mut bytes } = input;
    let refused = |name, text: String, problem: Problem| {
        let end = text.len();
        let problem = problem.at(
            Some(Place {
                file,
                span: end..end,
            }),
            "not text from here on",
        );
        let file = TextFile {
            name,
            text,
            ..TextFile::default()
        };
        Decoded {
            file,
            problem: Some(problem),
        }
    };
    if u32::try_from(bytes.len()).is_err() {
        let problem = Problem::new(Code::TooLarge, "the file has 4 GiB or more")
            .help("split the record into several files: they are read as one");
        return Decoded {
            file: TextFile {
                name,
                text: String::new(),
                ..TextFile::default()
            },
            problem: Some(problem),
        };
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let help = if what.starts_with("UTF-16") {
            "save the file with the encoding UTF-8"
        } else if what.starts_with("an old") {
            "a workbook is read once it is saved as .xlsx or .ods, without a password"
        } else {
            "a record is a text file in JSON; 'plenary new' writes one to start from"
        };
        let message = format!("the file is {what}, not UTF-8 text");
        return refused(
            name,
            String::new(),
            Problem::new(Code::NotUtf8, message).help(help),
        );
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded {
            file: TextFile {
                name,
                text,
                ..TextFile::default()
            },
            problem: None,
        },
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            let message = format!(
                "the file is not UTF-8 text: byte {good} is 0x{:02X}",
                bytes[good]
            );
            bytes.truncate(good);
            // Cut where it was found valid, so nothing is replaced.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let problem = Problem::new(Code::NotUtf8, message)
                .help("save the file with the encoding UTF-8 (it may be Windows-1252 now)");
            refused(name, text, problem)
        }
    }
}
