//! Which column of a sheet is which field.

use std::collections::BTreeMap;

use super::context::Context;
use crate::model::Noun;
use crate::read::codes::Code;
use crate::read::problem::{CellText, Problem};
use crate::read::suggest::{did_you_mean, nearest, shown};

/// What a sheet lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Listed {
    /// One row: what the whole is called.
    Record,
    /// One row an entry.
    Of(Noun),
}

/// A field and what people call its column, the name that is written first.
type Field = (&'static str, &'static [&'static str]);

const COMMENT: Field = ("$comment", &["comment", "remark", "remarks", "comments"]);
const RECORD: &[Field] = &[
    ("title", &["title", "name"]),
    COMMENT,
    ("$schema", &["schema"]),
];
const SOURCE: &[Field] = &[
    ("id", &["id", "source id", "source"]),
    ("title", &["title", "name", "source title", "document"]),
    ("date", &["date", "day"]),
    ("url", &["url", "link", "address", "web address"]),
    ("text", &["text", "text file", "file"]),
    COMMENT,
];
const STAKEHOLDER: &[Field] = &[
    ("id", &["id", "stakeholder id", "short name"]),
    (
        "name",
        &[
            "name",
            "stakeholder",
            "stakeholder name",
            "actor",
            "organisation",
            "organization",
        ],
    ),
    ("kind", &["kind", "type", "stakeholder kind"]),
    (
        "aliases",
        &["aliases", "alias", "other names", "acronyms", "acronym"],
    ),
    COMMENT,
];
const THEME: &[Field] = &[
    ("id", &["id", "theme id"]),
    ("name", &["name", "theme", "theme name", "topic"]),
    ("definition", &["definition", "description"]),
    (
        "broader",
        &["broader", "broader theme", "part of", "parent"],
    ),
    ("keywords", &["keywords", "keyword", "words"]),
    COMMENT,
];
const CLAIM: &[Field] = &[
    ("id", &["id", "claim id"]),
    ("text", &["text", "claim", "claim text", "proposition"]),
    ("themes", &["themes", "theme", "topics", "topic"]),
    COMMENT,
];
const STATEMENT: &[Field] = &[
    ("id", &["id", "statement id", "statement"]),
    (
        "stakeholder",
        &[
            "stakeholder",
            "stakeholder id",
            "actor",
            "organisation",
            "organization",
            "who",
        ],
    ),
    ("claim", &["claim", "claim id", "concept", "proposition"]),
    ("stance", &["stance", "agreement", "sign"]),
    ("source", &["source", "source id", "document"]),
    ("paragraph", &["paragraph", "par"]),
    ("span start", &["span start", "start"]),
    ("span end", &["span end", "end"]),
    ("quote", &["quote", "quotation"]),
    ("date", &["date", "day"]),
    ("speaker", &["speaker", "person"]),
    ("condition", &["condition", "if"]),
    ("fidelity", &["fidelity"]),
    ("coder", &["coder", "coded by"]),
    ("note", &["note", "notes"]),
    COMMENT,
    // What the ids mean, in tables that are for reading.
    ("stakeholder name", &["stakeholder name"]),
    ("claim text", &["claim text"]),
    ("source title", &["source title"]),
];
const RELATION: &[Field] = &[
    ("from", &["from", "from claim", "claim"]),
    ("to", &["to", "to claim", "other claim"]),
    ("stance", &["stance", "sign"]),
    ("basis", &["basis"]),
    ("source", &["source", "source id"]),
    COMMENT,
];

const SHEETS: &[(Listed, &[&str])] = &[
    (Listed::Record, &["record", "about"]),
    (
        Listed::Of(Noun::Source),
        &["sources", "source", "documents", "meetings"],
    ),
    (
        Listed::Of(Noun::Stakeholder),
        &[
            "stakeholders",
            "stakeholder",
            "actors",
            "organisations",
            "organizations",
        ],
    ),
    (
        Listed::Of(Noun::Theme),
        &["themes", "theme", "topics", "codebook"],
    ),
    (
        Listed::Of(Noun::Claim),
        &["claims", "claim", "propositions"],
    ),
    (Listed::Of(Noun::Statement), &["statements", "statement"]),
    (Listed::Of(Noun::Relation), &["relations", "relation"]),
];

/// What begins the name of a column that holds an attribute of stakeholders.
const ATTRIBUTE: &str = "attribute";

fn fold(text: &str) -> String {
    let words = text.to_lowercase().replace(['_', '-'], " ");
    let words = words.trim().trim_end_matches('*');
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fields(listed: Listed) -> &'static [Field] {
    match listed {
        Listed::Record => RECORD,
        Listed::Of(Noun::Source) => SOURCE,
        Listed::Of(Noun::Stakeholder) => STAKEHOLDER,
        Listed::Of(Noun::Theme) => THEME,
        Listed::Of(Noun::Claim) => CLAIM,
        Listed::Of(Noun::Statement) => STATEMENT,
        Listed::Of(Noun::Relation) => RELATION,
    }
}

/// What a sheet of this name lists.
pub(super) fn listed(sheet: &str) -> Option<Listed> {
    let name = fold(sheet);
    let found = SHEETS.iter().find(|(_, names)| names.contains(&&*name));
    found.map(|(listed, _)| *listed)
}

/// The name of a sheet of ours that a name is probably meant for.
pub(super) fn meant(sheet: &str) -> Option<&'static str> {
    let named = |listed: Listed| match listed {
        Listed::Record => "Record",
        Listed::Of(Noun::Source) => "Sources",
        Listed::Of(Noun::Stakeholder) => "Stakeholders",
        Listed::Of(Noun::Theme) => "Themes",
        Listed::Of(Noun::Claim) => "Claims",
        Listed::Of(Noun::Statement) => "Statements",
        Listed::Of(Noun::Relation) => "Relations",
    };
    let names: Vec<&str> = SHEETS.iter().map(|(listed, _)| named(*listed)).collect();
    // A name that only has one of ours in it ("Claims 2019") is another one.
    nearest(&fold(sheet), names.iter().copied())
        .filter(|name| sheet.trim().chars().count().abs_diff(name.chars().count()) <= 2)
}

/// The columns of a sheet.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Fields, and where they are.
    pub(super) fields: BTreeMap<&'static str, u16>,
    /// Free attributes of stakeholders.
    pub(super) attributes: Vec<(String, u16)>,
    /// The row of the names.
    pub(super) row: u32,
}

