//! The network in words: names of nodes and ties, description, caption, tables.

use super::choose::{Chosen, normalisation};
use super::people::Coalition;
use super::ties::Tie;
use crate::analysis::{Cell, Table};
use crate::draw::network_look::Ties;
use crate::draw::options::{DrawOptions, Grouping, Through};
use crate::draw::words::{self, listed, provenance_in};
use crate::model::{Record, Stance};

/// More ties than this cannot be followed.
const MOST_TIES: usize = 300;
/// Names of at most so many are listed.
const LISTED: usize = 6;

fn name(record: &Record, who: usize) -> String {
    record.stakeholders()[who].name.clone()
}

pub(super) fn subtitle(options: &DrawOptions) -> &'static str {
    let language = options.language;
    match (options.network.ties, options.through) {
        (Ties::Both | Ties::Subtract, Through::Themes) => {
            language.say("Who stands with whom, and against whom, on the same themes")
        }
        (Ties::Both | Ties::Subtract, Through::Claims) => {
            language.say("Who stands with whom, and against whom, on the same claims")
        }
        (Ties::Congruence, Through::Themes) => {
            language.say("Who stands with whom on the same themes")
        }
        (Ties::Congruence, Through::Claims) => {
            language.say("Who stands with whom on the same claims")
        }
        (Ties::Conflict, Through::Themes) => {
            language.say("Who stands against whom on the same themes")
        }
        (Ties::Conflict, Through::Claims) => {
            language.say("Who stands against whom on the same claims")
        }
    }
}

/// "A and B agree on 3 themes".
pub(super) fn tie(record: &Record, options: &DrawOptions, chosen: &Chosen, tie: &Tie) -> String {
    let language = options.language;
    let (a, b) = (name(record, tie.a), name(record, tie.b));
    let n = chosen.weight(tie.weight);
    let values: &[(&str, &dyn std::fmt::Display)] = &[("a", &a), ("b", &b), ("n", &n)];
    let agree = tie.stance == Stance::Support;
    if chosen.normalised {
        return if agree {
            language.fill("{a} and {b} agree, with a weight of {n}", values)
        } else {
            language.fill("{a} and {b} disagree, with a weight of {n}", values)
        };
    }
    tie_words(record, options, tie, &n)
}

/// The same of a tie that counts, with the count as it is printed.
pub(in crate::draw::form) fn tie_words(
    record: &Record,
    options: &DrawOptions,
    tie: &Tie,
    n: &str,
) -> String {
    let language = options.language;
    let (a, b) = (name(record, tie.a), name(record, tie.b));
    let values: &[(&str, &dyn std::fmt::Display)] = &[("a", &a), ("b", &b), ("n", &n)];
    let agree = tie.stance == Stance::Support;
    if options.network.ties == Ties::Subtract {
        return if agree {
            language.fill("{a} and {b} agree more than they disagree, by {n}", values)
        } else {
            language.fill("{a} and {b} disagree more than they agree, by {n}", values)
        };
    }
    match (agree, options.through, n == "1") {
        (true, Through::Themes, true) => language.fill("{a} and {b} agree on 1 theme", values),
        (true, Through::Themes, false) => language.fill("{a} and {b} agree on {n} themes", values),
        (true, Through::Claims, true) => language.fill("{a} and {b} agree on 1 claim", values),
        (true, Through::Claims, false) => language.fill("{a} and {b} agree on {n} claims", values),
        (false, Through::Themes, true) => language.fill("{a} and {b} disagree on 1 theme", values),
        (false, Through::Themes, false) => {
            language.fill("{a} and {b} disagree on {n} themes", values)
        }
        (false, Through::Claims, true) => language.fill("{a} and {b} disagree on 1 claim", values),
        (false, Through::Claims, false) => {
            language.fill("{a} and {b} disagree on {n} claims", values)
        }
    }
}

/// "agrees with 3, disagrees with 1".
pub(super) fn node(options: &DrawOptions, chosen: &Chosen, who: usize) -> String {
    let [agree, disagree] = chosen.degrees[who];
    let language = options.language;
    if agree + disagree == 0 {
        return language.say("no tie").to_owned();
    }
    let group = chosen
        .people
        .group_of(who)
        .map(|g| chosen.people.groups[g].number);
    let ties = language.fill(
        "agrees with {n}, disagrees with {m}",
        &[("n", &agree), ("m", &disagree)],
    );
    match group {
        Some(number) if options.group != Grouping::Kind => {
            format!(
                "{ties}; {}",
                language.fill("coalition {n}", &[("n", &number)])
            )
        }
        _ => ties,
    }
}

