//! How far to doubt a proposal, and why.

/// What each circumstance adds, and how it is told. On the development reports a clause with one
/// theme was wrong in 1 of 20 cases, with two in 3 of 10, with more in every second.
const WEIGHTS: &[(&str, f64, &str)] = &[
    (
        "continue",
        0.08,
        "the sentence names no speaker; it goes on from the one before",
    ),
    ("unnamed", 0.10, "the speaker is not named"),
    ("pronouns", 0.03, "the speaker is a pronoun or role"),
    ("reported-speech", 0.10, "reported by somebody else"),
    ("supported-by", 0.05, "joined by others"),
    ("after-claim", 0.03, "the speaker is named after the words"),
    (
        "related-words",
        0.08,
        "the theme is told by related words only",
    ),
    (
        "label-words",
        0.02,
        "the theme is told by words of its name",
    ),
    ("weak-theme", 0.05, "few words of the theme"),
    ("anaphora", 0.15, "the theme is that of the sentence before"),
    ("contrast", 0.15, "the stance comes from a contrast"),
    ("turned", 0.05, "negation, lack or harm turned the stance"),
    ("turned-twice", 0.10, "the stance was turned more than once"),
    ("plain-verb", 0.03, "the verb itself has no stance"),
    ("crowded", 0.35, "three themes or more in one clause"),
    ("two-themes", 0.15, "two themes in one clause"),
];

/// What a proposal starts from.
const BASE: f64 = 0.05;

/// Doubt between 0 and 0.95, two decimals, and the reasons, most weighty first.
pub(super) fn doubt(circumstances: &[&str]) -> (f64, Vec<String>) {
    let mut known: Vec<&(&str, f64, &str)> = WEIGHTS
        .iter()
        .filter(|(name, _, _)| circumstances.contains(name))
        .collect();
    known.sort_by(|a, b| b.1.total_cmp(&a.1));
    let sum: f64 = BASE + known.iter().map(|(_, weight, _)| weight).sum::<f64>();
    let rounded = (sum.min(0.95) * 100.0).round() / 100.0;
    (
        rounded,
        known.iter().map(|(_, _, why)| (*why).to_owned()).collect(),
    )
}
