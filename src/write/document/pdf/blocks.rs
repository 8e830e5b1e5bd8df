//! Blocks of a document as strips: each knows its style, its tag and what it stands with.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, Tag};

use super::flow::{Mark, Strip, Words};
use super::lines::{Piece, Style, lines, width};
use super::tags::{GroupId, Tags};
use crate::draw::{Colour, Weight, palette};
use crate::write::document::run::{Lead, Manner, Run, place, runs};
use crate::write::document::{Block, Document, EvidenceEntry, Figure, Inline, Paper, plain};

const fn style(size_pt: f64, line_pt: f64, weight: Weight, colour: Colour) -> Style {
    Style {
        size_pt,
        line_pt,
        weight,
        colour,
    }
}

const TITLE: Style = style(22.0, 26.0, Weight::Bold, palette::INK);
const SUBTITLE: Style = style(11.0, 15.0, Weight::Regular, palette::MUTED);
pub(super) const BODY: Style = style(10.5, 14.5, Weight::Regular, palette::INK);
const CAPTION: Style = style(9.5, 12.5, Weight::Regular, palette::MUTED);
pub(super) const SMALL: Style = style(9.0, 12.0, Weight::Regular, palette::INK);
pub(super) const FOOTER: Style = style(9.0, 12.0, Weight::Regular, palette::MUTED);
/// Links: 8.3:1 on white.
pub(super) const LINK: Colour = Colour("#1B4F8A");
/// The bar beside an aside: 4.9:1.
const BAR: Colour = Colour("#B35806");

/// Headings of level 2 to 6: style and room above.
const fn heading(level: u8) -> (Style, f64) {
    match level {
        0..=2 => (style(15.0, 19.0, Weight::Bold, palette::INK), 18.0),
        3 => (style(12.0, 16.0, Weight::Bold, palette::INK), 13.0),
        _ => (style(10.5, 14.5, Weight::Bold, palette::INK), 10.0),
    }
}

/// Between paragraphs.
const GAP_PT: f64 = 7.0;
/// Above a figure.
const FIGURE_ABOVE_PT: f64 = 12.0;
/// How far the text of lists stands in.
const INDENT_PT: f64 = 18.0;
/// Up to so many lines, an aside or an entry of evidence is never parted.
const WHOLE: usize = 14;

/// A document as strips.
pub(super) struct Setter<'d> {
    pub(super) strips: Vec<Strip<'d>>,
    /// The strips of each table's head.
    pub(super) heads: Vec<Vec<usize>>,
    pub(super) tags: Tags,
    pub(super) left: f64,
    pub(super) room: [f64; 2],
    document: &'d Document,
}

/// Where a paragraph stands, and in which group its words are.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    pub(super) style: Style,
    pub(super) x: f64,
    pub(super) room: f64,
    pub(super) group: GroupId,
}

impl<'d> Setter<'d> {
    /// Sets the whole document.
    pub(super) fn new(document: &'d Document, paper: Paper) -> Self {
        let mut setter = Self {
            strips: Vec::new(),
            heads: Vec::new(),
            tags: Tags::default(),
            left: paper.margin_pt(),
            room: paper.room_pt(),
            document,
        };
        setter.title();
        for block in &document.blocks {
            setter.block(block);
        }
        // Nothing follows the last.
        if let Some(last) = setter.strips.last_mut() {
            last.keep = false;
        }
        setter
    }

    pub(super) fn setting(&self, style: Style, group: GroupId) -> Setting {
        Setting {
            style,
            x: self.left,
            room: self.room[0],
            group,
        }
    }

