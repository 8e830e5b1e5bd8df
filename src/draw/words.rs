//! Sentences of pictures: names of nodes and edges, descriptions, captions.

use super::language::Language;
use crate::analysis::coalitions::Coalitions;
use crate::analysis::{CoalitionOptions, Through, coalitions};
use crate::model::{KnowledgeGraph, Position, Record, StakeholderKind, Stance};

/// What pictures count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Statement,
    Stakeholder,
    Claim,
    Theme,
    Position,
    Relation,
    MoreStakeholder,
    MoreClaim,
    MoreTheme,
}

/// "1 statement", "2 statements". In French one is also what is less than two.
pub(super) fn counted(language: Language, n: usize, what: Counted) -> String {
    let one = if language == Language::Fr {
        n < 2
    } else {
        n == 1
    };
    let n: &[(&str, &dyn std::fmt::Display)] = &[("n", &n)];
    match (what, one) {
        (Counted::Statement, true) => language.fill("{n} statement", n),
        (Counted::Statement, false) => language.fill("{n} statements", n),
        (Counted::Stakeholder, true) => language.fill("{n} stakeholder", n),
        (Counted::Stakeholder, false) => language.fill("{n} stakeholders", n),
        (Counted::Claim, true) => language.fill("{n} claim", n),
        (Counted::Claim, false) => language.fill("{n} claims", n),
        (Counted::Theme, true) => language.fill("{n} theme", n),
        (Counted::Theme, false) => language.fill("{n} themes", n),
        (Counted::Position, true) => language.fill("{n} position", n),
        (Counted::Position, false) => language.fill("{n} positions", n),
        (Counted::Relation, true) => language.fill("{n} relation", n),
        (Counted::Relation, false) => language.fill("{n} relations", n),
        (Counted::MoreStakeholder, true) => language.fill("+{n} more stakeholder", n),
        (Counted::MoreStakeholder, false) => language.fill("+{n} more stakeholders", n),
        (Counted::MoreClaim, true) => language.fill("+{n} more claim", n),
        (Counted::MoreClaim, false) => language.fill("+{n} more claims", n),
        (Counted::MoreTheme, true) => language.fill("+{n} more theme", n),
        (Counted::MoreTheme, false) => language.fill("+{n} more themes", n),
    }
}

/// "A, B and C".
pub(super) fn listed(language: Language, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => {
            let rest = rest.join(", ");
            language.fill("{list} and {last}", &[("list", &rest), ("last", last)])
        }
    }
}

/// The kind of a stakeholder, as in legends.
pub(super) fn kind(language: Language, kind: StakeholderKind) -> &'static str {
    match kind {
        StakeholderKind::Ngo => language.say("NGO"),
        StakeholderKind::Business => language.say("business"),
        StakeholderKind::State => language.say("state"),
        StakeholderKind::Igo => language.say("intergovernmental"),
        StakeholderKind::Academia => language.say("academia"),
        StakeholderKind::Technical => language.say("technical"),
        StakeholderKind::Media => language.say("media"),
        StakeholderKind::Individual => language.say("individual"),
        StakeholderKind::Other => language.say("other"),
    }
}

/// "support", "concern".
pub(super) fn stance(language: Language, stance: Stance) -> &'static str {
    match stance {
        Stance::Support => language.say("support"),
        Stance::Concern => language.say("concern"),
    }
}

/// "supports", "is concerned about".
pub(super) fn verb(language: Language, stance: Stance) -> &'static str {
    match stance {
        Stance::Support => language.say("supports"),
        Stance::Concern => language.say("is concerned about"),
    }
}

/// "Access Now supports Human rights online: 3 statements".
pub(super) fn position(
    language: Language,
    (who, what): (&str, &str),
    stance: Stance,
    statements: usize,
) -> String {
    let n = counted(language, statements, Counted::Statement);
    let values: &[(&str, &dyn std::fmt::Display)] = &[("who", &who), ("what", &what), ("n", &n)];
    match stance {
        Stance::Support => language.fill("{who} supports {what}: {n}", values),
        Stance::Concern => language.fill("{who} is concerned about {what}: {n}", values),
    }
}

/// What a picture of positions shows, in English; see [`describe`].
pub(super) fn describe_positions(record: &Record, graph: &KnowledgeGraph) -> String {
    describe(Language::En, record, graph)
}

