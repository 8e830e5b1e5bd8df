//! Briefings for the public: no name of the record is in any output.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use plenary::brief::{Audience, BriefError, BriefOptions, Secrets, audience, briefing};
use plenary::draw::Language;
use plenary::model::{
    Basis, Claim, ClaimId, Fidelity, Parts, Record, Relation, Source, SourceId, Span, Stakeholder,
    StakeholderId, StakeholderKind, Stance, Statement, StatementId, Theme, ThemeId,
};
use plenary::write::document::{Template, html, markdown};
use proptest::prelude::*;

use crate::run::plenary;

/// Names that are nowhere else.
const NAMES: &[&str] = &[
    "Zyxbrand",
    "Qwolf Harbour League",
    "QHL",
    "Vantor",
    "vantor-deleg",
    "Ms Ulla Prenzky",
    "Kodderik Ambrus",
];
/// What is not a name and must go all the same.
const GONE: &[&str] = &[
    "schemamark",
    "recordremark",
    "sourceremark",
    "textfilemark",
    "attrkeymark",
    "attrvaluemark",
    "stakeholderremark",
    "themeremark",
    "keywordmark",
    "claimremark",
    "notemark",
    "statementremark",
    "relationremark",
    "zyxbrandid",
    "sourceidmark",
    "themeidmark",
    "claimidmark",
    "statementidmark",
];

/// All names in one text, in several spellings.
fn full_of_names() -> String {
    "As ZYXBRAND and zyxbrand's, Qwolf  Harbour-League, \"qwolfharbourleague\", the Q.H.L., (QHL), \
     Vantor, Vántor, van\u{AD}tor, vantor-deleg, Ulla Prenzky of Prenzky & Co, and Kodderik\nAmbrus said"
        .to_owned()
}

/// A record with names in every field.
pub(crate) fn planted() -> Record {
    let text = full_of_names();
    let all = || Some(text.clone());
    let statement = |n: usize, who: &str, claim: &str, stance| Statement {
        id: StatementId::new(&format!("statementidmark-vantor-{n}")).unwrap(),
        stakeholder: StakeholderId::new(who).unwrap(),
        claim: ClaimId::new(claim).unwrap(),
        stance,
        source: SourceId::new("sourceidmark-qhl").unwrap(),
        paragraph: NonZeroU32::new(3),
        span: Span::new(1, 9),
        quote: all(),
        date: Some("2030-03-12".parse().unwrap()),
        speaker: Some("Ms Ulla Prenzky".to_owned()),
        condition: all(),
        fidelity: Some(Fidelity::Verbatim),
        coder: Some("Kodderik Ambrus".to_owned()),
        note: Some(format!("notemark {text}")),
        comment: Some(format!("statementremark {text}")),
    };
    let stakeholder = |id: &str, name: &str, aliases: &[&str], kind| Stakeholder {
        id: StakeholderId::new(id).unwrap(),
        name: name.to_owned(),
        kind,
        aliases: aliases.iter().map(|&it| it.to_owned()).collect(),
        attributes: BTreeMap::from([("attrkeymark".to_owned(), format!("attrvaluemark {text}"))]),
        comment: Some(format!("stakeholderremark {text}")),
    };
    let theme = |id: &str, broader: Option<&str>| Theme {
        id: ThemeId::new(id).unwrap(),
        name: text.clone(),
        definition: all(),
        broader: broader.map(|id| ThemeId::new(id).unwrap()),
        keywords: vec!["keywordmark".to_owned(), text.clone()],
        comment: Some(format!("themeremark {text}")),
    };
    let claim = |id: &str, stance| Claim {
        id: ClaimId::new(id).unwrap(),
        text: format!("{id} {text}").replace("claimidmark", "claim"),
        themes: BTreeMap::from([(ThemeId::new("themeidmark-zyxbrand").unwrap(), stance)]),
        comment: Some(format!("claimremark {text}")),
    };
    let mut unnamed = stakeholder(
        "several-vantor",
        "Several friends of Vantor",
        &["vantor-deleg"],
        StakeholderKind::State,
    );
    unnamed
        .attributes
        .insert("unnamed".to_owned(), "yes".to_owned());
    unnamed
        .attributes
        .insert("reported-by".to_owned(), "qhl".to_owned());
    let parts = Parts {
        schema: Some(format!("schemamark {text}")),
        title: all(),
        comment: Some(format!("recordremark {text}")),
        sources: vec![Source {
            id: SourceId::new("sourceidmark-qhl").unwrap(),
            title: text.clone(),
            date: Some("2030-03-12".parse().unwrap()),
            url: Some("https://example.org/qwolf-harbour-league/zyxbrand".to_owned()),
            text: Some("textfilemark-vantor.txt".to_owned()),
            comment: Some(format!("sourceremark {text}")),
        }],
        stakeholders: vec![
            stakeholder(
                "zyxbrandid",
                "Zyxbrand",
                &["Zyx Brand"],
                StakeholderKind::Business,
            ),
            stakeholder(
                "qhl",
                "Qwolf Harbour League (QHL)",
                &[],
                StakeholderKind::Ngo,
            ),
            stakeholder("vantor", "Vantor", &[], StakeholderKind::Ngo),
            unnamed,
        ],
        themes: vec![
            theme("themeidmark-zyxbrand", Some("themeidmark-vantor")),
            theme("themeidmark-vantor", None),
        ],
        claims: vec![
            claim("claimidmark-a", Stance::Support),
            claim("claimidmark-b", Stance::Concern),
            claim("claimidmark-c", Stance::Support),
        ],
        statements: vec![
            statement(1, "zyxbrandid", "claimidmark-a", Stance::Support),
            statement(2, "qhl", "claimidmark-a", Stance::Concern),
            statement(3, "vantor", "claimidmark-b", Stance::Concern),
            statement(4, "several-vantor", "claimidmark-c", Stance::Concern),
            statement(5, "vantor", "claimidmark-a", Stance::Concern),
        ],
        relations: ["claimidmark-b", "claimidmark-c"]
            .map(|to| Relation {
                from: ClaimId::new("claimidmark-a").unwrap(),
                to: ClaimId::new(to).unwrap(),
                stance: Stance::Concern,
                basis: Some(Basis::Explicit),
                source: Some(SourceId::new("sourceidmark-qhl").unwrap()),
                comment: Some(format!("relationremark {text}")),
            })
            .to_vec(),
    };
    Record::resolve(parts).unwrap()
}

