//! How much of a diff is shown, and where.

use std::cmp::Reverse;

use super::{BETWEEN_PX, BOLD, Data, FONT, HEAD_PX, Heard, LINE_PX, MARGIN_PX, Person, turned};
use crate::draw::language::Language;
use crate::draw::options::DrawOptions;
use crate::draw::page::Page;
use crate::draw::scene::Point;

/// Narrower than this a mark does not fit its cell, px.
const LEAST_CELL_PX: f64 = 15.0;
/// A cell that is wider holds no more, px.
const MOST_CELL_PX: f64 = 44.0;
/// Least height of a row, px: two marks one above the other.
const ROW_PX: f64 = 25.0;
/// More columns than this are not read from side to side.
const MOST_TOPICS: usize = 60;

/// One way to draw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    /// Themes count as their broadest one.
    pub(super) rolled: bool,
    /// The halves stand one above the other.
    pub(super) stacked: bool,
    /// Stakeholders go by their short names.
    pub(super) short: bool,
    pub(super) people: usize,
    pub(super) topics: usize,
}

fn name_px(options: &DrawOptions) -> f64 {
    (options.content_px() * 0.22).clamp(76.0, 170.0).floor()
}

/// How many columns there is room for.
fn most_topics(stacked: bool, options: &DrawOptions) -> usize {
    let room = options.content_px() - name_px(options);
    let half = if stacked {
        room
    } else {
        (room - BETWEEN_PX) / 2.0
    };
    ((half / LEAST_CELL_PX).floor().max(1.0) as usize).min(MOST_TOPICS)
}

/// Every way that keeps to the width, from whole to most folded.
pub(super) fn ways(data: &Data, rolled: &Data, options: &DrawOptions) -> Vec<Way> {
    let top = options.top.unwrap_or(usize::MAX);
    let mut ways = Vec::new();
    let people = [60, 40, 32, 26, 21, 17, 14, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1];
    let of = |data: &Data| (data.people.len().min(top), data.topics.len().min(top));
    for (is_rolled, it) in [(false, data), (true, rolled)] {
        let (all, topics) = of(it);
        // Side by side is never the higher of the two.
        let stacked = topics > most_topics(false, options);
        if topics <= most_topics(stacked, options) {
            let way = Way {
                rolled: is_rolled,
                stacked,
                short: is_rolled,
                people: all.min(people[0]),
                topics,
            };
            ways.push(way);
            if !is_rolled {
                ways.push(Way { short: true, ..way });
            }
        }
    }
    let (all, topics) = of(rolled);
    let folded = Way {
        rolled: true,
        stacked: false,
        short: true,
        people: all.max(1),
        topics: topics.min(most_topics(false, options)),
    };
    let fewer = people.into_iter().filter(|n| *n < all);
    ways.extend(fewer.map(|people| Way { people, ..folded }));
    if ways.is_empty() {
        ways.push(folded);
    }
    ways
}

/// What is shown, and how large.
pub(super) struct Plan {
    pub(super) people: Vec<usize>,
    pub(super) topics: Vec<usize>,
    /// People who are not shown one by one.
    pub(super) rest: Vec<usize>,
    /// Topics that are not shown.
    pub(super) rest_topics: Vec<usize>,
    pub(super) name_px: f64,
    pub(super) cell_px: f64,
    pub(super) short: bool,
    language: Language,
}

/// The `top` with most changes, then most statements, in their order; and the others.
fn chosen(weights: &[[usize; 2]], top: usize) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| (Reverse(weights[at]), at));
    let mut rest = order.split_off(top.min(order.len()));
    order.sort_unstable();
    rest.sort_unstable();
    (order, rest)
}

impl Way {
    /// Whether hardly anything is shown: then the caption leaves out what the facts say as well.
    pub(super) const fn is_terse(self) -> bool {
        self.people <= 3 && self.rolled
    }
}

