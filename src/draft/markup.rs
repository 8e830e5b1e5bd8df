//! Markup read as white space: every sign of it becomes a space, so places do not move.

/// Blanks headings' `#`, list marks, quote marks, emphasis, code ticks and the addresses of links.
pub(super) fn markdown(text: &[char]) -> Vec<char> {
    let mut out = text.to_vec();
    let mut start = true;
    let mut at = 0;
    while at < out.len() {
        let c = out[at];
        if c == '\n' {
            start = true;
            at += 1;
            continue;
        }
        if start && (c.is_whitespace() || matches!(c, '#' | '>')) {
            out[at] = blank(c);
            at += 1;
            continue;
        }
        let bullet = matches!(c, '-' | '*' | '+') && out.get(at + 1) == Some(&' ');
        match c {
            _ if start && bullet => out[at] = ' ',
            '*' | '`' => out[at] = ' ',
            '_' => {
                let word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
                if !(at > 0 && word(out.get(at - 1)) && word(out.get(at + 1))) {
                    out[at] = ' ';
                }
            }
            ']' if out.get(at + 1) == Some(&'(') => {
                let close = out[at..].iter().position(|&c| c == ')' || c == '\n');
                if let Some(close) = close.filter(|&n| out[at + n] == ')') {
                    out[at..=at + close].fill(' ');
                    let open = out[..at].iter().rposition(|&c| c == '[' || c == '\n');
                    if let Some(open) = open.filter(|&n| out[n] == '[') {
                        out[open] = ' ';
                    }
                }
            }
            _ => {}
        }
        start = false;
        at += 1;
    }
    out
}

/// Blanks tags, comments, scripts and styles; the commonest character references become the
/// character and spaces.
pub(super) fn html(text: &[char]) -> Vec<char> {
    let mut out = text.to_vec();
    let starts = |at: usize, word: &str| {
        let mut rest = text[at..].iter();
        word.chars()
            .all(|c| rest.next().is_some_and(|d| d.eq_ignore_ascii_case(&c)))
    };
    let find = |from: usize, word: &str| (from..text.len()).find(|&at| starts(at, word));
    let mut at = 0;
    while at < text.len() {
        if text[at] == '<' {
            let whole = [
                ("<!--", "-->"),
                ("<script", "</script>"),
                ("<style", "</style>"),
            ];
            let element = whole.iter().find(|(open, _)| starts(at, open));
            let end = match element {
                Some((_, close)) => find(at, close).map_or(text.len(), |n| n + close.len()),
                None => find(at, ">").map_or(text.len(), |n| n + 1),
            };
            for c in &mut out[at..end] {
                *c = blank(*c);
            }
            at = end;
            continue;
        }
        if text[at] == '&' {
            let known = [
                ("&nbsp;", ' '),
                ("&amp;", '&'),
                ("&quot;", '"'),
                ("&#39;", '\''),
                ("&rsquo;", '\u{2019}'),
                ("&lsquo;", '\u{2018}'),
                ("&rdquo;", '\u{201D}'),
                ("&ldquo;", '\u{201C}'),
                ("&ndash;", '\u{2013}'),
                ("&mdash;", '\u{2014}'),
            ];
            if let Some((name, c)) = known.iter().find(|(name, _)| starts(at, name)) {
                out[at..at + name.len()].fill(' ');
                // Behind the spaces, so that it touches the word that follows.
                out[at + name.len() - 1] = *c;
                at += name.len();
                continue;
            }
        }
        at += 1;
    }
    out
}

fn blank(c: char) -> char {
    if c == '\n' { '\n' } else { ' ' }
}
