//! A table read in stretches is the table; whole-number ties are the sums that they are called.

use plenary::analysis::{Aggregation, Duplicates, NetworkOptions, Normalisation, network};
use plenary::model::{Events, Progress, VariableRef};
use plenary::read::{self, CsvOptions, EventsReading, Input, RowPlaces, TableSource};
use proptest::prelude::*;

fn reading(text: &[u8], options: &CsvOptions) -> EventsReading {
    let input = Input {
        name: "t.csv".to_owned(),
        bytes: text.to_vec(),
    };
    read::csv_table(input, options)
}

/// What is told, with lines and columns.
fn told(reading: &EventsReading) -> Vec<(String, usize, usize)> {
    let place = |problem: &read::Problem| {
        let at = reading.files[0].line_column(problem.place.as_ref().map_or(0, |p| p.span.start));
        (problem.message.clone(), at.line, at.column)
    };
    reading.problems.iter().map(place).collect()
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c]{0,3}",
        1 => "\"([a-b ,;\n\r]|\"\"|é){0,5}\"[a]{0,1}",
        1 => "[ ä]{1,2}x\"? ?",
        1 => Just("maybe".to_owned()),
        1 => Just("yes".to_owned()),
    ]
}

fn table() -> impl Strategy<Value = String> {
    let width = prop_oneof![9 => Just(4_usize), 1 => 1..6_usize];
    let row = (width, prop::collection::vec(cell(), 6))
        .prop_map(|(width, cells)| cells[..width].join(","));
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\n\n")];
    let rows = prop::collection::vec((row, end), 0..12);
    (any::<bool>(), rows, any::<bool>()).prop_map(|(mark, rows, cut)| {
        let mark = if mark { "\u{feff}" } else { "" };
        let mut text = format!("{mark}who,what,stance,date\n");
        for (row, end) in rows {
            text.push_str(&row);
            text.push_str(end);
        }
        if cut {
            text.truncate(text.trim_end().len());
        }
        text
    })
}

/// The rows as another reader has them, if all have the width of the first.
fn rows_of_csv(text: &str) -> Option<Vec<Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let width = reader.headers().unwrap().len();
    let rows: Vec<Vec<String>> = (reader.records())
        .map(|row| row.unwrap().iter().map(|c| c.trim().to_owned()).collect())
        .filter(|row: &Vec<String>| row.len() > 1 || !row[0].is_empty())
        .collect();
    rows.iter().all(|row| row.len() == width).then_some(rows)
}

fn column(events: &Events, name: &str) -> Vec<String> {
    let view = events.text(events.find(name).unwrap()).unwrap();
    let label = |code: &u32| view.labels[*code as usize].to_string();
    view.codes.iter().map(label).collect()
}

proptest! {
    #[test]
    fn stretches_change_nothing(text in table(), stretch in 1..40_usize) {
        let plain = CsvOptions { delimiter: Some(b','), ..CsvOptions::default() };
        let parts = CsvOptions { stretch: Some(stretch), ..plain.clone() };
        let (whole, parts) = (reading(text.as_bytes(), &plain), reading(text.as_bytes(), &parts));
        prop_assert_eq!(told(&whole), told(&parts));
        prop_assert_eq!(whole.events, parts.events);
    }

    #[test]
    fn cells_are_those_of_another_reader(text in table(), stretch in 1..40_usize) {
        // No column that is looked into, so that every text is a value.
        let text = text.replace("stance,date", "view,day");
        let options = CsvOptions {
            delimiter: Some(b','),
            stretch: Some(stretch),
            ..CsvOptions::default()
        };
        let reading = reading(text.as_bytes(), &options);
        match rows_of_csv(&text) {
            None => prop_assert!(reading.events.is_none()),
            Some(rows) => {
                let events = reading.events.unwrap();
                for (at, name) in ["who", "what", "view", "day"].iter().enumerate() {
                    let expected: Vec<&str> = rows.iter().map(|row| row[at].as_str()).collect();
                    prop_assert_eq!(column(&events, name), expected);
                }
            }
        }
    }

    #[test]
    fn without_places_the_same_ties(
        rows in prop::collection::vec((0..5_u8, 0..4_u8, any::<bool>(), 0..28_u8), 1..40),
    ) {
        let mut text = String::from("who,what,stance,date\n");
        for (who, what, stance, day) in rows {
            text.push_str(&format!("{who}a,{what}b,{},2020-02-{:02}\n", u8::from(stance), day + 1));
        }
        let dropped = CsvOptions { places: RowPlaces::Dropped, ..CsvOptions::default() };
        let kept = reading(text.as_bytes(), &CsvOptions::default()).events.unwrap();
        let dropped = reading(text.as_bytes(), &dropped).events.unwrap();
        for duplicates in [Duplicates::Include, Duplicates::Range] {
            let options = options(Aggregation::Subtract, Normalisation::Jaccard, duplicates);
            prop_assert_eq!(network(&kept, &options), network(&dropped, &options));
        }
    }

    /// Every pair, every column, every two levels.
    #[test]
    fn ties_are_their_sums(
        rows in prop::collection::vec((0..7_usize, 0..5_usize, 0..2_usize), 1..60),
        duplicates in prop_oneof![Just(Duplicates::Include), Just(Duplicates::Range)],
        top in prop::option::of(0..6_usize),
    ) {
        let mut text = String::from("who,what,stance\n");
        let mut counts = [[[0.0_f64; 2]; 5]; 7];
        for (who, what, level) in rows {
            text.push_str(&format!("w{who},c{what},{}\n", ["no", "yes"][level]));
            let count = &mut counts[who][what][level];
            *count = if duplicates == Duplicates::Range { 1.0 } else { *count + 1.0 };
        }
        let events = reading(text.as_bytes(), &CsvOptions::default()).events.unwrap();
        for aggregation in [Aggregation::Congruence, Aggregation::Conflict, Aggregation::Subtract] {
            for normalisation in [
                Normalisation::None, Normalisation::Average, Normalisation::Jaccard,
                Normalisation::Overlap, Normalisation::Cosine,
            ] {
                let mut options = options(aggregation, normalisation, duplicates);
                options.top = top;
                let made = network(&events, &options).unwrap();
                let place = |label: &String| label[1..].parse::<usize>().unwrap();
                let mut expected = Vec::new();
                for (i, a) in made.rows.iter().enumerate() {
                    for (j, b) in made.rows.iter().enumerate().skip(i + 1) {
                        let weight = naive(&counts, (place(a), place(b)), &options);
                        if weight != 0.0 {
                            expected.push((i, j, weight));
                        }
                    }
                }
                if let Some(top) = top {
                    expected.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
                    expected.truncate(top);
                    expected.sort_by_key(|a| (a.0, a.1));
                }
                let ties = made.ties.iter().map(|t| (t.row as usize, t.column as usize, t.weight));
                let ties: Vec<_> = ties.collect();
                prop_assert_eq!(ties, expected, "{} {}", aggregation, normalisation);
            }
        }
    }
}

