//! A briefing: which findings, pictures and sentences a record gives, as a [`Document`] that the
//! writers of [`write::document`](crate::write::document) spell out.
//!
//! Nothing is computed here that an analysis does not answer, and nothing is said that its
//! numbers do not support: every sentence of the summary is a [`Finding`] of one rule.

pub mod audience;
mod facts;
mod figures;
mod sections;
mod summary;
mod words;

pub use self::audience::{Audience, BriefError, Secrets};
pub use self::summary::{Finding, Part, findings, rules};
pub use self::words::Value;

use self::facts::Facts;
use self::words::Words;
use crate::analysis::stands::SolveOptions;
use crate::draw::{Language, Medium, Palette};
use crate::model::{Progress, Record, RollUp};
use crate::write::document::{Document, Words as DocumentWords};

/// The attribute of an unnamed speaker that tells on whose report it is known, by id.
const REPORTED_BY: &str = "reported-by";

/// How a briefing is made.
#[derive(Debug, Clone, PartialEq)]
pub struct BriefOptions {
    /// Language of the words that are not the record's. Default: English.
    pub language: Language,
    /// Who may read it. Default: those who may read the names.
    pub audience: Audience,
    /// Names that a public briefing must not hold, beside those of the record itself: those of
    /// the whole record where only a part is shown. Default: none.
    pub also_secret: Secrets,
    /// The page that its pictures must fit. Default: A4.
    pub medium: Medium,
    /// Colours of support and concern. Default: Okabe and Ito's.
    pub palette: Palette,
    /// How broader themes count. Default: not.
    pub roll_up: RollUp,
    /// The condition by which the record was narrowed, to be said. Default: none.
    pub condition: Option<String>,
    /// How long the rules look for the strengths of claims that bear on each other in a circle.
    /// Default: that of the analysis.
    pub solve: SolveOptions,
    /// Of records with more statements the appendix lists only those that the text refers to.
    /// Default: 500.
    pub most_evidence: usize,
}

impl Default for BriefOptions {
    fn default() -> Self {
        Self {
            language: Language::default(),
            audience: Audience::default(),
            also_secret: Secrets::default(),
            medium: Medium::default(),
            palette: Palette::default(),
            roll_up: RollUp::default(),
            condition: None,
            solve: SolveOptions::default(),
            most_evidence: 500,
        }
    }
}

/// A briefing.
#[derive(Debug, Clone, PartialEq)]
pub struct Briefing {
    /// What it says.
    pub document: Document,
    /// What the rules found, in the order of the sentences.
    pub findings: Vec<Finding>,
    /// What a caller should know: pictures that could not be drawn.
    pub notes: Vec<String>,
    /// What must not be in any output; empty but for the public.
    pub secrets: Secrets,
}

/// Makes a briefing of a record.
///
/// For the public, names are replaced in the record before anything else looks at it, and the
/// finished document is searched for them.
///
/// The same record and options give the same document. O(what the analyses and the pictures
/// cost; see [`coalitions`](crate::analysis::coalitions()) and
/// [`stands`](crate::analysis::stands())).
///
/// # Errors
/// For the public, where a name is left in the document after all.
pub fn briefing(record: &Record, options: &BriefOptions) -> Result<Briefing, BriefError> {
    briefing_watched(record, options, Progress::none())
}

/// [`briefing`], telling how far the analyses are.
///
/// # Errors
/// As [`briefing`].
pub fn briefing_watched(
    record: &Record,
    options: &BriefOptions,
    progress: Progress<'_>,
) -> Result<Briefing, BriefError> {
    match options.audience {
        Audience::Full => Ok(made(record, options, progress)),
        Audience::Public => {
            let secrets = Secrets::of(record).and(&options.also_secret);
            let record = audience::public(record, &secrets, options.language)?;
            let condition = options.condition.as_ref();
            let options = BriefOptions {
                condition: condition.map(|text| secrets.redacted(text, options.language)),
                ..options.clone()
            };
            let mut briefing = made(&record, &options, progress);
            secrets.check_document(&briefing.document)?;
            briefing.secrets = secrets;
            Ok(briefing)
        }
    }
}

fn made(record: &Record, options: &BriefOptions, progress: Progress<'_>) -> Briefing {
    let words = Words(options.language);
    let facts = Facts::new(record, options, progress);
    let findings = summary::found(&facts);
    let (figures, notes) = figures::choose(&facts, words, options);
    let sources = sources(record, words);
    let title = record
        .title()
        .unwrap_or(words.say("title.untitled"))
        .to_owned();
    let document = Document {
        title: words.fill("title.of", &[("title", Value::Name(title))]),
        subject: words.say("subject").to_owned(),
        subtitle: sources,
        language: options.language,
        words: document_words(words),
        blocks: sections::blocks(&facts, words, options, (&findings, figures)),
    };
    Briefing {
        document,
        findings,
        notes,
        secrets: Secrets::default(),
    }
}

/// Titles and days of the sources; of more than three, how many there are.
fn sources(record: &Record, words: Words) -> String {
    let all = record.sources();
    if all.len() > 3 {
        let dated = all.iter().filter_map(|it| it.date);
        let (first, last) = (dated.clone().min(), dated.max());
        let n = words.fill("sources", &[("n", Value::Count(all.len()))]);
        return match (first, last) {
            (Some(first), Some(last)) if first != last => {
                format!("{n}, {} – {}", words.day(first), words.day(last))
            }
            (Some(day), _) => format!("{n}, {}", words.day(day)),
            _ => n,
        };
    }
    let mut all: Vec<_> = all.iter().collect();
    all.sort_by_key(|source| (source.date.is_none(), source.date));
    let titles = all.into_iter().map(|source| match source.date {
        Some(date) => format!("{}, {}", source.title, words.day(date)),
        None => source.title.clone(),
    });
    titles.collect::<Vec<_>>().join("; ")
}

fn document_words(words: Words) -> DocumentWords {
    let say = |key| words.say(key).to_owned();
    DocumentWords {
        contents: say("contents"),
        skip: say("skip"),
        description: say("description"),
        facts: say("facts"),
        back: say("back"),
        page: say("page"),
        yes: say("yes"),
        no: say("no"),
        decimal: say("decimal"),
        quotation: words.quotation().map(str::to_owned),
    }
}
