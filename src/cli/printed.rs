//! Documents for paper and offices: DOCX and PDF.

use plenary::draw::Medium;
use plenary::write::document::Document;

use super::error::{CliError, Exit};

/// A document as DOCX, for the paper of a medium.
#[cfg(all(feature = "docx", feature = "png"))]
pub(crate) fn docx(document: &Document, medium: Medium) -> Result<Vec<u8>, CliError> {
    use plenary::write::document::{DocxOptions, docx};
    let options = DocxOptions {
        paper: paper(medium),
        ..DocxOptions::default()
    };
    docx(document, &options).map_err(|error| CliError::new(Exit::Unavailable, error.to_string()))
}

/// A document as PDF, for the paper of a medium.
#[cfg(feature = "pdf")]
pub(crate) fn pdf(document: &Document, medium: Medium) -> Result<Vec<u8>, CliError> {
    use plenary::write::document::{DocumentPdfOptions, pdf};
    let options = DocumentPdfOptions {
        paper: paper(medium),
        ..DocumentPdfOptions::default()
    };
    pdf(document, &options).map_err(|error| CliError::new(Exit::Bug, error.to_string()))
}

#[cfg(any(all(feature = "docx", feature = "png"), feature = "pdf"))]
const fn paper(medium: Medium) -> plenary::write::document::Paper {
    use plenary::write::document::Paper;
    match medium {
        Medium::Letter => Paper::Letter,
        _ => Paper::A4,
    }
}

#[cfg(not(all(feature = "docx", feature = "png")))]
pub(crate) fn docx(_document: &Document, _medium: Medium) -> Result<Vec<u8>, CliError> {
    Err(
        CliError::new(Exit::Unavailable, "this build is without DOCX")
            .hint("build with --features docx,png, or use --format html"),
    )
}

#[cfg(not(feature = "pdf"))]
pub(crate) fn pdf(_document: &Document, _medium: Medium) -> Result<Vec<u8>, CliError> {
    Err(
        CliError::new(Exit::Unavailable, "this build is without PDF")
            .hint("build with --features pdf, or use --format html"),
    )
}
