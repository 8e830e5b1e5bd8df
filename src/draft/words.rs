//! Words of a text with their places and stems.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// A word or a punctuation mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// First code point in the text.
    pub(super) start: usize,
    /// The code point after the last.
    pub(super) end: usize,
    /// Lower case, straight quotes, without possessive `'s`; one sign for punctuation.
    pub(super) text: String,
    /// The Snowball stem of a word, `-ize` read as `-ise`; empty for punctuation.
    pub(super) stem: String,
    /// Whether it begins with a capital or digit.
    pub(super) capital: bool,
    /// Whether it ended in `'s` or `s'`.
    pub(super) possessive: bool,
}

impl Token {
    pub(super) fn is_word(&self) -> bool {
        !self.stem.is_empty()
    }
}

/// Makes tokens.
pub(super) struct Words {
    stemmer: Stemmer,
}

impl Words {
    pub(super) fn new() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
        }
    }

    /// The stem of a lower-case word.
    pub(super) fn stem(&self, word: &str) -> String {
        // One spelling for -ise and -ize, -our and -or is left to the lists.
        let british = word.replace("iz", "is").replace("yz", "ys");
        self.stemmer.stem(&british).into_owned()
    }

    /// Words and punctuation of a stretch of text whose first code point is number `from`.
    /// White space and the hyphens inside words go.
    pub(super) fn tokens(&self, text: &str, from: usize) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = from;
        for piece in text.split_word_bounds() {
            let start = at;
            at += piece.chars().count();
            if piece.chars().all(is_space) || matches!(piece, "-" | "\u{2010}" | "\u{2011}") {
                continue;
            }
            let mut lower = plain(piece);
            let word = piece.chars().any(char::is_alphanumeric);
            let mut possessive = false;
            if let Some(bare) = word.then(|| lower.strip_suffix("'s")).flatten() {
                lower = bare.to_owned();
                possessive = true;
            }
            let apostrophe = !word && lower == "'";
            if let Some(last) = tokens.last_mut().filter(|last| {
                apostrophe && last.is_word() && last.end == start && last.text.ends_with('s')
            }) {
                last.possessive = true;
                continue;
            }
            tokens.push(Token {
                start,
                end: at,
                stem: if word {
                    self.stem(&lower)
                } else {
                    String::new()
                },
                text: lower,
                capital: piece
                    .chars()
                    .next()
                    .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()),
                possessive,
            });
        }
        tokens
    }
}

/// White space, and what stands for it or for nothing.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}')
}

/// Lower case with straight quotes, without soft hyphens.
fn plain(piece: &str) -> String {
    piece
        .chars()
        .filter(|&c| !matches!(c, '\u{AD}' | '\u{200B}'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BC}' => '\'',
            '\u{201C}' | '\u{201D}' | '\u{AB}' | '\u{BB}' => '"',
            '\u{2013}' | '\u{2014}' => '\u{2014}',
            c => c,
        })
        .collect()
}
