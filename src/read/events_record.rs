//! A table of statements as a record.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::codes::Code;
use super::csv_table::delimiter;
use super::events_reading::EventsReading;
use super::json::{Places, Reading};
use super::problem::{Place, Problem, sort_problems};
use super::suggest::shown;
use super::table_words::yes_or_no;
use crate::model::{
    Claim, ClaimId, Events, Parts, Record, Source, SourceId, Span, Stakeholder, StakeholderId,
    StakeholderKind, Stance, Statement, StatementId, TextView, Theme, ThemeId, Values, Variable,
    VariableRef, propose_id,
};

/// Which variables of a table are what in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordOptions {
    /// Who speaks. Default: the first of stakeholder, organization, organisation, actor, person,
    /// speaker that there is.
    pub stakeholder: Option<String>,
    /// On what. Default: the first of claim, concept.
    pub claim: Option<String>,
    /// Which way; yes is support. Default: the first of stance, agreement, agree that is
    /// boolean, else the first boolean variable.
    pub stance: Option<String>,
    /// What the claim speaks for. Default: theme, where there is one.
    pub theme: Option<String>,
    /// Whether the claim speaks for its theme or against it, in the words for stances. Default:
    /// none; every claim speaks for its themes, and a note says so.
    pub theme_stance: Option<String>,
    /// Title of the one source of statements that name no document. Default: `table`.
    pub title: String,
}

impl Default for RecordOptions {
    fn default() -> Self {
        Self {
            stakeholder: None,
            claim: None,
            stance: None,
            theme: None,
            theme_stance: None,
            title: "table".to_owned(),
        }
    }
}

impl Events {
    /// The variable that says who speaks, by its usual names.
    pub fn usual_stakeholder(&self) -> Option<&'static str> {
        [
            "stakeholder",
            "organization",
            "organisation",
            "actor",
            "person",
            "speaker",
        ]
        .into_iter()
        .find(|name| self.find(name).is_some())
    }

    /// The variable that says on what, by its usual names.
    pub fn usual_claim(&self) -> Option<&'static str> {
        ["claim", "concept"]
            .into_iter()
            .find(|name| self.find(name).is_some())
    }

    /// The variable that says which way: `stance`, `agreement` or `agree` where it is boolean,
    /// else the first boolean one, else the first of these names.
    pub fn usual_stance(&self) -> Option<&str> {
        let usual = ["stance", "agreement", "agree"];
        let named = |name: &str| self.variables().iter().find(|v| v.name == name);
        let boolean = |v: &&Variable| matches!(v.values, Values::Boolean(_));
        (usual.iter().filter_map(|name| named(name)).find(boolean))
            .or_else(|| self.variables().iter().find(boolean))
            .or_else(|| usual.iter().find_map(|name| named(name)))
            .map(|variable| variable.name.as_str())
    }
}

/// Makes a record of what was read of a table with stakeholders, claims and boolean stances.
///
/// Ids are made of labels; labels stay as names and texts. A claim has the themes of all its
/// rows. `theme_stance` says which way it speaks; a claim whose rows give both is an error, with
/// the place of a row in a table of text. Where no row of a claim says which way, it counts as
/// speaking for the theme, and a note gives the number of such claims. Attributes of stakeholders
/// are kept; one called `kind` or `Type` with a known word is the kind. Sources are documents.
/// Rows without stakeholder, claim or stance are left out. The problems of the reading stay.
pub fn events_record(reading: EventsReading, options: &RecordOptions) -> Reading {
    let EventsReading {
        events,
        mut problems,
        files,
    } = reading;
    let record = events.and_then(|events| {
        let mut more = Vec::new();
        let record = made(&events, options, &mut more).unwrap_or_else(|errors| {
            more.extend(errors);
            None
        });
        problems.extend(more.into_iter().map(|Found { mut problem, row }| {
            problem.place = row.zip(files.first()).and_then(|(cells, file)| {
                // A database has no text, but a name.
                let whole = file.text.is_empty().then_some(0..0);
                let span = whole.or_else(|| row_span(&file.text, &cells))?;
                Some(Place { file: 0, span })
            });
            problem
        }));
        record
    });
    sort_problems(&mut problems);
    Reading {
        record,
        problems,
        files,
        places: Places::default(),
    }
}

/// A problem, and cells of the row that has it.
struct Found {
    problem: Problem,
    row: Option<Vec<Box<str>>>,
}

impl From<Problem> for Found {
    fn from(problem: Problem) -> Self {
        Self { problem, row: None }
    }
}