pub(crate) fn public(language: Language) -> BriefOptions {
    BriefOptions {
        language,
        audience: Audience::Public,
        ..BriefOptions::default()
    }
}

/// Letters and digits only, small and without accents, so that no spelling hides a name.
fn squeezed(text: &str) -> String {
    let plain = |c| if c == 'á' { 'a' } else { c };
    text.to_lowercase()
        .chars()
        .map(plain)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Checks the bytes of an output that is text.
#[track_caller]
pub(crate) fn check_nameless(text: &str, what: &str) {
    let squeezed = squeezed(text);
    let lower = text.to_lowercase();
    for name in NAMES.iter().chain(&["Prenzky", "Ambrus"]) {
        let found = if name.len() > 3 {
            squeezed.contains(&self::squeezed(name))
        } else {
            lower
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == name.to_lowercase())
        };
        assert!(!found, "{what}: {name} is in {text}");
    }
    for word in GONE {
        assert!(!lower.contains(word), "{what}: {word}");
    }
}

#[test]
fn no_name_is_in_any_output() {
    let record = planted();
    for language in Language::ALL {
        let made = briefing(&record, &public(language)).unwrap();
        check_nameless(&html(&made.document, None).unwrap(), "HTML");
        let text = markdown(&made.document, "", None).unwrap();
        check_nameless(&text.text, "Markdown");
        assert!(text.pictures.len() >= 2);
        for (name, svg) in &text.pictures {
            check_nameless(svg, name);
            check_nameless(name, "file name");
        }
        check_nameless(&format!("{:?}", made.document), "document");
        check_nameless(&format!("{:?}", made.findings), "findings");
    }
    // The same texts are all there for those who may read them.
    let full = briefing(&record, &BriefOptions::default()).unwrap();
    let page = html(&full.document, None).unwrap();
    assert!(page.contains("Zyxbrand") && page.contains("Ms Ulla Prenzky"));
}

#[test]
fn what_is_public_is_a_record_of_roles() {
    let record = planted();
    let secrets = Secrets::of(&record);
    let made = audience::public(&record, &secrets, Language::En).unwrap();
    check_nameless(&plenary::write::record_json(&made), "record");
    let names: Vec<&str> = made
        .stakeholders()
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "a business body",
            "NGO 1",
            "NGO 2",
            "a state, unnamed by the source"
        ]
    );
    let quote = made
        .statements()
        .quote(made.statements().rows().next().unwrap());
    assert_eq!(
        quote.unwrap(),
        "As [a business body] and [a business body], [NGO 1], \"[NGO 1]\", the [NGO 1]., ([NGO 1]), \
         [NGO 2], [NGO 2], [NGO 2], [a state, unnamed by the source], Ulla [a person] of [a person] & Co, and [a person] said"
    );
    assert_eq!(made.sources()[0].url, None);
    // Counts and stances are what they were.
    let stances = |record: &Record| record.statements().stances().to_vec();
    assert_eq!(stances(&made), stances(&record));
}

