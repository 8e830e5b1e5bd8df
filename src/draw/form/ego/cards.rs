//! The boxes to both sides of the focus, with the claims through which a stance is taken.

use std::cmp::Reverse;

use super::{BETWEEN_PX, BOLD, FONT};
use crate::draw::form::held::{Held, Item, side};
use crate::draw::form::said;
use crate::draw::form::signed_bar::kind_mark;
use crate::draw::options::{DrawOptions, Focus, Through};
use crate::draw::page::Page;
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Shape, Stroke, Text, text_block,
};
use crate::model::{ClaimIx, KnowledgeGraph, Record, StakeholderKind, Stance};

const INSET_PX: f64 = 8.0;
/// Room for the sign before a claim.
const SIGN_PX: f64 = 12.0;
/// Of one card.
const MOST_CLAIMS: usize = 4;

/// A theme, claim or stakeholder on one side.
#[derive(Debug, Clone)]
pub(super) struct Card {
    pub(super) item: String,
    pub(super) title: String,
    /// Of a stakeholder.
    pub(super) kind: Option<StakeholderKind>,
    pub(super) stance: Stance,
    pub(super) mixed: bool,
    pub(super) rows: Vec<usize>,
    /// The claims spoken of, with the stance on them.
    pub(super) claims: Vec<(Stance, ClaimIx)>,
    /// What a reader is told.
    pub(super) sentence: String,
    /// The claims that are spelt out, in lines.
    spelt: Vec<(Stance, Vec<String>)>,
    heading: Vec<String>,
}

/// One side, as it fits.
pub(super) struct Side {
    pub(super) shown: Vec<(Card, f64)>,
    folded: Vec<Card>,
    /// The claims that are spelt out.
    pub(super) said: Vec<(Stance, ClaimIx)>,
    stakeholders: bool,
}

/// Every card of both sides, those with most statements first.
pub(super) fn all(
    record: &Record,
    graph: &KnowledgeGraph,
    held: &Held,
    focus: Focus,
    options: &DrawOptions,
) -> [Vec<Card>; 2] {
    let claims = Held::new(graph, Through::Claims);
    Stance::ALL.map(|stance| {
        let mut cards: Vec<Card> = match focus {
            Focus::Stakeholder(who) => {
                let held = match options.through {
                    Through::Themes => held,
                    Through::Claims => &claims,
                };
                let card = |&item: &Item| {
                    let rows = &held.rows(who, item)?[side(stance)];
                    let mixed = held.is_mixed(who, item);
                    let id = match item {
                        Item::Theme(_) => format!("theme-{}", item.id(record)),
                        Item::Claim(_) => format!("claim-{}", item.id(record)),
                    };
                    let name = &record.stakeholder(who).name;
                    let title = item.name(record);
                    let mut card = card(record, (id, title), stance, mixed, rows)?;
                    card.sentence = sentence(name, stance, title, rows.len(), options);
                    if matches!(item, Item::Claim(_)) {
                        card.claims.clear();
                    }
                    Some(card)
                };
                held.items.iter().filter_map(card).collect()
            }
            Focus::Theme(theme) => {
                let item = Item::Theme(theme);
                let card = |(who, rows): (_, &[usize])| {
                    let it = record.stakeholder(who);
                    let id = format!("stakeholder-{}", it.id);
                    let mixed = held.is_mixed(who, item);
                    let mut card = card(record, (id, &it.name), stance, mixed, rows)?;
                    card.kind = Some(it.kind);
                    card.sentence =
                        sentence(&it.name, stance, item.name(record), rows.len(), options);
                    Some(card)
                };
                held.on(item, stance).into_iter().filter_map(card).collect()
            }
        };
        cards.sort_by_key(|card| Reverse(card.rows.len()));
        cards
    })
}

