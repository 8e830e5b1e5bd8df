//! Sentences of pictures: names of nodes and edges, descriptions, captions.

use crate::model::{KnowledgeGraph, Position, Record, Stance};

/// "1 statement", "2 statements".
pub(super) fn count(n: usize, one: &str) -> String {
    let several = match one.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{one}s"),
    };
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {several}")
    }
}

/// "A, B and C".
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// "Access Now supports Human rights online: 3 statements".
pub(super) fn position(record: &Record, position: &Position<'_>) -> String {
    format!(
        "{} {} {}: {}",
        record.stakeholder(position.stakeholder).name,
        position.stance.verb(),
        record.theme(position.theme).name,
        count(position.statements.len(), "statement")
    )
}

/// What a picture of positions shows: what, how many, the extremes.
pub(super) fn describe_positions(record: &Record, graph: &KnowledgeGraph) -> String {
    let mut by_stakeholder = vec![0usize; record.stakeholders().len()];
    let mut by_theme = vec![[0usize; 2]; record.themes().len()];
    let mut sides = [0usize; 2];
    let mut mixed = Vec::new();
    let mut last = None;
    for position in graph.positions() {
        let side = usize::from(position.stance == Stance::Concern);
        sides[side] += 1;
        by_stakeholder[position.stakeholder.index()] += 1;
        by_theme[position.theme.index()][side] += 1;
        let here = (position.stakeholder, position.theme);
        if last == Some(here) {
            mixed.push(format!(
                "{} on {}",
                record.stakeholder(position.stakeholder).name,
                record.theme(position.theme).name
            ));
        }
        last = Some(here);
    }
    let total = sides[0] + sides[1];
    if total == 0 {
        return "There are no positions: no statement bears on a theme.".to_owned();
    }
    let speakers = by_stakeholder.iter().filter(|&&n| n > 0).count();
    let themes = by_theme
        .iter()
        .filter(|sides| sides[0] + sides[1] > 0)
        .count();
    let mut text = format!(
        "{} of {} on {}: {} in support, {} of concern.",
        count(total, "position"),
        count(speakers, "stakeholder"),
        count(themes, "theme"),
        sides[0],
        sides[1]
    );
    let most = by_stakeholder.iter().copied().max().unwrap_or(0);
    let who: Vec<String> = (record.stakeholders().iter().zip(&by_stakeholder))
        .filter(|&(_, &n)| n == most)
        .map(|(s, _)| s.name.clone())
        .collect();
    text += &format!(" Most positions: {} ({most}).", list(&who));
    for (side, what) in [
        (0, "Most widely supported"),
        (1, "Most widely met with concern"),
    ] {
        let most = by_theme.iter().map(|sides| sides[side]).max().unwrap_or(0);
        let which: Vec<String> = (record.themes().iter().zip(&by_theme))
            .filter(|(_, sides)| sides[side] == most)
            .map(|(theme, _)| theme.name.clone())
            .collect();
        if most > 1 && which.len() <= 4 {
            text += &format!(
                " {what}: {} ({}).",
                list(&which),
                count(most, "stakeholder")
            );
        }
    }
    let divided: Vec<String> = (record.themes().iter().zip(&by_theme))
        .filter(|(_, sides)| sides[0] > 0 && sides[1] > 0)
        .map(|(theme, _)| theme.name.clone())
        .collect();
    if !divided.is_empty() && divided.len() <= 6 {
        text += &format!(" Both supported and met with concern: {}.", list(&divided));
    }
    if !mixed.is_empty() && mixed.len() <= 4 {
        text += &format!(" Mixed: {}.", list(&mixed));
    }
    text
}

/// Where the data is from, how much it is, and who is left unnamed: two sentences for every
/// caption.
pub(super) fn provenance(record: &Record) -> String {
    let sources: Vec<String> = record
        .sources()
        .iter()
        .map(|source| match source.date {
            Some(date) => format!("{} ({date})", source.title),
            None => source.title.clone(),
        })
        .collect();
    let from = match sources.len() {
        0 => String::new(),
        1..=3 => format!("Source: {}. ", sources.join("; ")),
        n => format!("Sources: {} and {} more. ", sources[0], n - 1),
    };
    let unnamed = record
        .stakeholders()
        .iter()
        .filter(|s| s.is_unnamed())
        .count();
    let unnamed = match unnamed {
        0 => String::new(),
        n => format!(" Speakers that the source leaves unnamed: {n}."),
    };
    format!(
        "{from}{} by {} on {}.{unnamed}",
        count(record.statements().len(), "statement"),
        count(record.stakeholders().len(), "stakeholder"),
        count(record.claims().len(), "claim"),
    )
}
