//! What each format carries of a record, measured: every field of the model is planted in four
//! records, which go out in each format and come back. Formats that are not read back are
//! searched for what was planted. White space at the ends of texts, and how much of it, is left
//! aside.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use plenary::model::{
    Basis, Claim, ClaimId, Fidelity, Parts, Record, Relation, Source, SourceId, Span, Stakeholder,
    StakeholderId, StakeholderKind, Stance, Statement, StatementId, Theme, ThemeId,
};
use plenary::write::{self, FORMATS, Subject};

use crate::imports::import;
use crate::imports_roundtrip::{RECORDS, exported, record};

/// Kinds of things and their fields, in the order of the table.
const FIELDS: &[(&str, &[&str])] = &[
    ("record", &["title", "comment", "schema"]),
    (
        "source",
        &["id", "title", "date", "url", "text", "comment", "uncited"],
    ),
    (
        "stakeholder",
        &[
            "id",
            "name",
            "kind",
            "aliases",
            "attributes",
            "comment",
            "unheard",
        ],
    ),
    (
        "theme",
        &[
            "id",
            "name",
            "definition",
            "broader",
            "keywords",
            "comment",
            "unused",
        ],
    ),
    ("claim", &["id", "text", "themes", "comment", "unheard"]),
    (
        "statement",
        &[
            "id",
            "stakeholder",
            "claim",
            "stance",
            "source",
            "paragraph",
            "span",
            "quote",
            "date",
            "speaker",
            "condition",
            "fidelity",
            "coder",
            "note",
            "comment",
        ],
    ),
    (
        "relation",
        &["from", "to", "stance", "basis", "source", "comment"],
    ),
];

/// Formats without a reader of ours, or (Pajek) with one that reads less than a whole record.
const NOT_READ: [&str; 7] = ["markdown", "pajek", "dl", "mermaid", "cypher", "dot", "svg"];

fn text(words: &str) -> Option<String> {
    Some(words.to_owned())
}

/// Adds one of everything with every field, and one of each that nothing names.
fn planted(mut parts: Parts) -> Parts {
    parts.title = parts.title.or(text("Zqtitle of the whole"));
    parts.comment = text("zqrecordcomment");
    parts.schema = text("https://example.org/zqschema.json");
    let day = |text: &str| text.parse().ok();
    let source = |name: &str| Source {
        id: SourceId::new(name).unwrap(),
        title: format!("Title of {name}"),
        date: day("1987-06-05"),
        url: Some(format!("https://example.org/{name}/url")),
        text: Some(format!("{name}-text.txt")),
        comment: Some(format!("{name} sourcecomment")),
    };
    parts
        .sources
        .extend([source("zqcited"), source("zquncited")]);
    let stakeholder = |name: &str, kind| Stakeholder {
        id: StakeholderId::new(name).unwrap(),
        name: format!("Name of {name}"),
        kind,
        aliases: vec![format!("{name} alias one"), format!("{name} alias two")],
        attributes: [("zqkey".to_owned(), format!("{name} value"))].into(),
        comment: Some(format!("{name} stakeholdercomment")),
    };
    parts.stakeholders.extend([
        stakeholder("zqwho", StakeholderKind::Media),
        stakeholder("zqsilent", StakeholderKind::Academia),
    ]);
    let theme = |name: &str, broader: Option<&str>| Theme {
        id: ThemeId::new(name).unwrap(),
        name: format!("Name of {name}"),
        definition: Some(format!("{name} definition")),
        broader: broader.map(|id| ThemeId::new(id).unwrap()),
        keywords: vec![format!("{name} keyword"), format!("{name} word")],
        comment: Some(format!("{name} themecomment")),
    };
    parts.themes.extend([
        theme("zqwide", None),
        theme("zqnarrow", Some("zqwide")),
        theme("zqunused", Some("zqwide")),
    ]);
    let claim = |name: &str, themes: &[(&str, Stance)]| Claim {
        id: ClaimId::new(name).unwrap(),
        text: format!("Text of {name}"),
        themes: (themes.iter())
            .map(|(id, stance)| (ThemeId::new(id).unwrap(), *stance))
            .collect(),
        comment: Some(format!("{name} claimcomment")),
    };
    parts.claims.extend([
        claim(
            "zqsaid",
            &[("zqnarrow", Stance::Support), ("zqwide", Stance::Concern)],
        ),
        claim("zqreason", &[("zqnarrow", Stance::Concern)]),
        claim("zqunheard", &[]),
    ]);
    let statement = |name: &str, claim: &str, stance| Statement {
        id: StatementId::new(name).unwrap(),
        stakeholder: StakeholderId::new("zqwho").unwrap(),
        claim: ClaimId::new(claim).unwrap(),
        stance,
        source: SourceId::new("zqcited").unwrap(),
        paragraph: std::num::NonZeroU32::new(7919),
        span: Span::new(701_201, 701_299),
        quote: Some(format!("{name} quote")),
        date: day("1987-07-09"),
        speaker: Some(format!("{name} speaker")),
        condition: Some(format!("{name} condition")),
        fidelity: Some(Fidelity::Inferred),
        coder: Some(format!("{name} coder")),
        note: Some(format!("{name} statementnote")),
        comment: Some(format!("{name} statementcomment")),
    };
    parts.statements.extend([
        statement("zqstated", "zqsaid", Stance::Concern),
        statement("zqagain", "zqreason", Stance::Support),
    ]);
    parts.relations.push(Relation {
        from: ClaimId::new("zqreason").unwrap(),
        to: ClaimId::new("zqsaid").unwrap(),
        stance: Stance::Concern,
        basis: Some(Basis::Implied),
        source: Some(SourceId::new("zqcited").unwrap()),
        comment: text("zqrelationcomment"),
    });
    parts
}

