//! What PDF draws with: shapes and letters of the bundled font on a page.

use krilla::color::rgb::Color;
use krilla::geom::{Path, PathBuilder, Point as At, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::letters;
use super::paint::{rgb, steps};
use crate::draw::{Colour, Element, Shape, Step, Text};

/// The fonts of a document, each embedded once.
#[derive(Debug, Clone)]
pub(super) struct Ink {
    fonts: [Font; 2],
}

impl Ink {
    /// The bundled fonts.
    pub(super) fn new() -> Self {
        let font = |file: &'static [u8]| Font::new(file.into(), 0);
        Self {
            fonts: letters::FILES.map(|file| font(file).expect("the bundled fonts are sound")),
        }
    }

    /// Draws elements without tags of their own.
    pub(super) fn elements(&self, surface: &mut Surface<'_>, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Group(group) => self.elements(surface, &group.children),
                Element::Shape(shape) => Self::shape(surface, shape),
                Element::Text(text) => self.text(surface, text),
            }
        }
    }

    /// Draws a line of text.
    pub(super) fn text(&self, surface: &mut Surface<'_>, text: &Text) {
        let line = letters::line(text);
        let size = text.font.size_px as f32;
        let turned = text.turn_degrees != 0.0;
        if turned {
            let (x, y) = (text.at.x as f32, text.at.y as f32);
            let turn = Transform::from_rotate_at(text.turn_degrees as f32, x, y);
            surface.push_transform(&turn);
        }
        surface.set_stroke(None);
        surface.set_fill(Some(fill(text.colour)));
        let mut x = line.start.x;
        for run in &line.runs {
            let glyphs: Vec<KrillaGlyph> = run.iter().map(glyph).collect();
            surface.draw_glyphs(
                At::from_xy(x as f32, line.start.y as f32),
                &glyphs,
                self.fonts[letters::file(text.font.weight)].clone(),
                &text.content,
                size,
                false,
            );
            let advance: f64 = run.iter().map(|letter| letter.advance).sum();
            x += advance * text.font.size_px;
        }
        if turned {
            surface.pop();
        }
    }

    /// Draws an outline.
    pub(super) fn shape(surface: &mut Surface<'_>, shape: &Shape) {
        let Some(path) = path(&steps(&shape.outline)) else {
            return;
        };
        surface.set_fill(shape.fill.map(fill));
        let stroke = shape.stroke.map(|stroke| Stroke {
            paint: paint(stroke.colour).into(),
            width: stroke.width_px as f32,
            // What SVG has where nothing is said.
            miter_limit: 4.0,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Miter,
            opacity: NormalizedF32::ONE,
            dash: stroke.dash_px.map(|(dash, gap)| StrokeDash {
                array: vec![dash as f32, gap as f32],
                offset: 0.0,
            }),
        });
        if shape.fill.is_none() && stroke.is_none() {
            return;
        }
        surface.set_stroke(stroke);
        surface.draw_path(&path);
    }
}

fn glyph(letter: &letters::Letter) -> KrillaGlyph {
    KrillaGlyph::new(
        GlyphId::new(letter.glyph),
        letter.advance as f32,
        letter.offset[0] as f32,
        letter.offset[1] as f32,
        0.0,
        letter.range.clone(),
        None,
    )
}

fn paint(colour: Colour) -> Color {
    let [r, g, b] = rgb(colour);
    Color::new(r, g, b)
}

fn fill(colour: Colour) -> Fill {
    Fill {
        paint: paint(colour).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn path(steps: &[Step]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(p) => builder.move_to(p.x as f32, p.y as f32),
            Step::Line(p) => builder.line_to(p.x as f32, p.y as f32),
            Step::Curve(a, b, p) => builder.cubic_to(
                a.x as f32, a.y as f32, b.x as f32, b.y as f32, p.x as f32, p.y as f32,
            ),
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}
