//! Every look of every picture: text, lines and marks stand out from what lies under them, and
//! support from concern, also in grey and for people with colour-blindness.

use std::collections::BTreeSet;

use plenary::draw::{
    Colour, DrawOptions, Element, Form, Group, Look, Medium, Outline, Palette, Point, Rect, Role,
    Scene, Shape, Step, Text, Tone, scene,
};
use plenary::model::{GraphOptions, KnowledgeGraph};

use crate::fit::assembly;
use crate::samples::{SAMPLES, changes, read};

const LEAST_TEXT: f64 = 4.5;
const LEAST_MARK: f64 = 3.0;
/// A line wider than this is a ground for text upon it.
const BAND_PX: f64 = 4.0;

pub(crate) fn looks() -> Vec<Look> {
    let with = |tone| Palette::ALL.map(|palette| Look { tone, palette });
    Tone::ALL.into_iter().flat_map(with).collect()
}

fn every_scene(look: Look, mut check: impl FnMut(&str, &Scene)) {
    for name in SAMPLES {
        let record = read(name);
        let graph = KnowledgeGraph::new(&record, GraphOptions::default());
        for form in Form::ALL {
            let options = DrawOptions {
                look,
                ..DrawOptions::default()
            };
            let drawn = scene(&record, &graph, form, &options, None).expect("is built in");
            check(&format!("{name} {} {look:?}", form.as_str()), &drawn);
        }
    }
    let options = DrawOptions {
        look,
        ..DrawOptions::default()
    };
    for (name, drawn) in changes(&options) {
        check(&format!("{name} {look:?}"), &drawn);
    }
}

