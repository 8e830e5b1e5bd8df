//! Names that must not be told, and how they are found in a text.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::roles::one;
use super::{BriefError, Roles};
use crate::brief::words::Words;
use crate::draw::Language;
use crate::model::{Record, Stakeholder, StakeholderId, StakeholderKind};

/// The names of a record: of stakeholders with their aliases, acronyms and ids, of speakers and
/// of coders.
///
/// A name is found whatever its case, spaces, hyphens, points, accents and invisible characters
/// ("Access Now", "access-now", "AccessNow", "A.P.C."), between boundaries of words, also with
/// an s at its end. An acronym of two letters is found only in capitals, since "us" is a word,
/// and so is one that the name merely suggests ("APC" of "Association for Progressive
/// Communications"). What is not in the record (a former name, a nickname) cannot be found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Secrets {
    /// By what is compared: letters and digits of the name, folded.
    names: BTreeMap<String, Name>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    /// As the record has it.
    said: String,
    case: Case,
    /// Whose; of a person where there is none.
    whose: Option<(StakeholderId, StakeholderKind)>,
}

/// How a name must be written to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Any,
    /// Its first letter is a capital.
    Capital,
    /// All its letters are capitals.
    Capitals,
}

/// Words that name nobody: what an unnamed speaker is described by.
const GENERAL: &[&str] = &[
    "a",
    "all",
    "and",
    "as",
    "association",
    "associations",
    "bodies",
    "body",
    "business",
    "businesses",
    "by",
    "civil",
    "companies",
    "company",
    "countries",
    "country",
    "delegate",
    "delegates",
    "delegation",
    "delegations",
    "expert",
    "experts",
    "few",
    "firm",
    "firms",
    "for",
    "from",
    "government",
    "governments",
    "group",
    "groups",
    "in",
    "individual",
    "individuals",
    "industry",
    "many",
    "media",
    "member",
    "members",
    "named",
    "ngo",
    "ngos",
    "not",
    "of",
    "one",
    "organisation",
    "organisations",
    "organization",
    "organizations",
    "other",
    "others",
    "others",
    "participant",
    "participants",
    "reported",
    "representative",
    "representatives",
    "sector",
    "several",
    "society",
    "some",
    "source",
    "speaker",
    "speakers",
    "stakeholder",
    "stakeholders",
    "state",
    "states",
    "technical",
    "the",
    "two",
    "unnamed",
    "various",
];

impl Secrets {
    /// The names of a record.
    pub fn of(record: &Record) -> Self {
        let mut made = Self::default();
        for stakeholder in record.stakeholders() {
            made.add_stakeholder(stakeholder);
        }
        let table = record.statements();
        for row in table.rows() {
            for person in [table.speaker(row), table.coder(row)].into_iter().flatten() {
                made.add(person, Case::Any, None);
                let last = person.split_whitespace().last().unwrap_or_default();
                if last.chars().count() > 2 {
                    made.add(last, Case::Capital, None);
                }
            }
        }
        made
    }

