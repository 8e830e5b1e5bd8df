//! What stands behind each mark of a picture: the statements, and what the mark is about.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use crate::analysis::{Cell, Table};
use crate::draw::{Group, Language, Role, Scene};
use crate::model::{
    ClaimId, ClaimIx, Record, StakeholderId, StakeholderIx, Stance, StatementIx, ThemeId, ThemeIx,
};

/// The statements behind a picture, and how its marks (nodes, edges, cells) lead to them.
///
/// Made by [`evidence`], used by [`html`](super::html). Statements and themes that no mark
/// needs are not in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    pub(super) themes: Vec<Theme>,
    pub(super) things: Vec<Named>,
    pub(super) sources: Vec<Source>,
    pub(super) statements: Vec<Said>,
    pub(super) marks: Vec<Mark>,
}

/// A theme that marks can be filtered by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Theme {
    pub(super) name: String,
    /// The place of its broadest theme; its own where it has none.
    pub(super) top: usize,
}

/// What a mark is or joins.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Named {
    pub(super) kind: &'static str,
    pub(super) name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Source {
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
}

/// One statement, in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Said {
    pub(super) id: String,
    pub(super) who: String,
    pub(super) claim: String,
    #[serde(serialize_with = "sign")]
    pub(super) stance: Stance,
    pub(super) source: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quote: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) paragraph: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) speaker: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) condition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fidelity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

/// A node, an edge or a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Mark {
    pub(super) id: String,
    pub(super) edge: bool,
    pub(super) name: String,
    /// Which stances it shows, as signs.
    #[serde(serialize_with = "signs")]
    pub(super) stances: BTreeSet<Stance>,
    /// The themes it bears on and what those are part of.
    pub(super) themes: BTreeSet<usize>,
    /// What it joins or, for a node, is: equal numbers are the same thing.
    pub(super) touches: Vec<usize>,
    /// The one theme it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) about: Option<usize>,
    /// The statements behind it, each with the claim's stance on that theme, 0 where it has
    /// none or both, and with the product of both stances.
    pub(super) behind: Vec<(usize, i8, i8)>,
}

fn sign<S: Serializer>(stance: &Stance, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i8(stance.sign())
}

fn signs<S: Serializer>(stances: &BTreeSet<Stance>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(stances.iter().map(|stance| stance.sign()))
}

/// Something of the record that a mark names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Stakeholder(StakeholderIx),
    Claim(ClaimIx),
    Theme(ThemeIx),
}

impl Thing {
    fn named(self, record: &Record) -> Named {
        let (kind, name) = match self {
            Self::Stakeholder(ix) => ("stakeholder", &record.stakeholder(ix).name),
            Self::Claim(ix) => ("claim", &record.claim(ix).text),
            Self::Theme(ix) => ("theme", &record.theme(ix).name),
        };
        Named {
            kind,
            name: name.clone(),
        }
    }
}

