//! Reports read into proposals: on texts of our own, and laws on any text.

use plenary::draft::{self, Draft, DraftOptions, ReportText, TextFormat};
use plenary::model;
use plenary::read::{self, Codebook, Input};

use crate::draft_laws::record_text;
use crate::run::plenary;

pub(crate) const CODEBOOK: &str = "list,name,id,kind,aliases,member-of,keywords
stakeholder,Harbour Union,,other,HU,,
stakeholder,Port of Sund,port,business,,,
stakeholder,Norland,,state,,coastal,
stakeholder,Osmark,,state,,,
stakeholder,Coastal Group,coastal,state,several coastal states,,
theme,Second quay,quay,,,,second quay; new quay; /pier +no\\.? ?[2-9]/
theme,Night shifts,,,,,night shift; night work
theme,Pollution of the bay,pollution,,,,pollution; polluted
theme,Fishing rights,fishing,,,,fishing; fishers
";

pub(crate) fn codebook(text: &str) -> Codebook {
    let input = Input {
        name: "codebook.csv".to_owned(),
        bytes: text.into(),
    };
    let reading = read::codebook(vec![input]);
    reading
        .codebook
        .unwrap_or_else(|| panic!("{:#?}", reading.problems))
}

pub(crate) fn drafted(text: &str, without: &[&str]) -> (ReportText, Draft) {
    let report = ReportText::new(text, TextFormat::Plain);
    let options = DraftOptions {
        without: without.iter().map(|rule| (*rule).to_owned()).collect(),
        ..DraftOptions::default()
    };
    let draft = draft::draft(&report, &codebook(CODEBOOK), &options);
    (report, draft)
}

/// `who +theme -theme`, one line a proposal; `~who` is against it.
fn told(text: &str, without: &[&str]) -> String {
    let mut lines = Vec::new();
    for one in drafted(text, without).1.proposals {
        let who = one.voices.iter().map(|voice| match voice.stance {
            model::Stance::Support => voice.stakeholder.to_string(),
            model::Stance::Concern => format!("~{}", voice.stakeholder),
        });
        let what = one.themes.iter().map(|theme| match theme.stance {
            model::Stance::Support => format!("+{}", theme.theme),
            model::Stance::Concern => format!("-{}", theme.theme),
        });
        let words: Vec<String> = who.chain(what).collect();
        lines.push(words.join(" "));
    }
    lines.join("; ")
}

/// What a text says with every rule, and what it says without one of them.
#[track_caller]
fn check(text: &str, with: &str, rule: &str, without: &str) {
    assert_eq!(told(text, &[]), with, "{text}");
    if !rule.is_empty() {
        assert_eq!(told(text, &[rule]), without, "{text} without {rule}");
    }
}

#[test]
fn who_speaks() {
    check("Norland supported a second quay.", "norland +quay", "", "");
    check(
        "The Harbour Union (HUN) warned of night work. HUN also called for a second quay.",
        "harbour-union -night-shifts; harbour-union +quay",
        "acronyms",
        "harbour-union -night-shifts",
    );
    check(
        "The Port of Sund, NORLAND and Osmark welcomed the new quay.",
        "port norland osmark +quay",
        "actor-lists",
        "osmark +quay",
    );
    check(
        "The new quay comes too late, Osmark said.",
        "osmark +quay",
        "",
        "",
    );
    check(
        "A second quay is needed, in the opinion of Norland.",
        "norland +quay",
        "after-claim",
        "",
    );
    check(
        "Osmark took the floor. It regretted the night shifts.",
        "osmark -night-shifts",
        "pronouns",
        "osmark +night-shifts",
    );
    check(
        "Osmark took the floor. A second quay must be built.",
        "osmark +quay",
        "continue",
        "",
    );
    check(
        "Norland regretted statements by the Port of Sund, which said night work is acceptable for fishers.",
        "norland -fishing -night-shifts; port +fishing +night-shifts",
        "reported-speech",
        "norland -fishing -night-shifts",
    );
    check(
        "Norland, supported by Osmark and opposed by the Port of Sund, asked for fishing rights.",
        "norland osmark ~port +fishing",
        "supported-by",
        "norland +fishing",
    );
    check(
        "Norland, for the Coastal Group, asked for fishing rights.",
        "coastal +fishing",
        "spoken-for",
        "norland +fishing",
    );
    check(
        "STATES: N\n\nORLAND said a second quay is needed.",
        "norland +quay",
        "drop-capital",
        "",
    );
}

