//! Tables as comma-separated text.

/// A header and rows, as RFC 4180 has them but with LF, which every spreadsheet reads.
pub(super) fn csv_text<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let header = header.map(str::to_owned).to_vec();
    csv_rows(header, rows.into_iter().map(Vec::from))
}

/// The same, of a width that is known only now; every row is as long as the header.
pub(super) fn csv_rows(header: Vec<String>, rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows) {
        (writer.write_record(row)).expect("every row has the header's length, and a Vec takes all");
    }
    let bytes = writer
        .into_inner()
        .expect("a Vec takes all that is written to it");
    String::from_utf8(bytes).expect("made of UTF-8 texts and ASCII separators")
}

/// Free text as a cell: an apostrophe keeps spreadsheets from running what begins like a
/// formula.
///
/// A text that begins with apostrophes and then so gets one more; whoever reads the cell takes
/// one off and has the text again.
pub(super) fn free(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r'];
    if text.trim_start_matches('\'').starts_with(formula) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
