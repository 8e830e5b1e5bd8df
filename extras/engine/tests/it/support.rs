//! Seeded statement tables, and what `plenary` makes of them.

use std::collections::BTreeMap;
use std::path::Path;

use plenary::analysis::{Aggregation, Network, NetworkOptions, network};
use plenary::model::Events;
use plenary::read::{CsvOptions, Input, csv_table};
use plenary_engine::options::RunOptions;
use plenary_engine::table::{TableOptions, table};

/// Ties by their two labels, the smaller first.
pub(crate) type Ties = BTreeMap<(String, String), f64>;

/// A sequence of numbers that look drawn (`SplitMix64`).
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// What stances are like.
#[derive(Clone, Copy)]
pub(crate) enum Stances {
    Words,
    Signs,
    Scale,
}

/// A table of so many rows; some are repeated, some lack something. Few say much and many little.
pub(crate) fn statements(seed: u64, rows: u64, stances: Stances) -> Vec<String> {
    let mut draw = Draw(seed);
    let mut lines = Vec::new();
    for row in 0..rows {
        let who = draw.below(14).min(draw.below(14));
        let what = draw.below(9).min(draw.below(9));
        let stakeholder = match draw.below(25) {
            0 => String::new(),
            _ if who == 3 => "\"Three, Ltd\"".to_owned(),
            _ => format!("org {who}"),
        };
        let claim = if draw.below(25) == 0 {
            String::new()
        } else {
            format!("claim {what}")
        };
        let stance = match (stances, draw.below(20)) {
            (_, 0) => String::new(),
            (Stances::Words, n) => ["support", "concern", "pro"][n as usize % 3].to_owned(),
            (Stances::Signs, n) => ["1", "-1"][n as usize % 2].to_owned(),
            (Stances::Scale, n) => (i64::try_from(n).unwrap() % 5 - 2).to_string(),
        };
        let date = match draw.below(30) {
            0 => String::new(),
            1 => format!("20{:02}-{:02}", 18 + draw.below(3), 1 + draw.below(12)),
            _ => format!(
                "20{:02}-{:02}-{:02}",
                18 + draw.below(3),
                1 + draw.below(12),
                1 + draw.below(28)
            ),
        };
        let document = if draw.below(20) == 0 {
            String::new()
        } else {
            format!("d{}", row / 7)
        };
        lines.push(format!("{stakeholder},{claim},{stance},{date},{document}"));
    }
    lines
}

pub(crate) fn csv(lines: &[String]) -> String {
    format!(
        "stakeholder,claim,stance,date,document\n{}\n",
        lines.join("\n")
    )
}

/// The folder of Parquet of a table, in small files so that there are several.
pub(crate) fn folder(at: &Path, text: &str) {
    let options = TableOptions {
        rows_per_file: 100,
        ..TableOptions::default()
    };
    let report = table(text.as_bytes(), at, &options).unwrap();
    assert_eq!(report.bad, 0, "{report:?}");
}

pub(crate) fn events(text: &str) -> Events {
    let input = Input {
        name: "table.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let reading = csv_table(input, &CsvOptions::default());
    assert_eq!(reading.problems, []);
    reading.events.unwrap()
}

/// What `plenary` is asked for; cap, floor and windows are for whoever calls.
pub(crate) fn asked(options: &RunOptions) -> NetworkOptions {
    NetworkOptions {
        // What is ignored is as if it were not there; only dna-jaccard can tell.
        stance: (options.aggregation != Aggregation::Ignore).then(|| "stance".to_owned()),
        aggregation: options.aggregation,
        normalisation: options.normalisation,
        duplicates: options.duplicates,
        start: options.start,
        stop: options.stop,
        min_statements: usize::try_from(options.min_statements).unwrap(),
        min_through_statements: usize::try_from(options.min_claim_statements).unwrap(),
        top: options.top.map(|top| usize::try_from(top).unwrap()),
        ..NetworkOptions::default()
    }
}

pub(crate) fn of_plenary(events: &Events, options: &NetworkOptions) -> Ties {
    by_labels(&network(events, options).unwrap())
}

pub(crate) fn by_labels(network: &Network) -> Ties {
    let ties = network.ties.iter().map(|tie| {
        let from = network.rows[tie.row as usize].clone();
        let to = network.columns[tie.column as usize].clone();
        (in_order(from, to), tie.weight)
    });
    ties.collect()
}

pub(crate) fn in_order(a: String, b: String) -> (String, String) {
    if a < b { (a, b) } else { (b, a) }
}

/// Both have the same ties to 1e-9; one that is missing is 0.
pub(crate) fn assert_same(ours: &Ties, theirs: &Ties, of: &str) {
    for pair in ours.keys().chain(theirs.keys()) {
        let weight = |ties: &Ties| ties.get(pair).copied().unwrap_or_default();
        let (our, their) = (weight(ours), weight(theirs));
        let allowed = 1e-9 * their.abs().max(1.0);
        assert!(
            (our - their).abs() <= allowed,
            "{of}, {pair:?}: {our}, plenary has {their}"
        );
    }
}

/// The ties that an engine gives, of one window.
#[cfg(any(feature = "connect", feature = "embedded"))]
pub(crate) fn of_engine(
    engine: &mut dyn plenary_engine::engine::Engine,
    options: &RunOptions,
) -> BTreeMap<i64, Ties> {
    use arrow::array::AsArray as _;
    use arrow::datatypes::{DataType, Float64Type, Int64Type};
    use plenary_engine::{engine, run};

    run::prepare(engine, options).unwrap();
    let mut found: BTreeMap<i64, Ties> = BTreeMap::new();
    let kinds = [
        DataType::Int64,
        DataType::Utf8,
        DataType::Utf8,
        DataType::Float64,
    ];
    run::ties(engine, &mut |rows| {
        let columns = engine::as_asked("result", &rows, &kinds)?;
        for row in 0..rows.num_rows() {
            let text = |at: usize| columns[at].as_string::<i32>().value(row).to_owned();
            let weight = columns[3].as_primitive::<Float64Type>().value(row);
            let window = columns[0].as_primitive::<Int64Type>().value(row);
            let pair = in_order(text(1), text(2));
            let before = found.entry(window).or_default().insert(pair, weight);
            assert_eq!(before, None, "a tie comes once");
        }
        Ok(())
    })
    .unwrap();
    found
}