fn card(
    record: &Record,
    (item, title): (String, &str),
    stance: Stance,
    mixed: bool,
    rows: &[usize],
) -> Option<Card> {
    let table = record.statements();
    let mut claims: Vec<(ClaimIx, Stance)> = (rows.iter())
        .map(|&row| (table.claims()[row], table.stances()[row]))
        .collect();
    claims.sort_by_key(|&(claim, stance)| (claim, side(stance)));
    claims.dedup();
    (!rows.is_empty()).then(|| Card {
        item,
        title: title.to_owned(),
        kind: None,
        stance,
        mixed,
        rows: rows.to_vec(),
        claims: claims
            .into_iter()
            .map(|(claim, stance)| (stance, claim))
            .collect(),
        sentence: String::new(),
        spelt: Vec::new(),
        heading: Vec::new(),
    })
}

/// "Access Now supports Norms: 3 statements".
fn sentence(who: &str, stance: Stance, what: &str, n: usize, options: &DrawOptions) -> String {
    let l = options.language;
    let n = said::statements(l, n);
    format!("{who} {} {what}: {n}", said::verb(l, stance))
}

/// Makes both sides fit: as many cards as there is room for, then their claims, one of each
/// card at a time.
pub(super) fn sides(
    all: &[Vec<Card>; 2],
    record: &Record,
    options: &DrawOptions,
    width: f64,
    room: Option<f64>,
    stacked: bool,
) -> [Side; 2] {
    let top = options.top.unwrap_or(usize::MAX).max(1);
    let fits = |sides: &[Side; 2]| {
        let heights = sides.each_ref().map(Side::height_px);
        let needed = if stacked {
            heights[0] + heights[1]
        } else {
            heights[0].max(heights[1])
        };
        room.is_none_or(|room| needed <= room)
    };
    let make =
        |budget: &[Vec<usize>; 2]| [0, 1].map(|at| Side::new(record, &all[at], &budget[at], width));
    let bare = |most: usize| all.each_ref().map(|cards| vec![0; cards.len().min(most)]);
    let longest = all[0].len().max(all[1].len()).min(top);
    let most = (1..=longest).rev().find(|&most| fits(&make(&bare(most))));
    let mut budget = bare(most.unwrap_or(1));
    for spelt in 1..=MOST_CLAIMS {
        for side in 0..2 {
            for at in 0..budget[side].len() {
                if all[side][at].claims.len() < spelt {
                    continue;
                }
                let before = budget[side][at];
                budget[side][at] = spelt;
                if room.is_some() && !fits(&make(&budget)) {
                    budget[side][at] = before;
                }
            }
        }
    }
    make(&budget)
}

impl Card {
    pub(super) fn id(&self) -> String {
        format!("{}-{}", self.item, self.stance)
    }

    /// Breaks the title and at most so many claims, that no card before has, into lines.
    fn spell(
        &mut self,
        record: &Record,
        width: f64,
        most: usize,
        said: &mut Vec<(Stance, ClaimIx)>,
    ) {
        let mark = if self.kind.is_some() { 24.0 } else { 0.0 };
        let both = if self.mixed { " \u{B1}" } else { "" };
        let title = format!("{} ({}){both}", self.title, self.rows.len());
        self.heading = BOLD.wrap(&title, width - 2.0 * INSET_PX - mark);
        self.spelt.clear();
        for &(stance, claim) in &self.claims {
            if said.contains(&(stance, claim)) || self.spelt.len() == most {
                continue;
            }
            said.push((stance, claim));
            let lines = FONT.wrap(&record.claim(claim).text, width - 2.0 * INSET_PX - SIGN_PX);
            self.spelt.push((stance, lines));
        }
    }

    fn height_px(&self) -> f64 {
        let lines: usize = self.spelt.iter().map(|(_, lines)| lines.len()).sum();
        let gaps = 2.0 * self.spelt.len() as f64;
        BOLD.line_px() * self.heading.len() as f64 + FONT.line_px() * lines as f64 + gaps + 9.0
    }

