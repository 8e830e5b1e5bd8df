//! The answers that `build` writes down: every question, with its usual options.

use plenary::analysis::{
    self, Answer, CentralityOptions, ContestedOptions, ContradictionOptions, Direction,
    OverlapOptions, ProfileOptions, Scope, SignedGraph, TimelineOptions,
};
use plenary::model::{KnowledgeGraph, Progress, Record};
use plenary::write;

/// Above this, what compares everybody with everybody again and again is left to `analyse`.
const MOST_STAKEHOLDERS: usize = 60;
/// The same, in statements.
const MOST_STATEMENTS: usize = 3_000;

/// `analysis.json` and `analysis.md`.
pub(crate) fn files(
    record: &Record,
    graph: &KnowledgeGraph,
    progress: Progress<'_>,
) -> Vec<(String, String)> {
    let mut answers = Answers::default();
    answers.add(&analysis::contents(record));
    let themes = SignedGraph::from_knowledge(record, graph, Scope::Themes, Direction::Undirected);
    let usual = CentralityOptions::default();
    answers.add(&analysis::centrality_watched(
        &themes,
        Some(record),
        &usual,
        progress,
    ));
    answers.add(&analysis::overlap_watched(
        record,
        graph,
        &OverlapOptions::default(),
        progress,
    ));
    answers.add(&analysis::contested(
        record,
        graph,
        &ContestedOptions::default(),
    ));
    answers.add(&analysis::contradictions(
        record,
        graph,
        &ContradictionOptions::default(),
    ));
    answers.add(&analysis::timeline(
        record,
        graph,
        &TimelineOptions::default(),
    ));
    let small = record.stakeholders().len() <= MOST_STAKEHOLDERS
        && record.statements().len() <= MOST_STATEMENTS;
    if small {
        answers.add(&analysis::profile_watched(
            record,
            graph,
            &ProfileOptions::default(),
            progress,
        ));
        answers.add(&analysis::coalitions_watched(
            record,
            &analysis::CoalitionOptions::default(),
            progress,
        ));
        answers.add(&analysis::balance(
            record,
            &analysis::BalanceOptions::default(),
        ));
        answers.add(&analysis::polarisation_watched(
            record,
            &analysis::PolarisationOptions::default(),
            progress,
        ));
        answers.add(&analysis::bridging_watched(
            record,
            &analysis::BridgingOptions::default(),
            progress,
        ));
        // The usual options are within their ranges, which is all that can fail.
        if let Ok(stands) =
            analysis::stands_watched(record, &analysis::StandsOptions::default(), progress)
        {
            answers.add(&stands);
        }
    }
    let title = record.title().unwrap_or("Untitled record");
    let left_out = "The record is large: profile, coalitions, balance, polarisation, bridging and \
                    stands are left to 'plenary analyse'.";
    let mut markdown = write::reports_markdown(title, &answers.markdown);
    if !small {
        markdown.push_str(&format!("\n{left_out}\n"));
    }
    vec![
        (
            "analysis.json".to_owned(),
            write::reports_json(title, &answers.json),
        ),
        ("analysis.md".to_owned(), markdown),
    ]
}

#[derive(Default)]
struct Answers {
    json: Vec<String>,
    markdown: Vec<String>,
}

impl Answers {
    fn add<A: Answer>(&mut self, answer: &A) {
        self.json.push(write::report_json(answer));
        self.markdown.push(write::report_markdown(&answer.report()));
    }
}
