//! The `plenary` program.
use plenary::{draw::*, model::*, read, write};
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut names: Vec<_> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    names.sort();
    let inputs = names
        .iter()
        .map(|p| read::Input {
            name: p.display().to_string(),
            bytes: std::fs::read(p).unwrap(),
        })
        .collect();
    let reading = read::json(inputs);
    for p in &reading.problems {
        eprintln!("{p:?}");
    }
    let record = reading.record.unwrap();
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    for form in Form::ALL {
        let s = scene(&record, &graph, form, &DrawOptions::default(), None).unwrap();
        if let Some(d) = diagram(&record, &graph, form, &DrawOptions::default()) {
            std::fs::write(
                format!("/tmp/out/{}.dot", form.as_str()),
                write::dot(&d, write::DotOptions::default()),
            )
            .unwrap();
        }
        std::fs::write(
            format!("/tmp/out/{}.svg", form.as_str()),
            write::svg(&s, &write::SvgOptions::default()),
        )
        .unwrap();
    }
}