/// Every value of every field, with what tells its entry from others: names, not ids.
fn values(record: &Record) -> BTreeMap<(&'static str, &'static str), Vec<String>> {
    let mut all: BTreeMap<(&'static str, &'static str), Vec<String>> = BTreeMap::new();
    let mut add = |of, field, owner: &str, value: Option<String>| {
        let list = all.entry((of, field)).or_default();
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        list.extend(value.map(|value| format!("{}\u{1}{}", one_line(owner), one_line(&value))));
    };
    let owned = |text: Option<&str>| text.map(str::to_owned);
    add("record", "title", "", owned(record.title()));
    add("record", "comment", "", owned(record.comment()));
    add("record", "schema", "", owned(record.schema()));
    let table = record.statements();
    let cited: BTreeSet<_> = (table.rows().map(|row| table.source(row)))
        .chain(record.relations().iter().filter_map(|one| one.source))
        .map(|source| record.source(source).id.clone())
        .collect();
    for one in record.sources() {
        if !cited.contains(&one.id) {
            add("source", "uncited", "", Some(one.title.clone()));
            continue;
        }
        let owner = one.id.as_str();
        add("source", "id", "", Some(owner.to_owned()));
        add("source", "title", "", Some(one.title.clone()));
        add("source", "date", owner, one.date.map(|day| day.to_string()));
        add("source", "url", owner, one.url.clone());
        add("source", "text", owner, one.text.clone());
        add("source", "comment", owner, one.comment.clone());
    }
    let heard: BTreeSet<_> = table
        .rows()
        .map(|row| table.stakeholder(row).index())
        .collect();
    for (at, one) in record.stakeholders().iter().enumerate() {
        if !heard.contains(&at) {
            add("stakeholder", "unheard", "", Some(one.name.clone()));
            continue;
        }
        let owner = &one.name;
        add("stakeholder", "id", "", Some(one.id.to_string()));
        add("stakeholder", "name", "", Some(one.name.clone()));
        add("stakeholder", "kind", owner, Some(one.kind.to_string()));
        add(
            "stakeholder",
            "aliases",
            owner,
            Some(format!("{:?}", one.aliases)),
        );
        add(
            "stakeholder",
            "attributes",
            owner,
            Some(format!("{:?}", one.attributes)),
        );
        add("stakeholder", "comment", owner, one.comment.clone());
    }
    let about: BTreeSet<_> = (record.claims().iter())
        .flat_map(|one| one.themes.keys())
        .collect();
    let wide: BTreeSet<_> = (record.themes().iter())
        .filter_map(|one| one.broader.as_ref())
        .collect();
    for one in record.themes() {
        if !about.contains(&one.id) && !wide.contains(&one.id) {
            add("theme", "unused", "", Some(one.name.clone()));
        }
        let owner = &one.name;
        add("theme", "id", "", Some(one.id.to_string()));
        add("theme", "name", "", Some(one.name.clone()));
        add("theme", "definition", owner, one.definition.clone());
        let broader = one.broader.as_ref().and_then(|id| record.find_theme(id));
        add(
            "theme",
            "broader",
            owner,
            broader.map(|at| record.theme(at).name.clone()),
        );
        add(
            "theme",
            "keywords",
            owner,
            Some(format!("{:?}", one.keywords)),
        );
        add("theme", "comment", owner, one.comment.clone());
    }
    let said: BTreeSet<_> = table.rows().map(|row| table.claim(row).index()).collect();
    for (at, one) in record.claims().iter().enumerate() {
        if !said.contains(&at) {
            add("claim", "unheard", "", Some(one.text.clone()));
        }
        let owner = &one.text;
        add("claim", "id", "", Some(one.id.to_string()));
        add("claim", "text", "", Some(one.text.clone()));
        add("claim", "comment", owner, one.comment.clone());
        for &(theme, stance) in record.claim_themes(at.into()) {
            add(
                "claim",
                "themes",
                owner,
                Some(format!("{} {stance}", record.theme(theme).name)),
            );
        }
    }
    for row in table.rows() {
        let who = &record.stakeholder(table.stakeholder(row)).name;
        let what = &record.claim(table.claim(row)).text;
        let source = record.source(table.source(row)).id.to_string();
        let owner = &format!("{who}\u{1}{what}");
        let of = "statement";
        add(of, "id", "", Some(table.id(row).to_string()));
        add(of, "stakeholder", "", Some(who.clone()));
        add(of, "claim", "", Some(what.clone()));
        add(of, "stance", owner, Some(table.stance(row).to_string()));
        add(of, "source", owner, Some(source));
        add(
            of,
            "paragraph",
            owner,
            table.paragraph(row).map(|n| n.to_string()),
        );
        add(
            of,
            "span",
            owner,
            table.span(row).map(|span| format!("{span:?}")),
        );
        add(of, "quote", owner, owned(table.quote(row)));
        add(
            of,
            "date",
            owner,
            table.date(row).map(|day| day.to_string()),
        );
        add(of, "speaker", owner, owned(table.speaker(row)));
        add(of, "condition", owner, owned(table.condition(row)));
        add(
            of,
            "fidelity",
            owner,
            table.fidelity(row).map(|one| one.to_string()),
        );
        add(of, "coder", owner, owned(table.coder(row)));
        add(of, "note", owner, owned(table.note(row)));
        add(of, "comment", owner, owned(table.comment(row)));
    }
    for one in record.relations() {
        let (from, to) = (&record.claim(one.from).text, &record.claim(one.to).text);
        let owner = &format!("{from}\u{1}{to}");
        let of = "relation";
        add(of, "from", "", Some(from.clone()));
        add(of, "to", "", Some(to.clone()));
        add(of, "stance", owner, Some(one.stance.to_string()));
        add(of, "basis", owner, one.basis.map(|basis| basis.to_string()));
        let source = one
            .source
            .map(|source| record.source(source).id.to_string());
        add(of, "source", owner, source);
        add(of, "comment", owner, one.comment.clone());
    }
    for list in all.values_mut() {
        list.sort();
    }
    all
}