/// "Coalition 1: concern about Militarisation".
pub(super) fn group(record: &Record, options: &DrawOptions, group: &Coalition) -> String {
    let language = options.language;
    if options.group == Grouping::Kind {
        let kind = record.stakeholders()[group.members[0]].kind;
        return words::kind(language, kind).to_owned();
    }
    let n = group.number;
    match &group.apart {
        Some((what, Stance::Support)) => language.fill(
            "Coalition {n}: more in support of {what}",
            &[("n", &n), ("what", what)],
        ),
        Some((what, Stance::Concern)) => language.fill(
            "Coalition {n}: more concerned about {what}",
            &[("n", &n), ("what", what)],
        ),
        None => language.fill("Coalition {n}", &[("n", &n)]),
    }
}

/// What is shown; counts and extremes; clusters and splits.
pub(super) fn description(record: &Record, options: &DrawOptions, chosen: &Chosen) -> String {
    let language = options.language;
    let [agree, disagree] = chosen.sides();
    if chosen.people.shown.is_empty() {
        return language
            .say("There are no stakeholders with a stance.")
            .to_owned();
    }
    let mut text =
        vec![language.fill(
        "A network of {n} stakeholders: {agree} ties of agreement and {disagree} of disagreement.",
        &[("n", &chosen.people.shown.len()), ("agree", &agree), ("disagree", &disagree)],
    )];
    for stance in Stance::ALL {
        let own = || chosen.ties.iter().filter(move |tie| tie.stance == stance);
        let Some(most) = own().map(|tie| tie.weight).reduce(f64::max) else {
            continue;
        };
        let heaviest: Vec<&Tie> = own().filter(|tie| tie.weight >= most).collect();
        if heaviest.len() <= LISTED {
            for one in heaviest {
                let what = tie(record, options, chosen, one);
                text.push(if stance == Stance::Support {
                    language.fill("Strongest agreement: {what}.", &[("what", &what)])
                } else {
                    language.fill("Strongest disagreement: {what}.", &[("what", &what)])
                });
            }
        }
    }
    let groups = &chosen.people.groups;
    for one in groups {
        let members: Vec<String> = one.members.iter().map(|&who| name(record, who)).collect();
        let heading = group(record, options, one);
        if members.len() <= 2 * LISTED {
            let who = listed(language, &members);
            text.push(language.fill("{group}: {who}.", &[("group", &heading), ("who", &who)]));
        } else {
            let n = members.len();
            text.push(language.fill(
                "{group}: {n} stakeholders.",
                &[("group", &heading), ("n", &n)],
            ));
        }
    }
    if groups.len() > 1 {
        let of = |who: usize| chosen.people.group_of(who);
        let between = |stance: Stance| {
            let own = chosen.ties.iter().filter(|tie| tie.stance == stance);
            own.filter(|tie| of(tie.a) != of(tie.b)).count()
        };
        let (a, b) = (between(Stance::Support), between(Stance::Concern));
        text.push(language.fill(
            "Between coalitions run {agree} ties of agreement and {disagree} of disagreement.",
            &[("agree", &a), ("disagree", &b)],
        ));
    }
    let alone: Vec<String> = untied(chosen).map(|who| name(record, who)).collect();
    if !alone.is_empty() && alone.len() <= 2 * LISTED {
        let who = listed(language, &alone);
        text.push(language.fill("Without a tie: {who}.", &[("who", &who)]));
    }
    text.join(" ")
}

pub(super) fn untied(chosen: &Chosen) -> impl Iterator<Item = usize> + '_ {
    chosen
        .people
        .shown
        .iter()
        .copied()
        .filter(|&who| !chosen.people.tied[who])
}

/// What a tie counts.
pub(in crate::draw::form) fn measure(options: &DrawOptions) -> &'static str {
    let language = options.language;
    match (options.network.ties, options.through) {
        (Ties::Subtract, Through::Themes) => language.say(
            "A tie counts the themes on which two take the same side, less those on which they take opposite sides.",
        ),
        (Ties::Subtract, Through::Claims) => language.say(
            "A tie counts the claims on which two take the same side, less those on which they take opposite sides.",
        ),
        (_, Through::Themes) => language.say(
            "A tie counts the themes on which two take the same side (agreement) or opposite sides (disagreement).",
        ),
        (_, Through::Claims) => language.say(
            "A tie counts the claims on which two take the same side (agreement) or opposite sides (disagreement).",
        ),
    }
}

