//! Which stakeholders a question is true of, and the statements that make it so.

use serde::Serialize;

use super::cited::{Cited, citation, cited};
use super::holdings::{Held, Holdings, Item, holdings};
use super::report::{Answer, Report, Table};
use super::stances::Through;
use crate::model::{
    GraphOptions, HeldStance, KnowledgeGraph, Question, Record, RollUp, StakeholderIx, StatementIx,
    Subject,
};

/// How [`ask`] is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskOptions {
    /// How broader themes count. Default: `Ancestors`, so that support for a part of a theme is
    /// support for the theme.
    pub roll_up: RollUp,
}

impl Default for AskOptions {
    fn default() -> Self {
        Self {
            roll_up: RollUp::Ancestors,
        }
    }
}

/// Why the question is true of a stakeholder: what it holds on one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// `theme:ID` or `claim:ID`.
    pub subject: String,
    /// `support`, `concern` or `mixed`.
    pub stance: &'static str,
    /// The statements of the kind that was asked for.
    pub statements: Vec<Cited>,
}

/// A stakeholder that the question is true of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskedStakeholder {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of body it is.
    pub kind: &'static str,
    /// In the order of the question, each once; empty where only properties or `not` decide.
    pub reasons: Vec<Reason>,
}

/// The stakeholders that a question is true of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// How many stakeholders the record has.
    pub of: usize,
    /// Sorted by id.
    pub stakeholders: Vec<AskedStakeholder>,
    #[serde(skip)]
    question: String,
    #[serde(skip)]
    options: AskOptions,
}

/// Which stakeholders a question is true of.
///
/// A stakeholder *supports* a claim where at least one of its statements does, and a theme where
/// at least one statement's stance times the claim's stance on the theme is support; *concern*
/// likewise. So who is mixed has both. Under `Ancestors` a theme counts as every broader one,
/// under `Top` as its broadest only. `not supports` holds for who is silent, too. The statements
/// of each part that holds, and is not under a `not`, are the reasons. Empty record: nobody.
/// O(statements · log + stakeholders · size of the question).
pub fn ask(record: &Record, question: &Question, options: &AskOptions) -> Asked {
    let roll_up = options.roll_up;
    let graph = KnowledgeGraph::new(record, GraphOptions { roll_up });
    let held = HeldBy {
        record,
        claims: holdings(record, &graph, Through::Claim),
        themes: holdings(record, &graph, Through::Theme),
    };
    let all = (0..record.stakeholders().len()).map(StakeholderIx::from);
    let stakeholders = all.filter_map(|who| {
        let mut reasons = Vec::new();
        if !held.is_true(question, who, &mut reasons) {
            return None;
        }
        let one = record.stakeholder(who);
        let mut seen: Vec<Reason> = Vec::new();
        for reason in reasons {
            if !seen.contains(&reason) {
                seen.push(reason);
            }
        }
        Some(AskedStakeholder {
            id: one.id.to_string(),
            name: one.name.clone(),
            kind: one.kind.as_str(),
            reasons: seen,
        })
    });
    Asked {
        of: record.stakeholders().len(),
        stakeholders: stakeholders.collect(),
        question: question.to_string(),
        options: *options,
    }
}

struct HeldBy<'a> {
    record: &'a Record,
    claims: Holdings,
    themes: Holdings,
}

impl HeldBy<'_> {
    /// Whether a question is true of one; what it rests on is added where it is.
    fn is_true(&self, question: &Question, who: StakeholderIx, reasons: &mut Vec<Reason>) -> bool {
        let before = reasons.len();
        let holds = match question {
            Question::All(parts) => parts.iter().all(|part| self.is_true(part, who, reasons)),
            Question::Any(parts) => {
                // All are looked at: each that holds is a reason.
                let held = parts.iter().map(|part| self.is_true(part, who, reasons));
                held.fold(false, |any, holds| any | holds)
            }
            Question::Not(part) => !self.is_true(part, who, &mut Vec::new()),
            Question::Holds { held, subjects } => {
                let found = subjects.iter().filter_map(|on| self.reason(*held, on, who));
                let found: Vec<Reason> = found.collect();
                let any = !found.is_empty();
                reasons.extend(found);
                any
            }
            Question::Is { property, values } => {
                let value = self.record.stakeholder(who).property(property);
                value.is_some_and(|value| values.iter().any(|one| one.matches(value)))
            }
        };
        if !holds {
            reasons.truncate(before);
        }
        holds
    }

    fn reason(&self, wanted: HeldStance, on: &Subject, who: StakeholderIx) -> Option<Reason> {
        let (all, item) = match on {
            Subject::Theme(id) => (&self.themes, Item::Theme(self.record.find_theme(id)?)),
            Subject::Claim(id) => (&self.claims, Item::Claim(self.record.find_claim(id)?)),
        };
        let held: &Held = all[who.index()].get(&item)?;
        let rows = match wanted {
            HeldStance::Support => held.support.clone(),
            HeldStance::Concern => held.concern.clone(),
            HeldStance::Mixed if !held.is_mixed() => Vec::new(),
            HeldStance::Mixed | HeldStance::Mentions => {
                let mut rows: Vec<StatementIx> = [&held.support[..], &held.concern].concat();
                rows.sort_unstable();
                rows.dedup();
                rows
            }
        };
        (!rows.is_empty()).then(|| Reason {
            subject: on.to_string(),
            stance: held.word(),
            statements: cited(self.record, &rows),
        })
    }
}

impl Answer for Asked {
    fn report(&self) -> Report {
        let definition = "Stakeholders that the question is true of, with the statements that \
            make it so: supports and concern hold where at least one statement has that stance, \
            taken through the claim where the subject is a theme; not holds for the silent, too.";
        let mut who = Table::new(
            "Stakeholders",
            ["stakeholder", "name", "kind", "reasons", "statements"],
        );
        let mut why = Table::new(
            "Reasons",
            [
                "stakeholder",
                "subject",
                "stance",
                "statement",
                "on claim",
                "takes",
                "said",
            ],
        );
        for one in &self.stakeholders {
            let said: Vec<&Cited> = one.reasons.iter().flat_map(|why| &why.statements).collect();
            let mut ids: Vec<&str> = said.iter().map(|cited| cited.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            let reasons = one
                .reasons
                .iter()
                .map(|why| format!("{} {}", why.stance, why.subject));
            who.push([
                one.id.as_str().into(),
                one.name.as_str().into(),
                one.kind.into(),
                reasons.collect::<Vec<_>>().join("; ").into(),
                ids.join(" ").into(),
            ]);
            for reason in &one.reasons {
                for cited in &reason.statements {
                    why.push([
                        one.id.as_str().into(),
                        reason.subject.as_str().into(),
                        reason.stance.into(),
                        cited.id.as_str().into(),
                        cited.claim.as_str().into(),
                        cited.stance.into(),
                        citation(cited).into(),
                    ]);
                }
            }
        }
        Report::new("query", definition)
            .option("ask", self.question.as_str())
            .option("roll-up", self.options.roll_up.as_str())
            .table(who)
            .table(why)
            .note(format!(
                "{} of {} stakeholders",
                self.stakeholders.len(),
                self.of
            ))
    }
}
