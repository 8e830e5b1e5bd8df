//! A table of statements as a record.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::Code;
use super::problem::Problem;
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

/// Makes a record of a table with stakeholders, claims and boolean stances.
///
/// Ids are made of labels; labels stay as names and texts. Themes of claims count as supported.
/// Attributes of stakeholders are kept; one called `kind` or `Type` with a known word is the
/// kind. Sources are documents. Rows without stakeholder, claim or stance are left out.
///
/// # Errors
/// All that is missing.
pub fn events_record(events: &Events, options: &RecordOptions) -> Result<Record, Vec<Problem>> {
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
        return Err(problems);
    };
    let theme = text(events.find(options.theme.as_deref().unwrap_or("theme")));
    let columns = (&who, &what, theme.as_ref());
    let parts = parts(events, columns, (who_ref, stances), options);
    Record::resolve(parts).map_err(|faults| {
        let problem = |fault| Problem::new(Code::BadTable, format!("{fault:?}"));
        faults.into_iter().map(problem).collect()
    })
}

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
    options: &RecordOptions,
) -> Parts {
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
    let mut claim_themes: BTreeMap<u32, BTreeMap<ThemeId, Stance>> = BTreeMap::new();
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
                let id = ThemeId::new(&themes[k as usize]).expect(VALID);
                claim_themes
                    .entry(j)
                    .or_default()
                    .insert(id, Stance::Support);
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
    parts
}