#[test]
fn what_they_say() {
    check(
        "Osmark expressed concern about the second quay.",
        "osmark -quay",
        "verbs",
        "osmark +quay",
    );
    check(
        "Osmark said that night shifts should not be allowed to harm fishing.",
        "osmark +fishing -night-shifts",
        "operators",
        "osmark +fishing +night-shifts",
    );
    check(
        "Osmark called for limits on night work, and a second quay.",
        "osmark -night-shifts +quay",
        "operators",
        "osmark +night-shifts +quay",
    );
    // The near words, not the far one before another verb.
    check(
        "Osmark warned of pollution in the second week and proposed a second quay for the port.",
        "osmark -pollution; osmark +quay",
        "",
        "",
    );
    // What is too weak is wanted stronger; what is too little, by itself, is complained of.
    check(
        "Osmark said that voluntary night work has not been enough.",
        "osmark +night-shifts",
        "operators",
        "osmark +night-shifts",
    );
    check(
        "Osmark said that the second quay has not been enough.",
        "osmark -quay",
        "operators",
        "osmark +quay",
    );
    check(
        "Osmark spoke about the pollution.",
        "osmark -pollution",
        "evils",
        "osmark +pollution",
    );
    check(
        "Norland proposed a second quay. Osmark opposed.",
        "norland +quay; osmark -quay",
        "contrast",
        "norland +quay",
    );
    // Against what another said of it, though something else was said since.
    check(
        "Norland proposed a second quay. It welcomed fishing. Osmark took a different view on the second quay.",
        "norland +quay; norland +fishing; osmark -quay",
        "contrast",
        "norland +quay; norland +fishing; osmark +quay",
    );
    check(
        "Norland proposed a second quay. Osmark asked for more time for the question.",
        "norland +quay; osmark +quay",
        "anaphora",
        "norland +quay",
    );
}

#[test]
fn who_speaks_without_a_name_or_first_in_the_sentence() {
    check(
        "Many delegations called for a second quay. Others opposed it.",
        "unnamed-many-delegations +quay; unnamed-others -quay",
        "unnamed",
        "",
    );
    check(
        "Norland opened the debate and called for a second quay.",
        "norland +quay",
        "openers",
        "",
    );
    // What was opened, chaired or closed is not spoken of, neither by them nor by who spoke before.
    check(
        "Norland took the floor. Osmark closed the debate on fishing and asked for a second quay.",
        "osmark +quay",
        "openers",
        "norland +fishing +quay",
    );
    check(
        "Norland took the floor. Osmark chaired the debate. Fishing was touched upon.",
        "",
        "openers",
        "norland +fishing",
    );
    // Something done to somebody is not said by them.
    check(
        "Norland was criticised by the press and urged a second quay.",
        "",
        "",
        "",
    );
    check(
        "Coastal Group members warned of night work.",
        "coastal -night-shifts",
        "groups",
        "unnamed-members -night-shifts",
    );
    check(
        "Norland, speaking for the group, warned of night work.",
        "coastal -night-shifts",
        "groups",
        "norland -night-shifts",
    );
    check(
        "Norland called for a PIER No. 4 in the north.",
        "norland +quay",
        "patterns",
        "",
    );
}