/// Gathers what stands behind each named node and edge of a picture.
///
/// Where a group lists its statements, these are it. Where it lists none, they are those that
/// the ids of its ends, or its own, lead to: for an edge or cell of a stakeholder and a theme
/// the statements whose product of stances is the edge's, for a claim what was said about it,
/// and so on. A scene of another record gives marks with nothing behind them.
/// O(marks × statements × themes of a claim) where groups list nothing.
pub fn evidence(record: &Record, scene: &Scene) -> Evidence {
    let groups = scene.groups();
    let shown: Vec<&Group> = groups
        .into_iter()
        .filter(|group| group.role != Role::Part && !group.children.is_empty())
        .collect();
    let drawn: Vec<Drawn<'_>> = shown
        .iter()
        .map(|group| Drawn::new(record, group))
        .collect();

    let rows: BTreeSet<StatementIx> = drawn.iter().flat_map(|d| d.rows.iter().copied()).collect();
    let themes: BTreeSet<ThemeIx> = drawn
        .iter()
        .flat_map(|d| d.themes.iter().copied())
        .collect();
    let things: BTreeSet<Thing> = drawn
        .iter()
        .flat_map(|d| d.things.iter().copied())
        .collect();
    let sources: BTreeSet<_> = rows
        .iter()
        .map(|&row| record.statements().source(row))
        .collect();
    let rows: Vec<StatementIx> = rows.into_iter().collect();
    let sources: Vec<_> = sources.into_iter().collect();
    let places = |themes: &BTreeSet<ThemeIx>| -> BTreeMap<ThemeIx, usize> {
        themes.iter().enumerate().map(|(i, &ix)| (ix, i)).collect()
    };
    let place = places(&themes);
    let thing: BTreeMap<Thing, usize> = things.iter().enumerate().map(|(i, &t)| (t, i)).collect();

    Evidence {
        themes: (themes.iter())
            .map(|&ix| Theme {
                name: record.theme(ix).name.clone(),
                // Broader themes are in the list with every theme.
                top: place[&record.top_theme(ix)],
            })
            .collect(),
        things: things.iter().map(|thing| thing.named(record)).collect(),
        statements: (rows.iter())
            .map(|&row| {
                let source = record.statements().source(row);
                said(record, row, sources.binary_search(&source).unwrap_or(0))
            })
            .collect(),
        sources: (sources.iter())
            .map(|&ix| {
                let it = record.source(ix);
                let safe =
                    |url: &&String| url.starts_with("https://") || url.starts_with("http://");
                let url = it.url.as_ref().filter(safe).cloned();
                Source {
                    title: it.title.clone(),
                    url,
                }
            })
            .collect(),
        marks: (drawn.iter())
            .map(|it| Mark {
                id: it.group.id.clone(),
                edge: it.group.role == Role::Edge,
                name: it.group.name.clone().unwrap_or_else(|| it.group.id.clone()),
                stances: it.stances.clone(),
                themes: it.themes.iter().map(|ix| place[ix]).collect(),
                touches: it.things.iter().map(|it| thing[it]).collect(),
                about: it.about().map(|ix| place[&ix]),
                behind: (it.rows.iter())
                    .map(|&row| {
                        let at = rows.binary_search(&row).unwrap_or(0);
                        let (on, product) = it.reading(record, row);
                        (at, on, product)
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// A group of the scene and what it is in the record.
struct Drawn<'s> {
    group: &'s Group,
    things: Vec<Thing>,
    rows: Vec<StatementIx>,
    stances: BTreeSet<Stance>,
    themes: BTreeSet<ThemeIx>,
}

impl<'s> Drawn<'s> {
    fn new(record: &Record, group: &'s Group) -> Self {
        let things = match &group.ends {
            Some(ends) => ends.iter().flat_map(|end| things(record, end)).collect(),
            None => things(record, &group.id),
        };
        let mut it = Self {
            group,
            things,
            rows: Vec::new(),
            stances: Stance::ALL
                .into_iter()
                .filter(|stance| group.class.split(' ').any(|word| word == stance.as_str()))
                .collect(),
            themes: BTreeSet::new(),
        };
        let table = record.statements();
        let given = group.statements.iter().filter(|&&row| row < table.len());
        it.rows = given.map(|&row| StatementIx::from(row)).collect();
        if it.rows.is_empty() {
            it.rows = table.rows().filter(|&row| it.holds(record, row)).collect();
        }
        it.rows.sort_unstable();
        it.rows.dedup();
        if it.stances.is_empty() {
            let read = it.rows.iter().flat_map(|&row| it.products(record, row));
            it.stances = read.collect();
        }
        let claims = it.rows.iter().map(|&row| table.claim(row));
        let named = it.things.iter().filter_map(|thing| match thing {
            Thing::Claim(ix) => Some(*ix),
            _ => None,
        });
        it.themes = match it.about() {
            Some(theme) => record.upwards(theme).collect(),
            None => claims
                .chain(named)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .flat_map(|claim| record.claim_themes(claim))
                .flat_map(|&(theme, _)| record.upwards(theme))
                .collect(),
        };
        it
    }

    /// The one theme it names.
    fn about(&self) -> Option<ThemeIx> {
        let mut themes = self.things.iter().filter_map(|thing| match thing {
            Thing::Theme(ix) => Some(*ix),
            _ => None,
        });
        let one = themes.next();
        one.filter(|_| themes.next().is_none())
    }

    /// Whether a statement is about everything that it names, the way its stance says.
    fn holds(&self, record: &Record, row: StatementIx) -> bool {
        let table = record.statements();
        let of = |thing: &Thing| match *thing {
            Thing::Stakeholder(ix) => table.stakeholder(row) == ix,
            Thing::Claim(ix) => table.claim(row) == ix,
            Thing::Theme(ix) => (record.claim_themes(table.claim(row)).iter())
                .any(|&(theme, _)| record.upwards(theme).any(|up| up == ix)),
        };
        let (mut people, mut claims) = (0, 0);
        for thing in &self.things {
            match thing {
                Thing::Stakeholder(_) => people += 1,
                Thing::Claim(_) => claims += 1,
                Thing::Theme(_) => {}
            }
        }
        match (people, claims) {
            _ if self.things.is_empty() => false,
            // A relation of two claims, or a tie of two stakeholders: what was said about either.
            (0, 2) | (2, 0) => self.things.iter().any(of),
            // A claim's own stance on a theme: all that was said about the claim.
            (0, 1) => self.things.iter().all(of),
            _ => {
                self.things.iter().all(of)
                    && (self.stances.is_empty()
                        || self
                            .products(record, row)
                            .iter()
                            .any(|s| self.stances.contains(s)))
            }
        }
    }

    /// The stances of the statement's claim on the theme.
    fn on(&self, record: &Record, row: StatementIx) -> BTreeSet<Stance> {
        let claim = record.statements().claim(row);
        let bears = |theme: ThemeIx| {
            self.about()
                .is_some_and(|about| record.upwards(theme).any(|up| up == about))
        };
        let themes = record.claim_themes(claim).iter();
        themes
            .filter(|&&(theme, _)| bears(theme))
            .map(|&(_, stance)| stance)
            .collect()
    }

    /// What the statement says about the theme, or where there is none about its claim.
    fn products(&self, record: &Record, row: StatementIx) -> BTreeSet<Stance> {
        let stance = record.statements().stance(row);
        if self.about().is_none() {
            return BTreeSet::from([stance]);
        }
        self.on(record, row)
            .into_iter()
            .map(|on| stance * on)
            .collect()
    }

    /// The claim's one stance on the theme, and the product with the statement's.
    fn reading(&self, record: &Record, row: StatementIx) -> (i8, i8) {
        let on = self.on(record, row);
        match on.first() {
            Some(&on_theme) if on.len() == 1 => {
                let product = record.statements().stance(row) * on_theme;
                (on_theme.sign(), product.sign())
            }
            _ => (0, 0),
        }
    }
}

/// What an id of a node or cell names: `stakeholder-apc`, `cell-apc--norms`.
fn things(record: &Record, id: &str) -> Vec<Thing> {
    // What is drawn again in another panel has a number behind an underscore, which no id holds.
    let id = id.split_once('_').map_or(id, |(id, _)| id);
    let Some((kind, rest)) = id.split_once('-') else {
        return Vec::new();
    };
    let stakeholder = |id: &str| {
        let ix = record.find_stakeholder(&StakeholderId::new(id).ok()?)?;
        Some(Thing::Stakeholder(ix))
    };
    let claim = |id: &str| Some(Thing::Claim(record.find_claim(&ClaimId::new(id).ok()?)?));
    let theme = |id: &str| Some(Thing::Theme(record.find_theme(&ThemeId::new(id).ok()?)?));
    let one = match kind {
        "stakeholder" => stakeholder(rest),
        "claim" => claim(rest),
        "theme" => theme(rest),
        _ => None,
    };
    if let Some(one) = one {
        return vec![one];
    }
    // Ids may themselves hold two hyphens, so every place to cut is tried.
    let cuts = rest
        .match_indices("--")
        .map(|(at, _)| (&rest[..at], &rest[at + 2..]));
    let pair = |(a, b): (&str, &str)| Some(vec![stakeholder(a)?, theme(b).or_else(|| claim(b))?]);
    cuts.into_iter().find_map(pair).unwrap_or_default()
}

fn said(record: &Record, row: StatementIx, source: usize) -> Said {
    let table = record.statements();
    let own = |text: Option<&str>| text.map(str::to_owned);
    Said {
        id: table.id(row).to_string(),
        who: record.stakeholder(table.stakeholder(row)).name.clone(),
        claim: record.claim(table.claim(row)).text.clone(),
        stance: table.stance(row),
        source,
        quote: own(table.quote(row)),
        paragraph: table.paragraph(row).map(std::num::NonZeroU32::get),
        date: record.date_of(row).map(|date| date.to_string()),
        speaker: own(table.speaker(row)),
        condition: own(table.condition(row)),
        fidelity: table.fidelity(row).map(|it| it.as_str()),
        note: own(table.note(row)),
    }
}

impl Evidence {
    /// The ids of the statements, in the order of the record.
    pub fn statements(&self) -> impl Iterator<Item = &String> {
        self.statements.iter().map(|it| &it.id)
    }

    /// Every statement as one table, for readers without scripts and for print.
    pub(super) fn table(&self, language: Language) -> Table {
        // One source is named above the table, not in every row.
        let one = (self.sources.len() == 1).then(|| self.sources[0].title.as_str());
        let mut title = language.say("The statements behind the picture").to_owned();
        if let Some(source) = one {
            title += &format!(". {}: {source}", language.say("Source"));
        }
        let mut columns = vec![
            language.say("Stakeholder"),
            language.say("Stance"),
            language.say("Claim"),
            language.say("Quote"),
            language.say("Paragraph"),
            language.say("Date"),
            language.say("Statement"),
        ];
        if one.is_none() {
            columns.insert(4, language.say("Source"));
        }
        let mut table = Table::new(title, columns);
        for it in &self.statements {
            let stance = match it.stance {
                Stance::Support => language.say("support"),
                Stance::Concern => language.say("concern"),
            };
            let mut row: Vec<Cell> = vec![
                it.who.as_str().into(),
                format!("{}\u{A0}{stance}", it.stance.symbol()).into(),
                it.claim.as_str().into(),
                it.quote.as_deref().into(),
                it.paragraph.into(),
                it.date.as_deref().into(),
                it.id.as_str().into(),
            ];
            if one.is_none() {
                row.insert(4, self.sources[it.source].title.as_str().into());
            }
            table.push(row);
        }
        table
    }
}
