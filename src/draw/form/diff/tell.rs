//! What a picture of changes says in words: headings, legend, caption, names, description, facts.

use super::marks::{HALF_CELL_PX, outline, wedge};
use super::plan::{Plan, Way};
use super::{Data, DiffPair, Heard};
use crate::analysis::Table;
use crate::analysis::diff::{DiffSide, Turn};
use crate::draw::form::parts::heading;
use crate::draw::language::Language;
use crate::draw::options::DrawOptions;
use crate::draw::page::Key;
use crate::draw::scene::{Element, Point, Rect};
use crate::draw::signed_edge::sign;
use crate::draw::words::{self, Counted, counted, describe_sides, listed, provenance_in};
use crate::model::Stance;

/// What became of a stance, in one word or two.
fn turn_word(turn: Turn, language: Language) -> &'static str {
    match turn {
        Turn::New => language.say("new"),
        Turn::Dropped => language.say("dropped"),
        Turn::Flipped => language.say("flipped to the other side"),
        Turn::Mixed => language.say("on both sides now"),
        Turn::Cleared => language.say("on both sides no longer"),
        Turn::Stronger => language.say("more statements"),
        Turn::Weaker => language.say("fewer statements"),
        Turn::Tilted => language.say("sides otherwise divided"),
    }
}

fn side_word(side: usize, language: Language) -> &'static str {
    if side == 0 {
        language.say("Before")
    } else {
        language.say("After")
    }
}

/// "Before: OEWG (2020-02-12)"; where both have one title, the days alone.
pub(super) fn labels(pair: &DiffPair<'_>, language: Language) -> [String; 2] {
    let sides = [&pair.diff.before, &pair.diff.after];
    let same = sides[0].title == sides[1].title && sides[0].days != sides[1].days;
    [0, 1].map(|side| {
        let it: &DiffSide = sides[side];
        let days = it.days.as_ref().map(|[first, last]| {
            if first == last {
                first.clone()
            } else {
                format!("{first} \u{2013} {last}")
            }
        });
        let title = it.title.clone().filter(|_| !same || days.is_none());
        let own = match (title, days) {
            (Some(title), Some(days)) => format!("{title} ({days})"),
            (title, days) => days.or(title).unwrap_or_default(),
        };
        let label = if pair.labels[side].is_empty() {
            &own
        } else {
            pair.labels[side]
        };
        match (label.is_empty(), side) {
            (true, _) => side_word(side, language).to_owned(),
            (_, 0) => language.fill("Before: {label}", &[("label", &label)]),
            _ => language.fill("After: {label}", &[("label", &label)]),
        }
    })
}

/// Support and concern, then the turns that occur.
pub(super) fn keys(data: &Data, language: Language) -> Vec<Key> {
    let mut keys: Vec<Key> = (Stance::ALL.into_iter())
        .map(|stance| {
            let sample = sign(Point::new(5.0, 0.0), stance, 5.0);
            Key::Sample(10.0, sample, words::verb(language, stance).to_owned())
        })
        .collect();
    let occurs = |turns: &[Turn]| {
        let mut cells = data.cells.values();
        cells.any(|it| it.turn.is_some_and(|turn| turns.contains(&turn)))
    };
    let half = HALF_CELL_PX - 1.5;
    let b = Rect::new(0.0, -half, 2.0 * half, 2.0 * half);
    let framed = |turn| {
        Key::Sample(
            b.width,
            outline(b, turn),
            turn_word(turn, language).to_owned(),
        )
    };
    for turn in [Turn::New, Turn::Dropped, Turn::Flipped] {
        if occurs(&[turn]) {
            keys.push(framed(turn));
        }
    }
    let round = [Turn::Mixed, Turn::Cleared, Turn::Tilted];
    if occurs(&round) {
        let words = language.say("on both sides before or now, and not as before");
        keys.push(Key::Sample(
            b.width,
            outline(b, Turn::Mixed),
            words.to_owned(),
        ));
    }
    for turn in [Turn::Stronger, Turn::Weaker] {
        if occurs(&[turn]) {
            let mut sample: Vec<Element> = sign(Point::new(half, 0.0), Stance::Support, 5.0);
            sample.push(wedge(Point::new(half, 0.0), half, false, turn));
            keys.push(Key::Sample(
                b.width,
                sample,
                turn_word(turn, language).to_owned(),
            ));
        }
    }
    keys
}

/// "Before: Iran, Norms: statements in support 1, of concern 0; flipped to the other side".
pub(super) fn cell(
    (who, what): (&str, &str),
    (side, counts, turn): (usize, [usize; 2], Option<Turn>),
    language: Language,
) -> String {
    let said = describe_sides(language, counts);
    let word = side_word(side, language);
    let turn = turn.map(|turn| format!("; {}", turn_word(turn, language)));
    format!("{word}: {who}, {what}: {said}{}", turn.unwrap_or_default())
}

