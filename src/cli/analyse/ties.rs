//! What a network is made of and from, for every question about networks.

use plenary::analysis::{
    Aggregation, Definitions, Keep, Kernel, Mode, NetworkError, NetworkOptions, Normalisation,
    ValueFilter, WindowUnit,
};
use plenary::model::{Events, Record, RecordRows};
use plenary::read::{self, RowPlaces};

use super::super::args::{Records, RollUpArg};
use super::super::console::Console;
use super::super::data::{self, Data, DuplicatesArg, Needs, pair};
use super::super::error::CliError;
use super::super::findings;
use super::super::report::Amount;

/// Between what a network is, through what, and which statements count.
#[derive(Debug, clap::Args)]
pub(crate) struct TieArgs {
    /// Whose values are tied; the rows. By default who speaks
    #[arg(long, value_name = "VAR")]
    between: Option<String>,
    /// Through what; the columns of a two-mode network. By default the claims
    #[arg(long, value_name = "VAR")]
    through: Option<String>,
    /// What says who agrees; none: nothing. By default stance or agreement, if there is one
    #[arg(long, value_name = "VAR")]
    stance: Option<String>,
    /// What a tie is divided by; true-jaccard and true-cosine are never DNA's
    #[arg(long, visible_alias = "normalization", value_name = "BY", default_value = "none", value_parser = normalisation())]
    normalisation: String,
    /// From one variable to the other, instead of within the first
    #[arg(long)]
    two_mode: bool,
    /// Keep labels without a tie, of statements that a filter left out too
    #[arg(long)]
    isolates: bool,
    /// DNA 3.1's definitions where they are not the right ones
    #[arg(long)]
    dna_compatible: bool,
    /// The first day, or second, that counts
    #[arg(long, value_name = "DATE", value_parser = first_second, help_heading = "Which statements")]
    start: Option<i64>,
    /// The last day, or second, that counts
    #[arg(long, value_name = "DATE", value_parser = last_second, help_heading = "Which statements")]
    stop: Option<i64>,
    /// Leave out claims that more stakeholders speak on, which tie everybody to everybody
    #[arg(long, value_name = "N", help_heading = "Which statements")]
    claim_cap: Option<usize>,
    /// Leave out stakeholders that speak on fewer claims, after the cap
    #[arg(long, value_name = "N", help_heading = "Which statements")]
    floor: Option<usize>,
    /// Leave out ties that are weaker, whatever their sign
    #[arg(long, value_name = "WEIGHT", value_parser = crate::cli::draw::weight, allow_negative_numbers = true)]
    threshold: Option<f64>,
    /// Leave out a value; may be given several times
    #[arg(long, value_name = "VAR=VALUE", value_parser = pair, help_heading = "Which statements")]
    exclude: Vec<(String, String)>,
    /// Leave out every other value of the variable; may be given several times
    #[arg(long, value_name = "VAR=VALUE", value_parser = pair, help_heading = "Which statements")]
    include: Vec<(String, String)>,
}

pub(crate) trait Choice: Copy + Send + Sync + 'static + std::str::FromStr {
    const WORDS: &'static [Self];
    fn word(self) -> &'static str;
}

macro_rules! choice {
    ($($name:ident),+) => {
        $(impl Choice for $name {
            const WORDS: &'static [Self] = Self::ALL;
            fn word(self) -> &'static str {
                self.as_str()
            }
        })+
    };
}

choice!(Aggregation, WindowUnit, Kernel);

pub(crate) fn word<T: Choice>() -> impl clap::builder::TypedValueParser<Value = T> {
    use clap::builder::TypedValueParser;
    let words = T::WORDS.iter().map(|one| one.word());
    clap::builder::PossibleValuesParser::new(words).try_map(|word: String| {
        let found = T::WORDS.iter().copied().find(|one| one.word() == word);
        found.ok_or("unknown word")
    })
}