/// The first row of a table that has all these cells.
fn row_span(text: &str, cells: &[Box<str>]) -> Option<Range<usize>> {
    let signs = [delimiter(text), b',', b';', b'\t', b'|'];
    signs.into_iter().find_map(|sign| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(sign)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        loop {
            let begins = reader.position().byte();
            if !reader.read_record(&mut record).unwrap_or_default() {
                return None;
            }
            let has = |cell: &str| record.iter().any(|one| one.trim() == cell);
            if cells.iter().all(|cell| has(cell)) {
                let at = |byte: u64| usize::try_from(byte).unwrap_or_default().min(text.len());
                let mut row = at(begins)..at(reader.position().byte());
                let line = text.get(row.clone())?;
                row.start += line.len() - line.trim_start_matches(['\r', '\n']).len();
                row.end -= line.len() - line.trim_end_matches(['\r', '\n']).len();
                return Some(row);
            }
        }
    })
}

fn made(
    events: &Events,
    options: &RecordOptions,
    found: &mut Vec<Found>,
) -> Result<Option<Record>, Vec<Found>> {
    let mut problems = Vec::new();
    let mut need = |asked: &Option<String>, usual: Option<&str>, what: &str| {
        let name = asked.as_deref().or(usual);
        let found = name.and_then(|name| events.find(name));
        if found.is_none() {
            let message = match name {
                Some(name) => format!("there is no variable '{name}' for the {what}"),
                None => format!("nothing says what the {what} of a statement is"),
            };
            let help = format!(
                "--columns {what}=NAME, with one of: {}",
                events.names().join(", ")
            );
            problems.push(Problem::new(Code::UnknownVariable, message).help(help));
        }
        found
    };
    let who_ref = need(
        &options.stakeholder,
        events.usual_stakeholder(),
        "stakeholder",
    );
    let what = need(&options.claim, events.usual_claim(), "claim");
    let which = need(&options.stance, events.usual_stance(), "stance");
    let stances = which.and_then(|found| match events.values(found) {
        Some(Values::Boolean(values)) => Some(values),
        _ => None,
    });
    if which.is_some() && stances.is_none() {
        let message =
            "the stance is neither yes nor no, and a record knows support and concern only";
        problems.push(
            Problem::new(Code::BadTable, message)
                .help("name another variable with --columns stance=NAME"),
        );
    }
    let text = |found: Option<VariableRef>| found.and_then(|found| events.text(found));
    let (Some(who), Some(what), Some(stances)) = (text(who_ref), text(what), stances) else {
        return Err(problems.into_iter().map(Found::from).collect());
    };
    let theme = text(events.find(options.theme.as_deref().unwrap_or("theme")));
    let ways = ways(events, theme.as_ref(), options)?;
    let columns = (&who, &what, theme.as_ref());
    let (parts, themes) = parts(events, columns, (who_ref, stances), &ways, options);
    let label = |view: &TextView<'_>, code: u32| view.labels[code as usize].clone();
    for ((claim, on), rows) in &themes {
        let (Some(theme), Some(way)) = (&theme, &ways.view) else {
            continue;
        };
        if let [Some(pro), Some(con)] = rows.stated {
            let (claim, on) = (label(&what, *claim), label(theme, *on));
            let message = format!(
                "claim '{}' speaks for theme '{}' in statement {}, and against it in statement {}",
                shown(&claim, 40),
                shown(&on, 40),
                events.id(pro),
                events.id(con)
            );
            let problem = Problem::new(Code::ThemeStances, message)
                .at(None, "against it")
                .help("give all rows of the claim the same stance on the theme");
            let row = vec![claim, on, label(way, way.codes[con])];
            found.push(Found {
                problem,
                row: Some(row),
            });
        }
    }
    if !found.is_empty() {
        return Ok(None);
    }
    let assumed = themes.iter().filter(|(_, rows)| rows.stated == [None; 2]);
    let assumed: BTreeSet<u32> = assumed.map(|((claim, _), _)| *claim).collect();
    if !assumed.is_empty() {
        let (n, of) = (assumed.len(), parts.claims.len());
        let message = format!("{n} of {of} claims are taken to speak for their themes");
        let help = "name the column that says which way with --theme-stance";
        found.push(
            Problem::new(Code::ThemesTakenAsSupported, message)
                .help(help)
                .into(),
        );
    }
    Record::resolve(parts).map(Some).map_err(|faults| {
        let problem = |fault| Problem::new(Code::BadTable, format!("{fault:?}")).into();
        faults.into_iter().map(problem).collect()
    })
}

/// Which way claims speak for their themes, as rows say.
struct Ways<'a> {
    view: Option<TextView<'a>>,
    /// One for each label.
    stances: Vec<Option<Stance>>,
}

