//! How wide text is, and where its lines break: real font metrics, no font at hand.

use unicode_segmentation::UnicodeSegmentation;

use super::font_widths::{BOLD, REGULAR};

/// What is added to a measured width, since the reader's font may be a wider one.
const SLACK: f64 = 1.08;

/// Regular or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// Body text.
    #[default]
    Regular,
    /// Headings and names.
    Bold,
}

/// A size and weight of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// Height of an em, px.
    pub size_px: f64,
    /// Regular or bold.
    pub weight: Weight,
}

impl Font {
    /// Regular text of a size in px.
    pub const fn regular(size_px: f64) -> Self {
        Self {
            size_px,
            weight: Weight::Regular,
        }
    }

    /// Bold text of a size in px.
    pub const fn bold(size_px: f64) -> Self {
        Self {
            size_px,
            weight: Weight::Bold,
        }
    }

    /// Distance between baselines, px.
    pub fn line_px(self) -> f64 {
        (self.size_px * 1.25).round()
    }

    /// Width to reserve for a line of text, px: advance widths of Liberation Sans (those of
    /// Arial and Helvetica), and 8 % for fonts that are wider. Kerning is not counted.
    pub fn width_px(self, text: &str) -> f64 {
        let units: u32 = text.chars().map(|c| advance(c, self.weight)).sum();
        f64::from(units) / 2048.0 * self.size_px * SLACK
    }

    /// Breaks text into lines of at most `width_px`, at spaces and after hyphens and slashes;
    /// a word that is too long for a line is broken between letters. Never empty; runs of
    /// white space count as one space. O(length).
    pub fn wrap(self, text: &str, width_px: f64) -> Vec<String> {
        self.broken(&self.measured(text), width_px)
    }

    /// The pieces that lines may be broken between, with their widths, px.
    fn measured(self, text: &str) -> Vec<Piece<'_>> {
        let words = text.split(|c: char| c.is_whitespace() && c != '\u{A0}');
        let words = words.filter(|word| !word.is_empty());
        let of_word = |word| pieces(word).into_iter().enumerate();
        let measured = |(i, text)| Piece {
            text,
            px: self.width_px(text),
            begins: i == 0,
        };
        words.flat_map(of_word).map(measured).collect()
    }

    fn broken(self, pieces: &[Piece], width_px: f64) -> Vec<String> {
        let space_px = self.width_px(" ");
        let mut lines = Lines::default();
        for piece in pieces {
            let gap_px = if piece.begins && !lines.last.is_empty() {
                space_px
            } else {
                0.0
            };
            if lines.used_px + gap_px + piece.px <= width_px {
                lines.push(if gap_px > 0.0 { " " } else { "" }, gap_px);
                lines.push(piece.text, piece.px);
            } else if piece.px <= width_px {
                lines.end();
                lines.push(piece.text, piece.px);
            } else {
                lines.end();
                for grapheme in piece.text.graphemes(true) {
                    let px = self.width_px(grapheme);
                    if lines.used_px + px > width_px {
                        lines.end();
                    }
                    lines.push(grapheme, px);
                }
            }
        }
        lines.done.push(lines.last);
        lines.done
    }

    /// How many lines [`Self::broken`] makes of pieces that are no wider than a line.
    fn lines(self, pieces: &[Piece], width_px: f64) -> usize {
        let space_px = self.width_px(" ");
        let (mut lines, mut used_px, mut is_empty) = (1, 0.0, true);
        for piece in pieces {
            let gap_px = if piece.begins && !is_empty {
                space_px
            } else {
                0.0
            };
            if used_px + gap_px + piece.px > width_px {
                lines += usize::from(!is_empty);
                used_px = piece.px;
            } else {
                used_px = used_px + gap_px + piece.px;
            }
            is_empty = false;
        }
        lines
    }

    /// Breaks text so that its lines are of about the same length, in as few as `width_px`
    /// needs: the least width that needs no more, to a px. O(length + words · log width).
    pub fn wrap_evenly(self, text: &str, width_px: f64) -> Vec<String> {
        let pieces = self.measured(text);
        let first = self.broken(&pieces, width_px);
        let count = first.len();
        // Narrower than its longest word, a text would gain nothing but broken words.
        let longest = pieces.iter().map(|piece| piece.px).fold(0.0, f64::max);
        let (mut narrow, mut wide) = (longest.min(width_px) - 1.0, width_px);
        while count > 1 && wide - narrow > 1.0 {
            let middle = f64::midpoint(narrow, wide);
            if middle < longest || self.lines(&pieces, middle) > count {
                narrow = middle;
            } else {
                wide = middle;
            }
        }
        if wide < width_px {
            self.broken(&pieces, wide)
        } else {
            first
        }
    }
}