/// Who is not named is in the record, marked; a coding, which names everybody, adds nobody.
#[test]
fn unnamed_speakers_are_marked() {
    let text = "Many delegations called for a second quay.";
    let report = ReportText::new(text, TextFormat::Plain);
    let mut book = codebook(CODEBOOK);
    let made = draft::draft(&report, &book, &DraftOptions::default());
    assert_eq!(made.unnamed.len(), 1);
    assert!(made.unnamed[0].is_unnamed());
    let record: serde_json::Value = serde_json::from_str(&record_text(text)).unwrap();
    let who = &record["stakeholders"][0];
    assert_eq!(who["name"], "many delegations (unnamed)");
    assert_eq!(who["attributes"]["unnamed"], "yes");
    book.closed = true;
    let made = draft::draft(&report, &book, &DraftOptions::default());
    assert_eq!((made.unnamed.len(), made.proposals.len()), (0, 0));
}

/// What is doubted too much is listed and in no record.
#[test]
fn doubtful_proposals_can_be_left_out() {
    let text = "Norland proposed a second quay. Osmark opposed.";
    let report = ReportText::new(text, TextFormat::Plain);
    let options = |most_doubt| DraftOptions {
        most_doubt,
        ..DraftOptions::default()
    };
    let all = draft::draft(&report, &codebook(CODEBOOK), &options(1.0));
    assert_eq!((all.proposals.len(), all.left_out.len()), (2, 0));
    let limit = all.proposals[0].doubt;
    assert!(all.proposals[1].doubt > limit);
    let some = draft::draft(&report, &codebook(CODEBOOK), &options(limit));
    assert_eq!((some.proposals.len(), some.left_out.len()), (1, 1));
    assert_eq!(some.proposals[0], all.proposals[0]);
    assert_eq!(some.left_out[0], all.proposals[1]);
}