    fn title(&mut self) {
        let title = &self.document.title;
        let tag = Tag::Hn(NonZeroU16::MIN, Some(title.clone()));
        let group = self.tags.group(None, tag);
        let words = [Run::new(title, Manner::Plain)];
        let mut strips = self.paragraph(&words, self.setting(TITLE, group));
        keep_all(&mut strips, true);
        if let Some(first) = strips.first_mut() {
            first.heading = Some((1, title.clone()));
        }
        self.strips.extend(strips);
        if !self.document.subtitle.is_empty() {
            let group = self.tags.group(None, Tag::P);
            let words = [Run::new(&self.document.subtitle, Manner::Plain)];
            let strips = self.paragraph(&words, self.setting(SUBTITLE, group));
            self.push(strips, 4.0);
        }
    }

    fn block(&mut self, block: &'d Block) {
        match block {
            Block::Heading {
                level,
                anchor,
                text,
            } => {
                let (style, above) = heading(*level);
                let words = plain(text);
                let number = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                let group = self.tags.group(None, Tag::Hn(number, Some(words.clone())));
                let mut strips = self.paragraph(&runs(text), self.setting(style, group));
                keep_all(&mut strips, true);
                if let Some(first) = strips.first_mut() {
                    first.anchors.push(anchor);
                    first.heading = Some((*level, words));
                }
                self.push(strips, above);
            }
            Block::Paragraph(text) => {
                let group = self.tags.group(None, Tag::P);
                let strips = self.paragraph(&runs(text), self.setting(BODY, group));
                self.push(strips, GAP_PT);
            }
            Block::List(items) => self.list(items, ListNumbering::Disc),
            Block::Numbered(items) => self.list(items, ListNumbering::Decimal),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Note { title, paragraphs } => self.note(title, paragraphs),
            Block::Evidence(entries) => {
                let list = self.tags.group(None, Tag::L(ListNumbering::Decimal));
                for entry in entries {
                    self.evidence(entry, list);
                }
            }
        }
    }

    /// Adds strips, the first of them with room above.
    pub(super) fn push(&mut self, mut strips: Vec<Strip<'d>>, above: f64) {
        if let Some(first) = strips.first_mut() {
            first.before += above;
        }
        self.strips.extend(strips);
    }

