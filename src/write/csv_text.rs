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

/// A table that is written cell by cell, for those that are long: nothing is made for a cell.
pub(super) struct CsvText(csv::Writer<Vec<u8>>);

/// Why writing does not fail.
const MEMORY: &str = "a Vec takes all that is written to it, and rows are as long as the header";

impl CsvText {
    pub(super) fn new(header: &[&str]) -> Self {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(header).expect(MEMORY);
        Self(writer)
    }

    /// A cell of our own words.
    pub(super) fn cell(&mut self, text: &str) {
        self.0.write_field(text).expect(MEMORY);
    }

    /// A cell of other people's words; see [`free`].
    pub(super) fn free(&mut self, text: Option<&str>) {
        match text {
            Some(text) if is_formula(text) => self.cell(&free(text)),
            text => self.cell(text.unwrap_or_default()),
        }
    }

    pub(super) fn number(&mut self, number: Option<u32>) {
        match number {
            Some(number) => self.cell(&number.to_string()),
            None => self.cell(""),
        }
    }

    /// The row ends.
    pub(super) fn end(&mut self) {
        self.0.write_record(None::<&[u8]>).expect(MEMORY);
    }

    pub(super) fn finish(self) -> String {
        let bytes = self.0.into_inner().expect(MEMORY);
        String::from_utf8(bytes).expect("made of UTF-8 texts and ASCII separators")
    }
}

/// Free text as a cell: an apostrophe keeps spreadsheets from running what begins like a
/// formula.
///
/// A text that begins with apostrophes and then so gets one more; whoever reads the cell takes
/// one off and has the text again.
pub(super) fn free(text: &str) -> String {
    if is_formula(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn is_formula(text: &str) -> bool {
    let formula = ['=', '+', '-', '@', '\t', '\r'];
    text.trim_start_matches('\'').starts_with(formula)
}