    pub(super) fn draw(&self, b: Rect) -> Element {
        let border = Stroke {
            colour: palette::line(self.stance),
            width_px: 1.2,
            dash_px: (self.stance == Stance::Concern).then_some((3.0, 2.0)),
        };
        let inner = b.grown(-0.6);
        let mut children = vec![Element::Shape(Shape::both(
            Outline::Rect(inner, 4.0),
            palette::PAPER,
            border,
        ))];
        let mut left = b.x + INSET_PX;
        let mut y = b.y + 4.0;
        if let Some(kind) = self.kind {
            children.push(kind_mark(kind, Point::new(left + 9.0, y + 8.0)));
            left += 24.0;
        }
        let tall = BOLD.line_px() * self.heading.len() as f64;
        let at = Point::new(left, y + tall / 2.0);
        children.extend(text_block(
            &self.heading,
            at,
            Anchor::Left,
            BOLD,
            palette::INK,
        ));
        y += tall;
        let left = b.x + INSET_PX;
        for (stance, lines) in &self.spelt {
            y += 2.0;
            let tall = FONT.line_px() * lines.len() as f64;
            let at = Point::new(left, y + FONT.line_px() / 2.0 + 0.35 * FONT.size_px);
            let sign = Text::new(
                stance.symbol().to_string(),
                at,
                BOLD,
                palette::text(*stance),
            );
            children.push(Element::Text(sign));
            let at = Point::new(left + SIGN_PX, y + tall / 2.0);
            children.extend(text_block(lines, at, Anchor::Left, FONT, palette::INK));
            y += tall;
        }
        Element::Group(Group {
            id: self.id(),
            class: "node card".to_owned(),
            name: Some(self.sentence.clone()),
            role: Role::Node,
            bounds: Some(b),
            statements: self.rows.clone(),
            children,
            ..Group::default()
        })
    }
}

impl Side {
    /// The first cards, each with at most so many claims; the others are folded.
    fn new(record: &Record, cards: &[Card], budget: &[usize], width: f64) -> Self {
        let mut said = Vec::new();
        let shown = (cards.iter().zip(budget))
            .map(|(card, &most)| {
                let mut card = card.clone();
                card.spell(record, width, most, &mut said);
                let height = card.height_px();
                (card, height)
            })
            .collect();
        Self {
            shown,
            folded: cards[budget.len()..].to_vec(),
            said,
            stakeholders: cards.iter().any(|card| card.kind.is_some()),
        }
    }

    pub(super) fn height_px(&self) -> f64 {
        let cards: f64 = self
            .shown
            .iter()
            .map(|(_, height)| height + BETWEEN_PX)
            .sum();
        let fold = if self.folded.is_empty() {
            0.0
        } else {
            2.0 * FONT.line_px() + 4.0
        };
        (cards + fold - BETWEEN_PX).max(0.0)
    }

    /// "+9 more themes: 12 statements"; gives its height.
    pub(super) fn fold(
        &self,
        page: &mut Page,
        at: Point,
        width: f64,
        options: &DrawOptions,
    ) -> f64 {
        if self.folded.is_empty() {
            return 0.0;
        }
        let l = options.language;
        let n = self.folded.len();
        let what = if self.stakeholders {
            said::stakeholders(l, n)
        } else {
            said::items(l, options.through, n)
        };
        let mut rows: Vec<usize> = self.folded.iter().flat_map(|c| c.rows.clone()).collect();
        rows.sort_unstable();
        rows.dedup();
        let statements = said::statements(l, rows.len());
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("what", &what), ("statements", &statements)];
        let words = l.fill("+ {what} more ({statements})", &values);
        let lines = FONT.wrap(&words, width);
        let tall = FONT.line_px() * lines.len() as f64;
        let middle = Point::new(at.x, at.y + tall / 2.0);
        page.part(
            "more",
            text_block(&lines, middle, Anchor::Left, FONT, palette::INK).collect(),
        );
        tall
    }
}
