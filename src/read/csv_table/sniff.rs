//! What separates the cells of a table.

/// The delimiter that cuts the first lines into the same number of cells, and most; a comma
/// where none does.
pub fn delimiter(text: &str) -> u8 {
    let mut best = (1, b',');
    for delimiter in *b",;\t|" {
        let mut widths = text
            .lines()
            .take(20)
            .filter(|line| !line.is_empty())
            .map(|line| width(line, delimiter));
        let first = widths.next().unwrap_or(1);
        // Line breaks within quotes make some lines short; the head has none.
        let alike = widths.filter(|&width| width == first).count() + 1;
        let score = if first > 1 { first * alike } else { 1 };
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

fn width(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    let mut width = 1;
    for byte in line.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if byte == delimiter && !quoted {
            width += 1;
        }
    }
    width
}
