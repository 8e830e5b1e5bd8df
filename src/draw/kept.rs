//! Where things stood in an earlier picture, so that a new one does not move them.

use std::collections::BTreeMap;

use super::scene::{Point, Rect};

/// Boxes of nodes by their ids within the picture (`stakeholder-apc`), as they were drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    nodes: BTreeMap<String, Rect>,
}

/// Why an earlier picture tells nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeptError {
    /// It is no XML.
    #[error("the earlier picture is no SVG: {0}")]
    NotXml(String),
    /// It has no nodes of ours.
    #[error("the earlier picture has no nodes that Plenary drew")]
    NoNodes,
}

impl Kept {
    /// Takes boxes by id.
    pub fn new(nodes: impl IntoIterator<Item = (String, Rect)>) -> Self {
        Self {
            nodes: nodes.into_iter().collect(),
        }
    }

    /// Reads an SVG that Plenary wrote: groups of class `node`, their ids without the prefix of
    /// the picture, the bounds of the first shape in each. O(length).
    ///
    /// # Errors
    /// Text that is no XML, or an SVG without such nodes.
    pub fn from_svg(text: &str) -> Result<Self, KeptError> {
        let xml = roxmltree::Document::parse(text).map_err(|e| KeptError::NotXml(e.to_string()))?;
        let mut nodes = BTreeMap::new();
        for group in xml
            .descendants()
            .filter(|n| n.has_tag_name(("http://www.w3.org/2000/svg", "g")))
        {
            let is_node = group
                .attribute("class")
                .is_some_and(|c| c.split(' ').any(|c| c == "node"));
            let id = group.attribute("id").and_then(|id| id.split_once('-'));
            if let (true, Some((_, id))) = (is_node, id)
                && let Some(b) = group.children().find_map(bounds)
            {
                nodes.insert(id.to_owned(), b);
            }
        }
        if nodes.is_empty() {
            return Err(KeptError::NoNodes);
        }
        Ok(Self { nodes })
    }

    /// The box of a node.
    pub fn get(&self, id: &str) -> Option<Rect> {
        self.nodes.get(id).copied()
    }

    /// The middle of a node.
    pub(super) fn place(&self, id: &str) -> Option<Point> {
        self.get(id).map(Rect::centre)
    }
}

/// The box of a `rect`, or of the corners of a `path`.
fn bounds(shape: roxmltree::Node<'_, '_>) -> Option<Rect> {
    let number = |name: &str| shape.attribute(name)?.parse::<f64>().ok();
    match shape.tag_name().name() {
        "rect" => Some(Rect::new(
            number("x")?,
            number("y")?,
            number("width")?,
            number("height")?,
        )),
        "path" => {
            let words = shape
                .attribute("d")?
                .split(|c: char| c.is_ascii_alphabetic() || c == ',' || c == ' ');
            let numbers: Vec<f64> = words.filter_map(|word| word.parse().ok()).collect();
            let points = numbers
                .chunks_exact(2)
                .map(|xy| Rect::new(xy[0], xy[1], 0.0, 0.0));
            points.reduce(Rect::union)
        }
        _ => None,
    }
}
