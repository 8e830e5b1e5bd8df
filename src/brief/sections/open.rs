//! Concerns that nothing on record answers.

use super::Writing;
use crate::brief::words::Value;
use crate::model::Stance;
use crate::write::document::{Block, Inline};

pub(super) fn write(writing: &mut Writing<'_>) {
    writing.heading("open", "section.open");
    let facts = writing.facts;
    let relations = facts.record.relations().iter();
    let challenges = relations.filter(|it| it.stance == Stance::Concern).count();
    let open = facts.open_concerns();
    if open.is_empty() {
        writing.paragraph("text.open.none");
        return;
    }
    writing.paragraph(if challenges == 0 {
        "text.open.unrelated"
    } else {
        "text.open"
    });
    let mut items = Vec::new();
    let left = open.len().saturating_sub(super::MOST_ROWS);
    for item in open.into_iter().take(super::MOST_ROWS) {
        let values = [
            ("claim", Value::Quoted(item.words.clone())),
            ("who", Value::Names(facts.names(&item.concerned))),
        ];
        let mut entry = vec![Inline::Text(writing.words.fill("open.by", &values))];
        entry.extend(writing.cite(&facts.rows_of(item)));
        items.push(entry);
    }
    writing.blocks.push(Block::List(items));
    if left > 0 {
        let more = writing
            .words
            .fill("table.more", &[("n", Value::Count(left))]);
        writing
            .blocks
            .push(Block::Paragraph(vec![Inline::Text(more)]));
    }
}