fn options(
    aggregation: Aggregation,
    normalisation: Normalisation,
    duplicates: Duplicates,
) -> NetworkOptions {
    NetworkOptions {
        between: "who".to_owned(),
        through: "what".to_owned(),
        aggregation,
        normalisation,
        duplicates,
        ..NetworkOptions::default()
    }
}

fn naive(counts: &[[[f64; 2]; 5]; 7], (i, j): (usize, usize), options: &NetworkOptions) -> f64 {
    let sets = matches!(
        options.normalisation,
        Normalisation::Jaccard | Normalisation::Overlap
    );
    let x = |who: usize, what: usize, level: usize| match counts[who][what][level] {
        count if sets && count > 0.0 => 1.0,
        count => count,
    };
    let sum = |a: usize, b: usize, differ: bool| {
        let mut sum = 0.0;
        for what in 0..5 {
            for (k, l) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                if (k != l) == differ {
                    sum += x(a, what, k) * x(b, what, l);
                }
            }
        }
        sum
    };
    let total = |who: usize| counts[who].iter().flatten().sum::<f64>();
    let (congruence, conflict) = (sum(i, j, false), sum(i, j, true));
    let weight = match options.aggregation {
        Aggregation::Conflict => conflict,
        Aggregation::Subtract => congruence - conflict,
        _ => congruence,
    };
    let (own_i, own_j) = (sum(i, i, false), sum(j, j, false));
    let by = match options.normalisation {
        Normalisation::Average => f64::midpoint(total(i), total(j)),
        Normalisation::Jaccard => own_i + own_j - congruence,
        Normalisation::Overlap => own_i.min(own_j),
        Normalisation::Cosine => (own_i * own_j).sqrt(),
        _ => 1.0,
    };
    if by == 0.0 { 0.0 } else { weight / by }
}

#[test]
fn what_cannot_be_read_is_told() {
    struct Broken(usize);
    impl std::io::Read for Broken {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 => {
                    to[..4].copy_from_slice(b"a,b\n");
                    Ok(4)
                }
                2 => Err(std::io::ErrorKind::Interrupted.into()),
                _ => Err(std::io::Error::other("gone")),
            }
        }
    }
    let source = TableSource {
        name: "t.csv".to_owned(),
        reader: Broken(0),
        size: None,
    };
    let reading = read::csv_table_from(source, &CsvOptions::default(), Progress::none());
    assert!(reading.events.is_none());
    assert_eq!(
        reading.problems[0].message,
        "t.csv cannot be read to its end: gone"
    );
    let bad = reading_bytes(b"a,b\nx,y\nx,\xff\n");
    assert_eq!(bad[0], "t.csv is not UTF-8 text: see byte 10");
}

fn reading_bytes(bytes: &[u8]) -> Vec<String> {
    let options = CsvOptions {
        stretch: Some(3),
        ..CsvOptions::default()
    };
    let reading = reading(bytes, &options);
    let messages = reading.problems.iter();
    messages.map(|problem| problem.message.clone()).collect()
}

#[test]
fn rows_without_places_are_counted() {
    let options = CsvOptions {
        places: RowPlaces::Dropped,
        ..CsvOptions::default()
    };
    let events = reading(b"id,who,date\n7,b,2021-01-01\n8,a,2020-01-01\n", &options).events;
    let events = events.unwrap();
    assert_eq!((events.id(0), events.id(1), events.time(0)), (1, 2, None));
    assert!(matches!(
        events.find("who"),
        Some(VariableRef::Statement(_))
    ));
    // A wrong date is told all the same.
    let wrong = reading(b"who,date\nb,soon\n", &options);
    assert_eq!(
        told(&wrong),
        [("row 1, column 'date': 'soon' is no date".to_owned(), 2, 3)]
    );
}
