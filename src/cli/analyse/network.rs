//! `plenary analyse network`: who is tied to whom, or to what.

use clap::ValueEnum;
use plenary::analysis::{
    self, Aggregation, Definitions, Keep, Kernel, Mode, NetworkError, NetworkOptions,
    Normalisation, ValueFilter, WindowUnit, Windows,
};
use plenary::model::{Events, RecordRows};
use plenary::read;
use plenary::write;

use super::super::args::{Records, RollUpArg};
use super::super::console::Console;
use super::super::data::{self, Data, pair};
use super::super::error::{CliError, Exit};
use super::super::report::Amount;
use super::super::{findings, output};
use super::show::{Format, Show, show};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse network meeting.json --between stakeholder --through claim --aggregation congruence",
    "plenary analyse network meeting.json --between kind --through theme --two-mode --aggregation subtract",
    "plenary analyse network debate.dna --between organization --through concept --aggregation congruence --normalisation average --format csv",
    "plenary analyse network debate.csv --columns stakeholder=Org,claim=Concept --normalisation jaccard --top 20",
    "plenary analyse network debate.dna --aggregation subtract --windows months --window-size 3",
];

/// Who is tied to whom, or to what, and how strongly
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// Whose values are tied; the rows. By default who speaks
    #[arg(long, value_name = "VAR")]
    between: Option<String>,
    /// Through what; the columns of a two-mode network. By default the claims
    #[arg(long, value_name = "VAR")]
    through: Option<String>,
    /// What says who agrees; none: nothing. By default stance or agreement, if there is one
    #[arg(long, value_name = "VAR")]
    stance: Option<String>,
    /// What the stance does
    #[arg(long, value_name = "HOW", default_value = "ignore", value_parser = word::<Aggregation>())]
    aggregation: Aggregation,
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
    /// Only the N strongest ties
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// List the statements behind the network instead
    #[arg(long, conflicts_with = "windows")]
    events: bool,
    /// How broader themes count, where a record's themes are asked for
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    /// The first day, or second, that counts
    #[arg(long, value_name = "DATE", value_parser = first_second, help_heading = "Which statements")]
    start: Option<i64>,
    /// The last day, or second, that counts
    #[arg(long, value_name = "DATE", value_parser = last_second, help_heading = "Which statements")]
    stop: Option<i64>,
    /// Leave out a value; may be given several times
    #[arg(long, value_name = "VAR=VALUE", value_parser = pair, help_heading = "Which statements")]
    exclude: Vec<(String, String)>,
    /// Leave out every other value of the variable; may be given several times
    #[arg(long, value_name = "VAR=VALUE", value_parser = pair, help_heading = "Which statements")]
    include: Vec<(String, String)>,
    /// A network for each window of time: seconds, minutes, hours, days, weeks, months, years,
    /// events
    #[arg(long, value_name = "UNIT", value_parser = word::<WindowUnit>(), hide_possible_values = true, help_heading = "Windows of time")]
    windows: Option<WindowUnit>,
    /// How many units a window has
    #[arg(
        long,
        value_name = "N",
        default_value_t = 30,
        requires = "windows",
        help_heading = "Windows of time"
    )]
    window_size: u32,
    /// Weights that fall with the distance from the middle of the window
    #[arg(long, value_name = "KERNEL", value_parser = word::<Kernel>(), requires = "windows", help_heading = "Windows of time")]
    kernel: Option<Kernel>,
    /// Where the first and last kernel stand: on the first and last statement, or half a window
    /// inside
    #[arg(
        long,
        value_name = "WHERE",
        default_value = "inside",
        requires = "kernel",
        help_heading = "Windows of time"
    )]
    middles: Middles,
    /// Windows of events: draw the statements at the borders from this seed, instead of keeping
    /// all with the same time
    #[arg(
        long,
        value_name = "SEED",
        requires = "windows",
        help_heading = "Windows of time"
    )]
    draw_ties: Option<u64>,
    #[command(flatten)]
    show: Show,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Middles {
    Inside,
    AtEnds,
}

trait Choice: Copy + Send + Sync + 'static + std::str::FromStr {
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

fn word<T: Choice>() -> impl clap::builder::TypedValueParser<Value = T> {
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

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let events = events(console, args)?;
    let options = options(console, args, &events)?;
    let failed = |errors: Vec<NetworkError>| errors_as_one(console, &errors);
    if args.events {
        let list = analysis::event_list(&events, &options).map_err(failed)?;
        return show(&args.show, &list);
    }
    if let Some(unit) = args.windows {
        let windows = Windows {
            unit,
            size: args.window_size,
            kernel: args.kernel,
            indent: args.middles == Middles::Inside,
            draw_ties: args.draw_ties,
        };
        let series = analysis::network_over_time(&events, &options, &windows).map_err(failed)?;
        return show(&args.show, &series);
    }
    let network = analysis::network(&events, &options).map_err(failed)?;
    if args.show.format()? == Format::Csv {
        output::put(args.show.path(), &write::network_csv(&network))?;
        return Ok(Exit::Done);
    }
    show(&args.show, &network)
}

/// The statements, of a record with the rows that the question needs.
fn events(console: &Console, args: &Args) -> Result<Events, CliError> {
    match data::load(console, &args.records, wanted(args))? {
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
                RecordRows::Positions(args.roll_up.into())
            } else {
                RecordRows::Statements
            };
            Ok(Events::of_record(&record, rows))
        }
        Data::Table(reading, _) => {
            let show = reading.events.is_none() || !console.quiet;
            if show && !reading.problems.is_empty() {
                console.problems(&reading.files, &reading.problems, Amount::First);
            }
            reading.events.ok_or(CliError::shown())
        }
    }
}

/// The columns of a table that are needed; `None`: all.
fn wanted(args: &Args) -> Option<Vec<String>> {
    if args.events || args.records.narrow.condition.is_some() {
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
    Some(names.chain(filters).collect())
}

fn options(console: &Console, args: &Args, events: &Events) -> Result<NetworkOptions, CliError> {
    let narrow = &args.records.narrow;
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
        aggregation: args.aggregation,
        normalisation,
        duplicates: narrow.duplicates.into(),
        isolates: args.isolates,
        start: args.start,
        stop: args.stop,
        filters,
        condition: data::condition(console, narrow, events)?,
        min_statements: narrow.min_statements,
        min_through_statements: narrow.min_claim_statements,
        top: args.top,
        definitions: if args.dna_compatible {
            Definitions::Dna
        } else {
            Definitions::Textbook
        },
    })
}

fn errors_as_one(console: &Console, errors: &[NetworkError]) -> CliError {
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
