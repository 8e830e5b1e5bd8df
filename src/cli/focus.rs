//! What `--focus` names: a stakeholder or a theme, by id or name.

use plenary::analysis::stakeholders_called;
use plenary::draw::Focus;
use plenary::model::{Record, ThemeIx};
use plenary::read::nearest;

use super::error::CliError;

/// The one stakeholder or theme that a word means; `stakeholder:` or `theme:` before it says
/// which, where both are called so.
pub(crate) fn find(record: &Record, word: &str) -> Result<Focus, CliError> {
    let (kind, name) = match word.split_once(':') {
        Some((kind @ ("stakeholder" | "theme"), name)) => (kind, name.trim()),
        _ => ("", word),
    };
    let mut found = Vec::new();
    if kind != "theme" {
        let called = stakeholders_called(record, name).into_iter();
        found.extend(called.map(Focus::Stakeholder));
    }
    if kind != "stakeholder" {
        found.extend(themes_called(record, name).into_iter().map(Focus::Theme));
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(unknown(record, name)),
        several => {
            let names: Vec<String> = several.iter().map(|one| full(record, *one)).collect();
            let message = format!("'{word}' may be any of {}", names.join(", "));
            Err(CliError::usage(message).hint("name one of them so"))
        }
    }
}

fn full(record: &Record, focus: Focus) -> String {
    match focus {
        Focus::Stakeholder(one) => format!("stakeholder:{}", record.stakeholder(one).id),
        Focus::Theme(one) => format!("theme:{}", record.theme(one).id),
    }
}

/// By id; else by name, whatever the case.
fn themes_called(record: &Record, word: &str) -> Vec<ThemeIx> {
    let all = || (0..).map(ThemeIx::from).zip(record.themes());
    let by_id = all().find(|(_, theme)| theme.id.as_str() == word);
    if let Some((one, _)) = by_id {
        return vec![one];
    }
    let word = word.to_lowercase();
    let by_name = all().filter(|(_, theme)| theme.name.to_lowercase() == word);
    by_name.map(|(one, _)| one).collect()
}

fn unknown(record: &Record, word: &str) -> CliError {
    let who = record.stakeholders().iter();
    let who = who.flat_map(|one| [one.id.as_str(), one.name.as_str()]);
    let what = record.themes().iter();
    let what = what.flat_map(|theme| [theme.id.as_str(), theme.name.as_str()]);
    let failed = CliError::usage(format!("no stakeholder or theme is called '{word}'"));
    match nearest(word, who.chain(what)) {
        Some(near) => failed.hint(format!("did you mean '{near}'?")),
        None => failed.hint("'plenary export' lists the stakeholders and themes of a record"),
    }
}
