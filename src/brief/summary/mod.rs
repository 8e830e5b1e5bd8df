//! What the summary says, one rule a sentence. A rule looks at the analyses and either has
//! nothing to say or gives a [`Finding`]; the words are in the language files, under the text
//! that the finding names. No rule says more than its numbers do: "raises a concern" is not
//! "opposes", and what one voice says is not what "stakeholders" say.

mod care;
mod claims;
mod groups;
mod scope;
mod standing;
mod themes;

use super::BriefOptions;
use super::facts::Facts;
use super::words::{Value, Words, capitalised};
use crate::draw::Language;
use crate::model::{Progress, Record, StatementIx};

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// In the paragraph that sums the record up.
    Summary,
    /// Among the warnings below it.
    Care,
}

/// What one rule finds: a sentence, with its numbers and the statements that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static str,
    /// Where its sentence stands.
    pub part: Part,
    /// Which text of the language files says it.
    pub text: &'static str,
    /// The values of that text.
    pub values: Vec<(&'static str, Value)>,
    /// The statements that it rests on, sorted. Where it counts several things and names one as an
    /// example, those of the example.
    pub statements: Vec<StatementIx>,
}

impl Finding {
    /// The sentence.
    pub fn say(&self, language: Language) -> String {
        capitalised(Words(language).fill(self.text, &self.values))
    }
}

/// What a rule gives: text, values and statements.
type Said = (&'static str, Vec<(&'static str, Value)>, Vec<StatementIx>);

struct Rule {
    name: &'static str,
    part: Part,
    find: fn(&Facts<'_>) -> Option<Said>,
}

const fn rule(name: &'static str, part: Part, find: fn(&Facts<'_>) -> Option<Said>) -> Rule {
    Rule { name, part, find }
}

/// Every rule, in the order in which the sentences stand.
const ALL: &[Rule] = &[
    rule("nothing-said", Part::Summary, scope::nothing_said),
    rule("scope", Part::Summary, scope::scope),
    rule("days", Part::Summary, scope::days),
    rule("balance", Part::Summary, scope::balance),
    rule("disputed-claim", Part::Summary, claims::disputed_claim),
    rule(
        "no-disputed-claim",
        Part::Summary,
        claims::no_disputed_claim,
    ),
    rule("contested-theme", Part::Summary, themes::contested_theme),
    rule("common-ground", Part::Summary, themes::common_ground),
    rule("bridging-claim", Part::Summary, claims::bridging_claim),
    rule("shared-concern", Part::Summary, themes::shared_concern),
    rule("closest-pair", Part::Summary, groups::closest_pair),
    rule("groups", Part::Summary, groups::groups),
    rule("stands", Part::Summary, standing::stands),
    rule(
        "single-statement",
        Part::Summary,
        standing::single_statement,
    ),
    rule("open-concerns", Part::Summary, claims::open_concerns),
    rule("changed-stance", Part::Summary, claims::changed_stance),
    rule("both-stances", Part::Summary, claims::both_stances),
    rule("both-sides", Part::Summary, themes::both_sides),
    rule("groups-are-noise", Part::Care, groups::groups_are_noise),
    rule("one-voice", Part::Care, care::one_voice),
    rule("one-sided", Part::Care, care::one_sided),
    rule("few-speakers", Part::Care, care::few_speakers),
    rule("loudest", Part::Care, care::loudest),
    rule("one-source", Part::Care, care::one_source),
    rule("unnamed", Part::Care, care::unnamed),
    rule("silent", Part::Care, care::silent),
];

/// The names of all rules, in the order of their sentences.
pub fn rules() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|rule| rule.name)
}

/// Everything that the rules find in a record; of the options, those of the analyses count. See
/// [`briefing`](super::briefing). O(what the analyses cost).
pub fn findings(record: &Record, options: &BriefOptions) -> Vec<Finding> {
    found(&Facts::new(record, options, Progress::none()))
}

pub(super) fn found(facts: &Facts<'_>) -> Vec<Finding> {
    let one = |rule: &Rule| {
        let (text, values, statements) = (rule.find)(facts)?;
        Some(Finding {
            rule: rule.name,
            part: rule.part,
            text,
            values,
            statements,
        })
    };
    ALL.iter().filter_map(one).collect()
}
