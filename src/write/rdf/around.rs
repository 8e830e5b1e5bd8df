//! The words before and after a quote, where the text of its source is at hand.

use std::collections::BTreeMap;

use crate::model::{SourceId, Statement};

/// So many characters are given on each side, as annotation programs do.
const LETTERS: usize = 32;

/// Texts of sources, with where each character begins.
pub(super) struct Texts<'a> {
    of: BTreeMap<&'a SourceId, (&'a str, Vec<usize>)>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(texts: &'a BTreeMap<SourceId, String>) -> Self {
        let begins = |text: &str| {
            let all = text.char_indices().map(|(at, _)| at);
            all.chain([text.len()]).collect()
        };
        Self {
            of: (texts.iter())
                .map(|(id, text)| (id, (text.as_str(), begins(text))))
                .collect(),
        }
    }

    /// What stands before and after the quote: of its first occurrence in the span, or, without a
    /// span, of the only one in the text. `None` where the text does not have these words there.
    pub(super) fn around(&self, row: &Statement) -> Option<(&'a str, &'a str)> {
        let (text, begins) = self.of.get(&row.source)?;
        let quote = row.quote.as_deref().filter(|quote| !quote.is_empty())?;
        let from = match row.span {
            Some(span) => {
                let place = |at: u32| begins.get(usize::try_from(at).ok()?).copied();
                let (start, end) = (place(span.start())?, place(span.end())?);
                start + text.get(start..end)?.find(quote)?
            }
            None => {
                let mut found = text.match_indices(quote);
                let (at, _) = found.next()?;
                found.next().is_none().then_some(at)?
            }
        };
        let to = from + quote.len();
        let letter = |at: usize| begins.partition_point(|&begin| begin < at);
        let first = begins[letter(from).saturating_sub(LETTERS)];
        let last = begins[(letter(to) + LETTERS).min(begins.len() - 1)];
        Some((&text[first..from], &text[to..last]))
    }
}