/// What was folded.
pub(super) fn notes(data: &Data, plan: &Plan, way: Way, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    if way.rolled {
        let words = language.say("To fit the page, themes count as their broadest one.");
        notes.push(words.to_owned());
    }
    let folded = [
        (plan.people.len(), plan.rest.len(), Counted::Stakeholder),
        (plan.topics.len(), plan.rest_topics.len(), Counted::Theme),
    ];
    for (shown, rest, what) in folded {
        if rest > 0 {
            notes.push(language.fill(
                "Shown are the {n} with most changes; folded: {rest}.",
                &[
                    ("n", &counted(language, shown, what)),
                    ("rest", &counted(language, rest, what)),
                ],
            ));
        }
    }
    if data.cells.values().all(|it| it.turn.is_none()) {
        notes.push(language.say("No position on a theme changed.").to_owned());
    }
    notes
}

/// "APC: Association for Progressive Communications; ...", of those shown by another name.
pub(super) fn short_names(data: &Data, plan: &Plan) -> Option<String> {
    let shown = plan.people.iter().map(|&row| &data.people[row]);
    let pairs: Vec<String> = shown
        .filter(|it| plan.name_lines(it).0.concat().replace(' ', "") != it.name.replace(' ', ""))
        .map(|it| format!("{}: {}", it.short, it.name))
        .collect();
    (!pairs.is_empty()).then(|| pairs.join("; ") + ".")
}

/// How often each turn occurs, in words.
fn sums(data: &Data, language: Language) -> String {
    let counts: Vec<String> = (Turn::ALL.into_iter())
        .filter_map(|turn| {
            let n = data
                .cells
                .values()
                .filter(|it| it.turn == Some(turn))
                .count();
            let word = turn_word(turn, language);
            let values: &[(&str, &dyn std::fmt::Display)] = &[("turn", &word), ("n", &n)];
            (n > 0).then(|| language.fill("{turn}: {n}", values))
        })
        .collect();
    let same = data.cells.values().filter(|it| it.turn.is_none()).count();
    language.fill(
        "Positions on themes: {turns}; unchanged: {same}.",
        &[
            (
                "turns",
                &if counts.is_empty() {
                    "\u{2013}".to_owned()
                } else {
                    counts.join(", ")
                },
            ),
            ("same", &same),
        ],
    )
}

pub(super) fn caption(
    pair: &DiffPair<'_>,
    data: &Data,
    (notes, names, way): (&[String], Option<String>, Way),
    options: &DrawOptions,
) -> Vec<String> {
    let language = options.language;
    let mut caption: Vec<String> = options.caption.iter().cloned().collect();
    caption.push(provenance_in(language, &pair.merged.record));
    if !data.people.is_empty() && !way.is_terse() {
        caption.push(sums(data, language));
    }
    caption.extend(names);
    if !notes.is_empty() {
        caption.push(notes.join(" "));
    }
    caption
}

/// Who came and went, what changed and who turned, in sentences.
pub(super) fn description(pair: &DiffPair<'_>, data: &Data, language: Language) -> String {
    let mut said = labels(pair, language).map(|it| format!("{it}.")).to_vec();
    let names = |heard: Heard| -> Vec<String> {
        let own = data.people.iter().filter(|it| it.heard == heard);
        own.map(|it| it.name.clone()).collect()
    };
    for heard in [Heard::Both, Heard::Before, Heard::After] {
        let names = names(heard);
        if names.is_empty() {
            continue;
        }
        let names = listed(language, &names);
        let value: &[(&str, &dyn std::fmt::Display)] = &[("names", &names)];
        said.push(match heard {
            Heard::Both => language.fill("With positions before and after: {names}.", value),
            Heard::Before => language.fill("Only before: {names}.", value),
            Heard::After => language.fill("Only after: {names}.", value),
        });
    }
    said.push(sums(data, language));
    let flipped: Vec<String> = (data.cells.iter())
        .filter(|(_, it)| it.turn == Some(Turn::Flipped))
        .map(|(&(row, column), _)| {
            let (who, theme) = (&data.people[row].name, &data.topics[column].name);
            language.fill("{who} on {theme}", &[("who", who), ("theme", theme)])
        })
        .collect();
    if !flipped.is_empty() {
        let names = listed(language, &flipped);
        said.push(language.fill("To the other side: {names}.", &[("names", &names)]));
    }
    said.join(" ")
}

/// Every position, changed or not.
pub(super) fn facts(data: &Data, language: Language) -> Vec<Table> {
    let columns = [
        heading(language, "stakeholder"),
        heading(language, "theme"),
        heading(language, "before"),
        language.say("after"),
        language.say("change"),
    ];
    let mut table = Table::new(language.say("Positions before and after"), columns);
    let held = |counts: [usize; 2]| {
        let signed = counts.into_iter().zip(Stance::ALL).filter(|(n, _)| *n > 0);
        let signed: Vec<String> = signed
            .map(|(n, stance)| format!("{}{n}", stance.symbol()))
            .collect();
        signed.join(" ")
    };
    for (&(row, column), it) in &data.cells {
        let turn = it.turn.map_or("", |turn| turn_word(turn, language));
        table.push([
            data.people[row].name.as_str().into(),
            data.topics[column].name.as_str().into(),
            held(it.before.counts()).into(),
            held(it.after.counts()).into(),
            turn.into(),
        ]);
    }
    vec![table]
}