impl Plan {
    pub(super) fn new(data: &Data, way: Way, options: &DrawOptions) -> Self {
        let weights = |it: &Person| [it.changes, it.statements];
        let people: Vec<[usize; 2]> = data.people.iter().map(weights).collect();
        let topics = data.topics.iter().map(|it| [it.changes, it.statements]);
        let topics: Vec<[usize; 2]> = topics.collect();
        let (people, rest) = chosen(&people, way.people);
        let (topics, rest_topics) = chosen(&topics, way.topics);
        let name_px = name_px(options);
        let room = options.content_px() - name_px;
        let half = if way.stacked {
            room
        } else {
            (room - BETWEEN_PX) / 2.0
        };
        let cell_px = (half / topics.len().max(1) as f64)
            .floor()
            .min(MOST_CELL_PX);
        Self {
            people,
            topics,
            rest,
            rest_topics,
            name_px,
            cell_px,
            short: way.short,
            language: options.language,
        }
    }

    /// Width of a half; that of few columns is enough for words.
    pub(super) fn half_px(&self) -> f64 {
        (self.cell_px * self.topics.len() as f64).max(LEAST_CELL_PX * 6.0)
    }

    /// Left edge of the first or second place.
    pub(super) fn left(&self, place: usize) -> f64 {
        MARGIN_PX + self.name_px + (self.half_px() + BETWEEN_PX) * place as f64
    }

    pub(super) fn name_lines(&self, person: &Person) -> (Vec<String>, Vec<String>) {
        name_lines(person, self.name_px, self.short, self.language)
    }

    /// Heights of the rows: the same in both halves.
    pub(super) fn heights(&self, data: &Data) -> Vec<f64> {
        (self.people.iter())
            .map(|&row| {
                let (name, note) = self.name_lines(&data.people[row]);
                (BOLD.line_px() * (name.len() + note.len()) as f64 + 5.0).max(ROW_PX)
            })
            .collect()
    }

    /// Names of themes above some places.
    pub(super) fn heads(&self, page: &mut Page, data: &Data, places: &[usize]) {
        let most = ((self.cell_px - 2.0) / LINE_PX).floor().max(1.0) as usize;
        let lines: Vec<Vec<String>> = (self.topics.iter())
            .map(|&topic| head_lines(&data.topics[topic].name, most))
            .collect();
        let longest = lines.iter().flatten().map(|line| BOLD.width_px(line));
        let height = longest.fold(0.0, f64::max) + 8.0;
        let foot = page.y + height - 4.0;
        let mut children = Vec::new();
        for &place in places {
            for (column, lines) in lines.iter().enumerate() {
                let middle = self.left(place) + self.cell_px * (column as f64 + 0.5);
                for (i, line) in lines.iter().enumerate() {
                    let off = (i as f64 - (lines.len() as f64 - 1.0) / 2.0) * LINE_PX + 4.0;
                    children.push(turned(line, Point::new(middle + off, foot)));
                }
            }
        }
        page.part("columns", children);
        page.y += height;
    }
}

/// A head in at most so many lines, as short as these allow.
fn head_lines(name: &str, most: usize) -> Vec<String> {
    let mut width = HEAD_PX;
    loop {
        let lines = BOLD.wrap_evenly(name, width);
        if lines.len() <= most {
            return lines;
        }
        width *= 1.1;
    }
}

/// The name of a row, and whether it is heard on one side only.
fn name_lines(
    person: &Person,
    width_px: f64,
    short: bool,
    language: Language,
) -> (Vec<String>, Vec<String>) {
    let room = width_px - 8.0;
    let words = person.name.split_whitespace();
    let longest = words.map(|w| BOLD.width_px(w)).fold(0.0, f64::max);
    let whole = BOLD.wrap_evenly(&person.name, room);
    let long = if short { 1 } else { 3 };
    let name = if longest > room || whole.len() > long {
        BOLD.wrap_evenly(&person.short, room)
    } else {
        whole
    };
    let note = match person.heard {
        Heard::Both => return (name, Vec::new()),
        Heard::Before => language.say("only before"),
        Heard::After => language.say("only after"),
    };
    (name, FONT.wrap(note, room))
}
