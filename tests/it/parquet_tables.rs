//! A table as Parquet is the table as CSV; ties go out as Parquet and come back.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use plenary::analysis::{NetworkOptions, network};
use plenary::model::Progress;
use plenary::read::{self, CsvOptions, EventsReading, Input};
use plenary::write;
use proptest::prelude::*;

use crate::run::plenary;

/// The cells of a column, some of which are missing.
enum Column<'a> {
    Text(Vec<Option<&'a str>>),
    Flag(Vec<Option<bool>>),
    Small(Vec<Option<i32>>),
    Large(Vec<Option<i64>>),
    Float(Vec<Option<f64>>),
}

/// A file of one group of rows for every so many.
fn parquet(schema: &str, columns: &[Column<'_>], group: usize, packed: Compression) -> Vec<u8> {
    let properties = WriterProperties::builder().set_compression(packed).build();
    let schema = Arc::new(parse_message_type(&format!("message t {{ {schema} }}")).unwrap());
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
    let rows = match &columns[0] {
        Column::Text(cells) => cells.len(),
        _ => panic!("the first column is texts"),
    };
    for from in (0..rows).step_by(group) {
        let some = from..(from + group).min(rows);
        let mut rows = file.next_row_group().unwrap();
        for column in columns {
            let mut writer = rows.next_column().unwrap().unwrap();
            macro_rules! write {
                ($kind:ty, $cells:expr, $value:expr) => {{
                    let cells = &$cells[some.clone()];
                    let levels: Vec<i16> = cells.iter().map(|c| i16::from(c.is_some())).collect();
                    let values: Vec<_> = cells.iter().flatten().map($value).collect();
                    let writer = writer.typed::<$kind>();
                    writer.write_batch(&values, Some(&levels), None).unwrap();
                }};
            }
            match column {
                Column::Text(cells) => write!(ByteArrayType, cells, |text| ByteArray::from(*text)),
                Column::Flag(cells) => write!(BoolType, cells, |value| *value),
                Column::Small(cells) => write!(Int32Type, cells, |value| *value),
                Column::Large(cells) => write!(Int64Type, cells, |value| *value),
                Column::Float(cells) => write!(DoubleType, cells, |value| *value),
            }
            writer.close().unwrap();
        }
        rows.close().unwrap();
    }
    file.into_inner().unwrap()
}

fn reading(parts: Vec<Vec<u8>>, options: &CsvOptions) -> EventsReading {
    let parts = parts.into_iter().map(Cursor::new).collect();
    read::parquet_table("t.parquet".to_owned(), parts, options, Progress::none())
}

fn csv(text: &str, options: &CsvOptions) -> EventsReading {
    let input = Input {
        name: "t.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    read::csv_table(input, options)
}

fn messages(reading: &EventsReading) -> Vec<&str> {
    reading
        .problems
        .iter()
        .map(|one| one.message.as_str())
        .collect()
}

proptest! {
    #[test]
    fn tables_are_the_same(
        rows in prop::collection::vec(
            ("[a-c]{0,2}|[,\"é ]{1,3}", prop::option::of(any::<bool>()), prop::option::of(0..40_i32)),
            0..30,
        ),
        group in 1..12_usize,
        parts in 1..4_usize,
        packed in prop::sample::select(vec![
            Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::LZ4_RAW,
            Compression::GZIP(Default::default()), Compression::ZSTD(Default::default()),
        ]),
    ) {
        let mut text = String::from("who,stance,n,date,time of\n");
        for (who, stance, n) in &rows {
            let stance = stance.map_or("", |yes| if yes { "1" } else { "0" });
            let number = n.map_or(String::new(), |n| n.to_string());
            let day = n.map_or(String::new(), |n| format!("1970-01-{:02}", n % 31 + 1));
            let time = n.map_or(String::new(), |n| format!("1970-01-01T00:00:{:02}", n + 1));
            let who = who.replace('"', "\"\"");
            text.push_str(&format!("\"{who}\",{stance},{number},{day},{time}\n"));
        }
        let schema = "optional binary who (UTF8); optional boolean stance; optional int32 n;
            optional int32 date (DATE); optional int64 time_of (TIMESTAMP_MILLIS);";
        let files = rows.chunks(rows.len().div_ceil(parts).max(1)).map(|rows| {
            let of = |n: Option<i32>, f: fn(i32) -> i64| n.map(f);
            let columns = [
                Column::Text(rows.iter().map(|row| Some(row.0.as_str())).collect()),
                Column::Flag(rows.iter().map(|row| row.1).collect()),
                Column::Small(rows.iter().map(|row| row.2).collect()),
                Column::Small(rows.iter().map(|row| row.2.map(|n| n % 31)).collect()),
                Column::Large(rows.iter().map(|row| of(row.2, |n| 1_000 * i64::from(n + 1) + 7)).collect()),
            ];
            parquet(schema, &columns, group, packed)
        });
        let mut files: Vec<_> = files.collect();
        if files.is_empty() {
            let none = [Column::Text(vec![]), Column::Flag(vec![]), Column::Small(vec![]), Column::Small(vec![]), Column::Large(vec![])];
            files.push(parquet(schema, &none, group, packed));
        }
        let options = CsvOptions::default();
        let (ours, theirs) = (reading(files, &options), csv(&text.replace("time of", "time_of"), &options));
        prop_assert_eq!(messages(&ours), messages(&theirs));
        prop_assert_eq!(ours.events, theirs.events);
    }

    /// Whatever is broken, nothing panics, and what is no table says so.
    #[test]
    fn broken_files_are_told(at in 0..700_usize, byte in any::<u8>(), cut in prop::option::of(0..700_usize)) {
        let names = Column::Text((0..60).map(|row| Some(["a", "bb", "a"][row % 3])).collect());
        let mut bytes = parquet("required binary who (UTF8);", &[names], 40, Compression::SNAPPY);
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Some(cut) = cut {
            bytes.truncate(cut);
        }
        let reading = reading(vec![bytes], &CsvOptions::default());
        prop_assert!(reading.events.is_some() || !reading.problems.is_empty());
    }
}

const OF_ENGINE: &str = "optional binary stakeholder (UTF8); optional binary claim (UTF8);
    optional binary document (UTF8); optional int64 stance; optional int64 moment;
    optional int64 in_week; optional int64 in_month; optional int64 in_year;";

/// A folder as `plenary-engine table` writes it, and the table it was made from.
fn folder(at: &Path) -> (String, String) {
    let folder = at.join("parts");
    std::fs::create_dir(&folder).unwrap();
    let numbers = || Column::Large(vec![Some(7), None]);
    for (part, who) in ["b", "a"].into_iter().enumerate() {
        let columns = [
            Column::Text(vec![Some(who), Some("c")]),
            Column::Text(vec![Some("roads, and rails"), Some("parks")]),
            Column::Text(vec![Some("d"), Some("e")]),
            Column::Large(vec![Some(1), Some(0)]),
            Column::Large(vec![Some(86_400), Some(86_401)]),
            numbers(),
            numbers(),
            numbers(),
        ];
        let bytes = parquet(OF_ENGINE, &columns, 1, Compression::SNAPPY);
        std::fs::write(folder.join(format!("part-0000{part}.parquet")), bytes).unwrap();
    }
    let mut text = String::from("stakeholder,claim,document,stance,date\n");
    for who in ["b", "a"] {
        text.push_str(&format!("{who},\"roads, and rails\",d,1,1970-01-02\n"));
        text.push_str("c,parks,e,0,1970-01-02T00:00:01\n");
    }
    let table = at.join("table.csv");
    std::fs::write(&table, text).unwrap();
    (folder.display().to_string(), table.display().to_string())
}

#[test]
fn every_verb_reads_the_folder_of_the_engine() {
    let at = tempfile::tempdir().unwrap();
    let (folder, table) = folder(at.path());
    for verb in [
        &[
            "analyse",
            "network",
            "--aggregation",
            "congruence",
            "--format",
            "json",
        ][..],
        &[
            "analyse",
            "network",
            "--between",
            "stakeholder",
            "--through",
            "claim",
            "--duplicates",
            "range",
        ],
        &["analyse", "network", "--events"],
        &["analyse", "contents"],
        &["export", "--what", "positions", "--format", "csv"],
    ] {
        let of = |input: &str| {
            // The input stands after the words of the verb.
            let words = if verb[0] == "analyse" { 2 } else { 1 };
            let args = [&verb[..words], &[input], &verb[words..]].concat();
            plenary(&args).run().exits(0).stdout
        };
        assert_eq!(of(&folder), of(&table), "{verb:?}");
    }
}

#[test]
fn ties_go_out_and_say_how_they_were_made() {
    let text = "stakeholder,claim,stance\na,x,1\nb,x,1\nc,x,0\n\"d, e\",x,1\n";
    let events = csv(text, &CsvOptions::default()).events.unwrap();
    let options = NetworkOptions {
        top_each: Some(2),
        ..NetworkOptions::default()
    };
    let network = network(&events, &options).unwrap();
    let bytes = write::network_parquet(&network);
    assert_eq!(bytes, write::network_parquet(&network));
    let file = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let said = file
        .metadata()
        .file_metadata()
        .key_value_metadata()
        .unwrap();
    let each = said
        .iter()
        .find(|one| one.key == "plenary.top-each")
        .unwrap();
    assert_eq!(each.value.as_deref(), Some("2"));
    let rows: Vec<String> = file
        .get_row_iter(None)
        .unwrap()
        .map(|row| row.unwrap().to_string())
        .collect();
    let expected: Vec<String> = network
        .ties
        .iter()
        .map(|tie| {
            let (from, to) = (
                &network.rows[tie.row as usize],
                &network.rows[tie.column as usize],
            );
            format!(
                "{{from: \"{from}\", to: \"{to}\", weight: {:?}}}",
                tie.weight
            )
        })
        .collect();
    assert_eq!(rows, expected);
    assert_eq!(rows.len(), 5);
}

#[test]
fn what_is_no_table_is_told() {
    let at = tempfile::tempdir().unwrap();
    let path = at.path().join("t.parquet");
    std::fs::write(&path, b"PAR1 and no more").unwrap();
    let run = plenary(&["analyse", "contents", path.to_str().unwrap()]).run();
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(
        run.stderr.contains("cannot be read as Parquet"),
        "{}",
        run.stderr
    );
    let decimals = || {
        parquet(
            "required binary who (UTF8); required int64 sum (DECIMAL(9, 2));",
            &[Column::Text(vec![Some("a")]), Column::Large(vec![Some(1)])],
            1,
            Compression::SNAPPY,
        )
    };
    let events = reading(vec![decimals()], &CsvOptions::default())
        .events
        .unwrap();
    assert_eq!(events.names(), ["who"]);
    let asked = CsvOptions {
        columns: vec![("n".to_owned(), "sum".to_owned())],
        ..CsvOptions::default()
    };
    let told = reading(vec![decimals()], &asked);
    assert_eq!(
        messages(&told),
        ["t.parquet cannot be read as Parquet: the column 'sum' has no values that are texts"]
    );
    let other = parquet(
        "required binary x (UTF8);",
        &[Column::Text(vec![Some("a")])],
        1,
        Compression::SNAPPY,
    );
    let told = reading(vec![decimals(), other], &CsvOptions::default());
    assert_eq!(
        messages(&told),
        ["t.parquet cannot be read as Parquet: its parts have different columns"]
    );
    // A wrong cell is told by its row, counted over all parts.
    let days = |day: &'static str| {
        let columns = [Column::Text(vec![Some("a")]), Column::Text(vec![Some(day)])];
        parquet(
            "required binary who (UTF8); required binary date (UTF8);",
            &columns,
            1,
            Compression::SNAPPY,
        )
    };
    let told = reading(
        vec![days("2020-01-01"), days("soon")],
        &CsvOptions::default(),
    );
    assert_eq!(messages(&told), ["row 2, column 'date': 'soon' is no date"]);
    // Other numbers are numbers.
    let sizes = parquet(
        "required binary who (UTF8); optional double size;",
        &[
            Column::Text(vec![Some("a"), Some("b")]),
            Column::Float(vec![Some(3.0), None]),
        ],
        9,
        Compression::SNAPPY,
    );
    let (ours, theirs) = (
        reading(vec![sizes], &CsvOptions::default()),
        csv("who,size\na,3\nb,\n", &CsvOptions::default()),
    );
    assert_eq!(ours.events, theirs.events);
}