#[test]
fn ordinary_words_stay() {
    let record = planted();
    let mut parts = record.to_parts();
    parts.stakeholders[0].aliases = vec!["US".to_owned(), "ZB".to_owned()];
    parts.claims[0].text = "It keeps us safe, and the US too; zb is no word".to_owned();
    let record = Record::resolve(parts).unwrap();
    let made = audience::public(&record, &Secrets::of(&record), Language::En).unwrap();
    let role = &made.statements();
    assert!(role.len() == 5);
    assert!(
        made.claims()
            .iter()
            .any(|it| it.text.starts_with("It keeps us safe, and the ["))
    );
}

#[test]
fn who_is_described_in_general_words_keeps_them() {
    let record = crate::samples::read("oewg");
    let made = audience::public(&record, &Secrets::of(&record), Language::En).unwrap();
    let names: Vec<&str> = made
        .stakeholders()
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "NGO 1",
            "NGO 2",
            "NGO 3",
            "NGO 4",
            "NGO 5",
            "Several states (unnamed)",
            "a business body"
        ]
    );
}

#[test]
fn a_template_with_a_name_makes_no_briefing() {
    let made = briefing(&planted(), &public(Language::En)).unwrap();
    let template = Template {
        name: "own.html",
        text: "<p>With thanks to Van<b>tor</b> and to <b>VANTOR</b></p>{{ title }}",
    };
    let page = html(&made.document, Some(template)).unwrap();
    let error = made.secrets.check_text(&page).unwrap_err();
    let BriefError::Leak { name, near } = error else {
        panic!("{error}")
    };
    assert_eq!((name.as_str(), near.as_str()), ("Vantor", "VANTOR"));
    let folder = tempfile::tempdir().unwrap();
    let record = crate::root().join("graph/oewg-2020-02-12");
    std::fs::write(
        folder.path().join("own.html"),
        "Thanks to the I.C.C. {{ title }}",
    )
    .unwrap();
    let ran = plenary(&[
        "brief",
        record.to_str().unwrap(),
        "--audience",
        "public",
        "--template",
        "own.html",
        "-o",
        "b.html",
    ])
    .within(folder.path())
    .run();
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("the name \"ICC\" is still in the briefing"),
        "{}",
        ran.stderr
    );
    assert!(!folder.path().join("b.html").exists());
}

#[test]
fn names_of_what_is_not_shown_are_not_told_either() {
    let record = crate::root().join("graph/oewg-2020-02-12");
    let ran = plenary(&[
        "brief",
        "-q",
        record.to_str().unwrap(),
        "--audience",
        "public",
        "--where",
        "stakeholder = wilpf",
    ])
    .run();
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("“stakeholder = [an NGO]”"));
    assert!(!ran.stdout.to_lowercase().contains("wilpf"));
}

proptest! {
    #[test]
    fn whatever_the_names_are_none_is_told(
        first in "[a-z]{3}[qxz]{2}[a-z]{2}", second in "[A-Z][a-z]{2}[qxz]{2}[0-9]",
        gap in "[ .\u{A0}_-]{0,2}", before in "[ («]", after in "[ )».]",
    ) {
        let mut parts = planted().to_parts();
        parts.stakeholders[0].name = format!("{first} {second}");
        let text = format!("told by{before}{}{gap}{}{after}again", first.to_uppercase(), second);
        for claim in &mut parts.claims {
            claim.text.push_str(&text);
        }
        parts.title = Some(text.clone());
        parts.statements[0].quote = Some(text);
        let record = Record::resolve(parts).unwrap();
        let secrets = Secrets::of(&record);
        let made = audience::public(&record, &secrets, Language::En).unwrap();
        let json = plenary::write::record_json(&made);
        let name = squeezed(&format!("{first}{second}"));
        prop_assert!(!squeezed(&json).contains(&name), "{name}");
        prop_assert_eq!(secrets.check_text(&json), Ok(()));
        prop_assert!(secrets.find(record.title().unwrap()).is_some());
    }
}
