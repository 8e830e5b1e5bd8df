//! How the briefing was made: counts, definitions, options, and who was left out.

use super::Writing;
use crate::brief::Audience;
use crate::brief::words::Value;
use crate::model::{Fidelity, RollUp};
use crate::write::document::{Block, Inline};

pub(super) fn write(writing: &mut Writing<'_>) {
    writing.heading("method", "section.method");
    let (facts, words) = (writing.facts, writing.words);
    let (record, table) = (facts.record, facts.record.statements());
    let count = Value::Count;
    let mut lines = Vec::new();
    lines.push(words.fill(
        "method.counts",
        &[
            ("sources", count(record.sources().len())),
            ("stakeholders", count(record.stakeholders().len())),
            ("themes", count(record.themes().len())),
            ("claims", count(record.claims().len())),
            ("statements", count(table.len())),
            ("relations", count(record.relations().len())),
        ],
    ));
    if let Some(condition) = &writing.options.condition {
        let values = [("condition", Value::Quoted(condition.clone()))];
        lines.push(words.fill("method.where", &values));
    }
    for text in [
        "method.statement",
        "method.contested",
        "method.groups",
        "method.stands",
    ] {
        lines.push(words.say(text).to_owned());
    }
    lines.push(
        words
            .say(match writing.options.roll_up {
                RollUp::None => "method.roll-up.none",
                RollUp::Ancestors => "method.roll-up.ancestors",
                RollUp::Top => "method.roll-up.top",
            })
            .to_owned(),
    );
    let spoken = &facts.contested.claims;
    let without = spoken.iter().filter(|item| {
        let claim = record.claims().iter().find(|it| it.id.as_str() == item.id);
        claim.is_some_and(|claim| claim.themes.is_empty())
    });
    for (text, n) in [
        ("method.no-theme", without.count()),
        ("method.unheard", record.claims().len() - spoken.len()),
    ] {
        if n > 0 {
            lines.push(words.fill(text, &[("n", count(n))]));
        }
    }
    let of = |which| {
        table
            .rows()
            .filter(|&row| table.fidelity(row) == which)
            .count()
    };
    if of(None) < table.len() {
        lines.push(words.fill(
            "method.fidelity",
            &[
                ("verbatim", count(of(Some(Fidelity::Verbatim)))),
                ("paraphrase", count(of(Some(Fidelity::Paraphrase)))),
                ("inferred", count(of(Some(Fidelity::Inferred)))),
                ("unmarked", count(of(None))),
            ],
        ));
    }
    if writing.options.audience == Audience::Public {
        lines.push(words.say("method.public").to_owned());
    }
    lines.push(words.say("method.made").to_owned());
    let items = lines.into_iter().map(|line| vec![Inline::Text(line)]);
    writing.blocks.push(Block::List(items.collect()));
}