type Fields = BTreeSet<(&'static str, &'static str)>;

fn all_fields() -> Fields {
    let all = FIELDS
        .iter()
        .flat_map(|&(of, fields)| fields.iter().map(move |&field| (of, field)));
    all.collect()
}

/// What of a record an export is made of.
fn subject(of: &[Subject]) -> &'static str {
    let order = [
        Subject::Record,
        Subject::Statements,
        Subject::Graph,
        Subject::Codebook,
    ];
    let found = order.into_iter().find(|subject| of.contains(subject));
    found.map_or("positions", |subject| subject.as_str())
}

/// The fields that come back from all of the records.
fn come_back(format: &str, what: &str, records: &[(String, Record)]) -> Fields {
    let mut kept = all_fields();
    for (path, before) in records {
        let inputs = exported(path, what, format);
        let after = import(inputs).reading.record;
        let before = values(before);
        let after = after.map(|record| values(&record)).unwrap_or_default();
        kept.retain(|field| {
            let there = before.get(field).filter(|values| !values.is_empty());
            assert!(there.is_some(), "nothing planted for {field:?}");
            before.get(field) == after.get(field)
        });
    }
    kept
}

/// A field, and what makes it another one.
type Change<'c> = ((&'static str, &'static str), &'c dyn Fn(&mut Parts));

