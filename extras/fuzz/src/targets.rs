//! What each target does with its bytes.

use std::io::Write as _;
use std::sync::LazyLock;

use plenary::analysis::{AskOptions, ask as answer};
use plenary::draft::{
    DocumentKind, DraftOptions, ReportText, Review, TextFormat, document_text, draft as drafted,
    draft_record,
};
use plenary::model::{
    Events, PropertyGraph, PropertyGraphOptions, Record, RecordRows, Source, SourceId,
};
use plenary::query::{SparqlOptions, sparql as asked};
use plenary::read::{
    self, Codebook, CsvOptions, DnaOptions, ImportFormat, ImportOptions, RecordOptions,
};
use plenary::write::{self, GraphmlOptions, NodeLinkOptions, RdfOptions};

use super::laws::{accounted, files, input, kept, placed, text, told};

/// A record to ask.
static RECORD: LazyLock<Record> = LazyLock::new(|| {
    let bytes = include_bytes!("../seeds/record/quay.json");
    let reading = read::json(vec![input("quay.json", bytes.as_slice())]);
    reading.record.expect("the first seed is a record")
});
static EVENTS: LazyLock<Events> =
    LazyLock::new(|| Events::of_record(&RECORD, RecordRows::Statements));
static BOOK: LazyLock<Codebook> = LazyLock::new(|| {
    let bytes = include_bytes!("../seeds/codebook/book.csv");
    let reading = read::codebook(vec![input("book.csv", bytes.as_slice())]);
    reading.codebook.expect("the first seed is a codebook")
});

/// Records as JSON.
pub(crate) fn record(data: &[u8]) {
    let reading = read::json(vec![input("any.json", data)]);
    told(&reading);
    if let Some(record) = &reading.record {
        kept(record);
    }
}

/// A record in every format that carries everything: it comes back.
pub(crate) fn carried(data: &[u8]) {
    let Some(record) = read::json(vec![input("any.json", data)]).record else {
        return;
    };
    let graph = PropertyGraph::of_record(&record, PropertyGraphOptions::default());
    let rdf = RdfOptions::default();
    let made = [
        (
            ImportFormat::Graphml,
            write::graphml(&graph, GraphmlOptions::default()),
        ),
        (ImportFormat::GraphJson, write::jgf(&graph)),
        (
            ImportFormat::GraphJson,
            write::node_link(&graph, NodeLinkOptions::default()),
        ),
        (ImportFormat::GraphJson, write::cytoscape_json(&graph)),
        (ImportFormat::Turtle, write::turtle(&record, &rdf)),
        (ImportFormat::Ntriples, write::ntriples(&record, &rdf)),
        (ImportFormat::Jsonld, write::jsonld(&record, &rdf)),
    ];
    // XML has no way to say these.
    let own = write::record_json(&record);
    let no_xml = own.contains("\\u00") || own.contains(['\u{FFFE}', '\u{FFFF}']);
    for (format, text) in made {
        if no_xml && format == ImportFormat::Graphml {
            continue;
        }
        let again = imported(format, vec![input("any", text.clone())]);
        let same = again.as_ref().map(write::record_json);
        assert!(
            same.as_deref() == Some(&*write::record_json(&record)),
            "through {format}:\n{text}\n{}",
            same.unwrap_or_default()
        );
    }
    // What carries less: nothing but that it is written, and is read without a word of panic.
    let _ = imported(
        ImportFormat::Argdown,
        vec![input("any", write::argdown(&record))],
    );
    let _ = imported(ImportFormat::Aif, vec![input("any", write::xaif(&record))]);
    let _ = imported(
        ImportFormat::Table,
        vec![input("any.csv", write::statements_csv(&record))],
    );
    let _ = imported(ImportFormat::Qdc, vec![input("any", write::qdc(&record))]);
}

