//! Tables of statements into Parquet: what is kept, what is told.

use std::path::Path;

use arrow::array::{Array, AsArray};
use arrow::datatypes::Int64Type;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use plenary_engine::table::{TableError, TableOptions, TableReport, table};

fn made(
    text: &str,
    options: &TableOptions,
) -> (tempfile::TempDir, Result<TableReport, TableError>) {
    let at = tempfile::tempdir().unwrap();
    let report = table(text.as_bytes(), &at.path().join("out"), options);
    (at, report)
}

/// The rows of a file, cells with bars between them.
fn rows(path: &Path) -> Vec<String> {
    let file = std::fs::File::open(path).unwrap();
    let batches = ParquetRecordBatchReaderBuilder::try_new(file)
        .unwrap()
        .build()
        .unwrap();
    let mut rows = Vec::new();
    for batch in batches {
        let batch = batch.unwrap();
        for row in 0..batch.num_rows() {
            let cell = |column: &std::sync::Arc<dyn Array>| match column.is_valid(row) {
                false => "-".to_owned(),
                true => column.as_string_opt::<i32>().map_or_else(
                    || column.as_primitive::<Int64Type>().value(row).to_string(),
                    |texts| texts.value(row).to_owned(),
                ),
            };
            rows.push(
                batch
                    .columns()
                    .iter()
                    .map(cell)
                    .collect::<Vec<_>>()
                    .join("|"),
            );
        }
    }
    rows
}

#[test]
fn every_kind_of_cell() {
    let text = "\u{feff}id;Stakeholder;claim;stance;date;document\n\
        1; Doves ;\"More; arms\";support;2020-02-12;minutes\n\
        2;Doves;More;-;2020-02;\n\
        \n\
        3;;More;;;minutes\n\
        4;Kites;More;con;1970-01-01T00:00:10;m\n";
    let (at, report) = made(text, &TableOptions::default());
    let report = report.unwrap();
    assert_eq!((report.rows, report.bad, report.files), (4, 0, 1));
    // Stakeholder, claim, document, stance, second, week, month, year.
    let expected = [
        "Doves|More; arms|minutes|1|1581465600|2615|24242|2020",
        "Doves|More||0|1580515200|2613|24242|2020",
        "|More|minutes|-|-|-|-|-",
        "Kites|More|m|0|10|0|23641|1970",
    ];
    assert_eq!(rows(&at.path().join("out/part-00000.parquet")), expected);
}

#[test]
fn bad_rows_are_counted_listed_and_left_out() {
    let text = "stakeholder,claim,stance,date\n\
        a,x,1,2020-01-01\n\
        a,x\n\
        b,x,yes,2020-01-01\n\
        b,\"two\nlines\",2,2020-01-01\n\
        c,x,1,yesterday\n\
        d,x,12345678,2020-01-01\n\
        e,x,-1,2020-01-01\n";
    let (at, report) = made(text, &TableOptions::default());
    let report = report.unwrap();
    assert_eq!((report.rows, report.bad), (3, 4));
    let told: Vec<String> = (report.first_bad.iter())
        .map(|bad| format!("{} {} {}", bad.row, bad.line, bad.reason))
        .collect();
    let expected = [
        "2 3 2 cells, and there are 4 columns",
        "3 4 'yes' is no whole number of at most seven digits",
        "5 7 'yesterday' is no date",
        "6 8 '12345678' is no whole number of at most seven digits",
    ];
    assert_eq!(told, expected);
    let list = std::fs::read_to_string(at.path().join("out/_bad_rows.csv")).unwrap();
    assert_eq!(list.lines().count(), 5);

    let strict = TableOptions {
        strict: true,
        ..TableOptions::default()
    };
    let (at, report) = made(text, &strict);
    let told = report.unwrap_err().to_string();
    assert_eq!(
        told,
        "4 rows cannot be read; the first is row 2, line 3: 2 cells, and there are 4 columns"
    );
    assert_eq!(
        std::fs::read_dir(at.path()).unwrap().count(),
        0,
        "nothing is left behind"
    );
}

#[test]
fn what_is_no_table_is_told() {
    let told = |text: &str| {
        made(text, &TableOptions::default())
            .1
            .unwrap_err()
            .to_string()
    };
    assert_eq!(told(""), "the table is empty");
    assert_eq!(
        told("who,claim\na,b\n"),
        "there is no column 'stakeholder'; there are: who, claim"
    );
    let at = tempfile::tempdir().unwrap();
    let there = table(
        "stakeholder,claim\n".as_bytes(),
        at.path(),
        &TableOptions::default(),
    );
    assert!(matches!(there, Err(TableError::Exists(_))));
    let mut bytes = b"stakeholder,claim\n\xff\xfe,x\na,x\n".as_slice();
    let report = table(&mut bytes, &at.path().join("out"), &TableOptions::default()).unwrap();
    assert_eq!((report.rows, report.bad), (1, 1));
    assert_eq!(report.first_bad[0].reason, "cell 1 is not UTF-8 text");
}

#[test]
fn a_quote_that_nobody_closes_does_not_fill_the_memory() {
    use std::io::Read as _;
    let text = "stakeholder,claim\na,\"x\n".as_bytes();
    let endless = text.chain(std::io::repeat(b'x'));
    let at = tempfile::tempdir().unwrap();
    let told = table(endless, &at.path().join("out"), &TableOptions::default()).unwrap_err();
    let told = told.to_string();
    assert!(
        told.contains("past row 0") && told.contains("a quote not closed"),
        "{told}"
    );
}

#[test]
fn rows_are_cut_into_files() {
    let mut text = "stakeholder,claim\n".to_owned();
    for row in 0..25 {
        text.push_str(&format!("s{row},c\n"));
    }
    let options = TableOptions {
        rows_per_file: 10,
        ..TableOptions::default()
    };
    let (at, report) = made(&text, &options);
    assert_eq!(report.unwrap().files, 3);
    let files = (0..3).map(|n| rows(&at.path().join(format!("out/part-0000{n}.parquet"))).len());
    assert_eq!(files.collect::<Vec<_>>(), [10, 10, 5]);
    let (at, report) = made("stakeholder,claim\n", &options);
    assert_eq!(
        report.unwrap().files,
        1,
        "a table without statements has columns"
    );
    assert_eq!(
        rows(&at.path().join("out/part-00000.parquet")),
        Vec::<String>::new()
    );
}
