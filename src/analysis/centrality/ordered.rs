//! Links without weights, nodes placed so that what is used together lies together.

use std::cmp::Reverse;
use std::ops::Range;

use crate::analysis::WeightedGraph;

/// A graph whose connected parts follow one another, the nodes of each by falling number of
/// links: those that most paths use share cache lines, and lists begin with them.
pub(super) struct Ordered {
    /// The node at each place.
    pub(super) node: Vec<u32>,
    /// The place of each node.
    pub(super) place: Vec<u32>,
    /// The number of the part that each place is in.
    part: Vec<u32>,
    /// Where each part begins, and where the last one ends.
    begins: Vec<usize>,
    out: Lists,
    into: Option<Lists>,
}

struct Lists {
    from: Vec<usize>,
    to: Vec<u32>,
}

impl Ordered {
    /// Parts are connected whatever the direction of links. O(n · log n + m).
    pub(super) fn new(graph: &WeightedGraph) -> Self {
        let n = graph.len();
        let (parts, count) = parts(graph);
        let mut node: Vec<u32> = (0..n as u32).collect();
        node.sort_by_key(|&node| {
            let at = node as usize;
            (
                parts[at],
                Reverse(graph.out(at).len() + graph.into(at).len()),
            )
        });
        let mut place = vec![0; n];
        let mut begins = vec![0; count + 1];
        for (at, &node) in node.iter().enumerate() {
            place[node as usize] = at as u32;
            begins[parts[node as usize] as usize + 1] = at + 1;
        }
        let part = node.iter().map(|&node| parts[node as usize]).collect();
        // Turned round twice: lists get sorted by being filled in order.
        let into = Lists::turned(&node, &place, |node| graph.out(node).map(|link| link.0));
        let out = graph
            .is_directed()
            .then(|| Lists::turned(&node, &place, |node| graph.into(node).map(|link| link.0)));
        let (out, into) = match out {
            Some(out) => (out, Some(into)),
            None => (into, None),
        };
        Self {
            node,
            place,
            part,
            begins,
            out,
            into,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.node.len()
    }

    /// Places that links from a place lead to, ascending.
    pub(super) fn out(&self, place: usize) -> &[u32] {
        self.out.of(place)
    }

    /// Places that links to a place come from, ascending.
    pub(super) fn into(&self, place: usize) -> &[u32] {
        self.into.as_ref().unwrap_or(&self.out).of(place)
    }

    /// The places of the part that a place is in.
    pub(super) fn part(&self, place: usize) -> Range<usize> {
        let part = self.part[place] as usize;
        self.begins[part]..self.begins[part + 1]
    }

    /// The places of each part.
    pub(super) fn parts(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.begins.windows(2).map(|ends| ends[0]..ends[1])
    }

    /// How many links lead to the nodes of these places.
    pub(super) fn links_into(&self, places: Range<usize>) -> usize {
        let from = &self.into.as_ref().unwrap_or(&self.out).from;
        from[places.end] - from[places.start]
    }
}

impl Lists {
    fn of(&self, place: usize) -> &[u32] {
        &self.to[self.from[place]..self.from[place + 1]]
    }

    /// For each place those that have it in their list.
    fn turned<I: Iterator<Item = usize>>(
        node: &[u32],
        place: &[u32],
        list: impl Fn(usize) -> I,
    ) -> Self {
        let mut from = vec![0; node.len() + 1];
        for one in 0..node.len() {
            for other in list(one) {
                from[place[other] as usize + 1] += 1;
            }
        }
        for at in 0..node.len() {
            from[at + 1] += from[at];
        }
        let mut next = from.clone();
        let mut to = vec![0; from[node.len()]];
        for (at, &one) in node.iter().enumerate() {
            for other in list(one as usize) {
                let slot = &mut next[place[other] as usize];
                to[*slot] = at as u32;
                *slot += 1;
            }
        }
        Self { from, to }
    }
}

/// The number of the connected part of every node, by first node, and how many there are.
fn parts(graph: &WeightedGraph) -> (Vec<u32>, usize) {
    const NONE: u32 = u32::MAX;
    let mut part = vec![NONE; graph.len()];
    let mut count = 0;
    let mut open = Vec::new();
    for first in 0..graph.len() {
        if part[first] != NONE {
            continue;
        }
        part[first] = count;
        open.push(first);
        while let Some(node) = open.pop() {
            let back = graph.is_directed().then(|| graph.into(node));
            for (other, _) in graph.out(node).chain(back.into_iter().flatten()) {
                if part[other] == NONE {
                    part[other] = count;
                    open.push(other);
                }
            }
        }
        count += 1;
    }
    (part, count as usize)
}
