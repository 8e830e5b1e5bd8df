//! Every problem has a code; this is the list, with the text of `plenary explain`.

use std::fmt;
use std::str::FromStr;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The record cannot be used.
    Error,
    /// The record can be used, but a reader of its pictures should know; fails under `--strict`.
    Warning,
    /// Something could not be checked.
    Note,
}

impl Severity {
    /// The word in messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $code:literal $severity:ident $title:literal $explanation:literal;)+) => {
        /// What is wrong, as a code that never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = $title] $variant,)+ }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as printed: `E016`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// How much it matters.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// The rule in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            /// What it means and how to mend it, in a paragraph.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)+ }
            }
        }
    };
}

codes! {
    NotUtf8 "E001" Error "the file is not UTF-8 text"
"A record is JSON, and JSON is UTF-8. The file is in another encoding (UTF-16 and Windows-1252 \
are the usual ones) or is no text at all. In a text editor choose 'save as' with the encoding \
UTF-8. A byte order mark at the start is allowed and ignored.";
    Syntax "E002" Error "the file is not valid JSON"
"The place shown is where the text stops being JSON; the cause is there or just before it: a \
missing or surplus comma, a quote that was not closed, typographic quotes, a comment, or a file \
that was cut off. Only the first such place of a file can be shown. For remarks use a key \
\"$comment\".";
    TooDeep "E003" Error "lists and objects are nested too deeply"
"A record needs five levels. Far deeper nesting is always a mistake, and is not followed.";
    NotARecord "E004" Error "the file is no Plenary record"
"A record is one JSON object with \"plenary\": 1, which says which version of the format the \
file follows, and lists named sources, stakeholders, themes, claims, statements, relations. \
'plenary new' writes one to start from.";
    UnknownKey "E005" Error "a key that the format does not have"
"Unknown keys are refused, so that a misspelt key cannot be ignored silently. The nearest known \
key is named. Free data about a stakeholder goes into its \"attributes\", remarks into a \
\"$comment\". 'plenary schema' prints all keys.";
    RepeatedKey "E006" Error "a key stands twice in one object"
"JSON leaves open which of the two counts, so neither is taken. Delete or rename one.";
    MissingKey "E007" Error "a key that must be there is missing"
"Each entry needs its identity and what it is made of: a source id and title; a stakeholder id, \
name and kind; a theme id and name; a claim id and text; a statement id, stakeholder, claim, \
stance and source; a relation from, to and stance.";
    WrongType "E008" Error "a value of the wrong type"
"The key takes another type of value: text in double quotes, a whole number, a list in [ ], or \
an object in { }. The message says which was found and which is needed.";
    UnknownWord "E009" Error "a word that is not in its list"
"Stance is support or concern. Kind is ngo, business, state, igo, academia, technical, media, \
individual or other. Fidelity is verbatim, paraphrase or inferred. Basis is explicit or implied. \
All in lower case.";
    BadId "E010" Error "an id with characters that ids do not have"
"An id is 1 to 64 of the characters a-z, 0-9 and '-'. It is what files, links and pictures refer \
by, so it must survive all of them. The name for people goes into \"name\".";
    EmptyText "E011" Error "a name or text with nothing in it"
"Names, titles and texts are printed in pictures and tables; an empty one would leave a hole. \
Leave the key out where it is optional.";
    BadDate "E012" Error "not a date"
"A date is written year-month-day with four, two and two digits, such as 2020-02-12, and must \
exist in the calendar.";
    BadSpan "E013" Error "a span that is not in order"
"A span is [start, end]: two whole numbers, counted in Unicode code points from 0, the end not \
included, so the end is larger than the start.";
    OutOfRange "E014" Error "a number out of its range"
"Paragraphs are counted from 1; positions from 0; both are whole and below 4294967296.";
    DuplicateId "E015" Error "an id that is taken"
"Two entries of one kind have the same id and differ. Give one of them another id. The same \
entry may stand in several files (a shared codebook) as long as all copies are equal.";
    UnknownId "E016" Error "an id that nothing has"
"A statement, claim, theme or relation refers to something that is not in the files that were \
read. Either the id is misspelt (the nearest one is named), or the file that defines it was not \
given: name it too, or name the folder.";
    CyclicBroader "E017" Error "a theme that is broader than itself"
"Following \"broader\" from theme to theme must end at a top theme. Remove the link that leads \
back.";
    NothingToRead "E018" Error "nothing to read"
"No file was given, or the file is empty. 'plenary new' writes a record to start from.";
    TooLarge "E019" Error "a file that is too large"
"Positions in a file are counted in 32 bits, so one file may have up to 4 GiB. Split the record \
into several files; they are read as one.";
    BadUrl "E020" Error "not a web address"
"A \"url\" starts with http:// or https:// and has no spaces: it may be put into pictures as a \
link.";
    BadFileName "E021" Error "not the name of a file beside the record"
"The \"text\" of a source is a file name or a relative path below the record's folder: no \
leading '/', no drive, no '..'. Texts kept elsewhere are found with --texts FOLDER.";
    SpanOutside "E022" Error "a span past the end of the text"
"The span reaches further than the source's text has characters. Positions are Unicode code \
points of the whole file, headings and blank lines included.";
    QuoteNotFound "E023" Error "a quote that is not in the text"
"The quoted words must stand in the source's text literally, within the span where one is given, \
else within the paragraph. Kinds of white space count as equal, and a missing word may be \
written as [...]. Correct the quote, or the span.";
    ParagraphMismatch "E024" Error "a span outside its paragraph"
"Paragraphs are the blocks of the text between blank lines, counted from 1, headings included. \
The span does not lie in the paragraph that the statement names.";
    TooMany "E025" Error "too many problems"
"After ten thousand problems nothing more is looked at: the file is probably something else than \
a record, or one slip repeats. Mend the first ones and check again.";
    NotADatabase "E026" Error "the file is no DNA database"
"A .dna file is the SQLite database that the Discourse Network Analyzer (generation 2 or 3) \
saves. This file is something else, is damaged, or lacks tables that every such database has.";
    UnknownVariable "E027" Error "a variable that the input does not have"
"Variables are what the input calls them: the columns of a table, the variables, document fields \
and attributes of a DNA database; in a record stakeholder, kind, any attribute, claim, theme, \
stance, source, speaker, coder, fidelity.";
    PartMissing "E028" Error "a part that this build is without"
"Some formats need a Cargo feature that was left out when this program was built.";
    BadTable "E029" Error "a table that cannot be read"
"A table of statements has a line of column names and one line a statement, with as many cells \
each. Delimiters are comma, semicolon or tab; a cell with a delimiter or a line break in it \
stands in double quotes.";
    BadCell "E030" Error "a cell that its column cannot hold"
"Stances are support, concern, 1, 0, +, -, yes, no, pro, con and their like; dates are \
YYYY-MM-DD, with a time where it matters, or DD.MM.YYYY. Of a formula in a workbook the last result \
counts; one that failed, or was never computed, has none.";
    FilterSyntax "E031" Error "a condition that cannot be read"
"A condition compares a variable with a value (=, !=, <, <=, >, >=), with a list (in, not in), \
or a theme with a broader one (under); and, or, not and brackets combine them. Values with \
spaces stand in quotes; * stands for any characters. Example: \
stakeholder = apc and not theme in (norms, human-rights) and date >= 2020-02-01";
    ThemeStances "E032" Error "a claim that speaks for a theme and against it"
"Rows of a table give one claim both stances on one theme. What a claim speaks for is a property \
of the claim, so all its rows must agree, or leave the cell empty. Where two propositions share a \
name, give each its own.";
    UnknownFormat "E033" Error "a file in no format that can be imported"
"What a file is told by its name and first bytes. Where both say nothing, name the format with \
--from; 'plenary import --help' lists them. A folder is imported as one thing only where its \
files belong together: a pol.is export, tables of claims and nodes, matrices of positions.";
    BadExchange "E034" Error "a file that breaks its own format"
"The file is of a known format, but lacks something that the format always has, or has it in a \
form that cannot be understood. Export it again from the program that made it.";
    TooMuch "E035" Error "an archive that unpacks to too much, or to somewhere else"
"An archive may have a thousand entries and unpack to 256 MiB and to two hundred times its size; \
names of entries must stay inside it. More than that is what archives are made of that are meant \
 to harm, so nothing of it is read. So may the <default> values of GraphML keys make 256 MiB once \
 every node and edge has them.";
    UnknownSheet "E036" Error "a sheet with a name that is nearly one of ours"
 "A workbook lists things in the sheets Record, Sources, Stakeholders, Themes, Claims, Statements \
 and Relations, and a sheet whose name is nearly one of these would be left out in silence. Give it \
 that name, or put # before its name if it is yours alone. 'plenary new --xlsx' writes a workbook to \
 start from.";
    BadRdf "E050" Error "RDF that cannot be read"
"The file is no JSON-LD, Turtle or N-Triples, or needs something that is not read: a context at a \
web address is never fetched. Plenary reads the RDF that 'plenary export --format jsonld' (or \
turtle, ntriples) writes, with the terms that schema/plenary.shacl.ttl lists.";
    BadQuery "E051" Error "a query that cannot be read"
"The text is no SPARQL 1.1 query from the place that is shown on; the cause is there or just \
before it. Prefixes need not be declared: schema:, skos:, prov:, oa:, rdf:, rdfs:, xsd:, dcterms:, \
plenary:, and stakeholder:, claim:, theme:, source:, statement:, relation:, annotation: for the \
record's own entries. Example: SELECT ?who WHERE { ?who plenary:support theme:norms }";
    BadQuestion "E052" Error "a question that cannot be read"
"A question joins conditions on stakeholders with and, or, not and brackets: supports X, concern X \
(raises a concern), mixed X (both), mentions X (either), where X is a theme, a claim, or several \
in brackets; kind = ngo, and any attribute with =, !=, in (...). Example: supports human-rights and \
(concern militarisation or kind = state). Write theme:norms or claim:norms where both have the id.";
    SilentStakeholder "W001" Warning "a stakeholder without a statement"
"It is listed, but nothing it said is coded. Silence is not neutrality: it will have no edge in \
any picture. Code its statements or take it out.";
    UnheardClaim "W002" Warning "a claim without a statement"
"No stakeholder takes a stance on it.";
    OneSided "W003" Warning "a claim heard from one side only"
"Everybody who spoke on it took the same stance. That may be how the meeting went; it may also \
be that the other side was not coded. Say so where the picture is used. Where it holds for more \
than half of the claims, as in most records of one meeting, it is one finding; 'check --all' and \
'--format json' give one for each claim.";
    DominantSource "W004" Warning "one source feeds more than half of the statements"
"The record has several sources, and one of them accounts for more than half of all statements. \
Pictures mostly show that source.";
    SimilarNames "W005" Warning "two names that look like one stakeholder"
"Two stakeholders have names or aliases that are equal but for case, accents, punctuation or a \
letter or two. If they are one, merge them and keep the other name as an alias.";
    NoEvidence "W006" Warning "a statement without evidence"
"It has neither paragraph, span nor quote, so nobody can look up what it rests on.";
    SelfRelation "W007" Warning "a claim related to itself"
"The relation starts and ends at the same claim. It is kept and drawn, but says nothing.";
    RepeatedStatement "W008" Warning "a statement that says the same as another"
"Same stakeholder, claim, stance, source and place, under two ids: it will count twice.";
    ClaimWithoutTheme "W009" Warning "a claim without a theme"
"It yields no position, and is missing from pictures of stakeholders and themes.";
    SeveralTitles "W010" Warning "files with different titles"
"The files are read as one record, which has one title: that of the first file, in the order \
given. Keep a title in one file only.";
    UnknownValue "W011" Warning "a value that never occurs"
"The condition names a value that no statement has, so this part of it is never true. Values are \
compared letter by letter.";
    QuoteWithoutText "N001" Note "evidence that could not be checked"
"The source names a text file which is not beside the record, so spans and quotes were not \
compared with it. Put the file there, or give the folder that has it with --texts.";
    ThemesTakenAsSupported "N002" Note "claims that are taken to speak for their themes"
"The table says which theme a claim is on, but not whether the claim speaks for the theme or \
against it, so support is assumed: who supports the claim counts as supporting the theme. Where \
a column says which way (support, concern, +, - and their like), name it with --theme-stance.";
    HiddenCells "N003" Note "cells of a workbook that are hidden or merged"
"Hidden rows and sheets are read as all others, for filters hide rows that belong to a record. What \
stands in cells that are merged downwards counts for each of their rows.";
    SheetLeftOut "N004" Note "a sheet that is not read"
"Only the sheets Record, Sources, Stakeholders, Themes, Claims, Statements and Relations are read. \
Put # before the name of a sheet that is yours alone.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Not the name of a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no code '{0}'")]
pub struct UnknownCode(pub String);

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let found = Self::ALL
            .iter()
            .find(|code| code.as_str().eq_ignore_ascii_case(text));
        found.copied().ok_or_else(|| UnknownCode(text.to_owned()))
    }
}
