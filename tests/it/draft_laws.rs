//! Laws of reading reports, on any text.

use plenary::draft::{self, DraftOptions, ReportText, TextFormat};
use plenary::model::{self, KnowledgeGraph, Source, SourceId};
use plenary::write;
use proptest::prelude::*;

use crate::draft::{CODEBOOK, codebook, drafted};

pub(crate) fn record_text(text: &str) -> String {
    let (_, draft) = drafted(text, &[]);
    let source = Source {
        id: SourceId::new("report").unwrap(),
        title: "Report".to_owned(),
        date: None,
        url: None,
        text: Some("report.txt".to_owned()),
        comment: None,
    };
    let record = draft::draft_record(&draft, &codebook(CODEBOOK), source).unwrap();
    // Positions can be taken from it as from any record.
    let graph = KnowledgeGraph::new(&record, model::GraphOptions::default());
    write::positions_json(&record, &graph);
    write::record_json(&record)
}

/// Words and signs that the rules look at, in any order.
fn reports() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Norland",
        "the",
        "Harbour Union",
        "(HU)",
        "Osmark",
        "said",
        "opposed",
        "supported",
        "by",
        "for",
        "that",
        "a",
        "second quay",
        "night work",
        "pollution",
        ",",
        ",",
        ".",
        ";",
        "and",
        "not",
        "must",
        "should",
        "they",
        "lack of",
        "in the opinion of",
        "while",
        "took",
        "view",
        "different",
        "\n\n",
        "\u{2019}",
        "'",
        "\"",
        "N",
        "was",
        "which",
        "statement",
        "of",
        "(",
        ")",
        "speaking on behalf of",
        "\u{1F54A}",
        "e\u{301}",
        "\u{0}",
        "\u{7}",
        "\u{1b}[1m",
        "\r",
        "\u{85}",
        "\u{2028}",
        "many delegations",
        "members of the",
        "Coastal Group",
        "<",
        "&nbsp;",
        "\u{a0}",
        "\u{ad}",
        "-",
        "should not",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.join(" "))
}

fn spans_quote_right(text: &str, format: TextFormat) {
    let report = ReportText::new(text, format);
    let draft = draft::draft(&report, &codebook(CODEBOOK), &DraftOptions::default());
    let points: Vec<char> = text.chars().collect();
    for one in &draft.proposals {
        let words: String = points[one.span.clone()].iter().collect();
        let words: Vec<&str> = words.split_whitespace().collect();
        assert_eq!(words.join(" "), one.quote);
        assert!(!one.quote.is_empty() && !one.voices.is_empty() && !one.themes.is_empty());
        assert!((0.0..1.0).contains(&one.doubt));
    }
    let again = draft::draft(&report, &codebook(CODEBOOK), &DraftOptions::default());
    assert_eq!(draft, again);
}

proptest! {
    #[test]
    fn any_words_in_any_order(text in reports()) {
        spans_quote_right(&text, TextFormat::Plain);
        record_text(&text);
    }

    #[test]
    fn any_text_at_all(text in prop::collection::vec(any::<char>(), 0..80), format in 0usize..3) {
        let text: String = text.into_iter().collect();
        let format = [TextFormat::Plain, TextFormat::Markdown, TextFormat::Html][format];
        spans_quote_right(&text, format);
    }
}
