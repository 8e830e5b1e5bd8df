//! Word documents: a zip archive whose part `word/document.xml` holds the text.

use super::DocumentError;

#[cfg(not(feature = "docx"))]
pub(super) fn text(_bytes: &[u8]) -> Result<String, DocumentError> {
    Err(DocumentError::NotBuilt("docx"))
}

#[cfg(feature = "docx")]
pub(super) fn text(bytes: &[u8]) -> Result<String, DocumentError> {
    let xml = part(bytes)?;
    let options = roxmltree::ParsingOptions {
        // A paragraph is a dozen nodes; more than this is no report.
        nodes_limit: 4_000_000,
        ..roxmltree::ParsingOptions::default()
    };
    let document = roxmltree::Document::parse_with_options(&xml, options)
        .map_err(|error| DocumentError::Broken(error.to_string()))?;
    Ok(paragraphs(&document))
}

/// The main part, unpacked up to the limit.
#[cfg(feature = "docx")]
fn part(bytes: &[u8]) -> Result<String, DocumentError> {
    use std::io::Read;

    let broken = |error: &dyn std::fmt::Display| DocumentError::Broken(error.to_string());
    let mut archive =
        zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let part = archive
        .by_name("word/document.xml")
        .map_err(|_| DocumentError::Broken("it is no Word document".to_owned()))?;
    let mut unpacked = Vec::new();
    // The size that the archive states is not to be trusted; what comes out is counted.
    let limit = u64::try_from(super::MOST_BYTES).unwrap_or(u64::MAX);
    part.take(limit.saturating_add(1))
        .read_to_end(&mut unpacked)
        .map_err(|error| broken(&error))?;
    if unpacked.len() > super::MOST_BYTES {
        return Err(DocumentError::TooLarge);
    }
    String::from_utf8(unpacked).map_err(|error| broken(&error))
}

/// Every paragraph in the order of the file, a blank line between two.
#[cfg(feature = "docx")]
fn paragraphs(document: &roxmltree::Document<'_>) -> String {
    let mut out = String::new();
    // Where a newer drawing is given too, its fallback says the same once more.
    let mut until = None;
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        if until.is_some_and(|end| node.range().start < end) {
            continue;
        }
        let name = node.tag_name().name();
        match name {
            "Fallback" | "moveFrom" => until = Some(node.range().end),
            "p" if !out.is_empty() && !out.ends_with("\n\n") => out.push_str("\n\n"),
            "t" => out.push_str(node.text().unwrap_or_default()),
            // Tab stops of a style are called so too.
            "tab"
                if node
                    .parent()
                    .is_some_and(|one| one.tag_name().name() == "r") =>
            {
                out.push(' ');
            }
            "br" | "cr" => out.push('\n'),
            "noBreakHyphen" => out.push('-'),
            "softHyphen" => out.push('\u{AD}'),
            _ => {}
        }
    }
    while out.ends_with('\n') {
        out.pop();
    }
    out.push('\n');
    out
}