/// Source, measure, and what is left out.
pub(super) fn caption(record: &Record, options: &DrawOptions, chosen: &Chosen) -> Vec<String> {
    let language = options.language;
    let mut method = vec![measure(options).to_owned()];
    match normalisation(options, chosen) {
        Some(how) => {
            method.push(language.fill("Weights are normalised ({how}).", &[("how", &how)]));
        }
        None => method.push(language.say("Weights are not normalised.").to_owned()),
    }
    if options.group != Grouping::None
        && options.group != Grouping::Kind
        && !chosen.people.groups.is_empty()
    {
        method.push(
            language
                .say("Coalitions: communities of agreement (Leiden, modularity).")
                .to_owned(),
        );
    }
    let mut left = Vec::new();
    if let Some(alpha) = options.network.backbone_alpha {
        let n = chosen.by_chance;
        left.push(language.fill(
            "Backbone (disparity filter, level {alpha}): ties that chance could make, left out: {n}.",
            &[("alpha", &alpha), ("n", &n)],
        ));
    }
    if let (Some(least), true) = (chosen.below, chosen.weaker > 0) {
        let (x, n) = (chosen.weight(least), chosen.weaker);
        left.push(language.fill("Ties below {x} left out: {n}.", &[("x", &x), ("n", &n)]));
        if options.network.threshold.is_none() {
            left.push(
                language
                    .say("Everybody\u{2019}s strongest tie is kept.")
                    .to_owned(),
            );
        }
    }
    if !chosen.left_out.is_empty() {
        let n = chosen.left_out.len();
        left.push(language.fill(
            "Stakeholders with weaker ties, for whom there is no room, left out: {n}; the form \u{2018}matrix\u{2019} has them all.",
            &[("n", &n)],
        ));
    }
    if chosen.silent > 0 {
        left.push(language.fill(
            "Stakeholders without a stance, left out: {n}.",
            &[("n", &chosen.silent)],
        ));
    }
    left.extend(crowded(options, chosen));
    let mut lines: Vec<String> = options.caption.iter().cloned().collect();
    lines.push(provenance_in(language, record));
    lines.push(method.join(" "));
    if !left.is_empty() {
        lines.push(left.join(" "));
    }
    lines
}

fn crowded(options: &DrawOptions, chosen: &Chosen) -> Option<String> {
    let words = options
        .language
        .say("These are more stakeholders than this page has room for; the form \u{2018}matrix\u{2019} is easier to read.");
    chosen.crowded.then(|| words.to_owned())
}

/// What a caller should be told: that nobody can follow so much.
pub(super) fn warnings(options: &DrawOptions, chosen: &Chosen) -> Vec<String> {
    let drawn = chosen.ties.len();
    let lines = (drawn > MOST_TIES).then(|| words::too_many_lines(options.language, drawn));
    crowded(options, chosen).into_iter().chain(lines).collect()
}

/// Pairs with their weights, drawn or not; and who is where.
pub(super) fn facts(record: &Record, options: &DrawOptions, chosen: &Chosen) -> Vec<Table> {
    let language = options.language;
    let mut table = Table::new(
        language.say("Ties"),
        [
            language.say("Stakeholder"),
            language.say("Stakeholder"),
            language.say("Agreement or disagreement"),
            language.say("Weight"),
            language.say("Drawn"),
        ],
    );
    let key = |tie: &Tie| (tie.a, tie.b, tie.stance == Stance::Concern);
    for tie in &chosen.all {
        let drawn = chosen.ties.binary_search_by_key(&key(tie), key).is_ok();
        let side = match tie.stance {
            Stance::Support => language.say("agreement"),
            Stance::Concern => language.say("disagreement"),
        };
        table.push([
            name(record, tie.a).into(),
            name(record, tie.b).into(),
            side.into(),
            Cell::Number((tie.weight * 1e6).round() / 1e6),
            drawn.into(),
        ]);
    }
    let mut who = Table::new(
        language.say("Stakeholders"),
        [
            language.say("Stakeholder"),
            language.say("Kind"),
            language.say("Group"),
            language.say("Agrees with"),
            language.say("Disagrees with"),
        ],
    );
    for &at in &chosen.people.shown {
        let [agree, disagree] = chosen.degrees[at];
        let of = chosen
            .people
            .group_of(at)
            .map(|g| group(record, options, &chosen.people.groups[g]));
        who.push([
            name(record, at).into(),
            words::kind(language, record.stakeholders()[at].kind).into(),
            of.into(),
            agree.into(),
            disagree.into(),
        ]);
    }
    vec![table, who]
}
