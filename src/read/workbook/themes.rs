//! The themes of a claim in one cell.

use std::collections::BTreeMap;

use super::names::Names;
use super::row::{Row, stance_word};
use crate::model::{Noun, Stance, ThemeId};
use crate::read::codes::Code;
use crate::read::problem::Problem;
use crate::read::suggest::shown;

/// Reads `human-rights: support; militarisation: concern`, `+human-rights -militarisation`,
/// `norms (concern)` or plain names, which the claim speaks for; parted by `;`, `|`, lines, and
/// by `,` where no theme has one in its name.
pub(super) fn themes(row: &Row<'_>, names: &Names) -> BTreeMap<ThemeId, Stance> {
    let mut found = BTreeMap::new();
    let Some(text) = row.text("themes") else {
        return found;
    };
    for piece in pieces(text, names) {
        let Some((name, stance)) = signed(row, piece, names) else {
            continue;
        };
        let Some(id) = names.find(row, "themes", name, Noun::Theme) else {
            continue;
        };
        // Ids of themes were checked.
        let Ok(id) = ThemeId::new(&id) else { continue };
        if let Some(before) = found.insert(id.clone(), stance)
            && before != stance
        {
            let message = format!("this claim speaks for theme {id} and against it");
            row.report(
                Problem::new(Code::ThemeStances, message)
                    .at(row.place("themes"), "both stances")
                    .help("keep one of them, or make two claims of it"),
            );
        }
    }
    found
}

fn is_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '\u{2212}' | '\u{2013}')
}

fn pieces<'t>(text: &'t str, names: &Names) -> Vec<&'t str> {
    let mut pieces = Vec::new();
    for piece in text.split([';', '|', '\n']).map(str::trim) {
        if piece.is_empty() {
            continue;
        }
        if names.has(piece) {
            pieces.push(piece);
            continue;
        }
        // A sign after a blank begins the next theme.
        let mut rest = piece;
        if piece.starts_with(is_sign) {
            let mut from = 0;
            while let Some(at) = next_sign(&rest[from..]).map(|at| from + at) {
                pieces.push(rest[..at].trim());
                rest = rest[at..].trim_start();
                from = 0;
            }
        }
        if rest.contains(',') && !names.has(bare(rest)) {
            pieces.extend(rest.split(',').map(str::trim).filter(|one| !one.is_empty()));
        } else {
            pieces.push(rest);
        }
    }
    pieces
}

/// Where a blank is followed by a sign and a letter.
fn next_sign(text: &str) -> Option<usize> {
    let mut before = None;
    for (at, c) in text.char_indices() {
        let letter = text[at + c.len_utf8()..].chars().next();
        let is_word = letter.is_some_and(|next| !next.is_whitespace());
        if before.is_some_and(|b: char| b.is_whitespace() || b == ',') && is_sign(c) && is_word {
            return Some(at);
        }
        before = Some(c);
    }
    None
}

fn bare(text: &str) -> &str {
    text.trim_start_matches(is_sign).trim()
}

/// The name and the stance of a piece; support where it says none.
fn signed<'t>(row: &Row<'_>, piece: &'t str, names: &Names) -> Option<(&'t str, Stance)> {
    let piece = piece.trim_end_matches(',').trim();
    if names.has(piece) {
        return Some((piece, Stance::Support));
    }
    if let Some(first) = piece.chars().next().filter(|&c| is_sign(c)) {
        let stance = if first == '+' {
            Stance::Support
        } else {
            Stance::Concern
        };
        return Some((bare(piece), stance));
    }
    let split = piece
        .rsplit_once([':', '='])
        .or_else(|| piece.strip_suffix(')')?.rsplit_once('('));
    let Some((name, word)) = split else {
        return Some((piece, Stance::Support));
    };
    let word = word.trim();
    if let Some(stance) = stance_word(word).and_then(|word| word.parse().ok()) {
        return Some((name.trim(), stance));
    }
    if !names.has(name) {
        // Neither the whole nor its first part is a theme: the whole is told.
        return Some((piece, Stance::Support));
    }
    row.report(
        Problem::new(
            Code::UnknownWord,
            format!("'{}' is no stance", shown(word, 40)),
        )
        .at(row.place("themes"), "of one of these themes")
        .help("write support where the claim speaks for the theme, concern where against"),
    );
    None
}
