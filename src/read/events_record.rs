//! A table of statements as a record.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::codes::Code;
use super::csv_table::delimiter;
use super::events_reading::EventsReading;
use super::json::Reading;
use super::labels::{Seen, ids};
use super::places::Places;
use super::problem::{Place, Problem, TextFile, sort_problems};
use super::suggest::shown;
use super::table_words::yes_or_no;
use crate::model::{
    Claim, ClaimId, Events, Parts, Record, Source, SourceId, Span, Stakeholder, StakeholderId,
    StakeholderKind, Stance, Statement, StatementId, TextView, Theme, ThemeId, Values, Variable,
    VariableRef,
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
        mut files,
    } = reading;
    let record = events.and_then(|events| {
        let mut more = Vec::new();
        let record = made(&events, options, &mut more).unwrap_or_else(|errors| {
            more.extend(errors);
            None
        });
        problems.extend(placed(more, &events, &mut files));
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

/// A problem, and the row of the table that has it.
struct Found {
    problem: Problem,
    row: Option<usize>,
}

impl From<Problem> for Found {
    fn from(problem: Problem) -> Self {
        Self { problem, row: None }
    }
}

/// The problems with the places of their rows in the text that was read.
fn placed(found: Vec<Found>, events: &Events, files: &mut [TextFile]) -> Vec<Problem> {
    let rows: BTreeSet<usize> = found.iter().filter_map(|one| one.row).collect();
    let spans = match files.first_mut() {
        Some(file) if !file.text.is_empty() => {
            let spans = row_spans(&file.text, events, &rows);
            let lines = spans.values().map(|(line, span)| (span.start, *line));
            let mut lines: Vec<_> = lines.chain(file.lines.iter().copied()).collect();
            lines.sort_unstable();
            lines.dedup();
            file.lines = lines;
            spans
        }
        // A database has no text, but a name.
        Some(_) => rows.iter().map(|&row| (row, (0, 0..0))).collect(),
        None => BTreeMap::new(),
    };
    let place = |Found { mut problem, row }| {
        let span = row.and_then(|row| spans.get(&row));
        problem.place = span.map(|(_, span)| Place {
            file: 0,
            span: span.clone(),
        });
        problem
    };
    found.into_iter().map(place).collect()
}

/// For each of some rows, the first line and the bytes of the first row of the text that has all
/// its words. One pass over the text for every delimiter that is tried.
fn row_spans(
    text: &str,
    events: &Events,
    rows: &BTreeSet<usize>,
) -> BTreeMap<usize, (usize, Range<usize>)> {
    let views = (0..events.variables().len()).filter_map(|at| {
        let is_text = matches!(events.variables()[at].values, Values::Text(_));
        is_text.then(|| events.text(VariableRef::Statement(at)))?
    });
    let views: Vec<TextView<'_>> = views.collect();
    // By the longest word, which few rows have.
    let mut wanted: BTreeMap<&str, Vec<(usize, Vec<&str>)>> = BTreeMap::new();
    for &row in rows {
        let words = views
            .iter()
            .map(|view| &*view.labels[view.codes[row] as usize]);
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let key = words.iter().max_by_key(|word| word.len());
        if let Some(&key) = key {
            wanted.entry(key).or_default().push((row, words));
        }
    }
    let mut spans = BTreeMap::new();
    for sign in [delimiter(text), b',', b';', b'\t', b'|'] {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(sign)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let (mut line, mut counted) = (1, 0);
        let at = |byte: u64| usize::try_from(byte).unwrap_or_default().min(text.len());
        while !wanted.is_empty() {
            let begins = at(reader.position().byte());
            if !reader.read_record(&mut record).unwrap_or_default() {
                break;
            }
            let keys = record.iter().map(str::trim);
            let keys: Vec<&str> = keys.filter(|cell| wanted.contains_key(cell)).collect();
            for key in keys {
                let Some(all) = wanted.get_mut(key) else {
                    continue;
                };
                let has = |word: &&str| record.iter().any(|cell| cell.trim() == *word);
                all.retain(|(row, words)| {
                    if !words.iter().all(has) {
                        return true;
                    }
                    let Some(whole) = text.get(begins..at(reader.position().byte())) else {
                        return true;
                    };
                    let begins =
                        begins + whole.len() - whole.trim_start_matches(['\r', '\n']).len();
                    let span = begins..begins + whole.trim_matches(['\r', '\n']).len();
                    line += text.as_bytes()[counted..begins]
                        .iter()
                        .filter(|&&b| b == b'\n')
                        .count();
                    counted = begins;
                    spans.insert(*row, (line, span));
                    false
                });
                if all.is_empty() {
                    wanted.remove(key);
                }
            }
        }
    }
    spans
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
        let Some(theme) = &theme else { continue };
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
            found.push(Found {
                problem,
                row: Some(con),
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
    let mut first = vec![None; view.labels.len()];
    for (row, &code) in view.codes.iter().enumerate() {
        first[code as usize].get_or_insert(row);
    }
    let mut bad = Vec::new();
    let mut stances = Vec::new();
    for (code, label) in view.labels.iter().enumerate() {
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
            let row = first[code];
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

fn parts(
    events: &Events,
    (who, what, theme): (&TextView<'_>, &TextView<'_>, Option<&TextView<'_>>),
    (who_ref, stances): (Option<VariableRef>, &[i8]),
    ways: &Ways<'_>,
    options: &RecordOptions,
) -> (Parts, OnThemes) {
    const VALID: &str = "proposed ids are valid";
    let stakeholders = ids(&who.labels, "stakeholder").into_iter();
    let stakeholders = stakeholders.map(|id| StakeholderId::new(&id).expect(VALID));
    let stakeholders: Vec<StakeholderId> = stakeholders.collect();
    let claims = ids(&what.labels, "claim").into_iter();
    let claims: Vec<ClaimId> = claims.map(|id| ClaimId::new(&id).expect(VALID)).collect();
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
    let sources = ids(&document_names, "source").into_iter();
    let sources: Vec<SourceId> = (sources.map(|id| SourceId::new(&id).expect(VALID))).collect();
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
    let mut seen_who = Seen::new(who.labels.len());
    let mut seen_what = Seen::new(what.labels.len());
    let mut seen_source = Seen::new(events.documents().len());
    let mut last_day = None;
    let mut seen_theme = BTreeSet::new();
    for (row, &answer) in stances.iter().enumerate() {
        let (i, j) = (who.codes[row], what.codes[row]);
        if who.labels[i as usize].is_empty() || what.labels[j as usize].is_empty() || answer < 0 {
            continue;
        }
        seen_who.see(i as usize, row);
        seen_what.see(j as usize, row);
        let document = events.document(row);
        // Rows of one time stand together.
        let time = events.time(row);
        let date = match last_day {
            Some((last, date)) if last == time => date,
            _ => time.map(|time| crate::model::events::time::civil(time).date()),
        };
        last_day = Some((time, date));
        seen_source.see(document, row);
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
            stakeholder: stakeholders[i as usize].clone(),
            claim: claims[j as usize].clone(),
            stance: if answer > 0 {
                Stance::Support
            } else {
                Stance::Concern
            },
            source: sources[document].clone(),
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
    for (document, row) in seen_source.first() {
        let title = titles
            .as_ref()
            .map(|view| view.labels[view.codes[row] as usize].to_string());
        parts.sources.push(Source {
            id: sources[document].clone(),
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
    for (i, row) in seen_who.first() {
        let words = kinds.iter().filter_map(|view| label_at(view, row));
        let mut kinds =
            words.filter_map(|word| word.to_lowercase().parse::<StakeholderKind>().ok());
        let attributes = known
            .iter()
            .filter_map(|(name, view)| Some((name.clone(), label_at(view, row)?)));
        parts.stakeholders.push(Stakeholder {
            id: stakeholders[i].clone(),
            name: label_at(&names, row).unwrap_or_else(|| who.labels[i].to_string()),
            kind: kinds.next().unwrap_or(StakeholderKind::Other),
            aliases: Vec::new(),
            attributes: attributes.collect(),
            comment: None,
        });
    }
    let mut claim_themes: BTreeMap<usize, BTreeMap<ThemeId, Stance>> = BTreeMap::new();
    for (&(claim, theme), on) in &on_themes {
        let id = ThemeId::new(&themes[theme as usize]).expect(VALID);
        let stance = match on.stated {
            [None, Some(_)] => Stance::Concern,
            _ => Stance::Support,
        };
        claim_themes
            .entry(claim as usize)
            .or_default()
            .insert(id, stance);
    }
    let texts = field("claim_text");
    for (j, row) in seen_what.first() {
        parts.claims.push(Claim {
            id: claims[j].clone(),
            text: label_at(&texts, row).unwrap_or_else(|| what.labels[j].to_string()),
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