/// Tables of statements as events, and the record of them; the first byte chooses how.
pub(crate) fn table(data: &[u8]) {
    let Some((&how, data)) = data.split_first() else {
        return;
    };
    let dropped = how & 4 != 0;
    let options = CsvOptions {
        delimiter: [None, Some(b','), Some(b'\t'), Some(b';')][usize::from(how & 3)],
        places: if dropped {
            read::RowPlaces::Dropped
        } else {
            read::RowPlaces::Kept
        },
        // Rows that are cut where a stretch ends.
        stretch: (how & 8 != 0).then_some(7),
        ..CsvOptions::default()
    };
    let reading = read::csv_table(input("any.csv", data), &options);
    assert!(reading.events.is_some() || !reading.problems.is_empty());
    placed(&reading.problems, &reading.files);
    let reading = read::events_record(reading, &RecordOptions::default());
    told(&reading);
    if let Some(record) = &reading.record {
        kept(record);
    }
}

/// Databases of DNA.
pub(crate) fn dna(data: &[u8]) {
    let reading = read::dna(input("any.dna", data), &DnaOptions::default());
    assert!(reading.events.is_some() || !reading.problems.is_empty());
    let reading = read::events_record(reading, &RecordOptions::default());
    told(&reading);
    if let Some(record) = &reading.record {
        kept(record);
    }
}

/// Conditions (`--where`).
pub(crate) fn condition(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let reading = read::condition(text, "--where", &EVENTS);
    assert!(reading.condition.is_some() || !reading.problems.is_empty());
    placed(&reading.problems, std::slice::from_ref(&reading.file));
    if let Some(condition) = &reading.condition {
        let first = plenary::analysis::filter(&EVENTS, condition);
        assert!(first == plenary::analysis::filter(&EVENTS, condition));
    }
}

/// Questions (`--ask`).
pub(crate) fn question(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let reading = read::question(text, "--ask", &RECORD);
    assert!(reading.question.is_some() || !reading.problems.is_empty());
    placed(&reading.problems, std::slice::from_ref(&reading.file));
    if let Some(question) = &reading.question {
        let _ = answer(&RECORD, question, &AskOptions::default());
    }
}

/// SPARQL.
pub(crate) fn sparql(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match asked(&RECORD, text, &SparqlOptions::default()) {
        Ok(answer) => {
            let _ = (answer.table(), answer.json(), answer.csv(), answer.turtle());
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            if let plenary::query::QueryError::Syntax { span, .. } = error {
                assert!(text.get(span).is_some());
            }
        }
    }
}

fn imported(format: ImportFormat, inputs: Vec<read::Input>) -> Option<Record> {
    let options = ImportOptions {
        format: Some(format),
        ..ImportOptions::default()
    };
    let made = read::import(inputs, &options);
    told(&made.reading);
    accounted(&made);
    if let Some(record) = &made.reading.record {
        kept(record);
    }
    made.reading.record
}

/// A format of one file.
pub(crate) fn one(format: ImportFormat, data: &[u8]) {
    imported(format, vec![input("any", data)]);
}

/// A format of several files, each behind a line `@@ name`.
pub(crate) fn several(format: ImportFormat, data: &[u8]) {
    let inputs = files(data).into_iter();
    imported(
        format,
        inputs.map(|(name, bytes)| input(&name, bytes)).collect(),
    );
}

/// A REFI-QDA project: an archive, or the files of one.
pub(crate) fn qdpx(data: &[u8]) {
    let bytes = if data.starts_with(b"PK") || data.starts_with(b"<") {
        data.to_vec()
    } else {
        archive(&files(data))
    };
    one(ImportFormat::Qdpx, &bytes);
}

/// Workbooks as records: an archive, or the parts of one.
pub(crate) fn workbook(data: &[u8]) {
    let bytes = packed(data);
    if !read::is_workbook(&bytes) {
        return;
    }
    let reading = read::workbook(vec![input("any.xlsx", bytes)]);
    told(&reading);
    if let Some(record) = &reading.record {
        kept(record);
    }
}

/// Workbooks of tables.
pub(crate) fn xlsx_import(data: &[u8]) {
    one(ImportFormat::Xlsx, &packed(data));
}

