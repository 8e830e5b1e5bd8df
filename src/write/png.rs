//! PNG: the picture in pixels, with the bundled font and nothing of the system's.

use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform,
};

use super::letters;
use super::paint::{rgb, steps};
use crate::draw::{Colour, Element, Scene, Shape, Step, Text};

/// How a scene becomes pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PngOptions {
    /// Pixels for each px of the picture, 0.1 to 10. Default: 2, which is 192 pixels an inch.
    pub scale: f64,
}

impl Default for PngOptions {
    fn default() -> Self {
        Self { scale: 2.0 }
    }
}

/// Why a scene has no PNG.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PngError {
    /// The scale is not one of 0.1 to 10.
    #[error("a scale of {0} is not between 0.1 and 10")]
    Scale(f64),
    /// Nothing holds so many pixels.
    #[error("{width} x {height} pixels are too many")]
    Size {
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
    },
    /// The encoder failed.
    #[error("the pixels cannot be written as PNG: {0}")]
    Encode(String),
}

/// More pixels than this, 400 MB of memory, are refused.
const MOST_PIXELS: u64 = 100_000_000;

/// Draws a scene as PNG: opaque, with its size in inches (at scale 1, 96 px are an inch), its
/// title and description. The same scene gives the same bytes.
///
/// # Errors
/// Where the scale is out of range, or the picture too large. O(pixels + size of the scene).
pub fn png(scene: &Scene, options: &PngOptions) -> Result<Vec<u8>, PngError> {
    let scale = options.scale;
    if !(0.1..=10.0).contains(&scale) {
        return Err(PngError::Scale(scale));
    }
    let pixels = |px: f64| (px * scale).ceil().max(1.0) as u64;
    let (width, height) = (pixels(scene.width_px), pixels(scene.height_px));
    let too_many = PngError::Size { width, height };
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(too_many);
    }
    let sizes = (u32::try_from(width), u32::try_from(height));
    let (Ok(width), Ok(height)) = sizes else {
        return Err(too_many);
    };
    let mut canvas = Canvas {
        pixmap: Pixmap::new(width, height).ok_or(too_many)?,
        transform: Transform::from_scale(scale as f32, scale as f32),
    };
    let [r, g, b] = rgb(scene.background);
    canvas
        .pixmap
        .fill(tiny_skia::Color::from_rgba8(r, g, b, 255));
    canvas.elements(&scene.elements);
    encode(scene, scale, &canvas.pixmap).map_err(|error| PngError::Encode(error.to_string()))
}

fn encode(scene: &Scene, scale: f64, pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let per_metre = (scale * 96.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    encoder.add_itxt_chunk("Title".to_owned(), scene.title.clone())?;
    encoder.add_itxt_chunk("Description".to_owned(), scene.description.clone())?;
    let mut writer = encoder.write_header()?;
    // The background is opaque, and so is every pixel.
    let opaque: Vec<u8> = pixmap
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    Ok(bytes)
}

struct Canvas {
    pixmap: Pixmap,
    transform: Transform,
}

impl Canvas {
    fn elements(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Group(group) => self.elements(&group.children),
                Element::Shape(shape) => self.shape(shape),
                Element::Text(text) => self.text(text),
            }
        }
    }

    fn text(&mut self, text: &Text) {
        let Some(path) = path(&letters::outline(text)) else {
            return;
        };
        let (angle, at) = (text.turn_degrees as f32, text.at);
        let turn = Transform::from_rotate_at(angle, at.x as f32, at.y as f32);
        let transform = self.transform.pre_concat(turn);
        let paint = paint(text.colour);
        (self.pixmap).fill_path(&path, &paint, FillRule::Winding, transform, None);
    }

    fn shape(&mut self, shape: &Shape) {
        let Some(path) = path(&steps(&shape.outline)) else {
            return;
        };
        if let Some(fill) = shape.fill {
            let paint = paint(fill);
            (self.pixmap).fill_path(&path, &paint, FillRule::Winding, self.transform, None);
        }
        if let Some(stroke) = shape.stroke {
            let dash = stroke
                .dash_px
                .and_then(|(dash, gap)| StrokeDash::new(vec![dash as f32, gap as f32], 0.0));
            // What SVG has where nothing is said.
            let line = Stroke {
                width: stroke.width_px as f32,
                miter_limit: 4.0,
                line_cap: LineCap::Butt,
                line_join: LineJoin::Miter,
                dash,
            };
            let paint = paint(stroke.colour);
            (self.pixmap).stroke_path(&path, &paint, &line, self.transform, None);
        }
    }
}

fn paint(colour: Colour) -> Paint<'static> {
    let [r, g, b] = rgb(colour);
    let mut paint = Paint::default();
    paint.set_color_rgba8(r, g, b, 255);
    paint.anti_alias = true;
    paint
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
