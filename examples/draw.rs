//! Draws a record by the library alone, with options that the program may not have.
//!
//!     draw RECORD.json FORM OUT.svg|OUT.dot [top N] [threshold X] [alpha X] [for MEDIUM]
//!         [ties WORD] [through claims] [keep OLD.svg] [group none]
#![allow(clippy::print_stderr, reason = "an example speaks")]

use std::error::Error;
use std::fs;

use plenary::draw::{DrawOptions, Form, Grouping, Kept, Medium, Through, Ties, diagram, scene};
use plenary::model::{GraphOptions, KnowledgeGraph};
use plenary::read::{self, Input};
use plenary::write::{DotOptions, SvgOptions, dot, svg};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [path, form, out, rest @ ..] = words.as_slice() else {
        return Err("usage: draw RECORD.json FORM OUT [option value]...".into());
    };
    let form = (Form::ALL.into_iter())
        .find(|one| one.as_str() == form)
        .ok_or("there is no such form")?;
    let mut options = DrawOptions::default();
    for pair in rest.chunks(2) {
        let [name, value] = pair else {
            return Err(format!("{} needs a value", pair[0]).into());
        };
        match name.as_str() {
            "top" => options.top = Some(value.parse()?),
            "threshold" => options.network.threshold = Some(value.parse()?),
            "alpha" => options.network.backbone_alpha = Some(value.parse()?),
            "through" if value == "claims" => options.through = Through::Claims,
            "group" if value == "none" => options.group = Grouping::None,
            "keep" => options.keep = Some(Kept::from_svg(&fs::read_to_string(value)?)?),
            "for" => {
                let all = Medium::ALL.into_iter();
                options.medium = all
                    .clone()
                    .find(|m| m.as_str() == value)
                    .ok_or("which medium?")?;
            }
            "ties" => {
                let all = Ties::ALL.into_iter();
                options.network.ties = all
                    .clone()
                    .find(|t| t.as_str() == value)
                    .ok_or("which ties?")?;
            }
            _ => return Err(format!("what is {name} {value}?").into()),
        }
    }
    let input = Input {
        name: path.clone(),
        bytes: fs::read(path)?,
    };
    let reading = read::json(vec![input]);
    let record = reading
        .record
        .ok_or_else(|| format!("{:?}", reading.problems.first()))?;
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let text = if out.ends_with(".dot") {
        let made = diagram(&record, &graph, form, &options).ok_or("it is no graph")?;
        dot(&made, DotOptions { legend: false })
    } else {
        svg(
            &scene(&record, &graph, form, &options, None)?,
            &SvgOptions::default(),
        )
    };
    fs::write(out, text)?;
    eprintln!("{out}");
    Ok(())
}