fn ways<'a>(
    events: &'a Events,
    theme: Option<&TextView<'_>>,
    options: &RecordOptions,
) -> Result<Ways<'a>, Vec<Found>> {
    let Some(name) = &options.theme_stance else {
        return Ok(Ways {
            view: None,
            stances: Vec::new(),
        });
    };
    let wrong = |code, message: String, help: String| {
        Err(vec![Problem::new(code, message).help(help).into()])
    };
    if theme.is_none() {
        let message =
            format!("'{name}' is to say which way claims speak for themes, and there are none");
        let help = "name the variable that has them with --columns theme=NAME";
        return wrong(Code::UnknownVariable, message, help.to_owned());
    }
    let Some(view) = events.find(name).and_then(|found| events.text(found)) else {
        let message = format!("there is no variable '{name}' for the stance on the theme");
        let help = format!(
            "--theme-stance NAME, with one of: {}",
            events.names().join(", ")
        );
        return wrong(Code::UnknownVariable, message, help);
    };
    // Where there is a -1, a 0 is in the middle.
    let middle = view.labels.iter().any(|label| label.as_ref() == "-1");
    let mut bad = Vec::new();
    let mut stances = Vec::new();
    for label in view.labels.iter() {
        let way = yes_or_no(label).filter(|_| !(middle && label.as_ref() == "0"));
        stances.push(way.map(|yes| {
            if yes {
                Stance::Support
            } else {
                Stance::Concern
            }
        }));
        if way.is_none() && !label.trim().is_empty() {
            let message = format!(
                "'{}' in '{name}' is neither support nor concern",
                shown(label, 40)
            );
            let help = "write support or concern; or 1 and 0, + and -, yes and no, pro and con";
            let problem = Problem::new(Code::BadCell, message)
                .at(None, "here")
                .help(help);
            let row = Some(vec![label.clone()]);
            bad.push(Found { problem, row });
        }
    }
    if bad.is_empty() {
        Ok(Ways {
            view: Some(view),
            stances,
        })
    } else {
        Err(bad)
    }
}

/// What the rows of a claim say of a theme.
#[derive(Default)]
struct OnTheme {
    /// The first row that says support, and the first that says concern.
    stated: [Option<usize>; 2],
}

/// By codes of claim and theme.
type OnThemes = BTreeMap<(u32, u32), OnTheme>;

/// One id for each label, all different.
fn ids(labels: &[Box<str>], noun: &str) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut unique = |label: &str| {
        let base = propose_id(label).unwrap_or_else(|| noun.to_owned());
        let mut id = base.clone();
        let mut n = 1;
        while !taken.insert(id.clone()) {
            n += 1;
            let ending = format!("-{n}");
            let room = crate::model::MAX_ID_LENGTH - ending.len();
            id = format!(
                "{}{ending}",
                base[..base.len().min(room)].trim_end_matches('-')
            );
        }
        id
    };
    labels.iter().map(|label| unique(label)).collect()
}

