//! PDF: the words of its pages, lines joined to paragraphs.

use super::DocumentError;

#[cfg(not(feature = "pdf-text"))]
pub(super) fn text(_bytes: &[u8]) -> Result<String, DocumentError> {
    Err(DocumentError::NotBuilt("pdf-text"))
}

#[cfg(feature = "pdf-text")]
pub(super) fn text(bytes: &[u8]) -> Result<String, DocumentError> {
    use super::MOST_BYTES;

    let broken = |error: lopdf::Error| DocumentError::Broken(error.to_string());
    let options = lopdf::LoadOptions::with_max_decompressed_size(MOST_BYTES);
    let document = lopdf::Document::load_mem_with_options(bytes, options).map_err(broken)?;
    if document.is_encrypted() {
        return Err(DocumentError::Locked);
    }
    let mut pages = Vec::new();
    let mut size = 0;
    for &number in document.get_pages().keys() {
        let page = document
            .extract_text_with_limit(&[number], MOST_BYTES)
            .map_err(broken)?;
        size += page.len();
        if size > MOST_BYTES {
            return Err(DocumentError::TooLarge);
        }
        pages.push(page);
    }
    Ok(paragraphs(&pages))
}

/// Lines joined to paragraphs. A line that ends a sentence and is clearly shorter than the
/// longest of its page ends a paragraph; so does a blank line, and a short line without a full stop
/// before a capital is a heading.
#[cfg(feature = "pdf-text")]
fn paragraphs(pages: &[String]) -> String {
    let mut out = String::new();
    for page in pages {
        let longest = page.lines().map(|line| line.trim().chars().count()).max();
        let longest = longest.unwrap_or(0);
        let mut lines = page.lines().map(str::trim).peekable();
        while let Some(line) = lines.next() {
            let length = line.chars().count();
            let next = lines.peek().and_then(|next| next.chars().next());
            let closed = line
                .trim_end_matches(['"', '\'', '\u{201D}', '\u{2019}', ')'])
                .ends_with(['.', '!', '?']);
            // "imple-" + "mentation"; "legally-" + "Binding" stays.
            let divided = line.strip_suffix('-').filter(|start| {
                start.ends_with(char::is_alphabetic) && next.is_some_and(char::is_lowercase)
            });
            let short = length * 4 < longest * 3;
            let heading = length * 2 < longest
                && !closed
                && !line.ends_with([',', ';', ':', '-'])
                && next.is_some_and(char::is_uppercase);
            if let Some(start) = divided {
                out.push_str(start);
            } else if line.is_empty() || closed && short || heading {
                out.push_str(line);
                out.push_str("\n\n");
            } else {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}
