//! Ids made of what other programs call things.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{MAX_ID_LENGTH, check_id};

/// Letters of Europe that are no ASCII, as people write them without their marks.
const FOLDED: &[(&str, &str)] = &[
    ("äæǽ", "ae"),
    ("öœ", "oe"),
    ("ü", "ue"),
    ("ß", "ss"),
    ("þ", "th"),
    ("àáâãåāăąǎ", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįıǐ", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŋ", "n"),
    ("òóôõøōŏőǒ", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûũūŭůűųǔ", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
];

/// The nearest id, cut between words where it is too long; `None` where nothing is left.
pub(crate) fn slug(text: &str, most: usize) -> Option<String> {
    let most = most.min(MAX_ID_LENGTH);
    let mut id = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if id.len() > most + 8 {
            break;
        }
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            // A mark that follows its letter, and an apostrophe, cut no word.
            '\u{300}'..='\u{36F}' | '\'' | '\u{2019}' => {}
            _ => match FOLDED.iter().find(|(from, _)| from.contains(c)) {
                Some((_, to)) => id.push_str(to),
                None if !id.is_empty() && !id.ends_with('-') => id.push('-'),
                None => {}
            },
        }
    }
    if id.len() > most {
        id.truncate(most + 1);
        let cut = id.rfind('-').filter(|&at| at * 2 > most).unwrap_or(most);
        id.truncate(cut);
    }
    let id = id.trim_end_matches('-');
    (!id.is_empty()).then(|| id.to_owned())
}

/// So much of an id stays where a number of four digits follows it.
const NUMBERED: usize = MAX_ID_LENGTH - 5;

/// Ids of one noun that are taken; a second thing of the same slug gets a number.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: BTreeSet<String>,
    /// The last number given to what a numbered id begins with, so that a thousand names that are
    /// equal, or equal as far as there is room, cost no square.
    last: BTreeMap<String, usize>,
}

impl Ids {
    /// Sets an id aside, so that no name gets it.
    #[cfg(feature = "xlsx")]
    pub(crate) fn take(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// A free id for a name; the noun's word where nothing of the name is left.
    pub(crate) fn make(&mut self, name: &str, noun: &str, most: usize) -> String {
        let most = most.min(MAX_ID_LENGTH);
        let base = if name.len() <= most && check_id(name).is_ok() {
            name.to_owned()
        } else {
            slug(name, most).unwrap_or_else(|| noun.to_owned())
        };
        let mut id = base.clone();
        let begins = base[..base.len().min(NUMBERED)].to_owned();
        let mut n = self.last.get(&begins).copied().unwrap_or(1);
        while !self.taken.insert(id.clone()) {
            n += 1;
            let ending = format!("-{n}");
            let room = MAX_ID_LENGTH - ending.len();
            let stem = base[..base.len().min(room)].trim_end_matches('-');
            id = format!("{stem}{ending}");
        }
        self.last.insert(begins, n);
        id
    }
}
