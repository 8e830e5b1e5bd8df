//! Tables as comma-separated text.

/// A header and rows, as RFC 4180 has them but with LF, which every spreadsheet reads.
pub(super) fn csv_text<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |row: &[&str]| {
        (writer.write_record(row)).expect("every row has the header's length, and a Vec takes all");
    };
    write(&header);
    for row in rows {
        write(&row.each_ref().map(String::as_str));
    }
    let bytes = writer
        .into_inner()
        .expect("a Vec takes all that is written to it");
    String::from_utf8(bytes).expect("made of UTF-8 texts and ASCII separators")
}

/// Free text as a cell: an apostrophe keeps spreadsheets from running what begins like a
/// formula.
pub(super) fn free(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