/// What stays together on a line.
struct Piece<'t> {
    text: &'t str,
    px: f64,
    /// Whether a word begins with it.
    begins: bool,
}

/// Lines in the making.
#[derive(Default)]
struct Lines {
    done: Vec<String>,
    last: String,
    used_px: f64,
}

impl Lines {
    fn push(&mut self, text: &str, px: f64) {
        self.last.push_str(text);
        self.used_px += px;
    }

    /// Ends a line that has something on it.
    fn end(&mut self) {
        if !self.last.is_empty() {
            self.done.push(std::mem::take(&mut self.last));
            self.used_px = 0.0;
        }
    }
}

/// A word cut after hyphens and slashes, but not in a date or a number, and around wide letters,
/// which need no space.
fn pieces(word: &str) -> Vec<&str> {
    let mut cuts = Vec::new();
    let mut start = 0;
    let mut chars = word.char_indices().peekable();
    let mut after_digit = false;
    while let Some((_, c)) = chars.next() {
        let Some(&(next, d)) = chars.peek() else {
            break;
        };
        let of_a_number = after_digit && d.is_ascii_digit();
        after_digit = c.is_ascii_digit();
        if of_a_number {
            continue;
        }
        if matches!(c, '-' | '/' | '\u{2013}' | '\u{2014}') || is_ideograph(c) || is_ideograph(d) {
            cuts.push(&word[start..next]);
            start = next;
        }
    }
    cuts.push(&word[start..]);
    cuts
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether a line is read from right to left: its first letter decides.
pub(crate) fn is_right_to_left(line: &str) -> bool {
    let strong = line.chars().find(|c| c.is_alphabetic());
    strong.is_some_and(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FEFC}'))
}

/// The advance width of a character in 2048ths of an em.
fn advance(c: char, weight: Weight) -> u32 {
    const MISSING: u16 = u16::MAX;
    let table = match weight {
        Weight::Regular => REGULAR,
        Weight::Bold => BOLD,
    };
    let code = u32::from(c);
    let run = table
        .partition_point(|&(start, _)| start <= code)
        .checked_sub(1);
    let known = run.and_then(|run| {
        let (start, widths) = table[run];
        widths
            .get((code - start) as usize)
            .copied()
            .filter(|&width| width != MISSING)
    });
    known.map_or_else(|| elsewhere(code), u32::from)
}

/// Scripts that the table lacks: a width that none of their usual fonts exceeds by much.
const fn elsewhere(code: u32) -> u32 {
    match code {
        0x0300..=0x036F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F => {
            0
        }
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFF00..=0xFF60 => {
            2048
        }
        0x2600..=0x27BF | 0x1F000..=0x1FAFF => 2800,
        _ => 1365,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_words_stay_whole() {
        let font = Font::bold(12.0);
        let lines = font.wrap_evenly("National Petrochemical & Refiners Association", 106.0);
        assert_eq!(
            lines,
            ["National", "Petrochemical", "& Refiners", "Association"]
        );
        assert!(lines.iter().all(|line| font.width_px(line) <= 106.0));
        let long = font.wrap("WWWWWWWWWWWWWWWWWWWW", 50.0);
        assert!(long.len() > 2 && long.iter().all(|line| font.width_px(line) <= 50.0));
        assert_eq!(font.wrap("", 50.0), [""]);
        assert_eq!(
            font.wrap_evenly("one  two\nthree", 500.0),
            ["one two three"]
        );
        assert_eq!(font.wrap("rule-making", 50.0), ["rule-", "making"]);
        let held = font.wrap_evenly("Access\u{A0}Now, ICT4Peace", 80.0);
        assert_eq!(held, ["Access\u{A0}Now,", "ICT4Peace"]);
    }
}