    /// Lines of a paragraph; two of them stand together at the foot and at the top of a page.
    pub(super) fn paragraph(&mut self, runs: &[Run], setting: Setting) -> Vec<Strip<'d>> {
        let Setting { style, group, .. } = setting;
        let groups: Vec<GroupId> = runs.iter().map(|run| self.inline(run, group)).collect();
        let lines = lines(runs, &style, setting.room);
        let count = lines.len();
        let strips = lines.into_iter().enumerate().map(|(at, line)| {
            let marks = (line.into_iter())
                .map(|piece| Mark::Words(words(piece, runs, &groups, setting)))
                .collect();
            Strip {
                height: style.line_pt,
                keep: at + 1 < count && (at == 0 || at + 2 == count),
                marks,
                ..Strip::default()
            }
        });
        strips.collect()
    }

    /// The group of a run's words.
    fn inline(&mut self, run: &Run, paragraph: GroupId) -> GroupId {
        match (&run.lead, run.manner) {
            (Some(_), _) => self.tags.group(Some(paragraph), Tag::Link),
            (None, Manner::Strong) => self.tags.group(Some(paragraph), Tag::Strong),
            (None, Manner::Emphasis) => self.tags.group(Some(paragraph), Tag::Em),
            (None, Manner::Plain) => paragraph,
        }
    }

    /// A mark of a list before the first line of what follows.
    fn label(&mut self, text: &str, weight: Weight, group: GroupId, style: Style) -> Mark<'d> {
        let style = Style { weight, ..style };
        Mark::Words(Words {
            text: text.to_owned(),
            x: self.left,
            baseline: style.baseline_pt(),
            width: width(text, &style),
            size_pt: style.size_pt,
            weight,
            slanted: false,
            colour: style.colour,
            group,
            lead: None,
        })
    }

    fn list(&mut self, items: &'d [Vec<Inline>], numbering: ListNumbering) {
        let list = self.tags.group(None, Tag::L(numbering));
        for (at, item) in items.iter().enumerate() {
            let entry = self.tags.group(Some(list), Tag::LI);
            let label = self.tags.group(Some(entry), Tag::Lbl);
            let body = self.tags.group(Some(entry), Tag::LBody);
            let sign = match numbering {
                ListNumbering::Decimal => format!("{}.", at + 1),
                _ => "•".to_owned(),
            };
            let mark = self.label(&sign, Weight::Regular, label, BODY);
            let mut setting = self.setting(BODY, body);
            setting.x += INDENT_PT;
            setting.room -= INDENT_PT;
            let mut strips = self.paragraph(&runs(item), setting);
            if let Some(first) = strips.first_mut() {
                first.marks.insert(0, mark);
            }
            self.push(strips, if at == 0 { GAP_PT } else { 3.0 });
        }
    }

    fn figure(&mut self, figure: &'d Figure) {
        let told = std::iter::once(&figure.alt).chain(&figure.description);
        let told: Vec<&str> = told.map(String::as_str).collect();
        let group = self.tags.group(None, Tag::Figure(Some(told.join("\n"))));
        let caption = self.tags.group(None, Tag::Caption);
        let mut words = vec![Run::new(format!("{}. ", figure.label), Manner::Strong)];
        words.extend(runs(&figure.caption));
        let mut below = self.paragraph(&words, self.setting(CAPTION, caption));
        keep_all(&mut below, false);
        let beneath: f64 = below.iter().map(|strip| strip.height).sum();
        let above = self.kept_pt();
        let scene = &figure.scene;
        let [wide, high] = self.room;
        let scale = (wide / scene.width_px).min((high - above - beneath - 5.0) / scene.height_px);
        let scale = scale.min(0.75);
        let strip = Strip {
            height: scene.height_px * scale,
            keep: true,
            marks: vec![Mark::Scene {
                scene,
                x: self.left + (wide - scene.width_px * scale) / 2.0,
                scale,
                group,
            }],
            anchors: vec![&figure.anchor],
            ..Strip::default()
        };
        self.push(vec![strip], FIGURE_ABOVE_PT);
        self.push(below, 5.0);
        self.after(5.0);
    }

    /// How high what stands directly above and is kept with what follows is: headings.
    fn kept_pt(&self) -> f64 {
        let kept = self.strips.iter().rev().take_while(|strip| strip.keep);
        let heights = kept.map(|strip| strip.before + strip.height);
        let height: f64 = heights.sum();
        if height > 0.0 {
            height + FIGURE_ABOVE_PT
        } else {
            0.0
        }
    }

    /// Leaves room under what was set last.
    pub(super) fn after(&mut self, room: f64) {
        self.strips.push(Strip {
            before: room,
            ..Strip::default()
        });
    }

    fn note(&mut self, title: &'d str, paragraphs: &'d [Vec<Inline>]) {
        const PAD: f64 = 8.0;
        let aside = self.tags.group(None, Tag::Div);
        let mut all: Vec<Strip<'d>> = Vec::new();
        let title = [Run::new(title, Manner::Strong)];
        let texts = std::iter::once(title.to_vec());
        let texts = texts.chain(paragraphs.iter().map(|text| runs(text)));
        for (at, text) in texts.enumerate() {
            let group = self.tags.group(Some(aside), Tag::P);
            let mut setting = self.setting(BODY, group);
            setting.x += PAD + 6.0;
            setting.room -= 2.0 * PAD + 6.0;
            let mut strips = self.paragraph(&text, setting);
            if at == 0 {
                keep_all(&mut strips, true);
            } else if let Some(first) = strips.first_mut() {
                first.before = 3.0;
            }
            all.extend(strips);
        }
        if all.len() <= WHOLE {
            keep_all(&mut all, false);
        }
        let count = all.len();
        for (at, strip) in all.iter_mut().enumerate() {
            let above = if at == 0 { 0.0 } else { strip.before };
            if at == 0 {
                strip.height += PAD;
                shift(&mut strip.marks, PAD);
            }
            if at + 1 == count {
                strip.height += PAD;
            }
            let area = |x: f64, width: f64, colour: Colour| Mark::Area {
                x,
                y: -above,
                width,
                height: strip.height + above,
                colour,
            };
            let back = [
                area(self.left, self.room[0], palette::PANEL),
                area(self.left, 3.0, BAR),
            ];
            strip.marks.splice(0..0, back);
        }
        self.push(all, 10.0);
        self.after(4.0);
    }

    fn evidence(&mut self, entry: &'d EvidenceEntry, list: GroupId) {
        let item = self.tags.group(Some(list), Tag::LI);
        let label = self.tags.group(Some(item), Tag::Lbl);
        let body = self.tags.group(Some(item), Tag::LBody);
        let mark = self.label(&entry.label, Weight::Bold, label, BODY);
        const STEP: f64 = 26.0;
        let inset = |mut setting: Setting, by: f64| {
            setting.x += by;
            setting.room -= by;
            setting
        };
        let group = self.tags.group(Some(body), Tag::P);
        let setting = inset(self.setting(BODY, group), STEP);
        let mut all = self.paragraph(&runs(&entry.statement), setting);
        if let Some(first) = all.first_mut() {
            first.marks.insert(0, mark);
            first.anchors.push(&entry.anchor);
        }
        if let Some(quote) = &entry.quote {
            let [before, after] = &self.document.words.quotation;
            let outer = self.tags.group(Some(body), Tag::BlockQuote);
            let group = self.tags.group(Some(outer), Tag::P);
            let words = [Run::new(format!("{before}{quote}{after}"), Manner::Plain)];
            let setting = inset(self.setting(BODY, group), STEP + 12.0);
            let mut strips = self.paragraph(&words, setting);
            if let Some(first) = strips.first_mut() {
                first.before = 2.0;
            }
            all.extend(strips);
        }
        let words = place(entry, &self.document.words.back);
        if !words.is_empty() {
            let group = self.tags.group(Some(body), Tag::P);
            let muted = Style {
                colour: palette::MUTED,
                ..SMALL
            };
            let setting = inset(self.setting(muted, group), STEP);
            let mut strips = self.paragraph(&words, setting);
            if let Some(first) = strips.first_mut() {
                first.before = 2.0;
            }
            all.extend(strips);
        }
        if all.len() <= WHOLE {
            keep_all(&mut all, false);
        } else if let Some(first) = all.first_mut() {
            first.keep = true;
        }
        self.push(all, 8.0);
    }
}

