//! What each format carries of a record, as the tests measured it.

/// The fields of one kind of thing: those that a format carries, and those it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// `record`, `source`, `stakeholder`, `theme`, `claim`, `statement` or `relation`.
    pub of: &'static str,
    /// Fields that come back, or are in the output of formats that are not read.
    pub kept: Vec<&'static str>,
    /// The others.
    pub lost: Vec<&'static str>,
}

/// One line a format and kind of thing; written by the test that measures it, of which
/// `UPDATE_GOLDENS=1 cargo test --test it carries` writes it anew.
const MEASURED: &str = include_str!("carries.tsv");

/// What a format carries, measured by round trip on four records in which every field of the
/// model is planted; of formats without a reader by looking for what was planted. Empty for a
/// format that is not in the list.
pub fn carried(format: &str) -> Vec<Carried> {
    let lines = MEASURED.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let named = cells.next().filter(|name| *name == format);
            let of = named.and(cells.next())?;
            let mut fields = || {
                let cell = cells.next().unwrap_or_default();
                cell.split(' ').filter(|field| !field.is_empty()).collect()
            };
            Some(Carried {
                of,
                kept: fields(),
                lost: fields(),
            })
        })
        .collect()
}

/// What is kept in words: `everything`, `claims; statements but speaker, note`.
pub fn carries_in_words(carried: &[Carried]) -> String {
    if carried.iter().all(|one| one.lost.is_empty()) {
        return "everything".to_owned();
    }
    let kept = carried.iter().filter(|one| !one.kept.is_empty());
    let words = kept.map(|one| {
        let of = plural(one.of);
        if one.lost.is_empty() {
            of
        } else {
            format!("{of} ({})", one.kept.join(", "))
        }
    });
    words.collect::<Vec<_>>().join("; ")
}

/// What is left out in words; empty where that is nothing.
pub fn loses_in_words(carried: &[Carried]) -> String {
    let lost = carried.iter().filter(|one| !one.lost.is_empty());
    let words = lost.map(|one| {
        let of = plural(one.of);
        if one.kept.is_empty() {
            of
        } else {
            format!("{of} ({})", one.lost.join(", "))
        }
    });
    words.collect::<Vec<_>>().join("; ")
}

fn plural(of: &str) -> String {
    if of == "record" {
        of.to_owned()
    } else {
        format!("{of}s")
    }
}
