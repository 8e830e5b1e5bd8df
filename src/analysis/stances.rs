//! Who stands where on what, and on how much any two agree and disagree: what balance,
//! coalitions, bridging and polarisation start from.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Record, Stance, StatementIx};

/// What stances are compared on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Through {
    /// Claims: the stance of a statement.
    #[default]
    Claim,
    /// Themes: the stance of the statement × the claim's stance on the theme.
    Theme,
}

impl Through {
    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Theme => "theme",
        }
    }

    /// The word for several.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Claim => "claims",
            Self::Theme => "themes",
        }
    }
}

/// Stances of stakeholders on claims or themes; a cell can hold both.
pub(super) struct Stances {
    through: Through,
    items: usize,
    cells: Vec<u8>,
    rows: Vec<Vec<(usize, StatementIx)>>,
}

const fn bit(stance: Stance) -> u8 {
    match stance {
        Stance::Support => 1,
        Stance::Concern => 2,
    }
}

impl Stances {
    /// From some of a record's statements. O(stakeholders × items + rows), as much memory.
    pub(super) fn new(
        record: &Record,
        through: Through,
        rows: impl Iterator<Item = StatementIx>,
    ) -> Self {
        let items = match through {
            Through::Claim => record.claims().len(),
            Through::Theme => record.themes().len(),
        };
        let people = record.stakeholders().len();
        let mut made = Self {
            through,
            items,
            cells: vec![0; people * items],
            rows: vec![Vec::new(); people],
        };
        let table = record.statements();
        for row in rows {
            let (who, claim) = (table.stakeholder(row).index(), table.claim(row));
            let mut set = |item: usize, stance: Stance| {
                made.cells[who * items + item] |= bit(stance);
                made.rows[who].push((item, row));
            };
            match through {
                Through::Claim => set(claim.index(), table.stance(row)),
                Through::Theme => {
                    for &(theme, stance) in record.claim_themes(claim) {
                        set(theme.index(), table.stance(row) * stance);
                    }
                }
            }
        }
        made
    }

    pub(super) fn items(&self) -> usize {
        self.items
    }

    /// The id of a claim or theme.
    pub(super) fn item(&self, record: &Record, item: usize) -> String {
        match self.through {
            Through::Claim => record.claims()[item].id.to_string(),
            Through::Theme => record.themes()[item].id.to_string(),
        }
    }

    pub(super) fn holds(&self, who: usize, item: usize, stance: Stance) -> bool {
        self.cells[who * self.items + item] & bit(stance) != 0
    }

    pub(super) fn silent(&self, who: usize, item: usize) -> bool {
        self.cells[who * self.items + item] == 0
    }

    /// Whoever has a stance on something, by place.
    pub(super) fn active(&self) -> Vec<usize> {
        (0..self.rows.len())
            .filter(|&who| !self.rows[who].is_empty())
            .collect()
    }

    /// In how many stances a stakeholder is: a mixed one on an item counts twice.
    pub(super) fn held(&self, who: usize) -> u32 {
        let cells = &self.cells[who * self.items..(who + 1) * self.items];
        cells.iter().map(|cell| cell.count_ones()).sum()
    }

    /// Agreed and disagreed items of every two of some stakeholders. O(rows · log rows, and the
    /// pairs that speak on an item).
    pub(super) fn pairs(&self, people: &[usize]) -> Pairs {
        let n = people.len();
        let mut pairs = Pairs::new(n);
        let mut spoken: Vec<(usize, usize)> = Vec::new();
        for (at, &who) in people.iter().enumerate() {
            spoken.extend(self.rows[who].iter().map(|&(item, _)| (item, at)));
        }
        spoken.sort_unstable();
        spoken.dedup();
        for speakers in spoken.chunk_by(|a, b| a.0 == b.0) {
            let item = speakers[0].0;
            let cell = |at: usize| self.cells[people[at] * self.items + item];
            for (from, &(_, a)) in speakers.iter().enumerate() {
                for &(_, b) in &speakers[from + 1..] {
                    let (x, y) = (cell(a), cell(b));
                    let crossed = (y >> 1) | ((y & 1) << 1);
                    pairs.add(a, b, (x & y).count_ones(), (x & crossed).count_ones());
                }
            }
        }
        pairs
    }

