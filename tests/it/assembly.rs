//! `graph/assembly-2030`: a larger record made by rule, and the test that it is what the rule
//! makes. `UPDATE_GOLDENS=1` writes it.

use std::collections::BTreeMap;

use plenary::model::Stance;
use plenary::model::Stance::{Concern, Support};
use serde_json::json;

use crate::golden;

const FOLDER: &str = "graph/assembly-2030";
const SEED: u64 = 2030;
const CODEBOOK: &str = include_str!("assembly/codebook.txt");
const PEOPLE: &str = include_str!("assembly/people.txt");

/// What each camp wants of each broad theme, in the order of the codebook: builders,
/// guardians, locals.
const WANTS: [(char, [Stance; 6]); 3] = [
    ('b', [Support, Support, Concern, Support, Concern, Concern]),
    ('g', [Support, Concern, Support, Support, Support, Support]),
    ('l', [Support, Support, Support, Concern, Support, Support]),
];
/// Themes on which a camp goes against what it wants of their broad theme.
const EXCEPTIONS: [(char, &str); 9] = [
    ('b', "wetlands"),
    ('b', "boat-licences"),
    ('b', "tidal-power"),
    ('g', "flood-walls"),
    ('g', "small-ports"),
    ('g', "gas-terminals"),
    ('l', "catch-limits"),
    ('l', "deep-water-berths"),
    ('l', "managed-retreat"),
];
/// Who changes its mind on which broad theme (its place), from which session on.
const TURNS: [(&str, usize, usize); 7] = [
    ("aldermark", 5, 1),
    ("bay-chamber", 4, 2),
    ("cape-fishers", 3, 1),
    ("corvane", 3, 2),
    ("gale-energy", 2, 1),
    ("lowen-city", 0, 2),
    ("port-sorrel", 1, 2),
];
const SESSIONS: [(&str, &str, &str, &str, usize); 3] = [
    (
        "opening-2030-03",
        "Assembly on the Coastal Compact, opening session, Port Sorrel",
        "2030-03-12",
        "2030-03-13",
        150,
    ),
    (
        "second-2030-11",
        "Assembly on the Coastal Compact, second session, Lowen",
        "2030-11-20",
        "2030-11-21",
        140,
    ),
    (
        "closing-2031-09",
        "Assembly on the Coastal Compact, closing session, Tarn",
        "2031-09-03",
        "2031-09-04",
        160,
    ),
];

struct Person {
    id: &'static str,
    name: &'static str,
    alias: &'static str,
    kind: &'static str,
    region: &'static str,
    camps: &'static str,
    talkative: usize,
}

struct Theme {
    id: &'static str,
    name: &'static str,
    definition: &'static str,
    /// The place of its broad theme; none for a broad one.
    broad: Option<usize>,
    agreed: bool,
}

struct Claim {
    id: String,
    text: &'static str,
    theme: &'static str,
    stance: Stance,
    other: Option<(&'static str, Stance)>,
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn people() -> Vec<Person> {
    lines(PEOPLE)
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            Person {
                id: cells[0],
                name: cells[1],
                alias: cells[2],
                kind: cells[3],
                region: cells[4],
                camps: cells[5],
                talkative: cells[6].parse().expect("is a number"),
            }
        })
        .collect()
}

fn stance(mark: u8) -> Stance {
    if mark == b'+' { Support } else { Concern }
}