/// The fields that can be seen in what is written of a small record.
fn are_seen(format: &str, what: &str, folder: &std::path::Path) -> Fields {
    let small = record("tests/data/one-node.json").to_parts();
    let export = |change: &dyn Fn(&mut Parts)| {
        let mut parts = planted(small.clone());
        change(&mut parts);
        let path = folder.join("seen.json");
        let record = Record::resolve(parts).unwrap();
        std::fs::write(&path, write::record_json(&record)).unwrap();
        let made = exported(path.to_str().unwrap(), what, format);
        let texts = made
            .iter()
            .map(|one| String::from_utf8_lossy(&one.bytes).into_owned());
        texts.collect::<Vec<_>>().join("\n")
    };
    let whole = export(&|_| {});
    let differs = |change: &dyn Fn(&mut Parts)| export(change) != whole;
    let changed: &[Change<'_>] = &[
        (("stakeholder", "kind"), &|p| {
            last(&mut p.stakeholders, 2).kind = StakeholderKind::Igo;
        }),
        (("statement", "stance"), &|p| {
            last(&mut p.statements, 2).stance = Stance::Support;
        }),
        (("statement", "fidelity"), &|p| {
            last(&mut p.statements, 2).fidelity = None;
        }),
        (("statement", "claim"), &|p| {
            last(&mut p.statements, 2).claim = ClaimId::new("zqreason").unwrap();
        }),
        (("statement", "stakeholder"), &|p| {
            last(&mut p.statements, 2).stakeholder = StakeholderId::new("zqsilent").unwrap();
        }),
        (("statement", "source"), &|p| {
            last(&mut p.statements, 2).source = SourceId::new("zquncited").unwrap();
        }),
        (("relation", "stance"), &|p| {
            last(&mut p.relations, 1).stance = Stance::Support;
        }),
        (("relation", "basis"), &|p| {
            last(&mut p.relations, 1).basis = None;
        }),
        (("relation", "from"), &|p| {
            last(&mut p.relations, 1).from = ClaimId::new("zqunheard").unwrap();
        }),
        (("relation", "to"), &|p| {
            last(&mut p.relations, 1).to = ClaimId::new("zqunheard").unwrap();
        }),
        (("relation", "source"), &|p| {
            last(&mut p.relations, 1).source = None;
        }),
        (("theme", "broader"), &|p| {
            last(&mut p.themes, 1).broader = None;
        }),
        (("claim", "themes"), &|p| {
            last(&mut p.claims, 2).themes.clear();
        }),
    ];
    let words: &[((&str, &str), &str)] = &[
        (("record", "title"), "one-node"),
        (("record", "comment"), "zqrecordcomment"),
        (("record", "schema"), "zqschema"),
        (("source", "id"), "zqcited"),
        (("source", "title"), "Title of zqcited"),
        (("source", "date"), "1987-06-05"),
        (("source", "url"), "zqcited/url"),
        (("source", "text"), "zqcited-text.txt"),
        (("source", "comment"), "zqcited sourcecomment"),
        (("source", "uncited"), "Title of zquncited"),
        (("stakeholder", "id"), "zqwho"),
        (("stakeholder", "name"), "Name of zqwho"),
        (("stakeholder", "aliases"), "zqwho alias two"),
        (("stakeholder", "attributes"), "zqwho value"),
        (("stakeholder", "comment"), "zqwho stakeholdercomment"),
        (("stakeholder", "unheard"), "zqsilent"),
        (("theme", "id"), "zqnarrow"),
        (("theme", "name"), "Name of zqnarrow"),
        (("theme", "definition"), "zqnarrow definition"),
        (("theme", "keywords"), "zqnarrow keyword"),
        (("theme", "comment"), "zqnarrow themecomment"),
        (("theme", "unused"), "zqunused"),
        (("claim", "id"), "zqsaid"),
        (("claim", "text"), "Text of zqsaid"),
        (("claim", "comment"), "zqsaid claimcomment"),
        (("claim", "unheard"), "zqunheard"),
        (("statement", "id"), "zqstated"),
        (("statement", "paragraph"), "7919"),
        (("statement", "span"), "701201"),
        (("statement", "quote"), "zqstated quote"),
        (("statement", "date"), "1987-07-09"),
        (("statement", "speaker"), "zqstated speaker"),
        (("statement", "condition"), "zqstated condition"),
        (("statement", "coder"), "zqstated coder"),
        (("statement", "note"), "zqstated statementnote"),
        (("statement", "comment"), "zqstated statementcomment"),
        (("relation", "comment"), "zqrelationcomment"),
    ];
    let told: Fields = words
        .iter()
        .map(|(field, _)| *field)
        .chain(changed.iter().map(|(field, _)| *field))
        .collect();
    assert_eq!(told, all_fields());
    let title = record("tests/data/one-node.json")
        .title()
        .map(str::to_owned);
    // Lines are broken where a picture has no room.
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let there = flat(&whole);
    let words = words.iter().filter(|(field, word)| {
        let word = match (field, &title) {
            (("record", "title"), Some(title)) => title,
            (("record", "title"), None) => "Zqtitle of the whole",
            _ => *word,
        };
        there.contains(word)
    });
    let words: Fields = words.map(|(field, _)| *field).collect();
    let changed = changed
        .iter()
        .filter(|(_, change)| differs(change))
        .map(|(field, _)| *field);
    words.into_iter().chain(changed).collect()
}

