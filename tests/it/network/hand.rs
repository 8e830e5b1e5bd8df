//! Networks small enough to check by hand.

use plenary::analysis::{
    Aggregation, Definitions, Duplicates, Kernel, Mode, Network, NetworkOptions, Normalisation,
    WindowUnit, Windows, network, network_over_time,
};
use plenary::model::{Document, Events, EventsBuilder};
use plenary::write::network_csv;

use crate::support::{Row, events};

/// A says x twice; A and B agree on x and disagree on y; C only says z.
const ROWS: [Row<'_>; 6] = [
    ("A", "x", true, 0, 0),
    ("A", "x", true, 1, 1),
    ("B", "x", true, 2, 1),
    ("A", "y", true, 3, 2),
    ("B", "y", false, 40, 2),
    ("C", "z", true, 400, 3),
];

fn of(aggregation: Aggregation, normalisation: Normalisation) -> NetworkOptions {
    NetworkOptions {
        aggregation,
        normalisation,
        ..NetworkOptions::default()
    }
}

fn tie(network: &Network, a: &str, b: &str) -> f64 {
    let at = |name: &str| network.rows.iter().position(|row| row == name).unwrap();
    let column = network
        .columns
        .iter()
        .position(|column| column == b)
        .unwrap();
    network.matrix()[at(a)][column]
}

fn ab(options: &NetworkOptions) -> f64 {
    tie(&network(&events(&ROWS), options).unwrap(), "A", "B")
}

#[test]
fn aggregations() {
    use Aggregation::{Conflict, Congruence, Ignore, Subtract};
    let plain = |aggregation| ab(&of(aggregation, Normalisation::None));
    // 2·1 on x, 1·1 on y.
    assert_eq!(plain(Ignore), 3.0);
    assert_eq!(plain(Congruence), 2.0);
    assert_eq!(plain(Conflict), 1.0);
    assert_eq!(plain(Subtract), 1.0);
}

#[test]
fn normalisations() {
    use Normalisation::{Average, Cosine, DnaCosine, DnaJaccard, Jaccard, Overlap};
    let congruence = |normalisation| ab(&of(Aggregation::Congruence, normalisation));
    assert_eq!(congruence(Average), 2.0 / 2.5);
    // Sets {x+, y+} and {x+, y-}: one in common, three in all.
    assert_eq!(congruence(Jaccard), 1.0 / 3.0);
    assert_eq!(congruence(Overlap), 1.0 / 2.0);
    // Counts (2, 1) and (1, 1) on x+, y+, y-.
    assert_eq!(congruence(Cosine), 2.0 / (5.0_f64.sqrt() * 2.0_f64.sqrt()));
    assert_eq!(congruence(DnaCosine), 2.0 / 6.0);
    // x+ gives 2·1, y+ 1 and y- 1.
    assert_eq!(congruence(DnaJaccard), 2.0 / 4.0);
    let mut options = of(Aggregation::Congruence, Jaccard);
    options.definitions = Definitions::Dna;
    assert_eq!(ab(&options), 2.0 / 4.0);
}

#[test]
fn two_mode() {
    let cell = |aggregation, normalisation, column| {
        let options = NetworkOptions {
            mode: Mode::Two,
            ..of(aggregation, normalisation)
        };
        tie(&network(&events(&ROWS), &options).unwrap(), "B", column)
    };
    assert_eq!(cell(Aggregation::Ignore, Normalisation::None, "y"), 1.0);
    assert_eq!(cell(Aggregation::Subtract, Normalisation::None, "y"), -1.0);
    assert_eq!(cell(Aggregation::Combine, Normalisation::None, "x"), 1.0);
    assert_eq!(cell(Aggregation::Combine, Normalisation::None, "y"), 2.0);
    assert_eq!(cell(Aggregation::Ignore, Normalisation::Activity, "x"), 0.5);
    assert_eq!(
        cell(Aggregation::Ignore, Normalisation::Prominence, "x"),
        1.0 / 3.0
    );
}

#[test]
fn duplicates_know_the_year() {
    // The same week and month of the calendar, a year apart: 23 March 2004, 29 March 2005.
    let (a, b) = (12_500, 12_500 + 371);
    let rows = [
        ("A", "x", true, a, 0),
        ("A", "x", true, b, 1),
        ("A", "x", true, b + 1, 2),
    ];
    let kept = |duplicates, definitions| {
        let options = NetworkOptions {
            duplicates,
            definitions,
            ..NetworkOptions::default()
        };
        network(&events(&rows), &options).unwrap().statements
    };
    for duplicates in [Duplicates::Week, Duplicates::Month] {
        assert_eq!(kept(duplicates, Definitions::Textbook), 2, "{duplicates}");
        assert_eq!(kept(duplicates, Definitions::Dna), 1, "{duplicates}");
    }
    assert_eq!(kept(Duplicates::Year, Definitions::Textbook), 2);
    assert_eq!(kept(Duplicates::Range, Definitions::Textbook), 1);
    assert_eq!(kept(Duplicates::Document, Definitions::Textbook), 3);
}