/// What a picture of positions shows, at three levels: what and how many; the extremes; groups
/// and what divides them.
pub(super) fn describe(language: Language, record: &Record, graph: &KnowledgeGraph) -> String {
    let mut by_stakeholder = vec![0usize; record.stakeholders().len()];
    let mut by_theme = vec![[0usize; 2]; record.themes().len()];
    let mut sides = [0usize; 2];
    let mut mixed = Vec::new();
    let mut last: Option<Position<'_>> = None;
    for position in graph.positions() {
        let side = usize::from(position.stance == Stance::Concern);
        sides[side] += 1;
        by_stakeholder[position.stakeholder.index()] += 1;
        by_theme[position.theme.index()][side] += 1;
        let here = (position.stakeholder, position.theme);
        if last.is_some_and(|last| (last.stakeholder, last.theme) == here) {
            mixed.push(here);
        }
        last = Some(position);
    }
    let total = sides[0] + sides[1];
    if total == 0 {
        return language
            .say("There are no positions: no statement bears on a theme.")
            .to_owned();
    }
    let speakers = by_stakeholder.iter().filter(|&&n| n > 0).count();
    let themes = by_theme.iter().filter(|s| s[0] + s[1] > 0).count();
    let mut said = vec![language.fill(
        "{positions} of {who} on {themes}: {support} in support, {concern} of concern.",
        &[
            ("positions", &counted(language, total, Counted::Position)),
            ("who", &counted(language, speakers, Counted::Stakeholder)),
            ("themes", &counted(language, themes, Counted::Theme)),
            ("support", &sides[0]),
            ("concern", &sides[1]),
        ],
    )];
    let most = by_stakeholder.iter().copied().max().unwrap_or(0);
    let who: Vec<String> = (record.stakeholders().iter().zip(&by_stakeholder))
        .filter(|&(_, &n)| n == most)
        .map(|(s, _)| s.name.clone())
        .collect();
    let who = listed(language, &who);
    said.push(language.fill(
        "Most positions: {who} ({n}).",
        &[("who", &who), ("n", &most)],
    ));
    for side in [0, 1] {
        let most = by_theme.iter().map(|sides| sides[side]).max().unwrap_or(0);
        let which: Vec<String> = (record.themes().iter().zip(&by_theme))
            .filter(|(_, sides)| sides[side] == most)
            .map(|(theme, _)| theme.name.clone())
            .collect();
        if most > 1 && which.len() <= 4 {
            let n = counted(language, most, Counted::Stakeholder);
            let which = listed(language, &which);
            let values: &[(&str, &dyn std::fmt::Display)] = &[("which", &which), ("n", &n)];
            said.push(if side == 0 {
                language.fill("Most widely supported: {which} ({n}).", values)
            } else {
                language.fill("Most widely met with concern: {which} ({n}).", values)
            });
        }
    }
    let mut divided: Vec<usize> = (0..by_theme.len())
        .filter(|&t| by_theme[t][0] > 0 && by_theme[t][1] > 0)
        .collect();
    if !divided.is_empty() {
        // The most even and the most spoken of first.
        divided.sort_by_key(|&t| {
            let [support, concern] = by_theme[t];
            (std::cmp::Reverse(support.min(concern)), t)
        });
        divided.truncate(5);
        let names: Vec<String> = (divided.iter().map(|&t| &record.themes()[t]))
            .map(|theme| theme.name.clone())
            .collect();
        let names = listed(language, &names);
        said.push(language.fill(
            "Most divided, with support and concern: {names}.",
            &[("names", &names)],
        ));
    }
    match mixed.as_slice() {
        [] => {}
        few if few.len() <= 4 => {
            let names: Vec<String> = (few.iter())
                .map(|&(who, on)| {
                    let (who, theme) = (&record.stakeholder(who).name, &record.theme(on).name);
                    language.fill("{who} on {theme}", &[("who", who), ("theme", theme)])
                })
                .collect();
            let names = listed(language, &names);
            said.push(language.fill("On both sides: {names}.", &[("names", &names)]));
        }
        many => said.push(language.fill(
            "On both sides of one theme: {n}.",
            &[("n", &counted(language, many.len(), Counted::Position))],
        )),
    }
    said.extend(camps(language, record));
    said.join(" ")
}