fn normalisation() -> clap::builder::PossibleValuesParser {
    let words = Normalisation::ALL.iter().map(|one| one.as_str());
    let more = ["true-jaccard", "true-cosine"];
    let no = clap::builder::PossibleValue::new("no").hide(true);
    let all = words.chain(more).map(clap::builder::PossibleValue::new);
    clap::builder::PossibleValuesParser::new(all.chain([no]))
}

fn first_second(text: &str) -> Result<i64, String> {
    seconds(text).map(|(first, _)| first)
}

fn last_second(text: &str) -> Result<i64, String> {
    seconds(text).map(|(_, last)| last)
}

fn seconds(text: &str) -> Result<(i64, i64), String> {
    read::date_range(text)
        .ok_or_else(|| "write 2020-02-12, 2020-02, 2020 or 2020-02-12T15:00".to_owned())
}

impl TieArgs {
    /// Whether the network goes from one variable to the other.
    pub(crate) const fn two_mode(&self) -> bool {
        self.two_mode
    }

    /// The first of these that was given, for a question that can do without a network.
    pub(crate) fn given(&self) -> Option<&'static str> {
        let given = [
            ("--between", self.between.is_some()),
            ("--through", self.through.is_some()),
            ("--stance", self.stance.is_some()),
            ("--normalisation", self.normalisation != "none"),
            ("--two-mode", self.two_mode),
            ("--isolates", self.isolates),
            ("--dna-compatible", self.dna_compatible),
            ("--start", self.start.is_some()),
            ("--stop", self.stop.is_some()),
            ("--claim-cap", self.claim_cap.is_some()),
            ("--floor", self.floor.is_some()),
            ("--threshold", self.threshold.is_some()),
            ("--exclude", !self.exclude.is_empty()),
            ("--include", !self.include.is_empty()),
        ];
        given
            .iter()
            .find(|(_, given)| *given)
            .map(|(name, _)| *name)
    }
}

/// What a question asks of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// Everything.
    All,
    /// The values that make a network, and which statements there are, when.
    Statements,
    /// The values only.
    Values,
}

/// The statements, of a record (which is there then too) with the rows that the question needs;
/// of a table with what it `asks` for.
pub(crate) fn events(
    console: &Console,
    records: &Records,
    args: &TieArgs,
    roll_up: RollUpArg,
    asks: Asks,
) -> Result<(Events, Option<Record>), CliError> {
    let needs = needs(records, args, asks);
    match data::load(console, records, needs)? {
        Data::Record(reading, _) => {
            let record = findings::usable(console, *reading)?;
            let themes = [&args.between, &args.through, &args.stance]
                .into_iter()
                .flatten()
                .any(|name| name == "theme");
            let rows = if themes
                || args
                    .exclude
                    .iter()
                    .chain(&args.include)
                    .any(|(name, _)| name == "theme")
            {
                RecordRows::Positions(roll_up.into())
            } else {
                RecordRows::Statements
            };
            Ok((Events::of_record(&record, rows), Some(record)))
        }
        Data::Table(reading, _) => {
            let show = reading.events.is_none() || !console.quiet;
            if show && !reading.problems.is_empty() {
                console.problems(&reading.files, &reading.problems, Amount::First);
            }
            let events = reading.events.ok_or(CliError::shown())?;
            Ok((events, None))
        }
    }
}

/// What is needed of a table; `None`: all.
fn needs(records: &Records, args: &TieArgs, asks: Asks) -> Option<Needs> {
    let narrow = &records.narrow;
    if asks == Asks::All || narrow.condition.is_some() {
        return None;
    }
    let (between, through) = (args.between.clone()?, args.through.clone()?);
    let filters = args
        .exclude
        .iter()
        .chain(&args.include)
        .map(|(name, _)| name.clone());
    let usual = ["stance", "agreement", "agree"].map(str::to_owned);
    let names = [between, through]
        .into_iter()
        .chain(args.stance.clone())
        .chain(usual);
    let timeless = args.start.is_none() && args.stop.is_none();
    let anywhere = matches!(
        narrow.duplicates,
        DuplicatesArg::Include | DuplicatesArg::Range
    );
    Some(Needs {
        columns: names.chain(filters).collect(),
        places: if asks == Asks::Values && timeless && anywhere {
            RowPlaces::Dropped
        } else {
            RowPlaces::Kept
        },
    })
}

