//! Tables with more labels than a reading thread remembers.

use plenary::read::{self, CsvOptions, Input, RowPlaces};

/// Rows with a label that few others have, one that nobody else has, and one of two.
fn table(rows: usize, labels: usize) -> String {
    let mut text = String::from("often,once,stance\n");
    for row in 0..rows {
        let often = row * 7_919 % labels;
        let stance = ["support", "concern"][row % 2];
        let once = "of a length that fills the room for labels ".repeat(row % 3);
        text.push_str(&format!("Label {often},{once}{row},{stance}\n"));
    }
    text
}

fn columns(text: &str, threads: usize) -> Vec<Vec<String>> {
    let input = Input {
        name: "table.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let options = CsvOptions {
        threads: Some(threads),
        stretch: Some(1 << 14),
        places: RowPlaces::Dropped,
        ..CsvOptions::default()
    };
    let reading = read::csv_table(input, &options);
    let events = reading.events.expect("a table without faults");
    let names = ["often", "once"];
    let columns = names.map(|name| {
        let column = events.text(events.find(name).expect("a column"));
        let column = column.expect("a column of texts");
        let codes = column.codes.iter();
        let cells = codes.map(|&code| column.labels[code as usize].to_string());
        cells.collect::<Vec<_>>()
    });
    columns.to_vec()
}

#[track_caller]
fn check(rows: usize, labels: usize) {
    let text = table(rows, labels);
    let lines = text.lines().skip(1);
    let cells = |at: usize| {
        let cells = lines.clone().map(|line| line.split(',').nth(at));
        cells.map(|cell| cell.expect("a cell").to_owned()).collect()
    };
    let written: Vec<Vec<String>> = vec![cells(0), cells(1)];
    for threads in 1..4 {
        assert_eq!(columns(&text, threads), written, "{threads} threads");
    }
}

/// The cells are those of the table, whether their labels are remembered, come too often to be, or
/// come so seldom again that nobody asks.
#[test]
fn labels_that_are_not_remembered() {
    check(90_000, 50_000);
    check(40_000, 300);
}
