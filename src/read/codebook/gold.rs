//! The stakeholders and themes of a coding in the format `stance-gold/1`.

use serde_json::Value;

use super::{Codebook, CodebookReading, finish};
use crate::model::{Stakeholder, StakeholderId, StakeholderKind, Theme, ThemeId, propose_id};
use crate::read::Input;

pub(super) fn read(input: &Input, coding: &Value) -> CodebookReading {
    let list = |key: &str| {
        coding[key]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
    };
    let texts = |value: &Value| -> Vec<String> {
        let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter()
            .filter_map(|one| Some(one.as_str()?.to_owned()))
            .collect()
    };
    let named = |one: &Value, key: &str| -> Option<(String, String)> {
        let name = one[key].as_str().or(one["id"].as_str())?.to_owned();
        let id = propose_id(one["id"].as_str().unwrap_or(&name))?;
        Some((id, name))
    };
    let stakeholders = list("stakeholders").iter().filter_map(|one| {
        let (id, name) = named(one, "name")?;
        Some(Stakeholder {
            id: StakeholderId::new(&id).ok()?,
            name,
            kind: kind(one["kind"].as_str().unwrap_or_default()),
            aliases: texts(&one["aliases"]),
            attributes: Default::default(),
            comment: None,
        })
    });
    let themes = list("themes").iter().filter_map(|one| {
        let (id, name) = named(one, "label")?;
        Some(Theme {
            id: ThemeId::new(&id).ok()?,
            name,
            definition: one["definition"].as_str().map(str::to_owned),
            broader: None,
            keywords: texts(&one["keywords"]),
            comment: None,
        })
    });
    let book = Codebook {
        stakeholders: stakeholders.collect(),
        themes: themes.collect(),
        closed: true,
    };
    finish(input, book)
}

/// The nearest of our kinds.
pub(super) fn kind(word: &str) -> StakeholderKind {
    word.parse().unwrap_or(match word {
        "state_group" | "states" | "group" | "party" => StakeholderKind::State,
        "company" | "industry" | "private" => StakeholderKind::Business,
        "university" | "research" => StakeholderKind::Academia,
        "civil_society" => StakeholderKind::Ngo,
        "un" | "agency" => StakeholderKind::Igo,
        "person" => StakeholderKind::Individual,
        _ => StakeholderKind::Other,
    })
}
