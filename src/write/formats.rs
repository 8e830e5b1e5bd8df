//! The list of formats that records, graphs and networks are exchanged in.

/// What a format is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Everything of a record.
    Record,
    /// One row a statement.
    Statements,
    /// Who supports, or is concerned about, which theme.
    Positions,
    /// Nodes and summed edges.
    Graph,
    /// Ties of discourse network analysis.
    Network,
    /// The themes.
    Codebook,
}

impl Subject {
    /// Every subject, in the order of the documentation.
    pub const ALL: [Self; 6] = [
        Self::Record,
        Self::Statements,
        Self::Positions,
        Self::Graph,
        Self::Network,
        Self::Codebook,
    ];

    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Statements => "statements",
            Self::Positions => "positions",
            Self::Graph => "graph",
            Self::Network => "network",
            Self::Codebook => "codebook",
        }
    }
}

/// A format that other programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExchangeFormat {
    /// The word used on the command line.
    pub name: &'static str,
    /// How its files' names end; the first is the one that is written.
    pub suffixes: &'static [&'static str],
    /// What it can be made from.
    pub of: &'static [Subject],
    /// Who reads it.
    pub readers: &'static str,
    /// What of a record it carries.
    pub carries: &'static str,
    /// What of a record it has no place for; empty where that is nothing.
    pub loses: &'static str,
    /// What else reads each export in the tests.
    pub checked_by: &'static str,
}

const GRAPHS: &[Subject] = &[
    Subject::Record,
    Subject::Positions,
    Subject::Graph,
    Subject::Network,
];

const NO_SOURCES: &str = "title, comment and schema of the record; sources that nothing cites";
const NAMES_ONLY: &str = "labels, ties by stance, weights";

macro_rules! formats {
    ($($name:literal $suffixes:tt of $of:expr, $readers:expr; $carries:expr; $loses:expr; $checked:expr;)+) => {
        /// Every format, in the order of the documentation.
        pub const FORMATS: &[ExchangeFormat] = &[$(ExchangeFormat {
            name: $name,
            suffixes: &$suffixes,
            of: $of,
            readers: $readers,
            carries: $carries,
            loses: $loses,
            checked_by: $checked,
        },)+];
    };
}

const EVERYTHING: &str = "everything";
const SPREADSHEETS: &str = "spreadsheets, R, Python";

formats! {
    "json" ["json"] of &[Subject::Record, Subject::Statements, Subject::Positions, Subject::Graph, Subject::Network],
        "plenary, any program"; EVERYTHING; ""; "JSON Schema";
    "csv" ["csv"] of &[Subject::Statements, Subject::Positions, Subject::Graph, Subject::Network],
        SPREADSHEETS; "statements with names of who, what and where"; "themes, relations, kinds, whatever no statement names"; "Python csv";
    "csv-pair" [] of GRAPHS, "Gephi, spreadsheets, R"; "nodes and edges with every field"; NO_SOURCES; "Python csv";
    "xlsx" ["xlsx"] of &[Subject::Record, Subject::Statements, Subject::Positions, Subject::Graph, Subject::Network],
        "Excel, LibreOffice"; "nodes and edges with every field"; NO_SOURCES; "openpyxl";
    "markdown" ["md", "markdown"] of &[Subject::Record, Subject::Statements, Subject::Positions, Subject::Graph, Subject::Network],
        "documents"; "nodes and edges with every field, for people"; "line breaks; not read back"; "";
    "graphml" ["graphml"] of GRAPHS, "yEd, visone, Gephi, igraph, networkx, Cytoscape"; EVERYTHING; ""; "networkx, igraph, graphology";
    "gexf" ["gexf"] of GRAPHS, "Gephi, Gephi Lite, graphology"; "nodes and edges with every field, colours, places"; "comment and schema of the record; sources that nothing cites"; "networkx, graphology, XSD";
    "gml" ["gml"] of GRAPHS, "igraph, networkx, Gephi, Graphviz"; EVERYTHING; ""; "networkx, igraph";
    "pajek" ["net"] of GRAPHS, "Pajek, UCINET, visone, igraph"; NAMES_ONLY; "ids, fields, themes' order; one file a stance"; "igraph";
    "dl" ["dl"] of GRAPHS, "UCINET, visone"; "ids, ties by stance, weights"; "names, fields; one file a stance"; "igraph";
    "cytoscape" ["cyjs"] of GRAPHS, "Cytoscape.js, Cytoscape, networkx"; EVERYTHING; ""; "cytoscape, networkx";
    "jgf" ["jgf"] of GRAPHS, "any program with JSON Graph Format 2"; EVERYTHING; ""; "JSON Schema of the format";
    "node-link" ["nodelink"] of GRAPHS, "networkx, d3"; EVERYTHING; ""; "networkx";
    "kumu" ["kumu"] of GRAPHS, "Kumu"; "nodes and edges with every field"; NO_SOURCES; "ends and ids in Python";
    "kumu-xlsx" [] of GRAPHS, "Kumu"; "nodes and edges with every field"; NO_SOURCES; "openpyxl";
    "mermaid" ["mmd"] of GRAPHS, "Markdown on the web"; "labels, stances, weights, for people"; "fields; not read back"; "mermaid";
    "cypher" ["cypher", "cql"] of GRAPHS, "Neo4j, Memgraph"; "nodes and edges with every field"; NO_SOURCES; "the language support of Neo4j";
    "dot" ["dot", "gv"] of &[Subject::Positions, Subject::Graph], "Graphviz"; "the picture"; "fields; not read back"; "Graphviz";
    "svg" ["svg"] of &[Subject::Positions, Subject::Graph], "browsers, documents"; "the picture"; "fields; not read back"; "xmllint";
    "xaif" ["xaif"] of &[Subject::Record], "argument mining"; "claims, who said what, relations"; "themes, kinds, titles, paragraphs, speakers, conditions, fidelity, coders, notes; sources nothing cites"; "ends and ids in Python";
    "argdown" ["argdown", "ad"] of &[Subject::Record], "Argdown"; "everything but what follows"; "basis, source and comment of relations; comment and schema of the record; line breaks of claims"; "@argdown/core";
    "turtle" ["ttl"] of &[Subject::Record], "RDF stores, Protégé"; EVERYTHING; ""; "rdflib, SHACL";
    "ntriples" ["nt"] of &[Subject::Record], "RDF stores"; EVERYTHING; ""; "rdflib, SHACL";
    "jsonld" ["jsonld"] of &[Subject::Record], "the web, RDF stores"; EVERYTHING; ""; "rdflib, SHACL";
    "qdc" ["qdc"] of &[Subject::Codebook], "NVivo, ATLAS.ti, MAXQDA, QualCoder, Taguette"; "themes: names, definitions, broader themes"; "all else"; "pyrefiqda";
    "qdpx" ["qdpx"] of &[Subject::Record], "NVivo, ATLAS.ti, MAXQDA, QualCoder"; "themes, claims, stakeholders, passages with stance, relations"; "themes of claims but through passages, speakers, conditions, fidelity, dates"; "pyrefiqda, XSD";
}
