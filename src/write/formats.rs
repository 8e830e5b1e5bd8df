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
    /// What else is to be known of it; empty where that is nothing. What it carries is measured,
    /// see [`carried`](super::carried).
    pub note: &'static str,
    /// What else reads each export in the tests.
    pub checked_by: &'static str,
}

const GRAPHS: &[Subject] = &[
    Subject::Record,
    Subject::Positions,
    Subject::Graph,
    Subject::Network,
];

macro_rules! formats {
    ($($name:literal $suffixes:tt of $of:expr, $readers:expr; $note:expr; $checked:expr;)+) => {
        /// Every format, in the order of the documentation.
        pub const FORMATS: &[ExchangeFormat] = &[$(ExchangeFormat {
            name: $name,
            suffixes: &$suffixes,
            of: $of,
            readers: $readers,
            note: $note,
            checked_by: $checked,
        },)+];
    };
}

const SPREADSHEETS: &str = "spreadsheets, R, Python";

formats! {
    "json" ["json"] of &[Subject::Record, Subject::Statements, Subject::Positions, Subject::Graph, Subject::Network],
        "plenary, any program"; ""; "JSON Schema";
    "csv" ["csv"] of &[Subject::Statements, Subject::Positions, Subject::Graph, Subject::Network],
        SPREADSHEETS; ""; "Python csv";
    "csv-pair" [] of GRAPHS, "Gephi, spreadsheets, R"; ""; "Python csv";
    "xlsx" ["xlsx"] of &[Subject::Record, Subject::Statements, Subject::Positions, Subject::Graph, Subject::Network],
        "Excel, LibreOffice"; "read by every verb; with nodes, edges and positions besides"; "openpyxl";
    "markdown" ["md", "markdown"] of &[Subject::Record, Subject::Statements, Subject::Positions, Subject::Graph, Subject::Network],
        "documents"; "for people; not read back"; "";
    "graphml" ["graphml"] of GRAPHS, "yEd, visone, Gephi, igraph, networkx, Cytoscape"; ""; "networkx, igraph, graphology";
    "gexf" ["gexf"] of GRAPHS, "Gephi, Gephi Lite, graphology"; "with colours and places"; "networkx, graphology, XSD";
    "gml" ["gml"] of GRAPHS, "igraph, networkx, Gephi, Graphviz"; ""; "networkx, igraph";
    "pajek" ["net"] of GRAPHS, "Pajek, UCINET, visone, igraph"; "one file a stance; two-mode or directed ones are read back"; "igraph";
    "dl" ["dl"] of GRAPHS, "UCINET, visone"; "one file a stance; not read back"; "igraph";
    "cytoscape" ["cyjs"] of GRAPHS, "Cytoscape.js, Cytoscape, networkx"; ""; "cytoscape, networkx";
    "jgf" ["jgf"] of GRAPHS, "any program with JSON Graph Format 2"; ""; "JSON Schema of the format";
    "node-link" ["nodelink"] of GRAPHS, "networkx, d3"; ""; "networkx";
    "kumu" ["kumu"] of GRAPHS, "Kumu"; ""; "ends and ids in Python";
    "kumu-xlsx" [] of GRAPHS, "Kumu"; ""; "openpyxl";
    "mermaid" ["mmd"] of GRAPHS, "Markdown on the web"; "for people; not read back"; "mermaid";
    "cypher" ["cypher", "cql"] of GRAPHS, "Neo4j, Memgraph"; "not read back"; "the language support of Neo4j";
    "dot" ["dot", "gv"] of &[Subject::Positions, Subject::Graph], "Graphviz"; "a picture; not read back"; "Graphviz";
    "svg" ["svg"] of &[Subject::Positions, Subject::Graph], "browsers, documents"; "a picture; not read back"; "xmllint";
    "xaif" ["xaif"] of &[Subject::Record], "argument mining"; ""; "ends and ids in Python";
    "argdown" ["argdown", "ad"] of &[Subject::Record], "Argdown"; ""; "@argdown/core";
    "turtle" ["ttl"] of &[Subject::Record], "RDF stores, Protégé"; ""; "rdflib, SHACL";
    "ntriples" ["nt"] of &[Subject::Record], "RDF stores"; ""; "rdflib, SHACL";
    "jsonld" ["jsonld"] of &[Subject::Record], "the web, RDF stores"; ""; "rdflib, SHACL";
    "qdc" ["qdc"] of &[Subject::Codebook], "NVivo, ATLAS.ti, MAXQDA, QualCoder, Taguette"; ""; "pyrefiqda";
    "qdpx" ["qdpx"] of &[Subject::Record], "NVivo, ATLAS.ti, MAXQDA, QualCoder"; ""; "pyrefiqda, XSD";
}