fn last<T>(list: &mut [T], from_end: usize) -> &mut T {
    let at = list.len() - from_end;
    &mut list[at]
}

#[test]
fn carries() {
    let folder = tempfile::tempdir().unwrap();
    let records = RECORDS.iter().enumerate().map(|(at, path)| {
        let record = Record::resolve(planted(record(path).to_parts())).unwrap();
        let path = folder.path().join(format!("{at}.json"));
        std::fs::write(&path, write::record_json(&record)).unwrap();
        (path.to_str().unwrap().to_owned(), record)
    });
    let records: Vec<(String, Record)> = records.collect();
    let mut table = String::from(
        "# What formats carry: format, of what, fields carried, fields left out. Measured and written by tests/it/carries.rs.\n",
    );
    for format in FORMATS {
        let what = subject(format.of);
        let kept = if NOT_READ.contains(&format.name) {
            are_seen(format.name, what, folder.path())
        } else {
            come_back(format.name, what, &records)
        };
        for (of, fields) in FIELDS {
            let (kept, lost): (Vec<&str>, Vec<&str>) = fields
                .iter()
                .partition(|field| kept.contains(&(*of, **field)));
            writeln!(
                table,
                "{}\t{of}\t{}\t{}",
                format.name,
                kept.join(" "),
                lost.join(" ")
            )
            .unwrap();
        }
    }
    crate::golden("src/write/carries.tsv", &table);
}