fn codebook() -> (Vec<Theme>, Vec<Claim>) {
    let (mut themes, mut claims): (Vec<Theme>, Vec<Claim>) = (Vec::new(), Vec::new());
    let mut broad = 0;
    for line in lines(CODEBOOK) {
        let (mark, rest) = (line.as_bytes()[0], line[2..].trim());
        match mark {
            b'=' | b'*' => {
                let cells: Vec<&str> = rest.split('|').map(str::trim).collect();
                broad += usize::from(mark == b'=');
                themes.push(Theme {
                    id: cells[0].trim_end_matches(" !"),
                    name: cells[1],
                    definition: cells[2],
                    broad: (mark == b'*').then(|| broad - 1),
                    agreed: cells[0].ends_with('!'),
                });
            }
            _ => {
                let (text, other) = match rest.split_once(" > ") {
                    Some((text, other)) => (text, Some((&other[1..], stance(other.as_bytes()[0])))),
                    None => (rest, None),
                };
                let theme = themes.last().expect("claims follow a theme").id;
                let number = claims.iter().filter(|c| c.theme == theme).count() + 1;
                claims.push(Claim {
                    id: format!("{theme}-{number}"),
                    text,
                    theme,
                    stance: stance(mark),
                    other,
                });
            }
        }
    }
    (themes, claims)
}

/// What somebody wants of a theme in a session, before chance.
fn wants(person: &Person, theme: &Theme, broad: usize, session: usize) -> Stance {
    if theme.agreed {
        return Support;
    }
    // Who swings is with its first camp on the first three broad themes, with its second after.
    let place = if broad < 3 { 0 } else { person.camps.len() - 1 };
    let camp = person.camps.as_bytes()[place] as char;
    let own = WANTS
        .iter()
        .find(|(name, _)| *name == camp)
        .expect("a camp");
    let mut wanted = own.1[broad];
    if EXCEPTIONS.contains(&(camp, theme.id)) {
        wanted = -wanted;
    }
    let turned = TURNS
        .iter()
        .any(|&(id, on, from)| id == person.id && on == broad && session >= from);
    if turned { -wanted } else { wanted }
}

