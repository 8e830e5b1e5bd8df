//! Windows in words: headings, names, description, caption, tables.

use super::choose::{Chosen, sides};
use super::cut::Cut;
use crate::analysis::{Cell, Table};
use crate::draw::form::network::{Tie, measure, tie_words};
use crate::draw::network_look::Ties;
use crate::draw::options::{DrawOptions, Windowing};
use crate::draw::words::{self, Counted, counted, listed, provenance_in};
use crate::model::{Record, Stance};

/// More lines than this cannot be followed.
const MOST_TIES: usize = 300;
/// At most so many are listed.
const LISTED: usize = 6;

fn name(record: &Record, who: usize) -> &str {
    &record.stakeholders()[who].name
}

pub(super) fn subtitle(options: &DrawOptions) -> &'static str {
    let language = options.language;
    match options.windowing {
        Windowing::Meeting => language.say(
            "Who stands with or against whom, meeting by meeting; everybody stays in one place",
        ),
        _ => language.say(
            "Who stands with or against whom, from period to period; everybody stays in one place",
        ),
    }
}

/// "2030-03-12 (152 statements)".
pub(super) fn heading(options: &DrawOptions, cut: &Cut) -> String {
    let n = counted(options.language, cut.rows.len(), Counted::Statement);
    format!("{} ({n})", cut.label)
}

/// "2030-03-12: A (NGO) agrees with 3, disagrees with 1".
pub(super) fn node(
    record: &Record,
    options: &DrawOptions,
    chosen: &Chosen<'_>,
    window: usize,
    who: usize,
) -> String {
    let language = options.language;
    let own: Vec<Tie> = (chosen.ties[window].iter())
        .filter(|tie| tie.a == who || tie.b == who)
        .cloned()
        .collect();
    let [agree, disagree] = sides(&own);
    let what = if !chosen.speaks[window].contains(&who) {
        language.say("says nothing then").to_owned()
    } else if own.is_empty() {
        language.say("no tie").to_owned()
    } else {
        language.fill(
            "agrees with {n}, disagrees with {m}",
            &[("n", &agree), ("m", &disagree)],
        )
    };
    let kind = words::kind(language, record.stakeholders()[who].kind);
    let label = &chosen.windows[window].label;
    format!("{label}: {} ({kind}): {what}", name(record, who))
}

/// "2030-03-12: A and B agree on 3 themes".
pub(super) fn tie(
    record: &Record,
    options: &DrawOptions,
    chosen: &Chosen<'_>,
    (window, at): (usize, usize),
) -> String {
    let tie = &chosen.ties[window][at];
    let said = tie_words(record, options, tie, &tie.weight.to_string());
    format!("{}: {said}", chosen.windows[window].label)
}

pub(super) fn key(options: &DrawOptions, stance: Stance) -> &'static str {
    let language = options.language;
    match (stance, options.network.ties == Ties::Subtract) {
        (Stance::Support, false) => language.say("take the same side"),
        (Stance::Concern, false) => language.say("take opposite sides"),
        (Stance::Support, true) => language.say("more often on the same side"),
        (Stance::Concern, true) => language.say("more often on opposite sides"),
    }
}

/// What is shown; counts of each window and their extremes; who changed sides.
pub(super) fn description(record: &Record, options: &DrawOptions, chosen: &Chosen<'_>) -> String {
    let language = options.language;
    let mut said = vec![language.fill(
        "One network in {n} windows of time, with {who} at the same place in each.",
        &[
            ("n", &chosen.windows.len()),
            (
                "who",
                &counted(language, chosen.people.len(), Counted::Stakeholder),
            ),
        ],
    )];
    for (window, cut) in chosen.windows.iter().enumerate() {
        let [agree, disagree] = chosen.sides(window);
        said.push(language.fill(
            "{when}: {agree} ties of agreement and {disagree} of disagreement.",
            &[
                ("when", &heading(options, cut)),
                ("agree", &agree),
                ("disagree", &disagree),
            ],
        ));
        let strongest = chosen.ties[window].iter();
        let strongest = strongest.max_by(|a, b| {
            let first = (b.a, b.b, b.stance).cmp(&(a.a, a.b, a.stance));
            a.weight.total_cmp(&b.weight).then(first)
        });
        if let Some(most) = strongest {
            let what = tie_words(record, options, most, &most.weight.to_string());
            said.push(language.fill("Strongest: {what}.", &[("what", &what)]));
        }
    }
    let turns = turned(chosen);
    let listed_turns: Vec<String> = (turns.iter().take(LISTED))
        .map(|turn| {
            let (a, b) = (name(record, turn.a), name(record, turn.b));
            let when = &chosen.windows[turn.window].label;
            let values: &[(&str, &dyn std::fmt::Display)] = &[("a", &a), ("b", &b), ("when", when)];
            match turn.to {
                Stance::Support => language.fill("{a} and {b} (agree by {when})", values),
                Stance::Concern => language.fill("{a} and {b} (disagree by {when})", values),
            }
        })
        .collect();
    if !turns.is_empty() {
        let pairs = listed(language, &listed_turns);
        said.push(language.fill(
            "Pairs that turn from one to the other: {n}; {pairs}.",
            &[("n", &turns.len()), ("pairs", &pairs)],
        ));
    }
    said.join(" ")
}

/// Two who agree more than they disagree in one window, and the other way round in a later one.
pub(super) struct Turn {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) window: usize,
    pub(super) to: Stance,
}

