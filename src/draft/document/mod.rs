//! The text of files that are no text: Word documents and PDF.

mod docx;
mod pdf;

/// A file that holds text in a form of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// Office Open XML (.docx).
    Docx,
    /// Portable Document Format (.pdf).
    Pdf,
}

impl DocumentKind {
    /// What the first bytes say a file is; none for anything that may be text. A zip archive is
    /// taken for a Word document.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            Some(Self::Docx)
        } else if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }
}

/// Why a document has no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// This build cannot read the form.
    #[error("this build is without the feature '{0}'")]
    NotBuilt(&'static str),
    /// It is no such document, or a broken one.
    #[error("it cannot be read: {0}")]
    Broken(String),
    /// Its text is larger than [`MOST_BYTES`] when it is unpacked.
    #[error("it unpacks to more than {} MiB of text", MOST_BYTES >> 20)]
    TooLarge,
    /// It is locked by a password.
    #[error("it is locked by a password")]
    Locked,
    /// It holds no text: pictures of pages, perhaps.
    #[error("it holds no text; a scan has to go through text recognition first")]
    NoText,
}

/// What a part of a document may unpack to; a small file can be made that unpacks to terabytes.
pub const MOST_BYTES: usize = 64 << 20;

/// The text of a document: paragraphs between blank lines, to be read as
/// [`TextFormat::Plain`](super::TextFormat::Plain). Places of a draft count in this text, so it
/// has to be kept beside the draft.
///
/// Of a Word document: body and tables in order, without what is marked as deleted, without
/// headers, footnotes and remarks. Of a PDF: the pages in order, lines joined to paragraphs, words
/// divided at the end of a line put together; the order is that of the file, which in columns
/// and tables need not be that of reading.
///
/// # Errors
/// [`DocumentError`]; never panics. O(size unpacked), at most [`MOST_BYTES`] a part.
pub fn document_text(bytes: &[u8], kind: DocumentKind) -> Result<String, DocumentError> {
    let text = match kind {
        DocumentKind::Docx => docx::text(bytes)?,
        DocumentKind::Pdf => pdf::text(bytes)?,
    };
    if text.trim().is_empty() {
        return Err(DocumentError::NoText);
    }
    Ok(text)
}
