//! Who stands with whom: the pairs that speak on the same claims.

use super::{Writing, text_of};
use crate::brief::words::Value;
use crate::draw::Form;
use crate::write::document::Holds;

pub(super) fn write(writing: &mut Writing<'_>) {
    writing.heading("together", "section.together");
    let facts = writing.facts;
    let pairs = facts.coalitions.pairs.iter();
    let mut pairs: Vec<_> = pairs.filter(|it| it.agreed + it.disagreed > 0).collect();
    if pairs.is_empty() {
        writing.paragraph("text.together.none");
        return;
    }
    writing.paragraph("text.together");
    writing.figure(Form::Network);
    pairs.sort_by(|a, b| {
        let size = |it: &&crate::analysis::coalitions::PairTie| it.agreed + it.disagreed;
        size(b)
            .cmp(&size(a))
            .then_with(|| a.between.cmp(&b.between))
    });
    let mut rows = Vec::new();
    for pair in pairs {
        let names = Value::Names(facts.names(&pair.between));
        let behind = facts.rows(&pair.statements);
        rows.push(vec![
            vec![text_of(&writing.words.fill("one", &[("value", names)]))],
            vec![text_of(&writing.words.number(pair.agreed as usize))],
            vec![text_of(&writing.words.number(pair.disagreed as usize))],
            writing.cell(&behind),
        ]);
    }
    let columns = [
        ("column.pair", Holds::Text),
        ("column.agreed", Holds::Numbers),
        ("column.disagreed", Holds::Numbers),
        ("column.evidence", Holds::Text),
    ];
    writing.table("table.together", &columns, rows);
}