/// The options of the library; every tie, of this aggregation.
pub(crate) fn options(
    console: &Console,
    records: &Records,
    args: &TieArgs,
    aggregation: Aggregation,
    events: &Events,
) -> Result<NetworkOptions, CliError> {
    let narrow = &records.narrow;
    let usual = |asked: &Option<String>, usual: Option<&str>, option: &str| {
        asked
            .clone()
            .or_else(|| usual.map(str::to_owned))
            .ok_or_else(|| {
                CliError::usage(format!(
                    "nothing in the input is called as usual: give {option}"
                ))
                .hint(format!("there are: {}", events.names().join(", ")))
            })
    };
    let stance = match args.stance.as_deref() {
        Some("none") if events.find("none").is_none() => None,
        Some(name) => Some(name.to_owned()),
        None => events.usual_stance().map(str::to_owned),
    };
    let (normalisation, truly) = match args.normalisation.as_str() {
        "true-jaccard" => (Normalisation::Jaccard, true),
        "true-cosine" => (Normalisation::Cosine, true),
        "no" => (Normalisation::None, false),
        // One of the words that the parser lets through.
        other => (other.parse().unwrap_or_default(), false),
    };
    if truly && args.dna_compatible {
        let message = format!("{} is not DNA's", args.normalisation);
        return Err(CliError::usage(message).hint("leave out --dna-compatible, or the true-"));
    }
    let mut filters: Vec<ValueFilter> = Vec::new();
    for (given, keep) in [(&args.exclude, Keep::Others), (&args.include, Keep::These)] {
        for (variable, value) in given {
            let same = |one: &&mut ValueFilter| one.variable == *variable && one.keep == keep;
            match filters.iter_mut().find(same) {
                Some(filter) => filter.values.push(value.clone()),
                None => filters.push(ValueFilter {
                    variable: variable.clone(),
                    values: vec![value.clone()],
                    keep,
                }),
            }
        }
    }
    Ok(NetworkOptions {
        mode: if args.two_mode { Mode::Two } else { Mode::One },
        between: usual(&args.between, events.usual_stakeholder(), "--between")?,
        through: usual(&args.through, events.usual_claim(), "--through")?,
        stance,
        aggregation,
        normalisation,
        duplicates: narrow.duplicates.into(),
        isolates: args.isolates,
        start: args.start,
        stop: args.stop,
        filters,
        condition: data::condition(console, narrow, events)?,
        min_statements: narrow.min_statements,
        min_through_statements: narrow.min_claim_statements,
        claim_cap: args.claim_cap,
        stakeholder_floor: args.floor,
        top: None,
        top_each: None,
        threshold: args.threshold,
        threads: records.table.threads,
        definitions: if args.dna_compatible {
            Definitions::Dna
        } else {
            Definitions::Textbook
        },
    })
}

/// Shows all errors but the last, which is what the question failed for.
pub(crate) fn errors_as_one(console: &Console, errors: &[NetworkError]) -> CliError {
    let (last, others) = match errors.split_last() {
        Some(split) => split,
        None => return CliError::usage("there is no network"),
    };
    let told = |error: &NetworkError| {
        let failed = CliError::usage(error.to_string());
        let near = match error {
            NetworkError::UnknownVariable { name, known } => {
                read::nearest(name, known.iter().map(String::as_str))
                    .map(|near| format!("did you mean '{near}'? "))
            }
            _ => None,
        };
        failed.hint(format!("{}{}", near.unwrap_or_default(), error.hint()))
    };
    for error in others {
        console.fail(&told(error));
    }
    told(last)
}