pub(crate) fn linear(colour: Colour) -> [f64; 3] {
    [1, 3, 5].map(|at| {
        let digits = &colour.0[at..at + 2];
        let value = f64::from(u8::from_str_radix(digits, 16).expect("hex")) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Contrast as WCAG 2.2 defines it.
fn contrast(a: Colour, b: Colour) -> f64 {
    let luminance = |colour| {
        let [r, g, b] = linear(colour);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// An outline as lines.
fn flat(outline: &Outline) -> Vec<Vec<Point>> {
    match outline {
        Outline::Rect(b, _) => vec![vec![
            Point::new(b.x, b.y),
            Point::new(b.right(), b.y),
            Point::new(b.right(), b.bottom()),
            Point::new(b.x, b.bottom()),
            Point::new(b.x, b.y),
        ]],
        Outline::Circle(c, r) => {
            // An octagon, its corners on the circle.
            let d = r * std::f64::consts::FRAC_1_SQRT_2;
            let corners = [
                (*r, 0.0),
                (d, d),
                (0.0, *r),
                (-d, d),
                (-r, 0.0),
                (-d, -d),
                (0.0, -r),
                (d, -d),
                (*r, 0.0),
            ];
            vec![corners.map(|(x, y)| Point::new(c.x + x, c.y + y)).to_vec()]
        }
        Outline::Path(steps) => {
            let mut lines: Vec<Vec<Point>> = Vec::new();
            for step in steps {
                match *step {
                    Step::Move(p) => lines.push(vec![p]),
                    Step::Line(p) => lines.last_mut().unwrap().push(p),
                    Step::Curve(a, b, c) => {
                        let line = lines.last_mut().unwrap();
                        let start = *line.last().unwrap();
                        for i in 1..=8 {
                            let t = f64::from(i) / 8.0;
                            let (p, q, r) = (start.towards(a, t), a.towards(b, t), b.towards(c, t));
                            let (p, q) = (p.towards(q, t), q.towards(r, t));
                            line.push(p.towards(q, t));
                        }
                    }
                    Step::Close => {
                        let line = lines.last_mut().unwrap();
                        line.push(line[0]);
                    }
                }
            }
            lines
        }
    }
}

fn around(lines: &[Vec<Point>]) -> Rect {
    let points = lines.iter().flatten();
    let boxes = points.map(|p| Rect::new(p.x, p.y, 0.0, 0.0));
    boxes.reduce(Rect::union).unwrap_or_default()
}

fn inside(lines: &[Vec<Point>], at: Point) -> bool {
    let mut odd = false;
    for line in lines {
        for pair in line.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x
            {
                odd = !odd;
            }
        }
    }
    odd
}

fn near(lines: &[Vec<Point>], at: Point, within: f64) -> bool {
    lines.iter().flat_map(|line| line.windows(2)).any(|pair| {
        let (a, b) = (pair[0], pair[1]);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length = dx * dx + dy * dy;
        let t = if length == 0.0 {
            0.0
        } else {
            (((at.x - a.x) * dx + (at.y - a.y) * dy) / length).clamp(0.0, 1.0)
        };
        a.towards(b, t).distance(at) <= within
    })
}

/// What has been painted so far.
struct Canvas {
    background: Colour,
    painted: Vec<Painted>,
    /// The edge that is being painted, counted from 1; 0 for all else.
    edge: usize,
    edges: usize,
}

struct Painted {
    lines: Vec<Vec<Point>>,
    room: Rect,
    fill: Option<Colour>,
    band: Option<(Colour, f64)>,
    edge: usize,
}

impl Canvas {
    fn ground(&self, at: Point, with_bands: bool) -> Colour {
        let spot = Rect::new(at.x, at.y, 0.0, 0.0);
        let here = self.painted.iter().rev().filter(|it| {
            // Where edges cross, they cross; what they lie on is the rest.
            let crossing = self.edge > 0 && it.edge > 0 && it.edge != self.edge;
            it.room.contains(spot) && !crossing
        });
        for it in here {
            if let (Some((colour, px)), true) = (it.band, with_bands)
                && near(&it.lines, at, px / 2.0)
            {
                return colour;
            }
            if let Some(fill) = it.fill
                && inside(&it.lines, at)
            {
                return fill;
            }
        }
        self.background
    }

    fn paint(&mut self, shape: &Shape) {
        let lines = flat(&shape.outline);
        let band = shape.stroke.filter(|stroke| stroke.width_px > BAND_PX);
        let band = band.map(|stroke| (stroke.colour, stroke.width_px));
        let room = around(&lines).grown(band.map_or(0.0, |(_, px)| px / 2.0));
        self.painted.push(Painted {
            room,
            lines,
            fill: shape.fill,
            band,
            edge: self.edge,
        });
    }
}

/// Places of a line of text: along its middle and its foot.
fn places_of_text(text: &Text) -> Vec<Point> {
    let b = text.bounds();
    // The room that is reserved is wider than the letters.
    let (width, size) = (b.width / 1.08, text.font.size_px);
    let turn = text.turn_degrees.to_radians();
    #[expect(
        clippy::disallowed_methods,
        reason = "the last digit does not matter here"
    )]
    let (sin, cos) = (turn.sin(), turn.cos());
    let mut places = Vec::new();
    for up in [0.1, 0.35, 0.6] {
        for i in 0..=8 {
            let x = b.x + (b.width - width) / 2.0 + width * f64::from(i) / 8.0 - text.at.x;
            let y = -up * size;
            places.push(Point::new(
                text.at.x + x * cos - y * sin,
                text.at.y + x * sin + y * cos,
            ));
        }
    }
    places
}

/// Places along a line, not at its ends, where it meets what it joins.
fn places_of_line(lines: &[Vec<Point>]) -> Vec<Point> {
    let pieces: Vec<(Point, Point)> = lines
        .iter()
        .flat_map(|line| line.windows(2).map(|pair| (pair[0], pair[1])))
        .collect();
    let whole: f64 = pieces.iter().map(|(a, b)| a.distance(*b)).sum();
    let mut places = Vec::new();
    for part in [0.15, 0.3, 0.5, 0.7, 0.85] {
        let mut left = whole * part;
        for (a, b) in &pieces {
            let length = a.distance(*b);
            if left <= length && length > 0.0 {
                places.push(a.towards(*b, left / length));
                break;
            }
            left -= length;
        }
    }
    places
}

/// The least contrasts of a picture.
struct Least {
    text: f64,
    mark: f64,
}

fn walk(elements: &[Element], look: Look, canvas: &mut Canvas, what: &str, least: &mut Least) {
    for element in elements {
        match element {
            Element::Group(group) => {
                let what = format!("{what} {} {}", group.class, group.id);
                let edge = canvas.edge;
                if group.role == Role::Edge {
                    canvas.edges += 1;
                    canvas.edge = canvas.edges;
                }
                walk(&group.children, look, canvas, &what, least);
                canvas.edge = edge;
            }
            Element::Text(text) => {
                for at in places_of_text(text) {
                    let ground = canvas.ground(at, true);
                    let ratio = contrast(text.colour, ground);
                    least.text = least.text.min(ratio);
                    assert!(
                        ratio >= LEAST_TEXT,
                        "{what}: {:?} in {} on {} is {ratio:.2} at {at:?}",
                        text.content,
                        text.colour.0,
                        ground.0
                    );
                }
            }
            Element::Shape(shape) => {
                let ratio = mark(shape, look, canvas);
                least.mark = least.mark.min(ratio);
                assert!(ratio >= LEAST_MARK, "{what}: {ratio:.2} of {shape:?}");
                canvas.paint(shape);
            }
        }
    }
}

/// How well a shape stands out from what lies under it; infinitely, if it need not.
fn mark(shape: &Shape, look: Look, canvas: &Canvas) -> f64 {
    let paper = look.colours()[0];
    let quiet = |colour: Colour| colour == paper || look.guides().contains(&colour);
    let lines = flat(&shape.outline);
    let b = around(&lines).centre();
    let of_fill = shape.fill.filter(|fill| !quiet(*fill)).map(|fill| {
        let corners = lines.iter().flatten().map(|p| p.towards(b, 0.3));
        let grounds = corners.map(|at| canvas.ground(at, false));
        grounds
            .map(|ground| contrast(fill, ground))
            .fold(f64::INFINITY, f64::min)
    });
    let of_stroke = shape.stroke.map(|stroke| {
        let places = places_of_line(&lines);
        let grounds: Vec<Colour> = places
            .into_iter()
            .map(|at| canvas.ground(at, false))
            .collect();
        // A line in the colour of the page on the page sets others apart.
        if look.guides().contains(&stroke.colour)
            || stroke.colour == paper && grounds.iter().all(|&ground| quiet(ground))
        {
            return f64::INFINITY;
        }
        let grounds = grounds.into_iter().chain(shape.fill);
        grounds
            .map(|ground| contrast(stroke.colour, ground))
            .fold(f64::INFINITY, f64::min)
    });
    match (of_fill, of_stroke) {
        (None, None) => f64::INFINITY,
        (Some(one), None) | (None, Some(one)) => one,
        // Its border may tell a pale area apart, or its own colour.
        (Some(fill), Some(stroke)) => fill.max(stroke),
    }
}

#[test]
fn text_and_marks_stand_out_in_every_look() {
    assert!((contrast(Colour("#000000"), Colour("#FFFFFF")) - 21.0).abs() < 1e-9);
    for look in looks() {
        let mut least = Least {
            text: f64::INFINITY,
            mark: f64::INFINITY,
        };
        every_scene(look, |what, scene| {
            let mut canvas = Canvas {
                background: scene.background,
                painted: Vec::new(),
                edge: 0,
                edges: 0,
            };
            walk(&scene.elements, look, &mut canvas, what, &mut least);
        });
        println!(
            "{:?} {}: text {:.2}, marks {:.2}",
            look.tone,
            look.palette.as_str(),
            least.text,
            least.mark
        );
        assert!(least.text.is_finite() && least.mark.is_finite());
    }
}

/// The colours of text and of what it lies on.
fn grounds(elements: &[Element], canvas: &mut Canvas, found: &mut BTreeSet<(Colour, Colour)>) {
    for element in elements {
        match element {
            Element::Group(group) => grounds(&group.children, canvas, found),
            Element::Text(text) => {
                let places = places_of_text(text).into_iter();
                let under = places.map(|at| (text.colour, canvas.ground(at, true)));
                found.extend(under);
            }
            Element::Shape(shape) => canvas.paint(shape),
        }
    }
}

/// Large pictures are measured once: that looks differ in colours only, and how these follow
/// from those of the light one, other tests hold.
#[test]
fn text_of_large_pictures_stands_out_in_every_look() {
    let light = Look::default();
    for (name, record) in [("oewg", read("oewg")), ("assembly", assembly())] {
        let graph = KnowledgeGraph::new(&record, GraphOptions::default());
        for form in Form::ALL {
            for medium in [Medium::A4, Medium::Web] {
                let options = DrawOptions {
                    medium,
                    ..DrawOptions::default()
                };
                let drawn = scene(&record, &graph, form, &options, None).expect("is built in");
                let mut canvas = Canvas {
                    background: drawn.background,
                    painted: Vec::new(),
                    edge: 0,
                    edges: 0,
                };
                let mut found = BTreeSet::new();
                grounds(&drawn.elements, &mut canvas, &mut found);
                assert!(!found.is_empty());
                for look in looks() {
                    for &(text, ground) in &found {
                        let [text, ground] = [text, ground].map(|colour| {
                            light.translate(colour, look).expect("a colour of the look")
                        });
                        let ratio = contrast(text, ground);
                        let what = format!("{name} {} {look:?}", form.as_str());
                        assert!(
                            ratio >= LEAST_TEXT,
                            "{what}: {} on {} is {ratio:.2}",
                            text.0,
                            ground.0
                        );
                    }
                }
            }
        }
    }
}

fn colours(elements: &[Element], found: &mut BTreeSet<Colour>) {
    for element in elements {
        match element {
            Element::Group(group) => colours(&group.children, found),
            Element::Text(text) => {
                found.insert(text.colour);
            }
            Element::Shape(shape) => {
                found.extend(shape.fill);
                found.extend(shape.stroke.map(|stroke| stroke.colour));
            }
        }
    }
}

#[test]
fn a_picture_has_the_colours_of_its_look_and_no_others() {
    for look in looks() {
        let own: BTreeSet<Colour> = look.colours().into_iter().collect();
        every_scene(look, |what, scene| {
            let mut used = BTreeSet::from([scene.background]);
            colours(&scene.elements, &mut used);
            let foreign: Vec<_> = used.difference(&own).collect();
            assert!(foreign.is_empty(), "{what}: {foreign:?}");
        });
    }
}

#[test]
fn a_look_changes_nothing_but_colours() {
    let record = read("oewg");
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    for form in Form::ALL {
        let bare = |look| {
            let options = DrawOptions {
                look,
                ..DrawOptions::default()
            };
            let drawn = scene(&record, &graph, form, &options, None).expect("is built in");
            let text = plenary::write::svg(&drawn, &plenary::write::SvgOptions::default());
            let parts: Vec<&str> = text.split('#').collect();
            // Six digits follow the sign of every colour.
            let rest = parts[1..].iter().map(|part| part.get(6..).unwrap_or(part));
            rest.collect::<String>()
        };
        let ids = |text: &str| {
            // Ids start with a hash of the content, colours included.
            let mut out = String::new();
            let mut rest = text;
            while let Some((before, after)) = rest.split_once("id=\"p") {
                out.push_str(before);
                rest = &after[8..];
            }
            out + rest
        };
        let light = ids(&bare(Look::default()));
        for look in looks() {
            assert!(ids(&bare(look)) == light, "{} {look:?}", form.as_str());
        }
    }
}

#[test]
fn stance_is_told_without_colour() {
    let grey = Look {
        tone: Tone::Grey,
        palette: Palette::OkabeIto,
    };
    let mut edges = 0;
    every_scene(grey, |what, scene| {
        let all = scene.groups();
        for edge in all.iter().filter(|group| group.role == Role::Edge) {
            let words: Vec<&str> = edge.class.split(' ').collect();
            let concern = words.contains(&"concern");
            if !concern && !words.contains(&"support") {
                continue;
            }
            edges += 1;
            let (dashed, plus, arrow) = channels(edge);
            assert_eq!(
                (dashed, plus, arrow),
                (concern, !concern, !concern),
                "{what}: {}",
                edge.id
            );
        }
    });
    assert!(edges > 50, "{edges} edges");
    // Where colours are printed in grey too: the grey look keeps its two apart.
    let [support, concern] = stances(grey);
    assert!(contrast(support, concern) >= LEAST_MARK);
}

/// Whether its line is dashed, its sign a plus, its end an arrow.
fn channels(edge: &Group) -> (bool, bool, bool) {
    let shapes: Vec<&Shape> = edge
        .children
        .iter()
        .filter_map(|child| match child {
            Element::Shape(shape) => Some(shape),
            _ => None,
        })
        .collect();
    let dashed = shapes
        .iter()
        .any(|shape| shape.stroke.is_some_and(|stroke| stroke.dash_px.is_some()));
    let plus = shapes.iter().any(|shape| match &shape.outline {
        Outline::Path(steps) => {
            let moves = steps.iter().filter(|step| matches!(step, Step::Move(_)));
            moves.count() == 2
        }
        _ => false,
    });
    let arrow = shapes
        .iter()
        .any(|shape| shape.fill.is_some() && matches!(shape.outline, Outline::Path(_)));
    (dashed, plus, arrow)
}

/// The colours of lines of support and of concern.
pub(crate) fn stances(look: Look) -> [Colour; 2] {
    let all = look.colours();
    [all[all.len() - 6], all[all.len() - 5]]
}

#[test]
fn a_look_is_known_by_its_colours() {
    for look in looks() {
        // Grey pictures have one palette.
        let expected = match look.tone {
            Tone::Grey => Look {
                palette: Palette::OkabeIto,
                ..look
            },
            _ => look,
        };
        let record = read("oewg");
        let graph = KnowledgeGraph::new(&record, GraphOptions::default());
        let options = DrawOptions {
            look,
            ..DrawOptions::default()
        };
        let drawn = scene(&record, &graph, Form::Matrix, &options, None).expect("is built in");
        assert_eq!(Look::of(&drawn), Some(expected));
    }
}
