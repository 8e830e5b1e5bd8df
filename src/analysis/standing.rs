//! Who stands where: support and concern of every stakeholder on every theme.

use crate::model::{KnowledgeGraph, Record, StakeholderIx, Stance, ThemeIx};

/// A table of stakeholders and themes; each cell has two counts, never averaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    cells: Vec<[u32; 2]>,
    themes: usize,
}

impl Standing {
    /// Numbers of statements in support of the theme, and in concern about it, by the
    /// stakeholder; `[0, 0]` is silence.
    pub fn counts(&self, stakeholder: StakeholderIx, theme: ThemeIx) -> [u32; 2] {
        self.cells[stakeholder.index() * self.themes + theme.index()]
    }

    /// How the stakeholder leans on the theme: −1 (concern only) to 1 (support only), the
    /// difference of the counts over their sum; 0 also for silence.
    pub fn balance(&self, stakeholder: StakeholderIx, theme: ThemeIx) -> f64 {
        let [support, concern] = self.counts(stakeholder, theme).map(f64::from);
        let total = support + concern;
        if total == 0.0 {
            0.0
        } else {
            (support - concern) / total
        }
    }
}

/// Fills the table from the positions of a graph.
///
/// A cell counts the statements behind the position (each once, however many themes it
/// touches). Empty graph: no cells. O(stakeholders × themes + positions), as much memory.
pub fn standing(record: &Record, graph: &KnowledgeGraph) -> Standing {
    let themes = record.themes().len();
    let mut cells = vec![[0; 2]; record.stakeholders().len() * themes];
    for position in graph.positions() {
        let side = usize::from(position.stance == Stance::Concern);
        let cell = position.stakeholder.index() * themes + position.theme.index();
        cells[cell][side] = position.statements.len() as u32;
    }
    Standing { cells, themes }
}
