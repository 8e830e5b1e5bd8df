//! Contested and bridging themes, and claims that bridge.

use super::{Writing, text_of};
use crate::brief::words::Value;
use crate::draw::Form;
use crate::write::document::{Block, Holds, Inline};

pub(super) fn write(writing: &mut Writing<'_>) {
    writing.heading("themes", "section.themes");
    let facts = writing.facts;
    let voices = |it: &&crate::analysis::ContestedItem| {
        it.supporters.len() + it.concerned.len() - it.mixed.len() > 1
    };
    let mut rows = Vec::new();
    for item in facts.contested.themes.iter().filter(voices) {
        let names = |people: &[String]| {
            let names = Value::Names(facts.names(people));
            vec![text_of(&writing.words.fill("one", &[("value", names)]))]
        };
        let (support, concern) = (names(&item.supporters), names(&item.concerned));
        let behind = facts.rows_of(item);
        rows.push(vec![
            vec![text_of(&item.words)],
            support,
            concern,
            writing.cell(&behind),
        ]);
    }
    if rows.is_empty() {
        writing.paragraph("text.themes.none");
    }
    writing.figure(Form::Bars);
    let columns = [
        ("column.theme", Holds::Text),
        ("column.support", Holds::Text),
        ("column.concern", Holds::Text),
        ("column.evidence", Holds::Text),
    ];
    writing.table("table.contested", &columns, rows);
    bridges(writing);
}

fn bridges(writing: &mut Writing<'_>) {
    let facts = writing.facts;
    let all = facts.bridges();
    if all.is_empty() {
        writing.paragraph("text.bridging.none");
        return;
    }
    writing.paragraph("text.bridging");
    let mut items = Vec::new();
    for bridge in all.into_iter().take(super::MOST_ROWS) {
        let item = facts
            .contested
            .claims
            .iter()
            .find(|it| it.id == bridge.claim);
        let who = item.map_or_else(Vec::new, |it| facts.names(&it.supporters));
        let values = [
            ("claim", Value::Quoted(bridge.text.clone())),
            ("who", Value::Names(who)),
        ];
        let mut entry = vec![Inline::Text(writing.words.fill("bridging.by", &values))];
        entry.extend(writing.cite(&facts.rows(&bridge.statements)));
        items.push(entry);
    }
    writing.blocks.push(Block::List(items));
}