fn field(listed: Listed, head: &str) -> Option<&'static str> {
    let head = fold(head);
    let of = fields(listed);
    let found = of.iter().find(|(_, names)| names.contains(&&*head));
    found.map(|(field, _)| *field)
}

fn attribute(listed: Listed, head: &str) -> Option<String> {
    let start = head.get(..ATTRIBUTE.len())?;
    if listed != Listed::Of(Noun::Stakeholder) || !start.eq_ignore_ascii_case(ATTRIBUTE) {
        return None;
    }
    let key = head[ATTRIBUTE.len()..].strip_prefix(':')?;
    Some(key.strip_prefix(' ').unwrap_or(key).to_owned())
}

/// So many rows may stand above the names of the columns.
const MOST_ABOVE: usize = 20;

/// Finds the names of the columns; what is wrong with them is noted.
pub(super) fn columns(context: &Context<'_>, sheet: usize, listed: Listed) -> Option<Columns> {
    let cells = &context.sheets[sheet].cells;
    let name = &context.sheets[sheet].name;
    let rows = || cells.chunk_by(|a, b| a.row == b.row).take(MOST_ABOVE);
    let known = |row: &[CellText]| {
        let heads = row.iter().map(|cell| context.text(cell));
        let known = heads.filter(|head| field(listed, head).is_some());
        known.count()
    };
    let first = fields(listed)[0].1[0];
    let all: Vec<&str> = fields(listed).iter().map(|(_, names)| names[0]).collect();
    let found = rows().find(|row| known(row) > 1 || (known(row) == 1 && row.len() == 1));
    let Some(row) = found.or_else(|| rows().find(|row| known(row) > 0)) else {
        let cell = cells.first()?;
        let message = format!("sheet {name} has no row with the names of its columns");
        let problem = Problem::new(Code::BadTable, message)
            .at(context.place(cell), "not a name of a column")
            .help(format!("begin it with: {}", all.join(", ")));
        context.report(problem);
        return None;
    };
    let mut columns = Columns {
        row: row[0].row,
        ..Columns::default()
    };
    let last = row.iter().map(|cell| cell.column).max().unwrap_or_default();
    let mut unknown: BTreeMap<u16, Option<CellText>> = BTreeMap::new();
    for cell in row {
        let head = context.text(cell);
        if head.trim().is_empty() || head.trim_start().starts_with('#') {
            continue;
        }
        if let Some(key) = attribute(listed, head) {
            columns.attributes.push((key, cell.column));
        } else if let Some(field) = field(listed, head) {
            let head = shown(head, 60);
            if columns.fields.insert(field, cell.column).is_some() {
                let message = format!("sheet {name} has two columns for {field}");
                context.report(
                    Problem::new(Code::RepeatedKey, message)
                        .at(context.place(cell), format!("'{head}' is the second one"))
                        .help("keep one of them, or begin the name of the other with #"),
                );
            }
        } else {
            unknown.insert(cell.column, Some(*cell));
        }
    }
    let attributes = |key: &String| columns.attributes.iter().filter(|(k, _)| k == key).count();
    if columns
        .attributes
        .iter()
        .any(|(key, _)| attributes(key) > 1)
    {
        context.report(
            Problem::new(
                Code::RepeatedKey,
                format!("sheet {name} has two columns for one attribute"),
            )
            .at(context.place(&row[0]), "in this row")
            .help("keep one of them"),
        );
    }
    // Values where no column is, or one that nobody knows; one finding a column.
    let mut told: BTreeMap<u16, ()> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.row > columns.row) {
        let is_known = |column: u16| {
            columns.fields.values().any(|&known| known == column)
                || columns.attributes.iter().any(|&(_, known)| known == column)
        };
        if told.contains_key(&cell.column) || context.text(cell).trim().is_empty() {
            continue;
        }
        match unknown.get(&cell.column) {
            Some(Some(head)) => {
                let word = shown(context.text(head), 60);
                let message = format!("sheet {name} has no column '{word}'");
                let mut help = did_you_mean(context.text(head), &all, "column");
                if listed == Listed::Of(Noun::Stakeholder) && !help.starts_with("did you mean") {
                    help = format!("to keep it as an attribute, call it 'attribute: {word}'");
                }
                context.report(
                    Problem::new(Code::UnknownKey, message)
                        .at(context.place(head), "not a column of this sheet")
                        .related(context.place(cell), "its first value")
                        .help(format!(
                            "{help} (a column whose name begins with # is yours)"
                        )),
                );
            }
            None if !is_known(cell.column) => {
                let is_own = row.iter().any(|head| {
                    head.column == cell.column && context.text(head).trim_start().starts_with('#')
                });
                if is_own {
                    told.insert(cell.column, ());
                    continue;
                }
                let message = format!("sheet {name} has a value in a column without a name");
                let help = if cell.column > last {
                    "empty the cell, or give its column a name that begins with #"
                } else {
                    "name its column, or empty the cell"
                };
                context.report(
                    Problem::new(Code::UnknownKey, message)
                        .at(context.place(cell), "in no column")
                        .help(help),
                );
            }
            _ => {}
        }
        told.insert(cell.column, ());
    }
    if columns.fields.is_empty() {
        context.report(
            Problem::new(
                Code::BadTable,
                format!("sheet {name} has no column '{first}'"),
            )
            .at(context.place(&row[0]), "in this row")
            .help(format!("begin it with: {}", all.join(", "))),
        );
        return None;
    }
    Some(columns)
}