/// An archive as it is, or an archive of the parts.
fn packed(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        data.to_vec()
    } else {
        archive(&files(data))
    }
}

/// Files of which nothing is known, by name and first bytes.
pub(crate) fn any(data: &[u8]) {
    let inputs = files(data).into_iter();
    let inputs = inputs.map(|(name, bytes)| input(&name, bytes)).collect();
    let made = read::import(inputs, &ImportOptions::default());
    told(&made.reading);
    accounted(&made);
}

/// Codebooks of every kind.
pub(crate) fn codebook(data: &[u8]) {
    let inputs = files(data).into_iter();
    let inputs = inputs.map(|(name, bytes)| input(&name, bytes)).collect();
    let reading = read::codebook(inputs);
    assert!(reading.codebook.is_some() || !reading.problems.is_empty());
    placed(&reading.problems, &reading.files);
    if let Some(book) = &reading.codebook {
        let text = ReportText::new("Norland supported a second quay.", TextFormat::Plain);
        let _ = drafted(&text, book, &DraftOptions::default());
    }
}

/// Review files.
pub(crate) fn review(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match Review::parse(text) {
        Ok(review) => {
            spelt(&review);
            let report = include_str!("../seeds/draft/report.txt");
            let report = ReportText::new(report, TextFormat::Plain);
            let draft = drafted(&report, &BOOK, &DraftOptions::default());
            let review = review.carried(&draft, "report");
            let _ = review.unknown(&BOOK, &draft);
            let source = source();
            if let Ok(record) = draft_record(&review.corrected(&draft), &BOOK, source) {
                let _ = review.apply(&record);
            }
        }
        Err(errors) => assert!(!errors.is_empty()),
    }
}

/// A review file that was read is written as it was (doubts are rounded by the first writing).
fn spelt(review: &Review) {
    let text = review.to_text();
    let again = Review::parse(&text);
    let again = again.map(|review| review.to_text());
    assert!(again.as_ref() == Ok(&text), "{again:?}\n{text}");
}

fn source() -> Source {
    let parts = RECORD.to_parts();
    let mut source = parts.sources.into_iter().next().expect("the seed has one");
    source.id = SourceId::new("report").expect("this is an id");
    source
}

/// Word documents: an archive, or the main part of one.
pub(crate) fn docx(data: &[u8]) {
    let bytes = if data.starts_with(b"PK") {
        data.to_vec()
    } else {
        archive(&[("word/document.xml".to_owned(), data.to_vec())])
    };
    if let Ok(text) = document_text(&bytes, DocumentKind::Docx) {
        assert!(!text.trim().is_empty());
    }
}

/// PDF.
pub(crate) fn pdf(data: &[u8]) {
    if let Ok(text) = document_text(data, DocumentKind::Pdf) {
        assert!(!text.trim().is_empty());
    }
}

/// Reports as text; the first byte chooses how they are written.
pub(crate) fn draft(data: &[u8]) {
    let Some((&how, data)) = data.split_first() else {
        return;
    };
    let Some(text) = text(data) else { return };
    let format = match how % 3 {
        0 => TextFormat::Plain,
        1 => TextFormat::Markdown,
        _ => TextFormat::Html,
    };
    let report = ReportText::new(text, format);
    let draft = drafted(&report, &BOOK, &DraftOptions::default());
    let review = Review::new(&draft, "report");
    spelt(&review);
    let record = draft_record(&draft, &BOOK, source()).expect("a draft is a record");
    kept(&record);
}

/// Dates as people write them.
pub(crate) fn date(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if let Some((first, last)) = read::date_range(text) {
        assert!(first <= last, "{text}");
    }
}

/// A zip archive of these files, as they are where that is shorter.
fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        if archive.start_file(name.as_str(), options).is_ok() {
            let _ = archive.write_all(bytes);
        }
    }
    archive
        .finish()
        .map(std::io::Cursor::into_inner)
        .unwrap_or_default()
}