#[test]
fn odd_characters_are_told() {
    let text = "Nor\u{ad}land said\u{a0}\u{201e}yes\u{201d} caf\u{c3}\u{a9}\u{7}.";
    let (_, draft) = drafted(text, &[]);
    insta::assert_snapshot!(draft.warnings[..5].join("\n"), @r"
    1 mojibake (UTF-8 read as Latin-1)
    1 soft hyphens
    1 no-break spaces
    1 odd quotation marks
    1 control characters
    ");
}

/// Control characters between words change nothing.
#[test]
fn control_characters_change_no_reading() {
    for odd in [
        '\u{0}', '\u{7}', '\u{b}', '\u{c}', '\u{1b}', '\u{7f}', '\u{85}', '\u{2028}',
    ] {
        let text = format!("Norland{odd} supported{odd} a second{odd} quay.");
        assert_eq!(told(&text, &[]), "norland +quay", "{odd:?}");
    }
}

/// Nobody is given words that nobody said.
#[test]
fn little_is_read_where_little_is_reported() {
    check(
        "The chair opened the session on the second quay.",
        "",
        "",
        "",
    );
    check(
        "Wexland said a second quay is needed. It must be built.",
        "",
        "",
        "",
    );
    let (_, draft) = drafted("Wexland said a second quay is needed.", &[]);
    assert_eq!(draft.unknown, [("wexland".to_owned(), 1)]);
    let speech = "I came here by boat. We fish in the bay. My father built the quay. The second \
                  quay was our life. We never slept.";
    let (_, draft) = drafted(speech, &[]);
    assert_eq!(draft.proposals, []);
    assert_eq!(draft.warnings.len(), 2, "{:?}", draft.warnings);
    assert!(
        draft.warnings[0].contains("first person"),
        "{:?}",
        draft.warnings
    );
    assert_eq!(draft.unread.len(), 5);
}

/// What a text of another kind yields: how many proposals, and what it warns of.
#[track_caller]
fn check_little(text: &str, most: usize, warnings: &[&str]) {
    let (_, draft) = drafted(text, &[]);
    assert!(draft.proposals.len() <= most, "{:#?}", draft.proposals);
    for warning in warnings {
        let told = draft.warnings.iter().any(|one| one.contains(warning));
        assert!(told, "{warning}: {:?}", draft.warnings);
    }
}

#[test]
fn texts_that_are_no_report_of_talks() {
    let statistics = "Catches in the bay fell from 41,200 tonnes in 2019 to 35,900 tonnes in 2023. \
        The share of night work in the Port of Sund was 31 per cent, against 27 per cent in 2018. \
        Norland had 214 fishing boats, Osmark 388. Pollution was measured at 12 stations; the \
        median was 4.1 milligrams per litre. Table 3 gives the figures by month.\n\n\
        In Osmark, 1 in 9 households lives from fishing. The second quay handled 2.3 million \
        tonnes in its first year. Night shifts made up 18 per cent of all hours in Norland and \
        22 per cent in Osmark.";
    check_little(statistics, 0, &["sentences were read"]);
    let testimony = "My name is of no matter. I was born in Norland, two streets from the old \
        quay. We lived from fishing until the water turned. My brother took night work at the \
        Port of Sund, and I saw him only on Sundays. They told us that the second quay would \
        bring us jobs. We believed it. I have buried two friends since the pollution came.\n\n\
        I do not know who should answer for this. We were never asked.";
    check_little(testimony, 0, &["first person", "sentences were read"]);
    let procedure = "The session was opened at ten o'clock. The chair thanked Norland for its \
        hospitality and read out the agenda, which was adopted. Norland chaired the afternoon \
        meeting. Osmark and the Harbour Union were elected as vice-chairs. The working group on \
        fishing met twice. The item on the second quay was deferred to the next session. The \
        report on pollution was taken note of. Osmark introduced the rapporteur. The meeting was \
        adjourned at six.";
    check_little(procedure, 0, &["sentences were read"]);
}

/// Places are those of the file, whatever markup stands in it.
#[test]
fn markup_does_not_move_words() {
    let cases = [
        (
            TextFormat::Markdown,
            "# Talks\n\n**Norland** supported a [second quay](https://example.org/a_b).",
        ),
        (
            TextFormat::Html,
            "<p class='a'>\u{e9}t&eacute; &amp; co.</p>\n\n<p>Norland <b>supported</b> a second&nbsp;quay.</p>",
        ),
    ];
    for (format, text) in cases {
        let report = ReportText::new(text, format);
        let draft = draft::draft(&report, &codebook(CODEBOOK), &DraftOptions::default());
        let [one] = &draft.proposals[..] else {
            panic!("{draft:#?}")
        };
        let quoted: String = text
            .chars()
            .skip(one.span.start)
            .take(one.span.len())
            .collect();
        assert!(
            quoted.starts_with("supported") && quoted.contains("quay"),
            "{quoted}"
        );
    }
}

/// Near-duplicates are pointed out and left apart.
#[test]
fn likes_are_proposed_and_not_merged() {
    let (_, draft) = drafted(
        "Norland called for a second quay in the harbour. Osmark called for a second quay in the harbour.",
        &[],
    );
    assert_eq!(draft.proposals.len(), 2);
    assert_eq!(draft.proposals[1].like, [0]);
}

/// From text to triples with nothing in between.
#[test]
fn draft_then_export() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("codebook.csv"), CODEBOOK).unwrap();
    let text = "Norland supported a second quay. Osmark warned of night work.\n";
    std::fs::write(folder.path().join("report.txt"), text).unwrap();
    let ran = plenary(&[
        "draft",
        "report.txt",
        "--codebook",
        "codebook.csv",
        "-o",
        "draft.json",
    ])
    .within(folder.path())
    .run()
    .exits(0);
    assert_eq!(ran.stderr, "2 proposals from 2 of 2 sentences\n");
    let ran = plenary(&[
        "export",
        "draft.json",
        "--what",
        "positions",
        "--format",
        "csv",
    ])
    .within(folder.path())
    .run()
    .exits(0);
    insta::assert_snapshot!(ran.stdout, @r"
    stakeholder,stakeholder_name,theme,theme_name,stance,statements,statement_ids
    norland,Norland,quay,Second quay,support,1,report-001-1
    osmark,Osmark,night-shifts,Night shifts,concern,1,report-002-1
    ");
    // Every span and quote stands in the text beside the draft.
    let ran = plenary(&["check", "draft.json"])
        .within(folder.path())
        .run()
        .exits(0);
    assert!(!ran.stderr.contains("quote"), "{}", ran.stderr);
}
