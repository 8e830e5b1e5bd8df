//! Records for tests: made by hand, read from files, or generated.

use plenary::model::{
    Basis, Claim, ClaimId, Date, Fidelity, Parts, Record, Relation, Source, SourceId, Span,
    Stakeholder, StakeholderId, StakeholderKind, Stance, Statement, StatementId, Theme, ThemeId,
};
use plenary::read::{self, Input};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Reads files of the repository as one record that has no error.
#[track_caller]
pub(crate) fn record(paths: &[&str]) -> Record {
    let inputs = paths.iter().map(|path| Input {
        name: (*path).to_owned(),
        bytes: crate::read(path).into_bytes(),
    });
    let reading = read::json(inputs.collect());
    reading
        .record
        .unwrap_or_else(|| panic!("{paths:?}: {:#?}", reading.problems))
}

/// The data set.
pub(crate) fn oewg() -> Record {
    record(&[
        "graph/oewg-2020-02-12/codebook.json",
        "graph/oewg-2020-02-12/meeting.json",
    ])
}

/// Text with all that formats stumble over, never blank.
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z\"\\\\<&>'|=+@\t\u{1F54A}\u{645}\u{301}é -]{0,12}[a-z]"
}

pub(crate) fn stance() -> impl Strategy<Value = Stance> {
    prop_oneof![Just(Stance::Support), Just(Stance::Concern)]
}

fn date() -> impl Strategy<Value = Option<Date>> {
    option::of((1900i16..2100, 1i8..13, 1i8..29))
        .prop_map(|ymd| ymd.map(|(y, m, d)| Date::new(y, m, d).expect("28 days are in any month")))
}

fn sources() -> impl Strategy<Value = Vec<Source>> {
    vec((text(), date(), option::of(text())), 1..4).prop_map(|rows| {
        let source = |(n, (title, date, comment)): (usize, (String, Option<Date>, _))| Source {
            id: SourceId::new(&format!("source-{n}")).expect("is an id"),
            title,
            date,
            url: (n % 2 == 0).then(|| "https://example.org/?a=1&b".to_owned()),
            text: (n % 2 == 1).then(|| format!("texts/{n}.txt")),
            comment,
        };
        rows.into_iter().enumerate().map(source).collect()
    })
}

fn stakeholders() -> impl Strategy<Value = Vec<Stakeholder>> {
    let attributes = proptest::collection::btree_map(text(), text(), 0..3);
    let kind = proptest::sample::select(StakeholderKind::ALL);
    vec(
        (
            text(),
            kind,
            vec(text(), 0..3),
            attributes,
            option::of(text()),
        ),
        1..6,
    )
    .prop_map(|rows| {
        let with_id = |(n, (name, kind, aliases, attributes, comment))| Stakeholder {
            id: StakeholderId::new(&format!("who-{n}")).expect("is an id"),
            name,
            kind,
            aliases,
            attributes,
            comment,
        };
        rows.into_iter().enumerate().map(with_id).collect()
    })
}

/// Each broader theme stands earlier in the list, so there is no circle.
fn themes() -> impl Strategy<Value = Vec<Theme>> {
    let row = (
        text(),
        option::of(text()),
        any::<proptest::sample::Index>(),
        vec(text(), 0..3),
    );
    vec(row, 1..8).prop_map(|rows| {
        let id = |n: usize| ThemeId::new(&format!("theme-{n}")).expect("is an id");
        let theme = |(n, (name, definition, broader, keywords)): (
            usize,
            (String, Option<String>, proptest::sample::Index, Vec<String>),
        )| {
            let broader = broader.index(n + 1);
            Theme {
                id: id(n),
                name,
                definition,
                broader: (broader < n).then(|| id(broader)),
                keywords,
                comment: None,
            }
        };
        rows.into_iter().enumerate().map(theme).collect()
    })
}

type Index = proptest::sample::Index;

#[derive(Debug, Clone)]
struct Row {
    who: Index,
    claim: Index,
    source: Index,
    stance: Stance,
    paragraph: Option<u32>,
    span: Option<(u32, u32)>,
    texts: [Option<String>; 3],
    fidelity: Option<Fidelity>,
    date: Option<Date>,
}