fn parts(
    events: &Events,
    (who, what, theme): (&TextView<'_>, &TextView<'_>, Option<&TextView<'_>>),
    (who_ref, stances): (Option<VariableRef>, &[i8]),
    ways: &Ways<'_>,
    options: &RecordOptions,
) -> (Parts, OnThemes) {
    let stakeholders = ids(&who.labels, "stakeholder");
    let claims = ids(&what.labels, "claim");
    let themes = theme.map_or_else(Vec::new, |theme| ids(&theme.labels, "theme"));
    let document_names: Vec<Box<str>> = (events.documents().iter())
        .map(|document| {
            if document.name.is_empty() {
                options.title.as_str().into()
            } else {
                document.name.as_str().into()
            }
        })
        .collect();
    let sources = ids(&document_names, "source");
    let field = |name: &str| events.find(name).and_then(|found| events.text(found));
    let optional = ["quote", "speaker", "coder", "note", "condition"].map(field);
    let titles = events
        .find("document.title")
        .and_then(|found| events.text(found));

    let mut parts = Parts {
        title: Some(options.title.clone()),
        ..Parts::default()
    };
    let mut on_themes = OnThemes::new();
    // Each with the first row that has it.
    let mut seen_who = BTreeMap::new();
    let mut seen_what = BTreeMap::new();
    let mut seen_source = BTreeMap::new();
    let mut seen_theme = BTreeSet::new();
    const VALID: &str = "proposed ids are valid";
    for (row, &answer) in stances.iter().enumerate() {
        let (i, j) = (who.codes[row], what.codes[row]);
        if who.labels[i as usize].is_empty() || what.labels[j as usize].is_empty() || answer < 0 {
            continue;
        }
        seen_who.entry(i).or_insert(row);
        seen_what.entry(j).or_insert(row);
        let document = events.document(row);
        let date = events
            .time(row)
            .map(|time| crate::model::events::time::civil(time).date());
        seen_source.entry(document).or_insert(row);
        if let Some(theme) = theme {
            let k = theme.codes[row];
            if !theme.labels[k as usize].is_empty() {
                seen_theme.insert(k);
                let on = on_themes.entry((j, k)).or_default();
                let way = ways.view.as_ref().map(|view| view.codes[row] as usize);
                if let Some(stance) = way.and_then(|code| ways.stances[code]) {
                    let side = usize::from(stance == Stance::Concern);
                    on.stated[side].get_or_insert(row);
                }
            }
        }
        let value = |at: usize| {
            let view = optional[at].as_ref()?;
            let label = &view.labels[view.codes[row] as usize];
            (!label.trim().is_empty()).then(|| label.to_string())
        };
        let number = events.id(row);
        parts.statements.push(Statement {
            id: StatementId::new(&format!("s{row}-{}", number.unsigned_abs())).expect(VALID),
            stakeholder: StakeholderId::new(&stakeholders[i as usize]).expect(VALID),
            claim: ClaimId::new(&claims[j as usize]).expect(VALID),
            stance: if answer > 0 {
                Stance::Support
            } else {
                Stance::Concern
            },
            source: SourceId::new(&sources[document]).expect(VALID),
            paragraph: None,
            span: Span::new(events.start(row), events.stop(row)),
            quote: value(0),
            date,
            speaker: value(1),
            condition: value(4),
            fidelity: None,
            coder: value(2),
            note: value(3),
            comment: None,
        });
    }
    for (document, row) in seen_source {
        let title = titles
            .as_ref()
            .map(|view| view.labels[view.codes[row] as usize].to_string());
        parts.sources.push(Source {
            id: SourceId::new(&sources[document]).expect(VALID),
            title: title
                .filter(|title| !title.trim().is_empty())
                .unwrap_or_else(|| document_names[document].to_string()),
            date: events.documents()[document]
                .time
                .map(|time| crate::model::events::time::civil(time).date()),
            url: None,
            text: None,
            comment: None,
        });
    }
    let label_at = |view: &Option<TextView<'_>>, row: usize| {
        let view = view.as_ref()?;
        let label = view.labels[view.codes[row] as usize].to_string();
        (!label.trim().is_empty()).then_some(label)
    };
    let names = field("stakeholder_name");
    let kinds = ["kind", "Type", "type"].map(field);
    let known: Vec<(String, Option<TextView<'_>>)> = (events.attributes().iter().enumerate())
        .filter(|(_, one)| Some(VariableRef::Statement(one.of)) == who_ref)
        .map(|(at, one)| (one.name.clone(), events.text(VariableRef::Attribute(at))))
        .collect();
    for (i, row) in seen_who {
        let words = kinds.iter().filter_map(|view| label_at(view, row));
        let mut kinds =
            words.filter_map(|word| word.to_lowercase().parse::<StakeholderKind>().ok());
        let attributes = known
            .iter()
            .filter_map(|(name, view)| Some((name.clone(), label_at(view, row)?)));
        parts.stakeholders.push(Stakeholder {
            id: StakeholderId::new(&stakeholders[i as usize]).expect(VALID),
            name: label_at(&names, row).unwrap_or_else(|| who.labels[i as usize].to_string()),
            kind: kinds.next().unwrap_or(StakeholderKind::Other),
            aliases: Vec::new(),
            attributes: attributes.collect(),
            comment: None,
        });
    }
    let mut claim_themes: BTreeMap<u32, BTreeMap<ThemeId, Stance>> = BTreeMap::new();
    for (&(claim, theme), on) in &on_themes {
        let id = ThemeId::new(&themes[theme as usize]).expect(VALID);
        let stance = match on.stated {
            [None, Some(_)] => Stance::Concern,
            _ => Stance::Support,
        };
        claim_themes.entry(claim).or_default().insert(id, stance);
    }
    let texts = field("claim_text");
    for (j, row) in seen_what {
        parts.claims.push(Claim {
            id: ClaimId::new(&claims[j as usize]).expect(VALID),
            text: label_at(&texts, row).unwrap_or_else(|| what.labels[j as usize].to_string()),
            themes: claim_themes.remove(&j).unwrap_or_default(),
            comment: None,
        });
    }
    for (k, theme) in seen_theme.into_iter().filter_map(|k| Some((k, theme?))) {
        parts.themes.push(Theme {
            id: ThemeId::new(&themes[k as usize]).expect(VALID),
            name: theme.labels[k as usize].to_string(),
            definition: None,
            broader: None,
            keywords: Vec::new(),
            comment: None,
        });
    }
    (parts, on_themes)
}
