//! A document of several pages: what a sample of one page cannot show.

use plenary::write::document::{
    AnchorId, Block, Column, Document, EvidenceEntry, Holds, Inline, Table,
};

use crate::briefing_sample::sample;

const WORDS: [&str; 12] = [
    "meeting",
    "norms",
    "of",
    "responsible",
    "behaviour",
    "cyberspace",
    "and",
    "capacity-building",
    "for",
    "all",
    "States",
    "international",
];

/// A sentence of so many words, each with its number, so that none is like another.
pub(crate) fn sentence(name: &str, words: usize) -> String {
    let words = (0..words).map(|at| format!("{}{at}", WORDS[(at * 7 + words) % WORDS.len()]));
    format!("{name} {}.", words.collect::<Vec<_>>().join(" "))
}

/// The sample, with parts of every length after it: paragraphs, a table of 90 rows, one of them
/// longer than a page, and 60 entries of evidence.
pub(crate) fn long() -> Document {
    let mut document = sample();
    let evidence = document.blocks.pop();
    assert!(matches!(evidence, Some(Block::Evidence(_))));
    let text = |words: String| vec![Inline::Text(words)];
    for part in 0..14 {
        let name = format!("Part {part}");
        document.blocks.push(Block::Heading {
            level: if part % 3 == 0 { 2 } else { 3 },
            anchor: AnchorId::new(&name),
            text: text(name),
        });
        for paragraph in 0..=(part % 4) {
            let name = format!("P{part}x{paragraph}");
            let words = sentence(&name, 3 + (part * 37 + paragraph * 53) % 120);
            document.blocks.push(Block::Paragraph(text(words)));
        }
    }
    let rows = (0..90).map(|row| {
        let words = if row == 70 { 700 } else { 2 + row % 23 };
        vec![
            text(format!("Row {row}")),
            text(sentence(&format!("R{row}"), words)),
            text(row.to_string()),
        ]
    });
    let columns = [
        ("Name", Holds::Text),
        ("What is said", Holds::Text),
        ("Number", Holds::Numbers),
    ];
    document.blocks.push(Block::Table(Table {
        anchor: AnchorId::new("table-2"),
        label: "Table 2".to_owned(),
        caption: text("Many rows".to_owned()),
        columns: (columns.into_iter())
            .map(|(name, holds)| Column {
                name: name.to_owned(),
                holds,
            })
            .collect(),
        rows: rows.collect(),
    }));
    document.blocks.push(Block::Evidence(
        (1..=60)
            .map(|number| EvidenceEntry {
                anchor: AnchorId::new(&format!("evidence-{number}")),
                label: number.to_string(),
                statement: text(sentence(&format!("S{number}"), 9)),
                quote: (number % 2 == 0).then(|| sentence(&format!("Q{number}"), 20 + number)),
                place: text(format!("Minutes, paragraph {number}")),
                used: vec![("Summary".to_owned(), AnchorId::new("summary"))],
            })
            .collect(),
    ));
    document
}
