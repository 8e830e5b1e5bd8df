//! A table read in stretches is the table; whole-number ties are the sums that they are called.
//!
//! Over 600 lines: the laws share their tables and options, and are read beside each other.

use std::collections::{BTreeMap, BTreeSet};

use plenary::analysis::{
    Aggregation, Answer, Duplicates, Keep, Mode, NetworkOptions, Normalisation, Tie, ValueFilter,
    network, network_summary,
};
use plenary::model::{Document, Events, EventsBuilder, Progress, VariableRef};
use plenary::read::{self, CsvOptions, EventsReading, Input, RowPlaces, TableSource, TableText};
use plenary::write;
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

    /// However many threads read, and wherever the text is cut for them, within quotes too.
    #[test]
    fn threads_change_nothing(
        tables in prop::collection::vec(table(), 1..5),
        stretch in 1..60_usize,
        threads in 2..5_usize,
        text in prop_oneof![Just(TableText::Kept), Just(TableText::Dropped)],
    ) {
        // The heads of all but the first are rows like others.
        let written = tables.concat();
        let plain = CsvOptions {
            delimiter: Some(b','),
            stretch: Some(stretch),
            threads: Some(1),
            text,
            ..CsvOptions::default()
        };
        let many = CsvOptions { threads: Some(threads), ..plain.clone() };
        let (one, many) = (reading(written.as_bytes(), &plain), reading(written.as_bytes(), &many));
        prop_assert_eq!(told(&one), told(&many));
        prop_assert_eq!(&one.files[0].text, &many.files[0].text);
        prop_assert_eq!(one.events, many.events);
    }

    /// Labels that are looked up together are those that are looked up one by one.
    #[test]
    fn labels_are_looked_up(n in 1..1_500_u64, kinds in 1..900_u64, seed in any::<u64>()) {
        let mut text = String::from("who,what\n");
        let mut made = EventsBuilder::new();
        let (who, what) = (made.text_column("who"), made.text_column("what"));
        made.document(Document { name: String::new(), time: None });
        let mut state = seed;
        for row in 0..n {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // Some are empty, some long, some begin alike.
            let one = match (state >> 33) % kinds {
                0 => String::new(),
                label => format!("{}{label}", ["a", "the same beginning of ", "ä"][row as usize % 3]),
            };
            let other = format!("{}", (state >> 40) % (kinds / 7 + 1));
            made.row(None, 0, (0, 0), row.cast_signed() + 1);
            made.set_text(who, &one);
            made.set_text(what, &format!("c{other}"));
            text.push_str(&format!("{one},c{other}\n"));
        }
        let options = CsvOptions { places: RowPlaces::Dropped, ..CsvOptions::default() };
        let read = reading(text.as_bytes(), &options).events.unwrap();
        let made = made.finish();
        for name in ["who", "what"] {
            prop_assert_eq!(column(&read, name), column(&made, name));
            let labels = |events: &Events| events.text(events.find(name).unwrap()).unwrap().labels.to_vec();
            // A table's labels begin with the empty one, used or not, as those of a builder do.
            prop_assert_eq!(labels(&read), labels(&made));
        }
    }

    /// A text that is kept is the text, and lines are where they are.
    #[test]
    fn a_kept_text_changes_no_place(text in table(), stretch in 1..40_usize) {
        let kept = CsvOptions {
            delimiter: Some(b','),
            stretch: Some(stretch),
            ..CsvOptions::default()
        };
        let dropped = CsvOptions { text: TableText::Dropped, ..kept.clone() };
        let (kept, dropped) = (reading(text.as_bytes(), &kept), reading(text.as_bytes(), &dropped));
        prop_assert_eq!(told(&kept), told(&dropped));
        prop_assert_eq!(&kept.files[0].text, text.trim_start_matches('\u{feff}'));
        for (a, b) in kept.problems.iter().zip(&dropped.problems) {
            let at = |reading: &EventsReading, problem: &read::Problem| {
                let span = problem.place.as_ref().unwrap().span.clone();
                reading.files[0].text[span].to_owned()
            };
            prop_assert_eq!(at(&kept, a), at(&dropped, b));
        }
        prop_assert_eq!(kept.events, dropped.events);
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

    /// What is counted and forgotten is what is kept: with few labels and many, few ties and so
    /// many that weak ones are dropped on the way.
    #[test]
    fn a_summary_is_of_the_network(
        n in 2..90_usize,
        seed in any::<u64>(),
        per in 1..30_usize,
        top in prop::option::weighted(0.3, 0..60_usize),
        aggregation in prop::sample::select(vec![
            Aggregation::Ignore, Aggregation::Congruence, Aggregation::Conflict,
            Aggregation::Subtract,
        ]),
        normalisation in prop::sample::select(vec![
            Normalisation::None, Normalisation::Average, Normalisation::Jaccard,
            Normalisation::Overlap, Normalisation::Cosine,
        ]),
    ) {
        let mut text = String::from("who,what,stance\n");
        let mut state = seed;
        for row in 0..n * per {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (what, stance) = ((state >> 40) % 23, (state >> 33) % 2);
            text.push_str(&format!("w{},c{what},{stance}\n", row % n));
        }
        let events = reading(text.as_bytes(), &CsvOptions::default()).events.unwrap();
        let mut options = options(aggregation, normalisation, Duplicates::Include);
        options.top = top;
        let whole = network(&events, &options).unwrap();
        let short = network_summary(&events, &options).unwrap();
        prop_assert_eq!(write::report_table(&short.report()), write::report_table(&whole.report()));
        prop_assert_eq!(short.ties, whole.ties.len());
        let sum: f64 = whole.ties.iter().map(|tie| tie.weight).sum();
        prop_assert!((short.weight - sum).abs() <= 1e-9 * sum.abs().max(1.0));
        let mut ties = whole.ties.clone();
        if n > 12 {
            ties.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
            ties.truncate(50);
        }
        prop_assert_eq!(&short.strongest, &ties);
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

/// Statements of so many, drawn from a seed; stances are words, or whole numbers.
fn drawn(n: usize, per: usize, seed: u64, numbers: bool) -> Events {
    let mut text = String::from("who,what,stance\n");
    let mut state = seed;
    for row in 0..n * per {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let what = ((state >> 40) % 23).min((state >> 50) % 23);
        let stance = match (numbers, (state >> 33) % 3) {
            (false, stance) => stance.min(1).cast_signed(),
            (true, stance) => stance.cast_signed() - 1,
        };
        text.push_str(&format!("w{},c{what},{stance}\n", row % n));
    }
    reading(text.as_bytes(), &CsvOptions::default())
        .events
        .unwrap()
}

proptest! {
    /// Of each label its strongest ties, of equal ones the first: as told from all ties.
    #[test]
    fn strongest_of_each_label(
        n in 2..150_usize,
        seed in any::<u64>(),
        per in 1..12_usize,
        each in 0..9_usize,
        numbers in any::<bool>(),
        threads in 1..4_usize,
        mode in prop_oneof![3 => Just(Mode::One), 1 => Just(Mode::Two)],
        subtract in any::<bool>(),
        normalisation in prop::sample::select(vec![
            Normalisation::None, Normalisation::Jaccard, Normalisation::Cosine,
        ]),
    ) {
        let events = drawn(n, per, seed, numbers);
        let aggregation = match (mode, subtract) {
            (_, true) => Aggregation::Subtract,
            (Mode::One, false) => Aggregation::Congruence,
            (Mode::Two, false) => Aggregation::Ignore,
        };
        let normalisation = if mode == Mode::Two { Normalisation::None } else { normalisation };
        let mut options = options(aggregation, normalisation, Duplicates::Range);
        (options.mode, options.threads) = (mode, Some(threads));
        let all = network(&events, &options).unwrap();
        options.top_each = Some(each);
        let some = network(&events, &options).unwrap();
        let two = usize::from(mode == Mode::Two);
        let ends = |tie: &Tie| [((0, tie.row), tie.column), ((two, tie.column), tie.row)];
        let mut of_label: BTreeMap<_, Vec<(f64, u32)>> = BTreeMap::new();
        for tie in &all.ties {
            for (label, other) in ends(tie) {
                of_label.entry(label).or_default().push((tie.weight, other));
            }
        }
        for ties in of_label.values_mut() {
            ties.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            ties.truncate(each);
        }
        let is_kept = |tie: &&Tie| ends(tie).iter().any(|(label, other)| {
            of_label[label].contains(&(tie.weight, *other))
        });
        let expected: Vec<Tie> = all.ties.iter().filter(is_kept).copied().collect();
        prop_assert_eq!(&some.ties, &expected);
        prop_assert_eq!(some.rows, all.rows);
    }

    /// A threshold leaves of the ties, of the strongest or of those of each label, those that are
    /// as strong, and the picture of what is left is the same whether it is kept or made on the way.
    #[test]
    fn a_threshold_leaves_out_what_is_weaker(
        n in 2..200_usize,
        seed in any::<u64>(),
        per in 1..12_usize,
        least in prop_oneof![Just(0.0), (1..9_u32).prop_map(f64::from), 0.0..2.0_f64, Just(1e9)],
        numbers in any::<bool>(),
        threads in 1..4_usize,
        limit in prop_oneof![
            2 => Just((None, None)), 1 => (0..60_usize).prop_map(|n| (Some(n), None)),
            1 => (0..5_usize).prop_map(|n| (None, Some(n))),
        ],
        mode in prop_oneof![3 => Just(Mode::One), 1 => Just(Mode::Two)],
        normalisation in prop::sample::select(vec![
            Normalisation::None, Normalisation::Jaccard, Normalisation::Average,
        ]),
    ) {
        let events = drawn(n, per, seed, numbers);
        let normalisation = if mode == Mode::Two { Normalisation::None } else { normalisation };
        let mut options = options(Aggregation::Subtract, normalisation, Duplicates::Include);
        (options.mode, options.threads) = (mode, Some(threads));
        (options.top, options.top_each) = limit;
        let all = network(&events, &options).unwrap();
        options.threshold = Some(least);
        let some = network(&events, &options).unwrap();
        let strong = all.ties.iter().filter(|tie| tie.weight.abs() >= least);
        prop_assert_eq!(&some.ties, &strong.copied().collect::<Vec<_>>());
        prop_assert_eq!(&some.rows, &all.rows);
        let short = network_summary(&events, &options).unwrap();
        prop_assert_eq!(write::report_table(&short.report()), write::report_table(&some.report()));
        let graph = write::network_graph(&some);
        let mut text = Vec::new();
        let (nodes, edges) = (write::network_nodes(&some), write::network_edges(&some));
        let options = write::GraphmlOptions::default();
        write::graphml_to(&nodes, edges, options, &mut text).unwrap();
        prop_assert!(text == write::graphml(&graph, options).into_bytes());
    }

    /// The same bytes on one thread and on more, whatever is kept.
    #[test]
    fn threads_change_no_tie(
        n in 2..300_usize,
        seed in any::<u64>(),
        per in 1..12_usize,
        numbers in any::<bool>(),
        top in prop::option::of(0..60_usize),
        normalisation in prop::sample::select(vec![Normalisation::None, Normalisation::Average]),
    ) {
        let events = drawn(n, per, seed, numbers);
        let mut options = options(Aggregation::Subtract, normalisation, Duplicates::Include);
        options.top = top;
        let of = |threads: usize| {
            let options = NetworkOptions { threads: Some(threads), ..options.clone() };
            let whole = network(&events, &options).unwrap();
            let short = network_summary(&events, &options).unwrap();
            (write::network_csv(&whole), write::report_table(&short.report()))
        };
        prop_assert_eq!(of(1), of(3));
    }

    /// Cap and floor are filters that name what is above and below.
    #[test]
    fn limits_are_filters(
        n in 2..40_usize,
        seed in any::<u64>(),
        per in 1..8_usize,
        cap in prop::option::of(0..30_usize),
        floor in prop::option::of(0..7_usize),
    ) {
        let events = drawn(n, per, seed, false);
        let (who, what) = (column(&events, "who"), column(&events, "what"));
        let mut held: BTreeSet<(&str, &str)> =
            who.iter().zip(&what).map(|(who, what)| (who.as_str(), what.as_str())).collect();
        let whats: BTreeSet<&str> = held.iter().map(|pair| pair.1).collect();
        let on = |what: &str| held.iter().filter(|pair| pair.1 == what).count();
        let popular: Vec<&str> =
            whats.into_iter().filter(|what| cap.is_some_and(|cap| on(what) > cap)).collect();
        held.retain(|pair| !popular.contains(&pair.1));
        let whos: BTreeSet<&str> = who.iter().map(String::as_str).collect();
        let of = |who: &str| held.iter().filter(|pair| pair.0 == who).count();
        let silent: Vec<&str> =
            whos.into_iter().filter(|who| floor.is_some_and(|floor| of(who) < floor)).collect();
        let left_out = |variable: &str, values: Vec<&str>| ValueFilter {
            variable: variable.to_owned(),
            values: values.into_iter().map(str::to_owned).collect(),
            keep: Keep::Others,
        };
        let mut filtered =
            options(Aggregation::Congruence, Normalisation::Average, Duplicates::Include);
        let mut limited = filtered.clone();
        (limited.claim_cap, limited.stakeholder_floor) = (cap, floor);
        filtered.filters = vec![left_out("what", popular), left_out("who", silent)];
        let (limited, filtered) =
            (network(&events, &limited).unwrap(), network(&events, &filtered).unwrap());
        prop_assert_eq!(&limited.rows, &filtered.rows);
        prop_assert_eq!(&limited.ties, &filtered.ties);
        let said = write::report_table(&limited.report());
        let words = [("claim-cap", cap), ("stakeholder-floor", floor)];
        for (word, value) in words {
            let words = value.map(|value| format!("{word} {value}"));
            prop_assert_eq!(said.contains(word), value.is_some());
            prop_assert!(words.is_none_or(|words| said.contains(&words)), "{}", said);
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

/// A quote that nobody closes costs its length, not its square, and ends in a message.
#[test]
fn a_row_without_end_is_told() {
    let text = format!("a,b\nx,\"{}", "y,\n".repeat(20_000));
    for (longest, threads) in [(1_000, 1), (1_000, 2), (100_000, 2)] {
        let options = CsvOptions {
            text: TableText::Dropped,
            stretch: Some(100),
            longest_row: Some(longest),
            threads: Some(threads),
            ..CsvOptions::default()
        };
        let reading = reading(text.as_bytes(), &options);
        // What is shorter ends with the table, and is a row.
        assert_eq!(reading.events.is_some(), longest == 100_000);
        if let Some(first) = reading.problems.first() {
            let message = "t.csv has a row of more than 1000 bytes";
            assert_eq!(first.message, message);
        }
    }
}

/// Days, months and years as they are written, the usual way and others.
#[test]
fn dates_are_what_they_say() {
    let time = |date: &str| {
        let text = format!("who,date\na,{date}\n");
        let events = reading(text.as_bytes(), &CsvOptions::default()).events;
        events.and_then(|events| events.time(0))
    };
    assert_eq!(time("2020-02-29"), Some(1_582_934_400));
    assert_eq!(time("1969-12-31"), Some(-86_400));
    assert_eq!(time("2020-02-29T00:00:01"), Some(1_582_934_401));
    assert_eq!(time("29.02.2020"), time("2020-02-29"));
    for wrong in [
        "2021-02-29",
        "2020-13-01",
        "2020-00-10",
        "2020-1-010",
        "20-02-2020",
    ] {
        assert_eq!(time(wrong), None, "{wrong}");
    }
}