/// Every file of the folder with its text.
fn files() -> Vec<(String, String)> {
    let people = people();
    let (themes, claims) = codebook();
    let broad_ids: Vec<&str> = themes
        .iter()
        .filter(|t| t.broad.is_none())
        .map(|t| t.id)
        .collect();
    let theme_of: BTreeMap<&str, &Theme> = themes.iter().map(|t| (t.id, t)).collect();
    let mut random = Random(SEED);

    let mut codes = json!({
        "$schema": "../../schema/plenary.schema.json",
        "plenary": 1,
        "title": "Assembly on the Coastal Compact, 2030\u{2013}2031 (made up)",
    });
    codes["stakeholders"] = (people.iter())
        .map(|p| {
            let mut it = json!({ "id": p.id, "name": p.name, "kind": p.kind });
            if !p.alias.is_empty() {
                it["aliases"] = json!([p.alias]);
            }
            it["attributes"] = json!({ "region": p.region });
            if p.name.ends_with("(unnamed)") {
                it["attributes"]["unnamed"] = json!("yes");
            }
            it
        })
        .collect();
    codes["themes"] = (themes.iter())
        .map(|t| {
            let mut it = json!({ "id": t.id, "name": t.name, "definition": t.definition });
            if let Some(broad) = t.broad {
                it["broader"] = json!(broad_ids[broad]);
            }
            it
        })
        .collect();
    codes["claims"] = (claims.iter())
        .map(|c| {
            let mut on = json!({ c.theme: c.stance.as_str() });
            if let Some((theme, stance)) = c.other {
                on[theme] = json!(stance.as_str());
            }
            json!({ "id": c.id, "text": c.text, "themes": on })
        })
        .collect();
    let mut files = vec![("codebook.json".to_owned(), codes)];

    // Each stakeholder has themes of its own, so that not everybody speaks on everything.
    let narrow: Vec<&Theme> = themes.iter().filter(|t| t.broad.is_some()).collect();
    let homes: Vec<Vec<&str>> = (people.iter())
        .map(|p| {
            (0..3 + p.talkative)
                .map(|_| narrow[random.below(narrow.len())].id)
                .collect()
        })
        .collect();
    let voices: Vec<usize> = (people.iter().enumerate())
        .flat_map(|(i, p)| std::iter::repeat_n(i, p.talkative))
        .collect();
    let mut said: Vec<(usize, usize)> = Vec::new();
    for (session, &(id, title, first_day, second_day, statements)) in SESSIONS.iter().enumerate() {
        let mut rows: Vec<(usize, usize)> = Vec::new();
        let mut tries = 0;
        while rows.len() < statements {
            tries += 1;
            // The first session hears everybody, and each claim is on the table once.
            let who = if session == 0 && tries <= people.len() {
                tries - 1
            } else {
                voices[random.below(voices.len())]
            };
            let again: Vec<usize> = (said.iter()).filter(|s| s.0 == who).map(|s| s.1).collect();
            let own: Vec<usize> = (0..claims.len())
                .filter(|&c| homes[who].contains(&claims[c].theme))
                .collect();
            let claim = if session > 0 && !again.is_empty() && random.below(5) < 2 {
                again[random.below(again.len())]
            } else if random.below(6) > 0 {
                own[random.below(own.len())]
            } else {
                random.below(claims.len())
            };
            if !rows.contains(&(who, claim)) {
                rows.push((who, claim));
            }
        }
        if session == 2 {
            // What nobody took up is put to somebody whose theme it is, or to the talkative.
            for (claim, it) in claims.iter().enumerate() {
                if said.iter().chain(&rows).all(|row| row.1 != claim) {
                    let who = homes.iter().position(|home| home.contains(&it.theme));
                    rows.push((who.unwrap_or(claim % people.len()), claim));
                }
            }
        }
        rows.sort_by_key(|&(who, _)| (who * 7 + session * 11) % people.len());
        said.extend(&rows);
        let mut made = Vec::new();
        for (row, &(who, claim)) in rows.iter().enumerate() {
            let (person, it) = (&people[who], &claims[claim]);
            let theme = theme_of[it.theme];
            let wanted = wants(person, theme, theme.broad.expect("is narrow"), session);
            let wanted = if random.once_in(14) { -wanted } else { wanted };
            let mut one = json!({
                "id": format!("s{}-{:03}", session + 1, row + 1),
                "stakeholder": person.id,
                "claim": it.id,
                "stance": (wanted * it.stance).as_str(),
                "source": id,
                "paragraph": 3 + row / 2,
            });
            if row * 2 > rows.len() {
                one["date"] = json!(second_day);
            }
            if random.once_in(20) {
                one["condition"] = json!("if the costs are shared among all shores");
            }
            let fidelity = [
                "verbatim",
                "paraphrase",
                "paraphrase",
                "paraphrase",
                "inferred",
            ];
            one["fidelity"] = json!(fidelity[random.below(5)]);
            one["coder"] = json!("rule");
            made.push(one);
        }
        let mut relations = Vec::new();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        while relations.len() < 16 {
            let from = random.below(claims.len());
            let broad = theme_of[claims[from].theme].broad;
            let near: Vec<usize> = (0..claims.len())
                .filter(|&to| to != from && theme_of[claims[to].theme].broad == broad)
                .collect();
            let to = near[random.below(near.len())];
            if pairs.contains(&(from, to)) || pairs.contains(&(to, from)) {
                continue;
            }
            pairs.push((from, to));
            let sign = claims[from].stance * claims[to].stance;
            let sign = if random.once_in(4) { -sign } else { sign };
            let basis = if random.once_in(3) {
                "implied"
            } else {
                "explicit"
            };
            relations.push(json!({
                "from": claims[from].id,
                "to": claims[to].id,
                "stance": sign.as_str(),
                "basis": basis,
                "source": id,
            }));
        }
        let meeting = json!({
            "$schema": "../../schema/plenary.schema.json",
            "plenary": 1,
            "sources": [{ "id": id, "title": title, "date": first_day }],
            "statements": made,
            "relations": relations,
        });
        files.push((format!("{id}.json"), meeting));
    }
    (files.into_iter())
        .map(|(name, value)| {
            let text = serde_json::to_string_pretty(&value).expect("is plain data");
            (name, text + "\n")
        })
        .collect()
}

#[test]
fn the_assembly_is_what_its_rule_makes() {
    for (name, text) in files() {
        golden(format!("{FOLDER}/{name}"), &text);
    }
}