/// Groups that agree, and what sets each apart.
fn camps(language: Language, record: &Record) -> Option<String> {
    let options = CoalitionOptions {
        through: Through::Theme,
        resamples: 0,
        ..CoalitionOptions::default()
    };
    // A picture's description is read aloud: for very large records groups would be a list.
    if record.stakeholders().len() > 200 {
        return None;
    }
    let Coalitions { coalitions, .. } = coalitions(record, &options);
    let large: Vec<_> = coalitions.iter().filter(|c| c.members.len() > 1).collect();
    if large.len() < 2 {
        return None;
    }
    let name = |id: &String| {
        let found = record.stakeholders().iter().find(|s| s.id.as_str() == id);
        found.map_or_else(|| id.clone(), |s| s.short_name().to_owned())
    };
    let theme = |id: &str| {
        let found = record.themes().iter().find(|t| t.id.as_str() == id);
        found.map_or_else(|| id.to_owned(), |t| t.name.clone())
    };
    let groups: Vec<String> = (large.iter())
        .map(|group| {
            let mut names: Vec<String> = group.members.iter().take(3).map(name).collect();
            let rest = group.members.len() - names.len();
            if rest > 0 {
                names.push(language.fill("{n} more", &[("n", &rest)]));
            }
            let names = listed(language, &names);
            match group.sets_apart.first() {
                Some(first) => {
                    let on = theme(&first.item);
                    let values: &[(&str, &dyn std::fmt::Display)] =
                        &[("names", &names), ("theme", &on)];
                    if first.stance == "support" {
                        language.fill("{names} (set apart by support for {theme})", values)
                    } else {
                        language.fill("{names} (set apart by concern about {theme})", values)
                    }
                }
                None => names,
            }
        })
        .collect();
    let groups = groups.join("; ");
    Some(language.fill(
        "Groups that agree on themes: {groups}.",
        &[("groups", &groups)],
    ))
}

/// Where the data is from, how much it is, and who is left unnamed: what every caption says.
pub(super) fn provenance_in(language: Language, record: &Record) -> String {
    let mut sources: Vec<_> = record.sources().iter().collect();
    sources.sort_by_key(|source| (source.date.is_none(), source.date));
    let sources: Vec<String> = (sources.into_iter())
        .map(|source| match source.date {
            Some(date) => format!("{} ({date})", source.title),
            None => source.title.clone(),
        })
        .collect();
    let mut said = Vec::new();
    match sources.as_slice() {
        [] => {}
        [one] => said.push(language.fill("Source: {title}.", &[("title", one)])),
        few if few.len() <= 3 => {
            let titles = few.join("; ");
            said.push(language.fill("Sources: {titles}.", &[("titles", &titles)]));
        }
        [first, rest @ ..] => said.push(language.fill(
            "Sources: {title} and {n} more.",
            &[("title", first), ("n", &rest.len())],
        )),
    }
    said.push(language.fill(
        "{statements} by {who} on {claims}.",
        &[
            (
                "statements",
                &counted(language, record.statements().len(), Counted::Statement),
            ),
            (
                "who",
                &counted(language, record.stakeholders().len(), Counted::Stakeholder),
            ),
            (
                "claims",
                &counted(language, record.claims().len(), Counted::Claim),
            ),
        ],
    ));
    let unnamed = record
        .stakeholders()
        .iter()
        .filter(|s| s.is_unnamed())
        .count();
    if unnamed > 0 {
        said.push(language.fill(
            "Speakers that the source leaves unnamed: {n}.",
            &[("n", &unnamed)],
        ));
    }
    said.join(" ")
}

/// "3 statements in support and 1 of concern".
pub(super) fn describe_sides(language: Language, [support, concern]: [usize; 2]) -> String {
    language.fill(
        "statements in support {support}, of concern {concern}",
        &[("support", &support), ("concern", &concern)],
    )
}

/// That a layout fell back to a cheaper way.
pub(super) fn placed_quickly(language: Language) -> String {
    let words = "There is too much here to search for the fewest crossings: it is placed a quicker way, and more lines cross than would have to.";
    language.say(words).to_owned()
}

/// That a picture was asked for which has more lines than anybody can follow.
pub(super) fn too_many_lines(language: Language, lines: usize) -> String {
    language.fill(
        "Large: {n} lines are more than can be followed one by one; fewer entries (--top) or the form \u{2018}matrix\u{2019} are easier to read.",
        &[("n", &lines)],
    )
}
