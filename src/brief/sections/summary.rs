//! The paragraph that sums the record up, and what to beware of.

use super::Writing;
use crate::brief::summary::{Finding, Part};
use crate::write::document::{Block, Inline};

pub(super) fn write(writing: &mut Writing<'_>, findings: &[Finding]) {
    writing.heading("summary", "section.summary");
    let mut paragraph = Vec::new();
    for finding in findings.iter().filter(|it| it.part == Part::Summary) {
        if !paragraph.is_empty() {
            paragraph.push(Inline::Text(" ".to_owned()));
        }
        paragraph.push(sentence(writing, finding));
    }
    writing.blocks.push(Block::Paragraph(paragraph));
    let care = findings.iter().filter(|it| it.part == Part::Care);
    let paragraphs: Vec<Vec<Inline>> = care.map(|it| vec![sentence(writing, it)]).collect();
    if !paragraphs.is_empty() {
        let title = writing.words.say("section.care").to_owned();
        writing.blocks.push(Block::Note { title, paragraphs });
    }
}

/// The sentence with its evidence before the full stop.
fn sentence(writing: &mut Writing<'_>, finding: &Finding) -> Inline {
    let said = finding.say(writing.words.0);
    let cited = writing.cite(&finding.statements);
    let text = match said.strip_suffix('.') {
        Some(before) if !cited.is_empty() => {
            let mut text = vec![Inline::Text(before.to_owned())];
            text.extend(cited);
            text.push(Inline::Text(".".to_owned()));
            text
        }
        _ => vec![Inline::Text(said)],
    };
    Inline::Sentence {
        rule: finding.rule.to_owned(),
        text,
    }
}