/// By the ties that are drawn.
pub(super) fn turned(chosen: &Chosen<'_>) -> Vec<Turn> {
    let mut net: std::collections::BTreeMap<(usize, usize), Vec<f64>> =
        std::collections::BTreeMap::new();
    let windows = chosen.windows.len();
    for (window, ties) in chosen.ties.iter().enumerate() {
        for tie in ties {
            let weight = if tie.stance == Stance::Support {
                tie.weight
            } else {
                -tie.weight
            };
            let all = net
                .entry((tie.a, tie.b))
                .or_insert_with(|| vec![0.0; windows]);
            all[window] += weight;
        }
    }
    let mut turns = Vec::new();
    for ((a, b), nets) in net {
        let mut before = 0.0;
        for (window, &now) in nets.iter().enumerate() {
            if before * now < 0.0 {
                let to = if now > 0.0 {
                    Stance::Support
                } else {
                    Stance::Concern
                };
                turns.push(Turn { a, b, window, to });
            }
            if now != 0.0 {
                before = now;
            }
        }
    }
    turns
}

/// Windows that have no panel, or why there is one only.
fn about_windows(options: &DrawOptions, chosen: &Chosen<'_>) -> Vec<String> {
    let language = options.language;
    let mut said = Vec::new();
    if chosen.before > 0 {
        let first = chosen.windows.first().map_or("", |cut| cut.label.as_str());
        let values: &[(&str, &dyn std::fmt::Display)] = &[("n", &chosen.before), ("first", &first)];
        said.push(if chosen.before == 1 {
            language.fill(
                "+{n} more window, before {first}: the table has it.",
                values,
            )
        } else {
            language.fill(
                "+{n} more windows, before {first}: the table has them.",
                values,
            )
        });
    }
    if chosen.without > 0 {
        let n = chosen.without;
        said.push(language.fill(
            "Windows in which nobody has a tie, left out: {n}.",
            &[("n", &n)],
        ));
    }
    if chosen.cuts.windows.len() == 1 {
        said.push(
            match options.windowing {
                Windowing::Meeting => language.say("Everything was said at one meeting, so there is one window and nothing to compare; the form \u{2018}network\u{2019} shows it with its coalitions. Where statements have days of their own, shorter windows (--window) may be more."),
                _ => language.say("Everything was said within one window, so there is nothing to compare; a shorter one (--window) may be more."),
            }
            .to_owned(),
        );
    }
    if chosen.undated > 0 {
        let n = counted(language, chosen.undated, Counted::Statement);
        said.push(language.fill("Without a date, and so in no window: {n}.", &[("n", &n)]));
    }
    said
}

/// Source, measure, and what is left out.
pub(super) fn caption(record: &Record, options: &DrawOptions, chosen: &Chosen<'_>) -> Vec<String> {
    let language = options.language;
    let mut lines: Vec<String> = options.caption.iter().cloned().collect();
    lines.push(provenance_in(language, record));
    let alone = language.say("In each window only what was said then counts.");
    lines.push(format!("{} {alone}", measure(options)));
    let mut left = Vec::new();
    if let Some(least) = chosen.below {
        left.push(language.fill(
            "Ties below {x} left out: {n}.",
            &[("x", &least), ("n", &chosen.weaker)],
        ));
    }
    if chosen.left_out > 0 {
        left.push(language.fill(
            "Stakeholders with weaker ties, left out: {n}.",
            &[("n", &chosen.left_out)],
        ));
    }
    left.extend(about_windows(options, chosen));
    if !left.is_empty() {
        lines.push(left.join(" "));
    }
    lines
}

/// What a caller should be told.
pub(super) fn notes(options: &DrawOptions, chosen: &Chosen<'_>) -> Vec<String> {
    let drawn: usize = chosen.ties.iter().map(Vec::len).sum();
    let large = (drawn > MOST_TIES).then(|| words::too_many_lines(options.language, drawn));
    about_windows(options, chosen)
        .into_iter()
        .chain(large)
        .collect()
}

/// Every window, and every tie in every window, drawn or not.
pub(super) fn facts(record: &Record, options: &DrawOptions, chosen: &Chosen<'_>) -> Vec<Table> {
    let language = options.language;
    let mut windows = Table::new(
        language.say("Windows"),
        [
            language.say("Window"),
            language.say("Statements"),
            language.say("Ties of agreement"),
            language.say("Ties of disagreement"),
            language.say("Drawn"),
        ],
    );
    for (at, cut) in chosen.cuts.windows.iter().enumerate() {
        let [agree, disagree] = sides(&chosen.all[at]);
        windows.push([
            cut.label.clone().into(),
            cut.rows.len().into(),
            agree.into(),
            disagree.into(),
            chosen.places.contains(&at).into(),
        ]);
    }
    let mut columns: Vec<String> = [
        language.say("Stakeholder"),
        language.say("Stakeholder"),
        language.say("Agreement or disagreement"),
    ]
    .map(str::to_owned)
    .into();
    columns.extend(chosen.cuts.windows.iter().map(|cut| cut.label.clone()));
    let mut ties = Table::new(language.say("Ties"), columns);
    let count = chosen.cuts.windows.len();
    let mut weights: std::collections::BTreeMap<(usize, usize, bool), Vec<f64>> =
        std::collections::BTreeMap::new();
    for (at, all) in chosen.all.iter().enumerate() {
        for tie in all {
            let key = (tie.a, tie.b, tie.stance == Stance::Concern);
            weights.entry(key).or_insert_with(|| vec![0.0; count])[at] = tie.weight;
        }
    }
    for ((a, b, concern), weights) in weights {
        let side = if concern {
            language.say("disagreement")
        } else {
            language.say("agreement")
        };
        let ends = [name(record, a), name(record, b), side].map(|text| text.to_owned().into());
        let weights = weights.into_iter().map(Cell::Number);
        ties.push(ends.into_iter().chain(weights));
    }
    vec![windows, ties]
}