/// Two against three statements, at −4 and +2 of a scale from −5 to 5.
fn scale() -> Events {
    let mut made = EventsBuilder::new();
    let who = made.text_column("stakeholder");
    let what = made.text_column("claim");
    let stance = made.integer_column("stance");
    let document = made.document(Document {
        name: "1".to_owned(),
        time: None,
    });
    let rows = [
        ("A", -4),
        ("A", -4),
        ("B", 2),
        ("B", 2),
        ("B", 2),
        ("C", -5),
        ("D", 5),
    ];
    for (id, (name, value)) in (1..).zip(rows) {
        made.row(None, document, (0, 1), id);
        made.set_text(who, name);
        made.set_text(what, if id < 6 { "x" } else { name });
        made.set_integer(stance, value);
    }
    made.finish()
}

#[test]
fn integers_as_in_the_manual() {
    let made = network(&scale(), &of(Aggregation::Congruence, Normalisation::None)).unwrap();
    assert!((tie(&made, "A", "B") - 2.4).abs() < 1e-12);
    let same = network(&scale(), &of(Aggregation::Conflict, Normalisation::None)).unwrap();
    assert!((tie(&same, "A", "B") - 3.6).abs() < 1e-12);
}

#[test]
fn isolates_and_untied() {
    let made = network(&events(&ROWS), &NetworkOptions::default()).unwrap();
    assert_eq!(made.rows, ["A", "B", "C"]);
    assert_eq!(made.untied(), ["C"]);
    let options = NetworkOptions {
        min_statements: 2,
        ..NetworkOptions::default()
    };
    assert_eq!(network(&events(&ROWS), &options).unwrap().rows, ["A", "B"]);
    let isolates = NetworkOptions {
        isolates: true,
        ..options
    };
    assert_eq!(
        network(&events(&ROWS), &isolates).unwrap().rows,
        ["A", "B", "C"]
    );
    assert!(
        network(&events(&[]), &NetworkOptions::default())
            .unwrap()
            .rows
            .is_empty()
    );
}

#[test]
fn top_ties_are_the_strongest() {
    let rows = [
        ("A", "x", true, 0, 0),
        ("B", "x", true, 0, 0),
        ("C", "x", true, 0, 0),
        ("B", "y", true, 0, 0),
        ("C", "y", true, 0, 0),
    ];
    let options = NetworkOptions {
        top: Some(1),
        ..NetworkOptions::default()
    };
    let made = network(&events(&rows), &options).unwrap();
    assert_eq!(made.ties.len(), 1);
    assert_eq!(tie(&made, "B", "C"), 2.0);
}

#[test]
fn csv_is_a_labelled_matrix() {
    let rows = [
        ("A, \"a\"", "x", true, 0, 0),
        ("B", "x", true, 0, 0),
        ("B", "x", true, 0, 0),
    ];
    let options = of(Aggregation::Ignore, Normalisation::Average);
    let csv = network_csv(&network(&events(&rows), &options).unwrap());
    assert_eq!(
        csv,
        ",\"A, \"\"a\"\"\",B\n\"A, \"\"a\"\"\",0,1.3333333333333333\nB,1.3333333333333333,0\n"
    );
}

#[test]
fn windows_of_events_keep_ties() {
    let rows: Vec<Row<'_>> = [0, 1, 1, 1, 2].map(|day| ("A", "x", true, day, 0)).to_vec();
    let series = |draw_ties| {
        let windows = Windows {
            unit: WindowUnit::Events,
            size: 3,
            draw_ties,
            ..Windows::default()
        };
        let made = network_over_time(&events(&rows), &NetworkOptions::default(), &windows).unwrap();
        made.slices
            .iter()
            .map(|slice| slice.network.statements)
            .collect::<Vec<_>>()
    };
    // Around the second statement lie day 0 and all of day 1.
    assert_eq!(series(None), [4, 3, 4]);
    assert_eq!(series(Some(7)), [3, 3, 3]);
    assert_eq!(series(Some(7)), series(Some(7)));
}

#[test]
fn a_triangle_is_symmetric() {
    let rows = [
        ("A", "x", true, 0, 0),
        ("A", "x", true, 2, 0),
        ("A", "x", true, 4, 0),
    ];
    let windows = Windows {
        unit: WindowUnit::Days,
        size: 4,
        kernel: Some(Kernel::Triangular),
        ..Windows::default()
    };
    let options = NetworkOptions {
        mode: Mode::Two,
        ..NetworkOptions::default()
    };
    let series = network_over_time(&events(&rows), &options, &windows).unwrap();
    assert_eq!(series.slices.len(), 1);
    assert_eq!(tie(&series.slices[0].network, "A", "x"), 1.0);
    let dna = NetworkOptions {
        definitions: Definitions::Dna,
        ..options
    };
    // From one edge to the other 2, 1 and 0.
    let series = network_over_time(&events(&rows), &dna, &windows).unwrap();
    assert_eq!(tie(&series.slices[0].network, "A", "x"), 3.0);
}

#[test]
fn all_mistakes_at_once() {
    let options = NetworkOptions {
        between: "stakeholdr".to_owned(),
        aggregation: Aggregation::Combine,
        normalisation: Normalisation::Activity,
        ..NetworkOptions::default()
    };
    let errors = network(&events(&ROWS), &options).unwrap_err();
    let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "a one-mode network has no aggregation 'combine'",
            "a one-mode network has no normalisation 'activity'",
            "there is no variable 'stakeholdr'",
        ]
    );
}
