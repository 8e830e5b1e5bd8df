//! Themes within broader themes.

use super::ids::ThemeIx;

/// For each theme the one it is part of; has no cycle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hierarchy(Vec<Option<ThemeIx>>);

impl Hierarchy {
    /// Takes the links, or gives back one cycle for each that there is, as the themes along it
    /// from its first in list order. O(n).
    pub(super) fn new(broader: Vec<Option<ThemeIx>>) -> Result<Self, Vec<Vec<ThemeIx>>> {
        #[derive(Clone, Copy, PartialEq)]
        enum Seen {
            No,
            InWalk(usize),
            Done,
        }
        let mut seen = vec![Seen::No; broader.len()];
        let mut cycles = Vec::new();
        for start in 0..broader.len() {
            let mut walk = Vec::new();
            let mut at = Some(ThemeIx::from(start));
            while let Some(theme) = at {
                match seen[theme.index()] {
                    Seen::InWalk(of) if of == start => {
                        let first = walk.iter().position(|&t| t == theme).unwrap_or(0);
                        let mut cycle: Vec<ThemeIx> = walk[first..].to_vec();
                        let least = (0..cycle.len()).min_by_key(|&i| cycle[i]).unwrap_or(0);
                        cycle.rotate_left(least);
                        cycles.push(cycle);
                        break;
                    }
                    Seen::No => {
                        seen[theme.index()] = Seen::InWalk(start);
                        walk.push(theme);
                        at = broader[theme.index()];
                    }
                    Seen::InWalk(_) | Seen::Done => break,
                }
            }
            for theme in walk {
                seen[theme.index()] = Seen::Done;
            }
        }
        if cycles.is_empty() {
            Ok(Self(broader))
        } else {
            Err(cycles)
        }
    }

    pub(super) fn broader(&self, theme: ThemeIx) -> Option<ThemeIx> {
        self.0[theme.index()]
    }

    /// The theme itself, then each broader one up to the top.
    pub(super) fn upwards(&self, theme: ThemeIx) -> impl Iterator<Item = ThemeIx> + '_ {
        std::iter::successors(Some(theme), |&t| self.broader(t))
    }
}
