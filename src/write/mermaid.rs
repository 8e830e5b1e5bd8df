//! Graphs as Mermaid flowcharts.

use std::fmt::Write as _;

use crate::draw::palette;
use crate::model::{PropertyGraph, Stance};

/// So many characters are drawn by Mermaid with its usual settings.
const MOST_TEXT: usize = 50_000;
/// So many edges.
const MOST_EDGES: usize = 500;
/// Some viewers cut texts that are longer than this.
const USUAL_TEXT: usize = 5_000;

/// A flowchart, and what keeps viewers from showing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mermaid {
    /// The flowchart.
    pub text: String,
    /// For each limit that it breaks one sentence.
    pub warnings: Vec<String>,
}

/// A graph as a Mermaid flowchart with title and description for screen readers: concern is
/// dotted, a weight above 1 stands behind the stance. Labels only; attributes have no place in
/// it. O(nodes + edges).
pub fn mermaid(graph: &PropertyGraph) -> Mermaid {
    let mut out = String::from("flowchart LR\n");
    let title = graph.title.as_deref().unwrap_or("Untitled record");
    let _ = writeln!(out, "  accTitle: {}", line(title));
    let (nodes, edges) = (graph.nodes.len(), graph.edges.len());
    let _ = writeln!(out, "  accDescr: {nodes} nodes and {edges} edges");
    let ids: Vec<String> = (graph.nodes.iter().enumerate())
        .map(|(at, node)| id(&node.id).unwrap_or_else(|| format!("n_{at}")))
        .collect();
    for (node, id) in graph.nodes.iter().zip(&ids) {
        let (open, close) = match node.class.as_str() {
            "claim" => ("(", ")"),
            "theme" => ("([", "])"),
            _ => ("[", "]"),
        };
        let class = match node.class.as_str() {
            known @ ("stakeholder" | "claim" | "theme" | "source") => known,
            _ => "other",
        };
        let label = escaped(&node.label);
        let _ = writeln!(out, "  {id}{open}\"{label}\"{close}:::c_{class}");
    }
    let (mut support, mut concern) = (Vec::new(), Vec::new());
    for (at, edge) in graph.edges.iter().enumerate() {
        let (from, to) = (&ids[edge.source], &ids[edge.target]);
        let arrow = match (edge.stance, graph.directed) {
            (Some(Stance::Concern), true) => "-.->",
            (Some(Stance::Concern), false) => "-.-",
            (_, true) => "-->",
            (_, false) => "---",
        };
        match edge.stance {
            Some(Stance::Support) => support.push(at.to_string()),
            Some(Stance::Concern) => concern.push(at.to_string()),
            None => {}
        }
        let times = if edge.weight == 1.0 {
            String::new()
        } else {
            format!(" ×{}", (edge.weight * 1e4).round() / 1e4)
        };
        let label = escaped(&edge.label);
        let _ = writeln!(out, "  {from} {arrow}|\"{label}{times}\"| {to}");
    }
    for (edges, stance) in [(support, Stance::Support), (concern, Stance::Concern)] {
        if !edges.is_empty() {
            let (edges, colour) = (edges.join(","), palette::line(stance).0);
            let _ = writeln!(out, "  linkStyle {edges} stroke:{colour}");
        }
    }
    let (paper, ink) = (palette::PAPER.0, palette::INK.0);
    for (class, border) in [
        ("stakeholder", palette::INK.0),
        ("claim", palette::BORDER.0),
        ("theme", palette::MUTED.0),
        ("source", palette::HAIRLINE.0),
        ("other", palette::BORDER.0),
    ] {
        let _ = writeln!(
            out,
            "  classDef c_{class} fill:{paper},stroke:{border},color:{ink}"
        );
    }
    let length = out.chars().count();
    let mut warnings = Vec::new();
    if edges > MOST_EDGES {
        warnings.push(format!(
            "{edges} edges: Mermaid draws {MOST_EDGES} unless maxEdges is raised"
        ));
    }
    if length > MOST_TEXT {
        warnings.push(format!(
            "{length} characters: Mermaid draws {MOST_TEXT} unless maxTextSize is raised"
        ));
    } else if length > USUAL_TEXT {
        warnings.push(format!(
            "{length} characters: some viewers of Markdown stop at {USUAL_TEXT}"
        ));
    }
    Mermaid {
        text: out,
        warnings,
    }
}

/// `stakeholder:a-b` as `stakeholder_a_b`, which no word of Mermaid's is; different ids of
/// records stay so.
fn id(id: &str) -> Option<String> {
    let (class, name) = id.split_once(':')?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let known = ["stakeholder", "claim", "theme", "source"].contains(&class);
    let fits = known && name.chars().all(|c| plain(c) || c == '-');
    fits.then(|| format!("{class}_{}", name.replace('-', "_")))
}

/// One line, without what begins a comment or a directive.
fn line(text: &str) -> String {
    let text = text.replace("%%", "% %").replace([';', '#'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text between quotes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '"' => out.push_str("#quot;"),
                '&' => out.push_str("#amp;"),
                '<' => out.push_str("#lt;"),
                '>' => out.push_str("#gt;"),
                '#' | '%' | '`' | ';' | '\\' | '{' | '}' | '[' | ']' | '(' | ')' | '|' | '*'
                | '_' => {
                    let _ = write!(out, "#{};", u32::from(c));
                }
                c if c.is_control() => {}
                c => out.push(c),
            }
        }
    }
    // An empty text between quotes is a syntax error.
    if out.is_empty() {
        out.push_str("#32;");
    }
    out
}
