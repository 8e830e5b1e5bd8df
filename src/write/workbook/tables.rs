//! A record as the tables of its workbook.

use std::collections::BTreeSet;

use super::columns::{self, ATTRIBUTE, RECORD, about, sheet};
use crate::analysis::{Cell, Table};
use crate::model::{Noun, Record};

/// One table a sheet: what the whole is called, then the nouns.
pub(super) fn tables(record: &Record) -> Vec<Table> {
    let mut made = vec![whole(record)];
    made.extend(Noun::ALL.map(|noun| match noun {
        Noun::Source => sources(record),
        Noun::Stakeholder => stakeholders(record),
        Noun::Theme => themes(record),
        Noun::Claim => claims(record),
        Noun::Statement => statements(record),
        Noun::Relation => relations(record),
    }));
    made
}

fn table(noun: Noun) -> Table {
    let heads = columns::columns(noun).iter().map(|column| column.head);
    Table::new(sheet(noun), heads)
}

/// An optional text.
fn text(text: Option<&str>) -> Cell {
    text.into()
}

/// Texts in one cell: parted by `; `, with a `\` before what would part one.
fn texts<'t>(list: impl IntoIterator<Item = &'t String>) -> Cell {
    let one = |text: &String| {
        let last = text.chars().count().saturating_sub(1);
        let mut out = String::new();
        for (at, c) in text.chars().enumerate() {
            let edge = (at == 0 || at == last) && c.is_whitespace();
            if edge || matches!(c, '\\' | '|' | ';' | '\n') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    };
    let texts: Vec<String> = list.into_iter().map(one).collect();
    // A bar in a text would make it the mark between texts.
    let mark = if texts.iter().any(|text| text.contains('|')) {
        " | "
    } else {
        "; "
    };
    (!texts.is_empty()).then(|| texts.join(mark)).into()
}

fn whole(record: &Record) -> Table {
    let mut heads: Vec<&str> = RECORD.iter().map(|column| column.head).collect();
    let mut row = vec![text(record.title()), text(record.comment())];
    if record.schema().is_some() {
        heads.push("schema");
        row.push(text(record.schema()));
    }
    let mut made = Table::new("Record", heads);
    made.push(row);
    made
}

fn sources(record: &Record) -> Table {
    let mut made = table(Noun::Source);
    for one in record.sources() {
        made.push([
            one.id.as_str().into(),
            one.title.as_str().into(),
            one.date.map(|day| day.to_string()).into(),
            text(one.url.as_deref()),
            text(one.text.as_deref()),
            text(one.comment.as_deref()),
        ]);
    }
    made
}

fn stakeholders(record: &Record) -> Table {
    let all = record.stakeholders();
    let keys: BTreeSet<&str> = (all.iter())
        .flat_map(|one| one.attributes.keys().map(String::as_str))
        .collect();
    let mut made = table(Noun::Stakeholder);
    let heads = keys.iter().map(|key| format!("attribute: {key}"));
    made.columns.extend(heads);
    for one in all {
        let known = [
            one.id.as_str().into(),
            one.name.as_str().into(),
            one.kind.as_str().into(),
            texts(&one.aliases),
            text(one.comment.as_deref()),
        ];
        let free = keys
            .iter()
            .map(|key| text(one.attributes.get(*key).map(String::as_str)));
        made.push(known.into_iter().chain(free));
    }
    made
}

fn themes(record: &Record) -> Table {
    let mut made = table(Noun::Theme);
    for one in record.themes() {
        made.push([
            one.id.as_str().into(),
            one.name.as_str().into(),
            text(one.definition.as_deref()),
            text(one.broader.as_ref().map(|id| id.as_str())),
            texts(&one.keywords),
            text(one.comment.as_deref()),
        ]);
    }
    made
}

fn claims(record: &Record) -> Table {
    let mut made = table(Noun::Claim);
    for one in record.claims() {
        let themes = one.themes.iter();
        let themes: Vec<String> = themes
            .map(|(id, stance)| format!("{id}: {stance}"))
            .collect();
        made.push([
            one.id.as_str().into(),
            one.text.as_str().into(),
            (!themes.is_empty()).then(|| themes.join("; ")).into(),
            text(one.comment.as_deref()),
        ]);
    }
    made
}

fn statements(record: &Record) -> Table {
    let mut made = table(Noun::Statement);
    let table = record.statements();
    for row in table.rows() {
        let span = table.span(row);
        made.push([
            table.id(row).as_str().into(),
            record
                .stakeholder(table.stakeholder(row))
                .id
                .as_str()
                .into(),
            record.claim(table.claim(row)).id.as_str().into(),
            table.stance(row).as_str().into(),
            record.source(table.source(row)).id.as_str().into(),
            table.paragraph(row).map(|n| n.get()).into(),
            span.map(|span| span.start()).into(),
            span.map(|span| span.end()).into(),
            table.quote(row).into(),
            table.date(row).map(|day| day.to_string()).into(),
            table.speaker(row).into(),
            table.condition(row).into(),
            table.fidelity(row).map(|fidelity| fidelity.as_str()).into(),
            table.coder(row).into(),
            table.note(row).into(),
            table.comment(row).into(),
        ]);
    }
    made
}

fn relations(record: &Record) -> Table {
    let mut made = table(Noun::Relation);
    for one in record.relations() {
        made.push([
            record.claim(one.from).id.as_str().into(),
            record.claim(one.to).id.as_str().into(),
            one.stance.as_str().into(),
            one.basis.map(|basis| basis.as_str()).into(),
            text(one.source.map(|source| record.source(source).id.as_str())),
            text(one.comment.as_deref()),
        ]);
    }
    made
}

/// What to do, and what each column is for.
pub(super) fn help() -> Table {
    let mut made = Table::new("Help", ["sheet", "column", "needed", "what to write"]);
    let mut say = |sheet: &str, column: &str, needed: bool, words: String| {
        let needed = if needed { "yes" } else { "" };
        made.push(
            [sheet, column, needed, &words]
                .map(|text| text.to_owned())
                .map(Cell::from),
        );
    };
    for words in [
        "This workbook is a record of who said what. Replace the example row by row, save, and run: plenary build my.xlsx",
        "Begin with Sources and Stakeholders, list Themes, then write Claims, and then a row of Statements for each time somebody supports a claim or is concerned about it.",
        "Grey arrows in a cell open a list to choose from. Where a list has ids, a name or an acronym is understood too, in capitals or not.",
        "A slip is told with sheet and cell: my.xlsx, sheet Statements, cell D7. plenary check my.xlsx tells all of them at once and writes nothing.",
        "Columns may be in any order, rows may stay empty. Columns and sheets whose names begin with # are yours: they are not read.",
        "A text that begins with = + or - is typed after an apostrophe, as everywhere in spreadsheets: '+jobs -nature",
    ] {
        say("", "", false, words.to_owned());
    }
    for noun in Noun::ALL {
        say(sheet(noun), "", false, about(noun).to_owned());
        for column in columns::columns(noun) {
            let words = match column.holds {
                columns::Holds::Words(words) => {
                    format!("{} One of: {}.", column.about, words.join(", "))
                }
                _ => column.about.to_owned(),
            };
            say(sheet(noun), column.head, column.needed, words);
        }
        if noun == Noun::Stakeholder {
            say(sheet(noun), "attribute: ...", false, ATTRIBUTE.to_owned());
        }
    }
    say("Record", "title", false, RECORD[0].about.to_owned());
    made
}