    /// The statements of two stakeholders on what both speak on, by id, in table order.
    pub(super) fn behind(&self, record: &Record, a: usize, b: usize) -> Vec<String> {
        let shared =
            |&&(item, _): &&(usize, StatementIx)| !self.silent(a, item) && !self.silent(b, item);
        let rows = self.rows[a].iter().chain(&self.rows[b]).filter(shared);
        ids(record, rows.map(|&(_, row)| row).collect())
    }

    /// The statements of two stakeholders on what they disagree on, by id, in table order.
    pub(super) fn disputed(&self, record: &Record, a: usize, b: usize) -> Vec<String> {
        let against = |x, y, item| {
            self.holds(x, item, Stance::Support) && self.holds(y, item, Stance::Concern)
        };
        let disputed =
            |&&(item, _): &&(usize, StatementIx)| against(a, b, item) || against(b, a, item);
        let rows = self.rows[a].iter().chain(&self.rows[b]).filter(disputed);
        ids(record, rows.map(|&(_, row)| row).collect())
    }

    /// The statements of some stakeholders on an item, by id, in table order.
    pub(super) fn on(&self, record: &Record, people: &[usize], item: usize) -> Vec<String> {
        let rows = people.iter().flat_map(|&who| &self.rows[who]);
        let rows = rows.filter(|(on, _)| *on == item);
        ids(record, rows.map(|&(_, row)| row).collect())
    }
}

fn ids(record: &Record, mut rows: Vec<StatementIx>) -> Vec<String> {
    rows.sort_unstable();
    rows.dedup();
    (rows.into_iter())
        .map(|row| record.statements().id(row).to_string())
        .collect()
}

/// For every two of n: on how many items they agree, and on how many they disagree. Where one
/// is mixed, the item is in both counts.
#[derive(Debug, Clone)]
pub(super) struct Pairs {
    pub(super) n: usize,
    agreed: Vec<u32>,
    disagreed: Vec<u32>,
}

impl Pairs {
    pub(super) fn new(n: usize) -> Self {
        Self {
            n,
            agreed: vec![0; n * n],
            disagreed: vec![0; n * n],
        }
    }

    pub(super) fn add(&mut self, a: usize, b: usize, agreed: u32, disagreed: u32) {
        for at in [a * self.n + b, b * self.n + a] {
            self.agreed[at] += agreed;
            self.disagreed[at] += disagreed;
        }
    }

    pub(super) fn agreed(&self, a: usize, b: usize) -> u32 {
        self.agreed[a * self.n + b]
    }

    pub(super) fn disagreed(&self, a: usize, b: usize) -> u32 {
        self.disagreed[a * self.n + b]
    }

    /// Agreed minus disagreed.
    pub(super) fn net(&self, a: usize, b: usize) -> i64 {
        i64::from(self.agreed(a, b)) - i64::from(self.disagreed(a, b))
    }

    /// Every two, the first before the second.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let n = self.n;
        (0..n).flat_map(move |a| (a + 1..n).map(move |b| (a, b)))
    }
}

/// `SplitMix64`: numbers that depend on the seed alone. Steele, Lea, Flood 2014,
/// doi 10.1145/2660193.2660195.
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of 0 to n−1, each about as likely (the bias is below n/2⁶⁴); 0 where n is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}

/// Labels as they first appear, from 0.
pub(super) fn renumbered(labels: &[usize]) -> Vec<usize> {
    let mut seen = BTreeMap::new();
    let number = |label: &usize| {
        let next = seen.len();
        *seen.entry(*label).or_insert(next)
    };
    labels.iter().map(number).collect()
}