fn row() -> impl Strategy<Value = Row> {
    let ends = (any::<Index>(), any::<Index>(), any::<Index>(), stance());
    let place = (option::of(1u32..50), option::of((0u32..500, 1u32..50)));
    let texts = (option::of(text()), option::of(text()), option::of(text()));
    let fidelity = option::of(proptest::sample::select(Fidelity::ALL));
    (ends, place, texts, fidelity, date()).prop_map(|(ends, place, texts, fidelity, date)| Row {
        who: ends.0,
        claim: ends.1,
        source: ends.2,
        stance: ends.3,
        paragraph: place.0,
        span: place.1,
        texts: [texts.0, texts.1, texts.2],
        fidelity,
        date,
    })
}

/// The parts of a record without a fault, in no particular order.
pub(crate) fn parts() -> impl Strategy<Value = Parts> {
    let claims = vec((text(), vec((any::<Index>(), stance()), 0..4)), 1..8);
    let basis = option::of(proptest::sample::select(Basis::ALL));
    let relations = vec((any::<Index>(), any::<Index>(), stance(), basis), 0..6);
    let nouns = (
        sources(),
        stakeholders(),
        themes(),
        claims,
        vec(row(), 0..12),
        relations,
    );
    (nouns, option::of(text())).prop_map(
        |((sources, stakeholders, themes, claims, rows, relations), title)| {
            let claims: Vec<Claim> = claims
                .into_iter()
                .enumerate()
                .map(|(n, (text, on))| Claim {
                    id: ClaimId::new(&format!("claim-{n}")).expect("is an id"),
                    text,
                    themes: (on.into_iter())
                        .map(|(theme, stance)| (theme.get(&themes).id.clone(), stance))
                        .collect(),
                    comment: None,
                })
                .collect();
            let statement = |(n, row): (usize, Row)| {
                let [quote, note, speaker] = row.texts;
                Statement {
                    id: StatementId::new(&format!("s{n}")).expect("is an id"),
                    stakeholder: row.who.get(&stakeholders).id.clone(),
                    claim: row.claim.get(&claims).id.clone(),
                    stance: row.stance,
                    source: row.source.get(&sources).id.clone(),
                    paragraph: row.paragraph.and_then(std::num::NonZeroU32::new),
                    span: row
                        .span
                        .and_then(|(start, more)| Span::new(start, start + more)),
                    quote,
                    date: row.date,
                    speaker,
                    condition: None,
                    fidelity: row.fidelity,
                    coder: Some("a coder".to_owned()),
                    note,
                    comment: None,
                }
            };
            let statements = rows.into_iter().enumerate().map(statement).collect();
            let relation = |(from, to, stance, basis): (Index, Index, _, _)| Relation {
                from: from.get(&claims).id.clone(),
                to: to.get(&claims).id.clone(),
                stance,
                basis,
                source: None,
                comment: None,
            };
            let relations = relations.into_iter().map(relation).collect();
            Parts {
                schema: None,
                title,
                comment: None,
                sources,
                stakeholders,
                themes,
                claims,
                statements,
                relations,
            }
        },
    )
}

/// The same parts in another order.
pub(crate) fn shuffled(parts: Parts) -> impl Strategy<Value = Parts> {
    let (schema, title, comment) = (parts.schema, parts.title, parts.comment);
    let lists = (
        Just(parts.sources).prop_shuffle(),
        Just(parts.stakeholders).prop_shuffle(),
        Just(parts.themes).prop_shuffle(),
        Just(parts.claims).prop_shuffle(),
        Just(parts.statements).prop_shuffle(),
        Just(parts.relations).prop_shuffle(),
    );
    lists.prop_map(move |lists| Parts {
        schema: schema.clone(),
        title: title.clone(),
        comment: comment.clone(),
        sources: lists.0,
        stakeholders: lists.1,
        themes: lists.2,
        claims: lists.3,
        statements: lists.4,
        relations: lists.5,
    })
}
