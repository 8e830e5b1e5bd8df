//! DOCX, as Word and LibreOffice Writer open it: built-in styles, real headings, pictures as SVG
//! with PNG for programs that know no SVG.
//!
//! The parts are written here, not by docx-rs (0.4.22): that has no repeated table heads, no
//! alternative texts (every picture is `id="1" name="Figure"`), no language, no title among the
//! properties and no SVG, so that six of its parts would have to be written anew.

mod body;
mod marks;
mod package;
mod picture;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use self::body::Body;
use self::package::Part;
use super::{Document, Paper};
use crate::write::png::PngError;

/// How a document becomes DOCX.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocxOptions {
    /// The paper. Default: A4.
    pub paper: Paper,
    /// Who is named as its author. Default: nobody.
    pub author: Option<String>,
}

/// Why a document has no DOCX.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocxError {
    /// A picture has no PNG.
    #[error("picture \"{name}\": {error}")]
    Picture {
        /// Its file name without suffix.
        name: String,
        /// Why.
        error: PngError,
    },
    /// More than an archive holds.
    #[error("the document does not fit into an archive: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// The same, of one part.
    #[error("the document does not fit into an archive: {0}")]
    Part(#[from] std::io::Error),
}

/// Writes a document as DOCX: title, headings, captions, lists and quotations in the styles of
/// those names, tables with a head that is repeated on every page, pictures with alternative
/// text, links to figures, tables and evidence, the page number in the footer, title, subject
/// and language among the properties. No date and no random number: the same document gives
/// the same bytes. O(size of the document and of its pictures in pixels).
///
/// # Errors
/// Where a picture is too large for PNG, or the whole for an archive.
pub fn docx(document: &Document, options: &DocxOptions) -> Result<Vec<u8>, DocxError> {
    let body = Body::new(document, options.paper)?;
    let parts = package::parts(document, options, body);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for Part { name, bytes } in &parts {
        // Pictures in pixels are packed already.
        let method = if name.ends_with(".png") {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        let settings = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default());
        archive.start_file(name.as_str(), settings)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