    /// These and others.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        let mut all = self.clone();
        for (key, name) in &others.names {
            all.names.entry(key.clone()).or_insert_with(|| name.clone());
        }
        all
    }

    fn add_stakeholder(&mut self, it: &Stakeholder) {
        let whose = Some((it.id.clone(), it.kind));
        // Names of bodies go before their ids, which go before acronyms nobody has written.
        let said: Vec<&str> = [it.name.as_str()]
            .into_iter()
            .chain(it.aliases.iter().map(String::as_str))
            .collect();
        let mut forms: Vec<(String, Case)> = Vec::new();
        for name in &said {
            forms.push(((*name).to_owned(), Case::Any));
            let (before, bracket) = match name.split_once('(') {
                Some((before, after)) => (before, after.split(')').next().unwrap_or_default()),
                None => (*name, ""),
            };
            forms.push((before.to_owned(), Case::Any));
            if bracket.chars().any(char::is_uppercase) && !bracket.trim().contains(' ') {
                forms.push((bracket.to_owned(), Case::Any));
            }
            let lower = before.to_lowercase();
            if let Some(rest) = lower.strip_prefix("the ") {
                forms.push((rest.to_owned(), Case::Any));
            }
            let capitals = before.split(|c: char| !c.is_alphanumeric());
            let initials =
                capitals.filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()));
            let initials: String = initials.collect();
            if initials.chars().count() > 2 {
                forms.push((initials, Case::Capitals));
            }
        }
        for (form, case) in forms {
            if !(it.is_unnamed() && is_general(&form)) {
                self.add(&form, case, whose.clone());
            }
        }
        if !is_general(it.id.as_str()) {
            self.add(it.id.as_str(), Case::Any, whose);
        }
    }

    fn add(&mut self, said: &str, case: Case, whose: Option<(StakeholderId, StakeholderKind)>) {
        let key: String = tokens(said).into_iter().map(|token| token.folded).collect();
        if key.is_empty() {
            return;
        }
        let short = key.chars().count() < 3;
        let written_small = said.chars().any(char::is_lowercase);
        let case = match (short, written_small) {
            (true, false) => Case::Capitals,
            // An id of two letters is the acronym's.
            (true, true) if said.chars().all(|c| !c.is_uppercase()) => Case::Capitals,
            _ => case,
        };
        let said = said.trim().to_owned();
        let name = Name { said, case, whose };
        let entry = self.names.entry(key).or_insert_with(|| name.clone());
        if name.case < entry.case {
            *entry = name;
        }
    }

    /// The first name in a text: the name as the record has it, and where it stands, in bytes.
    /// O(letters × length of the names).
    pub fn find(&self, text: &str) -> Option<(&str, std::ops::Range<usize>)> {
        self.matches(text)
            .into_iter()
            .next()
            .map(|(range, name)| (name.said.as_str(), range))
    }

    /// Every name in a text, the longest where several begin; they do not overlap.
    fn matches(&self, text: &str) -> Vec<(std::ops::Range<usize>, &Name)> {
        let tokens = tokens(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let mut joined = String::new();
            let (mut capitals, mut longest) = (true, None);
            let capital = tokens[at].capital;
            for (end, token) in tokens.iter().enumerate().skip(at) {
                joined.push_str(&token.folded);
                capitals &= token.capitals;
                let fits = |name: &Name| match name.case {
                    Case::Any => true,
                    Case::Capital => capital,
                    Case::Capitals => capitals,
                };
                let singular = joined
                    .strip_suffix('s')
                    .filter(|one| one.chars().count() > 2);
                let name = (self.names.get(&joined).filter(|name| fits(name))).or_else(|| {
                    let name = singular.and_then(|one| self.names.get(one));
                    name.filter(|name| name.case == Case::Any)
                });
                if let Some(name) = name {
                    longest = Some((end, name));
                }
                // Is there a name that begins like this?
                let from = (Bound::Included(joined.as_str()), Bound::Unbounded);
                let mut next = self.names.range::<str, _>(from);
                if !next.next().is_some_and(|(key, _)| key.starts_with(&joined)) {
                    break;
                }
            }
            match longest {
                Some((end, name)) => {
                    found.push((tokens[at].start..tokens[end].end, name));
                    at = end + 1;
                }
                None => at += 1,
            }
        }
        found
    }

    /// A text with roles in square brackets for the names in it: "[an NGO]" for any one.
    pub(crate) fn redacted(&self, text: &str, language: Language) -> String {
        self.redacted_with(text, &Roles::new(), Words(language))
    }

    /// The same, with the role that a stakeholder has in the record.
    pub(super) fn redacted_with(&self, text: &str, roles: &Roles, words: Words) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (range, name) in self.matches(text) {
            out.push_str(&text[done..range.start]);
            let role = match &name.whose {
                Some((id, kind)) => match roles.get(id) {
                    Some(role) => role.as_str(),
                    None => words.say(one(*kind)),
                },
                None => words.say("role.person"),
            };
            out.push('[');
            out.push_str(role);
            out.push(']');
            done = range.end;
        }
        out.push_str(&text[done..]);
        out
    }

    /// Makes sure that no name is in an output that is text: HTML, Markdown, SVG or XML.
    ///
    /// # Errors
    /// Tells the first name that is.
    pub fn check_text(&self, text: &str) -> Result<(), BriefError> {
        if self.names.is_empty() {
            return Ok(());
        }
        let text = unescaped(text);
        match self.find(&text) {
            None => Ok(()),
            Some((name, range)) => {
                let around = |c: char| c == '\n' || c == '<' || c == '>';
                let from = text[..range.start].rfind(around).map_or(0, |at| at + 1);
                let to = text[range.end..]
                    .find(around)
                    .map_or(text.len(), |at| range.end + at);
                Err(BriefError::Leak {
                    name: name.to_owned(),
                    near: text[from..to].trim().to_owned(),
                })
            }
        }
    }
}

/// Entities as characters; hashes, whose letters mean nothing, taken out.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split("'sha256-");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(part.split_once('\'').map_or(part, |(_, after)| after));
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    for (entity, character) in entities {
        if out.contains(entity) {
            out = out.replace(entity, character);
        }
    }
    out
}

/// Whether a text is made of words that name nobody, and numbers.
fn is_general(text: &str) -> bool {
    tokens(text).iter().all(|token| {
        GENERAL.contains(&token.folded.as_str()) || token.folded.chars().all(|c| c.is_ascii_digit())
    })
}

/// A run of letters and digits.
struct Token {
    folded: String,
    start: usize,
    end: usize,
    /// Whether the first letter is a capital.
    capital: bool,
    /// Whether all letters are.
    capitals: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        // Combining accents, soft hyphens and characters without width are within words.
        let unseen = matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
        if unseen {
            continue;
        }
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        if !open || stands_alone(c) {
            tokens.push(Token {
                folded: String::new(),
                start: at,
                end: at,
                capital: c.is_uppercase(),
                capitals: true,
            });
        }
        open = !stands_alone(c);
        if let Some(token) = tokens.last_mut() {
            token.folded.extend(c.to_lowercase().map(plain));
            token.end = at + c.len_utf8();
            token.capitals &= !c.is_lowercase();
        }
    }
    tokens
}

/// Whether a letter is of a script that puts no spaces between words.
const fn stands_alone(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Latin letters without their accents.
const fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}
