//! Which pictures a briefing has, and why: the form that fits the record's size, and up to three
//! more for which there is something to see.

use super::BriefOptions;
use super::facts::{Facts, Hold};
use super::words::{Value, Words};
use crate::draw::{self, DrawOptions, Form, Scene, Through};
use crate::model::StatementIx;

/// Beside the default picture.
const MOST_OTHERS: usize = 3;
/// Fewer days are no course of time.
const FEWEST_DAYS: usize = 3;
/// Fewer relations are said faster than drawn.
const FEWEST_RELATIONS: usize = 3;

/// A picture that a briefing has.
pub(super) struct Chosen {
    pub(super) form: Form,
    /// What it shows, in a sentence.
    pub(super) what: &'static str,
    /// Why it is here, in a sentence.
    pub(super) why: String,
    pub(super) scene: Scene,
    /// The statements that its marks rest on.
    pub(super) statements: Vec<StatementIx>,
}

/// The default picture first. What cannot be drawn in this build is left out, and said in the
/// second list.
pub(super) fn choose(
    facts: &Facts<'_>,
    words: Words,
    options: &BriefOptions,
) -> (Vec<Chosen>, Vec<String>) {
    if facts.record.statements().is_empty() && facts.record.relations().is_empty() {
        return (Vec::new(), Vec::new());
    }
    let (default, why) = draw::choose_in(facts.record, &facts.graph, words.0);
    let why = words.fill("figure.why.default", &[("why", Value::Name(why))]);
    let mut wanted = vec![(default, why)];
    let others = [timeline, bars, network, arguments];
    let others = others.into_iter().filter_map(|rule| rule(facts, words));
    wanted.extend(
        others
            .filter(|(form, _)| *form != default)
            .take(MOST_OTHERS),
    );
    let (mut made, mut notes) = (Vec::new(), Vec::new());
    for (form, why) in wanted {
        match one(facts, words, options, (form, why)) {
            Ok(chosen) => made.push(chosen),
            Err(error) => notes.push(format!("the form {} is left out: {error}", form.as_str())),
        }
    }
    (made, notes)
}

fn one(
    facts: &Facts<'_>,
    words: Words,
    options: &BriefOptions,
    (form, why): (Form, String),
) -> Result<Chosen, draw::LayoutError> {
    let what = what(words, form);
    let draw = DrawOptions {
        title: Some(what.trim_end_matches('.').to_owned()),
        language: words.0,
        medium: options.medium,
        look: draw::Look {
            palette: options.palette,
            ..draw::Look::default()
        },
        // Pairs are compared on claims in the text too.
        through: if form == Form::Network {
            Through::Claims
        } else {
            Through::default()
        },
        ..DrawOptions::default()
    };
    let scene = draw::scene(facts.record, &facts.graph, form, &draw, None)?;
    let behind = crate::write::evidence(facts.record, &scene);
    Ok(Chosen {
        form,
        what,
        why,
        statements: facts.rows(behind.statements()),
        scene,
    })
}

fn what(words: Words, form: Form) -> &'static str {
    match form {
        Form::Alignment => words.say("figure.alignment"),
        Form::Map => words.say("figure.map"),
        Form::Network => words.say("figure.network"),
        Form::Arguments => words.say("figure.arguments"),
        Form::Matrix => words.say("figure.matrix"),
        Form::Bars => words.say("figure.bars"),
        Form::Overlap => words.say("figure.overlap"),
        Form::Timeline => words.say("figure.timeline"),
        Form::Tree => words.say("figure.tree"),
        Form::Ego => words.say("figure.ego"),
    }
}

fn timeline(facts: &Facts<'_>, words: Words) -> Option<(Form, String)> {
    let rows = facts.record.statements().rows();
    let mut days: Vec<_> = rows.filter_map(|row| facts.record.date_of(row)).collect();
    days.sort_unstable();
    days.dedup();
    let values = [("n", Value::Count(days.len()))];
    let why = words.fill("figure.why.timeline", &values);
    (days.len() >= FEWEST_DAYS).then_some((Form::Timeline, why))
}

fn bars(facts: &Facts<'_>, words: Words) -> Option<(Form, String)> {
    let n = facts.contested_themes().len();
    let text = match n {
        0 => return None,
        1 => "figure.why.bars.one",
        _ => "figure.why.bars.several",
    };
    Some((Form::Bars, words.fill(text, &[("n", Value::Count(n))])))
}

fn network(facts: &Facts<'_>, words: Words) -> Option<(Form, String)> {
    let pairs = facts.coalitions.pairs.iter();
    let n = pairs
        .filter(|pair| pair.agreed + pair.disagreed > 0)
        .count();
    let mut why = words.fill("figure.why.network", &[("n", Value::Count(n))]);
    if !matches!(facts.groups_hold(), Hold::Firm | Hold::NoGroups) {
        why.push(' ');
        why.push_str(words.say("figure.why.noise"));
    }
    (n > 0 && facts.speakers() > 2).then_some((Form::Network, why))
}

fn arguments(facts: &Facts<'_>, words: Words) -> Option<(Form, String)> {
    let n = facts.record.relations().len();
    let why = words.fill("figure.why.arguments", &[("n", Value::Count(n))]);
    (n >= FEWEST_RELATIONS).then_some((Form::Arguments, why))
}
