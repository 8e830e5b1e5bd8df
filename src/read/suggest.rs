//! "Did you mean": the nearest of the known words.

/// The known word nearest to `word`, if near enough to be meant: at most a third of its
/// letters differ (Damerau–Levenshtein, case and `_` against `-` ignored), or one contains the
/// other. Ties go to the first in order.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let word = fold(word);
    let length = word.chars().count();
    if length == 0 || length > 200 {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let other = fold(candidate);
        let distance = strsim::damerau_levenshtein(&word, &other);
        let within = length >= 4 && other.chars().count() >= 4;
        let contains = within && (word.contains(&other) || other.contains(&word));
        let near = distance * 3 <= length.max(other.chars().count());
        if (near || contains) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Input as it may stand in a message: one line, at most `most` characters, and nothing that
/// could steer a terminal or turn the reading direction.
pub(crate) fn shown(text: &str, most: usize) -> String {
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == most {
            out.push_str("...");
            break;
        }
        match c {
            '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() => out.extend(c.escape_debug()),
            c => out.push(c),
        }
    }
    out
}

/// The help line for an unknown word: the nearest known one, else up to twelve of them.
pub(crate) fn did_you_mean(word: &str, known: &[&str], what: &str) -> String {
    if let Some(near) = nearest(word, known.iter().copied()) {
        return format!("did you mean '{near}'?");
    }
    match known.len() {
        0 => format!("there is no {what} in the input"),
        1..=12 => format!("known {what}s: {}", known.join(", ")),
        more => format!(
            "known {what}s: {} and {} more",
            known[..12].join(", "),
            more - 12
        ),
    }
}