/// Keeps strips on one page; with `after`, also with what follows them.
pub(super) fn keep_all(strips: &mut [Strip<'_>], after: bool) {
    let count = strips.len();
    for (at, strip) in strips.iter_mut().enumerate() {
        strip.keep = after || at + 1 < count;
    }
}

/// Moves words down within their strip.
pub(super) fn shift(marks: &mut [Mark<'_>], by: f64) {
    for mark in marks {
        if let Mark::Words(words) = mark {
            words.baseline += by;
        }
    }
}

fn words(piece: Piece, runs: &[Run], groups: &[GroupId], setting: Setting) -> Words {
    let Setting { style, x, .. } = setting;
    let run = &runs[piece.run];
    let colour = if run.lead.is_some() {
        LINK
    } else {
        style.colour
    };
    let lead = run.lead.clone().map(|lead| {
        let words = match &lead {
            Lead::Within(_) => run.text.clone(),
            Lead::Out(url) => format!("{} ({url})", run.text),
        };
        (lead, words)
    });
    Words {
        text: piece.text,
        x: x + piece.x,
        baseline: style.baseline_pt(),
        width: piece.width,
        size_pt: style.size_pt,
        weight: style.weight_of(run.manner),
        slanted: run.manner == Manner::Emphasis,
        colour,
        group: groups[piece.run],
        lead,
    }
}
